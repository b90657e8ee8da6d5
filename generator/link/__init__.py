"""Stage 6: what follows from the library as a whole, computed once and in linear time."""

from generator.glossary import Glossary
from generator.link.coverage import cover
from generator.link.disagreements import disagree
from generator.link.evidence import gather
from generator.link.mentions import find_mentions
from generator.link.records import Links
from generator.link.related import relate
from generator.link.relations import pair
from generator.link.support import judge
from generator.link.voices import listen
from generator.model import Library
from generator.problems import Problem

__all__ = ["Links", "link"]


def link(library: Library, glossary: Glossary) -> tuple[Links, list[Problem]]:
    """Find mentions, backlinks, related reading, support, disagreements and gaps."""
    mentions, senses, problems = find_mentions(library, glossary)
    relations = pair(library)
    voices = listen(library)
    links = Links(
        mentions=mentions,
        senses=senses,
        relations=relations,
        evidence=gather(library, relations),
        support=judge(library, relations),
        related=relate(library, mentions),
        disagreements=disagree(library, mentions),
        voices=voices,
        coverage=cover(library, voices),
    )
    return links, problems
