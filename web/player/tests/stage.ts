// SPDX-License-Identifier: MIT
// Where the player is tested: a real episode made by `mujaz tell`, a small server on loopback whose
// answers a test may replace, and one Chromium.
import {execFile} from 'node:child_process';
import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {storyOf, templates, type Template} from './templates.ts';
import {chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Locator, type Page} from 'playwright-core';

export type Handler = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;
export const root = new URL('../../../', import.meta.url).pathname;
export const player = new URL('../dist/mujaz-player.js', import.meta.url).pathname;
const modules = new URL('../node_modules', import.meta.url).pathname;
const program = process.env.MUJAZ_PROGRAM || join(root, 'build/mujaz');
const types: Record<string, string> = {
  html: 'text/html; charset=utf-8', js: 'text/javascript', css: 'text/css', json: 'application/json', mp3: 'audio/mpeg',
  opus: 'audio/ogg', vtt: 'text/vtt', woff2: 'font/woff2',
};

export interface EpisodeJson {
  revision: string;
  label: string;
  title: string;
  url: string;
  points: {text: string; pieces: {text: string; from: string; start: number; end: number}[]}[];
  audio: {url: string; type: string; bytes: number; duration: number}[];
  captions: string;
  times: string;
  full?: {texts: string[]; audio: EpisodeJson['audio']; captions: string; times: string};
  corrections?: {text: string; at: string}[];
}

export class Stage {
  origin = '';
  browser!: Browser;
  /** A path's answer, in place of what the server gives by itself. */
  readonly on = new Map<string, Handler>();
  readonly asked: string[] = [];
  folder = '';
  episode!: EpisodeJson;
  times!: {duration: number; words: {point: number; start: number; end: number; from: number; to: number}[]};
  #server = createServer((request, response) => void this.#answer(request, response));
  #contexts: BrowserContext[] = [];

  async open(): Promise<this> {
    this.folder = process.env.MUJAZ_EPISODE ?? await this.#tell();
    const read = async (name: string) => JSON.parse(await readFile(join(this.folder, name), 'utf8'));
    const points = await read('points.json'), article = await read('article.json'), full = await read('full.times.json');
    this.times = await read('times.json');
    const files = async (name: string, duration: number) => Promise.all([['opus', 'audio/ogg; codecs=opus'], ['mp3', 'audio/mpeg']].map(
      async ([kind, type]) => ({url: `/ep/${name}.${kind}`, type: type!, bytes: (await readFile(join(this.folder, `${name}.${kind}`))).length, duration})));
    this.episode = {
      revision: '1', label: 'machine', title: points.article.title, url: points.article.url, points: points.points,
      audio: await files('summary', this.times.duration), captions: '/ep/captions.vtt', times: '/ep/times.json',
      full: {texts: article.paragraphs.map((p: {text: string}) => p.text), audio: await files('full', full.duration), captions: '/ep/full.vtt', times: '/ep/full.times.json'},
    };
    await new Promise<void>(done => this.#server.listen(0, '127.0.0.1', done));
    this.origin = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
    this.browser = await chromium.launch({
      executablePath: process.env.MUJAZ_CHROMIUM || '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--mute-audio'],
    });
    return this;
  }
  async #tell(): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), 'mujaz-player-'));
    await promisify(execFile)(program, ['tell', join(root, 'examples/article.html'), '-o', folder, '--full', '--voice', 'espeak']);
    return folder;
  }
  async close(): Promise<void> {
    await this.browser?.close();
    this.#server.closeAllConnections();
    await new Promise(done => this.#server.close(done));
    if (!process.env.MUJAZ_EPISODE) await rm(this.folder, {recursive: true, force: true});
  }
  /** Forgets what a test put, and closes its pages. */
  async clear(): Promise<void> {
    this.on.clear();
    this.asked.length = 0;
    for (const context of this.#contexts.splice(0)) await context.close();
  }
  json(path: string, value: unknown, status = 200, headers: Record<string, string> = {}): void {
    this.on.set(path, (_, response) => {
      response.writeHead(status, {'Content-Type': 'application/json', 'Access-Control-Allow-Origin': '*', ...headers});
      response.end(JSON.stringify(value));
    });
  }
  html(path: string, text: string, headers: Record<string, string> = {}): void {
    this.on.set(path, (_, response) => {
      response.writeHead(200, {'Content-Type': types.html, ...headers});
      response.end(text);
    });
  }
  /** A page with the player in it, opened. */
  async page(element: string, options: {context?: BrowserContextOptions; html?: string; body?: string; path?: string; headers?: Record<string, string>} = {}): Promise<Page> {
    const path = options.path?.split('#')[0] ?? '/page';
    this.html(path, `<!DOCTYPE html><html ${options.html ?? 'lang="ar" dir="rtl"'}><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>صفحة</title><script src="/player.js"></script></head><body>${options.body?.replace('{player}', element) ?? `<main><h1>عنوان</h1>${element}</main>`}</body></html>`, options.headers);
    const context = await this.browser.newContext({viewport: {width: 800, height: 900}, ...options.context});
    this.#contexts.push(context);
    const page = await context.newPage();
    page.setDefaultTimeout(10000);
    page.on('pageerror', error => { throw error; });
    await page.goto(this.origin + (options.path ?? '/page'));
    return page;
  }
  /** Puts the ten templates where their names say, around the example's article. */
  async templates(): Promise<Template[]> {
    const {title, story} = storyOf(await readFile(join(root, 'examples/article.html'), 'utf8'));
    const all = templates(title, story, '/v1/sites/s/articles/a/episode');
    for (const {name, html, headers, files} of all) {
      this.html('/' + name, html, headers);
      for (const [path, text] of Object.entries(files ?? {})) {
        this.on.set(path, (_, response) => {
          response.writeHead(200, {'Content-Type': path.endsWith('.css') ? 'text/css' : types.html});
          response.end(text);
        });
      }
    }
    this.json('/queue', {episodes: [
      {title: 'أسواق السنديان القديمة تستعيد زوارها بعد ترميم دام ثلاث سنوات', url: '/market', episode: '/v1/sites/s/articles/b/episode', duration: 41, revision: '1'},
      {title: 'قطار سريع يربط السهل الغربي بالعاصمة في أقل من ساعتين', url: '/train', episode: '/v1/sites/s/articles/c/episode', duration: 38, revision: '1'},
    ]});
    for (const [id, place] of [['b', 0], ['c', 1]] as const)
      this.json(`/v1/sites/s/articles/${id}/episode`, {...this.episode, title: `خبر ${place + 1}`, url: `/other-${id}`, full: undefined});
    return all;
  }
  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = decodeURIComponent(request.url!.split('?')[0]!);
    this.asked.push(`${request.method} ${path}`);
    const special = this.on.get(path);
    if (special) return special(request, response);
    if (path === '/v1/sites/s/articles/a/episode') {
      response.writeHead(200, {'Content-Type': 'application/json', 'Access-Control-Allow-Origin': '*'});
      return void response.end(JSON.stringify(this.episode));
    }
    const font = /^\/fonts\/(noto-\w+-arabic)-[\w-]+\.woff2$/.exec(path);
    const name = path === '/player.js' ? player : font ? join(modules, '@fontsource', font[1]!, 'files', path.slice(7)) : /^\/ep\/[\w.]+$/.test(path) ? join(this.folder, path.slice(4)) : '';
    const bytes = name ? await readFile(name).catch(() => null) : null;
    if (!bytes) return void response.writeHead(404).end();
    serve(request, response, bytes, types[name.split('.').at(-1)!] ?? 'application/octet-stream');
  }
}

/** Bytes, or the range of them that was asked for. */
export function serve(request: IncomingMessage, response: ServerResponse, bytes: Buffer, type: string): void {
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '');
  const headers = {'Content-Type': type, 'Accept-Ranges': 'bytes', 'Access-Control-Allow-Origin': '*'};
  if (!range) return void response.writeHead(200, {...headers, 'Content-Length': bytes.length}).end(bytes);
  const first = Number(range[1]), last = Math.min(Number(range[2] || Infinity), bytes.length - 1);
  response.writeHead(206, {...headers, 'Content-Length': last - first + 1, 'Content-Range': `bytes ${first}-${last}/${bytes.length}`});
  response.end(bytes.subarray(first, last + 1));
}

/** The audio element's clock and more, from inside the player. */
export const inside = <T>(page: Page, read: (player: MujazPlayer) => T): Promise<T> =>
  page.locator('mujaz-player').first().evaluate(read as unknown as (element: HTMLElement | SVGElement) => T);
export type MujazPlayer = HTMLElement & {
  deck: {position: number; state: string; audio: HTMLAudioElement; wanted: boolean};
  episode: unknown;
  opened: boolean;
  shadowRoot: ShadowRoot;
};
export const at = (page: Page): Promise<number> => inside(page, p => p.deck.position);
export async function until(page: Page, read: (player: MujazPlayer) => boolean, what: string, seconds = 10): Promise<void> {
  const end = Date.now() + seconds * 1000;
  while (!(await inside(page, read))) {
    if (Date.now() > end) throw new Error(`waited ${seconds} s for: ${what}; state ${await inside(page, p => p.deck.state)} at ${await at(page)}`);
    await new Promise(done => setTimeout(done, 50));
  }
}
export const playing = (page: Page): Promise<void> => until(page, p => p.deck.state === 'playing' && p.deck.audio.currentTime > 0, 'sound');
/** The words that are lit now. */
export const lit = (page: Page): Promise<string[]> =>
  page.evaluate(() => [...(CSS.highlights.get('mujaz-spoken') ?? [])].map(range => range.toString()));
export const button = (page: Page | Locator, name: string | RegExp): Locator => page.getByRole('button', {name});
export const element = '<mujaz-player src="/v1/sites/s/articles/a/episode"></mujaz-player>';
