"""References to the articles' sources, for reference managers: BibTeX, RIS and CSL-JSON.

Each format says of a date what it can: biblatex reads EDTF, CSL knows ranges and ``circa``, RIS
has free words after a date. What it cannot say stands in a note.

Formats: BibTeX with the fields of biblatex (ctan.org/pkg/biblatex, 2.2 and 2.3), RIS as Reference
Manager defines it, CSL-JSON 1.0 (docs.citationstyles.org).
"""

import re
from collections.abc import Iterator, Mapping, Sequence

import rispy
from bibtexparser.entrypoint import write_string
from bibtexparser.library import Library as Bibliography
from bibtexparser.middlewares.parsestack import default_unparse_stack
from bibtexparser.model import Block, Entry, Field
from bibtexparser.writer import BibtexFormat

from generator.base import labels
from generator.base.dates import Period
from generator.base.language.bidi import plain
from generator.base.language_tags import name_of
from generator.base.model import Article, ArticleKind, Library
from generator.site.data.as_json import as_json
from generator.site.pages.views.reference import status_of, title_of
from generator.site.render import Output

_TYPES: Mapping[ArticleKind, tuple[str, str, str]] = {
    "news": ("article", "NEWS", "article-newspaper"),
    "opinion": ("article", "MGZN", "article-magazine"),
    "feature": ("article", "MGZN", "article-magazine"),
    "research": ("report", "RPRT", "report"),
    "guidance": ("report", "RPRT", "report"),
    "speech": ("misc", "GEN", "speech"),
}
"""Kind of article → its type in BibTeX, RIS and CSL."""
_SPECIAL = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: f"\\{sign}" for sign in "&%$#_{}"},
    }
)
"""Signs that mean something to TeX."""
_NO_PERSON = re.compile(
    r"[,;&]|\b(?:and|for|of|the|agency|association|authority|board|centre|commission|committee|"
    r"council|department|foundation|fund|group|institute|network|office|service|society|team|trust|"
    r"university)\b",
    re.IGNORECASE,
)
"""What names of bodies have and names of people have not."""
_WORDS = range(2, 5)
"""Words of a person's name, but for particles."""
_MARKS = "~?%"


class _RisWriter(rispy.RisWriter):  # type: ignore[misc]
    """Writes records without the numbers before them, which the format does not know."""

    def set_header(self, count: int) -> str:  # noqa: ARG002
        """Return what stands before a record."""
        return ""


def citation_data(library: Library) -> Iterator[Output]:
    """Yield the references of all articles in each format, and those of each article."""
    articles = tuple(library.articles.values())
    yield from _files("data/references", articles)
    for article in articles:
        yield from _files(f"data/references/{article.id}", [article])


def _files(stem: str, articles: Sequence[Article]) -> Iterator[Output]:
    yield Output(uri=f"{stem}.bib", data=_bibtex(articles).encode())
    csl = [_csl(article) for article in articles]
    yield Output(uri=f"{stem}.json", data=as_json(csl, indent=1) + b"\n")
    ris = rispy.dumps([_ris(article) for article in articles], implementation=_RisWriter)
    yield Output(uri=f"{stem}.ris", data=ris.lstrip("\n").encode())


def _authors(article: Article) -> list[tuple[str, str]]:
    """Return family and given name of each author; all of it and nothing for a body's name."""
    bodies = {speaker.name for speaker in article.people if speaker.kind != "person"}
    return [(name, "") if name in bodies else _parted(name) for name in article.author_names]


def _parted(name: str) -> tuple[str, str]:
    """Return family and given name of what most likely is a person."""
    words = name.split()
    # A particle, as in “van der”, is written small and begins the family name.
    particles = [n for n, word in enumerate(words[:-1]) if n and word[0].islower()]
    if len(words) - len(particles) not in _WORDS or _NO_PERSON.search(name):
        return name, ""
    start = particles[0] if particles else len(words) - 1
    return " ".join(words[start:]), " ".join(words[:start])


def _dated(article: Article) -> str:
    """Say in a note what a date rests on, or that it is not exact."""
    if article.published.exact:
        return ""
    return plain(labels.date_note(article.published.label, article.published_basis))


def _notes(article: Article) -> str:
    full = (
        plain(labels.in_full(article.rights)) if article.text == "full" and article.rights else ""
    )
    parts = (status_of(article), _dated(article), article.publication.note, full)
    return " ".join(filter(None, parts))


def _bibtex(articles: Sequence[Article]) -> str:
    form = BibtexFormat()  # type: ignore[no-untyped-call]
    form.indent = "  "
    form.block_separator = "\n"
    entries: list[Block] = [
        Entry(
            _TYPES[article.kind][0],
            article.id,
            [Field(key, value) for key, value in _fields(article).items() if value],
        )
        for article in articles
    ]
    stack = default_unparse_stack(allow_inplace_modification=True)
    return write_string(Bibliography(entries), unparse_stack=stack, bibtex_format=form)


def _fields(article: Article) -> Mapping[str, str]:
    type_ = _TYPES[article.kind][0]
    publisher = _escaped(article.publication.publisher)
    return {
        "author": " and ".join(_bibtex_name(*name) for name in _authors(article)),
        # Braces within: a style must not turn the capitals of NHS into small letters.
        "title": f"{{{_escaped(title_of(article))}}}",
        "journal": publisher if type_ == "article" else "",
        "institution": publisher if type_ == "report" else "",
        "howpublished": publisher if type_ == "misc" else "",
        "date": _edtf(article.published),
        "year": article.published.year,
        "url": article.publication.url,
        "note": _escaped(_notes(article)),
        # As babel and biblatex name languages, nearly always: by their English names.
        "langid": name_of(article.publication.language).lower(),
    }


def _bibtex_name(family: str, given: str) -> str:
    return f"{_escaped(family)}, {_escaped(given)}" if given else f"{{{_escaped(family)}}}"


def _escaped(text: str) -> str:
    return text.translate(_SPECIAL)


def _edtf(published: Period) -> str:
    """Write a date as biblatex reads it: an open end has no ``..``."""
    first, last = ("" if end == ".." else end for end in published.ends)
    return first if first == last else f"{first}/{last}"


def _ris(article: Article) -> dict[str, object]:
    authors = [", ".join(filter(None, name)) for name in _authors(article)]
    fields = {
        "type_of_reference": _TYPES[article.kind][1],
        "id": article.id,
        "title": title_of(article),
        "authors": authors,
        "secondary_title": article.publication.publisher,
        "year": article.published.year,
        "date": _ris_date(article.published),
        "urls": [article.publication.url] if article.publication.url else [],
        "notes": [note for note in (_notes(article),) if note],
        "language": article.publication.language,
    }
    return {key: value for key, value in fields.items() if value}


def _ris_date(published: Period) -> str:
    """Write ``YYYY/MM/DD/words``: what is not known stays empty, and words say so."""
    first, last = (end.rstrip(_MARKS) for end in published.ends)
    parts = ("" if first == ".." else first).split("-") if first == last else [published.year]
    year, month, day = [*parts, "", "", ""][:3]
    return f"{year}/{month}/{day}/{'' if published.exact else published.label}"


def _csl(article: Article) -> dict[str, object]:
    fields = {
        "id": article.id,
        "type": _TYPES[article.kind][2],
        "title": title_of(article),
        "author": [_csl_name(*name) for name in _authors(article)],
        "container-title": article.publication.publisher,
        "issued": _csl_date(article.published),
        "URL": article.publication.url,
        "status": article.status.kind if article.status else "",
        "note": _notes(article),
        "language": article.publication.language,
    }
    return {key: value for key, value in fields.items() if value}


def _csl_name(family: str, given: str) -> dict[str, str]:
    return {"family": family, "given": given} if given else {"literal": family}


def _csl_date(published: Period) -> dict[str, object]:
    """Write one date or two, and ``circa`` where it is not exact; words where an end is open."""
    ends = dict.fromkeys(published.ends)
    if ".." in ends:
        return {"literal": published.label}
    parts = [[int(part) for part in end.rstrip(_MARKS).split("-")] for end in ends]
    certain = len(parts) == 1 and not published.text.endswith(tuple(_MARKS))
    return {"date-parts": parts} if certain else {"date-parts": parts, "circa": True}
