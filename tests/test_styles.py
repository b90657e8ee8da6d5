"""Styles speak of the start and the end of a line, which change sides with the language.

What names the left or the right stands in a short list, with why.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
import tinycss2  # type: ignore[import-untyped]

from generator.base.language import Language, speaking
from generator.site.engine import Engine
from generator.site.isolation import isolated

_STYLES = (
    "templates/theme/assets/briefing.css",
    "templates/theme/assets/search.css",
    "generator/publish/plugin/notices.css",
    "generator/cli/diff/report.css",
)
_OF_PAPERS = ("_pack.css", "_paper.css")
_NUMBERS = (
    "numbers stand below one another by their last digit, which is on the right in any script"
)
_PAGES = "boxes in the margin of a page have no other names"
_MAY = {
    "@bottom-left": _PAGES,
    "@bottom-right": _PAGES,
    ".md-typeset table.counts :is(th, td) text-align": _NUMBERS,
}
"""What may name a side, and why."""
_SIDES = {"left", "right"}
_FOUR = ("margin", "padding", "inset", "border-width", "border-style", "border-color")
"""Properties of which a fourth value is that of the left side."""
_SHADOWS = {"box-shadow", "text-shadow"}
_BLANK = {"whitespace", "comment"}


def _sided(css: str) -> Iterator[str]:
    """Yield what names a side in a style sheet: a rule and its property, or a rule alone."""
    for rule in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
        yield from _in_rule(rule)


def _in_rule(rule: Any) -> Iterator[str]:  # noqa: ANN401 - the library has no types
    assert rule.type != "error", rule.message
    at = rule.type == "at-rule"
    name = f"@{rule.at_keyword}" if at else tinycss2.serialize(rule.prelude).strip()
    if at and _SIDES & set(rule.at_keyword.split("-")):
        yield name
    inside = tinycss2.parse_blocks_contents(
        rule.content or [], skip_comments=True, skip_whitespace=True
    )
    for each in inside:
        if each.type != "declaration":
            yield from _in_rule(each)
        elif _names_a_side(each.name, each.value):
            yield f"{name} {each.name}"


def _names_a_side(name: str, value: Iterable[Any]) -> bool:
    values = [each for each in value if each.type not in _BLANK]
    if _SIDES & set(name.split("-")) or _SIDES & {getattr(v, "lower_value", "") for v in values}:
        return True
    if name in _SHADOWS:
        numbers = [v.value for v in values if v.type in {"number", "dimension"}]
        return bool(numbers and numbers[0])
    written = [tinycss2.serialize([each]) for each in values]
    if name == "border-radius" and len(written) == 4:
        return bool(written[0] != written[1] or written[2] != written[3])
    if name == "border-radius":
        return len(set(written)) > 1
    return name.startswith(_FOUR) and len(written) == 4 and written[1] != written[3]


def _sheets(top: Path) -> Iterator[tuple[str, str]]:
    """Yield each style sheet with its name; those of papers as either direction has them."""
    for path in _STYLES:
        yield path, (top / path).read_text("utf-8")
    for tag in ("en", "he"):
        with speaking(Language(tag, "en_GB")):
            engine = Engine(top)
        for name in _OF_PAPERS:
            html = f"<style>{engine.get_template(name).render()}</style>"
            yield name, isolated(html).removeprefix("<style>").removesuffix("</style>")


def test_styles_name_no_side(top: Path) -> None:
    """All that names one is listed, and all that is listed names one."""
    found = {(path, each) for path, css in _sheets(top) for each in _sided(css)}
    assert {(path, each) for path, each in found if each not in _MAY} == set()
    assert {each for _, each in found} == set(_MAY)


def test_every_style_sheet_is_looked_at(top: Path) -> None:
    """One that is added has a line above."""
    there = {*(top / "templates").rglob("*.css"), *(top / "generator").rglob("*.css")}
    known = {*(top / path for path in _STYLES), *(top / "templates/pages" / n for n in _OF_PAPERS)}
    assert there == known


@pytest.mark.parametrize(
    ("css", "found"),
    [
        ("a { margin-left: 1em; }", ["a margin-left"]),
        ("a { border-right: 1px solid; }", ["a border-right"]),
        ("a { right: 0; }", ["a right"]),
        ("@media print { a { text-align: left; } }", ["a text-align"]),
        ("a { float: right; }", ["a float"]),
        ("a { padding: 0 1em 0 2em; }", ["a padding"]),
        ("a { margin: 0 0 0 calc(1em + 2px) !important; }", ["a margin"]),
        ("a { box-shadow: inset 4px 0 0 red; }", ["a box-shadow"]),
        ("a { border-radius: 4px 0 0 4px; }", ["a border-radius"]),
        ("a { border-radius: 4px 0; }", ["a border-radius"]),
        ("a { background-position: left top; }", ["a background-position"]),
        ("@page { @top-left { content: none; } }", ["@top-left"]),
        ("a { padding: 0 1em 0 1em; margin-inline-start: 1em; box-shadow: 0 1px 2px red; }", []),
        ("a { border-radius: 0 0 4px 4px; content: 'left'; float: inline-end; }", []),
        ("@media print { a { text-align: start; inset: 0 auto; } }", []),
    ],
)
def test_a_side_is_found(css: str, found: list[str]) -> None:
    """The check can fail, and tells sides from what only looks like one."""
    assert list(_sided(css)) == found


def test_scripts_place_things_in_one_function_alone(top: Path) -> None:
    """Only one line sets a distance from the left, and no key means a side."""
    scripts = [path.read_text("utf-8") for path in (top / "templates/theme/assets").glob("*.js")]
    lines = [line.strip() for script in scripts for line in script.splitlines()]
    sides = (".style.left", ".style.right", "scrollLeft", "ArrowLeft", "ArrowRight", "pageX")
    assert [line for line in lines if any(side in line for side in sides)] == [
        "preview.style.left = `${Math.max(Math.min(wanted, most), GAP)}px`;"
    ]
