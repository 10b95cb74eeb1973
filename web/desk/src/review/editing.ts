// SPDX-License-Identifier: GPL-3.0-or-later
// A point being written, with the check running beside: asked when the typing pauses, and an answer
// that comes after a newer text is dropped.
import type {Api, CheckedPoint, Point} from '../api.ts';

const pause = 300;  // ms without a key before the check is asked

export class Editing {
  /** The point's id; empty for one that is new. */
  readonly id: string;
  readonly before: string;
  text: string;
  /** What the check says of `text`, or of what it was a moment ago. */
  checked: CheckedPoint | null;
  state: 'still' | 'checking' | 'failed' | 'saving' = 'still';
  readonly #site: string;
  readonly #article: string;
  readonly #others: string[];
  readonly #place: number;
  readonly #api: Api;
  readonly #changed: () => void;
  #timer = 0;
  #asked = 0;
  constructor(api: Api, where: {site: string; id: string}, points: readonly Point[], id: string, text: string | null, changed: () => void) {
    const at = points.findIndex(point => point.id === id);
    this.#api = api;
    this.#site = where.site;
    this.#article = where.id;
    this.#others = points.map(point => point.text);
    this.#place = at < 0 ? points.length : at;
    this.#changed = changed;
    this.id = id;
    this.before = points[at]?.text ?? '';
    this.text = text ?? this.before;
    this.checked = text === null ? points[at] ?? null : null;
    if (text) this.#later(0);
  }
  get isNew(): boolean {
    return !this.id;
  }
  write(text: string): void {
    const even = text.replace(/\s+/g, ' ');
    if (even === this.text) return;
    this.text = even;
    this.#later(pause);
    this.#changed();
  }
  end(): void {
    clearTimeout(this.#timer);
    ++this.#asked;
  }
  #later(milliseconds: number): void {
    clearTimeout(this.#timer);
    ++this.#asked;
    this.state = 'checking';
    this.#timer = setTimeout(() => void this.#check(), milliseconds) as unknown as number;
  }
  async #check(): Promise<void> {
    const asked = this.#asked, points = [...this.#others];
    points[this.#place] = this.text.trim();
    if (!this.text.trim()) {
      this.checked = null;
      this.state = 'still';
      return this.#changed();
    }
    try {
      const {value} = await this.#api.ask('post', '/v1/sites/{site}/articles/{id}/check',
        {path: {site: this.#site, id: this.#article}, body: {points}});
      if (asked !== this.#asked) return;
      this.checked = value.points?.[this.#place] ?? null;
      this.state = 'still';
    } catch {
      if (asked !== this.#asked) return;
      this.state = 'failed';
    }
    this.#changed();
  }
}
