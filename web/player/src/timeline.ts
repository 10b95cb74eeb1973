// SPDX-License-Identifier: MIT
// Where in the text a moment of the sound is, and back. Offsets here are of strings (UTF-16 units).
import type {Word} from './episode.ts';

/** Words said in one breath, as captions and transcript show them. */
export interface Line {
  point: number;
  start: number;
  end: number;
  from: number;
  to: number;
  text: string;
}

function units(text: string): (codePoints: number) => number {
  const at: number[] = [];
  let unit = 0;
  for (const c of text) {
    at.push(unit);
    unit += c.length;
  }
  return n => at[n] ?? unit;
}

const rest = 0.3;      // seconds between two words that part two lines
const most = 7;        // words a line
const afterglow = 0.15;  // seconds that a word stays lit after it was said, if none follows

export class Timeline {
  readonly words: Word[];
  readonly lines: Line[] = [];
  constructor(words: Word[], texts: string[]) {
    const convert = texts.map(units);
    this.words = words.filter(w => texts[w.point] !== undefined).map(w => ({
      ...w, from: convert[w.point]!(w.from), to: convert[w.point]!(w.to),
    })).sort((a, b) => a.start - b.start);
    let run: Word[] = [];
    const close = () => {
      const size = Math.ceil(run.length / Math.ceil(run.length / most));
      for (let i = 0; i < run.length; i += size) {
        const first = run[i]!, last = run[Math.min(i + size, run.length) - 1]!;
        this.lines.push({
          point: first.point, start: first.start, end: last.end, from: first.from, to: last.to,
          text: texts[first.point]!.slice(first.from, last.to),
        });
      }
      run = [];
    };
    for (const word of this.words) {
      const before = run.at(-1);
      if (before && (before.point !== word.point || word.start - before.end > rest)) close();
      run.push(word);
    }
    if (run.length) close();
  }
  /** The word heard at a moment; a rest lights none. */
  wordAt(seconds: number): Word | null {
    const word = last(this.words, seconds);
    return word && seconds < word.end + afterglow ? word : null;
  }
  lineAt(seconds: number): Line | null {
    return last(this.lines, seconds);
  }
  /** The word at an offset of a text, or the next one. */
  wordOn(point: number, offset: number): Word | null {
    return this.words.find(w => w.point === point && offset <= w.to) ?? null;
  }
  startOf(point: number): number {
    return this.words.find(w => w.point === point)?.start ?? 0;
  }
  pointAt(seconds: number): number {
    return last(this.words, seconds)?.point ?? 0;
  }
}

function last<T extends {start: number}>(all: T[], seconds: number): T | null {
  let low = 0, high = all.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (all[middle]!.start <= seconds) low = middle + 1;
    else high = middle;
  }
  return all[low - 1] ?? null;
}
