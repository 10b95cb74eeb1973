// SPDX-License-Identifier: GPL-3.0-or-later
// The house: what a newsroom sets up, a room each.
import {html, nothing, type TemplateResult} from 'lit';
import type {Desk} from '../desk.ts';
import type {Stroke} from '../keys.ts';
import type {Room} from '../room.ts';
import {hashOf, rooms, type RoomName} from '../route.ts';

/** What a room of the house does: it looks for its things, and shows them. */
export interface HouseRoom {
  enter(): void;
  view(): TemplateResult;
}
type Made = Partial<Record<RoomName, (house: House) => HouseRoom>>;
const made: Made = {};

export class House implements Room {
  readonly desk: Desk;
  readonly name: RoomName;
  readonly #room: HouseRoom | null;
  constructor(desk: Desk, name: RoomName) {
    this.desk = desk;
    this.name = name;
    this.#room = made[name]?.(this) ?? null;
  }
  title(): string {
    return this.desk.words.say(`house_${this.name}`);
  }
  enter(): void {
    this.#room?.enter();
  }
  strokes(): Stroke[] {
    return [];
  }
  view(): TemplateResult {
    const {words: w} = this.desk;
    return html`<div class="house">
      <nav aria-label=${w.say('house')}><ul role="list">${rooms.filter(room => made[room]).map(room => html`<li><a href=${hashOf({at: 'house', room})}
        aria-current=${room === this.name ? 'page' : nothing}>${w.say(`house_${room}`)}</a></li>`)}</ul></nav>
      <div class="room"><h1>${this.title()}</h1>${this.#room?.view()}</div>
    </div>`;
  }
}
