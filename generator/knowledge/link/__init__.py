"""Stage 7: what follows from the library as a whole, computed once and in linear time."""

from generator.base.enough import enough
from generator.base.model import Library
from generator.base.problems import Problem
from generator.knowledge.glossary import Glossary
from generator.knowledge.link.ages import measure_ages
from generator.knowledge.link.coverage import count_coverage
from generator.knowledge.link.disagreements import find_disagreements
from generator.knowledge.link.effects import check_effects, check_outdated
from generator.knowledge.link.evidence import collect_evidence
from generator.knowledge.link.findings import Links
from generator.knowledge.link.former_support import check_support
from generator.knowledge.link.mentions import find_mentions
from generator.knowledge.link.related import find_related
from generator.knowledge.link.relations import collect_relations
from generator.knowledge.link.since import find_since
from generator.knowledge.link.support import rate_support
from generator.knowledge.link.voices import collect_voices
from generator.knowledge.link.withdrawn import check_withdrawn

__all__ = ["Links", "link"]


def link(library: Library, glossary: Glossary) -> tuple[Links, list[Problem]]:
    """Find mentions, related reading, support, disagreements, gaps, and what happened since."""
    mentions, senses, problems = find_mentions(library, glossary)
    problems += glossary.left_out()
    relations = collect_relations(library)
    voices = collect_voices(library)
    evidence = collect_evidence(library, relations)
    support = rate_support(library, relations)
    since, too_many = find_since(library, mentions, voices)
    problems += too_many
    disagreements, found = find_disagreements(library, mentions, evidence)
    problems += found
    problems += check_support(library, relations, support)
    if not too_many:
        problems += check_effects(library, mentions, evidence, voices, since)
    problems += check_outdated(library, since)
    problems += check_withdrawn(library)
    links = Links(
        mentions=mentions,
        senses=senses,
        relations=relations,
        evidence=evidence,
        support=support,
        related=find_related(library, mentions),
        disagreements=disagreements,
        since=since,
        ages=measure_ages(library, evidence),
        voices=voices,
        coverage=count_coverage(library, voices),
    )
    return links, enough(problems)
