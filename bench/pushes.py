#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""From a push to its sound, and the server's memory over many articles.

usage: bench/pushes.py [ARTICLES]   1000; the memory is looked at after a fifth of them too
"""

import os
import statistics
import sys
import tempfile
import time

from serving import PROGRAM, Serving, articles, told


def latency(voice, words, count=20):
    """Seconds from a push to a published episode with sound, one after the other."""
    with tempfile.TemporaryDirectory() as data, Serving(data, voice, words) as server:
        took = []
        for i, article in zip(range(count + 1), articles()):
            begin = time.monotonic()
            server.push(f"a{i}", article)
            while not server.episode(f"a{i}"):
                time.sleep(0.005)
            took.append(time.monotonic() - begin)
    return took[0], statistics.median(took[1:]), max(took[1:])


def memory(count):
    with tempfile.TemporaryDirectory() as data, Serving(data, words=30, workers=2) as server:
        at = {}
        begin = time.monotonic()
        for i, article in zip(range(count), articles()):
            server.push(f"a{i}", article, wait=60)
            if i + 1 in (count // 5, count):
                while not server.episode(f"a{i}"):
                    time.sleep(0.05)
                at[i + 1] = server.memory()
        return at, (time.monotonic() - begin) / count


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    print(f"load {os.getloadavg()[0]:.1f}\n\n| measure | measured | bar |\n|---|---|---|")
    for name, voice, words, bar in (("espeak-ng, 30 words", "espeak", 30, 1.5),
                                    ("HTS, 60 words", "ara_norm_ziad_hts", 60, 3)):
        if voice not in told([PROGRAM, "voices"]):
            print(f"| push to sound, {name} | the voice is not here | {bar} s |")
            continue
        first, middle, worst = latency(voice, words)
        print(f"| push to sound, {name}: the first; middle; worst of 20 | {first:.2f}; {middle:.2f}; {worst:.2f} s | {bar} s |")
    at, each = memory(count)
    (few, before), (many, after) = at.items()
    print(f"| memory after {few} and {many} articles, {each:.2f} s each | {before:.0f}, {after:.0f} MB "
          f"({100 * (after / before - 1):+.1f} %) | 5 %, 400 MB |")


main()
