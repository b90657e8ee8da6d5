"""Who says each sentence of a text: by verbs of saying, pronouns, and quotations that go on."""

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import islice
from typing import Literal

from msgspec import Struct, field

from generator.assist.suggest.organisations import (
    ORGANISATION,
    Named,
    is_organisation,
    organisations,
)
from generator.assist.suggest.people import ROLES, Person
from generator.assist.suggest.speech import SAYS, THEY_SAY
from generator.base.model import Block

_QUOTED = re.compile(r"[“\"][^“”\"]*(?:[”\"]|$)")
_OPENS, _CLOSES = ("“", '"'), ("”", '"')
_LEAST, _FEW = 4, 2
"""Words of a quotation that is speech, and not a turn of phrase; fewer do where it opens."""
_VERB = re.compile(
    rf"\b(?:(?:has|have|had|also|already|now|still|then|would|who) ){{0,3}}(?:{SAYS}|{THEY_SAY})\b"
)
_INVERTED = re.compile(rf"…[,.]? (?:{SAYS}) (?P<subject>[^…,.;:]{{2,80}}(?:, [^…,.;:]{{2,60}})?)")
_ACCORDING = re.compile(
    r"\b(?:[Aa]ccording to|[Ii]n the (?:words|view) of) (?:the )?(?P<subject>[^,.;:…]{3,80})"
)
_TOLD_ME = re.compile(r"\bI (?:asked|met|spoke to|put it to|told)\b")
_KINDS = ("person", "body", "group")
_VERBS, _NEAR = 8, 300
"""Verbs of a sentence that are looked at, and characters before each that hold its subject."""
_HE, _SHE = "he", "she"
_PRONOUN = re.compile(r"(?:^|[ ,…])(?P<who>[Hh]e|[Ss]he|[Tt]hey|[Ii]t|[Ww]e|I)$")
_MALE = re.compile(r"\b(?:Mr|Sir|Lord)\.? ")
_FEMALE = re.compile(r"\b(?:Ms|Mrs|Miss|Dame|Lady|Baroness)\.? ")
_RANKED = re.compile(r"\b(?:Cllr|Councillor|Mr|Mrs|Ms|Dr|Professor|Sir|Lord|Lady) [A-Z][\w’'-]+$")
_GROUP = re.compile(
    r"(?:^|[,;:…–] ?|\b(?:and|but|that|when|what|as|while) )"
    r"(?P<name>(?:(?:the|our|its|his|her|their|some|many|several|most|both|a few|few|other|two|"
    r"three|four|all) )?"
    r"(?:(?!(?:that|what|why|how|when|if|do|did|does|is|are|was|were) )[a-z]+ ){0,2}"
    r"(?:academics|analysts|authors|campaigners|carers|charities|commissioners|councillors|"
    r"councils|critics|directors|doctors|drivers|executives|experts|families|farmers|hospitals|"
    r"inspectors|leaders|managers|members|ministers|nurses|officers|officials|others|parents|"
    r"passengers|patients|politicians|practices|providers|readers|researchers|residents|"
    r"respondents|staff|surveyors|teachers|trusts|unions|users|volunteers|witnesses|workers|"
    r"auditors|regulators|government|committee|cabinet|ministry|panel|department|council|union|"
    r"treasury))$",
    re.IGNORECASE,
)
_ONE = re.compile(
    rf"(?:^|[,;:…] ?|\b(?:and|but|as|when) )(?P<name>(?:a|an|one|another|the) (?:[\w-]+ ){{0,3}}"
    rf"(?:Secretary of State|{ROLES}|source|reader|user|parent|worker))"
    r"(?: (?:for|of|at) (?:the )?(?P<org>[^,]{2,60}))?$",
    re.IGNORECASE,
)
_STUDY = re.compile(
    r"\b(?:survey|study|report|review|paper|analysis|audit|evaluation|inquiry|letter|statement)s? "
    rf"(?:[a-z]+ )?(?:by|from|of) (?:the )?(?P<org>{ORGANISATION})",
)
_WE_SAY = re.compile(
    r"^(?:(?:And|But|So|Therefore|However),? )?We (?:also |therefore |strongly |do not )?"
    r"(?:believe|urge|ask|recommend|support|consider|welcome|propose|suggest|think|agree|object|"
    r"accept|note|want|call|hope|oppose|would|disagree|regret|fear)\b"
)
_BARE = re.compile(r"^(?:the|our|its|his|her|their|a|an|one|another) ", re.IGNORECASE)


class _Listener(Struct):
    """What is known of a text's speakers when a sentence is read.

    Attributes:
        people: those whom the text names.
        named: the organisations named so far.
        term_at_end: returns the name and the term of an organisation with which words end.
        heard: speakers that are no persons of the text, by id.
        speaker: who spoke last.
        mentioned: people as they were mentioned, the last one last.
        inside: who speaks in a quotation that is still open.
        paragraph: who spoke last in this paragraph.
        genders: of people, as far as known.
    """

    people: Sequence[Person]
    named: Named
    term_at_end: Callable[[str], tuple[str, str] | None]
    heard: dict[str, Person] = field(default_factory=dict)
    speaker: Person | None = None
    mentioned: list[Person] = field(default_factory=list)
    quoting: bool = False
    paragraph: Person | None = None
    present: Person | None = None
    genders: dict[str, Literal["he", "she"]] = field(default_factory=dict)

    def begin(self) -> None:
        """Begin a paragraph: a quotation that was left open is closed."""
        self.quoting, self.paragraph, self.present = False, None, None

    def listen(self, sentence: str) -> Person | None:
        """Return who says a sentence, or None where it is the text's own."""
        outside, spoken, still = _parted(sentence, inside=self.quoting)
        was_quoting, self.quoting = self.quoting, still
        asks = outside.endswith("?")
        who = None if asks else self._explicit(outside, sentence)
        self._mention(outside)
        if who is None and (was_quoting or spoken):
            who = self.paragraph or self.present or self.speaker
        if who:
            self.speaker = self.paragraph = who
            if who in self.people:
                self.present = who
        self.named.hear(outside)
        return who

    def _mention(self, outside: str) -> None:
        """Note who is mentioned in a sentence, in order."""
        found = sorted(
            (place, number)
            for number, person in enumerate(self.people)
            if (place := outside.rfind(person.name.rpartition(" ")[2])) >= 0
        )
        for _, number in found:
            person = self.people[number]
            self.mentioned.append(person)
            surname = re.escape(person.name.rpartition(" ")[2])
            titled = re.search(rf"\b(?:\w{{1,40}}\.? ){{1,3}}{surname}", outside)
            if titled and _MALE.search(titled[0]):
                self.genders[person.id] = "he"
            elif titled and _FEMALE.search(titled[0]):
                self.genders[person.id] = "she"
        if found:
            self.present = self.people[found[0][1]]

    def _explicit(self, outside: str, sentence: str) -> Person | None:
        """Return whom a sentence names as its speaker."""
        if according := _ACCORDING.search(outside):
            named = according["subject"]
            return self._first_person(named) or self._thing(named, sentence)
        if inverted := _INVERTED.search(outside):
            subject = inverted["subject"]
            who = self._by_word(subject.split()[0]) or self._first_person(subject)
            if who := who or self._as_thing(subject.partition(",")[0], sentence):
                return who
        if self.named.author and _WE_SAY.match(outside):
            return self._body(self.named.author, sentence)
        for verb in islice(_VERB.finditer(outside), _VERBS):
            since = max(0, verb.start() - _NEAR)
            left = outside[since : verb.start()].rstrip(" ,")
            if not left or _TOLD_ME.search(outside, since, verb.end()):
                continue
            if who := self._subject(left, sentence):
                return who
        return None

    def _subject(self, left: str, sentence: str) -> Person | None:
        """Return who is meant by the words before a verb."""
        if pronoun := _PRONOUN.search(left):
            return self._by_word(pronoun["who"])
        if person := self._first_person(left):
            return person
        return self._as_thing(left, sentence)

    def _as_thing(self, left: str, sentence: str) -> Person | None:
        """Return the body or the group that words end with, or a person by what they are."""
        if study := _STUDY.search(left):
            return self._body(study["org"], sentence)
        return (
            self._one(left, sentence)
            or self._organisation(left, sentence)
            or self._ranked(left, sentence)
            or self._several(left, sentence)
        )

    def _one(self, left: str, sentence: str) -> Person | None:
        """Return someone whom words name by a role alone."""
        one = _ONE.search(left)
        if not one:
            return None
        if one["org"] and is_organisation(one["org"]):
            return self._body(one["org"], sentence)
        return self._by_role(one["name"]) or self._group(one["name"], sentence)

    def _organisation(self, left: str, sentence: str) -> Person | None:
        """Return the organisation with which words end, or to which they add something."""
        if self.term_at_end(left):
            return self._body(left, sentence)
        for _, end, name in reversed(list(organisations(left))):
            if end == len(left) or re.fullmatch(r",[^,]+,?", left[end:]):
                return self._body(name, sentence)
        return None

    def _several(self, left: str, sentence: str) -> Person | None:
        """Return several of a kind, or an organisation called by what it is."""
        group = _GROUP.search(left)
        if not group:
            return None
        meant = self.named.meant(group["name"])
        if meant != _BARE.sub("", group["name"]) and is_organisation(meant):
            return self._body(meant, sentence)
        return self._group(group["name"], sentence)

    def _thing(self, words: str, sentence: str) -> Person | None:
        """Return an organisation that words name, or what else they call."""
        if self.term_at_end(words):
            return self._body(words, sentence)
        for _, _, name in organisations(words):
            return self._body(name, sentence)
        return self._group(words, sentence)

    def _first_person(self, text: str) -> Person | None:
        found = [
            (place, person)
            for person in self.people
            if (place := text.find(person.name.rpartition(" ")[2])) >= 0
        ]
        return min(found, key=lambda each: each[0])[1] if found else None

    def _by_word(self, word: str) -> Person | None:
        """Return who is meant by a pronoun."""
        match word.lower():
            case "he" | "she" as gender:
                return self._of_gender("he" if gender == _HE else "she")
            case "it" if self.speaker and self.speaker.kind == "body":
                return self.speaker
            case "they" if self.speaker and self.speaker.kind == "group":
                return self.speaker
            case "we" if self.named.author:
                return self._body(self.named.author, "")
        return None

    def _of_gender(self, gender: Literal["he", "she"]) -> Person | None:
        """Return the last one who may be meant by he or she; whoever is, is that from now on."""
        last = [self.speaker] if self.speaker and self.speaker.kind == "person" else []
        order = [*reversed(self.mentioned), *last]
        if self.present:
            order = [self.present, *order]
        for person in order:
            if self.genders.get(person.id, gender) == gender:
                self.genders[person.id] = gender
                return person
        return None

    def _by_role(self, words: str) -> Person | None:
        """Return the one whom a text calls by a role, such as the chair."""
        role = _BARE.sub("", words).lower()
        return next((each for each in self.people if each.role.lower() == role), None)

    def _body(self, name: str, sentence: str) -> Person:
        found, term = self.term_at_end(name) or (name, "")
        return self._known(Person(found, "", term, sentence, "body", found))

    def _group(self, words: str, sentence: str) -> Person:
        name = _BARE.sub("", words)
        name = name[:1].lower() + name[1:]
        return self._known(Person(f"{name}, unnamed", "", "", sentence, "group", name))

    def _ranked(self, left: str, sentence: str) -> Person | None:
        """Return someone with a title whose first name the text does not give."""
        if not (ranked := _RANKED.search(left)):
            return None
        return self._known(Person(ranked[0], "", "", sentence, "person", ranked[0]))

    def _known(self, person: Person) -> Person:
        return self.heard.setdefault(person.id, person)


def said(
    texts: Sequence[tuple[Block, str]],
    people: Sequence[Person],
    named: Named,
    term_at_end: Callable[[str], tuple[str, str] | None],
) -> tuple[Mapping[str, Person], tuple[Person, ...]]:
    """Return sentence → who says it, and the speakers whom the text does not name in full.

    Args:
        texts: the sentences in order, each with its block.
        people: those whom the text names.
        named: the organisation that the text speaks for, if any.
        term_at_end: returns the name and the term of an organisation with which words end.
    """
    listener = _Listener(people, named, term_at_end)
    found: dict[str, Person] = {}
    block = None
    for here, sentence in texts:
        if block is not here:
            listener.begin()
            block = here
        if who := listener.listen(sentence):
            found.setdefault(sentence, who)
    speaking = {person.id for person in found.values()}
    others = [each for each in listener.heard.values() if each.id in speaking]
    return found, tuple(sorted(others, key=lambda each: _KINDS.index(each.kind)))


def _parted(sentence: str, *, inside: bool) -> tuple[str, bool, bool]:
    """Return the words outside quotations, whether any is speech, and whether that goes on.

    Args:
        sentence: as the text has it.
        inside: whether a quotation is open when it begins.
    """
    marked = f"“{sentence}" if inside else sentence
    quotations = _QUOTED.findall(marked)
    outside = _QUOTED.sub("…", marked)
    whole = marked.startswith(_OPENS) and len(quotations[0].split()) >= _FEW
    spoken = whole or any(len(each.split()) >= _LEAST for each in quotations)
    still = bool(quotations) and (len(quotations[-1]) < _FEW or quotations[-1][-1] not in _CLOSES)
    return outside, spoken, still
