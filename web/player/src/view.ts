// SPDX-License-Identifier: MIT
// The box as it stands on the page, and the small player that follows a reader who scrolls on.
import {html, nothing, type TemplateResult} from 'lit/html.js';
import type {Sound} from './episode.ts';
import {offsetAt} from './highlight.ts';
import {icons} from './icons.ts';
import {onBarKey} from './keys.ts';
import {panels} from './panels.ts';
import type {MujazPlayer, Panel} from './player.ts';

export function view(p: MujazPlayer): TemplateResult | typeof nothing {
  const {s, language} = p.words, dir = p.dir || s.dir;
  if (!p.episode) {
    if (p.notice !== 'withdrawn') return nothing;
    return html`<section class="box ${p.dark ? 'dark' : ''}" part="box" dir=${dir} lang=${language} aria-labelledby="title">
      ${title(p)}<p class="status" role="status" part="status">${p.message}</p></section>`;
  }
  const filled = !!p.height && !p.opened && !p.panel;
  return html`
    <section class="box ${p.dark ? 'dark' : ''} ${filled ? 'filled' : ''}" part="box" dir=${dir} lang=${language} aria-labelledby="title">
      <header part="header">
        ${title(p)}
        <p class="made" part="label">${s[`made_${p.episode.label}`]}
          ${opener(p, 'why', s.what)}</p>
      </header>
      ${p.panel === 'why' ? html`<div class="why" id="why"><p>${s[`why_${p.episode.label}`]}</p><p>${s.why_keys}</p></div>` : nothing}
      ${p.listening >= 0 ? html`<p class="of" part="episode-title">${p.episode.url
        ? html`<a href=${p.episode.url} lang="ar" dir="auto">${p.episode.title}</a>`
        : html`<bdi lang="ar">${p.episode.title}</bdi>`}</p>` : nothing}
      ${p.episode.corrections.map(text => html`<p class="correction" part="correction"><strong>${s.correction}</strong> <span lang="ar" dir="rtl">${text}</span></p>`)}
      ${points(p)}
      <div class="listen">${p.episode.sounds.map(sound => playButton(p, sound))}
        ${p.left.heard ? html`<span class="heard" part="heard">${icons.check}${s.heard}</span>` : nothing}</div>
      ${p.opened ? controls(p) : nothing}
      ${p.opened && p.captions ? html`<p class="caption" part="caption" lang="ar" dir="rtl" aria-hidden="true"></p>` : nothing}
      ${tools(p)}
      ${panels(p)}
      <p class="status" role="status" part="status">${p.message}${p.deck.state === 'cut'
        ? html` <button type="button" class="plain" @click=${() => p.deck.retry()}>${s.retry}</button>` : nothing}</p>
    </section>
    ${small(p, dir)}`;
}

function title(p: MujazPlayer): TemplateResult {
  return html`<div id="title" class="title" part="title" role="heading" aria-level=${p.level || 2}>${p.words.s.title}</div>`;
}

/** A button that opens and closes a panel. */
export function opener(p: MujazPlayer, panel: Panel, name: string): TemplateResult {
  return html`<button type="button" class="plain" part="tool" aria-expanded=${p.panel === panel} aria-controls=${panel}
    @click=${() => p.togglePanel(panel)}>${name}</button>`;
}

function points(p: MujazPlayer): TemplateResult {
  const {words} = p;
  return html`<ol class="points" part="points" lang="ar" dir="rtl">${p.episode!.points.map((point, i) => {
    const n = i + 1, source = p.sources[i], name = words.say('source_of', {n});
    return html`<li class="point" part="point">
      <button type="button" class="number" part="point-number" lang=${words.language} aria-label=${words.say('hear_point', {n, text: point.text})}
        @click=${() => p.hear(i)}><bdi>${words.number(n)}</bdi>${icons.play}</button>
      <div><span class="text" data-kind="summary" data-point=${i} .textContent=${point.text} @click=${(e: MouseEvent) => onText(p, e, i)}></span>
        ${typeof source === 'string'
          ? html`<a class="source" part="source" lang=${words.language} href=${source} aria-label=${name} target=${window === parent ? '_self' : '_top'}>${words.s.source}</a>`
          : source ? html`<button type="button" class="source" part="source" lang=${words.language} aria-label=${name}
              @click=${() => p.showSource(source)}>${words.s.source}</button>` : nothing}</div></li>`;
  })}</ol>`;
}

/** A word that is clicked is heard from there, or is the one that a report is about. */
export function onText(p: MujazPlayer, event: MouseEvent, point: number): void {
  const root = event.currentTarget as HTMLElement;
  if (!getSelection()?.isCollapsed) return;
  const offset = offsetAt(root, p.shadowRoot, event.clientX, event.clientY);
  const kind = root.dataset.kind, from = Number(root.dataset.from ?? 0);
  const word = offset !== null && p.sound?.kind === kind ? p.timeline?.wordOn(point, offset + from) : null;
  if (p.panel === 'report' && kind === 'summary') p.marked = {point, word: word ?? null};
  else if (word) p.play(p.sound, word.start);
  else if (kind === 'summary') p.hear(point);
}

function playButton(p: MujazPlayer, sound: Sound): TemplateResult {
  const {words} = p, {s} = words, mine = p.sound === sound, {state} = p.deck, going = mine && p.deck.wanted;
  const begun = mine && p.deck.position > 0 && state !== 'ended' && !p.asked;
  const name = going ? s.pause
    : mine && p.asked ? words.say('listen_from', {n: p.asked})
    : begun ? s.resume
    : mine && state === 'ended' ? s.again
    : sound.kind === 'full' ? s.listen_full : s.listen;
  return html`<button type="button" class="play ${sound.kind}" part="play-button ${sound.kind}" @click=${() => p.toggle(sound)}
    aria-keyshortcuts="K">${going ? icons.pause : icons.play}<span>${name}</span><span class="length" aria-hidden="true"><bdi dir="ltr">${words.clock(sound.duration)}</bdi></span><span
    class="unseen">${words.spell(sound.duration)}</span></button>`;
}

function icon(p: MujazPlayer, name: 'back' | 'forward' | 'previous' | 'next', key: string, act: () => void): TemplateResult {
  const skip = name === 'back' || name === 'forward', title = p.words.say(name);
  const ten = skip ? html`<bdi aria-hidden="true">${p.words.number(10)}</bdi>` : nothing;
  return html`<button type="button" class="icon" part="control" aria-label=${title} title=${title} aria-keyshortcuts=${key} @click=${act}>
    ${name === 'back' ? ten : nothing}${icons[name]}${name === 'forward' ? ten : nothing}</button>`;
}

function controls(p: MujazPlayer): TemplateResult {
  const {words, deck} = p, {s} = words, {audio} = deck, {duration} = p.sound!;
  const marks = p.timeline && p.sound!.kind === 'summary' ? p.sound!.texts.map((_, i) => p.timeline!.startOf(i)).slice(1) : [];
  return html`<div class="controls" part="controls" role="group" aria-label=${s.controls}>
    <div class="seek">
      <bdi class="time now" part="time" dir="ltr"></bdi>
      <div class="rail progress" part="rail">${marks.map(at => html`<i .at=${at / duration} class="mark"></i>`)}
        <input class="bar" part="bar" type="range" min="0" step="any" max=${duration} aria-label=${s.seek}
          aria-valuetext=${words.position(deck.position, duration)}
          @input=${(e: Event) => p.seek(Number((e.target as HTMLInputElement).value))}
          @focus=${() => p.sayPosition()} @keydown=${(e: KeyboardEvent) => onBarKey(p, e)}></div>
      <bdi class="time" part="time" dir="ltr">${words.clock(duration)}</bdi>
    </div>
    <div class="row">
      <div class="steps">
        ${icon(p, 'previous', 'B', () => p.step(-1))}
        ${icon(p, 'back', 'J', () => p.skip(-10))}
        ${icon(p, 'forward', 'L', () => p.skip(10))}
        ${icon(p, 'next', 'N', () => p.step(1))}
      </div>
      <select class="speed" part="speed" dir="ltr" aria-label=${s.speed} title=${s.speed} @change=${(e: Event) => { p.speed = Number((e.target as HTMLSelectElement).value); }}>
        ${speeds.map(x => html`<option value=${x} ?selected=${x === p.speed}>${words.times(x)}</option>`)}
      </select>
      <div class="loudness">
        <button type="button" class="icon" part="control" aria-label=${s.mute} title=${s.mute} aria-pressed=${audio.muted} aria-keyshortcuts="M"
          @click=${() => p.mute()}>${audio.muted || !audio.volume ? icons.mute : icons.loud}</button>
        <input class="volume" part="volume" type="range" min="0" max="1" step="0.05" .value=${String(audio.muted ? 0 : audio.volume)} aria-label=${s.volume}
          aria-valuetext=${words.percent(audio.muted ? 0 : audio.volume)}
          @input=${(e: Event) => { p.volume = Number((e.target as HTMLInputElement).value); }}>
      </div>
    </div>
  </div>`;
}
const speeds = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 2.5, 3];

function tools(p: MujazPlayer): TemplateResult {
  const {s} = p.words, files = p.sound!.audio, file = files.find(a => a.type === 'audio/mpeg') ?? files[0]!;
  return html`<div class="tools" part="tools">
    ${p.opened && p.timeline ? html`<button type="button" class="plain" part="tool" aria-pressed=${p.captions} aria-keyshortcuts="C"
      @click=${() => { p.captions = !p.captions; }}>${s.captions}</button>` : nothing}
    ${opener(p, 'transcript', s.transcript)}
    ${opener(p, 'share', s.share)}
    <a class="plain" part="tool" href=${file.url} download>${s.download}</a>
    ${opener(p, 'sleep', s.sleep)}
    ${p.queueAddress ? opener(p, 'queue', s.queue) : nothing}
    ${p.following ? nothing : html`<button type="button" class="plain" part="tool" @click=${() => p.followAgain()}>${s.follow}</button>`}
    ${p.reportAddress ? opener(p, 'report', s.report) : nothing}
  </div>`;
}

function small(p: MujazPlayer, dir: string): TemplateResult {
  const {s, language} = p.words;
  const skip = (name: 'back' | 'forward', by: number) => html`<button type="button" class="icon" aria-label=${p.words.say(name)} title=${p.words.say(name)}
    @click=${() => p.skip(by)}>${icons[name]}</button>`;
  const playing = p.deck.wanted ? s.pause : s.resume;
  return html`<div class="small progress ${p.dark ? 'dark' : ''}" part="small" popover="manual" role="region" aria-label=${s.sticky} dir=${dir} lang=${language}>
    <button type="button" class="icon main" aria-label=${playing} title=${playing} @click=${() => p.toggle()}>${p.deck.wanted ? icons.pause : icons.play}</button>
    <span class="caption" lang="ar" dir="rtl" aria-hidden="true"></span>
    ${p.following ? nothing : html`<button type="button" class="plain" @click=${() => p.followAgain()}>${s.follow}</button>`}
    <bdi class="time now" dir="ltr"></bdi>
    ${skip('back', -10)}${skip('forward', 10)}
    <button type="button" class="icon" aria-label=${s.close} title=${s.close} @click=${() => { p.dismissed = true; }}>${icons.close}</button>
  </div>`;
}
