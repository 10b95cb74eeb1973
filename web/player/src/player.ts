// SPDX-License-Identifier: MIT
// <mujaz-player>: the state of the box. How it looks is in view.ts and panels.ts.
import type {TemplateResult} from 'lit/html.js';
import {ArticleText, articleRoot, even, textLink} from './article.ts';
import {Deck} from './deck.ts';
import {define, DrawnElement} from './element.ts';
import {words as parseWords, parse, type Episode, type Sound, type Word} from './episode.ts';
import {light, lightPage, rangeOf} from './highlight.ts';
import {onKey} from './keys.ts';
import {memory} from './memory.ts';
import {fetchEpisode, fetchJson, send} from './net.ts';
import css from './player.css?inline';
import {session} from './session.ts';
import {Timeline, type Line} from './timeline.ts';
import {view} from './view.ts';
import {Words} from './words.ts';

export type Panel = '' | 'why' | 'transcript' | 'share' | 'sleep' | 'queue' | 'report';
export interface Queued {
  title: string;
  url: string;
  episode: string;
  duration: number;
  revision: string;
}
type Marked = {point: number; word: Word | null};

/** What a page says, by attributes of these names. */
const attributes = {
  src: 'text', server: 'text', site: 'text', article: 'text', full: 'flag', digits: 'text', theme: 'text', height: 'number',
  queue: 'text', reports: 'text', href: 'text', within: 'text', level: 'number', 'check-every': 'number',
} as const;
/** An episode that stands in the page; nothing where it is broken. */
function read(text: string): Episode | null {
  try {
    return parse(JSON.parse(text), document.baseURI);
  } catch {
    return null;
  }
}
const sheet = new CSSStyleSheet();
sheet.replaceSync(css);

export class MujazPlayer extends DrawnElement {
  static observedAttributes = [...Object.keys(attributes), 'lang', 'dir'];
  declare src: string;
  declare server: string;
  declare site: string;
  declare article: string;
  declare full: boolean;
  declare digits: string;
  declare theme: string;
  declare height: number;
  declare queue: string;
  declare reports: string;
  declare href: string;
  declare within: string;
  declare level: number;
  declare checkEvery: number;
  // What is so now.
  declare episode: Episode | null;
  /** There is no episode, and none is on its way. */
  declare absent: boolean;
  declare notice: '' | 'withdrawn' | 'corrected';
  declare opened: boolean;
  declare panel: Panel;
  declare sound: Sound | null;
  declare timeline: Timeline | null;
  declare message: string;
  declare captions: boolean;
  declare away: boolean;
  declare dismissed: boolean;
  declare following: boolean;
  declare sleep: number | 'end' | null;
  declare queued: Queued[] | 'failed' | null;
  /** The place in the queue of what is heard; -1 is the page's own. */
  declare listening: number;
  declare next: boolean;
  declare marked: Marked;
  declare reported: 'sent' | 'failed' | 'limited' | null;
  declare dark: boolean;
  /** The point that a shared link begins at; 0 is the beginning. */
  declare shareAt: number;

  readonly deck: Deck;
  words: Words = new Words('ar', 'latn');
  /** For each point, a link to its sentence: a place in this page, an address, or nothing. */
  sources: (Range[] | string | null)[] = [];
  #own: string | null = null;  // the address of the page's own episode
  #address = '';     // the address of what is heard
  #load = 0;         // counts loads, so that a late answer is known
  #tries = 0;
  #timers: Record<string, number> = {};
  #text: ArticleText | null = null;
  #places: number[] = [];  // where each text of the whole article begins in the page
  #frame = 0;
  #lit: Word | null = null;
  #line: Line | null = null;
  #said = '';        // the last message about the sound's own state
  #asked = 0;        // seconds of the address's own point
  #observers: {disconnect(): void}[] = [];
  #stop = new AbortController();

  constructor() {
    super();
    this.root.adoptedStyleSheets = [sheet];
    this.opened = this.captions = this.away = this.dismissed = this.dark = this.absent = false;
    this.following = true;
    this.episode = this.sound = this.timeline = this.sleep = this.queued = this.reported = null;
    this.notice = this.panel = this.message = '';
    this.next = memory.settings.next;
    this.listening = -1;
    this.shareAt = 0;
    this.marked = {point: 0, word: null};
    this.deck = new Deck({changed: () => this.#changed(), trouble: () => this.check()});
  }

  // ---- Life ----
  override connectedCallback(): void {
    super.connectedCallback();
    this.#stop = new AbortController();
    const {signal} = this.#stop, passive = {signal, passive: true};
    this.deck.attend(signal);
    this.addEventListener('keydown', event => onKey(this, event), {signal});
    addEventListener('hashchange', () => this.#hash(), {signal});
    addEventListener('pagehide', () => this.#leave(), {signal});
    addEventListener('online', () => { if (!this.episode) void this.#fetch(); }, {signal});
    for (const type of ['wheel', 'touchmove']) addEventListener(type, () => this.#unfollow(), passive);
    addEventListener('keydown', event => {
      if (/^(Arrow(Up|Down)|Page(Up|Down)|Home|End| )$/.test(event.key) && !event.composedPath().includes(this)) this.#unfollow();
    }, passive);
    document.addEventListener('visibilitychange', () => {
      if (document.hidden) this.#leave();
      else if (this.deck.wanted) this.#tick();
    }, {signal});
    const tone = () => this.#tone(), theme = new MutationObserver(tone);
    for (const each of [document.documentElement, document.body])
      theme.observe(each, {attributes: true, attributeFilter: ['class', 'style', 'data-theme', 'data-bs-theme', 'data-color-scheme']});
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', tone, {signal});
    const seen = new IntersectionObserver(([entry]) => { this.away = !!entry && !entry.isIntersecting; });
    seen.observe(this);
    this.#observers = [theme, seen];
    tone();
    const {speed, volume} = memory.settings;
    this.deck.audio.defaultPlaybackRate = this.deck.audio.playbackRate = speed;
    this.deck.audio.volume = volume;
  }
  disconnectedCallback(): void {
    this.#stop.abort();
    this.#leave();
    this.deck.pause();
    for (const each of this.#observers) each.disconnect();
    for (const timer of Object.values(this.#timers)) clearTimeout(timer);
    this.#room(false);
  }
  protected override prepare(): void {
    const language = (this.lang || (this.closest<HTMLElement>('[lang]')?.lang ?? '')).startsWith('en') ? 'en' : 'ar';
    const digits = this.digits === 'arab' ? 'arab' : 'latn';
    if (language !== this.words.language || digits !== this.words.digits) this.words = new Words(language, digits);
    this.#tone();
    const own = this.#ownAddress();
    if (own === this.#own) return;
    this.#own = own;
    void this.#take(own);
  }
  protected override view(): TemplateResult | symbol {
    return view(this);
  }
  protected override drawn(): void {
    if (this.height) this.style.setProperty('--mujaz-reserved', `${this.height}px`);
    this.dataset.state = this.episode || this.notice === 'withdrawn' ? 'open' : this.absent ? 'absent' : 'waiting';
    for (const mark of this.root.querySelectorAll<HTMLElement & {at: number}>('.mark'))
      mark.style.setProperty('inset-inline-start', `${mark.at * 100}%`);
    this.#sticky();
    this.draw();
  }
  #timer(name: string, act: () => void, seconds: number): void {
    clearTimeout(this.#timers[name]);
    this.#timers[name] = setTimeout(act, seconds * 1000) as unknown as number;
  }

  // ---- The episode ----
  #ownAddress(): string {
    if (this.src) return new URL(this.src, document.baseURI).href;
    if (!this.site || !this.article) return '';
    const server = new URL(this.server || '/', document.baseURI).href.replace(/\/?$/, '/');
    return `${server}v1/sites/${encodeURIComponent(this.site)}/articles/${encodeURIComponent(this.article)}/episode`;
  }
  async #take(address: string): Promise<void> {
    this.#leave();
    this.#address = address;
    this.#counted.clear();
    this.#tries = 0;
    this.absent = false;
    this.episode = null;
    this.notice = '';
    this.#choose(null);
    const inline = this.querySelector('script[type="application/json"]');
    if (address) await this.#fetch();
    else if (inline) this.#show(read(inline.textContent || '{}'));
    // The parser has the element's own data still before it.
    else if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', () => void this.#take(address), {once: true});
  }
  async #fetch(): Promise<void> {
    const load = ++this.#load, address = this.#address;
    if (!address) return;
    const answer = await fetchEpisode(address, this.full);
    if (load !== this.#load || !this.isConnected) return;
    if (answer.is === 'here') return this.#show(answer.value);
    if (answer.is === 'gone') return this.#show(null);
    const wait = Math.max(answer.seconds, [2, 5, 15, 60][this.#tries++] ?? 0);
    if (wait) this.#timer('fetch', () => void this.#fetch(), wait);
  }
  #show(episode: Episode | null): void {
    this.episode = episode;
    this.absent = !episode;
    if (episode) {
      this.#text = null;
      this.sources = this.#findSources(episode);
      this.opened = false;
      this.#choose(episode.sounds[0]);
      if (this.listening < 0) this.#hash();
    }
    this.dispatchEvent(new CustomEvent(episode ? 'mujaz-ready' : 'mujaz-absent', {bubbles: true, composed: true}));
  }
  /** Whether the episode still stands as it is shown; where it does not, the box says what happened. */
  async check(): Promise<boolean> {
    const {episode} = this, load = this.#load;
    if (!episode || !this.#address) return true;
    const answer = await fetchEpisode(this.#address, this.full);
    if (load !== this.#load || this.episode !== episode) return false;
    if (answer.is === 'gone') {
      this.deck.take(null);
      this.episode = this.sound = null;
      this.notice = 'withdrawn';
      this.message = this.words.s.withdrawn;
      this.#unlight();
      session.end(this);
    } else if (answer.is === 'here' && answer.value.revision !== episode.revision) {
      const was = this.deck.wanted || this.opened;
      this.#show(answer.value);
      this.notice = 'corrected';
      this.message = was ? this.words.s.corrected : '';
      return false;
    }
    return answer.is === 'here';
  }
  get #every(): number {
    return this.checkEvery || 60;
  }
  #watch(): void {
    this.#timer('watch', () => {
      if (!this.deck.wanted) return;
      void this.check();
      this.#watch();
    }, this.#every);
  }

  // ---- Sounds ----
  /** A name of this sound in the listener's memory. */
  #name(sound: Sound): string {
    return `${sound.kind} ${this.#address || this.episode?.title} ${this.episode?.revision}`;
  }
  get left(): {at: number; heard: boolean} {
    return this.sound ? memory.left(this.#name(this.sound)) : {at: 0, heard: false};
  }
  #choose(sound: Sound | null, at?: number): void {
    this.#unlight();
    this.sound = sound;
    this.timeline = null;
    if (!sound) return this.deck.take(null);
    const left = memory.left(this.#name(sound)).at;
    this.deck.take(sound, at ?? (left > 3 && left < sound.duration - 3 ? left : 0));
    void this.#times(sound);
  }
  async #times(sound: Sound): Promise<void> {
    let found: Word[] = [];
    if (typeof sound.times !== 'string') found = sound.times;
    else if (sound.times) {
      const answer = await fetchJson(sound.times);
      if (answer.is === 'here') found = parseWords(answer.value);
      else if (answer.is === 'later') this.#timer('times', () => { if (this.sound === sound && !this.timeline) void this.#times(sound); }, 5);
    }
    if (this.sound !== sound || !found.length) return;
    this.timeline = new Timeline(found, sound.texts);
    if (sound.kind === 'full' && this.listening < 0) this.#findPlaces(sound);
    if (this.#asked && sound.kind === 'summary') this.#goTo(this.#asked);
  }
  play(sound: Sound | null = this.sound, at?: number): void {
    if (!sound) return;
    if (sound !== this.sound) {
      this.#leave();
      this.#choose(sound, at);
    } else if (at !== undefined) this.deck.seek(at);
    if (!this.deck.wanted) void this.#recheck();
    this.opened = this.following = true;
    this.dismissed = false;
    this.#asked = 0;
    this.deck.play();
    this.#watch();
    session.begin(this);
  }
  // A box that stood open for a while may be of yesterday.
  #checked = Date.now();
  async #recheck(): Promise<void> {
    if (Date.now() - this.#checked < this.#every * 1000) return;
    this.#checked = Date.now();
    await this.check();
  }
  pause(): void {
    this.deck.pause();
  }
  toggle(sound: Sound | null = this.sound): void {
    if (sound === this.sound && this.deck.wanted) this.pause();
    else this.play(sound);
  }
  seek(seconds: number): void {
    this.deck.seek(seconds);
    this.opened = true;
    this.draw();
    this.sayPosition();
    session.position(this);
  }
  skip(seconds: number): void {
    this.seek(this.deck.position + seconds);
  }
  /** To the beginning of this point first, where it has been heard for a while. */
  step(by: 1 | -1): void {
    const {timeline, deck, sound} = this;
    if (!timeline || !sound) return this.skip(by * 10);
    const point = timeline.pointAt(deck.position);
    const back = by < 0 && deck.position - timeline.startOf(point) > 2 ? point : point + by;
    this.seek(back >= sound.texts.length ? sound.duration : back < 0 ? 0 : timeline.startOf(back));
  }
  hear(point: number): void {
    const sound = this.episode?.sounds[0];
    if (!sound) return;
    const at = sound === this.sound ? this.timeline?.startOf(point) : undefined;
    if (at !== undefined) return this.play(sound, at);
    this.#asked = point + 1;
    this.play(sound);
    this.#asked = point + 1;
  }
  set speed(value: number) {
    this.deck.audio.playbackRate = this.deck.audio.defaultPlaybackRate = value;
    memory.set({speed: value});
    this.#count('speed', {speed: value});
    session.position(this);
    this.requestUpdate();
  }
  get speed(): number {
    return this.deck.audio.playbackRate;
  }
  set volume(value: number) {
    this.deck.audio.volume = value;
    this.deck.audio.muted = false;
    memory.set({volume: value});
    this.requestUpdate();
  }
  mute(): void {
    this.deck.audio.muted = !this.deck.audio.muted;
    this.requestUpdate();
  }
  #leave(): void {
    const {sound, deck} = this;
    if (!sound || !this.opened) return;
    const heard = deck.position > sound.duration * 0.95;
    memory.leave(this.#name(sound), heard ? 0 : deck.position, heard);
  }
  #changed(): void {
    if (!this.sound) return this.requestUpdate();
    const {state} = this.deck, {s} = this.words;
    const says: Partial<Record<typeof state, string>> = {cut: s.cut, failed: s.failed, blocked: s.blocked};
    const speak = (text: string) => { this.message = this.#said = text; };
    if (says[state]) speak(says[state]);
    else if ((state === 'playing' || state === 'paused') && this.message === this.#said) speak('');
    clearTimeout(this.#timers.loading);
    if (state === 'loading') this.#timer('loading', () => speak(s.loading), 1);
    if (state === 'paused' || state === 'ended') {
      this.#leave();
      this.sayPosition();
    }
    if (state === 'playing') {
      this.#count('play');
      session.position(this);
      this.#tick();
    }
    session.state(this);
    this.requestUpdate();
    if (state === 'ended') {
      this.#count('end');
      this.#over();
    }
  }
  #over(): void {
    this.#unlight();
    if (this.sleep === 'end') {
      this.sleep = null;
      this.message = this.words.s.sleep_done;
    } else if (this.next && Array.isArray(this.queued) && this.queued[this.listening + 1]) {
      void this.listen(this.listening + 1);
    }
  }

  // ---- The moment ----
  #saved = 0;
  readonly #tick = (): void => {
    cancelAnimationFrame(this.#frame);
    this.draw();
    if (Math.abs(this.deck.position - this.#saved) > 5) {
      this.#saved = this.deck.position;
      this.#leave();
    }
    if (this.deck.state === 'playing' && !document.hidden) this.#frame = requestAnimationFrame(this.#tick);
  };
  /** Brings bar, times, light and captions to where the sound is; nothing else of the box changes. */
  draw(): void {
    const {sound, deck, timeline, root} = this;
    if (!sound) return;
    const now = deck.state === 'ended' ? sound.duration : deck.position;
    const bar = root.querySelector<HTMLInputElement>('.bar');
    if (bar) bar.value = String(now);
    for (const each of root.querySelectorAll<HTMLElement>('.progress'))
      each.style.setProperty('--played', String(now / sound.duration));
    for (const each of root.querySelectorAll('.now')) {
      const clock = this.words.clock(now);
      if (each.textContent !== clock) each.textContent = clock;
    }
    const begun = deck.state !== 'idle' && deck.state !== 'ended';
    const word = begun ? timeline?.wordAt(now) ?? null : null;
    if (word !== this.#lit) this.#light(word);
    const line = begun ? timeline?.lineAt(now) ?? null : null;
    if (line !== this.#line) this.#showLine(line);
  }
  /** The slider's own words: only when it is moved or reached, never at every tick. */
  sayPosition(): void {
    const bar = this.root.querySelector('.bar');
    if (this.sound) bar?.setAttribute('aria-valuetext', this.words.position(this.deck.position, this.sound.duration));
  }
  #light(word: Word | null): void {
    this.#lit = word;
    const ranges: Range[] = [];
    if (word) {
      for (const root of this.root.querySelectorAll<HTMLElement>(`.text[data-kind=${this.sound?.kind}]`)) {
        const {point = 0, from = 0, to = Infinity} = Object.fromEntries(Object.entries(root.dataset).map(([k, v]) => [k, Number(v)]));
        if (point !== word.point || word.from < from || word.to > to) continue;
        const range = rangeOf(root, word.from - from, word.to - from);
        if (range) ranges.push(range);
      }
      const inPage = this.#inPage(word);
      if (inPage) {
        ranges.push(inPage);
        if (this.following) this.#follow(inPage);
      }
    }
    light('mujaz-spoken', ranges);
  }
  #showLine(line: Line | null): void {
    this.#line = line;
    for (const each of this.root.querySelectorAll('.caption')) each.textContent = line?.text ?? '';
    this.root.querySelector('.line[aria-current]')?.removeAttribute('aria-current');
    const point = this.sound?.kind === 'summary' ? line?.point ?? -1 : -1;
    this.root.querySelectorAll('.point').forEach((each, i) => each.toggleAttribute('data-now', i === point));
    if (!line) return;
    if (point >= 0 && this.deck.state === 'playing') this.#count('point', {point});
    const row = this.root.querySelector<HTMLElement>(`.line[data-start="${line.start}"]`);
    row?.setAttribute('aria-current', 'true');
    const list = row?.parentElement;
    if (row && list && this.following) list.scrollTop = row.offsetTop - list.offsetTop - list.clientHeight / 3;
  }
  #unlight(): void {
    light('mujaz-spoken', []);
    this.#lit = this.#line = null;
    this.#showLine(null);
  }
  #unfollow(): void {
    if (this.deck.wanted && this.sound?.kind === 'full') this.following = false;
  }
  followAgain(): void {
    this.following = true;
    this.#lit = this.#line = null;
    this.draw();
  }

  // ---- The article in the page ----
  get #page(): ArticleText {
    return (this.#text ??= new ArticleText(articleRoot(this, this.within)));
  }
  #findSources(episode: Episode): (Range[] | string | null)[] {
    return episode.points.map(point => {
      const pieces = point.pieces.filter(piece => piece.from !== 'published');
      if (this.listening < 0) {
        let after = 0;
        const ranges = pieces.map(piece => {
          const at = this.#page.find(piece.text, after);
          if (at < 0) return null;
          after = at + even(piece.text).length;
          return this.#page.range(at, after);
        });
        if (ranges.length && ranges.every(range => range !== null)) return ranges;
      }
      const url = (this.listening < 0 && this.href) || episode.url, first = pieces[0];
      return url.startsWith('http') && first ? textLink(url, first.text) : null;
    });
  }
  #findPlaces(sound: Sound): void {
    let after = 0;
    this.#places = sound.texts.map(text => {
      const at = this.#page.find(text, after);
      if (at >= 0) after = at;
      return at;
    });
  }
  #inPage(word: Word): Range | null {
    const at = this.sound?.kind === 'full' && this.listening < 0 ? this.#places[word.point] ?? -1 : -1;
    if (at < 0) return null;
    lightPage();
    return this.#page.range(at + word.from, at + word.to);
  }
  #follow(range: Range): void {
    const {top, bottom} = range.getBoundingClientRect();
    if (top > 80 && bottom < innerHeight - 120) return;
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    scrollBy({top: top - innerHeight / 3, behavior: still ? 'auto' : 'smooth'});
  }
  /** To the sentence that a point was made of. */
  showSource(ranges: Range[]): void {
    const first = ranges[0], still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    const block = first?.startContainer.parentElement?.closest<HTMLElement>('p,li,h1,h2,h3,blockquote,td,div');
    if (!first || !block) return;
    lightPage();
    light('mujaz-source', ranges);
    scrollBy({top: first.getBoundingClientRect().top - innerHeight / 3, behavior: still ? 'auto' : 'smooth'});
    if (!block.hasAttribute('tabindex')) {
      block.tabIndex = -1;
      block.addEventListener('blur', () => block.removeAttribute('tabindex'), {once: true});
    }
    block.focus({preventScroll: true});
  }

  // ---- What a listener asks for ----
  togglePanel(panel: Panel): void {
    this.shareAt = this.opened && this.sound?.kind === 'summary' ? (this.timeline?.pointAt(this.deck.position) ?? -1) + 1 : 0;
    this.panel = this.panel === panel ? '' : panel;
    this.reported = null;
    if (this.panel === 'queue' && !Array.isArray(this.queued)) void this.#queue();
    this.marked = {point: Math.min(this.#lit?.point ?? 0, (this.episode?.points.length ?? 1) - 1), word: this.#lit};
  }
  /** `#point=3` in the page's address. */
  #hash(): void {
    const asked = Number(/^#point=(\d{1,3})$/.exec(location.hash)?.[1] ?? 0);
    if (!asked || !this.episode || document.querySelector('mujaz-player') !== this) return;
    if (asked > this.episode.points.length) return;
    this.#asked = asked;
    if (this.timeline) this.#goTo(asked);
    void this.updateComplete.then(() => this.scrollIntoView({block: 'center'}));
  }
  #goTo(point: number): void {
    const at = this.timeline?.startOf(point - 1) ?? 0;
    this.deck.seek(at);
    if (!this.deck.wanted) this.opened = true;
    this.draw();
    this.requestUpdate();
  }
  get asked(): number {
    return this.deck.state === 'idle' ? this.#asked : 0;
  }
  link(point: number): string {
    const page = (this.listening >= 0 ? this.episode?.url : this.href) || location.href;
    return page.split('#')[0] + (point ? `#point=${point}` : '');
  }
  async copy(link: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(link);
      this.message = this.words.s.copied;
    } catch {
      this.root.querySelector<HTMLInputElement>('.link')?.select();
      this.message = this.words.s.not_copied;
    }
  }
  sleepIn(minutes: number | 'end' | null): void {
    clearTimeout(this.#timers.sleep);
    this.sleep = minutes;
    const {s} = this.words;
    if (minutes === null) this.message = '';
    else if (minutes === 'end') this.message = s.sleep_set_end;
    else {
      this.message = this.words.say('sleep_set', {time: this.words.spell(minutes * 60, true)});
      this.#timer('sleep', () => this.#fade(this.deck.audio.volume, 20), minutes * 60);
    }
  }
  #fade(volume: number, steps: number): void {
    const {audio} = this.deck;
    if (steps && this.deck.wanted) {
      audio.volume = volume * steps / 20;
      return this.#timer('sleep', () => this.#fade(volume, steps - 1), 0.2);
    }
    this.pause();
    audio.volume = volume;
    this.sleep = null;
    this.message = this.words.s.sleep_done;
  }

  // ---- The queue ----
  get queueAddress(): string {
    if (this.queue) return new URL(this.queue, document.baseURI).href;
    return this.site && this.#own ? this.#own.replace(/\/articles\/[^/]*\/episode$/, '/episodes') : '';
  }
  async #queue(): Promise<void> {
    const address = this.queueAddress, answer = await fetchJson(address);
    if (answer.is !== 'here') {
      this.queued = 'failed';
      return;
    }
    const all = (answer.value as {episodes?: Partial<Queued>[]}).episodes;
    this.queued = (Array.isArray(all) ? all : []).slice(0, 20).map(each => ({
      title: String(each.title ?? ''), url: String(each.url ?? ''), duration: Number(each.duration) || 0,
      episode: new URL(String(each.episode ?? ''), address).href, revision: String(each.revision ?? ''),
    })).filter(each => each.title && each.episode !== this.#own);
  }
  heardQueued(queued: Queued): boolean {
    return memory.left(`summary ${queued.episode} ${queued.revision}`).heard;
  }
  async listen(place: number): Promise<void> {
    const queued = Array.isArray(this.queued) ? this.queued[place] : undefined;
    this.#leave();
    this.listening = queued ? place : -1;
    await this.#take(queued?.episode ?? this.#own ?? '');
    if (this.episode) this.play();
  }
  playNext(on: boolean): void {
    this.next = on;
    memory.set({next: on});
  }

  // ---- What is sent to the server ----
  #beside(name: string): string {
    return /\/episode$/.test(this.#address) ? this.#address.replace(/episode$/, name) : '';
  }
  #counted = new Set<string>();
  // Of nobody: what was heard of the summary, once for each time that the page shows it.
  #count(what: 'play' | 'point' | 'end' | 'speed', of: {point?: number; speed?: number} = {}): void {
    const address = this.#beside('plays'), all = JSON.stringify({what, ...of});
    if (!address || this.sound?.kind !== 'summary' || this.#counted.has(all)) return;
    this.#counted.add(all);
    void send(address, {what, ...of});
  }
  get reportAddress(): string {
    return this.reports ? new URL(this.reports, document.baseURI).href : this.#beside('reports');
  }
  wordsOf(point: number): Word[] {
    return this.sound?.kind === 'summary' ? this.timeline?.words.filter(w => w.point === point) ?? [] : [];
  }
  async report(kind: string, note: string): Promise<void> {
    const {point, word} = this.marked, text = this.episode?.points[point]?.text ?? '';
    const before = (unit: number) => [...text.slice(0, unit)].length;
    const status = await send(this.reportAddress, {
      revision: this.episode?.revision, point, kind, note: note.slice(0, 500),
      ...(word ? {word: text.slice(word.from, word.to), from: before(word.from), to: before(word.to)} : {}),
    });
    this.reported = status >= 200 && status < 300 ? 'sent' : status === 429 ? 'limited' : 'failed';
    this.message = this.words.s[`report_${this.reported}`];
  }

  // ---- Around the box ----
  #tone(): void {
    if (this.theme) {
      this.dark = this.theme === 'dark';
      return;
    }
    // The page's own ink tells: light letters stand on something dark.
    const {color} = getComputedStyle(this);
    const [a = 0, b = 0, c = 0] = (color.replace('p3', '').match(/[\d.]+/g) ?? []).map(Number);
    const light = 0.2126 * a + 0.7152 * b + 0.0722 * c;
    this.dark = (color.startsWith('rgb') ? light / 255 : color.startsWith('color') ? light : color.startsWith('ok') ? a : a / 100) > 0.5;
  }
  #sticky(): void {
    const small = this.root.querySelector<HTMLElement>('.small');
    if (!small?.showPopover) return;
    const wanted = this.away && !this.dismissed && window === parent && this.opened && !['idle', 'ended'].includes(this.deck.state);
    const open = small.matches(':popover-open');
    if (wanted && !open) small.showPopover();
    else if (!wanted && open) small.hidePopover();
    if (wanted !== open) this.#room(wanted);
  }
  // What is focused behind the small player is scrolled clear of it.
  #room(wanted: boolean): void {
    const {style} = document.documentElement;
    if (wanted) style.setProperty('scroll-padding-block-end', '6rem');
    else style.removeProperty('scroll-padding-block-end');
  }
}
define(MujazPlayer, attributes, [
  'episode', 'absent', 'notice', 'opened', 'panel', 'sound', 'message', 'captions', 'away', 'following', 'timeline', 'sleep',
  'queued', 'listening', 'next', 'marked', 'dark', 'dismissed', 'reported', 'shareAt',
]);
