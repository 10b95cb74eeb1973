// SPDX-License-Identifier: GPL-3.0-or-later
// The editor's moves on the whole article: which there are in which state, their keys, and what they
// ask for. The rules themselves are the server's.
import type {Article, State} from '../api.ts';
import type {Key} from '../words.ts';

export type MoveName = 'approve' | 'hold' | 'reject' | 'withdraw' | 'correct' | 'revoice';
interface MoveKind {
  code: string;
  label: Key;
  done: Key;
  from: readonly State[];
  /** What is to be written for it: a question, and whether it may stay empty. */
  asks?: {question: Key; hint: Key; field: 'reason' | 'notice'; optional?: boolean};
}
export const moves: Record<MoveName, MoveKind> = {
  approve: {code: 'KeyA', label: 'approve', done: 'approving', from: ['drafted', 'held', 'in_review', 'approved', 'published']},
  hold: {code: 'KeyH', label: 'hold', done: 'holding', from: ['drafted', 'in_review', 'approved']},
  reject: {code: 'KeyX', label: 'reject', done: 'rejecting', from: ['drafted', 'in_review', 'approved'],
    asks: {question: 'reject_question', hint: 'reject_hint', field: 'reason'}},
  correct: {code: 'KeyC', label: 'correct', done: 'correcting', from: ['published'],
    asks: {question: 'correct_question', hint: 'correct_hint', field: 'notice'}},
  revoice: {code: 'KeyV', label: 'revoice', done: 'revoicing', from: ['drafted', 'held', 'in_review', 'approved', 'published']},
  withdraw: {code: 'KeyW', label: 'withdraw', done: 'withdrawing', from: ['received', 'drafted', 'held', 'in_review', 'approved', 'published', 'stale'],
    asks: {question: 'withdraw_question', hint: 'withdraw_hint', field: 'reason', optional: true}},
};
export const moveNames = Object.keys(moves) as MoveName[];
export const editable: readonly State[] = ['drafted', 'held', 'in_review', 'approved', 'published'];
export const can = (name: MoveName, {state}: Article): boolean => moves[name].from.includes(state);
