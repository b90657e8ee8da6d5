"""Images that are what they say: decoded within bounds, and complete to their last byte.

What is published is written anew from what is decoded here, and never read from the disk again: so
nothing passes but pixels.
"""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from msgspec import Struct

from generator.base.bounds import Bounds
from generator.base.problems import At, Problem

FORMATS = {"avif": "AVIF", "jpg": "JPEG", "png": "PNG", "webp": "WEBP"}
"""Ending → what the decoder calls it."""
_LIKELY = 40
"""Pixels for each byte, of diagrams and photographs; one colour alone has a thousand times more."""
_SIDEWAYS = frozenset({5, 6, 7, 8})
"""Orientations by which width and height change places (Exif 2.32, tag 0x0112)."""
_ORIENTATION = 0x0112
_AGAIN = "Save it as one in an image program; renaming a file does not change what is in it."
_SMALLER = "Save a smaller version in an image program: few screens are wider than 2,000 pixels."


class Image(Struct, frozen=True):
    """A picture whose bytes were decoded.

    Attributes:
        ending: of its file, and so its format.
        width: in pixels, as it is seen: after it is turned as its file asks.
        height: likewise.
        data: the bytes that were decoded.
    """

    ending: str
    width: int
    height: int
    data: bytes

    @property
    def weight(self) -> int:
        """Return its pixels, less those that its bytes make likely."""
        return max(0, self.width * self.height - _LIKELY * len(self.data))


def read_image(data: bytes, ending: str, at: At, bounds: Bounds) -> Image | Problem:
    """Decode an image, or say why it is none.

    Args:
        data: the whole file.
        ending: of its name.
        at: the file.
        bounds: how large it may be.
    """
    from PIL import Image as decoder  # noqa: N813, PLC0415 - most projects have no image

    try:
        with quiet(), decoder.open(BytesIO(data), formats=[FORMATS[ending]]) as opened:
            width, height = opened.size
            if width * height > bounds.image_pixels:
                return _too_large(at, bounds, f"{width:,} × {height:,}")
            if getattr(opened, "n_frames", 1) > 1:
                message = "The image moves, and readers could not stop it."
                return Problem(at, "moving-image", message, "Save one of its pictures.")
            opened.load()
            turned = opened.getexif().get(_ORIENTATION) in _SIDEWAYS
    except decoder.DecompressionBombError:
        return _too_large(at, bounds, "very many")
    except Exception:  # noqa: BLE001 - decoders raise errors of all kinds at what is no image
        message = f"The file does not contain a .{ending} image that can be read."
        return Problem(at, "wrong-image", message, _AGAIN)
    if (end := _END[ending](data)) != len(data):
        message = f"The image ends after {end:,} of the file's {len(data):,} bytes."
        hint = "Save it again in an image program, which leaves out what follows."
        return Problem(at, "more-than-image", message, hint)
    return Image(ending, *((height, width) if turned else (width, height)), data)


@contextmanager
def quiet() -> Iterator[None]:
    """Let decoders warn of nothing: what is wrong with an image is told as a problem, or harmless.

    Damaged words about a picture, for example, are left out with all such words.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def too_many_pixels(at: At, limit: int) -> Problem:
    """Say that the images together are too large to be decoded."""
    message = (
        f"The images up to this one have over {limit:,} pixels more than their bytes account for, "
        "which is the limit."
    )
    return Problem(at, "too-large", message, _SMALLER)


def _too_large(at: At, bounds: Bounds, found: str) -> Problem:
    limit = f"the limit is {bounds.image_pixels:,}"
    message = f"The image has {found} pixels; {limit}."
    return Problem(at, "too-large", message, _SMALLER)


def _png_end(data: bytes) -> int:
    """Return where the last chunk ends (PNG, section 5)."""
    place = 8
    while place + 12 <= len(data):
        kind, length = data[place + 4 : place + 8], int.from_bytes(data[place : place + 4])
        place += 12 + length
        if kind == b"IEND":
            break
    return place


def _webp_end(data: bytes) -> int:
    """Return where the RIFF container ends (WebP container specification)."""
    length = int.from_bytes(data[4:8], "little")
    return 8 + length + length % 2


def _avif_end(data: bytes) -> int:
    """Return where the last box ends (ISO/IEC 14496-12, section 4.2)."""
    place = 0
    while place + 8 <= len(data):
        length = int.from_bytes(data[place : place + 4])
        if length == 1:
            length = int.from_bytes(data[place + 8 : place + 16])
        if length < 8:  # noqa: PLR2004 - the box's own head
            break
        place += length
    return place


def _jpg_end(data: bytes) -> int:
    """Return where the marker of the image's end ends (ITU T.81, annex B)."""
    place = 2
    while place + 4 <= len(data):
        place = data.find(b"\xff", place)
        if place < 0:
            return len(data) + 1
        marker = data[place + 1 : place + 2]
        if marker == b"\xd9":
            return place + 2
        # Of what stands between pixels: a stuffed byte, a restart, and a byte that only fills.
        alone = marker in {b"\x00", b"\x01", b"\xff"} or b"\xd0" <= marker <= b"\xd7"
        length = 0 if alone else int.from_bytes(data[place + 2 : place + 4])
        place += length + (1 if marker == b"\xff" else 2)
    return len(data) if data.endswith(b"\xff\xd9") else len(data) + 1


_END = {"avif": _avif_end, "jpg": _jpg_end, "png": _png_end, "webp": _webp_end}
