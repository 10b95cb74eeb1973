# SPDX-License-Identifier: GPL-3.0-or-later
"""Trains a network of diacritics on what `prepare.py` left in FOLDER.
usage: train.py FOLDER DESIGN NAME [--steps N] [--seed N]
DESIGN: joiner (weighs the two networks' shares), student (libtashkeel's own weights, trained further)

Shows loss and words wrong as it goes; a checkpoint (NAME.pt) every two minutes; run again with
the same NAME it goes on from there."""
import argparse, pathlib, random, struct, sys, time

import numpy as np
import torch
from torch.nn import functional as F

from data import CLASSES, MARKED, SHARED, bare, is_letter, letters, text_of
from feed import ROOT, feed, targets
from model import Joiner, Student, read_onnx, together

sys.path.insert(0, str(SHARED / 'tools'))
import diac_eval

# How much a mark of each source counts, and what part of the source one round takes.
# News that only the two networks have marked (silver) says nothing new, and holds the joiner to them.
WEIGHT = {'speech': 2.0, 'jsc': 1.0, 'aljazeera': 0.8, 'silver': 0.0}
PART = {'speech': 1.0, 'jsc': 0.7, 'aljazeera': 0.6, 'silver': 0.8}
LOOK = 120  # seconds between two checkpoints
ANCHOR, REST = 0.3, 0.3  # how much the two together count on a marked letter, and on every other


def rows(path):
    """The shares that diacritics_shares wrote, one array [signs, 28] a line."""
    if not path.exists(): return
    data, at = np.fromfile(path, np.uint8), 0
    while at + 4 <= len(data):
        size = int(data[at:at + 4].view('<u4')[0]); at += 4
        if at + size * 112 > len(data): return
        yield data[at:at + size * 112].view('<f4').reshape(size, 28)
        at += size * 112


class Example:
    def __init__(self, text, shares, gold=None, weight=1.0, spoken=False):
        signs = letters(text)
        symbols, hints, self.place = feed(signs)
        self.signs = signs
        self.symbols, self.hints = np.array(symbols, np.int64), np.array(hints, np.int64)
        self.shares = np.full((len(symbols), 28), 1 / 14, np.float32)
        self.target, self.weight = np.full(len(symbols), -100, np.int64), np.zeros(len(symbols), np.float32)
        wanted = targets(gold, spoken) if gold else None
        for i, at in enumerate(self.place):
            if at < 0: continue
            if shares is not None: self.shares[at] = shares[i]
            # A vowel's own letter left bare: the gold says so often by neglect, and is believed only
            # where the networks say so too.
            if wanted and wanted[i] == 0 and signs[i][0] in '\u0648\u064a\u0644' and shares is not None and \
                    shares[i, :14].argmax() + shares[i, 14:].argmax(): continue
            if wanted and wanted[i] >= 0:
                last = i + 1 == len(signs) or not is_letter(signs[i + 1][0])
                self.target[at] = wanted[i]
                self.weight[at] = weight * (1.5 if last else 1)


def gold_examples(folder, kind):
    names = (folder / 'names.txt').read_text().split('\n')
    gold = (folder / 'gold.txt').read_text(encoding='utf8').split('\n')
    fed = (folder / f'{kind}.in').read_text(encoding='utf8').split('\n')
    for name, line, text, shares in zip(names, gold, fed, rows(folder / f'{kind}.rows')):
        signs = letters(line)
        if [c for c, _ in signs] != [c for c, _ in letters(text)] or len(shares) != len(signs): continue
        yield name, Example(text, shares, signs, WEIGHT[name], name == 'speech')


def silver_examples(folder):
    """News without gold."""
    lines = (folder / 'silver.txt').read_text(encoding='utf8').split('\n')
    kept = rows(folder / 'silver.rows')
    for line in lines:
        signs = [sign for sign in letters(line) if sign[0] != '~']
        shares = next(kept, None)
        if shares is None: return
        if len(shares) != len(signs): continue
        yield 'silver', Example(''.join(c for c, _ in signs), shares)


def with_hints(example, rng):
    """A copy for a network whose hints may change without new shares."""
    if rng.random() < 0.5: return example.symbols, example.hints
    hints = example.hints.copy()
    pick = rng.random() * 0.4
    from feed import HINT_OF
    for at, wanted in enumerate(example.target):
        if wanted > 0 and rng.random() < pick: hints[at] = HINT_OF[CLASSES[wanted]]
    return example.symbols, hints


def batches(examples, size, rng, hints=False):
    order = sorted(range(len(examples)), key=lambda i: len(examples[i].symbols) + rng.random() * 8)
    groups, now, longest = [], [], 0
    for i in order:
        longest = len(examples[i].symbols)
        if now and longest * (len(now) + 1) > size: groups.append(now); now = []
        now.append(i)
    groups.append(now)
    rng.shuffle(groups)
    for group in groups: yield pack([examples[i] for i in group], rng if hints else None)


def pack(group, rng=None):
    length = max(len(e.symbols) for e in group)
    out = [np.zeros((len(group), length), np.int64) for _ in range(2)]
    shares = np.full((len(group), length, 28), 1 / 14, np.float32)
    target, weight = np.full((len(group), length), -100, np.int64), np.zeros((len(group), length), np.float32)
    for i, e in enumerate(group):
        n = len(e.symbols)
        symbols, hints = with_hints(e, rng) if rng else (e.symbols, e.hints)
        out[0][i, :n], out[1][i, :n] = symbols, hints
        shares[i, :n], target[i, :n], weight[i, :n] = e.shares, e.target, e.weight
    return [torch.from_numpy(x) for x in (*out, shares, target, weight)]


def forward(model, design, symbols, hints, shares):
    if design == 'joiner': return model(symbols, hints, shares)
    return model(symbols, hints)[..., 1:]


FIT = torch.tensor([[(CLASSES[k] & CLASSES[h]) == CLASSES[h] for k in range(14)] for h in range(14)])


@torch.no_grad()
def write(model, design, examples):
    """The examples' texts with the network's marks."""
    model.eval()
    out = [''] * len(examples)
    order = sorted(range(len(examples)), key=lambda i: len(examples[i].symbols))
    for start in range(0, len(order), 24):
        group = order[start:start + 24]
        symbols, hints, shares, _, _ = pack([examples[i] for i in group])
        best = forward(model, design, symbols, hints, shares).argmax(-1).tolist()
        for k, i in enumerate(group):
            e = examples[i]
            out[i] = text_of([[c, marks | (CLASSES[best[k][at]] if at >= 0 and c != '\u0622' else 0)]
                              for (c, marks), at in zip(e.signs, e.place)])
    return out


def wrong(gold, lines, skip_last=False):
    words = errors = 0
    for g, h in zip(gold, lines):
        for a, b in zip(diac_eval.words(g), diac_eval.words(h)):
            words += 1; errors += diac_eval.compare(a, b, skip_last)[0] > 0
    return 100 * errors / words


def sets(folder):
    """Held-out lines and benchmark: (gold lines, examples), shares as the two networks gave them."""
    out = {}
    for name in ('jsc', 'speech', 'wikinews'):
        if not (folder / f'{name}.rows').exists(): continue
        gold = (folder / f'{name}.gold').read_text(encoding='utf8').rstrip('\n').split('\n')
        lines = (folder / f'{name}.in').read_text(encoding='utf8').rstrip('\n').split('\n')
        out[name] = gold, [Example(l, s) for l, s in zip(lines, rows(folder / f'{name}.rows'))]
    return out


def report(model, design, held):
    out = []
    for name, (gold, examples) in held.items():
        lines = write(model, design, examples)
        out.append(f'{name} {wrong(gold, lines):.2f}/{wrong(gold, lines, True):.2f}')
    return '  '.join(out)


def main():
    take = argparse.ArgumentParser()
    take.add_argument('folder', type=pathlib.Path)
    take.add_argument('design', choices=['joiner', 'student'])
    take.add_argument('name')
    take.add_argument('--steps', type=int, default=3500)
    take.add_argument('--seed', type=int, default=1)
    args = take.parse_args()
    rng = random.Random(args.seed); torch.manual_seed(args.seed); torch.set_num_threads(2)
    design = args.design
    model = Joiner() if design == 'joiner' else Student()
    if design != 'joiner': read_onnx(model, ROOT / 'models/libtashkeel/model.onnx')
    known = list(gold_examples(args.folder, 'bare'))
    news = [i for i, (name, _) in enumerate(known) if name in ('jsc', 'speech')]
    slice_ = set(random.Random(5).sample(news, len(news) // 15))
    check = [known[i][1] for i in sorted(slice_)]
    check_gold = [text_of([[c, CLASSES[t] if t >= 0 else 0] for (c, _), t in
                           zip(e.signs, (e.target[p] if p >= 0 else -1 for p in e.place))]) for e in check]
    from data import skeleton
    shut = {skeleton(''.join(c for c, _ in e.signs)) for e in check}
    known = [(name, e) for name, e in known if skeleton(''.join(c for c, _ in e.signs)) not in shut]
    if design == 'joiner':
        known += [(name, e) for name, e in gold_examples(args.folder, 'hinted') if skeleton(''.join(c for c, _ in e.signs)) not in shut]
    known += list(silver_examples(args.folder))
    print(len(known), 'lines', sum(len(e.symbols) for _, e in known), 'symbols,', len(check), 'lines of check', flush=True)
    held = sets(args.folder)
    optimiser = torch.optim.AdamW(model.parameters(), lr=1, weight_decay=0.01)
    peak = 2e-3 if design == 'joiner' else 3e-4
    file = args.folder / f'{args.name}.pt'
    spent, best, step = 0.0, 1e9, 0
    mean = {k: v.clone() for k, v in model.state_dict().items()}
    if file.exists():
        kept = torch.load(file)
        model.load_state_dict(kept['model']); optimiser.load_state_dict(kept['optimiser']); mean = kept['mean']
        spent, best, step = kept['spent'], kept['best'], kept['step']
    shadow = Joiner() if design == 'joiner' else Student()
    start = saved = looked = time.time()
    print('begin', f'check {wrong(check_gold, write(model, design, check)):.2f}', report(model, design, {k: v for k, v in held.items() if k != 'wikinews'}), flush=True)
    total, count = 0.0, 0
    while step < args.steps:
        round_ = [e for name, e in known if rng.random() < PART[name]]
        for symbols, hints, shares, target, weight in batches(round_, 6000 if design == 'joiner' else 4000, rng, design != 'joiner'):
            if step >= args.steps: break
            done = (step + 1) / args.steps
            rate = peak * min(1, (step + 1) / 60) * max(0.02, 1 - done)
            for group in optimiser.param_groups: group['lr'] = rate
            model.train()
            for part in model.modules():  # its means are known; a few lines would only shake them
                if isinstance(part, torch.nn.BatchNorm1d): part.eval()
            logits = forward(model, design, symbols, hints, shares)
            logs = F.log_softmax(logits, -1)
            before = torch.softmax(together(symbols, shares), -1)
            gold = F.nll_loss(logs.reshape(-1, 14), target.reshape(-1), reduction='none', ignore_index=-100)
            doubt = -(before * logs).sum(-1).reshape(-1)
            weight = weight.reshape(-1)
            known_letter = (weight > 0).float()
            loss = (weight * ((1 - ANCHOR) * gold + ANCHOR * doubt)).sum() / weight.sum() + \
                REST * (doubt * (1 - known_letter) * (symbols.reshape(-1) > 17)).sum() / weight.sum()
            optimiser.zero_grad(); loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step(); step += 1
            total += loss.item(); count += 1
            keep = min(0.998, (1 + step) / (10 + step))
            with torch.no_grad():
                for k, v in model.state_dict().items():
                    if v.dtype.is_floating_point: mean[k].mul_(keep).add_(v, alpha=1 - keep)
                    else: mean[k].copy_(v)
            if time.time() - looked > LOOK or done >= 1:
                shadow.load_state_dict(mean)
                now = wrong(check_gold, write(shadow, design, check))
                print(f'{100 * done:.0f}% step {step} loss {total / count:.4f} check {now:.2f} ', report(shadow, design, {k: v for k, v in held.items() if k != 'wikinews'}), flush=True)
                total, count, looked = 0.0, 0, time.time()
                best = min(best, now)
                torch.save(mean, args.folder / f'{args.name}.best.pt')
                torch.save({'model': model.state_dict(), 'optimiser': optimiser.state_dict(), 'mean': mean,
                            'spent': spent + time.time() - start, 'best': best, 'step': step}, file)
    shadow.load_state_dict(torch.load(args.folder / f'{args.name}.best.pt'))
    print('best', best, report(shadow, design, held), flush=True)


if __name__ == '__main__': main()
