// SPDX-License-Identifier: GPL-3.0-or-later
// The door, an empty desk, and what stands around every room.
import assert from 'node:assert/strict';
import {after, afterEach, before, test} from 'node:test';
import {clean, say, Stage, type Language} from './stage.ts';

let stage: Stage;
before(async () => { stage = await new Stage().open(); });
afterEach(() => stage.clear());
after(() => stage.close());

for (const language of ['ar', 'en'] as Language[]) {
  test(`${language}: an empty desk teaches its first use, and its admin makes a site`, async () => {
    const page = await stage.page('admin', language);
    await page.getByRole('heading', {name: say(language, 'first_title')}).waitFor();
    await clean(page, 'empty desk');
    if (language === 'en') return;
    await page.getByRole('link', {name: say(language, 'first_site_go')}).click();
    await page.getByLabel(say(language, 'site_name')).fill('nawras');
    await page.getByRole('radio', {name: say(language, 'policy_held')}).check();
    await page.getByRole('button', {name: say(language, 'site_make')}).click();
    await page.getByRole('heading', {name: 'nawras'}).waitFor();
    assert.equal(await page.getByRole('radio', {name: say(language, 'policy_held')}).isChecked(), true);
    await page.goto(stage.origin + '/desk/#/');
    await page.getByText(say(language, 'first_site_done', {site: 'nawras'})).waitFor();
  });
  test(`${language}: the door says what is wrong and what to do; a session that ended is begun again`, async () => {
    const name = `salma-${language}`;
    await stage.editor(name);
    const page = await stage.page('', language);
    await page.getByLabel(say(language, 'account')).fill(name);
    await page.getByLabel(say(language, 'password')).fill('never this one');
    await page.getByRole('button', {name: say(language, 'sign_in')}).click();
    await page.getByRole('alert').getByText(say(language, 'sign_in_wrong')).waitFor();
    await clean(page, 'door');
    await page.getByLabel(say(language, 'password')).fill(stage.password(name));
    await page.keyboard.press('Enter');
    await page.locator('.masthead').waitFor();
    const cookies = await page.context().cookies();
    assert.ok(cookies.every(cookie => cookie.httpOnly && cookie.sameSite === 'Strict'));
    await page.context().clearCookies();
    await page.getByRole('link', {name: say(language, 'house'), exact: true}).click();
    await page.getByText(say(language, 'session_ended')).waitFor();
    await page.getByLabel(say(language, 'account')).fill(name);
    await page.getByLabel(say(language, 'password')).fill(stage.password(name));
    await page.keyboard.press('Enter');
    await page.locator('.house').waitFor();
    await page.locator('.me summary').click();
    await page.getByRole('button', {name: say(language, 'sign_out')}).click();
    await page.getByRole('button', {name: say(language, 'sign_in')}).waitFor();
    assert.equal(await page.evaluate(() => fetch('/v1/sessions/current').then(answer => answer.status)), 401);
  });
  test(`${language}: it reads in its direction, speaks the other language when asked, is light or dark`, async () => {
    const page = await stage.page('admin', language);
    const look = () => page.evaluate(() => {
      const {documentElement: html} = document, at = (place: string) => document.querySelector(place)!.getBoundingClientRect().left;
      return {dir: html.dir, lang: html.lang, nameFirst: at('.masthead .name') > at('.masthead .end') ? 'right' : 'left', background: getComputedStyle(document.body).backgroundColor};
    });
    await page.locator('.masthead').waitFor();
    const first = await look();
    assert.deepEqual([first.dir, first.lang, first.nameFirst], language === 'ar' ? ['rtl', 'ar', 'right'] : ['ltr', 'en', 'left']);
    await page.getByRole('button', {name: say(language, 'theme_auto')}).click();
    assert.notEqual((await look()).background, first.background);
    await clean(page, 'dark');
    const other = language === 'ar' ? 'en' : 'ar';
    await page.getByRole('button', {name: other === 'en' ? 'English' : 'العربية'}).click();
    await page.getByRole('link', {name: say(other, 'queue'), exact: true}).waitFor();
    await page.reload();
    await page.getByRole('link', {name: say(other, 'queue'), exact: true}).waitFor();
    assert.notEqual((await look()).dir, first.dir);
    await page.keyboard.press('Shift+?');
    await page.getByRole('dialog').getByText(say(other, 'key_help')).waitFor();
    await clean(page, 'keys');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({state: 'detached'});
  });
}
test('nothing of it comes from elsewhere, and its policy lets nothing else run', async () => {
  const page = await stage.page('', 'ar');
  await page.locator('form').waitFor();
  const asked = await page.evaluate(() => performance.getEntriesByType('resource').map(entry => entry.name));
  assert.ok(asked.length > 2 && asked.every(url => url.startsWith(stage.origin)), asked.join('\n'));
  const policy = (await fetch(stage.origin + '/desk/')).headers.get('content-security-policy')!;
  assert.match(policy, /default-src 'none'; script-src 'self'; style-src 'self';/);
  assert.doesNotMatch(policy, /unsafe|\*|http/);
  const moved = await fetch(stage.origin + '/desk', {redirect: 'manual'});
  assert.deepEqual([moved.status, moved.headers.get('location')], [303, '/desk/']);
});
