"""A composition as a product of Jacobians: its factors at a point, and the price of every bracketing.

For f(x(u(t))) the derivative is J_f J_x J_u, outermost first. A product of matrices may be bracketed
as one likes: the result is the same, the number of multiplications is not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

import numpy as np

from ..trace import as_array
from ..trace.linear import Shape
from .derivatives import jacobian

Bracketing = Any  # an index of a factor, or a pair of bracketings


class Factor(NamedTuple):
    """One Jacobian of a composition: made by :func:`chain`, which raises what there is to raise.

    Attributes
    ----------
    name : str
        The function it belongs to.
    matrix : array of shape (m, n)
        J[i][j] = ∂f_i/∂x_j, for m results and n arguments. A number counts as one.
    at : array
        The point where it is evaluated: the value of the link before, not the first input.

    Source: Magnus and Neudecker, *Matrix Differential Calculus*, 3rd ed. (2019), chapter 5.

    >>> factor = chain(lambda t: t**2, at=3.0, names="u").factors[0]
    >>> factor.name, factor.matrix.tolist(), float(factor.at)
    ('u', [[6.0]], 3.0)
    """

    name: str
    matrix: Any
    at: Any


class Chain(NamedTuple):
    """The Jacobian factors of a composition at a point, outermost first, and the composition's value there.

    A *bracketing* is the index of a factor, or a pair of bracketings: ``((0, 1), 2)`` multiplies the first two first.
    Its methods raise ValueError for one that does not hold every factor once, in order. A notebook shows the chain as
    the product of its matrices.

    Source: the price of a bracketing is that of the matrix chain; Godbole (1973).

    >>> links = chain(lambda t: np.stack([t, 2 * t]), lambda u: u[0] * u[1], at=3.0)
    >>> links.shapes, links.product().tolist(), links.multiplications((0, 1))
    ([(1, 2), (2, 1)], [[12.0]], 2)
    """

    factors: tuple[Factor, ...]
    value: Any

    @property
    def shapes(self) -> list[Shape]:
        """The shape (m, n) of each factor; neighbours meet in the same number."""
        return [factor.matrix.shape for factor in self.factors]

    def product(self, bracketing: Bracketing = None) -> Any:
        """The derivative of the whole, shape (m, n); multiplied as ``bracketing`` says, else the cheapest way."""
        chosen = self.cheapest() if bracketing is None else bracketing
        _check(chosen, len(self.factors))
        return self._multiply(chosen)

    def _multiply(self, bracketing: Bracketing) -> Any:
        if isinstance(bracketing, int):
            return self.factors[bracketing].matrix
        left, right = bracketing
        return self._multiply(left) @ self._multiply(right)

    def multiplications(self, bracketing: Bracketing) -> int:
        """How many products of two numbers this bracketing takes."""
        return multiplications(self.shapes, bracketing)

    def cheapest(self) -> Bracketing:
        """The bracketing with the fewest multiplications."""
        return cheapest(self.shapes)

    def vjp(self, w: Any) -> Any:
        """wᵀJ, the row first: reverse mode. ``w`` has shape (m,), the result (n,)."""
        row = as_array(w, "w")
        for factor in self.factors:
            row = row @ factor.matrix
        return row

    def jvp(self, v: Any) -> Any:
        """J v, the column first: forward mode. ``v`` has shape (n,), the result (m,)."""
        column = as_array(v, "v")
        for factor in reversed(self.factors):
            column = factor.matrix @ column
        return column

    def _repr_latex_(self) -> str:
        from ..write.latex import matrix_latex, symbol  # only a notebook needs it

        names = r" \, ".join(rf"J_{{{symbol(factor.name)}}}" for factor in self.factors)
        matrices = " ".join(matrix_latex(factor.matrix) for factor in self.factors)
        return rf"$\displaystyle {names} = {matrices} = {matrix_latex(self.product())}$"


def chain(*functions: Callable[..., Any], at: Any, names: Sequence[str] | None = None) -> Chain:
    """The factors of the composition of ``functions``, given inner to outer, at a point.

    Each takes one number or vector, of shape (n,), and returns one; ``at`` is what the first is given.
    ``names`` are theirs if not given. Raises TypeError without functions, and ValueError where a
    link does not fit the next.

    Source: the chain rule for Jacobians, Magnus and Neudecker (2019), chapter 5.

    >>> links = chain(lambda t: t**2, np.sin, at=0.5, names=["u", "f"])
    >>> [factor.name for factor in links.factors], links.product().round(6).tolist()
    (['f', 'u'], [[0.968912]])
    """
    if not functions:
        raise TypeError("chain needs functions, inner to outer: chain(u, x, f, at=1.0)")
    labels = [getattr(f, "__name__", "f") for f in functions] if names is None else list(names)
    if len(labels) != len(functions):
        raise ValueError(f"names: {len(functions)} functions need as many names, got {len(labels)}")
    point = as_array(at, "at")
    factors = []
    for name, f in zip(labels, functions, strict=True):
        try:
            value = as_array(f(point), f"the value of {name}")
            derivative = np.asarray(jacobian(f)(point))
        except (IndexError, ValueError) as error:
            raise ValueError(f"{name} does not fit the link before it, whose value has shape {point.shape}: {error}")  # noqa: B904
        factors.append(Factor(name, derivative.reshape(value.size, point.size), point))
        point = value
    return Chain(tuple(reversed(factors)), point)


# --- the price ---------------------------------------------------------------------------------


def multiplications(shapes: Sequence[Shape], bracketing: Bracketing) -> int:
    """The multiplications of a product of matrices of these shapes: m·k·n for each (m, k) times (k, n).

    >>> row_first = ((0, 1), 2)
    >>> multiplications([(1, 100), (100, 100), (100, 100)], row_first)
    20000
    """
    _check(bracketing, len(shapes))
    return _price(shapes, bracketing)[0]


def _price(shapes: Sequence[Shape], bracketing: Bracketing) -> tuple[int, Shape]:
    if isinstance(bracketing, int):
        return 0, shapes[bracketing]
    (left, (m, k)), (right, (rows, n)) = (_price(shapes, part) for part in bracketing)
    if k != rows:
        raise ValueError(f"a factor with {k} columns meets one with {rows} rows")
    return left + right + m * k * n, (m, n)


def cheapest(shapes: Sequence[Shape]) -> Bracketing:
    """The bracketing of these matrices with the fewest multiplications.

    Source: Godbole, "On efficient computation of matrix chain products", IEEE Trans. Comput. C-22 (1973).
    """

    @cache
    def best(first: int, last: int) -> tuple[int, Bracketing]:
        if first == last:
            return 0, first
        options = []
        for cut in range(first, last):
            (left, a), (right, b) = best(first, cut), best(cut + 1, last)
            options.append((left + right + shapes[first][0] * shapes[cut][1] * shapes[last][1], (a, b)))
        # of equal prices the last: row first, the way backpropagation goes
        return min(reversed(options), key=lambda option: option[0])

    return best(0, len(shapes) - 1)[1]


def bracketings(count: int) -> Iterator[Bracketing]:
    """Every way to bracket ``count`` factors (the Catalan numbers: 1, 1, 2, 5, 14, …).

    >>> list(bracketings(3))
    [(0, (1, 2)), ((0, 1), 2)]
    """

    def between(first: int, last: int) -> Iterator[Bracketing]:
        if first == last:
            yield first
        for cut in range(first, last):
            yield from ((a, b) for a in between(first, cut) for b in between(cut + 1, last))

    return between(0, count - 1)


def row_first(count: int) -> Bracketing:
    """((0, 1), 2), …: from the left, as the VJP goes."""
    result: Bracketing = 0
    for i in range(1, count):
        result = (result, i)
    return result


def column_first(count: int) -> Bracketing:
    """(0, (1, 2)), …: from the right, as the JVP goes."""
    result: Bracketing = count - 1
    for i in reversed(range(count - 1)):
        result = (i, result)
    return result


def _check(bracketing: Bracketing, count: int) -> None:
    """Refuse what is not a bracketing of all factors in their order."""

    def leaves(part: Bracketing) -> list[Any]:
        if isinstance(part, tuple) and len(part) == 2:
            return leaves(part[0]) + leaves(part[1])
        return [part]

    if leaves(bracketing) != list(range(count)):
        raise ValueError(
            f"bracketing: {bracketing!r} does not hold the factors 0 to {count - 1} once each, in order; "
            "write pairs, such as ((0, 1), 2)"
        )
