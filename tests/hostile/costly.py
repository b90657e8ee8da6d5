"""Small inputs that once cost minutes or gigabytes, made as they are asked for.

Each is a project of its own, so that its cost can be set against an honest one of its size.
"""

import random
import string
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

Files = Mapping[str, str]
_HEAD = "title: T\nsource: {publisher: P}\npublished: 2018-01-01\nkind: news\nsummary: S.\n"
_SETTINGS = """\
site_name: x
theme: {name: material, font: false}
docs_dir: content
plugins:
  - briefing
"""
_THEME = "---\ntitle: T\norder: 1\nicon: material/bus\nquestion: What?\n---\nText.\n"


def lay(folder: Path, files: Files) -> Path:
    """Write a project."""
    for path, text in {"mkdocs.yml": _SETTINGS, "content/themes/t.md": _THEME, **files}.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    return folder


class _Words:
    """Random words, the same in each run."""

    def __init__(self) -> None:
        self._random = random.Random(1)  # noqa: S311 - a repeatable input is wanted

    def __call__(self, letters: int) -> str:
        return "".join(self._random.choices(string.ascii_lowercase, k=letters))


def _term(label: str, more: str = "", sense: str = "") -> str:
    head = f"term: {label}\nkind: phrase\n{more}"
    return f"---\n{head}senses:\n  - {{definition: A word., source: Me{sense}}}\n---\n"


def _point(id_: str, passage: str, more: str = "", themes: str = "t") -> str:
    return (
        f"  - {{id: {id_}, text: Text., kind: statement, themes: [{themes}], "
        f"passage: {passage}, standing: quoted{more}}}\n"
    )


def _article(points: Iterable[str], body: str, more: str = "") -> str:
    listed = "".join(points)
    stated = f"points:\n{listed}" if listed else ""
    return f"---\n{_HEAD}{more}{stated}---\n{body}\n"


def _numbered(count: int) -> str:
    return "\n\n".join(f"w{number} here" for number in range(count))


def nested_names(count: int) -> Files:
    """Terms ``ab``, ``ab ab``, …, and an article of nothing else."""
    terms = {f"content/glossary/t{n}.md": _term(" ".join(["ab"] * (n + 1))) for n in range(count)}
    line = " ".join(["ab"] * 900)
    return terms | {"content/articles/a.md": _article((), "\n\n".join([line] * 60))}


def names_in_names(files: int) -> Files:
    """As many names within one another as there may be, in texts of nothing else."""
    terms = {path: text for path, text in nested_names(12).items() if "glossary" in path}
    body = "\n\n".join([" ".join(["ab"] * 900)] * 60)
    return terms | {f"content/articles/a{n}.md": _article((), body) for n in range(files)}


def close_terms(files: int) -> Files:
    """Texts without a full stop in which terms stand nearly as close together as they may."""
    body = "\n\n".join([" ".join(["ab cdefgh ijklmnop qrst uvwx cdefg uioaeoa"] * 60)] * 60)
    made = {f"content/articles/a{n}.md": _article((), body) for n in range(files)}
    return made | {"content/glossary/ab.md": _term("ab")}


def large_texts(files: int) -> Files:
    """Texts each of which is just large enough to be converted in a process apart."""
    word = _Words()
    body = "\n\n".join([" ".join(word(6) for _ in range(200))] * 46)
    return {f"content/articles/a{n}.md": _article((), body) for n in range(files)}


def unknown_names(count: int) -> Files:
    """Entries whose successors are near to nothing, among as many long names."""
    word = _Words()
    names = [word(74) for _ in range(count)]
    return {
        f"content/glossary/{name}.md": _term(
            f"{name} x", sense=f", to: 2010, successor: {name[:40]}{word(34)}"
        )
        for name in names
    }


def unknown_speakers(count: int) -> Files:
    """Points whose speakers and themes nobody named, among as many long names."""
    word = _Words()
    people = "".join(f"  - {{id: {word(74)}, name: N{n}}}\n" for n in range(count))
    points = [
        _point(f"p{n}", f"w{n} here", f", speaker: {word(74)}", word(74)) for n in range(count)
    ]
    return {"content/articles/a.md": _article(points, _numbered(count), f"people:\n{people}")}


def unknown_anchors(count: int) -> Files:
    """Links to passages that an article of as many points does not have."""
    word = _Words()
    points = [_point(word(74), f"w{n} here") for n in range(count)]
    links = "\n\n".join(f"[x](a.md#p-{word(74)})" for _ in range(count))
    return {
        "content/articles/a.md": _article(points, _numbered(count)),
        "content/articles/b.md": _article((), links),
    }


def unknown_links(count: int) -> Files:
    """Links to files that are not there, from many pages."""
    word = _Words()
    link = "\n\n".join
    return {
        f"content/articles/{word(70)}.md": _article(
            (), link(f"[x]({word(70)}.md)" for _ in range(count))
        )
        for _ in range(count)
    }


def near_passages(count: int) -> Files:
    """Quotations of long words, each of which differs a little from those of the text."""
    word = _Words()
    lines = [[word(80) for _ in range(38)] for _ in range(6)]
    points = [
        _point(f"p{n}", " ".join(f"{each[:-2]}zz" for each in lines[n % 6])) for n in range(count)
    ]
    body = "\n\n".join(" ".join(line) for line in lines)
    return {"content/articles/a.md": _article(points, body)}


def missing_passages(count: int, files: int = 1) -> Files:
    """Quotations that a long text does not have."""
    word = _Words()
    return {
        f"content/articles/a{number}.md": _article(
            [_point(f"p{n}", " ".join(word(6) for _ in range(12))) for n in range(count)],
            "\n\n".join(" ".join(word(6) for _ in range(100)) for _ in range(250)),
        )
        for number in range(files)
    }


def dense_relations(each: int, files: int) -> Files:
    """Points that all dispute many others."""
    count = 300
    made = {"content/articles/b.md": _article(_points(count, ""), _numbered(count))}
    for number in range(files):
        points = [
            _point(
                f"p{n}",
                f"w{n} here",
                f", disputes: [{', '.join(f'b#p{(n + m) % count}' for m in range(each))}]",
            )
            for n in range(count)
        ]
        made[f"content/articles/a{number}.md"] = _article(points, _numbered(count))
    return made


def _points(count: int, more: str) -> list[str]:
    return [_point(f"p{n}", f"w{n} here", more) for n in range(count)]


def same_words(files: int) -> Files:
    """Texts in which every word is a term, and every quotation stands everywhere."""
    body = "\n\n".join(["ab cd ab cd ab cd ab cd"] * 5_000)
    points = [_point(f"p{n}", "ab cd") for n in range(400)]
    made = {f"content/articles/a{n}.md": _article(points, body) for n in range(files)}
    return made | {"content/glossary/ab.md": _term("ab"), "content/glossary/cd.md": _term("cd")}


def only_terms(files: int) -> Files:
    """Texts of nothing but a term, in sentences without an end."""
    body = "\n\n".join([" ".join(["ab"] * 6_000)] * 10)
    made = {f"content/articles/a{n}.md": _article((), body) for n in range(files)}
    return made | {"content/glossary/ab.md": _term("ab")}


def many_senses(files: int) -> Files:
    """Articles whose points choose many senses of many terms."""
    terms = {f"content/glossary/t{n}.md": _term(f"term{n}") for n in range(150)}
    chosen = ", ".join(f"t{n}: x" for n in range(150))
    return terms | {
        f"content/articles/a{n}.md": _article(
            _points(120, f", senses: {{{chosen}}}"), _numbered(120)
        )
        for n in range(files)
    }


def broken_front_matter(files: int) -> Files:
    """Unknown keys, one on each line."""
    lines = "".join(f"key{n}: value\n" for n in range(8_000))
    return {f"content/articles/a{n}.md": f"---\n{lines}---\nText.\n" for n in range(files)}


def heavy_messages(themes: int) -> Files:
    """Themes whose messages and questions each rest on two hundred points."""
    points = ", ".join(f"a#p{n}" for n in range(200))
    line = f"  - {{text: Text., points: [{points}]}}\n"
    made = {
        f"content/themes/t{n}.md": _THEME.replace(
            "question: What?\n", f"question: What?\nmessages:\n{line * 100}"
        ).replace("order: 1", f"order: {n + 2}")
        for n in range(themes)
    }
    all_ = ", ".join(["t", *(f"t{n}" for n in range(themes))])
    articles = _article(
        [_point(f"p{n}", f"w{n} here", themes=all_) for n in range(200)], _numbered(200)
    )
    return made | {"content/articles/a.md": articles}


def empty_cells(files: int) -> Files:
    """Tables whose rows leave out nearly all of their cells, which are made all the same."""
    head = "|" + "a|" * 100 + "\n|" + "-|" * 100 + "\n"
    body = "\n\n".join([head + "|a|\n" * 60] * 250)
    return {f"content/articles/a{n}.md": _article((), body) for n in range(files)}


def only_marks(files: int) -> Files:
    """Texts that are made of the marks of lists."""
    return {f"content/articles/a{n}.md": _article((), "- a\n" * 15_000) for n in range(files)}


def overlapping_senses(terms: int) -> Files:
    """Terms each of whose senses could be any other."""
    senses = "".join(f"  - {{id: s{n}, definition: A word., source: Me}}\n" for n in range(200))
    return {
        f"content/glossary/t{n}.md": f"---\nterm: word{n}\nkind: phrase\nsenses:\n{senses}---\n"
        for n in range(terms)
    }


def nearly_empty(files: int) -> Files:
    """Pages of a word each."""
    return {f"content/page-{n}.md": "Word.\n" for n in range(files)}


def many_values(files: int) -> Files:
    """Terms of nothing but aliases, each of a few letters."""
    word = _Words()
    return {
        f"content/glossary/t{n}.md": _term(
            f"word{n}", f"aliases: [{', '.join(word(5) for _ in range(190))}]\n"
        )
        for n in range(files)
    }


def shared_aliases(files: int) -> Files:
    """Terms that all have the same aliases, on one line, below texts that allow so many values."""
    aliases = f"aliases: [{', '.join(f'alias {n}' for n in range(190))}]\n"
    terms = {f"content/glossary/t{n}.md": _term(f"word{n}", aliases) for n in range(files)}
    return terms | _prose(10)


def _prose(files: int, name: str = "a") -> dict[str, str]:
    """Return articles of random words, beside which front matter may hold more values."""
    word = _Words()
    words = [word(6) for _ in range(500)]
    line = " ".join(words)
    return {
        f"content/articles/{name}{n}.md": _article((), "\n\n".join([line] * 15))
        for n in range(files)
    }


def nested_names_at_length(count: int) -> Files:
    """Names each of which ends with all shorter ones, and is looked for at every word."""
    aliases = "".join(f"  - {'ab ' * (n + 1)}\n" for n in range(count))
    return {f"content/glossary/t{n}.md": _term(f"w{n}", f"aliases:\n{aliases}") for n in range(9)}


def many_themes(count: int) -> Files:
    """More themes than any page could list."""
    return {
        f"content/themes/t{n}.md": _THEME.replace("order: 1", f"order: {n + 2}")
        for n in range(count)
    }


def events_on_everything(events: int, files: int) -> Files:
    """Events each of which bears on all that anybody said."""
    listed = "".join(
        f"  - {{id: e{n}, date: 2025, title: T, source: S, effect: law, "
        "affects: {organisations: [O]}}\n"
        for n in range(events)
    )
    people = "people: [{id: q, name: Q Q, organisation: O}]\n"
    points = [_point(f"p{n}", f"w{n} here", ", speaker: q") for n in range(120)]
    articles = {
        f"content/articles/a{n}.md": _article(points, _numbered(120), people) for n in range(files)
    }
    return articles | {"content/timeline.yml": f"events:\n{listed}"}


_CODES = "aa ab af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cv da dv dz"


def abbreviations_in_each_language(terms: int) -> Files:
    """Abbreviations, which are looked for in every language, terms and texts in many of them."""
    letters = random.Random(1)  # noqa: S311 - a repeatable input is wanted
    codes = _CODES.split()

    def names() -> str:
        made = ("".join(letters.choices(string.ascii_uppercase, k=5)) for _ in range(150))
        return f"aliases: [{', '.join(made)}]\n"

    entries = {
        f"content/glossary/t{n}.md": _term(
            f"Q{n}", f"language: {codes[n % len(codes)]}\n{names()}"
        ).replace("phrase", "acronym")
        for n in range(terms)
    }
    line = " ".join(["word"] * 500)
    return entries | {
        f"content/articles/{code}.md": _article((), "\n\n".join([line] * 12), f"language: {code}\n")
        for code in codes
    }


def wrong_points(files: int) -> Files:
    """Points that have nothing but a key that none has."""
    points = "  - {a: b}\n" * 490
    text = f"---\n{_HEAD}points:\n{points}---\nText.\n"
    return {f"content/articles/w{n}.md": text for n in range(files)} | _prose(10)


SMALL: Mapping[str, tuple[Callable[[], Files], str]] = {
    "600 nested terms": (lambda: nested_names(600), "nested-names"),
    "40 nested terms": (lambda: nested_names(40), "nested-names"),
    "12 names within one another, all over": (lambda: names_in_names(8), "too-many-mentions"),
    "a term in each 43 letters": (lambda: close_terms(10), "article-without-points"),
    "20 texts of 64 kB": (lambda: large_texts(20), "article-without-points"),
    "500 unknown successors": (lambda: unknown_names(500), "unknown-successor"),
    "300 unknown speakers and themes": (lambda: unknown_speakers(300), "unknown-speaker"),
    "300 unknown anchors": (lambda: unknown_anchors(300), "broken-link"),
    "150 pages of 150 unknown links": (lambda: unknown_links(150), "broken-link"),
    "12 near passages of long words": (lambda: near_passages(12), "passage-not-found"),
    "500 missing passages in each of 4 texts": (
        lambda: missing_passages(500, 4),
        "passage-not-found",
    ),
    "30,000 relations": (
        lambda: {**dense_relations(50, 2), **_prose(16, "w")},
        "article-without-points",
    ),
    "135,000 relations": (lambda: dense_relations(50, 9), "too-many-values"),
    "words that are all terms": (lambda: same_words(3), "passage-ambiguous"),
    "terms in place of all words": (lambda: only_terms(5), "too-many-mentions"),
    "senses chosen at every point": (lambda: many_senses(8), "too-many-values"),
    "8,000 unknown keys in each of 10 files": (lambda: broken_front_matter(10), "too-many-values"),
    "tables of empty cells": (lambda: empty_cells(6), "too-large"),
    "texts of marks alone": (lambda: only_marks(30), "too-slow"),
    "200 senses alike in each of 30 terms": (
        lambda: overlapping_senses(30),
        "overlapping-senses",
    ),
    "10,000 pages of a word": (lambda: nearly_empty(10_000), "too-many-files"),
    "terms of 190 aliases of a few letters": (lambda: many_values(300), "too-many-values"),
    "the same aliases in each of 120 terms": (lambda: shared_aliases(120), "alias-collision"),
    "names within names, on every line": (lambda: nested_names_at_length(150), "nested-names"),
    "1,000 themes": (lambda: many_themes(1_000), "too-many-themes"),
    "700 events that bear on all points": (
        lambda: events_on_everything(700, 8),
        "too-many-bearings",
    ),
    "abbreviations in each of 30 languages": (
        lambda: abbreviations_in_each_language(140),
        "too-many-names",
    ),
    "490 points of an unknown key in each of 20 articles": (
        lambda: wrong_points(20),
        "missing-field",
    ),
    "messages that rest on 200 points": (
        lambda: {**heavy_messages(2), **_prose(9, "w")},
        "page-too-large",
    ),
}
"""Name → the files, and a code that the check must name; none where it is accepted."""
