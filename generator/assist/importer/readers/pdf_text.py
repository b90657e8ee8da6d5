"""Lines of print → paragraphs, headings and items of lists."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile
from statistics import median

from generator.assist.importer.marks import escaped
from generator.assist.importer.readers.pdf_lines import RAISED, Line, in_order, usual_size

_HEADING = 1.12
"""How much larger than the text a heading's letters are."""
_SMALL = 0.92
"""How much smaller than the text a note's letters are, at the foot of a page."""
_LONG = 200
"""Characters of a heading."""
_WIDER = 1.3
"""How much further apart than usual lines of two paragraphs stand."""
_ALIKE = 0.06
"""Share of the text's size by which letters of one paragraph may differ."""
_LOOSE = 1.2
"""How much more room than it needs a word is given, as the width of letters differs."""
_NEAR = 8
"""Lines before and behind one by which the width of its column is known."""
_NAMED = 12
"""Words that are named; the others are counted."""
_LEVELS = 4
_ITEM = re.compile(r"^(?:[•◦▪●·‣–-]|\uf0b7)\s*(?=\S)")
_NUMBERED = re.compile(r"^\d{1,3}[.)]\s")
"""The beginning of a numbered paragraph, which Markdown shows as one."""
_NOTE = re.compile(r"^\d{1,3}\s*\S")
_NUMBER = re.compile(r"(\d{1,3})\\?[.)]?\s*(?=\S)")
"""What a note begins with."""
_RAISED = re.compile(f"[{RAISED}]+")
_NUMBERS = frozenset("two three four five six seven eight nine".split())  # noqa: SIM905
"""Words that keep their hyphen before another, as in “five-year”."""
_NO_WORD = frozenset({"fold", "pence", "some", "teen", "teenth", "th", "ty"})
_GOES_ON = ("/", "_", "=", "&", "?", "-")
"""How an address ends that goes on on the next line."""
_ENDS = re.compile(r"[.!?:…][”’\"')\]]?(?:\d{1,2}|\s*\[\d{1,3}\])?$")
_REST = re.compile(r"[a-zà-ÿ]+")
_DIVIDED = re.compile(r"(?<!\w)(\w++)[-\u2010\u00ad]$")


def paragraphs(pages: Sequence[Sequence[Line]]) -> tuple[str, tuple[str, ...]]:
    """Return lines as Markdown, and what was decided for all of them.

    Args:
        pages: the lines of each page.
    """
    lines = [each for page in pages for each in page]
    if not lines:
        return "", ()
    return _Setter(lines).set(pages)


class _Setter:
    """Makes paragraphs of the lines of one document."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._body = usual_size(lines)
        larger = {each.size for each in lines if self._is_large(each)}
        self._levels = sorted(larger, reverse=True)
        self._leading = _leading(lines, self._body)
        self._words = Counter(re.findall(r"\w+(?:-\w+)*", " ".join(x.text.lower() for x in lines)))
        self._joined: list[str] = []

    def _is_large(self, each: Line) -> bool:
        return each.size >= self._body * _HEADING

    def set(self, pages: Sequence[Sequence[Line]]) -> tuple[str, tuple[str, ...]]:
        """Return the text and the remarks on it."""
        running: list[Line] = []
        notes: list[Line] = []
        for page in pages:
            small = self._small_print(page)
            ordered = in_order([each for each in page if each not in small])
            foot = self._foot(ordered)
            running += ordered[:foot]
            notes += [*ordered[foot:], *in_order(small)]
        text = self._text(running)
        below = self._text(notes)
        return _noted(text, below), tuple(self._remarks(bool(notes)))

    def _text(self, lines: Sequence[Line]) -> list[str]:
        return [*filter(None, map(self._written, self._parts(lines)))]

    def _small_print(self, page: Sequence[Line]) -> list[Line]:
        """Return the lines of notes that stand below all columns of a page."""
        upwards = sorted(page, key=lambda each: each.bottom)
        small = [*takewhile(lambda each: each.size <= self._body * _SMALL, upwards)]
        ordered = in_order(small)
        return small if small != upwards and ordered and _NOTE.match(ordered[0].text) else []

    def _foot(self, page: Sequence[Line]) -> int:
        """Return from which line on a page holds notes alone, in small print."""
        foot = len(page)
        while foot and page[foot - 1].size <= self._body * _SMALL:
            foot -= 1
        small = page[foot:]
        return foot if small and _NOTE.match(small[0].text) and foot else len(page)

    def _parts(self, lines: Sequence[Line]) -> Iterator[list[Line]]:
        """Yield the lines of each paragraph."""
        part: list[Line] = []
        for number, each in enumerate(lines):
            near = lines[max(number - _NEAR, 0) : number + _NEAR]
            if part and self._begins(part, each, near):
                yield part
                part = []
            part.append(each)
        if part:
            yield part

    def _begins(self, part: Sequence[Line], each: Line, near: Sequence[Line]) -> bool:
        """Tell whether a line begins a paragraph.

        Args:
            part: the lines of the paragraph that it would go on with.
            each: the line.
            near: the lines round it.
        """
        last = part[-1]
        if _is_beside(last, each):
            return False
        if _is_row(part):
            return True
        if abs(last.size - each.size) > self._body * _ALIKE or _ITEM.match(each.text):
            return True
        if last.bold != each.bold and (self._is_heading(part) or each.bold):
            return True
        if not _is_below(last, each):  # but in the next column, or on the next page
            return self._is_large(last) or _ENDS.search(last.text) is not None
        far = last.bottom - each.bottom > _WIDER * max(self._leading, 1.1 * each.size)
        return far or _had_room(last, each, near) or _is_indented(part, each)

    def _is_heading(self, part: Sequence[Line]) -> bool:
        length = sum(len(each.text) for each in part)
        large = self._is_large(part[0])
        bold = all(each.bold for each in part) and not _ENDS.search(part[-1].text)
        if _ITEM.match(part[0].text) or _is_row(part):
            return False
        return length <= _LONG and (large or (bold and length <= _LONG / 2))

    def _written(self, part: Sequence[Line]) -> str:
        """Return one paragraph as Markdown."""
        text = "".join(self._joins([each.text for each in part]))
        if not any(character.isalnum() for character in text):
            return ""
        if self._is_heading(part):
            large = self._is_large(part[0])
            level = 1 + self._levels.index(part[0].size) if large else 1 + len(self._levels)
            return f"{'#' * min(max(level, 1), _LEVELS)} {escaped(text, inline=True)}"
        item = _ITEM.match(text)
        if item:
            return f"- {escaped(text[item.end() :])}"
        return escaped(text, inline=_NUMBERED.match(text) is not None)

    def _joins(self, lines: Sequence[str]) -> Iterator[str]:
        """Yield lines and what joins them: a word that was divided at the end of one is whole."""
        for text, more in zip(lines, [*lines[1:], ""], strict=True):
            divided, rest = _DIVIDED.search(text), _REST.match(more)
            if not divided or not rest or _is_severed(text):
                yield f"{text} " if more and not _is_severed(text) else text
                continue
            whole, apart = f"{divided[1]}{rest[0]}".lower(), f"{divided[1]}-{rest[0]}".lower()
            number = divided[1].lower() in _NUMBERS and rest[0] not in _NO_WORD
            if (self._words[apart] or number) and not self._words[whole]:
                yield f"{text[:-1]}-"
            else:
                self._joined.append(f"{divided[1]}{rest[0]}")
                yield text[:-1]

    def _remarks(self, has_notes: bool) -> Iterator[str]:  # noqa: FBT001 - one fact, told once
        yield "A PDF contains lines, not paragraphs: check paragraphs and headings against it."
        if has_notes:
            yield "Small print at the foot of pages is below the text now."
        if doubtful := [
            each for each in dict.fromkeys(self._joined) if self._words[each.lower()] < 1
        ]:
            more = f" and {len(doubtful) - _NAMED} more" if len(doubtful) > _NAMED else ""
            words = ", ".join(doubtful[:_NAMED])
            yield f"Words divided at the end of a line were joined: {words}{more}."


def _is_severed(text: str) -> bool:
    """Tell whether a line ends within an address."""
    return text.endswith(_GOES_ON) and "http" in text.rpartition(" ")[2]


def _noted(text: Sequence[str], below: Sequence[str]) -> str:
    """Return a text with its notes below, numbered as notes where each is referred to once."""
    notes: list[str] = []
    for each in below:
        if _NUMBER.match(each) or not notes:
            notes.append(each)
        else:
            notes[-1] += f" {each}"
    numbers = [found[1] for each in notes if (found := _NUMBER.match(each))]
    whole = "\n\n".join(text)
    told = Counter(_lowered(each) for each in _RAISED.findall(whole))
    if len(numbers) < len(notes) or any(told[each] != 1 for each in numbers):
        return "\n\n".join([whole, *below])
    whole = _RAISED.sub(lambda found: _reference(found[0], numbers), whole)
    return "\n\n".join([whole, *(_NUMBER.sub(r"[^\1]: ", each, count=1) for each in notes)])


def _reference(raised: str, numbers: Sequence[str]) -> str:
    return f"[^{_lowered(raised)}]" if _lowered(raised) in numbers else raised


def _lowered(raised: str) -> str:
    return unicodedata.normalize("NFKC", raised)


def _is_row(part: Sequence[Line]) -> bool:
    """Tell whether lines are cells of one row of a table."""
    return len(part) > 1 and _is_beside(part[-2], part[-1])


def _is_beside(last: Line, each: Line) -> bool:
    level = abs(last.bottom - each.bottom) < min(last.size, each.size) / 2
    return level and each.left >= last.right


def _is_below(last: Line, each: Line) -> bool:
    return last.bottom > each.bottom and each.left < last.right and last.left < each.right


def _had_room(last: Line, each: Line, near: Sequence[Line]) -> bool:
    """Tell whether a line ended although the next line's first word would have fitted on it."""
    if _DIVIDED.search(last.text):
        return False
    column = [x.right for x in near if x.size == last.size and _overlap(x, last)]
    first = each.text.split(maxsplit=1)[0]
    needed = (len(first) + 1) * (each.right - each.left) / len(each.text)
    return max(column) - last.right > _LOOSE * needed


def _overlap(one: Line, other: Line) -> bool:
    return one.left < other.right and other.left < one.right


def _is_indented(part: Sequence[Line], each: Line) -> bool:
    """Tell whether a line is set further right than those above, after a sentence's end."""
    ended = _ENDS.search(part[-1].text) is not None
    if ended and _NUMBERED.match(each.text):
        return True
    return ended and len(part) > 1 and each.left > part[-1].left + 0.8 * each.size


def _leading(lines: Sequence[Line], size: float) -> float:
    """Return how far below one another lines of a size usually stand."""
    steps = [
        above.bottom - below.bottom
        for above, below in pairwise(lines)
        if above.size == below.size == size and 0 < above.bottom - below.bottom < 3 * size
    ]
    return median(steps) if steps else 1.2 * size
