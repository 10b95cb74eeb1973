// SPDX-License-Identifier: GPL-3.0-or-later
// Takes pictures of the desk's pages at four widths, light and dark, into a folder, to be looked at.
// usage: node tests/look.ts FOLDER [PAGE...]
import {mkdir} from 'node:fs/promises';
import {join} from 'node:path';
import type {Page} from 'playwright-core';
import {news, Stage} from './stage.ts';

const [folder = 'shots', ...names] = process.argv.slice(2);
await mkdir(folder, {recursive: true});
const stage = await new Stage().open();
const review = '#/review/nawras/bridge';
const pages: [string, string, ((page: Page) => Promise<void>)?][] = [
  ['queue', ''],
  ['review', review],
  ['writing', review, async page => { await page.locator('.point').nth(0).waitFor(); await page.keyboard.press('Enter'); await page.keyboard.type('500'); await page.waitForTimeout(1500); }],
  ['reading', review, async page => { await page.locator('.point').nth(0).waitFor(); await page.keyboard.press('r'); await page.locator('.reading li').first().waitFor(); await page.locator('.reading li button').nth(2).click(); }],
  ['clauses', review, async page => { await page.locator('.point').nth(0).waitFor(); await page.keyboard.press('g'); await page.locator('.clauses').waitFor(); }],
  ['history', review, async page => { await page.locator('.point').nth(0).waitFor(); await page.keyboard.press('y'); await page.locator('.history').waitFor(); }],
  ['reject', '#/review/nawras/school', async page => { await page.locator('.point').nth(0).waitFor(); await page.keyboard.press('x'); }],
  ['undo', '#/review/nawras/school', async page => { await page.locator('.point').nth(0).waitFor(); await page.keyboard.press('h'); await page.locator('.undoing .notice').waitFor(); await page.screenshot(); }],
  ['keys', review, async page => { await page.locator('.point').nth(0).waitFor(); await page.keyboard.press('Shift+?'); }],
  ...['sites', 'lexicon', 'tokens', 'people', 'stats', 'log', 'jobs'].map(room => ['house-' + room, '#/house/' + room] as [string, string]),
];
try {
  if (!names.length || names.includes('first')) {
    const page = await stage.page('admin', 'ar');
    await page.locator('.first').waitFor();
    for (const width of [360, 1280]) {
      await page.setViewportSize({width, height: 900});
      await page.screenshot({path: join(folder, `first-${width}-light.png`), fullPage: true});
    }
    const door = await stage.page('', 'ar');
    await door.locator('form').waitFor();
    for (const width of [360, 1280]) {
      await door.setViewportSize({width, height: 900});
      await door.screenshot({path: join(folder, `door-${width}-light.png`)});
    }
  }
  await stage.site('nawras');
  await stage.site('rawabi');
  for (const [id, article] of Object.entries(news)) await stage.push('nawras', id, article);
  await stage.push('rawabi', 'other', news.train);
  await stage.hold('nawras', 'bridge', '40', '90');
  await stage.call('POST', '/v1/sites/nawras/articles/train/approve', {});
  for (const [name, hash, act] of pages) {
    if (names.length && !names.includes(name)) continue;
    for (const width of [360, 768, 1024, 1280]) for (const colorScheme of ['light', 'dark'] as const) {
      if (colorScheme === 'dark' && width !== 1280 && width !== 360) continue;
      const page = await stage.page('admin', width === 1024 ? 'en' : 'ar', hash, {viewport: {width, height: 900}, colorScheme});
      page.on('console', message => { if (message.type() === 'error') console.log(name, message.text()); });
      await page.locator('.queue, .review, .house').first().waitFor();
      await act?.(page);
      await page.waitForTimeout(500);
      await page.screenshot({path: join(folder, `${name}-${width}-${colorScheme}.png`)});
      await stage.clear();
    }
  }
} finally {
  await stage.close();
}
