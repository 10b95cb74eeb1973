# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes tests/voices/tiny.onnx and its description: a voice of the shape of a Piper voice, small enough to stand
beside the tests. It has no learned weight: each sign lasts a fixed number of frames and hums at a pitch of its own.
It has what a Piper voice has and our tests look at: the inputs `input`, `input_lengths` and `scales`, random
numbers in the lengths and in the sound, and a duration predictor whose lengths are rounded up and added.
usage: python make.py FOLDER      (needs onnx and numpy)"""
import json, pathlib, sys

import numpy as np
from onnx import TensorProto, checker, helper, numpy_helper, save

RATE, HOP = 16000, 160
SIGNS = '_^$ !\'(),-.:;?abcdefhijklmnopqrstuvwxzðħɑɡɣɨʃʒʔʕʊɪˈːˤ̪θχ'


def constant(name, value, dtype):
    return numpy_helper.from_array(np.asarray(value, dtype), name)


def graph():
    count = len(SIGNS)
    frames = np.full(count, 6, np.float32)
    frames[0], frames[1:3] = 1, 4          # a pad, and both ends
    for sign, length in zip(' ,.ː', (2, 8, 10, 5)): frames[SIGNS.index(sign)] = length
    pitch = 150 + 10 * np.arange(count, dtype=np.float32)
    loud = np.full(count, 0.5, np.float32)
    for sign in '_^$ ,.?!': loud[SIGNS.index(sign)] = 0
    weights = [constant('frames', frames, np.float32), constant('pitch', pitch, np.float32),
               constant('loud', loud, np.float32), constant('hop', HOP, np.float32), constant('zero', 0, np.int64),
               constant('one', 1, np.int64), constant('hop_int', HOP, np.int64), constant('turn', 2 * np.pi / RATE, np.float32),
               constant('last', [-1], np.int64), constant('axis', [2], np.int64),
               constant('some', 0.001, np.float32), constant('wave', [1, 1, 1, -1], np.int64), constant('column', [1], np.int64),
               constant('scale_at', [0, 1, 2], np.int64), constant('half', 0.3, np.float32), constant('both', [0, 1], np.int64)]
    node = helper.make_node
    nodes = [
        node('Split', ['scales'], ['noise', 'length', 'noise_w'], axis=0, num_outputs=3),
        node('Gather', ['frames', 'input'], ['logw']),
        node('Unsqueeze', ['logw', 'column'], ['w0']),                       # [1, 1, n]
        node('RandomNormalLike', ['w0'], ['jitter'], dtype=TensorProto.FLOAT),
        node('Mul', ['jitter', 'noise_w'], ['jitter_w']), node('Mul', ['jitter_w', 'half'], ['jittered']),
        node('Mul', ['w0', 'length'], ['w1']), node('Add', ['w1', 'jittered'], ['w2']),
        node('Abs', ['w2'], ['w3']), node('Ceil', ['w3'], ['w']),
        node('ReduceSum', ['w', 'axis'], ['sum'], keepdims=0),               # [1, 1]
        node('Mul', ['sum', 'hop'], ['samples_f']), node('Cast', ['samples_f'], ['samples_n'], to=TensorProto.INT64),
        node('Squeeze', ['samples_n', 'both'], ['n']), node('Range', ['zero', 'n', 'one'], ['t_int']),
        node('Cast', ['t_int'], ['t'], to=TensorProto.FLOAT),
        node('CumSum', ['w', 'axis_cum'], ['ends']), node('Mul', ['ends', 'hop'], ['ends_s']),
        node('Reshape', ['ends_s', 'last'], ['ends_flat']),                  # [n]
        node('Unsqueeze', ['t', 'column'], ['t_col']),                       # [T, 1]
        node('GreaterOrEqual', ['t_col', 'ends_flat'], ['after']), node('Cast', ['after'], ['after_i'], to=TensorProto.INT64),
        node('ReduceSum', ['after_i', 'column'], ['at'], keepdims=0),        # which sign sounds at each sample
        node('Reshape', ['input', 'last'], ['ids']), node('Gather', ['ids', 'at'], ['sign']),
        node('Gather', ['pitch', 'sign'], ['hertz']), node('Gather', ['loud', 'sign'], ['level']),
        node('Mul', ['hertz', 't'], ['cycles']), node('Mul', ['cycles', 'turn'], ['phase']), node('Sin', ['phase'], ['tone']),
        node('Mul', ['tone', 'level'], ['voiced']), node('RandomNormalLike', ['voiced'], ['hiss'], dtype=TensorProto.FLOAT),
        node('Mul', ['hiss', 'noise'], ['hiss_n']), node('Mul', ['hiss_n', 'some'], ['breath']),
        node('Add', ['voiced', 'breath'], ['flat']), node('Reshape', ['flat', 'wave'], ['output']),
    ]
    weights.append(constant('axis_cum', 2, np.int64))
    used = {name for n in nodes for name in n.input}
    return helper.make_graph(
        nodes, 'tiny',
        [helper.make_tensor_value_info('input', TensorProto.INT64, ['batch', 'signs']),
         helper.make_tensor_value_info('input_lengths', TensorProto.INT64, ['batch']),
         helper.make_tensor_value_info('scales', TensorProto.FLOAT, [3])],
        [helper.make_tensor_value_info('output', TensorProto.FLOAT, [1, 1, 1, 'samples'])],
        [w for w in weights if w.name in used])


def main():
    folder = pathlib.Path(sys.argv[1])
    model = helper.make_model(graph(), opset_imports=[helper.make_opsetid('', 18)], ir_version=9)
    checker.check_model(model)
    save(model, folder / 'tiny.onnx')
    description = {
        'audio': {'sample_rate': RATE}, 'espeak': {'voice': 'ar'}, 'phoneme_type': 'espeak', 'num_speakers': 1,
        'inference': {'noise_scale': 0.667, 'length_scale': 1, 'noise_w': 0.8},
        'phoneme_id_map': {sign: [i] for i, sign in enumerate(SIGNS)}, 'num_symbols': len(SIGNS)}
    (folder / 'tiny.onnx.json').write_text(json.dumps(description, ensure_ascii=False, indent=1) + '\n', encoding='utf8')


if __name__ == '__main__':
    main()
