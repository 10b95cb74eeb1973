// SPDX-License-Identifier: GPL-3.0-or-later
// Two people wrote one point: what it was, what each made of it, and which shall stand.
import {html, nothing, type TemplateResult} from 'lit';
import {stroke} from '../shell.ts';
import type {Review} from './review.ts';

export interface Merge {
  /** The point's id. */
  id: string;
  base: string;
  mine: string;
  /** Nothing where the other has dropped the point. */
  theirs: string | null;
  who: string;
}
interface Part {
  text: string;
  changed: boolean;
}
/** The words of `after`, those that `before` has not in this order marked. */
export function changes(before: string, after: string): Part[] {
  const a = before.split(' '), b = after.split(' ');
  const longest = Array.from({length: a.length + 1}, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; --i)
    for (let k = b.length - 1; k >= 0; --k)
      longest[i]![k] = a[i] === b[k] ? longest[i + 1]![k + 1]! + 1 : Math.max(longest[i + 1]![k]!, longest[i]![k + 1]!);
  const parts: Part[] = [];
  for (let i = 0, k = 0; k < b.length;) {
    if (i < a.length && a[i] === b[k]) {
      parts.push({text: b[k]!, changed: false});
      ++i, ++k;
    } else if (i < a.length && longest[i + 1]![k]! >= longest[i]![k + 1]!) ++i;
    else parts.push({text: b[k++]!, changed: true});
  }
  return parts;
}
const told = (before: string, after: string): TemplateResult[] =>
  changes(before, after).map(({text, changed}, i) => html`${i ? ' ' : nothing}${changed ? html`<mark class="changed">${text}</mark>` : text}`);

export function mergeView(review: Review, merge: Merge): TemplateResult {
  const {words: w} = review.desk;
  return html`<div class="merge" role="group" aria-labelledby="merge-title">
    <h3 id="merge-title">${w.say('merge_title', {name: merge.who || w.say('somebody')})}</h3>
    <p>${w.say('merge_why')}</p>
    <dl>
      <dt>${w.say('merge_base')}</dt><dd dir="auto" class="text">${merge.base}</dd>
      <dt>${w.say('merge_theirs', {name: merge.who || w.say('somebody')})}</dt>
      <dd dir="auto" class="text">${merge.theirs === null ? w.say('merge_dropped') : told(merge.base, merge.theirs)}</dd>
      <dt>${w.say('merge_mine')}</dt><dd dir="auto" class="text">${told(merge.base, merge.mine)}</dd>
    </dl>
    <div class="acts">
      <button class="main" @click=${() => void review.merged('mine')}>${w.say('merge_take_mine')} ${stroke('Digit1')}</button>
      <button @click=${() => void review.merged('theirs')}>${w.say('merge_take_theirs')} ${stroke('Digit2')}</button>
      <button @click=${() => void review.merged('write')}>${w.say('merge_write')} ${stroke('Digit3')}</button>
    </div>
  </div>`;
}
