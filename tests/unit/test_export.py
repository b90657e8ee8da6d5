"""The exported data: what other programs may rely on."""

import json
from importlib.resources import files
from typing import Any

import jsonschema_rs
import pytest

from generator.build import outputs
from tests.projects import TINY, compiled

DATA = ("data/briefing.json", "data/briefing.schema.json")


@pytest.fixture(scope="module")
def exported() -> dict[str, str]:
    """Return the data files of the small project."""
    return {o.uri: o.text for o in outputs(compiled(TINY), TINY) if o.uri in DATA}


@pytest.fixture(scope="module")
def data(exported: dict[str, str]) -> dict[str, Any]:
    """Return what ``briefing.json`` holds."""
    decoded: dict[str, Any] = json.loads(exported["data/briefing.json"])
    return decoded


def test_schema_stands_beside_the_data(exported: dict[str, str]) -> None:
    """The schema is published as it comes with the program, and is a valid one."""
    text = files("generator.site.data").joinpath("briefing.schema.json").read_text("utf-8")
    assert exported["data/briefing.schema.json"] == text
    jsonschema_rs.meta.validate(json.loads(text))


def test_data_obey_their_schema(exported: dict[str, str], data: dict[str, Any]) -> None:
    """What is exported is of the documented form."""
    schema = json.loads(exported["data/briefing.schema.json"])
    assert [error.message for error in jsonschema_rs.validator_for(schema).iter_errors(data)] == []


@pytest.mark.parametrize(
    ("record", "key", "value"),
    [
        ("articles", "title", 1),
        ("points", "standing", "shouted"),
        ("points", "url", "/articles/x/"),
        ("points", "passage_url", "https://example.org/articles/x/#p-y"),
        ("points", "themes", "money"),
        ("themes", "messages", [{"text": "A.", "points": [], "support": "proven"}]),
        ("terms", "extra", 1),
    ],
)
def test_schema_refuses_another_form(
    exported: dict[str, str], record: str, key: str, value: object
) -> None:
    """The schema is strict enough to tell when the form changes."""
    schema, changed = (json.loads(exported[name]) for name in reversed(DATA))
    changed[record][0][key] = value
    assert not jsonschema_rs.validator_for(schema).is_valid(changed)


def test_points_carry_all_that_is_known(data: dict[str, Any]) -> None:
    """A point names its passage, its speaker in the role of the time, its date and relations."""
    point = next(p for p in data["points"] if p["id"] == "costs-disputed#bridge-left-out")
    assert point == {
        "id": "costs-disputed#bridge-left-out",
        "article": "costs-disputed",
        "url": "articles/costs-disputed/#p-bridge-left-out",
        "text": "The price of £40 million left out the bridge, which cost another £9 million.",
        "kind": "figure",
        "themes": ["money"],
        "speaker": {
            "id": "jane-example",
            "name": "Jane Example",
            "kind": "person",
            "role": "former chair",
            "organisation": "Tram Delivery Board",
            "interest": "leads a bus company",
            "inferred": [],
        },
        "passage": "nine million pounds for the bridge",
        "passage_url": "articles/costs-disputed/#p-bridge-left-out",
        "place": 51,
        "standing": "argued",
        "as_of": "2018-03/2018-05",
        "due": None,
        "figure": {
            "value": 9,
            "of": None,
            "before": None,
            "parts": [],
            "unit": "million pounds",
            "about": "the bridge",
            "period": "",
            "not": "",
            "key": False,
        },
        "places": [],
        "agrees": [],
        "disputes": ["line-opens#cost-40-million"],
        "qualifies": [],
        "repeats": [],
        "updates": [],
        "since": [],
        "status": None,
        "former_ids": [],
    }


def test_a_point_says_where_its_passage_stands(data: dict[str, Any]) -> None:
    """Its words begin so many characters into the text of its article."""
    texts = {article["id"]: article["text"] for article in data["articles"]}
    for point in data["points"]:
        assert texts[point["article"]][point["place"] :].startswith(point["passage"])


def test_articles_name_publisher_and_address_of_their_source(data: dict[str, Any]) -> None:
    """What is not known of the source is null, not an empty text."""
    sources = {article["id"]: article["source"] for article in data["articles"]}
    assert sources["line-opens"] == {
        "publisher": "Harbour Post",
        "title": "Trams are back",
        "address": "https://www.example.org/trams",
        "note": None,
    }
    assert sources["year-book"]["address"] is None


def test_themes_carry_computed_support(data: dict[str, Any]) -> None:
    """Each key message says how well it is supported, and who is against it."""
    messages = [message for theme in data["themes"] for message in theme["messages"]]
    assert [(m["support"], m["basis"]) for m in messages] == [
        ("contested", "several"),
        ("limited", "single"),
        ("agreed", "agreed"),
        ("repeated", "repeated"),
    ]
    bridge = {"point": "costs-disputed#bridge-left-out"}
    assert messages[0]["contested_by"][0] == bridge | {"against": "line-opens#cost-40-million"}
    assert messages[1]["limited_by"] == [bridge | {"against": None}]
    assert messages[1]["section"] == "payers"


def test_events_say_what_they_bear_on(data: dict[str, Any]) -> None:
    """And what they bear on names them, so that nobody has to compute it again."""
    changes = next(event for event in data["events"] if event["id"] == "shares-change")
    assert (changes["effect"], changes["affects"]["points"]) == (
        "replaced",
        ["line-opens#paid-by-two"],
    )
    named = {"event": "shares-change", "by": "named", "term": None}
    assert named in data["themes"][0]["messages"][1]["since"]
    point = next(p for p in data["points"] if p["id"] == "line-opens#paid-by-two")
    assert point["since"] == [named]
    assert data["as_of"] == "2019-12-02"


def test_disagreements_say_of_what_kind_they_are(data: dict[str, Any]) -> None:
    """A question in front matter stands over the points that it names."""
    (found,) = data["disagreements"]
    assert (found["kind"], found["question"]) == ("date", "Does the price hold the bridge?")
    assert found["clashes"][0]["relation"] == "disputes"


def test_speakers_of_every_kind_are_told_apart(data: dict[str, Any]) -> None:
    """A body and a group are no people."""
    spoken = (p["speaker"] for p in data["points"] if p["speaker"])
    assert {speaker["id"]: speaker["kind"] for speaker in spoken} == {
        "jane-example": "person",
        "sam-sample": "person",
        "transport-institute": "body",
        "passengers": "group",
    }
    author = next(a for a in data["articles"] if a["id"] == "year-book")["authors"][0]
    assert author == {"name": "Ana Reader", "interest": "lives by the line"}


def test_terms_say_where_they_are_used(data: dict[str, Any]) -> None:
    """A term has its senses with their dates, and each use with its sentence."""
    tdb = next(term for term in data["terms"] if term["id"] == "tdb")
    assert tdb["senses"] == [
        {
            "id": "1",
            "from": "2006",
            "to": "2018-01",
            "expansion": "Tram Delivery Board",
            "definition": "The town's board for the first line.",
            "source": "Town records https://www.example.org/records",
            "successor": "uta",
        }
    ]
    assert tdb["used_in"][-1] == {
        "url": "about/",
        "senses": ["1"],
        "date": None,
        "section": "",
        "sentence": "The TDB had nothing to do with it.",
    }


def test_drafts_are_not_exported(data: dict[str, Any]) -> None:
    """What is not published is not in the data either."""
    assert "year-book#more-lines" not in {point["id"] for point in data["points"]}


def test_text_of_an_article_has_no_mark_up(data: dict[str, Any]) -> None:
    """An article's text is its words, paragraph by paragraph."""
    text = next(a["text"] for a in data["articles"] if a["id"] == "line-opens")
    assert "half from the town and half from the region. The delivery board had" in text
    assert text.split("\n\n")[0] == "Ten years of planning"
