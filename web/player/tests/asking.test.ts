// SPDX-License-Identifier: MIT
// What a listener can ask for beside the sound: the sentence, the text, a link, rest, more, a correction.
import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {after, afterEach, before, test} from 'node:test';
import {Stage, at, button, element, inside, playing, root, until, lit} from './stage.ts';
import {storyOf} from './templates.ts';

const stage = new Stage();
let article = '';
before(async () => {
  await stage.open();
  const {title, story} = storyOf(await readFile(root + 'examples/article.html', 'utf8'));
  article = `<article><h1>${title}</h1>{player}<div style="font-size:26px">${story}</div></article>`;
});
after(() => stage.close());
afterEach(() => stage.clear());
const english = element.replace('>', ' lang="en">');
const listen = /استمع إلى الملخص|Listen to the summary/;

test('a point leads to its sentence in the page, lit and with the focus', async () => {
  const page = await stage.page(element, {body: article});
  await button(page, 'النقطة 3 في المقال').click();
  const seen = await page.evaluate(() => [...CSS.highlights.get('mujaz-source')!].map(r => r.toString().replace(/\s+/g, ' ')));
  assert.deepEqual(seen, stage.episode.points[2]!.pieces.map(p => p.text));
  assert.match(await page.evaluate(() => document.activeElement!.textContent), /هيئة الطيران المدني/);
  await page.waitForFunction(() => { const {top, bottom} = document.activeElement!.getBoundingClientRect(); return top < innerHeight && bottom > 0; });
});
test('where the page has not the article, a link with a text fragment', async () => {
  const page = await stage.page(element);
  const href = await page.getByRole('link', {name: 'النقطة 1 في المقال'}).getAttribute('href');
  assert.ok(href!.startsWith(stage.episode.url + '#:~:text='), href!);
  assert.ok(stage.episode.points[0]!.pieces[0]!.text.startsWith(decodeURIComponent(href!.split('text=')[1]!.split(',')[0]!)));
});
test('the whole article is lit in the page, and followed until the reader scrolls', async () => {
  const page = await stage.page(element, {body: article});
  await button(page, /استمع إلى المقال كاملًا/).click();
  await playing(page);
  await inside(page, p => (p as never as {seek(s: number): void}).seek(100));
  await page.waitForFunction(() => scrollY > 300);
  await page.waitForTimeout(700);  // the scroll is smooth
  await page.waitForFunction(() => CSS.highlights.get('mujaz-spoken')?.size === 1);
  assert.equal(await page.evaluate(() => [...CSS.highlights.get('mujaz-spoken')!].every(r => (r as Range).startContainer.getRootNode() === document)), true);
  await page.mouse.move(300, 300);
  await page.mouse.wheel(0, -5000);
  await page.waitForFunction(() => scrollY === 0);
  const was = (await lit(page))[0];
  await page.waitForFunction(word => [...CSS.highlights.get('mujaz-spoken') ?? []].some(r => r.toString() !== word), was);
  assert.equal(await page.evaluate(() => scrollY), 0);
  await button(page, 'عد إلى موضع الصوت').first().click();
  await page.waitForFunction(() => scrollY > 300);
});
for (const [language, tag] of [['ar', element], ['en', english]] as const) {
  const name = (ar: string, en: string) => (language === 'ar' ? ar : en);
  test(`${language}: transcript with times; a line is heard`, async () => {
    const page = await stage.page(tag);
    await button(page, listen).waitFor();
    await until(page, p => !!(p as never as {timeline: unknown}).timeline, 'times');
    const opener = button(page, name('نص ما تسمعه', 'Transcript'));
    await opener.click();
    assert.equal(await opener.getAttribute('aria-expanded'), 'true');
    const lines = await page.locator('mujaz-player .line .text').allTextContents();
    assert.equal(lines.join(' '), stage.episode.points.map(p => p.text).join(' '));
    await page.locator('mujaz-player .line button').nth(3).click();
    await playing(page);
    assert.ok(await at(page) >= 5);
    await page.locator('mujaz-player .line[aria-current]').waitFor();
    await page.keyboard.press('Escape');
    assert.equal(await opener.getAttribute('aria-expanded'), 'false');
    assert.equal(await inside(page, p => p.shadowRoot.activeElement?.getAttribute('aria-controls')), 'transcript');
  });
  test(`${language}: captions show the words being said`, async () => {
    const page = await stage.page(tag);
    await button(page, listen).click();
    await playing(page);
    await button(page, name('النص المتزامن', 'Captions')).click();
    const caption = page.locator('mujaz-player .box .caption');
    await until(page, p => !!p.shadowRoot.querySelector('.box .caption')?.textContent, 'a caption');
    assert.ok(stage.episode.points[0]!.text.includes(await caption.innerText()));
    assert.equal(await caption.evaluate(c => getComputedStyle(c).direction), 'rtl');
  });
  test(`${language}: shared at a point, and opened there without playing`, async () => {
    const page = await stage.page(tag, {context: {permissions: ['clipboard-read', 'clipboard-write']}});
    await button(page, name('مشاركة', 'Share')).click();
    await page.getByRole('combobox', {name: name('ابدأ من', 'Start at')}).selectOption({value: '2'});
    await button(page, name('انسخ الرابط', 'Copy the link')).click();
    await page.getByRole('status').filter({hasText: name('نُسخ الرابط', 'Link copied')}).waitFor();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    assert.equal(link, `${stage.origin}/page#point=2`);
    await page.goto('about:blank');
    await page.goto(link);
    await button(page, name('استمع من النقطة 2', 'Listen from point 2')).first().waitFor();
    const second = stage.times.words.find(w => w.point === 1)!.start;
    await until(page, p => p.deck.position > 1, 'the place');
    assert.ok(Math.abs(await at(page) - second) < 0.01);
    assert.equal(await inside(page, p => p.deck.audio.paused), true);
    await page.locator('mujaz-player .play.summary').click();
    await playing(page);
    assert.ok(await at(page) >= second - 0.1);
  });
  test(`${language}: the sleep timer stops the sound and says so`, async () => {
    const page = await stage.page(tag);
    await page.clock.install();
    await button(page, listen).click();
    await playing(page);
    await button(page, name('مؤقّت النوم', 'Sleep timer')).click();
    await page.getByRole('radio', {name: name('بعد 5 دقائق', 'After 5 minutes')}).check();
    await page.getByRole('status').filter({hasText: name('يتوقف الصوت بعد 5 دقائق', 'The sound stops after 5 minutes')}).waitFor();
    await inside(page, p => { p.deck.audio.loop = true; });  // five minutes of a short sound
    await page.clock.fastForward('05:01');
    await page.clock.runFor(6000);
    await page.getByRole('status').filter({hasText: name('توقف الصوت كما طلبت', 'The sound stopped as you asked')}).waitFor();
    assert.deepEqual(await inside(page, p => [p.deck.audio.paused, p.deck.audio.volume]), [true, 1]);
  });
  test(`${language}: a report names the word, its place and what is wrong`, async () => {
    const sent: Record<string, unknown>[] = [];
    let answer = 202;
    const page = await stage.page(tag);
    stage.on.set('/v1/sites/s/articles/a/reports', async (request, response) => {
      let body = '';
      for await (const part of request) body += part;
      sent.push(JSON.parse(body));
      response.writeHead(answer).end();
    });
    await button(page, listen).waitFor();
    await until(page, p => !!(p as never as {timeline: unknown}).timeline, 'times');
    await button(page, name('بلّغ عن خطأ', 'Report a mistake')).click();
    await page.getByRole('combobox', {name: name('النقطة', 'Point'), exact: true}).selectOption({value: '1'});
    await page.getByRole('combobox', {name: name('الكلمة', 'Word')}).selectOption({label: 'وزير'});
    await page.getByRole('radio', {name: name('معلومة خاطئة', 'Wrong fact')}).check();
    await page.getByRole('textbox', {name: name('ما الصواب؟', 'What is right?')}).fill('وزيرة');
    answer = 429;
    await button(page, name('أرسل', 'Send')).click();
    await page.getByRole('status').filter({hasText: name('أرسلت بلاغات كثيرة', 'many reports')}).waitFor();
    answer = 202;
    await button(page, name('أرسل', 'Send')).click();
    await page.getByRole('status').filter({hasText: name('وصل بلاغك', 'have your report')}).waitFor();
    assert.deepEqual(sent[1], {revision: '1', point: 1, kind: 'fact', note: 'وزيرة', word: 'وزير', from: 4, to: 8});
  });
  test(`${language}: the queue plays another episode and marks what was heard`, async () => {
    await stage.templates();
    const page = await stage.page(tag.replace('>', ' queue="/queue">'));
    await button(page, name('ملخصات أخرى', 'More summaries')).click();
    const row = button(page, /قطار سريع/);
    await row.click();
    await playing(page);
    assert.equal(await page.locator('mujaz-player .of').innerText(), 'خبر 2');
    assert.equal(await page.locator('mujaz-player .of a').getAttribute('href'), stage.origin + '/other-c');
    await inside(page, p => (p as never as {seek(s: number): void}).seek(1000));
    await until(page, p => p.deck.state === 'ended', 'the end');
    await row.locator('.heard').waitFor();
    await button(page, name('ملخص هذه الصفحة', "This page's summary")).click();
    await playing(page);
    await page.getByRole('checkbox').check();
    await inside(page, p => (p as never as {seek(s: number): void}).seek(1000));
    await page.locator('mujaz-player .of').filter({hasText: 'خبر 1'}).waitFor();
    await playing(page);
  });
  test(`${language}: a small player where the box is out of sight; what has the focus stays clear of it`, async () => {
    const page = await stage.page(tag, {body: article + '<p style="height:2000px"><a href="#" id="deep">رابط</a></p>'});
    await button(page, listen).click();
    await playing(page);
    await page.evaluate(() => scrollTo(0, 1500));
    const small = page.getByRole('region', {name: name('المشغّل المصغّر', 'Small player')});
    await small.waitFor();
    await page.screenshot();
    await page.locator('#deep').focus();
    const [link, box] = await Promise.all([page.locator('#deep').boundingBox(), small.boundingBox()]);
    assert.ok(link!.y + link!.height <= box!.y || link!.y >= box!.y + box!.height, 'hidden behind the small player');
    await small.getByRole('button', {name: name('إيقاف مؤقت', 'Pause')}).click();
    assert.equal(await inside(page, p => p.deck.audio.paused), true);
    await small.getByRole('button', {name: name('أغلق', 'Close')}).click();
    await small.waitFor({state: 'hidden'});
    assert.equal(await page.evaluate(() => document.documentElement.style.scrollPaddingBlockEnd), '');
  });
  test(`${language}: download is a link to the MP3`, async () => {
    const page = await stage.page(tag);
    const link = page.getByRole('link', {name: name('تنزيل', 'Download')});
    assert.equal(await link.getAttribute('href'), stage.origin + '/ep/summary.mp3');
    assert.equal(await link.getAttribute('download'), '');
  });
}
test('a word that is clicked while a report is written is the one it is about', async () => {
  const page = await stage.page(element);
  await button(page, 'بلّغ عن خطأ').click();
  await until(page, p => !!(p as never as {timeline: unknown}).timeline, 'times');
  await page.locator('mujaz-player .point .text').first().click({position: {x: 4, y: 10}});
  assert.notEqual(await page.getByRole('combobox', {name: 'الكلمة'}).inputValue(), '-1');
  assert.equal(await inside(page, p => p.deck.wanted), false);
});
test('what is heard is counted once, point by point, and of nobody', async () => {
  const sent: Record<string, unknown>[] = [], headers: string[] = [];
  stage.on.set('/v1/sites/s/articles/a/plays', async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    sent.push(JSON.parse(body));
    headers.push(String(request.headers.cookie));
    response.writeHead(204).end();
  });
  const page = await stage.page(element);
  const told = async (want: object) => {
    for (const end = Date.now() + 20000; !sent.some(one => JSON.stringify(one) === JSON.stringify(want));) {
      assert.ok(Date.now() < end, `not counted: ${JSON.stringify(want)}; ${JSON.stringify(sent)}`);
      await page.waitForTimeout(50);
    }
  };
  await button(page, /استمع إلى الملخص/).click();
  await told({what: 'play'});
  await told({what: 'point', point: 0});
  await page.getByRole('combobox', {name: 'السرعة'}).selectOption('1.5');
  await told({what: 'speed', speed: 1.5});
  await inside(page, p => (p as never as {seek(s: number): void}).seek(1000));
  await told({what: 'end'});
  await button(page, /استمع مرة أخرى/).click();
  await playing(page);
  assert.equal(sent.filter(one => one.what === 'play').length, 1);
  assert.deepEqual([...new Set(headers)], ['undefined']);
});
test('the system’s own controls know what plays, and move it', async () => {
  const page = await stage.page(element);
  await page.evaluate(() => {
    const acts: Record<string, (d: unknown) => void> = {};
    Object.assign(window, {acts});
    navigator.mediaSession.setActionHandler = (name, act) => { acts[name] = act as never; };
  });
  await button(page, listen).click();
  await playing(page);
  const seen = await page.evaluate(() => ({title: navigator.mediaSession.metadata!.title, state: navigator.mediaSession.playbackState, names: Object.keys((window as never as {acts: object}).acts).sort()}));
  assert.deepEqual(seen, {title: stage.episode.title, state: 'playing', names: ['nexttrack', 'pause', 'play', 'previoustrack', 'seekbackward', 'seekforward', 'seekto', 'stop']});
  await page.evaluate(() => (window as never as {acts: Record<string, (d: unknown) => void>}).acts.seekto!({seekTime: 9}));
  assert.ok(await at(page) >= 9);
  await page.evaluate(() => (window as never as {acts: Record<string, (d: unknown) => void>}).acts.pause!({}));
  assert.equal(await inside(page, p => p.deck.audio.paused), true);
});
test('one sound at a time in a page', async () => {
  const page = await stage.page(element + element);
  await button(page, listen).first().click();
  await playing(page);
  await button(page, listen).last().click();
  await until(page, p => p.deck.audio.paused, 'the first to stop');
});
