"""Tags of languages by BCP 47: which there are, how they are written, and what a slip meant.

Languages, scripts and regions are those of CLDR, by Babel, which is asked only if there is a tag.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from generator.base.nearest import nearest

_TAG = re.compile(
    r"(?P<language>[a-z]{2,3})(?:-(?P<script>[a-z]{4}))?(?:-(?P<region>[a-z]{2}|[0-9]{3}))?"
    r"(?P<variants>(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*)",
    re.IGNORECASE,
)
"""What RFC 5646 has for languages that people write; no extensions, and nothing private."""
_NO_LANGUAGE = frozenset({"mis", "mul", "root", "und", "zxx"})
"""Stand in the place of a language, and are none."""


def canonical(tag: str) -> str:
    """Return a tag as it is written, such as ``en-GB`` for ``EN-gb``; nothing where it is none."""
    found = _TAG.fullmatch(tag)
    if not found:
        return ""
    language, script = found["language"].lower(), (found["script"] or "").title()
    region, names = (found["region"] or "").upper(), _names()
    known = (
        (language in names["languages"] and language not in _NO_LANGUAGE)
        and (not script or script in names["scripts"])
        and (not region or region in names["regions"])
    )
    variants = found["variants"].lower().removeprefix("-")
    return "-".join(filter(None, (language, script, region, variants))) if known else ""


def meant(tag: str) -> str:
    """Return the tag that something written in its place most likely means, or nothing.

    It knows underscores, codes of three letters where there is one of two, regions by their usual
    names, and languages by their English names.
    """
    code, *parts = re.split(r"[-_ ]+", tag.strip(" -_"))
    aliases = _aliases()
    first = aliases["languages"].get(code.lower(), code)
    rest = [aliases["regions"].get(part.upper(), part) for part in parts]
    by_name = {name.lower(): code for code, name in _names()["languages"].items()}
    name = tag.strip().lower()
    return canonical("-".join((first, *rest))) or canonical(
        by_name.get(name) or by_name.get(nearest(name, by_name), "")
    )


def name_of(tag: str) -> str:
    """Return a language's English name, or nothing where there is no tag: ``Welsh`` for ``cy``."""
    return _names()["languages"].get(tag.partition("-")[0].lower(), tag) if tag else ""


def named(tag: str) -> str:
    """Return a language's English name with its tag, for a message: ``Welsh (cy)``."""
    return f"{name_of(tag)} ({tag})"


@cache
def _names() -> Mapping[str, Mapping[str, str]]:
    """Return the English names of languages, scripts and regions, by code."""
    from babel import Locale  # noqa: PLC0415 - takes longer to load than all else here to run

    english = Locale("en")
    return {
        "languages": {c: name for c, name in english.languages.items() if "_" not in c},
        "scripts": dict(english.scripts),
        "regions": dict(english.territories),
    }


@cache
def _aliases() -> Mapping[str, Mapping[str, str]]:
    """Return codes that are not used any more, or elsewhere, with those that are."""
    from babel.core import get_global  # noqa: PLC0415

    languages: Mapping[str, str] = get_global("language_aliases")
    regions: Mapping[str, Any] = get_global("territory_aliases")
    return {
        "languages": languages,
        "regions": {old: new[0] for old, new in regions.items() if len(new) == 1},
    }
