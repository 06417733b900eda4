"""What the quotient rule (f′g − f g′)/g² is mixed up with, and the derivative of a fraction whose numerator is held."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from ...trace import Traced
from .bends import SELDOM, At, Bend, product, total

RULE = "$(f'g - fg')/g^2$"


def fraction(here: At, indices: Sequence[int]) -> Any:
    """The product of some of the factors, each above or below the line as it stands."""
    above = [Traced(here.part.args[i]) for i in indices if here.part.signs[i] == 1]
    below = [Traced(here.part.args[i]) for i in indices if here.part.signs[i] == -1]
    return product(above) / product(below) if below else product(above)


def quotient_bends(here: At, moving: Sequence[int]) -> Iterator[Bend]:
    """The slips at a quotient whose numerator and denominator both move."""
    constants = here.part.number * fraction(here, [i for i in range(len(here.part.args)) if i not in moving])
    (f, df), (g, dg) = _side(here, moving, 1), _side(here, moving, -1)
    if df is None:
        return
    square = g**2.0
    rows: list[tuple[str, str, Any]] = [
        ("quotient of derivatives", f"divided the derivatives: the quotient rule is {RULE}, and not $f'/g'$", df / dg),
        ("quotient order", f"swapped the two terms of the quotient rule, {RULE}", (f * dg - df * g) / square),
        ("quotient sign", f"added the two terms of the quotient rule, {RULE}", (df * g + f * dg) / square),
        ("not squared", "did not square the denominator", (df * g - f * dg) / g),
        ("no denominator", f"left out the denominator of the quotient rule, {RULE}", df * g - f * dg),
        ("quotient of derivatives", f"multiplied the derivatives in the quotient rule, {RULE}", df * dg / square),
        ("partner", f"left out $g$ beside $f'$ in the quotient rule, {RULE}", (df - f * dg) / square),
        ("partner", f"left out $f$ beside $g'$ in the quotient rule, {RULE}", (df * g - dg) / square),
        ("bracket", "divided only the second term by the square of the denominator", df * g - f * dg / square),
        ("bracket", "divided only the first term by the square of the denominator", df * g / square - f * dg),
        ("product rule", "used the product rule on a quotient", df * g + f * dg),
        ("derivative squared", "squared the derivative of the denominator", (df * g - f * dg) / dg**2.0),
        ("undivided", f"subtracted the derivatives in the quotient rule, {RULE}", (df - dg) / square),
        ("not squared", "did not square the denominator in the second term", (df - f * dg) / g),
    ]
    for name, does, tangent in rows:
        yield Bend(name, does, constants * tangent)


def _side(here: At, moving: Sequence[int], sign: int) -> tuple[Any, Any]:
    """What stands above the line (or below), of the factors that move, and its derivative; None where nothing does."""
    indices = [i for i in moving if here.part.signs[i] == sign]
    factors = [Traced(here.part.args[i]) for i in indices]
    tangents = [here.tangent(here.part.args[i]) for i in indices]
    terms = [product([*factors[:k], t, *factors[k + 1 :]]) for k, t in enumerate(tangents)]
    return product(factors), total(terms) if terms else None


def denominator_bends(here: At, i: int) -> Iterator[Bend]:
    """The slips at c/g, whose numerator is held."""
    g, dg = Traced(here.part.args[i]), here.tangent(here.part.args[i])
    above = here.part.number * fraction(here, [k for k in range(len(here.part.args)) if k != i])
    yield Bend("not squared", "did not square the denominator", -above * dg / g, g)
    yield Bend("inner", "left out the derivative of the denominator", -above / g**2.0, dg)
    yield Bend("quotient of derivatives", "differentiated the denominator and left it below the line", above / dg, dg)
    yield Bend("no denominator", "left out the denominator of the quotient rule", -above * dg, g)
    yield Bend("outer", "differentiated only the denominator, and not the fraction", here.value * dg, dg)
    yield Bend("integrated", "integrated instead of differentiating", above * np.log(np.abs(g)) / dg, None, SELDOM)
