// SPDX-License-Identifier: MIT
// The article in the page around the player: where a piece of its text stands.

const blocks = /^(P|DIV|BR|LI|UL|OL|H[1-6]|T[DHR]|TABLE|BLOCKQUOTE|SECTION|FIGURE|FIGCAPTION|HR|DT|DD|PRE)$/;
const others = /^(SCRIPT|STYLE|NOSCRIPT|TEMPLATE|TEXTAREA|SELECT|BUTTON|MUJAZ-PLAYER)$/;

/** A text with its white space made even. */
export const even = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** A page's text with its white space made even, and the node of each of its letters. */
export class ArticleText {
  #text = '';
  readonly #nodes: {node: Text; at: number; offsets: number[]}[] = [];
  constructor(root: Element) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, node =>
      node instanceof Element && others.test(node.tagName) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
    const parts: string[] = [];
    let length = 0, space = true;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node instanceof Text) {
        const offsets: number[] = [];
        let part = '';
        for (let i = 0; i < node.length; ++i) {
          const blank = /\s/.test(node.data[i]!);
          if (blank && space) continue;
          part += blank ? ' ' : node.data[i];
          offsets.push(i);
          space = blank;
        }
        if (part) this.#nodes.push({node, at: length, offsets});
        parts.push(part);
        length += part.length;
      } else if (!space && blocks.test((node as Element).tagName)) {
        parts.push(' ');
        ++length;
        space = true;
      }
    }
    this.#text = parts.join('');
  }
  /** Where a text begins in this one, from a place on; -1 where the page has it not. */
  find(text: string, after = 0): number {
    const wanted = even(text);
    return wanted ? this.#text.indexOf(wanted, after) : -1;
  }
  range(start: number, end: number): Range {
    const range = document.createRange();
    const first = this.#node(start), last = this.#node(end - 1);
    range.setStart(first.node, first.offset);
    range.setEnd(last.node, last.offset + 1);
    return range;
  }
  #node(at: number): {node: Text; offset: number} {
    let low = 0, high = this.#nodes.length;
    while (low + 1 < high) {
      const middle = (low + high) >> 1;
      if (this.#nodes[middle]!.at <= at) low = middle;
      else high = middle;
    }
    const {node, at: start, offsets} = this.#nodes[low]!;
    return {node, offset: offsets[Math.min(at - start, offsets.length - 1)]!};
  }
}

/** What a page's article is in: what the page names, else the nearest likely element. */
export function articleRoot(player: Element, selector: string): Element {
  return (selector && document.querySelector(selector)) || player.closest('article') ||
    document.querySelector('[itemprop=articleBody]') || document.querySelector('article') ||
    player.closest('main') || document.body;
}

/** An address that opens a page at a text. */
export function textLink(url: string, text: string): string {
  const words = text.split(/\s+/), code = (part: string[]) => encodeURIComponent(part.join(' ')).replace(/-/g, '%2D');
  const directive = words.length > 8 ? `${code(words.slice(0, 4))},${code(words.slice(-4))}` : code(words);
  return `${url.split('#')[0]}#:~:text=${directive}`;
}
