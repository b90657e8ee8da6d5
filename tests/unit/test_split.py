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
