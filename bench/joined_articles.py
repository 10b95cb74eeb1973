# SPDX-License-Identifier: GPL-3.0-or-later
"""Joins articles two by two and counts the boxes in which each of the two has a point.
usage: joined_articles.py MUJAZ ARTICLES.jsonl[.xz]

Sixty pairs, in the order of the file, of articles of like length (the shorter has at least two fifths
of the words), joined with «في سياق منفصل» before the second and, for the other half, with its title as
a heading. Prints the share; exits 1 under 95 %."""
import json, lzma, subprocess, sys

PAIRS = 60


def words(entry):
    return sum(len(text.split()) for text in entry['body'])


def pairs(entries):
    waiting = []
    for entry in entries:
        if not 80 <= words(entry) <= 500: continue
        for other in waiting:
            small, large = sorted((words(entry), words(other)))
            if small >= 0.67 * large:
                waiting.remove(other)
                yield other, entry
                break
        else:
            waiting.append(entry)


def main():
    program, path = sys.argv[1:]
    opened = lzma.open if path.endswith('.xz') else open
    with opened(path, 'rt', encoding='utf8') as lines:
        entries = [json.loads(line) for line in lines if line.strip()]
    given, seams = [], []
    for number, (first, second) in enumerate(pairs(entries)):
        if number == PAIRS: break
        body = list(first['body'])
        if number % 2:
            body.append('في سياق منفصل، ' + second['body'][0])
            entry = {'id': number, 'title': first['title'], 'body': body + second['body'][1:]}
        else:
            rows = [f'<p>{text}</p>' for text in body] + [f'<h2>{second["title"]}</h2>']
            rows += [f'<p>{text}</p>' for text in second['body']]
            entry = {'id': number, 'title': first['title'], 'body': ''.join(rows)}
        given.append(entry)
        seams.append([' '.join(' '.join(one['body']).split()) for one in (first, second)])
    text = ''.join(json.dumps(entry, ensure_ascii=False) + '\n' for entry in given)
    made = subprocess.run([program, 'points', '--jsonl', '-'], input=text, capture_output=True, text=True, check=True)
    covered = over = 0
    for line, (first, second) in zip(made.stdout.splitlines(), seams):
        box = json.loads(line)
        found = [' '.join(point['pieces'][-1]['text'].split()) for point in box.get('points', [])]
        whole = any(text in first for text in found) and any(text in second for text in found)
        covered += whole
        over += box.get('over_budget', False)
        if not whole: print('not covered:', box.get('id'), [text[:60] for text in found], file=sys.stderr)
    print(f'{covered} of {len(given)} joined articles have a point of each story; {over} over the budget')
    return 0 if covered >= 0.95 * len(given) else 1


if __name__ == '__main__':
    sys.exit(main())
