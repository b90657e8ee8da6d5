"""Verification of a built site."""

import json
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

import generator.publish.verify
from generator.base.problems import Problem, catalogue
from generator.publish.verify import verify
from generator.publish.verify.addresses import Addresses
from generator.publish.verify.records import Target, Use
from tests.cases import GOLDEN, case_files, check, sections
from tests.pictures import picture

SOURCES = Path(generator.publish.verify.__file__).parent.glob("*.py")
POLICY = """<meta http-equiv="Content-Security-Policy" content="default-src 'none'">"""
PAGE = f"<!doctype html>{POLICY}<title>A page</title>\n"


def make(site: Path, files: dict[str, str]) -> Path:
    """Write a site."""
    for name, text in files.items():
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(picture("png") if text == A_PICTURE else text.encode())
    return site


A_PICTURE = "a picture"
"""Stands for one, as the text of a file."""


def told(site: Path) -> list[str]:
    """Return the problems of a site, each as its file and code."""
    return [f"{problem.at.path} {problem.code}" for problem in verify(site)]


@case_files("verify")
def test_golden(path: Path, tmp_path: Path) -> None:
    """Each case's site has the problems that it lists, and no other.

    Only cases that speak of policies need have them on every page.
    """
    case = sections(path)
    files = {
        name.removeprefix("file "): text for name, text in case.items() if name.startswith("file ")
    }
    problems = verify(make(tmp_path, files), **json.loads(case["call"]))
    if "Content-Security-Policy" not in case["problems"]:
        problems = [each for each in problems if each.code != "page-policy-missing"]
    check(path, {"problems": "\n".join(map(str, problems))})


def test_every_code_has_a_case() -> None:
    """No problem of verification goes untested."""
    source = "".join(path.read_text(encoding="utf-8") for path in SOURCES)
    codes = {code for code in catalogue() if f'"{code}"' in source}
    cases = "".join(path.read_text(encoding="utf-8") for path in GOLDEN.glob("verify/*.txt"))
    assert {code for code in codes if f" {code} " not in cases} == {"page-too-large"}


def test_large_page_is_refused(tmp_path: Path) -> None:
    """A page may have 300 kB and not a byte more."""
    page = PAGE.ljust(300_000)
    make(tmp_path, {"index.html": page, "long/index.html": f"{page} "})
    [problem] = verify(tmp_path)
    assert str(problem) == (
        "long/index.html:1:1 page-too-large The page has 300,001 bytes; 300,000 are allowed. "
        "Split the list that grows with the content, by year or letter."
    )


def test_missing_site_is_a_missing_home_page(tmp_path: Path) -> None:
    """A folder that does not exist, or is empty, does not pass."""
    assert told(tmp_path / "nowhere") == ["index.html page-missing"]
    assert told(tmp_path) == ["index.html page-missing"]


def test_odd_files_are_refused(tmp_path: Path) -> None:
    """Links, pipes, hidden folders and unprintable names do not belong in a site."""
    make(tmp_path, {"index.html": PAGE, ".git/config": "", ".git/HEAD": "", "a\nb.html": PAGE})
    (tmp_path / "link.html").symlink_to("index.html")
    (tmp_path / "folder").symlink_to(".")
    os.mkfifo(tmp_path / "pipe.html")
    (tmp_path / os.fsdecode(b"caf\xe9.html")).write_text(PAGE, encoding="utf-8")
    assert told(tmp_path) == [
        ".git site-file-unexpected",
        "a\nb.html site-file-unexpected",
        "caf\\xe9.html site-file-unexpected",
        "folder site-file-unexpected",
        "link.html site-file-unexpected",
        "pipe.html site-file-unexpected",
    ]


def test_text_must_be_utf8(tmp_path: Path) -> None:
    """A page in another encoding is reported, and the others are still checked."""
    make(tmp_path, {"index.html": f'{PAGE}<a href="lost/">lost</a>'})
    (tmp_path / "latin.html").write_bytes(b"caf\xe9")
    assert told(tmp_path) == ["index.html site-link-broken", "latin.html site-data-unreadable"]


def test_deep_data_are_a_problem(tmp_path: Path) -> None:
    """Data nested too deep to be read do not end the run."""
    deep = "[" * 100_000 + "]" * 100_000
    make(
        tmp_path,
        {"index.html": PAGE, "data/briefing.json": deep, "data/briefing.schema.json": "{}"},
    )
    assert told(tmp_path) == ["data/briefing.json site-data-unreadable"]


PIECES = st.sampled_from(
    (
        *(
            "<a href=",
            "<img src=",
            "<p id=a ",
            "<meta http-equiv=refresh content=",
            "<script>",
            "<svg>",
        ),
        *("<style>", "<template>", "<base href=", ">", '"', "'", "//h.example", "url(", "@import"),
        *(
            "javascript:",
            "data:",
            "&#10;",
            "\\",
            "../",
            "a/",
            "#",
            "?",
            "%",
            "%ff",
            ":",
            "[",
            "{",
            "\0",
        ),
        *("</script>", "</style>", "<!--", "]]>", " ", "\n", "é", "\ud7ff", "/*", "*/", "`"),
    )
)


@given(st.lists(PIECES, max_size=40).map("".join), st.sampled_from(["a.html", "a.svg", "a.css"]))
def test_any_text_is_checked(
    tmp_path_factory: pytest.TempPathFactory, text: str, name: str
) -> None:
    """Whatever a file holds, the check ends, and each place it names is in the file."""
    site = make(tmp_path_factory.mktemp("any"), {"index.html": PAGE, name: text})
    for problem in verify(site):
        lines = text.split("\n")
        assert problem.at.column <= len(lines[problem.at.line - 1]) + 1


SEGMENTS = st.lists(st.sampled_from(["a", "b", "..", ".", "c.html"]), min_size=1, max_size=5)


@given(
    SEGMENTS,
    st.sampled_from(["", "/"]),
    st.sampled_from(["index.html", "a/index.html", "a/b/c.html"]),
)
def test_relative_addresses_lead_where_browsers_go(
    steps: list[str],
    end: str,
    page: str,
) -> None:
    """Dot segments are followed as the standard library follows them."""
    address = "/".join(steps) + end
    deep = f"https://site.example/{'deep/' * 9}"
    expected = urlsplit(urljoin(f"{deep}{page}", address)).path
    file = f"{expected}index.html" if expected.endswith("/") else expected
    inside = file.startswith(urlsplit(deep).path)
    path = file.removeprefix(urlsplit(deep).path) if inside else "nothing"
    found = Addresses(frozenset([path]), "", frozenset()).follow(page, Use(address, "link"))
    assert isinstance(found, Target) == inside


def test_plain_site_of_the_publisher_lacks_policies_alone(tmp_path: Path) -> None:
    """What MkDocs and Material write passes but for policies, sub-path and 404 page included."""
    pages = {
        "docs/index.md": "# Home\n\n[Section](a.md#section)\n",
        "docs/a.md": '# A\n\n## Section\n\n[Home](index.md "home")\n',
        "mkdocs.yml": """
site_name: Plain
site_url: https://site.example/sub/path/
theme: {name: material, font: false, features: [search.suggest, navigation.top]}
markdown_extensions: [{toc: {permalink: true}}]
""",
    }
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict"]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run(command, cwd=make(tmp_path, pages), env=environment, check=True)
    site = tmp_path / "site"
    expected = ["", "a/", "404.html"]
    assert _codes(verify(site, expected, "https://site.example/sub/path/")) == [
        "page-policy-missing"
    ]
    assert _codes(verify(site, base="/sub/path/")) == ["page-policy-missing"]
    broken = (each for each in verify(site) if each.code == "site-link-broken")
    assert {problem.at.path for problem in broken} == {"404.html"}


def _codes(problems: list[Problem]) -> list[str]:
    return sorted({problem.code for problem in problems})
