"""A document in Rich Text Format → Markdown; what is not its running text is cut out first."""

import re
from collections.abc import Iterator

from msgspec import Struct, field
from striprtf.striprtf import rtf_to_text

from generator.assist.importer.hypertext import is_address
from generator.assist.importer.raw import Dropped, Raw, UnimportableError, line, of_properties
from generator.assist.importer.readers.text import paragraphs
from generator.assist.importer.remarks import tracked

_DEEPEST = 500
"""Groups within one another."""
_WORD = re.compile(r"\\([a-z]{1,32})(-?\d{1,10})? ?|\\[^a-z]|([{}])", re.IGNORECASE)
_CUT = {
    "footnote": "note",
    "annotation": "is a comment",
    "deleted": "was deleted in a tracked change",
    "shptxt": "is a text box",
    "title": "title",
    "author": "author",
    **{f"header{end}": "is a header of the pages" for end in ("", "l", "r", "f")},
    **{f"footer{end}": "is a footer of the pages" for end in ("", "l", "r", "f")},
}
"""Words that say what their group is, and what that is to a reader of the text."""
_ADDRESS = re.compile(r'HYPERLINK\s{1,9}"([^"{}]{1,1990})"')
_CODE_PAGE = re.compile(r"\\ansicpg\d{1,5}")
_NOTE = re.compile("\x02(\\d+)\x03")
_LINK = re.compile("\x04(\\d+)\x05([^\x04\x05\x06]*)\x06")
_OURS = re.compile("[\x02-\x06]")


class _Group(Struct):
    """Part of a document's source between braces.

    Attributes:
        start: where it begins.
        word: where the word stands that says what it is.
        kind: what it is to a reader, or nothing.
        shown: the number of the link whose words it holds, from 1, or 0.
    """

    start: int
    word: tuple[int, int] = (0, 0)
    kind: str = ""
    shown: int = 0


class _Cut(Struct):
    """A document's source in parts.

    Attributes:
        text: the running text, with signs where notes and links stand.
        others: what each other part is, and its source.
        links: the addresses of links, in their order.
    """

    text: str = ""
    others: list[tuple[str, str]] = field(default_factory=list)
    links: list[str] = field(default_factory=list)


def read(data: bytes) -> Raw:
    """Return the text of a document in Rich Text Format."""
    source = _OURS.sub("", data.decode("latin-1"))
    page = _CODE_PAGE.search(source[:2000])
    head = f"{{\\rtf1\\ansi{page[0] if page else ''} "
    cut = _cut(source)
    parts = [(kind, line(_text(f"{head}{part}}}"))) for kind, part in cut.others]
    notes = [words for kind, words in parts if kind == "note"]
    text = _linked(_tables(paragraphs(_text(cut.text).replace("\n", "\n\n"))), cut.links)
    below = [f"[^{number}]: {words}" for number, words in enumerate(notes, start=1)]
    about = {kind: (words, "the document's properties") for kind, words in parts
             if kind in {"title", "author"} and words}  # fmt: skip
    about, guessed = of_properties(about)
    return Raw(
        text="\n\n".join([text, *below]),
        about=about,
        guessed=guessed,
        dropped=tuple(Dropped(0, words, kind) for kind, words in dict.fromkeys(parts)
                      if kind not in {"note", "title", "author"}),
        remarks=(*tracked(_changes(source)), *_remarks(source)),
    )  # fmt: skip


def _text(source: str) -> str:
    # Written apart, fields are left to us: striprtf looks for them with a costly expression.
    plain = source.replace("\\fldinst{", "\\fldinst {")
    found: str = rtf_to_text(plain, errors="replace")  # type: ignore[no-untyped-call]
    return found


def _cut(source: str) -> _Cut:
    """Take apart what is running text and what is not.

    Raises:
        UnimportableError: groups are nested too deeply.
    """
    cut, pieces = _Cut(), []
    done, at = 0, 0
    stack: list[_Group] = []
    notes = 0
    while found := _WORD.search(source, at):
        at = found.end()
        if found[3] == "{":
            stack.append(_Group(found.start()))
            if len(stack) > _DEEPEST:
                raise UnimportableError(f"has groups nested more than {_DEEPEST} levels deep.")
        elif found[3] and stack:
            group = stack.pop()
            inside = any(each.kind for each in stack)
            if group.kind == "link":
                address = _ADDRESS.search(source, group.start, found.start())
                cut.links.append(address[1] if address else "")
            elif group.kind and not inside:
                notes += group.kind == "note"
                pieces += [source[done : group.start], f"\x02{notes}\x03" * (group.kind == "note")]
                cut.others.append((group.kind, _inside(source, group, found.start())))
                done = at
            elif group.shown and not inside:
                pieces += [source[done : group.word[1]], f"\x04{group.shown}\x05",
                           source[group.word[1] : found.start()], "\x06"]  # fmt: skip
                done = found.start()
        elif found[1] == "bin":
            at += min(int(found[2] or 0), len(source))
        elif found[1] and stack:
            _name(stack[-1], found, len(cut.links))
    cut.text = "".join([*pieces, source[done:]])
    return cut


def _name(group: _Group, found: re.Match[str], links: int) -> None:
    """Note what a word says of the group in which it stands."""
    if group.kind or group.shown:
        return
    if found[1] == "fldinst":
        group.kind = "link"
    elif found[1] == "fldrslt":
        group.shown = links
    elif found[1] in _CUT and found[2] != "0":
        group.kind = _CUT[found[1]]
    group.word = found.span()


def _inside(source: str, group: _Group, end: int) -> str:
    """Return a group without the word that would keep its words from being read."""
    first, last = group.word
    return (source[group.start + 1 : first] + source[last:end]).replace("\\*", "")


def _linked(text: str, links: list[str]) -> str:
    def link(found: re.Match[str]) -> str:
        address = links[int(found[1]) - 1]
        return f"[{found[2]}]({address})" if is_address(address) and found[2].strip() else found[2]

    return _OURS.sub("", _LINK.sub(link, _NOTE.sub(r"[^\1]", text)))


def _tables(text: str) -> str:
    """Write rows, which come as cells with a sign behind each, as tables."""
    lines: list[str] = []
    for paragraph in re.split(r"\n{2,}", text.strip()):
        if not paragraph.endswith("|"):
            lines += ["", paragraph]
            continue
        cells = [cell.strip() for cell in paragraph.removesuffix("|").split("|")]
        goes_on = bool(lines) and lines[-1].startswith("| ")
        lines += [] if goes_on else [""]
        lines.append(f"| {' | '.join(cells)} |")
        lines += [] if goes_on else [f"| {' | '.join('---' for _ in cells)} |"]
    return "\n".join(lines).strip()


def _changes(source: str) -> dict[str, int]:
    words = {"insertion": "revised", "deletion": "deleted"}
    return {name: len(re.findall(rf"\\{word}(?![a-z0-9])", source)) for name, word in words.items()}


def _remarks(source: str) -> Iterator[str]:
    yield (
        "From Rich Text Format come words, links, notes and tables, but neither headings nor bold "
        "or italic type. A copy saved as .docx or .odt keeps them."
    )
    if pictures := len(re.findall(r"\\shppict\b|\{\\pict\b", source)):
        yield f"{pictures} pictures are not imported."
