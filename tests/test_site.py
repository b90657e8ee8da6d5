"""The built site: a real strict build of this repository's content, read as a browser reads it."""

import gzip
import json
import re
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import jsonschema_rs
import pytest
import yaml
from selectolax.lexbor import LexborHTMLParser, LexborNode

from generator.publish.verify import MARKER, verify
from tests.benchmarks.corpus import make
from tests.projects import BRIEFING, tiny
from tests.serving import Server, environment, serving

_HOST = "https://site.example/"
_MKDOCS = (sys.executable, "-m", "mkdocs")
_SEALED = b"pagefind_dcd"
"""How Pagefind begins its files."""
_INLINE = {"span", "em", "strong", "a", "code", "dfn"}


def run(top: Path, *command: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a command with the package at hand and the site map's date fixed."""
    return subprocess.run(
        command, env=environment(top), capture_output=True, text=True, check=False
    )


@dataclass(frozen=True)
class Site:
    """A built site."""

    folder: Path

    def __hash__(self) -> int:
        return hash(self.folder)

    def file(self, address: str) -> Path:
        """Return the file that a server sends for an address."""
        path = self.folder / address
        return path / "index.html" if address.endswith("/") or not address else path

    @cache  # noqa: B019 - one site a session
    def page(self, address: str) -> LexborHTMLParser:
        """Return the tree of a page by its address in the site, such as ``articles/x/``."""
        return LexborHTMLParser(self.file(address).read_text("utf-8"))

    @cache  # noqa: B019
    def ids(self, address: str) -> frozenset[str]:
        """Return the ids of a page."""
        return frozenset(node.attributes["id"] or "" for node in self.page(address).css("[id]"))

    def pages(self) -> list[str]:
        """Return the addresses of all pages."""
        paths = (path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*.html"))
        return sorted(path.removesuffix("index.html") for path in paths)

    def follow(self, address: str, link: str) -> tuple[str, str]:
        """Return the page, and the id in it, to which a link on a page leads."""
        parts = urlsplit(urljoin(_HOST + address, link))
        return unquote(parts.path).lstrip("/"), unquote(parts.fragment)

    def element(self, url: str) -> LexborNode:
        """Return the element to which an address with a fragment leads."""
        address, _, fragment = url.partition("#")
        (node,) = self.page(address).css(f'[id="{fragment}"]')
        return node


@pytest.fixture(scope="session")
def published(top: Path, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Return the site of this repository's content, as ``briefing build`` publishes it."""
    folder = tmp_path_factory.mktemp("published") / "site"
    result = run(top, *BRIEFING, "-C", top, "build", "--site-dir", folder)
    assert result.returncode == 0, result.stdout + result.stderr
    told = rf"0 errors, 0 warnings\.\nPublished \d+ pages in {re.escape(str(folder))}\n"
    assert re.fullmatch(told, result.stderr)
    return Site(folder)


@pytest.fixture(scope="session")
def data(published: Site) -> dict[str, Any]:
    """Return the published data."""
    decoded: dict[str, Any] = json.loads((published.folder / "data/briefing.json").read_bytes())
    return decoded


def test_marks_keep_to_their_words(published: Site) -> None:
    """On every page a mark is a link to an entry, its definition stands once, outside of texts.

    No abbreviation has a title, which keyboards do not reach, and a term is defined on its entry
    alone.
    """
    marks = 0
    for address in published.pages():
        page = published.page(address)
        assert not page.css("abbr[title]"), address
        assert not page.css("dfn") or re.fullmatch(r"glossary/[^/]+/", address), address
        assert not page.css(":is(p, a, li) .glossary-definition"), address
        for mark in page.css("a.glossary-term"):
            entry, _ = published.follow(address, mark.attributes["href"] or "")
            assert re.fullmatch(r"glossary/[^/]+/", entry), (address, mark.html)
            named = page.css(f'[id="{mark.attributes["aria-describedby"]}"]')
            assert [node.attributes["role"] for node in named] == ["tooltip"], (address, mark.html)
            assert len(mark.css("a")) == 1, (address, mark.html)
            assert entry != address, "an entry leads to itself"
            marks += 1
    assert marks > 100


def test_verification_finds_nothing(published: Site, data: dict[str, Any]) -> None:
    """The site passes its own verification, with every article, theme and term in it."""
    expected = {r["url"] for kind in ("articles", "themes", "terms") for r in data[kind]}
    assert [str(problem) for problem in verify(published.folder)] == []
    assert expected - set(published.pages()) == set()


def test_every_link_leads_somewhere(published: Site) -> None:
    """Followed apart from our verification: each link, image and script, and each fragment."""
    lost, followed = [], 0
    for address in published.pages():
        for node in published.page(address).css("[href], [src]"):
            link = node.attributes.get("href") or node.attributes.get("src") or ""
            if urlsplit(urljoin(_HOST, link)).netloc != urlsplit(_HOST).netloc:
                assert node.tag == "a", f"{address} fetches {link}"
                continue
            followed += 1
            path, fragment = published.follow(address, link)
            there = published.file(path).is_file()
            if not there or (fragment and fragment not in published.ids(path)):
                lost.append(f"{address}: {link}")
    assert lost == []
    assert followed > 1000


def test_data_obey_the_published_schema(published: Site, data: dict[str, Any]) -> None:
    """The data validate against the schema beside them, and each address in them is in the site."""
    schema = json.loads((published.folder / "data/briefing.schema.json").read_bytes())
    validator = jsonschema_rs.validator_for(schema)
    assert [error.message for error in validator.iter_errors(data)] == []
    for url in _addresses(data):
        address, _, fragment = url.partition("#")
        assert fragment in {*published.ids(address), ""}, url


def _addresses(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        yield from (str(each) for key, each in value.items() if key in {"url", "passage_url"})
    if isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _addresses(each)


def test_evidence_leads_to_its_passage_and_back(published: Site, data: dict[str, Any]) -> None:
    """Each line of evidence leads to its passage; the passage's article leads to its themes."""
    own = {
        theme["id"]: [page for page in published.pages() if page.startswith(theme["url"])]
        for theme in data["themes"]
    }
    for point in data["points"]:
        article = next(a["url"] for a in data["articles"] if a["id"] == point["article"])
        back = {
            published.follow(article, link.attributes["href"] or "")
            for link in published.page(article).css("a[href]")
        }
        for theme in point["themes"]:
            line = f"e-{point['id'].replace('#', '--')}"
            assert (f"themes/{theme}/", "") in back, point["id"]
            page = next(each for each in own[theme] if line in published.ids(each))
            row = published.element(f"{page}#{line}")
            leads = {
                "#".join(published.follow(page, link.attributes["href"] or ""))
                for link in row.css("a[href]")
            }
            assert point["passage_url"] in leads, point["id"]
            assert point["text"] in _words(row)


def test_passages_begin_at_their_first_word(published: Site, data: dict[str, Any]) -> None:
    """A passage's id stands on an inline element that begins with its first word."""
    for point in data["points"]:
        element = published.element(point["passage_url"])
        assert element.tag in _INLINE, point["id"]
        assert point["passage"].startswith(_words(element)), point["id"]
        page, _, fragment = point["passage_url"].partition("#")
        pieces = published.page(page).css(f'.passage[data-points~="{fragment}"]')
        assert _words(*pieces).replace(" ", "") == point["passage"].replace(" ", ""), point["id"]


def test_messages_lead_to_their_points(published: Site, data: dict[str, Any]) -> None:
    """Each key message shows its support and leads to the passage of every point it rests on."""
    passages = {point["id"]: point["passage_url"] for point in data["points"]}
    for theme in data["themes"]:
        for number, message in enumerate(theme["messages"], start=1):
            line = published.element(f"{theme['url']}#message-{number}")
            leads = {
                "#".join(published.follow(theme["url"], link.attributes["href"] or ""))
                for link in line.css("a[href]")
            }
            assert {passages[point] for point in message["points"]} <= leads
            # What holds for most messages is said once above them.
            shown = line.css_first(f".support-{message['support']}") is not None
            assert shown or message["support"] == _usual(theme["messages"])
            # Terms that have ended have their present names in the line.
            assert message["text"] in re.sub(r" \[[^]]*\]", "", _words(line))


def _usual(messages: Sequence[Mapping[str, Any]]) -> str:
    """Return the support that most messages have, exceptions aside."""
    kinds: Counter[str] = Counter(message["support"] for message in messages)
    return max(kinds.keys() - {"limited", "contested"}, key=lambda kind: kinds[kind])


def _words(*nodes: LexborNode) -> str:
    """Return the words of elements as a reader sees them."""
    return " ".join(" ".join(node.text() for node in nodes).split())


@cache
def _leads(site: Site, address: str, within: str = "") -> frozenset[str]:
    """Return where the links of a page lead, or those of one element in it, inside the site."""
    selector = f"{within} a[href]".lstrip()
    found = set()
    for link in site.page(address).css(selector):
        href = link.attributes["href"] or ""
        if urlsplit(urljoin(_HOST + address, href)).netloc == urlsplit(_HOST).netloc:
            path, fragment = site.follow(address, href)
            found.add(f"{path}#{fragment}" if fragment else path)
    return frozenset(found)


def _pages_led_to(site: Site, address: str) -> frozenset[str]:
    return frozenset(lead.partition("#")[0] for lead in _leads(site, address))


def test_every_point_is_three_clicks_from_home(published: Site, data: dict[str, Any]) -> None:
    """Home, two pages at most, and the passage."""
    known, reached = set(published.pages()), {""}
    leads = set(_leads(published, ""))
    for _ in range(2):
        reached |= {lead.partition("#")[0] for lead in leads} & known
        leads = {lead for address in reached for lead in _leads(published, address)}
    assert [point["id"] for point in data["points"] if point["passage_url"] not in leads] == []


@pytest.mark.parametrize(
    ("clicks", "where", "answer"),
    [
        pytest.param(
            ("Finance",),
            "#message-1",
            "Integration would not save money, Richard Vize concluded in about 2014",
            id="Did anyone find that joint work saves money?",
        ),
        pytest.param(
            ("Governance",), "#message-1", "four of 44", id="How many area plans did councils lead?"
        ),
        pytest.param(
            ("Voices", "Keith Willett"),
            "",
            "Local government often saw the same change through the daily lives",
            id="How do councils see a change to services, and who says so?",
        ),
        pytest.param(
            ("Where sources disagree",),
            "",
            "Does joining up care save money?",
            id="Where do sources disagree on money?",
        ),
        pytest.param(
            ("questions to ask, by audience", "Integrated care boards"),
            "",
            "Which providers had no part in forming our pooled budget plans",
            id="What may an integrated care board ask?",
        ),
        pytest.param(
            ("Discharge",),
            "#message-3",
            "March 2020, Delayed transfers of care are no longer counted",
            id="Are delays still counted as they were for the share of 26 %?",
        ),
        pytest.param(
            ("Discharge",),
            "#section-since",
            "30 September 2021, Northumbria’s trust and council end their partnership",
            id="Does Northumbria still run health and social care as one?",
        ),
        pytest.param(("STPs",), "ol.senses", "Succeeded by ICS", id="What has become of the STPs?"),
        pytest.param(
            ("Glossary", "CCG"),
            "ol.senses",
            "Succeeded by ICB",
            id="Who does today what clinical commissioning groups did?",
        ),
        pytest.param(
            ("Glossary", "Public Health England"),
            "main",
            "its work passed to four in October 2021",
            id="Which body replaced Public Health England?",
        ),
    ],
)
def test_a_reader_finds_the_answer(
    published: Site, clicks: Sequence[str], where: str, answer: str
) -> None:
    """Ten questions that the sources answer, five of them on what has changed since."""
    address = fragment = ""
    for words in clicks:
        links = published.page(address).css("a[href]")
        href = next(a.attributes["href"] or "" for a in links if _words(a) == words)
        address, fragment = published.follow(address, href)
    selector = where or (f'[id="{fragment}"]' if fragment else "main")
    (place,) = published.page(address).css(selector)
    assert answer in _words(*_headed(place))


def _headed(place: LexborNode) -> Iterator[LexborNode]:
    """Yield an element, and of a heading also what stands below it."""
    yield place
    below = place.next
    while place.tag in {"h2", "h3"} and below and below.tag not in {"h2", place.tag}:
        yield below
        below = below.next


def test_relations_are_followed_both_ways(published: Site, data: dict[str, Any]) -> None:
    """Each of two related points has the other among its links, with the other's words."""
    points = {point["id"]: point for point in data["points"]}
    kinds = ("agrees", "disputes", "qualifies", "repeats", "updates")
    pairs = [(p["id"], other) for p in points.values() for kind in kinds for other in p[kind]]
    assert len(pairs) > 10
    for one, other in (*pairs, *((other, one) for one, other in pairs)):
        number = _number(points[one])
        address = points[one]["url"].partition("#")[0]
        line = f"#point-{number}"
        assert points[other]["passage_url"] in _leads(published, address, line), (one, other)
        assert points[other]["text"] in _words(*published.page(address).css(line)), (one, other)


def _number(point: dict[str, Any]) -> int:
    """Return a point's number on its article's page: the data sort points by their ids."""
    return _texts(point["article"]).index(point["text"]) + 1


@cache
def _texts(article: str) -> list[str]:
    """Return what the points of an article claim, in its order."""
    page = Path(__file__).parent.parent / f"content/articles/{article}.md"
    points = yaml.safe_load(page.read_text("utf-8").split("---\n")[1])["points"]
    return [" ".join(point["text"].split()) for point in points]


def test_people_and_places_lead_to_what_is_said_and_back(
    published: Site, data: dict[str, Any]
) -> None:
    """A point leads to its speaker and its places, and each of them to the point's passage."""
    spoken, placed = 0, 0
    for point in data["points"]:
        address = point["url"].partition("#")[0]
        leads = _leads(published, address, f"#point-{_number(point)}")
        if point["speaker"]:
            spoken += 1
            part = "voices/#o-" if point["speaker"]["kind"] == "body" else "voices/#v-"
            (voice,) = {lead for lead in leads if lead.startswith(part)}
            assert point["passage_url"] in _beside(published, voice), point["id"]
        places = {lead for lead in leads if lead.startswith("examples/#place-")}
        assert len(places) == len(point["places"])
        for place in places:
            placed += 1
            assert point["passage_url"] in _beside(published, place), point["id"]
    assert (spoken > 10, placed > 5) == (True, True)


@cache
def _beside(site: Site, url: str) -> frozenset[str]:
    """Return where the links lead of the section that a heading begins."""
    section = site.element(url).parent
    assert section is not None
    page = url.partition("#")[0]
    leads = {
        "#".join(site.follow(page, a.attributes["href"] or "")) for a in section.css("a[href]")
    }
    for part in {lead.rstrip("#") for lead in leads if lead.startswith(page) and lead != page}:
        if part in site.pages():
            leads |= _leads(site, part)
    return frozenset(leads)


def test_every_page_leads_feed_readers_to_the_feeds(published: Site) -> None:
    """The head names each feed there is, and no other (RFC 4287 and jsonfeed.org)."""
    feeds = {f"feeds/{path.name}" for path in (published.folder / "feeds").iterdir()}
    assert feeds >= {"feeds/articles.xml"}
    for address in published.pages():
        links = published.page(address).css('head link[rel="alternate"]')
        found = {published.follow(address, link.attributes["href"] or "")[0] for link in links}
        assert found == feeds, address
        kinds = {"application/atom+xml", "application/feed+json"}
        assert {link.attributes["type"] for link in links} <= kinds


def test_related_reading_adds_up(published: Site, data: dict[str, Any]) -> None:
    """The parts of each score are printed, their sum is the score, and the data say the same."""
    for article in data["articles"]:
        page = published.page(article["url"])
        rows = page.css("#section-related ~ details tbody tr")
        assert len(page.css("ul.related > li")) == len(rows) == len(article["related"])
        for row, other in zip(rows, article["related"], strict=True):
            *parts, total = (_words(cell) for cell in row.css("td"))
            scores = [float(part) for part in parts if part != "–"]
            assert sorted(scores) == sorted(reason["score"] for reason in other["reasons"])
            assert round(sum(scores), 2) == float(total) == other["score"]


def test_related_reading_has_no_column_of_dashes(published: Site, data: dict[str, Any]) -> None:
    """Each column of the scores says something of at least one article, in one order."""
    orders = set()
    for article in data["articles"]:
        (table,) = published.page(article["url"]).css("table.scores")
        _, *heads, _ = [_words(head) for head in table.css("thead th")]
        rows = [[_words(cell) for cell in row.css("td")][:-1] for row in table.css("tbody tr")]
        counting = [any(cell != "–" for cell in column) for column in zip(*rows, strict=True)]
        assert counting == [True] * len(heads)
        kinds = {reason["kind"] for other in article["related"] for reason in other["reasons"]}
        assert len(heads) == len(kinds)
        orders.add(tuple(heads))
    longest = max(orders, key=len)
    assert len(orders) > 1
    assert all([head for head in longest if head in order] == list(order) for order in orders)


def test_disagreements_are_counted_as_they_stand_below(published: Site) -> None:
    """What the head of their page says of each nature is what stands under that heading."""
    page = published.page("disagreements/")
    told = dict(re.findall(r"([\w ]+): (none|\d+)[;.]", _words(*page.css(".lead + .meta"))))
    conflicts = told.pop("Conflicts")
    counted: Counter[str] = Counter()
    heading = ""
    for node in page.css("h2, .dispute"):
        if node.tag == "h2":
            heading = _words(node)
        else:
            counted[heading] += 1
    assert {name.strip(): int(number) for name, number in told.items()} == counted
    assert conflicts == "none"


def test_an_author_without_quotations_is_called_one(published: Site) -> None:
    """Whoever is named as a person of an own article would else seem to have said nothing in it."""
    (name,) = published.page("voices/").css("[id='v-sean-harriss']")
    assert name.parent
    told = _words(name.parent)
    assert "as author of Looking beyond the winter blame game" in told
    assert ", in Looking beyond" not in told


def test_names_are_filed_without_their_article(published: Site) -> None:
    """An organisation, and a term, stands where readers look for it: The King’s Fund under K."""
    heads = published.page("voices/").css("h3[id^='o-']")
    names = [_words(head).removeprefix("The ").casefold() for head in heads]
    assert names == sorted(names)
    assert "the king’s fund" in {_words(head).casefold() for head in heads}
    terms = published.page("glossary/").css("#section-letter-k + dl dt > a")
    assert "kings-fund/" in {term.attributes["href"] for term in terms}


def test_the_source_of_a_change_stands_once_on_a_theme(published: Site) -> None:
    """On its page under the heading that tells of all; in a part of its evidence beside a line.

    Beside each claim its date, its title and the way to it stand all the same.
    """
    pages = [address for address in published.pages() if address.count("/") > 1]
    themes = [published.page(address) for address in pages if address.startswith("themes/")]
    repeated = 0
    for page in themes:
        told = _events(page.css(".since :is(p, li)"))
        repeated += len(told) - len({*told})
        sourced = _events(page.css(":is(ul.events > li, .since p, .since li):has(.event-source)"))
        assert len(sourced) == len({*sourced})
        assert {*told} <= {*sourced}
    assert repeated > 50


def _events(nodes: Sequence[LexborNode]) -> list[str]:
    """Return the events told in elements, each with its date, title and address."""
    found = [(_words(node), node.css("a[href*='#event-']")) for node in nodes]
    assert all(re.search(r"\d{4}", words) for words, links in found if links)
    return [link.attributes["href"] or "" for _, links in found for link in links]


def test_what_has_happened_since_all_examples_stands_above_them(published: Site) -> None:
    """Once, and beside none of them."""
    page = published.page("themes/discharge/")
    examples = page.css("#section-examples ~ ul")[0]
    assert len(examples.css("li")) > 2
    assert not examples.css(".since")
    assert "Northumbria’s trust" in _words(*page.css("#section-examples + .since"))


def test_every_mention_is_followed_both_ways(published: Site, data: dict[str, Any]) -> None:
    """A term's page lists each article that uses it, and that article leads to the term."""
    articles = {article["url"] for article in data["articles"]}
    for term in data["terms"]:
        used_in = {use["url"].partition("#")[0] for use in term["used_in"]} & articles
        for address in used_in:
            assert address in _pages_led_to(published, term["url"])
            assert term["url"] in _pages_led_to(published, address), (term["id"], address)


def test_search_finds_articles_terms_and_points(published: Site, data: dict[str, Any]) -> None:
    """The search index holds each article and term by title, and each point at its passage."""
    files = (published.folder / "assets/search/fragment").iterdir()
    records = [json.loads(gzip.decompress(f.read_bytes()).removeprefix(_SEALED)) for f in files]
    titles = {record["meta"]["address"]: record["meta"]["title"] for record in records}
    for article in data["articles"]:
        assert titles[article["url"]] == article["title"]
    for term in data["terms"]:
        assert titles[term["url"]] == term["term"]
    passages = {
        f"{record['meta']['address']}#{anchor['id']}": anchor["text"]
        for record in records
        for anchor in record["anchors"]
    }
    for point in data["points"]:
        assert passages[point["passage_url"]] == point["text"]


def test_a_plain_strict_build_is_identical(top: Path, published: Site, tmp_path: Path) -> None:
    """``mkdocs build --strict`` makes the same files; what a site was built from is ours to say."""
    folder = tmp_path / "site"
    result = run(top, *_MKDOCS, "build", "--strict", "-f", top / "mkdocs.yml", "-d", folder)
    assert result.returncode == 0, result.stderr
    ours = {MARKER, "data/build.json", "data/build.schema.json"}
    assert _contents(folder) == {
        name: held for name, held in _contents(published.folder).items() if name not in ours
    }


def _contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_pages_lead_to_the_file_to_mend(top: Path, tmp_path: Path) -> None:
    """With an address for editing, contributed pages have an edit link to their own file."""
    project = tiny(tmp_path)
    with (project / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write("edit_uri_template: https://code.example/edit/content/{path}\n")
    text = (project / "mkdocs.yml").read_text("utf-8")
    changed = text.replace("  font: false\n", "  font: false\n  features: [content.action.edit]\n")
    (project / "mkdocs.yml").write_text(changed, encoding="utf-8")
    result = run(top, *BRIEFING, "-C", project, "build")
    assert result.returncode == 0, result.stdout + result.stderr
    site = Site(project / "site")
    edited = {
        address: [
            (link.attributes["href"] or "").removeprefix("https://code.example/edit/")
            for link in site.page(address).css("a[href^='https://code.example/edit/']")
        ]
        for address in site.pages()
    }
    assert edited["articles/line-opens/"] == ["content/articles/line-opens.md"]
    assert edited["themes/money/"] == ["content/themes/money.md"]
    assert edited["glossary/tdb/"] == ["content/glossary/tdb.md"]
    assert edited["about/"] == ["content/about.md"]
    assert edited["articles/"] == edited["glossary/"] == edited[""] == []


def test_a_failed_build_leaves_the_published_site(top: Path, tmp_path: Path) -> None:
    """Content with an error, or a broken template, never touches the last good site."""
    project = tiny(tmp_path)
    assert run(top, *BRIEFING, "-C", project, "build").returncode == 0
    before = _contents(project / "site")
    article = project / "content/articles/line-opens.md"
    good = article.read_text("utf-8")
    article.write_text(good.replace("themes: [money]", "themes: [mony]"), encoding="utf-8")
    wrong = run(top, *BRIEFING, "-C", project, "build")
    assert (wrong.returncode, "Traceback" in wrong.stderr) == (1, False)
    article.write_text(good, encoding="utf-8")
    template = project / "templates" / "pages" / "timeline.jinja"
    template.parent.mkdir(parents=True)
    for text in ("<h1>Unclosed", "<h1>{{ momentts }}</h1>"):
        template.write_text(text, encoding="utf-8")
        broken = run(top, *BRIEFING, "-C", project, "build")
        assert (broken.returncode, "Traceback" in broken.stderr) == (1, False), broken.stderr
        assert re.search(r"Error: A template .*timeline(\.jinja:1:|/index\.md)", broken.stderr)
    assert _contents(project / "site") == before


def test_serve_shows_changes_without_loops(top: Path, tmp_path: Path) -> None:
    """A change to an article, theme, term or template shows by itself, each by one rebuild."""
    project = tiny(tmp_path)
    pages = project / "templates" / "pages"
    pages.mkdir(parents=True)
    shutil.copy(top / "templates/pages/timeline.jinja", pages)
    changes = (
        ("content/articles/line-opens.md", "articles/line-opens/"),
        ("content/themes/money.md", "themes/money/"),
        ("content/glossary/tdb.md", "glossary/tdb/"),
        ("templates/pages/timeline.jinja", "timeline/"),
    )
    with serving(top, project) as server:
        first = server.comes_to_show("articles/year-book/", "Two more lines may open")
        assert first, server.said
        for number, (name, address) in enumerate(changes):
            new = f"New words {number}"
            builds = server.builds
            with (project / name).open("a", encoding="utf-8") as file:
                file.write(f"\n<p>{new}</p>\n" if name.endswith(".jinja") else f"\n{new}\n")
            assert server.comes_to_show(address, new), name
            assert server.builds == builds + 1, name
        builds = server.builds
        time.sleep(2)
        assert server.builds == builds


def test_serve_goes_on_after_a_slip(top: Path, tmp_path: Path) -> None:
    """An error in the content is told while serving, and the next good change shows again."""
    project = tiny(tmp_path)
    article = project / "content/articles/line-opens.md"
    good = article.read_text("utf-8")
    page = "articles/line-opens/"
    with serving(top, project) as server:
        assert server.comes_to_show(page, "Ten years of planning"), server.said
        article.write_text(good.replace("themes: [money]", "themes: [mony]"), encoding="utf-8")
        assert server.until(lambda: "unknown-theme" in server.said)
        article.write_text(good.replace("Ten years of", "Twelve years of"), encoding="utf-8")
        assert server.comes_to_show(page, "Twelve years of"), server.said
        assert "Traceback" not in server.said


def test_serve_follows_an_edit_everywhere(top: Path, tmp_path: Path) -> None:
    """A page elsewhere that shows what was edited is made anew; what is gone is served no more."""
    text = (
        "---\ntitle: The almanac\nsource: {publisher: Harbour Post}\npublished: 2024-05-01\n"
        "kind: news\nsummary: Tides and trams.\n---\n\nAll trams ran.\n"
    )
    project = tiny(tmp_path, {"content/articles/almanac.md": text})
    article = project / "content/articles/almanac.md"
    listed, own = "articles/", "articles/almanac/"
    with serving(top, project) as server:
        assert server.comes_to_show(listed, "The almanac"), server.said
        found = _found(server)
        article.write_text(text.replace("The almanac", "The tide table"), encoding="utf-8")
        assert server.comes_to_show(listed, "The tide table"), server.said
        assert server.shows(own, "The tide table")
        assert server.shows("data/briefing.json", "The tide table")
        assert server.shows("feeds/articles.xml", "The tide table")
        article.unlink()
        assert server.until(lambda: not server.shows(own, "The tide table")), server.said
        assert not server.shows(listed, "The tide table")
        assert not server.shows("data/briefing.json", "The tide table")
        assert _found(server) == found - 1
        assert "dirty" not in server.said


def _found(server: Server) -> int:
    """Return how many things the search of a served site finds."""
    entry = json.loads(server.read("assets/search/pagefind-entry.json"))
    return int(entry["languages"]["en"]["page_count"])


def test_serve_makes_all_anew_with_the_theme(top: Path, tmp_path: Path) -> None:
    """A change to what surrounds all pages shows on pages whose own text is as it was."""
    project = tiny(tmp_path)
    theme = project / "templates" / "theme"
    theme.mkdir(parents=True)
    shutil.copy(top / "templates/theme/main.html", theme)
    with serving(top, project) as server:
        assert server.comes_to_show("about/", "<main"), server.said
        main = theme / "main.html"
        text = main.read_text("utf-8")
        main.write_text(text.replace("{% block content %}", "{% block content %}Aside: new."))
        assert server.comes_to_show("about/", "Aside: new."), server.said


def test_serve_shows_an_edit_at_small_cost(top: Path, tmp_path: Path) -> None:
    """An edit to one of 100 articles takes less than four seconds of processor time to show.

    Time by the clock would depend on what else the machine does; the server waits half a second
    besides, and for nothing.
    """
    make(tmp_path / "project", articles=100)
    article = min((tmp_path / "project/content/articles").iterdir())
    page = f"articles/{article.stem}/"
    with serving(top, tmp_path / "project") as server:
        assert server.comes_to_show(page, "<main"), server.said
        assert server.until(lambda: server.builds == server.reloads + 1)
        before = server.spent
        with article.open("a", encoding="utf-8") as file:
            file.write("\nA new last line.\n")
        assert server.comes_to_show(page, "A new last line.")
        assert server.until(lambda: server.reloads == 1)
        assert server.spent - before < 4
