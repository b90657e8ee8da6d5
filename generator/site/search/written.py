"""Records as the pages that Pagefind reads."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from markupsafe import escape

from generator.base.foreign import language_in
from generator.base.language import spoken
from generator.site.pages.views.findable import FoundPassage, Record

_PAGE = """\
<!doctype html>
<html lang="%(language)s">
<head>
<meta charset="utf-8">
<title>%(title)s</title>
<meta data-pagefind-meta="kind[content]" content="%(kind)s">
<meta data-pagefind-meta="label[content]" content="%(label)s">
<meta data-pagefind-meta="note[content]" content="%(note)s">
<meta data-pagefind-meta="summary[content]" content="%(summary)s">
<meta data-pagefind-meta="address[content]" content="%(address)s">
%(languages)s</head>
<body>
<h1>%(title)s</h1>
%(names)s%(text)s%(passages)s</body>
</html>
"""
_LANGUAGE = '<meta data-pagefind-meta="%s[content]" content="%s">\n'
_NAME = '<p data-pagefind-weight="6">%s</p>\n'
"""Nearly the weight of a title, which is 7."""
_PARAGRAPH = "<p>%s</p>\n"
_PASSAGE = '<h2 id="%s">%s</h2>\n%s'
_WORDS = "<!doctype html><html><head><title></title></head><body><p>%s</p></body></html>"

_WORD = re.compile(r"\w(?:\S*\w)?")
"""A word without the marks around it."""


def record_html(record: Record) -> str:
    """Write a record as a page; what it says is escaped."""
    texts = {
        "language": spoken().tag,
        "title": record.title,
        "kind": record.kind,
        "label": record.label,
        "note": record.note,
        "summary": record.summary,
        "address": record.address,
    }
    return _PAGE % {
        **{name: _escaped(text) for name, text in texts.items()},
        "languages": "".join(_languages(record)),
        "names": _joined(_NAME, record.names),
        "text": _joined(_PARAGRAPH, (record.summary, *record.text)),
        "passages": "".join(map(_passage_html, record.passages)),
    }


def length(record: Record) -> int:
    """Return how many characters a record has."""
    return sum(map(len, _texts(record)))


def strange_words(parts: Sequence[Iterable[Record]]) -> Iterator[str]:
    """Yield for each part of an index a page of the words that only other parts have.

    Where an index does not know a word, Pagefind looks for the rest of what was asked, or for a
    shorter word: all parts must know the same words for each to answer as the whole would.
    """
    known = [_words(records) for records in parts]
    every = set[str]().union(*known)
    yield from (_WORDS % escape(" ".join(sorted(every - own))) for own in known)


def _words(records: Iterable[Record]) -> set[str]:
    words = set[str]()
    for text in chain.from_iterable(map(_texts, records)):
        words.update(text.lower().split())
    return {word for found in words for word in _WORD.findall(found)}


def _texts(record: Record) -> Iterator[str]:
    yield from (record.kind, record.label, record.note, record.address, record.language)
    yield from (language_in(record.title), record.title, *record.names)
    yield from (record.summary, *record.text)
    for passage in record.passages:
        yield from (passage.title, passage.text)


def _languages(record: Record) -> Iterator[str]:
    """Yield what says the languages of a record: its results are shown on pages in another."""
    if record.language:
        yield _LANGUAGE % ("language", escape(record.language))
    if titled := language_in(record.title):
        yield _LANGUAGE % ("title_language", escape(titled))


def _joined(form: str, texts: Iterable[str]) -> str:
    return "".join(form % _escaped(text) for text in texts if text)


def _passage_html(passage: FoundPassage) -> str:
    title = _escaped(passage.title)
    return _PASSAGE % (escape(passage.anchor), title, _joined(_PARAGRAPH, [passage.text]))


def _escaped(text: str) -> str:
    """Escape a text without what says its language, which Pagefind would not know."""
    return escape(str(text))
