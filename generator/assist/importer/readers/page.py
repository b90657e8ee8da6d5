"""A saved web page → the text that it is there for, and what the page says of itself."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from datetime import date
from itertools import groupby

import trafilatura
from lxml import html
from lxml.html import HtmlElement

from generator.assist.importer.decoded import decoded
from generator.assist.importer.hypertext import (
    blocks,
    divided,
    noted,
    parsed,
    settled,
    without_unread,
    written,
)
from generator.assist.importer.metadata import metadata
from generator.assist.importer.raw import Dropped, Raw, UnimportableError
from generator.assist.importer.remarks import picture

_MOST = 5_000_000
"""Characters of a page; a long report has a tenth of that."""
_SAVED = re.compile(r"<!--\s*saved from url=\(\d+\)(\S{1,1990})\s*-->")
"""Where browsers write down from where a page was saved."""
_APART = frozenset({"nav", "aside", "footer", "figure"})
"""Elements beside the text, where nothing better tells the two apart."""
_SHARE = 0.8
"""Share of a block's runs of words that the text must have for the block to be a part of it."""
_LINE = 120
"""Characters of a line that names a page's author or day."""
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()  # noqa: SIM905 - to be read
_RUN = 4
"""Words of a run."""
_TAGS: Mapping[str, str] = {
    "item": "li", "quote": "blockquote", "row": "tr", "cell": "td", "lb": "br", "ref": "a",
    "graphic": "img",
}  # fmt: skip
_STYLES: Mapping[str, str] = {
    "#b": "strong", "#i": "em", "#t": "code", "#sup": "sup", "#sub": "sub",
}  # fmt: skip


def read(data: bytes) -> Raw:
    """Return a page's main text."""
    return read_page(decoded(data))


def read_page(text: str, address: str = "", *, is_message: bool = False) -> Raw:
    """Return a page's main text.

    Args:
        text: the page.
        address: where it was saved from, if something outside of the page says so.
        is_message: whether somebody sent it, so that all of it is text, and tables only lay it out.

    Raises:
        UnimportableError: it is too large or nested too deeply, or it has no text.
    """
    if len(text) > _MOST:
        raise UnimportableError(f"has {len(text):,} characters; the limit for a page is {_MOST:,}.")
    saved = _SAVED.search(text[:20_000])
    tree = parsed(text)
    about = metadata(tree, address or (saved[1] if saved else ""))
    without_unread(tree)
    divided(tree)
    notes = noted(tree)
    pictures = [*_pictures(tree)]
    whole = [*blocks(tree)]
    main, guessed = (_all_but_furniture(tree), {}) if is_message else _main(tree, whole)
    outside = [*_outside(whole, [*blocks(main)])]
    remarks = settled(main, about.get("url", ("", ""))[0])
    return Raw(
        text=written(main, notes),
        about=about,
        guessed=guessed,
        dropped=(*pictures, *outside),
        remarks=remarks,
    )


def _main(
    tree: HtmlElement, whole: Iterable[str]
) -> tuple[HtmlElement, dict[str, tuple[str, str]]]:
    """Return a page's main text, and what trafilatura makes of how the page is laid out."""
    found = trafilatura.bare_extraction(
        deepcopy(tree),
        with_metadata=True,
        include_comments=False,
        include_formatting=True,
        include_links=True,
    )
    if not isinstance(found, trafilatura.settings.Document) or found.body is None:
        return _all_but_furniture(tree), {}
    basis = "a guess from how the page is laid out"
    day = found.date if found.date and _shows(whole, found.date) else None
    told = {"author": found.author, "published": day}
    guessed = {key: (value, basis) for key, value in told.items() if value}
    main: HtmlElement = html.fragment_fromstring(
        html.tostring(_as_html(found.body), encoding="unicode")
    )
    return main, guessed


def _shows(whole: Iterable[str], day: str) -> bool:
    """Tell whether a page shows a day that trafilatura found, perhaps in an address alone."""
    try:
        when = date.fromisoformat(day)
    except ValueError:
        return False
    parts = (f"{when.day}", _MONTHS[when.month - 1], f"{when.year}")
    return any(all(each in block for each in parts) for block in whole if len(block) < _LINE)


def _all_but_furniture(tree: HtmlElement) -> HtmlElement:
    """Return a page that is too short to be told apart, without what says that it is no text."""
    body = tree.body if tree.body is not None else tree
    rest: HtmlElement = deepcopy(body)
    rest.tag = "div"
    for each in list(rest.iter()):
        hidden = each.get("hidden") is not None or each.get("aria-hidden") == "true"
        if each is not rest and (each.tag in _APART or hidden):
            each.drop_tree()
    return rest


def _as_html(body: HtmlElement) -> HtmlElement:
    """Give elements of trafilatura's, which are those of the TEI, their names in HTML."""
    for each in body.iter():
        style = each.attrib.pop("rend", "")
        target = each.attrib.pop("target", "")
        if each.tag == "head":
            each.tag = style if re.fullmatch("h[1-6]", style) else "h2"
        elif each.tag == "list":
            each.tag = style if style in {"ol", "dl"} else "ul"
        elif each.tag == "hi":
            each.tag = _STYLES.get(style, "span")
        elif each.tag == "item" and style[:2] in {"dt", "dd"}:
            each.tag = style[:2]
        else:
            each.tag = "th" if each.get("role") == "head" else _TAGS.get(each.tag, each.tag)
        if target:
            each.set("href", target)
    body.tag = "div"
    return body


def _pictures(tree: HtmlElement) -> Iterator[Dropped]:
    for each in tree.iter("img"):
        if words := each.get("alt"):
            yield picture(words)


def _outside(whole: Iterable[str], kept: list[str]) -> Iterator[Dropped]:
    """Yield the words of a page that its main text does not have, those in a row together."""
    short = {_words(block) for block in kept}
    runs = {run for words in short for run in _runs(words)}
    for missing, rows in groupby(whole, lambda block: not _has(_words(block), short, runs)):
        if missing:
            yield Dropped(0, " · ".join(rows), "beside the main text of the page")
    yield from _repeated(whole, kept)


def _repeated(whole: Iterable[str], kept: Iterable[str]) -> Iterator[Dropped]:
    """Yield paragraphs of which the main text has fewer copies than the page."""
    left = Counter(map(_words, kept))
    for block in whole:
        words = _words(block)
        if words in left and len(words) >= 2 * _RUN:
            left[words] -= 1
            if left[words] < 0:
                yield Dropped(0, block, "appears twice")


def _words(block: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", block.lower()))


def _runs(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    return (words[first : first + _RUN] for first in range(len(words) - _RUN + 1))


def _has(words: tuple[str, ...], short: set[tuple[str, ...]], runs: set[tuple[str, ...]]) -> bool:
    """Tell whether a text has a block's words: all of a short one, most runs of a longer one."""
    if len(words) < 2 * _RUN:
        return not words or words in short or (len(words) >= _RUN and set(_runs(words)) <= runs)
    own = [*_runs(words)]
    return sum(run in runs for run in own) >= _SHARE * len(own)
