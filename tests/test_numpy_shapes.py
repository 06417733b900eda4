"""Shapes, joins and moves: numpy's values, and the derivatives of differences and of JAX."""

import numpy as np
import pytest
from numpy_calls import agrees_with_jax, agrees_with_numpy, each_call

from mlcalc import grad, jvp
from mlcalc.trace.functions import FUNCTIONS, REFUSED, joining, moving, shapes

V = np.array([0.7, -1.3, 2.1])
W = np.array([1.1, 0.4, -0.6])
M = np.array([[0.5, -1.2, 2.0], [1.5, 0.3, -0.8]])
B = np.sin(np.arange(24.0) ** 2).reshape(2, 3, 4)

SHAPES = {
    np.reshape: [
        (lambda xp, a: xp.reshape(a, -1), M), (lambda xp, a: a.reshape(3, -1), M), (lambda xp, a: a.reshape((4, 1, 6)),
        B), (lambda xp, a: xp.reshape(a, ()), np.ones((1, 1))), (lambda xp, a: a.reshape(0, 5), np.ones((2, 0))),
        (lambda xp, a: xp.reshape(a, (4, 6), "F"), B), (lambda xp, a: xp.reshape(a, (3, -1), order="F"), M),
    ],
    np.ravel: [(lambda xp, a: xp.ravel(a), B), (lambda xp, a: a.ravel(), M), (lambda xp, a: a.flatten(), M),
               (lambda xp, a: xp.ravel(a, "F"), B)],
    np.transpose: [
        (lambda xp, a: xp.transpose(a), B), (lambda xp, a: a.T, V), (lambda xp, a: a.transpose(1, -1, 0), B),
        (lambda xp, a: xp.transpose(a, (2, 0, 1)), B), (lambda xp, a: xp.permute_dims(a, (2, 0, 1)), B),
        (lambda xp, a: a.transpose((1, 0)), M),
    ],
    np.matrix_transpose: [(lambda xp, a: xp.matrix_transpose(a), B)],
    np.swapaxes: [(lambda xp, a: xp.swapaxes(a, 0, -1), B), (lambda xp, a: xp.swapaxes(a, 1, 1), M)],
    np.moveaxis: [(lambda xp, a: xp.moveaxis(a, 0, -1), B), (lambda xp, a: xp.moveaxis(a, (0, 1), (2, 0)), B)],
    np.rollaxis: [(lambda xp, a: xp.rollaxis(a, 2), B), (lambda xp, a: xp.rollaxis(a, 0, 2), B)],
    np.expand_dims: [(lambda xp, a: xp.expand_dims(a, 1), M), (lambda xp, a: xp.expand_dims(a, (0, -1)), V)],
    np.squeeze: [(lambda xp, a: xp.squeeze(a), M[None, :, None]), (lambda xp, a: a.squeeze(0), V[None]),
                 (lambda xp, a: xp.squeeze(a, -1), M[..., None])],
    np.atleast_1d: [(lambda xp, a: xp.atleast_1d(a), 0.7), (lambda xp, a, b: xp.atleast_1d(a, b), 0.7, M)],
    np.atleast_2d: [(lambda xp, a: xp.atleast_2d(a), 0.7), (lambda xp, a: xp.atleast_2d(a), V)],
    np.atleast_3d: [(lambda xp, a: xp.atleast_3d(a), V), (lambda xp, a, b: xp.atleast_3d(a, b), M, B)],
    np.broadcast_to: [(lambda xp, a: xp.broadcast_to(a, (4, 2, 3)), M), (lambda xp, a: xp.broadcast_to(a, 3), 1.5)],
    np.broadcast_arrays: [(lambda xp, a, b: xp.broadcast_arrays(a, b, 2.0), V, M[:, :1])],
    np.meshgrid: [
        (lambda xp, a, b: xp.meshgrid(a, b), V, W[:2]), (lambda xp, a, b: xp.meshgrid(a, b, indexing="ij"), V, W[:2]),
        (lambda xp, a, b: xp.meshgrid(a, b, a, sparse=True), V, W[:2]),
    ],
    np.ix_: [(lambda xp, a, b: np.ix_(a, b) if xp is np else (a[:, None], b[None]), V, W[:2])],
    np.copy: [(lambda xp, a: xp.copy(a) * a.copy(), M)],
    np.astype: [(lambda xp, a: xp.astype(a, float), M)],
    np.shape: [(lambda xp, a: a * xp.shape(a)[1], M)],
    np.ndim: [(lambda xp, a: a * xp.ndim(a), M)],
    np.size: [(lambda xp, a: a * xp.size(a), M), (lambda xp, a: a * xp.size(a, 1), M)],
    np.zeros_like: [(lambda xp, a: a + xp.zeros_like(a), M), (lambda xp, a: a + xp.zeros_like(a, shape=(2, 1)), M)],
    np.ones_like: [(lambda xp, a: a * xp.ones_like(a), M)],
    np.empty_like: [(lambda xp, a: a + 0.0 * xp.zeros_like(xp.empty_like(a)), M)],
    np.full_like: [(lambda xp, a: a * xp.full_like(a, 2.5), M), (lambda xp, a: a * xp.full_like(a, a[0, 1]), M)],
}  # fmt: skip
JOINS = {
    np.concatenate: [
        (lambda xp, a, b: xp.concatenate([a, b]), V, W), (lambda xp, a, b: xp.concat([a, b]), V, W),
        (lambda xp, a, b: xp.concatenate([a, b, a], axis=-1), M, M[:,
        :1]), (lambda xp, a, b: xp.concatenate([a, b], axis=None), M, V),
        (lambda xp, a: xp.concatenate([a, np.ones((0, 3))]), M),
    ],
    np.stack: [
        (lambda xp, a, b: xp.stack([a, b]), V, W), (lambda xp, a, b: xp.stack([a, b], axis=-1), M, -M),
        (lambda xp, a: xp.stack([a, 1.0, 2 * a]), 0.7), (lambda xp, a: xp.stack([a, V], axis=1), W),
    ],
    np.vstack: [(lambda xp, a, b: xp.vstack([a, b]), M, V), (lambda xp, a, b: xp.vstack([a, b]), 1.0, 2.0)],
    np.hstack: [(lambda xp, a, b: xp.hstack([a, b]), V, 2.0), (lambda xp, a, b: xp.hstack([a, b]), M, M)],
    np.dstack: [(lambda xp, a, b: xp.dstack([a, b]), V, W), (lambda xp, a, b: xp.dstack((a, b)), M, B[..., 0])],
    np.column_stack: [(lambda xp, a, b: xp.column_stack([a, b]), V, W),
                      (lambda xp, a, b: xp.column_stack([a, b]), M, V[:2])],
    np.append: [(lambda xp, a: xp.append(a, 3.0), M), (lambda xp, a, b: xp.append(a, b, axis=0), M, M[:1]),
                (lambda xp, a: xp.append(V, a), 2.0)],
    np.block: [
        (lambda xp, a, b: xp.block([[a, b[:, None]], [b, 1.0]]), M[:, :2], V[:2]),
        (lambda xp, a, b: xp.block([a, b]), V, 1.0), (lambda xp, a, b: xp.block([[a], [b]]), V, W),
        (lambda xp, a: xp.block([[xp.cos(a), -xp.sin(a)], [xp.sin(a), xp.cos(a)]]), 0.3),
        (lambda xp, a: xp.block(a), M),
    ],
    np.split: [(lambda xp, a: xp.split(a, 3, axis=1), B), (lambda xp, a: xp.split(a, [1, 2], axis=-1), B)],
    np.array_split: [(lambda xp, a: xp.array_split(a, 3, 1), B[:, :2]), (lambda xp, a: xp.array_split(a, [1, 5]), V)],
    np.vsplit: [(lambda xp, a: xp.vsplit(a, 2), M)],
    np.hsplit: [(lambda xp, a: xp.hsplit(a, [1]), M), (lambda xp, a: xp.hsplit(a, 3), V)],
    np.dsplit: [(lambda xp, a: xp.dsplit(a, 2), B)],
    np.unstack: [(lambda xp, a: xp.unstack(a), M), (lambda xp, a: xp.unstack(a, axis=-1), B)],
    np.apply_along_axis: [
        (lambda xp, a: xp.apply_along_axis(lambda v: v[0] * v[-1], 0, a), M),
        (lambda xp, a: xp.apply_along_axis(xp.cumsum, 1, a), B),
        (lambda xp, a: xp.apply_along_axis(lambda v: xp.outer(v, v), 1, a), B),
    ],
    np.linspace: [
        (lambda xp, a, b: xp.linspace(a, b, 5), 0.5, 2.0), (lambda xp, a: xp.linspace(0.0, a, 4, endpoint=False), V),
        (lambda xp, a: xp.linspace(a, 1.0, 3, axis=-1), V), (lambda xp, a: xp.linspace(a, 1.0, 4, retstep=True), 0.5),
    ],
    np.logspace: [(lambda xp, a, b: xp.logspace(a, b, 4), 0.1, 1.2),
                  (lambda xp, a: xp.logspace(a, 2.0, 3, base=2.0), 1.0)],
    np.geomspace: [(lambda xp, a, b: xp.geomspace(a, b, 4), 0.5, 20.0),
                   (lambda xp, a, b: xp.geomspace(a, b, 3, endpoint=False), -0.5, -2.0)],
}  # fmt: skip
MOVES = {
    np.flip: [(lambda xp, a: xp.flip(a), B), (lambda xp, a: xp.flip(a, -1), B), (lambda xp, a: xp.flip(a, (0, 2)), B)],
    np.fliplr: [(lambda xp, a: xp.fliplr(a), M)],
    np.flipud: [(lambda xp, a: xp.flipud(a), M)],
    np.rot90: [(lambda xp, a: xp.rot90(a), M), (lambda xp, a: xp.rot90(a, -1, (1, 2)), B)],
    np.roll: [
        (lambda xp, a: xp.roll(a, 1), M), (lambda xp, a: xp.roll(a, -4, axis=1), M),
        (lambda xp, a: xp.roll(a, 3, 0), V),
        (lambda xp, a: xp.roll(a, (1, 2), axis=(0, -1)), B), (lambda xp, a: xp.roll(a, 1, axis=(0, 1)), B),
        (lambda xp, a: xp.roll(a, 1, axis=0), np.ones((0, 2))),
    ],
    np.repeat: [(lambda xp, a: xp.repeat(a, 2), M), (lambda xp, a: xp.repeat(a, 3, axis=0), M),
                (lambda xp, a: xp.repeat(a, np.array([2, 0, 1]), axis=1), M), (lambda xp, a: xp.repeat(a, 3), 0.5)],
    np.tile: [(lambda xp, a: xp.tile(a, 2), M), (lambda xp, a: xp.tile(a, (2, 1, 2)), M),
              (lambda xp, a: xp.tile(a, 3), 0.5)],
    np.resize: [(lambda xp, a: xp.resize(a, (3, 4)), M), (lambda xp, a: xp.resize(a, 2), M)],
    np.delete: [(lambda xp, a: xp.delete(a, 1), V), (lambda xp, a: xp.delete(a, np.array([0, 2]), axis=1), M),
                (lambda xp, a: xp.delete(a, slice(0, 2)), M)],
    np.insert: [(lambda xp, a: xp.insert(a, 1, 5.0), V), (lambda xp, a, b: xp.insert(a, 1, b, axis=0), M, V),
                (lambda xp, a, b: xp.insert(a, np.array([0, 2]), b), V, W[:2]),
                (lambda xp, b: xp.insert(V, 0, b), 2.0)],
    np.pad: [
        (lambda xp, a: xp.pad(a, 1), M), (lambda xp, a: xp.pad(a, ((1, 0), (0, 2)), constant_values=2.0), M),
        (lambda xp, a: xp.pad(a, (2, 1), mode="edge"), V), (lambda xp, a: xp.pad(a, 2, "reflect"), V),
        (lambda xp, a: xp.pad(a, ((0, 0), (1, 2)), "symmetric"), M), (lambda xp, a: xp.pad(a, 2, "wrap"), V),
    ],
    np.diag: [(lambda xp, a: xp.diag(a), V), (lambda xp, a: xp.diag(a, -1), V), (lambda xp, a: xp.diag(a), M),
              (lambda xp, a: xp.diag(a, 1), M)],
    np.diagflat: [(lambda xp, a: xp.diagflat(a, 1), M)],
    np.diagonal: [(lambda xp, a: xp.diagonal(a), M), (lambda xp, a: xp.diagonal(a, 1, 1, 2), B)],
    np.trace: [(lambda xp, a: xp.trace(a), M), (lambda xp, a: xp.trace(a, 1), M),
               (lambda xp, a: xp.trace(a, 0, 2, 1), B)],
    np.triu: [(lambda xp, a: xp.triu(a), M), (lambda xp, a: xp.triu(a, 1), B)],
    np.tril: [(lambda xp, a: xp.tril(a), M), (lambda xp, a: xp.tril(a, -1), B)],
    np.compress: [(lambda xp, a: xp.compress(np.array([True, False, True]), a, axis=1), M),
                  (lambda xp, a: xp.compress(np.array([False, True]), a), M)],
    np.extract: [(lambda xp, a: xp.extract(M > 0, a), M)],
}  # fmt: skip
CASES = SHAPES | JOINS | MOVES
# JAX cannot compile a mask, though it is known here, nor split behind the end.
CASES_OF_JAX = {name: calls for name, calls in CASES.items() if name not in (np.compress, np.extract)}
CASES_OF_JAX[np.array_split] = CASES[np.array_split][:1]


def test_every_function_of_this_area_has_a_case():
    assert set(SHAPES) == set(shapes.FUNCTIONS)
    assert set(JOINS) == set(joining.FUNCTIONS)
    assert set(MOVES) == set(moving.FUNCTIONS)


@each_call(CASES)
def test_a_function_has_numpys_value_and_the_derivatives_of_differences(call, args):
    agrees_with_numpy(call, args)


@each_call(CASES_OF_JAX)
def test_a_function_has_the_value_and_derivatives_of_jax(call, args):
    agrees_with_jax(call, args)


# --- lists in lists, and what is refused -------------------------------------------------------------------------


def objects(*rows):
    """An object array, as np.array makes one of traced values."""
    array = np.empty((len(rows), len(rows[0])), dtype=object)
    for place in np.ndindex(array.shape):
        array[place] = rows[place[0]][place[1]]
    return array


def turned(make):
    """A matrix that turns the plane, of entries that are traced one by one."""
    return lambda t: make(np.cos(t), np.sin(t)) @ np.array([2.0, 1.0])


TURNS = {
    "stack": lambda c, s: np.stack([joining.joined([c, -s]), [s, c]]),
    "concatenate": lambda c, s: np.concatenate([np.stack([c, -s])[None], [[s, c]]]),
    "vstack": lambda c, s: np.vstack([np.stack([c, -s]), [s, c]]),
    "block": lambda c, s: np.block([[c, -s], [s, c]]),
    "object array": lambda c, s: joining.joined(objects([c, -s], [s, c])),
    "append": lambda c, s: np.append(np.stack([c, -s])[None], [[s, c]], axis=0),
    "where": lambda c, s: np.where(np.eye(2, dtype=bool), c, [[c, -s], [s, c]]),
}


@pytest.mark.parametrize("make", TURNS.values(), ids=TURNS)
def test_lists_of_traced_values_are_arrays(make):
    c, s = np.cos(0.3), np.sin(0.3)
    value, slope = jvp(turned(make), (0.3,), (1.0,))
    np.testing.assert_allclose(value, [2 * c - s, 2 * s + c], rtol=1e-14)
    np.testing.assert_allclose(slope, [-2 * s - c, 2 * c - s], rtol=1e-14)


REFUSALS = [
    (lambda v: np.pad(v, 1, "linear_ramp"), r"np\.pad: mode='linear_ramp'.*np\.concatenate"),
    (lambda v: np.pad(v, 1, "reflect", reflect_type="odd"), r"np\.pad: mode='reflect'.*np\.concatenate"),
    (lambda v: np.extract(v > 0, v), r"np\.extract: .*np\.where\(condition, a, 0\.0\)"),
    (lambda v: np.compress(v > 0, v), r"np\.compress: .*np\.where\(condition, a, 0\.0\)"),
    (lambda v: np.repeat(v, v), r"np\.repeat: only a may be traced"),
    (lambda v: np.astype(v, int), r"np\.astype: dtype=.*leave it out"),
    (lambda v: np.zeros_like(v, dtype=int) + v, r"np\.zeros_like.*dtype=.*leave it out"),
    (lambda v: np.concatenate([v, v], dtype=int), r"np\.concatenate: dtype=.*leave it out"),
    (lambda v: np.reshape(v, (3, 1), "X"), r"order='X'.*'C' or 'F'"),
]


@pytest.mark.parametrize(("f", "message"), REFUSALS)
def test_what_a_trace_cannot_follow_is_refused_with_the_way_out(f, message):
    with pytest.raises(TypeError, match=message):
        grad(lambda v: np.sum(f(v)))(V)


def test_a_refused_function_is_not_also_a_known_one():
    assert not set(REFUSED) & set(FUNCTIONS)
    assert all(any(hasattr(part, f.__name__) for part in (np, np.linalg, np.fft)) for f in REFUSED)
