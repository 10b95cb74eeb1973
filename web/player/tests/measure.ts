// SPDX-License-Identifier: MIT
// What is reported of the player and not tested, since it depends on the machine: how soon after the
// script's arrival the button works on a slowed processor, how well the lit word keeps to its times,
// whether memory grows over many plays.
// usage: ./run web measure
import {readFile} from 'node:fs/promises';
import {gzipSync} from 'node:zlib';
import {Stage, button, element, inside, player, playing, until} from './stage.ts';

const listen = /استمع|تابع/;
const stage = await new Stage().open();
try {
  const script = await readFile(player);
  console.log(`script: ${script.length} bytes, ${gzipSync(script, {level: 9}).length} gzipped`);
  await usable();
  await highlight();
  await memory();
} finally {
  await stage.close();
}

/** From the script's arrival to a button that answers, the processor slowed four times; the median of 9. */
async function usable(): Promise<void> {
  const all: number[] = [];
  for (let i = 0; i < 9; ++i) {
    const page = await stage.page('', {path: '/empty', body: '<main></main>'});
    const session = await page.context().newCDPSession(page);
    const data = JSON.stringify({...stage.episode, times: stage.times}).replace(/</g, '\\u003c');
    const text = script_(await readFile(player, 'utf8'));
    stage.html('/bare', '<!DOCTYPE html><html lang="ar"><title>.</title><body></body></html>');
    await page.goto(stage.origin + '/bare');
    await session.send('Emulation.setCPUThrottlingRate', {rate: 4});
    all.push(await page.evaluate(async ([code, json]) => {
      document.body.innerHTML = `<mujaz-player><script type="application/json">${json}</script></mujaz-player>`;
      const begun = performance.now(), script = document.createElement('script');
      script.textContent = code!;
      document.head.append(script);
      const own = document.querySelector('mujaz-player') as HTMLElement & {updateComplete: Promise<void>; deck: {wanted: boolean}};
      for (let i = 0; i < 20 && !own.shadowRoot?.querySelector('.play'); ++i) await own.updateComplete;
      own.shadowRoot!.querySelector<HTMLElement>('.play')!.click();
      if (!own.deck.wanted) throw new Error('the button does not answer');
      return performance.now() - begun;
    }, [text, data] as const));
    await stage.clear();
  }
  all.sort((a, b) => a - b);
  console.log(`button usable after the script's arrival, processor slowed 4 times: median ${all[4]!.toFixed(0)} ms, worst ${all[8]!.toFixed(0)} ms`);
}
function script_(text: string): string {
  return text.replace(/<\/script/g, '<\\/script');
}

/** Each change of the lit word, by the sound's own clock, against the word's time. */
async function highlight(): Promise<void> {
  const late: number[] = [];
  for (let i = 0; i < Number(process.env.EPISODES ?? 20); ++i) {
    const page = await stage.page(element);
    await button(page, listen).first().click();
    await playing(page);
    const seen = await inside(page, p => new Promise<[number, string][]>(done => {
      const changes: [number, string][] = [];
      let before = '';
      const look = () => {
        const word = [...CSS.highlights.get('mujaz-spoken') ?? []].map(r => r.toString()).join();
        if (word && word !== before) changes.push([p.deck.audio.currentTime, word]);
        before = word;
        if (p.deck.audio.currentTime < 6) requestAnimationFrame(look);
        else done(changes);
      };
      look();
    }));
    for (const [at, word] of seen.slice(1)) {
      const near = stage.times.words.filter(w => [...stage.episode.points[w.point]!.text].slice(w.from, w.to).join('') === word)
        .map(w => at - w.start).sort((a, b) => Math.abs(a) - Math.abs(b))[0]!;
      late.push(near * 1000);
    }
    await stage.clear();
  }
  const within = late.filter(ms => Math.abs(ms) <= 50).length, sorted = [...late].sort((a, b) => a - b);
  console.log(`lit word against times.json: ${late.length} changes, ${(100 * within / late.length).toFixed(1)} % within 50 ms, median ${sorted[late.length >> 1]!.toFixed(0)} ms, worst ${sorted.at(-1)!.toFixed(0)} ms`);
}

/** The page's heap after 20 and after 200 plays. */
async function memory(): Promise<void> {
  const page = await stage.page(element);
  const session = await page.context().newCDPSession(page);
  const heap = async () => {
    await session.send('HeapProfiler.collectGarbage');
    const {usedSize} = await session.send('Runtime.getHeapUsage');
    return usedSize;
  };
  await button(page, listen).first().click();
  await playing(page);
  const sizes: number[] = [];
  for (let i = 1; i <= 200; ++i) {
    await inside(page, p => (p as never as {seek(s: number): void}).seek(1000));
    await until(page, p => p.deck.state === 'ended', 'the end');
    await page.locator('mujaz-player .play.summary').click();
    await until(page, p => p.deck.state === 'playing', 'sound');
    if (i === 20 || i === 200) sizes.push(await heap());
  }
  const [first, last] = sizes as [number, number];
  console.log(`heap after 20 plays ${(first / 1e6).toFixed(2)} MB, after 200 ${(last / 1e6).toFixed(2)} MB (${(100 * (last / first - 1)).toFixed(1)} %)`);
}
