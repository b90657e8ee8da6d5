"""Lists that are cut so that no page holds everything."""

from hypothesis import given
from hypothesis import strategies as st

from generator.site.pages.paging.split import leaves

_YEARS = st.lists(st.tuples(st.sampled_from(["2016", "2017", "undated"]), st.integers(1, 9)))


def test_a_short_list_stands_on_one_page() -> None:
    """Nothing is cut that a page can hold."""
    (leaf,) = leaves(["2018", "2017"], str, "figures", 2)
    assert (leaf.uri, leaf.part, leaf.items, leaf.part_links) == (
        "figures/index.md",
        "",
        ("2018", "2017"),
        (),
    )


def test_a_long_list_has_a_first_page_and_a_page_for_each_year() -> None:
    """The first page shows the first items; the parts hold all of them."""
    found = list(leaves(["2018", "2018", "2018", "2017"], str, "voices/people", 2))
    assert [(leaf.uri, leaf.part, len(leaf.items)) for leaf in found] == [
        ("voices/index.md", "", 2),
        ("voices/people/2018.md", "2018", 2),
        ("voices/people/2018-2.md", "2018, part 2", 1),
        ("voices/people/2017.md", "2017", 1),
    ]


@given(_YEARS)
def test_the_parts_hold_every_item_once_and_none_is_too_heavy(items: list[tuple[str, int]]) -> None:
    """A page is heavier than the limit only where one item is."""
    first, *parts = leaves(items, lambda i: i[0], "x", 10, lambda i: i[1])
    held = [item for leaf in (parts or [first]) for item in leaf.items]
    assert sorted(held) == sorted(items)
    assert all(sum(i[1] for i in leaf.items) <= 10 for leaf in (first, *parts))
    assert len({leaf.uri for leaf in (first, *parts)}) == 1 + len(parts)
