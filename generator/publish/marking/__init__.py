"""A Python-Markdown extension that marks glossary terms and takes our generated pages.

Named in ``markdown_extensions`` as ``generator.publish.marking``. A page that `render` wrote begins
with a comment that says what decides the senses on it and that the rest is our own HTML; any other
page is ordinary Markdown and is marked too.
"""

from generator.publish.marking.extension import MarkExtension
from generator.publish.marking.page import MarkError

__all__ = ["MarkError", "MarkExtension", "makeExtension"]


def makeExtension(**options: object) -> MarkExtension:  # noqa: N802 - Python-Markdown asks for it
    """Return the extension.

    Args:
        options: ``library``, the path of the glossary's JSON, the JSON itself or a `Glossary`;
            ``base``, what goes before links on pages of unknown address; ``quotations``, whether
            terms are marked in quotations.
    """
    return MarkExtension(**options)
