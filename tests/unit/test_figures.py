"""Figures in prose: told by their value, however they are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text.figures import missing_figures


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("Only 4 of the 44 areas.", "Four of the forty-four areas."),
        ("Nine areas.", "9 areas"),
        ("£3.8bn was pooled.", "They pooled £3.8 billion."),
        ("£3.8 billion", "£3,800 million"),
        ("1,000 beds", "1000 beds"),
        ("A thousand beds", "1,000 beds"),
        ("a hundred and twenty thousand", "120,000"),
        ("£5k", "£5,000"),
        ("40% of beds", "forty per cent of beds"),
        ("half of beds", "50 percent of beds"),
        ("Two-thirds of councils", "two thirds of councils"),
        ("a third of them", "one third of them"),
        ("three quarters", "75%"),
        ("½ of it", "half of it"),
        ("30% to 40%", "between 30 and 40 per cent"),
        ("£2 billion", "£2 to £3 billion"),
        ("in 2015 and 2016", "in 2015-16"),
        ("in 2015–16", "in 2015/16"),
        ("a dozen areas", "12 areas"),
        ("No one knows; they told one another.", ""),
        ("The first and third meetings, a third party, a few hundred", ""),
        ("COVID-19 and G7 in the NHS", ""),
    ],
)
def test_same_figure_is_not_missing(text: str, block: str) -> None:
    """A figure that the paragraph has, in digits or words, is not missing."""
    assert missing_figures(text, block) == ()


@pytest.mark.parametrize(
    ("text", "block", "missing"),
    [
        ("Four of 44 areas", "Some of 44 areas", ("Four",)),
        ("Four of 44 areas", "four areas", ("44",)),
        ("40% of beds", "40 beds", ("40%",)),
        ("£3.8bn, or 38%", "£3.8 million", ("3.8bn", "38%")),
        ("in 2016", "in 2014", ("2016",)),
        ("two thirds", "a third", ("two thirds",)),
        ("one area", "an area", ("one",)),
        ("9" * 5000, "9" * 4999, ("9" * 5000,)),
    ],
)
def test_other_figure_is_missing(text: str, block: str, missing: tuple[str, ...]) -> None:
    """A figure that the paragraph has not is named as it is written."""
    assert missing_figures(text, block) == missing


@given(st.text(alphabet="0123456789 ,.-/%£abmnkoetwhfirdus½'", max_size=80))
def test_text_has_its_own_figures(text: str) -> None:
    """No figure of a text is missing from the text itself."""
    assert missing_figures(text, text) == ()


@given(st.integers(0, 10**9), st.sampled_from(["", " million", "%", "bn", " per cent"]))
def test_commas_do_not_matter(number: int, unit: str) -> None:
    """A number is the same with and without commas between thousands."""
    assert missing_figures(f"{number:,}{unit}", f"about {number}{unit} of it") == ()
