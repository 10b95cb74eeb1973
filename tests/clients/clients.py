# SPDX-License-Identifier: GPL-3.0-or-later
"""OpenAI's own client and a reader of feeds, against a running server.

usage: clients.py ADDRESS TOKEN
"""
import sys

import feedparser
import openai

address, token = sys.argv[1:]
client = openai.OpenAI(base_url=address + "/v1", api_key=token, max_retries=0, timeout=120)

assert "mujaz" in [model.id for model in client.models.list()], "the models"
assert client.models.retrieve("tts-1").object == "model"

magic = {"mp3": b"", "opus": b"OggS", "flac": b"fLaC", "wav": b"RIFF", "pcm": b""}
for format, first in magic.items():
    sound = client.audio.speech.create(
        model="tts-1", voice="alloy", input="وصل القطار.", response_format=format).content
    assert len(sound) > 1000 and sound.startswith(first), format
slow = client.audio.speech.create(model="mujaz", voice="espeak", input="وصل القطار.",
                                  response_format="pcm", speed=0.5).content
fast = client.audio.speech.create(model="mujaz", voice="espeak", input="وصل القطار.",
                                  response_format="pcm", speed=2).content
assert len(slow) > 1.5 * len(fast), "the speed"
with client.audio.speech.with_streaming_response.create(
        model="tts-1", voice="alloy", input="وصل القطار.\nثم غادر.") as response:
    pieces = list(response.iter_bytes(1024))
assert len(pieces) > 1

for wrong, kind in [({"voice": "nobody"}, openai.BadRequestError),
                    ({"model": "none"}, openai.NotFoundError),
                    ({"input": "..."}, openai.BadRequestError),
                    ({"response_format": "aac"}, openai.BadRequestError)]:
    try:
        client.audio.speech.create(**{"model": "tts-1", "voice": "alloy", "input": "خبر", **wrong})
    except kind as error:
        assert error.type == "invalid_request_error" and error.param == next(iter(wrong)), error.body
    else:
        raise AssertionError(wrong)
try:
    openai.OpenAI(base_url=address + "/v1", api_key="mjz_wrong", max_retries=0).models.list()
except openai.AuthenticationError as error:
    assert error.code == "invalid_api_key"
else:
    raise AssertionError("a wrong key was taken")

for kind in ["xml", "atom"]:
    feed = feedparser.parse(f"{address}/feeds/nawras.{kind}")
    assert not feed.bozo, feed.bozo_exception
    assert feed.version == {"xml": "rss20", "atom": "atom10"}[kind]
    assert feed.feed.title == "ملخصات nawras", feed.feed.title
    [entry] = feed.entries
    assert entry.title == "قطار جديد" and entry.id and entry.published_parsed and entry.updated_parsed
    sound = entry.enclosures[0]
    assert sound.type == "audio/mpeg" and int(sound.length) > 1000
    again = feedparser.parse(f"{address}/feeds/nawras.{kind}", etag=feed.etag)
    assert again.status == 304
print("clients.py: all is well")
