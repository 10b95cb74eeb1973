// SPDX-License-Identifier: GPL-3.0-or-later
// The house's own readings: what is in force, what was, and a new one.
import {html, type TemplateResult} from 'lit';
import {address, type Schemas} from '../api.ts';
import type {House, HouseRoom} from './house.ts';
import {Wish} from './wish.ts';

export class Lexicon implements HouseRoom {
  readonly #house: House;
  #entries: Schemas['LexiconEntry'][] = [];
  #wish: Wish | null = null;
  #text = '';
  constructor(house: House) {
    this.#house = house;
  }
  async look(): Promise<void> {
    const {desk, site} = this.#house;
    this.#entries = (await desk.api.ask('get', '/v1/sites/{site}/lexicon', {path: {site}, query: {removed: true as never}})).value.entries;
    this.#wish ??= this.#fresh();
  }
  #fresh(): Wish {
    return new Wish(this.#house.desk, this.#house.site, '', '', () => {
      this.#wish = null;
      void this.#house.look();
    });
  }
  view(): TemplateResult {
    const {desk, site} = this.#house, {words: w} = desk;
    const found = this.#entries.filter(entry => !this.#text || entry.written.includes(this.#text.trim()));
    const inForce = found.filter(entry => !entry.removed), gone = found.filter(entry => entry.removed);
    const line = (entry: Schemas['LexiconEntry']) => html`<tr class=${entry.removed ? 'off' : ''}><td lang="ar" dir="rtl">${entry.written}</td><td lang="ar" dir="auto" class="reads">${entry.reading || '…'}</td><td>${w.say(`form_${entry.form}`)}</td>
      <td><span dir="auto">${entry.by}</span> <small>${w.moment(entry.removed ?? entry.at)}</small></td>
      <td>${entry.removed ? html`<button @click=${() => void this.#house.do(() => desk.api.ask('post', '/v1/sites/{site}/lexicon/{entry}/restore', {path: {site, entry: entry.id}}))}>${w.say('restore')}</button>`
        : html`<button class="danger" @click=${() => this.#house.later(w.say('lexicon_removing', {word: entry.written}), () => desk.api.ask('delete', '/v1/sites/{site}/lexicon/{entry}', {path: {site, entry: entry.id}}))}>${w.say('drop')}</button>`}</td></tr>`;
    return html`<p class="hint">${w.say('lexicon_hint')}</p>
      <section class="card"><h2>${w.say('lexicon_new')}</h2>${this.#wish?.view()}</section>
      <div class="acts"><a class="button" href=${address('/v1/sites/{site}/lexicon.csv', {site})} download="lexicon.csv">${w.say('lexicon_csv')}</a></div>
      <label>${w.say('lexicon_search')}<input type="search" lang="ar" dir="auto" .value=${this.#text} @input=${(event: Event) => { this.#text = (event.target as HTMLInputElement).value; desk.draw(); }}></label>
      ${found.length ? html`<div class="wide" tabindex="0" role="region" aria-label=${w.say('house_lexicon')}><table><thead><tr><th>${w.say('lexicon_written')}</th><th>${w.say('lexicon_reading')}</th><th>${w.say('lexicon_form')}</th><th>${w.say('lexicon_by')}</th><th><span class="hidden">${w.say('acts')}</span></th></tr></thead>
        <tbody>${inForce.map(line)}${gone.map(line)}</tbody></table></div>` : html`<p class="hint">${this.#text ? w.say('none_found') : w.say('lexicon_none')}</p>`}
`;
  }
}
