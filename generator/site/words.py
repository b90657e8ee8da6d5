"""Words in templates, translated when a template is compiled: rendering then costs nothing more.

``{% trans %}`` is Jinja2's own tag, and its own reader reads it. What stands in it is looked up in
the catalogue at once, and only its variables and the choice of a plural are left for rendering.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from jinja2 import nodes
from jinja2.environment import Environment
from jinja2.ext import InternationalizationExtension
from jinja2.parser import Parser
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from generator.base.language import NP_, Language, spoken
from generator.base.language.bidi import END, RIGHT
from generator.site.isolation import isolating

_REMEMBERED = 4096
"""Messages that are kept as they are said: a page asks for the same again and again."""
_HOLE = re.compile(r"%\((\w+)\)s")


class Translated(InternationalizationExtension):
    """Writes what is in ``{% trans %}`` in a language; ``_()`` asks for it when it is rendered."""

    def __init__(self, environment: Environment) -> None:
        """Translate into the language that is spoken now."""
        super().__init__(environment)
        self._language: Language = spoken()
        environment.policies["ext.i18n.trimmed"] = True
        environment.globals |= {"_": _said, "pgettext": _said_in}
        environment.extend(words=self._language.words)
        environment.filters["plural_form"] = self._language.plural

    def parse(self, parser: Parser) -> nodes.Node | list[nodes.Node]:
        """Read what stands in the tag.

        Where its first variable is a call, the library sets a name to it. One that is set in a
        branch alone is looked for among all that a page has, so the call stands in its place.
        """
        made = super().parse(parser)
        if not isinstance(made, list):
            return made
        set_, written = made
        return _Instead(set_.node).visit(written)  # type: ignore[attr-defined, no-any-return]

    def _make_node(  # type: ignore[override] # noqa: PLR0913, PLR0917 - the library's
        self,
        singular: str,
        plural: str | None,
        context: str | None,
        variables: dict[str, nodes.Expr],
        plural_expr: nodes.Expr | None,
        vars_referenced: bool,  # noqa: ARG002, FBT001
        num_called_num: bool,  # noqa: ARG002, FBT001
    ) -> nodes.Node:
        key = NP_(context, singular) if context else singular
        if plural is None or plural_expr is None:
            return nodes.Output(self._parts(key, self._language.singular(key), variables))
        *others, last = self._language.each_form(key, plural)
        chosen = nodes.Filter(plural_expr, "plural_form", [], [], None, None)
        written: list[nodes.Node] = [nodes.Output(self._parts(key, last, variables))]
        for index, form in reversed(list(enumerate(others))):
            test = nodes.Compare(chosen, [nodes.Operand("eq", nodes.Const(index))])
            shown = nodes.Output(self._parts(key, form, variables))
            written = [nodes.If(test, [shown], [], written)]
        return written[0]

    def _parts(
        self, key: str, message: str, variables: Mapping[str, nodes.Expr]
    ) -> list[nodes.Expr]:
        before, behind = _around(key, self._language)
        return list(_each_part(f"{before}{message}{behind}", variables))


class _Instead(NodeTransformer):
    """Puts an expression where the name stands that was set to it."""

    def __init__(self, expression: nodes.Expr) -> None:
        self._expression = expression

    def visit_Name(self, node: nodes.Name) -> nodes.Expr:  # noqa: N802 - the library's
        return self._expression if node.name == "_trans" else node


def _said(message: str, /, **values: object) -> Markup:
    """Return a message as HTML: catalogues are trusted as templates are, values are escaped."""
    language = spoken()
    said = _form(message, language)
    if not values:
        return _alone(said)
    written = isolating(right_to_left=language.right_to_left)
    return said % {name: Markup(written(value)) for name, value in values.items()}  # noqa: S704 - it is escaped


@lru_cache(maxsize=_REMEMBERED)
def _form(message: str, language: Language) -> Markup:
    before, behind = _around(message, language)
    return Markup(f"{before}{language.singular(message)}{behind}")  # noqa: S704 - as said


@lru_cache(maxsize=_REMEMBERED)
def _alone(said: Markup) -> Markup:
    return said % {}


def _said_in(context: str, message: str, /, **values: object) -> Markup:
    """Return a message that has another meaning elsewhere."""
    return _said(NP_(context, message), **values)


def _around(key: str, language: Language) -> tuple[str, str]:
    """Return what sets a message apart that is in English still, on a page read the other way."""
    apart = language.right_to_left and key not in language.words
    return (RIGHT, END) if apart else ("", "")


def _each_part(message: str, variables: Mapping[str, nodes.Expr]) -> Iterator[nodes.Expr]:
    """Yield what a message consists of: words as they are, and its variables."""
    at = 0
    for hole in _HOLE.finditer(message):
        if before := message[at : hole.start()]:
            yield nodes.TemplateData(before.replace("%%", "%"))
        yield variables[hole[1]]
        at = hole.end()
    if rest := message[at:]:
        yield nodes.TemplateData(rest.replace("%%", "%"))
