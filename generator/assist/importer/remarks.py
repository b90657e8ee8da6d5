"""What is said of every kind of document alike."""

from collections.abc import Mapping, Sequence

from generator.assist.importer.raw import Dropped, line

_NAMED = 5
"""Links that are named; the others are counted."""
_LONGEST = 60
"""Characters of what is named."""


def tracked(counts: Mapping[str, int]) -> tuple[str, ...]:
    """Say how many tracked changes a document has, and what became of them.

    Args:
        counts: how many there are, by what one of them is called.
    """
    found = [f"{count} {name}{'s' * (count > 1)}" for name, count in counts.items() if count]
    if not found:
        return ()
    whole = ", ".join(found)
    return (f"The document has tracked changes ({whole}); the text is as if all were accepted.",)


def deleted(words: str, author: str = "") -> Dropped:
    """Return words that a tracked change took away."""
    return Dropped(0, words, f"was deleted in a tracked change{_by(author)}")


def comment(words: str, author: str = "") -> Dropped:
    """Return words that somebody wrote beside the text."""
    return Dropped(0, words, f"is a comment{_by(author)}")


def picture(words: str) -> Dropped:
    """Return the words that stand for a picture."""
    return Dropped(0, words, "a picture; pictures are not imported")


def unlinked(words: Sequence[str]) -> tuple[str, ...]:
    """Say which links are words alone now."""
    if not words:
        return ()
    shown = ", ".join(f"“{line(each)[:_LONGEST]}”" for each in words[:_NAMED])
    more = f" and {len(words) - _NAMED} more" if len(words) > _NAMED else ""
    return (f"Links that lead to no address on the web are words alone now: {shown}{more}.",)


def _by(author: str) -> str:
    return f" by {line(author)[:_LONGEST]}" if author.strip() else ""
