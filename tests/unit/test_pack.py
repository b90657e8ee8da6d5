"""The board paper: what stands in it, and that it needs nothing else."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from selectolax.lexbor import LexborHTMLParser

from generator.cli.commands import main
from generator.site.pack import PackError, pack_html, pdf_of
from generator.site.pages.kinds.pack.whole import Pack, pack_of
from generator.site.pages.views.presenter import Presenter
from tests.papers import told_by, words_of
from tests.projects import TINY, compiled


def _pack(*themes: str, audience: str = "") -> Pack:
    built = compiled(TINY)
    chosen = [theme for theme in built.library.themes.values() if theme.id in themes]
    return pack_of(Presenter.of(built.library, built.links), chosen, audience, None)


def _run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["-C", str(TINY), "pack", *map(str, arguments)])


def test_each_line_leads_to_a_reference() -> None:
    """Each number in the paper is that of a reference, and each reference is cited."""
    pack = _pack("money", "service")
    lines = [line for theme in pack.themes for line in (*theme.messages, *theme.questions)]
    cited = [cited for line in lines for cited in line.cited]
    cited += [each.by for line in lines for each in line.objections]
    cited += [side for theme in pack.themes for each in theme.disputes for side in each.sides]
    numbers = {each.number for each in cited}
    assert numbers == set(range(1, len(pack.references) + 1))
    tree = LexborHTMLParser(pack_html(pack, TINY))
    ids = {node.attributes["id"] for node in tree.css("[id]")}
    links = {(node.attributes["href"] or "") for node in tree.css("a[href^='#']")}
    assert links
    assert {link[1:] for link in links} <= ids


def test_questions_are_those_of_the_audience() -> None:
    """An audience gets its own questions and those for everyone, and no others."""
    built = compiled(TINY)
    theme = next(
        t for t in built.library.themes.values() if len({q.audience for q in t.questions}) > 1
    )
    shown = _pack(theme.id, audience="leaders").themes[0].questions
    expected = [q.text for q in theme.questions if q.audience in {"leaders", "all"}]
    assert [line.text for line in shown] == expected
    all_shown = _pack(theme.id).themes[0].questions
    assert [line.text for line in all_shown] == [q.text for q in theme.questions]


def test_terms_are_those_that_the_paper_uses() -> None:
    """A term stands in the paper if one of its lines names it, with the meaning it has there."""
    built = compiled(TINY)
    pack = _pack("money")
    page = "themes/money.md"
    expected = {
        (built.library.terms[term].label, sense.definition)
        for term, uses in built.links.mentions.items()
        for use in uses
        if use.page == page and use.fragment.startswith(("message-", "question-"))
        for sense in built.library.terms[term].senses
        if sense.id in use.senses
    }
    assert {(term.label, term.definition) for term in pack.terms} == expected


def test_the_date_is_that_of_the_content() -> None:
    """Without a date asked for, the paper has the newest of its content, and never today's."""
    pack = _pack("money", "service")
    assert pack.date
    assert pack == _pack("money", "service")
    assert "1999" in _run("--date", "1999-12-31").stdout


def test_the_html_needs_no_other_file() -> None:
    """The page holds its styles, and no script, image, frame or import."""
    html = _run("--theme", "money").stdout
    tree = LexborHTMLParser(html)
    assert tree.css("style") != []
    assert tree.css("script, img, link, iframe, object, embed") == []
    assert "url(" not in html
    assert "@import" not in html


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--theme", "mony"), "The theme “mony” does not exist. Did you mean “money”?"),
        (("--for", "leader"), "The audience “leader” does not exist. Did you mean “leaders”?"),
        (("--date", "soon"), "--date: "),
        (("-o", "paper.doc"), "should end in .html, .pdf or .docx"),
    ],
)
def test_wrong_usage(arguments: tuple[str, ...], told: str) -> None:
    """What does not exist is refused with the nearest that does; nothing is written."""
    result = _run(*arguments)
    assert result.exit_code == 2
    assert told in result.stderr


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    """What the system refuses is said without its number, and with the file."""
    out = tmp_path / "no-such-folder" / "paper.html"
    result = _run("-o", out)
    assert result.exit_code == 1
    assert result.stderr.endswith(f"Error: No such file or directory ({out}).\n")


def test_the_pdf(tmp_path: Path) -> None:
    """The PDF is tagged and numbered, holds what the HTML holds, and is the same each time."""
    one, other = tmp_path / "one.pdf", tmp_path / "other.pdf"
    assert _run("--for", "leaders", "-o", one).exit_code == 0
    assert _run("--for", "leaders", "-o", other).exit_code == 0
    assert one.read_bytes() == other.read_bytes()
    assert re.search(r"Tagged:\s+yes", told_by("pdfinfo", one))
    text = " ".join(told_by("pdftotext", one, "-").split())
    pack = _pack("money", "service", audience="leaders")
    assert "Contents" in text
    assert re.search(r"Page 1 of \d", text)
    lines = [line for theme in pack.themes for line in (*theme.messages, *theme.questions)]
    for expected in (
        *(theme.title for theme in pack.themes),
        *(line.text for line in lines),
        *(term.definition for term in pack.terms),
        pack.version,
    ):
        assert " ".join(expected.split()) in text


def test_cautions_disputes_and_gaps_are_kept() -> None:
    """However short it is asked to be, a paper tells of figures’ cautions, disputes and gaps."""
    html = _run("--theme", "money").stdout
    text = words_of(html)
    assert "Not to be read as:" in text
    assert "Does the price hold the bridge?" in text
    assert "What is missing" in text


def test_a_pdf_fetches_nothing() -> None:
    """What a paper would have to fetch, from disk or elsewhere, is refused."""
    with pytest.raises(PackError, match="must hold all that it needs"):
        pdf_of('<img src="file:///etc/hostname" alt="x"/>')
