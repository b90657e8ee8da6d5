"""By what filters know a line of evidence: ids, whatever words stand for them."""

from generator.knowledge.glossary import Glossary
from generator.knowledge.link import link
from generator.site.pages.views.presenter import Presenter
from tests.records import article, library, person, point


def test_each_voice_has_an_id_of_its_own() -> None:
    """A speaker's is its own, also where it writes; authors', and nobody's, are made for them."""
    made = library(
        article("a", point("a#x", speaker=person("jane", name="Jane Example"))),
        article("b", point("b#x"), authors=("Jane Example",)),
        article("c", point("c#x"), authors=("Ann Reader", "Ben Writer")),
        article("d", point("d#x"), authors=("Ann Reader, Ben Writer",)),
        article("e", point("e#x"), authors=("Jane",)),
        article("f", point("f#x"), authors=("Новости",)),
        article("g", point("g#x")),
        article("h", point("h#x"), authors=("Unsigned",)),
    )
    presenter = Presenter.of(made, link(made, Glossary.compile(made)[0])[0])
    points = presenter.points(made.points)
    assert {each.id[0]: each.voice_id for each in points} == {
        "a": "jane",
        "b": "jane",
        "c": "ann-reader-ben-writer",
        "d": "ann-reader-ben-writer",
        "e": "jane-2",
        "f": "other",
        "g": "unsigned",
        "h": "unsigned-2",
    }
    # One voice is called one thing.
    assert len({(each.voice_id, each.voice) for each in points}) == len(
        {each.voice_id for each in points}
    )
