"""The language of a site: its catalogue, its plural, rows of names, and what is wrong with it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from jinja2 import Environment
from msgspec.structs import replace

from generator.base.language import (
    ENGLISH,
    N_,
    NP_,
    Language,
    Wordings,
    each_in,
    gettext,
    ngettext,
    pgettext,
    speaking,
    spoken,
)
from generator.base.language.catalogues import language_of
from generator.base.language.rows import row
from generator.base.problems import Problem
from generator.base.spoken import spoken_by
from generator.site.scripts import catalogue_script
from generator.site.words import Translated
from tests.projects import SETTINGS

_HEAD = """msgid ""
msgstr ""
"Plural-Forms: nplurals=3; plural=(n==1)?0:(n==2)?1:2;\\n"

"""
_TWO_OF_THEM = (
    _HEAD
    + """#, python-format
msgid "%(count)s tram"
msgid_plural "%(count)s trams"
msgstr[0] "%(count)s TRAM"
msgstr[1] "zwei TRAMS"
msgstr[2] "%(count)s TRAMS"

msgid "Back"
msgstr "Zurück"

msgctxt "of a body"
msgid "Back"
msgstr "Rücken"

#, fuzzy
msgid "Next"
msgstr "Vielleicht"
"""
)


@pytest.fixture
def made(tmp_path: Path) -> Callable[[str], Language]:
    """Return what makes a language of a project's catalogue."""

    def language(text: str) -> Language:
        (tmp_path / "locale").mkdir(exist_ok=True)
        (tmp_path / "locale" / "eo.po").write_text(text, encoding="utf-8")
        return language_of("eo", tmp_path)[0]

    return language


def test_message_is_said_as_its_catalogue_has_it(made: Callable[[str], Language]) -> None:
    """A message, one of another context, and one that is not sure, which is said in English."""
    with speaking(made(_TWO_OF_THEM)):
        assert gettext("Back") == "Zurück"
        assert pgettext("of a body", "Back") == "Rücken"
        assert gettext("Next") == "Next"
        words = Wordings({"back": N_("Back"), "body": NP_("of a body", "Back")})
        assert dict(words) == {"back": "Zurück", "body": "Rücken"}
    assert gettext("Back") == "Back"
    assert pgettext("of a body", "Back") == "Back"
    assert dict(words) == {"back": "Back", "body": "Back"}


def test_plural_follows_the_rule_of_the_language(made: Callable[[str], Language]) -> None:
    """Each number has its form, which need not name it."""
    with speaking(made(_TWO_OF_THEM)):
        told = [ngettext("%(count)s tram", "%(count)s trams", number) for number in (1, 2, 5)]
    assert told == ["1 TRAM", "zwei TRAMS", "5 TRAMS"]
    english = [ngettext("%(count)s tram", "%(count)s trams", number) for number in (0, 1, 2)]
    assert english == ["0 trams", "1 tram", "2 trams"]


def test_message_without_translation_is_said_in_english(made: Callable[[str], Language]) -> None:
    """Also where the language has other plurals."""
    with speaking(made(_TWO_OF_THEM)):
        told = [ngettext("%(count)s bus", "%(count)s buses", number) for number in (1, 2, 5)]
    assert told == ["1 bus", "2 buses", "5 buses"]


def test_templates_say_the_same(made: Callable[[str], Language]) -> None:
    """Words, plurals, variables that hold HTML, and a sign that means something to gettext."""
    text = (
        "{% trans number %}{{ number }} tram{% pluralize %}{{ number }} trams{% endtrans %} "
        '{% trans %}Back{% endtrans %} {% trans "of a body" %}Back{% endtrans %} '
        '{% trans name="<b>" %}100% {{ name }}{% endtrans %} {{ _("Back to %(x)s", x="<") }}'
    )
    catalogue = _TWO_OF_THEM.replace("count", "number")
    for language, expected in (
        (made(catalogue), "zwei TRAMS Zurück Rücken 100% &lt;b&gt; Back to &lt;"),
        (ENGLISH, "2 trams Back Back 100% &lt;b&gt; Back to &lt;"),
    ):
        with speaking(language):
            engine = Environment(extensions=[Translated], autoescape=True)
            assert engine.from_string(text).render(number=2) == expected


def test_what_is_made_later_is_made_in_the_language() -> None:
    """A generator speaks while it makes something, and nobody else does meanwhile."""
    other = replace(ENGLISH, tag="xx")
    seen = []
    for tag in each_in(other, (spoken().tag for _ in range(2))):
        seen += [tag, spoken().tag]
    assert seen == ["xx", "en", "xx", "en"]


def test_row_ends_as_the_language_does() -> None:
    """By the patterns of CLDR."""
    names = ["a", "b", "c"]
    assert [row(names[:n], "and") for n in range(4)] == ["", "a", "a and b", "a, b and c"]
    assert [row(names, "or"), row(names)] == ["a, b or c", "a, b, c"]
    with speaking(language_of("de")[0]):
        assert [row(names, "and"), row(names, "or")] == ["a, b und c", "a, b oder c"]


@pytest.mark.parametrize(
    ("tag", "names", "joined"),
    [
        ("cy", "Caerdydd Abertawe", "Caerdydd ac Abertawe"),
        ("cy", "Abertawe Wrecsam", "Abertawe a Wrecsam"),
        ("cy", "Gwynedd “Ynys", "Gwynedd ac “Ynys"),
        ("cy", "Rwsia Wcráin Ŵyn", "Rwsia, Wcráin, ac Ŵyn"),
        ("cy", "Leeds York", "Leeds a York"),
        ("cy", "haul Haf", "haul a Haf"),
        ("cy", "7 8", "7 ac 8"),
        ("cy", "10 11", "10 ac 11"),
        ("cy", "2015 2016", "2015 a 2016"),
        ("cy", "0 1", "0 ac 1"),
        ("es", "Francia Italia", "Francia e Italia"),
        ("es", "agua hielo", "agua y hielo"),
        ("he", "\u05d0 \u05d1", "\u05d0 \u05d5\u05d1"),
        ("he", "\u05d0 5", "\u05d0 \u05d5-5"),
    ],
)
def test_and_fits_the_name_that_follows(tag: str, names: str, joined: str) -> None:
    """By its first letter, or as its figures are spoken."""
    with speaking(language_of(tag)[0]):
        assert row(names.split(), "and") == joined
        assert row([], "and") == ""


def _problems(root: Path, language: str, text: str = "") -> list[Problem]:
    (root / "locale").mkdir(exist_ok=True)
    (root / "locale" / "eo.po").write_text(text, encoding="utf-8")
    return list(spoken_by(replace(SETTINGS, language=language), root)[1])


@pytest.mark.parametrize("name", ["welsh", "", "x", "en-", "123", "../en", "e\u0301n"])
def test_unknown_language_is_named(tmp_path: Path, name: str) -> None:
    """It is an error where the settings say so, and the site is in English."""
    (found,) = _problems(tmp_path, name)
    assert (found.code, found.at.path) == ("unknown-language", "mkdocs.yml")
    assert name in found.message


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('#, python-format\nmsgid "a %(x)s"\nmsgstr "b %(y)s"\n', 4),
        ('#, python-format\nmsgid "a %(x)s"\nmsgstr "b %(x)d"\n', 4),
        ('msgid "a"\nmsgid_plural "b"\n' + "".join(f'msgstr[{n}] "c"\n' for n in range(4)), 4),
        ("no catalogue at all", 1),
    ],
)
def test_broken_catalogue_is_named(tmp_path: Path, text: str, line: int) -> None:
    """Nothing is said that it has wrong, and the message has its place."""
    (found,) = _problems(tmp_path, "eo", _HEAD + text)
    assert (found.code, found.at.path) == ("broken-catalogue", "locale/eo.po")
    assert found.at.line >= line - 1


@pytest.mark.parametrize(
    ("message", "said", "told"),
    [
        ("Key messages", "Zu 100% wichtig", "a plain one is written %%"),
        ("Key messages", "Wichtig: %(name)s", "a percent sign with no place behind it"),
        ("Key messages", "<b>Wichtig", "other tags of HTML"),
        ("Key messages", "Mehr < als wichtig", "other tags of HTML"),
        ("Key messages", "Wichtig: %999999999s", "a percent sign with no place behind it"),
        ("Key messages", "%(name)999999999s", "a percent sign with no place behind it"),
        ("<strong>Draft.</strong> Not yet.", "Entwurf. Noch nicht.", "other tags of HTML"),
    ],
)
def test_translation_that_would_break_a_page_is_named(
    tmp_path: Path, message: str, said: str, told: str
) -> None:
    """It is not said, and what it lacks or has too much is."""
    text = f'{_HEAD}msgid "{message}"\nmsgstr "{said}"\n'
    (found,) = _problems(tmp_path, "eo", text)
    assert (found.code, str(found.at)) == ("broken-catalogue", "locale/eo.po:5:1")
    assert told in found.message
    language, _ = spoken_by(replace(SETTINGS, language="eo"), tmp_path)
    with speaking(language):
        assert gettext(message) == message


@pytest.mark.parametrize("forms", ["nplurals=2; plural=(n != 1);", "nplurals=3; plural=n%3;"])
def test_project_counts_as_the_language_does(tmp_path: Path, forms: str) -> None:
    """Another plural than that of the words we ship is named, and theirs are said as they are."""
    number = forms.partition("=")[2][0]
    said = "".join(f'msgstr[{form}] "%(count)s x"\n' for form in range(int(number)))
    (tmp_path / "locale").mkdir()
    (tmp_path / "locale" / "cy.po").write_text(
        f'msgid ""\nmsgstr ""\n"Plural-Forms: {forms}\\n"\n\n#, python-format\n'
        f'msgid "%(count)s point"\nmsgid_plural "%(count)s points"\n{said}',
        encoding="utf-8",
    )
    language, problems = spoken_by(replace(SETTINGS, language="cy"), tmp_path)
    (found,) = problems
    assert (found.code, found.at.path) == ("broken-catalogue", "locale/cy.po")
    assert "Plural-Forms: nplurals=6; plural=" in found.message
    with speaking(language):
        told = [ngettext("%(count)s point", "%(count)s points", n) for n in (0, 1, 2, 3, 5, 6)]
    assert told == ["0 pwynt", "1 pwynt", "2 bwynt", "3 phwynt", "5 pwynt", "6 phwynt"]


def test_project_may_add_words_without_a_plural(tmp_path: Path) -> None:
    """A catalogue of one message, as the documents show it, leaves all others as they are."""
    (tmp_path / "locale").mkdir()
    (tmp_path / "locale" / "cy.po").write_text(
        'msgid ""\nmsgstr ""\n"Language: cy\\n"\n\n'
        'msgid "Key messages"\nmsgstr "Y prif negeseuon"\n',
        encoding="utf-8",
    )
    language, problems = spoken_by(replace(SETTINGS, language="cy"), tmp_path)
    assert problems == ()
    with speaking(language):
        assert gettext("Key messages") == "Y prif negeseuon"
        assert ngettext("%(count)s point", "%(count)s points", 6) == "6 phwynt"


@pytest.mark.parametrize(
    "forms",
    [
        "nplurals=2; plural=n/0;",
        "nplurals=2; plural=1/(n-7);",
        "nplurals=2; plural=n;",
        "nplurals=2; plural=n-5;",
        "nplurals=2; plural=os;",
        f"nplurals=2; plural={'n+' * 600}1;",
        f"nplurals=2; plural={'(' * 400}n{')' * 400};",
        f"nplurals=2; plural={'n*' * 400}n;",
        "nplurals=100000000; plural=0;",
        "nplurals=0; plural=0;",
    ],
)
def test_plural_that_chooses_nothing_is_named(tmp_path: Path, forms: str) -> None:
    """No rule stops a build, takes a gigabyte, or chooses a form that is not there."""
    (tmp_path / "locale").mkdir()
    (tmp_path / "locale" / "eo.po").write_text(
        f'msgid ""\nmsgstr ""\n"Plural-Forms: {forms}\\n"\n\n'
        'msgid "%(count)s point"\nmsgid_plural "%(count)s points"\nmsgstr[0] "punkto"\n',
        encoding="utf-8",
    )
    language, (found,) = spoken_by(replace(SETTINGS, language="eo"), tmp_path)
    assert (found.code, found.at.path) == ("broken-catalogue", "locale/eo.po")
    with speaking(language):
        told = [ngettext("%(count)s point", "%(count)s points", n) for n in (0, 1, 7, 9_999)]
    assert told == ["0 points", "1 point", "7 points", "9999 points"]


def test_plural_of_other_numbers_than_were_tried(tmp_path: Path) -> None:
    """A rule that fails for a number that nobody expects chooses the first form there."""
    head = _HEAD.replace("(n==2)?1:2", "n > 5000 ? 9/(n-7000) + 3 : 1")
    _problems(tmp_path, "eo", f'{head}msgid "a"\nmsgstr "b"\n')
    language, problems = spoken_by(replace(SETTINGS, language="eo"), tmp_path)
    assert problems == ()
    assert [language.plural(n) for n in (1, 2, 6_000, 7_000, 9_000)] == [0, 1, 2, 0, 0]


def test_message_without_its_plural_is_said_in_english(tmp_path: Path) -> None:
    """A catalogue that has one form of a message that is said by number breaks no page."""
    _problems(tmp_path, "eo", f'{_HEAD}msgid "%(count)s point"\nmsgstr "punkto"\n')
    language, _ = spoken_by(replace(SETTINGS, language="eo"), tmp_path)
    with speaking(language):
        assert ngettext("%(count)s point", "%(count)s points", 2) == "2 points"


def test_large_catalogue_is_refused(tmp_path: Path) -> None:
    """It is not read: a message of a few bytes takes a hundred times as many."""
    (found,) = _problems(tmp_path, "eo", _HEAD + "# a\n" * 500_001)
    assert "the limit is 2,000,000 bytes" in found.message


def test_unknown_encoding_is_a_fault_of_the_catalogue(tmp_path: Path) -> None:
    """It is no fault of the language."""
    (found,) = _problems(
        tmp_path,
        "eo",
        _HEAD.rstrip() + '\n"Content-Type: text/plain; charset=zlib\\n"\n\nmsgid "a"\nmsgstr "é"\n',
    )
    assert (found.code, found.at.path) == ("broken-catalogue", "locale/eo.po")


def test_catalogue_may_be_of_any_bytes(tmp_path: Path) -> None:
    """What is no text is a problem as well."""
    (tmp_path / "locale").mkdir()
    (tmp_path / "locale" / "eo.po").write_bytes(b"\xff\xfe\x00msgid")
    _, problems = spoken_by(replace(SETTINGS, language="eo"), tmp_path)
    assert [problem.code for problem in problems] == ["broken-catalogue"]


def test_scripts_are_given_their_messages(top: Path, made: Callable[[str], Language]) -> None:
    """In the first script, as data that cannot end a script, with the rule of the plural."""
    catalogue = _HEAD + 'msgid "Kind"\nmsgstr "ART"\n\nmsgid "Rights"\nmsgstr "RECHTE"\n'
    language = replace(made(catalogue), words={"Kind": ("</script>ART",), "Rights": ("RECHTE",)})
    script = catalogue_script([top / "templates/theme"], language)
    assert 'const MESSAGES = {"Kind": ["\\u003c/script>ART"]};' in script
    assert "const plural = (n) => ((n==1)?0:(n==2)?1:2);" in script
