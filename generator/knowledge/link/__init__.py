"""Stage 6: what follows from the library as a whole, computed once and in linear time."""

from generator.base.model import Library
from generator.base.problems import Problem
from generator.knowledge.glossary import Glossary
from generator.knowledge.link.coverage import cover
from generator.knowledge.link.disagreements import disagree
from generator.knowledge.link.evidence import gather
from generator.knowledge.link.mentions import find_mentions
from generator.knowledge.link.records import Links
from generator.knowledge.link.related import relate
from generator.knowledge.link.relations import pair
from generator.knowledge.link.support import judge
from generator.knowledge.link.voices import listen

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
