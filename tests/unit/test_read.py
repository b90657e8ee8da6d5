"""Files to sources: what is read, what is refused, and that nothing ever makes it raise."""

import base64
import json
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from generator.base.bounds import Bounds
from generator.base.problems import At, Problem, catalogue
from generator.schema.fields import PROSE
from generator.source.read import Source, read
from tests.cases import GOLDEN, case_files, check, sections

RESULTS = {"bounds", "problems", "sources"}
ARTICLE = "content/articles/a.md"


def lay(root: Path, files: Mapping[str, str]) -> None:
    """Write a case's files: text, or bytes in base64, or a link, or a pipe."""
    for name, text in files.items():
        kind, _, path = (
            name.rpartition(" ")
            if name.startswith(("base64 ", "link ", "pipe "))
            else ("", "", name)
        )
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        if kind == "link":
            place.symlink_to(text)
        elif kind == "pipe":
            os.mkfifo(place)
        elif kind == "base64":
            place.write_bytes(base64.b64decode(text))
        else:
            place.write_text(f"{text}\n", encoding="utf-8", newline="\n")


def shown(sources: tuple[Source, ...]) -> str:
    """Write what was read, each value of the front matter on its line."""
    return "\n".join(line for source in sources for line in _lines(source))


def _lines(source: Source) -> Iterator[str]:
    yield f"{source.path}: {source.kind} {source.id}"
    for key, value in source.meta.items():
        yield f"  {source.at_key(key).line}: {key} = {json.dumps(value, ensure_ascii=False)}"
    for number, line in enumerate(source.body.split("\n") if source.body else ()):
        yield f"  {source.body_line + number}| {line}".rstrip()


def written(data: bytes) -> tuple[tuple[Source, ...], list[Problem]]:
    """Read a project whose only article has these bytes."""
    with TemporaryDirectory() as folder:
        place = Path(folder) / ARTICLE
        place.parent.mkdir(parents=True)
        place.write_bytes(data)
        return read(Path(folder), Bounds(), PROSE)


@case_files("read")
def test_case(path: Path, tmp_path: Path) -> None:
    """Files go in, and sources and problems come out as the case says."""
    case = sections(path)
    lay(tmp_path, {name: text for name, text in case.items() if name not in RESULTS})
    sources, problems = read(tmp_path, Bounds(**json.loads(case.get("bounds", "{}"))), PROSE)
    actual = {"problems": "\n".join(map(str, problems))}
    if "sources" in case:
        actual["sources"] = shown(sources)
    check(path, actual)


def test_every_code_has_a_case(top: Path) -> None:
    """Every problem that this stage can report stands in a case, and is an error."""
    paths = (top / "generator" / "source").rglob("*.py")
    code = "".join(path.read_text(encoding="utf-8") for path in paths)
    cases = "".join(sections(path)["problems"] for path in (GOLDEN / "read").glob("*.txt"))
    # A case would be of thousands of files or values: tests of their own make them.
    reported = {name for name in catalogue() if f'"{name}"' in code}
    reported -= {"too-many-files", "too-many-themes", "too-many-values"}
    reported -= {"broken-catalogue", "stray-translation"}  # of translations, which are no content
    assert {name for name in catalogue() if re.search(rf":[0-9]+ {name} ", cases)} == reported
    assert {catalogue()[name].severity for name in reported} == {"error"}


def test_real_content_has_no_problem(top: Path) -> None:
    """All content of this site is read."""
    sources, problems = read(top, Bounds(), PROSE)
    assert problems == []
    assert {source.kind for source in sources} >= {"article", "page", "term", "theme", "timeline"}


def test_place_of_a_value_and_of_its_key() -> None:
    """A value and its key are found by the way to them, as an editor counts lines and columns."""
    points = "points:\n  - id: a\n    passage: {exact: é, prefix: p}\n  - id: b\n"
    text = f"---\ntitle: A\n{points}---\nText\n"
    (source,), _ = written(text.encode())
    assert source.at("points", 0, "passage", "prefix") == At(ARTICLE, 5, 33)
    assert source.at_key("points", 0, "passage", "prefix") == At(ARTICLE, 5, 25)
    assert source.at("points", 1) == source.at_key("points", 1) == At(ARTICLE, 6, 5)
    assert source.at_key("points") == At(ARTICLE, 3, 1)
    assert source.at() == At(ARTICLE, 1, 1)


def test_place_of_what_is_missing_is_that_of_its_holder() -> None:
    """Where a value is missing, the place of the nearest one that would hold it is given."""
    (source,), _ = written(b"---\npoints:\n  - id: a\n---\n")
    assert source.at("points", 0, "passage", "exact") == At(ARTICLE, 3, 5)
    assert source.at_key("points", 7, "id") == source.at("points") == At(ARTICLE, 3, 3)


def test_unreadable_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that the system refuses to open is a problem, and the others are read."""
    lay(tmp_path, {ARTICLE: "---\na: 1\n---", "content/articles/b.md": "---\na: 1\n---"})
    usual = os.open

    def refuse(path: Path, flags: int) -> int:
        if path.name == "a.md":
            raise PermissionError(13, "Permission denied")
        return usual(path, flags)

    monkeypatch.setattr(os, "open", refuse)
    sources, problems = read(tmp_path, Bounds(), PROSE)
    assert [source.id for source in sources] == ["b"]
    assert [str(problem) for problem in problems] == [
        f"{ARTICLE}:1:1 unreadable This cannot be read: Permission denied. Check its permissions."
    ]


def test_name_that_cannot_be_printed(tmp_path: Path) -> None:
    """A name with a line break, an escape or bytes that are no text is shown with escapes."""
    folder = tmp_path / "content" / "articles"
    folder.mkdir(parents=True)
    for name in (
        b"a\nb.md",
        b"a\x1b[31mb.md",
        b"a\xffb.md",
        "a\u202eb.md".encode(),
        b"a" * 252 + b".md",
    ):
        (folder / os.fsdecode(name)).touch()
    _, problems = read(tmp_path, Bounds(), PROSE)
    paths = [problem.at.path.removeprefix("content/articles/") for problem in problems]
    assert {problem.code for problem in problems} == {"bad-name"}
    assert sorted(paths) == [
        r"a\n" + "b.md",
        r"a\u202e" + "b.md",
        r"a\udcff" + "b.md",
        r"a\x1b" + "[31mb.md",
        "a" * 252 + ".md",
    ]


def test_file_exchanged_for_a_link_between_looking_and_opening(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that becomes a link or a pipe after it was listed is neither followed nor awaited."""
    lay(tmp_path, {ARTICLE: "---\na: 1\n---", "content/articles/b.md": "---\na: 1\n---"})
    (tmp_path / "secret").write_text("---\nsecret: 1\n---")
    usual = os.open

    def exchange(path: Path, flags: int) -> int:
        path.unlink()
        if path.name == "a.md":
            path.symlink_to(tmp_path / "secret")
        else:
            os.mkfifo(path)
        return usual(path, flags)

    monkeypatch.setattr(os, "open", exchange)
    sources, problems = read(tmp_path, Bounds(), PROSE)
    assert sources == ()
    assert [problem.code for problem in problems] == ["unreadable", "unreadable"]


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? ", "[{a: "])
def test_deep_nesting_is_refused_before_it_is_built(opening: str) -> None:
    """Brackets by the ten thousand, which bring the C parser's own composer down, are refused."""
    line = opening * 4_000
    _, problems = written(f"---\n{chr(10).join([line] * 10)}\n---\n".encode())
    assert [problem.code for problem in problems] == ["too-deep"]


def test_same_whatever_the_order_of_the_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The order in which the system lists a folder changes nothing."""
    lay(tmp_path, {f"content/articles/{name}.md": "---\na: [\n---" for name in "cab"})
    lay(tmp_path, {f"content/{name}.md": "text" for name in "zyx"})
    expected = read(tmp_path, Bounds(), PROSE)
    usual = os.scandir

    class Backwards:
        def __init__(self, path: str) -> None:
            with usual(path) as entries:
                self.entries = sorted(entries, key=lambda entry: entry.name, reverse=True)

        def __enter__(self) -> "list[os.DirEntry[str]]":
            return self.entries

        def __exit__(self, *_: object) -> None:
            pass

    monkeypatch.setattr(os, "scandir", Backwards)
    assert read(tmp_path, Bounds(), PROSE) == expected


PIECES = (
    *"abé:#-[]{}\"'“”‘’|>&*!?%@`,.~=\\/<012 ",
    "\n",
    "\n",
    "\n  ",
    "\n    ",
    "\n- ",
    "\n  - ",
    ": ",
    " #",
    "---",
    "\n---\n",
    "\n...\n",
    "<<: ",
    "key: value",
    "\t",
    "\r\n",
    "\0",
    "\u2028",
    "\u202e",
    "\ufeff",
    "\ud7ff",
    "\U0001f600",
    "[a, b",
    "{a: b",
    "title: ",
    "points:\n  - id: a",
    "|\n",
    ">-\n",
    "!!str ",
    "&a ",
    "*a",
)


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
@example("[" * 60_000)
@example("a:" * 30_000)
@example("- " * 30_000)
@example("x\n" * 30_000)
@example(" " * 19_000 + "a:" + " " * 900)
@example("9" * 5_000)
@example("a: '" + "\n" * 9_000)
def test_no_front_matter_makes_it_raise(text: str) -> None:
    """Whatever stands between the fences, it is read or refused with a place in the file."""
    sources, problems = written(f"---\n{text}\n---\n".encode())
    assert sources or problems
    lines = f"---\n{text}\n---\n".replace("\r\n", "\n").split("\n")
    for problem in problems:
        assert catalogue()[problem.code].severity == "error"
        assert 1 <= problem.at.line <= len(lines)
        assert 1 <= problem.at.column <= len(lines[problem.at.line - 1]) + 1


@given(st.binary(max_size=300), st.sampled_from([b"", b"---\n", b"\xef\xbb\xbf---\n", b"\xff\xfe"]))
def test_no_bytes_make_it_raise(data: bytes, start: bytes) -> None:
    """Whatever bytes an article has, it is read or refused."""
    sources, problems = written(start + data)
    assert sources or problems


KEYS = st.from_regex(r"[a-zé][a-z_]{0,8}", fullmatch=True).filter(
    lambda key: key not in {"null", "true", "false"}
)
SCALARS = st.one_of(
    st.integers(-(10**9), 10**9),
    st.booleans(),
    st.none(),
    st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=12),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(tuple), st.dictionaries(KEYS, inner, max_size=3)
    ),
    max_leaves=12,
)


def flow(value: object) -> str:
    """Write a value as YAML on one line; text is always in double quotes."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {flow(each)}' for key, each in value.items())}}}"
    if isinstance(value, tuple):
        return f"[{', '.join(map(flow, value))}]"
    return json.dumps(value, ensure_ascii=False)


def block(value: object, depth: int) -> str:
    """Write a value as YAML over several lines, its second level and below on one line each."""
    begin = "\n" + "  " * depth
    if isinstance(value, dict) and value and depth <= 1:
        return "".join(f"{begin}{key}: {block(each, depth + 1)}" for key, each in value.items())
    if isinstance(value, tuple) and value and depth <= 1:
        return "".join(f"{begin}- {flow(each)}" for each in value)
    return flow(value)


def ways(value: object) -> Iterator[tuple[tuple[str | int, ...], object]]:
    """Yield the way to each value within a value, and the value."""
    inside = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, tuple)
        else ()
    )
    for key, each in inside:
        yield (key,), each
        yield from (((key, *rest), deep) for rest, deep in ways(each))


@given(st.dictionaries(KEYS, VALUES, min_size=1, max_size=4))
def test_values_and_places_survive_writing_and_reading(meta: dict[str, object]) -> None:
    """What is written is read, and each place points at its key or value."""
    text = f"---{block(meta, 0)}\n---\n"
    sources, problems = written(text.encode())
    assume("too-deep" not in {problem.code for problem in problems})
    assert problems == []
    (source,) = sources
    assert source.meta == meta
    lines = text.split("\n")
    for way, value in ways(meta):
        at, at_key = source.at(*way), source.at_key(*way)
        if isinstance(way[-1], str):
            assert lines[at_key.line - 1][at_key.column - 1 :].startswith(f"{way[-1]}:")
        if not isinstance(value, dict | tuple):
            assert lines[at.line - 1][at.column - 1 :].startswith(flow(value))
