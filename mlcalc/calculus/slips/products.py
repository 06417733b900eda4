"""Slips at a product or a quotient of any number of factors: its constant factors, and its terms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from ...trace import Traced
from ...trace.graph import apply, constant
from .bends import RARE, SELDOM, At, Bend, factor_term, inline, product, total
from .parts import Part, negated, power_of
from .powers import power_bends
from .quotients import denominator_bends, fraction, quotient_bends


def product_bends(here: At) -> Iterator[Bend]:
    """The slips at a product: its constant factors, its terms, and what a quotient adds."""
    part = here.part
    moving = [i for i, f in enumerate(part.args) if here.tangent(f) is not None]
    if part.kind != "product" or not moving:
        return
    terms = [factor_term(part, i, here.tangent(part.args[i])) for i in moving]
    right = total(terms)
    yield from _constant_bends(here, right)
    yield Bend("sign", f"turned a sign: the derivative of {inline(here.value, 'the product')} is", -right, right)
    yield Bend("undifferentiated", f"did not differentiate {inline(here.value, 'the product')}", here.value)
    yield from _power_bends(here, moving, terms)
    if len(moving) > 1:
        yield from _term_bends(here, moving, terms)
        yield from quotient_bends(here, moving) if -1 in part.signs else _derivatives_bends(here, moving)
    elif part.signs[moving[0]] == -1:
        yield from denominator_bends(here, moving[0])


def _constant_bends(here: At, right: Any) -> Iterator[Bend]:
    """A constant factor that is lost, or differentiated."""
    part = here.part
    for i, arg in enumerate(part.args):
        if here.tangent(arg) is None:
            c = Traced(arg)
            yield Bend("factor", "lost the constant factor", right / c if part.signs[i] == 1 else right * c, c)
            does = f"differentiated the factor {inline(c, 'that is held')} as if it moved"
            yield Bend("held", does, right + factor_term(part, i, 1.0))
    if part.number not in (1.0, -1.0):
        yield Bend("factor", "lost the constant factor", right / part.number, part.number)
        does = f"took 1 for the derivative of the constant factor {inline(part.number)}, which is 0"
        yield Bend("constant", does, right + fraction(here, range(len(part.args))), None, SELDOM)


def _term_bends(here: At, moving: Sequence[int], terms: Sequence[Any]) -> Iterator[Bend]:
    """One term wrong, or missing."""
    part = here.part
    rule = "quotient rule" if -1 in part.signs else "product rule"
    for k, i in enumerate(moving):
        rest, f, df = total([t for t in terms if t is not terms[k]]), Traced(part.args[i]), here.tangent(part.args[i])
        name = inline(f, "one factor")
        yield Bend("term", f"left out one term of the {rule}", rest, terms[k])
        if len(moving) > 2:
            yield Bend("term", f"kept only one of the terms of the {rule}", terms[k], terms[k])
        yield Bend("sign", "turned the sign of the term", rest - terms[k], terms[k])
        does = f"did not differentiate {name}, whose derivative is"
        yield Bend("undifferentiated", does, rest + factor_term(part, i, f), df)
        does = f"left out the derivative of {name} in its term: the derivative is"
        yield Bend("factor derivative", does, rest + factor_term(part, i, 1.0), df)
        for j in moving:
            if j != i:  # the rule needs every other factor beside f′
                others = [m for m in range(len(part.args)) if m not in (i, j)]
                beside = inline(Traced(part.args[j]), "one factor")
                does = f"left out {beside} beside the derivative of {name}"
                yield Bend("partner", does, rest + factor_term(part, i, df, others))
    does = f"multiplied the terms of the {rule} instead of adding them"
    yield Bend("multiplied terms", does, product(terms), None, RARE)
    yield Bend("whole added", "added the function itself", total(terms) + here.value, here.value, RARE)


def _power_bends(here: At, moving: Sequence[int], terms: Sequence[Any]) -> Iterator[Bend]:
    """A denominator taken as a factor with a negative power, x/g as x·g⁻¹, with the slips that powers have."""
    part = here.part
    for k, i in enumerate(moving):
        if part.signs[i] == 1:
            continue
        base, exponent = power_of(part.args[i])
        inverse = Part(apply("divide", constant(1.0), part.args[i]), "power", (base,), exponent=negated(exponent))
        rest = total([t for t in terms if t is not terms[k]])
        others = part.number * fraction(here, [j for j in range(len(part.args)) if j != i])
        for bend in power_bends(replace(here, part=inverse)):
            yield bend._replace(tangent=rest + others * bend.tangent)
        for j in moving if len(moving) == 2 else ():
            if part.signs[j] == 1:
                does = "multiplied the derivatives of the numerator and of the fraction below it"
                slope: Any = here.tangent(part.args[i])
                above: Any = here.tangent(part.args[j])
                yield Bend("product of derivatives", does, -part.number * above * slope / Traced(part.args[i]) ** 2.0)


def _derivatives_bends(here: At, moving: Sequence[int]) -> Iterator[Bend]:
    """(fg)′ is neither f′g′ nor f′ + g′."""
    constants = fraction(here, [i for i in range(len(here.part.args)) if i not in moving]) * here.part.number
    tangents = [here.tangent(here.part.args[i]) for i in moving]
    does = (
        "multiplied the derivatives: the derivative of a product is a sum, with one factor differentiated in each term"
    )
    yield Bend("product of derivatives", does, constants * product(tangents))
    yield Bend("sum of derivatives", "added the derivatives of the factors", constants * total(tangents))
