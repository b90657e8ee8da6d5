"""What is said to readers outside of templates, in another language than English."""

import json
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from msgspec.structs import replace

from generator.base import labels
from generator.base.dates import DateError, parse, span_label
from generator.base.language import ENGLISH, Language, speaking
from generator.base.language.catalogues import language_of
from generator.base.language.cldr import number, quoted, territorial
from generator.build import Build, build, files
from generator.knowledge.changes import State, state_of_text
from generator.site.pages.views.findable import Record
from generator.site.search import ENTRY, INDEX, index
from generator.text.convert import ORDINARY
from tests.projects import SETTINGS, TINY, texts_of, tiny

GERMAN = replace(SETTINGS, language="de")
_SAID = {
    "%(first)s to %(last)s": "%(first)s bis %(last)s",
    "about %(date)s": "um %(date)s",
    "Back to note %(number)s in the text": "Zurück zu Anmerkung %(number)s",
    "%(name)s and others": "%(name)s u. a.",
    "Key message %(number)s of %(theme)s": "%(theme)s, %(number)s. Aussage",
    "%(name)s is reworded": "%(name)s: neu gefasst",
    "%(sentence)s.": "%(sentence)s.",
    "“%(text)s”": "„%(text)s“",
    "Summary": "Zusammenfassung",
    "claim": "Aussage",
}
_CONTEXTS = {
    "“%(text)s”": "quotation",
    "claim": "column",
}
_MONEY = "content/themes/money.md"
_LONG = "---\ntitle: Long\n---\n\n" + "Words of no weight.\n\n" * (ORDINARY // 18)
_NOTED = "Noted.[^1]\n\n[^1]: A note.\n"


def _catalogue() -> str:
    head = 'msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
    contexts = {one: f'msgctxt "{context}"\n' for one, context in _CONTEXTS.items()}
    return head + "".join(
        f'{contexts.get(one, "")}msgid "{one}"\nmsgstr "{other}"\n\n'
        for one, other in _SAID.items()
    )


def _project(folder: Path, changes: Mapping[str, str | None] | None = None) -> Path:
    return tiny(folder, {"locale/de.po": _catalogue(), **(changes or {})})


@pytest.fixture(scope="module")
def german(tmp_path_factory: pytest.TempPathFactory) -> Language:
    """Return German as the project's own catalogue has it."""
    return language_of("de", _project(tmp_path_factory.mktemp("german")))[0]


@pytest.mark.parametrize(
    ("text", "english", "german_"),
    [
        ("2016-09-22", "22 September 2016", "22. September 2016"),
        ("2016-03", "March 2016", "März 2016"),
        ("2016-03~", "about March 2016", "um März 2016"),
        ("2016", "2016", "2016"),
    ],
)
def test_dates_are_named_by_the_language(
    german: Language, text: str, english: str, german_: str
) -> None:
    """Each language has its own, in whichever order they are asked for."""
    for _ in range(2):
        assert parse(text).label == english
        with speaking(german):
            assert parse(text).label == german_


def test_year_is_said_once_where_it_stands_last(german: Language) -> None:
    """A language that begins with the year says it with both dates."""
    assert span_label("2016-03-05", "2016-10-01") == "5 March to 30 September 2016"
    with speaking(german):
        assert span_label("2016-03-05", "2016-10-01") == "5. März bis 30. September 2016"
    with speaking(Language("hu", "hu")):
        assert span_label("2016-03", "2016-10") == "2016. március to 2016. szeptember"
    with speaking(Language("es", "es")):
        assert span_label("2016-03-05", "2016-10-01") == ("5 de marzo to 30 de septiembre de 2016")


def test_numbers_and_quotations_are_written_by_the_language(german: Language) -> None:
    """Groups, decimals as many as were given, and marks of quotation."""
    numbers = (1234567, 3.85, 4.0, 0.05)
    assert [number(each) for each in numbers] == ["1,234,567", "3.85", "4.0", "0.05"]
    assert quoted("Trams") == "“Trams”"
    with speaking(german):
        assert [number(each) for each in numbers] == ["1.234.567", "3,85", "4,0", "0,05"]
        assert quoted("Trams") == "„Trams“"
        assert labels.in_short(("A", "B", "C")) == "A u. a."
        assert labels.in_short(("A", "B")) == "A und B"


def test_language_has_a_country_where_one_is_asked_for() -> None:
    """The country of most speakers, the one that is named, or none."""
    named = [("en", "en_GB"), ("cy", "cy"), ("pt-BR", "pt_BR"), ("eo", "eo")]
    told = []
    for tag, locale in named:
        with speaking(Language(tag, locale)):
            told.append(territorial())
    assert told == ["en_GB", "cy_GB", "pt_BR", "eo"]


def test_what_is_wrong_with_a_date_is_said_in_english(german: Language) -> None:
    """Whatever is spoken: contributors read it."""
    with speaking(german), pytest.raises(DateError, match="February 2019 has 28 days"):
        parse("2019-02-29")


def _outputs(built: Build, project: Path) -> dict[str, str]:
    return texts_of(files(built, project))


def _published(built: Build) -> State:
    return state_of_text(_outputs(built, TINY)["data/briefing.json"])


def test_problems_are_the_same_in_any_language(tmp_path: Path) -> None:
    """What is wrong in content is told in English, whatever its readers speak."""
    wrong = (TINY / _MONEY).read_text("utf-8").replace("points:", "pints:", 1)
    project = _project(tmp_path, {_MONEY: wrong, "content/odd.md": "See [^1] and {{ this }}.\n"})
    told = [[str(each) for each in build(project, s).problems] for s in (SETTINGS, GERMAN)]
    assert told[0] == told[1] != []


def test_readers_are_told_of_differences_in_their_language(tmp_path: Path) -> None:
    """By sentences, under the same id as in English, so that none is told again."""
    text = (TINY / _MONEY).read_text("utf-8").replace("Nobody agrees on", "Sources differ on")
    project = _project(tmp_path, {_MONEY: text})
    before = _published(build(TINY, SETTINGS))
    (english,) = build(project, SETTINGS, since=before).library.history
    (german_,) = build(project, GERMAN, since=before).library.history
    assert english.sentence == "Key message 1 of Money is reworded."
    assert german_.sentence == "Money, 1. Aussage: neu gefasst."
    assert german_.id == english.id


def test_data_are_in_the_language_and_their_keys_are_not(tmp_path: Path) -> None:
    """Headings above a sentence, titles of columns in the workbook, tags of languages."""
    project = _project(tmp_path)
    made = {each.uri: each for each in files(build(project, GERMAN), project)}
    terms = json.loads(made["data/briefing.json"].text)["terms"]
    sections = {use["section"] for term in terms for use in term["used_in"]}
    assert "Zusammenfassung" in sections
    assert "Summary" not in sections
    assert '"@en' not in made["data/glossary.ttl"].text
    assert 'xml:lang="de"' in made["feeds/articles.xml"].text
    assert made["data/evidence.csv"].text.lstrip("\N{BYTE ORDER MARK}").startswith("id,claim,")
    with ZipFile(BytesIO(made["data/briefing.xlsx"].data)) as book:
        assert "<t>Aussage</t>" in book.read("xl/sharedStrings.xml").decode()


def test_notes_of_a_long_text_are_in_the_language(tmp_path: Path) -> None:
    """Also where a process of its own converts it."""
    project = _project(tmp_path, {"content/long.md": _LONG + _NOTED})
    for settings, name in (
        (GERMAN, "Zurück zu Anmerkung 1"),
        (SETTINGS, "Back to note 1 in the text"),
    ):
        page = next(each for each in build(project, settings).pages if each.uri == "long.md")
        assert name in str(page.context)


@pytest.mark.parametrize(
    ("tag", "stemmer"), [("en", "en"), ("de", "de"), ("pt-BR", "pt"), ("cy", "unknown")]
)
def test_search_knows_the_endings_of_the_language(tmp_path: Path, tag: str, stemmer: str) -> None:
    """By the rules that Pagefind has for it, or without any."""
    with speaking(replace(ENGLISH, tag=tag)):
        index([Record(address="a/", kind="page", label="Page", title="A")], tmp_path)
    entry = json.loads((tmp_path / ENTRY).read_text("utf-8"))
    assert [*entry["languages"]] == [tag.partition("-")[0]]
    wasm = [path.name for path in (tmp_path / INDEX).glob("wasm.*")]
    assert wasm == [f"wasm.{stemmer}.pagefind"]
