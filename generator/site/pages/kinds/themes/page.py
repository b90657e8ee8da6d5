"""A theme's own page: key messages first, then the evidence, disagreements, questions and gaps."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from generator.base.limits import (
    ARTICLES_OF_A_THEME,
    DISAGREEMENTS_OF_A_THEME,
    EVENTS_OF_A_PAGE,
    EVIDENCE_OF_A_SPLIT_THEME,
    EXAMPLES_OF_A_THEME,
    LINES_AT_FIRST,
    MESSAGES_AT_FIRST,
)
from generator.base.model import Point, Theme
from generator.knowledge.link.findings import Disagreement, SupportBasis
from generator.site.pages.kinds.themes.sources import sources_of
from generator.site.pages.paging.evidence_parts import evidence_in_order
from generator.site.pages.paging.split import PartLink
from generator.site.pages.views.ages import AgeView, age_view
from generator.site.pages.views.backlinks import Backlink, backlinks
from generator.site.pages.views.body import body
from generator.site.pages.views.disagreement import DisagreementView, disagreement_view
from generator.site.pages.views.gaps import Gap, gap_of
from generator.site.pages.views.page import Html, Marking, Page
from generator.site.pages.views.papers import PaperLink, paper_links
from generator.site.pages.views.presenter import Presenter
from generator.site.pages.views.report_address import report_address
from generator.site.pages.views.since import newest_since
from generator.site.pages.views.told_once import told_once
from generator.site.pages.views.usual import usual_basis
from generator.site.pages.views.view_types import (
    ArticleCard,
    Change,
    MessageView,
    PointView,
    QuestionView,
    SinceView,
    ThemeTag,
    change_of,
)


class MessageGroup(Struct, frozen=True, kw_only=True):
    """Key messages under a heading of their own, numbered from ``first``; id and title may lack."""

    id: str
    title: str
    first: int
    messages: tuple[MessageView, ...]


class ThemePage(Struct, frozen=True, kw_only=True):
    """Context of ``theme``."""

    tag: ThemeTag
    question: str
    age: AgeView
    points: int
    articles: int
    summary: Html
    usual: SupportBasis | None
    """What nearly all key messages rest on."""
    messages: tuple[MessageView, ...]
    """The first, with which the page begins."""
    more_messages: tuple[MessageGroup, ...]
    figure: PointView | None
    """The one that content chose, else the first that a key message rests on."""
    question_to_ask: QuestionView | None
    since_all: SinceView
    """What has changed since anything on the page was said, the newest first."""
    evidence: tuple[PointView, ...]
    """All, or some where they have pages of their own."""
    first_lines: int
    """Those that the script shows first of a long table."""
    part_links: tuple[PartLink, ...]
    """Those pages."""
    disputes: tuple[DisagreementView, ...]
    disputed: int
    since_examples: SinceView
    """What has happened since all the examples."""
    examples: tuple[PointView, ...]
    example_total: int
    questions: Mapping[str, tuple[QuestionView, ...]]
    """By the ids of audiences."""
    gap: Gap
    sources: tuple[ArticleCard, ...]
    numbers: Mapping[str, int]
    """Of the sources, by their addresses."""
    backlinks: tuple[Backlink, ...]
    papers: tuple[PaperLink, ...]
    """Two pages of it, where they are made."""
    report: str
    changes: tuple[Change, ...]
    reviewed: str
    previous: ThemeTag | None
    next: ThemeTag | None


def theme_page(
    presenter: Presenter, theme: Theme, previous: ThemeTag | None, following: ThemeTag | None
) -> Page:
    """Return the page of a theme, which leads to the themes before and after it."""
    return Page(
        uri=theme.uri,
        title=theme.title,
        template="theme",
        context=_context(presenter, theme, previous, following),
        kind="theme",
        description=theme.question,
        edit_path=theme.at.path,
        marking=Marking(themes=(theme.id,)),
    )


def _context(
    presenter: Presenter, theme: Theme, previous: ThemeTag | None, following: ThemeTag | None
) -> ThemePage:
    points = presenter.links.evidence.by_theme[theme.id]
    messages, questions = presenter.messages(theme), presenter.questions(theme)
    since = presenter.links.since.themes.get(theme.id, ())
    parts = presenter.directory.evidence.get(theme.id, ())
    shown = evidence_in_order(presenter.links, theme)
    disputes = _disputes(presenter, theme)
    examples = tuple(_examples(points))
    since_examples, shown_examples = told_once(presenter, examples[:EXAMPLES_OF_A_THEME])
    sources = sources_of(presenter, theme)
    return ThemePage(
        tag=presenter.tags([theme.id])[0],
        question=theme.question,
        age=age_view(presenter, presenter.links.ages.themes[theme.id], since),
        points=len(points),
        summary=body(theme.language, presenter.documents[theme.at.path].html(heading=3), theme.uri),
        usual=usual_basis(messages),
        messages=messages[:MESSAGES_AT_FIRST],
        more_messages=tuple(_by_section(theme, messages[MESSAGES_AT_FIRST:])),
        figure=_figure(presenter, theme, messages),
        question_to_ask=next(iter(questions), None),
        since_all=newest_since(presenter, since, EVENTS_OF_A_PAGE),
        evidence=presenter.points(shown[: EVIDENCE_OF_A_SPLIT_THEME if parts else None]),
        first_lines=LINES_AT_FIRST,
        part_links=tuple(part.link for part in parts),
        disputes=tuple(
            disagreement_view(presenter, each) for each in disputes[:DISAGREEMENTS_OF_A_THEME]
        ),
        disputed=len(disputes),
        since_examples=since_examples,
        examples=shown_examples,
        example_total=len(examples),
        questions=_by_audience(presenter, questions),
        gap=gap_of(presenter, theme),
        articles=sources.total,
        sources=sources.cards,
        numbers=sources.numbers,
        backlinks=backlinks(presenter, theme.uri)[:ARTICLES_OF_A_THEME],
        papers=paper_links(presenter.library, theme),
        report=report_address(presenter.library.settings, theme.title, theme.uri),
        changes=tuple(_changes(presenter, theme)),
        reviewed=theme.reviewed.label if theme.reviewed else "",
        previous=previous,
        next=following,
    )


def _changes(presenter: Presenter, theme: Theme) -> Iterator[Change]:
    page = presenter.theme(theme)
    return (change_of(note, page) for note in theme.changes)


def _by_section(theme: Theme, messages: Sequence[MessageView]) -> Iterator[MessageGroup]:
    """Yield the messages without a section, and then each section that has any."""
    first = MESSAGES_AT_FIRST + 1
    for id_, title in (("", ""), *((section.id, section.title) for section in theme.sections)):
        if its := tuple(message for message in messages if message.section == id_):
            yield MessageGroup(id=id_, title=title, first=first, messages=its)
            first += len(its)


def _examples(points: Sequence[Point]) -> Iterator[str]:
    return (point.id for point in points if point.kind == "example" or point.places)


def _disputes(presenter: Presenter, theme: Theme) -> Sequence[Disagreement]:
    """Return the disagreements that a point on the theme takes part in."""
    points = presenter.library.points
    return [
        each
        for each in presenter.links.disagreements
        if any(theme.id in points[id_].themes for id_ in each.points)
    ]


def _by_audience(
    presenter: Presenter, questions: Sequence[QuestionView]
) -> Mapping[str, tuple[QuestionView, ...]]:
    """Group the questions by audience, in the order of the settings."""
    known = presenter.library.settings.audiences
    audiences = dict.fromkeys((*known, *(question.audience_id for question in questions)))
    grouped = {id_: tuple(q for q in questions if q.audience_id == id_) for id_ in audiences}
    return {id_: asked for id_, asked in grouped.items() if asked}


def _figure(
    presenter: Presenter, theme: Theme, messages: Sequence[MessageView]
) -> PointView | None:
    """Return the figure that content chose, of what messages rest on first; else their first."""
    resting = [point for message in messages for point in message.points]
    keys = (p.id for p in presenter.links.evidence.by_theme[theme.id] if p.figure and p.figure.key)
    chosen = [point for point in resting if point.figure and point.figure.key]
    shown = (*chosen, *presenter.points(keys), *resting)
    return next((point for point in shown if point.amount and point.leads), None)
