"""What ``mkdocs.yml`` may say of our plugin."""

import re

from mkdocs.config import config_options as option
from mkdocs.config.base import Config, ValidationError
from msgspec.structs import asdict

from generator.base.bounds import Bounds
from generator.base.dates import DateError, Period, half_open, parse
from generator.base.kinds import SECTIONS
from generator.base.model import Settings
from generator.base.names import is_id

_TAG = re.compile("[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
"""A tag by BCP 47 that can be the name of a folder."""
_HOST = re.compile(r"[a-z0-9-]++(?:\.[a-z0-9-]++)++")


class _Contact(option.OptionallyRequired[str]):
    """An address for corrections: what readers follow must not be able to run."""

    def run_validation(self, value: object) -> str:
        """Return the address.

        Raises:
            ValidationError: it begins with neither ``mailto:`` nor ``https:``.
        """
        if isinstance(value, str) and value.startswith(("mailto:", "https://")):
            return value
        if value == "":
            return ""
        raise ValidationError(f"“{value}” begins with neither mailto: nor https://.")


class _Audiences(option.OptionallyRequired[dict[str, str]]):
    """Who questions are for: what readers see, by the id that front matter names."""

    def run_validation(self, value: object) -> dict[str, str]:
        """Return the audiences.

        Raises:
            ValidationError: an id is none, or readers would see nothing or no text.
        """
        pairs = value.items() if isinstance(value, dict) else [("", value)]
        for id_, shown in pairs:
            if not isinstance(id_, str) or not is_id(id_) or not isinstance(shown, str):
                example = "an id and what readers see, such as board-members: Board members"
                raise ValidationError(f"“{id_}: {shown}” is not {example}.")
        return dict(pairs)


class _AsOf(option.OptionallyRequired[Period]):
    """What pages call today, for no stage asks the clock."""

    def run_validation(self, value: object) -> Period:
        """Return the day, month or year.

        Raises:
            ValidationError: it is none.
        """
        try:
            half_open("", str(value))
            return parse(str(value))
        except DateError as error:
            raise ValidationError(str(error)) from error


class _Translations(option.OptionallyRequired[tuple[str, ...]]):
    """The languages in which a site is published besides its own."""

    def run_validation(self, value: object) -> tuple[str, ...]:
        """Return their tags: each is the name of a folder of the site.

        Raises:
            ValidationError: one is no tag, stands there twice, or is the name of a section.
        """
        tags: list[str] = []
        for tag in value if isinstance(value, list | tuple) else [value]:
            if not isinstance(tag, str) or not _TAG.fullmatch(tag):
                raise ValidationError(f"“{tag}” is no short name of a language, such as cy.")
            if tag in SECTIONS or tag in tags:
                raise ValidationError(f"“{tag}” is taken: each language has a folder of its own.")
            tags.append(tag)
        return tuple(tags)


class _Host(option.OptionallyRequired[str]):
    """A host from which images may come: pages name it in their policy."""

    def run_validation(self, value: object) -> str:
        """Return the host.

        Raises:
            ValidationError: it is no name of one, such as www.example.org.
        """
        if isinstance(value, str) and _HOST.fullmatch(value):
            return value
        raise ValidationError(f"“{value}” is no host, such as www.example.org.")


class _Bounds(option.OptionallyRequired[Bounds]):
    """Numbers in place of some of the bounds on content."""

    def run_validation(self, value: object) -> Bounds:
        """Return all bounds.

        Raises:
            ValidationError: there is no such bound, or its value is no number above nought.
        """
        if isinstance(value, Bounds):
            return value
        usual = asdict(Bounds())
        if not isinstance(value, dict) or not value.keys() <= usual.keys():
            raise ValidationError(f"Only these have a bound: {', '.join(usual)}.")
        for name, number in value.items():
            whole = not isinstance(usual[name], int) or isinstance(number, int)
            if not isinstance(number, int | float) or number is True or not whole or number <= 0:
                raise ValidationError(f"The bound “{name}” is not a number above zero: {number}.")
        return Bounds(**value)


class BriefingConfig(Config):  # type: ignore[no-untyped-call]
    """What ``mkdocs.yml`` may say under ``plugins: - briefing:``."""

    audiences = _Audiences(default={})
    contact = _Contact(default="")
    first_mention = option.Choice(("page", "section"), default="page")
    protected = option.ListOfItems(option.Type(str), default=[])
    image_hosts = option.ListOfItems(_Host(), default=[])
    bounds = _Bounds(default=Bounds())
    admin = option.Type(bool, default=False)
    as_of = option.Optional(_AsOf())
    first_rank = option.ListOfItems(option.Type(str), default=[])
    review = option.Type(bool, default=False)
    translations = _Translations(default=())


def settings_of(own: BriefingConfig, title: str, url: str) -> Settings:
    """Return what the options say of a site, whose title and address stand above them.

    Args:
        own: the options, validated.
        title: of the site.
        url: of the site, or nothing.
    """
    return Settings(
        title=title,
        url=url,
        audiences=own.audiences or {"all": ""},
        contact=own.contact,
        image_hosts=tuple(own.image_hosts),
        first_mention="section" if own.first_mention == "section" else "page",
        protected=tuple(own.protected),
        bounds=own.bounds,
        admin=own.admin,
        as_of=own.as_of,
        first_rank=tuple(own.first_rank),
        review=own.review,
        translations=own.translations,
    )
