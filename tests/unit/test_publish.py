"""Publishing: the last good site is never lost, whatever happens to a build."""

import errno
import json
import os
import stat
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from generator.base.problems import At, Problem
from generator.publish.exchange import PublishError, disk, publish
from generator.publish.verify import MARKER
from tests.faults import publisher
from tests.faults.publisher import PAGES, StopError, fail, shown, write

ERROR = Problem(At("index.html"), "site-link-broken", "A link is broken.")


def accept(_: Path) -> list[Problem]:
    """Find nothing wrong."""
    return []


def put(
    site: Path,
    builder: Callable[[Path], None],
    check: Callable[[Path], list[Problem]] = accept,
    patience: float = 300.0,
) -> list[str]:
    """Publish in a project's folder with sources in ``content``; return what was said."""
    project = site.parent
    said: list[str] = []
    publish(
        site,
        builder,
        check,
        project=project,
        sources=[project / "content"],
        say=said.append,
        patience=patience,
    )
    return said


def beside(site: Path) -> list[str]:
    """Return what stands beside a site."""
    return sorted(path.name for path in site.parent.iterdir() if path != site)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return the place of a site in a project, where nothing is yet."""
    return tmp_path / "site"


@pytest.fixture(params=["exchange", "renames"])
def _either_way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run a test where the system can exchange folders in one step, and where it cannot."""
    if request.param == "renames":
        monkeypatch.setattr(disk, "_exchange", lambda *_: False)


@pytest.mark.usefixtures("_either_way")
def test_each_version_replaces_the_last(site: Path) -> None:
    """A site is published anew, and nothing is left beside it."""
    for version in (1, 2, 3):
        assert put(site, write(version)) == []
        assert shown(site) == str(version)
        assert beside(site) == []


def test_files_of_the_last_version_go(site: Path) -> None:
    """What the new version does not hold is no longer there."""
    put(site, lambda folder: (folder / "gone.html").touch())
    put(site, write(2))
    assert sorted(path.name for path in site.iterdir()) == [MARKER, "a", "assets", "index.html"]


def test_site_in_folders_not_made_yet(tmp_path: Path) -> None:
    """The folders above the site are made."""
    put(tmp_path / "out" / "put" / "site", write(1))
    assert shown(tmp_path / "out" / "put" / "site") == "1"


def test_relative_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A relative place counts from the current folder, where the build began."""

    def go_and_write(folder: Path) -> None:
        monkeypatch.chdir("/")
        write(1)(folder)

    monkeypatch.chdir(tmp_path)
    publish(Path("x/../site"), go_and_write, accept, project=tmp_path, sources=[], say=print)
    assert shown(tmp_path / "site") == "1"


def test_error_keeps_a_site_back(site: Path) -> None:
    """A site with an error is not published; what was found is returned."""
    put(site, write(1))
    found = publish(site, write(2), lambda _: [ERROR], project=site.parent, sources=[], say=print)
    assert (found, shown(site), beside(site)) == ([ERROR], "1", [])


def test_warning_does_not_keep_a_site_back(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A site with a warning is published, and the warning returned."""
    monkeypatch.setattr(Problem, "severity", "warning")
    found = publish(site, write(2), lambda _: [ERROR], project=site.parent, sources=[], say=print)
    assert (found, shown(site)) == ([ERROR], "2")


def test_check_sees_what_will_be_published(site: Path) -> None:
    """The check gets the whole new site while the old one is still in place."""
    seen = []

    def look(new: Path) -> list[Problem]:
        seen.append((shown(new), shown(site)))
        return []

    put(site, write(1))
    put(site, write(2), look)
    assert seen == [("2", "1")]


@pytest.mark.parametrize("broken", [StopError, KeyboardInterrupt, SystemExit])
@pytest.mark.parametrize("stage", ["write", "check"])
def test_failed_build_leaves_the_last_good_site(
    site: Path, stage: str, broken: type[BaseException]
) -> None:
    """What a build raises reaches the caller; the site stays, and the half-built one goes."""

    def stop(_: Path) -> list[Problem]:
        raise broken

    put(site, write(1))
    with pytest.raises(broken):
        put(site, fail if broken is StopError and stage == "write" else write(2), stop)
    assert (shown(site), beside(site)) == ("1", [])


@pytest.mark.usefixtures("_either_way")
def test_modes_do_not_depend_on_the_umask(site: Path) -> None:
    """Everyone may read a published site, and only its owner may change it."""
    before = os.umask(0o077)
    try:
        put(site, write(1))
    finally:
        os.umask(before)
    modes = {path: stat.S_IMODE(path.stat().st_mode) for path in (site, *site.rglob("*"))}
    assert {mode for path, mode in modes.items() if path.is_dir()} == {0o755}
    assert {mode for path, mode in modes.items() if path.is_file()} == {0o644}


def test_new_site_is_on_the_disk_before_it_is_in_place(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a power cut no published file is empty; the folder's entry is written last."""
    put(site, write(1))
    order: list[tuple[str, str]] = []
    real = disk._call

    def call(name: str, *arguments: int | bytes) -> bool:
        order.append((name, shown(site)))
        return real(name, *arguments)

    monkeypatch.setattr(disk, "_call", call)
    put(site, write(2))
    assert order == [("syncfs", "1"), ("renameat2", "1"), ("syncfs", "2")]


# What is refused


def refused(site: Path, **options: object) -> str:
    """Return why a site is not published; nothing may be written on the way."""
    folders = {"project": site.parent, "sources": [site.parent / "content"], **options}
    with pytest.raises(PublishError) as caught:
        publish(site, write(1), accept, say=print, **folders)  # type: ignore[arg-type]
    return str(caught.value)


def test_folder_of_others_is_refused(site: Path) -> None:
    """Files that were not published here are never removed."""
    (site / "a").mkdir(parents=True)
    (site / "a" / "thesis.docx").write_text("years of work")
    assert refused(site) == (
        f"“{site}” holds files that were not published here, and publishing would remove them. "
        "Choose another folder with --site-dir, or empty this one."
    )
    assert (site / "a" / "thesis.docx").read_text() == "years of work"
    assert beside(site) == []


def test_empty_folder_is_accepted(site: Path) -> None:
    """A folder made for the site may be used."""
    site.mkdir()
    put(site, write(1))
    assert shown(site) == "1"


def test_link_is_refused(site: Path) -> None:
    """A link is named as one, wherever it leads."""
    for target in ("elsewhere", "site", "nowhere"):
        (site.parent / "elsewhere").mkdir(exist_ok=True)
        site.symlink_to(target)
        assert refused(site).startswith(f"“{site}” is a link")
        site.unlink()


def test_link_as_marker_is_refused(site: Path) -> None:
    """A marker must be a file of the folder itself."""
    site.mkdir()
    (site / MARKER).symlink_to("/etc/hostname")
    assert "not published here" in refused(site)


def test_file_is_refused(site: Path) -> None:
    """A file in the site's place is not overwritten."""
    site.write_text("kept")
    assert refused(site) == f"“{site}” is not a folder. Choose another with --site-dir."
    assert site.read_text() == "kept"


def test_mount_point_is_refused() -> None:
    """A mount point cannot be exchanged, and is named as one."""
    message = refused(Path("/proc"), project=Path("/nowhere"), sources=[])
    assert message.startswith("“/proc” is a mount point")


def test_project_and_sources_are_refused(tmp_path: Path) -> None:
    """A site never replaces what it is made from, nor stands among it."""
    project = tmp_path / "a" / "project"
    content = project / "content"
    content.mkdir(parents=True)
    (tmp_path / "link").symlink_to(project)
    places = [
        *(project, project.parent, Path("/"), content, content / "site"),
        *(project / "x" / "..", tmp_path / "link" / "content" / "site"),
    ]
    for place in places:
        message = refused(place, project=project, sources=[content])
        assert message.startswith("The site cannot be published in")
        assert message.endswith("with --site-dir.")
    assert [path.name for path in project.rglob("*")] == ["content"]


def test_folder_filled_during_the_build_is_kept(site: Path) -> None:
    """What others put in the site's place while it was built is not removed."""

    def write_and_wait(folder: Path) -> None:
        write(1)(folder)
        site.mkdir()
        (site / "theirs").touch()

    with pytest.raises(PublishError, match="not published here"):
        put(site, write_and_wait)
    assert [path.name for path in site.iterdir()] == ["theirs"]
    assert beside(site) == []


# What killed builds leave


def leave(folder: Path, *, marked: bool) -> None:
    """Make a folder such as a killed build leaves."""
    (folder / "a" / "b").mkdir(parents=True)
    (folder / "a" / "b" / "index.html").write_text("half")
    if marked:
        (folder / MARKER).touch()


def test_leavings_are_removed(site: Path) -> None:
    """The next build clears up after killed ones, and touches nothing else."""
    leave(site.with_name(".site.new-123"), marked=True)
    leave(site.with_name(".site.old-123"), marked=True)
    site.with_name(".site.new-9").mkdir()
    site.with_name(".site.lock").write_text("half")
    kept = [".site.new-124", ".site.new-12x", ".site2.new-123", "x.site.new-123"]
    for name in kept:
        leave(site.with_name(name), marked=name != ".site.new-124")
    site.with_name(".site.new-5").symlink_to(".site2.new-123")
    put(site, write(1))
    put(site, write(2))
    assert beside(site) == sorted([*kept, ".site.new-5"])
    assert shown(site) == "2"


def test_site_taken_away_is_put_back(site: Path) -> None:
    """Where a build was killed between two renames, even a failing one brings the site back."""
    put(site, write(1))
    site.rename(site.with_name(".site.old-77"))
    with pytest.raises(StopError):
        put(site, fail)
    assert (shown(site), beside(site)) == ("1", [])


def test_what_cannot_be_removed_is_said(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A leaving that resists does not stop the build, and the next one tries again."""
    leaving = site.with_name(".site.new-123")
    leave(leaving, marked=True)
    with monkeypatch.context() as patch:
        patch.setattr("shutil.rmtree", refuse)
        said = put(site, write(1))
    sentence = (
        f"“{leaving}” could not be removed (Permission denied); the next build will try again."
    )
    assert said == [sentence, sentence]
    assert shown(site) == "1"
    assert put(site, write(2)) == []
    assert beside(site) == []


def test_half_removed_site_is_never_put_back(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A replaced site whose removal was cut short does not return when the site is taken away."""
    put(site, write(1))
    leave(site.with_name(".site.old-123"), marked=True)
    with monkeypatch.context() as patch:
        patch.setattr("shutil.rmtree", refuse)
        put(site, write(2))
    site.rename(site.with_name("kept"))
    with pytest.raises(StopError):
        put(site, fail)
    assert (shown(site), beside(site)) == ("none", ["kept"])


def refuse(*_: object) -> None:
    """Refuse as the system does."""
    raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


# Faults at every step


@pytest.fixture
def memory() -> Iterator[Path]:
    """Lend a folder in memory, where the system has one: disks take time at each step."""
    shared = "/dev/shm"  # noqa: S108 - the folder below has a name that nobody can foresee
    with tempfile.TemporaryDirectory(dir=shared if os.access(shared, os.W_OK) else None) as name:
        yield Path(name)


def faults(fault: str, how: str, folder: Path) -> list[dict[str, object]]:
    """Publish with a fault at each step in turn; return what became of the site each time."""
    command = [sys.executable, publisher.__file__, fault, how, str(folder)]
    output = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True).stdout
    *rows, last = [json.loads(line) for line in output.splitlines()]
    assert (last["operation"], last["code"], last["after"]) == ("", 0, "2")
    assert len(rows) > 50
    assert {(row["built"], *row["left"]) for row in rows} == {("3",)}
    return rows


@pytest.mark.parametrize("how", ["exchange", "renames"])
def test_killed_at_any_step(how: str, memory: Path) -> None:
    """A killed build leaves the old site or the new one, whole, or the next brings it back."""
    rows = faults("kill", how, memory)
    assert {row["code"] for row in rows} == {-9}
    fates = {(row["after"], row["failed"]) for row in rows}
    assert fates == {("1", "1"), ("2", "2")} | ({("none", "1")} if how == "renames" else set())


@pytest.mark.parametrize("how", ["exchange", "renames"])
def test_failure_of_any_step(how: str, memory: Path) -> None:
    """An operation that fails once leaves the old site, or the new one where it came last."""
    rows = faults("error", how, memory)
    assert {(row["code"], row["after"]) for row in rows} == {(1, "1"), (1, "2"), (0, "2")}
    told = "Input/output error. Nothing that was published is lost."
    assert all(str(row["operation"]).endswith(told) for row in rows if row["code"] == 1)


@pytest.mark.parametrize("how", ["exchange", "renames"])
def test_disk_full_from_any_step_on(how: str, memory: Path) -> None:
    """A disk that fills up (simulated where a file or folder is made) leaves the old site."""
    rows = faults("full", how, memory)
    assert {(row["code"], row["after"]) for row in rows} == {(1, "1"), (0, "2")}
    told = "the disk is full. Nothing that was published is lost."
    assert all(str(row["operation"]).endswith(told) for row in rows if row["code"] == 1)


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        (errno.ENOSPC, "the disk is full (at “/x”)"),
        (errno.EROFS, "the file system is read-only (at “/x”)"),
        (
            errno.EBUSY,
            (
                "it is a mount point, or part of a container's image, and cannot be replaced; "
                "choose another folder (at “/x”)"
            ),
        ),
        (errno.ELOOP, "Too many levels of symbolic links (at “/x”)"),
    ],
)
def test_refusal_of_the_system_is_told_in_words(site: Path, number: int, reason: str) -> None:
    """A user reads why nothing was published, and where."""

    def write_badly(_: Path) -> None:
        raise OSError(number, os.strerror(number), "/x")

    with pytest.raises(PublishError) as caught:
        put(site, write_badly)
    assert str(caught.value) == (
        f"The site cannot be published in “{site}”: {reason}. Nothing that was published is lost."
    )


@contextmanager
def unprivileged() -> Iterator[Path]:
    """Lend a folder that belongs to an ordinary user, as whom the test runs: root may do all."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if os.geteuid() != 0:
            yield folder
            return
        os.chown(folder, 65534, 65534)
        os.seteuid(65534)
        try:
            yield folder
        finally:
            os.seteuid(0)


def test_folder_that_may_not_be_written() -> None:
    """Without permission beside the site nothing happens, and the message says so."""
    with unprivileged() as folder:
        put(folder / "site", write(1))
        folder.chmod(0o555)
        try:
            message = refused(folder / "site")
            assert "permission is denied" in message
            assert shown(folder / "site") == "1"
        finally:
            folder.chmod(0o755)


def test_system_without_exchange(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the C library or the file system has no exchange, two renames do it."""
    put(site, write(1))
    for refusal in (errno.EINVAL, errno.ENOSYS):
        numbered = OSError(refusal, os.strerror(refusal))

        def call(name: str, *_: int | bytes, error: OSError = numbered) -> bool:
            if name == "renameat2":
                raise error
            return False

        monkeypatch.setattr(disk, "_call", call)
        put(site, write(refusal))
        assert (shown(site), beside(site)) == (str(refusal), [])


def test_other_failures_of_the_exchange_are_told(site: Path) -> None:
    """A real refusal of the exchange is no reason to try renames."""
    site.mkdir()
    with pytest.raises(FileNotFoundError):
        disk._exchange(site, site.with_name("nowhere"))


# Two builds at once


@pytest.fixture
def held(site: Path) -> Iterator[subprocess.Popen[str]]:
    """Begin to publish version 1 in another process, which then waits for a line of input."""
    with subprocess.Popen(
        [sys.executable, publisher.__file__, "hold", "exchange", site.parent],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as build:
        assert build.stdout
        assert build.stdout.readline() == "half\n"
        yield build
        build.kill()


def test_second_build_waits(site: Path, held: subprocess.Popen[str]) -> None:
    """It says for whom it waits, and publishes when its turn comes."""
    timer = threading.Timer(0.3, held.communicate, "\n")
    timer.start()
    seen: list[str] = []

    def write_second(folder: Path) -> None:
        seen.append(shown(site))
        write(2)(folder)

    [said] = put(site, write_second)
    timer.join()
    assert said.startswith(f"Process {held.pid} on “")
    assert said.endswith(f") is publishing in “{site}”: waiting up to 300 seconds.")
    assert (seen, shown(site), beside(site)) == (["1"], "2", [])


def test_second_build_gives_up(site: Path, held: subprocess.Popen[str]) -> None:
    """After its patience it names the holder, and leaves the holder's work alone."""
    with pytest.raises(PublishError) as caught:
        put(site, write(2), patience=0.2)
    assert f"Process {held.pid} on “" in str(caught.value)
    assert "after a wait of 0.2 seconds" in str(caught.value)
    held.communicate("\n")
    assert (shown(site), beside(site)) == ("1", [])


def test_lock_ends_with_its_holder(site: Path, held: subprocess.Popen[str]) -> None:
    """A killed build keeps nobody waiting."""
    held.kill()
    held.wait()
    assert beside(site) == [".site.lock", f".site.new-{held.pid}"]
    assert put(site, write(2)) == []
    assert (shown(site), beside(site)) == ("2", [])


def test_holder_that_has_not_said_who_it_is(site: Path, held: subprocess.Popen[str]) -> None:
    """A lock file without a name in it holds as well."""
    site.with_name(".site.lock").write_text("")
    with pytest.raises(PublishError, match=r"^Another build is still publishing"):
        put(site, write(2), patience=0)
    held.kill()


def test_link_as_lock_is_not_followed(site: Path) -> None:
    """Whoever may write beside the site cannot make a build write elsewhere."""
    site.with_name(".site.lock").symlink_to("elsewhere")
    with pytest.raises(PublishError):
        put(site, write(1))
    assert not site.with_name("elsewhere").exists()


def test_many_builds_at_once(site: Path) -> None:
    """Builds that begin together publish one after the other."""
    builds = [
        subprocess.Popen([sys.executable, publisher.__file__, str(n), "exchange", site.parent])
        for n in range(5)
    ]
    assert [build.wait() for build in builds] == [0] * 5
    assert shown(site) in "01234"
    assert beside(site) == []


def test_reader_meets_no_gap(site: Path) -> None:
    """Someone who reads every page again and again during rebuilds always gets a whole one."""
    put(site, write(1))
    met: set[str] = set()
    done = threading.Event()

    def poll() -> None:
        while not done.is_set():
            met.update((site / name).read_text(encoding="utf-8") for name in PAGES)

    with ThreadPoolExecutor() as pool:
        reader = pool.submit(poll)
        for version in range(2, 100):
            put(site, write(version))
        done.set()
        reader.result()
    assert met <= {str(version) for version in range(1, 100)}
    assert len(met) > 10
