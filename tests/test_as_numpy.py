"""A traced value answers, changes in place and is made into arrays as numpy's does, or is refused."""

import copy
from fractions import Fraction
from math import cos, factorial, sin

import numpy as np
import pytest
from thrice import thrice

from mlcalc import TraceError, grad, jacobian, jvp, value_and_grad

# --- as numpy ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("x", [-1.0, 0.5, 2.0])
@pytest.mark.parametrize(
    "f",
    [
        lambda x: ((x > 0) + (x > 1)) * x,
        lambda x: ((x > 0) + np.array(True)) * x,
        lambda x: (np.array([True, False]) + (x > 0)).sum() * x,
        lambda x: ((x > 0) | (x > 1)) * x + ((x > 0) & (x > 1)) * x,
        lambda x: (~(x > 0) + (x > 1)) * x,
        lambda x: ((x > 0) * (x > 1) + (x > 1)) * x,
        lambda x: ((x > 0) ^ (x > 1)) * x,
        lambda x: (np.stack([x > 0, x > 1])[0] + (x > 1)) * x,
        lambda x: 1.0 * (x > 0) + 1.0 * (x > 1) + x,
        lambda x: (x > 0).astype(float) + (x > 1).astype(float) + x,
        lambda x: np.sum(np.stack([x > 0, x > 1])) + x,
        lambda x: x if np.isscalar(x) else 2 * x,
        lambda x: x if isinstance(x, float) else 2 * x,
        lambda x: 2 * x if isinstance(x, np.ndarray) else x,
        lambda x: x.astype(int) + x if isinstance(x, np.ndarray) else x,
    ],
)
def test_conditions_and_types_are_what_numpy_has(f, x):
    assert thrice(lambda x: jvp(f, (x,), (0.0,))[0], x) == float(f(np.float64(x)))


def test_an_array_is_an_ndarray_and_no_number():
    f = lambda v: np.sum(v) if isinstance(v, np.ndarray) and not np.isscalar(v) else 0.0 * v[0]
    assert grad(f)(np.ones(3)).tolist() == [1.0] * 3


@pytest.mark.parametrize("f", [lambda x: (x > 0) - (x > 1), lambda x: -(x > 0), lambda x: (x & 1) * x])
def test_what_numpy_refuses_of_conditions_is_refused(f):
    with pytest.raises(TypeError):
        f(np.float64(1.0))
    with pytest.raises(TraceError, match="which numpy refuses too"):
        grad(f)(1.0)


# --- changes in place -----------------------------------------------------------------------------------------


def changes_another_name(v):
    y = v
    y += 1
    return np.sum(v)


def changes_a_view(v):
    y = v[:2]
    y *= 3
    return np.sum(v)


def changes_a_view_of_a_view(v):
    y = v.reshape(3, 1).T[0]
    y -= 3
    return np.sum(v)


def changes_what_a_list_holds(v):
    h, kept = v * 2, []
    kept.append(h)
    h += 1
    return np.sum(kept[0])


@pytest.mark.parametrize(
    "f", [changes_another_name, changes_a_view, changes_a_view_of_a_view, changes_what_a_list_holds]
)
def test_what_was_changed_in_place_under_another_name_is_refused(f):
    with pytest.raises(TraceError, match=r"changed in place.*z = y \+ 1"):
        grad(f)(np.ones(3))


def test_what_was_copied_or_has_one_name_may_be_changed_in_place():
    def f(v):
        y, w = v.copy(), +v
        y += 1
        w *= 2
        total = np.zeros(3) + y
        for k in range(3):
            total += k * v
        s = t = total[0]
        s += 1.0  # a number, which has no other names
        return np.sum(total) + np.sum(w) + s + t + np.sum(v)

    at = np.array([1.0, 2.0, 3.0])
    value, slope = value_and_grad(f)(at)
    assert value == float(f(at.copy()))
    assert slope.tolist() == [15.0, 7.0, 7.0]


def test_an_array_does_not_change_its_shape_in_place():
    def f(v):
        y = v * 1.0
        y += np.ones((2, 3))
        return np.sum(y)

    with pytest.raises(ValueError, match=r"shape \(3,\) cannot be changed in place to shape \(2, 3\)"):
        grad(f)(np.ones(3))


# --- arrays made of traced values --------------------------------------------------------------------------------

ROTATIONS = {
    "np.array": lambda c, s: np.array([[c, -s], [s, c]]),
    "np.asarray": lambda c, s: np.asarray([[c, -s], [s, c]]),
    "np.stack": lambda c, s: np.stack([[c, -s], [s, c]]),
    "rows": lambda c, s: np.array([np.stack([c, -s]), np.stack([s, c])]),
}


@pytest.mark.parametrize("rotation", ROTATIONS.values(), ids=ROTATIONS)
def test_a_rotation_is_written_as_numpy_writes_it(rotation):
    def turned(t, v):
        return rotation(np.cos(t), np.sin(t)) @ v

    v = np.array([3.0, -1.0])
    expected = [-sin(0.4) * 3 + cos(0.4), cos(0.4) * 3 + sin(0.4)]
    np.testing.assert_allclose(thrice(jacobian(turned), 0.4, v), expected, rtol=1e-14)
    np.testing.assert_allclose(
        thrice(jacobian(turned, argnums=1), 0.4, v), [[cos(0.4), -sin(0.4)], [sin(0.4), cos(0.4)]], rtol=1e-14
    )


@pytest.mark.parametrize(
    "f",
    [
        lambda t: np.array([t, 2.0]) * np.array([t, t]),
        lambda t: np.full(3, t) ** 2,
        lambda t: np.array([t, t**2])[::-1].reshape(2, 1).T,
        lambda t: np.exp(np.array([t, 2 * t])),
        lambda t: np.dot([t, 1.0], np.array([t, 3.0])),
        lambda t: t * np.ones(2) + [t, 1.0],
        lambda t: np.array(t) * 2,
        lambda t: np.vectorize(lambda x: x * t)(np.array([1.0, 2.0])),
        lambda t: np.sum(np.array([[t, 3.0], [t * t, t]]), axis=0),
        lambda t: grad(lambda v: np.sum(v**2))(np.array([t, 1.0])),
    ],
)
def test_an_array_of_traced_values_is_traced(f):
    (value, tangent), h = jvp(f, (0.7,), (1.0,)), 1e-6
    np.testing.assert_allclose(value, np.asarray(f(0.7), dtype=float), rtol=1e-14)
    np.testing.assert_allclose(tangent, (np.asarray(f(0.7 + h)) - np.asarray(f(0.7 - h))) / (2 * h), rtol=1e-8)


def test_all_the_entries_of_a_traced_array_are_that_array():
    from mlcalc.trace import trace
    from mlcalc.trace.graph import order

    nodes = order(trace(lambda m: np.sin(m * np.array(m)), (np.ones((3, 2)),)).outputs)
    assert [node.op for node in nodes if node.op != "index"] == ["input", "multiply", "sin"]


# --- numbers of other kinds ---------------------------------------------------------------------------------------


def test_whole_numbers_past_two_to_the_63_and_fractions():
    series = lambda x: sum(x**k / factorial(k) for k in range(26))
    assert grad(series)(1.0) == pytest.approx(np.e, rel=1e-14)
    assert grad(lambda x: x**2 * Fraction(1, 3) + factorial(25) * 0 * x)(3.0) == 2.0
    assert grad(lambda x: x**2)(Fraction(1, 2)) == 1.0


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (np.ma.masked_array([1.0, 2.0], [False, True]), r"masked array.*np\.where\(mask, 0\.0, x\)"),
        (np.matrix([1.0, 2.0]), r"np\.matrix.*np\.asarray\(m\), and @"),
    ],
)
def test_arrays_with_another_meaning_are_refused_by_name(value, said):
    with pytest.raises(TypeError, match=said):
        grad(lambda x: np.sum(x * value))(np.ones(2))
    with pytest.raises(TypeError, match=said):
        grad(lambda x: np.sum(x))(value)


def test_a_traced_value_is_copied():
    def f(x):
        one, other = copy.deepcopy({"x": x})["x"], copy.copy(x)
        return one * other

    assert grad(f)(3.0) == 6.0


def test_a_number_that_a_loop_meets_again_is_one_input():
    from mlcalc.trace.graph import order
    from mlcalc.trace.tracing import trace_leaves
    from mlcalc.trace.trees import flatten

    weights, rate = np.array([1.5, 2.5]), 0.01

    def f(x):
        for _ in range(50):
            x = x - rate * (weights * np.sin(x))
        return np.sum(x)

    leaves, structure = flatten([np.ones(2)])
    traced = trace_leaves(f, leaves, structure, None, lambda: "x")
    assert len(traced.captured) == 2 == len([node for node in order(traced.outputs) if node.name == "captured"])


def test_an_array_written_to_between_two_uses_in_one_call_is_followed():
    c = np.ones(2)

    def f(x):
        c[:] = 1.0
        first = np.sum(c * x)
        c[1] = -0.0
        return first + np.sum(x / c)

    with np.errstate(divide="ignore"):
        assert thrice(grad(f), np.ones(2)).tolist() == [2.0, -np.inf]
