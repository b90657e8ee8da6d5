"""Bodies and groups that speak in a text: organisations of the glossary, and people unnamed."""

import re
from collections.abc import Iterable, Iterator

from generator.assist.suggest.people import SAYS, Person
from generator.base.model import Library
from generator.knowledge.glossary import Glossary

_THEY_SAY = (
    r"(?:say|argue|believe|tell|warn|add|explain|claim|complain|write|ask|point out|insist|note|"
    r"think|stress|want|doubt|hope|suggest|conclude|predict|admit|agree)"
)
_VERB = rf"(?:has |have |had |also )?(?:{SAYS}|{_THEY_SAY})\b"
_SPEAKS = re.compile(rf" {_VERB}")
_ACCORDING = re.compile(r"\b[Aa]ccording to (?:the )?$")
_GROUP = re.compile(
    rf"\b(?P<name>(?:[A-Za-z]+ )?(?:[a-z]+ )?(?:academics|analysts|campaigners|charities|"
    rf"commissioners|councillors|councils|critics|directors|doctors|drivers|executives|experts|"
    rf"farmers|hospitals|leaders|managers|members|ministers|nurses|officers|officials|parents|"
    rf"passengers|politicians|providers|readers|researchers|residents|teachers|trusts|unions|"
    rf"volunteers)) {_VERB}"
)
"""Several of a kind who say something."""


def bodies(sentences: Iterable[str], library: Library, glossary: Glossary) -> tuple[Person, ...]:
    """Return the organisations, then the groups, that speak in sentences, each once."""
    listed = tuple(sentences)
    found: dict[str, Person] = {}
    for sentence in listed:
        for body in _bodies(sentence, library, glossary):
            found.setdefault(body.organisation, body)
    for sentence in listed:
        for match in _GROUP.finditer(sentence):
            name = match["name"]
            group = Person(f"{_small(name)}, unnamed", "", "", sentence, "group", name)
            found.setdefault(group.id, group)
    return tuple(found.values())


def _bodies(sentence: str, library: Library, glossary: Glossary) -> Iterator[Person]:
    for hit in glossary.find(sentence):
        says = _SPEAKS.match(sentence, hit.end) or _ACCORDING.search(sentence[: hit.start])
        if says and library.terms[hit.term].kind != "phrase":
            name = sentence[hit.start : hit.end]
            yield Person(name, "", hit.term, sentence, "body", name)


def _small(name: str) -> str:
    """Return words that open a sentence as they stand within one."""
    return name[:1].lower() + name[1:] if name[1:2].islower() else name
