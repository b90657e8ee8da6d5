"""All words for readers that the program writes; those of layout stand in the templates.

The sections of the site have their labels in the table of them, ``generator.base.kinds``, and what
has changed between two states is put into sentences by ``generator.site.sentences``. Keys are ids,
as content and records name things; no address and no decision is made of a label.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Literal

from generator.base.kinds import SECTIONS, UNDATED
from generator.base.limits import YEARS_NAMED_EACH

RecordKind = Literal["article", "theme", "term", "person", "group", "organisation", "place", "page"]
"""What a search can find."""

ARTICLES = SECTIONS["articles"].label
CHANGES = SECTIONS["changes"].label
COVERAGE = SECTIONS["coverage"].label
DISAGREEMENTS = SECTIONS["disagreements"].label
EXAMPLES = SECTIONS["examples"].label
EVIDENCE = "Evidence"
FIGURES = SECTIONS["figures"].label
GLOSSARY = SECTIONS["glossary"].label
HOME = "Home"
MORE = "More"
"""Title of a section of the navigation for plain pages where no other has one."""
QUESTIONS = SECTIONS["questions"].label
SEARCH = SECTIONS["search"].label
THEMES = SECTIONS["themes"].label
TIMELINE = SECTIONS["timeline"].label
VOICES = SECTIONS["voices"].label

_DESCRIPTIONS: Mapping[str, str] = {
    "articles": "The articles that the briefings rest on, the newest first, with kind and date.",
    "changes": "What is told otherwise than it was, and why, the newest first.",
    "coverage": "Which theme, year or voice has how many points, and which has none.",
    "disagreements": "Points that dispute or qualify one another, side by side.",
    "evidence": "Each claim with who made it, when, and the passage it rests on.",
    "examples": "Places and schemes that the articles name, each with the points about it.",
    "figures": "What each figure measures, of whom and when, and what it must not be read as.",
    "mentions": "Each sentence that uses the term, with its source and date.",
    "points": "Each claim with who made it, when, and the passage it rests on.",
    "questions": "Questions to take into a meeting, by audience and theme, each with its sources.",
    "review": "What editors should look at, the most pressing first.",
    "themes": "The themes with their questions, and what the labels of messages and points mean.",
    "timeline": "Articles, events, and the years in which terms were in use.",
    "voices": "Who said what, in the role held at the time, and in whose name.",
}
SEARCH_DESCRIPTION = "Search articles, points, terms, people and places."

RECORDS: Mapping[RecordKind, str] = {
    "article": "Article",
    "theme": "Theme",
    "term": "Term",
    "person": "Person",
    "group": "Group",
    "organisation": "Organisation",
    "place": "Place",
    "page": "Page",
}
"""Each kind of what a search finds, in a word."""
RELATED_POINTS: Mapping[str, str] = {
    "agrees": "Agreements",
    "disputes": "Disputes",
    "qualifies": "Qualifications",
    "repeats": "Repetitions",
    "updates": "Updates",
}
VOICE_KINDS: Mapping[str, str] = {
    "organisation": "An organisation, or a person who speaks for one",
    "person": "A person who speaks for none",
    "group": "A group that the article describes",
    "author": "The article’s author",
    "unsigned": "An unsigned article",
}
VOICES_IN_SHORT: Mapping[str, str] = {
    "organisation": "Organisations",
    "person": "People for none",
    "group": "Groups",
    "author": "Authors",
    "unsigned": "Unsigned articles",
}
STANDINGS: Mapping[str, str] = {
    "quoted": "Said in the source",
    "reported": "Reported in the source",
    "argued": "Argued by the author",
    "measured": "Measured",
}
STATUSES: Mapping[str, str] = {
    "retracted": "Retracted",
    "superseded": "Superseded",
    "corrected": "Corrected",
}
"""What has become of a source or a claim."""
_PUT = {"quoted": "quoted", "reported": "reported", "argued": "argued", "measured": "counted"}
"""What an article does that puts a point so."""
COVERAGE_TABLES: Mapping[str, str] = {
    "article": "By article",
    "year": "By the year that the point speaks of",
    "voice": "By kind of voice",
    "standing": "By how the source puts it",
    "organisation": "By the organisation in whose name it is said",
}
REVIEW: Mapping[str, str] = {
    "dead-address": "Sources whose address leads nowhere",
    "event-since-review": "Not reviewed since something happened that bears on it",
    "one-source": "Messages that rest on one source",
    "never-reviewed": "Never reviewed",
    "old-review": "Reviewed long ago",
    "draft": "Drafts",
    "no-address": "Sources without an address",
    "unused-point": "Points that no message, question or relation uses",
    "undefined-term": "Terms that are not explained",
    "term-without-source": "Meanings without a source of first rank",
    "unused-term": "Terms that are not used",
    "unclear-date": "Dates that are not clear",
    "long-digest": "Digests that are long",
}
"""What editors should look at, by kind."""
FEEDS: Mapping[str, str] = {"articles": ARTICLES, "changes": "Changes and corrections"}
"""The titles of the feeds."""
_FEEDS_IN_A_ROW: Mapping[str, str] = {
    "articles": "new articles",
    "changes": "changes and corrections",
}

BOTH_SIDES = "Both sides of it"
EVERYONE = "Everyone"
UNSIGNED = "Unsigned"
WITHOUT_ROLE = "Named"
DESCRIBED = "Described"
"""Of a group: it is not named."""
INFERRED = "inferred"
MEANING = "Meaning"
NOTES = "Notes"
"""Notes to a text, which stand below it."""
TEXTS: Mapping[str, tuple[str, str]] = {
    "digest": ("The article in our words", "digest"),
    "full": ("The article in full", "full text"),
}
"""Whose words a text is → its heading, and what it is called in a sentence."""
PASSAGES: Mapping[str, str] = {"digest": "in our words", "full": "in the source’s own words"}
"""Whose words a text is → whose its passages are."""
SUMMARY = "Summary"
POINTS = "Points"
MESSAGES = "Key messages"

TERMS_ON_PAGE = "Terms used on this page"
SENSE_NOT_SAID = "The source does not say which:"
"""Of a term that has several meanings where it stands."""

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
DATE_NOT_KNOWN = "date not known"
AT_ANY_TIME = "at any time"
_QUALIFIERS = {"": "", "~": "about ", "?": "possibly ", "%": "about, possibly "}
"""How sure a date is, by the mark of EDTF."""
_YEARS = {UNDATED: "undated"}

_LISTS: Mapping[str, str] = {
    "articles": "articles",
    "organisations": "organisations",
    "paragraphs": "paragraphs",
    "people": "people and groups",
    "places": "places",
    "schemes": "schemes",
}
"""Lists that share their first page with another."""


def description(template: str, title: str) -> str:
    """Return a list's description for search engines and for those who share its address."""
    return f"{title}. {_DESCRIPTIONS.get(template, '')}".strip()


def glossary_description(terms: int) -> str:
    """Return the description of a glossary of so many terms."""
    return f"{terms} terms, each with its meaning at the time."


def glossary_of(site: str) -> str:
    """Return the name of a site's glossary, where it stands alone."""
    return f"{GLOSSARY} of {site}"


def with_status(kind: str, text: str) -> str:
    """Return a title, a claim or a reason as that of something with a status."""
    return f"{STATUSES[kind]}: {text}"


def of_claim(reason: str, claim: str) -> str:
    """Return what is said of one claim of an article, with the claim."""
    return f"{reason} (“{claim}”)"


def status_note(kind: str, day: str, reason: str) -> str:
    """Return what has become of a source, for a reference to it."""
    return f"{STATUSES[kind]}, {day}: {reason}"


def resting_on(line: str, kinds: Iterable[str]) -> str:
    """Return a line as a search shows it, with what has become of what it rests on."""
    named = [STATUSES[kind].lower() for kind in dict.fromkeys(kinds)]
    return f"{line} [rests on what was {' and '.join(named)}]" if named else line


def ended(day: str) -> str:
    """Return what stands beside a term that ended then, and that nothing followed."""
    return f"ended {day}"


def interest_of(name: str, interest: str) -> str:
    """Return a speaker's interest with the name, for where somebody else is named before it."""
    return f"{name}: {interest}"


def part_of(list_: str, part: str) -> str:
    """Return the name of a part of one of two lists that share a page; empty for the first page."""
    return f"{_LISTS[list_]}, {part}" if part else ""


def as_place(name: str) -> str:
    """Return the name of a place where people and organisations are named alike."""
    return f"{name} (place)"


def year_name(year: str) -> str:
    """Return what readers call the year, or its absence, by which lists split."""
    return _YEARS.get(year, year)


def titled(whole: str, part: str) -> str:
    """Return the title of a page of a list; ``part`` is empty for its first page."""
    return f"{whole}: {part}" if part else whole


def articles_of(part: str) -> str:
    """Return the title of a page of the list of articles."""
    return f"{ARTICLES}, {part}" if part else ARTICLES


def numbered_part(name: str, number: int) -> str:
    """Return the name of one of several parts, such as ``2018, part 2``."""
    return name if number == 1 else f"{name}, part {number}"


def in_full(rights: str) -> str:
    """Say that a source's own words are published, and why they may be."""
    return f"Published here in full: {rights}{'' if rights.endswith(('.', '?', '!')) else '.'}"


def digest_part(number: int) -> str:
    """Return the name of a part of a long article's digest."""
    return f"part {number}"


def digest_page(article: str, part: str) -> str:
    """Return the title of a further page of an article's digest."""
    return f"{article}, {part}"


def two_pages(form: str) -> str:
    """Return what a link to a paper of two pages says."""
    return f"Two pages for your board ({form})"


def span(first: object, last: object) -> str:
    """Return a row of years or numbers from the first to the last."""
    return f"{first} to {last}"


def year_spans(years: Iterable[str]) -> Iterator[str]:
    """Yield years in order, long runs of them as one."""
    ordered = sorted(years)
    for _, group in groupby(enumerate(ordered), lambda item: int(item[1]) - item[0]):
        run = [year for _, year in group]
        yield from [span(run[0], run[-1])] if len(run) > YEARS_NAMED_EACH else run


def points_page(article: str, part: str) -> str:
    """Return the title of a page with some points of an article."""
    return f"{article}: points {part}"


def evidence_page(theme: str, part: str) -> str:
    """Return the title of a page with a part of a theme's evidence."""
    return f"{theme}: evidence, {part}"


def mentions_page(term: str, part: str) -> str:
    """Return the title of a page with some of a term's uses."""
    return f"{term}: uses, {part}"


def citing_page(article: str, part: str) -> str:
    """Return the title of a page with a part of what refers to an article."""
    return f"What refers to {article}: {part}"


def moved_page(title: str) -> str:
    """Return the title of a page at a former address."""
    return f"{title} (moved)"


def feed_in_a_row(name: str, form: str) -> str:
    """Return how a feed is named among others."""
    return f"{_FEEDS_IN_A_ROW[name]} ({form})"


def note_title(page: str, *, correction: bool) -> str:
    """Return the title of a change or a correction in a feed."""
    return f"{'Correction' if correction else 'Change'}: {page}"


def mistake_in(title: str) -> str:
    """Return the subject of a mail that reports a mistake."""
    return f"Mistake in “{title}”"


def point_note(number: int, themes: str) -> str:
    """Return what a screen reader says of the mark beside a passage."""
    return f"Point {number}: {themes}"


def whose_words(text: str, standing: str, speaker: str, reporter: str) -> str:
    """Return whose words a passage gives, and in whose; none may pass for a quotation.

    Args:
        text: whose words the article's text is, as in ``TEXTS``.
        standing: of the point that rests on the passage.
        speaker: its speaker's name, or empty.
        reporter: who published the source.
    """
    if text == "full":
        return f"the source’s own words{f' for what {speaker} said' if speaker else ''}"
    if not speaker:
        return f"our words for what {reporter} {_PUT[standing]}"
    by = "" if standing == "quoted" else f", as {reporter} reports it"
    return f"our words for what {speaker} said{by}"


def note(number: int) -> str:
    """Name a note to a text, where the text refers to it."""
    return f"Note {number}"


def back_to_text(number: int, place: int | None) -> str:
    """Name a way back from a note, and to which place where several refer to it."""
    to = f"Back to note {number} in the text"
    return f"{to}, place {place}" if place else to


def shortened(text: str, characters: int) -> str:
    """Return a text, or its first words where it is longer than so many characters."""
    return text if len(text) <= characters else f"{text[:characters].rsplit(' ', 1)[0]}\u00a0…"


def mark(period: str, title: str) -> str:
    """Return what a mark in the picture of the timeline stands for."""
    return f"{period}: {title}"


def before(year: int) -> str:
    """Return what lies before a year."""
    return f"before {year}"


def in_role(what: str, article: str, date: str) -> str:
    """Return a role, or an organisation, with the article in which it was held."""
    return f"{what}, in “{article}”, {date}."


def post(role: str, organisation: str, inferred: Collection[str]) -> str:
    """Return a speaker's role and organisation, each marked where it was inferred.

    Args:
        role: the role; empty where none is known.
        organisation: likewise.
        inferred: which of the two, as ``role`` or ``organisation``, the source does not say.
    """
    told = {"role": role, "organisation": organisation}
    return ", ".join(
        f"{words} ({INFERRED})" if key in inferred else words
        for key, words in told.items()
        if words
    )


def in_articles(titles: list[str]) -> str:
    """Return in which articles something is named."""
    return f"In {', '.join(f'“{title}”' for title in titles)}."


def in_short(names: tuple[str, ...]) -> str:
    """Return the names of authors in few words."""
    first, *more = names
    return first if not more else f"{first} and {more[0] if len(more) == 1 else 'others'}"


def in_a_row(names: Sequence[str]) -> str:
    """Return names in a row: ``2014, 2016 and 2018``."""
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else ""


def in_reference(names: tuple[str, ...], most: int) -> str:
    """Return the names of authors as a reference has them; of more than ``most``, the first."""
    if len(names) > most:
        return f"{names[0]} and others"
    return in_a_row(names)


def of_whole(value: str, whole: float | None) -> str:
    """Return a figure with what it is a share of: ``4 of 44``."""
    return value if whole is None else f"{value} of {whole:,}"


def with_before(amount: str, was: str) -> str:
    """Return a figure with what it was at the start of its period: ``26% (before: 33%)``."""
    return f"{amount} (before: {was})" if was else amount


def date_note(label: str, basis: str) -> str:
    """Return what a reference says of a date that is no exact day."""
    told = f" ({basis.rstrip('.')})" if basis else ""
    return f"Date: {label}{told}."


def day_or_longer(year: str, month: str, day: str, qualifier: str) -> str:
    """Return a day, month or year in words: ``about March 2016``.

    Args:
        year: its number.
        month: its number; empty for a year.
        day: its number; empty for a month or a year.
        qualifier: the mark of EDTF that says how sure it is, or nothing.
    """
    words = (str(int(day)) if day else "", MONTHS[int(month) - 1] if month else "", str(int(year)))
    return _QUALIFIERS[qualifier] + " ".join(filter(None, words))


def about(year: str) -> str:
    """Return a year that is only inferred."""
    return f"{_QUALIFIERS['~']}{year}"


def or_later(date: str) -> str:
    """Return a date that may be later."""
    return f"{date} or later"


def or_earlier(date: str) -> str:
    """Return a date that may be earlier."""
    return f"{date} or earlier"


def between(first: str, last: str) -> str:
    """Return a date that lies somewhere from one to another."""
    return f"between {first} and {last}"


def since(first: str) -> str:
    """Return a time that has not ended."""
    return f"since {first}"


def until(last: str, *, day: bool) -> str:
    """Return a time whose beginning is not known; its last day may be that of a month or year."""
    return f"until {last}" if day else f"until the end of {last}"


def in_use(period: str) -> str:
    """Return when a meaning was in use."""
    return f"In use {period}."


def called(name: str, *, ended: bool) -> str:
    """Return what a thing is called now, or what it was called later if that has ended too."""
    return f"{'later' if ended else 'now'} {name}"


def either(names: Sequence[str]) -> str:
    """Return what may be one or another: ``2014 or 2016``."""
    return " or ".join(names)
