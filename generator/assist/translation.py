"""What may be translated of a file, as a catalogue for translators; what they have done is kept.

Where an original has changed, its translation goes with the one most like it, marked as doubtful
(“fuzzy”, as gettext says) beside the words that it was made from. Babel knows how.
"""

import re
from collections.abc import Iterator
from io import BytesIO

from babel.messages.catalog import Catalog
from babel.messages.pofile import denormalize, write_po

from generator.base.language.catalogues import read_catalogue
from generator.base.model import Translated
from generator.base.translations import PASSAGE

_HEAD = """\
msgid ""
msgstr ""
"Language: {tag}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"""
_OWN_HEAD = re.compile(r'(?:#[^\n]*\n)*msgid ""\nmsgstr ""\n(?:"[^\n]*"\n)+')
_NAME = "A name. Its first line is shown; each further line is another form of it."
_WORDS = "Words of a passage: as they stand, once, in the translation of the text."
_WIDTH = 100
_LONG = 1_000
"""Characters of a word that no line is broken for: Babel takes its time over the square of it."""
_COMPARED = 250_000
"""Pairs of old and new originals of which the most alike are sought: of a long article there are a
tenth as many."""
_BEFORE = "| "
"""How a line with the original before it changed begins, behind the sign of a remark."""


def catalogue(texts: Translated, tag: str, before: str = "") -> str:
    """Return the catalogue of a file, with all that it may say in another language.

    Args:
        texts: what the file says.
        tag: of the other language, by BCP 47.
        before: the catalogue that there is, or nothing.

    Raises:
        CatalogueError: that catalogue cannot be read.
    """
    known = read_catalogue(before.encode())
    previous = dict(_previous(known))
    asked = _asked(texts)
    many = len(known) * len(asked) > _COMPARED
    known.update(asked, no_fuzzy_matching=many, update_header_comment=False)
    for message in known:
        if message.fuzzy and message.id in previous:
            message.previous_id = [previous[message.id]]
    made = BytesIO()
    write_po(made, known, width=_width(known), omit_header=True, include_previous=True)
    head = _OWN_HEAD.match(before)
    return f"{head[0] if head else _HEAD.format(tag=tag)}\n{made.getvalue().decode().strip()}\n"


def _width(catalogue: Catalog) -> int:
    """Return at which width lines are broken, or 0 for none."""
    messages = (*catalogue, *catalogue.obsolete.values())
    texts = (str(text) for message in messages for text in (message.id, message.string))
    return 0 if any(len(word) > _LONG for text in texts for word in text.split()) else _WIDTH


def _previous(catalogue: Catalog) -> Iterator[tuple[str, str]]:
    """Yield each original with the one before, which Babel writes but reads as a remark."""
    for message in (*catalogue, *catalogue.obsolete.values()):
        lines = [line[2:] for line in message.user_comments if line.startswith(_BEFORE)]
        message.user_comments = [x for x in message.user_comments if not x.startswith(_BEFORE)]
        if lines:
            quoted = "\n".join(line.removeprefix("msgid ") for line in lines)
            yield str(message.id), denormalize(quoted)


def _asked(texts: Translated) -> Catalog:
    asked = Catalog()
    for text in texts.said:
        asked.add(text, auto_comments=[_NAME] if text in texts.names else [])
    for words in texts.passages:
        asked.add(words, context=PASSAGE, auto_comments=[_WORDS])
    return asked
