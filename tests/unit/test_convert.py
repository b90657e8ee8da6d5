"""Conversion of large bodies apart, and the bounds of a project's own."""

import re
import resource
import signal
import subprocess
from pathlib import Path

import pytest
from mkdocs.config.base import ValidationError

from generator.base.bounds import Bounds
from generator.base.memory import Memory
from generator.base.model import Settings
from generator.base.problems import At
from generator.build import build
from generator.publish.plugin.options import BriefingConfig
from generator.text.apart import Apart
from generator.text.convert import Converter, convert
from generator.text.markup import parse
from tests.cases import case_files, check, sections
from tests.pictures import picture
from tests.projects import tiny

AT = At("content/articles/a.md", 10)
LARGE = "A paragraph of *some* words, with [a link](https://www.example.org/).\n\n" * 1_500


def test_large_body_is_converted_alike() -> None:
    """A body that is converted apart gives what it would give here."""
    assert len(LARGE) > 64_000
    assert convert(LARGE, AT, Bounds()) == parse(LARGE, AT, Bounds())


def test_nothing_beside_the_content_is_imported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file in the current folder that is named like a module is not run."""
    (tmp_path / "pickle.py").write_text("raise SystemExit(3)")
    monkeypatch.chdir(tmp_path)
    assert convert(LARGE, AT, Bounds())[1] == []


def test_body_whose_conversion_is_ended_by_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where memory does not suffice and the system kills the process, its text is refused."""
    program = "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"
    monkeypatch.setattr("generator.text.apart._PROGRAM", program)
    _, [problem] = convert(LARGE, AT, Bounds())
    assert str(problem).startswith(
        "content/articles/a.md:10:1 too-slow The text of 106,500 bytes cannot be converted: "
        "the system stopped it (signal 9)."
    )


def test_texts_share_a_process_until_it_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    """Large texts cost one start together; after one that takes too long there is another."""
    started: list[subprocess.Popen[bytes]] = []
    start = subprocess.Popen

    def noted(*given: object, **more: object) -> subprocess.Popen[bytes]:
        started.append(start(*given, **more))  # type: ignore[call-overload]
        return started[-1]

    monkeypatch.setattr(subprocess, "Popen", noted)
    plain = ("word " * 100 + "\n\n") * 130
    slow = "*a **b " * 24_000
    with Apart() as apart:
        made = Converter(10_000_000, Bounds(page_seconds=0.3), (), apart)
        told = [
            made.convert(body, AT, Memory(), object())[1] for body in (plain, plain, slow, plain)
        ]
    assert [[each.code for each in found] for found in told] == [[], [], ["too-slow"], []]
    assert [each.returncode for each in started] == [-signal.SIGPROF, -signal.SIGKILL]


@case_files("convert")
def test_slow_body_is_ended(path: Path) -> None:
    """A body that takes longer than the bound is refused, and the wait is near the bound."""
    begin = _used()
    body = (sections(path)["repeated"] + "\n") * 100_000
    document, problems = convert(body, AT, Bounds(page_seconds=0.2))
    check(path, {"problems": "\n".join(map(str, problems))})
    assert (document.blocks, document.complete) == ((), False)
    assert _used() - begin < 2


def _used() -> float:
    """Return the seconds of processor time that ended processes of ours have taken."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


PATH = "content/articles/bound.md"
ARTICLE = """---
title: A
source: {{publisher: A, note: B}}
published: 2018-09-20
kind: news
authors: [A, B]
summary: {summary}
points:
{points}---

# One

Words [a](https://www.example.org/) and [b](https://www.example.org/).

# Two

{body}
"""
POINT = (
    "  - {{id: p{}, text: T, kind: statement, themes: [money], passage: Words a and b, "
    "standing: reported}}\n"
)
EVENT = "  - {{id: e{}, date: 2024, title: E, source: S, affects: {{themes: [money, service]}}}}\n"
AT_LIMIT = {
    "front_matter_bytes": (90, "too-large", r"has \d+ bytes; the limit is 90 bytes"),
    "body_bytes": (90, "too-large", r"has \d+ bytes; the limit is 90 bytes"),
    "html_bytes": (90, "too-large", r"has \d+ bytes as HTML; the limit is 90 bytes"),
    "line_bytes": (80, "line-too-long", r"has \d+ bytes; the limit is 80 bytes"),
    "nesting": (1, "too-deep", "more than 1 deep, which is the limit"),
    "items": (1, "too-many-items", "has 2 items; the limit is 1"),
    "text_characters": (20, "text-too-long", r"has \d+ characters; the limit is 20"),
    "headings": (1, "too-many-headings", "has 2 headings; the limit is 1"),
    "links": (1, "too-many-links", "has [24] .*; the limit is [12]"),
    "points": (1, "too-many-points", "has 2 points; the limit is 1"),
    "files": (1, "too-many-files", r"There are 1\d\d files of content; .* the limit is \d\d"),
    "themes": (1, "too-many-themes", "There are [2-9] themes; the limit is 1"),
    "values": (1, "too-many-values", r"has over \d+ values, .*; 2\d\d of them are here"),
    "relations": (1, "too-many-relations", "state more than 1 relations"),
    "bearings": (1, "too-many-bearings", r"bear on more than \d+ points, articles and lines"),
    "image_bytes": (60, "too-large", "has 67 bytes; the limit is 60 bytes"),
    "image_pixels": (1, "too-large", "has .* pixels; the limit is 1"),
    "all_pixels": (1, "too-large", "have over 1 pixels more than"),
    "page_seconds": (0.001, "too-slow", "of 78,0[0-9]{2} bytes .* limit of 0.001 seconds"),
}


def test_every_bound_is_tried() -> None:
    """No bound is without a test."""
    assert list(AT_LIMIT) == [*Bounds.__struct_fields__]


@pytest.mark.parametrize("name", AT_LIMIT)
def test_bound_of_a_project(tmp_path: Path, name: str) -> None:
    """A bound that a project sets holds, and its message says the limit and what was found."""
    limit, code, message = AT_LIMIT[name]
    body = f"{'word ' * 12}\n\n" * 1_258 if name == "page_seconds" else "word " * 10
    text = ARTICLE.format(
        points=POINT.format(1) + POINT.format(2), body=body, summary="A summary. " * 3
    )
    if name == "values":
        text = text.replace("[A, B]", f"[{', '.join(f'A{number}' for number in range(180))}]")
    project = tiny(tmp_path, {PATH: text})
    (project / "content/images/another.png").write_bytes(picture("png", (300, 300)))
    if name == "bearings":
        with (project / "content/timeline.yml").open("a", encoding="utf-8") as file:
            file.writelines(EVENT.format(number) for number in range(100))
    for number in range(100 if name == "files" else 0):
        (project / f"content/page-{number}.md").write_text("Words.\n", encoding="utf-8")
    problems = build(project, Settings(title="T", audiences={"all": "E", "leaders": "L"})).problems
    assert problems == ()
    given = _bounds({name: limit})
    settings = Settings(title="T", audiences={"all": "E", "leaders": "L"}, bounds=given)
    found = build(project, settings).problems
    assert code in {each.code for each in found}
    assert any(re.search(message, each.message) for each in found if each.code == code)


def _bounds(given: object) -> Bounds:
    """Return the bounds that a project's settings give."""
    config = BriefingConfig()
    config.load_dict({"bounds": given})
    for failure in config.validate()[0]:
        raise ValidationError(str(failure[1]))
    return config.bounds


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"bytes": 1}, "Only these have a bound: front_matter_bytes, body_bytes"),
        ([1], "Only these have a bound"),
        ({"links": 0}, "“links” is not a number above zero: 0"),
        ({"links": 1.5}, "“links” is not a number above zero: 1.5"),
        ({"links": True}, "“links” is not a number above zero: True"),
        ({"page_seconds": "long"}, "“page_seconds” is not a number above zero: long"),
    ],
)
def test_wrong_bound(given: object, said: str) -> None:
    """A bound that does not exist, or is no number, is told of when the settings are read."""
    with pytest.raises(ValidationError, match=said):
        _bounds(given)
