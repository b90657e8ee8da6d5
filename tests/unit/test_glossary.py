"""The glossary: mentions found, senses chosen, entries checked."""

import random
import re
import unicodedata
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.base import labels
from generator.base.dates import parse
from generator.base.problems import At, Severity, catalogue
from generator.knowledge.glossary import (
    Acronym,
    Context,
    Glossary,
    Hit,
    engine,
    lint,
    missing,
    unused,
)
from generator.knowledge.glossary.normalise import normalise
from tests.cases import case_files, check, sections
from tests.glossaries import glossary, terms

CODES: dict[str, Severity] = {
    "alias-collision": "error",
    "ambiguous-sense": "error",
    "anachronism": "warning",
    "duplicate-label": "error",
    "everyday-label": "warning",
    "overlapping-senses": "error",
    "successor-cycle": "error",
    "undefined-in-message": "warning",
    "unknown-acronym": "warning",
    "unused-term": "warning",
}
_ESCAPE = re.compile(r"\\u([0-9a-f]{4})|\\n")
_SHOWN = re.compile(r"[^ -~‘’“”…éÉжст—–]")


def unescaped(text: str) -> str:
    r"""Return a text of a case with ``\uXXXX`` and ``\n`` as the characters they stand for."""
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)) if found[1] else "\n", text)


def escaped(text: str) -> str:
    """Return a text as cases write it."""
    return _SHOWN.sub(lambda found: "\\n" if found[0] == "\n" else f"\\u{ord(found[0]):04x}", text)


def placed(line: str) -> tuple[Context, str]:
    """Return a case's context and text: ``~de @date @@article-date #theme !term=sense text``."""
    language = ""
    themes: list[str] = []
    dates: dict[str, str] = {}
    choices: dict[str, tuple[str, ...]] = {}
    while found := re.match(r"(@@|@|#|!|~)(\S+) ", line):
        sign, value = found.groups()
        if sign == "#":
            themes.append(value)
        elif sign == "~":
            language = value
        elif sign == "!":
            term, _, senses = value.partition("=")
            choices[term] = tuple(senses.split("|"))
        else:
            dates[sign] = value
        line = line[found.end() :]
    context = Context(
        date=parse(dates["@"]) if "@" in dates else None,
        article_date=parse(dates["@@"]) if "@@" in dates else None,
        themes=tuple(themes),
        choices=choices,
        language=language,
    )
    return context, unescaped(line)


def described(entries: Glossary, context: Context, text: str, closed: str = "") -> str:
    """Return a text with each mention in brackets: its words, term, senses and status."""
    zones = [found.span() for found in re.finditer(closed, text)] if closed else []
    shown, done = "", 0
    for hit in entries.find(text, zones, context.language):
        choice = entries.choose(hit, context)
        parts = [escaped(text[hit.start : hit.end]), hit.term, ",".join(choice.senses)]
        parts += [choice.status] if choice.status != "ok" else []
        parts += ["instead " + ",".join(choice.instead)] if choice.instead else []
        shown += escaped(text[done : hit.start]) + f"[{'|'.join(parts)}]"
        done = hit.end
    return shown + escaped(text[done:])


@case_files("glossary/find")
def test_finding_and_choosing(path: Path) -> None:
    """Each text of the case has the mentions and the senses that it shows."""
    case = sections(path)
    entries = glossary(unescaped(case["glossary"]))
    found = (
        described(entries, *placed(line), case.get("closed", ""))
        for line in case["texts"].splitlines()
    )
    check(path, {"found": "\n".join(found)})


@case_files("glossary/lint")
def test_lint(path: Path) -> None:
    """The entries of the case have the problems that it lists."""
    problems = lint(terms(unescaped(sections(path)["glossary"])))
    check(path, {"problems": "\n".join(map(str, problems))})


@case_files("glossary/acronyms")
def test_unknown_acronyms(path: Path) -> None:
    """Each text of the case has the acronyms without an entry that it lists."""
    case = sections(path)
    entries = glossary(case["glossary"])
    found = (
        "; ".join(
            f"{one.text} ({one.long_form})" if one.long_form else one.text
            for one in entries.unknown_acronyms(line)
        )
        for line in case["texts"].splitlines()
    )
    check(path, {"found": "\n".join(found)})


def _called(entries: Glossary, term: str, sense: str) -> str:
    now = entries.called_now(term, sense)
    return labels.called(now.name, ended=now.ended) if now else ""


@case_files("glossary/now")
def test_what_a_sense_is_called_since(path: Path) -> None:
    """Each sense of the case has the present name that it lists, or none."""
    entries = glossary(sections(path)["glossary"])
    now = (
        f"{term.id} {sense.id}: {_called(entries, term.id, sense.id)}".rstrip()
        for term in entries.terms.values()
        for sense in term.senses
    )
    check(path, {"now": "\n".join(now)})


@case_files("glossary/reports")
def test_doubts(path: Path) -> None:
    """A contributor is told of each text what the case lists."""
    case = sections(path)
    entries = glossary(case["glossary"])
    problems: list[str] = []
    for number, line in enumerate(case["texts"].splitlines(), start=1):
        context, text = placed(line)
        for hit in entries.find(text):
            words = text[hit.start : hit.end]
            problem = entries.doubt(At("content/articles/a.md", number), words, hit, context)
            problems += [str(problem)] if problem else []
    check(path, {"problems": "\n".join(problems)})


def test_missing_acronyms_are_counted() -> None:
    """An acronym is reported once, where it stands first, with its uses, files and long form."""
    found = [
        (At("b.md", 2), Acronym("CQC", "", 4)),
        (At("a.md", 9), Acronym("CQC", "Care Quality Commission", 4)),
        (At("a.md", 3), Acronym("CQC", "", 4)),
        (At("a.md", 3), Acronym("PCN", "", 9)),
    ]
    assert [str(problem) for problem in missing(found)] == [
        (
            "a.md:3:1 unknown-acronym “CQC” is used 3 times in 2 files and has no entry in the "
            "glossary. The text calls it “Care Quality Commission”. "
            "Add one: briefing new term CQC."
        ),
        (
            "a.md:3:1 unknown-acronym “PCN” is used 1 time in 1 file and has no entry in the "
            "glossary. Add one: briefing new term PCN."
        ),
    ]


def test_entries_without_use_are_reported() -> None:
    """Not reported are successors, what is never looked for, and what everybody knows."""
    entries = terms("""
        used: {term: USD, kind: acronym}
        idle: {term: IDL, kind: acronym}
        old: {term: OLD, kind: acronym, senses: [{successor: new}]}
        new: {term: NEW, kind: acronym}
        quiet: {term: quiet, kind: phrase, auto: false}
        known: {term: NHS, kind: acronym, well_known: true}
    """)
    assert [problem.at.path for problem in unused(entries, {"used", "old"})] == [
        "content/glossary/idle.md"
    ]


def test_every_code_is_explained() -> None:
    """Each problem of the glossary has its entry in the catalogue, errors where readers suffer."""
    severities = {code: catalogue()[code].severity for code in CODES}
    assert severities == CODES


def test_everyday_words_are_plain() -> None:
    """The list holds each word once, in small letters."""
    text = (
        files("generator.knowledge.glossary").joinpath("everyday.txt").read_text(encoding="utf-8")
    )
    words = [w for line in text.splitlines() if not line.startswith("#") for w in line.split()]
    assert [word for word in words if not word.islower()] == []
    assert len(words) == len(set(words))


ENTRIES = """
_protected: [NHS Confederation]
stp:
  term: STP
  kind: acronym
  senses:
    - {id: plan, from: 2015-12, to: 2017-03, expansion: sustainability and transformation plan}
    - id: partnership
      from: 2017-03
      to: 2021-04
      expansion: sustainability and transformation partnership
      successor: ics
ics:
  term: ICS
  kind: acronym
  senses: [{id: a, to: 2018}, {id: b, from: 2018, themes: [x]}, {id: c, from: 2018}]
nhs: {term: NHS, kind: acronym}
nhse: {term: NHS England, kind: organisation}
s75: {term: Section 75, kind: name}
ae: {term: A&E, kind: acronym}
kf: {term: King's Fund, kind: organisation}
la: {term: local authority, kind: phrase}
cafe: {term: café, kind: phrase}
dtoc: {term: delayed transfer of care, kind: phrase, forms: [delayed transfers of care]}
"""
PIECES = [
    *("STP", "STPs", "ICS", "NHS", "England", "Confederation", "Section", "75", "A&E", "King"),
    *("sustainability and transformation plan", "sustainability and", "transformation", "Fund"),
    *("local", "authority", "authorities", "cafe", "café", "delayed transfers of care", "non"),
    *(" ", " ", " ", "\n", "\n\n", "\u00a0", "\u202f", "\u00ad", "\u200b", "\u2060", "\t", "\r\n"),
    *("-", "\u2011", "–", "/", "(", ")", "’", "'", "’s", "“", ".", ",", "#", "@", "_", "&", "1"),
    *("\u0301", "\u0323", "\u0308", "İ", "ß", "ﬁ", "\ud7a3", "\u1100", "\u1161", "🏥", "\ufeff"),
    *("www.stp.nhs.uk", "a@stp.nhs.uk", "https://x.org/STP", "\u2029", "\u0000", "Σ", "ς", "K"),
    *("\u202b", "\u2066", "\u02bc", "\u200d", " (", "”", "’", ".uk", "://", "tel:", "bit.ly/"),
]
awkward = st.lists(st.sampled_from(PIECES), max_size=25).map("".join) | st.text(max_size=40)
contexts = st.builds(
    Context,
    date=st.none() | st.sampled_from(["2010", "2016", "2017", "2018", "2023"]).map(parse),
    article_date=st.none() | st.sampled_from(["2016-05", "2019", "2030"]).map(parse),
    themes=st.sampled_from([(), ("x",), ("y",)]),
    choices=st.sampled_from([{}, {"stp": ("plan",)}, {"ics": ("b", "a")}]),
)
GLOSSARY = glossary(ENTRIES)


@given(awkward)
def test_mentions_are_in_order_and_apart(text: str) -> None:
    """Mentions lie within the text, each after the one before."""
    edges = [edge for hit in GLOSSARY.find(text) for edge in (hit.start, hit.end)]
    assert edges == sorted(edges)
    assert all(0 <= edge <= len(text) for edge in edges)
    assert all(hit.start < hit.end for hit in GLOSSARY.find(text))


@given(awkward)
def test_offsets_return_the_surface_form(text: str) -> None:
    """The words of a mention, taken alone, are that mention from end to end."""
    for hit in GLOSSARY.find(text):
        words = text[hit.start : hit.end]
        assert GLOSSARY.find(words) == (Hit(0, len(words), hit.term, hit.senses),)


@given(awkward, st.randoms(use_true_random=False))
def test_order_of_terms_does_not_matter(text: str, rng: random.Random) -> None:
    """However the entries are ordered, mentions and the stored glossary are the same."""
    entries = list(GLOSSARY.terms.values())
    rng.shuffle(entries)
    shuffled = Glossary(entries, GLOSSARY.protected)
    assert shuffled.find(text) == GLOSSARY.find(text)
    assert shuffled.key == GLOSSARY.key


@given(st.sampled_from(sorted(GLOSSARY.terms)), contexts)
def test_a_choice_is_never_empty_nor_a_guess(term: str, context: Context) -> None:
    """A status of ``ok`` has one sense, ``open`` and ``ambiguous`` have several, all the term's."""
    choice = GLOSSARY.choose(Hit(0, 1, term), context)
    assert set(choice.senses) <= {sense.id for sense in GLOSSARY.terms[term].senses}
    assert choice.senses
    if choice.status != "anachronism":
        assert (len(choice.senses) == 1) == (choice.status == "ok")


@given(awkward)
def test_closed_stretches_hold_no_mention(text: str) -> None:
    """Closing every mention in turn leaves none that touches it."""
    for hit in GLOSSARY.find(text):
        left = GLOSSARY.find(text, [(hit.start, hit.end)])
        assert all(other.end <= hit.start or other.start >= hit.end for other in left)


@given(awkward)
def test_each_word_leads_back_to_where_it_stood(text: str) -> None:
    """What a word of the comparable text stands for in the original reads the same."""
    normal = normalise(text)
    for word in re.finditer(r"\w[\w\u0300-\u036f]*", normal.text):
        start, end = normal.span(*word.span())
        assert unicodedata.normalize("NFC", normalise(text[start:end]).text) == (
            unicodedata.normalize("NFC", word[0])
        )


def test_many_marks_on_one_letter_are_no_trap() -> None:
    """A text of nothing but combining marks is read to its end."""
    text = "STP " + "\u0301\u0323" * 20_000 + " STP"
    assert [text[hit.start : hit.end] for hit in GLOSSARY.find(text)] == ["STP", "STP"]


def test_names_and_languages_share_what_may_be_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond the limit no name is looked for in a further language, and a problem says which."""
    monkeypatch.setattr(engine, "NAMES", 2)
    entries = glossary(
        "{abc: {term: ABC, kind: acronym}, fr: {term: XYZ, kind: acronym, language: fr}}"
    )
    assert entries.left_out() == []
    found = [entries.find("ABC", language=each) for each in ("en", "nl", "fr", "no")]
    assert [len(each) for each in found] == [1, 0, 0, 0]
    (problem,) = entries.left_out()
    assert (problem.code, problem.message.endswith("in other languages, fr.")) == (
        "too-many-names",
        True,
    )
