"""Images are what they say, and nothing but their pixels is published."""

import re
import struct
import subprocess
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from PIL import Image, ImageCms

from generator.base.bounds import Bounds
from generator.base.problems import At, Problem
from generator.build import build
from generator.site.images import sized, written
from generator.source.images import Image as Checked
from generator.source.images import read_image
from tests.hostile.payloads import briefing
from tests.pictures import FORMATS, huge_png, picture
from tests.projects import SETTINGS, compiled, tiny

AT = At("content/images/a.png")
BOUNDS = Bounds()
ENDINGS = sorted(FORMATS)
SCRIPT = b"<script>alert(1)</script>"


def read(data: bytes, ending: str, bounds: Bounds = BOUNDS) -> Checked:
    """Return an image that is accepted."""
    found = read_image(data, ending, AT, bounds)
    assert isinstance(found, Checked), found
    return found


def refused(data: bytes, ending: str, bounds: Bounds = BOUNDS) -> str:
    """Return the code of what is said of one that is refused."""
    found = read_image(data, ending, AT, bounds)
    assert isinstance(found, Problem)
    return found.code


def opened(data: bytes) -> Image.Image:
    """Return a picture as any program sees it."""
    return Image.open(BytesIO(data))


def commented(png: bytes) -> bytes:
    """Return a PNG with a text in it."""
    text = b"tEXtComment\0SECRET"
    chunk = struct.pack(">I", len(text) - 4) + text + struct.pack(">I", zlib.crc32(text))
    return png[:33] + chunk + png[33:]


@pytest.mark.parametrize("ending", ENDINGS)
def test_picture_is_written_anew(ending: str) -> None:
    """It looks the same, in the same format."""
    image = read(picture(ending), ending)
    assert (image.width, image.height) == (30, 20)
    made = opened(written(image)).convert("RGB")
    red, blue = made.getpixel((15, 3)), made.getpixel((15, 16))
    assert isinstance(red, tuple)
    assert isinstance(blue, tuple)
    assert (red[0] > 240, red[2] < 20) == (True, True)
    assert (blue[2] > 240, blue[0] < 20) == (True, True)
    assert opened(written(image)).format == FORMATS[ending]
    assert written(image) == written(image)


@pytest.mark.parametrize("ending", ENDINGS)
def test_nothing_is_published_but_pixels_and_colours(ending: str) -> None:
    """No place, no author, no text; the colour profile stays, and the picture is turned."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, "SECRET"
    exif.get_ifd(0x8825)[1] = "N"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    xmp = {} if ending == "png" else {"xmp": b"SECRET"}
    data = picture(ending, (30, 20), exif=exif, icc_profile=profile, **xmp)
    assert b"SECRET" in data
    image = read(data, ending)
    made = written(image)
    assert b"SECRET" not in made
    assert b"Exif" not in made
    assert (image.width, image.height) == opened(made).size == (20, 30)
    assert opened(made).info["icc_profile"] == profile
    assert dict(opened(made).getexif()) in ({}, {0x0112: 1})


def test_comments_and_texts_go() -> None:
    """Also what only one format has."""
    jpg = read(picture("jpg", comment=b"SECRET"), "jpg")
    assert b"SECRET" in jpg.data
    assert b"SECRET" not in written(jpg)
    png = read(commented(picture("png")), "png")
    assert b"SECRET" in png.data
    assert b"SECRET" not in written(png)


def test_damaged_words_about_a_picture_are_left_out_in_silence(
    recwarn: pytest.WarningsRecorder,
) -> None:
    """They go with all that is no pixel; what the library says of them is nothing to mend."""
    about = Image.Exif()
    about[0x010E] = "A picture's own words"
    whole = picture("jpg", exif=about)
    damaged = whole.replace(b"\x01\x0e\x00\x02\x00\x00", b"\x01\x0e\x00\x02\x7f\xff")
    assert damaged != whole
    new = opened(written(read(damaged, "jpg")))
    assert (new.size, dict(new.getexif())) == ((30, 20), {})
    assert [str(each.message) for each in recwarn] == []


def test_transparency_stays() -> None:
    """What one sees through is no metadata."""
    image = Image.new("P", (4, 4), 1)
    image.putpalette([255, 0, 0, 0, 255, 0])
    made = BytesIO()
    image.save(made, "PNG", transparency=1)
    again = opened(written(read(made.getvalue(), "png"))).convert("RGBA")
    assert again.getpixel((0, 0))[3] == 0  # type: ignore[index]


@pytest.mark.parametrize("ending", ENDINGS)
def test_what_follows_the_image_is_refused(ending: str) -> None:
    """Data after the end could be anything."""
    assert refused(picture(ending) + SCRIPT, ending) == "more-than-image"
    assert refused(picture(ending) + b"\0", ending) == "more-than-image"


@pytest.mark.parametrize("ending", ENDINGS)
def test_cut_images_are_refused(ending: str) -> None:
    """Half an image is none, nor is one of another format, or none at all."""
    whole = picture(ending, (300, 200))
    assert refused(whole[: len(whole) // 2], ending) in {"wrong-image", "more-than-image"}
    for other in ENDINGS:
        if other != ending:
            assert refused(picture(other), ending) == "wrong-image"
    assert refused(b"", ending) == "wrong-image"
    assert refused(SCRIPT, ending) == "wrong-image"


@pytest.mark.parametrize(
    ("data", "ending"),
    [
        (b"\x89PNG\r\n\x1a\n<html>" + SCRIPT, "png"),
        (b"RIFF/*xxWEBP*/=1;alert(1)//", "webp"),
        (b"/*  ftypavif*/alert(1)" + b" " * 60, "avif"),
        (b"\xff\xd8\xff\xe0/*" + SCRIPT, "jpg"),
        (huge_png(0, 0), "png"),
        (huge_png(0, 5), "png"),
    ],
)
def test_signatures_are_not_enough(data: bytes, ending: str) -> None:
    """What only begins as an image is refused."""
    assert refused(data, ending) == "wrong-image"


def test_small_files_of_huge_images_are_refused_unseen() -> None:
    """Nothing is decoded of what would take gigabytes."""
    assert refused(huge_png(50_000, 50_000), "png") == "too-large"
    assert refused(picture("png"), "png", replace(BOUNDS, image_pixels=599)) == "too-large"


@pytest.mark.parametrize("ending", ["avif", "png", "webp"])
def test_moving_images_are_refused(ending: str) -> None:
    """Readers could not stop them (WCAG 2.2.2)."""
    frames = [Image.new("RGB", (9, 9), colour) for colour in ("red", "blue")]
    made = BytesIO()
    frames[0].save(made, FORMATS[ending], save_all=True, append_images=frames[1:])
    assert refused(made.getvalue(), ending) == "moving-image"


@given(st.binary(max_size=200), st.sampled_from(ENDINGS), st.integers(0, 500))
def test_no_bytes_make_it_raise(noise: bytes, ending: str, place: int) -> None:
    """Whatever is laid over an image, it is refused or published."""
    whole = picture(ending)
    data = whole[:place] + noise + whole[place + len(noise) :]
    found = read_image(data, ending, AT, BOUNDS)
    if isinstance(found, Checked):
        written(found)


def test_all_images_together_are_bounded(tmp_path: Path) -> None:
    """Many that are small in bytes and large in pixels would take minutes."""
    project, vast = tiny(tmp_path), picture("png", (300, 300))
    for number in range(4):
        (project / f"content/images/a-{number}.png").write_bytes(vast)
    one = read(vast, "png").weight
    assert one > 0
    bounds = replace(BOUNDS, all_pixels=one + one // 2)
    told = build(project, replace(SETTINGS, bounds=bounds)).problems
    assert [problem.at.path for problem in told if problem.code == "too-large"] == [
        *(f"content/images/a-{number}.png" for number in (2, 3)),
        "content/images/tram.png",
    ]


def test_pages_say_how_large_images_are() -> None:
    """So that text does not move while they load; what is no image of ours stays as it is."""
    images = {"images/a.png": Checked("png", 30, 20, b"")}
    html = '<p><img src="../../images/%61.png?x" alt="A" /><img src="https://x/a.png" alt="" /></p>'
    assert sized(html, "articles/b.md", images) == html.replace(
        '%61.png?x"', '%61.png?x" width="30" height="20"'
    )


@pytest.fixture(params=["build", "export"])
def published(request: pytest.FixtureRequest, top: Path, tmp_path: Path) -> Callable[[bytes], Path]:
    """Return what publishes a project with an image, and gives the folder that readers see."""

    def publish(data: bytes) -> Path:
        project = tiny(tmp_path)
        (project / "content/images/tram.png").write_bytes(data)
        arguments = {"build": ["build"], "export": ["export", "--to", str(project / "site")]}
        done: subprocess.CompletedProcess[str]
        done = briefing(top, project, *arguments[request.param])
        assert done.returncode == 0, done.stderr
        return project / "site" / ("docs" if request.param == "export" else "")

    return publish


def test_published_image_is_the_one_that_was_written(
    published: Callable[[bytes], Path],
) -> None:
    """It is in its place, written anew, and the page says how large it is."""
    data = commented(picture("png", (70, 50)))
    site = published(data)
    assert (site / "images/tram.png").read_bytes() == written(read(data, "png"))
    assert [path.name for path in (site / "images").iterdir()] == ["tram.png"]
    pages = [each.read_text("utf-8") for each in site.rglob("*") if each.suffix in {".md", ".html"}]
    shown = {tag for page in pages for tag in re.findall(r"<img [^>]*tram\.png[^>]*>", page)}
    assert shown
    assert [tag for tag in shown if 'width="70" height="50"' not in tag.replace("\\", "")] == []


def test_image_swapped_after_the_check_is_not_seen(tmp_path: Path) -> None:
    """What is published comes from the bytes that were checked, whatever is on the disk by then."""
    project = tiny(tmp_path)
    place = project / "content/images/tram.png"
    place.write_bytes(picture("png"))
    built = compiled(project)
    place.unlink()
    place.symlink_to("/etc/passwd")
    assert opened(written(built.images["images/tram.png"])).size == (30, 20)
