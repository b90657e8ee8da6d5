"""Key messages and questions: added, dropped, reworded, moved, and what support they have."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, TypeVar

from msgspec import Struct
from rapidfuzz.fuzz import ratio

from generator.base.addresses import message_anchor, question_anchor
from generator.knowledge.changes.bearings import bearing_changes
from generator.knowledge.changes.causes import reason
from generator.knowledge.changes.change import Change, ChangeKind, Line, Reason, Subject
from generator.knowledge.changes.pairs import Pairs, same
from generator.knowledge.changes.reasons import reasons
from generator.knowledge.changes.state import Message, Question, State, Theme

_L = TypeVar("_L", Message, Question)

_ALIKE = 0.65
"""How much alike two lines of a theme must be to be one reworded: words, and points in common."""
_ALIKE_ELSEWHERE = 0.9
"""Likewise, of two themes."""
_RETRACTED = "retracted"
"""What a message rests on of which all points are retracted."""
_MOST = 40_000
"""Pairs of lines that are compared; beyond, they are told as dropped and added."""


class _Line(Struct, Generic[_L], frozen=True, kw_only=True):
    """A message or a question with its theme and its number there, from 0."""

    theme: Theme
    index: int
    line: _L

    @property
    def what(self) -> str:
        return f"{self.theme.id}/{self.index + 1}"

    @property
    def subject(self) -> Subject:
        kind: object = type(self.line)  # mypy takes each of the two to be all there is
        anchor = message_anchor(self.index) if kind is Message else question_anchor(self.index)
        name = Line("message" if kind is Message else "question", self.theme.title, self.index + 1)
        return Subject(self.what, name, f"{self.theme.url}#{anchor}")


def message_changes(pairs: Pairs) -> Iterator[Change]:
    """Yield what differs in key messages."""
    before, after = [*_messages(pairs.before)], [*_messages(pairs.after)]
    matched = _matched(pairs, before, after)
    for old, new in matched:
        yield from _reworded("message-reworded", old, new)
        yield from _moved(pairs, "message-moved", old, new)
        yield from _support(pairs, old, new)
        yield from bearing_changes(pairs, new.subject, old.line.since, new.line.since)
    partners = {old.what for old, _ in matched}
    for old in before:
        if old.what not in partners:
            yield _dropped(pairs, old)
    partners = {new.what for _, new in matched}
    for new in after:
        if new.what not in partners:
            yield new.subject.changed("message-added", after=new.line.text)


def question_changes(pairs: Pairs) -> Iterator[Change]:
    """Yield what differs in questions."""
    before, after = [*_questions(pairs.before)], [*_questions(pairs.after)]
    matched = _matched(pairs, before, after)
    for old, new in matched:
        yield from _reworded("question-reworded", old, new)
        if old.line.audience != new.line.audience:
            yield new.subject.changed(
                "question-reworded", old.line.audience, new.line.audience, part="audience"
            )
        yield from _moved(pairs, "question-moved", old, new)
        rests = {*map(pairs.point, old.line.points)}
        if rests != {*new.line.points}:
            yield new.subject.changed("question-rests", because=reasons(pairs, old.line, new.line))
        yield from bearing_changes(pairs, new.subject, old.line.since, new.line.since)
    gone, come = {old.what for old, _ in matched}, {new.what for _, new in matched}
    for old in before:
        if old.what not in gone:
            yield old.subject.changed("question-dropped", old.line.text)
    for new in after:
        if new.what not in come:
            yield new.subject.changed("question-added", after=new.line.text)


def _messages(state: State) -> Iterator[_Line[Message]]:
    for theme in state.themes:
        for index, line in enumerate(theme.messages):
            yield _Line(theme=theme, index=index, line=line)


def _questions(state: State) -> Iterator[_Line[Question]]:
    for theme in state.themes:
        for index, line in enumerate(theme.questions):
            yield _Line(theme=theme, index=index, line=line)


def _matched(
    pairs: Pairs, before: Sequence[_Line[_L]], after: Sequence[_Line[_L]]
) -> list[tuple[_Line[_L], _Line[_L]]]:
    """Pair lines with the same words, first of one theme; then those that are most alike."""
    themes = pairs.themes

    def placed(line: _Line[_L]) -> tuple[str, str]:
        return themes.get(line.theme.id, line.theme.id), _plain(line.line.text)

    def placed_now(line: _Line[_L]) -> tuple[str, str]:
        return line.theme.id, _plain(line.line.text)

    keyed_before = [(placed(line), line) for line in before]
    keyed_after = [(placed_now(line), line) for line in after]
    equal = same(keyed_before, keyed_after, lambda each: each[0], lambda each: each[0][1])
    found = [(old, new) for (_, old), (_, new) in equal]
    gone, come = {old.what for old, _ in found}, {new.what for _, new in found}
    lost = [line for line in before if line.what not in gone]
    new = [line for line in after if line.what not in come]
    return found + _alike(pairs, lost, new)


def _alike(
    pairs: Pairs, lost: Sequence[_Line[_L]], new: Sequence[_Line[_L]]
) -> list[tuple[_Line[_L], _Line[_L]]]:
    """Pair the lines that are most alike, the best pairs first."""
    if len(lost) * len(new) > _MOST:
        return []
    scored = sorted(
        (
            (_likeness(pairs, old, fresh), -n, -m)
            for n, old in enumerate(lost)
            for m, fresh in enumerate(new)
        ),
        reverse=True,
    )
    found, gone, come = [], set[int](), set[int]()
    for score, n, m in scored:
        if score > 0 and n not in gone and m not in come:
            gone.add(n)
            come.add(m)
            found.append((lost[-n], new[-m]))
    return found


def _likeness(pairs: Pairs, old: _Line[_L], new: _Line[_L]) -> float:
    """Return how much alike two lines are, or nought where that is too little."""
    theme = pairs.themes.get(old.theme.id, old.theme.id)
    ours, theirs = {*map(pairs.point, old.line.points)}, {*new.line.points}
    shared = len(ours & theirs) / len(ours | theirs) if ours or theirs else 0
    score = ratio(old.line.text, new.line.text) / 100 + shared
    return score if score >= (_ALIKE if theme == new.theme.id else _ALIKE_ELSEWHERE) else 0


def _plain(text: str) -> str:
    return " ".join(text.split())


def _reworded(kind: ChangeKind, old: _Line[_L], new: _Line[_L]) -> Iterator[Change]:
    if _plain(old.line.text) != _plain(new.line.text):
        yield new.subject.changed(kind, old.line.text, new.line.text)


def _moved(pairs: Pairs, kind: ChangeKind, old: _Line[_L], new: _Line[_L]) -> Iterator[Change]:
    """Tell where a line stands now, if that is another theme, or section."""
    theme = old.theme.id
    if pairs.themes.get(theme, theme) != new.theme.id or pairs.merged(theme):
        yield new.subject.changed(kind, old.theme.title, new.theme.title)
    elif (was := _section(old)) != (now := _section(new)):
        yield new.subject.changed(kind, was, now, part="section")


def _section(line: _Line[_L]) -> str:
    """Return the heading under which a message stands, or nothing."""
    titles = {section.id: section.title for section in line.theme.sections}
    return titles.get(getattr(line.line, "section", None) or "", "")


def _support(pairs: Pairs, old: _Line[Message], new: _Line[Message]) -> Iterator[Change]:
    because = reasons(pairs, old.line, new.line)
    was, now = old.line.support, new.line.support
    if old.line.basis != new.line.basis == _RETRACTED:
        yield new.subject.changed("support-lost", new.line.text, because=because)
    elif was != now:
        yield new.subject.changed("support-changed", was, now, because=because)
    elif because:
        yield new.subject.changed("message-rests", because=because)


def _dropped(pairs: Pairs, old: _Line[Message]) -> Change:
    """Tell of a message that is gone; by itself, where nothing is left of what it rested on."""
    gone = [point for point in old.line.points if point not in pairs.points]
    lost = len(gone) == len(old.line.points) > 0
    because = _gone(pairs, gone) if lost else ()
    kind: ChangeKind = "support-lost" if lost else "message-dropped"
    return old.subject.changed(kind, old.line.text, because=because)


def _gone(pairs: Pairs, points: Iterable[str]) -> tuple[Reason, ...]:
    return tuple(dict.fromkeys(reason(pairs, "gone", point) for point in points))
