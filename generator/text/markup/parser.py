"""The Markdown parser: each link, tag and note is noted where it stands.

CommonMark 0.31 with tables, notes, words struck out, and lists of definitions.
"""

import re
from collections.abc import Mapping, MutableMapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.parser_block import RuleFuncBlockType
from markdown_it.parser_inline import RuleFuncInlineType
from markdown_it.rules_block import (
    StateBlock,
    blockquote,
    fence,
    heading,
    hr,
    list_block,
    table,
)
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline, autolink, html_inline, image, link
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.footnote.index import footnote_def, footnote_ref

from generator.base.bounds import MARKUP_LEVELS
from generator.base.translations import has_words, one_line

NOTE = re.compile(r"\[\^([^\s\[\]]{1,99})\]")
"""A reference to a note, with the note's label."""
_DEFINED = "defined"
"""The key under which the parser keeps where notes are defined."""
_CELLS = "cells"
"""The key under which the parser keeps how many cells of tables there may still be."""
_TRANSLATION, _TEXTS = "translation", "texts"
"""The keys under which the parser has a translation, and keeps what may have one."""
ORIGINAL = "original"
"""The key of a token's ``meta`` that holds a heading's own words, where it shows a translation."""
_BREAKS = frozenset({"softbreak", "hardbreak"})
_CELL_ENDS = frozenset({"td_close", "th_close"})
_CELL = 9
"""Bytes of HTML that a cell of a table takes at least."""
_INTERRUPTING: Mapping[str, tuple[RuleFuncBlockType, list[str]]] = {
    "table": (table, []),
    "fence": (fence, ["blockquote", "list"]),
    "blockquote": (blockquote, ["blockquote", "list"]),
    "hr": (hr, ["blockquote", "list"]),
    "list": (list_block, ["blockquote"]),
    "heading": (heading, ["blockquote"]),
}
"""What ends a paragraph without an empty line, and what else it ends."""


class Parsed(NamedTuple):
    """A body as the parser takes it.

    Attributes:
        tokens: what it consists of; the notes to which it refers are the last.
        references: its link definitions by label.
        notes: label and line, from 0, of each definition of a note.
        texts: line, from 0, and words on one line of each text that may have a translation.
    """

    tokens: Sequence[Token]
    references: Mapping[str, Mapping[str, Any]]
    notes: Sequence[tuple[str, int]]
    texts: Sequence[tuple[int, str]]


def parse_tokens(
    body: str, html_bytes: int, translation: Mapping[str, str] | None = None
) -> Parsed:
    """Return what a body consists of.

    A link, image, tag or reference to a note that was recognised in inline content has
    ``meta["start"]``, its place in the content. No address is refused here.

    Args:
        body: the text.
        html_bytes: as HTML it may have; once it surely has more, tables are read no further.
        translation: paragraphs, headings, items and cells, each on one line → what stands in their
            place; nothing where the text stays as it is.

    Raises:
        RecursionError: the interpreter's stack has no room for what stands inside one another.
    """
    environment: MutableMapping[str, Any] = {_CELLS: html_bytes // _CELL}
    if translation is not None:
        environment.update({_TRANSLATION: translation, _TEXTS: []})
    tokens = _markdown().parse(body, environment)
    return Parsed(
        tokens,
        environment.get("references", {}),
        environment.get(_DEFINED, ()),
        environment.get(_TEXTS, ()),
    )


class _Markdown(MarkdownIt):
    """Takes every address for a link, so that the bad ones can be told of."""

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802
        return True


@cache
def _markdown() -> MarkdownIt:
    """Return the parser.

    Lists cost two levels each; two more show that there are too many. The rule for inline HTML
    stays on so that tags are recognised and told of: the writer takes them for text. Notes are
    defined apart from the text that refers to them: one within it would have no place of its own.
    """
    markdown = _Markdown("commonmark", {"maxNesting": 2 * MARKUP_LEVELS + 2})
    markdown.enable(["table", "strikethrough"]).disable("html_block")
    markdown.use(deflist_plugin).use(footnote_plugin, inline=False)
    for name, (rule, ends) in {**_INTERRUPTING, "table": (_table, [])}.items():
        markdown.block.ruler.at(name, rule, {"alt": ends})
    markdown.block.ruler.push("interruption", _interruption, {"alt": ["paragraph", "reference"]})
    markdown.core.ruler.before("inline", "translation", _translated)
    markdown.block.ruler.at("footnote_def", _defining, {"alt": ["paragraph", "reference"]})
    rules = markdown.inline.ruler
    rules.at("footnote_ref", _placed(_referring, "footnote_ref"))
    rules.at("link", _placed(link, "link_open"))
    rules.at("autolink", _placed(autolink, "link_open"))
    rules.at("image", _placed(image, "image"))
    rules.at("html_inline", _placed(html_inline, "html_inline"))
    return markdown


def _translated(state: StateCore) -> None:
    """Put the translation of each text in its place; what it is in is found as in the original."""
    translation = state.env.get(_TRANSLATION)
    if translation is None:
        return
    for before, token in zip([None, *state.tokens], state.tokens, strict=False):
        text = one_line(token.content) if token.type == "inline" else ""
        if has_words(text):
            state.env[_TEXTS].append((token.map[0] if token.map else 0, text))
        if text in translation:
            if before and before.type == "heading_open":
                token.meta[ORIGINAL] = _shown(state, token.content)
            token.content = translation[text]


def _shown(state: StateCore, content: str) -> str:
    """Return the words that readers see of some inline content."""
    found: list[Token] = []
    state.md.inline.parse(content, state.md, state.env, found)
    return "".join(" " if each.type in _BREAKS else each.content for each in found if _has(each))


def _has(token: Token) -> bool:
    return token.type in _BREAKS or token.type not in {"image", "footnote_ref"}


def _interruption(state: StateBlock, line: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """Tell whether a line of a paragraph begins another block; it writes nothing itself.

    The parser asks each rule about each line, twice. No block begins with a letter but a table,
    whose first line holds a bar: most lines need none of the rules.
    """
    if not silent:
        return False
    words = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]
    if words[:1].isalpha() and "|" not in words:
        return False
    return any(rule(state, line, end, silent) for rule, _ in _INTERRUPTING.values())


def _table(state: StateBlock, line: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """Take a table as the parser does, up to the cell with which the text is surely too large.

    A row may leave out cells: a few letters in each line would make millions of them.
    """
    if silent or state.env[_CELLS] < 0:
        return silent and table(state, line, end, silent=True)
    head = state.src[state.bMarks[line] : state.eMarks[line]]
    rows = state.env[_CELLS] // max(1, head.count("|") - 1) + 1
    count = len(state.tokens)
    found = table(state, line, min(end, line + 2 + rows), silent=False)
    state.env[_CELLS] -= sum(token.type in _CELL_ENDS for token in state.tokens[count:])
    return found


def _defining(state: StateBlock, line: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """Take a note as the plugin does, and keep where it stands: of two the first would be lost."""
    count = len(state.tokens)
    found = footnote_def(state, line, end, silent)
    if found and not silent:
        label = state.tokens[count].meta["label"]
        state.env.setdefault(_DEFINED, []).append((label, line))
    return found


def _referring(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    """Take a reference to a note as the plugin does, which reads on however long a label is."""
    return NOTE.match(state.src, state.pos) is not None and footnote_ref(state, silent)


def _placed(rule: RuleFuncInlineType, kind: str) -> RuleFuncInlineType:
    """Make a rule note, on its first token of this kind, where in the content it stands."""

    def placed(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
        start, count = state.pos, len(state.tokens)
        found = rule(state, silent)
        if found and not silent:
            token = next(token for token in state.tokens[count:] if token.type == kind)
            token.meta["start"] = start
        return found

    return placed
