"""Every regular expression of the program, and texts that make one take its time.

The expressions are found in the source: what is compiled, and what is given to ``re`` at once. The
texts are made from the expression itself: for each repetition in it, what leads there, then what
it repeats, many times, then something that makes the match fail.
"""

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from re import _constants as sre  # type: ignore[attr-defined]  # no other module takes one apart
from re import _parser as parser  # type: ignore[attr-defined]
from types import ModuleType
from typing import Any

import generator

_FUNCTIONS = {"compile", "findall", "finditer", "fullmatch", "match", "search", "split", "sub"}
_BREAKS = ("", "\0", "\n", "!", "a", " ", '"')
"""What makes a match fail at the end of many repetitions."""
_USUAL = (*"aA0 -.,:;(\"'“’<&\\[`*_#/@\n", *("A ", "Aa ", "a ", "a, ", "a-", "1. ", "A. ", "é"))
"""What is repeated where an expression itself gives no idea."""
_MOST = 14
"""Pieces from which the repetition of a repetition is made."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regular expression.

    Attributes:
        where: its module, and its name or the function that it stands in, numbered from the second
            expression there on.
        regex: itself, compiled.
        methods: by which it is applied.
    """

    where: str
    regex: re.Pattern[Any]
    methods: frozenset[str] = field(default_factory=frozenset)


def modules() -> Iterator[ModuleType]:
    """Yield all modules of the program."""
    for each in pkgutil.walk_packages(generator.__path__, "generator."):
        yield importlib.import_module(each.name)


def patterns(made: dict[str, str]) -> list[Pattern]:
    """Return all regular expressions.

    Args:
        made: where one is put together while the program runs, with an example of it.
    """
    trees = {module: ast.parse(_source(module)) for module in modules()}
    applied = {module: {*_applied([tree])} for module, tree in trees.items()}
    anywhere = {*_applied(trees.values())}
    found: list[Pattern] = []
    for module, tree in trees.items():
        for name, call in _calls(tree):
            where = f"{module.__name__}:{name}"
            regex = _compiled(module, call, made.get(where))
            if number := sum(each.where.partition("#")[0] == where for each in found):
                where = f"{where}#{number + 1}"
            seen = applied[module] if name.startswith("_") else anywhere
            methods = {attr for owner, attr in seen if owner == name} & _FUNCTIONS
            direct = call.func.attr  # type: ignore[attr-defined]
            if direct != "compile":
                methods = {direct}
            found.append(Pattern(where, regex, frozenset(methods or _FUNCTIONS - {"compile"})))
    return found


def _source(module: ModuleType) -> str:
    with open(str(module.__file__), encoding="utf-8") as file:  # noqa: PTH123
        return file.read()


def _applied(trees: Iterable[ast.AST]) -> Iterator[tuple[str, str]]:
    """Yield the name of a thing and the method that is called on it."""
    for tree in trees:
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute):
                owner = node.value
                if isinstance(owner, ast.Name | ast.Attribute):
                    yield getattr(owner, "id", getattr(owner, "attr", "")), node.attr


def _calls(tree: ast.Module) -> Iterator[tuple[str, ast.Call]]:
    """Yield each use of ``re`` with the name that it is given, or the function's around it."""
    for top in tree.body:
        targets = top.targets if isinstance(top, ast.Assign) else [getattr(top, "target", top)]
        name = getattr(targets[0], "id", getattr(top, "name", ""))
        for node in ast.walk(top):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and isinstance(node.func.value, ast.Name)
                and node.func.value.id == "re"
                and node.func.attr in _FUNCTIONS
            ):
                yield name, node


def _compiled(module: ModuleType, call: ast.Call, made: str | None) -> re.Pattern[Any]:
    """Return the expression of a call, from the names of its module or the given example."""
    flags = next((k.value for k in call.keywords if k.arg == "flags"), None)
    if flags is None and call.func.attr == "compile" and len(call.args) > 1:  # type: ignore[attr-defined]
        flags = call.args[1]
    named = vars(module)
    try:
        text = made if made is not None else _value(call.args[0], named)
    except NameError as error:
        raise ValueError(f"{module.__name__}:{call.lineno} needs an example: {error}") from error
    return re.compile(text, _value(flags, named) if flags else 0)


def _value(node: ast.expr, named: dict[str, Any]) -> Any:  # noqa: ANN401 - text, bytes or flags
    expression = ast.Expression(node)
    return eval(compile(ast.fix_missing_locations(expression), "", "eval"), dict(named))  # noqa: S307


def pumps(pattern: Pattern) -> Iterator[tuple[str, str, str]]:
    """Yield what begins a text, what is repeated in it, and what ends it."""
    source = pattern.regex.pattern
    text = source if isinstance(source, str) else source.decode("latin-1")
    flags = pattern.regex.flags & ~re.UNICODE if isinstance(source, bytes) else pattern.regex.flags
    tree = parser.parse(text, flags)
    repeats = dict.fromkeys(_repeats(list(tree), ""))
    for prefix, pump in repeats:
        yield from ((prefix, pump, end) for end in _BREAKS)
    pieces = list(dict.fromkeys(pump for _, pump in repeats))[:_MOST]
    whole = _sample(list(tree))
    for pump in dict.fromkeys([*_USUAL, *pieces, whole, f"{whole} ", whole[:-1], whole[1:]]):
        if pump:
            yield "", pump, ""
            yield "", pump, "\0"


def _repeats(nodes: list[Any], prefix: str) -> Iterator[tuple[str, str]]:
    """Yield for each unbounded repetition what leads to it, and what it repeats."""
    for number, (op, value) in enumerate(nodes):
        before = prefix + _sample(nodes[:number])
        if op in {sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT}:
            _, most, inner = value
            if most == sre.MAXREPEAT or most > 20:
                for pump in _samples(list(inner)):
                    yield before, pump
                    yield "", before + pump
            yield from _repeats(list(inner), before)
        else:
            for inner in _inner(op, value):
                yield from _repeats(inner, before)


def _inner(op: Any, value: Any) -> list[list[Any]]:  # noqa: ANN401
    """Return the sequences of nodes inside one node."""
    if op is sre.SUBPATTERN:
        return [list(value[3])]
    if op is sre.ATOMIC_GROUP:
        return [list(value)]
    if op is sre.BRANCH:
        return [list(each) for each in value[1]]
    if op in {sre.ASSERT, sre.ASSERT_NOT}:
        return [list(value[1])]
    return []


def _samples(nodes: list[Any]) -> Iterator[str]:
    """Yield texts that nodes match: one for each branch, and for each kind of character."""
    yield _sample(nodes)
    for number, (op, value) in enumerate(nodes):
        before, after = _sample(nodes[:number]), _sample(nodes[number + 1 :])
        inner = _inner(op, value) if op is not sre.ASSERT_NOT else []
        for each in inner[:8]:
            yield before + _sample(each) + after
        if op is sre.IN:
            yield from (before + sign + after for sign in _members(value)[:6])


def _sample(nodes: list[Any]) -> str:
    """Return a text that nodes match, as far as it can be told without trying."""
    return "".join(_one(op, value) for op, value in nodes)


def _one(op: Any, value: Any) -> str:  # noqa: ANN401
    if op is sre.LITERAL:
        return chr(int(value))
    if op is sre.IN:
        return _members(value)[0]
    if op in {sre.ANY, sre.NOT_LITERAL}:
        return "a"
    if op in {sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT}:
        least, most, inner = value
        return _sample(list(inner)) * int(max(least, min(most, 1)))
    if op in {sre.ASSERT, sre.ASSERT_NOT}:
        return ""
    inner = _inner(op, value)
    return str(_sample(inner[0])) if inner else ""


_CATEGORIES = {
    sre.CATEGORY_DIGIT: "1",
    sre.CATEGORY_SPACE: " \n",
    sre.CATEGORY_WORD: "aA1",
    sre.CATEGORY_NOT_DIGIT: "a",
    sre.CATEGORY_NOT_SPACE: "a",
    sre.CATEGORY_NOT_WORD: " .",
}


def _members(value: list[Any]) -> list[str]:
    """Return some characters that a set holds."""
    if value[0][0] is sre.NEGATE:
        regex_free = {chr(v) for o, v in value if o is sre.LITERAL}
        return [each for each in "aA1 .,-\"'<(" if each not in regex_free] or ["é"]
    found: list[str] = []
    for op, each in value:
        if op is sre.LITERAL:
            found.append(chr(each))
        elif op is sre.RANGE:
            found.append(chr(each[0]))
        elif op is sre.CATEGORY:
            found += _CATEGORIES[each]
    return found
