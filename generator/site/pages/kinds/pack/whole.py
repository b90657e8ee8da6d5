"""The board paper: chosen themes for one audience, with all that they rest on."""

import hashlib
from collections.abc import Collection, Iterator, Sequence

from msgspec import Struct

from generator.base import labels
from generator.base.collation import order
from generator.base.dates import Period, span_label
from generator.base.foreign import told_in
from generator.base.limits import EVENTS_OF_A_PAGE
from generator.base.model import Library, Sense, Term, Theme
from generator.knowledge.link import Links
from generator.knowledge.link.findings import SupportBasis
from generator.knowledge.link.news import newest
from generator.site.pages.kinds.pack.parts import (
    Cited,
    PackDispute,
    PackLine,
    PackReference,
    References,
    asked,
    dispute,
    disputes_on,
    figures_of,
    message_line,
    question_line,
)
from generator.site.pages.views.ages import AgeView, age_view
from generator.site.pages.views.gaps import Gap, gap_of
from generator.site.pages.views.present_names import called
from generator.site.pages.views.presenter import Presenter
from generator.site.pages.views.since import newest_since
from generator.site.pages.views.usual import usual_basis
from generator.site.pages.views.view_types import MessageView, QuestionView, SinceView

_DIGITS = 8


class PackTheme(Struct, frozen=True, kw_only=True):
    """A theme of the paper."""

    id: str
    title: str
    question: str
    scope: tuple[str, ...]
    age: AgeView
    usual: SupportBasis | None
    since: SinceView
    messages: tuple[PackLine, ...]
    disputes: tuple[PackDispute, ...]
    questions: tuple[PackLine, ...]
    figures: tuple[Cited, ...]
    gap: Gap


class PackTerm(Struct, frozen=True, kw_only=True):
    """A term as the paper uses it: what it meant then, and what it is called now."""

    label: str
    expansion: str
    period: str
    definition: str
    now: str


class Pack(Struct, frozen=True, kw_only=True):
    """Context of ``pack``; ``made`` is the first day of its date in digits, or empty."""

    site: str
    title: str
    audience: str
    date: str
    made: str
    version: str
    themes: tuple[PackTheme, ...]
    terms: tuple[PackTerm, ...]
    references: tuple[PackReference, ...]


def pack_of(
    presenter: Presenter, themes: Sequence[Theme], audience: str, date: Period | None
) -> Pack:
    """Gather a board paper.

    Args:
        presenter: what shows the content.
        themes: those to show, in order.
        audience: id of the audience whose questions are shown beside those for all; all if empty.
        date: the date of the paper; the newest date of its content otherwise.
    """
    library, references = presenter.library, References(presenter.library)
    shown = tuple(_pack_theme(presenter, theme, audience, references) for theme in themes)
    places = {place for theme in themes for place in _places(presenter, theme, audience)}
    used = tuple(_pack_terms(library, presenter.links, places))
    day = date or newest(library, references.articles, [theme.id for theme in themes])
    listed = references.listed()
    return Pack(
        site=library.settings.title,
        title=labels.listed(theme.title for theme in themes),
        audience=labels.audience(audience, library.settings.audiences),
        date=day.label if day else "",
        made=first_day(day),
        version=version_of(audience, shown, used, listed),
        themes=shown,
        terms=used,
        references=listed,
    )


def first_day(date: Period | None) -> str:
    """Return the first day of a date in digits, or nothing where there is none."""
    return date.start.isoformat() if date and date.start else ""


def version_of(*parts: object) -> str:
    """Return a few signs that differ where any part of a paper does."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:_DIGITS]


def _places(presenter: Presenter, theme: Theme, audience: str) -> Iterator[tuple[str, str]]:
    """Yield where a theme's lines stand on the site."""
    lines: tuple[MessageView | QuestionView, ...] = (
        *presenter.messages(theme),
        *asked(presenter, theme, audience),
    )
    return ((theme.uri, line.anchor) for line in lines)


def _pack_theme(
    presenter: Presenter, theme: Theme, audience: str, references: References
) -> PackTheme:
    since = presenter.links.since.themes.get(theme.id, ())
    messages = presenter.messages(theme)
    questions = tuple(asked(presenter, theme, audience))
    return PackTheme(
        id=theme.id,
        title=theme.title,
        question=theme.question,
        scope=paragraphs(theme),
        age=age_view(presenter, presenter.links.ages.themes[theme.id], since),
        usual=usual_basis(messages),
        since=newest_since(presenter, since, EVENTS_OF_A_PAGE),
        messages=tuple(message_line(message, references) for message in messages),
        disputes=tuple(
            dispute(presenter, each, references) for each in disputes_on(presenter, [theme])
        ),
        questions=tuple(question_line(question, references) for question in questions),
        figures=references.cite_all(figures_of(messages, questions)),
        gap=gap_of(presenter, theme),
    )


def paragraphs(theme: Theme) -> tuple[str, ...]:
    """Return the words of what a theme covers, paragraph by paragraph."""
    return tuple(told_in(theme.language, block.text) for block in theme.blocks if not block.heading)


def _pack_terms(
    library: Library, links: Links, places: Collection[tuple[str, str]]
) -> Iterator[PackTerm]:
    """Yield each meaning that a term has at the places, by the terms' names."""
    for term in sorted(library.terms.values(), key=lambda t: (order(t.label), t.id)):
        uses = links.mentions.get(term.id, ())
        senses = {s for use in uses if (use.page, use.fragment) in places for s in use.senses}
        yield from (_pack_term(library, term, sense) for sense in term.senses if sense.id in senses)


def _pack_term(library: Library, term: Term, sense: Sense) -> PackTerm:
    return PackTerm(
        label=term.label,
        expansion=sense.expansion,
        period=span_label(sense.start, sense.end) if sense.start or sense.end else "",
        definition=sense.definition,
        now=called(library.terms, term, sense),
    )
