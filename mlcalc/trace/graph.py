"""A computation as data: nodes that point at the nodes they need.

A graph is what is left of a function once it has been traced: no Python, only
inputs, constants and primitives. It can be evaluated, extended by derivatives,
printed, set in LaTeX and sent to a page as JSON.

>>> x = input_node("x", ())
>>> y = apply("multiply", x, apply("sin", x))
>>> evaluate([y], {x: 0.5})[0].round(6).item()
0.239713
>>> print(listing({"y": y}))
v0 = input x
v1 = sin v0
v2 = multiply v0 v1
y = v2
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

import numpy as np

from .linear import Shape
from .primitives import TABLE


class Node:
    """One value in a computation. Immutable; equal computations are one object.

    Attributes
    ----------
    op : str
        ``"input"``, ``"constant"`` or the name of a primitive.
    args : tuple of Node, what it is computed from
    params : mapping, the primitive's keyword parameters (an axis, a shape, a key)
    shape : tuple of int
    value : numpy.ndarray, float64 and read-only: a constant's number(s)
    name : str, an input's name
    """

    __slots__ = ("args", "name", "op", "params", "shape", "value")

    op: str
    args: tuple[Node, ...]
    params: Mapping[str, Any]
    shape: Shape
    value: Any
    name: str

    def __init__(self, op: str, args: tuple[Node, ...] = (), params: dict[str, Any] | None = None,
                 shape: Shape = (), value: Any = None, name: str = "") -> None:  # fmt: skip
        _set_op(self, op)
        _set_args(self, args)
        _set_params(self, MappingProxyType(params) if params else _NO_PARAMS)
        _set_shape(self, shape)
        _set_value(self, value)
        _set_name(self, name)

    def __setattr__(self, field: str, content: Any) -> None:
        raise AttributeError(f"a Node is immutable: build another instead of setting {field}")

    def __repr__(self) -> str:
        return f"<Node {self.op} {self.name or ''}{self.shape}>"


_NO_PARAMS: Mapping[str, Any] = MappingProxyType({})
# Past __setattr__, which refuses: a node is filled once, here.
_set_op, _set_args, _set_params, _set_shape, _set_value, _set_name = (
    vars(Node)[field].__set__ for field in ("op", "args", "params", "shape", "value", "name")
)

# Equal computations share one node: a common part is computed once, and a function traced again finds its nodes.
_known: dict[tuple[Any, ...], Node] = {}
_SMALL = 64  # entries of a constant; to compare larger ones costs more than it saves


def known_nodes() -> int:
    """How many nodes are kept for sharing."""
    return len(_known)


def forget_all_but(outputs: Iterable[Node]) -> None:
    """Keep for sharing what these nodes are computed from, and let go of the rest; no value depends on it."""
    needed = set(order(outputs))
    kept = {key: node for key, node in _known.copy().items() if node in needed}  # a copy: other threads go on making
    _known.clear()
    _known.update(kept)


def input_node(name: str, shape: Shape, place: tuple[Any, ...] | None = None) -> Node:
    """A fresh input, unlike any other, whatever they are called; or the one input of this ``place``.

    Open traces have different places: each derivative is by an input that nobody else has.
    """
    if place is None:
        return Node("input", name=name, shape=shape)
    key = ("input", place, name, shape)
    return _known.get(key) or _known.setdefault(key, Node("input", name=name, shape=shape))


def constant(value: Any) -> Node:
    """A number or an array as a node (a float64 copy: later writes do not reach it)."""
    # hex and bytes, not ==: -0.0 and 0.0 differ, and NaN is like itself
    key: tuple[Any, ...] = ("constant", (), value.hex()) if type(value) is float else ()
    if key in _known:
        return _known[key]
    array = np.array(value, dtype=float)
    array.flags.writeable = False
    node = Node("constant", shape=array.shape, value=array)
    if array.size > _SMALL:
        return node
    return _known.setdefault(("constant", array.shape, array.tobytes() if array.shape else array.item().hex()), node)


def apply(op: str, *args: Node, **params: Any) -> Node:
    """The node of a primitive applied to nodes; ValueError where shapes do not fit.

    >>> x = input_node("x", ())
    >>> apply("multiply", constant(1.0), x) is x
    True
    """
    key = (op, args, tuple(sorted(params.items())) if params else ())
    node = _known.get(key)
    if node is None:
        shape = args[0].shape
        if params or TABLE[op].partials is None or any(arg.shape != shape for arg in args):
            shape = TABLE[op].result_shape(*(arg.shape for arg in args), **params)
        node = _known.setdefault(key, _fold(op, args, params, shape) or Node(op, args, params, shape))
    return node


def _fold(op: str, args: tuple[Node, ...], params: dict[str, Any], shape: Shape) -> Node | None:
    """What arithmetic with 0, 1 and −1 leaves, or None: no further simplifying.

    0·x stays as it is: it is NaN where x is infinite, and that is not ours to hide.
    """
    row, kinds = TABLE[op], [a.op for a in args]
    if op not in ("negative", "reshape") and "constant" not in kinds and "broadcast_to" not in kinds:
        return None
    if math.prod(shape) <= 1 and all(a.op == "constant" and a.value.size <= _SMALL for a in args):
        with np.errstate(all="ignore"):
            return constant(row.value(*(a.value for a in args), **params))
    if "broadcast_to" in kinds and row.partials is not None:
        # an elementwise row spreads its arguments anyhow
        inner = tuple(a.args[0] if a.op == "broadcast_to" else a for a in args)
        if np.broadcast_shapes(*(a.shape for a in inner)) == shape:
            return apply(op, *inner)
    if op in ("negative", "reshape") and args[0].op == op:  # −(−x) is x, and of reshapes the last counts
        return args[0].args[0] if op == "negative" else apply(op, args[0].args[0], **params)
    if op == "reshape" and args[0].shape == shape:
        return args[0]
    return _identity(op, *args, shape) if len(args) == 2 and "constant" in kinds else None


def _identity(op: str, x: Node, y: Node, shape: Shape) -> Node | None:
    """x where y changes nothing: x + 0, x·1, x/1, x¹; and −x for x·(−1)."""
    if op in ("add", "multiply") and x.op == "constant" and y.op != "constant":
        x, y = y, x
    if y.op != "constant" or y.value.size != 1 or x.shape != shape:
        return None
    number, neutral = y.value.item(), {"add": 0.0, "subtract": 0.0, "multiply": 1.0, "divide": 1.0, "power": 1.0}
    if neutral.get(op) == number:
        return x
    return apply("negative", x) if op == "multiply" and number == -1.0 else None


def is_square(node: Node) -> bool:
    """Whether a node is x², which is computed as x·x."""
    exponent = node.args[1] if node.op == "power" else None
    return exponent is not None and exponent.op == "constant" and exponent.shape == () and exponent.value == 2.0


def order(outputs: Iterable[Node]) -> list[Node]:
    """Every node the outputs need, each after its arguments.

    A loop with a stack of its own: recursion would end at a thousand steps.
    """
    done: dict[Node, None] = {}
    stack = list(outputs)[::-1]
    while stack:
        node = stack[-1]
        if node not in done:
            missing = [arg for arg in node.args if arg not in done]
            if missing:
                stack += missing[::-1]
                continue
            done[node] = None
        stack.pop()
    return list(done)


def evaluate(outputs: Sequence[Node], values: Mapping[Node, Any]) -> list[Any]:
    """The outputs' values where ``values`` holds each input's; arrays of float64."""
    known: dict[Node, Any] = {}
    nodes = order(outputs)
    dying = last_uses(nodes, outputs)
    for node in nodes:
        if node.op == "constant":
            known[node] = node.value
        elif node.op == "input":
            if node not in values:
                raise KeyError(f"no value for the input {node.name!r}")
            known[node] = np.asarray(values[node], dtype=float)
        else:
            known[node] = TABLE[node.op].value(*(known[a] for a in node.args), **node.params)
            for arg in dying.get(node, ()):
                del known[arg]
    return [known[node] for node in outputs]


def last_uses(nodes: Sequence[Node], outputs: Iterable[Node]) -> dict[Node, list[Node]]:
    """For each node the arguments that nobody needs after it, so that their numbers can be let go."""
    kept = set(outputs)
    dying: dict[Node, list[Node]] = {}
    for node in reversed(nodes):
        for arg in node.args:
            if arg not in kept:
                kept.add(arg)
                dying.setdefault(node, []).append(arg)
    return dying


def substitute(outputs: Sequence[Node], replacements: Mapping[Node, Node]) -> list[Node]:
    """The outputs with some nodes replaced by others of the same shape."""
    new: dict[Node, Node] = dict(replacements)
    for node in order(outputs):
        if node not in new:
            args = tuple(new[a] for a in node.args)
            new[node] = node if args == node.args else apply(node.op, *args, **node.params)
    return [new[node] for node in outputs]


def listing(outputs: Mapping[str, Node]) -> str:
    """The graph as numbered lines, one an operation, for a person to read."""
    names: dict[Node, str] = {}
    lines = []
    for i, node in enumerate(order(outputs.values())):
        names[node] = f"v{i}"
        parts = [node.op, *(names[a] for a in node.args)]
        if node.op == "input":
            parts.append(node.name)
        if node.op == "constant":
            parts.append(str(node.value.tolist()))
        parts += [f"{key}={value}" for key, value in node.params.items()]
        lines.append(f"v{i} = {' '.join(parts)}")
    return "\n".join(lines + [f"{name} = {names[node]}" for name, node in outputs.items()])
