"""An element put round a stretch of words, whatever inline elements begin or end inside it."""

from xml.etree.ElementTree import Element

from generator.publish.marking.runs import Leaf


def surround(first: Leaf, start: int, last: Leaf, end: int, mark: Element) -> None:
    """Put an empty element round the words from a place in one leaf to a place in another.

    An inline element that begins or ends on the way is split in two, of which the first part keeps
    the ``id``. Of several stretches the last comes first: what stands before a stretch keeps its
    place in the tree.

    Args:
        first: where the words begin.
        start: the place in its text.
        last: where the words end, in the same block.
        end: the place in its text.
        mark: the element.
    """
    if first is last:
        _insert(first, start, mark)
        text = mark.tail or ""
        length = first.raw or end - start
        mark.text, mark.tail = text[:length], text[length:]
        return
    stop = Element("stop")
    _insert(last, end, stop)
    _insert(first, start, mark)
    depth = _common(first.path, last.path)
    # Moved outwards, to where one element holds both; then all between them goes inside.
    for level in range(len(last.path) - 1, depth - 1, -1):
        _lift(stop, last.path[level], last.path[level - 1])
    for level in range(len(first.path) - 1, depth - 1, -1):
        _lift(mark, first.path[level], first.path[level - 1])
    holder = first.path[depth - 1]
    children = list(holder)
    begin, finish = children.index(mark), children.index(stop)
    mark.text, mark.tail = mark.tail, stop.tail
    mark[:] = children[begin + 1 : finish]
    del holder[begin + 1 : finish + 1]


def _insert(leaf: Leaf, place: int, element: Element) -> None:
    """Put an element at a place in a leaf's text."""
    owner, parent = leaf.owner, leaf.path[-1]
    # What Python-Markdown writes in another way is never cut.
    place = leaf.at + (leaf.raw if leaf.raw and place else place)
    if leaf.tail:
        text = owner.tail or ""
        owner.tail, element.tail = text[:place], text[place:]
        parent.insert(list(parent).index(owner) + 1, element)
    else:
        text = owner.text or ""
        owner.text, element.tail = text[:place], text[place:]
        owner.insert(0, element)


def _lift(element: Element, parent: Element, grandparent: Element) -> None:
    """Move an element out of its parent: before it, after it, or between its two parts."""
    at = list(parent).index(element)
    place = list(grandparent).index(parent)
    if not at and not parent.text:
        parent.remove(element)
        parent.text, element.tail = element.tail, None
        grandparent.insert(place, element)
        return
    attributes = {name: value for name, value in parent.items() if name != "id"}
    rest = Element(parent.tag, attributes)
    rest.text, rest.tail = element.tail, parent.tail
    rest[:] = parent[at + 1 :]
    del parent[at:]
    element.tail = parent.tail = None
    grandparent.insert(place + 1, element)
    if rest.text or len(rest):
        grandparent.insert(place + 2, rest)
    else:
        element.tail = rest.tail


def _common(one: tuple[Element, ...], other: tuple[Element, ...]) -> int:
    """Return how many elements two paths share from the outside: the block at least."""
    pairs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a is not b), min(len(one), len(other)))
