"""Page furniture taken out of a text: what a web page or a copy of one brings along."""

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

from generator.assist.importer.raw import Dropped

_SHORT = 160
"""Characters of a paragraph that may be furniture."""
_QUOTES = 50
"""Short quotations of a text that may be pull quotes; a text with more is a conversation."""
_FEW = 3
"""Spaces in a quotation that a text surely says elsewhere too."""
_HEADERS = frozenset(
    re.split(
        ", ",
        "advertisement, author, authors, comment, comments, contents, events, home, menu, "
        "news, next, next article, opinion, previous, previous article, "
        "search, sign in, skip to content, skip to main content, tags, "
        "view comments",
    )
)
"""Paragraphs that are headers of a page, not of a text."""
_LISTERS = frozenset(
    re.split(
        ", ",
        "also in this section, more from this author, more like this, most popular, most read, "
        "read more, read next, recommended, recommended reading, related, related articles, "
        "related content, related links, related posts, related stories, top stories, "
        "you may also like, you might also like",
    )
)
"""Headers of a page that stand above a list of other pages."""
_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(
            r"\b(?:un)?subscribe\b|\bnewsletters?\b|\bsign up\b"
            r"|\bclick here to (?:receive|subscribe|join)|\bfollow us\b"
            r"|\bweekly (?:news )?updates\b|\bregister (?:now|for free)\b",
            re.IGNORECASE,
        ),
        "asks to subscribe or follow",
    ),
    (
        re.compile(
            r"^\W*(?:(?:top|main|lead|cover) )?(?:image|photo(?:graph)?|picture|pic|credit)s?"
            r"(?: credits?| by| courtesy of)?\W*(?:[:©]|\bc\.|credit|source|by\b)"
            r"|\b(?:getty images|istock|shutterstock|alamy|unsplash|pexels)\b|^\W*©",
            re.IGNORECASE,
        ),
        "credits an image",
    ),
    (
        re.compile(
            r"\b(?:view|read|see|open) [\w -]{0,30}\bin (?:your|a) (?:web )?browser\b",
            re.IGNORECASE,
        ),
        "offers a message as a page",
    ),
    (
        re.compile(
            r"\b(?:accept|use[sd]?|our) (?:all )?cookies\b|\bcookie (?:policy|settings)\b",
            re.IGNORECASE,
        ),
        "mentions cookies",
    ),
    (
        re.compile(
            r"^\W*(?:share|tweet|facebook|twitter|linkedin|whatsapp|email|e-mail|print|x)"
            r"(?:\W+(?:this|article|page|story|on|via|by|share|tweet|facebook|twitter|linkedin|whatsapp|email|print|x))*"
            r"\W*$",
            re.IGNORECASE,
        ),
        "offers to share the page",
    ),
    (re.compile(r"^\W*(?:all rights reserved|copyright \d{4})", re.IGNORECASE), "claims copyright"),
    (
        re.compile(
            r"^\W*(?:tags|tagged(?: with| as)?|topics|filed under|categor(?:y|ies))\s*:",
            re.IGNORECASE,
        ),
        "lists the page's subjects",
    ),
    (
        re.compile(
            r"^\W*(?:you are here:?\s*)?\[?home\]?(?:\([^()\s]*\))?\s*(?:>|\u203a|»|&gt;|/|\|)",
            re.IGNORECASE,
        ),
        "is the way to the page",
    ),
    (re.compile(r"^[\W_]+$"), "has no words"),
)
_BELOW = re.compile(
    r"\W*(?:\d{1,5} (?:readers?[’']s? )?(?:comments?|responses|replies)(?: (?:on|to|so far)\b.*)?"
    r"|leave a (?:comment|reply)|join the (?:conversation|discussion)|readers[’'] comments)\W*",
    re.IGNORECASE,
)
"""What stands above what readers of a page wrote."""
_QUOTED = re.compile(r"[‘“\"'].+[’”\"']|(?:#{2,6}|>) .+")
"""A short quotation, or words that are set apart as one is."""
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_WHOLE = re.compile(r" {0,3}(?:`{3,}|~{3,}|\|)|\[\^")
"""How code, tables and notes begin, which are no furniture however short they are."""
_HEADING = re.compile(r"#{1,6} ")
_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])\s|\s*\[[^\]\n]*\]\([^()\s]*\)\s*$|\s")
"""A line of a list; a link alone is one too, and so is what is indented."""
_REFERENCE = re.compile(r"(?!^)\[\^[^\[\]\s]{1,99}\]")
_WORD = re.compile(r"\w+")


class _Text(Struct, frozen=True):
    """What is known of the whole of a text when one of its paragraphs is judged.

    Attributes:
        used: paragraphs that the front matter says already → what they became there.
        pulled: the words of paragraphs that quote what another paragraph says.
        seen: the words of the paragraphs before.
    """

    used: Mapping[str, str]
    pulled: frozenset[str]
    seen: set[str]


def cleaned(text: str, used: Mapping[str, str]) -> tuple[list[str], list[Dropped]]:
    """Return the paragraphs that belong to a text, and what was left out.

    Args:
        text: Markdown, its paragraphs parted by empty lines.
        used: paragraphs that the front matter says already → what they became there.
    """
    found = _parted(text)
    known = _Text(used, _pulled(found), set())
    kept: list[str] = []
    dropped: list[Dropped] = []
    after = ""
    for number, paragraph in enumerate(found, start=1):
        following = found[number] if number < len(found) else ""
        after = _goes_on(after, paragraph)
        reason = after or _reason(paragraph, following, known)
        if reason:
            dropped.append(Dropped(number, " ".join(paragraph.split()), reason))
            after = after or _begins(paragraph)
        else:
            kept.append(paragraph)
        known.seen.add(_plain(paragraph))
    return kept, dropped


def _parted(text: str) -> list[str]:
    """Return what empty lines part; fenced code stays in one."""
    return ["\n".join(lines) for lines in _paragraphs(text.strip().split("\n"))]


def _paragraphs(lines: list[str]) -> Iterator[list[str]]:
    paragraph: list[str] = []
    fence = ""
    for line in lines:
        if fence:
            closes = line.strip().startswith(fence) and not line.strip(f" {fence[0]}")
            fence = "" if closes else fence
        elif mark := _FENCE.match(line):
            fence = mark[1]
        elif not line.strip():
            if paragraph:
                yield paragraph
            paragraph = []
            continue
        paragraph.append(line.rstrip())
    if paragraph:
        yield paragraph


def _pulled(found: list[str]) -> frozenset[str]:
    """Return the words of short quotations that the text itself has too."""
    quoted = {_plain(each) for each in found if len(each) <= _SHORT and _is_quoted(each)}
    quoted = {each for each in quoted if each.count(" ") >= _FEW}
    if not quoted or len(quoted) > _QUOTES:
        return frozenset()
    whole = [_plain(each) for each in found]
    return frozenset(
        quote
        for quote in quoted
        if any(len(quote) < len(each) and f" {quote} " in f" {each} " for each in whole)
    )


def _goes_on(after: str, paragraph: str) -> str:
    """Return why a paragraph goes with the furniture above it; nothing where it does not."""
    if after == _LISTED and not all(_ITEM.match(line) for line in paragraph.split("\n")):
        return ""
    return after


_LISTED = "is in a list of other pages"
_READERS = "is below the heading of readers’ comments"


def _begins(paragraph: str) -> str:
    """Return why what stands below goes with a paragraph that is left out, if it does."""
    if _plain(paragraph) in _LISTERS:
        return _LISTED
    return _READERS if _BELOW.fullmatch(_bare(paragraph)) else ""


def _reason(paragraph: str, following: str, known: _Text) -> str:
    """Say why a paragraph is not part of the text; nothing where it is."""
    plain = _plain(paragraph)
    if paragraph.strip() in known.used:
        return known.used[paragraph.strip()]
    if len(paragraph) > _SHORT or _WHOLE.match(paragraph):
        return "appears twice" if plain in known.seen and plain else ""
    is_header = plain in _HEADERS | _LISTERS and not _has_text(paragraph, following)
    rules: tuple[tuple[object, str], ...] = (
        (is_header, "is a header of the page"),
        (_BELOW.fullmatch(_bare(paragraph)), "is the heading of readers’ comments"),
        *((rule.search(paragraph), reason) for rule, reason in _RULES),
        (plain in known.pulled and _is_quoted(paragraph), "is a pull quote: the text has it too"),
        (plain in known.seen and " " in plain, "appears twice"),
    )
    return next((reason for holds, reason in rules if holds), "")


def _has_text(paragraph: str, following: str) -> bool:
    """Tell whether a heading has text below it, and not a list of pages or another heading."""
    if not _HEADING.match(paragraph) or not following or _HEADING.match(following):
        return False
    is_list = all(_ITEM.match(line) for line in following.split("\n"))
    return not is_list or _plain(paragraph) not in _LISTERS


def _is_quoted(paragraph: str) -> bool:
    return _QUOTED.fullmatch(paragraph.strip()) is not None


def _bare(paragraph: str) -> str:
    return _HEADING.sub("", paragraph.strip())


def _plain(text: str) -> str:
    """Return the words of a paragraph; the numbers of notes are none."""
    return " ".join(_WORD.findall(_REFERENCE.sub("", text).lower()))
