"""Whatever is wrong in a draft is told as an error of a draft, and stops nobody's build."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.base.problems import Problem, errors
from generator.build import Build
from generator.cli.commands import main
from tests.projects import TINY, compiled, tiny

ARTICLE, THEME = "content/articles/news.md", "content/themes/money.md"
YEAR_BOOK = "content/articles/year-book.md"

HEAD = (
    "title: News\nsource: {publisher: Post}\npublished: 2019-01-01\nkind: news\nsummary: News.\n"
    "draft: true\n"
)
BODY = "---\n\nThe trams ran late.\n"
POINT = (
    "points:\n  - {id: late, text: Trams ran late., kind: statement, themes: [money], "
    "passage: ran late, standing: reported}\n"
)

DRAFTS = {
    "unknown-theme": HEAD + POINT.replace("money", "mony") + BODY,
    "passage-not-found": HEAD + POINT.replace("ran late,", "ran early,") + BODY,
    "missing-field": HEAD.replace("kind: news\n", "") + POINT + BODY,
    "wrong-type": HEAD.replace("summary: News.", "summary: [News.]") + POINT + BODY,
    "unclosed-quote": HEAD.replace("title: News", 'title: "News') + POINT + BODY,
    "unclosed-front-matter": HEAD + POINT,
    "duplicate-point": HEAD + POINT + POINT.partition("\n")[2] + BODY,
    "broken-link": HEAD + POINT + BODY + "\nSee [there](nowhere.md).\n",
    "unknown-point": HEAD + POINT.replace("reported", "reported, disputes: [x#y]") + BODY,
    "person-two-names": HEAD + "people:\n  - {id: jane-example, name: Jane Else}\n" + POINT + BODY,
    "former-id-collision": HEAD + "former_ids: [line-opens]\n" + POINT + BODY,
}
"""A draft with an error, by its code."""

POINTS = {
    "unknown-value": "id: more-lines, kind: rumour, themes: [money], passage: two more",
    "missing-field": "id: more-lines, kind: prediction, themes: [money]",
    "passage-not-found": "id: more-lines, kind: prediction, themes: [money], passage: few more",
    "unknown-speaker": "id: more-lines, kind: finding, themes: [money], passage: two, speaker: jo",
    "duplicate-point": "id: repeats-the-time, kind: finding, themes: [money], passage: two more",
    "former-id-collision": (
        "id: more-lines, kind: finding, themes: [money], passage: two more, "
        "former_ids: [repeats-the-time]"
    ),
}
"""A draft point with an error, by its code."""


def with_point(point: str, *, first: bool = False) -> str:
    """Return the year book with another draft point in the place of its own."""
    text = (TINY / YEAR_BOOK).read_text("utf-8")
    head, points, rest = text.partition("  - id: forty-million-again\n")
    others, _, end = (points + rest).partition("  - id: more-lines\n")
    body = end.partition("---\n")[2]
    own = f"  - {{{point}, text: Two more lines., standing: argued, draft: true}}\n"
    listed = own + others if first else others + own
    return f"{head}{listed}---\n{body}"


def told(built: Build, path: str) -> dict[str, Problem]:
    """Return the errors of drafts in a file by their codes."""
    return {each.code: each for each in built.problems if each.draft and each.at.path == path}


@pytest.mark.parametrize("code", DRAFTS)
def test_a_wrong_draft_is_told_and_left_out(tmp_path: Path, code: str) -> None:
    """Each error of a draft counts as a warning, and the rest is published as if it were not."""
    built = compiled(tiny(tmp_path, {ARTICLE: f"---\n{DRAFTS[code]}"}))
    assert errors(built.problems) == []
    assert code in told(built, ARTICLE)
    assert told(built, ARTICLE)[code].severity == "warning"
    assert built.library == compiled(TINY).library
    assert [page.uri for page in built.pages] == [page.uri for page in compiled(TINY).pages]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Spring plans.md", "bad-name"),
        ("winter_plans.MD", "bad-name"),
        ("é.md", "bad-name"),
        ("aux.md", "reserved-name"),
        ("plans.markdown", "stray-file"),
    ],
)
def test_a_draft_may_have_any_name(tmp_path: Path, name: str, code: str) -> None:
    """A draft that is not even read for its name blocks nobody; another file of that name does."""
    path = f"content/articles/{name}"
    built = compiled(tiny(tmp_path / "draft", {path: f"---\n{HEAD}{POINT}{BODY}"}))
    assert errors(built.problems) == []
    assert code in told(built, path)
    text = f"---\n{HEAD}{POINT}{BODY}".replace("draft: true\n", "")
    built = compiled(tiny(tmp_path / "no-draft", {path: text}))
    assert [problem.code for problem in errors(built.problems)] == [code]


@pytest.mark.parametrize("key", ['"draft"', "'draft'", "draft "])
def test_the_key_of_a_draft_may_be_quoted(tmp_path: Path, key: str) -> None:
    """Also where the rest of the front matter cannot be read."""
    text = f"---\n{DRAFTS['unclosed-quote']}\n".replace("draft: true", f"{key}: true")
    assert errors(compiled(tiny(tmp_path, {ARTICLE: text})).problems) == []


@pytest.mark.parametrize("first", [False, True])
@pytest.mark.parametrize("code", POINTS)
def test_a_wrong_draft_point_is_told_and_left_out(
    tmp_path: Path, code: str, *, first: bool
) -> None:
    """The same of a draft point, before or after the published ones of its article."""
    built = compiled(tiny(tmp_path, {YEAR_BOOK: with_point(POINTS[code], first=first)}))
    assert errors(built.problems) == []
    assert code in told(built, YEAR_BOOK)
    points = compiled(TINY).library.points
    assert {id_: p.passage for id_, p in built.library.points.items()} == {
        id_: p.passage for id_, p in points.items()
    }


@pytest.mark.parametrize("first", [False, True])
def test_errors_of_published_points_still_stop(tmp_path: Path, *, first: bool) -> None:
    """Only what stands within a draft point is excused, wherever that stands."""
    text = with_point(POINTS["passage-not-found"], first=first)
    wrong = text.replace("themes: [service]", "themes: [servis]")
    built = compiled(tiny(tmp_path, {YEAR_BOOK: wrong}))
    assert [problem.code for problem in errors(built.problems)] == ["unknown-theme"]


@pytest.mark.parametrize("draft", ["draft: false", "draft: yes", "# draft: true", " draft: true"])
def test_only_a_file_that_says_so_is_a_draft(tmp_path: Path, draft: str) -> None:
    """What cannot be read is excused where a line of its front matter says that it is a draft."""
    text = f"---\n{DRAFTS['unclosed-quote']}\n".replace("draft: true", draft)
    assert errors(compiled(tiny(tmp_path, {ARTICLE: text})).problems)


@pytest.mark.parametrize("code", ["unclosed-quote", "missing-field", "passage-not-found"])
def test_what_rests_on_a_wrong_draft_is_warned_of(tmp_path: Path, code: str) -> None:
    """A message that names a point of a draft loses it, and is told so, readable or not."""
    theme = (TINY / THEME).read_text("utf-8")
    named = theme.replace("points: [line-opens#paid-by-two]", "points: [news#late]")
    built = compiled(tiny(tmp_path, {ARTICLE: f"---\n{DRAFTS[code]}", THEME: named}))
    assert errors(built.problems) == []
    assert [str(p.at) for p in built.problems if p.code == "rests-on-draft"] == [f"{THEME}:14:14"]


def test_a_lost_draft_point_is_warned_of(tmp_path: Path) -> None:
    """The same of a draft point that had to be left out of its article."""
    theme = (TINY / THEME).read_text("utf-8")
    named = theme.replace(
        "[line-opens#paid-by-two]", "[line-opens#paid-by-two, year-book#more-lines]"
    )
    changes = {YEAR_BOOK: with_point(POINTS["unknown-value"]), THEME: named}
    built = compiled(tiny(tmp_path, changes))
    assert errors(built.problems) == []
    assert "rests-on-draft" in {problem.code for problem in built.problems}


def test_a_group_may_have_the_name_of_somebody_in_a_draft(tmp_path: Path) -> None:
    """What only a draft makes wrong elsewhere is an error of the draft."""
    text = (TINY / YEAR_BOOK).read_text("utf-8")
    group = text.replace(
        "points:", "people:\n  - {id: riders, name: Jo Else, kind: group}\npoints:", 1
    )
    draft = HEAD + "people:\n  - {id: jo-else, name: Jo Else}\n" + POINT + BODY
    built = compiled(tiny(tmp_path, {YEAR_BOOK: group, ARTICLE: f"---\n{draft}"}))
    assert errors(built.problems) == []
    assert "group-names-person" in told(built, YEAR_BOOK)


def test_check_tells_of_drafts_and_counts_them_where_asked(tmp_path: Path) -> None:
    """An error of a draft is shown and counted apart; only ``--strict`` makes it one."""
    project = tiny(tmp_path, {ARTICLE: f"---\n{DRAFTS['unknown-theme']}"})
    done = CliRunner().invoke(main, ["-C", str(project), "check", "--format", "text"])
    assert done.exit_code == 0
    assert f"{ARTICLE}:9:65: error in a draft unknown-theme" in done.stdout
    assert "0 errors, 0 warnings, 1 error in drafts." in done.stderr
    strict = CliRunner().invoke(main, ["-C", str(project), "check", "--strict"])
    assert strict.exit_code == 1
