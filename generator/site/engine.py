"""The template engine, and all that templates may use besides their context.

Templates write well-formed XHTML. Everything contributed is escaped; only HTML that we made
ourselves (`markupsafe.Markup`) passes as it is.
"""

from collections.abc import Mapping, MutableMapping, Sequence
from importlib.resources import files
from keyword import iskeyword
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context, Macro
from jinja2.utils import missing
from markupsafe import Markup

from generator.base import labels
from generator.base.addresses import lead, url
from generator.base.icons import svg
from generator.base.language import spoken
from generator.base.language.rows import joints, row
from generator.site.bare import bare_values
from generator.site.compiled import kept
from generator.site.isolation import isolated, isolating, piece, unspoken
from generator.site.pages.views.page import written_senses
from generator.site.words import Translated


def template_folders(root: Path) -> tuple[Path, ...]:
    """Return where templates are looked for: the project's own first, then those we ship."""
    package = Path(str(files("generator")))
    shipped = (package / "_templates", package.parent / "templates")
    own = root / "templates"
    return tuple(dict.fromkeys(folder for folder in (own, *shipped) if folder.is_dir()))


class _Generator(CodeGenerator):
    """Compiles templates that leave all escaping to the engine's ``finalize``.

    Jinja2 itself makes a marked-up string of each value that it escapes, though few values hold
    anything to escape, and what is written is only joined. Should it no longer ask these two
    methods, it escapes what is HTML already: that is slower, and writes the same.
    """

    _bare: frozenset[int] = frozenset()
    """Values of the template that stand where no element may."""
    _shown: nodes.Node | None = None
    """What is called next, and written where it is called."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802 - the library's
        """Compile a template."""
        self._bare = frozenset(map(id, bare_values(node)))
        super().visit_Template(node, frame)

    def _output_child_pre(self, node: object, frame: object, finalize: Any) -> None:  # noqa: ANN401, ARG002 - the library's
        if isinstance(node, nodes.Call) and id(node) not in self._bare:
            self._shown = node
            self.write("(")
        else:
            self.write("environment.bare(" if id(node) in self._bare else finalize.src)

    def _output_child_post(self, node: object, frame: object, finalize: object) -> None:  # noqa: ARG002 - the library's
        self.write(")")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: FBT001, FBT002, N802 - the library's
        """Compile a call; no function that a template can call asks for what is around a loop."""
        if forward_caller:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.write("context.shown(" if node is self._shown else "context.call(")
        self.visit(node.node, frame)
        self.signature(node, frame)
        self.write(")")


class _Direct(_Generator):
    """Compiles the way to an attribute as Python's own.

    Jinja2's looks for an item of that name too, and has an undefined value for what is not there;
    it takes five times as long, and our own templates never need it.
    """

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - the library's
        """Compile the way to an attribute."""
        if isinstance(node.node, nodes.Const) or iskeyword(node.attr):
            super().visit_Getattr(node, frame)
            return
        self.visit(node.node, frame)
        self.write(f".{node.attr}")


class _Context(Context):
    """Calls a macro at once; Jinja2 itself first searches it for what it asks to be given."""

    def call(self, called: Any, /, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - the library's
        """Call what a template calls."""
        html = _html(called, args, kwargs)
        if html is None:
            return super().call(called, *args, **kwargs)
        return str.__new__(Markup, html)

    def shown(self, called: Any, /, *args: Any, **kwargs: Any) -> str:  # noqa: ANN401 - the library's
        """Call what a template calls, and return what is written of it: most is HTML already."""
        html = _html(called, args, kwargs)
        if html is None:
            return self.environment.finalize(super().call(called, *args, **kwargs))  # type: ignore[misc, no-any-return]
        return html


def _html(called: Any, args: Sequence[object], kwargs: Mapping[str, object]) -> str | None:  # noqa: ANN401 - the library's
    """Return what a macro writes that takes what it declares and no more; None for all else."""
    if type(called) is not Macro or called.caller or called.catch_kwargs or called.catch_varargs:
        return None
    if kwargs or len(args) != called._argument_count:  # noqa: SLF001
        left = called.arguments[len(args) :]
        if not left or not kwargs.keys() <= {*left}:
            return None
        args = [*args, *(kwargs.get(name, missing) for name in left)]
    return called._func(*args) if called._default_autoescape else None  # noqa: SLF001


class _Template(Template):
    """Writes a page as it is compiled; where an attribute is missing, as Jinja2 compiles it."""

    environment: "Engine"

    def render(self, *args: Any, **kwargs: Any) -> str:  # noqa: ANN401 - the library's
        """Return what the template makes of some names."""
        try:
            return super().render(*args, **kwargs)
        except AttributeError:
            if not self.environment.is_direct:
                raise
            self.environment.compile_by_jinja()
            return self.environment.get_template(str(self.name)).render(*args, **kwargs)


class Addresses(dict[str, str]):
    """Source addresses as the site's, seen from the page that is being written."""

    _uri = _up = _top = _own = _around = ""

    def stand_on(self, uri: str) -> None:
        """See all addresses from another page from now on."""
        self.clear()
        self._uri, self._own = uri, url(uri)
        self._up, self._top = "../" * self._own.count("/"), f"{self._own.partition('/')[0]}/"
        self._around = self._own[: self._own.rfind("/", 0, -1) + 1]

    def __missing__(self, target: str) -> str:
        """Look for an address that the page has not asked for yet."""
        self[target] = seen = self._seen(target)
        return seen

    def _seen(self, target: str) -> str:
        # Most lead to what is beside the page, or out of all of its folders.
        if target.count(".md") == 1 and "index.md" not in target and "?" not in target:
            there = target.replace(".md", "/")
            if not there.startswith(self._top):
                return f"{self._up}{there}"
            if there.startswith(self._around) and not there.startswith(self._own):
                return f"../{there.removeprefix(self._around)}"
        return lead(self._uri, target)


class Engine(Environment):
    """The engine for a project's templates.

    It changes nothing of what they mean. Thousands of pages are made of small macros, and what
    Jinja2 does for each value, call and import by default takes longer than all the rest: so it
    compiles, calls and imports in its own way, by the hooks that Jinja2 has for that.

    Besides what its context declares, a template, and each macro, has these names:

    - ``to``: source address → that of the site, as seen from the page,
    - ``hints``: whether pages tell contributors what they could add,
    - ``language``: that of the page;

    and these filters:

    - ``joints``: of names in a row, what stands behind each,
    - ``row``: names in a row,
    - ``shortened``: the first words of a text that is longer than so many characters,
    - ``piece``: a part of a longer text, which has its direction by the whole,
    - ``choices``: chosen senses, as the marking extension reads them,
    - ``svg``: the element of an icon.

    Attributes:
        addresses: what templates know as ``to``; it is told of each page before that is written.
    """

    code_generator_class: type[CodeGenerator] = _Direct
    context_class = _Context
    template_class = _Template

    def __init__(self, root: Path, *, hints: bool = False) -> None:
        """Look for templates in a project first, then among those we ship.

        Their words are those of the language that is spoken now.

        Args:
            root: the project's folder.
            hints: whether pages tell contributors what they could add.
        """
        super().__init__(
            loader=FileSystemLoader([folder / "pages" for folder in template_folders(root)]),
            autoescape=True,
            finalize=isolating(right_to_left=spoken().right_to_left),
            auto_reload=False,
            undefined=StrictUndefined,
            extensions=[Translated],
            trim_blocks=True,
            lstrip_blocks=True,
            bytecode_cache=kept("pages"),
        )
        self._loaded: dict[object, Template] = {}
        self.bare = unspoken(right_to_left=spoken().right_to_left)
        self.addresses = Addresses()
        self.globals |= {"to": self.addresses, "hints": hints, "language": spoken()}
        self.filters |= {
            "choices": written_senses,
            "joints": joints,
            "piece": piece,
            "row": row,
            "shortened": labels.shortened,
            "svg": svg,
        }

    def written(self, template: str, names: Mapping[str, object]) -> str:
        """Return what a template makes of its context.

        Raises:
            jinja2.TemplateError: it is broken.
        """
        return isolated(self.get_template(f"{template}.jinja").render(names))

    @property
    def is_direct(self) -> bool:
        """Tell whether templates look for attributes alone where they name one."""
        return self.code_generator_class is _Direct

    def compile_by_jinja(self) -> None:
        """Let templates look for attributes, items and what is not there, as Jinja2 does."""
        self.code_generator_class = _Generator
        self.bytecode_cache = kept("pages-by-jinja")
        self._loaded.clear()
        if self.cache is not None:
            self.cache.clear()

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 - the library's
    ) -> Template:
        """Return a template; each page asks for all that it imports, which is in memory."""
        if globals or name not in self._loaded:
            self._loaded[name] = super().get_template(name, parent, globals)
        return self._loaded[name]

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return the names that a template has; each import compares them, of a dict at once."""
        return {**self.globals, **(d or {})}
