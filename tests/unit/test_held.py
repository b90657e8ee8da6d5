"""What is held is ended, whenever a signal to end comes."""

import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.base.held import held, temporary_folder
from generator.site.pack import lacking, libraries


@pytest.fixture(autouse=True)
def _obeyed() -> Iterator[None]:
    """Obey a signal to end as the command does, beside another thread, which may be given it."""

    def end(*_: object) -> None:
        raise SystemExit

    before = signal.signal(signal.SIGTERM, end)
    over = threading.Event()
    beside = threading.Thread(target=over.wait)
    beside.start()
    yield
    over.set()
    beside.join()
    signal.signal(signal.SIGTERM, before)


def _signal() -> None:
    os.kill(os.getpid(), signal.SIGTERM)


@pytest.mark.parametrize("moment", ["made", "held", "ended"])
def test_it_is_made_and_ended_whole(moment: str) -> None:
    """A signal waits until what is being made is there, and until it is gone."""
    told = []

    def make() -> str:
        if moment == "made":
            _signal()
        told.append("made")
        return "it"

    def end(what: str) -> None:
        if moment == "ended":
            _signal()
        told.append(f"{what} ended")

    def use() -> None:
        with held(make, end):
            if moment == "held":
                _signal()
            told.append("used")

    with pytest.raises(SystemExit):
        use()
    used = ["used"] if moment == "ended" else []
    assert told == ["made", *used, "it ended"]
    with pytest.raises(SystemExit):
        _signal()


def test_what_cannot_be_made_holds_nothing_back() -> None:
    """A signal that comes afterwards is obeyed at once."""
    with pytest.raises(OSError, match="full"), held(_refused, print):
        pass
    with pytest.raises(SystemExit):
        _signal()


def _refused() -> str:
    raise OSError("full")


def test_a_folder_is_gone_with_what_is_in_it() -> None:
    """Whatever happens meanwhile."""
    folders: list[Path] = []

    def fill() -> None:
        with temporary_folder() as folder:
            folders.append(folder)
            (folder / "a" / "b").mkdir(parents=True)
            _signal()

    with pytest.raises(SystemExit):
        fill()
    assert [path.exists() for path in folders] == [False]


def test_what_sets_type_is_loaded_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """It looks for libraries with temporary files, which a signal would leave behind."""
    told = []

    def load(name: str) -> None:
        _signal()
        told.append(name)

    monkeypatch.setattr(libraries, "import_module", load)
    lacking.cache_clear()
    with pytest.raises(SystemExit):
        lacking()
    assert told == ["weasyprint", "docx"]
    with pytest.raises(SystemExit):
        _signal()
