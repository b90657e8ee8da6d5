"""Stages 5 to 7: what content says, once all of it has been compared."""

from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from generator.base.enough import enough
from generator.base.language import Language, speaking
from generator.base.memory import Memory
from generator.base.model import Library, Settings
from generator.base.problems import Problem
from generator.base.spoken import spoken_by
from generator.build.gathered import Gathered, gather
from generator.knowledge.glossary import Glossary
from generator.knowledge.link import Links, link
from generator.knowledge.resolve import resolve


class Known(Struct, frozen=True, kw_only=True):
    """What is known."""

    library: Library
    links: Links
    glossary: Glossary
    gathered: Gathered
    language: Language


def known_of(
    root: Path, settings: Settings, memory: Memory, *, drafts: bool
) -> tuple[Known, list[Problem]]:
    """Return what content says in its own language, and what is wrong in it.

    Args:
        root: the project's folder.
        settings: what ``mkdocs.yml`` says.
        memory: of the build before.
        drafts: whether drafts are kept.
    """
    memory.turn()
    language, unsaid = spoken_by(settings, root)
    wrong = enough(unsaid)
    gathered, found = gather(root, settings, memory, language)
    now = frozenset((*wrong, *found))
    known, faults = conclude(gathered, settings, language, drafts=drafts)
    problems = [*wrong, *found, *faults]
    # What follows from a file that is no longer there is no news.
    return known, [each for each in problems if each.at.path not in gathered.kept or each in now]


def conclude(
    gathered: Gathered,
    settings: Settings,
    language: Language,
    *,
    drafts: bool,
    translate: Callable[[Library], Library] = lambda library: library,
) -> tuple[Known, list[Problem]]:
    """Return what has been gathered, compared and linked, and what is wrong between files.

    Args:
        gathered: what files hold.
        settings: what ``mkdocs.yml`` says.
        language: that of the readers.
        drafts: whether drafts are kept.
        translate: puts content into that language, once references are known to hold.
    """
    library, problems = resolve(
        gathered.entries, gathered.parsed, gathered.named, settings, drafts=drafts
    )
    with speaking(language):
        library = translate(library)
    glossary, found = Glossary.compile(library)
    problems += found
    links, found = link(library, glossary)
    known = Known(
        library=library, links=links, glossary=glossary, gathered=gathered, language=language
    )
    return known, [*problems, *found]
