"""A reason with what people call what it names; what concerns a whole article names that alone."""

from collections.abc import Callable, Mapping

from generator.base.names import article_of
from generator.knowledge.changes.change import Cause, Reason
from generator.knowledge.changes.pairs import Pairs


def reason(pairs: Pairs, cause: Cause, subject: str, relation: str = "", other: str = "") -> Reason:
    """Return why something differs.

    Args:
        pairs: both states.
        cause: what it is.
        subject: id of the point.
        relation: as in ``agrees``, or empty.
        other: id of the other point, or empty.
    """
    article = article_of(subject)
    if cause in _WHOLE and _WHOLE[cause][1](pairs, article):
        title = (pairs.articles_after.get(article) or pairs.articles_before[article]).title
        return Reason(cause=_WHOLE[cause][0], subject=article, name=title)
    return Reason(
        cause=cause,
        subject=subject,
        relation=relation,
        other=other,
        name=pairs.words(subject),
        other_name=pairs.words(other),
    )


_WHOLE: Mapping[Cause, tuple[Cause, Callable[[Pairs, str], bool]]] = {
    "gone": ("article-gone", lambda pairs, article: article in pairs.lost),
    "retracted": ("article-retracted", lambda pairs, article: article in pairs.withdrawn),
    "stands": ("article-stands", lambda pairs, article: article in pairs.restored),
}
"""What is said instead, once, and when: of all points of an article the same is true."""
