// SPDX-License-Identifier: GPL-3.0-or-later
// How each word of a point will be read: its marks and its phones, word under word.
import {html, nothing, type TemplateResult} from 'lit';
import type {Words} from '../words.ts';
import {wordsOf, type Span} from '../marks.ts';

export interface Spoken {
  /** The written word, empty where a number or sign is read with more words. */
  written: string;
  span: Span;
  marks: string[];
  phones: string[];
}
const plain = (word: string): string => word.replace(/[\u064b-\u0655\u0670\u0640]/g, '').replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{M}\p{N}]+$/gu, '');

/** Puts the words as they are read under the words as they are written. */
export function aligned(text: string, read: {marks: string; phones: string}): Spoken[] {
  const marks = read.marks.split(/\s+/).filter(word => plain(word));
  const phones = read.phones.split(/\s*\|+\s*/).filter(Boolean);
  const together = phones.length === marks.length;
  const written = wordsOf(text);
  const out: Spoken[] = [];
  let at = 0;
  written.forEach((word, i) => {
    const next = written[i + 1];
    const one: Spoken = {written: word.text, span: {start: word.start, end: word.end}, marks: [], phones: []};
    const take = () => {
      one.marks.push(marks[at]!.replace(/^[«"(]+|[»").،؛:؟!]+$/g, ''));
      if (together) one.phones.push(phones[at]!);
      ++at;
    };
    if (at < marks.length) take();
    // A number takes all the words before the one that the next written word is.
    if (plain(one.marks[0] ?? '') !== plain(word.text))
      while (at < marks.length && marks.length - at > written.length - i - 1 && (!next || plain(marks[at]!) !== plain(next.text))) take();
    out.push(one);
  });
  return out;
}

export function readingView(w: Words, spoken: Spoken[] | 'failed' | null, chosen: number, choose: (at: number) => void, rest: TemplateResult | typeof nothing): TemplateResult {
  if (spoken === 'failed') return html`<p class="wrong" role="alert">${w.say('reading_failed')}</p>`;
  if (!spoken) return html`<p role="status">${w.say('reading_waits')}</p>`;
  return html`<div class="reading" role="group" aria-label=${w.say('reading')}>
    <p class="hint">${w.say('reading_hint')}</p>
    <ul role="list">${spoken.map((word, i) => html`<li><button aria-pressed=${i === chosen ? 'true' : 'false'} @click=${() => choose(i)}>
      <span class="marks" lang="ar" dir="rtl">${word.marks.join(' ') || word.written}</span>
      <span class="phones" dir="ltr">${word.phones.join('  ')}</span></button></li>`)}</ul>
    ${rest}
  </div>`;
}
