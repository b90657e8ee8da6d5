"""People in a text, with role and organisation as it gives them: patterns of English newspapers."""

import re
from collections.abc import Container, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from generator.assist.suggest.organisations import (
    KINDS,
    ORGANISATION,
    Named,
    is_organisation,
)
from generator.assist.suggest.speech import SAYS
from generator.base.model import SpeakerKind
from generator.base.names import slug

_TITLE = (
    r"(?:Dr|Professor|Prof|Sir|Dame|Lord|Lady|Baroness|Cllr|Councillor|Mr|Mrs|Ms|Miss|Rev|Mayor|"
    r"Captain|President|Minister)\.?"
)
# Each repetition has an end, so that no long run of capitals costs more than its length.
_WORD = r"(?:(?:Mc|Mac|O[’'])?[A-Z][a-zà-ÿ]{1,40}+(?:[-’'][A-Z][a-zà-ÿ]{1,40}+){0,3})"
_FULL = rf"(?:{_TITLE} ){{0,3}}{_WORD}(?: [A-Z]\.)?(?: (?:de |van |von |al-|ap )?{_WORD}){{1,2}}"
ROLES = (
    "chief executive|chief|director|chair(?:man|woman|person)?|leader|manager|officer|advis[eo]r|"
    "minister|secretary|president|head|professor|mayor|councillor|consultant|boss|"
    "spokes(?:man|woman|person)|analyst|fellow|researcher|author|lead|commissioner|nurse|engineer|"
    "editor|partner|founder|deputy|governor|economist|surveyor|planner|co-?ordinator|teacher|"
    "captain|warden|ranger|keeper|treasurer|trustee|owner|farmer|resident|architect|lecturer|"
    "scientist|driver|member|conven[eo]r|organiser|campaigner|principal|superintendent|inspector|"
    "historian|librarian|curator|doctor|cook|skipper|clerk|head teacher|midwife|therapist|"
    "registrar|co-author|worker|holder|matron|pharmacist|dentist|paramedic|physiotherapist|"
    "psychologist|auditor|specialist|expert|correspondent|assistant|visitor|sister|carer|patient|gp|ombudsman|minister|vicar|steward|volunteer"
)
_REST = r"[^,.;:“”‘()–—]{0,120}"
_ORG = ORGANISATION
_ROLE = rf"(?i:(?:[a-z]{{2,9}}-)?(?:{ROLES}))"
_SHORT_ROLE = rf"(?:[A-Za-z][\w-]{{0,40}} ){{0,4}}{_ROLE}"
_WHOSE = r"(?:[Ii]ts|[Oo]ur|[Tt]heir|whose|[Hh]is|[Hh]er|[Mm]y)"
_DOES = {
    "chairs": "chair",
    "heads": "head",
    "leads": "leader",
    "edits": "editor",
    "manages": "manager",
}
_PATTERNS = (
    re.compile(
        rf"(?<!in )(?<!at )(?<!from )(?<!near )(?P<name>{_FULL}),(?: \d{{2}},)? "
        r"(?:the |a |an |who is |who was )?"
        rf"(?P<role>(?:[^,.;:“”()]{{0,60}}\b)?{_ROLE}\b{_REST})"
    ),
    re.compile(
        rf"(?P<name>{_FULL}) (?:is|was|became|works as) (?:the |a |an |our |my |his |her )?"
        rf"(?P<role>{_SHORT_ROLE}\b{_REST})"
    ),
    re.compile(rf"(?P<org>{_ORG})[’']s? (?P<role>{_SHORT_ROLE}),? (?P<name>{_FULL})"),
    re.compile(rf"(?P<org>{_ORG}) (?P<role>{_SHORT_ROLE}),? (?P<name>{_FULL})"),
    re.compile(
        rf"(?P<role>(?<![\w’'-])(?:[\w’'&-]{{1,40}} ){{0,8}}?{_ROLE}"
        rf"(?: (?:for|of|at|and|in) [^,.;:“”()]{{1,60}})?),? (?P<name>{_FULL})"
    ),
    re.compile(rf"(?P<name>{_FULL}) \((?P<role>{_SHORT_ROLE}{_REST})(?:, (?P<org>{_ORG}))?\)"),
    re.compile(rf"(?P<name>{_FULL}) \((?:the )?(?P<org>{_ORG})\)"),
    re.compile(rf"(?P<name>{_FULL}), who (?P<does>{'|'.join(_DOES)}) (?:the )?(?P<org>{_ORG})"),
    re.compile(rf"(?P<name>{_FULL}) (?:of|from|at) (?:the )?(?P<org>{_ORG})"),
    re.compile(rf"(?P<name>{_FULL})(?:,[^,.]{{1,80}},)? {SAYS}\b"),
    re.compile(
        rf"\b(?:{SAYS}|according to|[Bb]y|interview(?:ed|s)? (?:with )?|told|tells|met|appointed) "
        rf"(?P<name>{_FULL})\b"
    ),
    re.compile(rf"(?P<name>{_FULL}) (?:met|meets|sat|has run|runs|spoke to|talks to)\b"),
    re.compile(rf"(?P<name>(?:{_TITLE} ){{1,3}}{_WORD}(?: {_WORD}){{1,2}})"),
)
"""From what tells most of a person to what tells least."""
_LONGEST = 400
"""Characters of a role that are looked at."""
_WITHIN = re.compile(
    rf"^(?P<role>.*?{_ROLE}.*?),? (?P<by>of|at|for|with|in|from) (?:the )?"
    rf"(?P<org>{_ORG}|(?:[a-z]+ ){{0,2}}(?:{KINDS}))$"
)
_OWNER = re.compile(
    rf"(?:^|.*?\b)(?:[Tt]he )?(?P<org>{_ORG}|(?:[a-z]+ ){{0,3}}(?:{KINDS}))[’']s? "
    rf"(?P<role>(?:[\w-]+ ){{0,5}}{_ROLE}\b.*)$"
)
_RELATED = re.compile(rf"(?:^|.*\b)(?P<whose>{_WHOSE}) (?P<role>(?:[\w-]+ ){{0,5}}{_ROLE}\b.*)$")
_PREFIXED = re.compile(
    rf"^(?:[Tt]he )?(?P<org>(?i:{KINDS})) (?P<role>(?:[\w-]+ ){{0,3}}{_ROLE}\b.*)$"
)
_OTHERS = re.compile(rf"^.*?\b[a-z]+[’']s (?=(?:[\w-]+ ){{0,4}}{_ROLE})")
_WHERE = re.compile(r" (?:in|from) [A-Z].*$")
_CLAUSE = re.compile(r",? (?:who|which|where|when|whose)\b.*$| and (?:is|was|has|now|who)\b.*$")
_BEFORE = re.compile(
    r"^(?:(?:the|a|an|also|currently|now|then|previously|and|one|my|colleague) )+", re.IGNORECASE
)
_PART = re.compile(r"(?:^|\s)(?:Services|Care|Finance|Operations|Commissioning|Nursing)$")
"""How what somebody is director of ends that is a part of an organisation, and no name of one."""
_AT = frozenset({"at", "from"})
_OURS = frozenset({"our"})
_ITS = frozenset({"its", "their", "whose"})
_TITLES = re.compile(rf"^(?P<title>(?:{_TITLE} )+)")
_RANKS = {"cllr": "councillor"}
_NO_RANK = frozenset("dr sir dame lord lady baroness mr mrs ms miss rev".split())  # noqa: SIM905
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


class Person(Struct, frozen=True):
    """Someone whom a text names, or a body or a group that speaks in it.

    Attributes:
        name: without Dr or Professor; of a group, what the text says of it.
        role: as the text gives it, or empty.
        organisation: likewise; of a body, its term.
        sentence: where that stands.
        kind: a person, a body or a group.
        heard: the words by which sentences name it.
        ranked: whether the role is no more than a title before the name.
    """

    name: str
    role: str
    organisation: str
    sentence: str
    kind: SpeakerKind = "person"
    heard: str = ""
    ranked: bool = False

    @property
    def id(self) -> str:
        """Return the identifier that the front matter would give."""
        return slug(self.heard or self.name)


def people(sentences: Sequence[str], named: Named | None = None) -> tuple[Person, ...]:
    """Return the people of a text in order, each with what tells most of them.

    Args:
        sentences: of the text, in order.
        named: takes note of the organisations that the text names.
    """
    found: dict[str, Person] = {}
    named = named or Named()
    small = frozenset(word for sentence in sentences for word in _SMALL.findall(sentence))
    full = _full_names(sentences)
    for sentence in sentences:
        for person in _in(sentence, _expanded(sentence, full), small, named):
            known = found.get(person.id)
            if known is None:
                found[person.id] = person
            elif _tells(person) > _tells(known):
                found[person.id] = replace(person, sentence=sentence)
        named.hear(sentence)
    return tuple(found.values())


def author_among(authors: Sequence[str], sentences: Sequence[str]) -> tuple[Person, ...]:
    """Return the one author of a text who says there what they are, or nobody."""
    said = ((own, sentence) for sentence in sentences if (own := _OWN.search(sentence)))
    for own, sentence in said if len(authors) == 1 else ():
        role, organisation = _divided(own["role"], "", Named())
        return (Person(authors[0], role, organisation, sentence),)
    return ()


_OWN = re.compile(
    rf"(?<![“\w])I(?: am|’m|'m| have been| work as) (?:an?|the) (?P<role>{_SHORT_ROLE}\b"
    rf"(?: (?:of|at|for) (?:the )?{_ORG})?)"
)


def _tells(person: Person) -> tuple[bool, bool]:
    """Tell what is known of a person: a rank before a name is less than a role."""
    return (person.role != "" and not person.ranked, person.organisation != "")


def _full_names(sentences: Sequence[str]) -> Mapping[str, str]:
    """Return first or last name → the whole, where a text has only one that it can be of."""
    names: dict[str, set[str]] = {}
    for sentence in sentences:
        for match in _NAMES.finditer(sentence):
            if name := _name(match[0]):
                for part in (name.rpartition(" ")[2], name.partition(" ")[0]):
                    names.setdefault(part, set()).add(name)
    return {surname: next(iter(full)) for surname, full in names.items() if len(full) == 1}


_NAMES = re.compile(_FULL)
_SURNAME = re.compile(
    rf"(?<!\w )(?:(?P<title>{_TITLE}) )?(?P<surname>{_WORD})(?= {SAYS}\b|,)"
    rf"|\b(?P<titled>{_TITLE}) (?P<alone>{_WORD})(?! {_WORD})"
    rf"|(?<!\w )(?P<first>{_WORD})(?= (?:is|was) (?:the|a|an|our|my) )"
)


def _expanded(sentence: str, full: Mapping[str, str]) -> str:
    """Return a sentence in which surnames with a title or a verb are whole names."""

    def whole(match: re.Match[str]) -> str:
        surname = match["surname"] or match["alone"] or match["first"]
        title = match["title"] or match["titled"]
        name = full.get(surname)
        return f"{title} {name}" if name and title else name or match[0]

    return _SURNAME.sub(whole, sentence)


def _in(sentence: str, text: str, small: Container[str], named: Named) -> Iterator[Person]:
    """Yield a sentence's people; a stretch that one pattern took is closed to the next.

    A word that only opens the sentence, as the text has it with a small letter too, names nobody:
    it belongs to the role.

    Args:
        sentence: as the text has it.
        text: the same with whole names.
        small: words that the text has with a small letter.
        named: the organisations named so far.
    """
    taken: set[int] = set()
    for pattern in _PATTERNS:
        start = 0
        while match := pattern.search(text, start):
            start = match.start() + 1
            span = range(*match.span("name"))
            name = _name(match["name"])
            if not name or taken & set(span) or _PLACE.search(text, 0, match.start("name")):
                continue
            start = match.end("name")
            taken |= set(span)
            named.hear(text[max(0, match.start("name") - _NEAR) : match.start("name")])
            yield _person(match, name, sentence, small, named)


_NEAR = 300
"""Characters before a name in which an organisation stands that is meant by “its”."""
_PLACE = re.compile(r" (?:of|of the|at|at the|in|near|from)(?: the)? $")
"""Stands before places and organisations, not before people."""


_PLAIN = frozenset(
    "acting assistant care chief clinical community deputy district former general head "  # noqa: SIM905
    "health home interim junior lead local medical mental nursing operations practice public "
    "regional retired senior social vice ward".split()
)
"""Words of roles, which may open a sentence with a capital."""


def _person(
    match: re.Match[str], name: str, sentence: str, small: Container[str], named: Named
) -> Person:
    parts = match.groupdict(default="")
    role = parts.get("role", "") or _DOES.get(parts.get("does", ""), "")
    organisation = parts.get("org", "")
    opens = organisation.lower() in _PLAIN or organisation.lower() in small
    opens = opens or _OPENERS.match(f"{organisation} ") is not None
    if opens and not match.start("org"):
        role, organisation = f"{organisation.lower()} {role}", ""
    role, organisation = _divided(role, organisation, named)
    if not organisation and (of := _OF.match(match.string, match.end("name"))):
        organisation = of[1] if is_organisation(of[1]) else ""
    rank = "" if role else _rank(match["name"])
    return Person(name, role or rank, organisation, sentence, ranked=rank != "")


_OF = re.compile(rf",? (?:of|from|at) (?:the )?({_ORG})")


def _rank(words: str) -> str:
    """Return what a title says of somebody, such as Councillor; Mr and Dr say nothing."""
    titles = _TITLES.match(words)
    for title in titles["title"].lower().replace(".", "").split() if titles else ():
        if title not in _NO_RANK:
            return _RANKS.get(title, "professor" if title == "prof" else title)
    return ""


def _name(words: str) -> str:
    """Return a name without titles and what opens a sentence; nothing where it is none."""
    bare = re.sub(rf"^(?:{_TITLE} )+", "", _OPENERS.sub("", words))
    bare = re.sub(rf"^(?:{_TITLE} )+", "", _OPENERS.sub("", bare))
    bare = re.sub(r"[’']s$", "", bare)
    parts = bare.split()
    if len(parts) < 2 or _NO_NAME & set(parts) or is_organisation(bare):  # noqa: PLR2004
        return ""
    return bare


def _divided(role: str, organisation: str, named: Named) -> tuple[str, str]:
    """Return role and organisation out of “chief executive of the Harbour Trust”."""
    role = _CLAUSE.sub("", re.sub(rf"^{SAYS} ", "", role.strip(" ,")[:_LONGEST]))
    if not organisation and (related := _RELATED.match(role)):
        whose, role = related["whose"].lower(), related["role"]
        organisation = named.author if whose in _OURS else named.last if whose in _ITS else ""
    if not organisation and (owner := _OWNER.match(role) or _PREFIXED.match(role)):
        organisation, role = named.meant(owner["org"]), owner["role"]
    if not organisation and (within := _WITHIN.match(role)):
        meant = named.meant(within["org"])
        is_part = within["by"] == "of" and _PART.search(meant)
        if (
            within["by"] in _AT
            or within["org"].islower()
            or (is_organisation(meant) and not is_part)
        ):
            organisation, role = meant, within["role"]
    role = _WHERE.sub("", _BEFORE.sub("", _OPENERS.sub("", _OTHERS.sub("", role))))
    role = role[:1].lower() + role[1:] if role[1:2].islower() else role
    return role.strip(" ,"), organisation.strip(" ,")
