"""Verification of a built site."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import cast
from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser, LexborNode

import generator.publish.verify
from generator.base.problems import Problem, catalogue
from generator.publish.cores import cores
from generator.publish.verify import _lost, verify
from generator.publish.verify.addresses import Addresses, End, Sound
from generator.publish.verify.files import Holdings, Site, read_files
from generator.publish.verify.frames import tree_with_frames
from generator.publish.verify.listing import paths
from generator.publish.verify.portions import portions
from generator.publish.verify.readings import Target, Use
from generator.publish.verify.tags import Tag, _read_any, read_tag
from generator.publish.verify.tree import Tree, tree_of
from tests.cases import GOLDEN, case_files, check, sections
from tests.pictures import picture

SOURCES = Path(generator.publish.verify.__file__).parent.glob("*.py")
POLICY = """<meta http-equiv="Content-Security-Policy" content="default-src 'none'">"""
PAGE = f"<!doctype html>{POLICY}<title>A page</title>\n"


def make(site: Path, files: dict[str, str]) -> Path:
    """Write a site."""
    for name, text in files.items():
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(picture("png") if text == A_PICTURE else text.encode())
    return site


A_PICTURE = "a picture"
"""Stands for one, as the text of a file."""


def told(site: Path) -> list[str]:
    """Return the problems of a site, each as its file and code."""
    return [f"{problem.at.path} {problem.code}" for problem in verify(site)]


@case_files("verify")
def test_golden(path: Path, tmp_path: Path) -> None:
    """Each case's site has the problems that it lists, and no other.

    Only cases that speak of policies need have them on every page.
    """
    case = sections(path)
    files = {
        name.removeprefix("file "): text for name, text in case.items() if name.startswith("file ")
    }
    problems = verify(make(tmp_path, files), **json.loads(case["call"]))
    if "Content-Security-Policy" not in case["problems"]:
        problems = [each for each in problems if each.code != "page-policy-missing"]
    check(path, {"problems": "\n".join(map(str, problems))})


def test_every_code_has_a_case() -> None:
    """No problem of verification goes untested."""
    source = "".join(path.read_text(encoding="utf-8") for path in SOURCES)
    codes = {code for code in catalogue() if f'"{code}"' in source}
    cases = "".join(path.read_text(encoding="utf-8") for path in GOLDEN.glob("verify/*.txt"))
    assert {code for code in codes if f" {code} " not in cases} == {"page-too-large"}


def test_large_page_is_refused(tmp_path: Path) -> None:
    """A page may have 300 kB and not a byte more."""
    page = PAGE.ljust(300_000)
    make(tmp_path, {"index.html": page, "long/index.html": f"{page} "})
    [problem] = verify(tmp_path)
    assert str(problem) == (
        "long/index.html:1:1 page-too-large The page has 300,001 bytes; 300,000 are allowed. "
        "Split the list that grows with the content, by year or letter."
    )


def test_missing_site_is_a_missing_home_page(tmp_path: Path) -> None:
    """A folder that does not exist, or is empty, does not pass."""
    assert told(tmp_path / "nowhere") == ["index.html page-missing"]
    assert told(tmp_path) == ["index.html page-missing"]


def test_odd_files_are_refused(tmp_path: Path) -> None:
    """Links, pipes, hidden folders and unprintable names do not belong in a site."""
    make(tmp_path, {"index.html": PAGE, ".git/config": "", ".git/HEAD": "", "a\nb.html": PAGE})
    (tmp_path / "link.html").symlink_to("index.html")
    (tmp_path / "folder").symlink_to(".")
    os.mkfifo(tmp_path / "pipe.html")
    (tmp_path / os.fsdecode(b"caf\xe9.html")).write_text(PAGE, encoding="utf-8")
    assert told(tmp_path) == [
        ".git site-file-unexpected",
        "a\nb.html site-file-unexpected",
        "caf\\xe9.html site-file-unexpected",
        "folder site-file-unexpected",
        "link.html site-file-unexpected",
        "pipe.html site-file-unexpected",
    ]


def test_text_must_be_utf8(tmp_path: Path) -> None:
    """A page in another encoding is reported, and the others are still checked."""
    make(tmp_path, {"index.html": f'{PAGE}<a href="lost/">lost</a>'})
    (tmp_path / "latin.html").write_bytes(b"caf\xe9")
    assert told(tmp_path) == ["index.html site-link-broken", "latin.html site-data-unreadable"]


def test_deep_data_are_a_problem(tmp_path: Path) -> None:
    """Data nested too deep to be read do not end the run."""
    deep = "[" * 100_000 + "]" * 100_000
    make(
        tmp_path,
        {"index.html": PAGE, "data/briefing.json": deep, "data/briefing.schema.json": "{}"},
    )
    assert told(tmp_path) == ["data/briefing.json site-data-unreadable"]


PIECES = st.sampled_from(
    (
        *(
            "<a href=",
            "<img src=",
            "<p id=a ",
            "<meta http-equiv=refresh content=",
            "<script>",
            "<svg>",
        ),
        *("<style>", "<template>", "<base href=", ">", '"', "'", "//h.example", "url(", "@import"),
        *(
            "javascript:",
            "data:",
            "&#10;",
            "\\",
            "../",
            "a/",
            "#",
            "?",
            "%",
            "%ff",
            ":",
            "[",
            "{",
            "\0",
        ),
        *("</script>", "</style>", "<!--", "]]>", " ", "\n", "é", "\ud7ff", "/*", "*/", "`"),
    )
)


@given(st.lists(PIECES, max_size=40).map("".join), st.sampled_from(["a.html", "a.svg", "a.css"]))
def test_any_text_is_checked(
    tmp_path_factory: pytest.TempPathFactory, text: str, name: str
) -> None:
    """Whatever a file holds, the check ends, and each place it names is in the file."""
    site = make(tmp_path_factory.mktemp("any"), {"index.html": PAGE, name: text})
    for problem in verify(site):
        lines = text.split("\n")
        assert problem.at.column <= len(lines[problem.at.line - 1]) + 1


MARKUP = st.sampled_from(
    (
        *(
            "<b id=b>",
            "</b>",
            '<a id=a href="x">',
            "</a>",
            "<nobr>",
            "<p>",
            "</p>",
            "<div>",
            "</div>",
        ),
        *("<table>", "<tr>", "<td id=d>", "</table>", "<caption>", "<col>", "<select>", "<option>"),
        *("</select>", "<svg>", "</svg>", "<math>", "<annotation-xml encoding=text/html>"),
        *(
            "<foreignObject>",
            "<template>",
            "</template>",
            "<noscript>",
            "</noscript>",
            "<form id=f>",
        ),
        *("</form>", "<button>", "<li>", "<h1>", "</h1>", "<object>", "<!--", "-->", "<![CDATA["),
        *("<script>", "</script>", "<style>", "</style>", "<title>", "</title>", "<textarea>"),
        *("<xmp>", "</xmp>", "<iframe>", "<plaintext>", "<frameset>", "<body id=y>", "</body>"),
        *("<html id=h>", "</html>", "<header>", "</header>", "<header-x>", "<footer>", "</footer>"),
        *('<p title="', '"', "'", "<", ">", "=", "/", "&lt;", "&quot;", "x", "\n", "\0", "é"),
        *("<hgroup>", "</hgroup>", "<hgroup><td>x</hgroup>", '<p a"b="c" <d=e id=q>'),
    )
)
FRAME = '<header class="h"><a id="top" href="../">x</a><p id=menu>y</header>'


def walked(part: LexborHTMLParser | LexborNode) -> Iterator[LexborNode]:
    """Yield every element of a tree, one by one, and of its templates."""
    yield from part.css("*")
    for fragment in part.template_fragments():
        yield from walked(fragment)


@given(st.lists(MARKUP, max_size=12).map("".join))
def test_tags_as_written_are_those_of_the_tree(text: str) -> None:
    """Whatever a page holds, its elements are found as if they were visited one by one."""
    nodes = list(walked(LexborHTMLParser(text)))
    tree = tree_of(LexborHTMLParser(text))
    tags = [*tree.tags, *tree.dormant]
    ids = [node.attributes["id"] for node in nodes if "id" in node.attributes]
    links = [node.attributes["href"] for node in nodes if "href" in node.attributes]
    assert sorted(tag.id for tag in tags if tag.id is not None) == sorted(filter(None, ids))
    assert sorted(use.address for tag in tags for use in tag.uses) == sorted(filter(None, links))


@pytest.mark.parametrize(
    "name",
    ["iframe", "noembed", "noframes", "plaintext", "script type=application/json", "style", "xmp"],
)
def test_texts_that_look_like_tags_are_none(tmp_path: Path, name: str) -> None:
    """What such an element holds is no place, no link and no comment around what follows."""
    text = f'<{name}><p id=x><a href="lost/">x</a><!--</{name.partition(" ")[0]}>'
    make(tmp_path, {"index.html": f"{PAGE}<body><p id=x>x</p>{text}<p id=y><a href='#y'>y</a>"})
    assert told(tmp_path) == []


def test_what_sleeps_in_a_template_is_no_place(tmp_path: Path) -> None:
    """A link cannot lead there, but all that a script may bring to life is looked at."""
    asleep = '<template><script>"<!--"</script><p id=x><a href="lost/">x</a></template>'
    make(tmp_path, {"index.html": f'{PAGE}<a href="#x">x</a>{asleep}<p id=y><a href="#y">y</a>'})
    assert told(tmp_path) == ["index.html site-anchor-missing", "index.html site-link-broken"]


@given(*[st.lists(MARKUP, max_size=6).map("".join)] * 3)
@example("<table>", "<td id=d>", "")
@example("<p><b id=b></p>", "<p>x</p><p>x</p>", "")
@example("<svg>", "<title><b id=b></title>", "")
@example("<select>", "<b id=b>", "")
@example("<!--", "", "-->")
@example("", "<b id=b>", "x")
@example("", "<form id=f>", "<form id=g>")
def test_frames_change_no_reading(before: str, inside: str, after: str) -> None:
    """Whatever stands before, in and after a header, taking it out first changes nothing."""
    header = FRAME.replace("y</header>", f"y{inside}</header>")
    page = f"<!doctype html><title>x</title>{before}{header}{after}<a id=end>z</a>"
    whole = tree_of(LexborHTMLParser(page))
    if framed := tree_with_frames(page.encode()):
        assert sorted(_told(framed)) == sorted(_told(whole))


def _told(tree: Tree) -> list[str]:
    tags = [*tree.tags, *tree.dormant]
    uses = [use.address for tag in tags for use in tag.uses]
    return [*tree.scripts, *tree.styles, *uses, *(tag.id for tag in tags if tag.id is not None)]


def test_frames_of_a_plain_page_are_taken_out() -> None:
    """A page as themes write it is one of those whose header is read once."""
    page = f"<!doctype html><body><div>{FRAME}<div><p id=a>x</p></div></div>"
    assert tree_with_frames(page.encode())


SEGMENTS = st.lists(st.sampled_from(["a", "b", "..", ".", "c.html"]), min_size=1, max_size=5)


@given(
    SEGMENTS,
    st.sampled_from(["", "/"]),
    st.sampled_from(["index.html", "a/index.html", "a/b/c.html"]),
)
def test_relative_addresses_lead_where_browsers_go(
    steps: list[str],
    end: str,
    page: str,
) -> None:
    """Dot segments are followed as the standard library follows them."""
    address = "/".join(steps) + end
    deep = f"https://site.example/{'deep/' * 9}"
    expected = urlsplit(urljoin(f"{deep}{page}", address)).path
    file = f"{expected}index.html" if expected.endswith("/") else expected
    inside = file.startswith(urlsplit(deep).path)
    path = file.removeprefix(urlsplit(deep).path) if inside else "nothing"
    found = led(Addresses(frozenset([path]), "", frozenset()), page, Use(address, "link"))
    assert isinstance(found, Target) == inside


def led(addresses: Addresses, page: str, use: Use) -> End:
    """Return where an address leads, of which nothing is known before."""
    [(_, end)] = addresses.follow(page, [use], Sound(set))
    return end


ADDRESSES = st.lists(
    st.sampled_from(
        ["../", "./", "/", "a", "a/", "b-c.html", ".", "#", "x", "?", "%2e", "%23", "//"]
    ),
    max_size=5,
).map("".join)


@given(ADDRESSES)
def test_plain_addresses_are_read_as_any(address: str) -> None:
    """The short way of reading an address leads where the long one does."""
    files = frozenset({"index.html", "a/index.html", "a/b-c.html", "b-c.html"})
    addresses = Addresses(files, "", frozenset())
    for page in ("index.html", "a/index.html", "a/x/index.html"):
        use = Use(address, "link")
        assert led(addresses, page, use) == addresses._followed(page, use)


LINKS = st.sampled_from(
    (
        *(f'<a href="{each}">' for each in ("../a/", "../../a/", "../x/", "../b.html", "x/")),
        *(f'<a href="{each}">' for each in ("#x", "../#x", "?a#x", "/a/#x", "../../#x")),
        *("<p id=x>", '<a href="//h.example/">', '<img src="//h.example/">', '<img src="../a/">'),
    )
)
PLACES = (
    "index.html",
    "a/index.html",
    "a/b.html",
    "a/x/index.html",
    "b/x/index.html",
    "a/x/y.html",
)


@given(st.lists(st.lists(LINKS, max_size=3).map("".join), min_size=6, max_size=6))
def test_no_file_hides_what_is_wrong_with_another(
    tmp_path_factory: pytest.TempPathFactory, links: list[str]
) -> None:
    """Files that are read together have the problems, and lead to the places, of each alone."""
    pages = (PAGE + each for each in links)
    folder = make(tmp_path_factory.mktemp("any"), dict(zip(PLACES, pages, strict=True)))
    site = Site(folder, Addresses(paths(folder), "https://site.example/", frozenset()))
    alone = Holdings()
    for path in PLACES:
        alone.add(read_files(site, [path]))
    together = read_files(site, PLACES)
    assert {*together.problems} == {*alone.problems}
    assert _lost(together) == _lost(alone)


def test_equal_links_are_told_apart_by_where_they_stand(tmp_path: Path) -> None:
    """A link that leads well from one page is broken on another: deeper, elsewhere, without a #."""
    link = f'{PAGE}<a href="../b/">b</a>'
    here = f'{PAGE}<a href="#x">x</a>'
    make(
        tmp_path,
        {
            "index.html": PAGE,
            "a/1/index.html": link,
            "a/2/index.html": link,
            "a/2/3/index.html": link,
            "a/b/index.html": PAGE,
            "c/1/index.html": link,
            "d/index.html": f"{here}<p id=x>x</p>",
            "d/other.html": here,
            "e/index.html": here,
        },
    )
    assert told(tmp_path) == [
        "a/2/3/index.html site-link-broken",
        "c/1/index.html site-link-broken",
        "d/other.html site-anchor-missing",
        "e/index.html site-anchor-missing",
    ]


def test_equal_tags_repeat_an_id(tmp_path: Path) -> None:
    """An id is counted as often as it stands: beside another, in a frame or in a template."""
    twice = f"{PAGE}<p id=x>x</p><p id=x>x</p>"
    framed = f"{PAGE}<header><p id=x>x</p></header><p id=x>x</p>"
    asleep = f"{PAGE}<p id=x>x</p><template><p id=x>x</p></template>"
    make(tmp_path, {"index.html": PAGE, "a.html": twice, "b.html": framed, "c.html": asleep})
    assert told(tmp_path) == [f"{name}.html page-id-repeated" for name in "abc"]


ATTRIBUTES = st.sampled_from(
    (
        *('class="a"', 'class="mermaid"', 'class="a mermaid"', 'id="b"', 'id=""', 'id="a&amp;b"'),
        *('href="../a/"', 'href=""', 'href="?a&amp;b"', 'href="javascript:a(1)"', 'name="c"'),
        *('data-md-component="source"', 'data-of="x"', 'data-a.b="x"', 'aria-label="x (y)"'),
        *(
            'aria-label="url(//h.example)"',
            'onclick="x"',
            'srcdoc="x"',
            'src="x.png"',
            'rel="icon"',
        ),
        *('content="url(//h.example)"', 'content="0; x"', 'http-equiv="refresh"', 'role="note"'),
        *('property="og:title"', 'property="og:url"', 'name="description"', 'to="script:"'),
        *('title="a id="', 'class=" href="', 'a"b="c"', 'a\'b="c"'),
    )
)
NAMES = st.sampled_from(["a", "p", "td", "h1", "h7", "div", "meta", "img", "base", "script", "a-b"])


@given(NAMES, st.lists(ATTRIBUTES, max_size=4, unique_by=lambda each: each.partition("=")[0]))
def test_plain_tags_mean_what_any_does(name: str, attributes: list[str]) -> None:
    """The short way of reading a tag finds what the long one does."""
    written = f"{' '.join([name, *attributes])}>"
    assert _meaning(read_tag(written)) == _meaning(_read_any(written))


def _meaning(tag: Tag | None) -> list[object]:
    tag = tag or Tag()
    uses = [(use.address, use.kind) for use in tag.uses]
    return [uses, tag.findings, tag.id, tag.anchor, tag.starts, tag.policy]


def test_many_processes_tell_what_one_tells(tmp_path: Path) -> None:
    """The problems of a large site, and their order, do not depend on the cores of a machine."""
    pages = {f"p/{n}/index.html": f'{PAGE}<a href="../{n + 1}/#x">x</a>' for n in range(400)}
    make(tmp_path, {"index.html": PAGE, **pages})
    one, three = (_run(_VERIFY, tmp_path, cores) for cores in (1, 3))
    assert one == three
    assert one.count("site-anchor-missing") == 399
    assert one.count("site-link-broken") == 1


def test_work_of_a_killed_process_is_done(tmp_path: Path) -> None:
    """Where the system ends a process, for want of memory perhaps, nothing is lost or doubled."""
    assert json.loads(_run(_KILL, tmp_path, 2)) == list(range(1000))


def test_no_process_is_forked_beside_threads() -> None:
    """A process with threads cannot be forked safely, and works alone."""
    ended = threading.Event()
    thread = threading.Thread(target=ended.wait)
    thread.start()
    alone = cores()
    ended.set()
    thread.join()
    assert alone == 1


_VERIFY = """
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from generator.publish import cores
from generator.publish.verify import verify
cores.cores = lambda: int(sys.argv[2])
print(*verify(Path(sys.argv[1])), sep="\\n")
"""
_KILL = """
import itertools, json, os, signal, sys
from generator.publish import cores
parent = os.getpid()
cores.cores = lambda: int(sys.argv[2])
def work(portion):
    if "500" in portion and os.getpid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)
    return [int(each) for each in portion]
portions = cores.in_portions(work, [str(n) for n in range(1000)])
print(json.dumps(list(itertools.chain.from_iterable(portions))))
"""


def _run(program: str, site: Path, cores: int) -> str:
    """Run a program in a process without threads, and return what it prints."""
    command = [sys.executable, "-W", "error", "-c", program, str(site), str(cores)]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    return subprocess.run(
        command, env=environment, check=True, stdout=subprocess.PIPE, text=True
    ).stdout


def test_plain_site_of_the_publisher_lacks_policies_alone(tmp_path: Path) -> None:
    """What MkDocs and Material write passes but for policies, sub-path and 404 page included."""
    pages = {
        "docs/index.md": "# Home\n\n[Section](a.md#section)\n",
        "docs/a.md": '# A\n\n## Section\n\n[Home](index.md "home")\n',
        "mkdocs.yml": """
site_name: Plain
site_url: https://site.example/sub/path/
theme: {name: material, font: false, features: [search.suggest, navigation.top]}
markdown_extensions: [{toc: {permalink: true}}]
""",
    }
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict"]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run(command, cwd=make(tmp_path, pages), env=environment, check=True)
    site = tmp_path / "site"
    expected = ["", "a/", "404.html"]
    assert _codes(verify(site, expected, "https://site.example/sub/path/")) == [
        "page-policy-missing"
    ]
    assert _codes(verify(site, base="/sub/path/")) == ["page-policy-missing"]
    broken = (each for each in verify(site) if each.code == "site-link-broken")
    assert {problem.at.path for problem in broken} == {"404.html"}


def _codes(problems: list[Problem]) -> list[str]:
    return sorted({problem.code for problem in problems})


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
)


@given(_JSON)
def test_data_in_portions_are_the_same(data: object) -> None:
    """Whatever data are read in portions, nothing is lost, and each item keeps its number."""
    first, *others = portions(json.dumps(data, indent=1).encode())
    joined = first.data
    for each in others:
        assert isinstance(joined, dict)
        assert isinstance(each.data, dict)
        assert len(joined[each.key]) == each.start
        joined[each.key] += each.data[each.key]
    assert joined == data


def test_faults_deep_in_data_are_found(tmp_path: Path) -> None:
    """What shows only when an item is read is a problem as any other."""
    late = f'{{"a": [1, {"9" * 5000}]}}'
    make(tmp_path, {"index.html": PAGE, "data/late.json": late})
    assert told(tmp_path) == ["data/late.json site-data-unreadable"]


@pytest.mark.parametrize(
    "text",
    ["", "{", '{"a": [1,]}', '{"a": 1,}', "{1: 2}", '{"a": 1} x', '{"a": [1}', '{"a" 1}', "nul"],
)
def test_what_is_no_json_is_none_in_portions(text: str) -> None:
    """It is refused in the words of the library."""
    with pytest.raises(ValueError, match=r"line 1 column"):
        list(portions(text.encode()))


@pytest.mark.parametrize("text", ['{"a": ["%s"]}', '{"a": {"b": "%s"}}', '["%s"]', '{"%s": 1}'])
@pytest.mark.parametrize("odd", [b"\xff", b"\xed\xa0\x80"])
def test_data_must_be_utf8(tmp_path: Path, text: str, odd: bytes) -> None:
    """Halves of characters, which Python would read, are none either, wherever they stand."""
    make(tmp_path, {"index.html": PAGE})
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "odd.json").write_bytes(text.encode().replace(b"%s", odd))
    assert told(tmp_path) == ["data/odd.json site-data-unreadable"]


def test_long_lists_are_read_in_portions() -> None:
    """Never more than some records at a time."""
    numbers = [*range(1000)]
    read = [*portions(json.dumps({"version": 1, "numbers": numbers}).encode())]
    assert max(len(cast("dict[str, list[int]]", each.data)["numbers"]) for each in read) < 300
    assert [each.start for each in read] == [0, 0, 256, 512, 768]
