// SPDX-License-Identifier: MIT
// What a page gets when the episode is there, is not, comes late, is withdrawn or corrected.
import assert from 'node:assert/strict';
import {after, afterEach, before, test} from 'node:test';
import {Stage, button, element, inside, playing, until} from './stage.ts';

const stage = new Stage();
before(() => stage.open());
after(() => stage.close());
afterEach(() => stage.clear());
const path = '/v1/sites/s/articles/a/episode';
const height = (page: import('playwright-core').Page) => page.locator('mujaz-player').evaluate(p => p.getBoundingClientRect().height);

const empties: [string, unknown, number][] = [
  ['no episode', {}, 404], ['withdrawn', {}, 410], ['forbidden', {}, 403], ['no points', {points: [], audio: [{url: '/x.mp3', duration: 3}]}, 200],
  ['no sound', {points: [{text: 'نقطة'}], audio: []}, 200], ['a sound without length', {points: [{text: 'نقطة'}], audio: [{url: '/x.mp3'}]}, 200],
  ['a sound of another scheme', {points: [{text: 'نقطة'}], audio: [{url: 'javascript:alert(1)', duration: 3}]}, 200],
  ['not an object', [1, 2], 200], ['null', null, 200],
];
for (const [what, value, status] of empties) {
  test(`never an empty player: ${what}`, async () => {
    stage.json(path, value, status);
    const page = await stage.page(element.replace('>', ' height="300">'));
    await until(page, p => p.dataset.state === 'absent', 'the answer');
    assert.equal(await height(page), 0);
    assert.equal(await inside(page, p => p.shadowRoot.querySelectorAll('*').length), 0);
  });
}
test('an answer that is no JSON is no episode', async () => {
  stage.html(path, '<h1>x</h1>');
  const page = await stage.page(element);
  await until(page, p => p.dataset.state === 'absent', 'the answer');
  assert.equal(await height(page), 0);
});
test('a server that is down for a moment is asked again, without a trace in the page', async () => {
  stage.json(path, {}, 503);
  const page = await stage.page(element);
  await page.waitForTimeout(300);
  assert.equal(await height(page), 0);
  stage.on.delete(path);
  await button(page, /استمع إلى الملخص/).waitFor();
});
test('text from the network stays text', async () => {
  stage.json(path, {...stage.episode, url: 'javascript:alert(1)', title: '<img src=x onerror=alert(1)>', points: [{text: '<b onclick=alert(1)>نص</b>', pieces: []}], times: []});
  const page = await stage.page(element);
  await button(page, /استمع إلى الملخص/).waitFor();
  assert.equal(await page.locator('mujaz-player .text').textContent(), '<b onclick=alert(1)>نص</b>');
  assert.equal(await page.locator('mujaz-player .source').count(), 0);
  assert.equal(await page.locator('mujaz-player a:not([download])').count(), 0);
});
test('server, site and article name the same address', async () => {
  const page = await stage.page('<mujaz-player server="/" site="s" article="a"></mujaz-player>');
  await button(page, /استمع إلى الملخص/).waitFor();
});
test('a folder that `mujaz tell` wrote plays, with the whole article', async () => {
  const page = await stage.page('<mujaz-player src="/ep/" full></mujaz-player>');
  await button(page, /استمع إلى المقال كاملًا/).click();
  await playing(page);
  assert.ok(stage.asked.some(line => line.startsWith('GET /ep/full.')));
  assert.equal(await page.locator('mujaz-player .point').count(), 3);
});
test('data in the page plays without another request', async () => {
  const data = JSON.stringify({...stage.episode, times: stage.times}).replace(/</g, '\\u003c');
  const page = await stage.page(`<mujaz-player><script type="application/json">${data}</script></mujaz-player>`);
  await button(page, /استمع إلى الملخص/).click();
  await playing(page);
  assert.ok(!stage.asked.some(line => line.includes('/v1/') || line.includes('times')));
});
test('broken data in the page is no player, and no error', async () => {
  const page = await stage.page('<mujaz-player><script type="application/json">{"points": [</script></mujaz-player>');
  await page.locator('mujaz-player[data-state=absent]').waitFor({state: 'attached'});
  assert.equal(await page.locator('mujaz-player').evaluate(box => box.getBoundingClientRect().height), 0);
});
test('a player that is moved in the page goes on when the line is back', async () => {
  const page = await stage.page(element);
  await button(page, /استمع إلى الملخص/).click();
  await playing(page);
  await page.evaluate(() => document.querySelector('main')!.prepend(document.querySelector('mujaz-player')!));
  await inside(page, p => { p.deck.audio.pause(); p.deck.state = 'cut'; });
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await playing(page);
});
test('an episode withdrawn while it plays stops with a notice', async () => {
  const page = await stage.page(element.replace('>', ' check-every="1">'));
  await button(page, /استمع إلى الملخص/).click();
  await playing(page);
  stage.json(path, {}, 410);
  await page.getByRole('status').filter({hasText: 'سُحب هذا الملخص'}).waitFor();
  assert.deepEqual(await inside(page, p => [p.deck.audio.paused, p.shadowRoot.querySelectorAll('.point, button').length]), [true, 0]);
  assert.equal(await page.evaluate(() => CSS.highlights.has('mujaz-spoken')), false);
});
test('a corrected one gives way to the correction', async () => {
  const page = await stage.page(element.replace('>', ' check-every="1">'));
  await button(page, /استمع إلى الملخص/).click();
  await playing(page);
  stage.json(path, {...stage.episode, revision: '2', points: stage.episode.points.slice(0, 1), corrections: [{text: 'كان العدد 13', at: ''}]});
  await page.getByRole('status').filter({hasText: 'صُحّح هذا الملخص'}).waitFor();
  assert.equal(await page.locator('mujaz-player .point').count(), 1);
  assert.match(await page.locator('mujaz-player .correction').innerText(), /تصحيح.*كان العدد 13/s);
  assert.equal(await inside(page, p => p.deck.audio.paused), true);
});
