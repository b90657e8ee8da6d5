"""A block's content made anew from its leaves, with marks round some of them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from xml.etree.ElementTree import Element

from generator.mark.runs import Leaf

Mark = tuple[int, int, Element]
"""Where a mark begins and ends in the run of all leaves' words, and its empty element."""


def wrap(leaves: Iterable[Leaf], marks: Sequence[Mark]) -> list[Leaf]:
    """Return the leaves with the marks, in order and apart, among the elements around them."""
    cuts = [cut for start, end, _ in marks for cut in (start, end)]
    wrapped: list[Leaf] = []
    inside: list[Leaf] = []
    place = done = 0
    for piece in _cut(leaves, cuts):
        start, place = place, place + len(piece.text)
        if done < len(marks) and start >= marks[done][0] and (inside or piece.text):
            inside.append(piece)
            if place >= marks[done][1]:
                wrapped += _within(inside, marks[done][2])
                inside, done = [], done + 1
        else:
            wrapped.append(piece)
    return wrapped


def rebuild(block: Element, leaves: Iterable[Leaf]) -> None:
    """Replace a block's content.

    An inline element that a mark splits is repeated; the first part keeps the ``id``.
    """
    block[:] = []
    block.text = None
    stack: list[Element] = []
    parents = [block]
    placed: set[Element] = set()
    for leaf in leaves:
        depth = _common(stack, leaf.path)
        del stack[depth:], parents[depth + 1 :]
        for element in leaf.path[depth:]:
            part = _part(element, placed)
            parents[-1].append(part)
            stack.append(element)
            parents.append(part)
        _append(parents[-1], leaf)


def _cut(leaves: Iterable[Leaf], cuts: Sequence[int]) -> list[Leaf]:
    """Cut plain text where marks begin and end."""
    pieces: list[Leaf] = []
    place = index = 0
    for leaf in leaves:
        end = place + len(leaf.text)
        while index < len(cuts) and cuts[index] <= place:
            index += 1
        start = place
        while index < len(cuts) and cuts[index] < end and not (leaf.node is not None or leaf.raw):
            pieces.append(replace(leaf, text=leaf.text[start - place : cuts[index] - place]))
            start = cuts[index]
            index += 1
        pieces.append(replace(leaf, text=leaf.text[start - place :]) if start > place else leaf)
        place = end
    return pieces


def _within(leaves: Sequence[Leaf], mark: Element) -> list[Leaf]:
    """Put a mark round leaves, as far inside as it can hold them all."""
    depth = min(_common(leaves[0].path, leaf.path) for leaf in leaves)
    return [replace(leaf, path=(*leaf.path[:depth], mark, *leaf.path[depth:])) for leaf in leaves]


def _common(one: Sequence[Element], other: Sequence[Element]) -> int:
    """Return how many elements two paths share from the outside."""
    for depth, (first, second) in enumerate(zip(one, other, strict=False)):
        if first is not second:
            return depth
    return min(len(one), len(other))


def _part(element: Element, placed: set[Element]) -> Element:
    """Return an element to fill: itself the first time, then a copy."""
    if element in placed:
        attributes = {name: value for name, value in element.items() if name != "id"}
        return Element(element.tag, attributes)
    placed.add(element)
    element[:] = []
    element.text = element.tail = None
    return element


def _append(parent: Element, leaf: Leaf) -> None:
    if leaf.node is not None:
        leaf.node.tail = None
        parent.append(leaf.node)
    elif len(parent):
        parent[-1].tail = (parent[-1].tail or "") + (leaf.raw or leaf.text)
    else:
        parent.text = (parent.text or "") + (leaf.raw or leaf.text)
