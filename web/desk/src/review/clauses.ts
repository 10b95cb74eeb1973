// SPDX-License-Identifier: GPL-3.0-or-later
// What else the article says: clauses of the chosen point's own story first, each checked already.
import {html, nothing, type TemplateResult} from 'lit';
import type {Answer} from '../api.ts';
import type {Review} from './review.ts';

type Found = Answer<'/v1/sites/{site}/articles/{id}/clauses', 'get'>;
const most = 12;

export class Clauses {
  /** The point that they are offered for; empty: for a new one. */
  readonly point: string;
  found: Found | 'failed' | null = null;
  readonly #review: Review;
  constructor(review: Review, point: string) {
    this.#review = review;
    this.point = point;
    void this.#look();
  }
  async #look(): Promise<void> {
    const {desk, where} = this.#review;
    try {
      this.found = (await desk.api.ask('get', '/v1/sites/{site}/articles/{id}/clauses', {path: where, query: {limit: 20}})).value;
    } catch {
      this.found = 'failed';
    }
    desk.draw();
  }
  #take(text: string, replaces: boolean): void {
    const review = this.#review;
    review.clauses = null;
    void review.change([replaces ? {op: 'change', point: this.point, text} : {op: 'add', text, place: review.points.length}]).then(done => {
      if (done) review.choose(replaces ? this.point : review.points.at(-1)?.id ?? '', true);
    });
  }
  view(): TemplateResult {
    const review = this.#review, {words: w} = review.desk, {found} = this;
    if (found === 'failed') return html`<p class="wrong" role="alert">${w.say('clauses_failed')}</p>`;
    if (!found) return html`<p role="status">${w.say('clauses_waits')}</p>`;
    const used = new Set(review.points.map(point => point.text));
    const story = found.points.find(one => one.id === this.point)?.story ?? null;
    const others = found.clauses.filter(clause => !used.has(clause.text));
    const own = story === null ? others : [...others.filter(clause => clause.story === story), ...others.filter(clause => clause.story !== story)];
    return html`<div class="clauses" role="group" aria-label=${w.say('clauses')}>
      <p class="hint">${w.say('clauses_hint')}</p>
      ${own.length ? html`<ul role="list" class="lines">${own.slice(0, most).map(clause => html`<li><div><p class="text" lang="ar" dir="auto">${clause.text}</p>
        <small><span class="verdict ${clause.verdict}">${w.say(`verdict_${clause.verdict}`)}</span> ${w.count('words', clause.words)}${story !== null && clause.story !== story ? html` · ${w.say('clause_other_story')}` : nothing}</small></div>
        <div class="acts">${review.point(this.point) ? html`<button @click=${() => this.#take(clause.text, true)}>${w.say('clause_replace')}</button>` : nothing}
          <button @click=${() => this.#take(clause.text, false)}>${w.say('clause_add')}</button></div></li>`)}</ul>` : html`<p>${w.say('clauses_none')}</p>`}
    </div>`;
  }
}
