"""What programs of others say of papers."""

import shutil
import subprocess
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser


def words_of(html: str) -> str:
    """Return the words of a paper, with single spaces between."""
    return " ".join(" ".join(body.text() for body in LexborHTMLParser(html).css("body")).split())


def told_by(program: str, *arguments: str | Path) -> str:
    """Return what a program of Poppler says."""
    path = shutil.which(program)
    assert path, f"Type: sudo apt-get install poppler-utils ({program} is missing)"
    return subprocess.run([path, *arguments], check=True, capture_output=True, text=True).stdout
