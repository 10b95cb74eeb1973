// SPDX-License-Identifier: GPL-3.0-or-later
// What became of the article, and who looked at which point: the log's entries, newest first.
import {html, nothing, type TemplateResult} from 'lit';
import type {Schemas} from '../api.ts';
import type {Words} from '../words.ts';

type Entry = Schemas['LogEntry'];

export function historyView(w: Words, entries: Entry[] | 'failed' | null): TemplateResult {
  if (entries === 'failed') return html`<p class="wrong" role="alert">${w.say('history_failed')}</p>`;
  if (!entries) return html`<p role="status">${w.say('loading')}</p>`;
  if (!entries.length) return html`<p>${w.say('history_empty')}</p>`;
  return html`<ol class="history" role="list">${[...entries].reverse().map(entry => html`<li>
    <p class="what"><b dir="auto">${entry.role === 'machine' ? w.say('machine') : entry.who}</b> ${w.find(`did_${entry.action}`, entry.action)}
      ${entry.from && entry.to && entry.from !== entry.to ? html`<span class="moved">${w.find(`state_${entry.from}`, entry.from)} ${w.dir === 'rtl' ? '←' : '→'} ${w.find(`state_${entry.to}`, entry.to)}</span>` : nothing}
      <time datetime=${entry.at}>${w.moment(entry.at)}</time></p>
    ${entry.text ? html`<blockquote dir="auto">${entry.text}${entry.verdict ? html` <span class="verdict ${entry.verdict}">${w.find(`verdict_${entry.verdict}`, entry.verdict)}</span>` : nothing}</blockquote>` : nothing}
    ${entry.sentence ? html`<p class="against">${w.say('against')} <q dir="auto">${entry.sentence}</q></p>` : nothing}
    ${entry.reason ? html`<p class="reason" dir="auto">${entry.reason}</p>` : nothing}
  </li>`)}</ol>`;
}
