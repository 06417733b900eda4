"""Slips at a power c·bᵏ with a constant k: also a root (k = ½) and a fraction (k = −1, −2, …)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import numpy as np

from ...trace import Traced, as_node
from ...write.latex import number as latex_number
from ...write.latex import to_latex
from .bends import COMMON, RARE, SELDOM, At, Bend, product
from .functions import chain_bends


class Shape(NamedTuple):
    """What somebody writes for the derivative of bᵏ instead of k·bᵏ⁻¹."""

    name: str
    does: str  # {k} is the exponent, {lowered} the exponent less one
    of: Callable[[Any, float], Any]
    rank: int = COMMON


SHAPES = (
    Shape("not lowered", "brought the power {k} down, but did not lower it to {lowered}", lambda b, k: k * b**k),
    Shape("not brought down", "lowered the power, but did not bring {k} down as a factor", lambda b, k: b ** (k - 1)),
    Shape("raised", "raised the power instead of lowering it to {lowered}", lambda b, k: k * b ** (k + 1)),
    Shape("raised", "raised the power instead of lowering it to {lowered}", lambda b, k: b ** (k + 1), RARE),
    Shape("lowered twice", "lowered the power by two, and not by one", lambda b, k: k * b ** (k - 2), RARE),
    Shape("power lost", "brought {k} down, and lost the power {lowered}", lambda b, k: k * b**0.0, RARE),
    Shape("power lost", "brought {k} down, and lost the power {lowered}", lambda b, k: k * b, RARE),
    Shape("lowered first", "lowered the power before bringing it down: the factor is {k}, and not {lowered}",
          lambda b, k: (k - 1) * b ** (k - 1), SELDOM),
    Shape("lowered first", "brought {lowered} down as a factor, and not {k}", lambda b, k: (k - 1) * b**k, RARE),
    Shape("divided", "divided by the power {k} instead of multiplying", lambda b, k: b ** (k - 1) / k, RARE),
    Shape("divided", "divided by the power {k} instead of multiplying", lambda b, k: b**k / k, RARE),
    Shape("integrated", "integrated the power: its integral, and not its derivative, has the power one higher",
          lambda b, k: b ** (k + 1) / (k + 1) if not equal(k, -1) else np.log(np.abs(b))),
    Shape("upside down", "turned the sign of the power {lowered}", lambda b, k: k * b ** (1 - k), RARE),
    Shape("exponential rule", "used the rule for exponentials on a power, whose exponent {k} is a constant",
          lambda b, k: b**k * np.log(b), RARE),
)  # fmt: skip


def equal(k: Any, value: float) -> bool:
    """Whether an exponent is this number; one that is drawn is not."""
    return not isinstance(k, Traced) and k == value


def power_bends(here: At) -> Iterator[Bend]:
    """The slips at a power, its own and those of the chain rule."""
    part = here.part
    if part.kind != "power" or here.tangent(part.args[0]) is None:
        return
    (base,), k, c = part.args, part.k, part.number
    b, db = Traced(base), here.tangent(base)
    said = {"k": f"${latex_exponent(k)}$", "lowered": f"${latex_exponent(k - 1)}$"}
    for shape in SHAPES:
        rank = SELDOM if equal(k, -1) and shape.name == "not brought down" else shape.rank  # a sign, more likely
        yield Bend(shape.name, shape.does.format(**said), product([c, shape.of(b, k), db]), None, rank)

    def slope(v: Any) -> Any:
        return product([c * k, v ** (k - 1)])

    yield from chain_bends(here, base, slope, lambda v: c * v**k)
    if c not in (1.0, -1.0):
        yield Bend("factor", "lost the constant factor", slope(b) * db / c, c)
    if not isinstance(k, Traced) and k < 0:
        below = product([-k, b ** (-k - 1), db])
        does = "differentiated the denominator and left it below the line"
        yield Bend("quotient of derivatives", does, c / below, below)
        does = "differentiated the number above the fraction line as if it moved: the derivative of a number is 0"
        yield Bend("constant", does, b**k + slope(b) * db, None, SELDOM)


def latex_exponent(k: Any) -> str:
    """An exponent as it is spoken of: 1/2 and 1/3 as fractions."""
    if isinstance(k, Traced):
        return to_latex(as_node(k))
    for n in (2, 3):
        if k % 1 and abs(k * n - round(k * n)) < 1e-12:
            return rf"{'-' if k < 0 else ''}\tfrac{{{abs(round(k * n))}}}{{{n}}}"
    return latex_number(k)
