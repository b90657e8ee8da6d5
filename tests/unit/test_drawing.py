"""Which figures are drawn, and how long their bars are."""

import pytest

from generator.base.language import speaking
from generator.base.language.catalogues import language_of
from generator.base.model import Figure, FigurePart
from generator.site.pages.views.drawing import amount_of, drawing_of


def _bars(figure: Figure) -> list[tuple[str, str, str, float]]:
    drawing = drawing_of(figure)
    assert drawing
    return [(bar.role, bar.name, bar.amount, bar.length) for bar in drawing.bars]


def test_a_change_of_a_share_is_drawn_against_the_whole() -> None:
    """Two shares stand on a scale that ends at 100%: a fall by a fifth looks like one."""
    figure = Figure(value=26, before=33, unit="% of delays", key=True)
    assert _bars(figure) == [
        ("before", "", "33% of delays", 33.0),
        ("after", "", "26% of delays", 26.0),
    ]
    drawing = drawing_of(figure)
    assert drawing
    assert drawing.whole == "100% of delays"


def test_a_change_without_a_whole_begins_at_nought() -> None:
    """The larger number fills the width, and the other is as long as it is beside it."""
    figure = Figure(value=4, before=1, unit="£ billion", key=True)
    assert _bars(figure) == [("before", "", "£1 billion", 25), ("after", "", "£4 billion", 100)]
    assert drawing_of(figure).whole == ""  # type: ignore[union-attr]


def test_a_share_of_a_count() -> None:
    """Four of 44 take a eleventh of the width."""
    assert _bars(Figure(value=4, of=44, unit="STPs", key=True)) == [("share", "", "4 STPs", 9.09)]


def test_parts_of_a_count_are_named() -> None:
    """Each part is as long as it is beside all of them."""
    parts = (FigurePart(value=3, about="district"), FigurePart(value=1, about="county"))
    assert _bars(Figure(value=4, unit="councils", parts=parts, key=True)) == [
        ("all", "", "4 councils", 100),
        ("part", "district", "3", 75),
        ("part", "county", "1", 25),
    ]


@pytest.mark.parametrize(
    "figure",
    [
        Figure(value=4, of=44, unit="STPs"),
        Figure(value=70, unit="years", key=True),
        Figure(value="around a third", of=3, key=True),
        Figure(value=-1, before=2, key=True),
        Figure(value=0, before=0, key=True),
        Figure(value=5, of=4, key=True),
        None,
    ],
    ids=[
        "not chosen",
        "set beside nothing",
        "in words",
        "below nought",
        "nought",
        "too much",
        "none",
    ],
)
def test_other_figures_are_not_drawn(figure: Figure | None) -> None:
    """A picture needs a choice, and numbers that it can show truly."""
    assert drawing_of(figure) is None


def test_an_amount_tells_what_it_was() -> None:
    """Where there is no picture, as on paper, the words hold both numbers."""
    figure = Figure(value=26, before=33, unit="% of delays")
    assert amount_of(figure) == "26% of delays (before: 33%)"
    assert amount_of(Figure(value=4, of=44, unit="STPs")) == "4 of 44 STPs"
    assert amount_of(Figure(value=3.8, unit="£ billion")) == "£3.8 billion"


def test_the_sign_of_money_stands_where_the_language_has_it() -> None:
    """In German behind the noun, with a space, as that of shares."""
    with speaking(language_of("de")[0]):
        assert amount_of(Figure(value=3.8, unit="€ Mio.")) == "3,8 Mio.\u00a0€"
        assert amount_of(Figure(value=40, of=50, unit="€")) == "40 von 50\u00a0€"
        assert amount_of(Figure(value=26, before=33, unit="% der Fälle")) == (
            "26\u00a0% der Fälle (zuvor: 33\u00a0%)"
        )
