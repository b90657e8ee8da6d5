"""Content-Security-Policy (w3.org/TR/CSP3) in a page's ``meta`` element."""

import hashlib
import re
from base64 import b64encode
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain

from generator.base.problems import short
from generator.publish.verify.readings import Finding

_CODE = "page-policy-mismatch"
_LISTS = ("-src", "-src-attr", "-src-elem", "-uri", "-action")
"""How the names of directives end that list what is admitted."""
_HARMLESS = frozenset({"'none'", "'self'"})
_HASH = re.compile(r"'sha(?:256|384|512)-[A-Za-z0-9+/=_-]+'")
_PARTLY = {
    "data:": frozenset({"img-src", "font-src"}),
    "'unsafe-inline'": frozenset({"style-src", "style-src-attr", "style-src-elem"}),
}
"""What is harmless in some directives only."""


@lru_cache(maxsize=256)
def check_policy(
    policy: str, scripts: tuple[str, ...], image_hosts: frozenset[str]
) -> tuple[Finding, ...]:
    """Return where a policy admits another host, or does not admit a page's own inline scripts.

    Most pages of a site have one of a few policies and scripts, so that each is judged once.

    Args:
        policy: the policy's text.
        scripts: the page's inline scripts.
        image_hosts: hosts from which images may come.
    """
    directives = _directives(policy)
    opened = _opened(policy, directives)
    admitted = (_admitted(name, sources, image_hosts) for name, sources in directives.items())
    return (*opened, *chain.from_iterable(admitted), *_blocked(directives, scripts))


def _opened(policy: str, directives: Collection[str]) -> Iterator[Finding]:
    if "default-src" not in directives:
        yield Finding(
            _CODE,
            "The Content-Security-Policy has no “default-src”, so what it does not name is open.",
            "Begin it with “default-src 'none'”.",
            policy,
        )


def _directives(policy: str) -> Mapping[str, Sequence[str]]:
    """Return each directive's sources; of two with one name the first counts."""
    directives: dict[str, Sequence[str]] = {}
    for part in policy.split(";"):
        name, *sources = part.split() or [""]
        directives.setdefault(name.lower(), sources)
    return directives


def _admitted(name: str, sources: Sequence[str], image_hosts: Collection[str]) -> Iterator[Finding]:
    if not name.endswith(_LISTS):
        return
    for source in sources:
        if source.lower() in _HARMLESS or _HASH.fullmatch(source):
            continue
        if name in _PARTLY.get(source.lower(), ()):
            continue
        if name == "img-src" and source.removeprefix("https://") in image_hosts:
            continue
        yield Finding(
            _CODE,
            f"The Content-Security-Policy admits “{source}” in “{name}”.",
            "List 'self', 'none' and hashes of scripts only, and data: for images and fonts.",
            source,
        )


def _blocked(directives: Mapping[str, Sequence[str]], scripts: Sequence[str]) -> Iterator[Finding]:
    named = (n for n in ("script-src-elem", "script-src", "default-src") if n in directives)
    admitted = directives.get(next(named, ""), ())
    for script in scripts:
        if not any(source in admitted for source in _hashes(script)):
            yield Finding(
                _CODE,
                f"The Content-Security-Policy has no hash of the script “{short(script)}”, and so "
                "blocks it.",
                f"Add {next(_hashes(script))} to “script-src”.",
                script,
            )


def _hashes(script: str) -> Iterator[str]:
    for size in (256, 384, 512):
        digest = hashlib.new(f"sha{size}", script.encode()).digest()
        yield f"'sha{size}-{b64encode(digest).decode()}'"
