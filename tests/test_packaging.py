"""The locks install what pyproject.toml asks for, and the wheel carries all that runs."""

import ast
import json
import re
import subprocess
import sys
import tomllib
from collections import defaultdict
from importlib.metadata import packages_distributions
from pathlib import Path
from zipfile import ZipFile

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

TOP = Path(__file__).resolve().parent.parent

LOCKS = ("requirements.lock", "tests/requirements.lock")
EVERY_LOCK = sorted(
    path.relative_to(TOP).as_posix()
    for pattern in ("*.lock", "tests/**/*.lock")
    for path in TOP.glob(pattern)
)
FLOORS = {
    "click": "8.4",
    "jinja2": "3.1.6",
    "mkdocs-material": "9.8.1",
    "pymdown-extensions": "11.0.1",
}
"""Packages whose earlier versions have known holes, or faults that are as bad."""
PIN = re.compile(
    r"(?P<name>[a-z0-9-]+)==(?P<version>[^ ;]+)( ; [^\\]+?)?( --hash=sha256:[0-9a-f]{64})+"
)


def logical_lines(path: Path) -> list[str]:
    """Return a lock file's lines without comments, continued ones in one."""
    lines = (line.partition("#")[0].strip() for line in path.read_text("utf-8").splitlines())
    text = "\n".join(filter(None, lines))
    return re.sub(r"\s*\\\n", " ", text).splitlines()


def pins(path: Path) -> dict[str, set[str]]:
    """Return the versions that a lock file names, by package."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for line in logical_lines(path):
        if match := PIN.fullmatch(line):
            found[match["name"]].add(match["version"])
    return found


@pytest.mark.parametrize("lock", EVERY_LOCK)
def test_lock_holds_hashed_pins_alone(top: Path, lock: str) -> None:
    """Each line pins one version by its hashes; none names an index or another place."""
    lines = logical_lines(top / lock)
    assert [line for line in lines if not PIN.fullmatch(line)] == []
    assert len(lines) > 1


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_is_what_the_project_asks_for(top: Path, lock: str) -> None:
    """Every requirement of pyproject.toml is met by the versions in the lock file."""
    project = tomllib.loads((top / "pyproject.toml").read_text("utf-8"))
    groups = project["dependency-groups"]
    asked = [*project["project"]["dependencies"], *groups["build"]]
    if lock.startswith("tests/"):
        asked += [item for item in groups["test"] if isinstance(item, str)]
    pinned = pins(top / lock)
    requirements = [Requirement(text) for text in asked]
    unmet = [
        str(requirement)
        for requirement in requirements
        if not (versions := pinned.get(canonicalize_name(requirement.name)))
        or not all(requirement.specifier.contains(version) for version in versions)
    ]
    assert unmet == []


@pytest.mark.parametrize("lock", EVERY_LOCK)
def test_lock_holds_no_version_with_known_holes(top: Path, lock: str) -> None:
    """What is installed, wherever, is not below the floors."""
    below = [
        f"{name}=={version}"
        for name, versions in pins(top / lock).items()
        for version in versions
        if Version(version) < Version(FLOORS.get(name, "0"))
    ]
    assert below == []


def test_project_asks_for_no_version_with_known_holes(top: Path) -> None:
    """Who installs the package without a lock file gets nothing below the floors either."""
    project = tomllib.loads((top / "pyproject.toml").read_text("utf-8"))["project"]
    asked = {r.name: r.specifier for r in map(Requirement, project["dependencies"])}
    for name, floor in FLOORS.items():
        assert f">={floor}" in str(asked[name]).split(","), name


def _dry_run(top: Path, target: str) -> str:
    """Return the commands of a target of the Makefile."""
    return subprocess.run(
        ["make", "--dry-run", "--always-make", target],  # noqa: S607 - the one that runs the tests
        cwd=top,
        capture_output=True,
        text=True,
        check=True,
    ).stdout


def test_every_lock_is_audited(top: Path) -> None:
    """`make audit` looks through each lock file, and fails where one cannot be looked up."""
    said = _dry_run(top, "audit")
    [loop] = re.findall(r"for lock in (.+?); do", said)
    assert sorted(loop.split()) == EVERY_LOCK
    assert "pip-audit --strict --require-hashes" in said


def test_tests_run_on_the_versions_that_build_the_site(top: Path) -> None:
    """The lock file of the tests holds every line of the other."""
    own, tests = (set(logical_lines(top / lock)) for lock in LOCKS)
    assert own - tests == set()


def imported(path: Path) -> set[str]:
    """Return the top-level packages that a module imports, wherever it does."""
    nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
    plain = [name.name for node in nodes if isinstance(node, ast.Import) for name in node.names]
    froms = [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)]
    return {name.partition(".")[0] for name in (*plain, *froms)}


def test_everything_imported_is_installed_with_the_site(top: Path) -> None:
    """Each package that the generator imports is in the lock file that `make site` installs."""
    names = set().union(*map(imported, (top / "generator").rglob("*.py")))
    others = names - sys.stdlib_module_names - {"generator"}
    homes = packages_distributions()
    pinned = pins(top / "requirements.lock").keys()
    missing = {
        name
        for name in others
        if not any(canonicalize_name(home) in pinned for home in homes.get(name, []))
    }
    assert missing == set()


def test_wheel_holds_the_package_and_the_templates(top: Path, tmp_path: Path) -> None:
    """Each module, data file and template is in the wheel, byte for byte, and nothing else."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel"]
    subprocess.run([*command, "--directory", tmp_path], cwd=top, check=True, capture_output=True)
    with ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        held = {name: wheel.read(name) for name in wheel.namelist() if ".dist-info/" not in name}
    places = {"generator": "generator", "templates": "generator/_templates"}
    expected = {
        f"{place}/{path.relative_to(top / folder).as_posix()}": path.read_bytes()
        for folder, place in places.items()
        for path in (top / folder).rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }
    expected["generator/_requirements.lock"] = (top / "requirements.lock").read_bytes()
    assert held == expected
    assert "generator/base/catalogue.toml" in held


def test_bill_of_materials_is_valid(top: Path, tmp_path: Path) -> None:
    """`make sbom` names each package of the lock file in its version, as CycloneDX 1.6 wants it."""
    [line] = [line for line in _dry_run(top, "sbom").splitlines() if "cyclonedx-py" in line]
    place = tmp_path / "sbom.json"
    program, *arguments = line.replace("dist/sbom.json", str(place)).split()
    command = [str(Path(sys.prefix, "bin", Path(program).name)), *arguments]
    subprocess.run(command, cwd=top, check=True, capture_output=True)
    text = place.read_text("utf-8")
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    made = json.loads(text)
    assert made["metadata"]["component"]["name"] == "briefing-site"
    named = {(each["name"], each["version"]) for each in made["components"]}
    pinned = pins(top / "requirements.lock").items()
    assert {(name, version) for name, versions in pinned for version in versions} <= named
