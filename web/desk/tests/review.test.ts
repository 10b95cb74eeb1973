// SPDX-License-Identifier: GPL-3.0-or-later
// The review of one article: what is seen, written, moved, heard, read and decided.
import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {after, afterEach, before, test} from 'node:test';
import type {Page} from 'playwright-core';
import {clean, news, root, say, Stage, until, type Language} from './stage.ts';

let stage: Stage;
const article = (id: string) => `/v1/sites/nawras/articles/${id}`;
const texts = async (id: string): Promise<string[]> => (await stage.call('GET', article(id))).json.points.map((point: {text: string}) => point.text);
async function open(id: string, language: Language, who = 'salma'): Promise<Page> {
  const page = await stage.page(who, language, `#/review/nawras/${id}`);
  await page.locator('.point').first().waitFor();
  return page;
}
const now = (page: Page, language: Language) => page.locator('.undoing').getByRole('button', {name: say(language, 'at_once')}).click();

before(async () => {
  stage = await new Stage().open();
  await stage.site('nawras');
  await stage.editor('salma', 'overrule');
  await stage.editor('omar');
  for (const language of ['ar', 'en'])
    await Promise.all([['look', news.bridge], ['work', news.school], ['decide', news.train], ['twice', news.bridge]]
      .map(([id, story]) => stage.push('nawras', `${id as string}-${language}`, story as object)));
});
afterEach(() => stage.clear());
after(() => stage.close());

for (const language of ['ar', 'en'] as Language[]) {
  test(`${language}: a point lights its source; what the check finds stands on the very words, with its reason`, async () => {
    const id = `look-${language}`;
    await stage.hold('nawras', id, '40', '90');
    const page = await open(id, language);
    const held = page.locator('.point.unsupported');
    assert.equal(await held.getAttribute('aria-current'), 'true', 'what needs an eye is chosen first');
    assert.match(await held.locator('mark.problem').first().innerText(), /90/);
    assert.equal(await held.locator('mark.outside').first().innerText(), '90');
    assert.match(await held.locator('.problems').innerText(), /العدد «90/);
    assert.match((await page.locator('.story mark.sentence').allInnerTexts()).join(''), /40 ألف سيارة/);
    assert.match((await page.locator('.story mark.named').allInnerTexts()).join(' '), /40/);
    await clean(page, 'held');
    await page.keyboard.press('ArrowDown');
    await page.locator('.point.supported[aria-current]').waitFor();
    const lit = (await page.locator('.story mark.piece').allInnerTexts()).join(' ');
    const point = await page.locator('.point[aria-current] .text').innerText();
    assert.ok(lit.split(/\s+/).every(word => news.bridge.text.includes(word)) && point.split(' ').slice(-2).every(word => lit.includes(word)), lit);
    assert.equal(await page.locator('.story mark.named').count(), 0);
  });
  test(`${language}: the check runs as one types, and a late answer is dropped`, async () => {
    const id = `look-${language}`;
    const page = await open(id, language);
    // The first answer is kept back until the second has come.
    let first = true, let_go: () => void = () => {};
    const second = new Promise<void>(done => { let_go = done; });
    await page.route('**/check', async route => {
      if (!first) {
        await route.continue();
        return;
      }
      first = false;
      const answer = await route.fetch();
      await second;
      await route.fulfill({response: answer});
    });
    await page.keyboard.press('Enter');
    const field = page.getByRole('textbox');
    await field.fill('قالت البلدية إن الجسر يخدم 77 ألف سيارة كل يوم');
    await page.waitForRequest('**/check');
    await field.fill('قالت البلدية إن الجسر يخدم 40 ألف سيارة كل يوم');
    await page.waitForResponse('**/check');
    await page.locator('.result .verdict.supported').waitFor();
    let_go();
    await page.waitForLoadState('networkidle');
    assert.equal(await page.locator('.result .verdict.supported').count(), 1);
    assert.doesNotMatch(await page.locator('.result').innerText(), /77/);
    await field.fill('قالت البلدية إن الجسر يخدم 55 ألف سيارة كل يوم');
    await page.locator('.result .verdict.unsupported').waitFor();
    await until(() => page.evaluate(() => [...(CSS.highlights.get('problem') ?? [])].map(range => range.toString()).join(' ').includes('55')), 'the wrong words painted');
    await clean(page, 'writing');
    await page.keyboard.press('Escape');
    await page.locator('.point:focus').waitFor();
    assert.ok((await texts(id)).every(text => !text.includes('55')), 'nothing was saved');
  });
  test(`${language}: points are moved by keyboard and mouse, added, dropped and brought back`, async () => {
    const id = `work-${language}`;
    const page = await open(id, language), before = await texts(id);
    await page.locator('.point').first().focus();
    await page.keyboard.press('Alt+ArrowDown');
    await page.getByText(say(language, 'moved_to', {n: 2, all: before.length})).waitFor();
    assert.deepEqual((await texts(id)).slice(0, 2), [before[1], before[0]]);
    await page.locator('.point .grip').nth(1).dragTo(page.locator('.point').nth(0));
    await page.getByText(say(language, 'moved_to', {n: 1, all: before.length})).waitFor();
    assert.deepEqual(await texts(id), before);
    await page.keyboard.press('i');
    await page.getByRole('textbox').fill('التسجيل يبدأ الأحد');
    await page.keyboard.press('Enter');
    await page.locator('.point[aria-current]', {hasText: 'التسجيل يبدأ الأحد'}).waitFor();
    assert.equal((await texts(id)).length, before.length + 1);
    await page.keyboard.press('Delete');
    await page.locator('.point', {hasText: 'التسجيل يبدأ الأحد'}).waitFor({state: 'detached'});
    await page.keyboard.press('z');
    await page.locator('.point', {hasText: 'التسجيل يبدأ الأحد'}).waitFor();
    assert.equal((await texts(id)).length, before.length + 1);
    await page.keyboard.press('Delete');
    await now(page, language);
    await until(async () => (await texts(id)).length === before.length, 'the point to go');
  });
  test(`${language}: another clause of the same article is put in a point's place`, async () => {
    const id = `long-${language}`;
    const [title = '', ...lines] = (await readFile(root + 'examples/article.txt', 'utf8')).split('\n');
    await stage.push('nawras', id, {title, text: lines.join('\n').trim()});
    const page = await open(id, language), before = await texts(id);
    await page.keyboard.press('g');
    const first = page.locator('.clauses li').first();
    await first.waitFor();
    await clean(page, 'clauses');
    const clause = await first.locator('.text').innerText();
    await first.getByRole('button', {name: say(language, 'clause_replace')}).click();
    await page.locator('.point[aria-current] .text', {hasText: clause}).waitFor();
    assert.ok((await texts(id)).includes(clause) && (await texts(id)).length === before.length);
  });
  test(`${language}: hear a point, the whole and a word; see how words are read and correct one for the house`, async () => {
    const id = `decide-${language}`;
    const page = await open(id, language);
    await page.getByText(new RegExp(say(language, 'sound_ready').split('{')[0]!)).waitFor();
    await page.keyboard.press('Space');
    await until(() => page.evaluate(() => [...(CSS.highlights.get('spoken') ?? [])].map(range => range.toString()).join('')), 'the word that is heard');
    await page.keyboard.press('Space');
    assert.equal(await page.evaluate(() => CSS.highlights.has('spoken')), false);
    await page.keyboard.press('l');
    await page.locator('.bar .hear').getByText(say(language, 'stop')).waitFor();
    await page.keyboard.press('l');
    await page.keyboard.press('r');
    const words = page.locator('.reading li button');
    await words.first().waitFor();
    const count = (await page.locator('.point[aria-current] .text').innerText()).split(' ').length;
    assert.ok(await words.count() >= count, 'each word has its reading');
    assert.match(await words.first().locator('.marks').innerText(), /[\u064b-\u0652]/);
    const word = page.locator('.reading li button', {hasText: 'وَزِيرُ'}).first();
    await word.click();
    await page.getByRole('button', {name: say(language, 'hear_word', {word: ''}).slice(0, 5)}).last().click();
    await page.getByRole('button', {name: say(language, 'correct_reading')}).click();
    const reads = page.getByLabel(say(language, 'lexicon_reading'));
    await reads.fill('وَزِيير');
    await page.locator('.effect').getByText(/\d/).or(page.locator('.effect .wrong')).first().waitFor();
    await reads.fill('وُزَيْر');
    await page.locator('.effect').getByText(new RegExp(say(language, 'lexicon_changes_none').split('{')[0]!.slice(0, 12))).or(page.locator('.effect li').first()).first().waitFor();
    await clean(page, 'reading');
    await page.getByRole('button', {name: say(language, 'lexicon_save')}).click();
    await page.locator('.reading .marks', {hasText: 'وُزَيْر'}).first().waitFor();
    const {json} = await stage.call('GET', '/v1/sites/nawras/lexicon');
    assert.equal(json.entries.length, 1);
    await stage.call('DELETE', `/v1/sites/nawras/lexicon/${json.entries[0].id}`);
  });
  test(`${language}: hold, undo, approve, correct, confirm, withdraw: each by its key; the log tells all`, async () => {
    const id = `decide-${language}`, state = async () => (await stage.call('GET', article(id))).json.state;
    const page = await open(id, language);
    await page.keyboard.press('h');
    await page.locator('.undoing').getByText(say(language, 'holding')).waitFor();
    await clean(page, 'the window for taking back');
    await page.keyboard.press('z');
    await page.getByText(say(language, 'undone')).waitFor();
    assert.equal(await state(), 'in_review');
    await page.keyboard.press('x');
    await page.getByRole('dialog').getByText(say(language, 'reject_question')).waitFor();
    await clean(page, 'a question');
    await page.keyboard.type('العنوان لا يطابق');
    await page.keyboard.press('Enter');
    await now(page, language);
    await page.locator('.state.held').waitFor();
    await page.locator('.top .reason', {hasText: 'العنوان لا يطابق'}).waitFor();
    await page.keyboard.press('a');
    await page.keyboard.press('a');
    await page.locator('.state.published').waitFor();
    await page.keyboard.press('c');
    await page.getByRole('dialog').getByRole('textbox').fill('صُحّح عدد المحطات.');
    await page.keyboard.press('Enter');
    await now(page, language);
    await page.locator('.correction', {hasText: 'صُحّح عدد المحطات.'}).waitFor();
    assert.match(JSON.stringify((await stage.call('GET', article(id) + '/episode')).json), /صُحّح عدد/);
    await page.keyboard.press('y');
    const log = page.locator('.history');
    for (const did of ['did_approve', 'did_reject', 'did_correct'] as const) await log.getByText(say(language, did)).first().waitFor();
    await log.getByText('salma').first().waitFor();
    await log.locator('.against').first().waitFor();
    await clean(page, 'history');
    await page.keyboard.press('w');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Enter');
    await now(page, language);
    await page.locator('.state.withdrawn').waitFor();
    assert.equal((await stage.call('GET', article(id) + '/episode')).status, 410);
  });
  test(`${language}: a point against the check is signed with a reason by one who may, and by no other`, async () => {
    const id = `look-${language}`;
    const page = await open(id, language);
    await page.locator('.point.unsupported').focus();
    await page.keyboard.press('s');
    await page.getByRole('dialog').getByText(say(language, 'overrule_question')).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();  // a reason is needed
    await page.keyboard.type('أكّده مصدر آخر');
    await page.keyboard.press('Enter');
    await now(page, language);
    await page.locator('.look', {hasText: 'أكّده مصدر آخر'}).waitFor();
    const other = `twice-${language}`;
    await stage.hold('nawras', other, '40', '90');
    const weaker = await open(other, language, 'omar');
    await weaker.keyboard.press('s');
    await weaker.getByText(say(language, 'may_not_overrule')).waitFor();
  });
  test(`${language}: two editors see each other and cannot overwrite one another`, async () => {
    const id = `twice-${language}`;
    const salma = await open(id, language), omar = await open(id, language, 'omar');
    await omar.getByText(say(language, 'other_looks', {name: 'salma'})).waitFor();
    await salma.locator('.point.unsupported').focus();
    await salma.keyboard.press('Enter');
    await salma.getByRole('textbox').fill('قالت البلدية إن الجسر يخدم 40 ألف سيارة');
    await omar.getByText(say(language, 'other_writes', {name: 'salma', n: 1})).or(omar.getByText(say(language, 'other_writes', {name: 'salma', n: 2}))).or(omar.getByText(say(language, 'other_writes', {name: 'salma', n: 3}))).waitFor();
    await omar.locator('.point.unsupported').focus();
    await omar.keyboard.press('Enter');
    await omar.getByRole('textbox').fill('قالت البلدية إن كلفته بلغت 12 مليون دولار');
    await salma.keyboard.press('Enter');
    await until(async () => (await texts(id)).some(text => text.endsWith('40 ألف سيارة')), 'what salma saved');
    await omar.keyboard.press('Enter');
    const merge = omar.locator('.merge');
    await merge.waitFor();
    await merge.getByText(say(language, 'merge_title', {name: 'salma'})).waitFor();
    assert.match(await merge.innerText(), /12 مليون دولار/);
    assert.match(await merge.locator('dd').nth(1).innerText(), /40 ألف سيارة/);
    await clean(omar, 'merge');
    assert.ok((await texts(id)).every(text => !text.includes('12 مليون')), 'nothing is overwritten unasked');
    await omar.keyboard.press('1');
    await until(async () => (await texts(id)).some(text => text.includes('12 مليون')), 'what omar chose');
  });
}
test('an article that is not there, and one that cannot be fetched, say what to do', async () => {
  const page = await stage.page('salma', 'ar', '#/review/nawras/none');
  await page.getByRole('heading', {name: say('ar', 'article_absent')}).waitFor();
  await clean(page, 'absent');
  await page.route('**/articles/look-ar', route => route.abort());
  await page.goto(stage.origin + '/desk/#/review/nawras/look-ar');
  await page.getByRole('heading', {name: say('ar', 'article_away')}).waitFor();
  await page.unroute('**/articles/look-ar');
  await page.getByRole('button', {name: say('ar', 'again')}).click();
  await page.locator('.point').first().waitFor();
});
test('a decision that is still open when the page is closed is sent', async () => {
  await stage.push('nawras', 'closing', news.train);
  const page = await open('closing', 'ar');
  await page.keyboard.press('a');
  await page.locator('.undoing .notice').waitFor();
  await page.close({runBeforeUnload: true});
  await until(async () => (await stage.call('GET', article('closing') + '/episode')).status === 200, 'the episode');
});
