// SPDX-License-Identifier: GPL-3.0-or-later
// The house: sites, people, tokens, lexicon, figures, log.
import assert from 'node:assert/strict';
import {after, afterEach, before, test} from 'node:test';
import {figures} from '../src/house/stats.ts';
import {clean, news, say, Stage, type Language} from './stage.ts';

let stage: Stage;
before(async () => {
  stage = await new Stage().open();
  await stage.site('nawras');
  await stage.editor('omar');
  await stage.push('nawras', 'bridge', news.bridge);
  const path = '/v1/sites/nawras/articles/bridge';
  await stage.call('POST', path + '/approve', {});
  for (const [what, n] of [['play', 10], ['end', 2]] as const) for (let i = 0; i < n; ++i) await stage.call('POST', path + '/plays', {what});
  for (const [point, n] of [[0, 9], [1, 4], [2, 3]] as const) for (let i = 0; i < n; ++i) await stage.call('POST', path + '/plays', {what: 'point', point});
  await stage.call('POST', path + '/plays', {what: 'speed', speed: 1.5});
  for (let i = 0; i < 2; ++i) await stage.call('POST', path + '/reports', {point: 0, kind: 'reading', from: 0, to: 4, note: `بلاغ ${i}`});
});
afterEach(() => stage.clear());
after(() => stage.close());

for (const language of ['ar', 'en'] as Language[]) {
  test(`${language}: a site's policy and sound are changed by its admin; an editor sees them alone`, async () => {
    const page = await stage.page('admin', language, '#/house/sites');
    await page.getByRole('radio', {name: say(language, 'policy_publish')}).check();
    await page.getByRole('button', {name: say(language, 'section_add')}).click();
    await page.locator('.section input').fill('رأي');
    await page.locator('.section select').selectOption('review');
    await page.getByLabel(say(language, 'site_opening')).fill('هذا موجز الخبر.');
    await page.getByLabel(say(language, 'site_months')).selectOption('levant');
    await clean(page, 'sites');
    await page.getByRole('button', {name: say(language, 'save'), exact: true}).click();
    await page.getByText(say(language, 'site_saved')).waitFor();
    const {json} = await stage.call('GET', '/v1/sites/nawras');
    assert.deepEqual([json.policy, json.sections, json.opening, json.months], ['publish', {رأي: 'review'}, 'هذا موجز الخبر.', 'levant']);
    await stage.call('PUT', '/v1/sites/nawras', {policy: 'review', sections: {}, opening: ''});
    const editor = await stage.page('omar', language, '#/house/sites');
    await editor.getByText(say(language, 'admin_alone')).waitFor();
    assert.equal(await editor.getByRole('button', {name: say(language, 'save'), exact: true}).count(), 0);
    assert.equal(await editor.getByRole('link', {name: say(language, 'house_tokens')}).count(), 0);
  });
  test(`${language}: a token and an account are made, their secrets shown once, and taken back`, async () => {
    const page = await stage.page('admin', language, '#/house/tokens');
    await page.getByLabel(say(language, 'note')).first().fill('cms-' + language);
    await page.getByRole('button', {name: say(language, 'token_issue')}).click();
    const secret = await page.locator('.secret code').innerText();
    assert.match(secret, /^mjz_/);
    const answer = await fetch(`${stage.origin}/v1/sites/nawras/articles/none`, {headers: {Authorization: `Bearer ${secret}`}});
    assert.equal(answer.status, 404, 'the token is good');
    await clean(page, 'tokens');
    const row = page.locator('tr', {hasText: 'cms-' + language});
    await row.getByRole('button', {name: say(language, 'revoke')}).click();
    await page.locator('.undoing').getByRole('button', {name: say(language, 'at_once')}).click();
    await row.waitFor({state: 'detached'});
    await page.getByRole('link', {name: say(language, 'house_people')}).click();
    const name = 'huda-' + language;
    await page.getByLabel(say(language, 'account')).fill(name);
    await page.getByRole('button', {name: say(language, 'user_add')}).click();
    const password = await page.locator('.secret code').innerText();
    const signed = await fetch(stage.origin + '/v1/sessions', {method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify({name, password})});
    assert.equal(signed.status, 201);
    await clean(page, 'people');
    await page.getByLabel(say(language, 'account')).fill(name);
    await page.getByRole('button', {name: say(language, 'user_add')}).click();
    await page.getByRole('alert').getByText(say(language, 'error_409')).waitFor();
    await clean(page, 'a refusal');
    await page.locator('tr', {hasText: name}).getByRole('button', {name: say(language, 'disable')}).click();
    await page.locator('.undoing').getByRole('button', {name: say(language, 'at_once')}).click();
    await page.locator('tr.off', {hasText: name}).waitFor();
  });
  test(`${language}: a reading shows what it would change before it is saved; it is dropped and brought back`, async () => {
    const page = await stage.page('omar', language, '#/house/lexicon');
    await page.getByLabel(say(language, 'lexicon_written')).fill('الواحة');
    await page.getByLabel(say(language, 'lexicon_reading')).fill('xyz');
    await page.locator('.effect .wrong').waitFor();
    await page.getByLabel(say(language, 'lexicon_reading')).fill('الْوَاحَة');
    await page.locator('.effect').getByText(/\d/).first().waitFor();
    await page.getByRole('button', {name: say(language, 'lexicon_save')}).click();
    const row = page.locator('tr', {hasText: 'الواحة'}).filter({hasNot: page.locator('td .never')});
    await page.locator('tbody tr:not(.off)', {hasText: 'الواحة'}).waitFor();
    await clean(page, 'lexicon');
    await page.locator('tbody tr:not(.off)', {hasText: 'الواحة'}).getByRole('button').click();
    await page.locator('.undoing').getByRole('button', {name: say(language, 'at_once')}).click();
    await page.locator('tr.off', {hasText: 'الواحة'}).first().getByRole('button', {name: say(language, 'restore')}).click();
    await page.locator('tbody tr:not(.off)', {hasText: 'الواحة'}).waitFor();
    assert.ok(await row.count() >= 1);
    const {json} = await stage.call('GET', '/v1/sites/nawras/lexicon');
    for (const entry of json.entries) await stage.call('DELETE', `/v1/sites/nawras/lexicon/${entry.id}`);
  });
  test(`${language}: figures tell plays, how far, where listeners leave; a report is dealt with`, async () => {
    const page = await stage.page('omar', language, '#/house/stats');
    await page.locator('.figures b', {hasText: '10'}).waitFor();
    await page.locator('.figures b', {hasText: '20%'}).waitFor();
    const left = page.locator('.plot tr', {hasText: say(language, 'stats_leave')});
    assert.match(await left.innerText(), new RegExp(say(language, 'point_n', {n: 1})));
    const bars = await page.locator('.plot').first().locator('.bar').evaluateAll(all => all.map(bar => Math.round(bar.getBoundingClientRect().width)));
    assert.ok(bars[0]! > bars[1]! && bars[1]! > bars[2]! && bars[2]! > bars[3]!, String(bars));
    await clean(page, 'figures');
    const report = page.locator('.lines li', {hasText: `بلاغ ${language === 'ar' ? 0 : 1}`});
    await report.getByRole('button', {name: say(language, 'report_close')}).click();
    await page.locator('.undoing').getByRole('button', {name: say(language, 'at_once')}).click();
    await report.waitFor({state: 'detached'});
  });
  test(`${language}: the log is searched and given out`, async () => {
    const page = await stage.page('omar', language, '#/house/log');
    await page.locator('tbody tr').first().waitFor();
    await clean(page, 'log');
    await page.getByLabel(say(language, 'log_search')).fill(say(language, 'did_approve'));
    assert.ok((await page.locator('tbody tr').allInnerTexts()).every(text => text.includes(say(language, 'did_approve'))));
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', {name: say(language, 'log_csv')}).click()]);
    assert.match(file.suggestedFilename(), /csv$/);
  });
}
test('where listeners leave, from counts', () => {
  const count = (what: string, n: number, article = 'a') => ({article, what, count: n});
  const told = figures([count('play', 5), count('play', 7, 'b'), count('end', 3), count('point.0', 11), count('point.2', 4), count('point.1', 10), count('speed.1.50', 2)]);
  assert.deepEqual(told, {plays: 12, ends: 3, points: [11, 10, 4], leave: 1, speeds: [['1.50', 2]], articles: [['b', 7], ['a', 5]]});
  assert.equal(figures([]).leave, -1);
});
