"""A new project: made, checked and built by the installed wheel alone, outside this repository."""

import os
import re
import subprocess
import sys
import sysconfig
import venv
from html import unescape
from pathlib import Path
from zipfile import ZipFile

import pytest
import yaml
from click.testing import CliRunner, Result

from generator.cli.commands import main


@pytest.fixture(scope="module")
def installed(top: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel in an environment that has what it needs, and return its command."""
    folder = tmp_path_factory.mktemp("installed")
    build = [
        sys.executable,
        "-m",
        "hatchling",
        "build",
        "--target",
        "wheel",
        "--directory",
        str(folder),
    ]
    subprocess.run(build, cwd=top, check=True, capture_output=True)
    venv.create(folder / "venv", symlinks=True)
    python = folder / "venv" / "bin" / "python"
    own = next((folder / "venv" / "lib").glob("python*/site-packages"))
    (own / "shared.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--no-deps"]
    subprocess.run([*pip, "--no-index", str(next(folder.glob("*.whl")))], check=True)
    return folder / "venv" / "bin" / "briefing"


def run(command: Path, *arguments: str | Path, folder: Path) -> str:
    """Run the installed command; return what it prints, or fail with it."""
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        [command, *arguments], cwd=folder, env=clean, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_new_project_passes_check_and_builds(installed: Path, tmp_path: Path) -> None:
    """With nothing but the wheel, a project of two themes is checked strictly and published."""
    run(installed, "init", "made/ferries", "--title", 'Ferries: "all" of them',
        "--theme", "Fares: who pays?", "--theme", "Timetable", folder=tmp_path)  # fmt: skip
    project = tmp_path / "made" / "ferries"
    told = run(installed, "check", "--strict", folder=project)
    assert told == "0 errors, 0 warnings.\n"
    run(installed, "build", folder=project)
    home = (project / "site" / "index.html").read_text("utf-8")
    assert 'Ferries: "all" of them</title>' in unescape(home)
    assert (project / "site" / "themes" / "fares-who-pays" / "index.html").is_file()
    assert (project / "site" / "assets" / "briefing.css").is_file()
    kinds = {path.name for path in (project / "content").iterdir() if path.is_dir()}
    assert kinds == {"articles", "glossary", "themes"}


def test_a_new_project_passes_its_own_checks(installed: Path, tmp_path: Path) -> None:
    """A request's check installs the program by its hash, without an index, and builds the site."""
    run(installed, "init", "ferries", folder=tmp_path)
    project = tmp_path / "ferries"
    for command in (
        ("init", "--quiet", "--initial-branch", "main"),
        ("add", "."),
        ("-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-qm", "New"),
        (
            "-c",
            "user.name=A",
            "-c",
            "user.email=a@example.org",
            "commit",
            "-qm",
            "B",
            "--allow-empty",
        ),
    ):
        subprocess.run(["git", *command], cwd=project, check=True)  # noqa: S607 - the system's
    venv.create(tmp_path / "venv", symlinks=True, with_pip=True)
    own = next((tmp_path / "venv/lib").glob("python*/site-packages"))
    (own / "shared.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    workflow = yaml.safe_load((project / ".github/workflows/check.yml").read_text("utf-8"))
    steps = [step["run"] for step in workflow["jobs"]["check"]["steps"] if "run" in step]
    _, *others = steps  # the first installs what is here already
    assert others[0].endswith("--requirement requirements.txt")
    place = f"{tmp_path / 'venv/bin'}:{os.environ['PATH']}"
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    ours = {"PATH": place, "PIP_NO_INDEX": "1", "GITHUB_STEP_SUMMARY": str(tmp_path / "summary")}
    for step in others:
        done = subprocess.run(
            ["bash", "-e", "-c", step],  # noqa: S607 - as GitHub runs it
            cwd=project, env=clean | ours, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
    assert list(own.glob("briefing_site-*.dist-info"))
    assert (project / "site/index.html").is_file()
    kept = yaml.safe_load((project / ".github/workflows/check.yml").read_text("utf-8"))
    upload = kept["jobs"]["check"]["steps"][-1]
    assert "site" in upload["with"]["path"].split()
    [wheel] = (project / "wheels").iterdir()
    wheel.write_bytes(wheel.read_bytes() + b"\0")
    spoilt = subprocess.run(
        ["bash", "-e", "-c", others[0] + " --force-reinstall"],  # noqa: S607 - likewise
        cwd=project, env=clean | ours, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "DO NOT MATCH THE HASHES" in spoilt.stderr


def test_the_wheel_that_travels_is_the_program(installed: Path, tmp_path: Path) -> None:
    """It holds what a build makes, but for what an installer adds, and always the same bytes."""
    for name in ("one", "two"):
        run(installed, "init", name, "--with-wheel", folder=tmp_path)
    [one], [two] = (list((tmp_path / name / "wheels").iterdir()) for name in ("one", "two"))
    assert one.read_bytes() == two.read_bytes()
    built = next(installed.parent.parent.parent.glob("*.whl"))
    assert one.name == built.name
    with ZipFile(one) as carried, ZipFile(built) as made:
        names = {name for name in made.namelist() if not name.endswith("/RECORD")}
        assert {*carried.namelist()} - names == {
            name for name in carried.namelist() if name.endswith("/RECORD")
        }
        for name in names:
            assert carried.read(name) == made.read(name), name


@pytest.mark.parametrize(
    ("option", "line"),
    [
        (
            "--repository https://code.example/owner/briefing-site.git",
            "briefing-site @ https://code.example/owner/briefing-site/releases/download/v",
        ),
        ("--from-index", "briefing-site=="),
    ],
)
def test_another_place_is_named_and_what_is_left_is_told(
    tmp_path: Path, option: str, line: str
) -> None:
    """Where the wheel is not carried along, its hash is left to do; nothing is taken without."""
    done = init(tmp_path, "new", *option.split())
    assert done.exit_code == 0, done.output
    assert "replace HASH by the SHA-256 of the wheel" in done.stderr
    [requirement] = [
        each
        for each in (tmp_path / "new/requirements.txt").read_text("utf-8").splitlines()
        if not each.startswith("#")
    ]
    assert requirement.startswith(line)
    assert requirement.endswith(" --hash=sha256:HASH")
    assert not (tmp_path / "new/wheels").exists()


@pytest.mark.parametrize(
    "options",
    ["--with-wheel --from-index", "--repository github.com/a/b", "--repository https://a.example/"],
)
def test_a_place_that_is_none_is_refused(tmp_path: Path, options: str) -> None:
    """Two places, or an address that is no repository's, are refused before anything is written."""
    done = init(tmp_path, "new", *options.split())
    assert done.exit_code == 2
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ("1\n", "./wheels/briefing_site-"),
        ("2\nhttps://code.example/owner/briefing-site\n", "briefing-site @ https://code.example/"),
        ("3\n", "briefing-site=="),
    ],
)
def test_who_makes_a_project_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answers: str, expected: str
) -> None:
    """At a terminal the choice is put in plain words."""
    monkeypatch.setattr("generator.cli.origin.is_terminal", lambda: True)
    done = CliRunner().invoke(main, ["-C", str(tmp_path), "init", "new"], input=answers)
    assert done.exit_code == 0, done.output
    assert "The project's checks install this program. Where from?" in done.stderr
    assert expected in (tmp_path / "new/requirements.txt").read_text("utf-8")


def init(folder: Path, *arguments: str) -> Result:
    """Run ``briefing init`` in this process."""
    return CliRunner().invoke(main, ["-C", str(folder), "init", *arguments])


def test_filled_folder_is_refused(tmp_path: Path) -> None:
    """A folder that holds anything stays as it is."""
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    done = init(tmp_path, ".")
    assert done.exit_code == 2
    assert "is not an empty folder" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


@pytest.mark.parametrize("themes", [("Fares", "fares"), ("…",), ("Index",)])
def test_themes_need_names_of_their_own(tmp_path: Path, themes: tuple[str, ...]) -> None:
    """Themes that would share a file, or have none, are refused before anything is written."""
    done = init(tmp_path, "new", *(part for theme in themes for part in ("--theme", theme)))
    assert done.exit_code == 2
    assert not (tmp_path / "new").exists()


def test_settings_stay_in_step_with_our_own(top: Path) -> None:
    """A new project has the navigation, theme and extensions of the site in this repository."""
    # The files may name Python objects by tags, which a plain reader does not know.
    ours, new = (
        yaml.load((top / path).read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 - builds text alone
        for path in ("mkdocs.yml", "generator/cli/starter/mkdocs.yml")
    )
    apart = {"site_name", "site_description", "copyright", "plugins"}
    assert {key: ours[key] for key in ours.keys() - apart} == {
        key: new[key] for key in new.keys() - apart
    }


def test_samples_use_no_acronym(top: Path) -> None:
    """What a new project says of its subject is invented and holds no acronym."""
    content = top / "generator" / "cli" / "starter" / "content"
    text = " ".join(path.read_text("utf-8") for path in content.rglob("*.md"))
    assert set(re.findall(r"\b[A-Z]{2,}\b", text)) == {"TITLE"}


def test_new_project_may_address_its_readers_in_another_language(tmp_path: Path) -> None:
    """Its settings have the language, and it passes check; one that nobody knows is refused."""
    done = init(tmp_path, "fferiau", "--language", "cy")
    assert done.exit_code == 0, done.output
    settings = (tmp_path / "fferiau/mkdocs.yml").read_text("utf-8")
    assert "\n  language: cy\n" in settings
    assert '"Hafan": index.md' in settings
    # The samples are in English, and say so.
    for path in ("articles/evening-ferry", "glossary/tide-ticket", "themes/first-theme", "about"):
        text = (tmp_path / f"fferiau/content/{path}.md").read_text("utf-8")
        assert text.startswith("---\nlanguage: en\n"), path
    checked = CliRunner().invoke(main, ["-C", str(tmp_path / "fferiau"), "check", "--strict"])
    assert checked.output == "0 errors, 0 warnings.\n"
    refused = init(tmp_path, "other", "--language", "welsh")
    assert refused.exit_code == 2
    assert "Name one as en, cy, de or pt-BR." in refused.output
    assert not (tmp_path / "other").exists()
