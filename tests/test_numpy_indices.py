"""Indices and products of matrices: numpy's values, and the derivatives of finite differences."""

import numpy as np
import pytest

from mlcalc import check_grads, jvp

V = np.array([0.7, -1.3, 2.1])
W = np.array([1.1, 0.4, -0.6])
M = np.array([[0.5, -1.2, 2.0], [1.5, 0.3, -0.8]])
B = np.arange(24.0).reshape(2, 3, 4) / 7 - 1.6

KEYS = [
    0, -1, slice(None), slice(1, None), slice(None, None, -1), slice(-1, None, -2), slice(5, 9), None, ..., (0, 1),
    (..., -1),
    (slice(None), 2), (None, 1, ..., None), (slice(None, None, -1), slice(None, 2)), [1, 0, 1], np.array([[0, 1], [1,
    1]]),
    (slice(None), [2, 0, 0, 1]), ([0, 1, 1], [2, 2, 0]), (np.int64(1), np.array([1])), [], (1, [True, False, True]),
    np.array([True, False]), np.array([[True, False, True], [False, False, True]]), np.array(1), ([-1], slice(None,
    None, 2)),
]  # fmt: skip


@pytest.mark.parametrize("key", KEYS, ids=str)
def test_an_index_picks_what_numpy_picks_and_hands_its_derivative_back_to_the_same_places(key):
    value, tangent = jvp(lambda a: a[key], (M,), (M * 2,))
    np.testing.assert_array_equal(value, M[key])
    np.testing.assert_array_equal(tangent, 2 * M[key])
    check_grads(lambda a: a[key] ** 2, (M,))


@pytest.mark.parametrize(
    ("a", "b"),
    [((3,), (3,)), ((2, 3), (3,)), ((3,), (3, 2)), ((2, 3), (3, 4)), ((5, 2, 3), (3,)), ((3,), (5, 3, 2)), ((5, 2,
    3), (3, 1)),
     ((4, 1, 2, 3), (5, 3, 2)), ((2, 0), (0, 3)), ((0, 2), (2, 3)), ((1, 1), (1,))],
)  # fmt: skip
def test_matmul_agrees_with_einsum_for_vectors_matrices_and_batches(a, b):
    rng = np.random.default_rng(0)
    x, y = rng.standard_normal(a), rng.standard_normal(b)
    left, right = ("j", "...ij")[len(a) > 1], ("j", "...jk")[len(b) > 1]
    out = "..." * (len(a) > 2 or len(b) > 2) + "i" * (len(a) > 1) + "k" * (len(b) > 1)
    if "..." not in out:
        left, right = left.replace("...", ""), right.replace("...", "")
    value, _ = jvp(np.matmul, (x, y), (x, y))
    expected = np.einsum(f"{left},{right}->{out}", x, y)
    assert np.shape(value) == expected.shape
    np.testing.assert_allclose(value, expected, rtol=1e-12, atol=1e-12)
    check_grads(np.matmul, (x, y))
