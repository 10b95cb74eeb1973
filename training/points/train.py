# SPDX-License-Identifier: GPL-3.0-or-later
"""Learns what the words and pairs of an article are worth, and writes lang/ar/point_weights.tsv.
usage: train.py points_observe ARTICLES.jsonl[.xz] [--held-out N [--keep]]    (needs numpy and lightgbm)

The target is whether the editor's own summary says the word or the pair. The articles are those of
almayadeen/train. With --held-out N every N-th article is left out of training and measured; the
table is then written with --keep only."""
import argparse, lzma, pathlib, subprocess

import lightgbm
import numpy

HERE = pathlib.Path(__file__).resolve().parent.parent.parent
TABLE = HERE / 'lang/ar/point_weights.tsv'
# Few and small trees: an article is weighed in about a millisecond.
SHAPE = dict(objective='binary', num_leaves=20, learning_rate=0.12, min_data_in_leaf=400,
             feature_fraction=0.7, bagging_fraction=0.6, bagging_freq=1,
             verbose=-1, num_threads=2, seed=1, deterministic=True)
TREES = 100
CARD = '''# Weights of the words and pairs of an article for the choice of points: boosted trees whose sum, through
# the logistic function, is about the chance that an editor's own summary says the word or the pair.
# Made by training/points/train.py from 5,777 news articles with the standfirst their editor wrote
# (almayadeen/train; the texts are not in this repository); models/points/card.md has the figures.
# model    word or pair
# tree     number of the tree; its rows are its nodes from 0, the root first
# feature  what the node looks at, as in src/points/concepts.h; empty at a leaf
# limit    up to it the walk goes to the node `left`, else to `right`
# value    of a leaf
#: model\ttree\tfeature\tlimit\tleft\tright\tvalue
'''


def rows_of(observe, articles):
    names = subprocess.run([observe, '--names'], capture_output=True, text=True, check=True).stdout.split()
    opened = lzma.open if articles.endswith('.xz') else open
    with opened(articles, 'rb') as lines:
        text = lines.read()
    made = subprocess.run([observe, HERE / 'lang/ar'], input=text, capture_output=True, check=True)
    return numpy.frombuffer(made.stdout, dtype=numpy.float32).reshape(-1, len(names) + 3), names


def nodes_of(tree):
    """The nodes of a tree, parents before children."""
    out, waiting = [], [(tree, None)]
    while waiting:
        node, parent = waiting.pop(0)
        if parent: parent[0][parent[1]] = len(out)
        row = dict(feature=node.get('split_feature'), limit=node.get('threshold'), left='', right='',
                   value=node.get('leaf_value'))
        out.append(row)
        if row['feature'] is None: continue
        waiting += [(node['left_child'], (row, 'left')), (node['right_child'], (row, 'right'))]
    return out


def lines_of(model, name, names):
    for number, tree in enumerate(model.dump_model()['tree_info']):
        for node in nodes_of(tree['tree_structure']):
            if node['feature'] is None:
                yield f'{name}\t{number}\t\t\t\t\t{node["value"]:.6g}'
            else:
                yield f'{name}\t{number}\t{names[node["feature"]]}\t{node["limit"]:.6g}\t{node["left"]}\t{node["right"]}\t'


def precision(truth, guess):
    order = numpy.argsort(-guess)
    hits = truth[order]
    return (numpy.cumsum(hits) / numpy.arange(1, len(hits) + 1))[hits > 0].mean()


def learn(rows, names, pair, every):
    rows = rows[rows[:, 1] == pair]
    held = (rows[:, 0] % every == 0) if every else numpy.zeros(len(rows), bool)
    used = [i for i, name in enumerate(names) if pair or name not in ('first_word', 'second_word', 'both_words')]
    train = rows[~held][:, [i + 3 for i in used]]
    model = lightgbm.train(SHAPE, lightgbm.Dataset(train, rows[~held][:, 2]), TREES)
    if every:
        guess = model.predict(rows[held][:, [i + 3 for i in used]])
        print('pair' if pair else 'word', 'average precision, held out:', round(precision(rows[held][:, 2], guess), 4))
    return lines_of(model, 'pair' if pair else 'word', [names[i] for i in used])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('observe')
    parser.add_argument('articles')
    parser.add_argument('--held-out', type=int, default=0)
    parser.add_argument('--keep', action='store_true', help='write the table although articles were held out')
    given = parser.parse_args()
    before = TABLE.read_text(encoding='utf8')
    # The pairs look at what their words are worth, so the words' trees stand in the table first.
    words = list(learn(*rows_of(given.observe, given.articles), 0, given.held_out))
    TABLE.write_text(CARD + '\n'.join(words) + '\n', encoding='utf8')
    pairs = list(learn(*rows_of(given.observe, given.articles), 1, given.held_out))
    TABLE.write_text(CARD + '\n'.join(words + pairs) + '\n', encoding='utf8')
    if given.held_out and not given.keep: TABLE.write_text(before, encoding='utf8')

if __name__ == '__main__':
    main()
