"""A reference to an article's source in words, and the files that hold it as data."""

from collections.abc import Sequence

from generator.base.model import Article
from generator.site.pages.views.records import To

_MOST = 3
"""Authors named before "and others"."""
_FORMATS = {"bib": "BibTeX", "ris": "RIS", "json": "CSL-JSON"}


def title_of(article: Article) -> str:
    """Return the source's own title, or ours where it has none."""
    return article.publication.title or article.title


def reference(article: Article) -> str:
    """Return a reference as a board paper gives it, without its address.

    Author (date) Title. Publisher: the order of the Harvard style.
    """
    authors = article.authors or (article.publication.publisher or "Unsigned",)
    named = f"{authors[0]} and others" if len(authors) > _MOST else _joined(authors)
    publisher = article.publication.publisher if article.authors else ""
    parts = (f"{named} ({article.published.label}) {title_of(article)}", publisher)
    return " ".join(part if part[-1] in ".?!" else f"{part}." for part in parts if part)


def reference_files(stem: str) -> tuple[To, ...]:
    """Return the files that hold references as data; ``stem`` is their address without ending."""
    return tuple(To(title=name, uri=f"{stem}.{end}") for end, name in _FORMATS.items())


def _joined(names: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
