"""The Markdown parser: CommonMark 0.31 with tables, each link and tag noted where it stands."""

from collections.abc import Mapping, MutableMapping
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.parser_inline import RuleFuncInlineType
from markdown_it.rules_inline import StateInline, autolink, html_inline, image, link
from markdown_it.token import Token

DEEPEST = 20
"""Levels of lists and quotations inside one another, and of inline mark-up."""


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
    markdown = _Markdown("commonmark", {"maxNesting": 2 * DEEPEST + 2})
    markdown.enable("table").disable("html_block")
    rules = markdown.inline.ruler
    rules.at("link", _placed(link, "link_open"))
    rules.at("autolink", _placed(autolink, "link_open"))
    rules.at("image", _placed(image, "image"))
    rules.at("html_inline", _placed(html_inline, "html_inline"))
    return markdown


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
