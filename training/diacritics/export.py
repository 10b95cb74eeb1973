# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes a trained network as ONNX, its weights in 16 bits, and proves that it answers as torch does.
usage: export.py FOLDER DESIGN OUT.onnx NAME…      several NAMEs of joiners: their mean in one network"""
import argparse, pathlib

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import TensorProto, helper, numpy_helper

from feed import ROOT
from model import FIRST_LETTER, Joiner, Student, write_onnx

TEMPLATE = ROOT / 'models/libtashkeel/model.onnx'


def halve(graph):
    """Weights in 16 bits, each turned into 32 where it is used."""
    casts = []
    for tensor in graph.initializer:
        value = numpy_helper.to_array(tensor)
        if value.dtype != np.float32 or value.size < 64: continue
        name = tensor.name
        tensor.CopyFrom(numpy_helper.from_array(value.astype(np.float16), name + '.half'))
        casts.append(helper.make_node('Cast', [name + '.half'], [name], to=TensorProto.FLOAT))
    nodes = casts + list(graph.node)
    del graph.node[:]
    graph.node.extend(nodes)


def drop_unused(graph):
    """The graph without `predictions`, which nobody reads, and the nodes that only it needs."""
    kept = [o for o in graph.output if o.name == 'logits']
    del graph.output[:]
    graph.output.extend(kept)
    needed, nodes = {'logits'}, []
    for node in reversed(graph.node):
        if needed & set(node.output): needed |= set(node.input); nodes.append(node)
    del graph.node[:]
    graph.node.extend(reversed(nodes))


def gates(a):
    """torch has an LSTM's gates as in, forget, new, out; ONNX as in, out, forget, new."""
    i, f, g, o = np.split(a.detach().numpy(), 4)
    return np.concatenate([i, o, f, g])


class Builder:
    def __init__(self): self.values, self.nodes = {}, []

    def node(self, kind, inputs, output, **how):
        self.nodes.append(helper.make_node(kind, inputs, [output], **how))
        return output

    def value(self, name, array):
        self.values[name] = np.ascontiguousarray(array)
        return name

    def linear(self, x, layer, name):
        product = self.node('MatMul', [x, self.value(name + '.weight', layer.weight.detach().numpy().T)], name + '.product')
        return self.node('Add', [product, self.value(name + '.bias', layer.bias.detach().numpy())], name)

    def slice(self, x, start, end, axis, name):
        ends = [self.value(f'{name}.{k}', np.array([v], np.int64)) for k, v in (('start', start), ('end', end), ('axis', axis))]
        return self.node('Slice', [x, *ends], name)


def joiner_scores(build, joiner, name):
    """What one joiner adds to the two together."""
    node, value = build.node, build.value
    char = node('Gather', [value(name + 'char.weight', joiner.char.weight.detach().numpy()), 'symbols'], name + 'char')
    hint = node('Gather', [value(name + 'hint.weight', joiner.hint.weight.detach().numpy()), 'hints'], name + 'hint')
    x = node('Concat', [char, hint, 'shares', 'small'], name + 'features', axis=-1)
    x = node('Tanh', [build.linear(x, joiner.inward, name + 'inward')], name + 'inward.tanh')
    x = node('Transpose', [x], name + 'by_step', perm=[1, 0, 2])
    for k in range(joiner.gru.num_layers):
        part = {p: [gates(getattr(joiner.gru, f'{p}_{w}')) for w in (f'l{k}', f'l{k}_reverse')]
                for p in ('weight_ih', 'weight_hh', 'bias_ih', 'bias_hh')}
        lstm = f'{name}lstm{k}'
        weights = [value(lstm + '.w', np.stack(part['weight_ih'])), value(lstm + '.r', np.stack(part['weight_hh'])),
                   value(lstm + '.b', np.stack([np.concatenate(b) for b in zip(part['bias_ih'], part['bias_hh'])]))]
        y = node('LSTM', [x, *weights], lstm + '.y', hidden_size=joiner.gru.hidden_size, direction='bidirectional')
        y = node('Transpose', [y], lstm + '.t', perm=[0, 2, 1, 3])
        x = node('Reshape', [y, value(lstm + '.shape', np.array([0, 0, -1], np.int64))], lstm + '.flat')
    return build.linear(node('Transpose', [x], name + 'by_line', perm=[1, 0, 2]), joiner.out, name + 'out')


def joiner_graph(joiners):
    """One graph of several joiners, the mean of what they add."""
    build = Builder()
    node, value = build.node, build.value
    logs = node('Log', [node('Add', ['shares', value('least', np.float32(1e-3))], 'some')], 'logs')
    node('Mul', [logs, value('third', np.float32(0.3))], 'small')
    first, second = build.slice('shares', 0, 14, 2, 'first'), build.slice('shares', 14, 28, 2, 'second')
    nothing = node('Mul', [build.slice('symbols', 0, 1, 1, 'one'), value('nought', np.int64(0))], 'nothing')
    after = node('Concat', [build.slice('symbols', 1, 2 ** 31 - 1, 1, 'rest'), nothing], 'after', axis=1)
    last = node('Less', [after, value('first_letter', np.int64(FIRST_LETTER))], 'last')
    trust = node('Where', [last, value('trust_last', np.float32(3)), value('trust_inside', np.float32(4))], 'trust')
    trust = node('Unsqueeze', [trust, value('deep', np.array([2], np.int64))], 'trust.deep')
    scores = [node('Log', [node('Add', [second, value('tiny', np.float32(1e-4))], 'second.some')], 'second.log'),
              node('Mul', [first, trust], 'first.trusted')]
    added = [joiner_scores(build, joiner, f'{i}.') for i, joiner in enumerate(joiners)]
    scores.append(node('Mul', [node('Sum', added, 'added'), value('share', np.float32(1 / len(added)))], 'mean'))
    node('Softmax', [node('Sum', scores, 'scores')], 'logits', axis=2)
    inputs = [helper.make_tensor_value_info(n, TensorProto.INT64, ['batch', 'seq']) for n in ('symbols', 'hints')]
    inputs.append(helper.make_tensor_value_info('shares', TensorProto.FLOAT, ['batch', 'seq', 28]))
    outputs = [helper.make_tensor_value_info('logits', TensorProto.FLOAT, ['batch', 'seq', 14])]
    graph = helper.make_graph(build.nodes, 'joiner', inputs, outputs,
                              [numpy_helper.from_array(v, k) for k, v in build.values.items()])
    return helper.make_model(graph, opset_imports=[helper.make_opsetid('', 17)], ir_version=8)


class Mean(torch.nn.Module):
    def __init__(self, joiners): super().__init__(); self.joiners = torch.nn.ModuleList(joiners)

    def forward(self, *fed): return sum(joiner(*fed) for joiner in self.joiners) / len(self.joiners)


def load(design, file):
    state = torch.load(file)
    model = Joiner() if design == 'joiner' else Student()
    model.load_state_dict(state)
    return model.eval()


def main():
    take = argparse.ArgumentParser()
    take.add_argument('folder', type=pathlib.Path); take.add_argument('design')
    take.add_argument('out', type=pathlib.Path); take.add_argument('names', nargs='+')
    args = take.parse_args()
    models = [load(args.design, args.folder / f'{name}.best.pt') for name in args.names]
    model = Mean(models) if args.design == 'joiner' else models[0]
    if args.design == 'joiner': made = joiner_graph(models)
    else:
        write_onnx(model, TEMPLATE, args.out)
        made = onnx.load(args.out)
        drop_unused(made.graph)
    halve(made.graph)
    onnx.checker.check_model(made)
    onnx.save(made, args.out)
    rng = np.random.default_rng(1)
    symbols, hints = rng.integers(18, 54, (1, 190)), rng.integers(1, 15, (1, 190))
    shares = rng.dirichlet(np.ones(14) * 0.1, (1, 190, 2)).reshape(1, 190, 28).astype(np.float32)
    fed = {'symbols': symbols, 'hints': hints, 'shares': shares} if args.design == 'joiner' else \
        {'char_inputs': symbols, 'diac_inputs': hints, 'input_lengths': np.array([190])}
    answer = onnxruntime.InferenceSession(args.out).run(['logits'], fed)[0]
    with torch.no_grad():
        inputs = [torch.from_numpy(symbols), torch.from_numpy(hints)] + ([torch.from_numpy(shares)] if args.design == 'joiner' else [])
        expected = torch.softmax(model(*inputs), -1).numpy()
    print(f'{args.out}: {args.out.stat().st_size} bytes, greatest difference from torch {abs(answer - expected).max():.5f}')


if __name__ == '__main__': main()
