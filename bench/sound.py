# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures sound on programmes of the leading sentences of news.
usage: ./run bench sound [times|loudness|melody]… [--voices A,B] [--programmes N]

times      where words stand by the engine, against pauses and hisses found in the samples alone
loudness   loudness and true peak, as made and as decoded from MP3 and Opus
melody     pace, the length of vowels, and the pitch at the ends of phrases
"""
import argparse, collections, datetime, json, lzma, math, os, pathlib, statistics, subprocess, tempfile, wave
import numpy

HERE = pathlib.Path(__file__).resolve().parent.parent
SHARED = pathlib.Path(os.environ.get('MUJAZ_SHARED', ''))
VOICES = 'ara_norm_ziad_hts,espeak'
HISSES = ('s', 's.', 'sh')
STEP = 0.0025  # seconds


def leads(count):
    """The first paragraph of articles, cut at a sentence; ten articles apart, so that they are of many days."""
    path = SHARED / 'data/almayadeen/dev.jsonl.xz'
    if not path.exists():
        raise SystemExit('The articles of the shared data are absent.')
    with lzma.open(path, 'rt', encoding='utf8') as lines:
        texts = [json.loads(line)['body'][0] for line in lines if line.strip()]
    texts = [t for t in texts if 12 <= len(t.split()) <= 60]
    step = max(1, len(texts) // count)
    return texts[::step][:count]


class Programmes:
    def __init__(self):
        self.process = subprocess.Popen([HERE / 'build/bench/programmes'], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def __call__(self, **asked):
        self.process.stdin.write(json.dumps(asked) + '\n')
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit('build/bench/programmes ended')
        return json.loads(line)


def samples_of(path):
    with wave.open(str(path)) as file:
        return numpy.frombuffer(file.readframes(file.getnframes()), '<i2') / 32768, file.getframerate()


# ---- times

def levels(x, rate):
    """In dB, every STEP: of all, and of the high and the low part of the spectrum, in windows of 10 ms."""
    size, hop = int(rate * 0.010), rate * STEP
    starts = numpy.arange(0, int((len(x) - size) / hop)) * hop
    frames = x[starts.astype(int)[:, None] + numpy.arange(size)] * numpy.hanning(size)
    power = numpy.abs(numpy.fft.rfft(frames)) ** 2
    hz = numpy.fft.rfftfreq(size, 1 / rate)
    def db(part): return 10 * numpy.log10(part.sum(1) + 1e-12)
    return db(power), db(power[:, hz > 3500]), db(power[:, (hz > 100) & (hz < 1500)])


def stretches(mask, least):
    """Runs of true of `least` seconds and more, as (from, to) in seconds; a window's time is its middle."""
    edges = numpy.flatnonzero(numpy.diff(numpy.concatenate([[0], mask.astype(int), [0]])))
    return [(a * STEP + 0.005, b * STEP + 0.005) for a, b in zip(edges[::2], edges[1::2]) if (b - a) * STEP >= least]


def events(made, x, rate):
    """Errors in ms: of the ends and beginnings of sound at rests, of the beginnings and ends of hisses at a word's edge."""
    everything, high, low = levels(x, rate)
    top = numpy.percentile(everything, 95)
    silences = stretches(everything < top - 42, 0.080)
    hisses = stretches((high > low + 3) & (high > top - 38), 0.030)
    out = collections.defaultdict(list)
    phones = made['phones']
    for i, phone in enumerate(phones):
        first, last = i == 0 or phones[i - 1][5] != phone[5], i + 1 == len(phones) or phones[i + 1][5] != phone[5]
        rest_before = first and (i == 0 or made['words'][phones[i - 1][5]][1] >= 2)
        rest_after = last and (i + 1 == len(phones) or made['words'][phone[5]][1] >= 2)
        if rest_before:
            near = min(silences, key=lambda s: abs(s[1] - phone[6]), default=None)
            if near: out['begin'].append(near[1] - phone[6])
        if rest_after:
            near = min(silences, key=lambda s: abs(s[0] - phone[7]), default=None)
            if near: out['end'].append(near[0] - phone[7])
        if phone[0] in HISSES and (first or last) and hisses:
            near = min(hisses, key=lambda s: abs(s[0] + s[1] - phone[6] - phone[7]))
            # Beside a vowel alone: one hiss after another is one in the samples.
            if first and not rest_before and phones[i - 1][1]: out['hiss begins'].append(near[0] - phone[6])
            if last and not rest_after and phones[i + 1][1]: out['hiss ends'].append(near[1] - phone[7])
    return out


def times(make, voices, count):
    print('| voice | event | count | middle error | 95 of 100 within | mean, signed |\n|---|---|---|---|---|---|')
    for voice in voices:
        found = collections.defaultdict(list)
        with tempfile.TemporaryDirectory() as folder:
            wav = pathlib.Path(folder) / 'x.wav'
            for text in leads(count):
                made = make(text=text, voice=voice, wav=str(wav))
                for kind, errors in events(made, *samples_of(wav)).items(): found[kind] += errors
        found['all'] = [e for errors in found.values() for e in errors]
        for kind, errors in found.items():
            sizes = sorted(abs(e) * 1000 for e in errors)
            print(f'| {voice} | {kind} | {len(errors)} | {statistics.median(sizes):.0f} ms | {sizes[int(len(sizes) * .95)]:.0f} ms | '
                  f'{1000 * statistics.mean(e for e in errors):+.0f} ms |', flush=True)


# ---- loudness

def loudness(make, voices, count):
    print('| voice | asked | heard as | count | LUFS, mean | LUFS, farthest | true peak, highest |\n|---|---|---|---|---|---|---|')
    for voice in voices:
        for asked in (-16, -18, -23):
            found, flaws = collections.defaultdict(list), 0
            for text in leads(count):
                made = make(text=text, voice=voice, loudness=asked, lossy=True)
                flaws += len(made['flaws'])
                for form, name in (('sound', 'made'), ('mp3', 'MP3'), ('opus', 'Opus')): found[name].append(made[form])
            for form, all_ in found.items():
                levels_ = [one[0] for one in all_]
                print(f'| {voice} | {asked} | {form} | {len(all_)} | {statistics.mean(levels_):.2f} | {max(levels_, key=lambda x: abs(x - asked)):.2f} | '
                      f'{max(one[1] for one in all_):.2f} dBTP |', flush=True)
            if flaws: print(f'| {voice} | {asked} | the gate | {flaws} flaws | | | |')


# ---- melody

def pitch(x, rate):
    """Half tones over 1 Hz every 5 ms, by autocorrelation of 40 ms, 60 to 300 Hz; NaN where nothing repeats."""
    size, hop = int(rate * 0.040), int(rate * 0.005)
    starts = numpy.arange(0, max(0, len(x) - size), hop)
    frames = x[starts[:, None] + numpy.arange(size)] * numpy.hanning(size)
    power = numpy.fft.rfft(frames, 4 * size)
    window = numpy.fft.irfft(numpy.abs(numpy.fft.rfft(numpy.hanning(size), 4 * size)) ** 2)
    repeats = numpy.fft.irfft(numpy.abs(power) ** 2)[:, int(rate / 300):int(rate / 60)] / window[int(rate / 300):int(rate / 60)]
    energy = (frames ** 2).sum(1) / window[0] + 1e-12
    best = repeats.argmax(1)
    sure = (repeats.max(1) / energy > 0.5) & (energy > energy.max() * 1e-4)
    return numpy.where(sure, 12 * numpy.log2(rate / (best + int(rate / 300))), numpy.nan)


QUESTIONS = ['هل تعود المفاوضات بين الطرفين؟', 'هل ينجح الاتفاق الجديد؟', 'هل ترفع الحكومة أسعار الوقود؟',
             'هل تصل المساعدات إلى المدينة؟', 'هل يغادر الوزير منصبه؟']


def melody(make, voices, count):
    print('| voice | words a second | syllables a second without rests | long vowel / short | end of a sentence | comma | question | first phrase to last |\n|---|---|---|---|---|---|---|---|')
    for voice in voices:
        words = seconds = syllables = sounding = 0
        lengths, ends, sinks = collections.defaultdict(list), collections.defaultdict(list), []
        with tempfile.TemporaryDirectory() as folder:
            wav = pathlib.Path(folder) / 'x.wav'
            for text in leads(count) + QUESTIONS:
                made = make(text=text, voice=voice, wav=str(wav))
                tones, phones = pitch(*samples_of(wav)), made['phones']
                words += len(made['words'])
                seconds += made['seconds']
                syllables += sum(p[3] for p in phones)
                sounding += sum(p[7] - p[6] for p in phones)
                first, middles = 0, []
                for i, phone in enumerate(phones):
                    if phone[1]: lengths[phone[2]].append(phone[7] - phone[6])
                    last = i + 1 == len(phones)
                    after = made['words'][phone[5]][1]
                    if not last and (phones[i + 1][5] == phone[5] or after < 2): continue
                    phrase = tones[int(phones[first][6] / .005):int(phone[7] / .005) - 4]
                    phrase = phrase[~numpy.isnan(phrase)]
                    if len(phrase) > 30:
                        kind = 'question' if last and made['question'] else 'end' if last or after == 3 else 'comma'
                        ends[kind].append(numpy.median(phrase[-10:]) - numpy.median(phrase))
                        middles.append(numpy.median(phrase))
                    first = i + 1
                if len(middles) > 2: sinks.append(middles[-1] - middles[0])
        mean = statistics.mean
        print(f'| {voice} | {words / seconds:.2f} | {syllables / sounding:.1f} | {mean(lengths[True]) / mean(lengths[False]):.2f} | '
              f'{mean(ends["end"]):+.1f} | {mean(ends["comma"]):+.1f} | {mean(ends["question"]):+.1f} | {mean(sinks):+.1f} half tones |', flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('what', nargs='*', default=['times', 'loudness', 'melody'])
    parser.add_argument('--voices', default=VOICES)
    parser.add_argument('--programmes', type=int, default=50)
    asked = parser.parse_args()
    make = Programmes()
    commit = subprocess.run(['git', '-C', HERE, 'rev-parse', '--short', 'HEAD'], capture_output=True, text=True).stdout.strip()
    print(f'Measured on {datetime.date.today()} at {commit} by `./run bench sound`, {asked.programmes} programmes.')
    for what in asked.what:
        print()
        dict(times=times, loudness=loudness, melody=melody)[what](make, asked.voices.split(','), asked.programmes)


if __name__ == '__main__':
    main()
