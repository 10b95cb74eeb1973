// SPDX-License-Identifier: GPL-3.0-or-later
// A part of the desk that is seen alone: the queue, a review, a room of the house.
import type {TemplateResult} from 'lit';
import type {Happening} from './watch.ts';
import type {Stroke} from './keys.ts';

export interface Room {
  title(): string;
  enter(): void;
  leave?(): void;
  view(): TemplateResult;
  /** After the view stands in the page. */
  drawn?(): void;
  strokes(): Stroke[];
  happened?(what: Happening): void;
  /** The connection is back: what was missed is to be looked for. */
  again?(): void;
}
