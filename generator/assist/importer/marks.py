"""Words that Markdown would take for marks, written such that it shows them."""

import re

_ANYWHERE = re.compile(r"[\\`*]|~~|(?<!\w)_|_(?!\w)|\[(?=\^|[^\[\]\n]{0,300}\]\()")
_FIRST = re.compile(r"^([^\S\n]*+)(?:#{1,6}|[-+>:~]|(\d{1,9})[.)]|=+|-{3,})(?=\s|$)", re.MULTILINE)
"""What begins a heading, a list, a definition, a quotation or a rule where it begins a line."""


def escaped(text: str, *, inline: bool = False) -> str:
    """Return words such that Markdown shows them as they are, and people can still edit them.

    Args:
        text: words of a document.
        inline: whether they stand where no line can begin, as in a heading.
    """
    plain = _ANYWHERE.sub(lambda found: f"\\{found[0]}", text).replace("<", "&lt;")
    return plain if inline else _FIRST.sub(_escaped_first, plain)


def _escaped_first(found: re.Match[str]) -> str:
    if found[2]:
        return f"{found[1]}{found[2]}\\{found[0][-1]}"
    return f"{found[1]}\\{found[0][len(found[1]) :]}"
