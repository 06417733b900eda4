"""A graph as the JSON that a page evaluates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from ..trace.graph import Node, order
from ..trace.linear import thaw_key
from ..trace.primitives import TABLE

# The rows other than elementwise ones that a page computes too: its half of them is in front's arrays.ts.
IN_PAGE = frozenset(["sum", "matmul", "broadcast_to", "reshape", "transpose", "concatenate", "index", "scatter"])


class NotFiniteError(ValueError):
    """A graph with a constant that is NaN or infinite, which JSON cannot say."""


def to_json(inputs: Sequence[Node], outputs: Mapping[str, Node]) -> dict[str, Any]:
    """The graph as a JSON object: what the page evaluates.

    Raises NotFiniteError, a ValueError, where a constant is NaN or infinite, for JSON has no such number.
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
            raise NotFiniteError(
                f"a constant in this function is {node.value.ravel()[~np.isfinite(node.value.ravel())][0]}: "
                "a page cannot be given NaN or infinity; keep the formula finite over its ranges"
            )
        if node.shape == ():
            return {"op": "constant", "value": node.value.item()}
        return {"op": "constant", "shape": list(node.shape), "value": node.value.ravel().tolist()}
    row = TABLE[node.op]
    if row.js is None and node.op not in IN_PAGE:
        raise ValueError(
            f"a page cannot compute {node.op!r}, which this function uses: figures take numpy's elementwise functions, "
            "sums, products and shapes. Compute it in Python and give the figure its numbers"
        )
    entry: dict[str, Any] = {"op": node.op, "args": [at[a] for a in node.args]}
    if "key" in node.params:  # the page gets positions in the flat array, whatever the key was
        whole = node.args[0].shape if node.op == "index" else node.shape
        places = np.arange(np.prod(whole, dtype=int)).reshape(whole)[thaw_key(node.params["key"])]
        entry["op"] = "gather" if node.op == "index" else node.op
        entry["params"] = {"positions": places.ravel().tolist(), "shape": list(node.shape)}
    elif node.params:
        entry["params"] = {key: np.array(value).tolist() for key, value in node.params.items()}
    return entry
