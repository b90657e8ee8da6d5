"""What is said in two places says the same: codes, templates, commands, fields and documents.

Run with OVERWRITE_GOLDEN=1 in the environment to write the documents' tables anew.
"""

import ast
import importlib
import inspect
import os
import pkgutil
import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from textwrap import dedent

import click
import pytest
from msgspec import Struct

import generator.site.pages
from generator.base import limits
from generator.base.bounds import MARKUP_LEVELS, MESSAGE_WORDS, PAGE_BYTES, Bounds
from generator.base.model import Settings
from generator.base.names import LONGEST_ID
from generator.base.problems import catalogue
from generator.build import build
from generator.cli.commands import main
from generator.publish import offline
from generator.schema.fields import PARTS, fields
from generator.site.engine import Engine
from generator.text import convert
from tests.cases import GOLDEN
from tests.projects import TINY, compiled
from tests.templates import field_names, names, unknown_attributes

DOCUMENTS = sorted(path.name for path in Path(__file__).parents[1].glob("*.md"))
_JAVASCRIPT = "text/javascript"
"""A type of file, which looks like a module of the wing ``text``."""
_TOLD = re.compile(r"^\S.*?:\d+:\d+ ([a-z][a-z0-9-]*) ", re.MULTILINE)
"""A problem as cases write it."""
_CODE = re.compile(r"[a-z]+(?:-[a-z0-9]+)+")
_MAKERS = re.compile(r"Problem|Finding|Slip|PydanticCustomError|refusal|_report|_refused?(_at)?")
"""What makes a problem: a hyphenated word handed to it is a code."""


def _sources(top: Path) -> Iterator[ast.AST]:
    for path in sorted((top / "generator").rglob("*.py")):
        yield from ast.walk(ast.parse(path.read_text("utf-8")))


def _in_cases() -> set[str]:
    texts = (path.read_text("utf-8", "replace") for path in GOLDEN.rglob("*.txt"))
    return {code for text in texts for code in _TOLD.findall(text)}


def _handed(top: Path) -> set[str]:
    """Return the codes that the source hands to what makes problems."""
    found = set()
    for node in _sources(top):
        if isinstance(node, ast.Call) and _MAKERS.fullmatch(
            ast.unparse(node.func).rpartition(".")[2]
        ):
            values = [*node.args, *(keyword.value for keyword in node.keywords)]
            found |= {
                value.value
                for value in values
                if isinstance(value, ast.Constant) and isinstance(value.value, str)
            }
    return {word for word in found if _CODE.fullmatch(word)}


def test_catalogue_explains_every_code() -> None:
    """Each code has all its texts: whole sentences, and examples that differ."""
    assert list(catalogue()) == sorted(catalogue())
    for code, told in catalogue().items():
        assert told.severity in {"error", "warning"}, code
        assert told.summary.endswith("."), code
        assert told.why.endswith("."), code
        assert told.wrong.strip(), code
        assert told.right.strip(), code
        assert told.wrong != told.right, code


def test_every_code_in_use_is_in_the_catalogue(top: Path) -> None:
    """No problem has a code that nothing explains."""
    assert sorted((_handed(top) | _in_cases()) - set(catalogue())) == []


def test_every_code_in_the_catalogue_is_in_use(top: Path) -> None:
    """No explanation has outlived its code."""
    words, patterns = set(), []
    for node in _sources(top):
        if isinstance(node, ast.Constant):
            words.add(node.value)
        elif isinstance(node, ast.JoinedStr):
            parts = [
                re.escape(str(part.value)) if isinstance(part, ast.Constant) else "[a-z]+"
                for part in node.values
            ]
            patterns.append(re.compile("".join(parts)))
    unused = [
        code
        for code in catalogue()
        if code not in words and not any(pattern.fullmatch(code) for pattern in patterns)
    ]
    assert unused == []


def test_every_code_has_a_case() -> None:
    """Each code occurs in the expected problems of at least one case."""
    # Cases would weigh 300 kB, hold thousands of mistakes or need a source beside them; tests of
    # their own make them.
    made = {
        *("broken-catalogue", "hints-left-out", "more-problems", "navigation-without-page"),
        *("page-too-large", "stray-translation", "too-many-bearings", "too-many-files"),
        *(
            "too-many-names",
            "too-many-mentions",
            "too-many-relations",
            "too-many-themes",
            "too-many-values",
        ),
        *("unknown-language", "unusable-setting", "words-of-source"),
    }
    assert set(catalogue()) - _in_cases() == made


def _contexts() -> dict[str, type[Struct]]:
    """Return template → its declared context."""
    found = {}
    for module in pkgutil.walk_packages(generator.site.pages.__path__, "generator.site.pages."):
        for value in vars(importlib.import_module(module.name)).values():
            told = re.match(r"Context of ``(\w+)``", getattr(value, "__doc__", None) or "")
            if told and isinstance(value, type) and issubclass(value, Struct):
                found[told[1]] = value
    return found


CONTEXTS = _contexts()


def test_every_template_has_a_context(top: Path) -> None:
    """Each template of a page declares what it is given, and each declaration has its template."""
    templates = {path.stem for path in (top / "templates" / "pages").glob("[!_]*.jinja")}
    assert templates == set(CONTEXTS)


def test_pages_give_the_declared_context() -> None:
    """What the stages hand to a template is of the type that it declares."""
    given = {page.template: type(page.context) for page in compiled(TINY).pages}
    assert given == {template: CONTEXTS[template] for template in given}


@pytest.mark.parametrize("template", sorted(CONTEXTS))
def test_template_uses_what_it_is_given(top: Path, template: str) -> None:
    """A template uses each name of its context, no other, and only attributes that there are."""
    engine, context = Engine(top), CONTEXTS[template]
    assert names(engine, f"{template}.jinja") == field_names(context)
    assert unknown_attributes(engine, f"{template}.jinja", context) == []


def test_an_unknown_attribute_is_found(tmp_path: Path) -> None:
    """The check of attributes can fail: in loops and conditions, in macros, filters and calls."""
    engine = _engine_with(
        tmp_path,
        '{% from "macros/points.jinja" import voice, vice %}\n'
        '{% from "macros/lists.jinja" import empty %}\n'
        '{% import "macros/words.jinja" as words %}\n'
        "{% for message in messages if message.lost %}\n"
        "{% if false %}{{ message.points[0].wrong }}{% endif %}\n"
        "{{ voice(message) }}{{ words.sorts }}\n"
        '{% for uri, same in message.points | groupby("article.where") %}\n'
        '{{ same[0].off }}{% endfor %}{% call empty("None.") %}{{ message.hint }}{% endcall %}\n'
        "{% endfor %}",
    )
    found = unknown_attributes(engine, "theme.jinja", CONTEXTS["theme"])
    within = re.compile(
        r"macros/points\.jinja:\d+: MessageView has no (speaker|authors|reporter|interests)"
    )
    assert [each for each in found if not within.fullmatch(each)] == [
        "theme.jinja:1: macros/points.jinja has no vice",
        "theme.jinja:4: MessageView has no lost",
        "theme.jinja:5: PointView has no wrong",
        "theme.jinja:6: the import has no sorts",
        "theme.jinja:7: To has no where",
        "theme.jinja:8: MessageView has no hint",
        "theme.jinja:8: PointView has no off",
    ]
    assert any(within.fullmatch(each) for each in found)


def test_a_name_that_a_macro_does_not_see_is_found(tmp_path: Path) -> None:
    """A macro knows nothing of a page's context, even where the page has a name like that."""
    engine = _engine_with(tmp_path, '{% from "macros/own.jinja" import own %}{{ own() }}{{ tag }}')
    macro = "{% macro own() %}{{ tag.title }}{{ to[page] }}{% if hints %}!{% endif %}{% endmacro %}"
    (tmp_path / "templates" / "pages" / "macros").mkdir()
    (tmp_path / "templates" / "pages" / "macros" / "own.jinja").write_text(macro)
    found = names(engine, "theme.jinja")
    assert found == {"tag", "macros/own.jinja: tag", "macros/own.jinja: page"}


def _engine_with(project: Path, theme: str) -> Engine:
    """Return the engine of a project with its own template for themes."""
    folder = project / "templates" / "pages"
    folder.mkdir(parents=True)
    (folder / "theme.jinja").write_text(theme)
    return Engine(project)


def test_no_line_of_a_template_is_long(top: Path) -> None:
    """Whoever reads a template sees each line whole."""
    paths = [path for path in (top / "templates").rglob("*") if path.suffix in {".html", ".jinja"}]
    long = [
        f"{path.relative_to(top)}:{number}"
        for path in sorted(paths)
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1)
        if len(line) > 160
    ]
    assert paths
    assert long == []


def _between(path: Path, name: str, generated: str) -> tuple[str, str]:
    """Return what stands between a document's marks, and what should; write it where asked to."""
    text = path.read_text("utf-8")
    start, end = f"<!-- {name} -->\n", f"<!-- end of {name} -->\n"
    before, _, rest = text.partition(start)
    found, _, after = rest.partition(end)
    if os.environ.get("OVERWRITE_GOLDEN"):
        path.write_text(f"{before}{start}{generated}{end}{after}", encoding="utf-8")
        return generated, generated
    return found, generated


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    columns = list(head)
    lines = [columns, ["---"] * len(columns), *rows]
    return "".join(f"| {' | '.join(_cell(cell) for cell in line)} |\n" for line in lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _all_commands() -> Iterator[tuple[str, click.Command]]:
    context = click.Context(main)
    for name in main.list_commands(context):
        command = main.get_command(context, name)
        assert command
        yield name, command


def _commands() -> Iterator[tuple[str, str]]:
    for name, command in _all_commands():
        context = click.Context(command, info_name=name)
        arguments = [
            a.make_metavar(context) for a in command.params if isinstance(a, click.Argument)
        ]
        sentence = (command.help or "").split(".")[0]
        yield f"`{' '.join(['briefing', name, *arguments])}`", " ".join(sentence.split())


def test_readme_lists_the_commands(top: Path) -> None:
    """The table of commands has each command with its arguments and what its help says first."""
    table = _table(["command", "what it does"], _commands())
    found, expected = _between(top / "README.md", "commands", table)
    assert found == expected


def test_contributing_lists_the_targets(top: Path) -> None:
    """The table of make's targets has each that ``make help`` lists, with what it says there."""
    told = re.findall(r"^([a-z]+):.*?## (.+)$", (top / "Makefile").read_text("utf-8"), re.MULTILINE)
    rows = ((f"`make {target}`", text) for target, text in told)
    table = _table(["target", "what it does"], rows)
    found, expected = _between(top / "CONTRIBUTING.md", "targets", table)
    assert found == expected


def test_examples_are_of_no_subject(top: Path) -> None:
    """What every project is shown as an example names none of the acronyms of this site."""
    shown = [row.example for part in PARTS for row in fields(part)]
    shown += [text for each in catalogue().values() for text in (each.why, each.wrong, each.right)]
    helped = [command.get_help(click.Context(command)) for _, command in _all_commands()]
    entries = [path.stem.upper() for path in (top / "content/glossary").glob("*.md")]
    words = set(re.findall(r"[A-Z]{2,}", " ".join([*shown, *helped])))
    assert len(entries) > 50
    assert words & set(entries) == set()


@pytest.mark.parametrize("part", PARTS)
def test_contributing_lists_the_fields(top: Path, part: str) -> None:
    """The table of each kind of file and group of keys is what the program asks for."""
    rows = (
        (
            f"`{row.name}`",
            "yes" if row.required else "",
            row.type,
            row.description,
            f"`{row.example}`",
        )
        for row in fields(part)
    )
    table = _table(["key", "required", "holds", "meaning", "example"], rows)
    found, expected = _between(top / "CONTRIBUTING.md", f"fields of {part}", table)
    assert found == expected


def test_security_lists_the_bounds(top: Path) -> None:
    """The table of bounds has each with its value and what it bounds."""
    told = re.findall(
        r"    (\w+): \w+ = ([\d_.]+)\n    \"\"\"(.+)\"\"\"", inspect.getsource(Bounds)
    )
    assert [name for name, *_ in told] == [*Bounds.__struct_fields__]
    rows = ((f"`{name}`", f"{getattr(Bounds(), name):,}", text) for name, _, text in told)
    found, expected = _between(
        top / "SECURITY.md", "bounds", _table(["bound", "limit", "of what"], rows)
    )
    assert found == expected


@pytest.mark.parametrize(
    ("document", "stated"),
    [
        ("CONTRIBUTING.md", f"hyphens, at most {LONGEST_ID}."),
        ("CONTRIBUTING.md", f"one sentence of {MESSAGE_WORDS} words at most"),
        ("ARCHITECTURE.md", f"No page passes {PAGE_BYTES // 1000} kB"),
        ("SECURITY.md", f"A body of more than {convert.ORDINARY:,} characters"),
        ("PUBLISHING.md", f"a site of up to {offline.LIMIT} pages"),
    ],
)
def test_documents_state_the_numbers_of_the_program(top: Path, document: str, stated: str) -> None:
    """A number in a sentence is the one that the program goes by."""
    assert stated in " ".join((top / document).read_text("utf-8").split())


def test_explanations_state_the_numbers_of_the_program() -> None:
    """No name of a number is left, and what is stated is what the program goes by."""
    assert [code for code, told in catalogue().items() if "$" in str(told)] == []
    assert f"more than {MESSAGE_WORDS} words" in catalogue()["long-message"].summary
    assert f"{PAGE_BYTES // 1000} kB" in catalogue()["page-too-large"].summary
    assert f"{MARKUP_LEVELS} levels" in catalogue()["markup-too-deep"].summary


def test_architecture_lists_the_limits(top: Path) -> None:
    """The table of limits has each with its value and what it limits."""
    told = re.findall(r'^(\w+) = ([\d_]+)\n"""(.+)"""$', inspect.getsource(limits), re.MULTILINE)
    assert [name for name, *_ in told] == [name for name in vars(limits) if name.isupper()]
    rows = ((f"`{name}`", f"{getattr(limits, name):,}", text) for name, _, text in told)
    found, expected = _between(
        top / "ARCHITECTURE.md", "limits", _table(["limit", "most", "of what"], rows)
    )
    assert found == expected


def test_contributing_lists_the_codes(top: Path) -> None:
    """The table of problems has every code with its severity and its first sentence."""
    rows = ((f"`{told.code}`", told.severity, told.summary) for told in catalogue().values())
    table = _table(["code", "severity", "what is wrong"], rows)
    found, expected = _between(top / "CONTRIBUTING.md", "codes", table)
    assert found == expected


def test_architecture_names_every_module(top: Path) -> None:
    """The tables of wings and modules have a line for each layer, in the order of the layers."""
    project = tomllib.loads((top / "pyproject.toml").read_text("utf-8"))
    contracts = {each["id"]: each for each in project["tool"]["importlinter"]["contracts"]}
    text = (top / "ARCHITECTURE.md").read_text("utf-8")
    told = dict.fromkeys(("wings", *re.findall(r"^### `(\w+)`$", text, re.MULTILINE)))
    sections = re.split(r"^###? ", text.partition("## The pipeline")[2], flags=re.MULTILINE)
    for wing, section in zip(told, sections, strict=False):
        layers = [name for layer in contracts[wing]["layers"] for name in layer.split(" | ")]
        assert re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE) == layers, wing
    assert told.keys() | {"cli"} == contracts.keys()


def test_stages_have_the_numbers_of_the_table(top: Path) -> None:
    """A module that calls itself a stage has its number in ARCHITECTURE.md."""
    text = (top / "ARCHITECTURE.md").read_text("utf-8")
    numbers = dict(re.findall(r"^\| `([a-z]+)` \| (\d+) \|", text, re.MULTILINE))
    told = {
        path.parent.name if path.name == "__init__.py" else path.stem: found[1]
        for path in (top / "generator").rglob("*.py")
        if (found := re.match(r'"""Stage (\d+)', path.read_text("utf-8")))
    }
    assert len(told) > 10
    assert {name: numbers.get(name, number) for name, number in told.items()} == told
    assert {*map(int, numbers.values())} == {*range(1, max(map(int, numbers.values())) + 1)}


def test_architecture_gives_a_reason_for_every_dependency(top: Path) -> None:
    """Each package that the program needs stands in the table of choices."""
    project = tomllib.loads((top / "pyproject.toml").read_text("utf-8"))
    needed = {re.match(r"[a-z0-9-]+", each)[0] for each in project["project"]["dependencies"]}  # type: ignore[index]
    text = (top / "ARCHITECTURE.md").read_text("utf-8")
    assert sorted(name for name in needed if f"| {name} |" not in text) == []


def test_examples_of_contributing_are_right(top: Path, tmp_path: Path) -> None:
    """The article, theme and term that the document shows make a project without a problem."""
    text = (top / "CONTRIBUTING.md").read_text("utf-8")
    examples = [
        dedent(found)
        for found in re.findall(r"^ *```markdown\n(.*?)```", text, re.MULTILINE | re.DOTALL)
    ]
    names = ("articles/winter", "themes/discharge", "glossary/icp")
    for name, example in zip(names, examples, strict=True):
        path = tmp_path / "content" / f"{name}.md"
        path.parent.mkdir(parents=True)
        path.write_text(dedent(example), encoding="utf-8")
    settings = Settings(title="", audiences={"council-leaders": "Council leaders"})
    assert len(examples) == 3
    assert [str(problem) for problem in build(tmp_path, settings).problems] == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_documents_lead_somewhere(top: Path, name: str) -> None:
    """Each link of a document into the project leads to a file, and to a heading there is."""
    for path, _, anchor in (
        target.partition("#")
        for target in re.findall(r"\]\(([^)\s]+)\)", (top / name).read_text("utf-8"))
        if "://" not in target
    ):
        target = top / (path or name)
        assert target.exists(), path
        if anchor:
            headings = re.findall(r"^#+ (.+)$", target.read_text("utf-8"), re.MULTILINE)
            assert anchor in {_anchor(heading) for heading in headings}, anchor


@pytest.mark.parametrize("name", DOCUMENTS)
def test_documents_name_files_there_are(top: Path, name: str) -> None:
    """A path of the program or its tests that a document names is there."""
    rooms = {"generator", "templates", "tests", *(p.name for p in (top / "generator").iterdir())}
    named = re.findall(r"`((\w+)/[\w./-]+)`", (top / name).read_text("utf-8"))
    ours = {path for path, room in named if room in rooms} - {_JAVASCRIPT}
    assert [path for path in sorted(ours) if not _found(top, path)] == []


def _found(top: Path, path: str) -> bool:
    """Tell whether a path is there, seen from the top, or from the package with or without .py."""
    inside = top / "generator" / path
    return any(place.exists() for place in (top / path, inside, inside.with_suffix(".py")))


def _anchor(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
