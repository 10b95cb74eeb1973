// SPDX-License-Identifier: GPL-3.0-or-later
// Small plots, drawn by hand: bars along the line of reading, each with its number beside it, so that
// nothing is told by length or colour alone.
import {html, svg, type TemplateResult} from 'lit';

export interface Bar {
  name: string | TemplateResult;
  value: number;
  told: string;
  /** Said with the bar where it stands out. */
  note?: string;
}

export function bars(caption: string, all: Bar[]): TemplateResult {
  const most = Math.max(1, ...all.map(bar => bar.value));
  return html`<table class="plot"><caption>${caption}</caption><tbody>${all.map(bar => html`<tr><th scope="row">${bar.name}</th>
    <td><svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">${svg`<rect class="ground" width="100" height="8"/><rect class=${bar.note ? 'bar noted' : 'bar'} width=${100 * bar.value / most} height="8"/>`}</svg></td>
    <td>${bar.told}${bar.note ? html` <em>${bar.note}</em>` : ''}</td></tr>`)}</tbody></table>`;
}
