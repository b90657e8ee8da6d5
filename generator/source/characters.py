"""From a file's bytes to text that is safe to show: UTF-8, without characters that deceive.

Byte-order mark, CRLF and CR are accepted.
"""

import re
import unicodedata
from codecs import BOM_UTF8
from collections.abc import Iterator, Sequence
from itertools import pairwise

from generator.base.problems import At, Problem

UNSAFE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)
"""Control characters; line and paragraph separators, which end a line for some tools and not for
others; controls of writing direction, which make text read otherwise than it is stored (Unicode
Technical Report 36, section 3.6.2); a byte-order mark within text; what is no character."""

_MARK = "\ufeff"
_SIGNATURES = (
    (b"PK\x03\x04", "a Word document or another office document"),
    (b"\xd0\xcf\x11\xe0", "an old Word document (.doc)"),
    (b"%PDF", "a PDF"),
    (b"{\\rtf", "a document in Rich Text Format"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x1f\x8b", "a gzip archive"),
)
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_BLANK_START = re.compile(r"^ *[\u00a0\u2000-\u200b\u202f\u3000]", re.MULTILINE)
_LEAD = re.compile(r" *(?:- +)*")
"""What stands before a key."""
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f]")
_SAMPLE = 400
_FILLERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""Letters and signs that take up room, or join others, and show nothing."""
_NAMES = {
    0: "a NUL character",
    0x0C: "a page break",
    0x1B: "an ESC character",
    0xFEFF: "a byte-order mark",
}


def decode(data: bytes, path: str) -> tuple[str | None, list[Problem]]:
    """Return a file's text with line feeds alone at line ends, or None where it is not text.

    An unsafe character is a problem; in the text, U+FFFD takes its place.
    """
    if not data.removeprefix(BOM_UTF8).strip():
        message = "The file is empty."
        return None, [Problem(At(path), "empty-file", message, "Fill it in, or delete it.")]
    if problem := _foreign(data, path):
        return None, [problem]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return None, [_undecodable(data, error, path)]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    found = UNSAFE.search(text)
    if not found:
        return text, []
    return UNSAFE.sub("\N{REPLACEMENT CHARACTER}", text), [_unsafe(text, found, path)]


def unified(text: str) -> str:
    """Return a file's text without byte-order mark, its lines ended by line feeds."""
    return text.removeprefix(_MARK).replace("\r\n", "\n")


def as_stored(text: str, like: str) -> str:
    """Return text with the mark and the line ends of the file in which it is to be written.

    Where ends of both kinds stand in that file, each line keeps its own, and one that is new has
    that of the line before.
    """
    mark, ends = like[: like.startswith(_MARK)], like.count("\r\n")
    if ends in {0, like.count("\n")}:
        return mark + (text.replace("\n", "\r\n") if ends else text)
    return mark + "".join(_ended(text.split("\n"), like.removeprefix(_MARK).split("\n")[:-1]))


_NEAR = 20
"""Lines of the file before, among which a line is looked for where others are gone."""


def _ended(lines: Sequence[str], before: Sequence[str]) -> Iterator[str]:
    """Yield lines with the ends that they have in the file before; the last has none.

    Args:
        lines: of the file now.
        before: those of the file before that have an end, with the carriage return of that.
    """
    old = [each.removesuffix("\r") for each in before]
    at, end = 0, "\n"
    for line, following in pairwise(lines):
        here = old[at : at + 1]
        if line in here or following not in here:  # else it is new
            near = old[at : at + _NEAR]
            at += near.index(line) if line in near else 0
            end = "\r\n" if before[at : at + 1] != old[at : at + 1] else "\n" if old[at:] else end
            at += 1
        yield line + end
    yield lines[-1]


def is_blank(text: str) -> bool:
    """Tell whether a text shows nothing: it is empty, or made of characters that cannot be seen."""
    return all(map(_is_unseen, text))


def _is_unseen(character: str) -> bool:
    unseen = character.isspace() or unicodedata.category(character) == "Cf"
    return unseen or character in _FILLERS


def name_of(character: str) -> str:
    """Name a character that cannot be seen, such as ``U+202E (right-to-left override)``."""
    code = ord(character)
    name = _NAMES.get(code) or unicodedata.name(character, "").lower() or "a control character"
    return f"U+{code:04X} ({name})"


def odd_space(text: str, path: str, first_line: int) -> Problem | None:
    """Report tabs in YAML, of which the C parser lets some pass, and look-alikes of the space.

    Args:
        text: YAML.
        path: the file's path in problems.
        first_line: the line of the file on which the text begins.
    """
    if "\t" in text:
        others = sum("\t" in line for line in text.split("\n")) - 1
        also = f" and on {others} more lines" if others > 1 else " and on one more line"
        message = f"There is a tab here{also if others else ''}, where only spaces are allowed."
        first = text.index("\t")
        return Problem(_place(text, first, path, first_line), "tab", message, _spaced(text, first))
    if blank := _BLANK_START.search(text):
        message = (
            f"The line begins with {name_of(blank[0][-1])}, which looks like a space but is not "
            "one."
        )
        at = _place(text, blank.end() - 1, path, first_line)
        return Problem(at, "bad-indentation", message, "Replace it with an ordinary space.")
    return None


def _spaced(text: str, tab: int) -> str:
    """Say how many spaces belong in the place of a tab."""
    *above, line = text[:tab].split("\n")
    if line.strip():
        return "Replace it with one space."
    rest = text[tab:].lstrip()
    filled = [each for each in above if each.strip()]
    items = [each for each in filled if each.lstrip().startswith("- ")]
    opened = filled[-1:] if filled and filled[-1].rstrip().endswith(":") else []
    if opened or not rest.startswith("- "):
        column = len(_LEAD.match(filled[-1])[0]) if filled else 0  # type: ignore[index]
    else:
        column = len(items[-1]) - len(items[-1].lstrip()) if items else 0
    column += 2 * len(opened)
    change = f"Replace it with {column} spaces" if column else "Delete it"
    return f"{change}: what belongs together starts in the same column."


def _foreign(data: bytes, path: str) -> Problem | None:
    """Recognise a file that is another kind of document under a wrong name."""
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            message = f"The file is not text but {kind}."
            hint = (
                "Save it as plain text in UTF-8 from the program that made it; renaming is not "
                "enough."
            )
            if signature == _SIGNATURES[0][0]:
                hint = (
                    "Give the Word document its own ending, .docx, then run: briefing import "
                    "NAME.docx"
                )
            return Problem(At(path), "not-text", message, hint)
    sample = data[:_SAMPLE]
    if data.startswith(_UTF_16) or sample.count(0) > len(sample) // 4:
        message = "The file is saved as UTF-16, not as UTF-8."
        return Problem(At(path), "not-utf-8", message, "Save it again in UTF-8 encoding.")
    return None


def _undecodable(data: bytes, error: UnicodeDecodeError, path: str) -> Problem:
    # The error counts from after the byte-order mark; what precedes it decodes.
    offset = error.start + (3 if data.startswith(BOM_UTF8) else 0)
    before = data[:offset].decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    message = f"Byte {data[offset]:#04x} at offset {offset} is not UTF-8."
    return Problem(At(path, line, column), "not-utf-8", message, _encoding_hint(data, offset))


def _encoding_hint(data: bytes, offset: int) -> str:
    advice = "Save the file again in UTF-8 encoding."
    if _CONTROL.search(data):
        return advice
    try:
        character = data[offset : offset + 1].decode("cp1252")
    except UnicodeDecodeError:
        return advice
    return f"In Windows-1252 (“ANSI”) it is “{character}”. {advice}"


def _place(text: str, index: int, path: str, first_line: int = 1) -> At:
    line = first_line + text.count("\n", 0, index)
    return At(path, line, index - text.rfind("\n", 0, index))


def _unsafe(text: str, found: re.Match[str], path: str) -> Problem:
    at = _place(text, found.start(), path)
    count = len(UNSAFE.findall(text))
    also = f", the first of {count} such characters" if count > 1 else ""
    message = f"An invisible character is here: {name_of(found[0])}{also}."
    return Problem(
        at, "unsafe-character", message, "Delete it and retype the words on either side of it."
    )
