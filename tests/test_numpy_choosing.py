"""Choices and neighbours: numpy's values, and the derivatives of differences and of JAX."""

import numpy as np
from numpy_calls import agrees_with_jax, agrees_with_numpy, each_call

from mlcalc.trace.functions import choosing, sequences

V = np.array([0.7, -1.3, 2.1])
W = np.array([1.1, 0.4, -0.6, 0.2])
M = np.array([[0.5, -1.2, 2.0], [1.5, 0.3, -0.8]])
B = np.sin(np.arange(24.0) ** 2).reshape(2, 3, 4)
GRID = np.array([0.0, 0.5, 2.0, 2.5])

CASES = {
    np.where: [
        (lambda xp, a, b: xp.where(a > b, a * b, a), V, W[:3]),
        (lambda xp, a: xp.where(np.array([True, False, True]), a, 0.0), M),
        (lambda xp, a: xp.where(a < 0, 0.5 * a, a**2), M),
    ],
    np.clip: [
        (lambda xp, a: xp.clip(a, -1.0, 1.0), M), (lambda xp, a: xp.clip(a, 0.1, None), M),
        (lambda xp, a: xp.clip(a, None, V), M), (lambda xp, a: xp.clip(a, min=0.4, max=1.6), M),
        (lambda xp, a, b: xp.clip(a, b, 1.6), M, V), (lambda xp, a: xp.clip(a, max=0.4), M),
    ],
    np.select: [
        (lambda xp, a: xp.select([a < -1, a < 1], [a**2, a]), M),
        (lambda xp, a: xp.select([a < 1, a < 1.8], [a**2, 0.0 * a + 1.0], default=5.0), M),
    ],
    np.piecewise: [
        (lambda xp, a: xp.piecewise(a, [a < -1, a > 1], [lambda t: t**2, lambda t: 3 * t]), M),
        (lambda xp, a: xp.piecewise(a, [a < 0], [lambda t: t**2, 7.0]), M),
    ],
    np.choose: [(lambda xp, a, b: xp.choose(np.array([1, 0, 1]), [a, b]), V, V**2),
                (lambda xp, a: a * xp.choose(np.array([2, 1, 0]), [0.5, V, 3 * a]), V)],
    np.interp: [
        (lambda xp, a: xp.interp(a, GRID, np.array([1.0, 3.0, 2.0, -1.0])), np.array([[0.2, 1.0], [2.2, 2.4]])),
        (lambda xp, a, f: xp.interp(a, GRID, f), np.array([-1.0, 1.3, 9.0]), W),
        (lambda xp, a, g, f: xp.interp(a, g, f, left=-2.0, right=4.0), np.array([-1.0, 1.3, 9.0]), GRID, W),
        (lambda xp, f: xp.interp(1.3, GRID, f), W), (lambda xp, f: xp.interp(np.array([0.1, 2.1]), GRID, f), W),
        (lambda xp, a: xp.interp(a, GRID, W), 0.6),
    ],
    np.diff: [
        (lambda xp, a: xp.diff(a), M), (lambda xp, a: xp.diff(a, 2), B), (lambda xp, a: xp.diff(a, axis=0), M),
        (lambda xp, a: xp.diff(a, prepend=0.0), M), (lambda xp, a, b: xp.diff(a, axis=0, append=b), M, M[:1]),
        (lambda xp, a: xp.diff(a, 0), M), (lambda xp, b: xp.diff(V, prepend=b), 0.5),
    ],
    np.ediff1d: [(lambda xp, a: xp.ediff1d(a), M), (lambda xp, a, b: xp.ediff1d(a, b, np.array([1.0])), V, W)],
    np.gradient: [
        (lambda xp, a: xp.gradient(a), W), (lambda xp, a: xp.gradient(a, 0.5, axis=1), M),
        (lambda xp, a: xp.gradient(a, axis=(0, 2)), B), (lambda xp, a: xp.gradient(a, 0.5, 2.0), M),
    ],
    np.trapezoid: [
        (lambda xp, a: xp.trapezoid(a), M), (lambda xp, a: xp.trapezoid(a, dx=0.5, axis=0), M),
        (lambda xp, a, x: xp.trapezoid(a, x), M, V), (lambda xp, a, x: xp.trapezoid(a, x, axis=1), B, V),
        (lambda xp, a, x: xp.trapezoid(a, x, 1.0, 0), M, M**2), (lambda xp, x: xp.trapezoid(V, x), V**2),
    ],
    np.convolve: [(lambda xp, a, b, m=m: xp.convolve(a, b, m), *sides)
                  for m in ("full", "same", "valid") for sides in ((V, W), (W, V[:2]), (W, V))],
    np.correlate: [(lambda xp, a, b, m=m: xp.correlate(a, b, m), *sides)
                   for m in ("full", "same", "valid") for sides in ((V, W), (W, V[:2]), (W, V), (V[:2], W))],
    np.polyval: [(lambda xp, p, x: xp.polyval(p, x), W, M),
                 (lambda xp, x: xp.polyval(np.array([1.0, -2.0, 3.0]), x), 0.3),
                 (lambda xp, p: xp.polyval(p, 2.0), V)],
    np.vander: [(lambda xp, a: xp.vander(a), V), (lambda xp, a: xp.vander(a, 4, increasing=True), V)],
    np.cov: [(lambda xp, a: xp.cov(a), M), (lambda xp, a: xp.cov(a, rowvar=False), B[0]),
             (lambda xp, a, b: xp.cov(a, b), V, V**2),
             (lambda xp, a: xp.cov(a, bias=True), V), (lambda xp, a: xp.cov(a, ddof=0), M)],
    np.corrcoef: [(lambda xp, a: xp.corrcoef(a), B[0]), (lambda xp, a, b: xp.corrcoef(a, b), V, V**2)],
}  # fmt: skip
ONLY_NUMPY = {  # JAX takes known spacings only, of one order at the ends
    np.gradient: [
        (lambda xp, a: xp.gradient(a, GRID), W), (lambda xp, a, x: xp.gradient(a, x, axis=2), B, GRID),
        (lambda xp, a: xp.gradient(a, GRID, edge_order=2), W), (lambda xp, a: xp.gradient(a, 0.5, edge_order=2), W),
        (lambda xp, a, h: xp.gradient(a, h), W, 0.5),
    ],
}  # fmt: skip


def test_every_function_of_this_area_has_a_case():
    assert set(CASES) == set(choosing.FUNCTIONS | sequences.FUNCTIONS)


@each_call(CASES)
def test_a_function_has_numpys_value_and_the_derivatives_of_differences(call, args):
    agrees_with_numpy(call, args)


@each_call(ONLY_NUMPY)
def test_what_jax_lacks_has_numpys_value_and_the_derivatives_of_differences(call, args):
    agrees_with_numpy(call, args)


# JAX's choose, compiled, wants a mode that never raises.
@each_call({function: calls for function, calls in CASES.items() if function is not np.choose})
def test_a_function_has_the_value_and_derivatives_of_jax(call, args):
    agrees_with_jax(call, args)
