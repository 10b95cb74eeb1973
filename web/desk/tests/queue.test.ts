// SPDX-License-Identifier: GPL-3.0-or-later
// The queue: live, in order, narrowed and searched, by the keyboard.
import assert from 'node:assert/strict';
import {after, afterEach, before, test} from 'node:test';
import {clean, news, say, Stage, type Language} from './stage.ts';

let stage: Stage;
before(async () => {
  stage = await new Stage().open();
  await stage.site('nawras');
  await stage.site('rawabi');
  await stage.editor('salma');
  await stage.push('nawras', 'bridge', news.bridge);
  await stage.hold('nawras', 'bridge', '40', '90');
  await stage.push('nawras', 'school', news.school);
  await stage.push('rawabi', 'train', news.train);
});
afterEach(() => stage.clear());
after(() => stage.close());

for (const language of ['ar', 'en'] as Language[]) {
  test(`${language}: what is held comes first with its reason; counts, filters and search agree`, async () => {
    const page = await stage.page('salma', language);
    await page.locator('.row').nth(2).waitFor();
    assert.equal(await page.locator('.group h2').first().innerText().then(text => text.includes(say(language, 'state_held'))), true);
    await page.locator('.row.held .reason', {hasText: 'رقم خاطئ'}).waitFor();
    await page.locator('.row.held em').waitFor();
    const state = (name: 'waiting' | 'held' | 'in_review') => page.getByRole('button', {name: new RegExp('^' + say(language, `state_${name}`))});
    assert.match(await state('waiting').innerText(), /3/);
    assert.match(await state('in_review').innerText(), /2/);
    await state('in_review').click();
    assert.equal(await page.locator('.row').count(), 2);
    await page.getByLabel(say(language, 'site')).selectOption('rawabi');
    assert.equal(await page.locator('.row').count(), 1);
    await page.getByLabel(say(language, 'section')).selectOption('تعليم');
    await page.getByText(say(language, 'none_found')).waitFor();
    await clean(page, 'nothing found');
    await page.getByRole('button', {name: say(language, 'show_all')}).click();
    await page.keyboard.press('Escape');
    await page.keyboard.press('/');
    await page.keyboard.type('مدارس');
    assert.deepEqual(await page.locator('.row .headline').allInnerTexts(), [news.school.title]);
    await page.keyboard.press('Escape');
    assert.equal(await page.locator('.row').count(), 3);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    assert.equal(await page.evaluate(() => [...document.querySelectorAll('.row a')].indexOf(document.activeElement!)), 1);
    await clean(page, 'queue');
    await page.keyboard.press('Enter');
    await page.locator('.review').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('.queue').waitFor();
    assert.equal(await page.evaluate(() => [...document.querySelectorAll('.row a')].indexOf(document.activeElement!)), 1, 'one comes back to where one was');
  });
  test(`${language}: it is live: an article arrives, is approved elsewhere and withdrawn`, async () => {
    const id = `live-${language}`, path = `/v1/sites/nawras/articles/${id}`;
    const page = await stage.page('salma', language);
    await page.locator('.row').nth(2).waitFor();
    await stage.push('nawras', id, {...news.train, title: `عاجل ${language}`});
    const row = page.locator('.row', {hasText: `عاجل ${language}`});
    await row.waitFor();
    await page.locator('.group.in_review .row', {hasText: `عاجل ${language}`}).waitFor();
    assert.match(await page.title(), /^\(\d\)/);
    assert.equal((await stage.call('POST', path + '/approve', {})).status, 200);
    await row.waitFor({state: 'detached'});
    await page.getByRole('button', {name: say(language, 'state_published'), exact: true}).click();
    await row.waitFor();
    assert.equal((await stage.call('POST', path + '/withdraw', {})).status, 200);
    await row.waitFor({state: 'detached'});
    await page.getByRole('button', {name: say(language, 'state_withdrawn'), exact: true}).click();
    await row.waitFor();
  });
}
test('what happens while the line is cut is seen when it is back', async () => {
  const page = await stage.page('salma', 'ar');
  await page.locator('.row').nth(2).waitFor();
  await page.context().setOffline(true);
  await stage.push('nawras', 'cut', {...news.train, title: 'خبر وصل والخط مقطوع'});
  await page.context().setOffline(false);
  await page.locator('.row', {hasText: 'خبر وصل والخط مقطوع'}).waitFor();
});
test('an admin sees how far the machine is', async () => {
  const idle = await new Stage().open(0);
  try {
    await idle.site('nawras');
    await idle.call('PUT', '/v1/sites/nawras/articles/bridge', news.bridge);
    const page = await idle.page('admin', 'ar');
    await page.locator('.row.received .work.waiting', {hasText: say('ar', 'job_draft')}).waitFor();
    await page.goto(idle.origin + '/desk/#/house/jobs');
    await page.getByRole('link', {name: news.bridge.title}).waitFor();
    await clean(page, 'jobs');
    await page.getByRole('button', {name: say('ar', 'cancel')}).click();
    await page.locator('.undoing').getByRole('button', {name: say('ar', 'at_once')}).click();
    await page.getByText(say('ar', 'jobs_none')).waitFor();
  } finally {
    await idle.close();
  }
});
