# SPDX-License-Identifier: GPL-3.0-or-later
"""libtashkeel's network as a torch module, its weights read from its ONNX graph and written back
into one; and the joiner, which weighs two networks' shares in context."""
import math

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import nn
from torch.nn import functional as F

SIZE, HEADS, CLASSES = 56, 8, 15
FIRST_LETTER = 18  # the symbols below it are no letters


class TwoWays(nn.Module):
    """A GRU in both directions, their sum through tanh."""
    def __init__(self, inputs, size):
        super().__init__()
        self.size = size
        self.gru = nn.GRU(inputs, size, batch_first=True, bidirectional=True)

    def forward(self, x):
        out = self.gru(x)[0]
        return torch.tanh(out[..., :self.size] + out[..., self.size:])


class Layer(nn.Module):
    def __init__(self, drop):
        super().__init__()
        for name in ('ffm1', 'ffm2'):
            setattr(self, name, nn.Sequential(nn.LayerNorm(SIZE), nn.Linear(SIZE, 4 * SIZE), nn.SiLU(), nn.Dropout(drop),
                                              nn.Linear(4 * SIZE, SIZE), nn.Dropout(drop)))
        self.attn_norm, self.ccm_norm, self.post_norm = nn.LayerNorm(SIZE), nn.LayerNorm(SIZE), nn.LayerNorm(SIZE)
        self.q, self.k, self.v, self.o = (nn.Linear(SIZE, SIZE, bias=False) for _ in range(4))
        self.gru1, self.gru2, self.gru3 = TwoWays(SIZE, 112), TwoWays(SIZE, 112), TwoWays(112, SIZE)
        self.batchnorm = nn.BatchNorm1d(112)
        self.drop = nn.Dropout(drop)

    def forward(self, x, place, mask):
        x = x + 0.5 * self.ffm1(x)
        y = self.attn_norm(x) + place
        q, k, v = (f(y).view(y.shape[0], y.shape[1], HEADS, -1).transpose(1, 2) for f in (self.q, self.k, self.v))
        y = F.scaled_dot_product_attention(q, k, v, attn_mask=mask[:, None, None, :])
        x = x + self.drop(self.o(y.transpose(1, 2).reshape(x.shape)))
        a, b = self.gru1(self.ccm_norm(x)).chunk(2, -1)
        y = self.gru2(a * torch.sigmoid(b))
        y = F.silu(self.batchnorm(y.transpose(1, 2)).transpose(1, 2))
        x = x + self.drop(self.gru3(y))
        x = x + 0.5 * self.ffm2(x)
        return torch.tanh(self.post_norm(x))


class Student(nn.Module):
    """libtashkeel's architecture."""
    def __init__(self, drop=0.1):
        super().__init__()
        self.char, self.hint = nn.Embedding(54, SIZE), nn.Embedding(16, SIZE)
        self.hint_scale, self.pos_scale = nn.Parameter(torch.ones(1)), nn.Parameter(torch.ones(1))
        self.dense = nn.Sequential(nn.Linear(SIZE, 256), nn.Linear(256, 128), nn.Linear(128, SIZE))
        self.convs = nn.ModuleList(nn.Conv1d(SIZE, SIZE, k, padding=k // 2) for k in (1, 3, 5, 7))
        self.layers = nn.ModuleList(Layer(drop) for _ in range(3))
        self.norm, self.out = nn.LayerNorm(SIZE), nn.Linear(SIZE, CLASSES)
        self.register_buffer('rates', torch.exp(-math.log(10000) * torch.arange(28) / 28))

    def forward(self, symbols, hints):
        mask = symbols != 0
        keep = mask[:, None].float()
        x = 16 * self.char(symbols) + 16 * self.hint_scale * self.hint(hints)
        x = self.dense(x)
        x = x.transpose(1, 2)
        for conv in self.convs: x = conv(x) * keep
        first = x = x.transpose(1, 2)
        angle = torch.arange(x.shape[1], device=x.device)[:, None] * self.rates
        place = self.pos_scale * torch.cat([angle.sin(), angle.cos()], -1)
        for layer in self.layers: x = layer(x, place, mask)
        return self.out(self.norm(x + first))

    def names(self):
        """(name of a tensor in the ONNX graph, parameter, how it is stored there)."""
        yield from (('char_emb.weight', self.char.weight, ''), ('diac_emb.weight', self.hint.weight, ''),
                    ('hint_scale', self.hint_scale, ''), ('pos_enc.scale', self.pos_scale, ''))
        for i in range(3):
            yield f'onnx::MatMul_{2412 + i}', self.dense[i].weight, 'T'
            yield f'dense.{i}.bias', self.dense[i].bias, ''
        for i, number in enumerate((2417, 2420, 2423, 2426)):
            yield f'onnx::Conv_{number}', self.convs[i].weight, ''
            yield f'conv.{i}.conv.bias', self.convs[i].bias, ''
        for i, layer in enumerate(self.layers):
            at, name = 177 * i, f'attn_layers.{i}.'
            for k, (ffm, numbers) in enumerate(((layer.ffm1, (2428, 2429)), (layer.ffm2, (2603, 2604)))):
                for part in ('weight', 'bias'): yield f'{name}ffm{k + 1}.ffm.0.{part}', getattr(ffm[0], part), ''
                for linear, number, place in ((ffm[1], numbers[0], 1), (ffm[4], numbers[1], 4)):
                    yield f'onnx::MatMul_{number + at}', linear.weight, 'T'
                    yield f'{name}ffm{k + 1}.ffm.{place}.bias', linear.bias, ''
            for norm, place in ((layer.attn_norm, 'attn.layernorm'), (layer.ccm_norm, 'ccm.layernorm'), (layer.post_norm, 'post_norm')):
                for part in ('weight', 'bias'): yield f'{name}{place}.{part}', getattr(norm, part), ''
            for linear, number in ((layer.q, 2430), (layer.k, 2437), (layer.v, 2438), (layer.o, 2440)):
                yield f'onnx::MatMul_{number + at}', linear.weight, 'T'
            for part in ('weight', 'bias', 'running_mean', 'running_var'):
                yield f'{name}ccm.batchnorm.{part}', getattr(layer.batchnorm, part), ''
            for gru, number in ((layer.gru1.gru, 2484), (layer.gru2.gru, 2538), (layer.gru3.gru, 2592)):
                yield f'onnx::GRU_{number + at}', [[gru.bias_ih_l0, gru.bias_hh_l0], [gru.bias_ih_l0_reverse, gru.bias_hh_l0_reverse]], 'B'
                yield f'onnx::GRU_{number + at + 1}', [[gru.weight_ih_l0], [gru.weight_ih_l0_reverse]], 'G'
                yield f'onnx::GRU_{number + at + 2}', [[gru.weight_hh_l0], [gru.weight_hh_l0_reverse]], 'G'
        for part in ('weight', 'bias'): yield f'res_layernorm.{part}', getattr(self.norm, part), ''
        yield 'onnx::MatMul_2959', self.out.weight, 'T'
        yield 'fc_out.bias', self.out.bias, ''


def swapped(gates):
    """ONNX has a GRU's gates as update, reset, new; torch as reset, update, new."""
    a, b, c = np.split(gates, 3)
    return np.concatenate([b, a, c])


@torch.no_grad()
def read_onnx(student, file):
    tensors = {t.name: numpy_helper.to_array(t).astype(np.float32) for t in onnx.load(file).graph.initializer}
    for name, parameter, form in student.names():
        value = tensors[name]
        if form in ('', 'T'): parameter.copy_(torch.tensor(value.T.copy() if form == 'T' else value)); continue
        for way, parts in enumerate(parameter):
            for part, piece in zip(parts, np.split(value[way], len(parts))): part.copy_(torch.tensor(swapped(piece)))


@torch.no_grad()
def write_onnx(student, template, file):
    """The graph of `template` with the student's weights."""
    model = onnx.load(template)
    values = {}
    for name, parameter, form in student.names():
        if form in ('', 'T'): value = parameter.numpy().T if form == 'T' else parameter.numpy()
        else: value = np.stack([np.concatenate([swapped(part.numpy()) for part in parts]) for parts in parameter])
        values[name] = np.ascontiguousarray(value)
    for tensor in model.graph.initializer:
        if tensor.name in values: tensor.CopyFrom(numpy_helper.from_array(values[tensor.name].astype(np.float32), tensor.name))
    onnx.save(model, file)


def together(symbols, shares):
    """The two without a third: log p(second) + a · p(first), a = 3 on a word's last letter and 4
    inside; the first is so sure of itself that its logarithm would drown the other."""
    after = F.pad(symbols[:, 1:], (0, 1))
    trust = torch.where(after < FIRST_LETTER, 3.0, 4.0)[..., None]
    return torch.log(shares[..., 14:] + 1e-4) + trust * shares[..., :14]


class Joiner(nn.Module):
    """Two networks' shares, the letters and the author's hints in context; begins as the two
    together, and learns what to add."""
    def __init__(self, size=64, layers=2, drop=0.3, char=8):
        super().__init__()
        self.char, self.hint = nn.Embedding(54, char), nn.Embedding(16, 8)
        self.inward = nn.Linear(char + 8 + 4 * 14, size)
        self.gru = nn.LSTM(size, size, layers, batch_first=True, bidirectional=True, dropout=drop)
        self.out = nn.Linear(2 * size, 14)
        self.drop = nn.Dropout(drop)
        nn.init.zeros_(self.out.weight); nn.init.zeros_(self.out.bias)

    def forward(self, symbols, hints, shares):
        logs = torch.log(shares + 1e-3)
        x = torch.cat([self.char(symbols), self.hint(hints), shares, 0.3 * logs], -1)
        x = self.gru(self.drop(torch.tanh(self.inward(x))))[0]
        return together(symbols, shares) + self.out(self.drop(x))
