// SPDX-License-Identifier: GPL-3.0-or-later
// The queue: what waits, in the order in which it matters.
import {html, nothing, type TemplateResult} from 'lit';
import type {Listed, Schemas, State} from './api.ts';
import type {Desk} from './desk.ts';
import {icons} from './icons.ts';
import type {Stroke} from './keys.ts';
import {reasonOf} from './reasons.ts';
import type {Room} from './room.ts';
import {hashOf} from './route.ts';
import {waiting} from './stock.ts';
import {firstUse} from './first_use.ts';
import type {Key} from './words.ts';

type Job = Schemas['Job'];
/** What is seen: one state, or all that waits. */
type Chosen = 'waiting' | State;

/** Kept while one is away at an article. */
const chosen: {state: Chosen; site: string; section: string; text: string; at: string} = {state: 'waiting', site: '', section: '', text: '', at: ''};

export class Queue implements Room {
  readonly #desk: Desk;
  #jobs: Job[] = [];
  #timer = 0;
  #given = false;
  constructor(desk: Desk) {
    this.#desk = desk;
  }
  title(): string {
    return this.#desk.words.say('queue');
  }
  enter(): void {
    void this.#look();
  }
  leave(): void {
    clearTimeout(this.#timer);
  }
  again(): void {
    void this.#look();
  }
  happened(): void {
    void this.#look();
  }

  /** Who keeps the machine sees how far its work is. */
  async #look(): Promise<void> {
    clearTimeout(this.#timer);
    if (!this.#desk.may('admin')) return;
    try {
      this.#jobs = (await this.#desk.api.ask('get', '/v1/jobs', {query: {limit: 500}})).value.jobs;
    } catch {
      return;  // the queue stands without it
    }
    if (this.#jobs.length) this.#timer = setTimeout(() => void this.#look(), 3000) as unknown as number;
    this.#desk.draw();
  }

  // ---- What is seen ----
  #narrowed(): Listed[] {
    const text = chosen.text.trim().toLowerCase();
    return this.#desk.stock.all().filter(item =>
      (!chosen.site || item.site === chosen.site) &&
      (!chosen.section || item.section === chosen.section) &&
      (!text || `${item.title ?? ''} ${item.id} ${item.section ?? ''}`.toLowerCase().includes(text)));
  }
  #shown(): Listed[] {
    const order = (item: Listed) => waiting.indexOf(item.state);
    return this.#narrowed()
      .filter(item => (chosen.state === 'waiting' ? waiting.includes(item.state) : item.state === chosen.state))
      .sort((a, b) => order(a) - order(b) || (waiting.includes(a.state) ? a.changed.localeCompare(b.changed) : b.changed.localeCompare(a.changed)));
  }
  #choose(change: Partial<typeof chosen>): void {
    Object.assign(chosen, change);
    if (change.state && !waiting.includes(change.state as State) && change.state !== 'waiting') void this.#page(change.state);
    this.#desk.draw();
  }
  async #page(state: State): Promise<void> {
    try {
      await Promise.all(this.#desk.sites.filter(site => !chosen.site || site === chosen.site).map(site => this.#desk.stock.page(site, state)));
    } catch (error) {
      this.#desk.fail(error);
    }
  }

  // ---- Keys ----
  strokes(): Stroke[] {
    return [
      {code: 'ArrowDown', what: 'key_next_article', act: () => this.#step(1)},
      {code: 'KeyJ', what: 'key_next_article', act: () => this.#step(1), hidden: true},
      {code: 'ArrowUp', what: 'key_previous_article', act: () => this.#step(-1)},
      {code: 'KeyK', what: 'key_previous_article', act: () => this.#step(-1), hidden: true},
      {code: 'Enter', what: 'key_open', act: () => this.#rows()[0]?.click()},
      {code: 'Slash', what: 'key_search', act: () => this.#desk.querySelector<HTMLInputElement>('.queue input[type=search]')?.focus()},
      {code: 'Escape', what: 'close', hidden: true, writing: true, act: () => { this.#choose({text: ''}); this.#rows()[0]?.focus(); }},
    ];
  }
  #rows(): HTMLAnchorElement[] {
    return [...this.#desk.querySelectorAll<HTMLAnchorElement>('.queue .row a')];
  }
  #step(by: number): void {
    const rows = this.#rows(), at = rows.indexOf(document.activeElement as HTMLAnchorElement);
    rows[Math.min(Math.max(at + by, 0), rows.length - 1)]?.focus();
  }
  /** The article that was open last has the focus, or the first. */
  drawn(): void {
    if (this.#given || !this.#desk.stock.loaded) return;
    const rows = this.#rows();
    if (!rows.length) return;
    this.#given = true;
    if (document.activeElement && document.activeElement !== document.body && document.activeElement.tagName !== 'MAIN') return;
    (rows.find(row => row.hash === chosen.at) ?? rows[0])!.focus({preventScroll: true});
  }

  // ---- The view ----
  view(): TemplateResult {
    const {stock, words: w, sites} = this.#desk;
    if (stock.error && !stock.loaded) return html`<div class="empty"><h1>${w.say('queue')}</h1><p>${w.say('queue_failed')}</p>
      <button class="main" @click=${() => void stock.load(sites)}>${w.say('again')}</button></div>`;
    if (!sites.length) return firstUse(this.#desk);
    if (!stock.loaded) return html`<p class="waiting" role="status">${w.say('loading')}</p>`;
    const shown = this.#shown();
    return html`<div class="queue">
      <h1>${w.say('queue')}</h1>
      ${this.#filters()}
      <section class="list" aria-label=${w.say('queue')}>
        ${shown.length ? this.#groups(shown) : this.#none()}
        ${this.#more()}
      </section>
    </div>`;
  }
  #filters(): TemplateResult {
    const {words: w, sites} = this.#desk;
    const all = this.#narrowed();
    const sections = [...new Set(this.#desk.stock.all().map(item => item.section).filter((one): one is string => !!one))].sort();
    const states: Chosen[] = ['waiting', ...waiting, 'published', 'withdrawn'];
    const count = (state: Chosen) => all.filter(item => (state === 'waiting' ? waiting.includes(item.state) : item.state === state)).length;
    return html`<div class="filters" role="search" aria-label=${w.say('filters')}>
      <label class="search">${icons.search}<span class="hidden">${w.say('search')}</span>
        <input type="search" .value=${chosen.text} placeholder=${w.say('search')} @input=${(event: Event) => this.#choose({text: (event.target as HTMLInputElement).value})}></label>
      <ul class="states" role="list">${states.map(state => html`<li><button aria-pressed=${chosen.state === state ? 'true' : 'false'} class="of-${state}"
          @click=${() => this.#choose({state})}><span>${w.say(`state_${state}`)}</span>${state === 'published' || state === 'withdrawn' ? nothing : html`<b>${w.number(count(state))}</b>`}</button></li>`)}</ul>
      ${sites.length > 1 ? html`<label>${w.say('site')}<select @change=${(event: Event) => this.#choose({site: (event.target as HTMLSelectElement).value})}>
        <option value="">${w.say('all_sites')}</option>${sites.map(site => html`<option ?selected=${site === chosen.site}>${site}</option>`)}</select></label>` : nothing}
      ${sections.length ? html`<label>${w.say('section')}<select @change=${(event: Event) => this.#choose({section: (event.target as HTMLSelectElement).value})}>
        <option value="">${w.say('all_sections')}</option>${sections.map(section => html`<option ?selected=${section === chosen.section}>${section}</option>`)}</select></label>` : nothing}
    </div>`;
  }
  #groups(shown: Listed[]): TemplateResult[] {
    const {words: w} = this.#desk;
    return [...new Set(shown.map(item => item.state))].map(state => {
      const items = shown.filter(item => item.state === state);
      return html`<section class="group ${state}"><h2>${w.say(`state_${state}`)} <b>${w.count('articles', items.length)}</b></h2>
        <ul role="list">${items.map(item => this.#row(item))}</ul></section>`;
    });
  }
  #row(item: Listed): TemplateResult {
    const {words: w} = this.#desk;
    const hash = hashOf({at: 'review', site: item.site, id: item.id});
    const job = this.#jobs.find(one => one.site === item.site && one.article === item.id);
    const reasons = item.state === 'held' || item.state === 'stale' ? item.reasons : [];
    const time = waiting.includes(item.state) ? w.say('waits', {time: w.since(item.changed)}) : w.moment(item.changed);
    return html`<li class="row ${item.state}"><a href=${hash} @click=${() => { chosen.at = hash; }}>
      <span class="headline"><bdi>${item.title || item.id}</bdi></span>
      ${reasons.map(reason => html`<span class="reason">${icons.warn}<span dir="auto">${reasonOf(w, reason)}</span></span>`)}
      <span class="facts">
        ${item.section ? html`<span dir="auto">${item.section}</span>` : nothing}
        ${this.#desk.sites.length > 1 ? html`<span>${item.site}</span>` : nothing}
        <span>${item.count ? w.count('points', item.count) : w.say('no_points')}${item.stopped ? html` <em>${w.count('stopped', item.stopped)}</em>` : nothing}</span>
        <time datetime=${item.changed} title=${w.moment(item.changed)}>${time}</time>
        ${item.public && item.state !== 'published' ? html`<span class="public">${w.say('is_public')}</span>` : nothing}
      </span>
      ${job ? this.#work(job) : nothing}
    </a></li>`;
  }
  #work(job: Job): TemplateResult {
    const {words: w} = this.#desk;
    const kind: Key = job.kind === 'voice' ? 'job_voice' : job.kind === 'publish' ? 'job_publish' : 'job_draft';
    return html`<span class="work ${job.state}">${job.state === 'running' ? html`<progress aria-label=${w.say(kind)}></progress>` : nothing}
      ${w.say(kind)}: ${w.say(`job_${job.state}`)}${job.attempts > 1 ? ` (${w.count('attempts', job.attempts)})` : ''}
      ${job.error ? html`<small dir="auto">${job.error}</small>` : nothing}</span>`;
  }
  #none(): TemplateResult {
    const {words: w, stock} = this.#desk;
    const narrowed = chosen.text || chosen.site || chosen.section || chosen.state !== 'waiting';
    if (narrowed) return html`<div class="none"><p>${w.say('none_found')}</p>
      <button @click=${() => this.#choose({text: '', site: '', section: '', state: 'waiting'})}>${w.say('show_all')}</button></div>`;
    return stock.all().length ? html`<div class="none"><p>${w.say('all_done')}</p></div>` : firstUse(this.#desk);
  }
  #more(): TemplateResult | typeof nothing {
    const state = chosen.state as State;
    if (!this.#desk.sites.some(site => this.#desk.stock.hasMore(site, state))) return nothing;
    return html`<button class="more" @click=${() => void this.#page(state)}>${this.#desk.words.say('more')}</button>`;
  }
}
