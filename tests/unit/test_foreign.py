"""Words in other languages: what they keep, how HTML says them, and where it cannot."""

import copy
import json
import pickle
from pathlib import Path

import pytest
from jinja2 import nodes
from markupsafe import Markup, escape
from msgspec.structs import replace

from generator.base import labels
from generator.base.foreign import (
    Foreign,
    block,
    joined,
    language_in,
    like,
    mixed,
    told_in,
    woven,
)
from generator.base.language import ngettext, speaking
from generator.base.language.bidi import plain
from generator.base.language.catalogues import language_of
from generator.base.language.rows import row
from generator.base.language_tags import canonical, meant, name_of
from generator.site.bare import bare_values
from generator.site.engine import Engine

GERMAN = told_in("de", "Größe & Maß")


def test_words_are_text_that_says_its_language() -> None:
    """They compare, hash and write as text; HTML alone has an element for them."""
    assert GERMAN == "Größe & Maß"
    assert {GERMAN: 1}["Größe & Maß"] == 1
    assert json.loads(json.dumps([GERMAN])) == ["Größe & Maß"]
    assert escape(GERMAN) == '<span lang="de">Größe &amp; Maß</span>'
    assert Markup("<b>%s</b>") % GERMAN == '<b><span lang="de">Größe &amp; Maß</span></b>'


@pytest.mark.parametrize("words", [GERMAN, mixed("a ", GERMAN)])
def test_a_copy_says_its_language_too(words: str) -> None:
    """Processes and records hand words on."""
    sent = pickle.loads(pickle.dumps(words))  # noqa: S301 - our own
    for made in (copy.copy(words), copy.deepcopy(words), sent):
        assert (made, escape(made)) == (words, escape(words))


def test_what_is_the_sites_own_has_no_element() -> None:
    """Neither empty text, nor text without a language, nor a name that is the same in several."""
    for language, text in (("", "Word"), ("de", ""), ("mul", "ICB")):
        assert type(told_in(language, text)) is str
    assert block("", Markup("<p/>")) == "<p/>"
    assert block("de", Markup("<p/>")) == '<div lang="de"><p/></div>'


def test_a_language_from_right_to_left_says_so() -> None:
    """The direction goes with the language, with a script or a region or without."""
    assert 'lang="ar-EG" dir="rtl"' in escape(told_in("ar-EG", "نص"))
    assert "dir" not in escape(told_in("de-CH", "Text"))


def test_words_keep_their_languages_when_they_are_put_together() -> None:
    """Rows, sentences of ours around them, and parts cut out of both."""
    welsh = told_in("cy", "dŵr")
    assert escape(joined([GERMAN, "x", welsh], "; ")) == (
        '<span lang="de">Größe &amp; Maß</span>; x; <span lang="cy">dŵr</span>'
    )
    assert escape(row(["a", welsh], "and")) == 'a and <span lang="cy">dŵr</span>'
    told = woven("Corrected: dŵr, and dŵr (Größe & Maß).", welsh, GERMAN)
    assert told == "Corrected: dŵr, and dŵr (Größe & Maß)."
    assert escape(told).count('lang="cy"') == 2
    assert escape(told).count('lang="de"') == 1
    assert escape(like(told, "and dŵr (Größe")) == (
        'and <span lang="cy">dŵr</span> (<span lang="de">Größe</span>'
    )
    assert escape(like(GERMAN, "Größe…")) == '<span lang="de">Größe…</span>'
    assert type(mixed("a", "b")) is str


def test_words_of_the_site_within_another_language() -> None:
    """An English quotation in a German sentence is English."""
    told = woven(told_in("de", "Es steht: Mind the gap."), "Mind the gap")
    assert escape(told) == '<span lang="de">Es steht: </span>Mind the gap<span lang="de">.</span>'
    assert language_in(told) == ""


SOURCE = """
{% macro data(x) %}data-x="{{ x }}" title="{{ x }}"{% endmacro %}
<p{% if y %} class="{{ x }}"{% endif %} {{ data(x) }}>{{ x }}</p>
<{{ tag }} aria-label="{{ x }}">{{ x }}</{{ tag }}>
<title>{{ x }}</title><svg><title>{{ x }}</title><text>{{ x }}</text><svg/></svg>
<img alt="{{ x ~ ', y' }}"/>{{ [x, "b"] | join(", ") }} {{ "a = " ~ x }}"""


def test_no_element_stands_where_none_may() -> None:
    """In attributes, in what a macro writes of one, in titles and drawings words stand alone."""
    html = Engine(Path()).from_string(SOURCE).render(x=GERMAN, y=True, tag="td").strip()
    bare, said = "Größe &amp; Maß", '<span lang="de">Größe &amp; Maß</span>'
    assert html.splitlines() == [
        f'<p class="{bare}" data-x="{bare}" title="{bare}">{said}</p>',
        f'<td aria-label="{bare}">{said}</td>',
        f"<title>{bare}</title><svg><title>{bare}</title><text>{bare}</text><svg/></svg>",
        f'<img alt="{bare}, y"/>{said}, b a = {said}',
    ]


def test_values_in_attributes_of_our_templates_are_known(top: Path) -> None:
    """In each of our templates whatever stands in quotes is a value that stands bare."""
    engine = Engine(top)
    for path in sorted((top / "templates" / "pages").rglob("*.jinja")):
        template = engine.parse(path.read_text("utf-8"))
        quoted = sum(
            isinstance(before, nodes.TemplateData) and before.data.endswith('="')
            for output in template.find_all(nodes.Output)
            for before, _ in zip(output.nodes, output.nodes[1:], strict=False)
        )
        assert sum(1 for _ in bare_values(template)) >= quoted, path


@pytest.mark.parametrize(
    ("written", "tag", "hint"),
    [
        ("en", "en", "en"),
        ("EN-gb", "en-GB", "en-GB"),
        ("zh-hant-TW", "zh-Hant-TW", "zh-Hant-TW"),
        ("de-CH-1996", "de-CH-1996", "de-CH-1996"),
        ("en_GB", "", "en-GB"),
        ("en-UK", "", "en-GB"),
        ("ger", "", "de"),
        ("Welsh", "", "cy"),
        ("germn", "", "de"),
        ("mul", "", ""),
        ("und", "", ""),
        ("xx", "", ""),
        ("en-", "", "en"),
        ("e" * 300, "", ""),
        ("", "", ""),
    ],
)
def test_tags(written: str, tag: str, hint: str) -> None:
    """A tag is written in one way; of what is none, the nearest is known where it is clear."""
    assert canonical(written) == tag
    assert meant(written) == hint


def test_names_of_languages() -> None:
    """English, without their regions."""
    assert (name_of("de-AT"), name_of("cy"), name_of("")) == ("German", "Welsh", "")


def test_no_element_is_left_of_the_words_alone() -> None:
    """A text with angle brackets is text, in any language."""
    html = escape(told_in("de", "<b>&</b>"))
    assert html == '<span lang="de">&lt;b&gt;&amp;&lt;/b&gt;</span>'
    assert isinstance(GERMAN, Foreign)


@pytest.mark.parametrize("tag", ["en", "he"])
def test_messages_keep_the_language_of_what_they_name(tag: str) -> None:
    """In each of our sentences, in rows and in quotation marks, from either side."""
    with speaking(replace(language_of(tag)[0], words={})):
        told = [
            labels.with_status("corrected", GERMAN),
            labels.in_articles([GERMAN]),
            labels.post(GERMAN, GERMAN, {"role"}),
            labels.apart(["x", GERMAN]),
            labels.in_reference(("x", GERMAN), 2),
            labels.shortened(GERMAN, 9),
            ngettext("%(count)s of %(name)s", "%(count)s 100%% of %(name)s", 2, name=GERMAN),
        ]
        html = [escape(each) for each in told]
    assert [each.count('<span lang="de"') for each in html] == [1, 1, 2, 1, 1, 1, 1]
    assert [plain(each) for each in told] == [
        "Corrected: Größe & Maß",
        "In “Größe & Maß”.",
        "Größe & Maß (inferred), Größe & Maß",
        "x; Größe & Maß",
        "x and Größe & Maß" if tag == "en" else "x \u05d5-Größe & Maß",
        "Größe &\u00a0…",
        "2 100% of Größe & Maß",
    ]
