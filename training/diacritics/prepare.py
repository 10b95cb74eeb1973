# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes to FOLDER the texts that the network is trained and measured on, as the two networks are to
see them (*.in, one line a line) and as they should be (gold.txt, *.gold).
usage: prepare.py FOLDER"""
import lzma, pathlib, random, sys

from data import DATA, MARKED, SHADDA, SHARED, bare, letters, news_line, read, text_of, train

sys.path.insert(0, str(SHARED / 'tools'))
import diac_eval

SILVER_LINES = 4100


def hinted(line, rng):
    """The line with some of its marks: whole words, single letters, shaddas, or endings."""
    out = []
    for word in line.split(' '):
        signs, kind = letters(word), rng.random()
        if kind < 0.15: pass
        elif kind < 0.25: signs = [[c, marks if rng.random() < 0.3 else 0] for c, marks in signs]
        elif kind < 0.30: signs = [[c, marks & SHADDA] for c, marks in signs]
        elif kind < 0.36: signs = [[c, marks if i + 1 == len(signs) else 0] for i, (c, marks) in enumerate(signs)]
        else: signs = [[c, 0] for c, _ in signs]
        out.append(text_of(signs))
    return ' '.join(out)


def write(path, lines): path.write_text(''.join(line + '\n' for line in lines), encoding='utf8')


def measured():
    """{set: (gold lines, bare lines)}, as bench/quality.py feeds them."""
    jsc, speech = read(MARKED / 'jsc.txt'), read(MARKED / 'speech-corpus.txt')
    wikinews = read(MARKED / 'benchmarks/wikinews-2014/WikiNews_2014_Multi_Ref.txt.diac')
    sets = {'jsc': [l for n, l in enumerate(jsc, 1) if n % 10 == 0],
            'speech': [l for n, l in enumerate(speech, 1) if n % 10 == 0 and news_line(n)], 'wikinews': wikinews}
    for name, gold in sets.items():
        first = [' '.join(w.split('/')[0] if len(w) > 1 else w for w in l.split()) for l in gold] if name == 'wikinews' else gold
        yield name, gold, [''.join(c for c in l if c not in diac_eval.MARKS) for l in first]


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    rng = random.Random(1)
    lines = train()
    write(folder / 'names.txt', [name for name, _ in lines])
    write(folder / 'gold.txt', [line for _, line in lines])
    write(folder / 'bare.in', [bare(line) for _, line in lines])
    write(folder / 'hinted.in', [hinted(line, rng) for _, line in lines])
    with lzma.open(DATA / 'almayadeen/train.marked.txt.xz', 'rt', encoding='utf8') as marked:
        silver = [line.rstrip('\n') for line in marked if len(line.encode()) < 1200]
    silver = rng.sample(silver, SILVER_LINES)
    write(folder / 'silver.txt', silver)
    write(folder / 'silver.in', [bare(line).replace('~', '') for line in silver])
    for name, gold, lines in measured():
        write(folder / f'{name}.gold', gold)
        write(folder / f'{name}.in', lines)


if __name__ == '__main__': main()
