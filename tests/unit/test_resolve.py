"""The library: once it is made, nothing that it refers to is missing, and nothing changes."""

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from generator.base.bounds import Bounds
from generator.base.dates import parse
from generator.base.model import Settings
from generator.build import Build, build, outputs
from generator.knowledge.resolve.as_of import today
from tests.projects import SETTINGS, TINY, compiled, dangling, tiny
from tests.records import article, event, library, theme

FILES = sorted(p.relative_to(TINY).as_posix() for p in (TINY / "content").rglob("*") if p.is_file())


def test_records_stand_in_order() -> None:
    """Articles, points and terms are sorted by id, themes by their order, events by date."""
    library = compiled(TINY).library
    for records in (library.articles, library.points, library.terms, library.pages):
        assert list(records) == sorted(records)
    assert list(library.themes) == ["money", "service"]
    assert [event.id for event in library.events] == [
        "board-founded",
        "authority-takes-over",
        "shares-change",
    ]


def test_themes_stand_in_the_order_that_they_ask_for(tmp_path: Path) -> None:
    """A theme's own number decides its place, and its name where two have one number."""
    theme = "---\ntitle: {}\norder: {}\nicon: material/tram\nquestion: Why?\n---\n"
    changes = {
        "content/themes/first.md": theme.format("First", 0),
        "content/themes/before-money.md": theme.format("Before", 1),
    }
    library = compiled(tiny(tmp_path, changes)).library
    assert list(library.themes) == ["first", "before-money", "money", "service"]


def test_library_cannot_be_changed() -> None:
    """What later stages read is frozen."""
    library = compiled(TINY).library
    with pytest.raises(TypeError, match="does not support item assignment"):
        library.articles["new"] = library.articles["year-book"]  # type: ignore[index]
    with pytest.raises(AttributeError):
        library.articles["year-book"].title = "Another"  # type: ignore[misc]


def test_drafts_are_kept_only_where_they_are_shown() -> None:
    """A draft point is not in the library of a published site, and is in that of ``serve``."""
    assert "year-book#more-lines" not in compiled(TINY).library.points
    assert "year-book#more-lines" in compiled(TINY, drafts=True).library.points


def test_an_organisation_is_shown_by_its_name() -> None:
    """A term's id gives its label, another of its names stays, and both lead to the entry."""
    people = compiled(TINY).library.articles
    shown = [
        (person.organisation, person.organisation_term)
        for article in ("line-opens", "costs-disputed")
        for person in people[article].people
        if person.organisation
    ]
    assert shown == [("TDB", "tdb"), ("Tram Delivery Board", "tdb"), ("Harbour Town Council", "")]


def test_relations_end_where_they_pass_their_bound() -> None:
    """The article that passes the bound is named, and neither it nor a later one has relations."""
    stated = [len(others) for _, others in _relations(compiled(TINY))]
    assert sum(stated) > 2
    bounds = Bounds(relations=1)
    built = build(TINY, replace(SETTINGS, bounds=bounds))
    told = [problem for problem in built.problems if problem.code == "too-many-relations"]
    assert [str(problem.at) for problem in told] == ["content/articles/costs-disputed.md:1:1"]
    assert "state more than 1 relations" in told[0].message
    assert sum(len(others) for _, others in _relations(built)) <= 1


def _relations(built: Build) -> list[tuple[str, tuple[str, ...]]]:
    points = built.library.points.values()
    return [(point.id, others) for point in points for others in point.relations.values()]


_EDITS = st.lists(
    st.tuples(
        st.sampled_from(FILES),
        st.sampled_from(["delete", "cut", "insert", "repeat"]),
        st.floats(0, 1),
        st.sampled_from(["\n---\n", ": ", "[", "- ", "x", "\n  ", "#", "tdb", "'", "2018", "\0"]),
    ),
    min_size=1,
    max_size=5,
)


@settings(max_examples=60)
@given(_EDITS)
def test_whatever_is_broken_the_rest_holds_together(
    edits: list[tuple[str, str, float, str]],
) -> None:
    """However files are cut, spoilt or missing, nothing is raised and no reference dangles."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(TINY / "content", Path(folder) / "content")
        for name, edit, where, text in edits:
            _spoil(Path(folder) / name, edit, where, text)
        for drafts in (False, True):
            assert list(dangling(compiled(Path(folder), drafts=drafts).library)) == []


@settings(max_examples=6, deadline=None)
@given(_EDITS)
def test_whatever_is_broken_the_rest_is_shown(edits: list[tuple[str, str, float, str]]) -> None:
    """However files are cut, spoilt or missing, all pages of what is left can be written."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(TINY / "content", Path(folder) / "content")
        for name, edit, where, text in edits:
            _spoil(Path(folder) / name, edit, where, text)
        built = compiled(Path(folder), drafts=True)
        written = {output.uri for output in outputs(built, Path(folder))}
        assert written >= {page.uri for page in built.pages}


def _spoil(path: Path, edit: str, where: float, text: str) -> None:
    if edit == "delete" or not path.exists():
        path.unlink(missing_ok=True)
        return
    data = path.read_bytes()
    place = int(len(data) * where)
    inserted = {"cut": b"", "insert": text.encode() + data[place:], "repeat": data[place // 2 :]}
    path.write_bytes(data[:place] + inserted[edit])


@pytest.mark.parametrize(
    ("setting", "reviewed", "expected"),
    [
        ("", None, "2018-03/2018-05"),  # nothing was reviewed: the last publication with an end
        ("", "2019-12-02", "2019-12-02"),
        ("2020-06", "2019-12-02", "2020-06"),
    ],
)
def test_today_is_set_or_the_newest_date_that_has_passed(
    setting: str, reviewed: str | None, expected: str
) -> None:
    """Neither the clock nor an event that may be planned says what counts as today."""
    made = (
        article("old", published="2018-03/2018-05"),
        article("open", published="2019/.."),
    )
    settings_ = Settings(title="", audiences={}, as_of=parse(setting) if setting else None)
    money = theme("money", reviewed=parse(reviewed) if reviewed else None)
    found = today(settings_, made, [money])
    assert found
    assert found.text == expected


def test_without_any_date_there_is_no_today() -> None:
    """An empty project has none, and nothing is measured against it."""
    assert today(Settings(title="", audiences={}), [], []) is None
    assert not library().is_planned(event("one", "2030"))
