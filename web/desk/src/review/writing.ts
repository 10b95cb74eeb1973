// SPDX-License-Identifier: GPL-3.0-or-later
// The field that a point is written in. Its text is the browser's; what the check finds in it is
// painted over it by the CSS Custom Highlight API, so that no letter is moved while one types.
import {outside} from '../marks.ts';
import {textOf} from './article_view.ts';
import type {Editing} from './editing.ts';
import type {Review} from './review.ts';
import {rangeIn} from './sound.ts';

const kinds = ['problem', 'outside'] as const;
let begun: Editing | null = null;

export function markWriting(review: Review): void {
  const {editing} = review;
  const field = editing && review.desk.querySelector<HTMLElement>('.write');
  if (!editing || !field) {
    begun = null;
    for (const kind of kinds) CSS.highlights?.delete(kind);
    return;
  }
  if (begun !== editing) {
    begun = editing;
    field.textContent = editing.text;
    field.focus();
    const first = editing.checked?.problems[0];
    const range = first && rangeIn(field, first.start, first.end);
    const selection = getSelection();
    if (range) {
      selection?.removeAllRanges();
      selection?.addRange(range);
    } else selection?.selectAllChildren(field), selection?.collapseToEnd();
  }
  if (!CSS.highlights) return;
  const {checked} = editing;
  const fits = checked?.text === editing.text.trim() && field.textContent === editing.text;
  const spans = !fits || !checked ? {problem: [], outside: []} : {problem: checked.problems, outside: outside(checked, textOf(review.article!))};
  for (const kind of kinds) {
    const ranges = spans[kind].flatMap(({start, end}) => rangeIn(field, start, end) ?? []);
    if (ranges.length) CSS.highlights.set(kind, new Highlight(...ranges));
    else CSS.highlights.delete(kind);
  }
}
