"""What holds for nearly all key messages of a page, which says it once, above them."""

from collections import Counter
from collections.abc import Sequence

from generator.knowledge.link.findings import SupportBasis
from generator.site.pages.views.view_types import MessageView

_SHARE = 2 / 3
"""Share of the messages for which it holds."""
_FEWEST = 3


def usual_basis(messages: Sequence[MessageView]) -> SupportBasis | None:
    """Return what most messages rest on, if it is worth saying once; they then carry no label."""
    if len(messages) < _FEWEST:
        return None
    basis, count = Counter(message.basis for message in messages).most_common(1)[0]
    return basis if count >= _SHARE * len(messages) else None
