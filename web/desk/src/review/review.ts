// SPDX-License-Identifier: GPL-3.0-or-later
// The review of one article: its state, and what an editor does to it.
import type {TemplateResult} from 'lit';
import {Refusal, type Article, type Body, type CheckedPoint, type Point, type Schemas} from '../api.ts';
import type {Desk} from '../desk.ts';
import {Wish} from '../house/wish.ts';
import type {Stroke} from '../keys.ts';
import type {Room} from '../room.ts';
import {listed, waiting} from '../stock.ts';
import type {Happening} from '../watch.ts';
import {Clauses} from './clauses.ts';
import {Editing} from './editing.ts';
import type {Merge} from './merge.ts';
import {can, editable, moveNames, moves, type MoveName} from './moves.ts';
import {Onlookers} from './onlookers.ts';
import {aligned, type Spoken} from './reading.ts';
import {reviewStrokes} from './review_keys.ts';
import {reviewView} from './review_view.ts';
import {Sound, type Heard} from './sound.ts';
import {markWriting} from './writing.ts';

export type Edit = Body<'/v1/sites/{site}/articles/{id}/points', 'patch'>['edits'][number];
export type Tab = 'article' | 'history';
export type Asked = {move: MoveName} | {move: 'sign'; point: Point};

/** A story's version is in its ETag, and only grows. */
const versionOf = (etag: string): number => Number(/\d+/.exec(etag)?.[0] ?? 0);

export class Review implements Room {
  readonly desk: Desk;
  readonly where: {site: string; id: string};
  readonly sound: Sound;
  readonly onlookers: Onlookers;
  article: Article | null = null;
  etag = '';
  /** Why it cannot be shown. */
  failed: 'absent' | 'away' | null = null;
  chosen = '';
  editing: Editing | null = null;
  merge: Merge | null = null;
  tab: Tab = 'article';
  entries: Schemas['LogEntry'][] | 'failed' | null = null;
  /** What is asked in a dialog. */
  asked: Asked | null = null;
  /** How the chosen point's words are read, where that is looked at. */
  reading: {point: string; spoken: Spoken[] | 'failed' | null; word: number} | null = null;
  /** A reading of the chosen word being written for the house. */
  wish: Wish | null = null;
  clauses: Clauses | null = null;
  /** What shall be heard as soon as there is sound. */
  hearing: Heard | null = null;
  dragged = '';
  #given = false;
  /** The point that goes when its window has passed. */
  #dropping = '';
  #load = 0;
  #loading: Promise<void> = Promise.resolve();
  constructor(desk: Desk, site: string, id: string) {
    this.desk = desk;
    this.where = {site, id};
    this.sound = new Sound(desk, () => desk.draw());
    this.onlookers = new Onlookers(desk.api, this.where, () => desk.draw());
  }
  title(): string {
    return this.article?.title ?? this.where.id;
  }
  enter(): void {
    void this.load();
    this.onlookers.enter();
  }
  leave(): void {
    this.sound.stop();
    this.editing?.end();
    this.onlookers.leave();
  }
  again(): void {
    void this.load();
  }
  happened({site, article}: Happening): void {
    if (site === this.where.site && article === this.where.id) void this.load();
  }
  view(): TemplateResult {
    return reviewView(this);
  }
  drawn(): void {
    markWriting(this);
    if (this.#given || !this.article) return;
    this.#given = true;
    this.focus(true);
  }
  strokes(): Stroke[] {
    return reviewStrokes(this);
  }

  // ---- What is there ----
  /** Ends when the newest look has. */
  load(): Promise<void> {
    return this.#loading = this.#look(++this.#load);
  }
  async #look(load: number): Promise<void> {
    try {
      const {value, etag} = await this.desk.api.ask('get', '/v1/sites/{site}/articles/{id}', {path: this.where});
      if (load !== this.#load) return this.#loading;
      this.failed = null;
      this.take(value, etag);
    } catch (error) {
      if (load !== this.#load) return this.#loading;
      if (!this.article) this.failed = error instanceof Refusal && error.status === 404 ? 'absent' : 'away';
      else this.desk.fail(error);
    }
    this.desk.draw();
  }
  take(article: Article, etag: string): void {
    if (versionOf(etag) < versionOf(this.etag)) return;  // it was asked for before
    // Answers to moves leave out what does not change by them.
    const before = this.article;
    const same = before?.revision === article.revision;
    const full: Article = {...article};
    if (same && !full.paragraphs && before.paragraphs) full.paragraphs = before.paragraphs;
    if (same && full.published === undefined && before.published !== undefined) full.published = before.published;
    this.article = full;
    this.etag = etag;
    if (!full.points.some(point => point.id === this.chosen)) {
      const trouble = full.points.find(point => !point.publishable);
      this.chosen = (trouble ?? full.points[0])?.id ?? '';
    }
    this.desk.stock.take(listed(full));
    if (full.sound?.words !== undefined || !full.sound) this.sound.take(full);
    if (this.hearing && full.sound?.fresh) {
      const hearing = this.hearing;
      this.hearing = null;
      void this.sound.play(hearing);
    }
    if (this.tab === 'history') void this.#lookAtLog();
    if (!full.paragraphs) void this.load();
  }
  get points(): Point[] {
    return (this.article?.points ?? []).filter(point => point.id !== this.#dropping);
  }
  point(id = this.chosen): Point | undefined {
    return this.points.find(point => point.id === id);
  }
  /** What the article is lit by: what is being written, as the check sees it, or the chosen point. */
  lit(): CheckedPoint | null {
    return this.editing?.checked ?? this.point() ?? null;
  }
  get editable(): boolean {
    return !!this.article && editable.includes(this.article.state) && this.desk.may('edit');
  }
  may(name: MoveName): boolean {
    return !!this.article && can(name, this.article) && (name === 'withdraw' || this.desk.may('edit'));
  }
  /** It needs a signature before it can be heard. */
  signable(point: Point): boolean {
    return this.editable && !point.publishable && (point.verdict === 'unsure' || this.desk.may('overrule'));
  }

  // ---- Choosing ----
  choose(id: string, focus = false): void {
    this.chosen = id;
    if (this.reading && this.reading.point !== id) this.reading = this.wish = null;
    if (this.clauses && this.clauses.point !== id) this.clauses = null;
    this.desk.draw();
    if (focus) this.focus();
    void this.desk.updateComplete.then(() => {
      const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
      this.desk.querySelector('.story mark')?.scrollIntoView({block: 'nearest', behavior: calm ? 'auto' : 'smooth'});
    });
  }
  step(by: number): void {
    const at = this.points.findIndex(point => point.id === this.chosen);
    const next = this.points[Math.min(Math.max(at + by, 0), this.points.length - 1)];
    if (next) this.choose(next.id, true);
  }
  focus(still = false): void {
    void this.desk.updateComplete.then(() => this.desk.querySelector<HTMLElement>(`.point[data-id="${CSS.escape(this.chosen)}"]`)?.focus({preventScroll: still}));
  }
  openTab(tab: Tab): void {
    this.tab = tab;
    if (tab === 'history') void this.#lookAtLog();
    this.desk.draw();
  }
  async #lookAtLog(): Promise<void> {
    try {
      this.entries = (await this.desk.api.ask('get', '/v1/sites/{site}/log.json', {path: {site: this.where.site}, query: {article: this.where.id}})).value;
    } catch {
      this.entries = 'failed';
    }
    this.desk.draw();
  }
  /** The next article that waits, or the queue. */
  next(): void {
    const others = this.desk.stock.all().filter(item => waiting.slice(0, 3).includes(item.state) && !(item.site === this.where.site && item.id === this.where.id))
      .sort((a, b) => waiting.indexOf(a.state) - waiting.indexOf(b.state) || a.changed.localeCompare(b.changed));
    this.desk.go(others[0] ? {at: 'review', site: others[0].site, id: others[0].id} : {at: 'queue'});
  }

  // ---- Writing ----
  write(id: string, text: string | null = null): void {
    if (!this.editable) return this.desk.say(this.desk.words.say('not_editable'));
    this.sound.stop();
    this.editing?.end();
    this.reading = this.wish = this.clauses = null;
    this.editing = new Editing(this.desk.api, this.where, this.points, id, text, () => this.desk.draw());
    this.merge = null;
    this.onlookers.writes(id);
    this.desk.draw();
  }
  async save(): Promise<void> {
    const {editing} = this;
    if (!editing || editing.state === 'saving') return;
    const text = editing.text.trim(), theirs = this.point(editing.id)?.text ?? null;
    if (!text || text === editing.before) return this.cancel();
    if (!editing.isNew && theirs !== editing.before) return this.#merge(editing, theirs);
    editing.state = 'saving';
    this.desk.draw();
    const done = await this.change([editing.isNew ? {op: 'add', text, place: this.points.length} : {op: 'change', point: editing.id, text}], editing);
    if (this.editing !== editing) return;
    if (!done) editing.state = 'still';
    else {
      const added = editing.isNew ? this.points.at(-1)?.id : undefined;
      this.cancel();
      if (added) this.choose(added, true);
    }
    this.desk.draw();
  }
  cancel(): void {
    this.editing?.end();
    this.editing = null;
    this.onlookers.writes('');
    this.desk.draw();
    this.focus();
  }
  /** Sends edits; false where nothing was changed. */
  async change(edits: Edit[], editing: Editing | null = null, again = false): Promise<boolean> {
    if (this.#dropping && edits[0]?.op !== 'drop') await this.desk.later.now();
    try {
      const {value, etag} = await this.desk.api.ask('patch', '/v1/sites/{site}/articles/{id}/points', {path: this.where as never, body: {edits}, match: this.etag});
      this.take(value, etag);
      return true;
    } catch (error) {
      if (!(error instanceof Refusal && error.status === 412)) this.desk.fail(error);
      else if (editing && !editing.isNew) await this.#met(editing);
      else {
        const seen = this.#seen();
        await this.load();
        if (!again && this.#seen() === seen) return this.change(edits, editing, true);
        this.desk.say(this.desk.words.say('changed_meanwhile'));
      }
      return false;
    }
  }
  /** Somebody else was here meanwhile. */
  async #met(editing: Editing): Promise<void> {
    await this.load();
    const theirs = this.point(editing.id)?.text ?? null;
    if (theirs !== editing.before) return this.#merge(editing, theirs);
    editing.state = 'still';  // another point was changed: ours can be saved as it is
    void this.save();
  }
  async #merge(editing: Editing, theirs: string | null): Promise<void> {
    await this.#lookAtLog();
    const last = this.entries === 'failed' ? undefined : this.entries?.findLast(entry => entry.action === 'edit');
    this.merge = {id: editing.id, base: editing.before, mine: editing.text.trim(), theirs, who: last?.who ?? ''};
    editing.end();
    this.editing = null;
    this.desk.draw();
    void this.desk.updateComplete.then(() => this.desk.querySelector<HTMLElement>('.merge button')?.focus());
  }
  async merged(which: 'mine' | 'theirs' | 'write'): Promise<void> {
    const {merge} = this;
    if (!merge) return;
    this.merge = null;
    if (which === 'write') return this.write(merge.theirs === null ? '' : merge.id, merge.mine);
    if (which === 'mine') await this.change([merge.theirs === null ? {op: 'add', text: merge.mine, place: this.points.length} : {op: 'change', point: merge.id, text: merge.mine}]);
    this.desk.draw();
    this.focus();
  }
  async moveTo(id: string, place: number): Promise<void> {
    const at = this.points.findIndex(point => point.id === id);
    if (!this.editable || at < 0 || place < 0 || place >= this.points.length || place === at) return;
    if (await this.change([{op: 'move', point: id, place}])) {
      this.desk.say(this.desk.words.say('moved_to', {n: place + 1, all: this.points.length}));
      this.choose(id, true);
    }
  }
  shift(by: number): void {
    void this.moveTo(this.chosen, this.points.findIndex(point => point.id === this.chosen) + by);
  }
  drop(id = this.chosen): void {
    const point = this.point(id);
    if (!point || !this.editable) return;
    const at = this.points.indexOf(point);
    const back = () => { this.#dropping = ''; this.desk.draw(); };
    void this.desk.later.begin({
      what: this.desk.words.say('dropping'), code: '',
      act: async () => { await this.change([{op: 'drop', point: id}]); back(); },
      undone: () => { back(); this.choose(id, true); },
    });
    this.#dropping = id;
    this.choose((this.points[at] ?? this.points.at(-1))?.id ?? '', true);
  }

  // ---- Deciding ----
  begin(name: MoveName): void {
    if (!this.article) return;
    if (!this.may(name)) return this.desk.say(this.desk.words.say(this.article.state === 'withdrawn' ? 'is_withdrawn' : 'not_now'));
    if (name === 'approve' && !this.points.some(point => point.publishable)) return this.desk.say(this.desk.words.say('nothing_to_approve'));
    if (moves[name].asks) this.asked = {move: name};
    else void this.decide(name, name === 'hold' ? this.desk.words.say('hold_reason') : '');
    this.desk.draw();
  }
  sign(id = this.chosen): void {
    const point = this.point(id);
    if (!point || point.publishable) return;
    if (!this.signable(point)) return this.desk.say(this.desk.words.say('may_not_overrule'));
    this.asked = {move: 'sign', point};
    this.desk.draw();
  }
  async answer(text: string): Promise<void> {
    const {asked} = this;
    this.asked = null;
    if (!asked) return;
    if (asked.move !== 'sign') return this.decide(asked.move, text);
    const {point} = asked;
    await this.desk.later.begin({
      what: this.desk.words.say('signing'), code: '',
      act: closing => this.#send('/v1/sites/{site}/articles/{id}/points/{point}/sign', {reason: text}, closing, point.id),
    });
  }
  async decide(name: MoveName, text: string): Promise<void> {
    const path = `/v1/sites/{site}/articles/{id}/${name === 'hold' ? 'reject' : name}` as const;
    const field = name === 'hold' ? 'reason' : moves[name].asks?.field;
    await this.desk.later.begin({
      what: this.desk.words.say(moves[name].done), code: moves[name].asks ? '' : moves[name].code,
      act: closing => this.#send(path, field && text ? {[field]: text} : {}, closing),
    });
  }
  async #send(path: `/v1/sites/{site}/articles/{id}/${'approve' | 'reject' | 'withdraw' | 'correct' | 'revoice' | 'points/{point}/sign'}`, body: object, closing: boolean, point = '', again = false): Promise<void> {
    try {
      const {value, etag} = await this.desk.api.ask('post', path, {path: {...this.where, point} as never, body: body as never, match: this.etag, closing});
      this.take(value as Article, etag);
      this.desk.say(this.desk.words.say('sent'));
    } catch (error) {
      if (error instanceof Refusal && error.status === 412) {
        const seen = this.#seen();
        await this.load();
        // The machine's own work, as sound that came, is nothing to decide anew for.
        if (!again && this.#seen() === seen) return this.#send(path, body, closing, point, true);
        this.desk.say(this.desk.words.say('changed_meanwhile'));
      } else this.desk.fail(error);
    }
    this.desk.draw();
  }
  /** What a decision rests on. */
  #seen(): string {
    const {article} = this;
    return JSON.stringify([article?.revision, article?.state, article?.points.map(({id, text, verdict, look}) => [id, text, verdict, look?.by, look?.at])]);
  }
  get moves(): MoveName[] {
    return moveNames.filter(name => this.may(name));
  }

  // ---- Hearing and reading ----
  hear(heard: Heard): void {
    const {playing} = this.sound;
    if (playing && playing.point === heard.point && playing.from === heard.from) return this.sound.stop();
    if (!this.article?.sound?.fresh) {
      if (!this.points.some(point => point.publishable)) return this.desk.say(this.desk.words.say('nothing_to_hear'));
      this.hearing = heard;
      this.desk.say(this.desk.words.say('sound_waits'));
      return;
    }
    if (heard.point && !this.sound.has(heard.point)) return this.desk.say(this.desk.words.say('point_not_heard'));
    void this.sound.play(heard);
  }
  async read(id = this.chosen): Promise<void> {
    const point = this.point(id);
    if (!point) return;
    this.wish = null;
    if (this.reading?.point === id) {
      this.reading = null;
      return this.desk.draw();
    }
    this.chosen = id;
    this.clauses = null;
    const reading = this.reading = {point: id, spoken: null as Spoken[] | 'failed' | null, word: -1};
    this.desk.draw();
    try {
      reading.spoken = aligned(point.text, (await this.desk.api.ask('post', '/v1/sites/{site}/read', {path: {site: this.where.site}, body: {text: point.text}})).value.words);
    } catch {
      reading.spoken = 'failed';
    }
    this.desk.draw();
  }
  /** Opens or shuts what else the article says. */
  suggest(): void {
    this.reading = this.wish = null;
    this.clauses = this.clauses ? null : new Clauses(this, this.chosen);
    this.desk.draw();
  }
  /** Corrects how the chosen word is read, for the house. */
  correctReading(): void {
    const {reading} = this, word = Array.isArray(reading?.spoken) ? reading.spoken[reading.word] : undefined;
    if (!word) return;
    this.wish = new Wish(this.desk, this.where.site, word.written, word.marks.join(' '), () => {
      const id = this.reading?.point ?? this.chosen;
      this.reading = this.wish = null;
      void this.read(id);
    });
    this.desk.draw();
    void this.desk.updateComplete.then(() => this.desk.querySelector<HTMLInputElement>('.wish .reads')?.focus());
  }
}
