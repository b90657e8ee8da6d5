"""The glossary: mentions found, senses chosen, entries checked."""

import random
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.dates import parse
from generator.glossary import Context, Glossary, LibraryError, lint
from tests.cases import case_files, check, sections
from tests.glossaries import glossary, terms

_ESCAPE = re.compile(r"\\u([0-9a-f]{4})|\\n")
_SHOWN = re.compile(r"[^ -~‘’“”…éÉжст—–]")


def unescaped(text: str) -> str:
    r"""Return a text of a case with ``\uXXXX`` and ``\n`` as the characters they stand for."""
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)) if found[1] else "\n", text)


def escaped(text: str) -> str:
    """Return a text as cases write it."""
    return _SHOWN.sub(
        lambda found: "\\n" if found[0] == "\n" else f"\\u{ord(found[0]):04x}", text
    )


def placed(line: str) -> tuple[Context, str]:
    """Return a case's context and text: ``@date @@article-date #theme !term=sense|sense text``."""
    themes: list[str] = []
    dates: dict[str, str] = {}
    choices: dict[str, tuple[str, ...]] = {}
    while found := re.match(r"(@@|@|#|!)(\S+) ", line):
        sign, value = found.groups()
        if sign == "#":
            themes.append(value)
        elif sign == "!":
            term, _, senses = value.partition("=")
            choices[term] = tuple(senses.split("|"))
        else:
            dates[sign] = value
        line = line[found.end() :]
    context = Context(
        date=parse(dates["@"]) if "@" in dates else None,
        article_date=parse(dates["@@"]) if "@@" in dates else None,
        themes=tuple(themes),
        choices=choices,
    )
    return context, unescaped(line)


def described(entries: Glossary, context: Context, text: str, closed: str = "") -> str:
    """Return a text with each mention in brackets: its words, term, senses and status."""
    zones = [found.span() for found in re.finditer(closed, text)] if closed else []
    shown, done = "", 0
    for hit in entries.find(text, zones):
        choice = entries.choose(hit, context)
        parts = [escaped(text[hit.start : hit.end]), hit.term, ",".join(choice.senses)]
        parts += [choice.status] if choice.status != "ok" else []
        parts += ["instead " + ",".join(choice.instead)] if choice.instead else []
        shown += escaped(text[done : hit.start]) + f"[{'|'.join(parts)}]"
        done = hit.end
    return shown + escaped(text[done:])


@case_files("glossary/find")
def test_finding_and_choosing(path: Path) -> None:
    """Each text of the case has the mentions and the senses that it shows."""
    case = sections(path)
    entries = glossary(unescaped(case["glossary"]))
    found = (
        described(entries, *placed(line), case.get("closed", ""))
        for line in case["texts"].splitlines()
    )
    check(path, {"found": "\n".join(found)})


@case_files("glossary/lint")
def test_lint(path: Path) -> None:
    """The entries of the case have the problems that it lists."""
    problems = lint(terms(unescaped(sections(path)["glossary"])))
    check(path, {"problems": "\n".join(map(str, problems))})


@case_files("glossary/acronyms")
def test_unknown_acronyms(path: Path) -> None:
    """Each text of the case has the acronyms without an entry that it lists."""
    case = sections(path)
    entries = glossary(case["glossary"])
    found = (
        "; ".join(
            f"{one.text} ({one.long_form})" if one.long_form else one.text
            for one in entries.unknown_acronyms(line)
        )
        for line in case["texts"].splitlines()
    )
    check(path, {"found": "\n".join(found)})
