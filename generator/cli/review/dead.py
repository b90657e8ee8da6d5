"""The addresses that a checker of links found dead, read from whatever it wrote.

Known forms: JSON of lychee, muffet, linkinator and linkcheck; CSV and text of linkchecker,
markdown-link-check and others, one address a line; and a plain list of dead addresses.
"""

import json
import re
from collections.abc import Iterator

_URL = re.compile(r"https?://[^\s\"'<>|;,\])}]+")
_BAD = re.compile(
    r"✖|✗|\b(?:[45]\d\d|dead|broken|error|fail(?:ed|ure)?|false|invalid|timeout|timed out)\b",
    re.IGNORECASE,
)
_GOOD = re.compile(r"✓|✔|\b(?:[23]\d\d|ok|true|valid|alive|excluded|skipped)\b", re.IGNORECASE)
_LOST = 400
"""From this status on, an address leads nowhere."""
_DEAD_LISTS = frozenset({"fail_map", "error_map", "timeout_map", "broken", "dead", "failed"})
"""Keys of JSON under which dead addresses alone stand."""
_TRAILING = ".,:!?"


def dead_addresses(text: str) -> frozenset[str] | None:
    """Return the addresses that a file says are dead; None where it names no address at all."""
    if not _URL.search(text):
        return None
    try:
        data: object = json.loads(text)
    except (ValueError, RecursionError):
        return frozenset(_in_lines(text))
    return frozenset(_in_data(data))


def _in_lines(text: str) -> Iterator[str]:
    """Yield an address that stands alone in its line, or of which the line says that it is dead."""
    for line in text.splitlines():
        for address in _URL.findall(line):
            rest = line.replace(address, " ")
            if not re.search(r"\w", rest) or (_BAD.search(rest) and not _GOOD.search(rest)):
                yield address.rstrip(_TRAILING)


def _in_data(data: object) -> Iterator[str]:
    rest = [(data, False)]
    while rest:
        item, dead = rest.pop()
        match item:
            case list():
                rest += [(each, dead) for each in item]
            case dict():
                address = item.get("url") or item.get("link") or item.get("uri")
                if isinstance(address, str) and (dead or _is_dead(item)):
                    yield address
                rest += [(value, dead or key in _DEAD_LISTS) for key, value in item.items()]
            case str() if dead and _URL.fullmatch(item):
                yield item


def _is_dead(item: dict[str, object]) -> bool:
    """Tell whether a record of an address says that it leads nowhere."""
    status = item.get("status", item.get("statusCode", item.get("code")))
    if isinstance(status, dict):
        status = status.get("code", 0)
    if isinstance(status, int) and not isinstance(status, bool):
        return status == 0 or status >= _LOST
    said = f"{item.get('state', '')} {status or ''}"
    return bool(item.get("error")) or item.get("valid") is False or bool(_BAD.search(said))
