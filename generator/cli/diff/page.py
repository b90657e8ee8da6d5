"""A report as one HTML file, with what was and what is side by side."""

from base64 import b64encode
from collections.abc import Iterable, Iterator
from hashlib import sha256
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from generator.cli.diff.report import Report, told
from generator.cli.diff.text import AS_FAR, summary
from generator.cli.diff.words import Piece, marked
from generator.knowledge.changes import Change
from generator.site.sentences import HEADINGS, compared, sentence


def html_of(report: Report) -> Iterator[str]:
    """Yield the pieces of a report as a page that needs no other file, and runs nothing."""
    engine = Environment(
        loader=FunctionLoader(_resource),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    engine.filters |= {"sentence": sentence}
    style = _resource("report.css")
    digest = b64encode(sha256(style.encode()).digest()).decode()
    allowed = f"style-src 'sha256-{digest}'"
    yield from engine.get_template("report.jinja").generate(
        report=report,
        headings=HEADINGS,
        summary=summary(report),
        compared=_compared,
        told=told,
        as_far=AS_FAR,
        style=Markup(style),  # noqa: S704 - it is ours
        policy=f"default-src 'none'; {allowed}; base-uri 'none'; form-action 'none'",
    )
    yield "\n"


def _resource(name: str) -> str:
    return files("generator.cli.diff").joinpath(name).read_text(encoding="utf-8")


def _compared(change: Change) -> tuple[Markup, Markup]:
    """Return what was and what is, with the words marked that differ."""
    was, now = compared(change)
    if not was or not now:
        return _pieces([(was, False)], "del"), _pieces([(now, False)], "ins")
    ours, theirs = marked(was, now)
    return _pieces(ours, "del"), _pieces(theirs, "ins")


def _pieces(pieces: Iterable[Piece], tag: str) -> Markup:
    marks = Markup("<{0}>{1}</{0}>")
    return Markup().join(marks.format(tag, text) if new else text for text, new in pieces)
