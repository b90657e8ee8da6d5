"""References and feeds: read back by programs that had no part in writing them."""

import json
import re
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, get_args
from xml.etree import ElementTree as ET

import feedparser
import jsonschema_rs
import pytest
from msgspec.structs import asdict
from pybtex.database import BibliographyData, parse_string

from generator.base.dates import parse
from generator.base.model import Article, ArticleKind, Dated, Library, Publication, Settings
from generator.build import build
from generator.knowledge.glossary import Glossary
from generator.knowledge.link import link
from generator.site.data import data_files, export
from generator.site.data.citations import citation_data
from generator.site.data.feeds import discovery, feed_data
from generator.site.pages.views.reference import reference
from tests.projects import SETTINGS, TINY, tiny
from tests.records import article, library

_MODS = "{http://www.loc.gov/mods/v3}"
_ATOM = "{http://www.w3.org/2005/Atom}"
_TESTS = Path(__file__).parent.parent
_FEEDS, _VENDOR = _TESTS / "feeds", _TESTS / "vendor"


def _sourced(published: str = "2016-09-22", **fields: object) -> Article:
    """Return an article whose source has signs that mean something to the formats."""
    publication = Publication(
        publisher="Smith & Sons",
        title="50% of NHS_trusts: £3 {more}",
        url="https://a.example/b_c%20d",
    )
    given: dict[str, object] = {"authors": ("Ann Example", "Harbour Town Council"), **fields}
    return article("source", published=published, publication=publication, **given)


def _texts(*articles: Article) -> Mapping[str, str]:
    return {output.uri: output.text for output in citation_data(library(*articles))}


def _bibtex(made: Article) -> BibliographyData:
    return parse_string(_texts(made)["data/references/source.bib"], "bibtex")


def _mods(made: Article, folder: Path) -> ET.Element:
    """Read RIS with bibutils."""
    path = folder / "source.ris"
    path.write_text(_texts(made)["data/references/source.ris"], encoding="utf-8")
    read = subprocess.run(["ris2xml", str(path)], capture_output=True, check=True)  # noqa: S607
    return ET.fromstring(read.stdout.decode("utf-8-sig"))  # noqa: S314 - our own


@pytest.mark.parametrize(
    ("name", "family", "given"),
    [
        ("Jane Example", "Example", "Jane"),
        ("Jane van der Example", "van der Example", "Jane"),
        ("Jane Ann Mary de la Example", "de la Example", "Jane Ann Mary"),
        ("Jane von Example Other", "von Example Other", "Jane"),
        ("jane example", "example", "jane"),
    ],
)
def test_particles_belong_to_the_family_name(
    name: str, family: str, given: str, tmp_path: Path
) -> None:
    """In each format a person has the family name under which a list of references sorts them."""
    made = _sourced(authors=(name,))
    [person] = _bibtex(made).entries["source"].persons["author"]
    assert " ".join([*person.prelast_names, *person.last_names]) == family
    assert " ".join([*person.first_names, *person.middle_names]) == given
    csl = json.loads(_texts(made)["data/references/source.json"])
    assert csl[0]["author"] == [{"family": family, "given": given}]
    parts = [
        (part.attrib["type"], part.text)
        for part in _mods(made, tmp_path).iterfind(f".//{_MODS}name/{_MODS}namePart")
    ]
    assert " ".join(text or "" for kind, text in parts if kind == "given") == given
    assert [text for kind, text in parts if kind == "family"] == [family]


def test_bibtex_is_read_back() -> None:
    """Names are parted, capitals kept, signs escaped, and the address left as it is."""
    entry = _bibtex(_sourced()).entries["source"]
    assert entry.type == "article"
    assert [str(person) for person in entry.persons["author"]] == [
        "Example, Ann",
        "{Harbour Town Council}",
    ]
    assert dict(entry.fields) == {
        "title": r"{50\% of NHS\_trusts: £3 \{more\}}",
        "journal": r"Smith \& Sons",
        "date": "2016-09-22",
        "year": "2016",
        "url": "https://a.example/b_c%20d",
    }


@pytest.mark.skipif(not shutil.which("ris2xml"), reason="bibutils is not installed")
def test_ris_is_read_back(tmp_path: Path) -> None:
    """Another program finds the title, the people, the date and the address."""
    mods = _mods(_sourced(), tmp_path)
    assert [part.text for part in mods.iter(f"{_MODS}namePart")][:2] == ["Ann", "Example"]
    assert "".join(mods.find(f".//{_MODS}titleInfo").itertext()).split() == [  # type: ignore[union-attr]
        *("50%", "of", "NHS_trusts", "£3", "{more}")
    ]
    assert [date.text for date in mods.iter(f"{_MODS}dateIssued")] == ["2016-09-22"]
    assert [url.text for url in mods.iter(f"{_MODS}url")] == ["https://a.example/b_c%20d"]


_DATES = ("2018-09-20", "2018-09", "2014~", "2018-03?/2019", "2018/..", "../2018", "1066%")


@pytest.mark.parametrize("published", _DATES)
@pytest.mark.parametrize("kind", get_args(ArticleKind))
def test_csl_obeys_its_schema(published: str, kind: ArticleKind) -> None:
    """Each kind of article and of date is what the schema of CSL has room for."""
    schema = _modern(json.loads((_VENDOR / "csl/csl-data.json").read_text("utf-8")))
    validator = jsonschema_rs.Draft4Validator(schema)
    made = _sourced(published, published_basis="the imprint.", kind=kind)
    for text in (t for uri, t in _texts(made).items() if uri.endswith(".json")):
        assert [error.message for error in validator.iter_errors(json.loads(text))] == []
        for wrong in ({"kind": kind}, {"issued": {"date-parts": [["soon", []]]}}):
            assert not validator.is_valid([{**json.loads(text)[0], **wrong}])


def _modern(schema: Any) -> Any:  # noqa: ANN401 - JSON
    """Turn a schema of draft 3, as CSL's is, into draft 4: what the two spell differently."""
    if isinstance(schema, list):
        return [_modern(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    made = {key: _modern(value) for key, value in schema.items() if key != "required"}
    kinds = made.get("type")
    if isinstance(kinds, list) and any(isinstance(kind, dict) for kind in kinds):
        made["anyOf"] = made.pop("type")
    needed = [name for name, part in schema.get("properties", {}).items() if part.get("required")]
    return {**made, "required": needed} if needed else made


@pytest.mark.parametrize(
    ("published", "bibtex", "year", "ris", "csl"),
    [
        ("2018-09-20", "2018-09-20", "2018", "2018/09/20/", {"date-parts": [[2018, 9, 20]]}),
        ("2018-09", "2018-09", "2018", "2018/09//September 2018", {"date-parts": [[2018, 9]]}),
        ("2014~", "2014~", "2014", "2014///about 2014", {"date-parts": [[2014]], "circa": True}),
        (
            "2018-03/2019",
            "2018-03/2019",
            None,
            "///between March 2018 and 2019",
            {"date-parts": [[2018, 3], [2019]], "circa": True},
        ),
        ("2018/..", "2018/", None, "///2018 or later", {"literal": "2018 or later"}),
        ("../2018", "/2018", None, "///2018 or earlier", {"literal": "2018 or earlier"}),
    ],
)
def test_each_format_says_of_a_date_what_it_can(
    published: str, bibtex: str, year: str | None, ris: str, csl: dict[str, object]
) -> None:
    """No format is given a day that nobody knows."""
    made = _sourced(published, published_basis="the imprint.")
    texts = _texts(made)
    fields = _bibtex(made).entries["source"].fields
    assert (fields["date"], fields.get("year")) == (bibtex, year)
    assert f"DA  - {ris}\n" in texts["data/references/source.ris"]
    assert json.loads(texts["data/references/source.json"])[0]["issued"] == csl


def test_a_note_says_what_a_date_rests_on() -> None:
    """What the formats have no field for stands in a note."""
    made = _sourced("2014~", published_basis="It names the March survey.")
    note = "Date: about 2014 (It names the March survey)."
    assert _bibtex(made).entries["source"].fields["note"] == note


def test_a_reference_reads_as_in_a_board_paper() -> None:
    """Author, date, title and publisher; a source without an author is its publisher's."""
    assert reference(_sourced()) == (
        "Ann Example and Harbour Town Council (22 September 2016) 50% of NHS_trusts: £3 {more}. "
        "Smith & Sons."
    )
    assert reference(_sourced(authors=())).startswith("Smith & Sons (22 September 2016) 50% of")


def _with_site(url: str) -> Library:
    made = library(
        article(
            "old",
            published="2016-09-22",
            changes=(Dated(date=parse("2020-01-02"), text="A change & more."),),
            corrections=(Dated(date=parse("2020-02"), text="It was seven."),),
        ),
        article("new", published="2018~", authors=("Ann Example",)),
    )
    settings = Settings(title="Trams", audiences={}, url=url)
    return Library(**{**asdict(made), "settings": settings})


@pytest.mark.parametrize(
    ("url", "base"),
    [("https://trams.example/site/", "https://trams.example/site/"), ("", "https://x.example/")],
)
def test_atom_is_read_back(url: str, base: str) -> None:
    """Newest first; addresses lead to pages, also where they are relative to the feed."""
    (text,) = [o.text for o in feed_data(_with_site(url)) if o.uri == "feeds/articles.xml"]
    read = feedparser.parse(
        text.encode(),
        response_headers={
            "content-type": "application/atom+xml",
            "content-location": f"{base}feeds/articles.xml",
        },
    )
    assert not read.bozo
    assert [(e.title, e.link, e.updated) for e in read.entries] == [
        ("Title of new", f"{base}articles/new/", "2018-01-01T00:00:00Z"),
        ("Title of old", f"{base}articles/old/", "2020-02-01T00:00:00Z"),
    ]
    assert read.feed.updated == "2020-02-01T00:00:00Z"
    assert len({read.feed.id, *(entry.id for entry in read.entries)}) == 3


def test_changes_and_corrections_have_a_feed() -> None:
    """A correction says that it is one."""
    (text,) = [o.text for o in feed_data(_with_site("")) if o.uri == "feeds/changes.xml"]
    read = feedparser.parse(text.encode())
    assert [(entry.title, entry.summary) for entry in read.entries] == [
        ("Correction: Title of old", "It was seven."),
        ("Change: Title of old", "A change & more."),
    ]


def _awkward(url: str) -> Library:
    """Return a library whose feeds have all that can go wrong in one."""
    note = Dated(date=parse("2020-01-02"), text="Said <b>twice</b> & “so”.")
    made = library(
        article("a", published="../2018", changes=(note, note), title='A "title" & <more>'),
        article("b", published="2018~", publication=Publication(note="A leaflet.")),
        *(article(f"n{n}", published=f"2019-01-{1 + n % 28:02}") for n in range(60)),
    )
    fields = asdict(made)
    return Library(**{**fields, "settings": Settings(title="Trams & more", audiences={}, url=url)})


@pytest.mark.parametrize("made", [_with_site, _awkward])
@pytest.mark.parametrize("url", ["https://trams.example/site/", ""])
def test_atom_obeys_its_grammar(made: Callable[[str], Library], url: str, tmp_path: Path) -> None:
    """Each feed is what RFC 4287 asks for, as libxml2 judges it by a RELAX NG grammar."""
    feeds = [o for o in feed_data(made(url)) if o.uri.endswith(".xml")]
    assert len(feeds) == 2
    for feed in feeds:
        path = tmp_path / Path(feed.uri).name
        path.write_text(feed.text, encoding="utf-8")
        command = ["xmllint", "--noout", "--relaxng", str(_FEEDS / "atom.rng"), str(path)]
        judged = subprocess.run(command, capture_output=True, text=True, check=False)
        assert judged.returncode == 0, judged.stderr
        ids = [each.text for each in ET.fromstring(feed.text).iter(f"{_ATOM}id")]  # noqa: S314
        assert len(ids) == len({*ids})


def test_the_grammar_of_atom_refuses_what_is_none(tmp_path: Path) -> None:
    """The judge can tell: an entry without a date is no entry."""
    (text,) = [o.text for o in feed_data(_with_site("")) if o.uri == "feeds/articles.xml"]
    path = tmp_path / "feed.xml"
    path.write_text(re.sub("<updated>.*?</updated>", "", text), encoding="utf-8")
    command = ["xmllint", "--noout", "--relaxng", str(_FEEDS / "atom.rng"), str(path)]
    assert subprocess.run(command, capture_output=True, check=False).returncode != 0


@pytest.mark.parametrize("made", [_with_site, _awkward])
def test_json_feed_obeys_its_schema(made: Callable[[str], Library]) -> None:
    """Each feed is what version 1.1 of the format asks for, and no id stands twice."""
    schema = json.loads((_FEEDS / "json-feed-1.1.schema.json").read_text("utf-8"))
    jsonschema_rs.meta.validate(schema)
    validator = jsonschema_rs.validator_for(schema, validate_formats=True)
    feeds = [o for o in feed_data(made("https://trams.example")) if o.uri.endswith(".json")]
    assert len(feeds) == 2
    for output in feeds:
        feed = json.loads(output.text)
        assert [error.message for error in validator.iter_errors(feed)] == []
        ids = [item["id"] for item in feed["items"]]
        assert len(ids) == len({*ids})
        del feed["items"][0]["content_text"]
        assert not validator.is_valid(feed)


def test_a_changed_article_is_told_in_the_feed_of_articles() -> None:
    """It keeps its date of publication, and says when it was last changed or corrected."""
    outputs = {o.uri: o.text for o in feed_data(_with_site("https://trams.example"))}
    (old,) = [e for e in feedparser.parse(outputs["feeds/articles.xml"]).entries if "old" in e.link]
    assert (old.published, old.updated) == ("2016-09-22T00:00:00Z", "2020-02-01T00:00:00Z")
    item = json.loads(outputs["feeds/articles.json"])["items"][1]
    assert (item["date_published"], item["date_modified"]) == (old.published, old.updated)


def test_json_feed_has_what_the_format_asks_for() -> None:
    """Full addresses and unique ids (jsonfeed.org/version/1.1); without an address, no feed."""
    (text,) = [
        o.text
        for o in feed_data(_with_site("https://trams.example"))
        if o.uri == "feeds/articles.json"
    ]
    feed = json.loads(text)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == "https://trams.example/feeds/articles.json"
    assert [item["url"] for item in feed["items"]] == [
        "https://trams.example/articles/new/",
        "https://trams.example/articles/old/",
    ]
    assert all(item["id"] and item["content_text"] for item in feed["items"])
    assert not [o for o in feed_data(_with_site("")) if o.uri.endswith(".json")]


@pytest.mark.parametrize(("url", "number"), [("", 2), ("https://trams.example/", 4)])
def test_feeds_are_found_by_the_pages_that_name_them(url: str, number: int) -> None:
    """Every feed that is written is named with its type, and with words that tell them apart."""
    written = [output.uri for output in feed_data(_with_site(url))]
    named = discovery(["index.md", *written])
    assert sorted(feed["uri"] for feed in named) == sorted(written)
    assert len({(feed["title"], feed["type"]) for feed in named}) == number
    assert discovery(["index.md"]) == []


@pytest.mark.parametrize("url", ["", "https://trams.example/"])
def test_the_data_files_are_known_beforehand(url: str) -> None:
    """What is expected of a built site is what is written."""
    made = _with_site(url)
    links, _ = link(made, Glossary.compile(made)[0])
    assert sorted(data_files(made)) == sorted(output.uri for output in export(made, links))


def test_a_former_address_leads_on(tmp_path: Path) -> None:
    """The old page names every place that a link may have led to; the new one keeps old anchors."""
    path = "content/articles/line-opens.md"
    text = (TINY / path).read_text("utf-8")
    text = text.replace("points:\n", "former_ids: [first-tram]\npoints:\n", 1)
    text = text.replace(
        "  - id: cost-40-million\n", "  - id: cost-40-million\n    former_ids: [cost]\n"
    )
    project = tiny(tmp_path, {path: text})
    built = build(project, SETTINGS)
    (moved,) = [page for page in built.pages if page.uri == "articles/first-tram.md"]
    places = {each.anchor: each.target.uri for each in moved.context.moved_anchors}  # type: ignore[attr-defined]
    assert (
        places["p-cost"]
        == places["p-cost-40-million"]
        == "articles/line-opens.md#p-cost-40-million"
    )
    (article_page,) = [page for page in built.pages if page.uri == "articles/line-opens.md"]
    assert 'id="p-cost"' in article_page.context.body  # type: ignore[attr-defined]
