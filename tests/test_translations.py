"""A site in English and in Welsh: one article is not translated yet, all else is."""

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from generator.base.addresses import url
from tests.projects import BRIEFING
from tests.serving import serving
from tests.translating import bilingual, in_welsh, translate

_UNTRANSLATED = "costs-disputed"
_MARK = "ŵ"


def run(project: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a project."""
    command = [*BRIEFING, "-C", str(project), *words]
    return subprocess.run(command, check=False, capture_output=True, text=True, cwd=project)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Translate all but one article, and build the site."""
    project = bilingual(tmp_path_factory.mktemp("bilingual"))
    assert run(project, "translate", "cy").returncode == 0
    files = ("mkdocs.po", "line-opens", "year-book", "themes", "glossary", "about", "timeline")
    translate(project, files)
    done = run(project, "build")
    assert done.returncode == 0, done.stderr
    return project / "site"


def _pages(site: Path) -> set[str]:
    return {path.parent.relative_to(site).as_posix() for path in site.rglob("index.html")}


def _tree(path: Path) -> LexborHTMLParser:
    return LexborHTMLParser(path.read_text("utf-8"))


def _one(tree: LexborHTMLParser | LexborNode, selector: str) -> LexborNode:
    """Return the only element that a selector finds."""
    (found,) = tree.css(selector)
    return found


def _spoken(tree: LexborHTMLParser, within: str) -> Iterator[tuple[str, str]]:
    """Yield the language and the words of each text in some elements."""
    for element in tree.css(within):
        for node in element.traverse(include_text=True):
            words = (node.text_content or "").strip() if node.tag == "-text" else ""
            if words:
                yield _language(node), words


def _language(node: LexborNode) -> str:
    around = node.parent
    while around is not None and not around.attributes.get("lang"):
        around = around.parent
    return str(around.attributes["lang"]) if around is not None else ""


def test_each_page_leads_to_the_same_in_the_other_language(site: Path) -> None:
    """The way there and the way back end where they began, and search engines are told of both."""
    welsh, english = _pages(site / "cy"), {p for p in _pages(site) if p.split("/")[0] != "cy"}
    assert welsh == english
    for page in english:
        for folder, own, other in (("", "en", "cy"), ("cy/", "cy", "en")):
            place = site / folder / page / "index.html"
            tree = _tree(place)
            (way,) = tree.css("a.site-language")
            there = site / ("" if folder else "cy") / page / "index.html"
            assert (
                place.parent / str(way.attributes["href"]) / "index.html"
            ).resolve() == there.resolve()
            assert way.attributes["lang"] == way.attributes["hreflang"] == other
            told = {
                node.attributes["hreflang"]: node.attributes["href"]
                for node in tree.css("link[rel=alternate][hreflang]")
            }
            address = "" if page == "." else f"{page}/"
            assert told == {
                "en": f"https://example.org/t/{address}",
                "cy": f"https://example.org/t/cy/{address}",
            }
            assert _one(tree, "html").attributes["lang"] == own


def test_page_that_leads_to_nothing_leads_home_in_the_other_language(site: Path) -> None:
    """Whoever lands there by mistake may still choose a language."""
    assert _one(_tree(site / "404.html"), "a.site-language").attributes["href"] == "/t/cy/"
    way = _one(_tree(site / "cy" / "404.html"), "a.site-language").attributes["href"]
    assert way in {"/t/cy/../", "/t/"}


def test_what_is_translated_is_in_welsh(site: Path) -> None:
    """Title, digest, points and passages of an article are, and so is what themes show of it."""
    tree = _tree(site / "cy/articles/line-opens/index.html")
    told = [*_spoken(tree, "main")]
    english = re.compile(r"(?<![/-])\b(?:the|trams?|line|cost)\b")
    assert [words for language, words in told if language == "cy" and english.search(words)] == []
    said = " ".join(words for language, words in told if language == "cy")
    for words in (
        "After ten years of planning by the",
        "The first line cost £40 million.",
        "The town and the region each paid half of the cost.",
        "What it changed",
        "Fewer people drive.",
    ):
        assert in_welsh(words) in said, words
    assert _MARK in _one(tree, "h1").text()
    assert not tree.css(".untranslated")
    themes = _tree(site / "cy/themes/service/index.html")
    assert _MARK in _one(themes, "h1").text()


def test_what_is_not_translated_is_shown_as_it_is_with_a_note(site: Path) -> None:
    """The original stands under its own language, and a note says so and leads to the counts."""
    tree = _tree(site / f"cy/articles/{_UNTRANSLATED}/index.html")
    summary = "A former chair says that the price left out the new bridge"
    assert ("en", summary) in {
        (language, w[: len(summary)]) for language, w in _spoken(tree, "main")
    }
    (note,) = tree.css(".untranslated")
    assert "Saesneg" in note.text()
    assert _one(note, "a").attributes["href"] == "../../coverage/#section-translation"
    welsh = [words for language, words in _spoken(tree, "main") if language == "cy"]
    assert not [words for words in welsh if "passengers, as the article" in words]


def test_ids_are_shared(site: Path) -> None:
    """A link to a passage or a heading holds in both languages."""
    for page in ("articles/line-opens", "themes/service", "about", "glossary/uta"):
        ids = [
            {node.id for node in _tree(site / folder / page / "index.html").css("main [id]")}
            for folder in ("", "cy")
        ]
        assert ids[0] == ids[1], page
        assert len(ids[0]) > 1


def test_counts_say_what_is_left_to_do(site: Path) -> None:
    """The page of what is missing names the one article, with how many texts it lacks."""
    tree = _tree(site / "cy/coverage/index.html")
    rows = tree.css("#section-translation ~ .scroll")[0].css("tbody tr")
    whole, *others = [[cell.text(strip=True) for cell in row.css("th, td")] for row in rows]
    assert [row[0] for row in others] == ["What the line really cost", "Accessibility"]
    assert int(whole[2]) == sum(int(row[2]) for row in others)
    assert int(whole[1]) > int(whole[2]) > 0
    assert others[0][1] == others[0][2]
    assert not _tree(site / "coverage/index.html").css("#section-translation")


def test_terms_are_known_by_their_names_in_both_languages(site: Path) -> None:
    """In a translated text by the translated name, in another by its own."""
    for page in ("line-opens", _UNTRANSLATED):
        tree = _tree(site / f"cy/articles/{page}/index.html")
        named = {a.text() for a in tree.css("main a.glossary-term")}
        assert named, page
        assert any(_MARK in name for name in named) == (page == "line-opens")


def test_data_and_search_are_in_welsh(site: Path) -> None:
    """What programs read has the same ids; the search knows the language."""
    data = [
        json.loads((site / folder / "data/briefing.json").read_text("utf-8"))
        for folder in ("", "cy")
    ]
    assert [point["id"] for point in data[0]["points"]] == [
        point["id"] for point in data[1]["points"]
    ]
    assert data[1]["site"]["title"] == in_welsh("Trams")
    entry = json.loads((site / "cy/assets/search/pagefind-entry.json").read_text("utf-8"))
    assert [*entry["languages"]] == ["cy"]


def test_verification_reads_both(site: Path) -> None:
    """A page that is lost in one language, and a link to it, are faults of the site."""
    project = site.parent
    lost = site / "cy" / url("articles/line-opens.md") / "index.html"
    kept = lost.read_bytes()
    lost.unlink()
    done = run(project, "verify")
    lost.write_bytes(kept)
    assert done.returncode == 1
    assert "cy/articles/line-opens/index.html" in done.stdout
    assert "page-missing" in done.stdout
    assert "site-link-broken" in done.stdout
    assert run(project, "verify").returncode == 0


def test_settings_say_no_other_tags_than_they_have(tmp_path: Path) -> None:
    """Themes write the titles of the navigation as they are: a translation adds nothing to them."""
    project = bilingual(tmp_path)
    run(project, "translate", "cy")
    translate(project, ["mkdocs.po"], lambda text: f"{in_welsh(text)}<script>alert(1)</script>")
    done = run(project, "check")
    assert done.returncode == 1
    assert "locale/cy/mkdocs.po:8:1: error broken-catalogue" in done.stdout


def test_translated_content_runs_nothing(tmp_path: Path) -> None:
    """Whatever a translator writes is text, as it is where a contributor writes it."""
    project = bilingual(tmp_path)
    run(project, "translate", "cy")
    hostile = "<img src=x onerror=alert(1)> {{ 7*7 }} [a](javascript:alert(1))"
    translate(project, ["glossary", "themes"], lambda text: f"{text} {hostile}")
    done = run(project, "check")
    assert done.returncode == 1
    assert "locale/cy/content/themes/money.po" in done.stdout
    translate(project, ["glossary", "themes"], lambda text: f"{text} <img src=x onerror=alert(1)>")
    assert run(project, "build").returncode == 0
    page = (project / "site/cy/themes/money/index.html").read_text("utf-8")
    assert "&lt;img src=x" in page
    assert "<img src=x" not in page


def test_tree_of_a_translation_is_published_by_others(tmp_path: Path) -> None:
    """Each language has a tree of its own, in its language, that leads to no other."""
    project = bilingual(tmp_path)
    run(project, "translate", "cy")
    translate(project)
    done = run(project, "export", "--to", "tree", "--language", "cy")
    assert done.returncode == 0, done.stderr
    settings = (project / "tree/mkdocs.yml").read_text("utf-8")
    assert f"site_name: {in_welsh('Trams')}" in settings
    assert "site_url: https://example.org/t/cy/" in settings
    assert "language: cy" in settings
    pages = "".join(p.read_text("utf-8") for p in (project / "tree/docs").rglob("*.md"))
    assert "elsewhere" not in pages
    refused = run(project, "export", "--to", "tree", "--language", "fr")
    assert refused.returncode == 2
    assert "translations: [fr]" in refused.stderr


def test_serve_follows_translators(top: Path, tmp_path: Path) -> None:
    """A catalogue that is filled in shows at once, and so does its original when that is gone."""
    project = bilingual(tmp_path)
    assert run(project, "translate", "cy").returncode == 0
    about = project / "locale/cy/content/about.po"
    with serving(top, project) as server:
        assert server.comes_to_show("t/cy/about/", 'class="untranslated'), server.said
        translate(project, ["about.po"])
        assert server.comes_to_show("t/cy/about/", in_welsh("Made to be tested.")), server.said
        assert not server.shows("t/about/", _MARK)
        about.unlink()
        assert server.until(lambda: not server.shows("t/cy/about/", in_welsh("Made to be tested.")))


def test_no_translation_is_written_over_or_outside(tmp_path: Path) -> None:
    """What is no text, or lies behind a link, is left as it is, with a sentence that says why."""
    project = bilingual(tmp_path)
    path = project / "locale/cy/content/about.po"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"\xff\xfe")
    done = run(project, "translate", "cy")
    assert (done.returncode, path.read_bytes()) == (1, b"\xff\xfe")
    assert "locale/cy/content/about.po" in done.stderr
    assert "Traceback" not in done.stderr
    path.unlink()
    path.parent.rmdir()
    (tmp_path / "outside").mkdir()
    path.parent.symlink_to(tmp_path / "outside")
    done = run(project, "translate", "cy")
    assert done.returncode == 1
    assert "a link stands in the way" in done.stderr
    assert [*(tmp_path / "outside").iterdir()] == []


def test_a_site_is_not_translated_into_its_own_language(tmp_path: Path) -> None:
    """That is told, and not how to publish in it."""
    done = run(bilingual(tmp_path), "translate", "en")
    assert done.returncode == 2
    assert "“en” is the site’s own language" in done.stderr
    assert "translations:" not in done.stderr
