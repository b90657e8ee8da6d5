"""How old evidence is, and what lies after it, as pages say under their titles."""

from dataclasses import dataclass

from generator.knowledge.link.findings import Age, Bearings
from generator.site.pages.views.linker import Linker
from generator.site.pages.views.page import To

_LATER = 2
"""Terms named that came into use after the newest evidence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgeView:
    """How old some evidence is.

    Attributes:
        oldest: its oldest date, in words; empty where it has none.
        newest: its newest date that is known; likewise.
        open: dates that may be later than that.
        later: terms in use today that began after it.
        today: what pages call today.
    """

    oldest: str
    newest: str
    open: tuple[str, ...]
    later: tuple[To, ...]
    today: str


def age_view(linker: Linker, age: Age, bearings: Bearings) -> AgeView:
    """Show the age of evidence on which some events bear."""
    today = linker.library.as_of
    return AgeView(
        oldest=age.oldest.plain_label if age.oldest else "",
        newest=age.newest.plain_label if age.newest else "",
        open=tuple(period.label for period in age.open),
        later=tuple(map(linker.term, _begun_later(linker, age, bearings))),
        today=today.label if today else "",
    )


def _begun_later(linker: Linker, age: Age, bearings: Bearings) -> list[str]:
    """Return the terms most in use that events after the newest evidence began, and that last."""
    terms, mentions = linker.library.terms, linker.links.mentions
    begun = {
        name.partition("#")[0]
        for bearing in bearings
        if age.newest and age.newest.before(bearing.event.date)
        for name in bearing.event.starts
    }
    lasting = (id_ for id_ in begun if any(s.period.end is None for s in terms[id_].senses))
    return sorted(lasting, key=lambda id_: (-len(mentions.get(id_, ())), id_))[:_LATER]
