"""Names, numbers and matrices as LaTeX: what a formula is put together from.

>>> symbol("w1"), number(1e-7)
('w_{1}', '10^{-7}')
"""

from __future__ import annotations

import math
import re
from typing import Any

import numpy as np

GREEK = frozenset((
    "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "kappa", "lambda", "mu",
    "nu", "xi", "pi", "rho", "sigma", "tau", "phi", "chi", "psi", "omega",
))  # fmt: skip


def symbol(name: str) -> str:
    """A Python name as a mathematical symbol: ``w1`` → w₁, ``theta`` → θ, ``z_out`` → z_out.

    >>> symbol("w1"), symbol("theta"), symbol("x_max"), symbol("cost")
    ('w_{1}', '\\\\theta', 'x_{\\\\mathrm{max}}', '\\\\mathrm{cost}')
    """
    inner = name.strip("_") or name  # __proto__ begins with no letter that could have an index
    stem, _, index = re.sub(r"^([A-Za-z]+)(\d+)$", r"\1_\2", inner).partition("_")
    if stem in GREEK:
        stem = "\\" + stem
    elif len(stem) > 1:
        stem = rf"\mathrm{{{stem}}}"
    if not index:
        return stem
    return rf"{stem}_{{{index}}}" if len(index) == 1 or index.isdigit() else rf"{stem}_{{\mathrm{{{index}}}}}"


def vector(latex: str) -> str:
    r"""The symbol of a vector: bold, and its index as it is.

    >>> print(vector("x"), vector("z_{1}"), vector(r"\delta"), vector(r"\mathrm{out}"))
    \mathbf{x} \mathbf{z}_{1} \boldsymbol\delta \mathbf{out}
    """
    stem, underscore, index = latex.partition("_")
    if stem.startswith(r"\mathrm{"):
        return stem.replace("mathrm", "mathbf", 1) + underscore + index
    bold = rf"\boldsymbol{stem}" if stem.startswith("\\") else rf"\mathbf{{{stem}}}"
    return bold + underscore + index


def number(value: float) -> str:
    """A number as it is written in a formula: 2, not 2.0; a large or small one as a power of ten.

    >>> number(2.0), number(-0.5), number(1e-7), number(math.pi)
    ('2', '-0.5', '10^{-7}', '\\\\pi')
    """
    if abs(value) == math.pi:
        return r"\pi" if value > 0 else r"-\pi"
    text = f"{value:.6g}"
    mantissa, _, exponent = text.partition("e")
    if not exponent:
        return text
    power = f"10^{{{int(exponent)}}}"
    return power if mantissa == "1" else rf"{mantissa} \cdot {power}"


def matrix_latex(values: Any) -> str:
    """A vector (as a column) or a matrix of numbers in square brackets.

    >>> print(matrix_latex([[1, -4], [2, 1]]))
    \\begin{bmatrix} 1 & -4 \\\\ 2 & 1 \\end{bmatrix}
    """
    array = np.asarray(values, dtype=float)
    rows = array.reshape(-1, array.shape[-1]) if array.ndim > 1 else array.reshape(-1, 1)
    body = r" \\ ".join(" & ".join(number(x) for x in row) for row in rows.tolist())
    return rf"\begin{{bmatrix}} {body} \end{{bmatrix}}"
