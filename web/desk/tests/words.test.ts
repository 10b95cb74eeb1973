// SPDX-License-Identifier: GPL-3.0-or-later
// What the desk says and counts, without a browser.
import assert from 'node:assert/strict';
import {readdir, readFile} from 'node:fs/promises';
import {test} from 'node:test';
import {address} from '../src/api.ts';
import {outside, runs, sentence, units, wordsOf} from '../src/marks.ts';
import {changes} from '../src/review/merge.ts';
import {aligned} from '../src/review/reading.ts';
import {hashOf, parseRoute} from '../src/route.ts';
import {ar} from '../src/strings/ar.ts';
import {en} from '../src/strings/en.ts';
import {Words} from '../src/words.ts';

const names = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(m => m[0]).sort();

test('every string is there in both languages, with the same names to fill in', () => {
  assert.deepEqual(Object.keys(ar).sort(), Object.keys(en).sort());
  for (const [key, text] of Object.entries(ar)) {
    const other = en[key as 'desk'];
    if (typeof text !== 'string') continue;
    assert.ok(text.trim() && other.trim(), key);
    assert.deepEqual(names(text), names(other), key);
  }
});
test('Arabic is written in Arabic, English in English', () => {
  for (const [key, text] of Object.entries(ar)) if (typeof text === 'string') assert.match(text.replace(/\{\w+\}/g, ''), /[\u0600-\u06ff]/, key);
  for (const [key, text] of Object.entries(en)) if (typeof text === 'string') assert.doesNotMatch(text, /[\u0600-\u06ff]/, key);
});
test('each language has a form for each of its plural categories', () => {
  for (const [language, strings] of [['ar', ar], ['en', en]] as const)
    for (const [key, forms] of Object.entries(strings))
      if (typeof forms !== 'string') for (const category of new Intl.PluralRules(language).resolvedOptions().pluralCategories) assert.notEqual((forms as Record<string, string>)[category], undefined, `${language} ${key} ${category}`);
});
test('no text for people stands in the code', async () => {
  const src = new URL('../src/', import.meta.url);
  for (const file of await readdir(src, {recursive: true})) {
    // marks.ts folds letters, shell.ts names the languages.
    if (!file.endsWith('.ts') || /^(strings\/|marks|shell)/.test(file)) continue;
    const text = (await readFile(new URL(file, src), 'utf8')).replace(/\/\*[^]*?\*\/|\/\/.*$/gm, '');
    assert.doesNotMatch(text, /[\u0621-\u064a]{2,}/, file);
  }
});
test('how long something waits', () => {
  const w = new Words('ar');
  const said: [number, string][] = [[0, 'لحظات'], [1, 'دقيقة'], [2, 'دقيقتين'], [3, '3 دقائق'], [11, '11 دقيقة'], [60, 'ساعة'], [125, 'ساعتين'], [60 * 24 * 3, '3 أيام'], [60 * 24 * 12, '12 يومًا']];
  for (const [minutes, text] of said) assert.equal(w.lasting(minutes * 60_000), text);
  assert.equal(new Words('en').lasting(120_000), '2 minutes');
  assert.equal(w.count('points', 3), '3 نقاط');
});
test('addresses and routes survive any name', () => {
  assert.equal(address('/v1/sites/{site}/articles/{id}', {site: 'a b', id: 'x/y?#'}, {limit: 5, after: ''}), '/v1/sites/a%20b/articles/x%2Fy%3F%23?limit=5');
  const route = {at: 'review', site: 'nawras', id: 'مقال/1'} as const;
  assert.deepEqual(parseRoute(hashOf(route)), route);
  assert.deepEqual(parseRoute('#/review/%E0%A4%A'), {at: 'queue'});
  assert.deepEqual(parseRoute('#/house/none'), {at: 'house', room: 'sites'});
});
test('spans count code points', () => {
  const text = '😀 بلغ 40 ألفًا';
  assert.equal(units(text, 2), 3);
  assert.deepEqual(runs(text, [{start: 6, end: 8, is: 'problem', title: 'عدد'}]).map(run => [run.text, run.is]), [['😀 بلغ ', []], ['40', ['problem']], [' ألفًا', []]]);
  assert.deepEqual(wordsOf('بنسبة 3.2%، قال').map(word => word.text), ['بنسبة', '3.2', 'قال']);
});
test('the sentence around a span', () => {
  const letters = [...'قال كذا. ثم بلغ 3.2 مليون؟\nوأخيرا'];
  const at = (from: number, to: number) => { const {start, end} = sentence(letters, {start: from, end: to}); return letters.slice(start, end).join(''); };
  assert.equal(at(16, 19), 'ثم بلغ 3.2 مليون؟');
  assert.equal(at(0, 3), 'قال كذا.');
  assert.equal(at(28, 30), 'وأخيرا');
});
test('words that are not in the pieces', () => {
  const piece = (text: string) => ({text, from: 'text' as const, start: 0, end: 1});
  const words = (text: string, ...pieces: string[]) => outside({text, pieces: pieces.map(piece)}, 'مقال عن الجسر الكبير').map(word => word.text);
  assert.deepEqual(words('أعلنت البلدية افتتاح جسر ضخم', 'وأعلنت البلدية', 'افتتاح الجسر'), ['ضخم']);
  assert.deepEqual(words('الجِسر الكبير جميل'), ['جميل'], 'without pieces, against the article');
});
test('words as said under words as written', () => {
  const said = aligned('بحضور 42 شخصًا', [{start: 0, end: 5, marks: 'بِحُضُورِ', ipa: 'b'}, {start: 6, end: 8, marks: 'اثْنَيْنِ', ipa: 'th'}, {start: 6, end: 8, marks: 'وَأَرْبَعِينَ', ipa: 'w'}, {start: 9, end: 14, marks: 'شَخْصًا', ipa: 'ʃ'}]);
  assert.deepEqual(said.map(word => [word.written, word.marks.join(' '), word.phones.join(' ')]),
    [['بحضور', 'بِحُضُورِ', 'b'], ['42', 'اثْنَيْنِ وَأَرْبَعِينَ', 'th w'], ['شخصًا', 'شَخْصًا', 'ʃ']]);
});
test('what two people changed', () => {
  assert.deepEqual(changes('بلغ 90 ألف سيارة', 'بلغ 40 ألف سيارة جديدة').filter(part => part.changed).map(part => part.text), ['40', 'جديدة']);
});
