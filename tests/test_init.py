"""A new project: made, checked and built by the installed wheel alone, outside this repository."""

import os
import re
import subprocess
import sys
import sysconfig
import venv
from html import unescape
from pathlib import Path

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
