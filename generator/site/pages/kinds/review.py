"""What editors should look at."""

from collections.abc import Iterator
from itertools import groupby

from msgspec import Struct

from generator.base import labels
from generator.base.kinds import SECTIONS
from generator.base.language import gettext, ngettext, spoken
from generator.base.language.cldr import name_of_language, number
from generator.base.limits import TASKS_OF_A_KIND
from generator.knowledge.review import Task
from generator.site.pages.views.page import Marking, Page, To
from generator.site.pages.views.presenter import Presenter


class TaskView(Struct, frozen=True, kw_only=True):
    """One thing to look at.

    Attributes:
        name: where readers see it, or its name alone.
        detail: what exactly, or empty.
        owner: who looks after it, or empty.
        place: file and line.
    """

    name: To
    detail: str
    owner: str
    place: str


class TaskGroup(Struct, frozen=True, kw_only=True):
    """Tasks of a kind.

    Attributes:
        id: the kind.
        title: for readers.
        total: how many there are.
        tasks: the first of them.
    """

    id: str
    title: str
    total: int
    tasks: tuple[TaskView, ...]


class ReviewPage(Struct, frozen=True, kw_only=True):
    """Context of ``review``."""

    groups: tuple[TaskGroup, ...]


def review_page(presenter: Presenter) -> Iterator[Page]:
    """Yield the page, where there is to be one."""
    if presenter.tasks is not None:
        section = SECTIONS["review"]
        yield Page(
            uri=section.uri,
            title=section.label,
            template="review",
            context=ReviewPage(groups=tuple(_groups(presenter.tasks))),
            marking=Marking(on=False),
        )


def _groups(tasks: tuple[Task, ...]) -> Iterator[TaskGroup]:
    for kind, group in groupby(tasks, lambda task: task.kind):
        listed = [*group]
        yield TaskGroup(
            id=kind,
            title=labels.REVIEW[kind],
            total=len(listed),
            tasks=tuple(map(_view, listed[:TASKS_OF_A_KIND])),
        )


def detail_of(task: Task) -> str:
    """Return what exactly is to be looked at, or nothing."""
    date = task.date.label if task.date else ""
    if task.kind == "event-since-review":
        return gettext("%(event)s, %(date)s", event=task.detail, date=date)
    if task.kind == "old-review":
        return gettext("Reviewed %(date)s", date=date)
    if task.kind == "unclear-date" and task.detail:
        return gettext("%(date)s: %(basis)s", date=date, basis=task.detail)
    if task.kind == "long-digest":
        return ngettext("%(count)s word", "%(count)s words", task.number, count=number(task.number))
    if task.kind == "untranslated":
        return ngettext(
            "%(language)s: %(count)s text",
            "%(language)s: %(count)s texts",
            task.number,
            count=number(task.number),
            language=name_of_language(task.detail, spoken().tag),
        )
    return task.detail or (date if task.kind == "unclear-date" else "")


def _view(task: Task) -> TaskView:
    return TaskView(
        name=To(title=task.name, uri=task.uri),
        detail=detail_of(task),
        owner=task.owner,
        place=f"{task.at.path}:{task.at.line}",
    )
