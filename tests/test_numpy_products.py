"""Products on traced values: of every rank, numpy's numbers, and the derivatives of differences and of JAX."""

import re
from typing import Any

import numpy as np
import pytest
from calls import agree_with_jax, agree_with_numpy_and_differences, calls_of, normal

from mlcalc import grad, jvp
from mlcalc.trace import trace
from mlcalc.trace.functions.products import FUNCTIONS, UFUNCS
from mlcalc.trace.graph import order

V, W, M, N, B, C = normal(3), normal(3) + 1, normal(2, 3), normal(3, 4), normal(2, 3, 4), normal(2, 4, 3)

CASES: dict[Any, list[tuple[Any, ...]]] = {
    np.dot: [
        (lambda xp, a, b: xp.dot(a, b), *pair)
        for pair in [(V, W), (M, V), (V, N), (M, N), (2.0, M), (M, -0.5), (1.5, 2.5), (B, V[:1].repeat(4)), (B, N.T),
                     (V, B), (M, B), (B, C), (normal(2, 0), normal(0, 3))]
    ] + [(lambda xp, a, b: a.dot(b), M, N)],
    np.inner: [
        (lambda xp, a, b: xp.inner(a, b), *pair)
        for pair in [(V, W), (M, M), (V, M), (M, V), (2.0, V), (M, 2.0), (B, N), (M, C), (0.5, 1.5)]
    ],
    np.vdot: [(lambda xp, a, b: xp.vdot(a, b), *pair) for pair in [(V, W), (M, M - 1), (2.0, 3.0)]],
    np.outer: [(lambda xp, a, b: xp.outer(a, b), *pair) for pair in [(V, W), (M, V), (2.0, V)]],
    np.kron: [
        (lambda xp, a, b: xp.kron(a, b), *pair)
        for pair in [(V, W), (M, N), (V, M), (M, V), (2.0, M), (normal(2, 1, 2), M)]
    ],
    np.cross: [
        (lambda xp, a, b: xp.cross(a, b), V, W), (lambda xp, a, b: xp.cross(a, b), M, V),
        (lambda xp, a, b: xp.cross(a, b, axis=0), N, N + 1),
        (lambda xp, a, b: xp.cross(a, b, 0, -1, 0), N, normal(4, 3)),
        (lambda xp, a, b: xp.cross(a, b, axisa=1, axisb=2, axisc=1), B, C),
    ],
    np.tensordot: [
        (lambda xp, a, b: xp.tensordot(a, b), B, normal(3, 4, 2)), (lambda xp, a, b: xp.tensordot(a, b, 1), M, N),
        (lambda xp, a, b: xp.tensordot(a, b, axes=0), M, V), (lambda xp, a, b: xp.tensordot(a, b, axes=(1, 2)), M, C),
        (lambda xp, a, b: xp.tensordot(a, b, axes=([2, 0], [1, 0])), B, C),
        (lambda xp, a, b: xp.tensordot(a, b, axes=[(-1, 1), (-2, -1)]), B, C),
        (lambda xp, a, b: xp.tensordot(a, b, 2), M, M),
    ],
    np.einsum: [
        (lambda xp, a, b, text=text: xp.einsum(text, a, b), *pair)
        for text, pair in {
            "ij,jk->ik": (M, N), "ij,jk": (M, N), "ij,jk->ki": (M, N), "ji,jk": (M, M - 1), "i,i": (V, W),
            "i,j": (V, W), "ij,ij->": (M, M + 1), "ij,j->i": (M, V), "ij,j->ij": (M, V), "bij,bjk->bik": (B, C),
            "bij,bkj->b": (B, B),
            "b...j,bj... -> ...b": (B, C), "...ij,...j": (B, normal(2, 4)), "...i,...i->...": (B, normal(4)),
            "i...,i...": (M, M), "ij,kj->i": (M, N.T), "ii,i->i": (normal(3, 3), V), "iij,ij->j": (normal(2, 2, 3), M),
            "ij,jk->": (M, N), "a,a->a": (V, W), "ij,jk->ijk": (M, normal(1, 4)), "i,ij": (normal(1), M),
            ",ij": (2.0, M), "ijk,kjl->li": (B, normal(4, 3, 2)), "Ab,bA": (M, M.T),
        }.items()
    ] + [
        (lambda xp, a, text=text: xp.einsum(text, a), a)
        for text, a in {"ii": normal(3, 3), "ii->i": normal(3, 3), "ij->ji": M, "ji": M, "ijk->k": B, "i...->...": B,
                        "...ii->...i": normal(2, 3, 3), "iii->i": normal(2, 2, 2), "ij->": M, "ij->ij": M}.items()
    ] + [
        (lambda xp, a, b, c: xp.einsum("ij,jk,kl->il", a, b, c, optimize=True), M, N, normal(4, 2)),
        (lambda xp, a, b, c: xp.einsum("ij,jk,k", a, b, c), M, N, normal(4)),
        (lambda xp, a, b, c: xp.einsum("i,i,i->i", a, b, c), V, W, V - 1),
        (lambda xp, a, b, c: xp.einsum("ij,ik,il->jkl", a, b, c), M, normal(2, 2), normal(2, 1)),
        (lambda xp, a, b, c: xp.einsum("i,j,k", a, b, c), V, W, V[:2]),
        (lambda xp, a, b: xp.einsum(a, [0, 1], b, [1, 2], [2, 0]), M, N),
        (lambda xp, a, b: xp.einsum(a, [..., 1], b, [1]), B, normal(4)),
    ],
    np.linalg.multi_dot: [
        (lambda xp, a, b: xp.linalg.multi_dot([a, b]), M, N),
        (lambda xp, a, b, c: xp.linalg.multi_dot([a, b, c]), V, N, normal(4)),
        (lambda xp, a, b, c: xp.linalg.multi_dot((a, b, c, c)), M, N, normal(4, 4)),
    ],
    np.linalg.matmul: [(lambda xp, a, b: xp.linalg.matmul(a, b), B, C)],
    np.linalg.vecdot: [
        (lambda xp, a, b: xp.linalg.vecdot(a, b), M, V), (lambda xp, a, b: xp.linalg.vecdot(a, b, axis=0), M, M),
    ],
    np.linalg.outer: [(lambda xp, a, b: xp.linalg.outer(a, b), V, W)],
    np.linalg.cross: [(lambda xp, a, b: xp.linalg.cross(a, b, axis=0), N, N - 1)],
    np.linalg.tensordot: [(lambda xp, a, b: xp.linalg.tensordot(a, b, axes=1), M, N)],
    np.matmul: [(lambda xp, a, b: a @ b, *pair) for pair in [(V, W), (B, C), (M, B), (V, N), (normal(5, 1, 2, 3), B)]],
    np.matvec: [
        (lambda xp, a, b: xp.matvec(a, b), *pair) for pair in [(M, V), (B, normal(2, 4)), (B, normal(5, 1, 4))]
    ],
    np.vecmat: [(lambda xp, a, b: xp.vecmat(a, b), *pair) for pair in [(V, N), (M, B), (normal(5, 1, 3), B)]],
    np.vecdot: [(lambda xp, a, b: xp.vecdot(a, b), *pair) for pair in [(V, W), (B, normal(4)), (M, M)]],
}  # fmt: skip


def test_every_product_has_a_case_here():
    assert set(CASES) == {*FUNCTIONS, *UFUNCS}


@calls_of(CASES)
def test_a_product_has_numpys_value_and_the_derivatives_of_differences(f, args):
    agree_with_numpy_and_differences(f, args)


@calls_of(CASES)
def test_a_product_has_the_derivatives_that_jax_gives_it(f, args):
    agree_with_jax(f, args)


def test_vectors_of_the_plane_have_a_cross_product_too():
    a, b = np.array([1.0, 2.0]), np.array([3.0, -1.0])
    assert jvp(np.cross, (a, b), (a, b)) == (-7.0, -14.0)  # a₁b₂ − a₂b₁, and bilinear
    np.testing.assert_allclose(grad(lambda a: np.cross(a, W)[2])(a), [W[1], -W[0]])


@pytest.mark.parametrize(
    "text", ["ij,jk->ik", "ij,kj->ik", "ij,j->i", "bij,bjk->bik", "ijk,jkl->il", "ij,ij->", "ijk,ljk->li"]
)
def test_a_contraction_of_two_arrays_is_one_matrix_product(text):
    sizes = dict(zip("bijkl", (2, 3, 4, 5, 6), strict=True))
    shapes = [[sizes[k] for k in term] for term in text.split("->")[0].split(",")]
    output = trace(lambda a, b: np.einsum(text, a, b), [np.zeros(shape) for shape in shapes]).outputs[0]
    ops = [node.op for node in order([output])]
    assert ops.count("matmul") == 1
    assert {*ops} <= {"input", "matmul", "reshape", "transpose"}


def test_a_plain_matrix_product_is_written_without_detours():
    output = trace(lambda a, b: np.einsum("ij,jk->ik", a, b), (M, N)).outputs[0]
    assert [node.op for node in order([output])] == ["input", "input", "matmul"]


def test_many_factors_are_joined_where_that_is_cheapest():
    """(1×100)(100×100)(100×1) must never make a matrix of the two larger ones."""
    row, square, column = np.zeros((1, 100)), np.zeros((100, 100)), np.zeros((100, 1))
    output = trace(lambda a, b, c, d: np.linalg.multi_dot([a, b, c, d]), (row, square, square, column)).outputs[0]
    assert max(np.prod(node.shape) for node in order([output]) if node.op == "matmul") == 100


@pytest.mark.parametrize(
    ("f", "args", "said"),
    [
        (lambda a: np.einsum("ij,jk", a), (M,), "np.einsum: 'ij,jk' speaks of 2 operands, but 1 are given"),
        (lambda a: np.einsum("ijk", a), (M,), "np.einsum: 'ijk' in 'ijk' names 3 axes, but there are 2"),
        (lambda a: np.einsum("i", a), (M,), "np.einsum: 'i' in 'i' names 1 axes, but there are 2"),
        (lambda a: np.einsum("ij->ik", a), (M,), "np.einsum: each letter after -> must stand there once"),
        (lambda a: np.einsum("ij->ii", a), (M,), "np.einsum: each letter after -> must stand there once"),
        (lambda a: np.einsum("i.j", a), (M,), "np.einsum: 'i.j' in 'i.j' must be letters"),
        (lambda a: np.einsum("...i->i", a), (M,), "np.einsum: 'i' in '...i->i' names 1 axes, but there are 2"),
        (lambda a, b: np.einsum("ij,jk", a, b), (M, M), "np.einsum: 'j' in 'ij,jk' has 3 entries, and elsewhere 2"),
        (lambda a: np.einsum("ii", a), (M,), "np.einsum: 'i' in 'ii' has 2 entries, and elsewhere 3"),
        (lambda a, b: np.tensordot(a, b, 1), (M, M), "np.tensordot: axes of [3] entries on the left meet axes of [2]"),
        (lambda a, b: np.cross(a, b), (N, N), "np.cross: vectors have 2 or 3 entries, got 4 and 4"),
        (lambda a, b: np.linalg.cross(a, b), (V[:2], V), "np.linalg.cross: vectors of 3 entries"),
        (lambda a, b: np.linalg.outer(a, b), (M, V), "np.linalg.outer: two vectors, got shapes (2, 3) and (3,)"),
        (lambda a, b: np.vecdot(a, b), (V, V[:1]), "np.vecdot: vectors of 3 and of 1 entries do not match"),
        (lambda a, b: np.vdot(a, b), (V, V[:1]), "3 columns meet 1 rows"),
        (lambda a: np.linalg.multi_dot([a]), (M,), "np.linalg.multi_dot: at least two arrays"),
        (lambda a, b: np.linalg.multi_dot([a, b, b]), (M, B), "np.linalg.multi_dot: matrices, of two axes each"),
    ],
)  # fmt: skip
def test_shapes_that_do_not_fit_are_refused_by_the_name_of_the_function(f, args, said):
    with pytest.raises(ValueError, match=re.escape(said)):
        jvp(f, args, args)


def test_what_einsum_is_asked_beside_the_product_is_refused_in_words():
    with pytest.raises(TypeError, match=r"np\.einsum: dtype=.*float64\. Instead: leave it out"):
        jvp(lambda a: np.einsum("ij->", a, dtype=int), (M,), (M,))
    with pytest.raises(TypeError, match="out= writes into an array"):
        jvp(lambda a: np.einsum("ij->ji", a, out=np.zeros((3, 2))), (M,), (M,))
