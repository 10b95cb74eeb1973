// SPDX-License-Identifier: MIT
// Numbers and lengths of time as a listener reads and hears them.
import {ar} from './strings/ar.ts';
import {en} from './strings/en.ts';

/** A counted thing: a form for each plural category that its language has, by CLDR. */
export type Counted = Partial<Record<Intl.LDMLPluralRule | 'two_of', string>> & {other: string};
type Key =
  | 'title' | 'made_machine' | 'made_editor' | 'what' | 'why_machine' | 'why_editor' | 'why_keys'
  | 'listen' | 'listen_full' | 'listen_from' | 'pause' | 'resume' | 'again' | 'heard'
  | 'hear_point' | 'hear_line' | 'source' | 'source_of'
  | 'controls' | 'seek' | 'position_of' | 'back' | 'forward' | 'previous' | 'next'
  | 'speed' | 'volume' | 'mute' | 'captions' | 'transcript' | 'follow'
  | 'share' | 'share_at' | 'share_start' | 'share_link' | 'copy' | 'copied' | 'not_copied' | 'send_to'
  | 'download' | 'download_captions'
  | 'sleep' | 'sleep_off' | 'sleep_after' | 'sleep_end' | 'sleep_set' | 'sleep_set_end' | 'sleep_done'
  | 'queue' | 'queue_next' | 'queue_empty' | 'queue_failed' | 'queue_play' | 'queue_own'
  | 'report' | 'report_point' | 'report_word' | 'report_kind' | 'report_spoken' | 'report_fact'
  | 'report_note' | 'report_hint' | 'report_send' | 'report_sent' | 'report_failed' | 'report_limited'
  | 'close' | 'sticky' | 'point_n' | 'loading' | 'cut' | 'retry' | 'failed' | 'blocked'
  | 'withdrawn' | 'corrected' | 'correction' | 'minutes_and_seconds';
export type Strings = Record<Key, string> & {dir: 'rtl' | 'ltr'; minute: Counted; second: Counted};
export type Language = 'ar' | 'en';
export type Digits = 'latn' | 'arab';

const all: Record<Language, Strings> = {ar, en};

/** One language with one kind of digits. */
export class Words {
  readonly s: Strings;
  readonly #number: Intl.NumberFormat;
  readonly #plural: Intl.PluralRules;
  readonly language: Language;
  readonly digits: Digits;
  constructor(language: Language, digits: Digits) {
    this.language = language;
    this.digits = digits;
    this.s = all[language];
    this.#number = new Intl.NumberFormat(`${language}-u-nu-${digits}`, {useGrouping: false});
    this.#plural = new Intl.PluralRules(language);
  }
  /** A string with its names filled in; numbers take the digits chosen. */
  say(key: Key, filled: Record<string, string | number> = {}): string {
    return this.#fill(this.s[key], filled);
  }
  number(n: number): string {
    return this.#number.format(n);
  }
  /** 1.25× */
  times(n: number): string {
    return this.number(n) + '×';
  }
  percent(share: number): string {
    return this.number(Math.round(share * 100)) + (this.digits === 'arab' ? '٪' : '%');
  }
  /** 1:05 or 1:02:05. */
  clock(seconds: number): string {
    const whole = Math.max(0, Math.floor(seconds));
    const two = (n: number) => (n < 10 ? this.number(0) : '') + this.number(n);
    const hours = Math.floor(whole / 3600), minutes = Math.floor(whole / 60) % 60;
    return (hours ? this.number(hours) + ':' + two(minutes) : this.number(minutes)) + ':' + two(whole % 60);
  }
  /** «دقيقة و12 ثانية»; `of`: in the genitive, behind «من» or «بعد». */
  spell(seconds: number, of = false): string {
    const whole = Math.max(0, Math.floor(seconds)), minutes = Math.floor(whole / 60), rest = whole % 60;
    if (!minutes) return this.#count(rest, this.s.second, of);
    if (!rest) return this.#count(minutes, this.s.minute, of);
    return this.say('minutes_and_seconds', {
      minutes: this.#count(minutes, this.s.minute, of),
      seconds: this.#count(rest, this.s.second, of),
    });
  }
  /** «دقيقة و12 ثانية من 3 دقائق» */
  position(seconds: number, total: number): string {
    return this.say('position_of', {position: this.spell(seconds), total: this.spell(total, true)});
  }
  #count(n: number, counted: Counted, of: boolean): string {
    const form = this.#plural.select(n);
    return this.#fill((of && form === 'two' && counted.two_of) || counted[form] || counted.other, {n});
  }
  #fill(text: string, filled: Record<string, string | number>): string {
    const own = text.replace(/\d+/g, run => this.number(Number(run)));
    return own.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = filled[name] ?? '';
      return typeof value === 'number' ? this.number(value) : value;
    });
  }
}
