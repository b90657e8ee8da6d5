"""Documents from elsewhere: what becomes of their text, and what is proposed of them."""

import re
from contextlib import suppress
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from generator.assist.importer import UnimportableError, import_document, reading
from generator.assist.importer.apart import read_here
from generator.assist.importer.kinds import ENDINGS
from generator.base.bounds import Bounds
from generator.cli.commands import main
from generator.schema.fields import PROSE
from generator.source.frontmatter import parse
from tests.documents import docx, eml, epub, mhtml, odt, pdf, rtf, set_in_lines
from tests.projects import compiled, tiny

TITLE = "Ferry staff plan for a hard winter"
BODY = (
    "The harbour will keep two boats in reserve this winter, said Tomas Hale, harbour manager.",
    "“We lost nine days to storms last year,” he said, “and islanders paid for it.”",
)
CAPTION = "Staff at the quay"
AD = "Enjoying this? Subscribe here to receive our weekly updates"
TEXT = "\n".join(["22.02.18", TITLE, *BODY, "‘islanders paid for it’",
                  "(Top image c. Marlowe)", AD, "By Ines Marlowe"])  # fmt: skip
MARKDOWN = f"# {TITLE}\n\nBy Ines Marlowe\n\n22 February 2018\n\n{BODY[0]}\n\n{BODY[1]}\n\n{AD}\n"
HTML = f"""<!doctype html><html><head><title>{TITLE} | Courier</title>
<meta property="og:title" content="{TITLE}"><meta name="author" content="Ines Marlowe">
<meta property="og:site_name" content="Lantern Bay Courier">
<meta property="article:published_time" content="2018-02-22T09:00:00Z"></head><body>
<nav>Home News</nav><article><h1>{TITLE}</h1><script>alert(1)</script>
<p>{BODY[0]}</p><figure><img src="a.jpg" alt="A boat"><figcaption>{CAPTION}</figcaption></figure>
<p>{BODY[1]}</p><aside>Most read</aside><p>{AD}</p></article><footer>Contact us</footer>
</body></html>"""


ITEMS = ("22 February 2018", *BODY, AD)
DOCUMENTS = {
    "a.txt": TEXT.encode(),
    "a.md": MARKDOWN.encode(),
    "a.html": HTML.encode(),
    "a.mhtml": mhtml(HTML, "https://courier.example.org/ferry"),
    "a.docx": docx(TITLE, *ITEMS),
    "a.odt": odt(f'<text:h text:outline-level="1">{TITLE}</text:h>'
                 + "".join(f"<text:p>{each}</text:p>" for each in ITEMS), author="Ines Marlowe"),
    "a.rtf": rtf("".join(f"{each}\\par\n" for each in (TITLE, *ITEMS)), author="Ines Marlowe"),
    "a.eml": eml(f"Fwd: {TITLE}", "Ines Marlowe <ines@example.org>", "\r\n\r\n".join([*BODY, AD]),
                 date="Thu, 22 Feb 2018 09:00:00 +0000"),
    "a.epub": epub({"one.xhtml": f"<h1>{TITLE}</h1><p>{BODY[0]}</p>",
                    "two.xhtml": f"<p>{BODY[1]}</p><p>{AD}</p>"},
                   title=TITLE, creator="Ines Marlowe", date="2018-02-22"),
    "a.pdf": pdf([[(70, 750, 20, TITLE), (70, 700, 10, ITEMS[0]),
                   *set_in_lines(BODY[0], 70, 660, 10, 60),
                   *set_in_lines(BODY[1], 70, 600, 10, 60), (70, 540, 10, AD)]],
                 {"Author": "Ines Marlowe"}),
}  # fmt: skip


@pytest.mark.parametrize("name", DOCUMENTS)
def test_each_format_gives_the_same_article(name: str) -> None:
    """Title, date and author are proposed, and the text is the two paragraphs alone."""
    made = import_document(name, DOCUMENTS[name])
    matter, problems = parse(made.text, "a.md", Bounds(), "required", PROSE)
    assert problems == []
    assert matter is not None
    assert matter.meta["title"] == TITLE
    assert matter.meta["published"] == "2018-02-22"
    assert "published_basis" not in matter.meta
    assert matter.meta["authors"] == ("Ines Marlowe",)
    assert matter.body.split("\n\n") == list(BODY)
    assert made.id == "ferry-staff-plan-for-a-hard-winter"
    assert any(AD in dropped.text for dropped in made.dropped)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_check_names_what_is_left_to_fill_in(tmp_path: Path, name: str) -> None:
    """Of an import, only the keys that a person must fill in are wrong."""
    project = tiny(
        tmp_path, {"content/articles/new.md": import_document(name, DOCUMENTS[name]).text}
    )
    told = {
        (problem.code, problem.message.split("”")[0][1:])
        for problem in compiled(project).problems
        if problem.at.path == "content/articles/new.md" and problem.label.startswith("error")
    }
    missing = {("empty-field", "kind"), ("empty-field", "summary"), ("missing-field", "source")}
    assert {(code, key) for code, key in told if code != "full-text-without-rights"} <= missing
    assert {code for code, _ in told} >= {"empty-field", "full-text-without-rights"}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_check_asks_by_which_right_a_whole_text_is_published(tmp_path: Path, name: str) -> None:
    """An imported text is its source's own; once all else is filled in, that is what is left."""
    text = import_document(name, DOCUMENTS[name]).text
    for key, value in {"kind": "news", "summary": "Short.", "publisher": "Harbour Post"}.items():
        text = re.sub(rf"(?m)^( *{key}:).*$", rf"\1 {value}", text, count=1)
    path = "content/articles/new.md"
    project = tiny(tmp_path, {path: text})
    told = [each for each in compiled(project).problems if each.at.path == path]
    assert [each.code for each in told if each.label.startswith("error")] == [
        "full-text-without-rights"
    ]
    (project / path).write_text(text.replace("\nrights:", "\nrights: CC BY 4.0"), "utf-8")
    told = [each for each in compiled(project).problems if each.at.path == path]
    assert [each.code for each in told if each.label.startswith("error")] == []


def test_a_document_put_among_articles_is_to_be_imported(tmp_path: Path) -> None:
    """Each document that can be imported is known by its ending, wherever it was put."""
    endings = set(ENDINGS) - {"md", "markdown"}
    project = tiny(tmp_path, {f"content/articles/a.{ending}": "x" for ending in endings})
    told = {each.hint for each in compiled(project).problems if each.code == "stray-file"}
    assert told == {
        f"Move it out of “content”, then run: briefing import a.{ending}" for ending in endings
    }


def test_furniture_is_listed_with_its_reason() -> None:
    """Nothing is left out in silence: each paragraph that is gone comes with a reason."""
    made = import_document("a.txt", TEXT.encode())
    assert [(dropped.text, dropped.reason) for dropped in made.dropped] == [
        ("22.02.18", "is in the front matter now: published"),
        (TITLE, "is in the front matter now: title"),
        ("‘islanders paid for it’", "is a pull quote: the text has it too"),
        ("(Top image c. Marlowe)", "credits an image"),
        (AD, "asks to subscribe or follow"),
        ("By Ines Marlowe", "is in the front matter now: authors"),
    ]


def test_all_words_of_a_web_page_are_kept_or_listed() -> None:
    """What stands outside the article, captions and pictures are listed too."""
    made = import_document("a.html", HTML.encode())
    listed = " ".join(dropped.text for dropped in made.dropped)
    for words in ("Home News", CAPTION, "A boat", "Most read", "Contact us"):
        assert words in listed
    assert "alert" not in made.text


def test_document_without_a_year_has_no_guessed_date() -> None:
    """Where nothing names a year, the date is left to a person."""
    made = import_document("a.txt", b"A title of mine\n\nIt happened in early September.\n")
    assert "\npublished:  #" in made.text


def test_document_without_a_date_gives_an_open_range() -> None:
    """The latest year named bounds the date from below, with what that rests on."""
    made = import_document("a.txt", b"A title of mine\n\nIn 2016 it began, and in 2018 it ended.\n")
    assert "\npublished: 2018/.." in made.text
    assert "\npublished_basis: The document shows no date" in made.text


def test_front_matter_of_a_document_is_kept() -> None:
    """What a Markdown file of ours says already stays as it is, comments too."""
    front = "title: Mine # and stays\nkind: news"
    made = import_document("mine.md", f"---\n{front}\n---\n\nThe text stands here.\n".encode())
    assert made.text == f"---\n{front}\n---\n\nThe text stands here.\n"
    assert made.id == "mine"


JEKYLL = """---
layout: post
title: "Winter beds: a plan"
date: 2018-02-22 09:00:00 +0000
author: [Ines Marlowe, Tomas Hale]
excerpt: Two boats are kept in reserve.
canonical_url: https://www.example.org/beds
categories: [news, boats]
---

The text stands here.
"""
HUGO = """+++
title = "Winter beds: a plan"
date = 2018-02-22T09:00:00Z
author = "Ines Marlowe; Tomas Hale"
description = "Two boats are kept in reserve."
link = "https://www.example.org/beds"
layout = "post"
categories = ["news", "boats"]
+++

The text stands here.
"""


@pytest.mark.parametrize("text", [JEKYLL, HUGO], ids=["jekyll", "hugo"])
def test_front_matter_of_others_is_mapped(tmp_path: Path, text: str) -> None:
    """What fits an article becomes its key, and the rest is listed, not copied."""
    made = import_document("2018-beds.md", text.encode())
    matter, problems = parse(made.text, "a.md", Bounds(), "required", PROSE)
    assert problems == []
    assert matter is not None
    assert matter.meta["title"] == "Winter beds: a plan"
    assert matter.meta["published"] == "2018-02-22"
    assert matter.meta["authors"] == ("Ines Marlowe", "Tomas Hale")
    assert matter.meta["summary"] == "Two boats are kept in reserve."
    assert matter.meta["source"]["url"] == "https://www.example.org/beds"  # type: ignore[index]
    assert {each.text for each in made.dropped} == {"layout: post", "categories: news; boats"}
    project = tiny(tmp_path, {"content/articles/new.md": made.text})
    assert "unknown-key" not in {problem.code for problem in compiled(project).problems}


JEKYLL = """{% include share.html %}

The council opened ten beds. See [the post]({% post_url 2017-03-02-beds %}) on them.
{: .lead}

<!--more-->

## Money {#money}

It paid for them, {{< ref "x" >}} and the trust did not.
"""


def test_commands_of_other_programs_are_left_out() -> None:
    """What Jekyll, Hugo and their like would carry out is no text; each is listed."""
    made = import_document("a.md", f"---\ntitle: Beds\nshare: true\n---\n\n{JEKYLL}".encode())
    assert made.text.endswith(
        "---\n\nThe council opened ten beds. See the post on them.\n\n## Money\n\n"
        "It paid for them,  and the trust did not.\n"
    )
    listed = [each.text for each in made.dropped]
    assert listed == [
        "share: true", "{% include share.html %}", '{{< ref "x" >}}', "{: .lead}", "{#money}",
        "<!--more-->",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("above", "expected"),
    [
        ("Beds: ‘I waited’\nPublished: 3 May 2016 | Harbour Post", ("", "2016-05-03")),
        ("Beds for all\n\nSpeech by Dame Jo Example to the board, Harbour, 3 May 2016",
         ("Dame Jo Example", "2016-05-03")),
        ("Beds for all\n\nJo Example, Bo Sample and Al Third",
         ("Jo Example; Bo Sample; Al Third", "")),
        ("Beds for all\n\nMinutes of the meeting held on Tuesday 3 May 2016 at 2pm",
         ("", "2016-05-03")),
        ("Beds for all\n\nHealth Board\n\nAdult Services and Public Health", ("", "")),
        ("Beds for all\n\nFrom 3 May 2016 beds are free.", ("", "")),
    ],
)  # fmt: skip
def test_lines_above_a_text_say_who_and_when(above: str, expected: tuple[str, str]) -> None:
    """Titles, days and names that stand right below one another, or among other words."""
    text = f"{above}\n\nThe council opened ten beds in\nthe spring, and the trust was glad.\n"
    found = {each.key: each.value for each in import_document("a.txt", text.encode()).proposals}
    day = found.get("published", "")
    assert (found.get("authors", ""), day if "/" not in day else "") == expected
    assert found["title"].startswith("Beds")


def test_one_copy_of_a_repeated_paragraph_is_text() -> None:
    """Of two equal paragraphs the first stays; the second is listed."""
    made = import_document("a.txt", f"{TITLE}\n\n{CAPTION}\n\n{BODY[0]}\n\n{CAPTION}\n".encode())
    assert made.text.count(CAPTION) == 1
    assert [(each.text, each.reason) for each in made.dropped][1:] == [(CAPTION, "appears twice")]


def test_a_list_of_other_pages_goes_with_its_heading() -> None:
    """Related articles, with the list below; a heading of the text that only sounds so stays."""
    related = "## Related articles\n\n- [One](https://a.example/1)\n- [Two](https://a.example/2)"
    made = import_document(
        "a.md", f"# {TITLE}\n\n## Events\n\n{BODY[0]}\n\n{related}\n\nThe end.\n".encode()
    )
    assert "a.example" not in made.text
    assert "## Events" in made.text
    assert made.text.endswith("The end.\n")


def test_furniture_of_a_copied_page_is_left_out() -> None:
    """The way to the page, its subjects, and what its readers wrote."""
    page = ["Home > News > Boats", TITLE, *BODY, "Tags: boats, winter", "3 Comments", "I agree."]
    made = import_document("a.txt", "\n\n".join(page).encode())
    assert made.text.split("---\n\n")[1] == "\n\n".join(BODY) + "\n"
    assert [each.text for each in made.dropped if "front matter" not in each.reason] == [
        page[0], *page[4:]
    ]  # fmt: skip


@pytest.mark.parametrize("line", [
    "Jane Example 15 September 2017", "By Jane Example, 15 September 2017",
    "15 September 2017 | Jane Example", "Jane Example · Sept 15th 2017",
    "Jane Example – September 15, 2017",
])  # fmt: skip
def test_a_byline_with_a_date_is_no_title(line: str) -> None:
    """It names the author and the day; the title is what stands beside it, or the file's name."""
    for text in (f"{line}\n\n{TITLE}\n\n{BODY[0]}\n", f"{TITLE}\n\n{line}\n\n{BODY[0]}\n"):
        made = import_document("a.txt", text.encode())
        found = {each.key: each.value for each in made.proposals}
        said = {"authors": "Jane Example", "published": "2017-09-15", "title": TITLE}
        assert found == {**said, "text": "full"}
        assert made.id == "ferry-staff-plan-for-a-hard-winter"
        assert line not in made.text.partition("---\n\n")[2]
    assert import_document("boats.txt", f"{line}\n\n{BODY[0]}\n".encode()).id == "boats"


def test_a_meeting_with_a_date_is_no_author() -> None:
    """Words in capitals before a date are not always a person's name."""
    made = import_document("a.txt", f"Board Meeting 12 March 2019\n\n{BODY[0]}\n".encode())
    assert "authors" not in {each.key for each in made.proposals}


@pytest.mark.parametrize("date", ["Oct 22nd 2020", "October 22nd, 2020", "22nd October 2020"])
def test_a_date_is_read_in_each_usual_form(date: str) -> None:
    """Ordinals, and the month first."""
    made = import_document("a.txt", f"{TITLE}\n\n{date}\n\n{BODY[0]}\n".encode())
    assert "\npublished: 2020-10-22" in made.text


def test_text_in_any_script_is_kept() -> None:
    """Letters other than a to z are words too; the file gets a name that may stand."""
    made = import_document("渡船.txt", "渡船晚点\n\n岛民等了两个小时\n".encode())
    assert "岛民等了两个小时" in made.text
    assert made.id == "imported"


@pytest.mark.parametrize("title", ["Index", "Con"])
def test_a_name_that_is_kept_is_not_used(title: str) -> None:
    """A title whose name the site or Windows keeps for itself gives another one."""
    made = import_document("a.html", f"<title>{title}</title><p>A text of its own.</p>".encode())
    assert made.id == f"{title.lower()}-2"


@given(st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 255)), min_size=1, max_size=9))
def test_any_damage_to_a_word_document_is_told(damage: list[tuple[int, int]]) -> None:
    """A Word document with bytes changed is read, or refused in a sentence."""
    data = bytearray(docx("A heading", "Words."))
    for place, value in damage:
        data[place % len(data)] = value
    with suppress(UnimportableError), pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "read_apart", read_here)
        import_document("a.docx", bytes(data))


def test_windows_1252_is_read() -> None:
    """Text saved by an old Windows program keeps its quotes."""
    made = import_document(
        "a.txt", "A title of mine\n\nIt’s here, she said – twice.\n".encode("cp1252")
    )
    assert "It’s here, she said – twice." in made.text


@given(st.text(max_size=400), st.sampled_from([".txt", ".md", ".html"]))
def test_any_text_gives_a_readable_file(text: str, ending: str) -> None:
    """Whatever a text holds, a file with front matter comes out, unless it had its own."""
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(reading, "read_apart", read_here)
            made = import_document(f"a{ending}", text.encode("utf-8", "replace"))
    except UnimportableError:
        return
    matter, problems = parse(made.text, "a.md", Bounds(), "required", PROSE)
    codes = {problem.code for problem in problems}
    assert text.startswith("---") or (matter is not None and codes <= {"unsafe-character"})


def run(project: Path, *arguments: str | Path) -> Result:
    """Run the import in a project."""
    return CliRunner().invoke(main, ["-C", str(project), "import", *map(str, arguments)])


def test_import_writes_and_tells(tmp_path: Path) -> None:
    """The path stands on standard output, all that was decided on standard error."""
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    done = run(tmp_path, tmp_path / "a.txt")
    path = "content/articles/ferry-staff-plan-for-a-hard-winter.md"
    assert done.stdout == f"{path}\n"
    assert "published: 2018-02-22 (from the line “22.02.18”)" in done.stderr
    assert f"left out, paragraph 7: “{AD}” (asks to subscribe or follow)" in done.stderr
    assert f"Next: briefing suggest {path}" in done.stderr


def test_import_reads_no_device(tmp_path: Path) -> None:
    """What might never end is refused before it is read."""
    done = run(tmp_path, "/dev/zero")
    assert done.exit_code == 2
    assert "/dev/zero is not an ordinary file" in done.stderr


def test_import_never_overwrites(tmp_path: Path) -> None:
    """A second import of the same document leaves the first as it was."""
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    place = tmp_path / run(tmp_path, tmp_path / "a.txt").stdout.strip()
    place.write_text("mine", encoding="utf-8")
    done = run(tmp_path, tmp_path / "a.txt")
    assert done.exit_code == 2
    assert "already exists" in done.stderr
    assert place.read_text("utf-8") == "mine"


def test_import_reads_standard_input(tmp_path: Path) -> None:
    """What is piped in is known by its bytes."""
    for data, title in (
        (HTML.encode(), TITLE),
        (DOCUMENTS["a.docx"], TITLE),
        (TEXT.encode(), TITLE),
    ):
        done = CliRunner().invoke(
            main, ["-C", str(tmp_path), "import", "-", "--name", f"a{len(data)}"], input=data
        )
        assert done.exit_code == 0, done.stderr
        assert f"title: {title}" in (tmp_path / done.stdout.strip()).read_text("utf-8")


def test_import_takes_a_name(tmp_path: Path) -> None:
    """What cannot be the name of a file is refused before anything is written."""
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    done = run(tmp_path, tmp_path / "a.txt", "--name", "boats")
    assert done.stdout == "content/articles/boats.md\n"
    for name, said in (("Boats.md", "cannot be a file's name"), ("index", "is a name that"),
                       ("../boats", "cannot be a file's name")):  # fmt: skip
        done = run(tmp_path, tmp_path / "a.txt", "--name", name)
        assert done.exit_code == 2
        assert said in done.stderr
    done = run(tmp_path, tmp_path / "a.txt", tmp_path / "a.txt", "--name", "two")
    assert "one by one" in done.stderr
    assert len([*(tmp_path / "content/articles").iterdir()]) == 1


@pytest.mark.parametrize("address", ["https://www.example.org/a", "www.example.org/a.html"])
def test_an_address_is_refused_with_what_to_do(tmp_path: Path, address: str) -> None:
    """Nothing is fetched; how to save a page is said."""
    done = run(tmp_path, address)
    assert done.exit_code == 2
    assert "nothing is fetched" in done.stderr
    assert "Ctrl+S" in done.stderr


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    """A slip in a path is a sentence."""
    assert "nowhere.txt does not exist" in run(tmp_path, "nowhere.txt").stderr
