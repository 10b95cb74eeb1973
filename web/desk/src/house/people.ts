// SPDX-License-Identifier: GPL-3.0-or-later
// People's accounts, and what each role may do.
import {html, nothing, type TemplateResult} from 'lit';
import type {Role, Schemas} from '../api.ts';
import {given, type House, type HouseRoom} from './house.ts';
import {roles} from './tokens.ts';

/** What a role may, as the server's table of rights has it. */
const rights = ['push', 'withdraw', 'read', 'edit', 'lexicon', 'log', 'overrule', 'jobs', 'settings', 'people'] as const;
const may: Record<Role, readonly (typeof rights)[number][]> = {
  push: ['push', 'withdraw', 'read'],
  edit: ['withdraw', 'read', 'edit', 'lexicon', 'log'],
  overrule: ['withdraw', 'read', 'edit', 'lexicon', 'log', 'overrule'],
  admin: rights,
};

export class People implements HouseRoom {
  readonly #house: House;
  #users: Schemas['User'][] = [];
  constructor(house: House) {
    this.#house = house;
  }
  async look(): Promise<void> {
    this.#users = (await this.#house.desk.api.ask('get', '/v1/sites/{site}/users', {path: {site: this.#house.site}})).value.users ?? [];
  }
  view(): TemplateResult {
    const {desk, site} = this.#house, {words: w} = desk;
    const add = (event: SubmitEvent) => {
      const {name = '', role} = given(event), form = event.target as HTMLFormElement;
      void this.#house.do(async () => {
        const {value} = await desk.api.ask('post', '/v1/sites/{site}/users', {path: {site}, body: {name, role: role as Role}});
        this.#house.secret = {text: value.password ?? '', hint: w.say('password_once', {name})};
        form.reset();
      }, w.say('user_made', {name}));
    };
    return html`
      <form class="card row-form" @submit=${add}><h2>${w.say('user_new')}</h2>
        <label>${w.say('account')}<input name="name" required maxlength="32" dir="auto" autocomplete="off"></label>
        <label>${w.say('role')}<select name="role">${roles.map(role => html`<option value=${role} ?selected=${role === 'edit'}>${w.say(`role_${role}`)}</option>`)}</select></label>
        <button class="main">${w.say('user_add')}</button></form>
      ${this.#users.length ? nothing : html`<p class="hint">${w.say('users_none')}</p>`}
      <div class="wide" tabindex="0" role="region" ?hidden=${!this.#users.length} aria-label=${w.say('house_people')}><table><thead><tr><th>${w.say('account')}</th><th>${w.say('role')}</th><th>${w.say('site')}</th><th>${w.say('made')}</th><th><span class="hidden">${w.say('acts')}</span></th></tr></thead>
        <tbody>${this.#users.map(user => html`<tr class=${user.disabled ? 'off' : ''}><td dir="auto">${user.name}</td><td>${w.say(`role_${user.role}`)}</td><td>${user.site === '*' ? w.say('all_sites') : user.site}</td>
          <td>${user.created ? w.moment(user.created) : ''}${user.locked_until ? html` <small>${w.say('locked_until', {time: w.moment(user.locked_until)})}</small>` : nothing}</td>
          <td>${user.disabled ? w.say('disabled') : user.site === site && user.name !== desk.me?.name ? html`<button class="danger" @click=${() => this.#house.later(w.say('disabling', {name: user.name}), () => desk.api.ask('delete', '/v1/sites/{site}/users/{user}', {path: {site, user: user.name}}))}>${w.say('disable')}</button>` : nothing}</td></tr>`)}</tbody></table></div>
      <section><h2>${w.say('rights')}</h2><p class="hint">${w.say('rights_hint')}</p>
        <div class="wide" tabindex="0" role="region" aria-label=${w.say('rights')}><table class="rights"><thead><tr><th>${w.say('right')}</th>${roles.map(role => html`<th>${w.say(`role_${role}`)}</th>`)}</tr></thead>
        <tbody>${rights.map(right => html`<tr><th scope="row">${w.say(`right_${right}`)}</th>${roles.map(role => html`<td>${may[role].includes(right) ? html`<span class="yes">${w.say('yes')}</span>` : html`<span class="no">${w.say('no')}</span>`}</td>`)}</tr>`)}</tbody></table></div></section>`;
  }
}
