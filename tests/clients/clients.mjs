// SPDX-License-Identifier: GPL-3.0-or-later
// OpenAI's own client, against a running server. usage: clients.mjs ADDRESS TOKEN
import assert from 'node:assert/strict';
import OpenAI from 'openai';

const [address, token] = process.argv.slice(2);
const client = new OpenAI({baseURL: `${address}/v1`, apiKey: token, maxRetries: 0, timeout: 120_000});

const models = await client.models.list();
assert(models.data.some(model => model.id === 'mujaz'));
assert.equal((await client.models.retrieve('tts-1')).object, 'model');

const first = {mp3: '', opus: 'OggS', flac: 'fLaC', wav: 'RIFF', pcm: ''};
const asked = {model: 'tts-1', voice: 'alloy', input: 'وصل القطار.'};
for (const [format, magic] of Object.entries(first)) {
  const response = await client.audio.speech.create({...asked, response_format: format});
  const bytes = Buffer.from(await response.arrayBuffer());
  assert(bytes.length > 1000 && bytes.toString('latin1', 0, magic.length) === magic, format);
}
let size = 0;
const response = await client.audio.speech.create(asked);
for await (const piece of response.body) size += piece.length;
assert(size > 1000);

await assert.rejects(client.audio.speech.create({...asked, voice: 'nobody'}), error =>
  error instanceof OpenAI.BadRequestError && error.param === 'voice' && error.type === 'invalid_request_error');
await assert.rejects(client.audio.speech.create({...asked, model: 'none'}), OpenAI.NotFoundError);
await assert.rejects(new OpenAI({baseURL: `${address}/v1`, apiKey: 'mjz_wrong', maxRetries: 0}).models.list(),
  error => error instanceof OpenAI.AuthenticationError && error.code === 'invalid_api_key');
console.log('clients.mjs: all is well');
