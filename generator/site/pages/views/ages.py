"""How old evidence is, and what lies after it, as pages say under their titles."""

from msgspec import Struct

from generator.base.limits import LATER_TERMS
from generator.base.model import Term
from generator.knowledge.glossary.succession import full_name
from generator.knowledge.link.findings import Age, Bearings
from generator.site.pages.views.linker import Linker
from generator.site.pages.views.page import To


class AgeView(Struct, frozen=True, kw_only=True):
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
        later=tuple(_named(term) for term in _begun_later(linker, age, bearings)),
        today=today.label if today else "",
    )


def _named(term: Term) -> To:
    """Link to a term by its full name."""
    return To(title=full_name(term, term.senses[-1]), uri=term.uri)


def _begun_later(linker: Linker, age: Age, bearings: Bearings) -> list[Term]:
    """Return the terms most in use that events began, that last, and that the evidence predates."""
    terms, mentions = linker.library.terms, linker.links.mentions
    begun = {name.partition("#")[0] for each in bearings for name in each.event.starts}
    later = (terms[id_] for id_ in begun if _after(age, terms[id_]))
    return sorted(later, key=lambda term: (-len(mentions.get(term.id, ())), term.id))[:LATER_TERMS]


def _after(age: Age, term: Term) -> bool:
    """Tell whether a term in use today meant nothing yet when the newest evidence was given."""
    periods = [sense.period for sense in term.senses]
    lasts = any(period.end is None for period in periods)
    return lasts and all(age.newest is not None and age.newest.before(each) for each in periods)
