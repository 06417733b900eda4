"""Slips at a sum: a term forgotten, kept or turned, a constant that is kept or differentiated."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Any

from ...trace import Traced
from .bends import RARE, At, Bend, inline, product, total

MOST_TERMS = 7  # of a longer sum, no two terms are tried at once


def sum_bends(here: At) -> Iterator[Bend]:
    """The slips at a sum, term by term, and with two terms at once."""
    part = here.part
    if part.kind != "sum":
        return
    slopes: dict[int, Any] = {}
    for k, (arg, sign) in enumerate(zip(part.args, part.signs, strict=True)):
        tangent = here.tangent(arg)
        if tangent is not None:
            slopes[k] = tangent if sign == 1 else -tangent
    if not slopes:
        return
    right = total(list(slopes.values()))
    yield Bend("undifferentiated", f"did not differentiate {inline(here.value, 'the sum')}", here.value)
    yield Bend("sign", f"turned a sign: the derivative of {inline(here.value, 'the sum')} is", -right, right)
    yield from _one_term(here, slopes)
    yield from _constants(here, slopes, right)
    if len(slopes) > 1:
        does = "multiplied the derivatives of the terms instead of adding them"
        yield Bend("product of derivatives", does, product(list(slopes.values())), None, RARE)
    if 2 < len(slopes) <= MOST_TERMS:
        yield from _two_terms(here, slopes)


def _without(slopes: Mapping[int, Any], *ks: int) -> Any:
    return total([slope for k, slope in slopes.items() if k not in ks])


def _signed(here: At, k: int) -> Any:
    term = Traced(here.part.args[k])
    return term if here.part.signs[k] == 1 else -term


def _one_term(here: At, slopes: Mapping[int, Any]) -> Iterator[Bend]:
    for k, slope in slopes.items():
        rest, name = _without(slopes, k), inline(Traced(here.part.args[k]), "one term")
        does = f"left out the derivative of {name}, which is"
        yield Bend("path" if len(slopes) > 1 else "term", does, rest, here.tangent(here.part.args[k]))
        yield Bend("undifferentiated", f"did not differentiate {name}", rest + _signed(here, k))
        yield Bend("sign", f"turned the sign of the derivative of {name}", rest - slope)
        if len(slopes) > 3:
            yield Bend("terms", f"differentiated only {name}, and left out the other terms", slope)


def _constants(here: At, slopes: Mapping[int, Any], right: Any) -> Iterator[Bend]:
    for k, (arg, sign) in enumerate(zip(here.part.args, here.part.signs, strict=True)):
        if k not in slopes:
            name = inline(Traced(arg), "that does not move")
            yield Bend("constant kept", f"kept the constant {name}, whose derivative is 0", right + _signed(here, k))
            yield Bend("constant", f"took 1 for the derivative of the constant {name}, which is 0", right + float(sign))
            if arg.op == "constant" and sign == -1:
                yield Bend("constant", f"took 1 for the derivative of the constant {name}, which is 0", right + 1.0)


def _two_terms(here: At, slopes: Mapping[int, Any]) -> Iterator[Bend]:
    for one, two in combinations(slopes, 2):
        rest = _without(slopes, one, two)
        first, second = (inline(Traced(here.part.args[k]), "another term") for k in (one, two))
        yield Bend("two terms", f"left out the derivatives of {first} and of {second}", rest)
        turned = rest - slopes[one] - slopes[two]
        yield Bend("two signs", f"turned the signs of the derivatives of {first} and of {second}", turned)
        kept = rest + _signed(here, one) + _signed(here, two)
        yield Bend("two undifferentiated", f"did not differentiate {first} and {second}", kept)
