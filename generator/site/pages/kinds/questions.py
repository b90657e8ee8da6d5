"""All questions by audience and theme: one sheet to take into a meeting."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from generator.site.pages.paging.size import LINES, size
from generator.site.pages.paging.split import PartLink, leaves
from generator.site.pages.views.records import Page, QuestionView, To
from generator.site.pages.views.views import Views

WHOLE = 150
"""Questions on a sheet, at most."""
_PASSAGE = 200
"""Bytes of the mark-up of a link to a passage."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The questions on one theme for one audience."""

    theme: To
    questions: tuple[QuestionView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """The questions for one audience, by theme."""

    name: str
    themes: tuple[Asked, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionsPage:
    """Context of ``questions``."""

    part: str
    audiences: tuple[Audience, ...]
    part_links: tuple[PartLink, ...]


def question_pages(views: Views) -> Iterator[Page]:
    """Yield the sheet of questions, or where they are many, a first sheet and one an audience."""
    order = {name: n for n, name in enumerate(views.library.settings.audiences.values())}
    themes = views.library.themes.values()
    questions = [question for theme in themes for question in views.questions(theme)]
    questions.sort(key=lambda question: order.get(question.audience, len(order)))
    parts = leaves(questions, lambda question: question.audience, "questions", LINES, _weigh)
    for leaf in parts:
        context = QuestionsPage(
            part=leaf.part,
            audiences=tuple(_audiences(leaf.items)),
            part_links=leaf.part_links,
        )
        title = leaf.title("Questions to ask")
        yield Page(uri=leaf.uri, title=title, template="questions", context=context)


def _weigh(question: QuestionView) -> int:
    passages = (size(p.passage, p.passage, p.uri, p.source) + _PASSAGE for p in question.points)
    return max(size(question.text) + _PASSAGE + sum(passages), LINES // WHOLE)


def _audiences(questions: tuple[QuestionView, ...]) -> Iterator[Audience]:
    for name, asked in groupby(questions, lambda question: question.audience):
        themes = (
            Asked(theme=theme, questions=tuple(group))
            for theme, group in groupby(asked, lambda question: question.theme)
        )
        yield Audience(name=name, themes=tuple(themes))
