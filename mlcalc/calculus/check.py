"""Numerical derivatives, and the check that holds a rule against them.

A finite difference knows nothing of any rule, which makes it a fair witness. It is
a poor calculator: the step that is small enough for the curve is too small for the
rounding (chapter 1), so agreement is asked to about seven digits, never to sixteen.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from ..trace import as_array
from ..trace.arguments import arguments, as_values, function, name_of
from ..trace.tracing import labels_of
from ..trace.trees import flatten, unflatten
from .derivatives import grad, jvp, vjp


def numerical_jacobian(f: Callable[..., Any], x: Any, h: float = 1e-6) -> Any:
    """The Jacobian of f at x by central differences, (f(x + h e_j) − f(x − h e_j)) / 2h.

    f takes one array x of shape s, or a number; the result has the shape f(x).shape + s, or is a float. ``h`` is the
    step, in the units of x: the error is about h²·f‴/6 from the curve plus 1e-16·f/h from rounding. Raises ValueError
    where h is not a positive number, and TypeError where x is not made of numbers.

    Source: Nocedal and Wright, *Numerical Optimization*, 2nd ed. (2006), section 8.1.

    >>> round(numerical_jacobian(np.tanh, 1.2), 6), round(float(1 - np.tanh(1.2) ** 2), 6)
    (0.30502, 0.30502)
    """
    point = as_array(x, "x")
    if not (np.isfinite(h) and h > 0):
        raise ValueError(f"h must be a positive step, got {h}; try 1e-6")
    columns = []
    for j in np.ndindex(point.shape):
        step = np.zeros(point.shape)
        step[j] = h
        columns.append((np.asarray(f(point + step)) - np.asarray(f(point - step))) / (2 * h))
    values = np.stack(columns, axis=-1)
    result = values.reshape(values.shape[:-1] + point.shape)
    return float(result) if result.ndim == 0 else result


def difference_errors(f: Callable[..., Any], x: float, hs: Sequence[float]) -> dict[str, Any]:
    """How wrong the difference quotients of f at x are, for each step h: the V of chapter 1.

    f takes one number and returns one, x is one, and ``hs`` are n positive steps. The result is a dict of arrays of
    shape (n,): ``"forward"`` for (f(x + h) − f(x)) / h and ``"central"`` for (f(x + h) − f(x − h)) / 2h, each the
    absolute difference to the derivative by the rules. Raises ValueError where hs are not positive, and what
    :func:`grad` raises.

    Source: Nocedal and Wright (2006), section 8.1.

    >>> errors = difference_errors(np.tanh, 1.2, [1e-2, 1e-4, 1e-12])
    >>> int(errors["central"].argmin()), int(errors["forward"].argmin())
    (1, 1)
    """
    steps = as_array(hs, "hs")
    if steps.ndim != 1 or not (np.isfinite(steps) & (steps > 0)).all():
        raise ValueError(f"hs must be a list of positive steps, got {hs!r}; try np.logspace(-12, -1, 34)")
    slope = grad(f)(x)
    forward = [(f(x + h) - f(x)) / h - slope for h in steps.tolist()]
    central = [(f(x + h) - f(x - h)) / (2 * h) - slope for h in steps.tolist()]
    return {"forward": np.abs(forward), "central": np.abs(central)}


def check_grads(
    f: Callable[..., Any],
    args: Sequence[Any],
    order: int = 2,
    modes: Sequence[str] = ("fwd", "rev"),
    rtol: float = 1e-6,
    seed: int = 0,
    gradient: Callable[..., Any] | None = None,
) -> None:
    """Hold the derivatives of f at ``args`` against finite differences, up to ``order``.

    ``args`` is a tuple, one entry an argument of f: numbers, arrays of any shape, or nested ones. Each mode is tried
    along one random direction. Forward: J·v against (f(x + hv) − f(x − hv)) / 2h. Reverse: ⟨w, J·v⟩ must equal
    ⟨wᵀJ, v⟩. Then the same for the directional derivative itself, as often as ``order`` says.

    ``gradient`` is a derivative of your own, written by hand: it takes what f takes and returns the partial derivative
    by each argument, in a tuple where there are several. It is held against differences too, entry by entry; f must
    then return one number.

    Raises
    ------
    AssertionError
        Naming the mode, the order, the function and both numbers. It says so where one of them is NaN or infinite,
        and where ``args`` is at a kink or a jump, where no rule can be right. For a wrong row it names the row; for a
        wrong ``gradient`` of a function of numbers it says which slip explains its values, where one does.
    ValueError, TypeError
        Where modes, order or args are not what they should be.

    Source: the two products are Griewank and Walther (2008), chapter 3; the test of a rule by one random direction is
    that of the checker in HIPS autograd.

    >>> check_grads(lambda x: np.sin(x) * x, (1.3,))
    >>> check_grads(lambda x: np.sin(x**2), (1.3,), gradient=lambda x: np.cos(x**2))  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    AssertionError: the gradient of <lambda> by x: ... You left out the derivative of the inside: $2 \\, x$.
    """
    if isinstance(modes, str) or not set(modes) <= {"fwd", "rev"} or not modes:
        raise ValueError(f"modes must be chosen from ('fwd', 'rev'), got {modes!r}")
    if order < 1:
        raise ValueError(f"order must be at least 1, got {order}")
    if not isinstance(args, list | tuple):
        raise TypeError(f"args must be a tuple, one entry an argument, got {type(args).__name__}: write (args,)")
    function(f, "check_grads")
    rng = np.random.default_rng(seed)
    leaves, structure = flatten(list(args))
    values = as_values(leaves, lambda: arguments(f, range(len(args)), args))
    if gradient is not None:
        _check_by_hand(f, gradient, args, rtol)
    _check(lambda *xs: f(*unflatten(structure, list(xs))), values, order, 1, modes, rtol, rng, name_of(f))


def _check_by_hand(f: Any, gradient: Any, args: Sequence[Any], rtol: float) -> None:
    """Hold a gradient that somebody wrote against differences, argument by argument and entry by entry."""
    given = function(gradient, "check_grads")(*args)
    given = (given,) if len(args) == 1 and not (isinstance(given, tuple) and len(given) == 1) else given
    if not isinstance(given, tuple | list) or len(given) != len(args):
        raise ValueError(
            f"gradient must return {len(args)} derivatives, one an argument, in a tuple; got {given!r:.60}"
        )
    for i, (name, own) in enumerate(zip(labels_of(f, [0.0] * len(args)), given, strict=True)):
        expected = np.asarray(numerical_jacobian(lambda x, i=i: f(*args[:i], x, *args[i + 1 :]), args[i], h=1e-5))
        own = as_array(own, f"the gradient by {name}")
        if own.shape != expected.shape:
            raise ValueError(f"the gradient by {name} has shape {own.shape}, the argument {expected.shape}")
        wrong = ~(np.abs(own - expected) <= max(rtol, 1e-6) * np.maximum(1.0, np.abs(expected)))
        if wrong.any():
            from .slips.advice import slip_in  # only here: who has no slip need not wait for their theory

            numbers = f"you give {own[wrong][0]:.6g}, finite differences {expected[wrong][0]:.6g}"
            slip = slip_in(f, gradient, args, i) if all(np.ndim(x) == 0 for x in args) else ""
            raise AssertionError(f"the gradient of {name_of(f)} by {name}: {numbers}.{slip}")


def _check(f: Any, xs: list[Any], order: int, level: int, modes: Any, rtol: float, rng: Any, name: str) -> None:
    direction = [rng.standard_normal(x.shape) for x in xs]
    probe = [rng.standard_normal(np.shape(leaf)) for leaf in flatten(f(*xs))[0]]

    def along(*at: Any) -> Any:
        """⟨w, J(at)·v⟩ by forward mode: one number, whatever f returns."""
        return _inner(flatten(jvp(f, at, direction)[1])[0], probe)

    line = lambda t: float(_inner(flatten(f(*(x + t * v for x, v in zip(xs, direction, strict=True))))[0], probe))
    if "fwd" in modes:
        _agree(along(*xs), line, rtol, f"forward mode, order {level}, of {name}", lambda: _row(f, xs))
    if "rev" in modes:
        pulled = vjp(f, *xs)[1](unflatten(flatten(f(*xs))[1], probe))
        _agree(
            _inner(flatten(pulled)[0], direction),
            line,
            rtol,
            f"reverse mode, order {level}, of {name}",
            lambda: _row(f, xs),
        )
    if level < order:
        follow = along if modes[0] == "fwd" else _along_reverse(f, direction, probe)
        _check(follow, xs, order, level + 1, modes, rtol, rng, name)


def _along_reverse(f: Any, direction: list[Any], probe: list[Any]) -> Any:
    """⟨wᵀJ, v⟩ by reverse mode, as a function to be differentiated again."""

    def scalar(*at: Any) -> Any:
        return _inner(flatten(f(*at))[0], probe)

    def along(*at: Any) -> Any:
        return _inner(grad(scalar, argnums=tuple(range(len(at))))(*at), direction)

    return along


def _central(line: Callable[[float], float], h: float = 1e-4) -> float:
    """The fourth-order central difference at 0: its error is h⁴, so h may be large."""
    return (8 * (line(h) - line(-h)) - (line(2 * h) - line(-2 * h))) / (12 * h)


def _one_sided(line: Callable[[float], float], h: float) -> float:
    """The slope at 0 on one side, to second order: towards positive values for h > 0."""
    return (4 * line(h) - line(2 * h) - 3 * line(0.0)) / (2 * h)


def _inner(left: Sequence[Any], right: Sequence[Any]) -> Any:
    return sum(np.sum(np.multiply(a, b)) for a, b in zip(left, right, strict=True))


def _row(f: Any, xs: list[Any]) -> str:
    """The row of the table that is wrong, if it is one."""
    from .slips.advice import wrong_row

    return wrong_row(f, xs)


def _agree(given: Any, line: Callable[[float], float], rtol: float, what: str, row: Callable[[], str]) -> None:
    """Hold a directional derivative against the function along this direction, ``line(t)`` = ⟨w, f(x + t v)⟩."""
    given, expected = float(given), _central(line)
    if not abs(given - expected) <= rtol * max(1.0, abs(expected)):
        numbers = f"the rule gives {given:.12g}, finite differences {expected:.12g}"
        raise AssertionError(f"{what}: {numbers}{_reason(given, expected, line) or row()}")


def _reason(given: float, expected: float, line: Callable[[float], float]) -> str:
    """What else than a wrong rule may be behind two numbers that differ."""
    if not np.isfinite([given, expected]).all():
        return (
            ". NaN or inf may come from the branch that np.where does not take, or from a point without a derivative, "
            "such as √x or a norm at 0. Keep it away from f: np.where(ok, f(np.where(ok, x, 1.0)), 0.0)"
        )
    near, far = (line(h) - line(-h) for h in (1e-6, 1e-4))
    if abs(near) > 1e-6 and abs(near) > abs(far) / 2:  # a hundredth of it where f is smooth
        return f". There is a jump here: from {line(-1e-6):.6g} to {line(1e-6):.6g} along the direction tried"
    before, after = _one_sided(line, -1e-4) + 0.0, _one_sided(line, 1e-4) + 0.0  # no −0
    if abs(after - before) > 1e-3 * max(1.0, abs(after), abs(before)):
        return f". There is a kink here: along the direction tried the slope is {before:.6g} before, {after:.6g} after"
    return ""
