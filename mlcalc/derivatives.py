"""Derivatives, with JAX's names and meaning: a graph in, a larger graph out.

Each function here traces, sweeps (:mod:`mlcalc.sweeps`) and evaluates. It traces anew on every
call, so that a function which closes over a changing variable is followed; what it derives from
equal traces is kept (:mod:`mlcalc.derived`).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import wraps
from typing import Any

import numpy as np

from .arguments import Call, Function, as_asked, leaves_of, same_shapes, scalar_output, sequence
from .derived import derived
from .graph import Node, constant, input_node
from .linear import Shape
from .sweeps import pullback, pushforward
from .trace import Trace, Traced, as_node
from .trees import flatten, unflatten


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

    Source: reverse mode, Griewank and Walther (2008), section 3.2.

    >>> value, gradient = value_and_grad(lambda x: x @ x)(np.array([3.0, 4.0]))
    >>> value, gradient.tolist()
    (25.0, [6.0, 8.0])
    """

    @wraps(f)
    def run(*args: Any, **kwargs: Any) -> Any:
        call = Call.of(f, argnums, args, kwargs)
        traced = call.traced
        output = scalar_output(f, traced)

        def derive() -> list[tuple[Node | None, Node]]:
            gradient = pullback({output: constant(1.0)}, traced.inputs)
            return [(output, output), *zip(gradient, traced.inputs, strict=True)]

        value, *leaves = derived("gradient", traced, [], derive)(call.values, traced.captured)
        return value, as_asked(argnums, unflatten(call.structure, leaves))

    return run


def grad(f: Function, argnums: int | Sequence[int] = 0) -> Function:
    """A function that returns the gradient of the scalar function ``f``, of the shape of the argument.

    Arguments, results and what it raises as in :func:`value_and_grad`.

    Source: reverse mode, Griewank and Walther (2008), section 3.2.

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
    """The value of f at the primals, and the Jacobian–vector product J·v: one forward sweep.

    ``primals`` and ``tangents`` (v) are tuples or lists of the same structure and shapes, one
    entry an argument; both results have the shapes of f's. Raises TypeError where they differ,
    and TraceError where f cannot be traced.

    Source: forward mode, Griewank and Walther (2008), section 3.1.

    >>> jvp(lambda x: x**2, (3.0,), (1.0,))
    (9.0, 6.0)
    """
    primals, tangents = sequence(primals, "primals"), sequence(tangents, "tangents")
    values = leaves_of([primals, tangents])
    traced = Call.of(f, [*range(len(primals))], tuple(primals), {}).traced
    same_shapes(tangents, flatten(primals)[1], traced.inputs, "tangents")
    seeds = [input_node("tangent", node.shape, ("tangent", i)) for i, node in enumerate(traced.inputs)]

    def derive() -> list[tuple[Node | None, Node]]:
        pushed = pushforward(traced.outputs, dict(zip(traced.inputs, seeds, strict=True)))
        return [*zip([*traced.outputs, *pushed], traced.outputs * 2, strict=True)]

    results = derived("jvp", traced, seeds, derive)(values, traced.captured)
    half = len(traced.outputs)
    return unflatten(traced.structure, results[:half]), unflatten(traced.structure, results[half:])


def vjp(f: Function, *primals: Any) -> tuple[Any, Function]:
    """The value of f at the primals, and the function that takes a cotangent w to wᵀJ: reverse mode.

    The returned function takes a cotangent of the structure and shapes of f's result and
    returns a tuple, one entry a primal, of its shapes. It raises TypeError for other shapes; vjp
    itself raises TraceError where f cannot be traced.

    Source: reverse mode, Griewank and Walther (2008), section 3.2.

    >>> value, back = vjp(lambda x, y: x * y, 3.0, 4.0)
    >>> value, back(1.0)
    (12.0, (4.0, 3.0))
    """
    values = [x if isinstance(x, Traced) else x.copy() for x in leaves_of(primals)]  # back may be called much later
    traced = Call.of(f, [*range(len(primals))], tuple(primals), {}).traced
    seeds = [input_node("cotangent", node.shape, ("cotangent", i)) for i, node in enumerate(traced.outputs)]
    _, structure = flatten(list(primals))
    forward = derived("value", traced, [], lambda: [*zip(traced.outputs, traced.outputs, strict=True)])
    reverse = derived("vjp", traced, seeds, lambda: [*zip(_pull(traced, seeds), traced.inputs, strict=True)])

    def back(cotangent: Any) -> Any:
        same_shapes(cotangent, traced.structure, traced.outputs, "cotangent")
        return tuple(unflatten(structure, reverse([*values, *leaves_of([cotangent])], traced.captured)))

    return unflatten(traced.structure, forward(values, traced.captured)), back


def jacobian(f: Function, argnums: int | Sequence[int] = 0) -> Function:
    """A function that returns the derivative J of ``f``, J[i][j] = ∂f_i/∂x_j.

    The result has the shape of f's result followed by the argument's shape, so that a
    scalar f of a vector has a row: shape (n,). Nested results and arguments nest as in JAX:
    the structure of the result outside, that of the argument inside.

    Sweeps once for each entry of the argument, forwards, or of the result, in reverse: whichever has fewer.
    Raises TraceError where f cannot be traced, and TypeError where an argument is not made of numbers.

    Source: Griewank and Walther (2008), sections 3.1 and 3.2.

    >>> jacobian(lambda x: np.stack([x[0] * x[1], x[0] + x[1]]))(np.array([2.0, 5.0])).tolist()
    [[5.0, 2.0], [1.0, 1.0]]
    """

    @wraps(f)
    def run(*args: Any, **kwargs: Any) -> Any:
        call = Call.of(f, argnums, args, kwargs)
        traced = call.traced
        blocks = derived("jacobian", traced, [], lambda: [(row, row) for row in _blocks(traced)])
        leaves = blocks(call.values, traced.captured)
        n = len(traced.inputs)
        by_output = [unflatten(call.structure, leaves[i * n : (i + 1) * n]) for i in range(len(traced.outputs))]
        return unflatten(traced.structure, [as_asked(argnums, block) for block in by_output])

    return run


def _blocks(traced: Trace) -> list[Node]:
    """The Jacobian of every output by every input, a sweep for each entry: of the side that has fewer."""
    inputs, outputs = traced.inputs, traced.outputs
    n, m = (sum(math.prod(node.shape) for node in nodes) for nodes in (inputs, outputs))
    blocks: dict[tuple[Node, Node], Node] = {}
    if n <= m:
        for x in inputs:
            sweeps = [pushforward(outputs, {x: unit}) for unit in _units(x)]
            for i, output in enumerate(outputs):
                blocks[output, x] = _joined([sweep[i] for sweep in sweeps], output, output.shape + x.shape, axis=-1)
    else:
        for output in outputs:
            sweeps = [pullback({output: unit}, inputs) for unit in _units(output)]
            for i, x in enumerate(inputs):
                blocks[output, x] = _joined([sweep[i] for sweep in sweeps], x, output.shape + x.shape, axis=0)
    return [blocks[output, x] for output in outputs for x in inputs]


def _units(node: Node) -> list[Node]:
    """For each entry of a node, the array of its shape that is 1 there and 0 elsewhere."""
    size = math.prod(node.shape)
    return [constant(unit) for unit in np.eye(size).reshape(size, *node.shape)]


def _joined(parts: Sequence[Node | None], like: Node, shape: Shape, axis: int) -> Node:
    """Rows or columns of a Jacobian, None standing for zeros, as one block of it."""
    if not any(parts):
        return constant(np.zeros(shape))
    full = [Traced(part or constant(np.zeros(like.shape))) for part in parts]
    return as_node(np.reshape(np.stack(full, axis), shape))


def hessian(f: Function, argnums: int | Sequence[int] = 0) -> Function:
    """A function that returns the second derivatives of the scalar ``f``: the Jacobian of its gradient.

    Of shape s + s for an argument of shape s; nested arguments nest twice. Raises what :func:`grad` raises.

    Source: Griewank and Walther (2008), chapter 5.

    >>> hessian(lambda x: x[0] ** 2 * x[1])(np.array([3.0, -1.0])).tolist()
    [[-2.0, 6.0], [6.0, 0.0]]
    """
    return jacobian(grad(f, argnums), argnums)


def _pull(traced: Trace, seeds: Sequence[Node]) -> list[Node | None]:
    """Cotangents of the inputs from those of all outputs (the same node may come out twice)."""
    totals: dict[Node, Any] = {}
    for node, seed in zip(traced.outputs, seeds, strict=True):
        totals[node] = as_node(Traced(totals[node]) + Traced(seed)) if node in totals else seed
    return pullback(totals, traced.inputs)
