"""All the stages in order. Checking is building without ``outputs``: there is no second path."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from generator.base.enough import enough, left_out, room
from generator.base.garbage import uncollected
from generator.base.language import speaking
from generator.base.memory import Memory
from generator.base.model import Library, Settings
from generator.base.nearest import allowance, hints_left_out
from generator.base.problems import Problem, errors
from generator.build.known import Known, known_of
from generator.build.made import Build
from generator.build.others import others_of
from generator.build.writing import exported, files, finisher_of, outputs, programs
from generator.knowledge.changes import State, Translations, state_of
from generator.knowledge.link import Links
from generator.knowledge.review import Limits, Task, review
from generator.site.anchors import check_anchors
from generator.site.data.library import library_record
from generator.site.history import history
from generator.site.navigation import check_navigation
from generator.site.pages import pages
from generator.site.sizes import check_sizes
from generator.site.versions import Version
from generator.source.pinpoint import pinpoint
from generator.text.markup import Link

__all__ = [
    "Build",
    "Knowledge",
    "build",
    "exported",
    "files",
    "finisher_of",
    "know",
    "outputs",
    "programs",
]


@uncollected()
@allowance()
@room()
def build(
    root: Path,
    settings: Settings,
    *,
    drafts: bool = False,
    memory: Memory | None = None,
    since: State | None = None,
) -> Build:
    """Compile a project's content; nothing in it makes this raise.

    Args:
        root: the project's folder.
        settings: what ``mkdocs.yml`` says of the site.
        drafts: whether drafts are shown.
        memory: of the build before: what a file alone decides is made anew where the file is new,
            and a file that makes no record any more stays as it last was.
        since: what is published, where it is to be told what differs.
    """
    memory = memory or Memory()
    known, problems = known_of(root, settings, memory, drafts=drafts)
    others, wrong = others_of(known, problems, root, memory, drafts=drafts)
    problems += wrong
    said = _translations(others)
    built, found = _built(known, problems, said, drafts=drafts, since=since)
    problems += [*settings.faults, *found, *enough(check_anchors(_links(known), built.pages, root))]
    problems += enough(check_sizes(known.library, known.links))
    made = [_built(other, (), {}, drafts=drafts)[0] for other in others]
    versions = tuple(map(_version, (built, *made))) if made else ()
    return replace(
        built,
        problems=_told(problems, known, root, settings),
        translations=said,
        others=tuple(replace(other, versions=versions) for other in made),
        versions=versions,
    )


def _version(built: Build) -> Version:
    tag = built.language.tag
    folder = f"{tag}/" if built.library.settings.written else ""
    return Version(tag=tag, folder=folder, uris=frozenset(page.uri for page in built.pages))


def _built(
    known: Known,
    problems: Sequence[Problem],
    said: Translations,
    *,
    drafts: bool,
    since: State | None = None,
) -> tuple[Build, list[Problem]]:
    """Return what is known with its pages, and what is wrong with these."""
    settings = known.library.settings
    known = _with_history(known, since) if since else known
    tasks = _tasks(known, problems, said) if drafts or settings.review else None
    with speaking(known.language):
        made = pages(known.library, known.links, known.gathered.documents, tasks)
    built = Build(
        library=known.library,
        links=known.links,
        pages=made,
        glossary=known.glossary,
        images=known.gathered.images,
        problems=(),
        drafts=drafts,
        language=known.language,
    )
    uris, unmade = (page.uri for page in made), known.gathered.unmade
    return built, enough(check_navigation(settings.navigation, uris, unmade))


def _with_history(known: Known, since: State) -> Known:
    with speaking(known.language):
        state = state_of(library_record(known.library, known.links))
        told = history(since, state)
    return replace(known, library=replace(known.library, history=told))


def _tasks(known: Known, problems: Sequence[Problem], said: Translations) -> tuple[Task, ...]:
    limits = Limits(first_rank=known.library.settings.first_rank)
    return review(known.library, known.links, problems, limits, said)


def _translations(others: Iterable[Known]) -> Translations:
    return {each.language.tag: each.library.translated for each in others}


class Knowledge(Struct, frozen=True, kw_only=True):
    """What content says, before any page is thought of.

    Attributes:
        library: all content that could be read, checked.
        links: what follows from it.
        problems: what is wrong in it, in order of place; what only pages show is not among it.
        read: whether anything of it could be read, or there is nothing to read.
        translations: what it says in the other languages of the site.
    """

    library: Library
    links: Links
    problems: tuple[Problem, ...]
    read: bool
    translations: Translations


@uncollected()
@allowance()
@room()
def know(root: Path, settings: Settings) -> Knowledge:
    """Compile content without pages: no template is looked at, and nothing of the project runs."""
    memory = Memory()
    known, problems = known_of(root, settings, memory, drafts=False)
    others, wrong = others_of(known, problems, root, memory, drafts=False)
    told = _told([*problems, *wrong], known, root, settings)
    return Knowledge(
        library=known.library,
        links=known.links,
        problems=told,
        read=bool(known.gathered.entries) or not errors(told),
        translations=_translations(others),
    )


def _told(
    problems: Iterable[Problem], known: Known, root: Path, settings: Settings
) -> tuple[Problem, ...]:
    """Return problems as they are told, with what was left out of them."""
    all_ = [*problems, *hints_left_out(), *left_out()]
    return tuple(sorted({*known.gathered.drafted.marked(pinpoint(all_, root, settings.bounds))}))


def _links(known: Known) -> Iterator[Link]:
    """Return the links of all texts that are there."""
    gathered = known.gathered
    texts = (each for path, each in gathered.documents.items() if path not in gathered.kept)
    return (link for document in texts for link in document.links)
