"""Derivatives, with JAX's names and meaning: a graph in, a larger graph out.

>>> import numpy as np
>>> f = lambda x: np.sin(x) * x
>>> round(grad(f)(2.0), 6)
0.077004
>>> round(grad(grad(f))(2.0), 6)
-2.650889

Each function here traces, sweeps (:mod:`mlcalc.sweeps`) and evaluates. It does so anew on
every call, so that a function which closes over a changing variable is followed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from typing import Any

import numpy as np

from .graph import Node, constant, evaluate, input_node, order, substitute
from .sweeps import pullback, pushforward
from .trace import Trace, is_open, labels_of, shape_of, trace
from .traced import Traced, TraceError, as_array, as_node
from .trees import flatten, unflatten

Function = Callable[..., Any]


# --- from nodes back to numbers ---------------------------------------------------------


def _resolve(nodes: Sequence[Node | None], zeros: Sequence[Node], values: Mapping[Node, Any]) -> list[Any]:
    """Each node as a number or array; or, inside another trace, as a traced value.

    None stands for a zero with the shape of the node in ``zeros`` at its place.
    """
    full = [n if n is not None else constant(np.zeros(z.shape)) for n, z in zip(nodes, zeros, strict=True)]
    foreign = [n for n in order(full) if n.op == "input" and n not in values]
    escaped = [n for n in foreign if not is_open(n)]
    if escaped:
        raise TraceError(
            f"a traced value of {escaped[0].name!r} is used after its function has returned: "
            "return it from the function instead of storing it elsewhere"
        )
    if foreign or any(isinstance(value, Traced) for value in values.values()):
        return [Traced(n) for n in substitute(full, {n: as_node(v) for n, v in values.items()})]
    return [_fresh(result) for result in evaluate(full, values)]


def _fresh(value: Any) -> Any:
    """A Python float for a scalar, otherwise an array of the caller's own."""
    return float(value) if np.ndim(value) == 0 else np.array(value, dtype=float)


def _arguments(args: Sequence[Any]) -> list[Any]:
    """The leaves of the arguments as float64 (traced ones as they are)."""
    leaves, _ = flatten(list(args))
    return [x if isinstance(x, Traced) else as_array(x, f"argument {i}") for i, x in enumerate(leaves)]


def _partial(
    f: Function, argnums: int | Sequence[int], args: tuple[Any, ...], kwargs: Mapping[str, Any]
) -> tuple[Function, list[Any]]:
    """f as a function of the chosen arguments alone, and those arguments."""
    if not isinstance(argnums, int | list | tuple):
        raise TypeError(f"argnums must be an integer or a tuple of them, got {argnums!r}")
    chosen = [argnums] if isinstance(argnums, int) else list(argnums)
    for n in chosen:
        if not isinstance(n, int) or not -len(args) <= n < len(args):
            raise ValueError(
                f"argnums: {n!r} is not a position among the {len(args)} arguments given; "
                f"use an integer from 0 to {len(args) - 1}, or a tuple of them"
            )
    chosen = [n % len(args) for n in chosen]

    @wraps(f)
    def of_chosen(*some: Any) -> Any:
        full = list(args)
        for n, value in zip(chosen, some, strict=True):
            full[n] = value
        return f(*full, **kwargs)

    return of_chosen, [args[n] for n in chosen]


def _as_asked(argnums: int | Sequence[int], results: list[Any]) -> Any:
    return results[0] if isinstance(argnums, int) else tuple(results)


# --- the public names ----------------------------------------------------------------------


def value_and_grad(f: Function, argnums: int | Sequence[int] = 0) -> Function:
    """A function that returns ``(f(*args), gradient)``, both from one trace.

    Parameters
    ----------
    f : callable
        A numpy function of numbers, arrays, or nested lists, tuples and dicts of
        them, whose result is a scalar, shape ().
    argnums : int or sequence of int
        Which positional arguments to differentiate by.

    Returns
    -------
    callable
        The gradient has the structure and shapes of the argument (a column for a
        column: it is the transpose of the derivative J). A tuple of them where
        ``argnums`` is a sequence.

    Raises
    ------
    TraceError
        Where f does something that cannot be traced.
    TypeError
        Where f does not return a scalar, or an argument is not made of numbers.

    >>> value, gradient = value_and_grad(lambda x: x @ x)(np.array([3.0, 4.0]))
    >>> value, gradient.tolist()
    (25.0, [6.0, 8.0])
    """

    @wraps(f)
    def run(*args: Any, **kwargs: Any) -> Any:
        of_chosen, chosen = _partial(f, argnums, args, kwargs)
        traced = trace(of_chosen, chosen, _names(f, argnums, args))
        output = _scalar(f, traced)
        gradient = pullback({output: constant(1.0)}, traced.inputs)
        values = dict(zip(traced.inputs, _arguments(chosen), strict=True))
        value, *leaves = _resolve([output, *gradient], [output, *traced.inputs], values)
        _, structure = flatten(chosen)
        return value, _as_asked(argnums, unflatten(structure, leaves))

    return run


def grad(f: Function, argnums: int | Sequence[int] = 0) -> Function:
    """A function that returns the gradient of the scalar function ``f``.

    Arguments, results and errors as in :func:`value_and_grad`.

    >>> cost = lambda w, b: (np.tanh(w * 1.0 + b) - 0.0) ** 2
    >>> [round(g, 6) for g in grad(cost, argnums=(0, 1))(1.3, -0.1)]
    [0.508563, 0.508563]
    """
    both = value_and_grad(f, argnums)

    @wraps(f)
    def run(*args: Any, **kwargs: Any) -> Any:
        return both(*args, **kwargs)[1]

    return run


def jvp(f: Function, primals: Sequence[Any], tangents: Sequence[Any]) -> tuple[Any, Any]:
    """The value f(*primals) and the Jacobian–vector product J·v: one forward sweep.

    ``primals`` and ``tangents`` are tuples or lists of the same structure and shapes, one
    entry an argument. Raises TypeError where they differ.

    >>> jvp(lambda x: x**2, (3.0,), (1.0,))
    (9.0, 6.0)
    """
    primals, tangents = _sequence(primals, "primals"), _sequence(tangents, "tangents")
    traced = trace(f, primals)
    _same_shapes(tangents, traced.inputs, "tangents")
    seeds = {node: input_node(f"tangent of {node.name}", node.shape) for node in traced.inputs}
    pushed = pushforward(traced.outputs, seeds)
    values = dict(zip([*seeds, *seeds.values()], _arguments([primals, tangents]), strict=True))
    results = _resolve([*traced.outputs, *pushed], traced.outputs * 2, values)
    half = len(traced.outputs)
    return unflatten(traced.structure, results[:half]), unflatten(traced.structure, results[half:])


def vjp(f: Function, *primals: Any) -> tuple[Any, Function]:
    """The value f(*primals), and the function that takes a cotangent w to wᵀJ: reverse mode.

    The returned function takes a cotangent of the structure and shapes of f's result and
    returns a tuple, one entry a primal.

    >>> value, back = vjp(lambda x, y: x * y, 3.0, 4.0)
    >>> value, back(1.0)
    (12.0, (4.0, 3.0))
    """
    traced = trace(f, primals)
    seeds = [input_node("cotangent", node.shape) for node in traced.outputs]
    pulled = _pull(traced, seeds)
    primal_values = dict(zip(traced.inputs, _arguments(primals), strict=True))
    _, structure = flatten(list(primals))

    def back(cotangent: Any) -> Any:
        _same_shapes(cotangent, traced.outputs, "cotangent")
        values = primal_values | dict(zip(seeds, _arguments([cotangent]), strict=True))
        return tuple(unflatten(structure, _resolve(pulled, traced.inputs, values)))

    value = unflatten(traced.structure, _resolve(traced.outputs, traced.outputs, primal_values))
    return value, back


def jacobian(f: Function, argnums: int | Sequence[int] = 0) -> Function:
    """A function that returns the derivative J of ``f``, J[i][j] = ∂f_i/∂x_j.

    The result has the shape of f's result followed by the argument's shape, so that a
    scalar f of a vector has a row: shape (n,). Nested results and arguments nest as in JAX:
    the structure of the result outside, that of the argument inside.

    Sweeps in reverse, once for each entry of the result.

    >>> jacobian(lambda x: np.stack([x[0] * x[1], x[0] + x[1]]))(np.array([2.0, 5.0])).tolist()
    [[5.0, 2.0], [1.0, 1.0]]
    """

    @wraps(f)
    def run(*args: Any, **kwargs: Any) -> Any:
        of_chosen, chosen = _partial(f, argnums, args, kwargs)
        traced = trace(of_chosen, chosen, _names(f, argnums, args))
        values = dict(zip(traced.inputs, _arguments(chosen), strict=True))
        _, structure = flatten(chosen)
        blocks = [
            _as_asked(argnums, unflatten(structure, _rows(output, traced.inputs, values))) for output in traced.outputs
        ]
        return unflatten(traced.structure, blocks)

    return run


def _rows(output: Node, inputs: Sequence[Node], values: Mapping[Node, Any]) -> list[Any]:
    """The Jacobian of one output: a block for each input, a reverse sweep for each row."""
    seed = input_node("cotangent", output.shape)
    pulled = pullback({output: seed}, inputs)
    size = int(np.prod(output.shape, dtype=int))
    basis = np.eye(size).reshape(size, *output.shape)
    sweeps = [_resolve(pulled, inputs, {**values, seed: one}) for one in basis]
    blocks = []
    for i, node in enumerate(inputs):
        rows = [sweep[i] for sweep in sweeps]
        block = np.reshape(np.stack(rows), output.shape + node.shape) if rows else np.zeros(output.shape + node.shape)
        blocks.append(block if isinstance(block, Traced) else _fresh(block))
    return blocks


def hessian(f: Function, argnums: int | Sequence[int] = 0) -> Function:
    """A function that returns the second derivatives of the scalar ``f``: the Jacobian of its gradient.

    >>> hessian(lambda x: x[0] ** 2 * x[1])(np.array([3.0, -1.0])).tolist()
    [[-2.0, 6.0], [6.0, 0.0]]
    """
    return jacobian(grad(f, argnums), argnums)


# --- what was given, checked -------------------------------------------------------------


def _scalar(f: Function, traced: Trace) -> Node:
    name = getattr(f, "__name__", "the function")
    if traced.structure is not flatten(0.0)[1]:
        raise TypeError(
            f"grad needs a scalar from {name}, got a {type(traced.structure).__name__}; use jacobian or vjp"
        )
    (output,) = traced.outputs
    if output.shape != ():
        raise TypeError(f"grad needs a scalar from {name}, got shape {output.shape}; use jacobian, or sum the result")
    return output


def _names(f: Function, argnums: int | Sequence[int], args: tuple[Any, ...]) -> list[str]:
    chosen = [argnums] if isinstance(argnums, int) else list(argnums)
    sizes = [len(flatten(arg)[0]) for arg in args]
    labels = labels_of(f, args)
    starts = [sum(sizes[:n]) for n in range(len(args))]
    return [label for n in chosen for label in labels[starts[n] : starts[n] + sizes[n]]]


def _sequence(value: Any, what: str) -> list[Any]:
    if not isinstance(value, list | tuple):
        raise TypeError(
            f"{what} must be a tuple or list, one entry an argument, got {type(value).__name__}: write ({what[0]},)"
        )
    return list(value)


def _same_shapes(tree: Any, nodes: Sequence[Node], what: str) -> None:
    leaves, _ = flatten(tree)
    given = [shape_of(leaf) for leaf in leaves]
    expected = [node.shape for node in nodes]
    if given != expected:
        raise TypeError(f"{what} must have the shapes {expected}, got {given}")


def _pull(traced: Trace, seeds: Sequence[Node]) -> list[Node | None]:
    """Cotangents of the inputs from those of all outputs (the same node may come out twice)."""
    totals: dict[Node, Any] = {}
    for node, seed in zip(traced.outputs, seeds, strict=True):
        totals[node] = as_node(Traced(totals[node]) + Traced(seed)) if node in totals else seed
    return pullback(totals, traced.inputs)
