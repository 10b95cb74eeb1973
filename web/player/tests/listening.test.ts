// SPDX-License-Identifier: MIT
// Listening: the box, the bar, the keys and the lit word, in Arabic and English, in both directions.
import assert from 'node:assert/strict';
import {after, afterEach, before, test} from 'node:test';
import {Stage, at, button, element, inside, lit, playing, until} from './stage.ts';
import {Words} from '../src/words.ts';

const stage = new Stage();
before(() => stage.open());
after(() => stage.close());
afterEach(() => stage.clear());
const english = '<mujaz-player lang="en" src="/v1/sites/s/articles/a/episode"></mujaz-player>';
const bar = 'mujaz-player .bar';

for (const [language, tag, listen, pause] of [
  ['ar', element, 'استمع إلى الملخص', 'إيقاف مؤقت'], ['en', english, 'Listen to the summary', 'Pause']] as const) {
  test(`${language}: title, label, points and the button with its length`, async () => {
    const page = await stage.page(tag);
    await button(page, new RegExp(listen)).waitFor();
    assert.equal(await page.getByRole('heading', {level: 2}).textContent(), language === 'ar' ? 'الملخص' : 'Summary');
    assert.deepEqual(await page.locator('mujaz-player .point .text').allTextContents(), stage.episode.points.map(p => p.text));
    const seconds = Math.floor(stage.times.duration);
    assert.match(await button(page, new RegExp(listen)).innerText(), new RegExp(`0:${seconds}`));
    assert.equal(await page.locator('mujaz-player .bar').count(), 0);
    await button(page, language === 'ar' ? 'ما هذا؟' : 'What is this?').click();
    assert.match(await page.locator('mujaz-player .why').innerText(), language === 'ar' ? /لم يراجعها محرّر/ : /No editor has checked/);
  });
  test(`${language}: plays, lights the word that is heard, pauses, goes on`, async () => {
    const page = await stage.page(tag);
    await button(page, new RegExp(listen)).click();
    await playing(page);
    await until(page, p => p.deck.position > 1.2, 'a second of sound');
    const seen = await page.evaluate(() => {
      const p = document.querySelector('mujaz-player') as never as {deck: {position: number}};
      return {word: [...CSS.highlights.get('mujaz-spoken')!].map(r => r.toString()), at: p.deck.position};
    });
    const word = stage.times.words.find(w => w.start <= seen.at && seen.at < w.end + 0.1)!;
    // The clock was read a moment after the word was lit: a neighbour is right as well.
    const texts = [-1, 0, 1].map(by => stage.times.words[stage.times.words.indexOf(word) + by]).filter(w => w !== undefined)
      .map(w => [...stage.episode.points[w.point]!.text].slice(w.from, w.to).join(''));
    assert.ok(texts.includes(seen.word[0]!), `${seen.word[0]} at ${seen.at}, wanted one of ${texts.join(' ')}`);
    await button(page, pause).first().click();
    const stopped = await at(page);
    await page.waitForTimeout(300);
    assert.equal(await at(page), stopped);
  });
  test(`${language}: bar, arrows and skips agree with the direction`, async () => {
    const page = await stage.page(tag);
    await button(page, new RegExp(listen)).click();
    await playing(page);
    await button(page, pause).first().click();
    const ahead = language === 'ar' ? 'ArrowLeft' : 'ArrowRight', behind = language === 'ar' ? 'ArrowRight' : 'ArrowLeft';
    await page.locator(bar).focus();
    await page.keyboard.press('Home');
    assert.equal(await at(page), 0);
    await page.keyboard.press(ahead);
    assert.equal(await at(page), 5);
    await page.keyboard.press(ahead);
    await page.keyboard.press(behind);
    assert.equal(await at(page), 5);
    await page.keyboard.press('PageUp');
    assert.equal(await at(page), 15);
    assert.equal(await page.locator(bar).getAttribute('aria-valuetext'),
      new Words(language, 'latn').position(15, stage.times.duration));
    // The thumb, the fill and a click at a place agree.
    const box = (await page.locator(bar).boundingBox())!;
    const side = (share: number) => box.x + (language === 'ar' ? (1 - share) : share) * box.width;
    await page.mouse.click(side(0.75), box.y + box.height / 2);
    assert.ok(Math.abs(await at(page) / stage.times.duration - 0.75) < 0.03, String(await at(page)));
    const fill = await page.locator('mujaz-player .rail').evaluate(rail => {
      const style = getComputedStyle(rail, '::after');
      return {start: style.insetInlineStart, width: parseFloat(style.inlineSize) / rail.clientWidth, right: style.right};
    });
    assert.ok(Math.abs(fill.width - 0.75) < 0.03);
    assert.equal(fill.start, '0px');
    // Back stands before forward along the bar, and its arrow points there.
    const [back, forward] = await Promise.all([language === 'ar' ? 'ارجع 10 ثوانٍ' : 'Back 10 seconds', language === 'ar' ? 'تقدّم 10 ثوانٍ' : 'Forward 10 seconds']
      .map(name => page.locator('mujaz-player .controls').getByRole('button', {name}).boundingBox()));
    assert.equal(back!.x > forward!.x, language === 'ar');
    const mirrored = await page.locator('mujaz-player .steps svg').first().evaluate(svg => getComputedStyle(svg).transform);
    assert.equal(mirrored.startsWith('matrix(-1'), language === 'ar');
    const was = await at(page);
    await page.locator('mujaz-player .controls').getByRole('button', {name: language === 'ar' ? 'ارجع 10 ثوانٍ' : 'Back 10 seconds'}).click();
    assert.ok(Math.abs(was - 10 - await at(page)) < 0.01);
  });
  test(`${language}: keys, while the player has the focus and at no other time`, async () => {
    const page = await stage.page(tag);
    await button(page, new RegExp(listen)).waitFor();
    await page.keyboard.press('k');
    assert.equal(await inside(page, p => p.deck.wanted), false);
    await button(page, new RegExp(listen)).focus();
    await page.keyboard.press('k');
    await playing(page);
    await page.keyboard.press('k');
    await page.keyboard.press('n');
    const second = stage.times.words.find(w => w.point === 1)!.start;
    assert.ok(Math.abs(await at(page) - second) < 0.01);
    await page.keyboard.press('b');
    assert.ok(await at(page) < 1);
    await page.keyboard.press('m');
    assert.equal(await inside(page, p => p.deck.audio.muted), true);
    await page.keyboard.press('c');
    assert.equal(await page.locator('mujaz-player .box .caption').count(), 1);
  });
}

test('a click on a word is heard from there', async () => {
  const page = await stage.page(element);
  await button(page, /استمع إلى الملخص/).waitFor();
  await page.waitForFunction(() => (document.querySelector('mujaz-player') as never as {timeline: unknown}).timeline);
  const place = await page.locator('mujaz-player .text').nth(1).evaluate(root => {
    const range = document.createRange();
    range.setStart(root.firstChild!, 5);  // in «وزير»
    range.setEnd(root.firstChild!, 6);
    const {x, y, width, height} = range.getBoundingClientRect();
    return {x: x + width / 2, y: y + height / 2};
  });
  await page.mouse.click(place.x, place.y);
  await playing(page);
  const word = stage.times.words.find(w => w.point === 1 && w.from <= 5 && 5 < w.to)!;
  const now = await at(page);
  assert.ok(now >= word.start && now < word.start + 3, `${now}, wanted ${word.start}`);
});
test('without the Highlight API the word stands in a mark, letters unparted', async () => {
  const page = await stage.page(element, {body: '<script>delete window.Highlight</script><script src="/player.js?2"></script>{player}', path: '/bare'});
  // The head's script has run already with the API; take a page without it.
  await page.context().addInitScript(() => { delete (window as Partial<typeof globalThis>).Highlight; });
  await page.reload();
  await button(page, /استمع إلى الملخص/).click();
  await until(page, p => !!p.shadowRoot.querySelector('mark') && p.deck.position > 1, 'a mark');
  const words = stage.episode.points[0]!.text.split(' ');
  const seen = await inside(page, p => [...p.shadowRoot.querySelectorAll('mark')].map(m => m.textContent));
  assert.ok(seen.length === 1 && words.includes(seen[0]!), String(seen));
  assert.equal(await page.locator('mujaz-player .point .text').first().textContent(), stage.episode.points[0]!.text);
});
test('speed and volume are kept for the next page', async () => {
  const page = await stage.page(element);
  await button(page, /استمع إلى الملخص/).click();
  await playing(page);
  await page.getByRole('combobox', {name: 'السرعة'}).selectOption('1.5');
  await page.getByRole('slider', {name: 'علوّ الصوت'}).fill('0.5');
  assert.deepEqual(await inside(page, p => [p.deck.audio.playbackRate, p.deck.audio.volume]), [1.5, 0.5]);
  await page.reload();
  await button(page, /تابع الاستماع|استمع إلى الملخص/).click();
  await playing(page);
  assert.deepEqual(await inside(page, p => [p.deck.audio.playbackRate, p.deck.audio.volume]), [1.5, 0.5]);
});
test('continues where it was left; what was heard is marked', async () => {
  const page = await stage.page(element);
  await button(page, /استمع إلى الملخص/).click();
  await playing(page);
  await inside(page, p => (p as never as {seek(s: number): void}).seek(12));
  await button(page, 'إيقاف مؤقت').first().click();
  await page.reload();
  await button(page, /تابع الاستماع/).click();
  await playing(page);
  assert.ok(await at(page) >= 12);
  await inside(page, p => (p as never as {seek(s: number): void}).seek(1000));
  await until(page, p => p.deck.state === 'ended', 'the end');
  assert.deepEqual(await lit(page), []);
  await page.locator('mujaz-player .heard').waitFor();
  await button(page, /استمع مرة أخرى/).waitFor();
  await page.reload();
  await page.locator('mujaz-player .heard').waitFor();
  await button(page, /استمع إلى الملخص/).click();
  await playing(page);
  assert.ok(await at(page) < 5);
});
