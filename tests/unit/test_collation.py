"""The order of names and their letters, by language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from generator.base.collation import OTHER, letter_of, order
from generator.base.foreign import told_in
from generator.base.language import ENGLISH, speaking


def ordered(language: str, *names: str) -> list[str]:
    """Return names in the order of a language."""
    with speaking(replace(ENGLISH, tag=language)):
        return sorted(names, key=order)


def test_welsh_digraphs_are_letters() -> None:
    """Each of the eight follows its first letter, and a word with it what has none."""
    names = ("cyngor", "chwe", "dydd", "ddoe", "fferm", "fesul", "gwlad", "ngeiriau", "hawl")
    assert ordered("cy", *reversed(names)) == [*names[:4], "fesul", "fferm", *names[6:]]
    more = ("lwc", "lloches", "mis", "pwynt", "phris", "rwan", "rhyddhau", "tir", "thema", "un")
    assert ordered("cy", *reversed(more)) == list(more)
    # Inside a word too.
    assert ordered("cy", "achos", "acw", "ad") == ["acw", "achos", "ad"]


def test_german_umlauts_are_filed_with_their_vowels() -> None:
    """By DIN 5007-1, and ß as ss."""
    names = ["Arbeit", "Ärzte", "Asyl", "Öffnung", "Ofen", "Straße", "Strassen", "Übung", "Zahl"]
    expected = ["Arbeit", "Ärzte", "Asyl", "Ofen", "Öffnung", "Straße", "Strassen", "Übung", "Zahl"]
    assert ordered("de", *names) == expected
    assert ordered("fr", "Olive", "Œuvre", "Obole") == ["Obole", "Œuvre", "Olive"]
    # In Swedish the same signs are letters of their own, at the end.
    assert ordered("sv", "Ärzte", "Zahl", "Öl", "Åland") == ["Zahl", "Åland", "Ärzte", "Öl"]


@pytest.mark.parametrize(
    ("language", "name", "letter"),
    [
        ("cy", "rhyddhau", "Rh"),
        ("cy", "LLAN", "Ll"),
        ("cy", "ŵyl", "W"),
        ("en", "rhubarb", "R"),
        ("en", "émigré", "E"),
        ("en", "10 Year Plan", OTHER),
        ("en", "“Quoted”", OTHER),
        ("en", "", OTHER),
        ("en", "\u0301", OTHER),
        ("de", "Ärzte", "A"),
        ("sv", "Ärzte", "Ä"),
        ("es", "ñandú", "Ñ"),
        ("fr", "Œuvre", "O"),
        ("en", "Łódź", "L"),
        ("da", "Øl", "Ø"),
        ("de", "Øl", "O"),
        ("cs", "chirurg", "Ch"),
        ("el", "άρθρο", "\N{GREEK CAPITAL LETTER ALPHA}"),
        ("he", "מאמר", "מ"),
        ("en", "здоровье", "\N{CYRILLIC CAPITAL LETTER ZE}"),
    ],
)
def test_letter_that_a_name_is_filed_under(language: str, name: str, letter: str) -> None:
    """Bare, large, and two signs where the language has such a letter."""
    with speaking(replace(ENGLISH, tag=language)):
        assert letter_of(name) == letter


def test_the_article_of_an_english_name_does_not_count() -> None:
    """Whatever its case; other words that begin so do, and “The” alone is a name."""
    names = ["Age UK", "The King’s Fund", "LGA", "The", "Theatre Trust", "THE TRUST", "UTA"]
    assert ordered("en", *reversed(names)) == names
    letters = [letter_of(name) for name in names]
    assert letters == ["A", "K", "L", "T", "T", "T", "U"]
    assert sorted(letters) == letters


@pytest.mark.parametrize(
    ("language", "name", "letter"),
    [
        ("da", "The og Kaffe", "T"),
        ("de", "The Länd", "T"),
        ("cy", told_in("en", "The King’s Fund"), "K"),
        ("en", told_in("da", "The og Kaffe"), "T"),
    ],
)
def test_what_begins_like_an_article_is_one_in_english_alone(
    language: str, name: str, letter: str
) -> None:
    """A name says its language, or is in that of the site."""
    with speaking(replace(ENGLISH, tag=language)):
        assert letter_of(name) == letter
        assert (order(name) < order("Moor")) == (letter < "M")


@given(st.text(max_size=30), st.sampled_from(["cy", "de", "en", "es", "sv"]))
def test_any_name_has_an_order_and_a_letter(name: str, language: str) -> None:
    """Case never counts, and whoever has the same letters is filed alike."""
    with speaking(replace(ENGLISH, tag=language)):
        assert order(name) == order(name.casefold())
        assert letter_of(name)
