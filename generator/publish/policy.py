"""The Content-Security-Policy of a page: the second barrier, behind escaping, and enough alone.

Inline scripts are admitted by their hashes, and the hashes are taken from a page without content:
a script that reached a page with contributed text has none, and does not run.
"""

import hashlib
import re
from base64 import b64encode
from collections.abc import Sequence
from functools import lru_cache

_INLINE = re.compile(r'<script(?: data-base="[^"]*")?>(.*?)</script>', re.DOTALL)
"""Scripts that the theme writes into a page; those with other attributes are files or data."""
_PLACE = re.compile(r"<head>\s*(?:<meta charset=[\"']?utf-8[\"']?\s*/?>)?", re.IGNORECASE)


def with_policy(html: str, bare: str, image_hosts: Sequence[str] = ()) -> str:
    """Return a page with its policy, before all that the policy holds for.

    Args:
        html: the page as the theme wrote it.
        bare: a page at the same depth of the site with nothing contributed on it.
        image_hosts: hosts from which images may come.

    Raises:
        ValueError: the page has no ``head`` to put it in.
    """
    place = _PLACE.search(html)
    if not place:
        raise ValueError("The page has no head, and so no place for its policy.")
    policy = policy_of(bare, tuple(image_hosts))
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    return f"{html[: place.end()]}\n      {meta}{html[place.end() :]}"


@lru_cache(maxsize=64)
def policy_of(bare: str, image_hosts: tuple[str, ...] = ()) -> str:
    """Return the policy of a page: what it does not name is admitted from nowhere (w3.org/TR/CSP3).

    Images may be ``data:`` because the theme's style sheets hold its icons that way. WebAssembly is
    not admitted: the search compiles it in a worker, which is no part of the page.

    Args:
        bare: text that holds the inline scripts to be admitted, such as a page without content.
        image_hosts: hosts from which images may come.
    """
    directives = {
        "default-src": ("'none'",),
        "script-src": ("'self'", *sorted({_hash(script) for script in _INLINE.findall(bare)})),
        "style-src": ("'self'",),
        "img-src": ("'self'", "data:", *(f"https://{host}" for host in image_hosts)),
        "font-src": ("'self'",),
        "connect-src": ("'self'",),
        "worker-src": ("'self'",),
        "base-uri": ("'none'",),
        "form-action": ("'none'",),
    }
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in directives.items())


def _hash(script: str) -> str:
    return f"'sha256-{b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
