// SPDX-License-Identifier: GPL-3.0-or-later
// A site: when its summaries become public, how long they are, how they sound.
import {html, nothing, type TemplateResult} from 'lit';
import {keyed} from 'lit/directives/keyed.js';
import type {Schemas} from '../api.ts';
import type {Key} from '../words.ts';
import {given, type House, type HouseRoom} from './house.ts';

type Site = Schemas['Site'];
type Policy = NonNullable<Site['policy']>;
const policies: readonly Policy[] = ['review', 'held', 'publish'];
const months = ['as_written', 'egypt_gulf', 'levant', 'tunisia_algeria', 'morocco'] as const;

export class Sites implements HouseRoom {
  readonly #house: House;
  #site: Site | null = null;
  #sections: [string, Policy][] = [];
  #making = false;
  constructor(house: House) {
    this.#house = house;
  }
  async look(): Promise<void> {
    const {value} = await this.#house.desk.api.ask('get', '/v1/sites/{site}', {path: {site: this.#house.site}});
    this.#site = value;
    this.#sections = Object.entries(value.sections ?? {});
  }
  view(): TemplateResult {
    const {desk} = this.#house, {words: w} = desk;
    const makes = desk.me?.site === '*' && desk.may('admin');
    return html`
      ${!desk.sites.length && !makes ? html`<p class="hint">${w.say('first_site_ask')}</p>` : nothing}
      ${makes ? this.#making || !desk.sites.length ? this.#new() : html`<p><button @click=${() => { this.#making = true; desk.draw(); }}>${w.say('site_new')}</button></p>` : nothing}
      ${this.#site ? keyed(this.#site, this.#form(this.#site)) : nothing}`;
  }
  #new(): TemplateResult {
    const {desk} = this.#house, {words: w} = desk;
    const send = async (event: SubmitEvent) => {
      const {name = '', policy} = given(event);
      if (!await this.#house.do(() => desk.api.ask('put', '/v1/sites/{site}', {path: {site: name}, body: {policy: policy as Policy}}), w.say('site_made', {site: name}))) return;
      this.#making = false;
      await desk.lookForSites();
      this.#house.chooseSite(name);
    };
    return html`<form class="card" @submit=${send}><h2>${w.say('site_new')}</h2>
      <label>${w.say('site_name')}<input name="name" required pattern="[a-z0-9._\\-]{1,64}" dir="ltr" autocomplete="off"><small>${w.say('site_name_hint')}</small></label>
      ${this.#policies('policy', 'review')}
      <div class="acts"><button class="main">${w.say('site_make')}</button>
        ${desk.sites.length ? html`<button type="button" @click=${() => { this.#making = false; desk.draw(); }}>${w.say('key_cancel')}</button>` : nothing}</div></form>`;
  }
  #policies(name: string, chosen: string | undefined): TemplateResult {
    const {words: w} = this.#house.desk;
    return html`<fieldset><legend>${w.say('policy')}</legend>${policies.map(policy => html`<label class="choice">
      <input type="radio" name=${name} value=${policy} ?checked=${policy === chosen}><span><b>${w.say(`policy_${policy}`)}</b><small>${w.say(`policy_${policy}_hint`)}</small></span></label>`)}</fieldset>`;
  }
  #form(site: Site): TemplateResult {
    const {desk} = this.#house, {words: w} = desk, may = desk.may('admin');
    const send = (event: SubmitEvent) => {
      const form = given(event);
      const body: Site = {
        policy: form.policy as Policy, on_stale: form.on_stale as 'hide' | 'correct', count: Number(form.count), words: Number(form.words), speed: Number(form.speed),
        voice: form.voice ?? '', say_title: 'say_title' in form, opening: form.opening ?? '', closing: form.closing ?? '',
        months: form.months as (typeof months)[number], both_month_names: 'both_month_names' in form, time_zone: form.time_zone ?? '',
        sections: Object.fromEntries(this.#sections.filter(([name]) => name.trim()).map(([name, policy]) => [name.trim(), policy])),
      };
      void this.#house.do(() => desk.api.ask('put', '/v1/sites/{site}', {path: {site: this.#house.site}, body}), w.say('site_saved'));
    };
    const text = (name: 'voice' | 'opening' | 'closing' | 'time_zone', label: Key, hint?: Key, dir = 'auto') => html`<label>${w.say(label)}
      <input name=${name} .value=${site[name] ?? ''} dir=${dir}>${hint ? html`<small>${w.say(hint)}</small>` : nothing}</label>`;
    const number = (name: 'count' | 'words' | 'speed', label: Key, least: number, most: number, step = 1) => html`<label>${w.say(label)}
      <input type="number" name=${name} .value=${String(site[name] ?? '')} min=${least} max=${most} step=${step} required dir="ltr"></label>`;
    const flag = (name: 'say_title' | 'both_month_names', label: Key) => html`<label class="choice"><input type="checkbox" name=${name} ?checked=${site[name] ?? false}><span>${w.say(label)}</span></label>`;
    return html`<form class="card" @submit=${send}><h2><bdi>${this.#house.site}</bdi></h2>
      ${may ? nothing : html`<p class="hint">${w.say('admin_alone')}</p>`}
      <fieldset class="plain" ?disabled=${!may}>
        ${this.#policies('policy', site.policy)}
        ${this.#sectionsView()}
        <fieldset><legend>${w.say('on_stale')}</legend>${(['hide', 'correct'] as const).map(one => html`<label class="choice">
          <input type="radio" name="on_stale" value=${one} ?checked=${one === site.on_stale}><span>${w.say(`on_stale_${one}`)}</span></label>`)}</fieldset>
        <div class="pairs">${number('count', 'site_count', 1, 5)}${number('words', 'site_words', 10, 300)}
          ${text('voice', 'site_voice', 'site_voice_hint', 'ltr')}${number('speed', 'site_speed', 0.5, 3, 0.05)}
          ${text('opening', 'site_opening', 'site_opening_hint')}${text('closing', 'site_closing')}
          <label>${w.say('site_months')}<select name="months">${months.map(one => html`<option value=${one} ?selected=${one === site.months}>${w.say(`months_${one}`)}</option>`)}</select></label>
          ${text('time_zone', 'site_zone', 'site_zone_hint', 'ltr')}</div>
        ${flag('say_title', 'site_say_title')}${flag('both_month_names', 'site_both_months')}
        ${may ? html`<div class="acts"><button class="main">${w.say('save')}</button></div>` : nothing}
      </fieldset></form>`;
  }
  #sectionsView(): TemplateResult {
    const {desk} = this.#house, {words: w} = desk;
    return html`<fieldset><legend>${w.say('sections')}</legend><p class="hint">${w.say('sections_hint')}</p>
      ${this.#sections.map((section, i) => html`<div class="section">
        <label>${w.say('section')}<input .value=${section[0]} dir="auto" @input=${(event: Event) => { section[0] = (event.target as HTMLInputElement).value; }}></label>
        <label>${w.say('policy')}<select @change=${(event: Event) => { section[1] = (event.target as HTMLSelectElement).value as Policy; }}>
          ${policies.map(policy => html`<option value=${policy} ?selected=${policy === section[1]}>${w.say(`policy_${policy}`)}</option>`)}</select></label>
        <button type="button" @click=${() => { this.#sections.splice(i, 1); desk.draw(); }}>${w.say('drop')}</button></div>`)}
      <button type="button" @click=${() => { this.#sections.push(['', 'review']); desk.draw(); }}>${w.say('section_add')}</button></fieldset>`;
  }
}
