"""Images as they are published: their pixels, their colours, and nothing else of their files.

A photograph's file can say where and by whom it was taken; any file can hold more than its picture.
"""

import re
from collections.abc import Mapping
from io import BytesIO
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from generator.base.addresses import source, url
from generator.source.images import FORMATS, Image, quiet

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

Images = Mapping[str, Image]
"""Source address → image."""

_SHOWN = re.compile(r'<img src="([^"<>]*)"')
_LOSSY = {"quality": 90}


def sized(html: str, uri: str, images: Images) -> str:
    """Return a page whose images have their width and height, so that nothing moves as they load.

    Args:
        html: a page's content.
        uri: its source address.
        images: all of them.
    """
    own = url(uri)

    def with_size(tag: re.Match[str]) -> str:
        image = images.get(source(own, unquote(urlsplit(tag[1]).path)))
        return f'{tag[0]} width="{image.width}" height="{image.height}"' if image else tag[0]

    return _SHOWN.sub(with_size, html) if images else html


def written(image: Image) -> bytes:
    """Return an image written anew: turned as its file asks, with its colour profile alone."""
    from PIL import Image as decoder  # noqa: N813, PLC0415 - most projects have no image
    from PIL import ImageOps  # noqa: PLC0415

    made = BytesIO()
    formats = [FORMATS[image.ending]]
    with quiet(), decoder.open(BytesIO(image.data), formats=formats) as opened:
        options = _options(image, opened)
        plain = ImageOps.exif_transpose(opened)
        # Encoders write what they find here, besides what they are told.
        plain.info = {key: opened.info[key] for key in ("transparency",) if key in opened.info}
        plain.save(made, FORMATS[image.ending], **options)
    return made.getvalue()


def _options(image: Image, opened: "Picture") -> dict[str, Any]:
    """Return how to write an image so that it looks as it did."""
    profile = {"icc_profile": opened.info.get("icc_profile")}
    match image.ending:
        case "jpg":
            # With its own tables an image loses next to nothing, and does not grow.
            tables = getattr(opened, "quantization", None)
            return {**profile, "qtables": tables, "subsampling": _sampling(opened)}
        case "webp":
            lossless = b"VP8L" in image.data[:64]
            return {**profile, **({"lossless": True} if lossless else _LOSSY)}
        case "avif":
            # Of several threads each would write other bytes.
            return {**profile, **_LOSSY, "speed": 8, "max_threads": 1}
        case _:
            return profile


def _sampling(opened: "Picture") -> int:
    from PIL.JpegImagePlugin import get_sampling  # noqa: PLC0415

    return int(get_sampling(opened))
