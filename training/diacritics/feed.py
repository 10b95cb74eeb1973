# SPDX-License-Identifier: GPL-3.0-or-later
"""Text as the network is fed it (as `feed` in src/reading/networks.cpp) and gold marks as targets."""
import json, pathlib

from data import CLASS_OF, DAGGER, SHADDA, SUKUN, is_letter, letters

ROOT = pathlib.Path(__file__).resolve().parents[2]
VOCABULARY = json.load(open(ROOT / 'models/libtashkeel/vocabulary.json', encoding='utf8'))
SYMBOLS = VOCABULARY['symbols']
SPACE, DIGIT = SYMBOLS[' '], SYMBOLS['#']
NEAREST = dict(zip('\u0671\u067e\u0686\u06a4\u06af\u06a9\u06cc', '\u0627\u0628\u062c\u0641\u063a\u0643\u064a'))
PLAIN = {',': '\u060c', ';': '\u061b', '?': '\u061f', '\u201c': '"', '\u201d': '"', '\u201e': '"',
         '\u2013': '-', '\u2014': '-'}
HINT_OF = {sum(letters('\u0627' + written)[0][1:]): k for k, written in enumerate(VOCABULARY['classes']) if k >= 2}
FATHATAN, FATHA, DAMMA, KASRA = 1, 8, 16, 32


def feed(signs):
    """Symbols, hints, and for each sign its place among them (-1: left out)."""
    symbols, hints, place = [], [], [-1] * len(signs)

    def push(symbol, hint):
        if symbol == SPACE and (not symbols or symbols[-1] == SPACE): return
        symbols.append(symbol); hints.append(hint)
    for i, (c, marks) in enumerate(signs):
        c = NEAREST.get(c, PLAIN.get(c, ' ' if c.isspace() else c))
        known = SYMBOLS.get(c)
        if is_letter(c) and known:
            push(known, HINT_OF.get(marks & ~DAGGER, 1) if marks & ~DAGGER else 1)
            place[i] = len(symbols) - 1
        elif c.isdigit(): push(DIGIT, 1)
        elif known: push(SPACE, 1); push(known, 1); push(SPACE, 1)
    return symbols, hints, place


def targets(signs, spoken=False):
    """For each sign its class of marks, or -1 where the gold does not say: a consonant left bare, a
    set of marks that is none of ours, and in `spoken` text a word's last sukun (a pause's)."""
    signs = [[c, marks & ~DAGGER if marks != DAGGER else FATHA] for c, marks in signs]
    for i in range(1, len(signs)):
        c, marks = signs[i]
        if c in '\u0627\u0649' and marks in (FATHATAN, FATHA) and is_letter(signs[i - 1][0]):
            signs[i][1] = 0
            if not signs[i - 1][1] & ~SHADDA: signs[i - 1][1] |= marks
    out = []
    for i, (c, marks) in enumerate(signs):
        last = i + 1 == len(signs) or not is_letter(signs[i + 1][0])
        first = i == 0 or not is_letter(signs[i - 1][0])
        if not is_letter(c): out.append(-1); continue
        if marks: keep = marks in CLASS_OF and c not in '\u0627\u0622\u0649' and not (spoken and last and marks == SUKUN)
        elif c in '\u0627\u0622\u0649': keep = True
        elif c in '\u0648\u064a': keep = not first and not (last and c == '\u064a') and signs[i - 1][1] in (DAMMA if c == '\u0648' else KASRA, 64 | (DAMMA if c == '\u0648' else KASRA))
        elif c == '\u0644': keep = not first and signs[i - 1][0] == '\u0627' and not last and bool(signs[i + 1][1] & SHADDA)
        else: keep = False
        out.append(CLASS_OF[marks] if keep else -1)
    return out
