// SPDX-License-Identifier: GPL-3.0-or-later
// Who else has this article open: said to the server every few seconds, which tells of the others.
import type {Answer, Api} from '../api.ts';

type Other = Answer<'/v1/sites/{site}/articles/{id}/present', 'post'>['others'][number];
const between = 8000;
const random = new Uint32Array(2);

export class Onlookers {
  others: Other[] = [];
  readonly #window = [...crypto.getRandomValues(random)].map(n => n.toString(36)).join('');
  readonly #api: Api;
  readonly #where: {site: string; id: string};
  readonly #changed: () => void;
  readonly #stop = new AbortController();
  #point = '';
  #timer = 0;
  constructor(api: Api, where: {site: string; id: string}, changed: () => void) {
    this.#api = api;
    this.#where = where;
    this.#changed = changed;
  }
  enter(): void {
    addEventListener('pagehide', () => this.#say(true), {signal: this.#stop.signal});
    this.#timer = setInterval(() => this.#say(false), between) as unknown as number;
    this.#say(false);
  }
  leave(): void {
    this.#stop.abort();
    clearInterval(this.#timer);
    this.#say(true);
  }
  writes(point: string): void {
    this.#point = point;
    this.#say(false);
  }
  #say(leaves: boolean): void {
    this.#api.ask('post', '/v1/sites/{site}/articles/{id}/present',
      {path: this.#where, body: {window: this.#window, point: this.#point, leaves}, closing: leaves})
      .then(({value}) => {
        if (this.#stop.signal.aborted || JSON.stringify(value.others) === JSON.stringify(this.others)) return;
        this.others = value.others;
        this.#changed();
      })
      .catch(() => {});  // it is a courtesy: the work goes on without
  }
}
