"""A whole graph as LaTeX: in one piece, or where that would be too long, in parts with names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from ...trace import trace
from ...trace.graph import Node, order
from .operations import CLOSED, Written, operator, write
from .symbols import symbol

PATIENCE = 500  # characters of LaTeX, two or three lines of print: a longer formula is written in parts
SHORT = 20  # characters: what is shorter is easier to repeat than to name
LINE = 200  # characters that a part may have though it stands only once
LARGE = 36  # numbers of an array: of a larger one, a formula in parts tells the shape
MOST_PARTS = 12  # that are all shown; of more, so many at either end:
ENDS = 3


def to_latex(output: Node, names: Mapping[Node, str] | None = None, beside: Iterable[str] = ()) -> str:
    """The formula of one output; ``names`` gives the LaTeX of nodes that have a name of their own.

    A formula that would be longer than a reader's patience is written in parts, each with a name: ``u_{1}``,
    ``u_{2}`` …, or another letter where this one is an input's or one of ``beside``, the symbols that the
    formula will stand among.
    """
    given = {node: (text, CLOSED) for node, text in (names or {}).items()}
    nodes = _unnamed(output, given)
    whole = _in_one_piece(output, nodes, given)
    return whole if whole is not None else _in_parts(output, nodes, given, _free_letter(nodes, given, beside))


def _unnamed(output: Node, given: Mapping[Node, Written]) -> list[Node]:
    """The nodes between the given ones and the output, each after its arguments."""
    nodes, needed = order([output]), {output}
    for node in reversed(nodes):
        if node in needed and node not in given:
            needed.update(node.args)
    return [node for node in nodes if node in needed and node not in given]


# --- a formula in one piece, or in parts ---------------------------------------------


def _in_one_piece(output: Node, nodes: Sequence[Node], given: Mapping[Node, Written]) -> str | None:
    """The formula written out; None as soon as a piece of it is too long: what is shared can double at every step."""
    written = dict(given)
    for node in nodes:
        if node.op == "constant" and 2 * node.value.size > PATIENCE:  # a digit and a space for each number
            return None
        written[node] = write(node, [written[arg] for arg in node.args])
        if len(written[node][0]) > PATIENCE:
            return None
    return written[output][0]


def _in_parts(output: Node, nodes: Sequence[Node], given: Mapping[Node, Written], letter: str) -> str:
    """The formula with names for what stands in it more than once, or is a long line in itself; then those parts."""
    uses = Counter(arg for node in nodes for arg in node.args)
    written, parts = dict(given), list[str]()
    for node in nodes:
        text, precedence = _shortened(node, [written[arg] for arg in node.args])
        too_long = len(text) > (SHORT if uses[node] > 1 else LINE)
        if node is not output and (_is_large(node) or (too_long and node.args)):
            name = f"{letter}_{{{len(parts) + 1}}}"
            parts.append(f"{name} &= {text}")
            text, precedence = name, CLOSED
        written[node] = text, precedence
    if not parts:
        return written[output][0]
    block = r" \\ ".join(_ends_of(parts, operations=sum(bool(node.args) for node in nodes)))
    return rf"{written[output][0]} \qquad \text{{where }} \; \begin{{aligned}} {block} \end{{aligned}}"


def _shortened(node: Node, args: list[Written]) -> Written:
    """A node's formula, but the shape of a large array, and the first and the last of a thousand arguments."""
    if _is_large(node):
        return rf"\text{{numbers of shape }} \left({', '.join(map(str, node.shape))}\right)", CLOSED
    text, precedence = write(node, args)
    if len(text) <= 4 * LINE:  # three arguments, the most that an operation has, and its signs
        return text, precedence
    ends = [args[0][0], r"\dots", *(last for last, _ in args[1:][-1:])]
    return rf"{operator(node.op)}\left({', '.join(ends)}\right)", 4


def _is_large(node: Node) -> bool:
    return node.op == "constant" and node.value.size > LARGE


def _ends_of(parts: list[str], operations: int) -> list[str]:
    """All parts, or the first and the last with a word about what is left out."""
    if len(parts) <= MOST_PARTS:
        return parts
    more = rf"& \;\, \vdots \quad \text{{({len(parts) - 2 * ENDS} more; {operations} operations in all)}}"
    return [*parts[:ENDS], more, *parts[-ENDS:]]


def _free_letter(nodes: Iterable[Node], given: Mapping[Node, Written], beside: Iterable[str]) -> str:
    """The letter of the parts: one that nothing else is called by, whatever its index."""
    inputs = [symbol(node.name) for node in nodes if node.op == "input"]
    taken = {text.partition("_")[0] for text in (*inputs, *(text for text, _ in given.values()), *beside)}
    return next((letter for letter in "uvspqrgmzyabchjkntwx" if letter not in taken), r"\hat{u}")


class Formula(NamedTuple):
    """A formula that a notebook typesets; ``text`` is its LaTeX."""

    text: str

    def _repr_latex_(self) -> str:
        return rf"$\displaystyle {self.text}$"


def formula(f: Callable[..., Any], *args: Any) -> Formula:
    """What ``f`` computes, read off its trace, as a formula that a notebook sets; its ``text`` is LaTeX.

    ``args`` give the shapes of f's arguments; their names are those of f's parameters. A formula that would run
    over several lines is written in parts, u₁, u₂ …, and of many parts only the first and the last are shown.
    Raises TypeError where f has several results, and TraceError where it cannot be traced.

    Source: the notation of ISO 80000-2:2019.

    >>> import numpy as np
    >>> formula(lambda w, b: np.tanh(w * 2.0 + b), 0.0, 0.0).text
    '\\\\tanh\\\\left(2 \\\\, w + b\\\\right)'
    >>> def population(x):
    ...     for _ in range(100):
    ...         x = 3.7 * x * (1 - x)
    ...     return x
    >>> print(formula(population, 0.5).text.partition(r" \\qquad ")[0])
    3.7 \\, u_{99} \\, \\left(1 - u_{99}\\right)
    """
    traced = trace(f, args)
    if len(traced.outputs) != 1:
        raise TypeError(f"formula needs one result from the function, got {len(traced.outputs)}; ask for one of them")
    return Formula(to_latex(traced.outputs[0], beside=[symbol(node.name) for node in traced.inputs]))
