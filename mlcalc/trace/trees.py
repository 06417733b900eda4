"""Nested lists, tuples and dicts of arrays, taken apart into leaves and put together again.

>>> leaves, structure = flatten({"W": 1.0, "b": [2.0, (3.0,)]})
>>> leaves
[1.0, 2.0, 3.0]
>>> unflatten(structure, [10 * leaf for leaf in leaves])
{'W': 10.0, 'b': [20.0, (30.0,)]}
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

LEAF = object()  # where a structure holds this, a tree holds a leaf


def flatten(tree: Any) -> tuple[list[Any], Any]:
    """The leaves of ``tree``, left to right (a dict's by sorted key), and its structure."""
    leaves: list[Any] = []

    def structure_of(node: Any) -> Any:
        kind = type(node)
        if kind is tuple or kind is list:
            return kind(map(structure_of, node))
        if isinstance(node, dict):
            return {key: structure_of(node[key]) for key in sorted(node)}
        if isinstance(node, tuple) and hasattr(node, "_fields"):  # a namedtuple
            return kind(*map(structure_of, node))
        if isinstance(node, list | tuple):
            return kind(map(structure_of, node))
        leaves.append(node)
        return LEAF

    return leaves, structure_of(tree)


def unflatten(structure: Any, leaves: Sequence[Any]) -> Any:
    """The tree of this structure with these leaves."""
    following = iter(leaves)
    tree = _fill(structure, following)
    if next(following, LEAF) is not LEAF:
        raise ValueError("more leaves than the structure has places")
    return tree


def _fill(structure: Any, leaves: Iterator[Any]) -> Any:
    if structure is LEAF:
        return next(leaves)
    if isinstance(structure, dict):
        return {key: _fill(part, leaves) for key, part in structure.items()}
    parts = [_fill(part, leaves) for part in structure]
    return type(structure)(*parts) if hasattr(structure, "_fields") else type(structure)(parts)
