"""Whatever ``mkdocs.yml`` says, check 0 means build 0: what cannot be published is told before.

Settings that can be used are tried many at once, each build with the publisher at its strictest;
those that cannot have tests of their own (``test_unusable_settings``, ``test_navigation``,
``test_cli``).
"""

from pathlib import Path

import pytest
from click.testing import CliRunner
from selectolax.lexbor import LexborHTMLParser

from generator.base.names import LONGEST_ID
from generator.cli.commands import main
from tests.pictures import FORMATS, picture
from tests.projects import tiny
from tests.translating import in_welsh, translate

_STRICT = """\
validation:
  omitted_files: warn
  absolute_links: warn
  unrecognized_links: warn
  anchors: warn
  not_found: warn
"""
_PLUGIN = "plugins:\n  - briefing: {audiences: {all: Everyone, leaders: Leaders}"
_EVERYTHING = (
    "site_name: '<b>A & B</b> \"C\"'\n"
    "site_url: https://www.example.org/trams/\n"
    "site_description: 'a \" < b'\nsite_author: 'A \" <'\n"
    "copyright: '<a href=\"https://www.example.org\">©</a> <i>unclosed'\n"
    "repo_url: https://www.example.org/a/b\n"
    "edit_uri_template: https://github.com/a/b/edit/main/content/{path}\n"
    "docs_dir: content\nremote_branch: x\nstrict: false\n"
    "theme:\n  name: material\n  font: false\n  language: cy\n  logo: images/tram.png\n"
    "  icon: {logo: material/nothing-such}\n"
    "  features: [navigation.instant, navigation.tabs, navigation.tabs.sticky, navigation.indexes,"
    " navigation.sections, navigation.expand, navigation.path, navigation.prune, navigation.footer,"
    " navigation.tracking, toc.integrate, content.tooltips, header.autohide, search.suggest]\n"
    "  palette: [{scheme: nothing-such, primary: nothing-such,"
    " toggle: {icon: material/bus, name: '<i>A'}}]\n"
    "nav:\n  - '<b>x</b>{{ 7*7 }}': about.md\n  - Again: about.md\n  - None: []\n"
    "  - Theme: themes/money.md\n  - Far: https://www.example.org/a.md\n"
    "  - Post: mailto:a@example.org\n"
    f"not_in_nav: '!about.md'\n{_PLUGIN}, review: true, as_of: 1900,"
    " image_hosts: [pictures.example.org], contact: 'mailto:\"><script>'}\n  - search\n  - tags\n"
    "  - meta\nextra: {social: [{icon: fontawesome/brands/gone, link: 'https://www.example.org'}],"
    " consent: {title: T, description: D}, version: {provider: mike}, other: 1}\n"
    "markdown_extensions: [attr_list, md_in_html, admonition, pymdownx.superfences]\n"
    f"{_STRICT}"
)
_LITTLE = (
    "INHERIT: base.yml\nsite_name: !ENV [NOTHING_SUCH, Trams]\ndocs_dir: content\n"
    f"theme: {{name: material, font: false, custom_dir: own}}\n{_PLUGIN}, translations: [he]}}\n"
    f"{_STRICT}"
)
_ODD = (
    "site_name: ''\ndocs_dir: content/articles\nsite_url: ''\n"
    "theme: {name: material, font: false, language: EN}\nnav: []\n"
    f"not_in_nav: '[a'\n{_PLUGIN}}}\nvalidation: {{links: {{absolute_links: relative_to_docs}}}}\n"
)


@pytest.mark.parametrize(
    "settings", [_EVERYTHING, _LITTLE, _ODD], ids=["everything", "little", "odd"]
)
def test_settings_that_pass_the_check_are_published(tmp_path: Path, settings: str) -> None:
    """The publisher refuses no settings that the check accepts."""
    project = tiny(tmp_path, {"mkdocs.yml": settings, "base.yml": "site_author: A\n"})
    (project / "own").mkdir()
    (project / "own" / "main.html").write_text("{{ never( }}", encoding="utf-8")
    _published(project)
    pages = [*(project / "site").glob("themes/*/index.html")]
    titles = {LexborHTMLParser(page.read_text("utf-8")).css("title")[0].text() for page in pages}
    assert len(titles) == len(pages) > 1


def _published(project: Path) -> None:
    """Assert that a project passes the check, and is published."""
    for command in ("check", "build"):
        done = CliRunner().invoke(main, ["-C", str(project), command])
        assert done.exit_code == 0, f"{command}: {done.output[-2_000:]}{done.exception!r}"


def test_translations_drafts_and_images_that_pass_the_check_are_published(tmp_path: Path) -> None:
    """Translators write what they like, drafts are as wrong as can be, pictures of any kind."""
    longest = f"{'a' * (LONGEST_ID - 4)}-b"
    project = tiny(
        tmp_path,
        {
            "content/articles/wrong.md": "---\ndraft: true\nthemes: [\n---\n<b>\n",
            "content/articles/wronger.md": "---\ndraft: true\npoints: 7\n---\n[x](gone.md)\n",
            f"content/{longest}.md": f"---\ntitle: '{{{{ 7*7 }}}}'\n---\n\n{_PICTURES}",
            "content/search-for-trams.md": "Words of a page without a title.\n",
        },
    )
    for ending in FORMATS:
        (project / f"content/images/{ending}-1.{ending}").write_bytes(picture(ending))
    settings = (project / "mkdocs.yml").read_text("utf-8")
    two = settings.replace("  - briefing:\n", "  - briefing:\n      translations: [cy]\n")
    (project / "mkdocs.yml").write_text(two, encoding="utf-8")
    made = CliRunner().invoke(main, ["-C", str(project), "translate", "cy"])
    assert made.exit_code == 0, made.output
    translate(project, ("content",), lambda text: in_welsh(text).replace("ŵ", "<b>{{7}}"))
    _published(project)
    assert "&lt;b&gt;{{7}}" in (project / "site/cy/index.html").read_text("utf-8")


_PICTURES = "\n\n".join(f"![A tram](images/{ending}-1.{ending})" for ending in FORMATS)
