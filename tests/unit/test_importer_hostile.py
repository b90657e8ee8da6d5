"""Documents that are broken, protected, not what they say, or made to do harm."""

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.assist.importer import UnimportableError, apart, import_document, reading
from generator.assist.importer.apart import read_apart, read_here
from generator.assist.importer.raw import safe
from generator.cli.commands import main
from tests.documents import (
    docx,
    eml,
    epub,
    mhtml,
    odt,
    packed,
    para,
    pdf,
    rtf,
    run,
    set_in_lines,
    word,
    word_part,
)

WORDS = "The council and the trust agreed on Tuesday to open forty beds before Christmas."
PAGE = f"<html><body><article><p>{WORDS}</p></article></body></html>"
DOCUMENTS = {
    "docx": docx("Winter beds", WORDS),
    "odt": odt(f"<text:p>{WORDS}</text:p>"),
    "epub": epub({"a.xhtml": f"<p>{WORDS}</p>"}),
    "pdf": pdf([set_in_lines(WORDS, 60, 700, 10, 60)]),
    "rtf": rtf(WORDS),
    "html": PAGE.encode(),
    "mhtml": mhtml(PAGE, "https://www.example.org/a"),
    "eml": eml("Winter beds", "Jane Example <jane@example.org>", WORDS),
    "txt": WORDS.encode(),
    "md": WORDS.encode(),
}
_APART = "from generator.assist.importer import apart"
BILLION = (
    '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.fixture(autouse=True)
def _in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "read_apart", read_here)


def refused(name: str, data: bytes) -> str:
    """Return why a document is refused."""
    with pytest.raises(UnimportableError) as told:
        import_document(name, data)
    return str(told.value)


@pytest.mark.parametrize("ending", DOCUMENTS)
def test_an_empty_file_is_named(ending: str) -> None:
    """No bytes, or only white space."""
    for data in (b"", b" \n\n"):
        assert refused(f"a.{ending}", data) == f"a.{ending} is empty."


@pytest.mark.parametrize("ending", ["docx", "odt", "epub", "pdf"])
@pytest.mark.parametrize("share", [0.3, 0.9])
def test_the_beginning_of_a_file_is_named(ending: str, share: float) -> None:
    """A download that broke off is no document with less text."""
    data = DOCUMENTS[ending]
    told = refused(f"a.{ending}", data[: int(len(data) * share)])
    assert "only the beginning" in told
    assert "Fetch it again." in told


@pytest.mark.parametrize("ending", ["docx", "odt", "epub", "pdf", "rtf"])
@pytest.mark.parametrize("said", ["docx", "odt", "epub", "pdf", "rtf", "txt", "html", "png"])
def test_a_file_that_is_not_what_its_name_says_is_named(ending: str, said: str) -> None:
    """And so is the ending that it should have."""
    if ending != said:
        told = refused(f"a.{said}", DOCUMENTS[ending])
        assert f"Give its name the ending .{ending}, and import it again." in told


@pytest.mark.parametrize(("name", "data", "said"), [
    ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "save it as .docx"),
    ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "save it as .docx"),
    ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
     "protected with a password"),
    ("a.pages", packed({"Index/Document.iwa": "x"}), "File, Export To, Word"),
    ("a.webarchive", b"bplist00" + bytes(50), "Save it there as Page Source"),
    ("a.odt", odt(f"<text:p>{WORDS}</text:p>", {
        "META-INF/manifest.xml": "<manifest:encryption-data/>"}), "protected with a password"),
    ("a.pdf", pdf([set_in_lines(WORDS, 60, 700, 10, 60)], trailer="/ID [(a) (b)] /Encrypt << "
                  f"/Filter /Standard /V 1 /R 2 /O ({'x' * 32}) /U ({'y' * 32}) /P -4 >>"),
     "is protected"),
    ("a.epub", epub({"a.xhtml": "<p>x</p>"}, {"META-INF/encryption.xml":
     '<e xmlns:x="http://www.w3.org/2001/04/xmlenc#"><x:EncryptionMethod Algorithm="aes"/></e>'}),
     "protected against copying"),
    ("a.eml", b"From: a@example.org\nMIME-Version: 1.0\nContent-Type: application/pkcs7-mime\n\nx",
     "is encrypted"),
    ("a.docx", b"no Word document", "cannot be read as a Word document: it is text"),
    ("a.docx", word(para(run("A <"))), "is damaged"),
    ("a.epub", packed({"META-INF/container.xml": "<a/>"}), "list of contents is missing"),
    ("a.xlsx", packed({"xl/workbook.xml": "x"}), "is of another kind"),
    ("a.png", b"\x89PNG\r\n\x1a\n\0\0", "is of another kind"),
    ("a.txt", b"a\0b" * 500, "is of another kind"),
    ("a.html", b"<html><body><script>x</script></body></html>", "contains no text"),
    ("a.pdf", pdf([]), "has no pages"),
])  # fmt: skip
def test_what_cannot_be_imported_is_said_with_what_to_do(name: str, data: bytes, said: str) -> None:
    """Old, foreign, encrypted and broken files."""
    assert said in refused(name, data)


@pytest.mark.parametrize("kind", [BILLION, OUTSIDE], ids=["entities", "file"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused_in_any_encoding(kind: str, encoding: str) -> None:
    """A parser finds it, not a search for bytes, in each part that is read."""
    core = f'<?xml version="1.0" encoding="{encoding}"?>{kind}<x>&a;</x>'.encode(encoding)
    for part in ("docProps/core.xml", "word/styles.xml", "word/_rels/document.xml.rels"):
        assert "declares a document type" in refused("a.docx", word(para(run("A")), {part: core}))
    book = packed({"META-INF/container.xml": core})
    assert "declares a document type" in refused("a.epub", book)


def test_no_style_map_is_taken_from_a_document() -> None:
    """A map in a document could turn text into anything, or hide it."""
    hide = {"mammoth/style-map": "p[style-name='heading 1'] => !\np => !"}
    made = import_document(
        "a.docx", word(para(run("A heading"), "Heading1") + para(run(WORDS)), hide)
    )
    assert WORDS in made.text


def test_nothing_that_a_document_names_is_opened(tmp_path: Path) -> None:
    """Neither a picture beside it nor one on the web."""
    secret = tmp_path / "secret.txt"
    secret.write_text("secret words", encoding="utf-8")
    linked = (
        '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
        'wordprocessingDrawing"><a:blip '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r='
        '"http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:link="rId9"/>'
        "</wp:inline></w:drawing></w:r>"
    )
    relation = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId9" TargetMode="External" Target="{secret.as_uri()}" Type="image"/>'
        "</Relationships>"
    )
    data = word(para(run(WORDS) + linked), {"word/_rels/document.xml.rels": relation})
    assert "secret" not in import_document("a.docx", data).text


@pytest.mark.parametrize("call", [
    "import socket; socket.create_connection(('127.0.0.1', 9))",
    "import subprocess; subprocess.run(['true'])",
    "open('{path}').read()",
    "import os; os.open('{path}', os.O_RDONLY)",
])  # fmt: skip
def test_a_reader_can_open_nothing(tmp_path: Path, call: str) -> None:
    """Whatever a library were made to do, its process refuses addresses, programs and files."""
    secret = tmp_path / "secret"
    secret.write_text("x", encoding="utf-8")
    program = (
        f"{_APART}\napart._bound()\n"
        f"try:\n    {call.format(path=secret)}\nexcept PermissionError:\n    print('refused')\n"
    )
    done = subprocess.run(
        [sys.executable, "-P", "-c", program], capture_output=True, text=True, check=True,
        env={**os.environ, "PYTHONPATH": apart._path()},
    )  # fmt: skip
    assert done.stdout == "refused\n"


def test_time_and_memory_of_a_reader_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """What takes longer, or needs more, is refused in a sentence and leaves no process behind."""
    busy = f"{_APART}; apart.SECONDS = 1; apart._bound()\nwhile 1: pass"
    monkeypatch.setattr(apart, "_PROGRAM", busy)
    with pytest.raises(UnimportableError, match="takes longer to read than the limit"):
        read_apart("pdf", b"x")
    greedy = (
        f"{_APART}\nimport types, sys\n"
        "sys.modules['generator.assist.importer.readers.pdf'] = m = types.ModuleType('m')\n"
        "m.read = lambda data: bytearray(2_000_000_000)\napart.serve()"
    )
    monkeypatch.setattr(apart, "_PROGRAM", greedy)
    with pytest.raises(UnimportableError, match="bytes of memory"):
        read_apart("pdf", b"x")


def test_a_converter_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the extra, what needs it says how to install it."""
    missing = f"import sys; sys.modules['lxml'] = None; {_APART}; apart.serve()"
    monkeypatch.setattr(apart, "_PROGRAM", missing)
    for kind, ending in (("page", "html"), ("odt", "odt"), ("word", "docx")):
        with pytest.raises(UnimportableError, match=r"pip install 'briefing-site\[import\]'"):
            read_apart(kind, DOCUMENTS[ending])  # type: ignore[arg-type]


def many_parts(count: int) -> bytes:
    """Return a message of so many parts."""
    head = b"From: a\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n"
    return head + b"--b\n\nx\n" * count


def nested_parts(count: int) -> bytes:
    """Return a message of so many parts within one another."""
    form = b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n"
    return b"From: a\nMIME-Version: 1.0\n" + b"".join(form % (n, n) for n in range(count))


@pytest.mark.parametrize(("name", "make", "said"), [
    ("a.docx", lambda: packed({"word/document.xml": b" " * 50_000_000}),
     "bytes of text when it is unpacked"),
    ("a.docx", lambda: packed({"word/document.xml": "", **{f"{n}": "" for n in range(10_001)}}),
     "consists of 10,002 files"),
    ("a.docx", lambda: word("<w:p>" * 400 + "</w:p>" * 400), "levels deep"),
    ("a.odt", lambda: odt("<text:list>" * 300 + "x" + "</text:list>" * 300),
     "levels deep"),
    ("a.docx", lambda: word("<w:p/>" * 100_000), "has 100,000 paragraphs; the limit is 20,000"),
    ("a.odt", lambda: odt("<text:p/>" * 20_001), "has 20,001 paragraphs; the limit is 20,000"),
    ("a.html", lambda: b"<b>" * 3_000 + b"words", "levels deep"),
    ("a.html", lambda: b"<p>words " * 800_000, "limit for a page"),
    ("a.html", lambda: b"<p>" + b"a<br>" * 100_000, "consists of 100,003 elements"),
    ("a.epub", lambda: epub({f"{n}.html": "a<br/>" * 60_000 for n in range(2)}), "120,"),
    ("a.docx", lambda: word("<w:p>" + "<w:r/>" * 600_000 + "</w:p>"), "more than 600,000 elements"),
    ("a.rtf", lambda: rtf("{" * 2_000 + "x" + "}" * 2_000), "levels deep"),
    ("a.pdf", lambda: pdf([[(60, 700, 10, WORDS)]] * 401), "has more than 400 pages"),
    ("a.txt", lambda: b"a" * 50_000_001, "the limit is 50,000,000"),
    ("a.txt", lambda: b"words\n" * 833_334, "has 5,000,004 bytes of text; the limit is 5,000,000"),
    ("a.md", lambda: b"```\n" + b"a\n\n" * 150_000, "has 150,000 paragraphs; the limit is 20,000"),
    ("a.eml", lambda: many_parts(200_000), "has more than 2,000 parts, or"),
    ("a.eml", lambda: nested_parts(201), "more than 200 that hold others"),
    ("a.eml", lambda: many_parts(2_500), "more than 2,000 parts"),
    ("a.eml", lambda: b"From: " + b"a <a@b.c>, " * 10_000 + b"\n\nx", "a line in its head"),
])  # fmt: skip
def test_a_bomb_is_refused_before_it_goes_off(
    name: str, make: Callable[[], bytes], said: str
) -> None:
    """Size unpacked, parts, depth, pages."""
    assert said in refused(name, make())


def test_a_pdf_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Compressed twice, a page of a few kilobytes unpacks to more memory than a reader may take."""
    lines = [(60.0, 700.0, 10.0, " " * 1_000_000)] * 200
    bomb = pdf([lines], compress=2)
    assert len(bomb) < 20_000
    less = f"{_APART}; apart._MEMORY = 500_000_000; apart.serve()"
    monkeypatch.setattr(apart, "_PROGRAM", less)
    with pytest.raises(UnimportableError, match="bytes of memory"):
        read_apart("pdf", bomb)


TERMINAL = (
    "\x1b]8;;https://evil.example/\x1b\\Winter\x1b]8;;\x1b\\ \x1b[31mbeds\x9b0m "
    "\u202ereversed\u2066\u2028end"
)
"""A link and a colour for terminals, turned letters, and what ends a line for some programs."""


def test_words_that_command_a_terminal_are_words_alone() -> None:
    """Of commands, nothing stays."""
    assert safe(TERMINAL) == "Winter beds reversed\nend"


def hostile() -> dict[str, bytes]:
    """Return a document of each kind that says such words wherever it can say any."""
    xml = re.sub("[\x1b\x9b]", "", TERMINAL)
    note = word_part(
        "comments", f'<w:comment w:id="1" w:author="{xml}">{para(run(xml))}</w:comment>'
    )
    return {
        "a.html": f"<title>{TERMINAL}</title><meta name=author content='{TERMINAL}'>"
        f"<meta name=date content='2018-02-03'><nav>{TERMINAL}</nav>"
        f"<p>{WORDS} {TERMINAL}</p><img alt='{TERMINAL}'>".encode(),
        "a.docx": word(f"{para(run(xml), 'Heading1')}{para(run(WORDS))}",
                       {"word/comments.xml": note}, xml),
        "a.odt": odt(f"<text:p>{WORDS}</text:p><office:annotation><text:p>{xml}</text:p>"
                     "</office:annotation>", author=xml),
        "a.epub": epub({"a.xhtml": f"<p>{WORDS}</p>"}, title=xml, creator=xml),
        "a.pdf": pdf([set_in_lines(WORDS, 60, 700, 10, 60)],
                     {"Author": "\x1b[31mJane \x9b0mExample"}),
        "a.rtf": rtf(f"{{\\info{{\\title {TERMINAL[-30:]}}}}}{WORDS}", author="\x1b[31mJane"),
        "a.eml": eml(TERMINAL.replace("\u2028", " "), "\x1b[31mJane <j@example.org>",
                     f"{WORDS}\n{TERMINAL}"),
        "a.md": f"---\nlayout: '{xml}'\ntitle: '{xml}'\n---\n\n{WORDS} {TERMINAL}\n".encode(),
        "a.txt": f"{TERMINAL}\n\n{WORDS}\n\nSubscribe \x1b[31mhere\n".encode(),
    }  # fmt: skip


@pytest.mark.parametrize("name", hostile())
def test_nothing_that_is_printed_or_written_commands_a_terminal(tmp_path: Path, name: str) -> None:
    """Titles, authors, reasons, what was left out, and the file."""
    (tmp_path / name).write_bytes(hostile()[name])
    done = CliRunner().invoke(main, ["-C", str(tmp_path), "import", str(tmp_path / name)])
    assert done.exit_code == 0, done.stderr
    written = (tmp_path / done.stdout.strip()).read_text("utf-8")
    for text in (done.stdout, done.stderr, written):
        assert not re.search(
            "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]", text
        )


def test_a_hostile_name_of_a_file_is_printed_safely(tmp_path: Path) -> None:
    """Also where the file is refused."""
    place = tmp_path / "a\x1b[31m\u202e.txt"
    for data in ("", WORDS):
        place.write_text(data, encoding="utf-8")
        done = CliRunner().invoke(main, ["-C", str(tmp_path), "import", str(place)])
        assert "\x1b" not in done.stderr + done.stdout
        assert "\u202e" not in done.stderr + done.stdout


def quotations(size: int) -> str:
    """Return short quotations, each a part of the next, and text that holds them all."""
    nested = ["“" + "a " * count + "”" for count in range(40)]
    return "\n\n".join([*nested, *["a " * 60] * (size // 120)])


def linked(size: int) -> str:
    """Return a page of links to places in it that lead nowhere back."""
    return "<article>" + "".join(f"<a href='#n{i}' id=r{i}>{i}</a> " for i in range(size // 30))


def footnoted(size: int) -> str:
    """Return a page of notes."""
    return "<p>" + "".join(
        f"<a href='#n{i}' id=r{i}>{i}</a><i id=n{i}><a href='#r{i}'>b</a></i>"
        for i in range(size // 60)
    )


def told(form: str, size: int, before: str = "") -> str:
    """Return a form as often as a size has room for it, each with its number."""
    return before + "".join(form.format(number) for number in range(size // len(form)))


def parts(size: int) -> bytes:
    """Return a message of many parts."""
    return many_parts(min(size // 8, 1_500))


def heads(size: int) -> bytes:
    """Return a message with many heads."""
    subject = b"Subject: =?utf-8?q?a?= b\n"
    return b"From: a\nMIME-Version: 1.0\n" + subject * (size // 25) + b"\n" + WORDS.encode()


def printed(size: int) -> bytes:
    """Return a PDF of full pages."""
    page = [(60.0, 800.0 - y, 8.0, f"Words on line {y} of it") for y in range(0, 760, 10)]
    return pdf([page] * max(size // 3_000, 1))


GROWING: dict[str, tuple[str, Callable[[int], str | bytes]]] = {
    "quoted paragraphs": ("a.txt", lambda n: told("“quoted words {} of it”\n\n", n)),
    "quotations in one another": ("a.txt", quotations),
    "dates": ("a.txt", lambda n: "1 May 2 May " * (n // 12)),
    "capitals": ("a.txt", lambda n: "By " + "Aa " * (n // 3)),
    "commands for terminals": ("a.txt", lambda n: "\x1b]" * (n // 2) + WORDS),
    "an open fence": ("a.md", lambda n: "```\n" + "a\n\n" * (n // 3)),
    "open links": ("a.md", lambda n: "[a](" * (n // 4)),
    "front matter in brackets": ("a.md", lambda n: f"+++\na = {'[' * n}\n+++\nx"),
    "elements in one another": ("a.html", lambda n: "<div>" * (n // 5) + "words"),
    "paragraphs of a page": ("a.html", lambda n: told("<p>Paragraph {} of it", n, "<article>")),
    "items of a page": ("a.html", lambda n: told("<li>Item number {} of it", n, "<article><ol>")),
    "links of a page": ("a.html", linked),
    "notes of a page": ("a.html", footnoted),
    "open brackets": ("a.html", lambda n: "<article><p>" + "[" * n),
    "paragraphs of Word": ("a.docx", lambda n: docx(*[f"Words {i} of it" for i in range(n // 20)])),
    "paragraphs of OpenDocument": ("a.odt", lambda n: odt(told("<text:p>Words {}</text:p>", n))),
    "spans of OpenDocument": ("a.odt", lambda n: odt(told("<text:span>a{}</text:span>b", n))),
    "paragraphs of Rich Text": ("a.rtf", lambda n: rtf("Words of it\\par\n" * (n // 16))),
    "fields of Rich Text": (
        "a.rtf",
        lambda n: rtf('{\\field{\\*\\fldinst{HYPERLINK "x' * (n // 30)),
    ),
    "notes of Rich Text": ("a.rtf", lambda n: rtf("a{\\footnote b}" * (n // 15))),
    "texts of a book": (
        "a.epub",
        lambda n: epub({f"{i}.html": "<p>Words" for i in range(n // 300)}),
    ),
    "lines of a message": (
        "a.eml",
        lambda n: eml("A", "B", "> a\r\n\r\nOn a wrote:\r\n" * (n // 20)),
    ),
    "heads of a message": ("a.eml", heads),
    "parts of a message": ("a.eml", parts),
    "pages of a PDF": ("a.pdf", printed),
}


@pytest.mark.parametrize("kind", GROWING)
def test_cost_grows_with_size_alone(kind: str) -> None:
    """Ten times the document takes at most some ten times as long, refused or not."""
    name, make = GROWING[kind]
    taken = []
    for size in (5_000, 15_000, 150_000):  # the first of them loads libraries
        data = make(size)
        start = time.process_time()
        with suppress(UnimportableError):
            import_document(name, data if isinstance(data, bytes) else data.encode())
        taken.append(time.process_time() - start)
    assert taken[2] < 30 * taken[1] + 0.2, taken


KINDS = {"docx": "word", "odt": "odt", "epub": "epub", "pdf": "pdf", "rtf": "rtf", "html": "page",
         "mhtml": "mail", "eml": "mail"}  # fmt: skip


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from([*KINDS]), st.data())
def test_any_damage_is_told(ending: str, data: st.DataObject) -> None:
    """A document of any kind with bytes changed, left out or doubled is read, or refused."""
    changed = bytearray(DOCUMENTS[ending])
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(changed) - 1))
        length = data.draw(st.integers(0, 40))
        changed[place : place + length] = (
            data.draw(
                st.one_of(
                    st.binary(max_size=40), st.just(bytes(changed[place : place + length] * 2))
                )
            )
            or b"x"
        )
    with suppress(UnimportableError):
        import_document(f"a.{ending}", bytes(changed))


def test_what_comes_back_from_a_reader_is_data() -> None:
    """Its process answers in JSON, of which nothing can be made but text."""
    told = read_apart("rtf", DOCUMENTS["rtf"])
    assert json.loads(json.dumps(told.text)) == WORDS
