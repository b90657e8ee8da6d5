"""The paper of two pages: what a board must know first, as much of it as there is room for.

What may stand in it is put in one order, by turns from each of its parts. A paper holds what comes
first in that order; how much fits, only who sets it in type can tell. The rest is counted.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, cycle, repeat
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from generator.base import labels
from generator.base.addresses import url
from generator.base.dates import Period
from generator.base.kinds import HOME
from generator.base.limits import (
    HEADLINE_CHARACTERS,
    MESSAGES_OF_A_THEME_IN_A_PAPER,
    OBJECTIONS_BESIDE_A_MESSAGE,
    QUESTIONS_OF_A_PAPER,
)
from generator.base.model import Theme
from generator.knowledge.link.findings import Age, Bearing, SupportBasis
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
    in_turn,
    message_line,
    question_line,
)
from generator.site.pages.kinds.pack.whole import first_day, paragraphs, version_of
from generator.site.pages.views.ages import AgeView, age_view
from generator.site.pages.views.gaps import Gap, gap_of
from generator.site.pages.views.presenter import Presenter
from generator.site.pages.views.since import newest_since
from generator.site.pages.views.usual import usual_basis
from generator.site.pages.views.view_types import EventView

Part = Literal["messages", "disputes", "changes", "questions", "figures", "gaps", "scope"]
"""A list in a paper."""

_FIRST_MESSAGES = 3
_TURNS: tuple[Part, ...] = (
    *("messages", "figures", "changes", "disputes", "scope", "messages", "gaps"),
)
"""Whose turn it is once the first of each part has a place; further questions come at the end."""


class PaperGroup(Struct, frozen=True, kw_only=True):
    """The key messages of one theme."""

    title: str
    messages: tuple[PackLine, ...]


class LeftOut(Struct, frozen=True, kw_only=True):
    """How many items of a part have no room."""

    part: Part
    count: int


class Paper(Struct, frozen=True, kw_only=True):
    """Context of ``paper``.

    Attributes:
        site: the site's title.
        whole: whether the paper is about all of the site.
        title: what the paper is about.
        lead: that in a sentence.
        audience: for whom its questions are.
        date: the newest date of its content, for readers.
        made: the first day of that in digits, or empty.
        version: differs where the content does.
        address: of the page that has all of it, or empty where the site does not know its own.
        age: how old the evidence is.
        usual: what nearly all messages rest on.
        groups: key messages by theme.
        disputes: what sources dispute.
        changes: what has changed since.
        questions: to ask.
        figures: with what they must not be read as.
        gaps: what themes lack.
        scope: what the theme covers, in paragraphs.
        sources: how many articles all of the evidence comes from.
        references: the articles cited.
        left: what there is no room for.
    """

    site: str
    whole: bool
    title: str
    lead: str
    audience: str
    date: str
    made: str
    version: str
    address: str
    age: AgeView
    usual: SupportBasis | None
    groups: tuple[PaperGroup, ...]
    disputes: tuple[PackDispute, ...]
    changes: tuple[EventView, ...]
    questions: tuple[PackLine, ...]
    figures: tuple[Cited, ...]
    gaps: tuple[Gap, ...]
    scope: tuple[str, ...]
    sources: int
    references: tuple[PackReference, ...]
    left: tuple[LeftOut, ...]


class Stock:
    """All that may stand in a paper, each part in its order.

    Args:
        presenter: what shows the content.
        themes: what the paper is about: one theme, or all of the site.
        audience: id of the audience whose questions are asked beside those for all; all if empty.
        date: the date of the paper; the newest date of its content otherwise.

    Attributes:
        order: to which part each step gives one item more.
    """

    def __init__(
        self,
        presenter: Presenter,
        themes: Sequence[Theme],
        audience: str = "",
        date: Period | None = None,
    ) -> None:
        self._presenter, self._themes = presenter, tuple(themes)
        self._audience, self._date = audience, date
        bearings = tuple(_bearings(presenter, themes))
        said = [presenter.messages(theme) for theme in themes]
        most = None if len(themes) == 1 else MESSAGES_OF_A_THEME_IN_A_PAPER
        messages = [
            [(theme, m) for m in its[:most]] for theme, its in zip(themes, said, strict=True)
        ]
        self._questions = tuple(in_turn(asked(presenter, theme, audience) for theme in themes))
        self._messages = tuple(in_turn(messages))
        self._disputes = disputes_on(presenter, themes)
        self._changes = newest_since(presenter, bearings, len(bearings)).events
        self._figures = figures_of((message for _, message in self._messages), self._questions)
        self._gaps = tuple(gap_of(presenter, theme) for theme in themes)
        self._scope = paragraphs(themes[0]) if len(themes) == 1 else ()
        self._age = age_view(presenter, _age(presenter, themes), bearings)
        self._usual = usual_basis([message for _, message in self._messages])
        sizes = self._sizes()
        self._totals = {**sizes, "messages": sum(map(len, said))}
        self.order: Sequence[Part] = tuple(_order(sizes, len(themes)))

    def _sizes(self) -> dict[Part, int]:
        """Return how many items each part may have."""
        return {
            "messages": len(self._messages),
            "disputes": len(self._disputes),
            "changes": len(self._changes),
            "questions": len(self._questions),
            "figures": len(self._figures),
            "gaps": len(self._gaps),
            "scope": len(self._scope),
        }

    def paper(self, steps: int) -> Paper:
        """Return the paper that holds the first so many items, and counts the others."""
        room = Counter(self.order[:steps])
        presenter, library = self._presenter, self._presenter.library
        references, (title, lead, uri) = References(library), self._about()
        groups = tuple(self._groups(room["messages"], references))
        disputes = self._disputes[: room["disputes"]]
        questions = self._questions[: room["questions"]]
        paper = Paper(
            site=library.settings.title,
            whole=len(self._themes) != 1,
            title=title,
            lead=lead,
            audience=labels.audience(self._audience, library.settings.audiences),
            date="",
            made="",
            version="",
            address=self._address(uri),
            age=self._age,
            usual=self._usual,
            groups=groups,
            disputes=tuple(dispute(presenter, each, references) for each in disputes),
            changes=self._changes[: room["changes"]],
            questions=tuple(question_line(each, references) for each in questions),
            figures=references.cite_all(self._figures[: room["figures"]]),
            gaps=self._gaps[: room["gaps"]],
            scope=self._scope[: room["scope"]],
            sources=self._sources(),
            references=references.listed(),
            left=tuple(self._left(room)),
        )
        return self._dated(paper, references.articles)

    def _dated(self, paper: Paper, cited: Sequence[str]) -> Paper:
        """Give a paper its date and its version, by what it holds."""
        themes = [theme.id for theme in self._themes]
        day = self._date or newest(self._presenter.library, cited, themes)
        return replace(
            paper,
            date=day.label if day else "",
            made=first_day(day),
            version=version_of(paper),
        )

    def _groups(self, room: int, references: References) -> Iterator[PaperGroup]:
        """Yield the themes that have a message in the paper, with their messages."""
        for theme in self._themes:
            its = [message for of, message in self._messages[:room] if of is theme]
            lines = [message_line(each, references, OBJECTIONS_BESIDE_A_MESSAGE) for each in its]
            if lines:
                yield PaperGroup(title=theme.title, messages=tuple(lines))

    def _left(self, room: Mapping[Part, int]) -> Iterator[LeftOut]:
        for part, total in self._totals.items():
            if total > room[part]:
                yield LeftOut(part=part, count=total - room[part])

    def _about(self) -> tuple[str, str, str]:
        """Return title, question and source address of the page that the paper is of."""
        if len(self._themes) == 1:
            theme = self._themes[0]
            return _headline(theme.title), _headline(theme.question), theme.uri
        settings = self._presenter.library.settings
        return _headline(settings.title), _headline(settings.description), HOME

    def _address(self, uri: str) -> str:
        base = self._presenter.library.settings.url
        return f"{base.rstrip('/')}/{url(uri)}" if base else ""

    def _sources(self) -> int:
        evidence = self._presenter.links.evidence.by_theme
        return len({point.article for theme in self._themes for point in evidence[theme.id]})


def _headline(text: str) -> str:
    return labels.shortened(text, HEADLINE_CHARACTERS)


def _order(sizes: Mapping[Part, int], themes: int) -> Iterator[Part]:
    """Yield to which part the first place belongs, to which the second, to the end of all."""
    first: Mapping[Part, int] = {
        "messages": max(_FIRST_MESSAGES, themes),
        "questions": QUESTIONS_OF_A_PAPER,
        "gaps": themes,
        "disputes": 1,
        "changes": 1,
        "figures": 1,
    }
    left = dict(sizes)
    turns = ((part, themes if part == "messages" else 1) for part in cycle(_TURNS))
    for part, count in chain(first.items(), turns):
        if not any(left[each] for each in _TURNS):
            break
        taken = min(count, left[part])
        left[part] -= taken
        yield from repeat(part, taken)
    yield from repeat("questions", left["questions"])


def _bearings(presenter: Presenter, themes: Iterable[Theme]) -> Iterable[Bearing]:
    """Return what bears on any of some themes, each event once."""
    since = presenter.links.since.themes
    found = (bearing for theme in themes for bearing in since.get(theme.id, ()))
    return {bearing.event.id: bearing for bearing in found}.values()


def _age(presenter: Presenter, themes: Sequence[Theme]) -> Age:
    ages = presenter.links.ages
    return ages.themes[themes[0].id] if len(themes) == 1 else ages.site
