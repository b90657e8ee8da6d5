"""The order of evidence: the same whatever the order in which points are found."""

from types import MappingProxyType

from msgspec.structs import asdict

from generator.base.dates import parse
from generator.base.limits import RELATED_POINTS
from generator.base.model import Article, Library
from generator.knowledge.glossary import Glossary
from generator.knowledge.link import Links, link
from generator.site.pages.views.presenter import Presenter
from tests.records import article, library, linked, point

_NAMES = ("cost", "bridge", "tram", "ticket", "depot", "wire")


def _reversed(*records: Article) -> tuple[Library, Links]:
    """Return a library whose points stand in no order of id, and what follows from it."""
    made = library(*records)
    given = asdict(made)
    points = MappingProxyType(dict(sorted(made.points.items(), reverse=True)))
    found = Library(**{**given, "points": points})
    return found, link(found, Glossary.compile(found)[0])[0]


def test_evidence_of_one_date_stands_in_order_of_id() -> None:
    """The newest first; of one date by id."""
    points = [point(f"a#{name}") for name in _NAMES]
    late = point("a#zebra", as_of=parse("2020-01-01"))
    _, links = _reversed(article("a", *points, late))
    shown = [each.id for each in links.evidence.by_theme["money"]]
    assert shown == ["a#zebra", *(f"a#{name}" for name in sorted(_NAMES))]


def test_of_many_related_points_of_one_date_the_first_by_id_are_named() -> None:
    """However they relate; few stay sorted by how they do."""
    kinds = ("qualifies", "agrees", "disputes")
    others = [
        article(f"b{n:02}", point(f"b{n:02}#p", relations={kinds[n % 3]: ("a#p",)}))
        for n in range(RELATED_POINTS + 3)
    ]
    records = (article("a", point("a#p")), *others)
    shown = Presenter.of(library(*records), linked(*records)).point("a#p").relations
    titles = [relation.article.title for relation in shown]
    assert titles == [f"Title of b{n:02}" for n in range(RELATED_POINTS)]
