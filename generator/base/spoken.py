"""The language that a site is written in, and problems of what a project says of it."""

from pathlib import Path

from generator.base.language import ENGLISH, Language
from generator.base.language.catalogues import language_of
from generator.base.model import Settings
from generator.base.problems import At, Problem, short

_LONGEST = 400
"""Characters of what is said to be wrong in a catalogue, which quotes two messages of it."""


def spoken_by(settings: Settings, root: Path) -> tuple[Language, tuple[Problem, ...]]:
    """Return the language in which a site addresses its readers, and what is wrong with it.

    Args:
        settings: what ``mkdocs.yml`` says of the site.
        root: the project's folder, for its own catalogues.
    """
    try:
        language, faults = language_of(settings.language, root)
    except LookupError as error:
        hint = "Name it by its short name, such as “en”, “cy”, “de” or “pt-BR”."
        return ENGLISH, (Problem(settings.language_at, "unknown-language", str(error), hint),)
    mend = "Mend the message, or take it out: then it is said as it is without this catalogue."
    wrong = (
        Problem(At(f.path, f.line), "broken-catalogue", short(f.words, _LONGEST), mend)
        for f in faults
    )
    return language, tuple(wrong)
