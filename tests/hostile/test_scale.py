"""Very many faults: each is told once, in order, in seconds."""

import json
import resource
from collections import Counter
from pathlib import Path

from tests.benchmarks.corpus import make
from tests.hostile.payloads import Payload, briefing, payloads

ARTICLES, BROKEN, WAYS = 1_000, 300, 40
SECONDS = 10.0
"""Of processor time, which other work on the machine does not lengthen."""
_ROWS = {
    *("active-html", "fences", "keys", "other-hosts", "quotes-needed", "script-links", "snippets"),
    *("tabs", "theme-keys", "wrong-types", "yaml-machinery"),
}


def ways() -> list[Payload]:
    """Return forty payloads that are refused, from all over the rows that break one article."""
    fit = [
        each
        for each in payloads()
        if each.wanted == "R"
        and each.path.parent.name in _ROWS
        and all(name.startswith("content/articles/") for name in each.files)
    ]
    return fit[:: len(fit) // WAYS][:WAYS]


def test_three_hundred_broken_articles(top: Path, tmp_path: Path) -> None:
    """Of 1,000 articles 300 are broken in 40 ways: all is told once, in order, as valid JSON."""
    project = tmp_path / "project"
    make(project, articles=ARTICLES - BROKEN)
    wanted: Counter[str] = Counter()
    chosen = ways()
    assert len(chosen) == WAYS
    for number in range(BROKEN):
        payload = chosen[number % WAYS]
        ((name, text),) = payload.files.items()
        path = f"content/articles/broken-{number}.md"
        (project / path).write_text(f"{text.replace('[money]', '[]')}\n", encoding="utf-8")
        wanted.update(line.replace(name, path) for line in payload.problems)
    begin = _used()
    done = briefing(top, project, "check", "--format", "json")
    taken = _used() - begin
    assert (done.returncode, "Traceback" in done.stderr) == (1, False), done.stderr
    listed = json.loads(done.stdout)["problems"]
    places = [(each["path"], each["line"], each["column"], each["code"]) for each in listed]
    assert places == sorted(places)
    found = Counter(f"{path}:{line}:{column} {code}" for path, line, column, code in places)
    assert {each: found[each] for each in wanted} == dict(wanted)
    assert taken < SECONDS, f"{taken:.1f} s"


def _used() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
