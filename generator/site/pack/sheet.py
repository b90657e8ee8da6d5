"""The sheet and the type of a paper for Word, and the same to be measured.

What Word does nobody here can ask, so a paper is set once more, in no less room than Word takes:

- in what is made to the measures of Arial or is wider in texts as they are; in capitals alone it
  may be narrower by up to a tenth,
- on lines of 1.2 times the type's size, where Arial has 1.15, on pages of which 7 % stay free: both
  are more than that tenth; where words need letters that Arial may lack, on lines higher than those
  of other fonts,
- with each space between paragraphs added, and no address broken that fits on a line; those of
  references on lines of their own, which takes no less room and is set much sooner.
"""

import re
from typing import Final

FONT: Final = "Arial"
MARGINS: Final = (14, 15, 16)
"""Above, beside and below the words, in millimetres."""
GAP: Final = 6
"""Between two columns, and before a note in a list, in millimetres."""
AFTER: Final = 2
"""Below each paragraph, in points."""
NORMAL: Final = "Normal"
NOTE: Final = "Note"
HEADINGS: Final = {"h1": "Heading 1", "h2": "Heading 2", "h3": "Heading 3"}
REFERENCE: Final = "Reference"
SIZES: Final = {
    NORMAL: 9.0,
    "Heading 1": 17.0,
    "Heading 2": 11.0,
    "Heading 3": 9.5,
    NOTE: 8.0,
    REFERENCE: 8.0,
}
"""Sizes of type in points; styles that are based on one have its size."""

_FAMILY = '"Liberation Sans", Arial, Arimo, "DejaVu Sans Condensed", "Noto Sans", sans-serif'
_FREE = 18
"""Of a page, left free, in millimetres."""
_LINE, _HIGH_LINE = 1.2, 1.8
"""Heights of lines, in sizes of type."""
_INDENT = 18
"""What a list is moved in by, in points."""
_STYLES = re.compile(r"<style\b.*?</style>", re.DOTALL)
_BEYOND = re.compile("[^\u0000-\u07ff\u1e00-\u23ff\u25a0-\u25ff\ufb00-\ufb4f]")
"""A character that Arial may lack."""


def before(style: str) -> float:
    """Return the space above paragraphs of a style, in points."""
    return SIZES[style] - 8 if style in HEADINGS.values() else 0.0


def in_word(html: str) -> str:
    """Return a paper's HTML, dressed to take no less room than the same paper in Word."""
    return _STYLES.sub("", html).replace("</head>", f"<style>{_css(html)}</style></head>", 1)


def _css(html: str) -> str:
    above, beside, below = MARGINS
    line = _HIGH_LINE if _BEYOND.search(html) else _LINE
    headings = "".join(
        f"{tag} {{ padding-top: {before(name)}pt; font-size: {SIZES[name]}pt; break-after: avoid }}"
        for tag, name in HEADINGS.items()
    )
    return (
        f"@page {{ size: A4; margin: {above}mm {beside}mm {below + _FREE}mm }}"
        f"html {{ font: {SIZES[NORMAL]}pt/{line} {_FAMILY}; overflow-wrap: break-word;"
        " font-kerning: none; font-variant-ligatures: none }"
        "body, h1, h2, h3, p, ol, ul { margin: 0 }"
        f"h1, h2, h3, p, li {{ padding-bottom: {AFTER}pt }}"
        f"{headings}"
        f"ol, ul {{ padding-inline-start: {_INDENT}pt }}"
        f"p.cited, li > p:not(:first-child) {{ font-size: {SIZES[NOTE]}pt }}"
        "ol, ul { list-style: none }"
        "a { display: inline-block }"
        ".references a { display: block }"
        f".references {{ columns: 2; column-gap: {GAP}mm; font-size: {SIZES[REFERENCE]}pt }}"
    )
