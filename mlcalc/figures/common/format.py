"""How numbers are written, once for all kinds; front/format.ts writes those of a text alike."""

from __future__ import annotations

import math
from collections.abc import Iterable

SUPERSCRIPT = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def written(value: float) -> str:
    """A number in a question's text: six decimals at most, and no zeros at its end; the page writes it alike.

    >>> written(-2.5), written(12.0), written(10.3672557), written(1234.56789), written(-3.2e-7)
    ('−2.5', '12', '10.367256', '1,234.568', '−3.2 × 10⁻⁷')
    """
    mantissa, exponent = _parts(value)
    return with_minus(_grouped(mantissa)) + (f" × 10{str(exponent).translate(SUPERSCRIPT)}" if exponent else "")


def in_latex(value: float) -> str:
    r"""The same number in a formula.

    >>> in_latex(-2.5), in_latex(12345), in_latex(-3.2e-7)
    ('-2.5', '12{,}345', '-3.2 \\cdot 10^{-7}')
    """
    mantissa, exponent = _parts(value)
    return _grouped(mantissa).replace(",", "{,}") + (rf" \cdot 10^{{{exponent}}}" if exponent else "")


def listed(values: Iterable[float]) -> str:
    """Numbers in a description, each with six significant digits.

    >>> listed([2, -1 / 3])
    '2, -0.333333'
    """
    return ", ".join(f"{value:.6g}" for value in values)


def with_minus(text: str) -> str:
    """A number's text with the minus sign of typesetting, which is as wide as a plus.

    >>> with_minus("-2.5")
    '−2.5'
    """
    return text.replace("-", "−")


def _grouped(digits: str) -> str:
    """The digits before the point in groups of three."""
    whole, point, rest = digits.partition(".")
    return f"{int(whole):,}{point}{rest}" if len(whole) > 3 else digits


def _parts(value: float) -> tuple[str, int]:
    """The digits, and the power of ten where there are too many zeros."""
    size = abs(value)
    if size < 1e-12 or 1e-4 <= size < 1e7:
        decimals = 6 if size < 1000 else 6 - int(math.log10(size))
        text = f"{value:.{decimals}f}"
        text = text.rstrip("0").rstrip(".") if "." in text else text
        return ("0" if float(text) == 0 else text), 0
    digits, exponent = f"{value:.6e}".split("e")
    return digits.rstrip("0").rstrip("."), int(exponent)
