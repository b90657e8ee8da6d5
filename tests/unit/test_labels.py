"""Words for readers: each id has its own."""

from collections.abc import Mapping
from typing import get_args

import pytest

from generator.base import labels
from generator.base.model import RelationKind, Standing
from generator.knowledge.link.findings import VoiceKind


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        (labels.RECORDS, labels.RecordKind),
        (labels.RELATED_POINTS, RelationKind),
        (labels.STANDINGS, Standing),
        (labels.VOICE_KINDS, VoiceKind),
    ],
)
def test_every_id_has_a_label_of_its_own(words: Mapping[str, str], ids: object) -> None:
    """No id is left without words, and no words stand for two."""
    assert list(words) == list(get_args(ids))
    assert len({*words.values()}) == len(words)


def test_text_is_shortened_between_words() -> None:
    """A long text ends with a whole word and a mark; a short one is as it was."""
    assert labels.shortened("one two three", 9) == "one two\u00a0…"
    assert labels.shortened("one two", 7) == "one two"
