"""The definitions of the terms marked on a page: tooltips on screen, a list in print."""

from collections.abc import Mapping
from html import escape

from generator.base import labels
from generator.base.collation import order
from generator.base.dates import span_label
from generator.base.foreign import markup
from generator.knowledge.glossary import Glossary, full_name

Key = tuple[str, tuple[str, ...]]
"""A term's id and the ids of the senses that are shown for it."""

DEFINITIONS = "glossary-definitions"
"""The class of the element that holds them."""


class Definitions:
    """Writes definitions; the same ones end page after page.

    Args:
        glossary: the terms.
    """

    def __init__(self, glossary: Glossary) -> None:
        self._glossary = glossary
        self._entries: dict[tuple[Key, str], str] = {}
        """What is written already: it goes with the glossary, of which a server makes many."""

    def written(self, names: Mapping[Key, str]) -> str:
        """Return the HTML that ends a page, outside of all its paragraphs.

        Its title is no heading, so that the table of contents does not name it, and the site's
        search passes it over: it finds the entries.

        Args:
            names: what is marked on the page, with the id by which its marks name the definition.
        """
        terms = self._glossary.terms
        keys = sorted(names, key=lambda key: (order(terms[key[0]].label), key))
        entries = "\n".join(self._entry(key, names[key]) for key in keys)
        title = escape(labels.terms_on_page())
        return (
            f'<aside aria-label="{title}" class="{DEFINITIONS}" data-search-exclude="">\n'
            f'<p class="{DEFINITIONS}-title"><strong>{title}</strong></p>\n{entries}\n</aside>'
        )

    def _entry(self, key: Key, name: str) -> str:
        if (key, name) not in self._entries:
            self._entries[key, name] = _entry(self._glossary, key, name)
        return self._entries[key, name]


def _entry(glossary: Glossary, key: Key, name: str) -> str:
    """Return one definition."""
    term = glossary.terms[key[0]]
    senses = [glossary.sense(term.id, sense) for sense in key[1]]
    several = len(senses) > 1
    lines = [_line("dt", term.label if several else full_name(term, senses[0]))]
    lines += [_line("open", labels.sense_not_said())] if several else []
    for sense in senses:
        lines.append(_line("sense", sense.definition, sense.expansion if several else ""))
        if sense.start or sense.end:
            lines.append(_line("period", labels.in_use(span_label(sense.start, sense.end))))
        if now := glossary.called_now(term.id, sense.id):
            lines.append(_line("now", labels.called_since(now.name, ended=now.ended)))
    return (
        f'<div class="glossary-definition" id="{name}" role="tooltip"><dl>\n'
        + "\n".join(lines)
        + "\n</dl></div>"
    )


def _line(kind: str, text: str, name: str = "") -> str:
    """Return a line, after a name in bold where several meanings are told apart by it."""
    shown = markup(text)
    if kind == "dt":
        return f"<dt>{shown}</dt>"
    bold = f"<strong>{markup(name)}:</strong> " if name else ""
    return f'<dd class="glossary-{kind}">{bold}{shown}</dd>'
