// SPDX-License-Identifier: GPL-3.0-or-later
// Where the desk is tested: the real server on loopback with a temporary folder and espeak-ng, and one
// Chromium. Nothing of the server is replaced.
import assert from 'node:assert/strict';
import {execFile, spawn, type ChildProcess} from 'node:child_process';
import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import {promisify} from 'node:util';
import {chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page} from 'playwright-core';
import {ar} from '../src/strings/ar.ts';
import {en} from '../src/strings/en.ts';

export const root = new URL('../../../', import.meta.url).pathname;
const program = process.env.MUJAZ_PROGRAM || join(root, 'build/mujaz');
/** For whatever takes time: it ends a hang, and is never waited for. */
export const patience = 30_000;

export type Language = 'ar' | 'en';
export const strings = {ar, en};
type Text = {[K in keyof typeof ar]: (typeof ar)[K] extends string ? K : never}[keyof typeof ar];
/** A string of the desk, its names filled in. */
export const say = (language: Language, key: Text, filled: Record<string, string | number> = {}): string =>
  strings[language][key].replace(/\{(\w+)\}/g, (_, name: string) => String(filled[name] ?? ''));

export const news = {
  bridge: {
    title: 'افتتاح جسر جديد في مدينة الواحة بعد عامين من العمل',
    section: 'محليات',
    byline: 'قسم الأخبار',
    text: 'أعلنت بلدية الواحة افتتاح جسر جديد يربط شرق المدينة بغربها بعد عامين من العمل. وقالت البلدية إن الجسر يخدم 40 ألف سيارة كل يوم، وإن كلفته بلغت 12 مليون دولار.\n'
      + 'وأوضح مدير المشروع أن الجسر يضم مسارين للدراجات وممرا للمشاة. وأضاف أن أعمال الصيانة ستبدأ بعد 5 سنوات.\nوينتظر السكان أن يخفف الجسر الزحام في وسط المدينة خلال ساعات الصباح.',
  },
  school: {
    title: 'ثلاث مدارس جديدة تفتح أبوابها مطلع الشهر المقبل',
    section: 'تعليم',
    byline: 'قسم التعليم',
    text: 'أعلنت وزارة التعليم افتتاح ثلاث مدارس في ضاحية النخيل مطلع الشهر المقبل. وقالت الوزارة إن المدارس تتسع لألف طالب، وإن فيها مختبرات وملاعب ومكتبة عامة.\n'
      + 'وذكرت مديرة المشروع أن التسجيل يبدأ الأحد ويستمر أسبوعين. وأشارت إلى أن النقل مجاني للطلاب الذين يسكنون بعيدا عن الضاحية.',
  },
  train: {
    title: 'قطار سريع يربط السهل الغربي بالعاصمة',
    section: 'محليات',
    byline: 'قسم الأخبار',
    text: 'قال وزير النقل إن قطارا سريعا سيربط السهل الغربي بالعاصمة في أقل من ساعتين. وأضاف الوزير أن العمل يبدأ العام المقبل وأن كلفته 3 مليارات دولار.\n'
      + 'وبيّن الوزير أن القطار ينقل 8 آلاف راكب كل يوم، وأن محطاته ست محطات.',
  },
};

export class Stage {
  origin = '';
  browser!: Browser;
  readonly admin = {name: 'admin', password: ''};
  #folder = '';
  #server: ChildProcess | null = null;
  #contexts: BrowserContext[] = [];
  #token = '';
  #editors = new Map<string, string>();

  /** `workers` is how many make points and sound; with none, all that is pushed waits. */
  async open(workers = 2): Promise<this> {
    this.#folder = await mkdtemp(join(tmpdir(), 'mujaz-desk-'));
    this.#server = spawn(program, ['serve', '--data', this.#folder, '--listen', '127.0.0.1:0', '--voice', 'espeak', '--workers', String(workers)], {stdio: ['ignore', 'pipe', 'pipe']});
    let told = '';
    this.#server.stderr!.on('data', chunk => { told += chunk; });
    for await (const line of createInterface({input: this.#server.stdout!})) {
      this.admin.password ||= /password (\S+)$/.exec(line)?.[1] ?? '';
      this.origin ||= /Listening on (\S+)/.exec(line)?.[1] ?? '';
      if (this.origin) break;
    }
    assert.ok(this.origin, `the server did not begin: ${told}`);
    this.#server.stdout!.resume();
    this.browser = await chromium.launch({
      executablePath: process.env.MUJAZ_CHROMIUM || '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--mute-audio', '--autoplay-policy=no-user-gesture-required'],
    });
    return this;
  }
  async close(): Promise<void> {
    await this.browser?.close();
    if (this.#server?.exitCode === null) {
      const ended = new Promise(done => this.#server!.once('exit', done));
      this.#server.kill('SIGTERM');
      await ended;
    }
    await rm(this.#folder, {recursive: true, force: true});
  }
  async clear(): Promise<void> {
    for (const context of this.#contexts.splice(0)) await context.close();
  }
  /** A site with a policy, and a token to call with. */
  async site(name: string, policy = 'review'): Promise<void> {
    await this.keep('site', name, '--policy', policy);
    this.#token ||= (await this.keep('token', '--site', '*', '--role', 'admin')).trim();
  }
  /** The keeper's verbs, beside the running server. */
  async keep(verb: string, ...rest: string[]): Promise<string> {
    return (await promisify(execFile)(program, ['admin', verb, '--data', this.#folder, ...rest])).stdout;
  }
  async editor(name: string, role = 'edit', site = '*'): Promise<void> {
    this.#editors.set(name, (await this.keep('user', name, '--role', role, '--site', site)).trim());
  }
  async call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<{status: number; json: any; etag: string}> {
    const response = await fetch(this.origin + path, {
      method, headers: {Authorization: `Bearer ${this.#token}`, ...(body === undefined ? {} : {'Content-Type': 'application/json'}), ...headers},
      ...(body === undefined ? {} : {body: JSON.stringify(body)}),
    });
    const text = await response.text();
    return {status: response.status, json: text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text, etag: response.headers.get('etag') ?? ''};
  }
  /** Pushes an article and waits until it waits for an editor. */
  async push(site: string, id: string, article: object): Promise<any> {
    const {status, json} = await this.call('PUT', `/v1/sites/${site}/articles/${id}?wait=60`, article);
    assert.ok(status < 300, JSON.stringify(json));
    return json;
  }
  /** Changes a point so that the check stops it, and sends the article back: held, with a wrong number. */
  async hold(site: string, id: string, from: string, to: string): Promise<void> {
    const path = `/v1/sites/${site}/articles/${id}`;
    const {json, etag} = await this.call('GET', path);
    const point = json.points.find((one: {text: string}) => one.text.includes(from));
    assert.ok(point, `no point says ${from}: ${JSON.stringify(json.points.map((one: {text: string}) => one.text))}`);
    const edited = await this.call('PATCH', path + '/points', {edits: [{op: 'change', point: point.id, text: point.text.replace(from, to)}]}, {'If-Match': etag});
    assert.equal(edited.status, 200, JSON.stringify(edited.json));
    assert.equal((await this.call('POST', path + '/reject', {reason: 'رقم خاطئ'})).status, 200);
  }
  /** The desk, opened by somebody who is signed in already. */
  async page(name: string, language: Language, hash = '', options: BrowserContextOptions = {}): Promise<Page> {
    const context = await this.browser.newContext({viewport: {width: 1280, height: 900}, ...options});
    this.#contexts.push(context);
    await context.addInitScript(chosen => localStorage.getItem('mujaz.language') ?? localStorage.setItem('mujaz.language', chosen), language);
    // The window for taking back stays open until a test ends it: no test races it.
    await context.addInitScript(() => {
      const {setTimeout} = window;
      window.setTimeout = ((act: () => void, milliseconds?: number, ...rest: unknown[]) => setTimeout(act, milliseconds === 6000 ? 600_000 : milliseconds, ...rest)) as typeof window.setTimeout;
    });
    if (name) {
      const password = name === 'admin' ? this.admin.password : this.#editors.get(name)!;
      const response = await context.request.post(this.origin + '/v1/sessions', {data: {name, password}});
      assert.equal(response.status(), 201, await response.text());
    }
    const page = await context.newPage();
    page.setDefaultTimeout(patience);
    page.on('pageerror', error => { throw error; });
    page.on('console', message => { if (/Content Security Policy/.test(message.text())) throw new Error(message.text()); });
    await page.goto(`${this.origin}/desk/${hash}`);
    return page;
  }
  password(name: string): string {
    return this.#editors.get(name)!;
  }
}

/** Waits for something outside of the page. */
export async function until<T>(look: () => Promise<T>, what: string): Promise<Exclude<T, false | null | undefined>> {
  const end = Date.now() + patience;
  for (;;) {
    const found = await look();
    if (found) return found as Exclude<T, false | null | undefined>;
    if (Date.now() > end) throw new Error('waited in vain for ' + what);
    await new Promise(done => setTimeout(done, 50));
  }
}

const axe = await readFile(new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
/** Asks axe about the page as it stands; nothing may be found. */
export async function clean(page: Page, where: string): Promise<void> {
  await page.evaluate(axe);
  const found = await page.evaluate(async () => {
    const {axe} = window as never as {axe: {run(options: object): Promise<{violations: {id: string; nodes: {html: string; failureSummary: string}[]}[]}>}};
    return (await axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})).violations
      .map(one => `${one.id}: ${one.nodes.map(node => node.html.slice(0, 160) + ' ' + node.failureSummary.slice(0, 260)).join('\n  ')}`);
  });
  assert.deepEqual(found, [], where);
}
