// SPDX-License-Identifier: GPL-3.0-or-later
// What stands around every room: the head with the ways, the notice, the window for taking back,
// the keys; and the door.
import {html, nothing, type TemplateResult} from 'lit';
import type {Desk} from './desk.ts';
import {icons} from './icons.ts';
import {shown, type Stroke} from './keys.ts';
import {hashOf} from './route.ts';
import type {Key} from './words.ts';

export function shell(desk: Desk): TemplateResult {
  const {words: w, me} = desk;
  if (me === undefined) return html`<p class="waiting" role="status">${w.say('loading')}</p>${noticed(desk)}`;
  if (!me) return html`${door(desk)}${noticed(desk)}`;
  return html`
    <a class="skip" href="#main" @click=${(event: Event) => { event.preventDefault(); desk.querySelector<HTMLElement>('main')?.focus(); }}>${w.say('skip')}</a>
    ${head(desk)}
    <main id="main" tabindex="-1">${desk.room?.view()}</main>
    ${noticed(desk)}${undoing(desk)}${keys(desk)}`;
}

function head(desk: Desk): TemplateResult {
  const {words: w, route} = desk;
  return html`<header class="masthead">
    <a class="name" href=${hashOf({at: 'queue'})}>${w.say('mujaz')}</a>
    <nav aria-label=${w.say('ways')}>
      <a href=${hashOf({at: 'queue'})} aria-current=${route.at === 'queue' ? 'page' : nothing}>${w.say('queue')}</a>
      <a href=${hashOf({at: 'house', room: 'sites'})} aria-current=${route.at === 'house' ? 'page' : nothing}>${w.say('house')}</a>
    </nav>
    <div class="end">
      ${desk.sites.length && !desk.watch.live ? html`<span class="cut" role="status">${w.say('cut')}</span>` : nothing}
      <button class="quiet" title=${w.say('key_help')} @click=${() => desk.openHelp(true)}>${icons.key}<span class="word">${w.say('keys')}</span></button>
      <button class="quiet" title=${w.say(`theme_${desk.theme}`)} aria-label=${w.say(`theme_${desk.theme}`)}
        @click=${() => desk.light(desk.theme === 'auto' ? 'dark' : desk.theme === 'dark' ? 'light' : 'auto')}>${icons.light}</button>
      ${tongue(desk)}
      <details class="me"><summary>${desk.me!.name}</summary>
        <div class="sheet"><p>${w.say(`role_${desk.me!.role}`)}<br>${desk.me!.site === '*' ? w.say('all_sites') : desk.me!.site}</p>
          <button @click=${() => void desk.signOut()}>${w.say('sign_out')}</button></div></details>
    </div>
  </header>`;
}
function tongue(desk: Desk): TemplateResult {
  const other = desk.words.language === 'ar' ? 'en' : 'ar';
  return html`<button class="quiet" lang=${other} @click=${() => desk.speak(other)}>${other === 'en' ? 'English' : 'العربية'}</button>`;
}

function door(desk: Desk): TemplateResult {
  const {words: w} = desk;
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    const given = new FormData(event.target as HTMLFormElement);
    void desk.signIn(String(given.get('name')).trim(), String(given.get('password')), String(given.get('code') ?? '').trim());
  };
  const wrong: Partial<Record<typeof desk.signing, Key>> = {wrong: 'sign_in_wrong', code: 'sign_in_code', locked: 'sign_in_locked', failed: 'sign_in_failed'};
  const said = wrong[desk.signing];
  return html`<main class="door">
    <div class="tongue">${tongue(desk)}</div>
    <h1>${w.say('mujaz')}</h1>
    <p class="under">${w.say('desk')}</p>
    ${desk.wasSignedOut ? html`<p class="said" role="status">${w.say('session_ended')}</p>` : nothing}
    <form @submit=${send}>
      <label>${w.say('account')}<input name="name" autocomplete="username" required dir="auto" autofocus></label>
      <label>${w.say('password')}<input name="password" type="password" autocomplete="current-password" required dir="ltr"></label>
      ${desk.asksCode ? html`<label>${w.say('code')}<input name="code" autocomplete="one-time-code" required dir="ltr"></label>` : nothing}
      ${said ? html`<p class="wrong" role="alert">${w.say(said)}</p>` : nothing}
      <button class="main" ?disabled=${desk.signing === 'sent'}>${w.say('sign_in')}</button>
    </form>
    <p class="hint">${w.say('sign_in_hint')}</p>
  </main>`;
}

function noticed(desk: Desk): TemplateResult {
  const {notice, words: w} = desk;
  return html`<div class="notices">
    <div role="status">${notice?.kind === 'done' ? html`<div class="notice"><p>${notice.text}</p></div>` : nothing}</div>
    <div role="alert">${notice?.kind === 'failed' ? html`<div class="notice failed"><p>${notice.text}${notice.more ? html`<small dir="auto">${notice.more}</small>` : nothing}</p>
      <button class="quiet" aria-label=${w.say('close')} @click=${() => desk.dismiss()}>${icons.close}</button></div>` : nothing}</div>
  </div>`;
}
function undoing(desk: Desk): TemplateResult {
  const {later, words: w} = desk;
  return html`<div class="undoing" role="status">${later.move ? html`<div class="notice"><p>${later.move.what}</p>
    <button @click=${() => desk.undo()}>${w.say('undo')} ${stroke('KeyZ')}</button>
    <button class="main" @click=${() => void later.now()}>${w.say('at_once')} ${later.move.code ? stroke(later.move.code) : nothing}</button>
    <span class="running" aria-hidden="true"></span></div>` : nothing}</div>`;
}

export const stroke = (code: string): TemplateResult => html`<span class="stroke" aria-hidden="true">${shown(code).map(part => html`<kbd>${part}</kbd>`)}</span>`;

function keys(desk: Desk): TemplateResult {
  const {words: w} = desk;
  if (!desk.help) return html``;
  const seen = new Set<Key>();
  const listed = desk.strokes().filter((one: Stroke) => !one.hidden && !seen.has(one.what) && seen.add(one.what));
  return html`<dialog class="keys" aria-labelledby="keys-title" @close=${() => { desk.help = false; desk.draw(); }}>
    <h2 id="keys-title">${w.say('keys')}</h2>
    <p>${w.say('keys_hint')}</p>
    <dl>${listed.map(one => html`<div><dt>${stroke(one.code)}</dt><dd>${w.say(one.what)}</dd></div>`)}</dl>
    <form method="dialog"><button>${w.say('close')}</button></form>
  </dialog>`;
}
