"""What readers are told of differences between published states: each once, and none lost."""

import json
import shutil
from pathlib import Path

import feedparser
import pytest
from click.testing import CliRunner, Result
from msgspec.structs import replace
from selectolax.lexbor import LexborHTMLParser

from generator.build import Build, build, files
from generator.cli.commands import main
from generator.knowledge.changes import State, state_of_text
from tests.projects import SETTINGS, TINY, rendered, texts_of, tiny

MONEY = "content/themes/money.md"
_TOLD = "Key message 1 of Money is reworded."


def built(project: Path, since: State | None = None) -> Build:
    """Compile a project over what is published."""
    return build(project, SETTINGS, since=since)


def published(made: Build) -> State:
    """Return what a build publishes."""
    return state_of_text(next(o.text for o in files(made, TINY) if o.uri == "data/briefing.json"))


def reworded(folder: Path, words: str, note: str = "") -> Path:
    """Return the small project with a message in other words, and with a note of the theme."""
    text = (TINY / MONEY).read_text("utf-8").replace("Nobody agrees on", words)
    said = f"changes:\n  - {{date: 2020-03-04, text: {note}}}\nmessages:" if note else "messages:"
    folder.mkdir()
    return tiny(folder, {MONEY: text.replace("messages:", said, 1)})


def test_first_site_tells_of_nothing() -> None:
    """Where nothing is published there is nothing to compare with; nor where it is the same."""
    first = built(TINY)
    assert first.library.history == ()
    assert built(TINY, published(first)).library.history == ()


def test_difference_is_told_once_and_stays_told(tmp_path: Path) -> None:
    """It has what was and is, by the date of the content; a second build repeats nothing."""
    after = reworded(tmp_path / "a", "Sources differ on")
    second = built(after, published(built(TINY)))
    (past,) = second.library.history
    assert past.sentence == _TOLD
    assert past.before == "Nobody agrees on what the line cost."
    assert past.after == "Sources differ on what the line cost."
    assert past.date.text == "2019-12-02"
    third = built(after, published(second))
    assert third.library.history == second.library.history
    assert published(third) == published(second)


def test_own_note_says_when_and_why(tmp_path: Path) -> None:
    """A page that notes its change dates it, and gives its reason."""
    after = reworded(tmp_path / "a", "Sources differ on", "The bridge is counted apart.")
    (past,) = built(after, published(built(TINY))).library.history
    assert past.date.text == "2020-03-04"
    assert past.sentence == "Key message 1 of Money is reworded. The bridge is counted apart."


def test_nothing_is_lost_where_a_build_is_skipped(tmp_path: Path) -> None:
    """From the first state to the third, what became of the second is told too."""
    first = published(built(TINY))
    one = reworded(tmp_path / "a", "Sources differ on")
    both = reworded(tmp_path / "b", "Sources differ on")
    article = both / "content/articles/costs-disputed.md"
    text = article.read_text("utf-8").replace("empty at night", "full at night")
    article.write_text(text, encoding="utf-8")
    told = built(both, first).library.history
    kinds = {past.kind for past in told}
    assert [(p.sentence, p.after) for p in told if p.kind == "point-reworded"] == [
        ("A claim is reworded.", "Passengers call the trams full at night.")
    ]
    stepwise = built(both, published(built(one, first)))
    assert kinds == {"message-reworded", "point-reworded"}
    assert {past.id for past in stepwise.library.history} == {
        past.id for past in built(both, first).library.history
    }


def test_readers_are_told_in_words_and_of_a_new_status_once(tmp_path: Path) -> None:
    """No sentence names an id; that a source was retracted is what its own page says already."""
    article = "content/articles/line-opens.md"
    status = "status: {kind: retracted, date: 2020-01-05, reason: The counts were made up.}"
    said = (TINY / article).read_text("utf-8").replace("kind: news", f"kind: news\n{status}")
    first = built(TINY)
    second = built(tiny(tmp_path, {article: said}), published(first))
    told = [past.sentence for past in second.library.history]
    lost = "has lost its last support, because the article “The first line opens” was retracted."
    assert f"Key message 2 of Money {lost}" in told
    assert not [each for each in told if "#" in each or "“The first line opens” is" in each]
    third = built(TINY, published(second))
    assert "“The first line opens” stands again." in {p.sentence for p in third.library.history}


def test_page_and_feeds_tell_of_it(tmp_path: Path) -> None:
    """With what was and is; the ids are the same in every build."""
    after = reworded(tmp_path / "a", "Sources differ on")
    made = built(after, published(built(TINY)))
    outputs = texts_of(rendered(made, after))
    page = outputs["changes/index.md"]
    assert _TOLD in page
    assert "<dd>Nobody agrees on what the line cost.</dd>" in page
    assert "Added the year book." in page  # what content notes itself stands among it
    feed = feedparser.parse(outputs["feeds/changes.xml"])
    entry = next(each for each in feed.entries if each.title == _TOLD)
    assert entry.updated == "2019-12-02T00:00:00Z"
    assert entry.link.endswith("themes/money/")
    assert "It was: Nobody agrees on what the line cost." in entry.summary
    again = texts_of(files(built(after, published(made)), after))
    assert again["feeds/changes.xml"] == outputs["feeds/changes.xml"]


def test_the_page_leads_to_the_passages_that_changes_tell_of(tmp_path: Path) -> None:
    """To each that is still there, beside the sentence that quotes it."""
    name = "content/articles/costs-disputed.md"
    text = (
        (TINY / name).read_text("utf-8").replace("    disputes: [line-opens#cost-40-million]\n", "")
    )
    after = tiny(tmp_path, {name: text})
    made = built(after, published(built(TINY)))
    told = [past.sentence for past in made.library.history]
    assert any("bridge, which cost another £9 million” no longer disputes" in each for each in told)
    page = LexborHTMLParser(texts_of(rendered(made, after))["changes/index.md"])
    links = {link.attributes["href"] or "" for link in page.css("ul.changes p.meta a")}
    assert "../articles/costs-disputed/#p-bridge-left-out" in links


def test_page_that_is_gone_is_not_linked(tmp_path: Path) -> None:
    """What was told of it stays, without a link that leads nowhere."""
    after = reworded(tmp_path / "a", "Sources differ on")
    told = published(built(after, published(built(TINY))))
    gone = tuple(replace(entry, url="themes/no/") for entry in told.changes)
    made = built(after, replace(told, changes=gone))
    page = texts_of(rendered(made, after))["changes/index.md"]
    assert _TOLD in page
    assert "themes/no" not in page


def test_text_of_data_from_elsewhere_stays_text() -> None:
    """Published data come from a network: nothing in them becomes HTML."""
    told = json.loads(
        next(o.text for o in files(built(TINY), TINY) if o.uri == "data/briefing.json")
    )
    told["changes"] = [
        {
            "id": "x",
            "date": "2019",
            "kind": "k",
            "url": "themes/money/",
            "after": None,
            "sentence": "<script>alert(1)</script>",
            "before": "<b>",
        },
        {
            "id": "y",
            "date": "no date",
            "kind": "k",
            "url": "",
            "after": None,
            "before": None,
            "sentence": "Never.",
        },
    ]
    made = built(TINY, state_of_text(json.dumps(told)))
    page = texts_of(rendered(made, TINY))["changes/index.md"]
    assert "&lt;script&gt;" in page
    assert "<script" not in page
    assert "Never." not in page


def run(project: Path, *arguments: str) -> Result:
    """Run ``briefing build``."""
    return CliRunner().invoke(main, ["-C", str(project), "build", *arguments])


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the small project with its site, built twice: reworded in between."""
    project = tiny(tmp_path_factory.mktemp("history"))
    assert run(project).exit_code == 0
    shutil.copy(project / "site/data/briefing.json", project.parent / "first.json")
    theme = project / MONEY
    text = theme.read_text("utf-8").replace("Nobody agrees on", "Sources differ on")
    theme.write_text(text, encoding="utf-8")
    done = run(project)
    assert done.exit_code == 0, done.output
    return project


def told_in(folder: Path) -> list[str]:
    """Return what a site tells of differences."""
    data = json.loads((folder / "data/briefing.json").read_text("utf-8"))
    return [change["sentence"] for change in data["changes"]]


def test_build_compares_with_the_site_that_it_replaces(site: Path) -> None:
    """Or with a file that is given, where a machine builds anew each time."""
    assert told_in(site / "site") == [_TOLD]
    assert _TOLD in (site / "site/changes/index.html").read_text("utf-8")
    first = str(site.parent / "first.json")
    done = run(site, "--site-dir", str(site.parent / "fresh"), "--since", first)
    assert done.exit_code == 0, done.output
    assert told_in(site.parent / "fresh") == [_TOLD]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"version": 1}, "has version 1 of the data"),
        ({"site": {"title": "Ferries", "address": None}}, "is of the site “Ferries”"),
        ({"articles": 7}, "is broken: at articles"),
    ],
)
def test_data_that_cannot_be_compared_stop_no_build(
    site: Path, change: dict[str, object], said: str
) -> None:
    """The site is built without them, and a sentence says so."""
    data = json.loads((site.parent / "first.json").read_text("utf-8")) | change
    (site.parent / "other.json").write_text(json.dumps(data), encoding="utf-8")
    other, folder = str(site.parent / "other.json"), site.parent / "unlike"
    done = run(site, "--site-dir", str(folder), "--since", other)
    assert done.exit_code == 0, done.output
    assert "No changes are told: " in done.output
    assert said in " ".join(done.output.split())
    assert told_in(folder) == []
