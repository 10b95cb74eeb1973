// SPDX-License-Identifier: GPL-3.0-or-later
// The review as it is seen: the head, the points, the bar of moves, the question that a move asks.
import {html, nothing, type TemplateResult} from 'lit';
import {icons} from '../icons.ts';
import {reasonOf} from '../reasons.ts';
import {hashOf} from '../route.ts';
import {stroke} from '../shell.ts';
import type {Key} from '../words.ts';
import {articleView} from './article_view.ts';
import {moves} from './moves.ts';
import {pointsView} from './points_view.ts';
import type {Review} from './review.ts';

export function reviewView(review: Review): TemplateResult {
  const {article, desk} = review, {words: w} = desk;
  if (review.failed) return html`<div class="empty"><h1>${w.say(review.failed === 'absent' ? 'article_absent' : 'article_away')}</h1>
    <p>${w.say(review.failed === 'absent' ? 'article_absent_how' : 'article_away_how')}</p>
    <div class="acts"><button class="main" @click=${() => void review.load()}>${w.say('again')}</button><a class="button" href=${hashOf({at: 'queue'})}>${w.say('queue')}</a></div></div>`;
  if (!article) return html`<p class="waiting" role="status">${w.say('loading')}</p>`;
  return html`<div class="review">
    ${head(review)}
    <div class="sides">${articleView(review)}${pointsView(review)}</div>
    ${bar(review)}${question(review)}
  </div>`;
}

function head(review: Review): TemplateResult {
  const {desk, onlookers} = review, {words: w} = desk, article = review.article!;
  const place = (id: string | null) => review.points.findIndex(point => point.id === id) + 1;
  const reasons = article.state === 'published' ? [] : article.reasons;
  return html`<header class="top">
    <p class="crumb"><a href=${hashOf({at: 'queue'})}>${icons.back}${w.say('queue')}</a>
      <span class="state ${article.state}">${w.say(`state_${article.state}`)}</span>
      ${article.public ? html`<a class="public" href="/v1/sites/${encodeURIComponent(article.site)}/articles/${encodeURIComponent(article.id)}/box.html" target="_blank" rel="noopener">${w.say('is_public')}</a>` : nothing}
      <span>${w.say('revision_n', {n: article.revision})}</span>
      ${article.publish_at ? html`<span>${w.say('publish_at', {time: w.moment(article.publish_at)})}</span>` : nothing}</p>
    <h1><bdi>${article.title || article.id}</bdi></h1>
    ${reasons.map(reason => html`<p class="reason">${icons.warn}<span dir="auto">${reasonOf(w, reason)}</span></p>`)}
    <div role="status" class="others">${onlookers.others.map(other => html`<span class="other">${icons.eye}${other.name === desk.me?.name
      ? w.say('other_window') : other.point !== null && place(other.point) ? w.say('other_writes', {name: other.name, n: place(other.point)}) : w.say('other_looks', {name: other.name})}</span>`)}</div>
    ${article.corrections.map(one => html`<p class="correction">${w.say('correction')}: <span dir="auto">${one.text ?? w.say('correction_machine')}</span> <time datetime=${one.at}>${w.moment(one.at)}</time></p>`)}
  </header>`;
}

function bar(review: Review): TemplateResult {
  const {desk, sound} = review, {words: w} = desk, article = review.article!;
  const all = sound.playing && !sound.playing.point;
  const state: Key = !review.points.some(point => point.publishable) ? 'sound_none' : article.sound?.fresh ? 'sound_ready' : 'sound_making';
  return html`<div class="bar" role="toolbar" aria-label=${w.say('decide')}>
    <div class="hear">
      <button @click=${() => review.hear({point: ''})} aria-disabled=${article.sound?.fresh ? 'false' : 'true'}>${all ? icons.stop : icons.play}${w.say(all ? 'stop' : 'hear_all')} ${stroke('KeyL')}</button>
      <span role="status">${w.say(state, {time: w.length(article.sound?.duration ?? 0), voice: article.sound?.voice ?? ''})}</span>
    </div>
    <div class="moves">${review.moves.map(name => html`<button class=${name === 'approve' ? 'main' : name === 'withdraw' ? 'danger' : ''} @click=${() => review.begin(name)}>
      ${name === 'approve' && article.state === 'published' ? w.say('confirm') : w.say(moves[name].label)} ${stroke(moves[name].code)}</button>`)}
      <button class="quiet" @click=${() => review.next()}>${w.say('key_next')} ${stroke('KeyN')}${icons.next}</button></div>
  </div>`;
}

function question(review: Review): TemplateResult | typeof nothing {
  const {asked, desk} = review, {words: w} = desk;
  if (!asked) return nothing;
  const overrules = asked.move === 'sign' && asked.point.verdict === 'unsupported';
  const asks = asked.move === 'sign' ? {question: overrules ? 'overrule_question' : 'sign_question', hint: overrules ? 'overrule_hint' : 'sign_hint', optional: !overrules} as const : moves[asked.move].asks!;
  const close = () => { review.asked = null; desk.draw(); review.focus(); };
  const send = (event: Event) => {
    event.preventDefault();
    const text = desk.querySelector<HTMLTextAreaElement>('dialog.question textarea')!;
    if (!text.reportValidity()) return;
    void review.answer(text.value.trim());
    review.focus();
  };
  void desk.updateComplete.then(() => {
    const dialog = desk.querySelector<HTMLDialogElement>('dialog.question');
    if (dialog && !dialog.open) dialog.showModal();
  });
  return html`<dialog class="question" aria-labelledby="question-title" @close=${close}>
    <form method="dialog" @submit=${send}>
      <h2 id="question-title">${w.say(asks.question)}</h2>
      ${asked.move === 'sign' ? html`<blockquote dir="auto" class="text">${asked.point.text}</blockquote>` : nothing}
      <label>${w.say(asks.hint)}<textarea rows="3" dir="auto" maxlength="900" ?required=${!('optional' in asks && asks.optional)} autofocus
        @keydown=${(event: KeyboardEvent) => { if (event.code === 'Enter' && !event.shiftKey) send(event); }}></textarea></label>
      <div class="acts"><button type="button" class="main" @click=${send}>${w.say(asked.move === 'sign' ? 'sign' : moves[asked.move].label)}</button>
        <button type="button" @click=${close}>${w.say('key_cancel')}</button></div>
    </form>
  </dialog>`;
}
