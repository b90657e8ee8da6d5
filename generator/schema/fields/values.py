"""The kinds of value that front matter may hold, each with its check and its JSON Schema.

A refused value raises ``PydanticCustomError``: its type is the problem's code, and its context
holds the message and the hint, or, for ``wrong-type``, what was expected.
"""

import re
from collections.abc import Sequence
from typing import Annotated, Literal
from urllib.parse import urlsplit

from msgspec import Struct
from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    GetJsonSchemaHandler,
    PlainValidator,
    StringConstraints,
    WithJsonSchema,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

from generator.base.dates import DateError, Period, half_open, parse
from generator.base.foreign import MANY
from generator.base.language_tags import canonical, meant
from generator.base.names import ID_PATTERN, LONGEST_ID, is_id, slug
from generator.base.problems import short
from generator.source.characters import is_blank

_ID_RULE = f"lower-case letters a to z, digits and single hyphens, at most {LONGEST_ID} characters"
_SPACE = re.compile(r"[ \t\r\n]+")
_ICON = re.compile(rf"{ID_PATTERN}(?:/{ID_PATTERN})+")
_HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:[/?#]\S*)?", re.IGNORECASE)
_FIGURE = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,3})?")
_UNSAFE_IN_URL = re.compile(r"[\s<>\"\\^`{|}]")


def refusal(code: str, message: str, hint: str = "") -> PydanticCustomError:
    """Return the error that carries a problem out of a validator."""
    return PydanticCustomError(code, "{message}", {"message": message, "hint": hint})


def wrong_type(expected: str) -> PydanticCustomError:
    """Return the error for a value that is of another type than expected."""
    return PydanticCustomError("wrong-type", "{expected}", {"expected": expected})


def _one_line(text: str) -> str:
    if is_blank(text):
        raise PydanticCustomError("string_too_short", "It shows nothing.")
    return _SPACE.sub(" ", text)


def _number_as_text(value: object) -> object:
    if isinstance(value, str):
        return value.strip()
    return str(value) if _is_whole(value) else value


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _id(value: object) -> str:
    text = _number_as_text(value)
    if not isinstance(text, str):
        raise wrong_type("an id")
    if is_id(text):
        return text
    meant = slug(text)
    hint = f"Did you mean “{meant}”?" if meant else ""
    raise refusal(
        "bad-id", f"“{short(text)}” cannot be an id: an id contains only {_ID_RULE}.", hint
    )


def _point(value: object) -> str:
    if not isinstance(value, str):
        raise wrong_type("the name of a point, as article#point")
    text = value.strip()
    article, _, point = text.partition("#")
    if is_id(article) and is_id(point):
        return text
    message = f"“{short(value)}” does not name a point: write the article, # and the point,"
    raise refusal("bad-reference", f"{message} for example late-trams#doors-break.")


def _successor(value: object) -> str:
    text = _number_as_text(value)
    if not isinstance(text, str):
        raise wrong_type("the name of an article, or of a point as article#point")
    return _point(text) if "#" in text else _id(text)


def _term(value: object) -> str:
    text = _number_as_text(value)
    if not isinstance(text, str):
        raise wrong_type("a term, or a sense of one as term#sense")
    term, mark, sense = text.partition("#")
    if is_id(term) and (is_id(sense) or not mark):
        return text
    message = f"“{short(text)}” names neither a term nor a sense, written as term#sense."
    raise refusal("bad-reference", message)


def _date(value: object) -> Period:
    text = _number_as_text(value)
    if not isinstance(text, str):
        raise wrong_type("a date")
    try:
        return parse(text)
    except DateError as error:
        raise refusal("bad-date", str(error), _meant(error.readings)) from None


def _meant(readings: Sequence[str]) -> str:
    """Say which date was meant, or what each of two readings is."""
    if len(readings) == 1:
        return f"Did you mean {readings[0]}?"
    named = [f"{reading} for {parse(reading).label}" for reading in readings]
    return f"Write {', or '.join(named)}." if named else ""


def _bound(value: object) -> Period | None:
    """Return the first day of a term's sense, or the first day after it; None where open."""
    if value == "..":
        return None
    period = _date(value)
    try:
        half_open(period.text, "")
    except DateError as error:
        raise refusal("bad-date", str(error)) from None
    return period


def _url(value: object) -> str:
    if not isinstance(value, str):
        raise wrong_type("a web address")
    text = value.strip()
    try:
        parts = urlsplit(text)
        good = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
        good = good and "@" not in parts.netloc  # a user's name can pass for the host's
    except ValueError:
        good = False
    if good and (odd := _UNSAFE_IN_URL.search(text)):
        message = f"The web address contains {_named(odd[0])}, which is not allowed in an address."
        raise refusal("bad-url", message, "Copy it again from the browser's address bar.")
    if good:
        return text
    message = f"“{short(text)}” is not a web address such as https://www.example.org/trams."
    meant = text.strip("<>").removeprefix("https://")
    known = f"Did you mean “https://{meant}”?" if _HOST.fullmatch(meant) else ""
    raise refusal("bad-url", message, known or "If there is none, leave the line out.")


def _named(sign: str) -> str:
    return "a space" if sign.isspace() else f"“{sign}”"


def _language(value: object) -> str:
    if not isinstance(value, str):
        raise wrong_type("the tag of a language")
    if tag := canonical(value.strip()):
        return tag
    message = f"“{short(value)}” is not the tag of a language, such as en, cy or de-AT."
    near = meant(value[: 2 * LONGEST_ID])
    hint = f"Did you mean “{near}”?" if near else "Most have a code of two letters (ISO 639-1)."
    raise refusal("bad-language", message, hint)


def _language_of_name(value: object) -> str:
    return MANY if isinstance(value, str) and value.strip().lower() == MANY else _language(value)


def _icon(value: object) -> str:
    if not isinstance(value, str):
        raise wrong_type("the name of an icon")
    text = value.strip()
    if _ICON.fullmatch(text):
        return text
    message = f"“{short(text)}” is not the name of an icon: a set and an icon are needed."
    meant = text.lower().replace("\\", "/")
    near = f"Did you mean “{meant}”?" if _ICON.fullmatch(meant) else ""
    raise refusal("bad-icon", message, near or "Write it like “material/bank”.")


def _number(value: object) -> int | float:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    raise wrong_type("a number")


def _amount(value: object) -> int | float | str:
    if isinstance(value, str) and not value.strip():
        raise wrong_type("a number or text")
    if not isinstance(value, str):
        return _number(value)
    text = _one_line(value.strip())
    # Forms put quotes round every figure.
    return (float(text) if "." in text else int(text)) if _FIGURE.fullmatch(text) else text


def _chosen(value: object) -> tuple[object, ...]:
    return value if isinstance(value, tuple) else (value,)


class Prose(Struct, frozen=True):
    """Marks text for readers, in which a number sign is more likely a word than a comment."""


Named = Literal["point", "theme", "term", "person", "organisation", "event"]
"""What front matter names in several places."""


class Names(Struct, frozen=True):
    """Says what a value names, of a mapping its keys: by this a rename finds all places."""

    kind: Named


class OrText(Prose, frozen=True):
    """Says in JSON Schema that text may stand in place of the whole value."""

    of: str

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Offer both forms."""
        return {"anyOf": [{"type": "string", "minLength": 1, "title": self.of}, handler(schema)]}


Text = Annotated[
    str,
    StringConstraints(strict=True, strip_whitespace=True, min_length=1),
    AfterValidator(_one_line),
    WithJsonSchema({"type": "string", "minLength": 1, "title": "text"}),
    Prose(),
]
"""Text for readers, on one line: white space at its ends goes, and within it becomes one space."""

Remark = Annotated[Text, AfterValidator(lambda text: text.removesuffix("."))]
"""A few words that stand in brackets: no sentence, so that a full stop at its end goes."""

TextOrYear = Annotated[
    Text,
    BeforeValidator(_number_as_text),
    WithJsonSchema({"type": ["string", "integer"], "title": "text"}),
]

_ID_SCHEMA: JsonSchemaValue = {
    "type": ["string", "integer"],
    "pattern": f"^{ID_PATTERN}$",
    "maxLength": LONGEST_ID,
    "title": "id",
}

Id = Annotated[str, PlainValidator(_id), WithJsonSchema(_ID_SCHEMA)]

ThemeId = Annotated[Id, Names("theme")]
TermId = Annotated[Id, Names("term")]
PersonId = Annotated[Id, Names("person")]
EventId = Annotated[Id, Names("event")]
Organisation = Annotated[Text, Names("organisation")]

PointName = Annotated[
    str,
    PlainValidator(_point),
    WithJsonSchema(
        {"type": "string", "pattern": f"^{ID_PATTERN}#{ID_PATTERN}$", "title": "article#point"}
    ),
    Names("point"),
]

SuccessorName = Annotated[
    str,
    PlainValidator(_successor),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": f"^{ID_PATTERN}(#{ID_PATTERN})?$",
            "title": "article or article#point",
        }
    ),
    Names("point"),
]

TermName = Annotated[
    str,
    PlainValidator(_term),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": f"^{ID_PATTERN}(#{ID_PATTERN})?$",
            "title": "term or term#sense",
        }
    ),
    Names("term"),
]

Date = Annotated[
    Period, PlainValidator(_date), WithJsonSchema({"type": ["string", "integer"], "title": "date"})
]

Bound = Annotated[
    Period | None,
    PlainValidator(_bound),
    WithJsonSchema({"type": ["string", "integer"], "title": "date"}),
]

Url = Annotated[
    str,
    PlainValidator(_url),
    WithJsonSchema({"type": "string", "pattern": "^https?://[^ ]+$", "title": "web address"}),
]

Icon = Annotated[
    str,
    PlainValidator(_icon),
    WithJsonSchema({"type": "string", "pattern": f"^{_ICON.pattern}$", "title": "icon"}),
]

_LANGUAGE_SCHEMA: JsonSchemaValue = {
    "type": "string",
    "pattern": "^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$",
    "title": "language",
}

Language = Annotated[str, PlainValidator(_language), WithJsonSchema(_LANGUAGE_SCHEMA)]

NameLanguage = Annotated[str, PlainValidator(_language_of_name), WithJsonSchema(_LANGUAGE_SCHEMA)]
"""A language, or ``mul``: the name is the same in several."""

Number = Annotated[
    int | float, PlainValidator(_number), WithJsonSchema({"type": "number", "title": "number"})
]

Amount = Annotated[
    int | float | str,
    PlainValidator(_amount),
    WithJsonSchema({"type": ["number", "string"], "title": "number or text"}),
    Prose(),
]

SenseIds = Annotated[
    tuple[Id, ...],
    Field(min_length=1),
    BeforeValidator(_chosen),
    WithJsonSchema(
        {
            "anyOf": [
                {**_ID_SCHEMA, "title": "a sense's id"},
                {
                    "type": "array",
                    "items": _ID_SCHEMA,
                    "minItems": 1,
                    "title": "list of them",
                },
            ]
        }
    ),
]
"""One sense of a term, or several that the text leaves open."""
