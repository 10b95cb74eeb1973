// SPDX-License-Identifier: MIT
// What opens under the box: transcript, share, sleep timer, queue, report.
import {html, nothing, type TemplateResult} from 'lit/html.js';
import {icons} from './icons.ts';
import type {MujazPlayer, Panel} from './player.ts';
import {onText} from './view.ts';

export function panels(p: MujazPlayer): TemplateResult | typeof nothing {
  const all: Partial<Record<Panel, (p: MujazPlayer) => TemplateResult>> = {transcript, share, sleep, queue, report};
  const one = all[p.panel], {s} = p.words;
  if (!one || p.panel === '' || p.panel === 'why') return nothing;
  return html`<div class="panel" id=${p.panel} part="panel" role="group" aria-label=${s[p.panel]}>${one(p)}</div>`;
}

const value = (event: Event): string => (event.target as HTMLSelectElement).value;

function transcript(p: MujazPlayer): TemplateResult {
  const {words, timeline, sound} = p;
  const kind = sound!.kind, lines = timeline?.lines ?? sound!.texts.map((text, point) => ({text, point, start: -1, from: 0, to: text.length}));
  return html`<ol class="lines" lang="ar" dir="rtl">${lines.map(line => html`<li class="line" data-start=${line.start}>
      ${line.start < 0 ? nothing : html`<button type="button" class="when" lang=${words.language}
        aria-label=${words.say('hear_line', {time: words.clock(line.start)})}
        @click=${() => p.play(sound, line.start)}><bdi dir="ltr">${words.clock(line.start)}</bdi></button>`}
      <span class="text" data-kind=${kind} data-point=${line.point} data-from=${line.from} data-to=${line.to} .textContent=${line.text}
        @click=${(e: MouseEvent) => onText(p, e, line.point)}></span></li>`)}</ol>
    ${sound!.captions ? html`<a class="plain" href=${sound!.captions} download>${words.s.download_captions}</a>` : nothing}`;
}

function share(p: MujazPlayer): TemplateResult {
  const {words} = p, {s} = words, link = p.link(p.shareAt);
  return html`<label>${s.share_at} <select @change=${(e: Event) => { p.shareAt = Number(value(e)); }}>
      <option value="0" ?selected=${!p.shareAt}>${s.share_start}</option>
      ${p.episode!.points.map((_, i) => html`<option value=${i + 1} ?selected=${p.shareAt === i + 1}>${words.say('point_n', {n: i + 1})}</option>`)}
    </select></label>
    <input class="link" type="text" readonly dir="ltr" aria-label=${s.share_link} .value=${link} @focus=${(e: Event) => (e.target as HTMLInputElement).select()}>
    <button type="button" class="act" @click=${() => p.copy(link)}>${s.copy}</button>
    ${'share' in navigator ? html`<button type="button" class="plain" @click=${() => {
      navigator.share({title: p.episode!.title || document.title, url: link}).catch(() => undefined);
    }}>${s.send_to}</button>` : nothing}`;
}

function sleep(p: MujazPlayer): TemplateResult {
  const {words} = p, {s} = words;
  const choice = (of: typeof p.sleep, name: string) => html`<label class="choice"><input type="radio" name="sleep" .checked=${p.sleep === of}
    @change=${() => p.sleepIn(of)}><span>${name}</span></label>`;
  return html`<div class="choices" role="radiogroup" aria-label=${s.sleep}>${choice(null, s.sleep_off)}
    ${[5, 10, 15, 30, 60].map(m => choice(m, words.say('sleep_after', {time: words.spell(m * 60, true)})))}
    ${choice('end', s.sleep_end)}</div>`;
}

function queue(p: MujazPlayer): TemplateResult {
  const {words, queued} = p, {s} = words;
  if (queued === 'failed') return html`<p>${s.queue_failed}</p>`;
  if (!queued) return html`<p>${s.loading}</p>`;
  if (!queued.length) return html`<p>${s.queue_empty}</p>`;
  const row = (place: number, title: string, duration: number, heard: boolean) => html`<li>
    <button type="button" class="queued" aria-current=${place === p.listening ? 'true' : nothing} @click=${() => p.listen(place)}>
      <span class="unseen">${words.say('queue_play', {text: ''})}</span><span lang="ar" dir="auto">${title}</span>${heard
        ? html`<span class="heard">${icons.check}${s.heard}</span>` : nothing}${duration ? html`<bdi class="time" dir="ltr">${words.clock(duration)}</bdi>` : nothing}</button></li>`;
  return html`<label class="choice"><input type="checkbox" .checked=${p.next} @change=${(e: Event) => p.playNext((e.target as HTMLInputElement).checked)}><span>${s.queue_next}</span></label>
    <ol class="queue">${p.listening >= 0 ? row(-1, s.queue_own, 0, false) : nothing}
      ${queued.map((each, i) => row(i, each.title, each.duration, p.heardQueued(each)))}</ol>`;
}

function report(p: MujazPlayer): TemplateResult {
  const {words, marked} = p, {s} = words, all = p.wordsOf(marked.point), text = p.episode!.points[marked.point]!.text;
  if (p.reported === 'sent') return html`<p>${s.report_sent}</p>`;
  const sendIt = (event: SubmitEvent) => {
    event.preventDefault();
    const data = new FormData(event.target as HTMLFormElement);
    void p.report(String(data.get('kind')), String(data.get('note')));
  };
  return html`<form @submit=${sendIt}><p>${s.report_hint}</p>
    <label>${s.report_point} <select @change=${(e: Event) => { p.marked = {point: Number(value(e)), word: null}; }}>
      ${p.episode!.points.map((_, i) => html`<option value=${i} .selected=${i === marked.point}>${words.number(i + 1)}</option>`)}</select></label>
    <label>${s.report_word} <select dir="rtl" @change=${(e: Event) => { p.marked = {...marked, word: all[Number(value(e))] ?? null}; }}>
      <option value="-1" .selected=${!marked.word}>—</option>
      ${all.map((w, i) => html`<option value=${i} lang="ar" .selected=${w.from === marked.word?.from}>${text.slice(w.from, w.to)}</option>`)}</select></label>
    <fieldset><legend>${s.report_kind}</legend>
      <label class="choice"><input type="radio" name="kind" value="reading" checked><span>${s.report_spoken}</span></label>
      <label class="choice"><input type="radio" name="kind" value="fact"><span>${s.report_fact}</span></label></fieldset>
    <label class="note">${s.report_note}<input type="text" name="note" maxlength="500" dir="auto"></label>
    <button type="submit" class="act">${s.report_send}</button></form>`;
}
