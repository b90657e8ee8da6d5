"""What a contributor most likely did where the YAML parser gave up, in everyday words.

Everything here looks at the lines round the place that the parser names. Where no slip explains the
error clearly, the parser's own words are given: a wrong hint is worse than none.
"""

import re
from collections.abc import Sequence

from msgspec import Struct
from yaml import MarkedYAMLError

from generator.base.problems import short
from generator.source.syntax.lines import FILLED, HYPHEN, entry_of, indent, nearest_above, quoted
from generator.source.syntax.slips import (
    Slip,
    colon_in_text,
    first_without_hyphen,
    misaligned,
    needs_quotes,
    no_colon,
    no_space,
    not_set_in,
    other_hyphen,
    outdented,
    quote_above,
    unclosed_quote,
)

__all__ = ["Slip", "curly", "explain", "in_curly_quotes"]


class _Error(Struct, frozen=True, kw_only=True):
    """The parser's error: where it gave up, and where what it was reading began."""

    lines: Sequence[str]
    context: str
    problem: str
    line: int
    column: int
    start_line: int
    start_column: int

    @property
    def text(self) -> str:
        return self.lines[self.line] if self.line < len(self.lines) else ""

    @property
    def above(self) -> int | None:
        """The nearest line above that is not empty."""
        return nearest_above(self.lines, self.line, FILLED)


_CURLY_PAIR = re.compile(r"“[^”]*”|‘.*’")
_CURLY_START = re.compile(r"(?:[:,\[{]|(?<= )-) *[“‘]")
_LOST_COMMA = re.compile(r"(.*\S) ([a-z_]+): (.+)")
_END_OF_PIECE = re.compile(r"[,\]}]|$")
_HASH = re.compile(r"(?<! ) +#")


def curly(value: str) -> tuple[str, str]:
    """Return message and hint about a value in curly quotes; more may follow it."""
    message = "The value is in curly quotes, but YAML recognises only straight ones."
    pair = _CURLY_PAIR.match(value)
    inner = quoted(pair[0][1:-1].strip()) if pair else '"…"'
    other = "if the curly quotes are part of the text, put straight ones around all of it."
    return message, f"Write {inner}; {other}"


def explain(error: MarkedYAMLError, lines: Sequence[str]) -> Slip:
    """Return what is wrong and how to fix it."""
    mark = error.problem_mark
    start = error.context_mark or mark
    found = _Error(
        lines=lines,
        context=error.context or "",
        problem=error.problem or "the parser gave up",
        line=mark.line if mark else 0,
        column=mark.column if mark else 0,
        start_line=start.line if start else 0,
        start_column=start.column if start else 0,
    )
    return next(slip for rule in _RULES if (slip := rule(found))) if lines else _other(found)


def in_curly_quotes(text: str) -> bool:
    """Tell whether a value stands in curly quotes as if they were YAML's."""
    inner = text[1:-1]
    if text.startswith("“"):
        return "”" not in text or (text.endswith("”") and not set("“”") & set(inner))
    closes = text.endswith("’") and len(text) > 1
    return text.startswith("‘") and closes and not re.search(r"‘|’\W", inner)


def _curly(error: _Error) -> Slip | None:
    """``title: “Discharge: what next?”``."""
    for found in _CURLY_START.finditer(error.text):
        if found.end() <= error.column:
            value = error.text[found.end() - 1 :].strip()
            return Slip(error.line, found.end() - 1, "curly-quotes", *curly(value))
    return None


def _dash(error: _Error) -> Slip | None:
    """``– id: a``, as word processors write it."""
    return other_hyphen(error.lines, min(error.line, len(error.lines) - 1))


def _colon(error: _Error) -> Slip | None:
    """``title: Discharge: what next?``."""
    entry = entry_of(error.text)
    if "mapping values are not allowed" not in error.problem or not entry:
        return None
    if not entry.value or error.column < entry.value_column:
        return None
    message = f"The value of “{entry.key}” has a colon in it, so it needs straight quotes."
    return needs_quotes(error.line, entry, message)


def _colon_in_brackets(error: _Error) -> Slip | None:
    """``{role: director: adult care}``."""
    at_colon = error.text[error.column : error.column + 1] == ":"
    if "flow" not in error.context or error.line != error.start_line or not at_colon:
        return None
    start = 1 + max(error.text.rfind(sign, 0, error.column) for sign in ",[{")
    end = _END_OF_PIECE.search(error.text, error.column)
    piece = error.text[start : end.start() if end else None].strip()
    key, _, value = piece.partition(": ")
    in_list = "sequence" in error.context
    if not in_list and (lost := _LOST_COMMA.fullmatch(value)):
        message = f"A comma is missing before “{lost[2]}”, or the text contains a colon."
        hint = f"Write {key}: {lost[1]}, {lost[2]}: {lost[3]} or {key}: {quoted(value)}"
        return Slip(error.line, error.column, "needs-quotes", message, hint)
    hint = f"Write {quoted(piece)}" if in_list else f"Write {key}: {quoted(value)}"
    message = "Text that contains a colon needs straight quotes around it."
    return Slip(error.line, error.column, "needs-quotes", message, hint)


def _swallowed(error: _Error) -> Slip | None:
    """Recognise a line that YAML reads as part of the value above it."""
    above = error.above
    if "mapping values are not allowed" not in error.problem or above is None:
        return None
    previous = entry_of(error.lines[above])
    if not previous:
        return no_space(error.lines, above) or no_colon(error.lines, above)
    if not previous.value or indent(error.text) <= indent(error.lines[above]):
        return None
    return (
        colon_in_text(error.line, error.text, previous)
        or not_set_in(error.lines, above, indent(error.text))
        or misaligned(error.line, error.text, previous)
    )


def _cut_text(error: _Error) -> Slip | None:
    """Recognise text over several lines that a number sign cuts short."""
    above = error.above
    if "expected key" not in error.problem or above is None or entry_of(error.text):
        return None
    cut = _HASH.search(error.lines[above])
    if not cut:
        return None
    rest = error.lines[above][cut.start() :].strip()
    message = f"The text ends before “{short(rest)}”, which YAML reads as a comment."
    hint = "Put straight quotes around the whole text."
    return Slip(above, cut.start(), "comment-in-text", message, hint)


def _column(error: _Error) -> Slip | None:
    """Recognise a hyphen, or a key, in the wrong column."""
    lost_item = "expected '-' indicator" in error.problem
    lost_key = "expected key" in error.problem and error.column == indent(error.text)
    if not (lost_item or lost_key):
        return None
    if HYPHEN.match(error.text):
        other = nearest_above(error.lines, error.line, HYPHEN)
        column = error.lines[other].index("-") + 1 if other is not None else 0
        if slip := first_without_hyphen(error.lines, error.line):
            return slip
        if column and column != error.column + 1:
            message = "This hyphen is not directly below the hyphen of the item above."
            hint = f"Start it in column {column}."
            return Slip(error.line, error.column, "bad-indentation", message, hint)
    previous = entry_of(error.lines[error.above]) if error.above is not None else None
    if previous and previous.column != indent(error.text):
        return misaligned(error.line, error.text, previous)
    return outdented(error.lines, error.line)


def _after_close(error: _Error) -> Slip | None:
    """``title: [Draft] Next steps``, ``title: 'It's time'``, ``authors: [A, B]]``."""
    if "expected key" not in error.problem or error.column <= indent(error.text):
        return None
    entry = entry_of(error.text)
    if entry and not error.text[error.column :].strip(" ]}"):
        message = "This closing bracket has no opening bracket."
        return Slip(error.line, error.column, "unclosed-bracket", message, "Delete it.")
    if entry and entry.value[:1] in {'"', "'", "[", "{"}:
        close = {"[": "]", "{": "}"}.get(entry.value[0], entry.value[0])
        if error.text[error.column :].strip() == ",":
            message = "There is a comma at the end of this line, where none is needed."
            hint = f"Write {entry.key}: {short(entry.value.rstrip(' ,'))}"
            return Slip(error.line, error.column, "needs-quotes", message, hint)
        message = f"The value of “{entry.key}” continues after the “{close}” that ends it."
        return needs_quotes(error.line, entry, message)
    return quote_above(error.lines, error.line)


def _quote(error: _Error) -> Slip | None:
    """Recognise a quote that is never closed, or a backslash in quotes."""
    if "quoted scalar" not in error.context:
        return None
    if "end of stream" in error.problem:
        return unclosed_quote(error.lines, error.start_line, error.start_column)
    message = "In double quotes a backslash starts a code, and this is not a valid one."
    hint = "Use single quotes, or write the backslash twice."
    return Slip(error.line, error.column, "bad-escape", message, hint)


def _bracket(error: _Error) -> Slip | None:
    """Recognise a bracket that is never closed, or a comma missing between brackets."""
    if "flow node" in error.context:
        return _lost_value(error)
    if "flow" not in error.context:
        return None
    opened, closing = ("[", "]") if "sequence" in error.context else ("{", "}")
    if error.line > error.start_line:
        message = f"The bracket “{opened}” opened here is never closed."
        entry = entry_of(error.lines[error.start_line])
        whole = entry and entry.value_column == error.start_column and entry.value[-1] not in ",{["
        model = f", as in {entry.key}: {short(entry.value)}{closing}" if entry and whole else ""
        other = "text that begins with a bracket needs straight quotes."
        hint = f"Close it with “{closing}”{model}; {other}"
        return Slip(error.start_line, error.start_column, "unclosed-bracket", message, hint)
    message = f"A comma or “{closing}” was expected here."
    hint = "Text that contains quotes, brackets or colons needs straight quotes around all of it."
    return Slip(error.line, error.column, "needs-quotes", message, hint)


def _lost_value(error: _Error) -> Slip:
    """Recognise ``authors: [`` at the end, or ``[, A]``."""
    above = error.above
    entry = entry_of(error.lines[above]) if above is not None else None
    if entry and above is not None and entry.value.endswith(("[", "{", ",")) and not error.text:
        column = len(error.lines[above].rstrip()) - 1
        message = "A list or group of keys that opens here or earlier is never closed."
        hint = "Close it with “]” or “}”; text that begins with a bracket needs straight quotes."
        return Slip(above, column, "unclosed-bracket", message, hint)
    message = "A value was expected here, between the brackets."
    hint = "Text that contains quotes, brackets or commas needs straight quotes around all of it."
    return Slip(error.line, error.column, "needs-quotes", message, hint)


def _no_value(error: _Error) -> Slip | None:
    """Recognise a line without a colon, or without the space after it."""
    if "expected ':'" not in error.problem:
        return None
    line, lines = error.start_line, error.lines
    return outdented(lines, line) or no_space(lines, line) or no_colon(lines, line)


def _first_character(error: _Error) -> Slip | None:
    """Recognise a value that begins with a character that means something to YAML."""
    reasons = ("an alias", "an anchor", "a block scalar", "next token", "a block node")
    special = any(reason in error.context for reason in reasons)
    entry = entry_of(error.text)
    if not entry or not (special or "keys are not" in error.problem):
        return None
    if not entry.value or error.start_column != entry.value_column:
        return None
    if entry.value[0] in "|>":
        message = f"Text follows “{entry.value[0]}” on the same line."
        rest = short(entry.value[1:].strip())
        hint = (
            f"Start the text on the next line, indented by two spaces, or write {entry.key}: {rest}"
        )
        return Slip(error.line, entry.value_column, "needs-quotes", message, hint)
    begins = (
        f"The value of “{entry.key}” begins with “{entry.value[0]}”, which YAML does not allow."
    )
    return needs_quotes(error.line, entry, begins)


def _list_beside_key(error: _Error) -> Slip | None:
    """``points: - id: a``."""
    if "sequence entries are not allowed" not in error.problem:
        return None
    entry = entry_of(error.text)
    if entry and entry.value.startswith("- ") and not entry_of(entry.value[2:]):
        begins = f"The value of “{entry.key}” begins with “-”, which starts a list."
        return needs_quotes(error.line, entry, begins)
    message = "A hyphen follows the key on the same line."
    hint = "Start a list on the next line; text that begins with a hyphen needs straight quotes."
    return Slip(error.line, error.column, "bad-indentation", message, hint)


def _marker(error: _Error) -> Slip | None:
    """Recognise ``...`` or ``%YAML 1.2``, which stand between documents of YAML."""
    above = error.above
    if "<document start>" not in error.problem or above is None:
        return None
    message = (
        f"“{short(error.lines[above])}” ends or begins a YAML document, which is the job of the "
        "--- lines here."
    )
    return Slip(above, 0, "yaml-syntax", message, "Delete the line.")


def _other(error: _Error) -> Slip:
    message = f"This cannot be read as YAML: {error.problem}."
    hint = "Put straight quotes around text, or check the colons and brackets on this line."
    return Slip(error.line, error.column, "yaml-syntax", message, hint)


_RULES = (
    _curly,
    _dash,
    _colon,
    _colon_in_brackets,
    _swallowed,
    _cut_text,
    _column,
    _after_close,
    _quote,
    _bracket,
    _no_value,
    _first_character,
    _list_beside_key,
    _marker,
    _other,
)
