"""Which pages the theme renders itself, and which get a frame that it has rendered once.

The theme renders what the navigation names, sections and plain pages, one page of each kind as
proof, and a mould of each shape that a frame can have.
"""

from collections.abc import Collection, Mapping, Sequence

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from msgspec import Struct

from generator.base.addresses import url
from generator.publish.frames import Shape, shape_of
from generator.site.pages import Page
from generator.site.versions import Version

_ONE_BY_ONE = (
    *("pre_page", "page_read_source", "page_markdown", "page_content", "page_context"),
    *("post_page", "files", "nav"),
)
"""Events by which a plugin sees pages one by one, or their list."""


class Plan(Struct, frozen=True, kw_only=True):
    """What the theme renders, and what is framed.

    Attributes:
        whole: the pages that the theme renders.
        proofs: the shapes of those among them that are framed too, and must be equal; by address.
        shapes: of which there is a mould.
        framed: the shapes of all other pages, by address.
    """

    whole: Sequence[Page]
    proofs: Mapping[str, Shape]
    shapes: Collection[Shape]
    framed: Mapping[str, Shape]


def plan_of(
    pages: Sequence[Page],
    named: Collection[str],
    others: Sequence[Version] = (),
    *,
    whole: bool,
) -> Plan:
    """Return what is to be done with pages.

    Args:
        pages: all of them.
        named: source addresses of those that the navigation names.
        others: the pages of the site in its other languages.
        whole: whether the theme renders all.
    """
    if whole:
        return Plan(whole=pages, proofs={}, shapes=(), framed={})
    sections = [url(uri) for uri in sorted(named)]
    shapes = {p.uri: shape_of(p, sections, others) for p in pages if not _stands_out(p.uri, named)}
    kinds: dict[tuple[Shape, str], str] = {}
    for page in pages:
        if page.uri in shapes:
            kinds.setdefault((shapes[page.uri], page.template), page.uri)
    proofs = {uri: shapes[uri] for uri in kinds.values()}
    return Plan(
        whole=tuple(page for page in pages if page.uri in proofs or page.uri not in shapes),
        proofs=proofs,
        shapes=frozenset(shapes.values()),
        framed={uri: shape for uri, shape in shapes.items() if uri not in proofs},
    )


def _stands_out(uri: str, named: Collection[str]) -> bool:
    return uri in named or "/" not in uri or uri.endswith("/index.md")


def obstacle(config: MkDocsConfig, own: BasePlugin) -> str:  # type: ignore[type-arg]
    """Return why the theme must render every page itself, or nothing where it need not."""
    for name, plugin in config.plugins.items():
        if plugin is not own and any(hasattr(plugin, f"on_{event}") for event in _ONE_BY_ONE):
            return f"the plugin “{name}” sees pages one by one"
    return ""
