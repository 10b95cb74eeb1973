// SPDX-License-Identifier: GPL-3.0-or-later
// <mujaz-desk>: who is there, where one is, and what every room shares. It draws into the page
// itself, without a shadow, so that one style sheet serves all.
import {LitElement, type TemplateResult} from 'lit';
import {Api, Refusal, type Role} from './api.ts';
import {House} from './house/house.ts';
import {strike, type Stroke} from './keys.ts';
import {Later} from './later.ts';
import {Queue} from './queue.ts';
import {Review} from './review/review.ts';
import type {Room} from './room.ts';
import {hashOf, parseRoute, type Route} from './route.ts';
import {shell} from './shell.ts';
import {Stock} from './stock.ts';
import {Watch} from './watch.ts';
import {Words, type Language} from './words.ts';

export interface Me {
  name: string;
  role: Role;
  site: string;
}
export interface Notice {
  kind: 'done' | 'failed';
  text: string;
  /** The server's own words, where it has more to say. */
  more: string;
}
export type Theme = 'auto' | 'light' | 'dark';

export class Desk extends LitElement {
  readonly api = new Api();
  readonly stock = new Stock(this.api, () => this.draw());
  readonly later = new Later(() => this.draw());
  readonly watch = new Watch(
    happening => {
      this.stock.happened(happening).catch(() => {});
      this.room?.happened?.(happening);
    },
    again => {
      if (again) {
        void this.stock.load(this.sites);
        this.room?.again?.();
      }
      this.draw();
    });
  words = new Words(localStorage.getItem('mujaz.language') === 'en' ? 'en' : 'ar');
  theme: Theme = (localStorage.getItem('mujaz.theme') as Theme | null) ?? 'auto';
  /** Undefined until it is known whether somebody is signed in. */
  me: Me | null | undefined = undefined;
  /** Why one is asked to sign in: the session ended while at work. */
  wasSignedOut = false;
  signing: 'no' | 'sent' | 'wrong' | 'code' | 'locked' | 'failed' = 'no';
  /** The account asks for the code of an authenticator program. */
  asksCode = false;
  sites: string[] = [];
  route: Route = parseRoute(location.hash);
  room: Room | null = null;
  notice: Notice | null = null;
  help = false;
  #noticeTimer = 0;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }
  override connectedCallback(): void {
    super.connectedCallback();
    this.#dress();
    this.api.ended = () => {
      if (!this.me) return;
      this.wasSignedOut = true;
      this.#leave();
    };
    addEventListener('hashchange', () => this.#arrive(parseRoute(location.hash)));
    addEventListener('keydown', event => {
      if (this.me && !this.querySelector('dialog[open]')) strike(event, this.strokes());
    });
    // A stream that was cut by the machine's own sleep may not know it.
    addEventListener('online', () => {
      if (!this.me) return;
      this.watch.start(this.sites);
      void this.stock.load(this.sites);
      this.room?.again?.();
    });
    setInterval(() => this.draw(), 30_000);
    void this.#know();
  }
  draw(): void {
    this.requestUpdate();
  }
  protected override render(): TemplateResult {
    return shell(this);
  }
  protected override updated(): void {
    this.room?.drawn?.();
    const count = this.me ? this.stock.all().filter(item => item.state === 'held' || item.state === 'in_review' || item.state === 'stale').length : 0;
    document.title = `${count ? `(${this.words.number(count)}) ` : ''}${this.room?.title() || this.words.say('desk')}: ${this.words.say('mujaz')}`;
  }

  // ---- Who ----
  may(right: 'edit' | 'overrule' | 'admin'): boolean {
    const role = this.me?.role;
    return role === 'admin' || (role === 'overrule' && right !== 'admin') || (role === 'edit' && right === 'edit');
  }
  async #know(): Promise<void> {
    try {
      const {value} = await this.api.ask('get', '/v1/sessions/current');
      this.api.csrf = value.csrf ?? '';
      await this.#enter({name: value.name, role: value.role, site: value.site});
    } catch (error) {
      this.me = null;
      if (!(error instanceof Refusal && error.status === 401)) this.fail(error);
      this.draw();
    }
  }
  async signIn(name: string, password: string, code: string): Promise<void> {
    this.signing = 'sent';
    this.draw();
    try {
      const {value} = await this.api.ask('post', '/v1/sessions', {body: {name, password, ...(code ? {code} : {})}});
      this.api.csrf = value.csrf;
      this.signing = 'no';
      this.wasSignedOut = this.asksCode = false;
      await this.#enter({name: value.account, role: value.role, site: value.site});
    } catch (error) {
      const status = error instanceof Refusal ? error.status : -1;
      const wantsCode = error instanceof Refusal && error.field === 'code';
      this.asksCode ||= wantsCode;
      this.signing = wantsCode ? 'code' : status === 401 || status === 422 ? 'wrong' : status === 429 ? 'locked' : 'failed';
      this.draw();
    }
  }
  async signOut(): Promise<void> {
    await this.later.now();
    try {
      await this.api.ask('delete', '/v1/sessions/current');
    } catch (error) {
      if (!(error instanceof Refusal && error.status === 401)) return this.fail(error);
    }
    this.#leave();
  }
  async #enter(me: Me): Promise<void> {
    this.me = me;
    this.notice = null;
    await this.lookForSites();
    this.#arrive(parseRoute(location.hash));
  }
  /** Looks for the sites again, and for what waits in them. */
  async lookForSites(): Promise<void> {
    try {
      const {value} = await this.api.ask('get', '/v1/sites');
      this.sites = value.sites;
      this.watch.start(this.sites);
      void this.stock.load(this.sites);
    } catch (error) {
      this.fail(error);
    }
  }
  #leave(): void {
    this.room?.leave?.();
    this.room = null;
    this.watch.stop();
    this.me = null;
    this.api.csrf = '';
    this.draw();
  }

  // ---- Where ----
  go(route: Route): void {
    location.hash = hashOf(route);
  }
  #arrive(route: Route): void {
    if (!this.me) return;
    this.room?.leave?.();
    this.route = route;
    this.room = route.at === 'review' ? new Review(this, route.site, route.id) : route.at === 'house' ? new House(this, route.room) : new Queue(this);
    this.help = false;
    this.room.enter();
    this.draw();
    scrollTo(0, 0);
  }
  strokes(): Stroke[] {
    return [
      ...(this.room?.strokes() ?? []),
      {code: 'KeyZ', what: 'key_undo', act: () => this.undo()},
      {code: 'KeyQ', what: 'key_queue', act: () => this.go({at: 'queue'})},
      {code: 'Shift+Slash', what: 'key_help', act: () => this.openHelp(true)},
    ];
  }
  openHelp(open: boolean): void {
    this.help = open;
    this.draw();
    void this.updateComplete.then(() => {
      const dialog = this.querySelector<HTMLDialogElement>('dialog.keys');
      if (open && dialog && !dialog.open) dialog.showModal();
    });
  }

  // ---- What is said ----
  undo(): void {
    if (this.later.undo()) this.say(this.words.say('undone'));
  }
  say(text: string): void {
    this.#tell({kind: 'done', text, more: ''});
    this.#noticeTimer = setTimeout(() => this.dismiss(), 8000) as unknown as number;
  }
  /** Says what went wrong and what to do. */
  fail(error: unknown): void {
    if (!(error instanceof Refusal)) {
      this.#tell({kind: 'failed', text: this.words.say('error_page'), more: String(error)});
      throw error;
    }
    if (error.status === 401) return;
    const text = this.words.find(`error_${error.status}`, this.words.say(error.status >= 500 ? 'error_500' : 'error_422'));
    this.#tell({kind: 'failed', text, more: error.field ? `${error.field}: ${error.message}` : error.message});
  }
  dismiss(): void {
    this.notice = null;
    this.draw();
  }
  #tell(notice: Notice): void {
    clearTimeout(this.#noticeTimer);
    this.notice = notice;
    this.draw();
  }

  // ---- How it looks ----
  speak(language: Language): void {
    this.words = new Words(language);
    localStorage.setItem('mujaz.language', language);
    this.#dress();
  }
  light(theme: Theme): void {
    this.theme = theme;
    localStorage.setItem('mujaz.theme', theme);
    this.#dress();
  }
  #dress(): void {
    const {documentElement: page} = document;
    page.lang = this.words.language;
    page.dir = this.words.dir;
    page.dataset.theme = this.theme;
    this.draw();
  }
}
