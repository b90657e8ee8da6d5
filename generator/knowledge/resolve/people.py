"""Who speaks: people, bodies and groups, in one article and across all."""

from collections.abc import Iterable, Iterator

from generator.base.nearest import nearest
from generator.base.problems import Problem
from generator.knowledge.resolve.inventory import Inventory
from generator.schema import fields
from generator.schema.check import Entry


def check_people(articles: Iterable[Entry[fields.Article]]) -> Iterator[Problem]:
    """Yield a problem where one id has two names or two kinds; roles may differ.

    Of an article and a draft that differ, the draft is wrong.
    """
    first: dict[str, tuple[fields.Person, str]] = {}
    for entry in sorted(articles, key=lambda entry: entry.matter.draft):
        for index, person in enumerate(entry.matter.people):
            known, path = first.setdefault(person.id, (person, entry.source.path))
            if known.kind != person.kind:
                message = (
                    f"“{person.id}” is a {known.kind} in {path}, and here it is a {person.kind}."
                )
                hint = "Use one kind, or give the second an id of its own."
                at = entry.source.at("people", index)
                yield Problem(at, "speaker-two-kinds", message, hint)
            elif known.name != person.name:
                message = f"“{person.id}” is “{known.name}” in {path}, and “{person.name}” here."
                hint = "Use one name, or give the second person an id of their own."
                at = entry.source.at("people", index, "name")
                yield Problem(at, "person-two-names", message, hint)


def check_speakers(entry: Entry[fields.Article], inventory: Inventory) -> Iterator[Problem]:
    """Yield a problem for each speaker of an article who is not what its kind says."""
    for index, person in enumerate(entry.matter.people):
        yield from _check_inferred(entry, index, person)
        if person.kind == "group":
            yield from _check_group(entry, index, person, inventory)
        if person.kind == "body" and person.organisation:
            yield from _check_body(entry, index, person, inventory)


def _check_inferred(
    entry: Entry[fields.Article], index: int, person: fields.Person
) -> Iterator[Problem]:
    for number, key in enumerate(person.inferred):
        if not getattr(person, key):
            at = entry.source.at("people", index, "inferred", number)
            message = f"“{key}” is said to be inferred, but it is empty."
            hint = f"Add {key}: … with what you inferred, or remove “{key}” here."
            yield Problem(at, "missing-field", message, hint)


def _check_group(
    entry: Entry[fields.Article], index: int, group: fields.Person, inventory: Inventory
) -> Iterator[Problem]:
    """A group is one that nobody can name: it holds no post, and has nobody's name."""
    if group.role:
        message = f"The group “{group.name}” has a role, which only somebody named can have."
        hint = "Say in “name” who they are, and take the role out."
        at = entry.source.at("people", index, "role")
        yield Problem(at, "group-with-role", message, hint)
    name = group.name.casefold()
    drafted = inventory.speakers.named_in_drafts.get(name, "")
    if known := inventory.speakers.named.get(name, drafted):
        message = f"The group “{group.name}” has the name of “{known}”, who is no group."
        hint = f"Name “{known}” as the speaker, or say who else the source means."
        at = entry.source.at("people", index, "name")
        yield Problem(at, "group-names-person", message, hint, draft=bool(drafted))


def _check_body(
    entry: Entry[fields.Article], index: int, body: fields.Person, inventory: Inventory
) -> Iterator[Problem]:
    """A body is an organisation itself: it can only say which entry of the glossary it is."""
    names = inventory.terms.names
    if body.organisation.lower() not in names and not inventory.lacks("term", body.organisation):
        near = nearest(body.organisation.lower(), names)
        message = f"The body “{body.name}” is said to be the term “{body.organisation}”, "
        hint = (
            f"Did you mean “{names[near]}”?"
            if near
            else "Name its entry in the glossary, or take the key out: a body is an organisation."
        )
        at = entry.source.at("people", index, "organisation")
        yield Problem(at, "unknown-term", f"{message}which does not exist.", hint)
