"""Sentences that may be points, each with a few words that occur once: its passage."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.assist.suggest.people import Person, person_named
from generator.assist.suggest.themes import Leaning
from generator.base.model import Block, PointKind, Standing
from generator.base.names import numbered, slug
from generator.base.problems import At
from generator.text.passages import Quote, locate

_CUES: Mapping[PointKind, str] = {
    "recommendation": (
        "should|must|ought to|needs? to|have to|has to|urged?|recommend\\w*|calls? for|called for"
    ),
    "prediction": "will|would|predict\\w*|expect(?:s|ed)?|forecast\\w*|likely to",
    "barrier": (
        "barriers?|obstacles?|lack(?:s|ed|ing)?|struggl\\w+|difficult\\w*|hinder\\w*|problems?|"
        "blame|mistrust|short of|fail\\w*|cannot|prevent\\w*"
    ),
    "definition": "is defined as|means that|is known as|so-called|stands for",
    "example": "for example|for instance|such as|example|including|schemes?",
    "finding": (
        "found|finds|shows?|showed|research|survey|study|evidence|report(?:ed)?|concluded|review"
    ),
}
"""Words from which a sentence may be of a kind; the first kind that has one counts."""
_KINDS = {kind: re.compile(rf"\b(?:{cues})\b") for kind, cues in _CUES.items()}
_SPEECH = re.compile(
    r"\b(?:says|said|argue[sd]?|believe[sd]?|warn(?:s|ed)|add(?:s|ed)|told|claim(?:s|ed)|explain\w*|"
    r"points out|according to|insist\w*|ask(?:s|ed)|continued|stress\w*|predict\w*|doubt\w*)\b"
)
_QUOTED = re.compile(r"[“‘\"][^”’\"]{12,}")
_SHORTEST, _LONGEST = 4, 9
"""Words of a passage."""
_LEAST = 6
"""Words of a sentence that may be a point."""
_WEIGHTY = re.compile(r"[0-9]+|.{4,}")
_NAME_WORDS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A sentence that may be a point.

    Attributes:
        id: proposed; unique among the candidates.
        text: the sentence, to be put into words of one's own.
        passage: words of it that occur once in the article.
        why: what makes it a candidate.
        themes: those that it speaks for, the strongest first; may be none.
    """

    id: str
    text: str
    kind: PointKind
    standing: Standing
    passage: str
    speaker: str
    themes: tuple[str, ...]
    why: str


def candidates(
    blocks: Sequence[Block],
    texts: Sequence[tuple[Block, str]],
    figures: Mapping[str, tuple[str, ...]],
    leanings: Mapping[str, tuple[Leaning, ...]],
    people: tuple[Person, ...],
) -> tuple[Candidate, ...]:
    """Return the sentences that state a figure, a view, a demand or the like, in order."""
    found: list[Candidate] = []
    taken: set[str] = set()
    for _, sentence in texts:
        kind, why = _kind(sentence, figures[sentence])
        passage = _passage(blocks, sentence, figures[sentence]) if why else ""
        if passage:
            speaker = person_named(people, sentence) if _SPEECH.search(sentence) else None
            found.append(
                Candidate(
                    id=_id(sentence, taken),
                    text=sentence,
                    kind=kind,
                    standing=_standing(sentence, kind),
                    passage=passage,
                    speaker=speaker.id if speaker else "",
                    themes=tuple(leaning.theme for leaning in leanings[sentence][:2]),
                    why=why,
                )
            )
    return tuple(found)


def _kind(sentence: str, figures: Sequence[str]) -> tuple[PointKind, str]:
    """Return what kind of point a sentence may be and why; no reason where it is none."""
    if len(sentence.split()) < _LEAST or sentence.endswith("?"):
        return "statement", ""
    if figures:
        return "figure", f"states “{figures[0]}”"
    for kind, pattern in _KINDS.items():
        if cue := pattern.search(sentence):
            return kind, f"says “{cue[0]}”"
    speech = _SPEECH.search(sentence) or _QUOTED.search(sentence)
    return "statement", f"says “{speech[0][:40]}”" if speech else ""


def _standing(sentence: str, kind: PointKind) -> Standing:
    if _QUOTED.search(sentence):
        return "quoted"
    if _SPEECH.search(sentence):
        return "reported"
    return "measured" if kind == "figure" else "argued"


def _passage(blocks: Sequence[Block], sentence: str, figures: Sequence[str]) -> str:
    """Return the fewest words, about a sentence's figure or from its start, that occur once."""
    words = sentence.split()
    wanted = figures[0].split()[0].lower() if figures else ""
    first = next((n for n, word in enumerate(words) if wanted and wanted in word.lower()), 0)
    at = At("")
    for passage in _windows(words, first):
        hits, _ = locate(blocks, {"a": Quote(exact=passage, at=at)})
        if hits:
            return passage
    return ""


def _windows(words: Sequence[str], first: int) -> Iterator[str]:
    for count in range(_SHORTEST, _LONGEST + 1):
        for start in (first, max(0, first - 1), max(0, first - count + 1)):
            window = words[start : start + count]
            if len(window) == count:
                yield " ".join(window).strip(' ,;:.“”‘’"()–—')


def _id(sentence: str, taken: set[str]) -> str:
    """Return an identifier made of a sentence's first words of weight, none of those taken."""
    words = [word for word in re.findall(r"[\w’]+", sentence) if _WEIGHTY.fullmatch(word)]
    name = numbered(slug(" ".join(words[:_NAME_WORDS])) or "point", taken)
    taken.add(name)
    return name
