"""Front matter against what its kind may hold: the problems, the record, and the tables."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from generator.base.bounds import Bounds
from generator.base.dates import Period
from generator.base.kinds import CONTENTS, Kind
from generator.base.problems import At, catalogue
from generator.schema.check import AnyEntry, validate
from generator.schema.fields import FILES, KINDS, PARTS, PROSE, Article, Fields, fields, json_schema
from generator.source.read import Source, read
from tests.cases import GOLDEN, case_files, check, sections
from tests.unit.test_read import lay

RESULTS = {"matter", "problems"}


def shown(entry: AnyEntry | None) -> str:
    """Write a record without what has its default, and what was lost."""
    if entry is None:
        return "none"
    lost = [f"lost: {', '.join(sorted(entry.lost))}"] if entry.lost else []
    return "\n".join([*_lines(entry.matter, ""), *lost])


def _lines(value: object, indent: str) -> Iterator[str]:
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            if name in value.model_fields_set:
                yield from _named(name, getattr(value, name), indent)
    elif isinstance(value, dict):
        for name, each in value.items():
            yield from _named(name, each, indent)
    elif isinstance(value, tuple):
        for number, each in enumerate(value):
            yield from _named(str(number), each, indent)


def _named(name: str, value: object, indent: str) -> Iterator[str]:
    if isinstance(value, BaseModel | dict | tuple):
        yield f"{indent}{name}:"
        yield from _lines(value, f"{indent}  ")
    else:
        yield f"{indent}{name}: {value.text if isinstance(value, Period) else repr(value)}"


@case_files("schema")
def test_case(path: Path, tmp_path: Path) -> None:
    """A file goes in, and problems and a record come out as the case says."""
    case = sections(path)
    lay(tmp_path, {name: text for name, text in case.items() if name not in RESULTS})
    (source,), problems = read(tmp_path, Bounds(), PROSE)
    assert problems == []
    entry, problems = validate(source)
    actual = {"problems": "\n".join(map(str, problems))}
    if "matter" in case:
        actual["matter"] = shown(entry)
    check(path, actual)


def test_every_code_has_a_case(top: Path) -> None:
    """Every problem that this stage can report stands in a case, and is an error."""
    folders = (top / "generator" / "schema" / "check", top / "generator" / "schema" / "fields")
    code = "".join(path.read_text("utf-8") for each in folders for path in each.glob("*.py"))
    cases = "".join(sections(path)["problems"] for path in (GOLDEN / "schema").glob("*.txt"))
    reported = {name for name in catalogue() if f'"{name}"' in code}
    assert {name for name in catalogue() if f" {name} " in cases} == reported
    assert {catalogue()[name].severity for name in reported} == {"error"}


def test_no_word_of_the_library_reaches_a_contributor() -> None:
    """No message speaks of types, tuples, models or validation."""
    cases = "".join(sections(path)["problems"] for path in (GOLDEN / "schema").glob("*.txt"))
    words = ("tuple", "Input should", "valid", "model", "NoneType", "str ", "type=")
    assert [word for word in words if word in cases] == []


def test_real_content_has_no_problem(top: Path) -> None:
    """All front matter of this site is right, and each file makes a record."""
    sources, _ = read(top, Bounds(), PROSE)
    results = [(source.path, *validate(source)) for source in sources if source.kind != "image"]
    assert [problem for _, _, problems in results for problem in problems] == []
    assert [path for path, entry, _ in results if entry is None] == []


def test_places_follow_what_is_left_out(tmp_path: Path) -> None:
    """After a wrong item was left out, the n-th of the record is the n-th of the source."""
    points = "".join(
        f"  - id: {name}\n    text: T\n    kind: figure\n    themes: [a]\n    passage: {words}\n"
        "    standing: reported\n"
        for name, words in (("one", "a b"), ("two", "[a, b]"), ("three", "c d"))
    )
    head = "title: T\nsource: {note: N}\npublished: 2018-09-20\nkind: news\nsummary: S\n"
    lay(tmp_path, {"content/articles/a.md": f"---\n{head}points:\n{points}---"})
    (source,), _ = read(tmp_path, Bounds(), PROSE)
    entry, problems = validate(source)
    assert [problem.code for problem in problems] == ["wrong-type"]
    assert entry is not None
    assert isinstance(entry.matter, Article)
    assert [point.id for point in entry.matter.points] == ["one", "three"]
    assert entry.source.at("points", 1, "passage") == At("content/articles/a.md", 24, 14)
    assert entry.lost == {"two"}


def test_an_image_has_no_front_matter() -> None:
    """An image makes no record and no problem."""
    assert validate(Source(path="content/images/a.png", kind="image", id="a.png")) == (None, [])


def _names(model: type[Fields]) -> Iterator[str]:
    yield from model.names
    for group in model.groups.values():
        yield from _names(group)


WORDS = "x|A b|2018-09-20|22/02/18|..|a#b|https://a.example/|javascript:x|material/bank|figure|news"
ATOMS = st.sampled_from([None, "", True, 0, -1, 2016, 1.5, "é" * 90, *WORDS.split("|")])


def front_matter(kind: Kind) -> st.SearchStrategy[dict[str, object]]:
    """Draw front matter with the keys of a kind, and others, at any level."""
    keys = st.sampled_from(sorted({*_names(FILES[kind]), "zz"}))
    values = st.recursive(
        ATOMS,
        lambda inner: st.one_of(
            st.lists(inner, max_size=3).map(tuple), st.dictionaries(keys, inner, max_size=6)
        ),
        max_leaves=20,
    )
    return st.dictionaries(st.sampled_from([*FILES[kind].names, "zz"]), values, max_size=8)


@given(st.one_of([st.tuples(st.just(kind), front_matter(kind)) for kind in KINDS]))
def test_no_front_matter_makes_it_raise(drawn: tuple[str, dict[str, object]]) -> None:
    """Whatever values stand under whatever keys, each problem has a code, and nothing is raised."""
    kind, meta = drawn
    source = Source(path="content/a.md", kind=kind, id="a", meta=meta)  # type: ignore[arg-type]
    entry, problems = validate(source)
    assert entry or problems
    assert all(catalogue()[problem.code].severity == "error" for problem in problems)
    assert len(set(problems)) == len(problems)


@pytest.mark.parametrize("part", PARTS)
def test_each_key_has_a_description_and_an_example_that_is_accepted(
    part: str, tmp_path: Path
) -> None:
    """Every key of every table is described, and its example is YAML that this reader accepts."""
    rows = fields(part)
    assert all(row.description.endswith(".") and row.type for row in rows)
    lay(tmp_path, {"content/about.md": "\n".join(["---", *(row.example for row in rows), "---"])})
    (source,), problems = read(tmp_path, Bounds(), PROSE)
    assert problems == []
    assert list(source.meta) == [row.name for row in rows]


@pytest.mark.parametrize("kind", KINDS)
def test_examples_make_a_file_that_is_accepted(kind: Kind, tmp_path: Path) -> None:
    """A file of all the examples of its kind's keys is right, points apart, which are shortened."""
    rows = [row for row in fields(kind) if row.name != "points"]
    path = CONTENTS[kind].files.replace("*", "a")
    lines = [row.example for row in rows]
    fence = [] if kind == "timeline" else ["---"]
    lay(tmp_path, {path: "\n".join([*fence, *lines, *fence])})
    (source,), _ = read(tmp_path, Bounds(), PROSE)
    assert validate(source)[1] == []


@pytest.mark.parametrize("kind", KINDS)
def test_json_schema_names_the_same_keys(kind: Kind) -> None:
    """The JSON Schema for editors has every key, described, and refuses others."""
    schema = json.loads(json.dumps(json_schema(kind)))
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    groups = [schema, *schema.get("$defs", {}).values()]
    assert all(group["additionalProperties"] is False for group in groups)
    assert list(schema["properties"]) == [row.name for row in fields(kind)]
    assert schema.get("required", []) == [row.name for row in fields(kind) if row.required]
    for group in groups:
        assert all(
            each["description"] and each["examples"] for each in group["properties"].values()
        )


def test_what_is_prose_follows_from_the_declaration() -> None:
    """Text for readers, also in lists or where a group or a number may stand; nothing else."""
    rows = [row for part in PARTS for row in fields(part)]
    assert {row.name for row in rows if "text" in row.type} == PROSE


@pytest.mark.parametrize("part", PARTS)
def test_no_text_for_readers_loses_its_end_in_silence(part: str, tmp_path: Path) -> None:
    """A number sign in any text of any group is told of, wherever the key stands."""
    keys = [row.name for row in fields(part) if "text" in row.type]
    lines = ["---", *(f"{key}: Line #{n}" for n, key in enumerate(keys)), "---"]
    lay(tmp_path, {"content/about.md": "\n".join(lines)})
    _, problems = read(tmp_path, Bounds(), PROSE)
    assert [(p.code, p.at.line) for p in problems] == [
        ("comment-in-text", number) for number in range(2, len(keys) + 2)
    ]
