"""What templates ask of their context, told from their source without rendering them.

Types are followed from a page's context through attributes, loops, macros and includes, so that a
name which only a rare branch uses is checked like any other.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from jinja2 import Environment, meta, nodes

GIVEN = frozenset({"to", "page"})
"""Names that every template has besides its context."""

Type = Any
"""A type as annotations write it, or None where it is not known."""


def names(engine: Environment, template: str) -> set[str]:
    """Return the names of its context that a template uses, itself or by an include."""
    tree = _tree(engine, template)
    found = meta.find_undeclared_variables(tree)
    for other in meta.find_referenced_templates(tree):
        if other and not any(other == each.template.value for each in _imports(tree)):
            found |= names(engine, other) - _loop_names(tree)
    return found - GIVEN


def unknown_attributes(engine: Environment, template: str, context: type) -> list[str]:
    """Return each attribute that a template asks for and that its object does not have."""
    walk = _Walk(engine)
    walk.template(template, get_type_hints(context))
    return sorted(walk.found)


def field_names(context: type) -> set[str]:
    """Return the names that a context declares."""
    return {each.name for each in fields(context)}


@cache
def _tree(engine: Environment, template: str) -> nodes.Template:
    assert engine.loader is not None
    source, *_ = engine.loader.get_source(engine, template)
    return engine.parse(source, template)


def _imports(tree: nodes.Template) -> Iterator[Any]:
    return iter(tree.find_all(nodes.Import))


def _loop_names(tree: nodes.Template) -> set[str]:
    return {name.name for loop in tree.find_all(nodes.For) for name in _targets(loop.target)}


def _targets(target: nodes.Node) -> list[nodes.Name]:
    return [target] if isinstance(target, nodes.Name) else list(target.find_all(nodes.Name))


@dataclass
class _Walk:
    """Follows types through templates; ``found`` is what they ask for in vain."""

    engine: Environment
    found: set[str] = field(default_factory=set)
    seen: set[tuple[str, str]] = field(default_factory=set)
    name: str = ""

    def template(self, name: str, known: Mapping[str, Type]) -> None:
        tree, outer, self.name = _tree(self.engine, name), self.name, name
        macros = {macro.name: macro for macro in tree.find_all(nodes.Macro)}
        self.body(tree.body, {**known, **macros})
        self.name = outer

    def body(self, parts: Iterable[nodes.Node], known: dict[str, Type]) -> None:
        for part in parts:
            match part:
                case nodes.For():
                    inner = {**known, **_bound(part.target, _item(self.type(part.iter, known)))}
                    self.body(part.body, inner)
                    self.body(part.else_, known)
                case nodes.If():
                    self.type(part.test, known)
                    self.body([*part.body, *part.elif_, *part.else_], known)
                case nodes.Import(template=nodes.Const(value=str() as other)):
                    tree = _tree(self.engine, other)
                    known[part.target] = {m.name: m for m in tree.find_all(nodes.Macro)}
                case nodes.Include(template=nodes.Const(value=str() as other)):
                    self.template(other, known)
                case nodes.Output():
                    for expression in part.nodes:
                        self.type(expression, known)
                case nodes.Assign(target=nodes.Name(name=name)):
                    known[name] = self.type(part.node, known)

    def type(self, node: nodes.Node, known: Mapping[str, Type]) -> Type:
        match node:
            case nodes.Name():
                return known.get(node.name)
            case nodes.Getattr():
                return self.attribute(node, self.type(node.node, known))
            case nodes.Getitem():
                whole = self.type(node.node, known)
                self.type(node.arg, known)
                return whole if isinstance(node.arg, nodes.Slice) else _item(whole)
            case nodes.Call():
                return self.call(node, known)
            case nodes.Tuple() | nodes.List():
                return [self.type(item, known) for item in node.items]
        inner = [self.type(child, known) for child in node.iter_child_nodes()]
        return inner[0] if isinstance(node, nodes.Or) else None

    def attribute(self, node: nodes.Getattr, holder: Type) -> Type:
        if isinstance(holder, dict):
            return holder.get(node.attr)
        if get_origin(holder) is not None or not isinstance(holder, type):
            return _items_of(holder) if node.attr == "items" else None
        hints = get_type_hints(holder) if is_dataclass(holder) else {}
        if node.attr in hints:
            return _plain(hints[node.attr])
        own = getattr(holder, node.attr, None)
        if own is None:
            self.found.add(f"{self.name}:{node.lineno}: {holder.__name__} has no {node.attr}")
        return get_type_hints(own.fget).get("return") if isinstance(own, property) else None

    def call(self, node: nodes.Call, known: Mapping[str, Type]) -> Type:
        given = [self.type(argument, known) for argument in node.args]
        for keyword in node.kwargs:
            self.type(keyword.value, known)
        called = self.type(node.node, known)
        if isinstance(called, nodes.Macro):
            self.macro(called, given, known)
            return str
        return called if isinstance(called, list) else None

    def macro(self, macro: nodes.Macro, given: Sequence[Type], known: Mapping[str, Type]) -> None:
        key = (macro.name, repr(given))
        if key not in self.seen:
            self.seen.add(key)
            own = {arg.name: its for arg, its in zip(macro.args, given, strict=False)}
            tree = _tree(self.engine, "_parts.jinja")
            beside = {each.name: each for each in tree.find_all(nodes.Macro)}
            outer, self.name = self.name, "_parts.jinja"
            self.body(macro.body, {**known, **beside, **own})
            self.name = outer


def _plain(hint: Type) -> Type:
    """Return a type without None."""
    if get_origin(hint) in {Union, UnionType}:
        kinds = [each for each in get_args(hint) if each is not NoneType]
        return kinds[0] if len(kinds) == 1 else None
    return hint


def _item(whole: Type) -> Type:
    """Return the type of what a collection holds; of a list of types, that of the first."""
    if isinstance(whole, list):
        return whole[0] if whole else None
    arguments = get_args(whole)
    origin: object = get_origin(whole)
    return _plain(arguments[0]) if origin is tuple and arguments else None


def _items_of(mapping: Type) -> Type:
    arguments = get_args(mapping)
    return [list(arguments)] if len(arguments) == 2 else None


def _bound(target: nodes.Node, item: Type) -> dict[str, Type]:
    """Give the names of a loop their types."""
    if isinstance(target, nodes.Name):
        return {target.name: item}
    parts = item if isinstance(item, list) else get_args(item)
    found = _targets(target)
    return dict(zip((name.name for name in found), parts or [None] * len(found), strict=False))
