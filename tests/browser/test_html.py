"""HTML as the standard has it, on every page: judged by the checker of the W3C (vnu)."""

import json
import re
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tests.projects import BRIEFING

_JAR = Path(".venv/npm/node_modules/vnu-jar/build/dist/vnu.jar")
_HARMLESS = (
    # It does not know what “'self'” is for a file; the browser tests try pages under their policy.
    "violates Content Security Policy (meta tag)",
    "Trailing slash on void elements has no effect",
)
_OF_THE_THEME = "Attribute “autocomplete” is only allowed when the input type is"
"""On the switches of a drawer and a search that are not shown; no block of the theme holds them."""
_NO_LANGUAGE = "This document appears to be written in"
"""The large project's words are made up, and look like Italian or Latin."""

_PAGED = re.compile(r"CSS: “(?:content”: “string\(paper\)”|string-set”)")
"""Running titles are of CSS for paged media, which the checker does not know."""


def _messages(top: Path, *pages: Path) -> Iterator[dict[str, Any]]:
    """Yield what the checker says of files, and of the HTML files of folders."""
    jar = top / _JAR
    assert jar.is_file(), "The checker is missing. Type: make test"
    options = ["--format", "json", "--exit-zero-always", "--skip-non-html", "--stdout"]
    command = ["java", "-Xss8m", "-jar", str(jar), *options, *map(str, pages)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    yield from json.loads(done.stdout)["messages"]


def _faults(top: Path, *pages: Path) -> list[str]:
    return [
        f"{message.get('url')}:{message.get('lastLine')} {message['message']}"
        for message in _messages(top, *pages)
        if not any(words in message["message"] for words in _HARMLESS) and not _of_theme(message)
    ]


def _of_theme(message: dict[str, Any]) -> bool:
    return _OF_THE_THEME in message["message"] and 'class="md-toggle"' in message["extract"]


def test_every_page_is_valid(top: Path, site: Path) -> None:
    """No page of this project's site has a fault."""
    assert _faults(top, site) == []


def test_every_kind_of_page_is_valid(
    top: Path, large: Path, large_kinds: Mapping[str, str]
) -> None:
    """Nor has a page of a project so large that its lists are split."""
    faults = _faults(top, *(large / path / "index.html" for path in large_kinds.values()))
    assert [fault for fault in faults if _NO_LANGUAGE not in fault] == []


def test_a_board_paper_is_valid(top: Path, tmp_path: Path) -> None:
    """The same holds for the paper of all themes."""
    paper = tmp_path / "paper.html"
    command = [*BRIEFING, "-C", str(top)]
    subprocess.run([*command, "pack", "--output", str(paper)], check=True, capture_output=True)
    assert [fault for fault in _faults(top, paper) if not _PAGED.search(fault)] == []


def test_a_fault_is_found(top: Path, tmp_path: Path) -> None:
    """A heading in a paragraph, which browsers mend in silence, is told with its line."""
    page = tmp_path / "page.html"
    page.write_text(_BROKEN, encoding="utf-8")
    assert [fault for fault in _faults(top, page) if "page.html:3 " in fault] != []


_BROKEN = """\
<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Broken</title></head>
<body><p>One<h1>Two</h1></p></body></html>
"""
