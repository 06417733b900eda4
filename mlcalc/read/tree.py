"""What a formula says: numbers, letters and operations on them. A sum of a thousand terms is a thousand deep, so
nothing here calls itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Tree:
    """A number (op "constant"), a letter (op "letter") or an operation by its name, on trees.

    >>> Tree("add", (Tree("letter", value="x"), Tree("constant", value=2.0)))
    (add x 2.0)
    """

    op: str
    args: tuple[Tree, ...] = ()
    value: Any = None

    def __repr__(self) -> str:
        return str(fold(self, lambda leaf: leaf.value, lambda op, args: f"({' '.join(map(str, [op, *args]))})"))


def apply(op: str, *args: Tree) -> Tree:
    """An operation on trees."""
    return Tree(op, args)


def constant(value: float) -> Tree:
    """A number."""
    return Tree("constant", value=value)


def letter(name: str) -> Tree:
    """A letter."""
    return Tree("letter", value=name)


def is_number(tree: Tree) -> bool:
    """Whether no letter stands in it."""
    return all(node.op != "letter" for node in walk(tree))


def walk(tree: Tree) -> Iterator[Tree]:
    """Every tree within this one, each after its own arguments; the arguments in their order."""
    waiting = [(tree, False)]
    while waiting:
        node, ready = waiting.pop()
        if ready or not node.args:
            yield node
        else:
            waiting.append((node, True))
            waiting.extend((arg, False) for arg in reversed(node.args))


def fold(tree: Tree, leaf: Callable[[Tree], Any], operation: Callable[[str, list[Any]], Any]) -> Any:
    """What the tree comes to, where each leaf comes to leaf(leaf), and an operation to operation(op, its arguments)."""
    done: list[Any] = []
    for node in walk(tree):
        if not node.args:
            done.append(leaf(node))
        else:
            first = len(done) - len(node.args)
            done[first:] = [operation(node.op, done[first:])]
    return done[0]
