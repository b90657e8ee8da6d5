"""A message, or a web page saved as one file (MHTML) → the text that it holds."""

import re
from collections.abc import Iterator
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from msgspec.structs import replace

from generator.assist.importer.decoded import decoded
from generator.assist.importer.hypertext import is_address
from generator.assist.importer.raw import Dropped, Raw, UnimportableError, line, safe
from generator.assist.importer.readers.page import read_page
from generator.assist.importer.readers.text import paragraphs
from generator.source.characters import is_blank

_PARTS = 2_000
"""Parts of a message; a saved page has one for each picture."""
_BOUNDARIES, _LEVELS = 20_000, 200
"""Lines that could part a message, and words that could begin a part that holds others: few are
such where they are meant to be, and to part a message takes long."""
_HEAD_BYTES = 100_000
"""Bytes of one line of a head, folded or not: addresses of a thousand people have half of that."""
_TEXT = "Open it in your mail program, save its text, and import that."
_MANY = f"has more than {_PARTS:,} parts, or more than {_LEVELS} that hold others. {_TEXT}"
_ENCRYPTED = frozenset(
    {"multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"}
)
_REPLY = re.compile(r"^(?:(?:re|aw|fwd?|wg)\s*:\s*)+", re.IGNORECASE)
_FORWARD = re.compile(r"^(?:fwd?|wg)\s*:", re.IGNORECASE)
_FIELD = r"[> \t]*\**(?:From|Sent|Date|To|Cc|Bcc|Reply-To|Subject)\**:[^\n]{0,2000}"
_HEAD = re.compile(
    rf"^(?:[> \t]*(?:-+ ?Forwarded message ?-+|Begin forwarded message:)\s*\n)?"
    rf"(?=[> \t]*\**From)((?:{_FIELD}\n[> \t\n]{{0,20}}){{2,9}})",
    re.IGNORECASE | re.MULTILINE,
)
"""The head of a message that stands within another."""
_TOLD = re.compile(
    r"^[> \t]*+\**+(From|Sent|Date)\**+:[* \t]*+([^\n]*+)$", re.MULTILINE | re.IGNORECASE
)
_BEFORE = re.compile(
    r"^(?:On .{5,200}(?:\n.{0,80})? ?\bwrote:"
    r"|-{3,} ?(?:Original|Forwarded) message ?-{3,}|_{20,})\s*$",
    re.IGNORECASE | re.MULTILINE,
)
"""What stands before the message to which another replies."""
_SIGNED = re.compile(r"^-- ?$", re.MULTILINE)
"""What stands before a signature (RFC 3676, 4.3)."""


def read(data: bytes) -> Raw:
    """Return a message's own text, or the page that was saved."""
    if data.count(b"\n--") > _BOUNDARIES or data.lower().count(b"boundary") > _LEVELS:
        raise UnimportableError(_MANY)
    message = message_from_bytes(data, policy=default)
    if not isinstance(message, EmailMessage):
        raise UnimportableError("cannot be read as a message.")
    parts = [part for _, part in zip(range(_PARTS + 1), message.walk(), strict=False)]
    if len(parts) > _PARTS:
        raise UnimportableError(_MANY)
    if any(len(value) > _HEAD_BYTES for part in parts for _, value in part.raw_items()):
        many = f"has a line in its head of more than {_HEAD_BYTES:,} bytes. {_TEXT}"
        raise UnimportableError(many)
    if any(part.get_content_type() in _ENCRYPTED for part in parts):
        raise UnimportableError(f"is encrypted. {_TEXT}")
    page, plain = _first(parts, "text/html"), _first(parts, "text/plain")
    saved = _header(message, "Snapshot-Content-Location") or _saved(message, page)
    if page is not None and saved:
        return read_page(_content(page), saved)
    if page is None and plain is None:
        raise UnimportableError("contains no text.")
    return _message(message, page, plain, parts)


def _first(parts: list[EmailMessage], kind: str) -> EmailMessage | None:
    """Return the first part of a kind that holds anything: a plain form is often left empty."""
    bodies = (p for p in parts if p.get_content_type() == kind and not p.is_attachment())
    return next((part for part in bodies if not is_blank(_content(part))), None)


def _saved(message: EmailMessage, page: EmailMessage | None) -> str:
    """Return the address of a saved page: unlike a message, it says where its parts were."""
    if page is None or message.get_content_type() != "multipart/related":
        return ""
    address = _header(page, "Content-Location")
    return address if is_address(address) else ""


def _content(part: EmailMessage) -> str:
    payload = part.get_payload(decode=True)
    return decoded(payload if isinstance(payload, bytes) else b"", part.get_content_charset() or "")


def _message(
    message: EmailMessage,
    page: EmailMessage | None,
    plain: EmailMessage | None,
    parts: list[EmailMessage],
) -> Raw:
    """Return a message's own text: its plain form where it has one, for that was written."""
    about = _headers(message)
    dropped = [*_attached(parts)]
    told = _read(page, plain)
    text = told.text
    if _FORWARD.match(_header(message, "Subject")):
        more, text, before = _forwarded(text)
        about |= more
        dropped += before
    text = _cut(text, _REPLIED, dropped)
    if plain is not None:
        text = paragraphs(_own(text, dropped))
    about = {**told.about, **about}
    return replace(told, text=text, about=about, dropped=(*told.dropped, *dropped))


def _read(page: EmailMessage | None, plain: EmailMessage | None) -> Raw:
    """Return all that stands in a message, as text or as Markdown."""
    if plain is None:
        assert page is not None  # noqa: S101 - one of the two is there
        return read_page(_content(page), is_message=True)
    unused = "Its form as a web page, with links and bold type, was not used."
    return Raw(text=_unfolded(plain), remarks=(unused,) if page is not None else ())


def _forwarded(text: str) -> tuple[dict[str, tuple[str, str]], str, list[Dropped]]:
    """Return what the head of a forwarded message says, that message, and what stands above it."""
    head = _HEAD.search(text)
    rest = text[head.end() :] if head else ""
    if not head or is_blank(rest):
        return {}, text, []
    lines = rest.split("\n")
    if 2 * sum(each.startswith(">") or not each.strip() for each in lines) > len(lines):
        rest = re.sub(r"^> ?", "", rest, flags=re.MULTILINE)
    basis = "the head of the forwarded message"
    told = {found[1].lower(): found[2].strip() for found in _TOLD.finditer(head[0])}
    about = {
        "author": (_name(told.get("from", "")), basis),
        "published": (told.get("sent") or told.get("date") or "", basis),
    }
    before = Dropped(0, text[: head.start()], "was written by the person who forwarded the message")
    return {key: each for key, each in about.items() if each[0]}, rest, [before]


def _headers(message: EmailMessage) -> dict[str, tuple[str, str]]:
    """Return what a message's head says."""
    told = {
        "title": (_REPLY.sub("", _header(message, "Subject")), "the message's subject"),
        "author": (_name(_header(message, "From")), "the message's sender"),
        "published": (_day(message), "the day on which the message was sent"),
    }
    return {key: each for key, each in told.items() if each[0]}


def _header(part: EmailMessage, name: str) -> str:
    try:
        return line(str(part.get(name, "")))
    except (ValueError, IndexError, AttributeError, TypeError):  # of a head that is broken
        return ""


def _name(written: str) -> str:
    """Return a sender's name, without the address."""
    name = re.sub(r"(?<!\s)\s*+(?:<|&lt;)[^<>]{0,400}>\s*$", "", written).strip("\"'* ")
    return "" if "@" in name else name


def _day(message: EmailMessage) -> str:
    try:
        when = message["Date"].datetime
    except (AttributeError, ValueError, TypeError, IndexError):
        return ""
    return when.date().isoformat() if isinstance(when, datetime) else ""


def _unfolded(part: EmailMessage) -> str:
    """Return plain text, its lines joined where the sender's program broke them (RFC 3676)."""
    text = safe(_content(part))
    if str(part.get_param("format", "")).lower() != "flowed":
        return text
    lines = [each.removeprefix(" ") for each in text.split("\n")]
    flows = [each.endswith(" ") and each != "-- " for each in lines]
    return "".join(
        each if goes_on else f"{each}\n" for each, goes_on in zip(lines, flows, strict=True)
    )


_REPLIED = "is the message to which it replies"


def _own(text: str, dropped: list[Dropped]) -> str:
    """Return what the sender wrote, and add what was only carried along to what is left out."""
    text = _cut(text, "is the sender's signature", dropped, _SIGNED)
    quoted = [each for each in text.split("\n") if each.startswith(">")]
    if quoted:
        words = " ".join(each.lstrip("> ") for each in quoted)
        dropped.append(Dropped(0, words, "is quoted from another message"))
        text = "\n".join(each for each in text.split("\n") if not each.startswith(">"))
    return text


def _cut(text: str, reason: str, dropped: list[Dropped], *marks: re.Pattern[str]) -> str:
    """Return a text as far as a mark, and add the rest to what is left out.

    Args:
        text: a message's own, whose first words are never such a mark.
        reason: why the rest is left out.
        dropped: what is left out.
        marks: what stands before the rest; by default, what stands before another message.
    """
    for mark in marks or (_BEFORE, _HEAD):
        found = mark.search(text)
        if found and text[: found.start()].strip():
            dropped.append(Dropped(0, text[found.end() :], reason))
            text = text[: found.start()]
    return text


def _attached(parts: list[EmailMessage]) -> Iterator[Dropped]:
    for part in parts:
        name = part.get_filename() if part.is_attachment() else None
        if name:
            yield Dropped(0, name, "is attached to the message; import it by itself")
