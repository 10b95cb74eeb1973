# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures the program against a pipeline of what people use today in Python, article by article, alternating.
usage: ./run bench speed [ROUNDS]     (3)

The peers: trafilatura, sumy's LexRank, piper's tashkeel, espeak-ng. Both sides are warm: models and voices are loaded
before the clock starts. A figure is the median over articles and rounds; a ratio is the median of the pairs' ratios."""
import datetime, glob, html, json, lzma, os, pathlib, platform, re, statistics, subprocess, sys, tempfile, time

HERE = pathlib.Path(__file__).resolve().parent.parent
SHARED = pathlib.Path(os.environ.get('MUJAZ_SHARED', ''))
ENDINGS = re.compile(r'(?<=[.!؟])\s+')


class Ours:
    """The stages in one warm process: a page and a voice in, seconds a stage out."""

    def __init__(self):
        self.process = subprocess.Popen([HERE / 'build/bench/stages'], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def run(self, page, voice):
        self.process.stdin.write(f'{page}\t{voice}\n')
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit('build/bench/stages ended')
        return json.loads(line)


class Peers:
    def __init__(self):
        import trafilatura
        from piper.tashkeel import TashkeelDiacritizer
        from sumy.nlp.tokenizers import Tokenizer
        from sumy.parsers.plaintext import PlaintextParser
        from sumy.summarizers.lex_rank import LexRankSummarizer

        class Arabic:  # sumy's own tokenizer downloads a model of sentences at its first use
            language = 'arabic'
            def to_sentences(self, text): return tuple(s for s in ENDINGS.split(text) if s.strip())
            def to_words(self, sentence): return tuple(re.findall(r'\w+', sentence))

        self.extract = trafilatura.extract
        self.summarise = lambda text: LexRankSummarizer()(PlaintextParser.from_string(text, Arabic()).document, 3)
        self.diacritise = TashkeelDiacritizer().diacritize

    def run(self, page):
        source = open(page, encoding='utf8').read()
        times, clock = {}, time.perf_counter
        start = clock()
        text = self.extract(source) or ''
        times['extract'] = clock() - start
        start = clock()
        points = [str(s) for s in self.summarise(text)]
        times['points'] = clock() - start
        start = clock()
        marked = [self.diacritise(p) for p in points]
        times['diacritics'] = clock() - start
        start = clock()
        with tempfile.NamedTemporaryFile(suffix='.wav') as wav:
            subprocess.run(['espeak-ng', '-v', 'ar', '-w', wav.name, '\n'.join(marked)], check=True)
        times['voice'] = clock() - start
        times['letters'] = sum(map(len, points))
        return times


def pages(folder):
    """The examples, and articles of the shared data put into a plain page."""
    found = sorted(glob.glob(str(HERE / 'examples/*.html')))
    dev = SHARED / 'data/almayadeen/dev.jsonl.xz'
    if dev.exists():
        with lzma.open(dev, 'rt', encoding='utf8') as lines:
            for number, line in zip(range(10), lines):
                article = json.loads(line)
                body = ''.join(f'<p>{html.escape(p)}</p>\n' for p in article['body'])
                path = pathlib.Path(folder) / f'{number}.html'
                path.write_text(f'<!doctype html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{html.escape(article["title"])}</title></head>'
                                f'<body><nav><a href="/">الرئيسية</a></nav><article><h1>{html.escape(article["title"])}</h1>{body}</article></body></html>', encoding='utf8')
                found.append(str(path))
    return found


def median(values): return statistics.median(values)


def cold_start(page):
    """Seconds of `mujaz tell` from the command to the end, and its memory at the peak in MB."""
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        child = subprocess.Popen([HERE / 'build/mujaz', 'tell', page, '-o', folder + '/out'], stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode: raise SystemExit('mujaz tell failed')
        return time.perf_counter() - start, usage.ru_maxrss / 1024


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    ours, peers = Ours(), Peers()
    commit = subprocess.run(['git', '-C', HERE, 'rev-parse', '--short', 'HEAD'], capture_output=True, text=True).stdout.strip()
    cpu = next((l.split(':')[1].strip() for l in open('/proc/cpuinfo') if l.startswith('model name')), platform.machine())
    mine, theirs, hts = [], [], []
    with tempfile.TemporaryDirectory() as folder:
        sources = pages(folder)
        for round_number in range(-1, rounds):  # the first round warms both
            for page in sources:
                print(f'\rround {round_number + 1} of {rounds}, {os.path.basename(page)}   ', end='', file=sys.stderr)
                a, b, c = ours.run(page, 'espeak'), peers.run(page), ours.run(page, '')
                if round_number >= 0: mine.append(a), theirs.append(b), hts.append(c)
        print(file=sys.stderr)
        cold, memory = (median(x) for x in zip(*[cold_start(sources[0]) for _ in range(5)]))
    mean = lambda key: 1000 * median([a[key] for a in mine])
    peer = lambda key: 1000 * median([b[key] for b in theirs])
    print(f'Measured on {datetime.date.today()} at {commit} by `./run bench speed`: {len(sources)} articles, {rounds} rounds, {cpu}, one thread a stage.\n')
    print('| stage | ours | peer | peer / ours |\n|---|---|---|---|')
    for key, name in (('extract', 'extraction (trafilatura)'), ('points', 'points and check (LexRank, no check)')):
        print(f'| {name} | {mean(key):.2f} ms | {peer(key):.2f} ms | {median([b[key] / a[key] for a, b in zip(mine, theirs)]):.1f} |')
    print(f'| both | {1000 * median([a["extract"] + a["points"] for a in mine]):.2f} ms | {1000 * median([b["extract"] + b["points"] for b in theirs]):.2f} ms | '
          f'{median([(b["extract"] + b["points"]) / (a["extract"] + a["points"]) for a, b in zip(mine, theirs)]):.1f} (aim 5) |')
    per_letter = lambda x, key: 200_000 * x[key] / max(1, x['letters'])
    print(f'| diacritics, 200 letters (piper\'s tashkeel alone) | {median([per_letter(a, "diacritics") for a in mine]):.1f} ms | {median([per_letter(b, "diacritics") for b in theirs]):.1f} ms | '
          f'{median([per_letter(b, "diacritics") / per_letter(a, "diacritics") for a, b in zip(mine, theirs)]):.2f} |')
    whole = lambda x: x['extract'] + x['points'] + x.get('reading', x['diacritics']) + x['voice']
    print(f'| whole article to samples, espeak-ng (the peer reads no number and checks nothing) | {1000 * median([whole(a) for a in mine]):.0f} ms | {1000 * median([whole(b) for b in theirs]):.0f} ms | '
          f'{median([whole(b) / whole(a) for a, b in zip(mine, theirs)]):.2f} |')
    print('\n| of ours | measured | aim |\n|---|---|---|')
    print(f'| diacritics against the two networks alone | {median([a["diacritics"] / a["networks"] for a in mine]):.2f} | ≤ 1.2 |')
    engines = lambda a: a['networks'] + a['voice'] + a['encode']
    for name, runs in (('espeak', mine), (hts[0]['voice_name'], hts)):
        print(f'| whole against engines and encoders alone, voice {name} | {median([a["tell"] / engines(a) for a in runs]):.2f} | ≤ 1.25 |')
        for key in ('reading', 'voice', 'master', 'encode', 'tell'):
            print(f'| {key}, work a second of sound, voice {name} | {median([a[key] / a["sound"] for a in runs]):.4f} s | {"< 0.1" if key == "tell" else ""} |')
    print(f'| memory of `mujaz tell` at its peak | {memory:.0f} MB | < 400 |')
    print(f'| models and voice loaded, cold process | {ours.run(sources[0], "")["load"]:.2f} s | < 1 |')
    print(f'| `mujaz tell`, from the command to the end | {cold:.2f} s | |')


if __name__ == '__main__':
    main()
