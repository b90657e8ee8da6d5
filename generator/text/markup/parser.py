"""The Markdown parser: CommonMark 0.31 with tables, each link and tag noted where it stands."""

from collections.abc import Mapping, MutableMapping
from functools import cache
from typing import Any

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
from markdown_it.rules_inline import StateInline, autolink, html_inline, image, link
from markdown_it.token import Token

from generator.base.bounds import MARKUP_LEVELS

_INTERRUPTING: Mapping[str, tuple[RuleFuncBlockType, list[str]]] = {
    "table": (table, []),
    "fence": (fence, ["blockquote", "list"]),
    "blockquote": (blockquote, ["blockquote", "list"]),
    "hr": (hr, ["blockquote", "list"]),
    "list": (list_block, ["blockquote"]),
    "heading": (heading, ["blockquote"]),
}
"""What ends a paragraph without an empty line, and what else it ends."""


def parse_tokens(body: str) -> tuple[list[Token], Mapping[str, Mapping[str, Any]]]:
    """Return a body's tokens and its link definitions by label.

    A link, image or tag that was recognised in inline content has ``meta["start"]``, its place in
    the content. No address is refused here.

    Raises:
        RecursionError: the interpreter's stack has no room for what stands inside one another.
    """
    environment: MutableMapping[str, Any] = {}
    tokens = _markdown().parse(body, environment)
    return tokens, environment.get("references", {})


class _Markdown(MarkdownIt):
    """Takes every address for a link, so that the bad ones can be told of."""

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802
        return True


@cache
def _markdown() -> MarkdownIt:
    """Return the parser.

    Lists cost two levels each; two more show that there are too many. The rule for inline HTML
    stays on so that tags are recognised and told of: the writer takes them for text.
    """
    markdown = _Markdown("commonmark", {"maxNesting": 2 * MARKUP_LEVELS + 2})
    markdown.enable("table").disable("html_block")
    for name, (rule, ends) in _INTERRUPTING.items():
        markdown.block.ruler.at(name, rule, {"alt": ends})
    markdown.block.ruler.push("interruption", _interruption, {"alt": ["paragraph", "reference"]})
    rules = markdown.inline.ruler
    rules.at("link", _placed(link, "link_open"))
    rules.at("autolink", _placed(autolink, "link_open"))
    rules.at("image", _placed(image, "image"))
    rules.at("html_inline", _placed(html_inline, "html_inline"))
    return markdown


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
