"""Where a contributed link or image may lead: http, https, mailto and relative paths.

A target is judged by the worst that anything might make of it: percent signs and entities decoded,
blanks and control characters left out and backslashes taken for slashes (WHATWG URL Standard,
section 4.4).
"""

import posixpath
import re
from collections.abc import Collection
from html import unescape
from urllib.parse import unquote, urlsplit

from generator.base.kinds import CONTENT, CONTENTS
from generator.base.problems import At, Problem, short

_SCHEME = re.compile(r"([^/?#]*):")
_USER = re.compile(r"https?://[^/?#]*@", re.IGNORECASE)
_PAGE = re.compile(r"[a-z0-9./-]+\.md")
_WEB = frozenset({"http", "https"})
_SAFE = _WEB | {"mailto"}
_IMAGES = f"{CONTENT}/{CONTENTS['image'].folder}/"


def shown(text: str) -> str:
    """Return text as a message may show it: on one line, printable and short."""
    return "".join(c if c.isprintable() else "�" for c in short(text))


def link_problem(target: str, at: At) -> Problem | None:
    """Return why a link may not lead there, or None."""
    plain = _plain(target)
    scheme = _SCHEME.match(plain)
    if scheme and scheme[1] not in _SAFE:
        return Problem(
            at,
            "unsafe-link",
            f"The address “{shown(target)}” begins with “{shown(scheme[0])}”, "
            "which is not allowed.",
            "Use an address with https, http or mailto, or a path such as ../glossary/NAME.md.",
        )
    if plain.startswith("/"):
        return Problem(
            at,
            "unsafe-link",
            f"The address “{shown(target)}” begins with a slash, "
            "so where it leads depends on where the site is published.",
            "Write the whole address with https, or a path such as ../glossary/NAME.md.",
        )
    if _USER.match(target):
        return Problem(
            at,
            "unsafe-link",
            f"The address “{shown(target)}” contains a user name, which readers may take for the "
            "host.",
            "Leave out the user name and the “@”.",
        )
    if not _readable(target):
        return Problem(
            at,
            "unsafe-link",
            f"“{shown(target)}” cannot be read as an address.",
            "Copy the address from a browser.",
        )
    return None


def plainest(target: str) -> str:
    """Return the address of a page of the site as its file is called; any other as it is.

    A browser reads ``line%2Dopens.md`` and ``line-opens.md/`` as the same, a publisher does not.
    """
    end = min(target.find(sign) % (len(target) + 1) for sign in "?#")
    path = posixpath.normpath(unquote(target[:end]))
    return path + target[end:] if _PAGE.fullmatch(path) else target


def image_problem(target: str, at: At, hosts: Collection[str]) -> Problem | None:
    """Return why an image may not come from there, or None.

    Args:
        target: the image's address as Markdown gives it.
        at: where the image stands; a relative path counts from this file.
        hosts: the hosts that the site's settings allow.
    """
    plain = _plain(target)
    if plain.startswith(("http:", "https:", "//")):
        return _remote_problem(target, plain, at, hosts)
    if problem := link_problem(target, at):
        return problem
    path = unquote(target).partition("?")[0].partition("#")[0]
    found = posixpath.normpath(posixpath.join(posixpath.dirname(at.path), path))
    if found.startswith(_IMAGES):
        return None
    folder = posixpath.relpath(_IMAGES, posixpath.dirname(at.path))
    return Problem(
        at,
        "image-outside-images",
        f"The image “{shown(target)}” is not in {_IMAGES}.",
        f"Put the file there and write {folder}/{shown(posixpath.basename(path)) or 'name.png'}.",
    )


def _remote_problem(target: str, plain: str, at: At, hosts: Collection[str]) -> Problem | None:
    host = plain.partition("//")[2].partition("/")[0]
    # Decoded, a user's name can look like a host with a path behind it.
    if host in hosts and target.lower().startswith(f"https://{host}/"):
        return None
    return Problem(
        at,
        "remote-image",
        f"The image “{shown(target)}” would be loaded from another site by every reader’s browser.",
        f"Put a copy in {_IMAGES}, if its licence allows that, or link to it.",
    )


def _readable(target: str) -> bool:
    """Tell whether an address of the web has a host, and a port only if it is one."""
    try:
        parts = urlsplit(target)
        return parts.port != 0 and (parts.scheme not in _WEB or bool(parts.hostname))
    except ValueError:
        return False


def _plain(target: str) -> str:
    decoded = unescape(unquote(target)).replace("\\", "/")
    return "".join(c for c in decoded if c.isprintable() and not c.isspace()).lower()
