// SPDX-License-Identifier: GPL-3.0-or-later
// Hearing the draft: the whole, a point, or a run of words, by the times that the sound came with.
import type {Article} from '../api.ts';
import {units} from '../marks.ts';

export interface Heard {
  /** The point's id; empty is the whole. */
  point: string;
  /** Code points of the point's text, or nothing for all of it. */
  from?: number;
  to?: number;
}
type Word = NonNullable<NonNullable<NonNullable<Article['sound']>['words']>>[number];

export class Sound {
  playing: Heard | null = null;
  readonly audio = new Audio();
  #words: (Word & {id: string})[] = [];
  #url = '';
  #end = 0;
  #frame = 0;
  readonly #changed: () => void;
  readonly #root: HTMLElement;
  constructor(root: HTMLElement, changed: () => void) {
    this.#root = root;
    this.#changed = changed;
    this.audio.preload = 'auto';
    this.audio.addEventListener('ended', () => this.stop());
    this.audio.addEventListener('error', () => this.stop());
  }
  /** The sound of the article as it stands. */
  take({sound, points}: Article): void {
    const box = points.filter(point => point.publishable).map(point => point.id);
    this.#words = (sound?.words ?? []).flatMap(word => (box[word.point] ? [{...word, id: box[word.point]!}] : []));
    const audio = sound?.audio.find(({type}) => this.audio.canPlayType(type)) ?? sound?.audio[0];
    if ((audio?.url ?? '') === this.#url) return;
    this.stop();
    this.#url = audio?.url ?? '';
    if (this.#url) this.audio.src = this.#url;
    else this.audio.removeAttribute('src');
  }
  has(point: string): boolean {
    return this.#words.some(word => word.id === point);
  }
  async play(heard: Heard): Promise<void> {
    const {point, from = 0, to = Infinity} = heard;
    const words = this.#words.filter(word => !point || (word.id === point && word.from < to && word.to > from));
    if (!this.#url || (point && !words.length)) return;
    this.playing = heard;
    this.#end = point ? Math.max(...words.map(word => word.end)) : Infinity;
    this.audio.currentTime = point ? Math.min(...words.map(word => word.start)) : 0;
    this.#changed();
    await this.audio.play().catch(() => this.stop());
    cancelAnimationFrame(this.#frame);
    this.#follow();
  }
  stop(): void {
    cancelAnimationFrame(this.#frame);
    this.audio.pause();
    CSS.highlights?.delete('spoken');
    if (!this.playing) return;
    this.playing = null;
    this.#changed();
  }
  #follow(): void {
    if (!this.playing) return;
    const at = this.audio.currentTime;
    if (at >= this.#end) return this.stop();
    const word = this.#words.find(one => at >= one.start && at < one.end);
    const node = word && this.#root.querySelector(`.point[data-id="${CSS.escape(word.id)}"] .text`);
    const range = word && node && rangeIn(node, word.from, word.to);
    if (range) CSS.highlights?.set('spoken', new Highlight(range));
    this.#frame = requestAnimationFrame(() => this.#follow());
  }
}

/** The range of an element's text from one code point to another. */
export function rangeIn(element: Element, from: number, to: number): Range | null {
  const text = element.textContent ?? '', ends = [units(text, from), units(text, to)] as const;
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  let at = 0, found = 0;
  for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
    const next = at + node.length;
    if (!found && ends[0] < next) {
      range.setStart(node, ends[0] - at);
      found = 1;
    }
    if (found && ends[1] <= next) {
      range.setEnd(node, ends[1] - at);
      return range;
    }
    at = next;
  }
  return null;
}
