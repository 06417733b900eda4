"""The Taylor polynomial about the point of a curve: its coefficients, as far as a page can compute them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ....calculus.sweeps import pushforward
from ....trace import Traced, as_node
from ....trace.graph import Node, constant
from ....write.latex import symbol
from ...common.base import Figure
from ...common.inputs import Input
from ...common.live import Live

ORDER = "order"
MOST_ORDERS = 30
MOST_OPERATIONS = 1500  # of all coefficients together: each order of a quotient takes about twice as many as the last
SHOWN = 4  # coefficients with their numbers in the formula


def order_input(given: Any, functions: Mapping[str, Any], inputs: Mapping[str, Any], log: str, secant: Any) -> Input:
    """The input that chooses the order, from ``taylor=(low, high, start)``."""
    if log or secant is not None:
        other = "secant" if secant is not None else "log"
        raise ValueError(f"taylor: a polynomial and {other} are two pictures; leave out one of both")
    if ORDER in inputs or ORDER in functions:
        raise ValueError(f"taylor: {ORDER!r} is the slider of the polynomial; give the input another name")
    read = Input.read("taylor", given)
    whole = all(float(n).is_integer() for n in (read.low, read.high, read.start))
    if not whole or read.low < 0 or read.high > MOST_ORDERS:
        raise ValueError(
            f"taylor: expected whole orders from 0 to {MOST_ORDERS}, got {given!r}; write taylor=(0, 9, 1)"
        )
    return Input(ORDER, read.low, read.high, read.start, 1.0, latex="n", whole=True)


def coefficients(value: Node, x: Node, degree: int) -> list[Node]:
    """f⁽ᵏ⁾/k! for k = 0, …, degree, or as far as there are not more than MOST_OPERATIONS; front/calculus/taylor.ts."""
    found, seen = [value], set[Node]()
    _operations(value, seen)
    derivative, factorial = value, 1.0
    for k in range(1, degree + 1):
        (moved,) = pushforward([derivative], {x: constant(1.0)})
        derivative = moved or constant(0.0)
        factorial *= k
        term = as_node(Traced(derivative) / Traced(constant(factorial)))
        _operations(term, seen)
        if len(seen) > MOST_OPERATIONS and k > 1:
            break
        found.append(term)
    return found


def _operations(node: Node, seen: set[Node]) -> None:
    """Adds what the node needs."""
    left = [node]
    while left:
        node = left.pop()
        if node not in seen:
            seen.add(node)
            left += node.args


def polynomial(
    name: str, value: Node, x: Node, order: Input, *, own: bool
) -> tuple[Input, dict[str, Node], dict[str, Any]]:
    """The order's input, the coefficients as outputs, and what the page is told of them."""
    terms = coefficients(value, x, round(order.high))
    most = len(terms) - 1
    if most < order.high:
        if not own:
            raise ValueError(
                f"taylor: the polynomials of {name} beyond order {most} take more than {MOST_OPERATIONS} operations; "
                f"write taylor=({order.low:g}, {most}, {min(order.start, most):g})"
            )
        low = min(order.low, float(most - 1))
        order = Input(ORDER, low, float(most), min(order.start, float(most)), 1.0, latex="n", whole=True)
    outputs = {f"{name}[{k}]": term for k, term in enumerate(terms)}
    return order, outputs, {"order": ORDER, "coefficients": list(outputs)}


def taylor_formula(name: str, along: str, variables: int, names: Sequence[str], live: Live) -> str:
    """The polynomial, and its first coefficients as numbers."""
    f, x, at = symbol(name), symbol(along), live(along)
    primes = rf"{f}^{{(k)}}({at})" if variables == 1 else rf"\frac{{\partial^k {f}}}{{\partial {x}^k}}"
    first = ", ".join(f"c_{k} = {live(key)}" for k, key in enumerate(names[:SHOWN]))
    return (
        rf"T_{{{live(ORDER)}}} = \sum_{{k=0}}^{{{live(ORDER)}}} c_k \, ({x} - {at})^k, \qquad "
        rf"c_k = \frac{{1}}{{k!}} \, {primes}: \quad {first}"
    )


def polynomial_of(figure: Figure) -> Callable[[Any], Any] | None:
    """The drawn polynomial as a function, for a picture on paper."""
    if "taylor" not in figure.spec:
        return None
    at, degree = figure.inputs[figure.spec["along"]], round(figure.inputs[ORDER])
    terms = [figure.values[name] for name in figure.spec["taylor"]["coefficients"][: degree + 1]]

    def value(x: Any) -> Any:
        total = 0.0 * x
        for term in reversed(terms):
            total = total * (x - at) + term
        return total

    return value
