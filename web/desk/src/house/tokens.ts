// SPDX-License-Identifier: GPL-3.0-or-later
// Tokens of programs, and keys of private feeds: each secret is shown once.
import {html, nothing, type TemplateResult} from 'lit';
import type {Role, Schemas} from '../api.ts';
import {given, type House, type HouseRoom} from './house.ts';

export const roles: readonly Role[] = ['push', 'edit', 'overrule', 'admin'];

export class Tokens implements HouseRoom {
  readonly #house: House;
  #tokens: Schemas['Token'][] = [];
  #keys: Schemas['FeedKey'][] = [];
  constructor(house: House) {
    this.#house = house;
  }
  async look(): Promise<void> {
    const {desk, site} = this.#house;
    this.#tokens = (await desk.api.ask('get', '/v1/sites/{site}/tokens', {path: {site}})).value.tokens ?? [];
    this.#keys = (await desk.api.ask('get', '/v1/sites/{site}/feed-keys', {path: {site}})).value.feed_keys;
  }
  view(): TemplateResult {
    const {desk, site} = this.#house, {words: w} = desk;
    const issue = (event: SubmitEvent) => {
      const {role, note = '', days} = given(event), form = event.target as HTMLFormElement;
      const expires = days ? {expires: new Date(Date.now() + Number(days) * 86_400_000).toISOString()} : {};
      void this.#house.do(async () => {
        const {value} = await desk.api.ask('post', '/v1/sites/{site}/tokens', {path: {site}, body: {role: role as Role, note, ...expires}});
        this.#house.secret = {text: value.secret ?? '', hint: w.say('token_once')};
        form.reset();
      }, w.say('token_made'));
    };
    const feed = (event: SubmitEvent) => {
      const {note = ''} = given(event), form = event.target as HTMLFormElement;
      void this.#house.do(async () => {
        const {value} = await desk.api.ask('post', '/v1/sites/{site}/feed-keys', {path: {site}, body: {note}});
        this.#house.secret = {text: value.secret ?? '', hint: w.say('feed_key_once')};
        form.reset();
      }, w.say('token_made'));
    };
    return html`
      <form class="card row-form" @submit=${issue}><h2>${w.say('token_new')}</h2>
        <label>${w.say('role')}<select name="role">${roles.map(role => html`<option value=${role}>${w.say(`role_${role}`)}</option>`)}</select></label>
        <label>${w.say('note')}<input name="note" maxlength="50" dir="auto"></label>
        <label>${w.say('token_days')}<input name="days" type="number" min="1" max="3650" dir="ltr" placeholder=${w.say('for_ever')}></label>
        <button class="main">${w.say('token_issue')}</button></form>
      ${this.#tokens.length ? html`<div class="wide" tabindex="0" role="region" aria-label=${w.say('house_tokens')}><table><thead><tr><th>${w.say('note')}</th><th>${w.say('role')}</th><th>${w.say('made')}</th><th>${w.say('last_used')}</th><th>${w.say('expires')}</th><th><span class="hidden">${w.say('acts')}</span></th></tr></thead>
        <tbody>${this.#tokens.map(token => html`<tr><td dir="auto">${token.note || token.id}</td><td>${w.say(`role_${token.role}`)}</td><td>${token.created ? w.moment(token.created) : ''}</td>
          <td>${token.last_used ? w.moment(token.last_used) : w.say('never')}</td><td>${token.expires ? w.moment(token.expires) : w.say('for_ever')}</td>
          <td>${token.site === site ? html`<button class="danger" @click=${() => this.#house.later(w.say('revoking'), () => desk.api.ask('delete', '/v1/sites/{site}/tokens/{token}', {path: {site, token: token.id}}))}>${w.say('revoke')}</button>` : nothing}</td></tr>`)}</tbody></table></div>`
        : html`<p class="hint">${w.say('tokens_none')}</p>`}
      <section><h2>${w.say('feed_keys')}</h2><p class="hint">${w.say('feed_keys_hint')}</p>
        <form class="card row-form" @submit=${feed}><label>${w.say('note')}<input name="note" maxlength="50" dir="auto"></label><button>${w.say('feed_key_make')}</button></form>
        <ul role="list" class="lines">${this.#keys.map(key => html`<li><span dir="auto">${key.note || key.id}</span><small>${w.moment(key.created)}</small>
          <button class="danger" @click=${() => this.#house.later(w.say('revoking'), () => desk.api.ask('delete', '/v1/sites/{site}/feed-keys/{key}', {path: {site, key: key.id}}))}>${w.say('revoke')}</button></li>`)}</ul></section>`;
  }
}
