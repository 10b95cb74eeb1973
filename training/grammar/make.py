# SPDX-License-Identifier: GPL-3.0-or-later
"""Learns the weights of the grammar that chooses among the networks' readings: models/grammar/weights.bin.

usage: make.py BUILD [EPOCHS]      BUILD: a build folder with the target grammar_features
MUJAZ_SHARED names the shared data. Needs numpy. Takes a few minutes on one core; the same data give the same weights.

A structured perceptron (Collins, 2002) with a margin, its weights averaged, over three orders of the lines. It learns from the news lines of the
diacritised texts and a sample of the Bible; the held-out lines (number divides by 10 in jsc and in the news of the
speech corpus, and every line with the same letters or five words in a row of one) only measure."""
import html, lzma, os, pathlib, random, re, struct, subprocess, sys
import numpy as np

HERE = pathlib.Path(__file__).resolve().parent.parent.parent
DATA = pathlib.Path(os.environ['MUJAZ_SHARED']) / 'data/diacritised'
PLACES, ALONE, PAIR, TRIPLE = 1 << 19, 12, 4, 3
RATE, MARGIN, BIBLE_WORDS, SEED, ORDERS = .03, 1.0, 70000, 5, (1, 2, 3)
MARKS = set('\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670\u0640')


def letters(line): return ''.join(c for c in line if '\u0621' <= c <= '\u064a' and c not in MARKS)
def words(line): return re.sub(r'[^\u0621-\u064a ]', ' ', ''.join(c for c in line if c not in MARKS)).split()
def grams(line, n): w = words(line); return [tuple(w[i:i + n]) for i in range(len(w) - n + 1)]


def clean(line):
    line = re.sub(r'https?://\S+', '', html.unescape(line).replace('</s>', ''))
    return re.sub(r'\s+', ' ', line).strip()


def texts():
    """training lines, and the held-out ones by name"""
    def read(name): return [l.rstrip('\n') for l in open(DATA / name, encoding='utf8')]
    jsc, speech = read('jsc.txt'), read('speech-corpus.txt')
    news = [i for i in range(len(speech)) if i < 700 or 888 <= i < 1095]
    held = {'jsc': [l for i, l in enumerate(jsc) if (i + 1) % 10 == 0],
            'speech corpus': [speech[i] for i in news if (i + 1) % 10 == 0]}
    kept_out = {letters(l) for group in held.values() for l in group}
    kept_grams = {g for group in held.values() for l in group for g in grams(l, 5)}
    train, seen, seen_grams = [], set(), set()
    for source in (read('aljazeera.txt'), [l for i, l in enumerate(jsc) if (i + 1) % 10],
                   read('aljazeera-2016-12-29.b.txt'), [speech[i] for i in news if (i + 1) % 10]):
        for line in map(clean, source):
            key, six = letters(line), grams(line, 6)
            if len(words(line)) < 2 or sum(c in MARKS for c in line) < .5 * len(key): continue
            if key in kept_out or key in seen or any(g in kept_grams for g in grams(line, 5)): continue
            if six and sum(g in seen_grams for g in six) > .5 * len(six): continue
            seen.add(key); seen_grams.update(six); train.append(line)
    with lzma.open(DATA / 'bible-svd.txt.xz', 'rt', encoding='utf8') as lines:
        verses = [l.strip() for l in lines if 5 <= len(l.split()) <= 60]
    random.Random(SEED).shuffle(verses)
    count = 0
    for verse in verses:
        train.append(verse); count += len(verse.split())
        if count > BIBLE_WORDS: break
    return train, held


class Item:
    def __init__(self, read, before, first):
        self.count = int(read(1)[0])
        rows = read(self.count * (ALONE + 2)).reshape(self.count, ALONE + 2)
        self.score = rows[:, 0].view(np.float32) if self.count else np.zeros(1, np.float32)
        self.wrong = rows[:, 1].astype(int) if self.count else np.zeros(1, int)
        self.bad = self.wrong > self.wrong.min()
        self.alone = rows[:, 2:].astype(np.int32) if self.count else np.zeros((1, 0), np.int32)
        self.width = width = max(1, self.count)
        self.pair = read(before * width * PAIR).reshape(before, width, PAIR).astype(np.int32)
        self.triple = read(first * before * width * TRIPLE).reshape(first, before, width, TRIPLE).astype(np.int32)


def seen(build, lines):
    program = pathlib.Path(build) / 'training/grammar/grammar_features'
    ran = subprocess.run([program, HERE / 'lang/ar', HERE / 'models'], input=('\n'.join(lines) + '\n').encode(),
                         capture_output=True, check=True)
    numbers, at = np.frombuffer(ran.stdout, dtype='<u4'), 0

    def read(n):
        nonlocal at
        at += n
        return numbers[at - n:at]
    out = []
    while at < len(numbers):
        line, widths = [], [1, 1]
        for _ in range(int(read(1)[0])):
            line.append(Item(read, widths[-1], widths[-2])); widths.append(line[-1].width)
        if line: out.append(line)
    return out


def decode(line, weights, more):
    """the best reading of each item, `more` being added to its readings' scores"""
    back, best = [], np.zeros((1, 1))
    for item in line:
        own = item.score + weights[item.alone].sum(-1) + more(item)
        scores = best[:, :, None] + (weights[item.pair].sum(-1) + own)[None] + weights[item.triple].sum(-1)
        back.append(scores.argmax(0)); best = scores.max(0)
    b, c = divmod(int(best.argmax()), best.shape[1])
    path = [c]
    for i in range(len(line) - 1, 0, -1):
        a = int(back[i][b, c]); path.append(b); b, c = a, b
    return path[::-1]


def places(line, path):
    out = []
    for i, item in enumerate(line):
        c, b, a = path[i], path[i - 1] if i > 0 else 0, path[i - 2] if i > 1 else 0
        out += [item.alone[c], item.pair[b, c], item.triple[a, b, c]]
    return np.concatenate(out)


def errors(lines, weights):
    count = wrong = 0
    for line in lines:
        for item, reading in zip(line, decode(line, weights, lambda item: 0)):
            count += item.count > 0; wrong += item.wrong[reading] > 0
    return f'{100 * wrong / max(1, count):.2f} %'


def learn(lines, held, epochs, seed):
    weights, sums, step = np.zeros(PLACES, np.float32), np.zeros(PLACES), 1
    order, shuffle = list(range(len(lines))), random.Random(seed).shuffle
    for epoch in range(epochs):
        shuffle(order)
        for i in order:
            line = lines[i]
            guess = decode(line, weights, lambda item: MARGIN * item.bad)
            right = decode(line, weights, lambda item: -1e6 * item.bad)
            if guess != right:
                for path, sign in ((right, 1), (guess, -1)):
                    at = places(line, path)
                    np.add.at(weights, at, sign * RATE); np.add.at(sums, at, sign * RATE * step)
            step += 1
        average = (weights - sums / step).astype(np.float32)
        print(epoch + 1, {name: errors(group, average) for name, group in held.items()}, flush=True)
    return average


def main():
    train, held = texts()
    held = {name: seen(sys.argv[1], group) for name, group in held.items()}
    lines = seen(sys.argv[1], train)
    print('words', sum(item.count > 0 for line in lines for item in line), 'before',
          {name: errors(group, np.zeros(PLACES, np.float32)) for name, group in held.items()}, flush=True)
    epochs = int(sys.argv[2]) if len(sys.argv) > 2 else 2
    weights = sum(learn(lines, held, epochs, seed) for seed in ORDERS) / len(ORDERS)
    scale = float(np.abs(weights).max()) / 127
    small = np.round(weights / scale).astype(np.int8)
    print('as bytes', {name: errors(group, (small * scale).astype(np.float32)) for name, group in held.items()})
    out = HERE / 'models/grammar/weights.bin'
    out.parent.mkdir(exist_ok=True)
    out.write_bytes(b'MJGRAM1\n' + struct.pack('<f', scale) + small.tobytes())


if __name__ == '__main__':
    main()
