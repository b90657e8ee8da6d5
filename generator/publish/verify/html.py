"""What one page holds, told from the tree that a browser would build of it."""

from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec.structs import replace
from selectolax.lexbor import LexborHTMLParser

from generator.base.bounds import PAGE_BYTES
from generator.publish.verify.frames import tree_with_frames
from generator.publish.verify.policy import check_policy
from generator.publish.verify.readings import Finding, Reading
from generator.publish.verify.scripts import check_script
from generator.publish.verify.styles import read_style
from generator.publish.verify.tags import Tag, refused
from generator.publish.verify.tree import Tree, tree_of


def read_page(path: str, source: bytes, image_hosts: frozenset[str]) -> Reading:
    """Read an HTML page or an SVG image.

    Args:
        path: its file.
        source: its bytes.
        image_hosts: hosts from which images may come.

    Raises:
        UnicodeDecodeError: the page is not written in UTF-8.
    """
    tree = tree_with_frames(source)
    reading = _reading_of(path, tree, image_hosts) if tree else None
    if reading is None or reading.findings:
        reading = _reading_of(path, tree_of(LexborHTMLParser(source.decode())), image_hosts)
    return replace(reading, findings=(*reading.findings, *_oversized(path, len(source))))


def _reading_of(path: str, tree: Tree, image_hosts: frozenset[str]) -> Reading:
    tags = [*tree.tags, *tree.dormant]
    different = set(tags)
    findings = [finding for tag in different for finding in tag.findings]
    findings += _repeated([tag.id for tag in tags if tag.id is not None])
    findings += _policies(path, tags, tuple(tree.scripts), image_hosts)
    findings += (finding for script in tree.scripts for finding in check_script(path, script))
    if path.endswith(".svg") and any(tag.name == "script" for tag in different):
        findings.append(refused("An image holds a script.", "<script"))
    uses = [use for tag in different for use in tag.uses]
    uses += (use for style in tree.styles for use in read_style(style))
    anchors = {tag.id for tag in tree.tags} | {tag.anchor for tag in tree.tags}
    return Reading(
        uses=tuple(uses), findings=tuple(findings), anchors=frozenset(filter(None, anchors))
    )


def _oversized(path: str, size: int) -> Iterator[Finding]:
    if path.endswith(".html") and size > PAGE_BYTES:
        yield Finding(
            "page-too-large",
            f"The page has {size:,} bytes; {PAGE_BYTES:,} are allowed.",
            "Split the list that grows with the content, by year or letter.",
        )


def _repeated(ids: Sequence[str]) -> Iterator[Finding]:
    if len(set(ids)) == len(ids):
        return
    for name, count in Counter(ids).items():
        if count > 1:
            yield Finding(
                "page-id-repeated",
                f"The id “{name}” stands {count} times.",
                "Links lead to the first only: give each element an id of its own.",
                f'id="{name}"',
                nth=2,
            )


def _policies(
    path: str, tags: Sequence[Tag], scripts: tuple[str, ...], image_hosts: frozenset[str]
) -> Iterator[Finding]:
    """Check each policy; browsers heed it only in the head, and only for what follows it."""
    late, lacking = False, path.endswith(".html")
    for tag in tags:
        late = late or tag.starts
        if tag.policy is None:
            continue
        lacking = False
        yield from check_policy(tag.policy, scripts, image_hosts)
        if late:
            yield Finding(
                "page-policy-mismatch",
                "The Content-Security-Policy stands after a script, a style or the head's end.",
                "Make it the first element of the head: it holds only for what follows.",
                "Content-Security-Policy",
            )
    if lacking:
        yield Finding(
            "page-policy-missing",
            "The page has no Content-Security-Policy.",
            "Build with `briefing build`, or from what `briefing export` writes: a template that "
            "extends “main.html” has one.",
        )
