"""Frames: what a theme writes around pages that are alike, with a place for all that differs.

A theme renders one page in which every value that may differ is a placeholder, the mould; the
frame is the mould with its placeholders taken out. The names of placeholders are made by chance at
each build, so that no content can hold one, and a page is put together without looking into any.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup
from msgspec.structs import asdict

from generator.base.addresses import url
from generator.base.language.cldr import name_of_language
from generator.site.finish import Finished, head_of
from generator.site.pages import Page
from generator.site.pages.views.page import Basis
from generator.site.versions import Elsewhere, Version

_ANY = "*"
"""Stands for a part of an address that differs."""
_SCRIPT = re.compile(r"<script\b[^>]*>.*?</script>", re.DOTALL)
_DATA, _CONTENT = "ld", "content"
_WORDS = frozenset({"title", "above"})
"""What is escaped in another way where a script holds it as data."""


class FrameError(Exception):
    """A theme writes a placeholder otherwise than as it is; the message says which."""


class Shape(NamedTuple):
    """All that the frame of a page may depend on, but for what is put into it.

    Attributes:
        way: the address of the page, with parts that differ.
        edit: that of the contributed file that a reader would mend, or empty.
        described: whether the page has a description of its own.
        data: whether it says something to search engines.
        above: whether it is a part of a page that is not in the navigation.
        basis: what it rests on, where its own text does not say it.
        elsewhere: the other languages of the site, and whether it has the same page.
    """

    way: str
    edit: str
    described: bool
    data: bool
    above: bool
    basis: Basis | None
    elsewhere: tuple[tuple[str, bool], ...] = ()


def shape_of(page: Page, sections: Iterable[str], others: Sequence[Version] = ()) -> Shape:
    """Return what a page's frame may depend on.

    Args:
        page: the page.
        sections: the addresses of the pages that the navigation names.
        others: the pages of the site in its other languages.
    """
    folder, _, name = page.edit_path.rpartition("/")
    return Shape(
        way=_way(url(page.uri), sections),
        edit=f"{folder}/{_ANY}.{name.rpartition('.')[2]}" if name else "",
        described=bool(page.description),
        data=bool(page.data),
        above=page.above is not None,
        basis=page.basis,
        elsewhere=tuple((other.tag, page.uri in other.uris) for other in others),
    )


def _way(address: str, sections: Iterable[str]) -> str:
    """Return an address in which all below the last folder that a section shares may differ."""
    parts = address.rstrip("/").split("/")
    shared = 1 if len(parts) > 1 else 0
    for section in sections:
        pairs = enumerate(zip(parts, section.rstrip("/").split("/"), strict=False))
        shared = max(shared, next((n for n, (a, b) in pairs if a != b), shared))
    return "/".join([*parts[:shared], *[_ANY] * (len(parts) - shared)]) + "/"


class Placeholders:
    """The placeholders of one build.

    Args:
        secret: small letters and digits that stand in each, and that no theme can hold.
    """

    def __init__(self, secret: str) -> None:
        self._secret = f"q{secret}"
        self._names: dict[str, str] = {}
        self._shapes: dict[Shape, int] = {}

    def __getitem__(self, name: str) -> str:
        """Return the placeholder of a name: small letters and digits, whatever stands around."""
        return self._names.setdefault(name, f"{self._secret}z{len(self._names):03}z")

    def address(self, shape: Shape) -> str:
        """Return the source address of a mould, which no other has, however alike they are."""
        number = self._shapes.setdefault(shape, len(self._shapes))
        parts = shape.way.rstrip("/").split("/")
        named = (self[f"way {n}/{number}"] if p == _ANY else p for n, p in enumerate(parts))
        return "/".join(named) + ".md"

    def edit_path(self, shape: Shape) -> str:
        """Return the path of the contributed file of a mould, or nothing."""
        return shape.edit.replace(_ANY, self["edit"])

    def head(self, shape: Shape) -> dict[str, object]:
        """Return what a theme writes around a mould."""
        head: dict[str, object] = {
            "title": self["title"],
            "crumb": self["crumb"],
            "description": self["description"] if shape.described else "",
            **{name: self[name] for name in ("start", "beside", "contents")},
        }
        head |= {_DATA: self[_DATA]} if shape.data else {}
        head |= {"basis": asdict(shape.basis)} if shape.basis else {}
        if shape.elsewhere:
            head["elsewhere"] = [self._elsewhere(tag, same=same) for tag, same in shape.elsewhere]
        above = {"title": self["above"], "address": self["address"], "link": self["link"]}
        return head | ({"above": above} if shape.above else {})

    def _elsewhere(self, tag: str, *, same: bool) -> Mapping[str, object]:
        link, address = self[f"link {tag}"], self[f"address {tag}"]
        name = name_of_language(tag, tag)
        return asdict(Elsewhere(tag=tag, name=name, link=link, address=address, same=same))

    @property
    def content(self) -> str:
        """Return the content of a mould."""
        return self[_CONTENT]

    def frame(self, mould: str) -> "Frame":
        """Take the placeholders out of a mould.

        Raises:
            FrameError: the theme has changed one, or does not write the content once.
        """
        for whole, name in ((self.content, _CONTENT), (f'"{self[_DATA]}"', _DATA)):
            mould = mould.replace(whole, f"\0{name}\0")
        for name, held in self._names.items():
            if name not in {_DATA, _CONTENT}:
                mould = mould.replace(held, f"\0{name.partition('/')[0]}\0")
        if self._secret in mould.lower():
            raise FrameError("the theme changes what it writes around a page")
        if (count := mould.count(f"\0{_CONTENT}\0")) != 1:
            raise FrameError(f"the theme writes the content of a page {count} times")
        return Frame(mould)


class Frame:
    """A frame, to be put around pages.

    Args:
        text: it, with a name between two NUL in the place of what differs.
    """

    def __init__(self, text: str) -> None:
        scripts = [found.span() for found in _SCRIPT.finditer(text)]
        pieces = text.split("\0")
        self.text = text
        self._slots: list[tuple[bytes, str, bool]] = []
        """What stands before a place, the name of what is put there, whether it is in a script."""
        at = 0
        for fixed, name in zip(pieces[:-1:2], pieces[1::2], strict=True):
            at += len(fixed)
            inside = name in _WORDS and any(start < at < end for start, end in scripts)
            self._slots.append((fixed.encode(), name, inside))
            at += len(name) + 2
        self._end = pieces[-1].encode()

    def around(self, finished: Finished) -> bytes:
        """Return a page in its frame."""
        values = _values(finished)
        made: list[bytes] = []
        for fixed, name, inside in self._slots:
            made.append(fixed)
            made.append((_in_script(values[name]) if inside else values[name]).encode())
        return b"".join([*made, self._end])


def _values(finished: Finished) -> Mapping[str, str]:
    """Return what is put into a page's frame."""
    page, head = finished.page, head_of(finished)
    parts: Sequence[str] = url(page.uri).rstrip("/").split("/")
    values = {f"way {number}": part for number, part in enumerate(parts)}
    values |= {name: str(head[name]) for name in ("title", "description", "start", "beside")}
    values["crumb"] = str(head.get("crumb", head["title"]))
    values |= {"contents": finished.contents, _CONTENT: finished.html}
    values["edit"] = page.edit_path.rpartition("/")[2].rpartition(".")[0]
    values[_DATA] = str(htmlsafe_json_dumps(page.data, sort_keys=True))
    for there in finished.elsewhere:
        values |= {f"link {there.tag}": there.link, f"address {there.tag}": there.address}
    if page.above:
        above = dict(head["above"])  # type: ignore[call-overload]
        values |= {"above": above["title"], "address": above["address"], "link": above["link"]}
    return values


def _in_script(words: str) -> str:
    """Return escaped words as a theme writes them into data: without mark-up, as JSON."""
    return str(htmlsafe_json_dumps(Markup(words).striptags()))[1:-1]  # noqa: S704 - ours
