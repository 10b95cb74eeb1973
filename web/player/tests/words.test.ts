// SPDX-License-Identifier: MIT
// What the player says, without a browser: no string missing, numbers and lengths of time right.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {ar} from '../src/strings/ar.ts';
import {en} from '../src/strings/en.ts';
import {Words, type Counted} from '../src/words.ts';

const names = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(m => m[0]).sort();

test('every string is there in both languages, with the same names to fill in', () => {
  assert.deepEqual(Object.keys(ar).sort(), Object.keys(en).sort());
  for (const [key, text] of Object.entries(ar)) {
    if (typeof text !== 'string') continue;
    const other = en[key as 'title'];
    assert.ok(text.trim() && other.trim(), key);
    assert.deepEqual(names(text), names(other), key);
  }
});
test('Arabic is written in Arabic, English in English', () => {
  for (const [key, text] of Object.entries(ar))
    if (typeof text === 'string' && key !== 'dir' && !/^[{}\w ]*$/.test(text.replace(/\{\w+\}/g, ''))) assert.match(text, /[\u0600-\u06ff]/, key);
  for (const [key, text] of Object.entries(en)) if (typeof text === 'string') assert.doesNotMatch(text, /[\u0600-\u06ff]/, key);
});
test('each language has a form for each of its plural categories', () => {
  for (const [language, strings] of [['ar', ar], ['en', en]] as const)
    for (const category of new Intl.PluralRules(language).resolvedOptions().pluralCategories)
      for (const counted of [strings.minute, strings.second] as Counted[]) assert.ok(counted[category], `${language} ${category}`);
});
test('lengths of time in Arabic, all six categories, nominative and behind «من»', () => {
  const words = new Words('ar', 'latn');
  const said: [number, string][] = [
    [0, '0 ثانية'], [1, 'ثانية'], [2, 'ثانيتان'], [3, '3 ثوانٍ'], [10, '10 ثوانٍ'], [11, '11 ثانية'], [59, '59 ثانية'],
    [60, 'دقيقة'], [72, 'دقيقة و12 ثانية'], [120, 'دقيقتان'], [122, 'دقيقتان وثانيتان'], [180, '3 دقائق'], [660, '11 دقيقة'], [6000, '100 دقيقة'],
  ];
  for (const [seconds, text] of said) assert.equal(words.spell(seconds), text);
  assert.equal(words.position(72, 180), 'دقيقة و12 ثانية من 3 دقائق');
  assert.equal(words.position(2, 122), 'ثانيتان من دقيقتين وثانيتين');
});
test('Arabic digits where they are asked for, in clocks and strings', () => {
  const words = new Words('ar', 'arab');
  assert.equal(words.clock(65), '١:٠٥');
  assert.equal(words.clock(3725), '١:٠٢:٠٥');
  assert.equal(words.s.back.length > 0 && words.say('back'), 'ارجع ١٠ ثوانٍ');
  assert.equal(words.position(72, 180), 'دقيقة و١٢ ثانية من ٣ دقائق');
  assert.equal(words.say('queue_play', {text: 'سنة 2025'}), 'استمع: سنة 2025');
});
test('English', () => {
  const words = new Words('en', 'latn');
  assert.equal(words.position(72, 180), '1 minute 12 seconds of 3 minutes');
  assert.equal(words.spell(1), '1 second');
  assert.equal(words.clock(600), '10:00');
});
