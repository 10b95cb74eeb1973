// SPDX-License-Identifier: GPL-3.0-or-later
// The site's log of decisions: it is only ever added to, and each entry holds the sum of the one before.
import {html, nothing, type TemplateResult} from 'lit';
import {address, type Schemas} from '../api.ts';
import {hashOf} from '../route.ts';
import type {House, HouseRoom} from './house.ts';

type Entry = Schemas['LogEntry'];
const page = 1000, shown = 200;

export class Log implements HouseRoom {
  readonly #house: House;
  #entries: Entry[] = [];
  #text = '';
  constructor(house: House) {
    this.#house = house;
  }
  async look(): Promise<void> {
    const {desk, site} = this.#house;
    let entries: Entry[] = [];
    for (let after = 0, got = page; got === page;) {
      const {value} = await desk.api.ask('get', '/v1/sites/{site}/log.json', {path: {site}, query: {after}});
      got = value.length;
      after = value.at(-1)?.place ?? after;
      entries = [...entries, ...value].slice(-10 * page);
    }
    this.#entries = entries.reverse();
  }
  view(): TemplateResult {
    const {desk, site} = this.#house, {words: w} = desk;
    const text = this.#text.trim().toLowerCase();
    const found = this.#entries.filter(entry => !text || `${entry.who} ${entry.story} ${entry.text ?? ''} ${entry.reason ?? ''} ${w.find(`did_${entry.action}`, entry.action)}`.toLowerCase().includes(text));
    return html`<p class="hint">${w.say('log_hint')}</p>
      <div class="acts"><a class="button" href=${address('/v1/sites/{site}/log.csv', {site})} download>${w.say('log_csv')}</a><a class="button" href=${address('/v1/sites/{site}/log.json', {site})} download="log.json">${w.say('log_json')}</a></div>
      <label>${w.say('log_search')}<input type="search" .value=${this.#text} @input=${(event: Event) => { this.#text = (event.target as HTMLInputElement).value; desk.draw(); }}></label>
      ${found.length ? html`<div class="wide" tabindex="0" role="region" aria-label=${w.say('house_log')}><table><thead><tr><th>${w.say('log_place')}</th><th>${w.say('log_at')}</th><th>${w.say('log_who')}</th><th>${w.say('log_what')}</th><th>${w.say('article')}</th></tr></thead><tbody>
        ${found.slice(0, shown).map(entry => html`<tr><td>${w.number(entry.place)}</td><td><time datetime=${entry.at}>${w.moment(entry.at)}</time></td><td dir="auto">${entry.role === 'machine' ? w.say('machine') : entry.who}</td>
          <td>${w.find(`did_${entry.action}`, entry.action)}${entry.text ? html`<br><small dir="auto">${entry.text}</small>` : nothing}${entry.reason ? html`<br><small dir="auto">${entry.reason}</small>` : nothing}</td>
          <td><a dir="auto" href=${hashOf({at: 'review', site, id: entry.story})}>${desk.stock.find(site, entry.story)?.title ?? entry.story}</a></td></tr>`)}</tbody></table></div>
        ${found.length > shown ? html`<p class="hint">${w.say('log_more', {n: shown, all: found.length})}</p>` : nothing}` : html`<p class="hint">${w.say('none_found')}</p>`}`;
  }
}
