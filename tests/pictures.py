"""Pictures to test with, made as they are asked for."""

import struct
import zlib
from io import BytesIO
from typing import Any

from PIL import Image

FORMATS = {"avif": "AVIF", "jpg": "JPEG", "png": "PNG", "webp": "WEBP"}


def picture(ending: str, size: tuple[int, int] = (30, 20), **options: Any) -> bytes:  # noqa: ANN401
    """Return a picture: red above, blue below."""
    image = Image.new("RGB", size, "red")
    image.paste("blue", (0, size[1] // 2, *size))
    made = BytesIO()
    image.save(made, FORMATS[ending], **options)
    return made.getvalue()


def huge_png(width: int, height: int) -> bytes:
    """Return a PNG of a few bytes that says how large it is; nothing else of it is sound."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in ((b"IHDR", head), (b"IDAT", zlib.compress(b"")), (b"IEND", b""))
    )
