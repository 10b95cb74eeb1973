// SPDX-License-Identifier: GPL-3.0-or-later
// What the desk says, in one language: strings with names filled in, counted things, times.
import {ar} from './strings/ar.ts';
import {en} from './strings/en.ts';

/** A counted thing: a form for each plural category that its language has, by CLDR. */
export type Counted = Partial<Record<Intl.LDMLPluralRule, string>> & {other: string};
export type Strings = {[K in keyof typeof ar]: (typeof ar)[K] extends string ? string : Counted};
export type Language = 'ar' | 'en';
type Of<T> = {[K in keyof Strings]: Strings[K] extends T ? K : never}[keyof Strings];
export type Key = Of<string>;
export type CountedKey = Of<Counted>;

const all: Record<Language, Strings> = {ar, en};
const locales: Record<Language, string> = {ar: 'ar-u-nu-latn-ca-gregory', en: 'en-GB'};

export class Words {
  readonly language: Language;
  readonly dir: 'rtl' | 'ltr';
  readonly #s: Strings;
  readonly #plural: Intl.PluralRules;
  readonly #number: Intl.NumberFormat;
  readonly #moment: Intl.DateTimeFormat;
  readonly #clock: Intl.DateTimeFormat;
  constructor(language: Language) {
    this.language = language;
    this.dir = language === 'ar' ? 'rtl' : 'ltr';
    this.#s = all[language];
    const locale = locales[language];
    this.#plural = new Intl.PluralRules(language);
    this.#number = new Intl.NumberFormat(locale);
    this.#moment = new Intl.DateTimeFormat(locale, {day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit'});
    this.#clock = new Intl.DateTimeFormat(locale, {hour: '2-digit', minute: '2-digit'});
  }
  say(key: Key, filled: Record<string, string | number> = {}): string {
    return this.#fill(this.#s[key] as string, filled);
  }
  /** Whether there is a string of that name; then it is said. */
  find(key: string, otherwise: string): string {
    const text = (this.#s as Record<string, string | Counted>)[key];
    return typeof text === 'string' ? text : otherwise;
  }
  count(key: CountedKey, n: number): string {
    const forms = this.#s[key] as Counted;
    return this.#fill(forms[this.#plural.select(n)] ?? forms.other, {n});
  }
  number(n: number): string {
    return this.#number.format(n);
  }
  percent(share: number): string {
    return this.number(Math.round(share * 100)) + '%';
  }
  moment(at: string | Date): string {
    return this.#moment.format(new Date(at));
  }
  clock(at: string | Date): string {
    return this.#clock.format(new Date(at));
  }
  /** «3 دقائق», in the case that follows «منذ»; the greatest unit alone. */
  lasting(milliseconds: number): string {
    const minutes = Math.max(0, Math.floor(milliseconds / 60_000));
    if (minutes < 1) return this.say('moments');
    if (minutes < 60) return this.count('minutes', minutes);
    if (minutes < 60 * 24) return this.count('hours', Math.floor(minutes / 60));
    return this.count('days', Math.floor(minutes / 60 / 24));
  }
  since(at: string): string {
    return this.lasting(Date.now() - new Date(at).getTime());
  }
  /** 1:05 */
  length(seconds: number): string {
    const whole = Math.round(seconds), rest = whole % 60;
    return `${Math.floor(whole / 60)}:${rest < 10 ? '0' : ''}${rest}`;
  }
  #fill(text: string, filled: Record<string, string | number>): string {
    return text.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = filled[name] ?? '';
      return typeof value === 'number' ? this.number(value) : value;
    });
  }
}
