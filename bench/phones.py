# SPDX-License-Identifier: GPL-3.0-or-later
"""The phone error on the news lines of the Arabic Speech Corpus.

The corpus gives each utterance in Buckwalter's letters, as it was spoken, with `sil` where the speaker
rested, and its phones. The reader is given the letters with a dash at each `sil`, since the speaker rests there
without the pause forms; for the same reason a word is put behind its end and its phones are cut off again. Both streams are folded
to what is compared: one symbol a consonant (another where it is geminate) and six vowels, short and long;
the corpus' variants of a vowel (backed, lax, numbered) and ours are one. Rests are not compared. The error is
the edit distance over the corpus' number of phones."""

BUCKWALTER = dict(zip("'|>&<}AbptvjHxd*rzs$SDTZEg_fqklmnhwYyFNKaui~o`{PJVGO^",
                      'ءآأؤإئابةتثجحخدذرزسشصضطظعغـفقكلمنهوىيًٌٍَُِّْٰٱپچڤگأث'))
MARKS = set('ًٌٍَُِّْٰ')
NEWS = [*range(0, 700), *range(888, 1095)]  # the lines of the corpus that are news, from 0
# Our symbols that differ from the corpus' letters.
OURS = {'?': '<', 'th': '^', 'dh': '*', 'sh': '$', 's.': 'S', 'd.': 'D', 't.': 'T', 'z.': 'Z', 'gh': 'g',
        'p': 'b', 'g': 'j', 'ih': 'i', 'uh': 'u'}
VOWELS = set('aiu')


def vowel(symbol):
    return symbol.rstrip('01').lower()


def one_spelling(phones):
    """A geminate y after i is the corpus' long vowel and single y, and so w after u."""
    out = []
    for symbol in phones:
        if out and (out[-1], symbol) in (('i', 'yy'), ('u', 'ww')):
            out[-1:] = [out[-1] * 2, symbol[0]]
        else:
            out.append(symbol)
    return out


def of_corpus(phones):
    out = []
    for symbol in phones.split():
        if symbol == 'sil':
            continue
        if vowel(symbol)[0] in VOWELS:
            out.append(vowel(symbol))
        else:
            out.append(symbol)
    return one_spelling(out)


def of_ours(line):
    out = []
    for symbol in line.replace('|', ' ').replace("'", '').split():
        geminate = symbol.endswith(':')
        symbol = symbol.rstrip(':')
        symbol = OURS.get(symbol, symbol)
        if symbol[0].lower() in VOWELS:
            out.append(symbol.lower())
        else:
            out.append(symbol * 2 if geminate else symbol)
    return one_spelling(out)


def distance(a, b):
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        last, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (x != y))
    return row[-1]


def quoted(path):
    return [line.split('"')[3] for line in open(path, encoding='utf8') if line.strip()]


def measure(folder, read, held_out_only=False, bare=False):
    """The share of phones wrong, and how many there are. `read` turns lines into lines of phones."""
    lines = [i for i in NEWS if not held_out_only or (i + 1) % 10 == 0]
    letters, phones = quoted(folder / 'speech-corpus.orthographic.txt'), quoted(folder / 'speech-corpus.phones.txt')
    texts = []
    for i in lines:
        text = ''.join(' -' if word == 'sil' else ' ' + ''.join(BUCKWALTER.get(c, '') for c in word)
                       for word in letters[i].split()).strip()
        texts.append(''.join(c for c in text if c not in MARKS) if bare else text)
    wrong = total = 0
    for i, line in zip(lines, read([text + ' - لا' for text in texts])):
        gold = of_corpus(phones[i])
        wrong += distance(gold, of_ours(line.rpartition('|')[0]))
        total += len(gold)
    return wrong / total, total
