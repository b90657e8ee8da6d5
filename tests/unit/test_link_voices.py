"""Voices: who said what, in the role held at the time."""

from tests.records import article, linked, person, point, term


def test_roles_are_kept_as_they_were() -> None:
    """One person has a role for each article, the oldest first, with what was said in it."""
    chair, former = person("jane-example", "chair", "TDB"), person("jane-example", "former chair")
    links = linked(
        article("late", point("late#x", speaker=former), published="2018"),
        article("early", point("early#x", speaker=chair), point("early#y", speaker=chair)),
    )
    (voice,) = links.voices.people
    assert voice.name == "Jane Example"
    assert [(role.article, role.person.role, role.points) for role in voice.roles] == [
        ("early", "chair", ("early#x", "early#y")),
        ("late", "former chair", ("late#x",)),
    ]


def test_people_who_say_nothing_are_named() -> None:
    """Somebody named in an article has a place, even without a point."""
    (voice,) = linked(article("a", point("a#x"), people=(person("sam-sample"),))).voices.people
    assert [role.points for role in voice.roles] == [()]


def test_people_stand_in_order_of_surname() -> None:
    """Names are sorted by the last word."""
    people = tuple(map(person, ("zoe-adams", "adam-zeller", "bea-miller")))
    voices = linked(article("a", point("a#x"), people=people)).voices
    assert [voice.name for voice in voices.people] == ["Zoe Adams", "Bea Miller", "Adam Zeller"]


def test_a_body_is_an_organisation_that_speaks_for_itself() -> None:
    """What it says stands with what its people say; it is no person, and may be silent."""
    fund = person("the-fund", kind="body", organisation_term="fund")
    links = linked(
        article("a", point("a#x", speaker=fund)),
        article("b", point("b#x", speaker=person("jane-example", "", "a fund", "fund"))),
        article("c", point("c#x"), people=(person("the-club", kind="body"),)),
        term("fund", "FUND"),
    )
    assert [voice.id for voice in links.voices.people] == ["jane-example"]
    club, found = sorted(links.voices.organisations, key=lambda each: each.points)
    assert (club.name, club.bodies, club.points) == ("The Club", ("the-club",), ())
    assert (found.name, found.bodies, found.points) == ("FUND", ("the-fund",), ("a#x", "b#x"))
    assert found.own == ("a#x",)


def test_groups_are_voices_apart() -> None:
    """A group stands neither among people nor, without one, for an organisation."""
    drivers = person("drivers", kind="group")
    voices = linked(article("a", point("a#x", speaker=drivers))).voices
    assert (voices.people, voices.organisations) == ((), ())
    assert [(voice.id, voice.roles[0].points) for voice in voices.groups] == [("drivers", ("a#x",))]


def test_two_spellings_of_a_term_are_one_organisation() -> None:
    """Organisations that are terms go by the glossary's label; others by their own name."""
    links = linked(
        article("a", point("a#x", speaker=person("jane-example", "", "the authority", "uta"))),
        article("b", point("b#x", speaker=person("sam-sample", "", "Urban Authority", "uta"))),
        article("c", point("c#x", speaker=person("kim-case", "", "Harbour Town"))),
        term("uta", "UTA"),
    )
    found = [(each.name, each.term, each.points) for each in links.voices.organisations]
    assert found == [("Harbour Town", "", ("c#x",)), ("UTA", "uta", ("a#x", "b#x"))]


def test_an_organisation_goes_by_the_id_of_its_term() -> None:
    """Its label may change; what has no entry has an id of its name, and no two have the same."""
    spoken = {"a": ("the board", "tram-board"), "b": ("Tram board", ""), "c": ("Harbour Town", "")}
    links = linked(
        *(
            article(id_, point(f"{id_}#x", speaker=person("jane-example", "", name, term_)))
            for id_, (name, term_) in spoken.items()
        ),
        term("tram-board", "TDB"),
    )
    found = {each.name: each.id for each in links.voices.organisations}
    assert found == {
        "Harbour Town": "harbour-town",
        "TDB": "tram-board",
        "Tram board": "tram-board-2",
    }
