"""A reference to an article's source in words, and the files that hold it as data."""

from generator.base import labels
from generator.base.foreign import joined, mixed
from generator.base.limits import AUTHORS_OF_A_REFERENCE
from generator.base.model import Article
from generator.site.pages.views.page import To

_FORMATS = {"bib": "BibTeX", "ris": "RIS", "json": "CSL-JSON"}


def title_of(article: Article) -> str:
    """Return the source's own title, or ours where it has none."""
    return article.publication.title or article.title


def reference(article: Article) -> str:
    """Return a reference as a board paper gives it, without its address.

    Author (date) Title. Publisher: the order of the Harvard style. Then what has become of it.
    """
    authors = article.author_names or (article.publication.publisher or labels.unsigned(),)
    named = labels.in_reference(authors, AUTHORS_OF_A_REFERENCE)
    publisher = article.publication.publisher if article.author_names else ""
    parts = (
        mixed(named, f" ({article.published.plain_label}) ", title_of(article)),
        publisher,
        status_of(article),
    )
    ended = [part if part[-1] in ".?!" else mixed(part, ".") for part in parts if part]
    return joined(ended, " ")


def status_of(article: Article) -> str:
    """Say that a source was retracted, superseded or corrected, when and why, or nothing."""
    if not (status := article.status):
        return ""
    return labels.status_note(status.kind, status.date.plain_label, status.reason)


def reference_files(stem: str) -> tuple[To, ...]:
    """Return the files that hold references as data; ``stem`` is their address without ending."""
    return tuple(To(title=name, uri=f"{stem}.{end}") for end, name in _FORMATS.items())
