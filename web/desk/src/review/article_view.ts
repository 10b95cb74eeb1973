// SPDX-License-Identifier: GPL-3.0-or-later
// The article at one side: what the chosen point stands on is lit, its sentences softly.
import {html, nothing, type TemplateResult} from 'lit';
import type {Article, CheckedPoint} from '../api.ts';
import {runs, sentence, type Marked} from '../marks.ts';
import {historyView} from './history.ts';
import type {Review} from './review.ts';

export const textOf = (article: Article): string => (article.paragraphs ?? []).map(paragraph => paragraph.text).join('\n');

/** The spans of the article's text that a point stands on, and those that the check names. */
export function lights(text: string, point: CheckedPoint | null): Marked[] {
  if (!point) return [];
  const letters = [...text];
  const pieces = point.pieces.filter(piece => piece.from === 'text');
  const named = point.problems.flatMap(problem => (problem.source ? [problem.source] : []));
  return [
    ...(pieces.length ? pieces : named).map(span => ({...sentence(letters, span), is: 'sentence'})),
    ...pieces.map(({start, end}) => ({start, end, is: 'piece'})),
    ...named.map(({start, end}) => ({start, end, is: 'named'})),
  ];
}

export function articleView(review: Review): TemplateResult {
  const {words: w} = review.desk, article = review.article!;
  return html`<section class="article" aria-label=${w.say('article')}>
    <div class="tabs" role="tablist" aria-label=${w.say('article')}>
      ${(['article', 'history'] as const).map(tab => html`<button role="tab" id="tab-${tab}" aria-selected=${review.tab === tab ? 'true' : 'false'}
        aria-controls="tabpanel" tabindex=${review.tab === tab ? 0 : -1} @click=${() => review.openTab(tab)}
        @keydown=${(event: KeyboardEvent) => {
          if (event.code !== 'ArrowLeft' && event.code !== 'ArrowRight') return;
          review.openTab(tab === 'article' ? 'history' : 'article');
          void review.desk.updateComplete.then(() => review.desk.querySelector<HTMLElement>('[role=tab][aria-selected=true]')?.focus());
        }}>${w.say(tab)}</button>`)}
    </div>
    <div role="tabpanel" id="tabpanel" aria-labelledby="tab-${review.tab}" tabindex="0">
      ${review.tab === 'history' ? historyView(w, review.entries) : story(review, article)}
    </div>
  </section>`;
}

function story(review: Review, article: Article): TemplateResult {
  const {words: w} = review.desk, text = textOf(article);
  const point = review.lit(), marks = lights(text, point);
  const fromTitle = point?.pieces.some(piece => piece.from === 'title'), fromDate = point?.pieces.some(piece => piece.from === 'published');
  let start = 0;
  return html`<div class="story" lang="ar" dir="auto">
    <h2>${fromTitle ? html`<mark class="piece">${article.title}</mark>` : article.title}</h2>
    <p class="byline">${[article.byline, article.section].filter(Boolean).join('، ')}
      ${article.published ? html`<time datetime=${article.published}>${fromDate ? html`<mark class="piece">${w.moment(article.published)}</mark>` : w.moment(article.published)}</time>` : nothing}
      ${/^https?:/.test(article.url ?? '') ? html`<a href=${article.url} target="_blank" rel="noreferrer noopener">${w.say('at_publisher')}</a>` : nothing}</p>
    ${(article.paragraphs ?? []).map(paragraph => {
      const from = start, length = [...paragraph.text].length;
      start += length + 1;
      const own = marks.filter(mark => mark.start < from + length && mark.end > from).map(mark => ({...mark, start: mark.start - from, end: mark.end - from}));
      const lines = runs(paragraph.text, own).map(run => (run.is.length ? html`<mark class=${run.is.join(' ')}>${run.text}</mark>` : run.text));
      return paragraph.kind === 'heading' ? html`<h3>${lines}</h3>` : html`<p class=${paragraph.kind}>${lines}</p>`;
    })}
  </div>`;
}
