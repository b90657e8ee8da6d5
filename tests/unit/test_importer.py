"""Documents from elsewhere: what becomes of their text, and what is proposed of them."""

import re
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from generator.assist.importer import UnimportableError, import_document
from generator.base.bounds import Bounds
from generator.cli import main
from generator.schema.fields import PROSE
from generator.source.frontmatter import parse
from tests.projects import compiled, tiny

TITLE = "Ferry staff plan for a hard winter"
BODY = (
    "The harbour will keep two boats in reserve this winter, said Tomas Hale, harbour manager.",
    "“We lost nine days to storms last year,” he said, “and islanders paid for it.”",
)
CAPTION = "Staff at the quay"
AD = "Enjoying this? Subscribe here to receive our weekly updates"
TEXT = "\n".join(["22.02.18", TITLE, CAPTION, CAPTION, *BODY, "‘islanders paid for it’",
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
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType='
    '"application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Target="word/document.xml" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/>'
    "</Relationships>"
)
CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
    'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<dc:creator>Ines Marlowe</dc:creator></cp:coreProperties>"
)


def docx(*paragraphs: str) -> bytes:
    """Return a Word document with a heading and paragraphs."""
    first, *rest = (f"<w:r><w:t>{paragraph}</w:t></w:r></w:p>" for paragraph in paragraphs)
    styled = f'<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr>{first}'
    body = styled + "".join(f"<w:p>{paragraph}" for paragraph in rest)
    data = BytesIO()
    with ZipFile(data, "w") as packed:
        packed.writestr("[Content_Types].xml", TYPES)
        packed.writestr("_rels/.rels", RELATIONS)
        packed.writestr("docProps/core.xml", CORE)
        packed.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>',
        )
        packed.writestr(
            "word/styles.xml",
            f'<w:styles xmlns:w="{WORD}"><w:style w:type="paragraph" w:styleId="Heading1">'
            '<w:name w:val="heading 1"/></w:style></w:styles>',
        )
    return data.getvalue()


DOCUMENTS = {
    "a.txt": TEXT.encode(),
    "a.md": MARKDOWN.encode(),
    "a.html": HTML.encode(),
    "a.docx": docx(TITLE, "22 February 2018", *BODY, AD),
}


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
        if problem.at.path == "content/articles/new.md" and problem.severity == "error"
    }
    missing = {("empty-field", "kind"), ("empty-field", "summary"), ("missing-field", "source")}
    assert told <= missing
    assert {("empty-field", "kind"), ("empty-field", "summary")} <= told


def test_furniture_is_listed_with_its_reason() -> None:
    """Nothing is left out in silence: each paragraph that is gone comes with a reason."""
    made = import_document("a.txt", TEXT.encode())
    assert [(dropped.text, dropped.reason) for dropped in made.dropped] == [
        ("22.02.18", "is in the front matter now: published"),
        (TITLE, "is in the front matter now: title"),
        (CAPTION, "is repeated, as captions are"),
        (CAPTION, "is repeated, as captions are"),
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
    """What a Markdown file says already stays as it is, comments too."""
    front = "title: Mine # and stays\ntags: [a]"
    made = import_document("mine.md", f"---\n{front}\n---\n\nThe text stands here.\n".encode())
    assert made.text == f"---\n{front}\n---\n\nThe text stands here.\n"


@pytest.mark.parametrize(("name", "data", "said"), [
    ("a.pdf", b"%PDF", "can be imported"),
    ("a.txt", b"PK\x03\x04abc", "name it .docx"),
    ("a.docx", b"no Word document", "cannot be read as a Word document"),
    ("a.docx", docx("A")[:300], "cannot be read as a Word document"),
    ("a.docx", docx("A <"), "cannot be read as a Word document"),
    ("a.html", b"<b>" * 3000 + b"words", "elements nested too deeply"),
    ("a.txt", b" \n\n", "a.txt holds no text"),
])  # fmt: skip
def test_what_is_no_document_is_refused(name: str, data: bytes, said: str) -> None:
    """Another kind of file, or a broken one, is refused in a sentence."""
    with pytest.raises(UnimportableError, match=re.escape(said)):
        import_document(name, data)


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
    with suppress(UnimportableError):
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
    assert f"left out, paragraph 9: “{AD}” (asks to subscribe or follow)" in done.stderr
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
    assert "exists already" in done.stderr
    assert place.read_text("utf-8") == "mine"
