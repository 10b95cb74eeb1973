// SPDX-License-Identifier: MIT
// Icons of our own, drawn for left to right. Those that point along the bar carry `along` and are
// mirrored with it; the triangle of play is never mirrored.
import {svg, type TemplateResult} from 'lit/html.js';

const icon = (d: string, along = false): TemplateResult =>
  svg`<svg viewBox="0 0 24 24" aria-hidden="true" class=${along ? 'along' : ''}><path d=${d}/></svg>`;

export const icons = {
  play: icon('M8 5v14l11-7z'),
  pause: icon('M7 5h3.5v14H7zM13.5 5H17v14h-3.5z'),
  back: icon('M11 6.5 5.5 12l5.5 5.5M18 6.5 12.5 12l5.5 5.5', true),
  forward: icon('M13 6.5l5.5 5.5-5.5 5.5M6 6.5l5.5 5.5-5.5 5.5', true),
  previous: icon('M7 6v12M17 6.5 10.5 12l6.5 5.5', true),
  next: icon('M17 6v12M7 6.5 13.5 12 7 17.5', true),
  loud: icon('M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM15 9.5a3.5 3.5 0 0 1 0 5M17.5 7a7 7 0 0 1 0 10', true),
  mute: icon('M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM15.5 9.5l5 5M20.5 9.5l-5 5', true),
  check: icon('M5 12.5l4.5 4.5L19 7.5'),
  close: icon('M6 6l12 12M18 6L6 18'),
};
