"""Page furniture taken out of a text: what a web page or a copy of one brings along."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Dropped:
    """Words that were left out of a text.

    Attributes:
        paragraph: which paragraph they were, from 1; 0 where they were apart from the text.
        text: the words.
        reason: why they are no part of the text.
    """

    paragraph: int
    text: str
    reason: str


_SHORT = 160
"""Characters of a paragraph that may be furniture."""
_HEADERS = frozenset(
    re.split(
        ", ",
        "advertisement, author, authors, comment, comments, contents, events, home, menu, "
        "most popular, most read, news, next, next article, opinion, previous, previous article, "
        "read more, recommended, related, related articles, related content, related posts, "
        "search, sign in, skip to content, skip to main content, tags, top stories, "
        "view comments, you may also like",
    )
)
"""Paragraphs that are headers of a page, not of a text."""
_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(
            r"\bsubscribe\b|\bnewsletters?\b|\bsign up\b|\bclick here to (?:receive|subscribe|join)"
            r"|\bfollow us\b|\bweekly (?:news )?updates\b|\bregister (?:now|for free)\b",
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
            r"\b(?:accept|use[sd]?|our) (?:all )?cookies\b|\bcookie (?:policy|settings)\b",
            re.IGNORECASE,
        ),
        "speaks of cookies",
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
    (re.compile(r"^[\W_]+$"), "holds no words"),
)
_QUOTED = re.compile(r"[‘“\"'].+[’”\"']")
_WORD = re.compile(r"\w+")


def cleaned(text: str, used: Mapping[str, str]) -> tuple[list[str], list[Dropped]]:
    """Return the paragraphs that belong to a text, and what was left out.

    Args:
        text: Markdown, its paragraphs parted by empty lines.
        used: paragraphs that the front matter says already → what they became there.
    """
    found = _paragraphs(text)
    words = Counter(_plain(paragraph) for paragraph in found if not _is_quoted(paragraph))
    whole = " ".join(_plain(paragraph) for paragraph in found)
    kept: list[str] = []
    dropped: list[Dropped] = []
    seen: set[str] = set()
    for number, paragraph in enumerate(found, start=1):
        reason = _reason(paragraph, words, whole, seen, used)
        if reason:
            dropped.append(Dropped(number, " ".join(paragraph.split()), reason))
        else:
            kept.append(paragraph)
        seen.add(_plain(paragraph))
    return kept, dropped


def _paragraphs(text: str) -> list[str]:
    """Return what empty lines part; fenced code stays in one."""
    found: list[str] = []
    for part in re.split(r"\n[ \t]*(?:\n[ \t]*)+", text.strip()):
        if found and found[-1].count("```") % 2:
            found[-1] += f"\n\n{part}"
        elif part.strip():
            found.append(part.rstrip())
    return found


def _reason(
    paragraph: str, words: Counter[str], whole: str, seen: set[str], used: Mapping[str, str]
) -> str:
    """Say why a paragraph is no part of the text; nothing where it is."""
    plain = _plain(paragraph)
    if paragraph.strip() in used:
        return used[paragraph.strip()]
    if len(paragraph) > _SHORT:
        return "stands twice" if plain in seen else ""
    rules: tuple[tuple[object, str], ...] = (
        (plain in _HEADERS, "is a header of the page"),
        *((rule.search(paragraph), reason) for rule, reason in _RULES),
        (_is_quoted(paragraph) and whole.count(plain) > 1, "is a pull quote: the text has it too"),
        (words[plain] > 1 and " " in plain, "is repeated, as captions are"),
    )
    return next((reason for holds, reason in rules if holds), "")


def _is_quoted(paragraph: str) -> bool:
    return _QUOTED.fullmatch(paragraph.strip()) is not None


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(text.lower()))
