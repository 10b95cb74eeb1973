// SPDX-License-Identifier: GPL-3.0-or-later
// An entry of the house's lexicon being written: what it would change in what is published is shown
// before it is saved. It stands in the lexicon's room and under a word of a point.
import {html, nothing, type TemplateResult} from 'lit';
import type {Answer, Body, Schemas} from '../api.ts';
import type {Desk} from '../desk.ts';
import {runs} from '../marks.ts';
import {hashOf} from '../route.ts';

type Preview = Answer<'/v1/sites/{site}/lexicon/preview', 'post'>;
type WishBody = Body<'/v1/sites/{site}/lexicon', 'post'>;
export const forms = ['marked', 'phones', 'letters'] as const;
const pause = 500;

export class Wish {
  written: string;
  form: (typeof forms)[number] = 'marked';
  reading: string;
  preview: Preview | 'waits' | 'wrong' | null = null;
  wrong = '';
  readonly #desk: Desk;
  readonly #site: string;
  readonly #done: (entry: Schemas['LexiconEntry']) => void;
  #asked = 0;
  #timer = 0;
  constructor(desk: Desk, site: string, written: string, reading: string, done: (entry: Schemas['LexiconEntry']) => void) {
    this.#desk = desk;
    this.#site = site;
    this.written = written;
    this.reading = reading;
    this.#done = done;
  }
  get #body(): WishBody {
    return {written: this.written.trim(), form: this.form, ...(this.reading.trim() ? {reading: this.reading.trim()} : {})};
  }
  change(change: Partial<Pick<Wish, 'written' | 'form' | 'reading'>>): void {
    Object.assign(this, change);
    clearTimeout(this.#timer);
    ++this.#asked;
    const whole = this.written.trim() && (this.reading.trim() || this.form === 'letters');
    this.preview = whole ? 'waits' : null;
    if (whole) this.#timer = setTimeout(() => void this.#look(), pause) as unknown as number;
    this.#desk.draw();
  }
  async #look(): Promise<void> {
    const asked = this.#asked;
    try {
      const {value} = await this.#desk.api.ask('post', '/v1/sites/{site}/lexicon/preview', {path: {site: this.#site}, body: this.#body});
      if (asked !== this.#asked) return;
      this.preview = value;
    } catch (error) {
      if (asked !== this.#asked) return;
      this.preview = 'wrong';
      this.wrong = error instanceof Error ? error.message : '';
    }
    this.#desk.draw();
  }
  async save(): Promise<void> {
    const {words: w} = this.#desk;
    try {
      const {value} = await this.#desk.api.ask('post', '/v1/sites/{site}/lexicon', {path: {site: this.#site}, body: this.#body});
      this.#desk.say(w.say('lexicon_saved', {word: value.written}));
      this.#done(value);
    } catch (error) {
      this.#desk.fail(error);
    }
  }
  view(cancel?: () => void): TemplateResult {
    const {words: w} = this.#desk;
    const value = (event: Event) => (event.target as HTMLInputElement).value;
    const send = (event: SubmitEvent) => {
      event.preventDefault();
      void this.save();
    };
    return html`<form class="wish" @submit=${send}>
      <div class="pairs"><label>${w.say('lexicon_written')}<input required lang="ar" dir="auto" .value=${this.written} @input=${(event: Event) => this.change({written: value(event)})}></label>
        <label>${w.say('lexicon_form')}<select @change=${(event: Event) => this.change({form: value(event) as Wish['form']})}>${forms.map(form => html`<option value=${form} ?selected=${form === this.form}>${w.say(`form_${form}`)}</option>`)}</select></label>
        <label>${w.say('lexicon_reading')}<input class="reads" lang="ar" dir="auto" ?required=${this.form !== 'letters'} .value=${this.reading} @input=${(event: Event) => this.change({reading: value(event)})}><small>${w.say(`form_${this.form}_hint`)}</small></label></div>
      <div role="status" class="effect">${this.#effect()}</div>
      <div class="acts"><button class="main" ?disabled=${this.preview === 'wrong'}>${w.say('lexicon_save')}</button>
        ${cancel ? html`<button type="button" @click=${cancel}>${w.say('key_cancel')}</button>` : nothing}</div>
    </form>`;
  }
  #effect(): TemplateResult | typeof nothing {
    const {words: w} = this.#desk, {preview} = this;
    if (!preview) return nothing;
    if (preview === 'waits') return html`<p class="hint">${w.say('lexicon_looking')}</p>`;
    if (preview === 'wrong') return html`<p class="wrong">${w.say('lexicon_wrong')} <small dir="auto">${this.wrong}</small></p>`;
    return html`${preview.notes.map(note => html`<p class="hint" dir="auto">${note}</p>`)}
      <p>${preview.parts.length ? w.say('lexicon_changes', {n: preview.parts.length, all: preview.searched}) : w.say('lexicon_changes_none', {all: preview.searched})}${preview.whole ? nothing : html` ${w.say('lexicon_not_whole')}`}</p>
      <ul role="list" class="lines">${preview.parts.slice(0, 20).map(part => html`<li><div>
        <p lang="ar" dir="auto">${runs(part.text, part.words.map(({start, end}) => ({start, end, is: 'changed'}))).map(run => (run.is.length ? html`<mark class="changed">${run.text}</mark>` : run.text))}</p>
        ${part.words.map(word => html`<small dir="rtl" lang="ar">${word.before} ← ${word.after}</small> `)}
        <small>${part.article ? html`<a dir="auto" href=${hashOf({at: 'review', site: this.#site, id: part.article})}>${part.title || part.article}</a>` : w.say('lexicon_everywhere')}</small></div></li>`)}</ul>`;
  }
}
