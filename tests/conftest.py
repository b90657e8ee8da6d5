"""What all tests share."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# A failure must be repeatable on another machine, and a busy machine must not make one.
# Fuzzing, which looks for new inputs, is apart.
settings.register_profile("repeatable", derandomize=True, database=None, deadline=None)
settings.load_profile("repeatable")

# So that a failing case shows what came out, where it was expected otherwise.
pytest.register_assert_rewrite("tests.cases")


@pytest.fixture(scope="session")
def top() -> Path:
    """Return the top folder of the project."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture(autouse=True)
def _publisher_log_level() -> Iterator[None]:
    """Leave the publisher's log as it was: its strict mode counts what the log lets through."""
    log = logging.getLogger("mkdocs")
    level = log.level
    yield
    log.setLevel(level)
