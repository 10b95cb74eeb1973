// SPDX-License-Identifier: MIT
// The script that a site loads: small, and calling nobody.
import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {test} from 'node:test';
import {gzipSync} from 'node:zlib';
import {player} from './stage.ts';

test('the script is at most 25 KB gzipped', async () => {
  const size = gzipSync(await readFile(player), {level: 9}).length;
  assert.ok(size <= 25000, `${size} bytes`);
});
test('it names no address, and evaluates no text', async () => {
  const text = (await readFile(player, 'utf8')).replace(/http:\/\/www\.w3\.org\/[\w/]+/g, '');
  assert.doesNotMatch(text, /https?:\/\/[a-z]/);
  assert.doesNotMatch(text, /\beval\(|new Function/);
});
