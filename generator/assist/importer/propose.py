"""What a document may be called, who wrote it and when, each with what that rests on."""

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from generator.assist.importer.raw import Raw
from generator.base.dates import DateError, parse
from generator.base.problems import short


class Proposal(Struct, frozen=True):
    """A value for a key of the front matter, and what it rests on."""

    key: str
    value: str
    basis: str


_HEAD = 6
"""Paragraphs at the top in which title, date and author are looked for."""
_LONGEST = 160
"""Characters of a title."""
_MONTH = (
    "(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    "|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
_DATE = re.compile(
    rf"\b(\d{{1,2}}[./-]\d{{1,2}}[./-](?:\d{{4}}|\d{{2}})|\d{{4}}-\d{{2}}-\d{{2}}"
    rf"|{_MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}"
    rf"|(?:\d{{1,2}}(?:st|nd|rd|th)? )?{_MONTH}\.?,? \d{{4}})\b"
)
_NAME = r"(?:[A-Z][\w’'-]+ ){1,3}[A-Z][\w’'-]+"
_BY = re.compile(r"^(?:(?:Written |Words )?[Bb]y|Author|Words|Published|Posted)\W+(?:[Bb]y\W+)?")
_ISSUED = re.compile(r"^(?:Published|Posted|Updated|Issued)\b(?!\W+by\b)", re.IGNORECASE)
"""The beginning of a line that names a day and who published, not who wrote."""
_NO_NAME = frozenset(
    "adult agenda alliance annual annex association board briefing bulletin cabinet care "  # noqa: SIM905
    "centre children college committee confederation conference council councils department "
    "federation foundation group health hospital institute meeting minutes network news newsletter "
    "office paper public report review services social society statement strategy trust university "
    "update".split()
)
"""Words that make of words in capitals the name of a thing."""
_BYLINE = re.compile(
    rf"^\W*(?:(?:Written |Words )?[Bb]y|Words|Author|Written by|Text)\W+({_NAME})\b"
    rf"|\b(?:writes|writes:|argues) ({_NAME})\b"
)
_SAID = re.compile(
    r"^\W*(?:Address|Evidence|Interview|Keynote|Lecture|Remarks|Speech|Statement)"
    rf"(?: (?:delivered|given|made))?,? by ({_NAME})\b"
)
"""The beginning of a line above what somebody said."""
_WRITES = re.compile(rf",? (?:writes|by) {_NAME}$")
_YEAR = re.compile(r"\b((?:19|20)\d{2})\b(?!-\d{2}\b)")
_BETWEEN = re.compile(r",? (?:and|&) |, |; ")
"""What parts the names of several authors."""
_BESIDE = re.compile(r"\s[|·•–—]\s")
"""What parts things of different kinds on one line."""
_TARGET = re.compile(r"\]\([^()\s]*\)")
"""Where a link leads; addresses name years that a text does not speak of."""
_MARKUP = re.compile(r"^#+ +|[*_`]")


def propose(raw: Raw, paragraphs: Sequence[str]) -> tuple[tuple[Proposal, ...], dict[str, str]]:
    """Return proposals, and the paragraphs that they make needless in the text, with a reason.

    Args:
        raw: the document.
        paragraphs: those of its text, without what is known to be none of it.
    """
    paragraphs = [part.strip() for part in paragraphs]
    found = [
        *_told(raw.about),
        *_credited(paragraphs),
        *_dated(paragraphs),
        *_titled(paragraphs),
        *_signed(paragraphs),
        *_told(raw.guessed),
        *_mentioned(paragraphs),
    ]
    proposals: dict[str, Proposal] = {}
    for proposal, _ in found:
        proposals.setdefault(proposal.key, proposal)
    used = {
        paragraph: f"is in the front matter now: {proposal.key}"
        for proposal, paragraph in reversed(found)
        if paragraph and _says(proposals[proposal.key].value, proposal.value)
    } | dict(_named_alone(paragraphs, proposals))
    if "published" not in proposals:
        proposals |= {proposal.key: proposal for proposal in _year(raw.text)}
    return tuple(proposals.values()), used


def lines_apart(text: str) -> str:
    """Return a text whose first lines are paragraphs of their own, where one is a day or a name.

    In what was copied from a page, title, day and author often stand right below one another.
    """
    first, blank, rest = text.strip("\n").partition("\n\n")
    lines = [each.strip() for each in first.split("\n")]
    if not any(_name_and_day(each)[0] or _is_dated(each) or _BYLINE.match(each) for each in lines):
        return text
    return "\n\n".join(lines) + blank + rest


def _named_alone(
    paragraphs: Sequence[str], proposals: Mapping[str, Proposal]
) -> Iterator[tuple[str, str]]:
    """Yield lines near the top that say no more than authors or the publisher."""
    for key in ("authors", "publisher"):
        known = _names(proposals[key].value) if key in proposals else set()
        for paragraph in paragraphs[:_HEAD]:
            if _names(_BY.sub("", _bare(paragraph))) <= known:
                yield paragraph, f"is in the front matter now: {key}"


def _names(text: str) -> set[str]:
    return {each.casefold() for each in _BETWEEN.split(text)}


def _says(chosen: str, value: str) -> bool:
    """Tell whether the front matter says what a paragraph does."""
    return " ".join(value.casefold().split()) in " ".join(chosen.casefold().split())


def _told(about: Mapping[str, tuple[str, str]]) -> Iterator[tuple[Proposal, str]]:
    """Yield what the document says of itself."""
    for name, (value, basis) in about.items():
        if name != "published":
            yield Proposal("authors" if name == "author" else name, value, f"from {basis}"), ""
        elif day := _day(value[:10]) or _day(value) or _day_within(value):
            yield Proposal("published", day, f"from {basis}"), ""


def _credited(paragraphs: Sequence[str]) -> Iterator[tuple[Proposal, str]]:
    """Yield the author and the day of a line near the top that names both and says no more."""
    for paragraph in paragraphs[:_HEAD]:
        name, day = _name_and_day(paragraph)
        if name:
            basis = f"from the line “{short(paragraph)}”"
            key = "publisher" if _ISSUED.match(_bare(paragraph)) else "authors"
            yield Proposal(key, name, basis), paragraph
            yield Proposal("published", day, basis), paragraph
            return


def _name_and_day(paragraph: str) -> tuple[str, str]:
    """Return the name and the day of which a line consists, or nothing."""
    found = _DATE.search(paragraph) if len(paragraph) <= _LONGEST else None
    day = _day(found[1]) if found else ""
    if not found or not day or not parse(day).exact:
        return "", ""
    rest = _bare(f"{paragraph[: found.start()]} {paragraph[found.end() :]}").strip(" ,;|·•–—-:/")
    name = _BY.sub("", rest)
    is_name = re.fullmatch(_NAME, name) and not _NO_NAME & {*name.lower().split()}
    return (name, day) if is_name else ("", "")


def _dated(paragraphs: Sequence[str]) -> Iterator[tuple[Proposal, str]]:
    """Yield the date of a line near the top or the end that is hardly more than a date."""
    for paragraph in (*paragraphs[:_HEAD], *paragraphs[-2:]):
        found = _DATE.search(paragraph)
        day = _day(found[1]) if found else ""
        if found and day and _is_little_more(paragraph, found):
            basis = f"from the line “{short(paragraph)}”{_other_reading(found[1])}"
            yield Proposal("published", day, basis), paragraph
            if not parse(day).exact:
                yield Proposal("published_basis", f"The line “{paragraph}”.", "the same"), ""
            return


def _is_dated(paragraph: str) -> bool:
    """Tell whether a line is a day and little more."""
    found = _DATE.search(paragraph)
    return found is not None and _is_little_more(paragraph, found)


def _is_little_more(paragraph: str, found: re.Match[str]) -> bool:
    if paragraph.endswith(".") and not _ISSUED.match(_bare(paragraph)):
        return False
    parts = _BESIDE.split(paragraph.replace(found[0], ""))
    return max(map(len, parts)) < len("Published on Wednesday, at 10:30 ")


def _mentioned(paragraphs: Sequence[str]) -> Iterator[tuple[Proposal, str]]:
    """Yield the one day that a heading or another line near the top names, such as a meeting's."""
    for paragraph in paragraphs[:_HEAD]:
        days = {day for each in _DATE.findall(paragraph) if (day := _day(each))}
        is_line = len(paragraph) <= _LONGEST and not paragraph.endswith((".", "!", "?"))
        if is_line and len(days) == 1 and parse(day := days.pop()).exact:
            basis = f"from the line “{short(paragraph)}”; check that it is the day of the text"
            yield Proposal("published", day, basis), ""
            return


def _titled(paragraphs: Sequence[str]) -> Iterator[tuple[Proposal, str]]:
    """Yield the first heading, or a first line that reads like a title."""
    for paragraph in paragraphs[:_HEAD]:
        if paragraph.startswith("# "):
            yield Proposal("title", _bare(paragraph), "from the first heading"), paragraph
            return
    for paragraph in paragraphs[:3]:
        if _DATE.fullmatch(paragraph) or _BYLINE.match(paragraph) or _name_and_day(paragraph)[0]:
            continue
        long = len(paragraph) > _LONGEST or "\n" in paragraph or len(paragraph.split()) < 2  # noqa: PLR2004
        if not long and not paragraph.endswith((".", ":", "!", "”", ")")):
            title = _WRITES.sub("", _bare(paragraph))
            yield Proposal("title", title, "from the first line"), paragraph
        return


def _signed(paragraphs: Sequence[str]) -> Iterator[tuple[Proposal, str]]:
    """Yield who signs the text, at its top or its end."""
    for paragraph in (*paragraphs[:_HEAD], *paragraphs[-2:]):
        found = _BYLINE.search(_bare(paragraph))
        if found:
            name = found[1] or found[2]
            alone = paragraph if found[1] and len(paragraph) < _LONGEST / 2 else ""
            yield Proposal("authors", name, f"from the line “{short(paragraph)}”"), alone
            return
    for paragraph in paragraphs[:_HEAD]:
        said = _SAID.match(_bare(paragraph))
        if said or _are_names(paragraph):
            names = said[1] if said else "; ".join(_BETWEEN.split(_bare(paragraph)))
            yield Proposal("authors", names, f"from the line “{short(paragraph)}”"), ""
            return


def _are_names(paragraph: str) -> bool:
    """Tell whether a line consists of the names of several people."""
    names = _BETWEEN.split(_bare(paragraph))
    return len(names) > 1 and all(
        re.fullmatch(_NAME, each) and not _NO_NAME & {*each.lower().split()} for each in names
    )


def _year(text: str) -> Iterator[Proposal]:
    """Yield an open range: a text is no older than the latest year that it names as past."""
    years = _YEAR.findall(_TARGET.sub("]", text))
    if years:
        last = max(years)
        basis = f"The document shows no date; the latest year that it names is {last}."
        yield Proposal("published", f"{last}/..", "the latest year named; check whether it fits")
        yield Proposal("published_basis", basis, "what was found")


def _day(text: str) -> str:
    """Return a date in the accepted form, or nothing."""
    try:
        return parse(text).text
    except DateError as error:
        return next(iter(error.readings), "")


def _day_within(text: str) -> str:
    """Return the date in a text that names an hour too, as heads of messages do."""
    found = _DATE.search(text)
    return _day(found[1]) if found else ""


def _other_reading(text: str) -> str:
    """Say what a date means where the month stands first, if it may."""
    try:
        parse(text)
    except DateError as error:
        return "".join(f"; it may also mean {other}" for other in error.readings[1:])
    return ""


def _bare(paragraph: str) -> str:
    return " ".join(_MARKUP.sub("", paragraph).split())
