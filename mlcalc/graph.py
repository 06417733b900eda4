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

from .linear import Shape, thaw_key
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
        fields = (op, args, MappingProxyType(params or {}), shape, value, name)
        for field, content in zip(("op", "args", "params", "shape", "value", "name"), fields, strict=True):
            object.__setattr__(self, field, content)

    def __setattr__(self, field: str, content: Any) -> None:
        raise AttributeError(f"a Node is immutable: build another instead of setting {field}")

    def __repr__(self) -> str:
        return f"<Node {self.op} {self.name or ''}{self.shape}>"


# Equal computations share one node: a common part is computed once, higher derivatives do not
# grow without bound, and a function traced again finds the nodes of last time.
_known: dict[tuple[Any, ...], Node] = {}
_KNOWN_AT_MOST = 50_000  # nodes; then we start afresh, which never changes a value
_SMALL = 64  # entries of a constant; to compare larger ones costs more than it saves


def _share(key: tuple[Any, ...], node: Node) -> Node:
    if len(_known) >= _KNOWN_AT_MOST:
        _known.clear()
    return _known.setdefault(key, node)


def input_node(name: str, shape: Shape, place: tuple[Any, ...] | None = None) -> Node:
    """A fresh input, unlike any other, whatever they are called; or the one input of this ``place``.

    Open traces have different places: each derivative is by an input that nobody else has.
    """
    if place is None:
        return Node("input", name=name, shape=shape)
    key = ("input", place, name, shape)
    return _known.get(key) or _share(key, Node("input", name=name, shape=shape))


def constant(value: Any) -> Node:
    """A number or an array as a node (a float64 copy: later writes do not reach it)."""
    array = np.array(value, dtype=float)
    array.setflags(write=False)
    if array.size > _SMALL:
        return Node("constant", shape=array.shape, value=array)
    # bytes, not ==: -0.0 and 0.0 differ, and NaN is like itself
    key = ("constant", array.shape, array.tobytes())
    return _known.get(key) or _share(key, Node("constant", shape=array.shape, value=array))


def apply(op: str, *args: Node, **params: Any) -> Node:
    """The node of a primitive applied to nodes; ValueError where shapes do not fit.

    >>> x = input_node("x", ())
    >>> apply("multiply", constant(1.0), x) is x
    True
    """
    key = (op, args, tuple(sorted(params.items())) if params else ())
    node = _known.get(key)
    if node is None:
        shape = TABLE[op].result_shape(*(arg.shape for arg in args), **params)
        node = _share(key, _fold(op, args, params, shape) or Node(op, args, params, shape))
    return node


def _fold(op: str, args: tuple[Node, ...], params: dict[str, Any], shape: Shape) -> Node | None:
    """What arithmetic with 0, 1 and −1 leaves, or None: no further simplifying.

    0·x stays as it is: it is NaN where x is infinite, and that is not ours to hide.
    """
    row = TABLE[op]
    if math.prod(shape) <= 1 and all(a.op == "constant" and a.value.size <= _SMALL for a in args):
        with np.errstate(all="ignore"):
            return constant(row.value(*(a.value for a in args), **params))
    if row.partials is not None and any(a.op == "broadcast_to" for a in args):
        # an elementwise row spreads its arguments anyhow
        inner = tuple(a.args[0] if a.op == "broadcast_to" else a for a in args)
        if np.broadcast_shapes(*(a.shape for a in inner)) == shape:
            return apply(op, *inner)
    if op in ("negative", "reshape") and args[0].op == op:  # −(−x) is x, and of reshapes the last counts
        return args[0].args[0] if op == "negative" else apply(op, args[0].args[0], **params)
    if op == "reshape" and args[0].shape == shape:
        return args[0]
    return _identity(op, *args, shape) if len(args) == 2 else None


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


def order(outputs: Iterable[Node]) -> list[Node]:
    """Every node the outputs need, each after its arguments.

    A loop with a stack of its own: recursion would end at a thousand steps.
    """
    done: dict[Node, None] = {}
    stack = list(outputs)[::-1]
    while stack:
        node = stack[-1]
        missing = [arg for arg in node.args if arg not in done]
        if missing and node not in done:
            stack.extend(reversed(missing))
        else:
            done.setdefault(node)
            stack.pop()
    return list(done)


def evaluate(outputs: Sequence[Node], values: Mapping[Node, Any]) -> list[Any]:
    """The outputs' values where ``values`` holds each input's; arrays of float64."""
    known: dict[Node, Any] = {}
    for node in order(outputs):
        if node.op == "constant":
            known[node] = node.value
        elif node.op == "input":
            if node not in values:
                raise KeyError(f"no value for the input {node.name!r}")
            known[node] = np.asarray(values[node], dtype=float)
        else:
            known[node] = TABLE[node.op].value(*(known[a] for a in node.args), **node.params)
    return [known[node] for node in outputs]


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


def to_json(inputs: Sequence[Node], outputs: Mapping[str, Node]) -> dict[str, Any]:
    """The graph as a JSON object: what the page evaluates.

    Raises ValueError where a constant is NaN or infinite, for JSON has no such number.
    """
    nodes = order(outputs.values())
    at = {node: i for i, node in enumerate(nodes)}
    return {
        "inputs": [{"name": node.name, "shape": list(node.shape)} for node in inputs],
        "nodes": [_node_json(node, at) for node in nodes],
        "outputs": {name: at[node] for name, node in outputs.items()},
    }


def _node_json(node: Node, at: Mapping[Node, int]) -> dict[str, Any]:
    if node.op == "input":
        return {"op": "input", "name": node.name}
    if node.op == "constant":
        if not np.isfinite(node.value).all():
            raise ValueError(
                f"a constant in this function is {node.value.ravel()[~np.isfinite(node.value.ravel())][0]}: "
                "a page cannot be given NaN or infinity; keep the formula finite over its ranges"
            )
        if node.shape == ():
            return {"op": "constant", "value": node.value.item()}
        return {"op": "constant", "shape": list(node.shape), "value": node.value.ravel().tolist()}
    entry: dict[str, Any] = {"op": node.op, "args": [at[a] for a in node.args]}
    if "key" in node.params:  # the page gets positions in the flat array, whatever the key was
        whole = node.args[0].shape if node.op == "index" else node.shape
        places = np.arange(np.prod(whole, dtype=int)).reshape(whole)[thaw_key(node.params["key"])]
        entry["op"] = "gather" if node.op == "index" else node.op
        entry["params"] = {"positions": places.ravel().tolist(), "shape": list(node.shape)}
    elif node.params:
        entry["params"] = {key: np.array(value).tolist() for key, value in node.params.items()}
    return entry
