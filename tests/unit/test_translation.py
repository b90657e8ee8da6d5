"""Catalogues of content: what is asked, what is kept when originals change, what is wrong."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from msgspec.structs import replace

from generator.assist.translation import catalogue
from generator.base.bounds import Bounds
from generator.base.foreign import Foreign, language_in
from generator.base.language import ENGLISH
from generator.base.language.catalogues import CatalogueError
from generator.base.model import Settings, Translated
from generator.base.problems import At, Problem
from generator.build import Build, build
from generator.site.versions import Version, elsewhere
from generator.text.markup import parse
from tests.projects import SETTINGS, tiny
from tests.translating import filled, in_welsh

_HEAD = 'msgid ""\nmsgstr ""\n"Language: cy\\n"\n\n'
_MANY = _HEAD.replace("cy", "cy\\nPlural-Forms: nplurals=999; plural=n;")
_TWO = replace(SETTINGS, translations=("cy",), words={"Trams": "Trams", "Home": "Home"})
_PATH = "locale/cy/content/articles/line-opens.po"


def _built(folder: Path, files: Mapping[str, str | None], settings: Settings = _TWO) -> Build:
    return build(tiny(folder, files), settings)


def _po(*pairs: tuple[str, str], context: str = "") -> str:
    said = f'msgctxt "{context}"\n' if context else ""
    return "\n".join(f'{said}msgid "{one}"\nmsgstr "{other}"\n' for one, other in pairs)


def _all(built: Build, path: str) -> str:
    """Return a catalogue in which all that a file says has a mark at each word."""
    (other,) = built.others
    (texts,) = (each for each in other.library.translated if each.path == path)
    return filled(catalogue(texts, "cy"))


def test_nothing_changes_for_readers_of_the_original(tmp_path: Path) -> None:
    """With a translation beside it, a site is what it is without one."""
    alone = _built(tmp_path / "a", {}, replace(_TWO, translations=()))
    both = _built(tmp_path / "b", {_PATH: _HEAD + _po(("Home", "Hafan"))})
    assert both.library == replace(alone.library, settings=both.library.settings)
    assert [page.uri for page in both.pages] == [page.uri for page in alone.pages]


def test_original_says_its_language_until_it_is_translated(tmp_path: Path) -> None:
    """A claim without a translation is in its own language; names are in none."""
    claim = "The line cost forty million pounds."
    first = _built(tmp_path / "a", {}).library.articles["line-opens"].points[0]
    said = _po((str(first.text), "Dyna'r gost."))
    (other,) = _built(tmp_path / "b", {_PATH: _HEAD + said}).others
    article = other.library.articles["line-opens"]
    assert claim != article.points[0].text == "Dyna'r gost."
    assert not isinstance(article.points[0].text, Foreign)
    assert {language_in(point.text) for point in article.points[1:]} == {"en"}
    assert {language_in(person.name) for person in article.people} == {""}
    assert article.language == "en"
    assert other.library.points["line-opens#" + first.name].text == "Dyna'r gost."


def test_text_is_shown_translated_as_a_whole(tmp_path: Path) -> None:
    """With one paragraph or one passage untranslated, readers are shown the original."""
    whole = _all(_built(tmp_path / "a", {}), "content/articles/line-opens.md")
    built = _built(tmp_path / "b", {_PATH: whole})
    assert built.problems == ()
    article = built.others[0].library.articles["line-opens"]
    assert article.language == ""
    assert all("ŵ" in block.text for block in article.blocks)
    for point in article.points:
        assert (
            article.blocks[point.passage.block]
            .text[point.passage.start :]
            .startswith(point.passage.exact)
        )
        assert "ŵ" in point.passage.exact
    lacking = re.sub(r'(msgctxt "passage"\nmsgid "[^"]+"\nmsgstr )"[^"]+"', r'\1""', whole, count=1)
    assert lacking != whole
    article = _built(tmp_path / "c", {_PATH: lacking}).others[0].library.articles["line-opens"]
    assert article.language == "en"
    assert not any("ŵ" in block.text for block in article.blocks)


def test_passage_that_is_not_in_the_translation_is_told_where_it_stands(tmp_path: Path) -> None:
    """The place is that of the catalogue, and the nearest words are named."""
    whole = _all(_built(tmp_path / "a", {}), "content/articles/line-opens.md")
    found = re.search(r'msgctxt "passage"\nmsgid "[^"]+"\nmsgstr "([^"]+)"', whole)
    assert found
    wrong = whole.replace(found[0], found[0].replace(f'msgstr "{found[1]}"', 'msgstr "NID YMA"'))
    (problem,) = _built(tmp_path / "b", {_PATH: wrong}).problems
    assert (problem.code, problem.at.path) == ("passage-not-found", _PATH)
    assert "NID YMA" in problem.message
    assert wrong.split("\n")[problem.at.line - 1].startswith(("msgctxt", "msgid", "#"))


def test_broken_link_in_a_translation_is_told_where_it_stands(tmp_path: Path) -> None:
    """A translator is told of the line in the catalogue, not of one in the original."""
    path = "content/about.md"
    whole = _all(_built(tmp_path / "a", {}), path)
    (texts,) = (
        t for t in _built(tmp_path / "x", {}).others[0].library.translated if t.path == path
    )
    first = texts.body[-1]
    bad = whole.replace(f'"{in_welsh(first)}"', '"Gweler [hyn](javascript:x)"', 1)
    assert bad != whole
    problems = _built(tmp_path / "b", {"locale/cy/content/about.po": bad}).problems
    assert [each.at.path for each in problems] == ["locale/cy/content/about.po"]
    assert problems[0].code == "unsafe-link"


def test_names_are_known_in_both_languages(tmp_path: Path) -> None:
    """A translated name is found in translated texts, with its other forms, its own in others."""
    said = _po(("platform", "llwyfan\\nlwyfan"))
    files = {"locale/cy/content/glossary/platform.po": _HEAD + said}
    (other,) = _built(tmp_path, files).others
    term = other.library.terms["platform"]
    assert term.label == "llwyfan"
    assert next(iter(term.forms)) == "lwyfan"
    assert ("platform", "en") in {(name, language_in(name)) for name in term.aliases}
    for text, language in (("Ar lwyfan.", ""), ("On the platform.", "en"), ("platforms", "en")):
        assert [hit.term for hit in other.glossary.find(text, language=language)] == ["platform"]
    assert not other.glossary.find("Ar lwyfan.", language="en")


def test_headings_keep_their_ids() -> None:
    """A link to a part of a page holds in each language."""
    body = "## One *small* thing\n\nWords with\na break.\n"
    original, _ = parse(body, At("a.md"), Bounds())
    words = {"One *small* thing": "Un peth *bach*", "Words with a break.": "Geiriau."}
    translated, problems = parse(body, At("a.md"), Bounds(), (), words)
    assert problems == []
    assert [id_ for id_, _ in translated.headings()] == [id_ for id_, _ in original.headings()]
    assert translated.html() == original.html().replace(
        "One <em>small</em> thing", "Un peth <em>bach</em>"
    ).replace("Words with a break.", "Geiriau.")


@pytest.mark.parametrize(
    ("path", "text", "code"),
    [
        ("locale/cy/content/articles/line-open.po", _HEAD, "stray-translation"),
        (_PATH, _HEAD + "nonsense\n", "broken-catalogue"),
        (_PATH, _HEAD + 'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\n', "broken-catalogue"),
        (_PATH, _HEAD + f'msgid "a"\nmsgstr "{"b" * 8001}"\n', "broken-catalogue"),
        (_PATH, _MANY + 'msgid "a"\nmsgstr "b"\n', "broken-catalogue"),
        (_PATH, _HEAD + 'msgid "a"\nmsgstr "b\u202e"\n', "unsafe-character"),
        (_PATH, "", "empty-file"),
        ("content/cy.md", "# Cymraeg\n", "reserved-name"),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, path: str, text: str, code: str) -> None:
    """Nothing a translator can do ends the program, and each fault has its place."""
    problems = _built(tmp_path, {path: text}).problems
    assert [(each.code, each.at.path) for each in problems] == [(code, path)]


def test_links_out_of_the_project_are_not_followed(tmp_path: Path) -> None:
    """Neither a catalogue nor its folder may be a link."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "about.po").write_text(_HEAD + _po(("About", "Ynghylch")), encoding="utf-8")
    project = tiny(tmp_path)
    (project / "locale").mkdir()
    (project / "locale/cy").symlink_to(outside)
    assert _codes(build(project, _TWO).problems) == [("symbolic-link", "locale/cy")]
    (project / "locale/cy").unlink()
    (project / "locale/cy").mkdir()
    (project / "locale/cy/content").symlink_to(outside)
    assert _codes(build(project, _TWO).problems) == [("stray-translation", "locale/cy/content")]


def _codes(problems: tuple[Problem, ...]) -> list[tuple[str, str]]:
    return [(each.code, each.at.path) for each in problems]


def test_catalogue_keeps_what_translators_have_done() -> None:
    """A reworded text takes its translation along as doubtful; one that is gone is put aside."""
    before = Translated(path="a.md", texts=("The trams are late today.", "Gone for ever."))
    first = catalogue(before, "cy").replace("# ", "# ")
    done = first.replace('today."\nmsgstr ""', 'today."\nmsgstr "Mae\'r tramiau\'n hwyr heddiw."')
    done = done.replace('ever."\nmsgstr ""', 'ever."\nmsgstr "Wedi mynd."')
    assert catalogue(before, "cy", done) == done
    after = Translated(path="a.md", texts=("The trams were late today.", "Something new."))
    updated = catalogue(after, "cy", done)
    assert '#, fuzzy\n#| msgid "The trams are late today."' in updated
    assert '#~ msgstr "Wedi mynd."' in updated
    assert 'msgid "Something new."\nmsgstr ""' in updated
    assert catalogue(after, "cy", updated) == updated


def test_doubtful_translations_are_not_shown_and_counted(tmp_path: Path) -> None:
    """Until somebody has looked at it, readers are shown the original, and the count says why."""
    text = str(_built(tmp_path / "a", {}).library.articles["line-opens"].summary)
    doubtful = _HEAD + "#, fuzzy\n" + _po((text, "Hen eiriau."))
    (other,) = _built(tmp_path / "b", {_PATH: doubtful}).others
    assert other.library.articles["line-opens"].summary == text
    (texts,) = (t for t in other.library.translated if t.path == "content/articles/line-opens.md")
    assert (texts.older, texts.lacking) == (1, texts.total)
    changed = _HEAD + _po((f"{text} More.", "Hen eiriau."))
    (other,) = _built(tmp_path / "c", {_PATH: changed}).others
    (texts,) = (t for t in other.library.translated if t.path == "content/articles/line-opens.md")
    assert texts.older == 1


def test_page_that_is_not_there_leads_to_the_one_above() -> None:
    """Lists split by letter, and letters differ by language."""
    english = Version(tag="en", folder="", uris=frozenset({"index.md", "glossary/index.md"}))
    own = "glossary/letters/ch.md"
    welsh = Version(tag="cy", folder="cy/", uris=frozenset({"index.md", own}))
    (way,) = elsewhere(own, "cy", (english, welsh))
    assert (way.link, way.same, way.name) == ("../../../../glossary/", False, "English")
    (way,) = elsewhere("glossary/index.md", ENGLISH.tag, (english, welsh))
    assert (way.link, way.same, way.name) == ("../cy/", False, "Cymraeg")


def test_own_language_is_no_translation(tmp_path: Path) -> None:
    """It is told, and not made twice."""
    built = _built(tmp_path, {}, replace(_TWO, translations=("en", "cy")))
    assert _codes(built.problems) == [("unknown-language", "mkdocs.yml")]
    assert [other.language.tag for other in built.others] == ["cy"]


def test_catalogue_that_cannot_be_read_is_left_as_it_is() -> None:
    """What translators have done is not written over, and they are told the line."""
    with pytest.raises(CatalogueError) as caught:
        catalogue(Translated(path="a.md", texts=("Words.",)), "cy", f"{_HEAD}nonsense\n")
    assert caught.value.line == 5


def test_what_cannot_be_read_is_told_without_a_number_of_its_own(tmp_path: Path) -> None:
    """Babel counts lines from nought; the place beside it says the line."""
    (found,) = _built(tmp_path, {_PATH: f"{_HEAD}nonsense\n"}).problems
    assert str(found.at) == f"{_PATH}:5:1"
    assert found.message == "The catalogue cannot be read: Unknown or misformatted keyword."


@pytest.mark.parametrize(("length", "broken"), [(5, True), (3_000, False)])
def test_lines_are_broken_unless_a_word_is_too_long(length: int, broken: bool) -> None:  # noqa: FBT001
    """To break any line where one has no end would take minutes; nothing of it is lost."""
    written = f'msgstr "{"Many words. " * 20}{"d" * length}"'
    before = f'{_HEAD}msgid "Words."\n{written}\n'
    made = catalogue(Translated(path="a.md", texts=("Words.",)), "cy", before)
    assert (written not in made) is broken
    assert written in made.replace('"\n"', "")


def test_one_name_for_two_terms_is_an_error(tmp_path: Path) -> None:
    """No first choice is made in silence, in no language; the place is the translator's."""
    files = {
        "locale/cy/content/glossary/platform.po": _HEAD + _po(("platform", "bwrdd")),
        "locale/cy/content/glossary/tdb.po": _HEAD + _po(("delivery board", "bwrdd")),
    }
    built = _built(tmp_path, files)
    assert {code for code, _ in _codes(built.problems)} == {"alias-collision"}
    assert {path for _, path in _codes(built.problems)} <= files.keys()
    assert "bwrdd" in built.problems[0].message
