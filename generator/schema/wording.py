"""What pydantic found wrong in front matter, in plain words and at its place in the file."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from pydantic_core import ErrorDetails

from generator.fields import Fields, declared, example
from generator.names import nearest
from generator.problems import Problem
from generator.read import Source

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
_NOT_GIVEN = (None, "", ())
_KEY = "[key]"
"""The end of pydantic's way to a key that is wrong itself."""
_LONGEST = 60
"""Characters of a value that a message shows."""


def problems(source: Source, errors: Iterable[ErrorDetails]) -> Iterator[Problem]:
    """Yield the problems that pydantic's errors are for the contributor."""
    for error in errors:
        # A list that lost its items to other errors is not empty in the contributor's eyes.
        if error["type"] != "too_short" or value_at(source, error["loc"]) in _NOT_GIVEN:
            yield _problem(source, error)


def _problem(source: Source, error: ErrorDetails) -> Problem:
    kind, keys = error["type"], error["loc"]
    if kind in {"missing", "extra_forbidden"}:
        return _missing(source, keys) if kind == "missing" else _unknown_key(source, keys)
    found, context = existing(source, keys), error.get("ctx", {})
    if kind == "string_too_short" or value_at(source, found) in _NOT_GIVEN:
        return _empty(source, found)
    if "message" in context:
        at = source.at_key(*found) if keys[-1] == _KEY else source.at(*found)
        return Problem(at, kind, context["message"], context["hint"])
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
    return Problem(source.at(*keys[:-1]), "missing-field", message, _for_example(source, keys))


def _empty(source: Source, keys: Keys) -> Problem:
    message = f"{_label(keys)} is empty."
    return Problem(source.at(*keys), "empty-field", message, _for_example(source, keys))


def _unknown_key(source: Source, keys: Keys) -> Problem:
    key, group = str(keys[-1]), declared(source.kind, keys[:-1])
    title = _a(_title(group)) if group else "this place"
    message = f"“{key}” is no key of {title}."
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
    return f"The keys that may stand here are {', '.join(group.names)}."


def _unknown_value(source: Source, keys: Keys, known: Iterable[str]) -> Problem:
    value, known = value_at(source, keys), tuple(known)
    if not isinstance(value, str):
        return _wrong_type(source, keys, f"one of {', '.join(known)}")
    near = nearest(value, known)
    message = f"{_label(keys)} cannot be “{_short(value)}”; it is one of {', '.join(known)}."
    hint = f"Did you mean “{near}”?" if near else ""
    return Problem(source.at(*keys), "unknown-value", message, hint)


def _wrong_type(source: Source, keys: Keys, expected: str) -> Problem:
    value = value_at(source, keys)
    message = f"{_label(keys)} must be {expected}, but {_found(value)} was found."
    return Problem(source.at(*keys), "wrong-type", message, _retyped(source, keys, expected, value))


def _retyped(source: Source, keys: Keys, expected: str, value: object) -> str:
    """Say how to write a value as the type that is expected, where that is plain."""
    group = declared(source.kind, keys)
    if expected == "a list" and isinstance(value, dict):
        return "Begin each item with a hyphen and a space."
    if group and isinstance(keys[-1], int):
        return f"Write it as {{{', '.join(f'{name}: …' for name in group.needed)}}}."
    if group and not isinstance(value, int | float):
        return _for_example(source, keys)
    return _rewritten(str(keys[-1]), expected, value)


def _rewritten(name: str, expected: str, value: object) -> str:
    if expected == "a list" and isinstance(value, str):
        return f"Write {example(name, re.split(', +', value))}"
    if expected == "true or false" and str(value).lower() in _TRUTH:
        return f"Write {example(name, _TRUTH[str(value).lower()])}"
    if isinstance(value, int | float) and expected.startswith(("text", "an id", "one of")):
        return f'Put straight quotes round it: "{str(value).lower()}".'
    if isinstance(value, dict | tuple) and expected.startswith("text"):
        return "If its brackets belong to the text, put straight quotes round all of it."
    return ""


def _for_example(source: Source, keys: Keys) -> str:
    group, name = declared(source.kind, keys[:-1]), keys[-1]
    if group and isinstance(name, str):
        for field_name, field in group.model_fields.items():
            if name == (field.alias or field_name) and field.examples:
                return f"For example: {example(name, field.examples[0])}"
    return ""


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


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
