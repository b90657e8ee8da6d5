"""What the theme's templates say around a page.

Each publisher is given it as data: not all of them have gettext in their templates.
"""

from collections.abc import Mapping
from importlib.resources import files

from generator.base.language import ENGLISH, gettext, spoken
from generator.base.language.cldr import territorial

_THEME = "material"


def frame_words() -> Mapping[str, str]:
    """Return what the theme says, by what it is for, in the language that is spoken."""
    return {
        "basis": gettext("Rests on"),
        "begin": gettext("Or begin with one of these:"),
        "breadcrumbs": gettext("Breadcrumbs"),
        "changed": gettext("Last changed"),
        "colours": gettext("Colours"),
        "direction": "rtl" if spoken().right_to_left else "ltr",
        "edit": gettext("Edit this page"),
        "keys": gettext("Ctrl K"),
        "language": spoken().tag,
        "leads_nowhere": gettext(
            "The address leads to no page of this site: "
            "it may have been mistyped, or the page may have moved."
        ),
        "locale": territorial(),
        "menu": gettext("Menu"),
        "not_found": gettext("Page not found"),
        "reviewed": gettext("Last reviewed"),
        "search": gettext("Search"),
        "sections": gettext("Sections"),
        "sections_again": gettext("Sections, again"),
        "skip": gettext("Skip to content"),
        "theme": _of_theme(),
        "top": gettext("Back to top"),
        "unchanged": gettext("No change on record"),
        "unreviewed": gettext("No review on record"),
    }


def _of_theme() -> str:
    """Return the language in which the theme says what we do not: the nearest that it has."""
    own = files(_THEME) / "templates/partials/languages"
    nearest = (spoken().tag, spoken().primary)
    return next((tag for tag in nearest if (own / f"{tag}.html").is_file()), ENGLISH.tag)
