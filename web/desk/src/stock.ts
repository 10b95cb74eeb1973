// SPDX-License-Identifier: GPL-3.0-or-later
// The articles that the desk knows of: what waits, of every site, kept fresh by what happens.
import type {Api, Article, Listed, State} from './api.ts';
import type {Happening} from './watch.ts';

/** What waits for somebody or is being made, in the order in which it matters. */
export const waiting: readonly State[] = ['held', 'stale', 'in_review', 'approved', 'drafted', 'received'];
const key = (site: string, id: string): string => `${site}\n${id}`;

export function listed(article: Article): Listed {
  const {site, id, state, revision, title, section, received, changed, reasons} = article;
  const stopped = article.points.filter(point => !point.publishable).length;
  return {site, id, state, revision, title, section, received, changed, reasons, public: article.public, count: article.points.length, stopped};
}

export class Stock {
  loaded = false;
  /** What went wrong when all was looked for. */
  error: unknown = null;
  /** The id behind which the next page of a site's articles in a state begins. */
  readonly more = new Map<string, string>();
  readonly #items = new Map<string, Listed>();
  readonly #api: Api;
  readonly #changed: () => void;
  #load = 0;
  constructor(api: Api, changed: () => void) {
    this.#api = api;
    this.#changed = changed;
  }
  all(): Listed[] {
    return [...this.#items.values()];
  }
  find(site: string, id: string): Listed | undefined {
    return this.#items.get(key(site, id));
  }
  take(item: Listed): void {
    this.#items.set(key(item.site, item.id), item);
    this.#changed();
  }
  async load(sites: readonly string[]): Promise<void> {
    const load = ++this.#load;
    try {
      const lists = await Promise.all(sites.flatMap(site => waiting.map(state => this.#list(site, state))));
      if (load !== this.#load) return;
      for (const [at, item] of this.#items) if (waiting.includes(item.state)) this.#items.delete(at);
      for (const item of lists.flat()) this.#items.set(key(item.site, item.id), item);
      this.loaded = true;
      this.error = null;
    } catch (error) {
      if (load === this.#load) this.error = error;
    }
    this.#changed();
  }
  /** A page of what does not wait: it is many. */
  async page(site: string, state: State): Promise<void> {
    for (const item of await this.#list(site, state, 50)) this.#items.set(key(item.site, item.id), item);
    this.#changed();
  }
  async happened({site, article: id}: Happening): Promise<void> {
    const {value} = await this.#api.ask('get', '/v1/sites/{site}/articles/{id}', {path: {site, id}});
    this.take(listed(value));
  }
  async #list(site: string, state: State, limit = 500): Promise<Listed[]> {
    const after = this.more.get(key(site, state));
    const {value} = await this.#api.ask('get', '/v1/sites/{site}/articles', {path: {site}, query: {state, limit, ...(limit < 500 && after ? {after} : {})}});
    if (limit < 500) {
      if (value.next) this.more.set(key(site, state), value.next);
      else this.more.delete(key(site, state));
    }
    return value.articles;
  }
  hasMore(site: string, state: State): boolean {
    return this.more.has(key(site, state));
  }
}
