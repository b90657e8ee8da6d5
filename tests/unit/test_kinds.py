"""The table of kinds and sections: in step with what the site makes of content."""

from pathlib import Path

import pytest

from generator.base.kinds import LINKED, SECTIONS
from generator.build import outputs
from tests.projects import TINY, compiled, tiny

ARTICLE = "content/articles/line-opens.md"
PAGES = {page.uri: page for page in compiled(TINY).pages}


@pytest.mark.parametrize("folder", SECTIONS)
def test_a_text_may_link_to_the_first_page_of_each_section(folder: str, tmp_path: Path) -> None:
    """Each first page that the site makes, and none that it does not make, has links from texts."""
    article = (TINY / ARTICLE).read_text(encoding="utf-8")
    link = f"See [the list](../{folder}/index.md)."
    project = tiny(tmp_path, {ARTICLE: f"{article}\n{link}\n"})
    codes = [problem.code for problem in compiled(project).problems]
    assert codes == ([] if f"{folder}/index.md" in PAGES else ["broken-link"])


def test_sections_are_those_of_the_site() -> None:
    """Each first page is in the table with its title; each file stands in a folder of the table."""
    first = {uri for uri in PAGES if uri.endswith("index.md")}
    assert first == LINKED
    for section in SECTIONS.values():
        if section.linked:
            assert PAGES[section.uri].title == section.label
    made = {output.uri for output in outputs(compiled(TINY), TINY)}
    assert {uri.partition("/")[0] for uri in made if "/" in uri} <= {*SECTIONS}
