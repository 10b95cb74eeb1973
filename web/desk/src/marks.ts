// SPDX-License-Identifier: GPL-3.0-or-later
// Spans of a text. The server counts code points; here they are counted so too, and turned into
// the browser's units where a text is cut.
import type {CheckedPoint} from './api.ts';

export interface Span {
  start: number;
  end: number;
}
export interface Marked extends Span {
  /** What the span is, as a class. */
  is: string;
  title?: string;
}
export interface Run {
  text: string;
  start: number;
  is: string[];
  title: string;
}

/** Cuts a text, of code points, wherever a span begins or ends. */
export function runs(text: string, marks: readonly Marked[]): Run[] {
  const letters = [...text];
  const cuts = new Set([0, letters.length]);
  for (const {start, end} of marks) for (const at of [start, end]) cuts.add(Math.min(Math.max(at, 0), letters.length));
  const places = [...cuts].sort((a, b) => a - b);
  return places.slice(0, -1).map((start, i) => {
    const end = places[i + 1]!, over = marks.filter(mark => mark.start < end && mark.end > start);
    return {text: letters.slice(start, end).join(''), start, is: [...new Set(over.map(mark => mark.is))], title: over.map(mark => mark.title ?? '').filter(Boolean).join('، ')};
  });
}
/** Code points as UTF-16 units, and back. */
export const units = (text: string, points: number): number => [...text].slice(0, points).join('').length;
export const codePoints = (text: string, at: number): number => [...text.slice(0, at)].length;

export interface WordSpan extends Span {
  text: string;
}
/** The words, without the signs around them. */
export function wordsOf(text: string): WordSpan[] {
  const found: WordSpan[] = [];
  for (const match of text.matchAll(/[\p{L}\p{M}\p{N}]+(?:[.,٫٬:/٪%_-]*[\p{L}\p{M}\p{N}]+)*/gu)) {
    const start = codePoints(text, match.index);
    found.push({text: match[0], start, end: start + [...match[0]].length});
  }
  return found;
}
const fold = (word: string): string => word.normalize('NFC').replace(/[\u064b-\u0655\u0670\u0640]/g, '').replace(/[أإآٱ]/g, 'ا').replace(/ى/g, 'ي').replace(/ة/g, 'ه');
const bare = (word: string): string => word.replace(/^(?:[وف]?[بكل]?ال|[وف]?لل|[وفبكل])(?=..)/, '');

/** The words of a point that its pieces do not hold; where it has none, that the article does not. */
export function outside(point: Pick<CheckedPoint, 'text' | 'pieces'>, article: string): WordSpan[] {
  const words = wordsOf(point.text);
  const source = point.pieces.length ? point.pieces.map(piece => piece.text).join('\n') : article;
  const there = new Set<string>();
  for (const {text} of wordsOf(source)) for (const form of [fold(text), bare(fold(text))]) there.add(form);
  return words.filter(({text}) => !there.has(fold(text)) && !there.has(bare(fold(text))));
}
/** The sentence of the text around a span. */
export function sentence(letters: readonly string[], {start, end}: Span): Span {
  const ends = (at: number) => {
    const letter = letters[at];
    return letter === '\n' || (/[.!؟?…]/.test(letter ?? '') && /\s/.test(letters[at + 1] ?? ' '));
  };
  let from = start, to = Math.max(start, end - 1);
  while (from > 0 && !ends(from - 1)) --from;
  while (to < letters.length && !ends(to)) ++to;
  while (from < start && /\s/.test(letters[from]!)) ++from;
  return {start: from, end: letters[to] === '\n' ? to : Math.min(to + 1, letters.length)};
}
