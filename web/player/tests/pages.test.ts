// SPDX-License-Identifier: MIT
// On other people's pages: a strict policy, no shift, ten templates, 320 pixels, axe in every state.
import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {after, afterEach, before, test} from 'node:test';
import type {BrowserContextOptions, Frame, Page} from 'playwright-core';
import {Stage, button, element, inside, playing, until} from './stage.ts';

const stage = new Stage();
before(() => stage.open());
after(() => stage.close());
afterEach(() => stage.clear());
const axe = await readFile(new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
const listen = /استمع إلى الملخص|Listen to the summary|تابع|Go on/;

async function findings(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe);
  const result = await page.evaluate(() => (window as never as {axe: {run(where: unknown, how: unknown): Promise<{violations: {id: string; nodes: {html: string; failureSummary: string}[]}[]}>}}).axe
    .run({include: [['mujaz-player']]}, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}));
  return result.violations.flatMap(v => v.nodes.map(n => `${v.id}: ${n.html.slice(0, 140)} ${n.failureSummary.slice(0, 200)}`));
}
const states: [string, (page: Page) => Promise<unknown>][] = [
  ['closed', async () => undefined],
  ['what is this', p => p.locator('[aria-controls=why]').click()],
  ['playing', async p => { await button(p, listen).first().click(); await playing(p); }],
  ['captions', p => p.locator('[aria-keyshortcuts=C]').click()],
  ['transcript', p => p.locator('[aria-controls=transcript]').click()],
  ['share', p => p.locator('[aria-controls=share]').click()],
  ['sleep', p => p.locator('[aria-controls=sleep]').click()],
  ['queue', async p => { await p.locator('[aria-controls=queue]').click(); await p.locator('.queued').first().waitFor(); }],
  ['report', p => p.locator('[aria-controls=report]').click()],
  ['small player', async p => { await p.evaluate(() => scrollTo(0, 9999)); await p.locator('.small').waitFor(); }],
  ['withdrawn', async p => {
    stage.json('/v1/sites/s/articles/a/episode', {}, 410);
    await inside(p, q => (q as never as {check(): Promise<boolean>}).check());
    await p.getByRole('status').filter({hasText: /سُحب|withdrawn/}).waitFor();
  }],
];
for (const [language, theme, digits] of [['ar', 'light', 'arab'], ['en', 'dark', 'latn']] as const) {
  test(`axe finds nothing in any state: ${language}, ${theme}`, async () => {
    await stage.templates();
    const page = await stage.page(`<mujaz-player lang="${language}" theme="${theme}" digits="${digits}" queue="/queue" src="/v1/sites/s/articles/a/episode"></mujaz-player>`,
      {html: `lang="${language}"`, body: '<main><h1>عنوان</h1>{player}<p style="height:3000px">.</p></main>', context: {reducedMotion: 'reduce'}});
    await button(page, listen).first().waitFor();
    for (const [state, act] of states) {
      await act(page);
      assert.deepEqual(await findings(page), [], state);
    }
  });
}
test('forced colours: bar, thumb and lit word keep a colour of the system', async () => {
  const page = await stage.page(element, {context: {forcedColors: 'active'}});
  await button(page, listen).click();
  await playing(page);
  const colours = await page.locator('mujaz-player .rail').evaluate(rail => [getComputedStyle(rail, '::before').backgroundColor, getComputedStyle(rail, '::after').backgroundColor]);
  assert.notEqual(colours[0], colours[1]);
  assert.deepEqual(await findings(page), []);
});
const narrow: [string, BrowserContextOptions][] = [['320 pixels', {viewport: {width: 320, height: 640}}], ['400 % of 1280 pixels', {viewport: {width: 320, height: 256}, deviceScaleFactor: 4}]];
for (const [what, context] of narrow) {
  test(`nothing runs over at ${what}, and targets are at least 24 pixels`, async () => {
    await stage.templates();
    const page = await stage.page(element.replace('>', ' queue="/queue">'), {context});
    await button(page, listen).click();
    await playing(page);
    for (const panel of ['why', 'transcript', 'share', 'sleep', 'queue', 'report']) {
      await page.locator(`mujaz-player [aria-controls=${panel}]`).click();
      if (panel === 'queue') await page.locator('.queued').first().waitFor();
      const wrong = await inside(page, p => {
        const bad: string[] = document.documentElement.scrollWidth > innerWidth ? ['the page scrolls sideways'] : [];
        const {left, right} = p.getBoundingClientRect();
        for (const each of p.shadowRoot.querySelectorAll<HTMLElement>('.box button, .box a, .box select, .box input, .box p, .box .text')) {
          const box = each.getBoundingClientRect();
          if (!box.width || each.closest('.unseen')) continue;
          if (box.left < left - 1 || box.right > right + 1) bad.push(`over the edge: ${each.className} ${each.textContent}`);
          const target = each.matches('[type=radio], [type=checkbox]') ? each.closest('label')! : each, {width, height} = target.getBoundingClientRect();
          if (each.matches('button, a, select, input') && (width < 24 || height < 24)) bad.push(`small: ${each.className} ${width}×${height}`);
        }
        return bad;
      });
      assert.deepEqual(wrong, [], panel);
    }
  });
}
test('a strict content security policy forbids nothing that the player does', async () => {
  const refused: string[] = [];
  for (const {name} of await stage.templates()) {
    if (name !== 'strict-csp') continue;
    const context = await stage.browser.newContext();
    const page = await context.newPage();
    page.on('console', message => { if (/Content.Security.Policy|Trusted/i.test(message.text())) refused.push(message.text()); });
    await page.goto(`${stage.origin}/${name}`);
    await button(page, listen).click();
    await playing(page);
    assert.equal(await page.locator('mujaz-player .box').evaluate(box => getComputedStyle(box).borderTopWidth), '3px');
    await button(page, 'نص ما تسمعه').click();
    await button(page, 'النقطة 1 في المقال').click();
    await context.close();
  }
  assert.deepEqual(refused, []);
});
const shifts = (page: Page) => page.evaluate(() => new Promise<number>(done => {
  let sum = 0;
  new PerformanceObserver(list => { for (const e of list.getEntries()) sum += (e as never as {value: number}).value; }).observe({type: 'layout-shift', buffered: true});
  setTimeout(() => done(sum), 400);
}));
test('no layout shift where the page keeps the height', async () => {
  const late = (request: unknown, response: import('node:http').ServerResponse) => {
    void request;
    setTimeout(() => response.writeHead(200, {'Content-Type': 'application/json'}).end(JSON.stringify(stage.episode)), 400);
  };
  stage.on.set('/v1/sites/s/articles/a/episode', late);
  const body = '<main><h1>عنوان</h1>{player}<p>نص المقال تحت الملخص، وهو ما كان سيتزحزح.</p></main>';
  const kept = await stage.page(element.replace('>', ' height="420">'), {body});
  await button(kept, listen).waitFor();
  assert.equal(await shifts(kept), 0);
  assert.equal(await inside(kept, p => p.getBoundingClientRect().height), 420);
  // The measure can see a shift: without a height there is one.
  const opened = await stage.page(element, {body, path: '/open'});
  await button(opened, listen).waitFor();
  assert.ok(await shifts(opened) > 0);
});
test('ten templates: the box is right to left, readable and inside its column', async () => {
  const all = await stage.templates();
  assert.equal(all.length, 10);
  for (const {name} of all) {
    const context = await stage.browser.newContext({viewport: {width: 768, height: 900}, javaScriptEnabled: true});
    const page = await context.newPage();
    await page.goto(`${stage.origin}/${name}`);
    let frame: Frame = page.mainFrame();
    if (name === 'frame-in-frame') {
      await page.waitForFunction(() => frames[0]?.frames[0]?.document.querySelector('mujaz-player'));
      frame = page.frames().at(-1)!;
    }
    const box = frame.locator('mujaz-player .box');
    await box.waitFor();
    const seen = await box.evaluate(b => {
      const text = getComputedStyle(b.querySelector('.text')!), style = getComputedStyle(b);
      const {left, right} = b.getBoundingClientRect();
      return {direction: style.direction, size: parseFloat(text.fontSize), leading: parseFloat(text.lineHeight) / parseFloat(text.fontSize), spacing: text.letterSpacing,
        align: style.textAlign, inside: left >= 0 && right <= innerWidth, over: document.documentElement.scrollWidth > innerWidth, dark: b.classList.contains('dark')};
    });
    assert.equal(seen.direction, 'rtl', name);
    assert.ok(seen.size >= 16 && seen.leading >= 1.6, `${name}: ${seen.size} ${seen.leading}`);
    assert.equal(seen.spacing, 'normal', name);
    assert.equal(seen.align, 'start', name);
    assert.ok(seen.inside && !seen.over, name);
    assert.equal(seen.dark, name === 'dark', name);
    await context.close();
  }
});
test('numbers stay in their order, in either kind of digits', async () => {
  const page = await stage.page(element.replace('>', ' digits="arab">'));
  await button(page, listen).click();
  await playing(page);
  await until(page, p => p.deck.position > 1, 'a second');
  const clock = page.locator('mujaz-player .seek .now');
  assert.match(await clock.innerText(), /^[٠-٩]:[٠-٩]{2}$/);
  assert.equal(await clock.evaluate(c => getComputedStyle(c).direction), 'ltr');
  const order = await clock.evaluate(c => {
    const x = (i: number) => { const r = document.createRange(); r.setStart(c.firstChild!, i); r.setEnd(c.firstChild!, i + 1); return r.getBoundingClientRect().x; };
    return [x(0), x(1), x(2), x(3)];
  });
  assert.deepEqual(order, [...order].sort((a, b) => a - b));
});
test('nothing moves for who asked for less motion', async () => {
  const page = await stage.page(element, {context: {reducedMotion: 'reduce'}});
  await button(page, listen).waitFor();
  const moving = await inside(page, p => [...p.shadowRoot.querySelectorAll('*')].filter(e => parseFloat(getComputedStyle(e).transitionDuration) > 0).length);
  assert.equal(moving, 0);
});
