"""People across articles."""

from collections.abc import Iterable, Iterator

from generator.base.problems import Problem
from generator.schema import fields
from generator.schema.check import Entry


def check_people(articles: Iterable[Entry[fields.Article]]) -> Iterator[Problem]:
    """Yield a problem where one person's id has two names; roles may differ."""
    first: dict[str, tuple[str, str]] = {}
    for entry in articles:
        for index, person in enumerate(entry.matter.people):
            name, path = first.setdefault(person.id, (person.name, entry.source.path))
            if name != person.name:
                message = f"“{person.id}” is “{name}” in {path}, and “{person.name}” here."
                hint = "Use one name, or give the second person an id of their own."
                at = entry.source.at("people", index, "name")
                yield Problem(at, "person-two-names", message, hint)
