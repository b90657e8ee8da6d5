"""Words of the other direction in a page: set apart where they are read, and nowhere else."""

from pathlib import Path

import pytest

from generator.base.icons import FOLDER
from generator.base.language import Language, speaking
from generator.site.engine import Engine

_HEBREW, _ARABIC = "הקו הראשון", "الخط الأول"


def _written(folder: Path, template: str, *, right_to_left: bool, **names: object) -> str:
    place = folder / "templates" / "pages"
    place.mkdir(parents=True)
    (place / "own.jinja").write_text(template, encoding="utf-8")
    with speaking(Language("he" if right_to_left else "en", "en_GB")):
        return Engine(folder).written("own", names)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (_HEBREW, _HEBREW),
        (_ARABIC, _ARABIC),
        (2018, "2018"),
        ("–5 %", "–5 %"),
        ("Harbour Post", '<bdi dir="ltr">Harbour Post</bdi>'),
        ("Are the trams back?", '<bdi dir="ltr">Are the trams back?</bdi>'),
        ("A & <b>", '<bdi dir="ltr">A &amp; &lt;b&gt;</bdi>'),
        ("UTA של", '<bdi dir="rtl">UTA של</bdi>'),
        ("<&>", "&lt;&amp;&gt;"),
    ],
)
def test_from_right_to_left(tmp_path: Path, value: object, expected: str) -> None:
    """Latin names are set apart; Hebrew with a Latin name in it stays Hebrew."""
    assert _written(tmp_path, "{{ value }}", right_to_left=True, value=value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Harbour Post, 2018 (£3 m)", "Harbour Post, 2018 (£3 m)"),
        (_HEBREW, f'<bdi dir="rtl">{_HEBREW}</bdi>'),
        (f"{_ARABIC}!", f'<bdi dir="rtl">{_ARABIC}!</bdi>'),
        (f"The word {_HEBREW}", f'<bdi dir="ltr">The word {_HEBREW}</bdi>'),
    ],
)
def test_from_left_to_right(tmp_path: Path, value: object, expected: str) -> None:
    """An English page has nothing of it, unless it names something in Hebrew or Arabic."""
    assert _written(tmp_path, "{{ value }}", right_to_left=False, value=value) == expected


def test_tags_and_styles_have_none(tmp_path: Path) -> None:
    """An address or a style would be another with it."""
    template = '<style>p { {{ v }}: 1 }</style><a href="{{ v }}" title="{{ v }}, {{ v }}">1</a>'
    made = _written(tmp_path, template, right_to_left=True, v="margin")
    assert made == '<style>p { margin: 1 }</style><a href="margin" title="margin, margin">1</a>'


def test_titles_have_characters_in_place_of_elements(tmp_path: Path) -> None:
    """Where an element would be read out as it is written."""
    made = _written(tmp_path, "<title>{{ v }}, 2018</title>{{ v }}", right_to_left=True, v="Post")
    assert made == '<title>\u2066Post\u2069, 2018</title><bdi dir="ltr">Post</bdi>'


def test_pieces_of_a_sentence_stay_together(tmp_path: Path) -> None:
    """A sentence in three parts has one order of words."""
    template = "{{ v | piece }}<b>{{ v | piece }}</b>"
    assert _written(tmp_path, template, right_to_left=True, v="a<") == "a&lt;<b>a&lt;</b>"


def test_languages_are_those_of_the_theme() -> None:
    """The theme turns the same pages as we do."""
    for path in (FOLDER / "partials" / "languages").glob("*.html"):
        turned = '"direction": "rtl"' in path.read_text("utf-8")
        assert Language(path.stem, "").right_to_left is turned, path.stem


def test_what_is_not_translated_stays_english(tmp_path: Path) -> None:
    """A sentence that the catalogue lacks keeps its order of words, with what is named in it."""
    template = "{% trans n=n, v=v %}{{ n }} of {{ v }}.{% endtrans %} {{ _('Timeline') }}"
    made = _written(tmp_path, template, right_to_left=True, n=3, v=_HEBREW)
    assert made == f'<bdi dir="ltr">3 of {_HEBREW}.</bdi> <bdi dir="ltr">Timeline</bdi>'


def test_what_is_translated_is_set_apart_in_nothing(tmp_path: Path) -> None:
    """Only what is named in it is."""
    place = tmp_path / "templates" / "pages"
    place.mkdir(parents=True)
    (place / "own.jinja").write_text("{% trans v=v %}By {{ v }}.{% endtrans %}", encoding="utf-8")
    with speaking(Language("he", "he", {"By %(v)s.": ("מאת %(v)s.",)})):
        made = Engine(tmp_path).written("own", {"v": "Post"})
    assert made == 'מאת <bdi dir="ltr">Post</bdi>.'
