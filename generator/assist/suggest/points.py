"""Sentences that may be points, the best first, each with a passage: words that occur once."""

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from generator.assist.suggest.people import Person
from generator.assist.suggest.speech import SAYS, THEY_SAY
from generator.assist.suggest.themes import LITTLE, Leaning
from generator.base.model import Block, PointKind, Standing
from generator.base.names import numbered, slug
from generator.base.problems import At
from generator.text.passages import Quote, locate

_CUES: Mapping[PointKind, str] = {
    "recommendation": (
        "should|must|ought to|needs? to|have to|has to|urged?|recommend\\w*|calls? (?:for|on)|"
        "called (?:for|on)|we ask|resolved|agreed to"
    ),
    "prediction": "will|would|predict\\w*|expect(?:s|ed)?|forecast\\w*|likely to|by 20\\d\\d",
    "barrier": (
        "barriers?|obstacles?|lack(?:s|ed|ing)?|struggl\\w+|difficult\\w*|hinder\\w*|problems?|"
        "blame|mistrust|short of|fail\\w*|cannot|prevent\\w*|vacan\\w+|worried|concern\\w*|nobody|"
        "closed|without|too (?:few|many|little|late|small)"
    ),
    "definition": "is defined as|means that|is known as|so-called|stands for",
    "example": "for example|for instance|such as|example|including|schemes?",
    "finding": (
        "found|finds|shows?|showed|research|survey|study|evidence|report(?:ed)?|concluded|review|"
        "no (?:\\w+ )?(?:effect|difference)|more than|less than|fewer than|rose|risen|fell|fallen|"
        "shorter|longer|larger|sooner"
    ),
}
"""Words from which a sentence may be of a kind; the first kind that has one counts."""
_KINDS = {kind: re.compile(rf"\b(?:{cues})\b", re.IGNORECASE) for kind, cues in _CUES.items()}
_WORTH: Mapping[PointKind, float] = {
    "recommendation": 2.5,
    "finding": 2,
    "barrier": 1.5,
    "prediction": 1.5,
    "definition": 1,
    "example": 0.5,
}
"""What a word of a kind adds to a sentence's worth."""
_FIGURE, _UNIT, _SAID, _THEME = 2.0, 1.0, 1.5, 0.5
_UNITS = re.compile(r"[£$€%]| per ?cent| in | out of |million|billion")
_IDLE = re.compile(
    r"\b(?:thank(?:s|ed)?|good (?:morning|afternoon|evening)|welcome to|minutes of|present:|"
    r"apologies|next meeting|further information|more information|notes to editors|contact|call|"
    r"visit|click|questionnaire|proud|delighted|pleased|excited|laughs?|jok(?:es|ed)|smil(?:es|ed))\b",
    re.IGNORECASE,
)
"""Of what is said for form’s sake."""
_HANGING = re.compile(r"[“\"]?(?:It|This|That|These|Those|They|And|But|So|Yes|No)\b")
"""Begins what is not understood without the sentence before."""
_LESS = 1.5
_QUOTED = re.compile(r"[“\"][^”\"]{12,}")
_SHORTEST, _LONGEST = 4, 9
"""Words of a passage."""
_LEAST, _MOST = 6, 60
"""Words of a sentence that may be a point."""
POINTS = 15
"""Points that are proposed: the best ones."""
_TRIES = 40
"""Stretches of a sentence that are looked for in the text."""
_NAME = range(3, 6)
"""Words of an identifier."""
_WORD = re.compile(r"(?<![\w’'.,£%-])[\w’'.,£%-]*\w%?")
_SAYS = re.compile(rf"(?:{SAYS})")
_REPORTED = re.compile(
    rf"\b(?:{SAYS}|{THEY_SAY}|put it like this)\b"
    r"(?: (?:me|us|members|the \w+))?(?: that\b|:)? ?"
)
_ASIDE = re.compile(rf",? (?:he|she|they|it) (?:{SAYS})\b[^,.]{{0,30}}")
_SPOKEN = re.compile(r"[“\"]([^“”\"]{20,})")
_ENOUGH = 1.5
"""Worth from which a sentence is proposed."""


class Candidate(Struct, frozen=True, kw_only=True):
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


class Heard(Struct, frozen=True):
    """What is known of the sentences of a text.

    Attributes:
        figures: of each.
        leanings: the themes that each speaks for.
        said: who says it.
    """

    figures: Mapping[str, tuple[str, ...]]
    leanings: Mapping[str, tuple[Leaning, ...]]
    said: Mapping[str, Person]


def candidates(
    blocks: Sequence[Block], texts: Sequence[tuple[Block, str]], heard: Heard
) -> tuple[Candidate, ...]:
    """Return the sentences that state most, the best first: figures, views, demands and so on."""
    sentences = list(dict.fromkeys(sentence for _, sentence in texts))
    ranked = sorted(sentences, key=lambda sentence: -_worth(sentence, heard))
    found: list[Candidate] = []
    taken: set[str] = set()
    for sentence in ranked:
        if len(found) < POINTS and _worth(sentence, heard) >= _ENOUGH:
            claim = _claim(sentence) if sentence in heard.said else sentence
            passage = _passage(blocks, claim, heard.figures[sentence])
            if passage:
                found.append(_candidate(sentence, passage, heard, taken))
    return tuple(found)


def _candidate(sentence: str, passage: str, heard: Heard, taken: set[str]) -> Candidate:
    kind, why = _kind(sentence, heard)
    speaker = heard.said.get(sentence)
    return Candidate(
        id=_id(_claim(sentence) if speaker else sentence, passage, taken),
        text=sentence,
        kind=kind,
        standing=_standing(sentence, kind, speaker),
        passage=passage,
        speaker=speaker.id if speaker else "",
        themes=tuple(leaning.theme for leaning in heard.leanings[sentence][:2]),
        why=why,
    )


def _claim(sentence: str) -> str:
    """Return what is said in a sentence, without who says it."""
    if spoken := _SPOKEN.search(sentence):
        return spoken[1]
    reported = _REPORTED.search(sentence)
    rest = sentence[reported.end() :] if reported else ""
    return rest if len(rest.split()) >= _SHORTEST else _ASIDE.sub("", sentence)


def _worth(sentence: str, heard: Heard) -> float:
    """Return how much a sentence states; nothing where it is no point."""
    if not _kind(sentence, heard)[1]:
        return 0
    figures = heard.figures[sentence]
    worth = _SAID * (sentence in heard.said) + _THEME * bool(heard.leanings[sentence])
    worth += _FIGURE * bool(figures) + _UNIT * any(map(_UNITS.search, figures))
    cues = [_WORTH[each] for each, pattern in _KINDS.items() if pattern.search(sentence)]
    worth += max(cues, default=0)
    worth -= _LESS * bool(_HANGING.match(sentence)) + 2 * _LESS * bool(_IDLE.search(sentence))
    return worth


def _kind(sentence: str, heard: Heard) -> tuple[PointKind, str]:
    """Return what kind of point a sentence may be and why; no reason where it is none."""
    if not _LEAST <= len(sentence.split()) <= _MOST or "?" in sentence[-3:]:
        return "statement", ""
    if figures := heard.figures[sentence]:
        return "figure", f"states “{figures[0]}”"
    for kind, pattern in _KINDS.items():
        if cue := pattern.search(sentence):
            return kind, f"says “{cue[0]}”"
    speaker = heard.said.get(sentence)
    return "statement", f"{speaker.name} says it" if speaker else ""


def _standing(sentence: str, kind: PointKind, speaker: Person | None) -> Standing:
    if _QUOTED.search(sentence):
        return "quoted"
    if speaker:
        return "reported"
    return "measured" if kind == "figure" else "argued"


def _telling(word: str) -> bool:
    """Tell whether a word says what a sentence is about."""
    bare = re.sub(r"[’']s?$", "", word).lower()
    return any(c.isdigit() for c in bare) or (
        len(bare) > 3 and bare not in LITTLE and not _SAYS.fullmatch(bare)  # noqa: PLR2004
    )


def _passage(blocks: Sequence[Block], sentence: str, figures: Sequence[str]) -> str:
    """Return the words of a sentence that say most of it, as few as occur once."""
    at = At("")
    for passage in _stretches(sentence, figures)[:_TRIES]:
        if locate(blocks, {"a": Quote(exact=passage, at=at)})[0]:
            return passage
    return ""


def _stretches(sentence: str, figures: Sequence[str]) -> list[str]:
    """Return stretches of a sentence, those that say most first; quotation marks part them."""
    found: list[tuple[float, int, str]] = []
    for part in re.split(r"[“”\"()]", sentence):
        words = part.split()
        told = [_telling(word.strip(".,;:!?–—")) for word in words]
        for start in range(len(words)):
            for end in range(start + _SHORTEST, min(start + _LONGEST, len(words)) + 1):
                if told[start] or start == 0:
                    text = " ".join(words[start:end]).strip(" ,;:.!?‘’'–—")
                    weight = _weight(told[start:end], text, figures)
                    found.append((-weight, start, text))
    return [text for _, _, text in sorted(found)]


def _weight(told: Sequence[bool], text: str, figures: Sequence[str]) -> float:
    """Return how much a stretch says: its telling words and its figure, against its length."""
    figure = 2 * any(each in text for each in figures)
    return sum(told) + figure + 0.5 * told[0] + 0.5 * told[-1] - 0.55 * len(told)


def _id(sentence: str, passage: str, taken: set[str]) -> str:
    """Return an identifier of three to five words that tell what a sentence says, none taken."""
    words = list(dict.fromkeys((*_words_of(passage), *_words_of(sentence))))
    telling = [word for word in words if _telling(word)]
    short = [word for word in words if word not in telling and len(word) > 2]  # noqa: PLR2004
    chosen = telling[: _NAME[-1]]
    while chosen[_NAME[0] :] and slug(" ".join(chosen)).count("-") >= _NAME[-1]:
        chosen.pop()  # “1.3” is two words of an identifier
    chosen += short[: max(_NAME[0] - len(chosen), 0)]
    name = numbered(slug(" ".join(word for word in words if word in chosen)) or "point", taken)
    taken.add(name)
    return name


def _words_of(text: str) -> Iterator[str]:
    for word in _WORD.findall(text):
        yield re.sub(r"[’']s?$", "", word).replace(",", "").strip("£%-’'.")
