# SPDX-License-Identifier: GPL-3.0-or-later
"""Scores points on EASC at the mean length of each article's references, beside Lead.
usage: easc.py MUJAZ easc_aligned.jsonl    (the shared tools' rouge.py must be on PYTHONPATH)

Each article is given as one paragraph a sentence, without a title; the budget is the mean number of
words of its five references (at most 300), in at most twelve points. Prints, for Lead (first sentences,
the last one cut) and for the program: words, and ROUGE-1 / ROUGE-2 F1 as the mean over the five
references. No weight is learned from EASC, so there is no fold to leave out."""
import json, subprocess, sys

import rouge


def box(program, entry, words):
    line = json.dumps({'id': entry['id'], 'title': '', 'body': entry['sentences']}, ensure_ascii=False)
    ran = subprocess.run([program, 'points', '--jsonl', '-', '--count', '12', '--words', str(words)],
                         input=line + '\n', capture_output=True, text=True, check=True)
    return ' '.join(point['text'] for point in json.loads(ran.stdout).get('points', []))


def lead(entry, words):
    return ' '.join(' '.join(entry['sentences']).split()[:words])


def main():
    program, path = sys.argv[1:]
    with open(path, encoding='utf8') as lines:
        entries = [json.loads(line) for line in lines if line.strip()]
    sums = {'lead': [0, 0, 0], 'points': [0, 0, 0]}
    for entry in entries:
        words = round(sum(len(text.split()) for text in entry['refs']) / len(entry['refs']))
        words = max(10, min(300, words))
        for name, text in (('lead', lead(entry, words)), ('points', box(program, entry, words))):
            one, two, _ = rouge.score(text, entry['refs'])
            for i, value in enumerate((len(text.split()), one, two)): sums[name][i] += value
    for name, (words, one, two) in sums.items():
        n = len(entries)
        print(f'{name}: {words / n:.1f} words, ROUGE-1 {one / n:.3f}, ROUGE-2 {two / n:.3f}')


if __name__ == '__main__':
    main()
