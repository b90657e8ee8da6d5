"""The glossary as SKOS, read back by an independent reader."""

from pathlib import Path

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, RDF, SKOS
from rdflib.plugins.parsers.notation3 import BadSyntax

from generator.site.data.skos import SKOS as ADDRESS
from generator.site.data.skos import _text, skos_data
from tests.projects import TINY, compiled, tiny

_BASE = "https://trams.example/data/glossary.ttl"


def _graph() -> Graph:
    (output,) = skos_data(compiled(TINY).library)
    assert output.uri == ADDRESS
    return Graph().parse(data=output.text, format="turtle", publicID=_BASE)


def test_each_term_and_each_sense_is_a_concept() -> None:
    """A term has its label, and under it each of its senses with the definition."""
    graph, library = _graph(), compiled(TINY).library
    for term in library.terms.values():
        concept = URIRef(f"https://trams.example/glossary/{term.id}/")
        assert (concept, RDF.type, SKOS.Concept) in graph
        assert graph.value(concept, SKOS.prefLabel) == Literal(term.label, lang="en")
        for sense in term.senses:
            meant = URIRef(f"{concept}#sense-{sense.id}")
            assert (meant, SKOS.broader, concept) in graph
            assert graph.value(meant, SKOS.definition) == Literal(sense.definition, lang="en")


def test_dates_and_successors() -> None:
    """A sense with a period has it, and a sense that another term replaced leads there."""
    graph, library = _graph(), compiled(TINY).library
    for term in library.terms.values():
        for sense in term.senses:
            meant = URIRef(f"https://trams.example/glossary/{term.id}/#sense-{sense.id}")
            assert bool(graph.value(meant, DCTERMS.valid)) == bool(sense.start or sense.end)
            after = graph.value(meant, DCTERMS.isReplacedBy)
            assert (after is not None) == bool(sense.successor)
            if sense.successor:
                assert after == URIRef(f"https://trams.example/glossary/{sense.successor}/")


def test_the_next_sense_of_a_term_takes_the_place_of_the_last(tmp_path: Path) -> None:
    """Within a term senses follow one another by date, without a successor."""
    senses = [
        f"  - {{id: {name}, from: {start}, to: {end}, definition: A board., source: Town records}}"
        for name, start, end in (("b", 2015, 2020), ("a", 2010, 2015), ("c", 2021, '".."'))
    ]
    entry = "\n".join(["---", "term: UTA", "kind: acronym", "senses:", *senses, "---", ""])
    project = tiny(tmp_path, {"content/glossary/uta.md": entry})
    (output,) = skos_data(compiled(project).library)
    graph = Graph().parse(data=output.text, format="turtle", publicID=_BASE)
    name = "https://trams.example/glossary/uta/#sense-"
    after = {
        str(one).removeprefix(name): str(other).removeprefix(name)
        for one, other in graph.subject_objects(DCTERMS.isReplacedBy)
        if str(one).startswith(name)
    }
    assert after == {"a": "b", "b": "c"}


def test_any_text_is_a_literal() -> None:
    """Quotes, backslashes, line ends and signs beyond the alphabet come back as they were."""
    for text in ('say "no"', "a\\b", "two\nlines", "tab\t", "£3.8 billion – 𝄞", "\x7f"):
        try:
            graph = Graph().parse(data=f"<a:> <b:> {_text(text)} .", format="turtle")
        except BadSyntax as error:
            raise AssertionError(repr(text)) from error
        assert [str(value) for value in graph.objects()] == [text]
