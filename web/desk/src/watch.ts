// SPDX-License-Identifier: GPL-3.0-or-later
// What happens on the server, as it happens. The browser resumes a stream that was cut by the last
// event's number; one that could not be resumed begins anew, and all is looked for again.
import {address} from './api.ts';

export interface Happening {
  what: string;
  site: string;
  article: string;
  revision: number;
  at: string;
}
const names = ['received', 'drafted', 'in_review', 'held', 'edited', 'approved', 'voiced', 'published', 'failed', 'stale', 'corrected', 'withdrawn']
  .map(name => 'article.' + name);
/** A browser gives a host six connections: more streams would leave none for the rest. */
const most = 3;

export class Watch {
  live = false;
  #sources = new Map<string, EventSource>();
  #timers: number[] = [];
  readonly #told: (happening: Happening) => void;
  readonly #changed: (again: boolean) => void;
  constructor(told: (happening: Happening) => void, changed: (again: boolean) => void) {
    this.#told = told;
    this.#changed = changed;
  }
  start(sites: readonly string[]): void {
    this.stop();
    for (const site of sites.slice(0, most)) this.#open(site, false);
    if (sites.length > most) this.#timers.push(setInterval(() => this.#changed(true), 20_000) as unknown as number);
  }
  stop(): void {
    for (const source of this.#sources.values()) source.close();
    for (const timer of this.#timers) clearTimeout(timer);
    this.#sources.clear();
    this.#timers = [];
    this.live = false;
  }
  #open(site: string, again: boolean): void {
    const source = new EventSource(address('/v1/sites/{site}/events', {site}));
    this.#sources.set(site, source);
    source.onopen = () => {
      this.#look(again);
      again = true;
    };
    source.onerror = () => {
      this.#look(false);
      if (source.readyState !== EventSource.CLOSED) return;
      this.#timers.push(setTimeout(() => this.#open(site, true), 5000) as unknown as number);
    };
    for (const name of names) source.addEventListener(name, event => this.#told(JSON.parse((event as MessageEvent<string>).data) as Happening));
  }
  #look(again: boolean): void {
    this.live = [...this.#sources.values()].every(source => source.readyState === EventSource.OPEN);
    this.#changed(again);
  }
}
