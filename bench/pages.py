# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures extraction on the invented Arabic pages of tests/pages: words, facts, and pages that hold no article.
usage: pages.py MUJAZ [--worst]      --worst: what is wrong, page by page"""
import collections, json, pathlib, re, statistics, subprocess, sys

PAGES = pathlib.Path(__file__).resolve().parent.parent / 'tests/pages'


def words(text): return collections.Counter(re.findall(r'\w+', text))


def share(true, got):
    """Precision and recall of a page's words."""
    both = sum((true & got).values())
    return both / max(1, sum(got.values())), both / max(1, sum(true.values()))


def measure(mujaz, tell=lambda line: None):
    scores, right, facts, refused, others = [], 0, 0, 0, 0
    for path in sorted(PAGES.glob('*.json')):
        expected = json.loads(path.read_text(encoding='utf8'))
        ran = subprocess.run([mujaz, 'extract', path.with_suffix('.html')], capture_output=True, text=True)
        got = json.loads(ran.stdout) if ran.returncode == 0 else {'text': ''}
        if 'refused' in expected:
            others += 1
            good = ran.returncode == 1 and expected['refused'] in ran.stderr
            refused += good
            if not good: tell(f'{path.stem}: not refused for "{expected["refused"]}": {ran.stderr.strip()} {got["text"][:200]}')
            continue
        true = '\n'.join(expected['paragraphs'])
        scores.append(share(words(true), words(got['text'])))
        if min(scores[-1]) < 1:
            tell(f'{path.stem}: precision {scores[-1][0]:.3f}, recall {scores[-1][1]:.3f} {ran.stderr.strip()}')
            for name, lines in (('too much', set(got['text'].split('\n')) - set(expected['paragraphs'])),
                                ('missing', set(expected['paragraphs']) - set(got['text'].split('\n')))):
                for line in lines: tell(f'    {name}: {line[:160]}')
        for key, value in expected['facts'].items():
            facts += 1
            right += got.get(key) == value
            if got.get(key) != value: tell(f'{path.stem}: {key} is {got.get(key)!r}, not {value!r}')
    precision, recall = (statistics.mean(x) for x in zip(*scores))
    return dict(pages=len(scores), precision=precision, recall=recall, f1=2 * precision * recall / (precision + recall),
                facts=right / facts, refused=refused, others=others)


if __name__ == '__main__':
    m = measure(sys.argv[1], print if '--worst' in sys.argv else lambda line: None)
    print(f'{m["pages"]} pages: F1 {m["f1"]:.3f}, precision {m["precision"]:.3f}, recall {m["recall"]:.3f}; facts right {100 * m["facts"]:.1f} %; '
          f'{m["refused"]} of {m["others"]} others refused with the reason')
