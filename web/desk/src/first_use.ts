// SPDX-License-Identifier: GPL-3.0-or-later
// An empty desk teaches its first use: what to do, in order, with what is still missing first.
import {html, nothing, type TemplateResult} from 'lit';
import type {Desk} from './desk.ts';
import {hashOf} from './route.ts';

export function firstUse(desk: Desk): TemplateResult {
  const {words: w, sites} = desk;
  const site = sites[0] ?? 'nawras';
  const example = `curl -X PUT ${location.origin}/v1/sites/${site}/articles/first?wait=30 \\
  -H "Authorization: Bearer mjz_…" -H "Content-Type: application/json" \\
  -d '{"title": "…", "text": "…"}'`;
  return html`<div class="first">
    <h1>${w.say('first_title')}</h1>
    <p>${w.say('first_why')}</p>
    <ol>
      <li class=${sites.length ? 'done' : ''}><h2>${w.say('first_site')}</h2>
        <p>${w.say(sites.length ? 'first_site_done' : desk.may('admin') ? 'first_site_how' : 'first_site_ask', {site})}</p>
        ${!sites.length && desk.may('admin') ? html`<a class="button main" href=${hashOf({at: 'house', room: 'sites'})}>${w.say('first_site_go')}</a>` : nothing}</li>
      <li><h2>${w.say('first_token')}</h2><p>${w.say('first_token_how')}</p>
        ${sites.length && desk.may('admin') ? html`<a class="button" href=${hashOf({at: 'house', room: 'tokens'})}>${w.say('first_token_go')}</a>` : nothing}</li>
      <li><h2>${w.say('first_push')}</h2><p>${w.say('first_push_how')}</p><pre dir="ltr" tabindex="0">${example}</pre></li>
      <li><h2>${w.say('first_review')}</h2><p>${w.say('first_review_how')}</p></li>
    </ol>
  </div>`;
}
