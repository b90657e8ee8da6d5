"""Problems of words in a text stand at these words."""

from pathlib import Path

import pytest

from generator.base.bounds import Bounds
from generator.base.problems import At, Problem
from generator.source.pinpoint import pinpoint

_PATH = "content/articles/a.md"


def _place(folder: Path, text: str, line: int, words: str) -> str:
    """Return the place of a problem of words in a text that begins on a line of a file."""
    file = folder / _PATH
    file.parent.mkdir(parents=True)
    file.write_text(text, "utf-8")
    problem = Problem(At(_PATH, line), "unknown-acronym", "Found.", words=words)
    (placed,) = pinpoint([problem], folder, Bounds())
    assert (placed.code, placed.message, placed.words) == (problem.code, problem.message, "")
    return f"{placed.at.line}:{placed.at.column}"


@pytest.mark.parametrize(
    ("text", "line", "words", "place"),
    [
        ("The UTA met.\n", 1, "UTA", "1:5"),
        ("First.\n\nThe board,\nthen the UTA.\n", 3, "UTA", "4:10"),
        ("Not HUTA, not UTAH, but UTAs.\n", 1, "UTA", "1:25"),
        ("The Union\nof **Tram** Authorities.\n", 1, "Union of Tram Authorities", "1:5"),
        ("Again UTA.\n\nThe UTA met.\n", 3, "UTA", "3:5"),
        ("text: >-\n  The new\n  UTA met.\n", 1, "UTA", "3:3"),
        ("Ünïted ✓ UTA.\n", 1, "UTA", "1:10"),
    ],
)
def test_words_are_found_below(
    tmp_path: Path, text: str, line: int, words: str, place: str
) -> None:
    """On a line below the first too, across lines, and never as a part of a longer word."""
    assert _place(tmp_path, text, line, words) == place


def test_what_is_not_found_stays(tmp_path: Path) -> None:
    """Words that mark-up or an escape spells otherwise leave the problem where the text begins."""
    assert _place(tmp_path, "The U&#84;A met.\n", 1, "UTA") == "1:1"
