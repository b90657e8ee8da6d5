"""What differs in the translations of content, by language and file."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.base.language.cldr import name_of_language
from generator.base.model import Translated
from generator.knowledge.changes.change import Change, Names, Subject, Texts

_EDITORS = "en"
"""The language in which editors are told of differences."""
Translations = Mapping[str, Sequence[Translated]]
"""What a site says in its other languages, by file; the languages by BCP 47."""


def translation_changes(before: Translations, after: Translations) -> Iterator[Change]:
    """Yield what differs between the translations of two states.

    Of a language that is new it is not told what lacks: nearly all may.
    """
    for tag in before.keys() - after.keys():
        yield _language(tag).changed("language-dropped", before=f"{tag}/")
    for tag in after.keys() - before.keys():
        yield _language(tag).changed("language-added")
    for tag, files in after.items():
        known = {each.path: each for each in before.get(tag, ())}
        for each in files:
            was = known.get(each.path, Translated(path=each.path))
            yield from _of_file(tag, was, each, new=tag not in before)


def _language(tag: str) -> Subject:
    return Subject(what=tag, name=_name(tag), url=f"{tag}/")


def _name(tag: str) -> str:
    return f"{name_of_language(tag, _EDITORS)} ({tag})"


def _of_file(tag: str, was: Translated, now: Translated, *, new: bool) -> Iterator[Change]:
    """Yield what differs in the translation of one file."""
    subject = Subject(what=now.path, name=_name(tag), url=f"{tag}/")
    known = {*was.said} - was.shown.keys()
    lacking = [text for text in now.said if text not in now.shown and text not in known]
    if lacking and not new:
        yield subject.changed("translation-lacking", after=_each(lacking), part=_counted(lacking))
    both = [text for text in now.shown if was.shown.get(text, now.shown[text]) != now.shown[text]]
    if both:
        yield subject.changed(
            "translation-changed",
            before=_each(was.shown[text] for text in both),
            after=_each(now.shown[text] for text in both),
            part=_counted(both),
        )
    if added := [said for text, said in now.shown.items() if text not in was.shown]:
        yield subject.changed("translation-added", after=_each(added), part=_counted(added))


def _each(texts: Iterable[str]) -> Names:
    return Names(tuple(map(str, texts)))


def _counted(texts: Sequence[str]) -> Texts:
    return Texts(len(texts))
