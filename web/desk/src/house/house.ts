// SPDX-License-Identifier: GPL-3.0-or-later
// The house: what a newsroom sets up, a room each; all but the first are of one site at a time.
import {html, nothing, type TemplateResult} from 'lit';
import type {Desk} from '../desk.ts';
import type {Stroke} from '../keys.ts';
import type {Room} from '../room.ts';
import {hashOf, rooms, type RoomName} from '../route.ts';
import {Jobs} from './jobs.ts';
import {Lexicon} from './lexicon.ts';
import {Log} from './log.ts';
import {People} from './people.ts';
import {Sites} from './sites.ts';
import {Stats} from './stats.ts';
import {Tokens} from './tokens.ts';

/** What a room of the house does: it looks for its things, and shows them. */
export interface HouseRoom {
  look(): Promise<void>;
  view(): TemplateResult;
}
type Right = 'edit' | 'admin';
const made: Record<RoomName, {right: Right; make: (house: House) => HouseRoom}> = {
  sites: {right: 'edit', make: house => new Sites(house)},
  lexicon: {right: 'edit', make: house => new Lexicon(house)},
  tokens: {right: 'admin', make: house => new Tokens(house)},
  people: {right: 'admin', make: house => new People(house)},
  stats: {right: 'edit', make: house => new Stats(house)},
  log: {right: 'edit', make: house => new Log(house)},
  jobs: {right: 'admin', make: house => new Jobs(house)},
};
let lately = '';  // the site that was looked at

export class House implements Room {
  readonly desk: Desk;
  readonly name: RoomName;
  state: 'looking' | 'there' | 'failed' = 'looking';
  /** What is shown once: a secret that was just made. */
  secret: {text: string; hint: string} | null = null;
  readonly #room: HouseRoom;
  constructor(desk: Desk, name: RoomName) {
    this.desk = desk;
    this.name = desk.may(made[name].right) ? name : 'sites';
    this.#room = made[this.name].make(this);
  }
  get site(): string {
    return this.desk.sites.includes(lately) ? lately : this.desk.sites[0] ?? '';
  }
  chooseSite(site: string): void {
    lately = site;
    this.secret = null;
    void this.look();
  }
  title(): string {
    return this.desk.words.say(`house_${this.name}`);
  }
  enter(): void {
    void this.look();
  }
  again(): void {
    void this.look();
  }
  async look(): Promise<void> {
    this.state = 'looking';
    this.desk.draw();
    try {
      if (this.site || this.name === 'jobs') await this.#room.look();
      this.state = 'there';
    } catch (error) {
      this.state = 'failed';
      this.desk.fail(error);
    }
    this.desk.draw();
  }
  /** Does something and looks again; true where it was done. */
  async do(act: () => Promise<unknown>, said = this.desk.words.say('sent')): Promise<boolean> {
    try {
      await act();
      this.desk.say(said);
    } catch (error) {
      this.desk.fail(error);
      return false;
    }
    await this.look();
    return true;
  }
  /** As `do`, behind the window for taking back. */
  later(what: string, act: () => Promise<unknown>): void {
    void this.desk.later.begin({what, code: '', act: async () => { await this.do(act); }});
  }
  strokes(): Stroke[] {
    return [];
  }
  view(): TemplateResult {
    const {words: w, sites} = this.desk;
    const open = rooms.filter(room => this.desk.may(made[room].right));
    return html`<div class="house">
      <nav aria-label=${w.say('house')}><ul role="list">${open.map(room => html`<li><a href=${hashOf({at: 'house', room})}
        aria-current=${room === this.name ? 'page' : nothing}>${w.say(`house_${room}`)}</a></li>`)}</ul></nav>
      <div class="room"><header><h1>${this.title()}</h1>
        ${sites.length > 1 && this.name !== 'jobs' ? html`<label class="of">${w.say('site')}<select @change=${(event: Event) => this.chooseSite((event.target as HTMLSelectElement).value)}>
          ${sites.map(site => html`<option ?selected=${site === this.site}>${site}</option>`)}</select></label>` : nothing}</header>
        ${this.#secretView()}
        ${this.state === 'failed' ? html`<p><button class="main" @click=${() => void this.look()}>${w.say('again')}</button></p>`
          : !this.site && this.name !== 'sites' && this.name !== 'jobs' ? html`<p class="hint">${w.say('house_no_site')}</p>` : this.#room.view()}
      </div>
    </div>`;
  }
  #secretView(): TemplateResult | typeof nothing {
    const {words: w} = this.desk, {secret} = this;
    if (!secret) return nothing;
    const copy = () => void navigator.clipboard.writeText(secret.text).then(() => this.desk.say(w.say('copied')), () => this.desk.say(w.say('not_copied')));
    return html`<div class="secret" role="status"><p>${secret.hint}</p><code dir="ltr">${secret.text}</code>
      <button @click=${copy}>${w.say('copy')}</button><button class="quiet" @click=${() => { this.secret = null; this.desk.draw(); }}>${w.say('close')}</button></div>`;
  }
}
/** What a form was given. */
export function given(event: SubmitEvent): Record<string, string> {
  event.preventDefault();
  return Object.fromEntries([...new FormData(event.target as HTMLFormElement)].map(([name, value]) => [name, String(value).trim()]));
}
