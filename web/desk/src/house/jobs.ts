// SPDX-License-Identifier: GPL-3.0-or-later
// The machine's work: what is in line, under way, and what failed for good.
import {html, nothing, type TemplateResult} from 'lit';
import type {Answer} from '../api.ts';
import {hashOf} from '../route.ts';
import type {House, HouseRoom} from './house.ts';

export class Jobs implements HouseRoom {
  readonly #house: House;
  #answer: Answer<'/v1/jobs', 'get'> | null = null;
  constructor(house: House) {
    this.#house = house;
  }
  async look(): Promise<void> {
    this.#answer = (await this.#house.desk.api.ask('get', '/v1/jobs', {query: {limit: 500}})).value;
  }
  view(): TemplateResult {
    const {desk} = this.#house, {words: w} = desk;
    if (!this.#answer) return html`<p role="status">${w.say('loading')}</p>`;
    const {jobs} = this.#answer, counts = this.#answer.counts as Record<string, number>;
    return html`<ul role="list" class="figures">${(['running', 'waiting', 'dead'] as const).map(state => html`<li class=${state}><b>${w.number(counts[state] ?? 0)}</b><span>${w.say(`job_${state}`)}</span></li>`)}</ul>
      <p><button @click=${() => void this.#house.look()}>${w.say('look_again')}</button></p>
      ${jobs.length ? html`<div class="wide" tabindex="0" role="region" aria-label=${w.say('house_jobs')}><table><thead><tr><th>${w.say('job')}</th><th>${w.say('article')}</th><th>${w.say('job_state')}</th><th>${w.say('job_since')}</th><th><span class="hidden">${w.say('acts')}</span></th></tr></thead><tbody>
        ${jobs.map(job => html`<tr><td>${w.find(`job_${job.kind}`, job.kind)}</td>
          <td><a href=${hashOf({at: 'review', site: job.site, id: job.article})} dir="auto">${desk.stock.find(job.site, job.article)?.title ?? job.article}</a></td>
          <td>${w.say(`job_${job.state}`)}${job.attempts > 1 ? html` <small>${w.count('attempts', job.attempts)}</small>` : nothing}${job.error ? html`<br><small class="wrong" dir="auto">${job.error}</small>` : nothing}</td>
          <td>${w.lasting(Date.now() - Date.parse(job.enqueued))}</td>
          <td>${job.state === 'dead' ? html`<button @click=${() => void this.#house.do(() => desk.api.ask('post', '/v1/jobs/{job}/retry', {path: {job: job.id}}))}>${w.say('again')}</button>`
            : html`<button class="danger" @click=${() => this.#house.later(w.say('cancelling'), () => desk.api.ask('delete', '/v1/jobs/{job}', {path: {job: job.id}}))}>${w.say('cancel')}</button>`}</td></tr>`)}</tbody></table></div>`
        : html`<p class="hint">${w.say('jobs_none')}</p>`}`;
  }
}
