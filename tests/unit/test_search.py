"""What readers can search for, and the index that holds it."""

import gzip
import json
import os
import re
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import pytest
from pagefind_bin import get_executable  # type: ignore[import-untyped]

from generator.site.pages.views.findable import FoundPassage, Record, findable
from generator.site.search import INDEX, KINDS, SearchError, _begun, index, indexing
from generator.site.search.written import record_html
from tests.projects import TINY, compiled


def _records() -> dict[str, Record]:
    built = compiled(TINY)
    return {record.address: record for record in findable(built.library, built.links)}


def _files(site: Path) -> dict[str, bytes]:
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in site.rglob("*")
        if path.is_file()
    }


def test_everything_with_a_place_of_its_own_is_found() -> None:
    """Each article, theme, term, person, organisation, place and plain page has one record."""
    built = compiled(TINY)
    records = list(findable(built.library, built.links))
    library = built.library
    kinds = {kind: sum(r.kind == kind for r in records) for kind in {r.kind for r in records}}
    places = {place for point in library.points.values() for place in point.places}
    assert kinds["article"] == len(library.articles)
    assert kinds["theme"] == len(library.themes)
    assert kinds["term"] == len(library.terms)
    assert kinds["person"] == len(built.links.voices.people)
    assert kinds["place"] == len(places)
    assert kinds["page"] == len(library.pages)
    assert len({record.address for record in records}) == len(records)


def test_every_point_is_a_passage_of_its_article() -> None:
    """A point is found by its words, and leads to its passage."""
    built = compiled(TINY)
    records = {record.address: record for record in findable(built.library, built.links)}
    for point in built.library.points.values():
        passages = {p.anchor: p.title for p in records[f"articles/{point.article}/"].passages}
        assert passages[point.fragment].removeprefix("Corrected: ") == point.text


def test_a_term_is_found_by_all_its_names() -> None:
    """Expansions, aliases and forms are names of a term; its label is its title."""
    built = compiled(TINY)
    records = {record.address: record for record in findable(built.library, built.links)}
    for term in built.library.terms.values():
        names = {*term.aliases, *term.forms, *(s.expansion for s in term.senses if s.expansion)}
        record = records[f"glossary/{term.id}/"]
        assert names - {term.label} <= set(record.names)
        assert record.title == term.label


def test_the_index_holds_what_a_search_needs_and_no_more(tmp_path: Path) -> None:
    """Programs, words, kinds and a fragment a record are there; Pagefind's own boxes are not."""
    index(_records().values(), tmp_path)
    files = _files(tmp_path)
    entry = json.loads(files[f"{INDEX}/pagefind-entry.json"])
    assert entry["languages"]["en"]["page_count"] == len(_records())
    fragments = [name for name in files if name.endswith(".pf_fragment")]
    assert len(fragments) == len(_records())
    kinds = json.loads(files[f"{INDEX}/kinds.json"])[""]
    named = {f"{INDEX}/fragment/{id_}.pf_fragment" for ids in kinds.values() for id_ in ids}
    assert named == set(fragments)
    assert {kind: len(ids) for kind, ids in kinds.items()} == Counter(
        record.kind for record in _records().values()
    )
    plain = {name.removeprefix(f"{INDEX}/") for name in files if "/" not in name[len(INDEX) + 1 :]}
    meta = next(name for name in plain if name.endswith(".pf_meta"))
    assert plain == {
        "kinds.json",
        "pagefind-entry.json",
        "pagefind-worker.js",
        "pagefind.js",
        "wasm.en.pagefind",
        meta,
    }


def test_what_is_large_is_indexed_in_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each record is in one part, with a name of its own, and every part knows every word."""
    records = _records()
    monkeypatch.setattr("generator.site.search._PART", 1_000)
    index(records.values(), tmp_path)
    kinds = json.loads((tmp_path / KINDS).read_text("utf-8"))
    assert [*kinds] == ["", "2/", "3/", "4/"]
    named = [id_ for part in kinds.values() for ids in part.values() for id_ in ids]
    assert len(named) == len({*named}) == len(records)
    known = [_words(tmp_path / INDEX / part) for part in kinds]
    assert "tram" in known[0]
    assert all(words == known[0] for words in known)
    plain = [path.name for path in (tmp_path / INDEX / "2").iterdir() if path.is_file()]
    assert sorted(Path(name).suffix for name in plain) == [".json", ".pf_meta"]


def _words(part: Path) -> set[str]:
    """Return the words that a part of an index knows."""
    packed = (path.read_bytes() for path in (part / "fragment").iterdir())
    fragments = [json.loads(gzip.decompress(each).removeprefix(b"pagefind_dcd")) for each in packed]
    texts = [text for each in fragments for text in (each["content"], *each["meta"].values())]
    return {word for text in texts for word in re.findall(r"\w+", text.lower())}


def test_a_site_without_content_has_an_index(tmp_path: Path) -> None:
    """Where nothing can be found yet, the search works all the same."""
    index([], tmp_path)
    assert (tmp_path / INDEX / "pagefind-entry.json").is_file()


def test_equal_records_give_equal_bytes(tmp_path: Path) -> None:
    """A build of the same content gives the same index."""
    index(_records().values(), tmp_path / "one")
    index(_records().values(), tmp_path / "other")
    assert _files(tmp_path / "one") == _files(tmp_path / "other")


def test_markup_in_a_record_is_text() -> None:
    """What content says reaches the index as words, never as mark-up."""
    hostile = '"><script>x</script>'
    record = Record(
        address="a/",
        kind="article",
        label=hostile,
        title=hostile,
        names=(hostile,),
        note=hostile,
        summary=hostile,
        text=(hostile,),
        passages=(FoundPassage(anchor="p-x", title=hostile, text=hostile),),
    )
    page = record_html(record)
    assert "<script>" not in page
    assert page.count("&#34;&gt;&lt;script&gt;") == 10


def test_a_failure_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What Pagefind complains of is in the message."""
    _instead(
        tmp_path / "failing", "echo One >&2; echo 'The disk is full.' >&2; exit 1", monkeypatch
    )
    with pytest.raises(SearchError, match="The disk is full"):
        index([], tmp_path / "site")


def test_nothing_is_left_of_an_index_that_nobody_waits_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pagefind ends with a build that fails or is interrupted meanwhile."""
    begun = tmp_path / "begun"
    _instead(tmp_path / "slow", f"echo $$ > {begun}; exec sleep 600", monkeypatch)
    with suppress(KeyboardInterrupt), indexing([], tmp_path / "site"):
        while not begun.is_file() or not begun.read_text("utf-8").strip():
            time.sleep(0.05)
        raise KeyboardInterrupt
    with pytest.raises(ProcessLookupError):
        os.kill(int(begun.read_text("utf-8")), 0)
    assert not (tmp_path / "site").exists()


def test_a_signal_in_the_very_moment_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Interrupted while Pagefind is being begun, a build ends it too, and leaves no folder."""
    begun: list[subprocess.Popen[str]] = []

    def interrupted(commands: Sequence[Sequence[str]]) -> subprocess.Popen[str]:
        begun.append(_begun(commands))
        signal.raise_signal(signal.SIGINT)
        return begun[0]

    _instead(tmp_path / "slow", "exec sleep 600", monkeypatch)
    monkeypatch.setattr("generator.site.search._begun", interrupted)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # not so in the background
    try:
        with pytest.raises(KeyboardInterrupt):
            index([], tmp_path / "site")
    finally:
        signal.signal(signal.SIGINT, before)
    assert begun[0].poll() is not None
    assert [path.name for path in tmp_path.iterdir()] == ["slow"]


def _instead(program: Path, commands: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run some commands of a shell in Pagefind's place."""
    program.write_text(f"#!/bin/sh\n{commands}\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setattr("generator.site.search.get_executable", lambda: str(program))


def test_a_full_disk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program that makes the index ends well all the same, and leaves some of it out."""
    usage = type("Usage", (), {"free": 0})
    monkeypatch.setattr("generator.site.search.shutil.disk_usage", lambda _: usage)
    with pytest.raises(SearchError, match="The disk that holds temporary files is full: /"):
        index((), tmp_path)
    assert not any(path.is_file() for path in tmp_path.rglob("*"))


@pytest.mark.parametrize(
    ("commands", "said"),
    [
        ("", "lacks something"),
        ('mkdir -p "$4"; echo {} >"$4/pagefind-entry.json"', "lacks something"),
        ('"$REAL" "$@"; f=$(echo "$4"/fragment/*); echo x >"$f"', "lacks something"),
        ("exit 3", "it ended with 3 and no reason"),
        ("kill -9 $$", "it was ended by signal 9"),
        ("exec sleep 600", "no index for the search in 0.5 seconds"),
    ],
)
def test_a_program_that_does_not_do_its_work_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, commands: str, said: str
) -> None:
    """It writes nothing, or not all, ends itself or is ended, or does not end; nothing is left."""
    monkeypatch.setenv("REAL", str(get_executable()))
    monkeypatch.setattr("generator.site.search._PATIENCE", 0.5 if "600" in commands else 60.0)
    _instead(tmp_path / "pagefind", commands, monkeypatch)
    with pytest.raises(SearchError, match=said):
        index((), tmp_path / "site")
    assert not (tmp_path / "site").exists() or not any((tmp_path / "site").rglob("*.*"))


def test_a_program_that_is_missing_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """With the package that has it."""
    monkeypatch.setattr("generator.site.search.get_executable", lambda: "/nowhere/pagefind")
    with pytest.raises(SearchError, match=r"cannot be run \(No such file .* “pagefind-bin”"):
        index((), tmp_path)
