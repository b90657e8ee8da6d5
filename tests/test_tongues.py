"""A site in English with an article in German, a theme in Welsh, and names in both.

Screen readers change their voice where ``lang`` says so (WCAG 2.2, 3.1.2), and whatever else a site
hands on says it too: feeds, data, references, papers.
"""

import gzip
import json
import re
import subprocess
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfparser import PDFParser
from rdflib import Graph, Literal
from selectolax.lexbor import LexborHTMLParser, LexborNode

from generator.build import build, files
from generator.knowledge.changes import state_of_text
from tests.projects import BRIEFING, SETTINGS, rendered, tiny, tongues

_MARKS = {"de": re.compile("[äöüßÄÖÜ]"), "cy": re.compile("[ŵŷŴŶ]")}
"""What tells the languages of the project."""
_UNSPOKEN = {"script", "style", "svg", "title"}
_ATOM = "{http://www.w3.org/2005/Atom}"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def _built(project: Path) -> Path:
    command = [*BRIEFING, "-C", str(project), "build", "--site-dir", str(project.parent / "site")]
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=project)
    assert done.returncode == 0, done.stderr
    return project.parent / "site"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the site."""
    return _built(tongues(tmp_path_factory.mktemp("tongues")))


def _around(node: LexborNode) -> Iterator[LexborNode]:
    while (parent := node.parent) is not None:
        yield parent
        node = parent


def _spoken(site: Path) -> Iterator[tuple[str, str, str]]:
    """Yield page, language and words of every text that is read out."""
    for path in sorted(site.rglob("*.html")):
        tree = LexborHTMLParser(path.read_text("utf-8"))
        assert tree.root is not None
        for node in tree.root.traverse(include_text=True):
            words = (node.text_content or "").strip() if node.tag == "-text" else ""
            around = [*_around(node)] if words else []
            if words and not any(each.tag in _UNSPOKEN for each in around):
                said = (each.attributes.get("lang") for each in around)
                yield path.relative_to(site).as_posix(), next(filter(None, said), ""), words


def test_all_words_are_in_their_language(site: Path) -> None:
    """Wherever a title, a claim, a quotation or a definition stands, its language is said."""
    texts = [*_spoken(site)]
    wrong = [
        (page, language, words)
        for page, language, words in texts
        for own, marks in _MARKS.items()
        if marks.search(words) and language != own
    ]
    assert wrong == []
    places = {(page.partition("/")[0], language) for page, language, _ in texts}
    for page in ("articles", "themes", "glossary", "voices", "figures", "changes", "disagreements"):
        assert (page, "de") in places, page
    assert {("index.html", "cy"), ("questions", "cy"), ("about", "de")} <= places


def test_our_own_words_are_in_the_sites_language(site: Path) -> None:
    """What the program says is never in an element of another language, and has none of its own."""
    texts = [*_spoken(site)]
    ours = re.compile(r"\b(?:Themes|Source|Passage|Corrected|Published by|Key message|since)\b")
    assert [each for each in texts if ours.search(each[2]) and each[1] != "en"] == []
    english = [words for page, _, words in texts if page == "articles/strassenbahn/index.html"]
    assert "Published by" in english
    html = "".join(path.read_text("utf-8") for path in site.rglob("*.html"))
    # The page's own language is said at its head, and where a quotation in a foreign text is in it.
    within = html.count('lang="en"') - sum(1 for _ in site.rglob("*.html"))
    assert within == html.count('data-points="p-in-english" lang="en"') == 1


def test_terms_are_found_by_the_rules_of_the_language(site: Path) -> None:
    """A genitive is German, an English plural is none there, an English quotation is English."""
    html = (site / "articles/strassenbahn/index.html").read_text("utf-8")
    marked = re.findall(r'class="glossary-term"[^>]*>([^<]*)<', html)
    assert marked == ["TDB", "Pflegegrades", "platform"]
    used = (site / "glossary/platform/index.html").read_text("utf-8")
    assert "englisches Wort" not in used
    definition = 'role="tooltip"><dl>\n<dt><span lang="de">Pflegegrad</span></dt>'
    assert definition in html


def test_headings_in_lists_of_contents(site: Path) -> None:
    """The list beside a page names a heading in its language, and so does the way to the page."""
    html = (site / "articles/strassenbahn/index.html").read_text("utf-8")
    contents, way = html.partition("<h1")[0], html.partition('aria-label="Breadcrumbs"')[2]
    assert '<span lang="de">Über die Brücke</span></a>' in contents
    crumb = '<li aria-current="page"><span lang="de">Die Straßenbahn fährt wieder</span></li>'
    assert crumb in way


def test_what_was_told_of_changes_says_languages(tmp_path: Path) -> None:
    """The names in a sentence that was kept, and what content said and says now."""
    (tmp_path / "before").mkdir()
    before = tongues(tmp_path / "before")
    told = files(build(before, SETTINGS), before)
    state = next(each.text for each in told if each.uri == "data/briefing.json")
    project = tongues(tmp_path)
    article = project / "content/articles/strassenbahn.md"
    text = article.read_text("utf-8")
    claim = re.findall(r"^ +text: (.*)$", text, re.MULTILINE)[0]
    article.write_text(text.replace(claim, f"Übrigens – {claim}", 1), encoding="utf-8")
    (theme,) = (project / "content/themes").glob("wales.md")
    theme.write_text(theme.read_text("utf-8").replace("yn uchel", "yn isel"), encoding="utf-8")
    made = build(project, SETTINGS, since=state_of_text(state))
    html = next(o.text for o in rendered(made, project) if o.uri.startswith("changes/index"))
    assert "A claim is reworded." in html
    assert 'Key message 2 of <span lang="cy">Trafnidiaeth a dŵr</span> is reworded.' in html
    for word in ("uchel", "isel"):
        assert f'<span lang="cy">Mae&#39;r tŵr yn {word}.</span>' in html
    assert f'<span lang="de">Übrigens – {claim}</span>' in html
    assert f'<span lang="de">{claim}</span>' in html


def test_reasons_of_what_was_told_say_languages(tmp_path: Path) -> None:
    """A theme's change may rest on an article in another language, whose title it names."""
    states = []
    for name, status in (("before", ""), ("after", RETRACTED)):
        (tmp_path / name).mkdir()
        project = tongues(tmp_path / name)
        article = project / "content/articles/strassenbahn.md"
        said = article.read_text("utf-8").replace("language: de\n", f"language: de\n{status}", 1)
        article.write_text(said, encoding="utf-8")
        theme = project / "content/themes/service.md"
        line = "messages:\n  - {text: Trams help., points: [strassenbahn#faster-home]}"
        theme.write_text(theme.read_text("utf-8").replace("messages:", line, 1), encoding="utf-8")
        states.append(project)
    told = files(build(states[0], SETTINGS), states[0])
    state = next(each.text for each in told if each.uri == "data/briefing.json")
    made = build(states[1], SETTINGS, since=state_of_text(state))
    html = next(o.text for o in rendered(made, states[1]) if o.uri.startswith("changes/index"))
    assert 'the article “<span lang="de">Die Straßenbahn fährt wieder</span>” was retracted' in html


RETRACTED = "status: {kind: retracted, date: 2020-01-05, reason: Zurückgezogen.}\n"


def _data(site: Path, name: str) -> Any:  # noqa: ANN401 - JSON
    return json.loads((site / name).read_text("utf-8"))


def test_data_say_languages(site: Path) -> None:
    """Records have a language where it is not the site's, and no others; JSON-LD likewise."""
    data = _data(site, "data/briefing.json")
    said = {
        kind: {each["id"]: each["language"] for each in data[kind] if "language" in each}
        for kind in ("articles", "themes", "terms", "pages")
    }
    assert said == {
        "articles": {"strassenbahn": "de"},
        "themes": {"wales": "cy"},
        "terms": {"bwrdd-dwr": "cy", "pflegegrad": "de"},
        "pages": {"about": "de"},
    }
    sources = {each["id"]: each["source"].get("language") for each in data["articles"]}
    assert sources["adroddiad"] == "cy"
    quoted = {p["id"]: p["passage_language"] for p in data["points"] if "passage_language" in p}
    assert quoted == {"adroddiad#floods": "cy", "strassenbahn#in-english": "en"}
    page = (site / "articles/adroddiad/index.html").read_text("utf-8")
    found = re.search(r'<script type="application/ld\+json">(\{.*?"Article".*?\})</script>', page)
    assert found
    ld = json.loads(found[1])
    assert (ld["inLanguage"], ld["citation"]["inLanguage"]) == ("en", "cy")


def test_references_say_the_language_of_the_source(site: Path) -> None:
    """CSL, RIS and BibTeX, in their own ways; nothing for what is in the site's."""
    (csl,) = _data(site, "data/references/adroddiad.json")
    assert csl["language"] == "cy"
    ris = (site / "data/references/strassenbahn.ris").read_text("utf-8")
    assert "\nLA  - de\n" in ris
    bib = (site / "data/references.bib").read_text("utf-8")
    assert re.findall(r"langid = \{(\w+)\}", bib) == ["welsh", "german"]
    assert "language" not in _data(site, "data/references/line-opens.json")[0]


def test_feeds_and_glossary_say_languages(site: Path) -> None:
    """Atom says it at title and summary; SKOS at each literal."""
    feed = ET.parse(site / "feeds/articles.xml").getroot()  # noqa: S314 - our own file
    titles = {e.findtext(f"{_ATOM}title"): e for e in feed.iter(f"{_ATOM}entry")}
    title = next(name for name in titles if name and "Straßenbahn" in name)
    parts = [titles[title].find(f"{_ATOM}{part}") for part in ("title", "summary")]
    assert [part is not None and part.get(_LANG) for part in parts] == ["de", "de"]
    assert feed.get(_LANG) == "en"
    graph = Graph().parse(site / "data/glossary.ttl", format="turtle")
    said = {str(each): each.language for each in graph.objects() if isinstance(each, Literal)}
    assert said["Pflegegrade"] == said["Pflegegrad"] == "de"
    assert (said["Bwrdd y Dŵr"], said["TDB"]) == ("cy", "en")


def test_search_results_say_languages(site: Path) -> None:
    """What the search shows of a record says the language of its words and of its title."""
    found = {}
    for path in (site / "assets/search/fragment").iterdir():
        record = gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd")
        meta = json.loads(record)["meta"]
        found[meta["title"]] = (meta.get("language"), meta.get("title_language"))
    assert found["Die Straßenbahn fährt wieder"] == ("de", "de")
    assert found["Y tramiau a'r dŵr"] == (None, "cy")
    assert found["TDB"] == (None, None)


def test_papers_say_languages(site: Path) -> None:
    """Runs of a Word document, and tags of a PDF."""
    with ZipFile(BytesIO((site / "papers/themes/money.docx").read_bytes())) as paper:
        xml = paper.read("word/document.xml").decode()
    runs = re.findall(r"<w:r>(?:(?!</w:r>).)*</w:r>", xml)
    german = [run for run in runs if _MARKS["de"].search(run)]
    assert german
    assert all('<w:lang w:val="de"/>' in run for run in german)
    assert not any("w:lang" in run for run in runs if "Nobody agrees" in run)
    with (site / "papers/themes/wales.pdf").open("rb") as file:
        document = PDFDocument(PDFParser(file))
        numbers = {number for xref in document.xrefs for number in xref.get_objids()}
        objects = [document.getobj(number) for number in sorted(numbers)]
    tags = [each for each in objects if isinstance(each, dict) and "S" in each and "Lang" in each]
    assert {bytes(tag["Lang"]) for tag in tags} == {b"cy", b"de"}


def test_a_site_in_another_language(tmp_path: Path) -> None:
    """What says nothing is in the site's language; an article in English says so there."""
    project = tiny(tmp_path)
    settings = project / "mkdocs.yml"
    told = settings.read_text("utf-8").replace("font: false", "font: false\n  language: de")
    settings.write_text(told, encoding="utf-8")
    path = project / "content/articles/line-opens.md"
    path.write_text(path.read_text("utf-8").replace("kind: news", "kind: news\nlanguage: en", 1))
    site = _built(project)
    page = (site / "articles/line-opens/index.html").read_text("utf-8")
    assert '<html lang="de"' in page
    assert '<h1 id="title"><span lang="en">The first line opens</span></h1>' in page
    other = (site / "articles/costs-disputed/index.html").read_text("utf-8")
    assert 'lang="de"' not in other.partition("<body")[2]
    # No English plural is found in what counts as German.
    assert "platforms" not in (site / "glossary/platform/index.html").read_text("utf-8")
