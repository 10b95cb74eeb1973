// SPDX-License-Identifier: GPL-3.0-or-later
// What listeners did: plays, how far they heard, where they left, how fast; and what they reported.
import {html, nothing, type TemplateResult} from 'lit';
import type {Answer} from '../api.ts';
import {hashOf} from '../route.ts';
import type {House, HouseRoom} from './house.ts';
import {bars, type Bar} from './plots.ts';

type Count = NonNullable<Answer<'/v1/sites/{site}/stats', 'get'>['counts']>[number];
type Report = NonNullable<Answer<'/v1/sites/{site}/reports', 'get'>['reports']>[number];
const spans = [7, 30, 90] as const;

export interface Figures {
  plays: number;
  ends: number;
  /** How often each point was heard. */
  points: number[];
  /** The point behind which most leave, from 0; -1 where nobody does. */
  leave: number;
  speeds: [string, number][];
  articles: [string, number][];
}
export function figures(counts: readonly Count[]): Figures {
  const sum = (test: (what: string) => boolean) => counts.filter(one => test(one.what)).reduce((all, one) => all + one.count, 0);
  const names = (prefix: string) => [...new Set(counts.filter(one => one.what.startsWith(prefix)).map(one => one.what.slice(prefix.length)))];
  const points = names('point.').map(Number).sort((a, b) => a - b);
  const heard = Array.from({length: (points.at(-1) ?? -1) + 1}, (_, i) => sum(what => what === `point.${i}`));
  const ends = sum(what => what === 'end');
  const lost = heard.map((n, i) => n - (heard[i + 1] ?? ends));
  const most = Math.max(0, ...lost);
  const plays = new Map<string, number>();
  for (const one of counts) if (one.what === 'play') plays.set(one.article, (plays.get(one.article) ?? 0) + one.count);
  return {
    plays: sum(what => what === 'play'), ends, points: heard, leave: most ? lost.indexOf(most) : -1,
    speeds: names('speed.').map(speed => [speed, sum(what => what === 'speed.' + speed)] as [string, number]).sort((a, b) => Number(a[0]) - Number(b[0])),
    articles: [...plays].sort((a, b) => b[1] - a[1]),
  };
}

export class Stats implements HouseRoom {
  readonly #house: House;
  #counts: Count[] = [];
  #reports: Report[] = [];
  #days: (typeof spans)[number] = 30;
  constructor(house: House) {
    this.#house = house;
  }
  async look(): Promise<void> {
    const {desk, site} = this.#house;
    const from = new Date(Date.now() - this.#days * 86_400_000).toISOString().slice(0, 10);
    this.#counts = (await desk.api.ask('get', '/v1/sites/{site}/stats', {path: {site}, query: {from}})).value.counts ?? [];
    this.#reports = (await desk.api.ask('get', '/v1/sites/{site}/reports', {path: {site}})).value.reports ?? [];
  }
  view(): TemplateResult {
    const {desk, site} = this.#house, {words: w} = desk, told = figures(this.#counts);
    const name = (id: string) => html`<a dir="auto" href=${hashOf({at: 'review', site, id})}>${desk.stock.find(site, id)?.title ?? id}</a>`;
    const points: Bar[] = told.points.map((n, i) => ({name: w.say('point_n', {n: i + 1}), value: n, told: told.plays ? w.percent(n / told.plays) : w.number(n), ...(i === told.leave ? {note: w.say('stats_leave')} : {})}));
    return html`
      <div class="choices" role="group" aria-label=${w.say('stats_span')}>${spans.map(days => html`<button aria-pressed=${days === this.#days ? 'true' : 'false'}
        @click=${() => { this.#days = days; void this.#house.look(); }}>${w.count('days', days)}</button>`)}</div>
      ${told.plays ? html`
        <ul role="list" class="figures"><li><b>${w.number(told.plays)}</b><span>${w.say('stats_plays')}</span></li>
          <li><b>${w.percent(told.ends / told.plays)}</b><span>${w.say('stats_ends')}</span></li>
          <li><b>${w.number(this.#reports.length)}</b><span>${w.say('stats_reports')}</span></li></ul>
        <div class="plots">
          ${bars(w.say('stats_points'), [...points, {name: w.say('stats_end'), value: told.ends, told: w.percent(told.ends / told.plays)}])}
          ${bars(w.say('stats_articles'), told.articles.slice(0, 10).map(([id, n]) => ({name: name(id), value: n, told: w.number(n)})))}
          ${told.speeds.length ? bars(w.say('stats_speeds'), told.speeds.map(([speed, n]) => ({name: `${speed}×`, value: n, told: w.number(n)}))) : nothing}
        </div>` : html`<p class="hint">${w.say('stats_none')}</p>`}
      <section><h2>${w.say('reports')}</h2><p class="hint">${w.say('reports_hint')}</p>
        ${this.#reports.length ? html`<ul role="list" class="lines">${this.#reports.map(report => html`<li><div>
          <p><b>${w.say(report.kind === 'reading' ? 'report_reading' : 'report_fact')}</b>: <q dir="auto">${report.text}</q></p>
          ${report.note ? html`<p dir="auto">${report.note}</p>` : nothing}
          <small>${name(report.article)} · ${w.moment(report.at)}</small></div>
          <button @click=${() => this.#house.later(w.say('report_closing'), () => desk.api.ask('delete', '/v1/sites/{site}/reports/{report}', {path: {site, report: report.id}}))}>${w.say('report_close')}</button></li>`)}</ul>`
          : html`<p>${w.say('reports_none')}</p>`}</section>`;
  }
}
