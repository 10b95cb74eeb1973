// SPDX-License-Identifier: GPL-3.0-or-later
// Icons of our own, drawn for left to right; those that point along the line are mirrored with it.
import {svg, type TemplateResult} from 'lit';

const icon = (d: string, along = false): TemplateResult =>
  svg`<svg viewBox="0 0 24 24" aria-hidden="true" class=${along ? 'icon along' : 'icon'}><path d=${d}/></svg>`;

export const icons = {
  play: icon('M8 5.5v13l10.5-6.5z'),
  stop: icon('M7 7h10v10H7z'),
  edit: icon('M5 19l.8-3.6L15.6 5.6l2.8 2.8-9.8 9.8zM13.6 7.6l2.8 2.8'),
  up: icon('M12 19V6M6.5 11.5 12 6l5.5 5.5'),
  down: icon('M12 5v13M6.5 12.5 12 18l5.5-5.5'),
  drop: icon('M6 7.5h12M9.5 7.5V5h5v2.5M7.5 7.5l.7 11.5h7.6l.7-11.5'),
  add: icon('M12 5.5v13M5.5 12h13'),
  sign: icon('M4 18.5c3-1 3-8 5.500-9s2.500 5 .8 6.500 5-3 6 0 2 2 3.700 0'),
  check: icon('M5 12.5l4.5 4.5L19 7.5'),
  close: icon('M6.500 6.500l11 11M17.500 6.500l-11 11'),
  next: icon('M9.500 6l6 6-6 6', true),
  back: icon('M14.500 6l-6 6 6 6', true),
  search: icon('M10.500 5a5.500 5.500 0 1 0 0 11 5.500 5.500 0 0 0 0-11zM14.500 14.500 19 19'),
  eye: icon('M3 12c2.500-4 5.500-6 9-6s6.500 2 9 6c-2.500 4-5.500 6-9 6s-6.500-2-9-6zM12 9.500a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5z'),
  letters: icon('M5 15c4 0 4-6 7-6s1 6 4 6 3-4 3-4M9 19h.01M12.500 5.500h.01M15 5.500h.01'),
  swap: icon('M5 8.500h12l-3-3M19 15.500H7l3 3'),
  key: icon('M4 8h16v9H4zM7 11h.01M10 11h.01M13 11h.01M16 11h.01M8 14h8'),
  light: icon('M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 3v2M12 19v2M3 12h2M19 12h2M5.600 5.600 7 7M17 17l1.400 1.400M18.400 5.600 17 7M7 17l-1.400 1.400'),
  warn: icon('M12 5 3.500 19.500h17zM12 10.500v4M12 17h.01'),
};
