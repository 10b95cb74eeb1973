// SPDX-License-Identifier: MIT
// The spoken word, lit. The CSS Custom Highlight API leaves the text as it is; where a browser lacks
// it, a mark around the whole word, within one node, so that letters that join are never parted.

/** The range of `root`'s text between two offsets. */
export function rangeOf(root: Node, from: number, to: number): Range | null {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  let before = 0, started = false;
  for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
    const after = before + node.length;
    if (!started && from < after) {
      range.setStart(node, from - before);
      started = true;
    }
    if (started && to <= after) {
      range.setEnd(node, to - before);
      return range;
    }
    before = after;
  }
  return null;
}

export const canHighlight = typeof Highlight !== 'undefined' && 'highlights' in CSS;
let marks: HTMLElement[] = [];

/** Lights these ranges and nothing else under this name. Without the API, only in the player's own text. */
export function light(name: 'mujaz-spoken' | 'mujaz-source', ranges: Range[]): void {
  if (canHighlight) {
    if (ranges.length) CSS.highlights.set(name, new Highlight(...ranges));
    else CSS.highlights.delete(name);
    return;
  }
  if (name !== 'mujaz-spoken') return;
  for (const mark of marks) {
    const parent = mark.parentNode;
    mark.replaceWith(...mark.childNodes);
    parent?.normalize();
  }
  marks = [];
  for (const range of ranges) {
    if (range.startContainer !== range.endContainer) continue;
    if (!(range.startContainer.getRootNode() instanceof ShadowRoot)) continue;
    const mark = document.createElement('mark');
    range.surroundContents(mark);
    marks.push(mark);
  }
}

/** The page's own text is lit by a sheet of its own, which no content security policy forbids. */
let sheet: CSSStyleSheet | null = null;
export function lightPage(): void {
  if (sheet || !canHighlight) return;
  sheet = new CSSStyleSheet();
  sheet.replaceSync(
    '::highlight(mujaz-source){background-color:#fbe7a8;color:#1d1c1a}' +
    '::highlight(mujaz-spoken){background-color:#ffd866;color:#1d1c1a}');
  document.adoptedStyleSheets.push(sheet);
}

/** The offset in `root`'s text of the place that was clicked. */
export function offsetAt(root: HTMLElement, shadow: ShadowRoot | null, x: number, y: number): number | null {
  let node: Node | null = null, offset = 0;
  if (document.caretPositionFromPoint) {
    const caret = document.caretPositionFromPoint(x, y, shadow ? {shadowRoots: [shadow]} : {});
    if (caret) ({offsetNode: node, offset} = caret);
  } else {
    const range = document.caretRangeFromPoint?.(x, y);
    if (range) ({startContainer: node, startOffset: offset} = range);
  }
  if (!node || !root.contains(node)) return null;
  const before = document.createRange();
  before.setStart(root, 0);
  before.setEnd(node, offset);
  return before.toString().length;
}
