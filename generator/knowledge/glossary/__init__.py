"""Stage 6: the glossary. Text and date in, mentions with their senses out.

`Glossary` finds mentions in plain text and chooses what each means at its date. `lint` checks the
entries themselves; `missing` and `unused` say what they lack and what nobody needs.
"""

from generator.knowledge.glossary.answers import Acronym, Choice, Context, Hit
from generator.knowledge.glossary.engine import Glossary
from generator.knowledge.glossary.lint import lint
from generator.knowledge.glossary.reports import missing, unused
from generator.knowledge.glossary.succession import following, full_name

__all__ = [
    "Acronym",
    "Choice",
    "Context",
    "Glossary",
    "Hit",
    "following",
    "full_name",
    "lint",
    "missing",
    "unused",
]
