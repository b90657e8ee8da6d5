"""What the files of a site hold, read some at a time."""

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from msgspec import Struct, field

from generator.base.problems import Problem, short
from generator.publish.verify.addresses import Addresses, End, Sound
from generator.publish.verify.data import SCHEMAS, read_data, read_xml, unreadable
from generator.publish.verify.html import read_page
from generator.publish.verify.listing import PAGES, PAPER_KINDS, kind
from generator.publish.verify.papers import read_paper
from generator.publish.verify.readings import Finding, Reading, Target, Use, placed
from generator.publish.verify.scripts import check_script
from generator.publish.verify.styles import read_style


class Site(Struct, frozen=True):
    """A built site: its folder, and where addresses in it lead."""

    folder: Path
    addresses: Addresses


class Holdings(Struct):
    """What some files of a site hold.

    Attributes:
        problems: what is wrong with them, but for addresses of places that are not there.
        places: the fragments that lead into each page, joined by a character that no page can
            hold: a site has very many.
        wanted: the fragments by which they lead into each other file.
    """

    problems: list[Problem] = field(default_factory=list)
    places: dict[str, str] = field(default_factory=dict)
    wanted: dict[str, set[str]] = field(default_factory=dict)

    def add(self, other: "Holdings") -> None:
        """Take in what other files hold."""
        self.problems += other.problems
        self.places |= other.places
        for path, fragments in other.wanted.items():
            self.wanted.setdefault(path, set()).update(fragments)


def read_files(site: Site, paths: Sequence[str]) -> Holdings:
    """Read some files of a site."""
    held, sound = Holdings(), Sound(set)
    for path in paths:
        reading = _read(site, path)
        _hold(held, site, path, reading, _followed(site, path, reading, sound))
    return held


def _hold(
    held: Holdings,
    site: Site,
    path: str,
    reading: Reading,
    ways: Sequence[tuple[Use, End]],
) -> None:
    """Note what one file holds."""
    findings = [end for _, end in ways if isinstance(end, Finding)]
    held.problems += _placed(site, path, [*reading.findings, *findings])
    if kind(path) in PAGES:
        held.places[path] = "\0".join(reading.anchors)
    for _, end in ways:
        if isinstance(end, Target) and _is_place_elsewhere(end, path, reading):
            held.wanted.setdefault(end.path, set()).add(end.fragment)


def _is_place_elsewhere(target: Target, path: str, reading: Reading) -> bool:
    here = target.path == path and target.fragment in reading.anchors
    return bool(target.fragment) and not here


def read_links(
    site: Site, lost: Mapping[str, Collection[str]], paths: Sequence[str]
) -> list[Problem]:
    """Return which addresses in some files lead to places that are not there.

    Args:
        site: the site.
        lost: the fragments that lead into no place, by page.
        paths: the files.
    """
    problems = []
    for path in paths:
        findings = [
            _dangling(use, end)
            for use, end in _followed(site, path, _read(site, path), Sound(set))
            if isinstance(end, Target) and end.fragment in lost.get(end.path, ())
        ]
        problems += _placed(site, path, findings)
    return problems


def _read(site: Site, path: str) -> Reading:
    try:
        return _read_kind(site, path, (site.folder / path).read_bytes())
    except (OSError, UnicodeDecodeError) as error:
        return Reading(findings=(unreadable(error),))


def _read_kind(site: Site, path: str, data: bytes) -> Reading:
    suffix = kind(path)
    if suffix in PAGES:
        return read_page(path, data, site.addresses.image_hosts)
    if suffix in PAPER_KINDS:
        return read_paper(path, data)
    if suffix == ".json":
        return read_data(path, data, _schema(site, path))
    return _read_text(path, data.decode())


def _read_text(path: str, text: str) -> Reading:
    match kind(path):
        case ".css":
            return Reading(uses=tuple(read_style(text)))
        case ".js":
            return Reading(findings=check_script(path, text))
        case _:
            return read_xml(text)


def _schema(site: Site, path: str) -> str:
    """Return the schema that data of ours obey, if it is there."""
    schema = SCHEMAS.get(path)
    if schema not in site.addresses.files:
        return ""
    return (site.folder / schema).read_text(encoding="utf-8", errors="replace")


def _followed(site: Site, path: str, reading: Reading, sound: Sound) -> list[tuple[Use, End]]:
    """Follow a file's addresses, but for those that are known to lead well."""
    return [*site.addresses.follow(reading.origin or path, reading.uses, sound)]


def _dangling(use: Use, target: Target) -> Finding:
    return Finding(
        "site-anchor-missing",
        f"“{short(use.address)}” leads to a place that “{target.path}” does not have.",
        "Correct what follows the “#”, or give the place that id.",
        use.address,
    )


def _placed(site: Site, path: str, findings: Sequence[Finding]) -> list[Problem]:
    """Give findings their places; the file is read again, for there are few."""
    if not findings:
        return []
    text = (site.folder / path).read_bytes().decode(errors="replace")
    return [placed(finding, path, text) for finding in findings]
