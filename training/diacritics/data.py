# SPDX-License-Identifier: GPL-3.0-or-later
"""The marked texts that the network learns from, cleaned, and what is held out of them.

Nothing under `benchmarks/`, no held-out line, no line with the same letters as one, and no line most
of whose runs of four words stand in one (the lessons repeat themselves) is ever learned from."""
import html, lzma, os, pathlib, re

SHARED = pathlib.Path(os.environ.get('MUJAZ_SHARED', ''))
DATA = SHARED / 'data'
MARKED = DATA / 'diacritised'

MARKS = '\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670'
BITS = {c: 1 << i for i, c in enumerate(MARKS)}
SHADDA, SUKUN, DAGGER = 1 << 6, 1 << 7, 1 << 8
# The sets of marks that the program chooses from (src/reading/marking.h).
CLASSES = [0, 1, 2, 4, 8, 16, 32, 65, 66, 68, 72, 80, 96, 128]
CLASS_OF = {marks: i for i, marks in enumerate(CLASSES)}
LONGEST = 400  # signs in one line of training


def is_letter(c):
    """As is_arabic_letter in src/text/letters.cpp."""
    return '\u0621' <= c <= '\u063a' or '\u0641' <= c <= '\u064a' or c == '\u0671' or '\u0672' <= c <= '\u06d3'


def letters(text):
    """[[sign, marks]…], as to_letters in src/reading/marking.cpp."""
    out, after_letter = [], False
    for c in text:
        if c in BITS and after_letter: out[-1][1] |= BITS[c]
        elif c in BITS: out.append([c, 0]); after_letter = False
        else: out.append([c, 0]); after_letter = is_letter(c)
    return out


def text_of(signs):
    out = []
    for c, marks in signs:
        out.append(c)
        if marks & SHADDA: out.append('\u0651')
        out += [m for m in MARKS if m != '\u0651' and marks & BITS[m]]
    return ''.join(out)


def bare(text): return ''.join(c for c in text if c not in BITS)


def skeleton(text):
    return ' '.join(re.sub(r'[^\u0621-\u064a ]', ' ', bare(text)).split())


def clean(line):
    line = html.unescape(html.unescape(line))
    line = re.sub(r'</?\w+>|https?://\S+', ' ', line).replace('\u0640', '')
    return ' '.join(line.split())


def read(path):
    opened = lzma.open(path, 'rt', encoding='utf8') if path.suffix == '.xz' else open(path, encoding='utf8')
    with opened as lines: return [line.rstrip('\n') for line in lines]


def news_line(number): return number <= 700 or 889 <= number <= 1095


def speech_clean(line):
    """The speaker's `-` are pauses, no punctuation."""
    return ' '.join(line.replace(' - ', ' ').replace('- ', ' ').split())


def held_out():
    """{set: lines}: the lines on which designs are chosen."""
    jsc, speech = read(MARKED / 'jsc.txt'), read(MARKED / 'speech-corpus.txt')
    return {'jsc': [clean(l) for n, l in enumerate(jsc, 1) if n % 10 == 0],
            'speech': [speech_clean(clean(l)) for n, l in enumerate(speech, 1) if n % 10 == 0 and news_line(n)]}


def runs(words): return {tuple(words[i:i + 4]) for i in range(len(words) - 3)}


def cut(line):
    """Pieces of at most LONGEST signs, cut after a sentence where one ends, else at a space."""
    out, now, size = [], [], 0
    for word in line.split():
        length = len(bare(word)) + 1
        if size + length > LONGEST: out.append(' '.join(now)); now, size = [], 0
        now.append(word); size += length
        if size > LONGEST // 2 and word[-1] in '.؟!': out.append(' '.join(now)); now, size = [], 0
    return out + ([' '.join(now)] if now else [])


def marked_enough(line):
    signs = [s for s in letters(line) if is_letter(s[0])]
    return len(signs) >= 8 and sum(1 for s in signs if s[1]) > 0.5 * len(signs)


def train():
    """[(source, line)…]. The lessons stand twice, in `jsc` without punctuation and in `aljazeera` with
    it, and are taken both ways; a line that stands twice in one of them, once. Older prose (the Bible,
    the hadith) is left out: with it the endings of news came out worse."""
    held, shut = set(), set()
    for lines in held_out().values():
        for line in lines: held.add(skeleton(line)); shut |= runs(skeleton(line).split())
    speech = [speech_clean(clean(l)) for n, l in enumerate(read(MARKED / 'speech-corpus.txt'), 1)
              if n % 10 and news_line(n)]
    sources = [('speech', speech), ('jsc', [l for n, l in enumerate(read(MARKED / 'jsc.txt'), 1) if n % 10]),
               ('aljazeera', read(MARKED / 'aljazeera.txt') + read(MARKED / 'aljazeera-2016-12-29.b.txt'))]
    out = []
    for name, lines in sources:
        seen, known = set(held), set()
        for line in map(clean, lines):
            whole = skeleton(line)
            own = runs(whole.split())
            if whole in seen or not marked_enough(line): continue
            if own and len(own & shut) > 0.3 * len(own): continue
            if len(own) >= 4 and len(own & known) > 0.7 * len(own): continue
            seen.add(whole)
            known |= own
            out += [(name, piece) for piece in cut(line) if marked_enough(piece)]
    return out


if __name__ == '__main__':
    from collections import Counter
    lines, words = Counter(), Counter()
    for name, line in train(): lines[name] += 1; words[name] += len(line.split())
    for name in lines: print(f'{name}: {lines[name]} lines, {words[name]} words')
    for name, held in held_out().items(): print(f'held out of {name}: {len(held)} lines, {sum(len(l.split()) for l in held)} words')
