"""What contributors may send: refused with its place, published without effect, or plain text."""

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from generator.problems import catalogue, errors
from tests.hostile.payloads import Payload, lay, payloads, write_outcome
from tests.projects import compiled, tiny

PAYLOADS = payloads()
ALONE = {"fences/directive"}


@pytest.mark.parametrize("payload", PAYLOADS, ids=lambda payload: payload.name)
def test_outcome(payload: Payload, tmp_path: Path) -> None:
    """Each payload has its outcome, and each refusal its place, its code and how to mend it."""
    project = tiny(tmp_path)
    lay(project, payload)
    built = compiled(project)
    found = [f"{problem.at} {problem.code}" for problem in built.problems]
    if os.environ.get("OVERWRITE_GOLDEN"):
        write_outcome(payload, found)
    else:
        assert found == list(payload.problems)
    assert bool(errors(built.problems)) == (payload.wanted == "R"), found
    assert [problem for problem in errors(built.problems) if not problem.message] == []
