"""The same content for readers of other languages, from what has been gathered once."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from msgspec.structs import replace

from generator.base.enough import enough, room
from generator.base.language import speaking
from generator.base.memory import Memory
from generator.base.model import Library, Settings
from generator.base.problems import At, Problem
from generator.base.spoken import spoken_by
from generator.base.translations import SETTINGS, Translation, one_line
from generator.build.gathered import Gathered, quotes_of
from generator.build.known import Known, conclude
from generator.knowledge.resolve import Parsed
from generator.knowledge.translate import Body, settings_in, translated
from generator.schema import fields
from generator.source.translations import check_tags, translations
from generator.text.apart import Apart
from generator.text.convert import Converter
from generator.text.translated import in_translation

_UNTRANSLATED = Translation("")
"""Of files without a catalogue: always the same, so that what is made with it is remembered."""


def others_of(
    known: Known, told: Collection[Problem], root: Path, memory: Memory, *, drafts: bool
) -> tuple[list[Known], list[Problem]]:
    """Return the same in the other languages of the site, and what is wrong with translations.

    Args:
        known: what content says in its own language.
        told: what is wrong in that.
        root: the project's folder.
        memory: of the build before.
        drafts: whether drafts are kept.
    """
    settings = known.library.settings
    made, problems = [], list[Problem]()
    if settings.language in settings.translations:
        message = f"“{settings.language}” is the site’s own language already."
        hint = "Take it out of “translations”."
        problems.append(Problem(settings.translations_at, "unknown-language", message, hint))
    for tag in (each for each in settings.translations if each != settings.language):
        other, found = _other(known, told, tag, root, memory, drafts=drafts)
        made.append(other)
        problems += [*found, *_taken(known.library, tag)]
    return made, problems


def _taken(library: Library, tag: str) -> Iterator[Problem]:
    if page := library.pages.get(tag):
        message = f"The name “{tag}” is reserved for the site in that language."
        yield Problem(page.at, "reserved-name", message, "Choose another name for the file.")


def _other(  # noqa: PLR0913 - what it is made from
    known: Known,
    told: Collection[Problem],
    tag: str,
    root: Path,
    memory: Memory,
    *,
    drafts: bool,
) -> tuple[Known, list[Problem]]:
    settings, gathered = known.library.settings, known.gathered
    paths = [SETTINGS, *gathered.named]
    found, problems = translations(root, tag, paths, settings.bounds, memory)
    own = settings_in(settings, tag, found.get(SETTINGS, _UNTRANSLATED))
    language, wrong = spoken_by(own, root)
    problems += enough([*wrong, *check_tags(settings.words, found.get(SETTINGS))])
    with speaking(language), Apart() as apart:
        gathered, bodies, faults = _in_translation(gathered, found, own, memory, apart)
    with room():  # nearly all are told already, of the language in which content is written
        other, again = conclude(
            gathered,
            own,
            language,
            drafts=drafts,
            translate=lambda library: translated(library, found, bodies),
        )
    return other, [*problems, *faults, *enough(_new(again, told, found))]


def _new(
    found: Iterable[Problem], told: Iterable[Problem], by: Mapping[str, Translation]
) -> Iterator[Problem]:
    """Yield the errors that translations make, such as one name for two terms, at catalogues.

    Args:
        found: what is wrong in the other language.
        told: what is wrong in the language of content.
        by: the translations, by the path of the file.
    """
    before = {(each.code, each.at) for each in told}
    for each in found:
        new = each.severity == "error" and (each.code, each.at) not in before
        if new and (translation := by.get(each.at.path)):
            yield replace(each, at=At(translation.path), words="")


def _in_translation(
    gathered: Gathered,
    found: Mapping[str, Translation],
    settings: Settings,
    memory: Memory,
    apart: Apart,
) -> tuple[Gathered, Mapping[str, Body], list[Problem]]:
    """Return what files hold with those texts in translation that are translated as a whole."""
    documents, parsed = {**gathered.documents}, {**gathered.parsed}
    bodies: dict[str, Body] = {}
    problems: list[Problem] = []
    sources = [entry.source for entry in gathered.entries]
    size = sum(len(source.body) for source in sources)
    converter = Converter(size, settings.bounds, settings.image_hosts, apart)
    for entry in gathered.entries:
        path, translation = entry.source.path, found.get(entry.source.path, _UNTRANSLATED)
        if isinstance(entry.matter, fields.Article) and entry.matter.text == "full":
            continue  # the words of the source are not ours to change
        at = At(path, entry.source.body_line)
        document, wrong = converter.convert(
            entry.source.body, at, memory, entry.source, translation
        )
        quotes = quotes_of(entry)
        shown, wrong = in_translation(document, wrong, quotes, translation)
        problems += enough(wrong)
        bodies[path] = Body(
            texts=tuple(text for _, text in document.texts),
            passages=tuple(one_line(quote.exact) for quote in quotes.values()),
            whole=shown is not None,
        )
        if shown:
            documents[path] = shown.document
            parsed[path] = Parsed(
                blocks=shown.document.blocks, links=shown.document.links, passages=shown.passages
            )
    return replace(gathered, documents=documents, parsed=parsed), bodies, problems
