"""Advice on a derivative that differences have found wrong: the slip that explains it, or the row of the table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from ...trace import trace
from ...trace.graph import Node, evaluate, order
from ...trace.primitives import TABLE
from ...trace.tracing import labels_of
from .find import named, slips

NEAR = 0.1  # of an argument's size: how far around the point two derivatives are compared


def slip_in(f: Callable[..., Any], gradient: Callable[..., Any], args: Sequence[Any], i: int) -> str:
    """The sentence about a hand-written partial derivative by argument i, " You …", or "" where no slip explains it.

    ``gradient`` returns a derivative for every argument, in a tuple where there are several; f and all arguments are
    numbers. What cannot be traced gets no advice.

    >>> slip_in(lambda x: np.sin(x**2), lambda x: np.cos(x**2), (1.3,), 0)
    ' You left out the derivative of the inside: $2 \\\\, x$.'
    """
    names = labels_of(f, args)
    letters = {
        name: (float(x) - NEAR * max(1.0, abs(x)), float(x) + NEAR * max(1.0, abs(x)))
        for name, x in zip(names, args, strict=True)
    }
    try:
        given = trace(gradient, list(args), names).outputs[i]
        slip = named(slips(f, names[i], letters), given, letters)
    except (TypeError, ValueError, IndexError):  # TraceError is a TypeError: arrays, branches, other libraries
        return ""
    return f" {slip.says}" if slip else ""


def wrong_row(f: Callable[..., Any], args: Sequence[Any], h: float = 1e-5) -> str:
    """A sentence about the first elementwise row whose partial derivative differences contradict where f uses it."""
    traced = trace(f, list(args))
    values = dict(zip(traced.inputs, args, strict=True))
    nodes = [node for node in order(traced.outputs) if TABLE.get(node.op) and TABLE[node.op].partials]
    for node in nodes:
        inside = [np.asarray(x, dtype=float) for x in evaluate(node.args, values)]
        for i in range(len(inside)):
            if said := _row_says(node, inside, i, h):
                return said
    return ""


def _row_says(node: Node, inside: Sequence[Any], i: int, h: float) -> str:
    """What is wrong with partial i of a node's row at these arguments; "" where differences agree."""
    row = TABLE[node.op]
    step = [h * (k == i) for k in range(len(inside))]
    up = row.value(*(x + d for x, d in zip(inside, step, strict=True)))
    down = row.value(*(x - d for x, d in zip(inside, step, strict=True)))
    expected = np.asarray((up - down) / (2 * h))
    partial = row.partials[i] if row.partials else None
    given = np.broadcast_to(partial(*inside) if partial else 0.0, expected.shape)
    wrong = np.abs(given - expected) > 1e-4 * np.maximum(1.0, np.abs(expected))
    if not wrong.any():
        return ""
    g, e = float(given[wrong][0]), float(expected[wrong][0])
    turned = ": its sign is turned" if np.allclose(given[wrong], -expected[wrong], rtol=1e-4) else ""
    where = f"its partial derivative by argument {i + 1}"
    return f". The row {node.op!r} gives {g:.6g} for {where}, differences give {e:.6g}{turned}"
