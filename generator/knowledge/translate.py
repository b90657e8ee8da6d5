"""A checked library in another language: each text gives way to its translation, if it has one.

Ids, relations and dates are shared. What has no translation keeps its language, and is written so
wherever it stands. Titles of what others have published, and names of people, stay as they are.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from operator import is_not
from types import MappingProxyType
from typing import Any, TypeVar, cast

from msgspec import Struct
from msgspec.structs import asdict, replace

from generator.base.foreign import Foreign, language_in, told_in
from generator.base.language import spoken
from generator.base.language.catalogues import has_tags_of
from generator.base.model import (
    Article,
    Author,
    Dated,
    DisputedQuestion,
    Event,
    Figure,
    FigurePart,
    Library,
    Message,
    MessageSection,
    Person,
    PlainPage,
    Point,
    Publication,
    Question,
    Sense,
    Settings,
    Status,
    Term,
    Theme,
    Translated,
)
from generator.base.translations import SETTINGS, Translation, has_words, one_line

_Record = Article | Theme | Term | Event | PlainPage
_Say = Callable[[str], str]
_R = TypeVar("_R", Article, Theme, Term, Event, PlainPage)
_GROUPS = (
    *(Article, Author, Dated, DisputedQuestion, Event, Figure, FigurePart, Message),
    *(MessageSection, Person, PlainPage, Point, Publication, Question, Sense, Status, Term, Theme),
)
"""What holds words of ours."""
_THEIRS: Mapping[type, frozenset[str]] = {
    Person: frozenset({"name", "organisation"}),
    Publication: frozenset({"title"}),
    Sense: frozenset({"forms"}),
    Term: frozenset({"forms"}),
}
"""Fields that are not translated: words of others, and forms of names, which each language has of
its own."""


class Body(Struct, frozen=True):
    """What the text below a file's front matter holds that may be translated.

    Attributes:
        texts: its paragraphs, headings, items and cells, each on one line.
        passages: the words by which points find their passages in it.
        whole: whether all of it is translated, and so shown.
    """

    texts: tuple[str, ...] = ()
    passages: tuple[str, ...] = ()
    whole: bool = False


def translated(
    library: Library, translations: Mapping[str, Translation], bodies: Mapping[str, Body]
) -> Library:
    """Return a library in the language of its readers.

    Args:
        library: content as it is, resolved for readers of another language.
        translations: by the path of the file.
        bodies: what each file's text holds, by path.
    """

    def each(records: Mapping[str, _R]) -> Mapping[str, _R]:
        made = {id_: _record(record, translations, bodies) for id_, record in records.items()}
        return MappingProxyType(made)

    articles = each(library.articles)
    points = {point.id: point for article in articles.values() for point in article.points}
    return replace(
        library,
        articles=articles,
        points=MappingProxyType({id_: points[id_] for id_ in library.points}),
        themes=each(library.themes),
        terms=each(library.terms),
        events=tuple(_record(event, translations, bodies) for event in library.events),
        pages=each(library.pages),
        translated=tuple(
            _counted(texts, translations.get(texts.path, Translation("")))
            for texts in _texts_of(library, bodies)
        ),
    )


def settings_in(settings: Settings, tag: str, translation: Translation) -> Settings:
    """Return what ``mkdocs.yml`` says to readers in another language.

    Args:
        settings: in the language of content.
        tag: of the other language.
        translation: of ``mkdocs.yml``.
    """

    def say(text: str) -> str:
        # Themes write these as they are.
        said = _put(told_in(settings.language, text), translation)
        return said if has_tags_of(said, text) else text

    return replace(
        settings,
        title=str(say(settings.title)),
        description=str(say(settings.description)),
        audiences={id_: say(shown) for id_, shown in settings.audiences.items()},
        words={text: str(say(text)) for text in settings.words},
        language=tag,
        language_at=settings.translations_at,
        written=settings.language,
        translations=(),
        admin=False,
        url=f"{settings.url.rstrip('/')}/{tag}/" if settings.url else "",
    )


def _texts_of(library: Library, bodies: Mapping[str, Body]) -> Iterator[Translated]:
    """Yield all that may be translated, by file; what ``mkdocs.yml`` says comes first."""
    records: dict[str, list[_Record]] = {}
    for record in _records(library):
        records.setdefault(record.at.path, []).append(record)
    said = (text for text in map(one_line, library.settings.words) if has_words(text))
    yield Translated(path=SETTINGS, texts=tuple(dict.fromkeys(said)))
    for path in sorted(records):
        yield _texts(path, records[path], bodies.get(path, Body()))


def _records(library: Library) -> Iterator[_Record]:
    for records in (library.articles, library.themes, library.terms, library.pages):
        yield from records.values()
    yield from library.events


def _texts(path: str, records: Iterable[_Record], body: Body) -> Translated:
    names: dict[str, None] = {}
    texts: dict[str, None] = {}
    for record in records:
        if isinstance(record, Term):
            names |= dict.fromkeys(filter(has_words, map(one_line, _names(record))))
        _each(record, lambda text: _noted(text, texts))
    others = (text for text in texts if text not in {*names, *body.texts} and has_words(text))
    return Translated(
        path=path,
        names=tuple(names),
        texts=tuple(others),
        body=tuple(dict.fromkeys(body.texts)),
        passages=tuple(dict.fromkeys(body.passages)) if body.texts else (),
    )


def _noted(text: str, among: dict[str, None]) -> str:
    among[one_line(text)] = None
    return text


def _names(term: Term) -> Iterator[str]:
    """Yield the names of a term; its other forms follow from them, in each language."""
    for name in (term.label, *term.aliases, *(sense.expansion for sense in term.senses)):
        if language_in(name):
            yield name


def _counted(texts: Translated, translation: Translation) -> Translated:
    lacking = len(translation.lacking(texts.said))
    passages = sum(words not in translation.passages for words in texts.passages)
    older = min(sum(1 for _ in translation.left(texts.said)), lacking)
    found = translation.texts
    shown = {text: found[text].whole for text in texts.said if text in found}
    return replace(texts, lacking=lacking + passages, older=older, shown=shown)


def _record(record: _R, translations: Mapping[str, Translation], bodies: Mapping[str, Body]) -> _R:
    path = record.at.path
    if path not in translations:
        return record
    translation = translations[path]
    made: Any = _each(record, lambda text: _put(text, translation))
    if bodies.get(path, Body()).whole and not isinstance(made, Event):
        made = _with_text(replace(made, language=""))
    if isinstance(record, Term):
        made = _with_names(made, record, translation)
    return cast("_R", made)


def _with_text(made: Any) -> Any:  # noqa: ANN401 - a record of any kind with a text
    """Return a record whose text is shown translated: what is taken from it is in that language."""
    if isinstance(made, Article):
        return replace(made, points=tuple(map(_point, made.points)))
    if isinstance(made, PlainPage) and any(made.title == block.text for block in made.blocks):
        return replace(made, title=str(made.title))
    return made


def _put(text: str, translation: Translation) -> str:
    found = translation.texts.get(one_line(text))
    # What is the same in both languages keeps its own, in which it is read aloud.
    return text if found is None or found.whole == one_line(text) else found.whole


def _name(name: str, translation: Translation) -> str:
    found = translation.texts.get(one_line(name))
    return name if found is None or found.text == one_line(name) else found.text


def _each(value: Any, say: _Say) -> Any:  # noqa: ANN401 - a record may hold anything
    """Return a value with other words in the place of those that say their language."""
    if isinstance(value, Foreign):
        return say(value) if value.language else value
    if isinstance(value, tuple):
        made = tuple(_each(each, say) for each in value)
        return made if any(map(is_not, made, value)) else value
    return _group(value, say) if isinstance(value, _GROUPS) else value


def _group(value: Any, say: _Say) -> Any:  # noqa: ANN401 - likewise
    changed = {}
    theirs = _THEIRS.get(type(value), frozenset())
    if isinstance(value, Person) and value.kind == "group":
        theirs -= {"name"}
    for name, before in asdict(value).items():
        if name not in theirs and (after := _each(before, say)) is not before:
            changed[name] = after
    return replace(value, **changed) if changed else value


def _point(point: Point) -> Point:
    """Return a point of a text that is shown translated: its passage is in that language."""
    if point.passage.language:
        return point
    return replace(point, passage=replace(point.passage, exact=str(point.passage.exact)))


def _with_names(made: Term, term: Term, translation: Translation) -> Term:
    """Return a translated term with its names in its own language too, for texts that are in it.

    Args:
        made: the term, translated.
        term: as it was.
        translation: of its file.
    """
    label, *aliases = (_name(name, translation) for name in (term.label, *term.aliases))
    names = (term.label, *term.aliases)
    own = tuple(name for name in names if name not in {label, *aliases})
    pairs = zip(made.senses, term.senses, strict=True)
    say = partial(_said_in, bool(made.language))
    return replace(
        made,
        label=say(label),
        aliases=tuple(dict.fromkeys((*map(say, aliases), *own))),
        forms=(*map(say, _forms(names, translation)), *term.forms),
        senses=tuple(_with_expansion(sense, before, translation) for sense, before in pairs),
    )


def _with_expansion(made: Sense, sense: Sense, translation: Translation) -> Sense:
    language = sense.language if made.definition == sense.definition else ""
    say = partial(_said_in, bool(language))
    expansion = _name(sense.expansion, translation)
    own = (sense.expansion,) if sense.expansion != expansion else ()
    forms = (*map(say, _forms((sense.expansion,), translation)), *own, *sense.forms)
    return replace(made, expansion=say(expansion), forms=forms, language=language)


def _said_in(around: bool, name: str) -> str:  # noqa: FBT001
    """Return a name that says its language where what is around it is in another."""
    return told_in(spoken().tag, name) if around else name


def _forms(names: Iterable[str], translation: Translation) -> Iterator[str]:
    """Yield the further forms of names, such as plurals and mutations."""
    found = (translation.texts.get(one_line(name)) for name in names)
    return (form for said in found if said for form in said.others)
