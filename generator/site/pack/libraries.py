"""Whether the libraries are there that papers need; the rest of the program works without them."""

from functools import cache
from importlib import import_module

from generator.base.held import undisturbed

_NAMES = ("weasyprint", "docx")
"""What sets type, and what writes for Word."""


@cache
def lacking() -> str:
    """Return what is needed to make papers here and is not there, or nothing."""
    try:
        with undisturbed():  # a library of the system is looked for with temporary files
            for name in _NAMES:
                import_module(name)
    except (ImportError, OSError):
        return (
            "the extra “pdf” of this package. Type: pip install 'briefing-site[pdf]' (it also "
            "needs the system's Pango)"
        )
    return ""
