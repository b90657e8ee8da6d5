"""Every contributed text in which terms are looked for, with what decides their senses there."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from generator.base.dates import Period
from generator.base.foreign import language_in, told_in, woven
from generator.base.model import Article, Block, Library, Message, Point, Question, Theme
from generator.base.problems import At
from generator.knowledge.glossary import Context, Hit
from generator.knowledge.link.findings import LineRef, TextPart
from generator.knowledge.link.timeline import event_pages

_Contexts = Callable[[Hit], Sequence[Context]]
_Holders = Callable[[Hit], tuple[str, ...]]
_UNDATED: Sequence[Context] = (Context(),)
_UNCLEAR = ("ambiguous-sense",)
_ALL = (*_UNCLEAR, "anachronism")


class Text(Struct, frozen=True, kw_only=True):
    """A text and where it stands.

    Attributes:
        words: of one paragraph or field, without mark-up.
        code: stretches of it that are code, in which no term is looked for.
        language: in which names are looked for, by BCP 47; empty where it is the site's.
        page: source address of the page that shows it.
        title: that page's; empty for the timeline.
        fragment: id of the nearest anchor, or empty.
        part: the part of the page in which it stands, or empty.
        section: heading above it in the content.
        date: for the order of "Used in"; None for undated text.
        contexts: what decides the sense of a mention in it; several where the text rests on
            several points.
        holders: ids of the points in whose own words or passage a mention stands.
        doubts: codes of what is told of a mention's sense. An article says what stood at its time;
            a line of ours about articles must have one meaning, but is written now.
        acronyms: whether acronyms need an entry, and whose: an article's or a key message's.
        own: id of the term whose entry it belongs to, or empty.
        line: the key message or question that it is, or None.
        at: where it begins in the content.
    """

    words: str = ""
    code: tuple[tuple[int, int], ...] = ()
    language: str = ""
    page: str
    title: str
    fragment: str = ""
    part: TextPart | Literal[""] = ""
    section: str = ""
    date: Period | None = None
    contexts: _Contexts = lambda _: _UNDATED
    holders: _Holders = lambda _: ()
    doubts: tuple[str, ...] = ()
    acronyms: Literal["", "article", "message"] = ""
    own: str = ""
    line: LineRef | None = None
    at: At


def texts(library: Library) -> Iterator[Text]:
    """Yield the texts of articles, themes, terms, events and plain pages, in this order."""
    for article in library.articles.values():
        if article.glossary:
            yield from _article(article)
    for theme in library.themes.values():
        yield from _theme(library, theme)
    yield from _terms(library)
    yield from _events(library)
    yield from _pages(library)


def context_of(article: Article, point: Point | None) -> Context:
    """Return what decides a sense in an article, within the passage of a point or outside any."""
    if point is None:
        return Context(
            article_date=article.published, choices=article.senses, language=article.language
        )
    return Context(
        date=point.as_of,
        article_date=article.published,
        themes=point.themes,
        choices={**article.senses, **point.senses},
        language=article.language,
    )


def _article(article: Article) -> Iterator[Text]:
    yield Text(
        words=article.summary,
        language=language_in(article.summary),
        page=article.uri,
        title=article.title,
        part="summary",
        date=article.published,
        contexts=_always(context_of(article, None)),
        doubts=_ALL,
        acronyms="article",
        at=article.summary_at,
    )
    passages = _passages(article)
    for block in article.blocks:
        quoted = (point.passage.exact for point in passages[block.index])
        words = woven(told_in(article.language, block.text), *quoted)
        for language, others in _languages(article, block, passages[block.index]):
            yield Text(
                words=words,
                code=others,
                language=language,
                page=article.uri,
                title=article.title,
                section=told_in(article.language, block.section),
                date=article.published,
                contexts=_within(article, passages[block.index]),
                holders=_holding(passages[block.index]),
                doubts=_ALL,
                acronyms="article",
                at=At(article.at.path, block.line),
            )
    for point in article.points:
        yield _point(article, point)


def _languages(
    article: Article, block: Block, points: Sequence[Point]
) -> Iterator[tuple[str, tuple[tuple[int, int], ...]]]:
    """Yield the languages of a paragraph, each with the stretches of it that are not to be read.

    Those are code, and what is in another language.
    """
    if block.heading:
        return
    foreign = [point.passage for point in points if point.passage.language]
    stretches = tuple((passage.start, passage.end) for passage in foreign)
    yield article.language, tuple(sorted((*block.code, *stretches)))
    for passage in foreign:
        around = ((0, passage.start), (passage.end, len(block.text)))
        yield passage.language, tuple(sorted((*block.code, *around)))


def _passages(article: Article) -> Mapping[int, list[Point]]:
    """Return block → points with a passage in it, the shortest passage first."""
    found: defaultdict[int, list[Point]] = defaultdict(list)
    for point in sorted(article.points, key=lambda p: p.passage.end - p.passage.start):
        found[point.passage.block].append(point)
    return found


def _within(article: Article, points: Sequence[Point]) -> _Contexts:
    """Choose by the shortest passage in which a mention begins."""

    def contexts(hit: Hit) -> Sequence[Context]:
        inside = (p for p in points if p.passage.start <= hit.start < p.passage.end)
        return (context_of(article, next(inside, None)),)

    return contexts


def _holding(points: Sequence[Point]) -> _Holders:
    """Return a function that names the points in whose passage a mention begins."""
    return lambda hit: tuple(p.id for p in points if p.passage.start <= hit.start < p.passage.end)


def _point(article: Article, point: Point) -> Text:
    return Text(
        words=point.text,
        language=language_in(point.text),
        page=article.uri,
        title=article.title,
        fragment=point.fragment,
        part="points",
        date=article.date_of(point),
        contexts=_always(context_of(article, point)),
        holders=lambda _: (point.id,),
        doubts=_ALL,
        acronyms="article",
        at=point.text_at,
    )


def _theme(library: Library, theme: Theme) -> Iterator[Text]:
    body = Text(language=theme.language, page=theme.uri, title=theme.title, at=theme.at)
    yield from _blocks(theme.blocks, body, (theme.id,))
    for index, message in enumerate(theme.messages):
        ref = LineRef(kind="message", theme=theme.id, index=index)
        yield _line(library, theme, message, ref)
    for index, question in enumerate(theme.questions):
        ref = LineRef(kind="question", theme=theme.id, index=index)
        yield _line(library, theme, question, ref)


def _line(library: Library, theme: Theme, line: Message | Question, ref: LineRef) -> Text:
    is_message = ref.kind == "message"
    return Text(
        words=line.text,
        language=language_in(line.text),
        page=theme.uri,
        title=theme.title,
        fragment=ref.anchor,
        part="messages" if is_message else "questions",
        contexts=_always(*_resting_on(library, line)),
        doubts=_UNCLEAR,
        acronyms="message" if is_message else "",
        line=ref,
        at=line.at,
    )


def _resting_on(library: Library, line: Message | Question) -> Iterator[Context]:
    language = language_in(line.text)
    for id_ in line.points:
        point = library.points[id_]
        said = context_of(library.articles[point.article], point)
        yield replace(said, language=language) if said.language != language else said


def _terms(library: Library) -> Iterator[Text]:
    for term in library.terms.values():
        for sense in term.senses:
            yield Text(
                words=sense.definition,
                language=sense.language,
                page=term.uri,
                title=term.label,
                fragment=sense.anchor,
                part="meaning",
                own=term.id,
                at=sense.at,
            )
        body = Text(
            language=term.language, page=term.uri, title=term.label, own=term.id, at=term.at
        )
        yield from _blocks(term.blocks, body)


def _events(library: Library) -> Iterator[Text]:
    pages = event_pages(library)
    for event in library.events:
        yield Text(
            words=event.text,
            language=language_in(event.text),
            page=pages[event.id],
            title="",
            fragment=event.anchor,
            section=event.title,
            date=event.date,
            contexts=_always(Context(date=event.date, language=language_in(event.text))),
            at=event.at,
        )


def _pages(library: Library) -> Iterator[Text]:
    for page in library.pages.values():
        if page.glossary:
            body = Text(language=page.language, page=page.uri, title=page.title, at=page.at)
            yield from _blocks(page.blocks, body)


def _blocks(blocks: Sequence[Block], body: Text, themes: tuple[str, ...] = ()) -> Iterator[Text]:
    """Yield the paragraphs of an undated body."""
    for block in blocks:
        if not block.heading:
            yield replace(
                body,
                words=told_in(body.language, block.text),
                code=block.code,
                section=told_in(body.language, block.section),
                contexts=_always(Context(themes=themes, language=body.language)),
                at=At(body.at.path, block.line),
            )


def _always(*contexts: Context) -> _Contexts:
    """Return a function that decides every mention of a text alike."""
    return lambda _: contexts or (Context(),)
