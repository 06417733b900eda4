"""Derivatives, with JAX's names and meaning: a graph in, a larger graph out.

Each function here traces, sweeps (:mod:`mlcalc.calculus.sweeps`) and evaluates. It traces anew on every call, so that
a changing variable is followed; what it derives from equal traces is kept (:mod:`mlcalc.speed.cache`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..speed.cache import derived
from ..trace import Trace, Traced, as_node
from ..trace.arguments import Function, as_values, function, places, same_shapes, scalar_output, sequence
from ..trace.graph import Node, constant, input_node
from ..trace.trees import flatten, unflatten
from .blocks import blocks
from .calls import Call, Derivative
from .sweeps import pullback, pushforward


def value_and_grad(f: Function, argnums: int | Sequence[int] = 0, has_aux: bool = False) -> Function:
    """A function that returns ``(f(*args), gradient)``, both from one trace.

    Parameters
    ----------
    f : callable
        A numpy function of numbers, arrays, or nested lists, tuples and dicts of
        them, whose result is a scalar, shape ().
    argnums : int or sequence of int
        Which arguments to differentiate by, counted from 0. They may be given by
        keyword; keyword-only arguments are passed on as they are.
    has_aux : bool
        Whether f returns a pair ``(value, aux)``. Only the value is differentiated;
        numbers and arrays of ``aux`` come back as such, whatever else is in it as it is.

    Returns
    -------
    callable
        The gradient has the structure and shapes of the argument (a column for a
        column: it is the transpose of the derivative J). A tuple of them where
        ``argnums`` is a sequence. With ``has_aux``, ``((value, aux), gradient)``.

    Raises
    ------
    TraceError
        Where f does something that cannot be traced.
    TypeError
        Where f does not return a scalar, or an argument is not made of numbers.
    ValueError
        Where ``argnums`` is not a position among the arguments.

    Notes
    -----
    Where f has no derivative you get what its rule gives there, as in JAX: inf for
    √x at 0, NaN for a norm at 0, ½ for max(x, 0) at 0. ``np.where(x > 0, np.sqrt(x), 0)``
    has the derivative NaN for all x ≤ 0: the branch not taken counts as 0 · NaN. Keep
    it away from there as well: ``np.where(x > 0, np.sqrt(np.where(x > 0, x, 1.0)), 0.0)``.

    Source: reverse mode, Griewank and Walther (2008), section 3.2.

    >>> import numpy as np
    >>> value, gradient = value_and_grad(lambda x: x @ x)(np.array([3.0, 4.0]))
    >>> value, gradient.tolist()
    (25.0, [6.0, 8.0])
    """
    return Derivative(_value_and_grad, function(f, "value_and_grad"), argnums, has_aux)


def _value_and_grad(asked: Derivative, call: Call) -> Any:
    traced = call.traced
    output = scalar_output(asked.f, traced)

    def derive() -> list[tuple[Node | None, Node]]:
        gradient = pullback({output: constant(1.0)}, traced.inputs)
        return [(output, output), *zip(gradient, traced.inputs, strict=True)]

    (value, *leaves), aux = call.compute("gradient", derive)
    return (value, aux) if asked.has_aux else value, asked.nested(call, leaves)


def grad(f: Function, argnums: int | Sequence[int] = 0, has_aux: bool = False) -> Function:
    """A function that returns the gradient of the scalar function ``f``, of the shape of the argument.

    Arguments, what it raises, and points without a derivative: as in :func:`value_and_grad`. With ``has_aux`` it
    returns ``(gradient, aux)``.

    Source: reverse mode, Griewank and Walther (2008), section 3.2.

    >>> import numpy as np
    >>> cost = lambda w, b: (np.tanh(w * 1.0 + b) - 0.0) ** 2
    >>> [round(g, 6) for g in grad(cost, argnums=(0, 1))(1.3, -0.1)]
    [0.508563, 0.508563]
    """
    return Derivative(_grad, function(f, "grad"), argnums, has_aux)


def _grad(asked: Derivative, call: Call) -> Any:
    value, gradient = _value_and_grad(asked, call)
    return (gradient, value[1]) if asked.has_aux else gradient


def jvp(f: Function, primals: Sequence[Any], tangents: Sequence[Any], has_aux: bool = False) -> tuple[Any, ...]:
    """The value of f at the primals, and the Jacobian–vector product J·v: one forward sweep.

    ``primals`` and ``tangents`` (v) are tuples or lists of the same structure and shapes, one entry an argument; both
    results have the shapes of f's. With ``has_aux``, f returns a pair ``(value, aux)``, and jvp ``(value, J·v, aux)``.
    Raises TypeError where the shapes differ, and TraceError where f cannot be traced: all arguments are, so an integer
    that f needs belongs into the function, ``jvp(lambda x: f(x, 5), (x,), (v,))``.

    Source: forward mode, Griewank and Walther (2008), section 3.1.

    >>> jvp(lambda x: x**2, (3.0,), (1.0,))
    (9.0, 6.0)
    """
    primals, tangents = sequence(primals, "primals"), sequence(tangents, "tangents")
    call = Call.of(function(f, "jvp"), range(len(primals)), tuple(primals), has_aux=has_aux)
    traced = call.traced
    same_shapes(tangents, call.structure, traced.inputs, "tangents")
    along = as_values(flatten(tangents)[0], lambda: places(tangents, "tangents"))
    seeds = [input_node("tangent", node.shape, ("tangent", i)) for i, node in enumerate(traced.inputs)]

    def derive() -> list[tuple[Node | None, Node]]:
        pushed = pushforward(traced.outputs, dict(zip(traced.inputs, seeds, strict=True)))
        return [*zip([*traced.outputs, *pushed], traced.outputs * 2, strict=True)]

    results, aux = call.compute("jvp", derive, seeds, along)
    half = len(traced.outputs)
    value, tangent = (unflatten(traced.structure, part) for part in (results[:half], results[half:]))
    return (value, tangent, aux) if has_aux else (value, tangent)


def vjp(f: Function, *primals: Any, has_aux: bool = False) -> tuple[Any, ...]:
    """The value of f at the primals, and the function that takes a cotangent w to wᵀJ: reverse mode.

    The returned function takes a cotangent of the structure and shapes of f's result and
    returns a tuple, one entry a primal, of its shapes. With ``has_aux``, f returns a pair
    ``(value, aux)``, and vjp ``(value, back, aux)``. The returned function raises TypeError for other
    shapes; vjp itself raises TraceError where f cannot be traced: all arguments are, as in :func:`jvp`.

    Source: reverse mode, Griewank and Walther (2008), section 3.2.

    >>> value, back = vjp(lambda x, y: x * y, 3.0, 4.0)
    >>> value, back(1.0)
    (12.0, (4.0, 3.0))
    """
    call = Call.of(function(f, "vjp"), range(len(primals)), primals, has_aux=has_aux)
    traced = call.traced
    leaves, aux = call.compute("value", lambda: [*zip(traced.outputs, traced.outputs, strict=True)])
    value, back = unflatten(traced.structure, leaves), Pullback(f, call)
    return (value, back, aux) if has_aux else (value, back)


class Pullback:
    """What :func:`vjp` returns: a function that takes a cotangent w to wᵀJ, at the primals of that moment."""

    def __init__(self, f: Function, call: Call) -> None:
        traced = call.traced
        seeds = [input_node("cotangent", node.shape, ("cotangent", i)) for i, node in enumerate(traced.outputs)]
        derive = lambda: [*zip(_pull(traced, seeds), traced.inputs, strict=True)]
        self.f, self.call, self.reverse = f, call, derived("vjp", traced, seeds, derive)
        # copies: the caller may write into theirs
        self.values = [x if isinstance(x, Traced) else x.copy() for x in call.values]

    def __call__(self, cotangent: Any) -> tuple[Any, ...]:
        traced = self.call.traced
        same_shapes(cotangent, traced.structure, traced.outputs, "cotangent")
        given = as_values(flatten(cotangent)[0], lambda: places(cotangent, "cotangent"))
        return tuple(unflatten(self.call.structure, self.reverse([*self.values, *given], traced)))

    def __deepcopy__(self, memo: Any) -> Pullback:
        return self  # nothing in it ever changes

    def __reduce__(self) -> tuple[Any, ...]:
        """A pickle holds f and the primals, and traces f again where it is loaded: graphs stay in their process."""
        return _pullback_of, (self.f, unflatten(self.call.structure, self.values), self.call.aux is not None)


def _pullback_of(f: Function, primals: Sequence[Any], has_aux: bool) -> Pullback:
    return vjp(f, *primals, has_aux=has_aux)[1]  # type: ignore[no-any-return]


def jacobian(f: Function, argnums: int | Sequence[int] = 0, has_aux: bool = False) -> Function:
    """A function that returns the derivative J of ``f``, J[i][j] = ∂f_i/∂x_j.

    The result has the shape of f's result followed by the argument's shape, so that a
    scalar f of a vector has a row: shape (n,). Nested results and arguments nest as in JAX:
    the structure of the result outside, that of the argument inside. Arguments, ``has_aux`` (for
    ``(jacobian, aux)``) and points without a derivative as in :func:`value_and_grad`.

    Sweeps once for each entry of the argument, forwards, or of the result, in reverse: whichever has fewer.
    Raises TraceError where f cannot be traced, and TypeError where an argument is not made of numbers.

    Source: Griewank and Walther (2008), sections 3.1 and 3.2.

    >>> import numpy as np
    >>> jacobian(lambda x: np.stack([x[0] * x[1], x[0] + x[1]]))(np.array([2.0, 5.0])).tolist()
    [[5.0, 2.0], [1.0, 1.0]]
    """
    return Derivative(_jacobian, function(f, "jacobian"), argnums, has_aux)


def _jacobian(asked: Derivative, call: Call) -> Any:
    traced = call.traced
    leaves, aux = call.compute("jacobian", lambda: [(block, block) for block in blocks(traced)])
    n = len(traced.inputs)
    by_output = [asked.nested(call, leaves[i * n : (i + 1) * n]) for i in range(len(traced.outputs))]
    result = unflatten(traced.structure, by_output)
    return (result, aux) if asked.has_aux else result


def hessian(f: Function, argnums: int | Sequence[int] = 0, has_aux: bool = False) -> Function:
    """A function that returns the second derivatives of the scalar ``f``: the Jacobian of its gradient.

    Of shape s + s for an argument of shape s; nested arguments nest twice. Arguments and what it raises as in
    :func:`grad`; with ``has_aux`` it returns ``(hessian, aux)``.

    Source: Griewank and Walther (2008), chapter 5.

    >>> import numpy as np
    >>> hessian(lambda x: x[0] ** 2 * x[1])(np.array([3.0, -1.0])).tolist()
    [[-2.0, 6.0], [6.0, 0.0]]
    """
    return jacobian(grad(function(f, "hessian"), argnums, has_aux), argnums, has_aux)


def hvp(f: Function, primals: Sequence[Any], tangents: Sequence[Any], has_aux: bool = False) -> Any:
    """The Hessian–vector product H·v of the scalar ``f``, at the price of about two gradients: H is never formed.

    ``primals``, ``tangents`` (v) and what it raises: as in :func:`jvp` and :func:`grad`. The result has the structure
    and shapes of the primal; of several, H is that of all together, and the result a tuple, one entry each. With
    ``has_aux`` it returns ``(H·v, aux)``.

    Source: forward over reverse, Griewank and Walther (2008), chapter 5.

    >>> import numpy as np
    >>> hvp(lambda x: x[0] ** 2 * x[1], (np.array([3.0, -1.0]),), (np.array([1.0, 0.5]),)).tolist()
    [1.0, 6.0]
    """
    several = tuple(range(len(sequence(primals, "primals"))))
    _, *found = jvp(grad(function(f, "hvp"), several if len(several) > 1 else 0, has_aux), primals, tangents, has_aux)
    return tuple(found) if has_aux else found[0]


def _pull(traced: Trace, seeds: Sequence[Node]) -> list[Node | None]:
    """Cotangents of the inputs from those of all outputs (the same node may come out twice)."""
    totals: dict[Node, Any] = {}
    for node, seed in zip(traced.outputs, seeds, strict=True):
        totals[node] = as_node(Traced(totals[node]) + Traced(seed)) if node in totals else seed
    return pullback(totals, traced.inputs)
