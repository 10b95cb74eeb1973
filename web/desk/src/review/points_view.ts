// SPDX-License-Identifier: GPL-3.0-or-later
// The points at the other side: each with what the check says of it, and what can be done to it.
import {html, nothing, type TemplateResult} from 'lit';
import {keyed} from 'lit/directives/keyed.js';
import {repeat} from 'lit/directives/repeat.js';
import type {CheckedPoint, Point} from '../api.ts';
import {icons} from '../icons.ts';
import {shown} from '../keys.ts';
import {outside, runs, type Marked} from '../marks.ts';
import {stroke} from '../shell.ts';
import {textOf} from './article_view.ts';
import type {Editing} from './editing.ts';
import {mergeView} from './merge.ts';
import {readingView} from './reading.ts';
import type {Review} from './review.ts';

export function pointsView(review: Review): TemplateResult {
  const {words: w} = review.desk;
  return html`<section class="points" aria-label=${w.say('points_title')}>
    <h2>${w.say('points_title')} <b>${review.points.length ? w.count('points', review.points.length) : ''}</b></h2>
    ${review.points.length ? nothing : html`<p class="none">${w.say(review.editable ? 'points_none' : 'points_coming')}</p>`}
    <ol role="list">${repeat(review.points, point => point.id, (point, i) => html`<li>${card(review, point, i)}</li>`)}</ol>
    ${review.editing?.isNew ? html`<div class="point writes">${writeView(review, review.editing, review.points.length + 1)}</div>`
      : review.editable ? html`${!review.points.length && review.clauses ? review.clauses.view() : nothing}<button class="add" @click=${() => review.write('')}>${icons.add}${w.say('key_add')} ${stroke('KeyI')}</button>` : nothing}
    ${review.merge && !review.point(review.merge.id) ? html`<div class="point writes">${mergeView(review, review.merge)}</div>` : nothing}
  </section>`;
}

function card(review: Review, point: Point, i: number): TemplateResult {
  const {words: w} = review.desk, chosen = point.id === review.chosen;
  const inside = review.editing?.id === point.id ? writeView(review, review.editing, i + 1) : review.merge?.id === point.id ? mergeView(review, review.merge) : null;
  const drop = (event: DragEvent) => {
    event.preventDefault();
    if (review.dragged) void review.moveTo(review.dragged, i);
    review.dragged = '';
  };
  return html`<article class="point ${point.verdict} ${inside ? 'writes' : ''}" data-id=${point.id} tabindex=${inside ? nothing : 0}
      aria-label=${w.say('point_n', {n: i + 1})} aria-current=${chosen ? 'true' : nothing}
      @focusin=${() => { if (!chosen) review.choose(point.id); }} @click=${() => { if (!chosen) review.choose(point.id); }}
      @dragover=${(event: DragEvent) => { if (review.dragged) event.preventDefault(); }} @drop=${drop}>
    ${inside ?? html`
      <div class="line">
        ${review.editable ? html`<span class="number grip" draggable="true" title=${w.say('drag')} @dragstart=${(event: DragEvent) => {
          review.dragged = point.id;
          event.dataTransfer?.setData('text/plain', point.text);
        }} @dragend=${() => { review.dragged = ''; }}>${w.number(i + 1)}</span>` : html`<span class="number">${w.number(i + 1)}</span>`}
        <p class="text" lang="ar" dir="auto" @dblclick=${() => review.write(point.id)}>${marked(review, point)}</p>
      </div>
      ${verdict(review, point)}
      ${problems(review, point)}
      ${look(review, point)}
      ${chosen ? acts(review, point, i) : nothing}
      ${review.reading?.point === point.id ? reading(review, point) : nothing}
      ${review.clauses?.point === point.id ? review.clauses.view() : nothing}`}
  </article>`;
}

function marked(review: Review, point: CheckedPoint): (TemplateResult | string)[] {
  const {words: w} = review.desk;
  const marks: Marked[] = [
    ...outside(point, textOf(review.article!)).map(({start, end}) => ({start, end, is: 'outside', title: w.say('outside')})),
    ...point.problems.map(problem => ({start: problem.start, end: problem.end, is: 'problem', title: problem.why})),
  ];
  return runs(point.text, marks).map(run => (run.is.length ? html`<mark class=${run.is.join(' ')} title=${run.title}>${run.text}</mark>` : run.text));
}
function verdict(review: Review, point: CheckedPoint): TemplateResult {
  const {words: w} = review.desk;
  return html`<p class="how"><span class="verdict ${point.verdict}">${point.verdict === 'supported' ? icons.check : icons.warn}${w.say(`verdict_${point.verdict}`)}</span>
    <span>${w.say(`how_${point.how}`)}</span></p>`;
}
function problems(review: Review, point: CheckedPoint): TemplateResult | typeof nothing {
  if (!point.problems.length) return nothing;
  const {words: w} = review.desk;
  return html`<ul class="problems" role="list">${point.problems.map(problem => html`<li><b>${w.find(`problem_${problem.kind}`, problem.kind)}</b>
    <span lang="ar" dir="auto">${problem.why}</span>
    ${problem.source ? html`<span class="source">${w.say('in_article')} <q lang="ar" dir="auto">${problem.source.text}</q></span>` : nothing}</li>`)}</ul>`;
}
function look(review: Review, point: Point): TemplateResult | typeof nothing {
  const {words: w} = review.desk;
  if (!point.look) return nothing;
  return html`<p class="look">${icons.sign}<b dir="auto">${point.look.by}</b> ${w.say(`decision_${point.look.decision}`)} <time datetime=${point.look.at}>${w.moment(point.look.at)}</time>
    ${point.look.reason ? html`<q dir="auto">${point.look.reason}</q>` : nothing}</p>`;
}
function acts(review: Review, point: Point, i: number): TemplateResult {
  const {words: w} = review.desk, playing = review.sound.playing?.point === point.id;
  const act = (icon: TemplateResult, text: string, code: string, does: () => void) =>
    html`<button @click=${(event: Event) => { event.stopPropagation(); does(); }}>${icon}<span>${text}</span> ${stroke(code)}</button>`;
  const small = (icon: TemplateResult, text: string, code: string, does: () => void, disabled = false) =>
    html`<button class="small" aria-label=${text} title="${text} (${shown(code).join('+')})" ?disabled=${disabled}
      @click=${(event: Event) => { event.stopPropagation(); does(); }}>${icon}</button>`;
  return html`<div class="acts" role="group" aria-label=${w.say('point_n', {n: i + 1})}>
    ${act(playing ? icons.stop : icons.play, w.say(playing ? 'stop' : 'hear'), 'Space', () => review.hear({point: point.id}))}
    ${act(icons.letters, w.say('reading'), 'KeyR', () => void review.read(point.id))}
    ${review.editable ? html`
      ${act(icons.swap, w.say('clauses'), 'KeyG', () => review.suggest())}
      ${act(icons.edit, w.say('edit'), 'Enter', () => review.write(point.id))}
      ${review.signable(point) ? act(icons.sign, w.say(point.verdict === 'unsure' ? 'sign' : 'overrule'), 'KeyS', () => review.sign(point.id)) : nothing}
      <span class="smalls">${small(icons.up, w.say('up'), 'Alt+ArrowUp', () => void review.moveTo(point.id, i - 1), i === 0)}
      ${small(icons.down, w.say('down'), 'Alt+ArrowDown', () => void review.moveTo(point.id, i + 1), i === review.points.length - 1)}
      ${small(icons.drop, w.say('drop'), 'Delete', () => review.drop(point.id))}</span>` : nothing}
  </div>`;
}
function reading(review: Review, point: Point): TemplateResult {
  const {words: w} = review.desk, {spoken, word} = review.reading!;
  const one = Array.isArray(spoken) ? spoken[word] : undefined;
  return readingView(w, spoken, word, at => { review.reading!.word = at === word ? -1 : at; review.wish = null; review.desk.draw(); },
    one ? html`<div class="acts"><button @click=${() => review.hear({point: point.id, from: one.span.start, to: one.span.end})}>${icons.play}${w.say('hear_word', {word: one.written})}</button>
      ${review.desk.may('edit') && !review.wish ? html`<button @click=${() => review.correctReading()}>${icons.edit}${w.say('correct_reading')}</button>` : nothing}</div>
      ${review.wish?.view(() => { review.wish = null; review.desk.draw(); }) ?? nothing}` : nothing);
}

function writeView(review: Review, editing: Editing, n: number): TemplateResult {
  const {words: w} = review.desk, {checked, state} = editing;
  return html`<div class="line"><span class="number">${w.number(n)}</span>
    ${keyed(editing, html`<div class="text write" contenteditable="plaintext-only" role="textbox" aria-multiline="true" lang="ar" dir="auto" spellcheck="true"
      aria-label=${w.say(editing.isNew ? 'write_new' : 'write_point', {n})} aria-describedby="write-result"
      @input=${(event: Event) => editing.write((event.target as HTMLElement).textContent ?? '')}></div>`)}</div>
    <div id="write-result" role="status" class="result ${state}">
      ${state === 'failed' ? html`<p class="wrong">${w.say('check_failed')}</p>` : nothing}
      ${checked ? html`${verdict(review, checked)}${problems(review, checked)}` : html`<p class="how">${w.say('write_hint')}</p>`}
      ${state === 'checking' ? html`<p class="how">${w.say('checking')}</p>` : nothing}
    </div>
    <div class="acts"><button class="main" ?disabled=${state === 'saving'} @click=${() => void review.save()}>${w.say('save')} ${stroke('Enter')}</button>
      <button @click=${() => review.cancel()}>${w.say('key_cancel')} ${stroke('Escape')}</button></div>`;
}
