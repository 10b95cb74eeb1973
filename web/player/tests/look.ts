// SPDX-License-Identifier: MIT
// Takes pictures of the ten pages at three widths, light and dark, into a folder, to be looked at.
// usage: node tests/look.ts FOLDER [NAME...]
import {mkdir} from 'node:fs/promises';
import {join} from 'node:path';
import {Stage} from './stage.ts';

const [folder = 'shots', ...names] = process.argv.slice(2);
await mkdir(folder, {recursive: true});
const stage = await new Stage().open();
try {
  for (const {name} of await stage.templates()) {
    if (names.length && !names.includes(name)) continue;
    for (const width of [320, 768, 1280]) for (const colorScheme of ['light', 'dark'] as const) {
      if (colorScheme === 'dark' && name !== 'dark' && width !== 320) continue;
      const context = await stage.browser.newContext({viewport: {width, height: 900}, colorScheme});
      const page = await context.newPage();
      page.on('console', message => { if (message.type() === 'error') console.log(name, message.text()); });
      await page.goto(`${stage.origin}/${name}`);
      const frame = name === 'frame-in-frame' ? page.frames().at(-1)! : page.mainFrame();
      const box = frame.locator('mujaz-player');
      await box.getByRole('button', {name: /استمع إلى الملخص/}).click();
      await box.evaluate(p => (p as never as {pause(): void; seek(s: number): void}).seek(7.3));
      await page.waitForTimeout(700);
      await box.evaluate(p => (p as never as {pause(): void}).pause());
      await page.screenshot({path: join(folder, `${name}-${width}-${colorScheme}.png`)});
      await context.close();
    }
  }
} finally {
  await stage.close();
}
