// SPDX-License-Identifier: GPL-3.0-or-later
import type {Stroke} from '../keys.ts';
import {moves} from './moves.ts';
import type {Review} from './review.ts';

export function reviewStrokes(review: Review): Stroke[] {
  const {desk} = review;
  if (review.merge) {
    return (['mine', 'theirs', 'write'] as const).map((which, i) =>
      ({code: `Digit${i + 1}`, what: (['merge_take_mine', 'merge_take_theirs', 'merge_write'] as const)[i]!, act: () => void review.merged(which)}));
  }
  if (review.editing) {
    return [
      {code: 'Enter', what: 'key_save', writing: true, act: () => void review.save()},
      {code: 'Escape', what: 'key_cancel', writing: true, act: () => review.cancel()},
      {code: 'Ctrl+Enter', what: 'key_save', writing: true, hidden: true, act: () => void review.save()},
    ];
  }
  const {chosen} = review;
  return [
    {code: 'ArrowDown', what: 'key_next_point', act: () => review.step(1)},
    {code: 'ArrowUp', what: 'key_previous_point', act: () => review.step(-1)},
    {code: 'KeyJ', what: 'key_next_point', hidden: true, act: () => review.step(1)},
    {code: 'KeyK', what: 'key_previous_point', hidden: true, act: () => review.step(-1)},
    {code: 'Enter', what: 'key_edit', act: () => { if (chosen) review.write(chosen); }},
    {code: 'KeyE', what: 'key_edit', hidden: true, act: () => { if (chosen) review.write(chosen); }},
    {code: 'KeyI', what: 'key_add', act: () => review.write('')},
    {code: 'Delete', what: 'key_drop', act: () => review.drop()},
    {code: 'Alt+ArrowUp', what: 'key_move_up', act: () => review.shift(-1)},
    {code: 'Alt+ArrowDown', what: 'key_move_down', act: () => review.shift(1)},
    {code: 'Space', what: 'key_hear_point', act: () => review.hear({point: chosen})},
    {code: 'KeyL', what: 'key_hear_all', act: () => review.hear({point: ''})},
    {code: 'KeyR', what: 'key_read', act: () => void review.read()},
    {code: 'KeyG', what: 'key_clauses', act: () => review.suggest()},
    {code: 'KeyS', what: 'key_sign', act: () => review.sign()},
    ...Object.entries(moves).map(([name, move]) => ({code: move.code, what: move.label, act: () => review.begin(name as keyof typeof moves)})),
    {code: 'KeyY', what: 'key_history', act: () => review.openTab(review.tab === 'article' ? 'history' : 'article')},
    {code: 'KeyN', what: 'key_next', act: () => review.next()},
    {code: 'Escape', what: 'key_queue', hidden: true, act: () => desk.go({at: 'queue'})},
  ];
}
