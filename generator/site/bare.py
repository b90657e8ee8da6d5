"""Where in a template no element may stand: in attributes, and in elements that hold words alone.

Words in another language stand in an element that says so; there they must do without.
"""

import re
from collections.abc import Iterator

from jinja2 import nodes

_STEP = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z][\w:-]*|\Z)|(?P<close>/?>)|=?\"")
_WORDS_ALONE = frozenset({"style", "svg", "textarea", "title"})


def bare_values(template: nodes.Template) -> Iterator[nodes.Expr]:
    """Yield the values of a template that stand where no element may, in its order.

    Branches are read one after the other: each ends in the same state as it begins, or what the
    template writes would be no well-formed page.
    """
    yield from _values(template, _State())


def _values(node: nodes.Node, state: "_State") -> Iterator[nodes.Expr]:
    for child in node.iter_child_nodes():
        if isinstance(child, nodes.TemplateData):
            state.read(child.data)
        elif isinstance(node, nodes.Output) and isinstance(child, nodes.Expr):
            if state.bare:
                yield child
        else:
            # What a macro writes begins outside of all tags, wherever it is called.
            yield from _values(child, _State() if isinstance(child, nodes.Macro) else state)


class _State:
    """Reads what a template writes itself, in pieces."""

    def __init__(self) -> None:
        self._quoted = False
        self._tag = ""
        """The name of the element whose tag is open, ``?`` where a value is its name, or empty."""
        self._end = False
        """Whether that tag ends the element."""
        self._around: list[str] = []
        """The open elements that hold words alone."""

    @property
    def bare(self) -> bool:
        """Tell whether what comes next can be no element."""
        return self._quoted or bool(self._around)

    def read(self, text: str) -> None:
        """Read on."""
        for step in _STEP.finditer(text):
            if step[0].endswith('"'):
                # A macro may write attributes alone, for whoever calls it within a tag.
                self._quoted = step[0].startswith("=") and not self._quoted
            elif self._quoted:
                continue
            elif step["close"]:
                self._close(complete=step["close"] == "/>")
            elif not self._tag:
                self._tag, self._end = step["name"].lower() or "?", bool(step["end"])

    def _close(self, *, complete: bool) -> None:
        if self._tag in _WORDS_ALONE and not complete:
            if not self._end:
                self._around.append(self._tag)
            elif self._tag in self._around:
                self._around.remove(self._tag)
        self._tag = ""
