// SPDX-License-Identifier: GPL-3.0-or-later
// From the door to the public: sign in, the queue, a held article corrected, heard and approved.
import assert from 'node:assert/strict';
import {after, afterEach, before, test} from 'node:test';
import {news, say, Stage, until, type Language} from './stage.ts';

let stage: Stage;
before(async () => { stage = await new Stage().open(); });
afterEach(() => stage.clear());
after(() => stage.close());

for (const language of ['ar', 'en'] as Language[]) {
  const id = `bridge-${language}`, episode = `/v1/sites/nawras/articles/${id}/episode`;
  test(`${language}: a held article with a wrong number, by the keyboard alone, is approved, heard and public`, async () => {
    await stage.site('nawras');
    await stage.editor(`salma-${language}`);
    await stage.push('nawras', id, news.bridge);
    await stage.hold('nawras', id, '40', '90');
    const page = await stage.page('', language);
    let strokes = 0;
    const press = async (key: string) => {
      ++strokes;
      await page.keyboard.press(key);
    };
    await page.getByLabel(say(language, 'account')).fill(`salma-${language}`);
    await page.getByLabel(say(language, 'password')).fill(stage.password(`salma-${language}`));
    await page.keyboard.press('Enter');
    // The desk is open: what is held is first and has the focus.
    await page.locator('.row.held a:focus').waitFor();
    assert.equal(await page.locator('.row').first().locator('.reason').innerText(), 'رقم خاطئ');
    await press('Enter');
    await page.locator('.point.unsupported:focus').waitFor();
    assert.match(await page.locator('.point.unsupported mark.problem').first().innerText(), /90/);
    await press('Enter');
    await page.locator('.write:focus').waitFor();
    assert.match(await page.evaluate(() => getSelection()!.toString()), /90/, 'the wrong words are chosen already');
    await page.keyboard.type('40 ألف');
    await page.locator('.result .verdict.supported').waitFor();
    await press('Enter');
    await page.locator('.point.supported:focus').waitFor();
    await press('Space');
    await page.locator('.point[aria-current] .acts').getByText(say(language, 'stop')).waitFor();
    await press('a');
    await page.locator('.undoing').getByText(say(language, 'approving')).waitFor();
    assert.equal((await stage.call('GET', episode)).status, 404, 'it can still be taken back');
    await press('a');
    await page.locator('.state.published').waitFor();
    const {json} = await until(async () => { const answer = await stage.call('GET', episode); return answer.status === 200 && answer; }, 'the episode');
    assert.equal(json.label, 'editor');
    assert.ok(json.points.some((point: {text: string}) => point.text.includes('40 ألف')));
    assert.ok(strokes <= 12, `${strokes} keystrokes`);
  });
}
