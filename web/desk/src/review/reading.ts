// SPDX-License-Identifier: GPL-3.0-or-later
// How each word of a point will be read: its marks and its phones, word under word.
import {html, nothing, type TemplateResult} from 'lit';
import type {Answer} from '../api.ts';
import type {Span} from '../marks.ts';
import type {Words} from '../words.ts';

type Said = Answer<'/v1/sites/{site}/read', 'post'>['words'][number];

export interface Spoken {
  written: string;
  span: Span;
  /** More than one where a number or sign is read so. */
  marks: string[];
  phones: string[];
}
/** The words as they are said, each under the words that are written. */
export function aligned(text: string, said: readonly Said[]): Spoken[] {
  const letters = [...text], out: Spoken[] = [];
  for (const {start, end, marks, ipa} of said) {
    const last = out.at(-1);
    if (last && last.span.start === start && last.span.end === end) {
      last.marks.push(marks);
      last.phones.push(ipa);
    } else out.push({written: letters.slice(start, end).join(''), span: {start, end}, marks: [marks], phones: [ipa]});
  }
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
