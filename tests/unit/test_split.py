"""Lists that split so that no page holds everything."""

from hypothesis import given
from hypothesis import strategies as st

from generator.site.pages.paging.split import Folder, list_pages

_YEARS = st.lists(st.tuples(st.sampled_from(["2016", "2017", "undated"]), st.integers(1, 9)))


def test_a_short_list_stands_on_one_page() -> None:
    """Nothing splits that a page can hold."""
    (page,) = list_pages(["2018", "2017"], str, Folder("figures"), 2)
    assert (page.uri, page.part, page.items, page.part_links) == (
        "figures/index.md",
        "",
        ("2018", "2017"),
        (),
    )


def test_a_long_list_has_a_first_page_and_a_page_for_each_year() -> None:
    """The first page shows the first items; the parts hold all of them."""
    found = list(list_pages(["2018", "2018", "2018", "2017"], str, Folder("voices/people"), 2))
    assert [(page.uri, page.part, len(page.items)) for page in found] == [
        ("voices/index.md", "", 2),
        ("voices/people/2018.md", "2018", 2),
        ("voices/people/2018-2.md", "2018, part 2", 1),
        ("voices/people/2017.md", "2017", 1),
    ]


@given(_YEARS)
def test_the_parts_hold_every_item_once_and_none_is_too_heavy(items: list[tuple[str, int]]) -> None:
    """A page is heavier than the limit only where one item is."""
    first, *parts = list_pages(items, lambda i: i[0], Folder("x"), 10, lambda i: i[1])
    held = [item for page in (parts or [first]) for item in page.items]
    assert sorted(held) == sorted(items)
    assert all(sum(i[1] for i in page.items) <= 10 for page in (first, *parts))
    assert len({page.uri for page in (first, *parts)}) == 1 + len(parts)


def test_names_without_latin_letters_have_addresses_of_their_own() -> None:
    """No part stands at an address without a name, and no two parts at one."""
    _, *parts = list_pages(["议员", "议员", "理事", "other"], str, Folder("questions"), 1)
    assert [page.uri for page in parts] == [
        "questions/other.md",
        "questions/other-2.md",
        "questions/other-3.md",
        "questions/other-4.md",
    ]
    assert [page.part for page in parts] == ["议员", "议员, part 2", "理事", "other"]


def test_readers_see_the_name_of_a_part_and_its_address_has_the_id() -> None:
    """An address stays where a label changes."""
    folder = Folder("questions", {"leaders": "Council leaders"}.__getitem__)
    _, first, second = list_pages(["leaders", "leaders"], str, folder, 1)
    assert (first.part, first.uri) == ("Council leaders", "questions/leaders.md")
    assert (second.part, second.uri) == ("Council leaders, part 2", "questions/leaders-2.md")
