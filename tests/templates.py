"""What templates ask of their context, told from their source without rendering them.

Types are followed from a page's context through attributes, loops, macros and includes, so that a
name which only a rare branch uses is checked like any other.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from jinja2 import Environment, meta, nodes
from msgspec import Struct

GIVEN = frozenset({"hints", "language", "to"})
"""Names that every template and each macro has besides what it is given."""

Type = Any
"""A type as annotations write it, or None where it is not known."""


def names(engine: Environment, template: str) -> set[str]:
    """Return the names of its context that a template uses, itself or by an include.

    Macros see nothing of a page's context: a name that one lacks is named with its file.
    """
    tree = _tree(engine, template)
    found = meta.find_undeclared_variables(tree)
    macros = {each.template.value for each in _imports(tree)}
    for other in filter(None, meta.find_referenced_templates(tree)):
        its = names(engine, other)
        found |= (
            {_lacked(other, name) for name in its} if other in macros else its - _loop_names(tree)
        )
    return found - GIVEN


def _lacked(file: str, name: str) -> str:
    return name if ":" in name else f"{file}: {name}"


def unknown_attributes(engine: Environment, template: str, context: type) -> list[str]:
    """Return each attribute that a template asks for and that its object does not have."""
    walk = _Walk(engine)
    walk.template(template, get_type_hints(context))
    return sorted(walk.found)


def field_names(context: type[Struct]) -> set[str]:
    """Return the names that a context declares."""
    return set(context.__struct_fields__)


@cache
def _tree(engine: Environment, template: str) -> nodes.Template:
    assert engine.loader is not None
    source, *_ = engine.loader.get_source(engine, template)
    return engine.parse(source, template)


def _imports(tree: nodes.Template) -> Iterator[Any]:
    return iter(tree.find_all((nodes.Import, nodes.FromImport)))


def _loop_names(tree: nodes.Template) -> set[str]:
    return {name.name for loop in tree.find_all(nodes.For) for name in _targets(loop.target)}


def _targets(target: nodes.Node) -> list[nodes.Name]:
    return [target] if isinstance(target, nodes.Name) else list(target.find_all(nodes.Name))


@dataclass(frozen=True)
class _Macro:
    """A macro, its file, and what it sees there."""

    node: nodes.Macro
    file: str
    beside: Mapping[str, Type]


class _Module(dict[str, Type]):
    """What a file of macros has to offer."""


@dataclass
class _Walk:
    """Follows types through templates; ``found`` is what they ask for in vain."""

    engine: Environment
    found: set[str] = field(default_factory=set)
    seen: set[tuple[str, str, str]] = field(default_factory=set)
    modules: dict[str, _Module] = field(default_factory=dict)
    name: str = ""

    def template(self, name: str, known: Mapping[str, Type]) -> dict[str, Type]:
        """Follow a template, and return what it has defined in the end besides what it knew."""
        tree, outer, self.name = _tree(self.engine, name), self.name, name
        all_ = {**known}
        self.body(tree.body, all_)
        self.name = outer
        return all_

    def module(self, name: str) -> _Module:
        if name not in self.modules:
            self.modules[name] = _Module(self.template(name, {}))
        return self.modules[name]

    def body(self, parts: Iterable[nodes.Node], known: dict[str, Type]) -> None:
        for part in parts:
            self.statement(part, known)

    def statement(self, part: nodes.Node, known: dict[str, Type]) -> None:
        match part:
            case nodes.For():
                inner = {**known, **_bound(part.target, _item(self.type(part.iter, known)))}
                if part.test:
                    self.type(part.test, inner)
                self.body(part.body, inner)
                self.body(part.else_, known)
            case nodes.If():
                self.type(part.test, known)
                self.body([*part.body, *part.elif_, *part.else_], known)
            case nodes.Include(template=nodes.Const(value=str() as other)):
                self.template(other, known)
            case nodes.Output():
                for expression in part.nodes:
                    self.type(expression, known)
            case nodes.CallBlock():
                self.type(part.call, known)
                self.body(part.body, known)
            case _:
                known |= dict(self.defined(part, known))

    def defined(self, part: nodes.Node, known: dict[str, Type]) -> Iterator[tuple[str, Type]]:
        """Yield the names that a statement defines."""
        match part:
            case nodes.Macro():
                yield part.name, _Macro(part, self.name, known)
            case nodes.Import(template=nodes.Const(value=str() as other)):
                yield part.target, self.module(other)
            case nodes.FromImport(template=nodes.Const(value=str() as other)):
                yield from (
                    (str(name), self.offered(part, other, str(name))) for name in part.names
                )
            case nodes.Assign(target=nodes.Name(name=name)):
                yield name, self.type(part.node, known)
            case nodes.Assign(target=nodes.NSRef(), node=node):
                self.type(node, known)
            case nodes.AssignBlock(target=nodes.Name(name=name)):
                self.body(part.body, known)
                yield name, str
            case _:
                raise NotImplementedError(f"{self.name}:{part.lineno}: {type(part).__name__}")

    def offered(self, node: nodes.Node, module: str, name: str) -> Type:
        """Return what a file of macros has by a name."""
        offers = self.module(module)
        if name not in offers:
            self.found.add(f"{self.name}:{node.lineno}: {module} has no {name}")
        return offers.get(name)

    def type(self, node: nodes.Node, known: Mapping[str, Type]) -> Type:
        match node:
            case nodes.Name():
                return known.get(node.name)
            case nodes.Getattr():
                return self.attribute(node, self.type(node.node, known))
            case nodes.Call():
                return self.call(node, known)
        return self.made(node, [self.type(child, known) for child in node.iter_child_nodes()])

    def made(self, node: nodes.Node, inner: list[Type]) -> Type:
        """Return the type of what is made of expressions of these types."""
        match node:
            case nodes.Or():
                return inner[0]
            case nodes.Tuple() | nodes.List():
                return inner
            case nodes.Getitem():
                return inner[0] if isinstance(node.arg, nodes.Slice) else _item(inner[0])
            case nodes.Filter(name="groupby", args=[nodes.Const(value=str() as path)]):
                self.path(node, _item(inner[0]), path)
                return [[str, inner[0]]]
        return None

    def path(self, node: nodes.Node, holder: Type, path: str) -> None:
        """Follow an attribute that a filter names with dots."""
        for attribute in path.split("."):
            step = nodes.Getattr(nodes.Const(None), attribute, "load", lineno=node.lineno)
            holder = self.attribute(step, holder)

    def attribute(self, node: nodes.Getattr, holder: Type) -> Type:
        if isinstance(holder, _Module):
            if node.attr not in holder:
                self.found.add(f"{self.name}:{node.lineno}: the import has no {node.attr}")
            return holder.get(node.attr)
        if get_origin(holder) is not None or not isinstance(holder, type):
            return _items_of(holder) if node.attr == "items" else None
        hints = get_type_hints(holder) if issubclass(holder, Struct) else {}
        if node.attr in hints:
            return _plain(hints[node.attr])
        own = getattr(holder, node.attr, None)
        if own is None:
            self.found.add(f"{self.name}:{node.lineno}: {holder.__name__} has no {node.attr}")
        return get_type_hints(own.fget).get("return") if isinstance(own, property) else None

    def call(self, node: nodes.Call, known: Mapping[str, Type]) -> Type:
        given = [self.type(argument, known) for argument in node.args]
        named = {each.key: self.type(each.value, known) for each in node.kwargs}
        called = self.type(node.node, known)
        if isinstance(called, _Macro):
            self.macro(called, given, named)
            return str
        return called if isinstance(called, list) else None

    def macro(self, macro: _Macro, given: Sequence[Type], named: Mapping[str, Type]) -> None:
        key = (macro.file, macro.node.name, repr((given, sorted(named.items()))))
        if key not in self.seen:
            self.seen.add(key)
            own = {arg.name: its for arg, its in zip(macro.node.args, given, strict=False)}
            unknown = {arg.name: None for arg in macro.node.args}
            outer, self.name = self.name, macro.file
            self.body(macro.node.body, {**macro.beside, **unknown, **own, **named})
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
