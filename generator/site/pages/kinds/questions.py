"""All questions by audience and theme, to print and take into a meeting."""

from collections.abc import Iterator
from itertools import groupby

from msgspec import Struct

from generator.base import labels
from generator.base.limits import EVIDENCE_BYTES, QUESTIONS_ON_A_PAGE
from generator.site.pages.paging.split import Folder, PartLink, list_pages
from generator.site.pages.paging.weights import byte_count
from generator.site.pages.views.page import Page, To
from generator.site.pages.views.presenter import Presenter
from generator.site.pages.views.view_types import QuestionView

_PASSAGE = 200
"""Bytes of the mark-up of a link to a passage."""


class Asked(Struct, frozen=True, kw_only=True):
    """The questions on one theme for one audience."""

    id: str
    """Of the theme."""
    theme: To
    questions: tuple[QuestionView, ...]


class Audience(Struct, frozen=True, kw_only=True):
    """The questions for one audience, by theme."""

    id: str
    name: str
    themes: tuple[Asked, ...]


class QuestionsPage(Struct, frozen=True, kw_only=True):
    """Context of ``questions``."""

    part: str
    audiences: tuple[Audience, ...]
    part_links: tuple[PartLink, ...]


def question_pages(presenter: Presenter) -> Iterator[Page]:
    """Yield the page of questions, and where they are many, a part for each audience."""
    audiences = presenter.library.settings.audiences
    order = {audience: number for number, audience in enumerate(audiences)}
    themes = presenter.library.themes.values()
    questions = [question for theme in themes for question in presenter.questions(theme)]
    questions.sort(key=lambda question: order.get(question.audience_id, len(order)))
    for page in list_pages(
        questions,
        lambda question: question.audience_id,
        Folder("questions", lambda id_: labels.audience(id_, audiences)),
        EVIDENCE_BYTES,
        _weigh,
    ):
        context = QuestionsPage(
            part=page.part,
            audiences=tuple(_audiences(page.items)),
            part_links=page.part_links,
        )
        title = labels.titled(labels.section("questions"), page.part)
        yield Page(uri=page.uri, title=title, template="questions", context=context)


def _weigh(question: QuestionView) -> int:
    passages = (
        byte_count(p.passage, p.passage, p.uri, p.source) + _PASSAGE for p in question.points
    )
    weight = byte_count(question.text) + _PASSAGE + sum(passages)
    return max(weight, EVIDENCE_BYTES // QUESTIONS_ON_A_PAGE)


def _audiences(questions: tuple[QuestionView, ...]) -> Iterator[Audience]:
    for (id_, name), asked in groupby(questions, lambda q: (q.audience_id, q.audience)):
        themes = (
            Asked(id=theme_id, theme=theme, questions=tuple(group))
            for (theme_id, theme), group in groupby(asked, lambda q: (q.theme_id, q.theme))
        )
        yield Audience(id=id_, name=name, themes=tuple(themes))
