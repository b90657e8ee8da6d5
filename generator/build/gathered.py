"""Stages 1 to 4: what the files of a project hold, before anything of it is compared."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path

from msgspec import Struct

from generator.base.enough import enough
from generator.base.kinds import uri_of
from generator.base.language import Language, speaking
from generator.base.memory import Memory
from generator.base.model import Passage, Settings
from generator.base.problems import At, Problem
from generator.knowledge.resolve import Parsed
from generator.schema import fields
from generator.schema.check import AnyEntry, validate
from generator.site.images import Images
from generator.source.drafts import Drafts, drafts_among
from generator.source.read import Source, read
from generator.source.walk import File, walk
from generator.text.apart import Apart
from generator.text.convert import Converter
from generator.text.markup import Document
from generator.text.passages import Quote, locate


class Gathered(Struct, frozen=True, kw_only=True):
    """What the files of a project hold, before anything of it is compared."""

    entries: Sequence[AnyEntry]
    documents: Mapping[str, Document]
    parsed: Mapping[str, Parsed]
    named: Mapping[str, bool]
    """Every file, and whether it is an article that is a draft."""
    images: Images
    drafted: Drafts
    kept: frozenset[str]
    """Paths of files that are in it as they last were."""

    @property
    def unmade(self) -> frozenset[str]:
        """Return the paths of images, and of texts of which an error is told, or one of all.

        Drafts are not among them: nobody need mend one before the rest is published.
        """
        made = {entry.source.path for entry in self.entries}
        return frozenset(path for path, draft in self.named.items() if not draft) - made


def gather(
    root: Path, settings: Settings, memory: Memory, language: Language
) -> tuple[Gathered, list[Problem]]:
    """Return what files hold, and what is wrong in each alone.

    Args:
        root: the project's folder.
        settings: what ``mkdocs.yml`` says.
        memory: of the build before.
        language: in which a text's notes are told of.
    """
    sources, problems = read(root, settings.bounds, fields.PROSE, memory)
    unread = {problem.at.path for problem in problems} - {source.path for source in sources}
    drafted = drafts_among(sources, unread, root, settings.bounds)
    entries, found = _validate(sources, memory)
    problems += found
    with speaking(language):
        documents, found = _parse(sources, settings, memory)
    problems += found
    there = {source.path for source in sources} | unread
    kept = memory.last_good({entry.source.path: entry for entry in entries}, there)
    entries = sorted((*entries, *kept.values()), key=lambda entry: entry.source.path)
    with speaking(language):
        documents |= _parse((entry.source for entry in kept.values()), settings, memory)[0]
    now = frozenset(problems)
    parsed, found = _locate(entries, documents, memory)
    problems += [each for each in found if each.at.path not in kept or each in now]
    paths = {source.path for source in sources} | {problem.at.path for problem in problems}
    paths |= _refused(root) if problems and not sources else set()
    gathered = Gathered(
        entries=entries,
        documents=documents,
        parsed=parsed,
        named={path: path in drafted.files for path in sorted(paths)},
        images={uri_of(each.path): each.image for each in sources if each.image},
        drafted=drafted,
        kept=frozenset(kept),
    )
    return gathered, problems


def _refused(root: Path) -> set[str]:
    """Return the paths of all files where they were refused together, and not one by one."""
    return {found.path for found in walk(root) if isinstance(found, File)}


def quotes_of(entry: AnyEntry) -> Mapping[str, Quote]:
    """Return point id → the passage that it asks for; of what is no article, nothing."""
    return _quotes(entry.source, entry.matter) if isinstance(entry.matter, fields.Article) else {}


# A source that is remembered is the very same object, and stays so while what is made of it does.


def _validate(sources: Sequence[Source], memory: Memory) -> tuple[list[AnyEntry], list[Problem]]:
    entries, problems = [], []
    for source in sources:
        entry, found = memory.once(("entry", id(source)), partial(validate, source))
        problems += enough(found)
        entries += [entry] if entry else []
    return entries, problems


def _parse(
    sources: Iterable[Source], settings: Settings, memory: Memory
) -> tuple[dict[str, Document], list[Problem]]:
    documents, problems = {}, []
    listed = [*sources]
    size = sum(len(source.body) for source in listed)
    with Apart() as apart:
        converter = Converter(size, settings.bounds, settings.image_hosts, apart)
        for source in listed:
            at = At(source.path, source.body_line)
            document, found = converter.convert(source.body, at, memory, source)
            documents[source.path] = document
            problems += enough(found)
    return documents, problems


def _locate(
    entries: Iterable[AnyEntry], documents: Mapping[str, Document], memory: Memory
) -> tuple[dict[str, Parsed], list[Problem]]:
    parsed, problems = {}, []
    for entry in entries:
        document, matter = documents[entry.source.path], entry.matter
        passages: Mapping[str, Passage] = {}
        if isinstance(matter, fields.Article) and document.complete:
            key = ("passages", id(entry), id(document))
            passages, found = memory.once(key, partial(_located, document, entry.source, matter))
            problems += enough(found)
        parsed[entry.source.path] = Parsed(
            blocks=document.blocks, links=document.links, passages=passages
        )
    return parsed, problems


def _located(
    document: Document, source: Source, article: fields.Article
) -> tuple[Mapping[str, Passage], list[Problem]]:
    return locate(document.blocks, _quotes(source, article))


def _quotes(source: Source, article: fields.Article) -> dict[str, Quote]:
    """Return the passages that an article's points ask for; a draft never takes another's id."""
    listed = sorted(enumerate(article.points), key=lambda pair: not pair[1].draft)
    return {
        point.id: Quote(
            **point.passage.model_dump(exclude={"language"}),
            at=source.at("points", index, "passage"),
        )
        for index, point in listed
    }
