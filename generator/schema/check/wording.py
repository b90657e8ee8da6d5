"""What pydantic found wrong in front matter, in plain words and at its place in the file."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Literal, get_args, get_origin

from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from generator.base.names import is_id, slug
from generator.base.nearest import nearest
from generator.base.problems import Problem, short
from generator.schema.fields import Fields, declared, example
from generator.source.characters import is_blank
from generator.source.read import Source

Keys = tuple[str | int, ...]
"""The way to a value, such as ``("points", 3, "passage")``."""

_EXPECTED = {
    "string_type": "text",
    "tuple_type": "a list",
    "dict_type": "a group of keys",
    "model_type": "a group of keys",
    "int_type": "a whole number",
    "bool_type": "true or false",
}
"""What was expected, by pydantic's type of error."""
_TRUTH = {"yes": True, "on": True, "y": True, "no": False, "off": False, "n": False}
_UNKNOWN = "extra_forbidden"
_BETWEEN = re.compile(r"[,;] *|(?:^| )[–—−•] +")
_AND = re.compile(r"[ ,;–—−•]+(?:and )?")
"""What may stand between the items of a list that was written as text."""
_NUMBER = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,3})?")
_KEY = "[key]"
"""The end of pydantic's way to a key that is wrong itself."""
_HYPHENS = "Begin each item with a hyphen and a space."
_LONGEST_LIST = 200
"""Characters of a list that a hint writes anew."""


def problems(source: Source, errors: Iterable[ErrorDetails]) -> Iterator[Problem]:
    """Yield the problems that pydantic's errors are for the contributor."""
    found = [*errors]
    misspelt = {_meant(source, error["loc"]) for error in found if error["type"] == _UNKNOWN}
    for error in found:
        # A key under a misspelt name is not missing, and a list that lost its items to other
        # errors is not empty in the contributor's eyes.
        told = error["type"] == "missing" and error["loc"] in misspelt
        lost = (
            error["type"] == "too_short"
            and value_at(source, error["loc"])
            and not _is_blank(value_at(source, error["loc"]))
        )
        if not (told or lost):
            yield _problem(source, error)


def _is_blank(value: object) -> bool:
    return value in (None, ()) or (isinstance(value, str) and is_blank(value))


def _meant(source: Source, keys: Keys) -> Keys:
    """Return the way to the key that a misspelt one most likely means."""
    group = declared(source.kind, keys[:-1])
    return (*keys[:-1], nearest(str(keys[-1]), group.names)) if group else keys


def _problem(source: Source, error: ErrorDetails) -> Problem:
    kind, keys = error["type"], error["loc"]
    if kind in {"missing", _UNKNOWN}:
        return _missing(source, keys) if kind == "missing" else _unknown_key(source, keys)
    found, context = existing(source, keys), error.get("ctx", {})
    if kind == "string_too_short" or _is_blank(value_at(source, found)):
        return _empty(source, found)
    if "message" in context:
        at = source.at_key(*found) if keys[-1] == _KEY else source.at(*found)
        value = value_at(source, found)
        better = _BETTER[kind](source, found, value) if kind in _BETTER else ""
        return Problem(at, kind, context["message"], better or context["hint"])
    if kind == "literal_error":
        return _unknown_value(source, found, re.findall(r"'([^']+)'", context["expected"]))
    return _wrong_type(
        source, found, _EXPECTED.get(kind) or context.get("expected", "of another kind")
    )


def existing(source: Source, keys: Keys) -> Keys:
    """Return the way to a value as far as the file has it."""
    value: Any = source.meta
    for depth, key in enumerate(keys):
        known: Any = range(len(value)) if isinstance(value, tuple) else value
        if not isinstance(value, dict | tuple) or key not in known:
            return keys[:depth]
        value = value[key]  # type: ignore[index]
    return keys


def value_at(source: Source, keys: Keys) -> object:
    """Return the value at the end of a way that exists."""
    value: Any = source.meta
    for key in keys:
        value = value[key]
    return value


def _missing(source: Source, keys: Keys) -> Problem:
    group = declared(source.kind, keys[:-1])
    needs = f"{_a(_title(group))} needs it" if group else "it is needed"
    message = f"“{keys[-1]}” is missing: {needs}."
    return Problem(source.at(*keys[:-1]), "missing-field", message, _explained(source, keys))


def _empty(source: Source, keys: Keys) -> Problem:
    message = f"{_label(keys)} is empty."
    hint = _explained(source, keys) or "Fill it in, or remove it."
    return Problem(source.at(*keys), "empty-field", message, hint)


def _unknown_key(source: Source, keys: Keys) -> Problem:
    key, group = str(keys[-1]), declared(source.kind, keys[:-1])
    title = _a(_title(group)) if group else "this place"
    message = f"“{key}” is not a key that {title} can have."
    hint = _where_to(source, keys, group) if group else ""
    return Problem(source.at_key(*keys), "unknown-key", message, hint)


def _where_to(source: Source, keys: Keys, group: type[Fields]) -> str:
    """Say which key was meant, or where the key belongs."""
    key = str(keys[-1])
    if near := nearest(key, group.names):
        return f"Did you mean “{near}”?"
    below = [name for name, inner in group.groups.items() if key in inner.names]
    if len(below) == 1:
        return f"It belongs within “{below[0]}”."
    top = declared(source.kind, ())
    if top and top is not group and key in top.names:
        return f"It belongs further to the left, among the keys of the {_title(top)} itself."
    return f"The keys allowed here are {', '.join(group.names)}."


def _unknown_value(source: Source, keys: Keys, known: Iterable[str]) -> Problem:
    value, known = value_at(source, keys), tuple(known)
    if not isinstance(value, str):
        return _wrong_type(source, keys, f"one of {', '.join(known)}")
    near = nearest(value, known)
    message = f"{_label(keys)} cannot be “{short(value)}”; it must be one of {', '.join(known)}."
    hint = f"Did you mean “{near}”?" if near else ""
    return Problem(source.at(*keys), "unknown-value", message, hint)


def _wrong_type(source: Source, keys: Keys, expected: str) -> Problem:
    value = value_at(source, keys)
    message = f"{_label(keys)} must be {expected}, but {_found(value)} was found."
    hint = _retyped(source, keys, expected, value) or _for_example(source, keys)
    return Problem(source.at(*keys), "wrong-type", message, hint)


def _retyped(source: Source, keys: Keys, expected: str, value: object) -> str:
    """Say how to write a value as the type that is expected, where that is plain."""
    group = declared(source.kind, keys)
    if expected == "a list" and isinstance(value, dict):
        return _HYPHENS
    if _may_be_text(source, keys) and not isinstance(value, dict):
        group = None
    if group and isinstance(keys[-1], int):
        return f"Write it as {{{', '.join(f'{name}: …' for name in group.needed)}}}."
    if group and not isinstance(value, int | float):
        return _for_example(source, keys)
    if group and expected == "a group of keys" and len(group.needed) == 1:
        return f"Write {example(str(keys[-1]), {group.needed[0]: value})}"
    if "number" in expected and isinstance(value, str) and _NUMBER.fullmatch(value.strip()):
        return f"Write {keys[-1]}: {value.strip()}"
    return _rewritten(str(keys[-1]), expected, value)


def _may_be_text(source: Source, keys: Keys) -> bool:
    """Tell whether each item of a list may be text as well as a group of keys."""
    *way, name = keys if isinstance(keys[-1], str) else keys[:-1]
    parent, field = declared(source.kind, way), _field(source, (*way, name))
    in_list = field is not None and get_origin(field.annotation) is tuple
    return in_list and parent is not None and name in parent.prose


def _rewritten(name: str, expected: str, value: object) -> str:
    if expected == "a list" and isinstance(value, str):
        short = len(value) <= _LONGEST_LIST
        return f"Write {example(name, _items(value))}" if short else _HYPHENS
    if expected.startswith("one of") and isinstance(value, tuple) and len(value) == 1:
        return f"Write {example(name, value[0])}"
    if expected == "true or false" and str(value).lower() in _TRUTH:
        return f"Write {example(name, _TRUTH[str(value).lower()])}"
    if isinstance(value, int | float) and expected.startswith(("text", "an id")):
        return f'Put straight quotes around it: "{str(value).lower()}".'
    if isinstance(value, dict | tuple) and expected.startswith("text"):
        return "If the brackets are part of the text, put straight quotes around all of it."
    return ""


def _explained(source: Source, keys: Keys) -> str:
    """Say what a key holds, what there is to choose from, and give an example."""
    field = _field(source, keys)
    if not field:
        return ""
    choice = ", ".join(filter(None, map(str, get_args(field.annotation))))
    chosen = f" Choose one of {choice}." if get_origin(field.annotation) is Literal else ""
    return f"{field.description}{chosen} {_for_example(source, keys)}"


def _for_example(source: Source, keys: Keys) -> str:
    field = _field(source, keys)
    written = field and field.examples and example(str(keys[-1]), field.examples[0])
    return f"For example: {written}" if written else ""


def _field(source: Source, keys: Keys) -> FieldInfo | None:
    """Return the declaration of the key at the end of a way."""
    group, name = declared(source.kind, keys[:-1]), keys[-1]
    fields = group.model_fields.items() if group else ()
    return next((field for own, field in fields if name == (field.alias or own)), None)


def _items(value: str) -> list[str]:
    """Return the items of a list that was written as text."""
    parts = [part.strip() for part in _BETWEEN.split(value) if part.strip()]
    words = [word for word in _AND.split(value) if word]
    return words if all(map(is_id, words)) else parts


def _point_hint(source: Source, _: Keys, value: object) -> str:
    """Say how a point is named, also where only its own id was given."""
    article, mark, point = map(slug, str(value).partition("#"))
    if not mark and str(value) in _given(source, "points", "id"):
        article, point = source.id, article
    return f"Did you mean “{article}#{point}”?" if article and point else ""


def _id_hint(source: Source, keys: Keys, value: object) -> str:
    """Say which of the article's people is meant, or which two ids may be."""
    if keys[-1] == "speaker":
        people = _given(source, "people", "id")
        near = nearest(slug(str(value)), [*map(str, people)])
        listed = ", ".join(f"“{each}”" for each in people)
        named = f" Listed there: {listed}." if people else ""
        return f"Did you mean “{near}”?" if near else f"Name an id from “people:”.{named}"
    words = _items(str(value))
    if isinstance(keys[-1], int) and len(words) > 1:
        several = ", ".join(words)
        return f"Did you mean “{slug(str(value))}”, or several, with commas between: {several}?"
    return ""


def _given(source: Source, group: str, key: str) -> list[object]:
    items = source.meta.get(group)
    listed = items if isinstance(items, tuple) else ()
    return [each[key] for each in listed if isinstance(each, dict) and key in each]


_BETTER: Mapping[str, Callable[[Source, Keys, object], str]] = {
    "bad-id": _id_hint,
    "bad-reference": _point_hint,
}
"""Hints that need more of the file than the value itself, by the code of the problem."""


def _label(keys: Keys) -> str:
    *_, name = [key for key in keys if isinstance(key, str)]
    return f"“{name}”" if name == keys[-1] else f"Item {int(keys[-1]) + 1} of “{name}”"


def _found(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return f"the number {value}"
    kinds = ((str, "text"), (tuple, "a list"), (dict, "a group of keys"))
    return next((words for kind, words in kinds if isinstance(value, kind)), "nothing")


def _title(group: type[Fields]) -> str:
    return str(group.model_config.get("title", ""))


def _a(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"
