"""Documents as other programs write them, made for the tests of importing."""

import zlib
from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType='
    '"application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
    'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<dc:creator>{author}</dc:creator></cp:coreProperties>"
)
_STYLES = (
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/></w:style>'
)


def packed(parts: Mapping[str, str | bytes], first: str = "") -> bytes:
    """Return an archive; a part named ``mimetype`` comes first and is not compressed."""
    data = BytesIO()
    with ZipFile(data, "w", ZIP_DEFLATED) as archive:
        if first:
            archive.writestr("mimetype", first, compress_type=0)
        for name, part in parts.items():
            archive.writestr(name, part)
    return data.getvalue()


def word(body: str, parts: Mapping[str, str | bytes] | None = None, author: str = "") -> bytes:
    """Return a Word document.

    Args:
        body: the elements of its text.
        parts: more of its files, or others in place of the usual ones.
        author: who its properties say wrote it.
    """
    kinds = ("comments", "footnotes")
    links = "".join(
        f'<Relationship Id="k{n}" Target="{kind}.xml" Type="{_OFFICE}/{kind}"/>'
        for n, kind in enumerate(kinds)
        if f"word/{kind}.xml" in (parts or {})
    )
    return packed({
        "[Content_Types].xml": TYPES,
        "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" '
        f'Target="word/document.xml" Type="{_OFFICE}/officeDocument"/></Relationships>',
        "docProps/core.xml": _CORE.format(author=author),
        "word/document.xml": word_part("document", f"<w:body>{body}</w:body>"),
        "word/styles.xml": word_part("styles", _STYLES),
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_RELATIONS}">{links}'
        "</Relationships>",
        **(parts or {}),
    })  # fmt: skip


def word_part(name: str, inside: str) -> str:
    """Return one of the files of a Word document."""
    return f'<w:{name} xmlns:w="{WORD}">{inside}</w:{name}>'


def run(text: str) -> str:
    """Return words in a Word document."""
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def para(inside: str, style: str = "") -> str:
    """Return a paragraph of a Word document."""
    styled = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{styled}{inside}</w:p>"


def docx(*paragraphs: str, author: str = "Ines Marlowe") -> bytes:
    """Return a Word document with a heading and paragraphs."""
    first, *rest = paragraphs
    return word(
        para(run(first), "Heading1") + "".join(para(run(each)) for each in rest), author=author
    )


_ODT_NAMES = " ".join(
    f'xmlns:{name}="{uri}"'
    for name, uri in {
        "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
        "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
        "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
        "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
        "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
        "meta": "urn:oasis:names:tc:opendocument:xmlns:meta:1.0",
        "manifest": "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0",
        "xlink": "http://www.w3.org/1999/xlink",
        "dc": "http://purl.org/dc/elements/1.1/",
    }.items()
)


def odt(body: str, parts: Mapping[str, str] | None = None, author: str = "") -> bytes:
    """Return an OpenDocument text.

    Args:
        body: the elements of its text.
        parts: more of its files, each the elements in it.
        author: who its properties say wrote it.
    """
    styles = (
        '<office:automatic-styles><style:style style:name="T1" style:family="text">'
        '<style:text-properties fo:font-weight="bold"/></style:style>'
        '<text:list-style style:name="L2"><text:list-level-style-number text:level="1"/>'
        "</text:list-style></office:automatic-styles>"
    )
    meta = f"<office:meta><meta:initial-creator>{author}</meta:initial-creator></office:meta>"
    inside = {
        "content.xml": f"{styles}<office:body><office:text>{body}</office:text></office:body>",
        "meta.xml": meta,
        **(parts or {}),
    }
    return packed(
        {
            name: f"<office:document {_ODT_NAMES}>{part}</office:document>"
            for name, part in inside.items()
        },
        "application/vnd.oasis.opendocument.text",
    )


def rtf(body: str, author: str = "") -> bytes:
    """Return a document in Rich Text Format, as word processors write it."""
    info = f"{{\\info{{\\author {author}}}{{\\*\\company Secret}}}}" if author else ""
    fonts = "{\\fonttbl{\\f0\\fswiss\\fcharset0 Arial;}}{\\colortbl;\\red0\\green0\\blue0;}"
    escaped = "".join(c if ord(c) < 128 else f"\\u{ord(c)}?" for c in body)
    return f"{{\\rtf1\\ansi\\ansicpg1252\\deff0{fonts}{info}{escaped}}}".encode("ascii")


def epub(texts: Mapping[str, str], parts: Mapping[str, str] | None = None, **about: str) -> bytes:
    """Return a book.

    Args:
        texts: the elements in the body of each of its texts, in their order.
        parts: more of its files.
        about: what it says of itself, such as ``title`` and ``creator``.
    """
    told = "".join(f"<dc:{key}>{value}</dc:{key}>" for key, value in about.items())
    items = "".join(
        f'<item id="i{n}" href="{name}" media-type="application/xhtml+xml"/>'
        for n, name in enumerate(texts)
    )
    spine = "".join(f'<itemref idref="i{n}"/>' for n in range(len(texts)))
    return packed({
        "META-INF/container.xml": "<container "
        'xmlns="urn:oasis:names:tc:opendocument:xmlns:container"'
        '><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>',
        "OEBPS/book.opf": '<package xmlns="http://www.idpf.org/2007/opf" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>{told}</metadata>'
        f"<manifest>{items}</manifest><spine>{spine}</spine></package>",
        **{
            f"OEBPS/{name}": '<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE html><html '
            'xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
            f"<head><title>x</title></head><body>{body}</body></html>"
            for name, body in texts.items()
        },
        **(parts or {}),
    }, "application/epub+zip")  # fmt: skip


def eml(subject: str, sender: str, plain: str, page: str = "", date: str = "") -> bytes:
    """Return a message; with a page it has both forms, and a file attached."""
    head = f"From: {sender}\r\nSubject: {subject}\r\nDate: {date}\r\nMIME-Version: 1.0\r\n"
    text = (
        f"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{plain}"
    )
    if not page:
        return f"{head}{text}".encode()
    other = f"Content-Type: text/html; charset=utf-8\r\n\r\n{page}"
    file = (
        "Content-Type: application/pdf\r\n"
        "Content-Disposition: attachment; filename=plan.pdf\r\n\r\nx"
    )
    parts = "".join(f"--b\r\n{part}\r\n" for part in (text, other, file))
    return f"{head}Content-Type: multipart/mixed; boundary=b\r\n\r\n{parts}--b--\r\n".encode()


def mhtml(page: str, address: str) -> bytes:
    """Return a web page saved as one file by a browser."""
    body = b64encode(page.encode()).decode("ascii")
    return (
        "From: <Saved by Blink>\r\n"
        f"Snapshot-Content-Location: {address}\r\n"
        "Subject: Saved\r\nDate: Thu, 1 Feb 2024 10:00:00 -0000\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="----b"\r\n\r\n'
        "------b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n"
        f"Content-Location: {address}\r\n\r\n{body}\r\n"
        "------b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n"
        "------b--\r\n"
    ).encode()


_PICTURE = b"q 400 0 0 400 90 200 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x\nEI Q"
Placed = tuple[float, float, float, str]
"""Words on a page of a PDF: points from its left and lower edges, size of the letters, words."""


def pdf(
    pages: Sequence[Iterable[Placed]],
    info: Mapping[str, str] | None = None,
    trailer: str = "",
    compress: int = 0,
) -> bytes:
    """Return a PDF.

    Args:
        pages: what stands on each page; where nothing does, a picture.
        info: its properties.
        trailer: more of what its end says.
        compress: how many times the bytes of each page are compressed.
    """
    told = " ".join(f"/{key} ({value})" for key, value in (info or {}).items())
    kids = " ".join(f"{5 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>".encode(),
        (
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding "
            b"<< /BaseEncoding /WinAnsiEncoding /Differences [1 /fi] >> >>"
        ),
        f"<< {told} >>".encode("latin-1"),
    ]
    for number, page in enumerate(pages):
        stream = "".join(
            f"BT /F1 {size} Tf {left} {bottom} Td ({_literal(text)}) Tj ET\n"
            for left, bottom, size, text in page
        ).encode("cp1252")
        stream = stream or _PICTURE
        for _ in range(compress):
            stream = zlib.compress(stream, 9)
        filters = f"/Filter [{' '.join(['/FlateDecode'] * compress)}]" if compress else ""
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {6 + 2 * number} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode(),
            f"<< /Length {len(stream)} {filters} >>\nstream\n".encode() + stream + b"\nendstream",
        ]
    return _joined(objects, trailer)


def _literal(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _joined(objects: Sequence[bytes], trailer: str) -> bytes:
    """Return a PDF of numbered objects, with the table of where they stand."""
    data = b"%PDF-1.7\n"
    places = []
    for number, each in enumerate(objects, start=1):
        places.append(len(data))
        data += f"{number} 0 obj\n".encode() + each + b"\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    count = len(objects) + 1
    end = f"xref\n0 {count}\n0000000000 65535 f \n{table}trailer\n"
    root = f"<< /Size {count} /Root 1 0 R /Info 4 0 R {trailer} >>"
    return data + f"{end}{root}\nstartxref\n{len(data)}\n%%EOF\n".encode()


def set_in_lines(text: str, left: float, top: float, size: float, width: int) -> list[Placed]:
    """Return a text in lines of at most a number of characters, one below the other."""
    lines: list[str] = [""]
    for word_ in text.split():
        if len(lines[-1]) + len(word_) >= width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word_}".strip()
    return [(left, top - n * size * 1.25, size, each) for n, each in enumerate(lines)]
