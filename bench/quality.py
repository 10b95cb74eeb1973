# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the scorers of the shared data on the program and prints one table.
usage: ./run bench quality [NAME…]      NAME: diacritics phones reading numbers points check extraction pages (all)

A set that is absent is said so, never counted as passed. The bars are those the project has set itself."""
import datetime, gzip, json, lzma, os, pathlib, subprocess, sys, tempfile

HERE = pathlib.Path(__file__).resolve().parent.parent
SHARED = pathlib.Path(os.environ.get('MUJAZ_SHARED', ''))
DATA, TOOLS = SHARED / 'data', SHARED / 'tools'
MUJAZ = HERE / 'build' / 'mujaz'
sys.path.insert(0, str(TOOLS))

import phones as phones_of_corpus


def mujaz(*arguments, text=''):
    ran = subprocess.run([MUJAZ, *map(str, arguments)], input=text, capture_output=True, text=True)
    if ran.returncode not in (0, 3):
        raise SystemExit(f'mujaz {arguments[0]}: {ran.stderr}')
    return ran.stdout


def articles(path):
    with lzma.open(path, 'rt', encoding='utf8') as lines:
        return [json.loads(line) for line in lines if line.strip()]


def jsonl(verb, entries, *options):
    lines = ''.join(json.dumps(e, ensure_ascii=False) + '\n' for e in entries)
    return [json.loads(line) for line in mujaz(verb, '--jsonl', '-', *options, text=lines).splitlines()]


def without_marks(line):
    import diac_eval
    return ''.join(c for c in line if c not in diac_eval.MARKS)


def words_wrong(scratch, gold, verb=('diacritise',)):
    """The share of words that a verb marks wrong, with and without their endings, in percent."""
    import diac_eval
    first = [' '.join(word.split('/')[0] if len(word) > 1 else word for word in line.split())
             for line in open(gold, encoding='utf8')]
    out = scratch / 'marked'
    out.write_text(mujaz(*verb, text='\n'.join(map(without_marks, first)) + '\n'), encoding='utf8')
    return diac_eval.score(gold, out)[0], diac_eval.score(gold, out, True)[0]


def held_out(scratch, name, lines):
    """The lines whose number divides by 10, which nothing is trained on, each text once."""
    path = DATA / 'diacritised' / name
    all_lines = path.read_text(encoding='utf8').split('\n')
    texts = dict.fromkeys(all_lines[n - 1].strip() for n in lines if n % 10 == 0 and n <= len(all_lines))
    gold = scratch / name
    gold.write_text('\n'.join(text for text in texts if text) + '\n', encoding='utf8')
    return gold


def diacritics(scratch):
    import diac_eval
    gold = DATA / 'diacritised/benchmarks/wikinews-2014/WikiNews_2014_Multi_Ref.txt.diac'
    if not gold.exists(): return None
    news = words_wrong(scratch, gold)
    lessons = words_wrong(scratch, held_out(scratch, 'jsc.txt', range(1, 10 ** 6)))
    corpus = held_out(scratch, 'speech-corpus.txt', [n + 1 for n in phones_of_corpus.NEWS])
    rows = [('WikiNews-2014, words wrong, with endings', f'{news[0]:.2f} %', '≤ 4.8 %'),
            ('WikiNews-2014, words wrong, without endings', f'{news[1]:.2f} %', '≤ 2.3 %'),
            ('held-out lessons, words wrong', f'{lessons[0]:.2f} %', '≤ 7.5 %'),
            ('held-out news of the corpus, words wrong: diacritise', f'{words_wrong(scratch, corpus)[0]:.2f} %', '≤ 10.5 %'),
            ('held-out news of the corpus, words wrong: read', f'{words_wrong(scratch, corpus, ("read", "--as", "marks"))[0]:.2f} %', '')]
    for other, file in dict(Farasa='Farasa_output', Sakhr='Sakhr_output', CATT_ED='ed_mlm_ns_epoch_178',
                            CATT_EO='eo_mlm_ns_epoch_193', Mishkal='Mishkal_output').items():
        theirs = DATA / f'diacritised/benchmarks/catt/WikiNews_data_{file}.txt'
        rows.append((f'WikiNews-2014, {other.replace("_", " ")}: with, without endings',
                     f'{diac_eval.score(gold, theirs)[0]:.2f}, {diac_eval.score(gold, theirs, True)[0]:.2f} %', ''))
    return rows


def phones(scratch):
    folder = DATA / 'diacritised'
    if not (folder / 'speech-corpus.phones.txt').exists(): return None
    def read(lines): return mujaz('read', '--as', 'phones', text='\n'.join(lines) + '\n').splitlines()
    marked = phones_of_corpus.measure(folder, read)
    bare = phones_of_corpus.measure(folder, read, held_out_only=True, bare=True)
    return [(f'phones wrong, own marks ({marked[1]} phones)', f'{100 * marked[0]:.2f} %', '≤ 3 %'),
            (f'phones wrong, bare text, held-out lines ({bare[1]} phones)', f'{100 * bare[0]:.2f} %', '≤ 9 %')]


def reading(scratch):
    import reading_eval
    cases = SHARED / 'reference/reading-cases.tsv'
    if not cases.exists(): return None
    good, total = reading_eval.evaluate(cases, [str(MUJAZ), 'read', '--as', 'marks'], show=False)
    return [('cases of reading', f'{good} of {total}', 'all')]


def number_cases(scratch):
    """The case that numbers are read in, where marked texts have them in words."""
    folder = DATA / 'diacritised'
    program = HERE / 'build/bench/number_case'
    if not (folder / 'jsc.txt').exists(): return None
    files = [held_out(scratch, 'jsc.txt', range(1, 10 ** 6)),
             held_out(scratch, 'speech-corpus.txt', [n + 1 for n in phones_of_corpus.NEWS])]
    out = subprocess.run([program, *files], capture_output=True, text=True, check=True).stdout.splitlines()
    total = next(line for line in out if line.startswith('all'))
    return [('case of numbers, held-out lines', ' '.join(total.split()[1:4]), '')]


def points(scratch):
    import points_eval
    dev = DATA / 'almayadeen/dev.jsonl.xz'
    if not dev.exists(): return None
    entries = articles(dev)
    made = jsonl('points', entries, '--words', '60')
    for one in made: one.setdefault('points', [])
    m = points_eval.evaluate(entries, made)
    again = [dict(entry, points=[point['text'] for point in one['points']])
             for entry, one in zip(entries, made) if one['points']]
    verdicts = [point['verdict'] for one in jsonl('check', again) for point in one['points']]
    def printed(script, path):
        ran = subprocess.run([sys.executable, HERE / 'bench' / script, MUJAZ, path], capture_output=True, text=True,
                             env={**os.environ, 'PYTHONPATH': str(TOOLS)})
        return '; '.join(ran.stdout.split('\n')).strip('; ')
    return [('points in 60 words: recall of the standfirst, ROUGE-1', f'{m["recall_r1"]:.3f}', '≥ .600'),
            ('points: recall of the standfirst, ROUGE-2', f'{m["recall_r2"]:.3f}', '≥ .400'),
            ('points: first point against the standfirst, ROUGE-1 F1', f'{m["first_r1"]:.3f}', '≥ .450'),
            ('points: in order', f'{100 * m["in_order"]:.1f} %', '100 %'),
            ('points: own words', f'{100 * m["own_words"]:.1f} %', '0 %'),
            ('points: leaning', f'{100 * m["leaning"]:.1f} %', '≤ 1 %'),
            ('points: over 30 words', f'{100 * m["long"]:.1f} %', '≤ 2 %'),
            ('points: words in all; points an article; articles without', f'{m["words"]:.1f}; {m["points"]:.2f}; {100 * m["empty"]:.1f} %', ''),
            ('points, given back to the check as bare text: supported',
             f'{100 * verdicts.count("supported") / len(verdicts):.1f} % of {len(verdicts)}', '≥ 99 %'),
            ('two stories joined', printed('joined_articles.py', dev), '≥ 95 %'),
            ('EASC at the mean length of its references', printed('easc.py', DATA / 'easc/easc_aligned.jsonl'), 'Lead')]


def check(scratch):
    import check_eval
    dev = DATA / 'almayadeen/dev.jsonl.xz'
    if not dev.exists(): return None
    corrupted, verdicts = scratch / 'corrupted', scratch / 'verdicts'
    subprocess.run([sys.executable, TOOLS / 'corrupt.py', dev, '1', corrupted], check=True)
    entries = [json.loads(line) for line in open(corrupted, encoding='utf8')]
    verdicts.write_text('\n'.join(json.dumps(x) for x in jsonl('check', entries)), encoding='utf8')
    sums = check_eval.sums(*check_eval.evaluate(corrupted, verdicts))
    return [(f'check: {group}: held, called unsupported', f'{100 * held:.1f} %, {100 * wrong:.1f} %', '')
            for group, (held, wrong) in sums.items()]


def extraction(scratch):
    import extract_eval
    truth = DATA / 'article-extraction/ground-truth.json'
    program = HERE / 'build/bench/extract_pages'
    if not truth.exists(): return None
    gold = json.load(open(truth, encoding='utf8'))
    pages = scratch / 'pages'
    pages.mkdir()
    for packed in (DATA / 'article-extraction/html').glob('*.html.gz'):
        (pages / packed.stem).write_bytes(gzip.decompress(packed.read_bytes()))
    ran = subprocess.run([program, pages], capture_output=True, text=True, check=True)
    f1, precision, recall, _ = extract_eval.evaluate(gold, json.loads(ran.stdout))
    return [('extraction, 91 English pages: F1, precision, recall', f'{f1:.3f}, {precision:.3f}, {recall:.3f}', '≥ .955')]


def arabic_pages(scratch):
    """The invented pages of tests/pages, and real ones of the shared data against their expected text."""
    import extract_eval, pages
    m = pages.measure(MUJAZ)
    rows = [(f'extraction, {m["pages"]} invented Arabic pages: F1, precision, recall of words', f'{m["f1"]:.3f}, {m["precision"]:.3f}, {m["recall"]:.3f}', '≥ .97'),
            ('the same: facts right', f'{100 * m["facts"]:.1f} %', '≥ 95 %'),
            ('the same: pages without an article, refused with the reason', f'{m["refused"]} of {m["others"]}', 'all')]
    scores = [extract_eval.page(text.read_text(encoding='utf8'), json.loads(mujaz('extract', text.with_suffix('.html')))['text'])[2]
              for text in sorted((DATA / 'news-html').glob('*.txt')) if text.with_suffix('.html').exists()]
    if scores: rows.append((f'extraction, {len(scores)} real Arabic page{"s" * (len(scores) > 1)} with its text: F1', f'{sum(scores) / len(scores):.3f}', '≥ .97'))
    return rows


KINDS = dict(diacritics=diacritics, phones=phones, reading=reading, numbers=number_cases, points=points, check=check, extraction=extraction, pages=arabic_pages)


def main():
    names = sys.argv[1:] or list(KINDS)
    commit = subprocess.run(['git', '-C', HERE, 'rev-parse', '--short', 'HEAD'], capture_output=True, text=True).stdout.strip()
    print(f'Measured on {datetime.date.today()} at {commit} by `./run bench quality`.\n')
    print('| measure | value | bar |\n|---|---|---|')
    with tempfile.TemporaryDirectory() as folder:
        for name in names:
            rows = KINDS[name](pathlib.Path(folder))
            for row in rows or [(name, 'its data is absent', '')]:
                print('| ' + ' | '.join(row) + ' |', flush=True)


if __name__ == '__main__':
    main()
