// SPDX-License-Identifier: MIT
// One audio element and what can go wrong with it. A cut is mended by asking again from the same
// place; a kind of sound that the browser cannot play gives way to the next.
import type {Sound} from './episode.ts';

export type State = 'idle' | 'loading' | 'playing' | 'paused' | 'ended' | 'cut' | 'failed' | 'blocked';
/** `changed`: the state; `trouble`: the sound cannot be had, and perhaps the episode neither; it
    answers whether the episode stands. */
interface Ears {
  changed(): void;
  trouble(): Promise<boolean>;
}
const waits = [1, 2, 4, 8, 15, 30];  // seconds between tries after a cut
const hopes = 2;                     // tries for what no source could play
const patience = 8;                  // seconds without a byte that count as a cut

let current: Deck | null = null;  // one sound at a time in a page

export class Deck {
  readonly audio = new Audio();
  state: State = 'idle';
  #sound: Sound | null = null;
  #sources: string[] = [];
  #source = 0;
  #at = 0;          // where to begin, as long as nothing is loaded
  #loaded = false;
  #wanted = false;  // the listener wants to hear
  #tries = 0;
  #got = 0;         // seconds of sound that have arrived
  #timer = 0;
  readonly #on: Ears;
  constructor(on: Ears) {
    this.#on = on;
    const {audio} = this;
    audio.preload = 'none';
    audio.preservesPitch = true;
    const listen = (type: string, act: () => void) => audio.addEventListener(type, () => this.#loaded && act());
    listen('playing', () => { this.#tries = 0; this.#to('playing'); });
    listen('timeupdate', () => { if (!audio.paused && this.state === 'loading' && audio.readyState > 2) this.#to('playing'); });
    listen('waiting', () => { if (this.#wanted) this.#to('loading'); });
    listen('progress', () => {
      const {buffered} = audio, got = buffered.length ? buffered.end(buffered.length - 1) : 0;
      if (this.state === 'loading' && got > this.#got) this.#await();
      this.#got = got;
    });
    listen('pause', () => { if (!audio.ended && !audio.error && this.state !== 'cut') { this.#wanted = false; this.#to('paused'); } });
    listen('ended', () => this.#ended());
    listen('error', () => void this.#error());
  }
  /** Goes on by itself when the line is back, as long as the element stands in a page. */
  attend(signal: AbortSignal): void {
    addEventListener('online', () => { if (this.state === 'cut') this.retry(); }, {signal});
  }
  take(sound: Sound | null, at = 0): void {
    clearTimeout(this.#timer);
    this.#loaded = this.#wanted = false;
    this.audio.pause();
    this.audio.removeAttribute('src');
    if (this.#sound) this.audio.load();
    this.#sound = sound;
    const can = (type: string) => !type || this.audio.canPlayType(type) !== '';
    this.#sources = (sound?.audio ?? []).filter(a => can(a.type)).map(a => a.url);
    this.#source = this.#tries = 0;
    this.#at = at;
    this.#to('idle');
  }
  get duration(): number {
    return this.#sound?.duration ?? 0;
  }
  get position(): number {
    return Math.min(this.#loaded && this.audio.readyState ? this.audio.currentTime : this.#at, this.duration);
  }
  get wanted(): boolean {
    return this.#wanted;
  }
  play(): void {
    if (!this.#sound) return;
    if (current !== this) current?.pause();
    current = this;
    this.#wanted = true;
    if (this.state === 'ended') this.#at = 0;
    if (!this.#loaded || this.audio.error) this.#load();
    else if (this.state === 'ended') this.audio.currentTime = 0;
    this.#start();
  }
  pause(): void {
    this.#wanted = false;
    clearTimeout(this.#timer);
    this.audio.pause();
    if (this.state === 'loading' || this.state === 'cut') this.#to('paused');
  }
  seek(seconds: number): void {
    const at = Math.max(0, Math.min(seconds, this.duration));
    this.#at = at;
    if (this.#loaded) this.audio.currentTime = at;
    if (this.state === 'ended' || this.state === 'idle') this.#to(this.#loaded ? 'paused' : 'idle');
  }
  retry(): void {
    clearTimeout(this.#timer);
    this.#wanted = true;
    this.#load();
    this.#start();
  }
  #to(state: State): void {
    this.state = state;
    clearTimeout(this.#timer);
    if (state === 'loading') this.#await();
    this.#on.changed();
  }
  #await(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#cut(), patience * 1000) as unknown as number;
  }
  #load(): void {
    const source = this.#sources[this.#source];
    if (!source) return this.#to('failed');
    const {playbackRate, volume, muted} = this.audio;
    this.#at = this.position;
    this.#loaded = true;
    this.audio.src = source;
    this.audio.load();
    Object.assign(this.audio, {playbackRate, defaultPlaybackRate: playbackRate, volume, muted});
    if (this.#at) this.audio.currentTime = this.#at;
  }
  #start(): void {
    if (!this.#sources[this.#source]) return;
    if (this.audio.readyState < 3) this.#to('loading');
    this.audio.play().catch((error: DOMException) => {
      if (error.name === 'NotAllowedError') {
        this.#wanted = false;
        this.#to('blocked');
      }
    });
  }
  #ended(): void {
    // A stream that was cut off can look like its end.
    if (this.audio.currentTime < this.duration - 1.5) return this.#cut();
    this.#wanted = false;
    this.#to('ended');
  }
  async #error(): Promise<void> {
    this.#at = this.position || this.#at;
    const code = this.audio.error?.code;
    if (!this.#wanted || !code || code === MediaError.MEDIA_ERR_ABORTED) return;
    const sound = this.#sound;
    // 404 and «cannot be decoded» are one and the same to the element: ask whether the episode stands.
    const offline = code === MediaError.MEDIA_ERR_NETWORK || !navigator.onLine;
    this.#to('loading');
    const stands = await this.#on.trouble();
    if (sound !== this.#sound || !this.#wanted) return;
    if (offline || !stands) return this.#cut();
    if (this.#source + 1 < this.#sources.length) {
      ++this.#source;
      this.#load();
      this.#start();
    } else {
      // A cut before the first sound looks like a file that cannot be played.
      this.#source = 0;
      this.#cut(hopes);
    }
  }
  #cut(most = waits.length): void {
    const wait = this.#tries < most ? waits[this.#tries++] : undefined;
    this.#at = this.position || this.#at;
    if (wait === undefined) {
      this.#wanted = false;
      return this.#to('failed');
    }
    this.#to('cut');
    this.#timer = setTimeout(() => this.retry(), wait * 1000) as unknown as number;
  }
}
