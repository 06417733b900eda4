"""Functions of numpy that do not trace: each with what to write instead, and why."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

_MASK = "keep every entry, np.where(x > 0, x, 0.0): how many it leaves would depend on values"
_PLACES = "choose entry by entry, np.where(condition, a, b): how many places it finds would depend on values"
_DISTINCT = "sort them, np.sort(x), or find them outside the function: how many differ would depend on values"
_TRUTH = "compare entry by entry, np.all(np.equal(a, b)): it answers with a bool of Python's, which a trace cannot give"
_CLOSE = "write np.all(np.isclose(a, b)): it answers with a bool of Python's, which a trace cannot give"
_COUNTS = "count what lies between two edges, np.sum((x >= a) & (x < b)), or, for a slope, sum smooth bumps"
_WRITES = "build the result with np.where or np.concatenate: it writes into an array, which a trace cannot follow"
_PRINTS = "print or save the function's result, outside it"
_SPECTRUM = (
    "with k = np.arange(n) and a = 2 * np.pi * np.outer(k, k) / n, its real part is np.cos(a) @ x and its imaginary "
    "part -np.sin(a) @ x: everything here is real"
)
_SORT = "sort all of it, np.sort(x), or take np.argsort(x)"
_NAN_ORDER = "take np.median or np.quantile of entries known not to be NaN: how many are left would depend on values"

REFUSED: dict[Callable[..., Any], str] = {
    np.nonzero: _PLACES, np.flatnonzero: _PLACES, np.argwhere: _PLACES,
    np.unique: _DISTINCT, np.unique_values: _DISTINCT, np.unique_counts: _DISTINCT, np.unique_inverse: _DISTINCT,
    np.unique_all: _DISTINCT, np.union1d: _DISTINCT, np.intersect1d: _DISTINCT, np.setdiff1d: _DISTINCT,
    np.setxor1d: _DISTINCT, np.isin: _DISTINCT,
    np.trim_zeros: "keep the zeros; and write np.polyval(c, x) for np.poly1d(c)(x)",
    np.array_equal: _TRUTH, np.array_equiv: _TRUTH, np.allclose: _CLOSE,
    np.histogram: _COUNTS, np.histogram2d: _COUNTS, np.histogramdd: _COUNTS, np.bincount: _COUNTS,
    np.histogram_bin_edges: _COUNTS,
    np.fill_diagonal: _WRITES, np.put: _WRITES, np.put_along_axis: _WRITES, np.place: _WRITES, np.putmask: _WRITES,
    np.copyto: _WRITES,
    np.partition: _SORT, np.argpartition: _SORT, np.lexsort: _SORT, np.sort_complex: _SORT,
    np.nanmedian: _NAN_ORDER, np.nanpercentile: _NAN_ORDER, np.nanquantile: _NAN_ORDER,
    np.polyfit: "solve the least-squares problem, np.linalg.lstsq(np.vander(x, deg + 1), y)[0]",
    np.polyadd: "write a + b, of as many coefficients each", np.polysub: "write a - b, of as many coefficients each",
    np.polymul: "write np.convolve(a, b)", np.polyder: "write c[:-1] * np.arange(len(c) - 1, 0, -1)",
    np.polyint: "write np.append(c / np.arange(len(c), 0, -1), 0.0)",
    np.polydiv: "divide outside the function, or divide the values, np.polyval(a, x) / np.polyval(b, x)",
    np.unravel_index: "index the array laid out in one row, np.ravel(a)[np.argmax(a)]",
    np.ravel_multi_index: "add them up: row * columns + column",
    np.result_type: "build a grid with np.linspace and np.meshgrid; and everything here is float64",
    np.array2string: _PRINTS, np.array_repr: _PRINTS, np.array_str: _PRINTS,
    np.save: _PRINTS, np.savetxt: _PRINTS, np.savez: _PRINTS, np.savez_compressed: _PRINTS,
    np.poly: "build the coefficients with np.convolve of the factors [1, -root]",
    np.roots: "find them outside, or follow one with Newton's step x - p(x) / p'(x): roots may be complex",
    np.apply_over_axes: "call the function once for each axis, with keepdims=True",
    np.unwrap: "take np.sin and np.cos of the angle, which have no jumps",
}  # fmt: skip
REFUSED |= {
    getattr(np.fft, kind + name): _SPECTRUM for name in ("fft", "fft2", "fftn") for kind in ("", "i", "r", "ir")
}
REFUSED |= {
    np.fft.hfft: _SPECTRUM, np.fft.ihfft: _SPECTRUM,
    np.fft.fftshift: "write np.roll(x, n // 2)", np.fft.ifftshift: "write np.roll(x, -(n // 2))",
}  # fmt: skip
