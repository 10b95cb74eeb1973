// SPDX-License-Identifier: MIT
// Bad networks: slow, cut, gone and back; sounds that a browser cannot play.
import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {after, afterEach, before, test} from 'node:test';
import {Stage, at, button, element, inside, playing, serve, until} from './stage.ts';

const stage = new Stage();
before(() => stage.open());
after(() => stage.close());
afterEach(() => stage.clear());
const path = '/v1/sites/s/articles/a/episode';
const listen = /استمع إلى الملخص/;
const status = (page: import('playwright-core').Page, text: RegExp) => page.getByRole('status').filter({hasText: text}).waitFor({timeout: 20000});

test('slow: says that the sound is on its way, then plays', async () => {
  const page = await stage.page(element);
  const bytes = await readFile(join(stage.folder, 'summary.opus'));
  let send = (): void => {};
  const told = new Promise<void>(done => { send = done; });
  stage.on.set('/ep/summary.opus', async (request, response) => {
    await told;
    serve(request, response, bytes, 'audio/ogg');
  });
  await button(page, listen).click();
  await status(page, /الصوت في الطريق/);
  send();
  await playing(page);
  assert.equal(await page.getByRole('status').innerText(), '');
});
test('cut: says so, asks again from the same place, and goes on', async () => {
  let broken = true;
  const bytes = await readFile(join(stage.folder, 'summary.mp3')), some = Math.floor(bytes.length / 2), half = stage.times.duration / 2;
  stage.json(path, {...stage.episode, audio: stage.episode.audio.slice(1)});
  const page = await stage.page(element);
  stage.on.set('/ep/summary.mp3', (request, response) => {
    if (!broken) return serve(request, response, bytes, 'audio/mpeg');
    const first = Number(/\d+/.exec(request.headers.range ?? 'bytes=0-')![0]);
    response.writeHead(206, {'Content-Type': 'audio/mpeg', 'Content-Length': bytes.length - first, 'Content-Range': `bytes ${first}-${bytes.length - 1}/${bytes.length}`});
    if (first < some) response.write(bytes.subarray(first, some));
    setTimeout(() => response.destroy(), first ? 100 : 3000);
  });
  await button(page, listen).click();
  await playing(page);
  await inside(page, p => (p as never as {seek(s: number): void}).seek(p.deck.audio.duration / 2 - 1.5));
  await status(page, /انقطع الاتصال/);
  const place = await at(page);
  broken = false;
  // The player asks again by itself a second later: the button may be gone already.
  await inside(page, p => [...p.shadowRoot.querySelectorAll('button')].find(b => b.innerText === 'حاول الآن')?.click());
  await until(page, p => p.deck.state === 'playing' && p.deck.position > p.deck.audio.duration / 2 + 1, 'the sound behind the cut', 15);
  assert.ok(place > half - 2 && place < half + 1, String(place));
});
test('the connection comes back: goes on by itself', async () => {
  const page = await stage.page(element);
  await button(page, listen).waitFor();
  const bytes = await readFile(join(stage.folder, 'summary.opus'));
  let up = false;
  stage.on.set('/ep/summary.opus', (request, response) => { if (up) serve(request, response, bytes, 'audio/ogg'); else response.destroy(); });
  stage.on.set('/ep/summary.mp3', (_, response) => { response.destroy(); });
  stage.on.set(path, (_, response) => { response.destroy(); });
  await button(page, listen).click();
  await status(page, /انقطع الاتصال/);
  up = true;
  stage.on.delete(path);
  await playing(page);
});
test('MP3 where the Opus file cannot be played', async () => {
  stage.on.set('/ep/summary.opus', (_, response) => { response.writeHead(200, {'Content-Type': 'audio/ogg'}).end('no sound'); });
  const page = await stage.page(element);
  await button(page, listen).click();
  await playing(page);
  assert.ok(await inside(page, p => p.deck.audio.currentSrc.endsWith('.mp3')));
});
test('a kind of sound that the browser does not know is never asked for', async () => {
  stage.json(path, {...stage.episode, audio: [{...stage.episode.audio[0], url: '/ep/x.none', type: 'audio/x-none'}, ...stage.episode.audio]});
  const page = await stage.page(element);
  await button(page, listen).click();
  await playing(page);
  assert.ok(!stage.asked.includes('GET /ep/x.none'));
});
test('no sound at all: says so, and the points stay', async () => {
  for (const name of ['opus', 'mp3']) stage.on.set(`/ep/summary.${name}`, (_, response) => { response.writeHead(404).end(); });
  const page = await stage.page(element);
  await button(page, listen).click();
  await status(page, /تعذّر تشغيل الصوت/);
  assert.equal(await page.locator('mujaz-player .point').count(), 3);
});
test('withdrawn while the sound is fetched', async () => {
  const page = await stage.page(element);
  await button(page, listen).waitFor();
  stage.json(path, {}, 410);
  for (const name of ['opus', 'mp3']) stage.on.set(`/ep/summary.${name}`, (_, response) => { response.writeHead(410).end(); });
  await button(page, listen).click();
  await status(page, /سُحب هذا الملخص/);
});
test('without times the sound plays, and nothing is lit', async () => {
  stage.on.set('/ep/times.json', (_, response) => { response.writeHead(404).end(); });
  const page = await stage.page(element);
  await button(page, listen).click();
  await playing(page);
  await button(page, 'نص ما تسمعه').click();
  assert.equal(await page.locator('mujaz-player .line').count(), 3);
});
