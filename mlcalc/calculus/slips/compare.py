"""Whether two formulas are the same function, however they are written: judged by their values at seeded points.

Two numbers are compared with what rounding may have done to each, which is followed through the formula by the very
rules of the table: an error of an argument counts as often as the partial derivative says. So 1 − tanh²x and 1/cosh²x
are the same, although the first loses its digits for large x; and a point at which rounding could hide a difference
decides nothing.

Source: running error analysis, Higham, *Accuracy and Stability of Numerical Algorithms*, 2nd ed. (2002), section 3.3.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, NamedTuple

import numpy as np

from ...trace.graph import Node, order
from ...trace.primitives import TABLE

Domain = Mapping[str, tuple[float, float]]

POINTS = 24
ENOUGH = 5  # points that decide; of fewer, nothing is said
ROUNDING = 64 * np.finfo(float).eps  # of one operation, generously: some functions are good to a few digits less
RELATIVE = 1e-9  # that two values may differ, for a constant typed with ten digits
TELLING = 1e-6  # the rounding error, relative to the value, beyond which a point decides nothing
START = 1 / np.pi  # no special place of any range
STEP = 1e-20  # of a complex point from the axis: so near that no branch of a root lies between
# Rows that are analytic, and that numpy computes for complex numbers as it does for reals.
ANALYTIC = frozenset((
    "add", "subtract", "multiply", "divide", "negative", "power", "exp", "expm1", "log", "log1p", "sqrt", "sin", "cos",
    "arctan", "arcsin", "arccos", "arcsinh", "tanh", "logistic",
))  # fmt: skip


class Verdict(NamedTuple):
    """What a comparison found.

    ``kind`` is ``"same"``; ``"different"``; ``"domain"``, where both agree wherever they are defined, and one of them
    is defined where the other is not; or ``"undecided"``, where too few points could tell. ``at`` is a point that
    shows it, ``given_is_missing`` whether it is the given formula that is undefined there.
    """

    kind: Literal["same", "different", "domain", "undecided"]
    at: dict[str, float]
    given_is_missing: bool = False


class Sampled(NamedTuple):
    """A formula's values at the points, and how wrong rounding may have made them; NaN where it is undefined."""

    values: Any
    errors: Any
    slopes: Any  # along a direction, from complex points; NaN where some part is not analytic


def sample_points(domain: Domain, seed: int = 0) -> dict[str, Any]:
    """Points spread evenly over the domain, the same for everybody: each letter's own step, modulo 1.

    Source: the additive recurrence of Kronecker and Weyl; Niederreiter, *Random Number Generation and Quasi-Monte
    Carlo Methods* (1992), section 3.

    >>> sample_points({"x": (0.0, 1.0)})["x"][:3].round(4).tolist()
    [0.3183, 0.7325, 0.1467]
    """
    primes = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37)
    k = np.arange(POINTS) + float(seed) * 1000.0
    places = {}
    for i, (name, (low, high)) in enumerate(domain.items()):
        step = np.sqrt(primes[i % len(primes)]) * (1 + i // len(primes))
        places[name] = low + (high - low) * ((START + k * step) % 1.0)
    return places


def sample(outputs: Sequence[Node], points: Mapping[str, Any]) -> list[Sampled]:
    """The outputs at all points at once; what they share is computed once. KeyError for a letter without a range."""
    known: dict[Node, Sampled] = {}
    size = len(next(iter(points.values()))) if points else POINTS
    with np.errstate(all="ignore"):
        for node in order(outputs):
            known[node] = _sampled(node, [known[arg] for arg in node.args], points, size)
    return [known[node] for node in outputs]


def _sampled(node: Node, args: list[Sampled], points: Mapping[str, Any], size: int) -> Sampled:
    zeros = np.zeros(size)
    if node.op == "constant":
        return Sampled(np.broadcast_to(node.value, size), zeros, zeros)
    if node.op == "input":
        return Sampled(points[node.name], zeros, np.ones(size))  # all letters move together
    row, values = TABLE[node.op], [arg.values for arg in args]
    if row.partials is None:
        raise TypeError(f"only formulas of single numbers can be compared, and this one uses {node.op!r}")
    value = np.broadcast_to(np.asarray(row.value(*values), dtype=float), size)
    errors = ROUNDING * np.abs(value)
    for arg, partial in zip(args, row.partials, strict=True):
        if partial is not None and arg.errors.any():
            share = np.abs(np.asarray(partial(*values), dtype=float)) * arg.errors
            errors = errors + np.where(arg.errors == 0.0, 0.0, share)
    return Sampled(np.where(np.isfinite(value), value, np.nan), errors, _slope(node.op, args))


def _slope(op: str, args: list[Sampled]) -> Any:
    """The imaginary part that a complex step leaves, divided by the step: f(x + ih) = f(x) + ih·f′(x)."""
    if op not in ANALYTIC:
        return np.full(len(args[0].values), np.nan)
    numbers = [arg.values + 1j * STEP * arg.slopes for arg in args]
    result = _complex_logistic(*numbers) if op == "logistic" else TABLE[op].value(*numbers)
    slope = np.imag(result) / STEP
    return np.where(np.isfinite(slope), slope, np.nan)


def _complex_logistic(z: Any) -> Any:
    return 1.0 / (1.0 + np.exp(-z))  # its row takes reals only


def compare(right: Node, given: Node, domain: Domain, seed: int = 0) -> Verdict:
    """Hold one formula against another, on real points of the domain and on complex ones beside them.

    Parameters
    ----------
    right, given : Node
        Graphs of single numbers; inputs of the same name are the same letter.
    domain : mapping of str to (low, high)
        The range of every letter that may appear.
    seed : int
        Other points for another seed.

    Returns
    -------
    Verdict
        True as a condition only by its ``kind``: ask ``compare(…).kind == "same"``, or :func:`same`.

    Raises
    ------
    KeyError
        For a letter without a range.
    TypeError
        For a graph that is not made of single numbers.

    >>> from mlcalc.trace import trace
    >>> read = lambda f: trace(f, (1.0,)).outputs[0]
    >>> compare(read(lambda x: 2 * np.sin(x) * np.cos(x)), read(lambda x: np.sin(2 * x)), {"x": (-2, 2)}).kind
    'same'
    >>> compare(read(lambda x: x), read(lambda x: np.exp(np.log(x))), {"x": (-2, 2)}).kind
    'domain'
    """
    points = sample_points(domain, seed)
    first, second = sample([right, given], points)
    return compare_sampled(first, second, points)


def same(right: Node, given: Node, domain: Domain, seed: int = 0) -> bool:
    """Whether two formulas are the same function on a domain; arguments and errors are those of :func:`compare`.

    >>> from mlcalc.trace import trace
    >>> same(trace(lambda x: x * x, (1.0,)).outputs[0], trace(lambda x: x**2, (1.0,)).outputs[0], {"x": (0, 1)})
    True
    """
    return compare(right, given, domain, seed).kind == "same"


def compare_sampled(right: Sampled, given: Sampled, points: Mapping[str, Any]) -> Verdict:
    """The verdict on two formulas whose values are known."""
    defined, answered = np.isfinite(right.values), np.isfinite(given.values)
    both = defined & answered
    sizes = np.fmax(np.abs(right.values), np.abs(given.values))
    errors = right.errors + given.errors
    with np.errstate(invalid="ignore"):
        apart = both & (np.abs(right.values - given.values) > RELATIVE * sizes + errors)
        telling = both & (errors <= TELLING * sizes)
        apart |= telling & _slopes_differ(right, given)
    if apart.any():
        return Verdict("different", _point(points, apart))
    nothing = (np.abs(right.values) <= right.errors) & (np.abs(given.values) <= given.errors)
    zero = both & nothing & (errors <= TELLING)  # as far as can be computed, both are 0
    if (telling | zero).sum() < ENOUGH and not (zero | telling)[both].all():
        return Verdict("undecided", {})
    if (defined != answered).any():
        missing = defined & ~answered
        return Verdict("domain", _point(points, missing if missing.any() else answered & ~defined), bool(missing.any()))
    if (telling | zero).sum() < ENOUGH:
        return Verdict("undecided", {})
    return Verdict("same", {})


def _slopes_differ(right: Sampled, given: Sampled) -> Any:
    """Whether the slopes differ by far: they are compared loosely, for rounding is not followed through them."""
    sizes = np.fmax(np.abs(right.slopes), np.abs(given.slopes))
    values = np.fmax(np.abs(right.values), np.abs(given.values))
    return np.abs(right.slopes - given.slopes) > 1e-3 * np.fmax(sizes, values)


def _point(points: Mapping[str, Any], where: Any) -> dict[str, float]:
    k = int(np.argmax(where))
    return {name: float(values[k]) for name, values in points.items()}
