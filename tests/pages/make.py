# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the pages of this folder and, beside each, what a reader would call its article.
usage: python3 tests/pages/make.py

The stories are invented, the templates are after those of the systems that newsrooms use: where the title, the dates
and the body stand, what the elements are called, and what stands around and inside the body. NAME.html is the page;
NAME.json is {"paragraphs", "facts"} or, where the page holds no article, {"refused": a word of the reason}."""
import json, pathlib

from stories import STORIES
from templates import PAGES

HERE = pathlib.Path(__file__).resolve().parent
FACTS = ('title', 'byline', 'published', 'modified', 'section', 'publisher', 'url', 'kind', 'paywalled')


def main():
    for old in [*HERE.glob('*.html'), *HERE.glob('*.json')]:
        old.unlink()
    for number, make in enumerate(PAGES):
        page = make(STORIES[number % len(STORIES)])
        name = make.__name__.replace('_', '-')
        content = page['html']
        (HERE / f'{name}.html').write_bytes(content if isinstance(content, bytes) else content.encode('utf8'))
        if 'refused' in page:
            expected = {'refused': page['refused']}
        else:
            unknown = set(page['facts']) - set(FACTS)
            assert not unknown, (name, unknown)
            expected = {'paragraphs': page['paragraphs'], 'facts': {key: page['facts'].get(key) for key in FACTS}}
        (HERE / f'{name}.json').write_text(json.dumps(expected, ensure_ascii=False, indent=0) + '\n', encoding='utf8')


if __name__ == '__main__':
    main()
