# SPDX-License-Identifier: GPL-3.0-or-later
"""The voices against their engines alone, alternating; first sound, cancellation, memory.
usage: ./run bench voices [ROUNDS] [PROGRAMMES]     (5, 500)

Work is seconds of the processor a second of sound. The engines alone: hts_engine speaking label files of the voice's
own front end, espeak-ng a text of words with marks, piper (Python) the same words; a ratio is the median of the
pairs' ratios."""
import glob, json, os, pathlib, resource, statistics, subprocess, sys, tempfile, wave

HERE = pathlib.Path(__file__).resolve().parent.parent
SHARED = pathlib.Path(os.environ.get('MUJAZ_SHARED', ''))
PIPER = HERE / '.deps/voices/en_US-joe-medium.onnx'
TEXT = ['قَالَ الْوَزِيرُ الْيَوْمَ إِنَّ الْمَشْرُوعَ الْجَدِيدَ يَبْدَأُ فِي الْعَاصِمَةِ الْأُسْبُوعَ الْقَادِمَ، وَأَضَافَ أَنَّ الْمَرْحَلَةَ الْأُولَى تَنْتَهِي قَبْلَ نِهَايَةِ الْعَامِ.',
        'وَتَبْلُغُ كُلْفَةُ الْمَشْرُوعِ سَبْعَةَ مَلَايِينِ دِينَارٍ، تَدْفَعُ الْبَلَدِيَّةُ نِصْفَهَا.',
        'وَكَانَتِ الْمَدِينَةُ قَدْ أَعْلَنَتْ فِي الشَّهْرِ الْمَاضِي خُطَّةً لِإِصْلَاحِ الطُّرُقِ وَالْجُسُورِ وَالْمَدَارِسِ.'] * 4
# Loads once, speaks some words to be warm, then speaks the text; prints work and sound.
ALONE = r'''
import io, json, resource, sys, wave
from piper import PiperVoice
voice = PiperVoice.load(sys.argv[1])
text = sys.stdin.read()
voice_of = lambda said: sum(len(c.audio_int16_array) for c in voice.synthesize(said)) / voice.config.sample_rate
voice_of('hello')
used = lambda: sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
start = used(); seconds = voice_of(text)
print(json.dumps({'work': (used() - start) / seconds}))
'''


def ours(voice, *arguments):
    out = subprocess.run([HERE / 'build/bench/streaming', voice, *arguments], input='\n'.join(TEXT) + '\n', text=True,
                         capture_output=True, check=True)
    return json.loads(out.stdout)


def alone(command, sound, **more):
    """Work a second of sound of a program that writes a WAV file."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, capture_output=True, **more)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    with wave.open(sound) as file: seconds = file.getnframes() / file.getframerate()
    return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) / seconds


def hts_alone(voice, folder):
    labels = sorted(glob.glob(str(SHARED / 'data/hts-voice/labels/*.lab')))
    return statistics.mean(alone(['hts_engine', '-m', voice, '-ow', folder + '/x.wav', label], folder + '/x.wav') for label in labels)


def espeak_alone(folder):
    return alone(['espeak-ng', '-v', 'ar', '-w', folder + '/x.wav', '\n'.join(TEXT)], folder + '/x.wav')


def piper_alone():
    out = subprocess.run([sys.executable, '-c', ALONE, PIPER], input='\n'.join(TEXT), text=True, capture_output=True, check=True)
    return json.loads(out.stdout)['work']


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    programmes = sys.argv[2] if len(sys.argv) > 2 else '500'
    hts = glob.glob(str(SHARED / 'data/hts-voice/*.htsvoice'))
    with tempfile.TemporaryDirectory() as folder:
        voices = [('espeak', '.01', lambda: espeak_alone(folder), '')]
        if hts: voices.append((pathlib.Path(hts[0]).stem, '.07', lambda: hts_alone(hts[0], folder), '300'))
        if PIPER.exists(): voices.append((PIPER.stem, '.15', piper_alone, '1000'))
        print('| voice | work a second of sound | bar | times the engine alone (≤ 1.15) | load | first sound of a stream | a stop takes |\n|---|---|---|---|---|---|---|')
        for name, bar, engine, first in voices:
            mine, ratios = [], []
            for _ in range(rounds):
                mine.append(ours(name, 'speak'))
                ratios.append(mine[-1]['work'] / engine())
            middle = lambda key: statistics.median(m[key] for m in mine)
            print(f'| {name} | {middle("work"):.4f} s | {bar} | {statistics.median(ratios):.2f} | {middle("load"):.2f} s | '
                  f'{1000 * middle("first"):.0f} ms{f" (≤ {first})" if first else ""} | {1000 * middle("cancelled"):.0f} ms (≤ 100) |', flush=True)
        print(f'\n| memory after a fifth of {programmes} programmes, and after all | |\n|---|---|')
        for name, *_ in voices:
            number = programmes if 'joe' not in name else str(int(programmes) // 5)
            told = ours(name, 'memory', number)
            print(f'| {name}, {number} programmes | {told["early"]:.0f} and {told["late"]:.0f} MB, {100 * (told["late"] / told["early"] - 1):+.1f} % (≤ 5) |', flush=True)


if __name__ == '__main__':
    main()
