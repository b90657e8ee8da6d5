"""Hostile words in papers: they stand in HTML, PDF and Word as words, and nothing of them runs."""

import json
import re
from io import BytesIO
from pathlib import Path

import docx
import pytest
from msgspec.structs import replace
from selectolax.lexbor import LexborHTMLParser

from generator.base.problems import errors
from generator.build import build
from generator.publish.papers import write_papers
from generator.publish.verify.papers import read_paper
from generator.site.pack import pack_html, paper_html
from generator.site.pages.kinds.pack.paper import Stock
from generator.site.pages.kinds.pack.whole import pack_of
from generator.site.pages.views.presenter import Presenter
from tests.hostile.payloads import payloads
from tests.papers import words_of
from tests.projects import SETTINGS, tiny

_OFFICE = (
    '=HYPERLINK("https://example.org/", "Click")',
    "{ INCLUDETEXT C:\\\\secret.txt }",
    "DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe",
    "<w:instrText>PAGE</w:instrText>",
    ") Tj ET /OpenAction << /S /JavaScript /JS (app.alert(1)) >>",
)
"""What spreadsheets, Word and PDF might take for more than words."""
_EACH = 40
"""Payloads in one paper: so many that each has a place in it."""


def _words() -> list[str]:
    """Return what is hostile in a page, in few words each, and what is in an office document."""
    found = {" ".join(payload.html.split()) for payload in payloads() if payload.html}
    return [*_OFFICE, *sorted(text for text in found if len(text) < 200)]


WORDS = _words()


def _theme(words: list[str]) -> str:
    """Return a theme in which all words for readers are hostile."""
    texts = [json.dumps(text, ensure_ascii=False) for text in words]
    messages = "".join(
        f"  - {{text: {text}, points: [line-opens#paid-by-two]}}\n" for text in texts
    )
    questions = "".join(f"  - {{text: {text}, for: all}}\n" for text in texts[:3])
    return (
        f"---\ntitle: {texts[0]}\norder: 1\nquestion: {texts[1]}\nmessages:\n{messages}"
        f"disagreements:\n  - question: {texts[2]}\n"
        "    points: [line-opens#cost-40-million, costs-disputed#bridge-left-out]\n"
        f"questions:\n{questions}---\n\nScope.\n"
    )


@pytest.mark.parametrize("start", range(0, len(WORDS) - _EACH // 2, _EACH))
def test_words_stay_words(start: int, tmp_path: Path) -> None:
    """No paper has an element, an action, a field or a link that the words of content ask for."""
    words = WORDS[start : start + _EACH + _EACH // 2]
    project = tiny(tmp_path, {"content/themes/money.md": _theme(words)})
    built = build(project, replace(SETTINGS, papers=True))
    assert errors(built.problems) == []
    write_papers(tmp_path, built, project)
    presenter = Presenter.of(built.library, built.links)
    theme = built.library.themes["money"]
    for html in (
        paper_html(Stock(presenter, [theme]), project),
        pack_html(pack_of(presenter, [theme], "", None), project),
    ):
        tree = LexborHTMLParser(html)
        assert tree.css("script, img, svg, iframe, object, embed, form, base, link") == []
        assert {node.tag for node in tree.css("style, meta, title")} == {"style", "meta", "title"}
        assert len(tree.css("style")) == 1
        attributes = {name for node in tree.css("body *") for name in node.attributes}
        assert attributes <= {"class", "id", "href", "aria-label"}
        told = words_of(html)
        assert words[3] in told
    assert [word for word in words if word not in told] == []
    for path in sorted((tmp_path / "papers").rglob("*.*")):
        reading = read_paper(path.name, path.read_bytes())
        assert reading.findings == ()
        assert [use.address for use in reading.uses if not _is_web(use.address)] == []
    document = docx.Document(BytesIO((tmp_path / "papers/themes/money.docx").read_bytes()))
    text = " ".join(" ".join(paragraph.text.split()) for paragraph in document.paragraphs)
    assert words[3] in text


def _is_web(address: str) -> bool:
    return bool(re.match("https?://", address))
