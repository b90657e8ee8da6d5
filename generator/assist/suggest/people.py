"""People in a text, with role and organisation as it gives them: patterns of English newspapers."""

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, replace

from generator.base.model import SpeakerKind
from generator.base.names import slug

_TITLE = (
    r"(?:Dr|Professor|Prof|Sir|Dame|Lord|Lady|Baroness|Cllr|Councillor|Mr|Mrs|Ms|Miss|Rev|Mayor|"
    r"Captain|President|Minister)\.?"
)
# Each repetition has an end, so that no long run of capitals costs more than its length.
_WORD = r"(?:(?:Mc|Mac|O[’'])?[A-Z][a-zà-ÿ]{1,40}+(?:[-’'][A-Z][a-zà-ÿ]{1,40}+){0,3})"
_FULL = rf"(?:{_TITLE} ){{0,3}}{_WORD}(?: [A-Z]\.)?(?: (?:de |van |von |al-|ap )?{_WORD}){{1,2}}"
_ROLES = (
    "chief executive|chief|director|chair(?:man|woman|person)?|leader|manager|officer|advis[eo]r|"
    "minister|secretary|president|head|professor|mayor|councillor|consultant|boss|"
    "spokes(?:man|woman|person)|analyst|fellow|researcher|author|lead|commissioner|nurse|engineer|"
    "editor|partner|founder|deputy|governor|economist|surveyor|planner|co-?ordinator|teacher|"
    "captain|warden|ranger|keeper|treasurer|trustee|owner|farmer|resident|architect|lecturer|"
    "scientist|driver|member|conven[eo]r|organiser|campaigner|principal|superintendent|inspector|"
    "historian|librarian|curator|doctor|cook|skipper|clerk|head teacher|midwife|therapist"
)
SAYS = (
    r"(?:says|said|argues|argued|believes|believed|told|tells|warns|warned|adds|added|explains|"
    r"explained|claims|claimed|writes|wrote|asks|asked|points out|insists|insisted|notes|noted|"
    r"thinks|puts it|continued|recalls|recalled|stressed|stresses|wants|wanted|doubts|doubted|"
    r"hopes|hoped|suggests|suggested|concluded|concludes|predicts|predicted|admits|admitted|"
    r"agrees|agreed)"
)
_REST = r"[^,.;:“”‘()–—]{0,120}"
_ORG = r"(?<![\w&-])[A-Z][\w&-]{0,40}(?: (?:of |for |and |the )?[A-Z][\w&-]{0,40}+){0,9}"
_SHORT_ROLE = rf"(?:[a-z][\w-]{{0,40}} ){{0,4}}(?:{_ROLES})"
_PATTERNS = (
    re.compile(
        rf"(?P<name>{_FULL}), (?:the |a |an |who is |who was )?"
        rf"(?P<role>(?:[^,.;:“”()]{{0,60}}\b)?(?:{_ROLES})\b{_REST})"
    ),
    re.compile(
        rf"(?P<name>{_FULL}) (?:is|was|became|works as) (?:the |a |an )?"
        rf"(?P<role>{_SHORT_ROLE}\b{_REST})"
    ),
    re.compile(rf"(?P<org>{_ORG})[’']s? (?P<role>{_SHORT_ROLE}),? (?P<name>{_FULL})"),
    re.compile(rf"(?P<org>{_ORG}) (?P<role>{_SHORT_ROLE}),? (?P<name>{_FULL})"),
    re.compile(
        rf"(?P<role>(?<![\w-])[\w-]{{1,40}}(?: (?:and )?[\w-]{{1,40}}){{0,4}}? (?:{_ROLES})|"
        rf"\b(?:{_ROLES})),? "
        rf"(?P<name>{_FULL})"
    ),
    re.compile(rf"(?P<name>{_FULL}) (?:of|from|at) (?:the )?(?P<org>{_ORG})"),
    re.compile(rf"(?P<name>{_FULL})(?:,[^,.]{{1,80}},)? {SAYS}\b"),
    re.compile(
        rf"\b(?:{SAYS}|according to|[Bb]y|interview(?:ed|s)? (?:with )?|told) "
        rf"(?P<name>{_FULL})\b"
    ),
    re.compile(rf"(?P<name>(?:{_TITLE} ){{1,3}}{_WORD}(?: {_WORD}){{1,2}})"),
)
"""From what tells most of a person to what tells least."""
_WITHIN = re.compile(
    r"^(?P<role>.*?)(?:,? (?:of|at|for|with|in|from) (?:the )?)(?P<org>[A-Z0-9].*)$"
)
_OWNER = re.compile(rf"({_ORG})[’']s? ([a-z].*)")
_LAST = re.compile(rf"({_ORG})\W*$")
_ALSO = re.compile(r" (?:and|who|which|where|when|but|as|in an?|on) .*$")
_OPENERS = re.compile(
    r"^(?:The|A|An|In|On|At|As|But|And|Or|If|When|While|Why|How|Her|His|Their|Its|Our|For|To|From|"
    r"With|By|After|Before|Since|Both|Many|Some|Most|Speaking|Writing|Today|Yesterday|Now|Meanwhile|"
    r"However|Even|So|Yet|That|This|These|Those|What|Where|Who|There|Here|Like|Unlike|Take|Asked) "
)
_SMALL = re.compile(r"\b[a-z][a-z-]*\b")
_NO_NAME = frozenset(
    "Act Agency Airport Assembly Association Authority Bay Board Bridge Britain Centre "  # noqa: SIM905
    "City College Commission Committee Company Corporation Council County Court "
    "Department District East England Executive Forum Foundation Fund Government Greater "
    "Group Harbour Health Hospital House Institute Ireland Island Kingdom Limited Line "
    "Local London Ltd Market Ministry National Network North Office Parish Park "
    "Parliament Partnership Plan Project Public Quay Report Review Road Royal School "
    "Scotland Service Services Social Society South Square Station Street Strategy System "
    "Town Trust Union United University Valley View Village Wales West Monday Tuesday "
    "Wednesday Thursday Friday Saturday Sunday January February March April May June July "
    "August September October November December Ferries Ferry Courier Times Post News "
    "Journal Press".split()
)


@dataclass(frozen=True, slots=True)
class Person:
    """Someone whom a text names, or a body or a group that speaks in it.

    Attributes:
        name: without Dr or Professor; of a group, what the text says of it.
        role: as the text gives it, or empty.
        organisation: likewise; of a body, its term.
        sentence: where that stands.
        kind: a person, a body or a group.
        heard: the words by which sentences name it.
    """

    name: str
    role: str
    organisation: str
    sentence: str
    kind: SpeakerKind = "person"
    heard: str = ""

    @property
    def id(self) -> str:
        """Return the identifier that the front matter would give."""
        return slug(self.heard or self.name)


def people(sentences: list[str]) -> tuple[Person, ...]:
    """Return the people of a text in order, each with what tells most of them."""
    found: dict[str, Person] = {}
    small = frozenset(word for sentence in sentences for word in _SMALL.findall(sentence))
    for sentence in sentences:
        for person in _in(sentence, small):
            known = found.get(person.id)
            if known is None:
                found[person.id] = person
            elif person.role and not known.role:
                found[person.id] = replace(person, sentence=sentence)
            elif person.organisation and not known.organisation:
                found[person.id] = replace(known, organisation=person.organisation)
    return tuple(found.values())


def person_named(people_: tuple[Person, ...], text: str) -> Person | None:
    """Return the first of the people whom a text names: by surname at least, others in full."""
    places = [
        (place, person)
        for person in people_
        if (place := text.find(person.heard or person.name.rpartition(" ")[2])) >= 0
    ]
    return min(places, key=lambda each: each[0])[1] if places else None


def _in(sentence: str, small: Container[str]) -> Iterator[Person]:
    """Yield a sentence's people; a stretch that one pattern took is closed to the next.

    A word that only opens the sentence, as the text has it with a small letter too, names nobody:
    it belongs to the role.
    """
    taken: set[int] = set()
    for pattern in _PATTERNS:
        start = 0
        while match := pattern.search(sentence, start):
            start = match.start() + 1
            span = range(*match.span("name"))
            name = _name(match["name"])
            if not name or taken & set(span):
                continue
            start = match.end("name")
            taken |= set(span)
            parts = match.groupdict(default="")
            role, organisation = parts.get("role", ""), parts.get("org", "")
            opens = organisation.lower() in small or _OPENERS.match(f"{organisation} ")
            if opens and not match.start("org"):
                role, organisation = f"{organisation.lower()} {role}", ""
            role, organisation = _divided(role, organisation)
            yield Person(name, role, organisation, sentence)


def _name(words: str) -> str:
    """Return a name without titles and what opens a sentence; nothing where it is none."""
    bare = re.sub(rf"^(?:{_TITLE} )+", "", _OPENERS.sub("", words))
    bare = re.sub(rf"^(?:{_TITLE} )+", "", _OPENERS.sub("", bare))
    bare = re.sub(r"[’']s$", "", bare)
    parts = bare.split()
    return bare if len(parts) > 1 and not _NO_NAME & set(parts) else ""


def _divided(role: str, organisation: str) -> tuple[str, str]:
    """Return role and organisation out of “chief executive of the Harbour Trust”."""
    role = re.sub(rf"^{SAYS} ", "", _OPENERS.sub("", role.strip(" ,")))
    if not organisation and (owner := _OWNER.match(role)):
        organisation, role = owner.groups()
    if not organisation:
        within = _WITHIN.match(role)
        if within:
            role, organisation = within["role"], _ALSO.sub("", within["org"])
        elif " of " in role and (last := _LAST.search(role)):
            role, organisation = role.partition(" of ")[0], last[1]
    role = role[:1].lower() + role[1:] if role[1:2].islower() else role
    return re.sub(r"^(?:the|a|an|her|his|its|their|also) ", "", role).strip(), organisation.strip(
        " ,"
    )
