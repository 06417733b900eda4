"""Each row of the table, held against accounts of it that know nothing of its rules."""

import numpy as np
import pytest
from rows import ELEMENTWISE, LINEAR, MATRIX, applied, draw, elementwise_cases, linear_cases

from mlcalc import check_grads, grad, jacobian, jvp, logistic, numerical_jacobian, relu, vjp
from mlcalc.trace.primitives import ROWS, TABLE, bind
from mlcalc.write.typescript import to_typescript

EVERY_CASE = [*elementwise_cases(), *linear_cases()]
every_case = pytest.mark.parametrize(("row", "shapes", "params"), EVERY_CASE)
every_elementwise_case = pytest.mark.parametrize(("row", "shapes", "params"), elementwise_cases())
every_linear_case = pytest.mark.parametrize(("row", "shapes", "params"), linear_cases())


def dot(left, right):
    return sum(float(np.sum(np.multiply(a, b))) for a, b in zip(left, right, strict=True))


@every_case
def test_a_value_is_finite_and_has_the_shape_the_row_states(row, shapes, params):
    value = applied(row, **params)(*draw(row, shapes))
    assert np.isfinite(value).all()
    assert np.shape(value) == row.result_shape(*shapes, **params)


# Each order of the modes: derivatives of a forward sweep and of a reverse sweep, each by both modes.
@pytest.mark.parametrize("modes", [("fwd", "rev"), ("rev", "fwd")], ids="-then-".join)
@every_case
def test_both_modes_agree_with_finite_differences_to_second_order(row, shapes, params, modes):
    check_grads(applied(row, **params), draw(row, shapes), order=2, modes=modes)


@every_case
def test_forward_and_reverse_mode_are_each_others_transpose(row, shapes, params):
    f, args, rng = applied(row, **params), draw(row, shapes), np.random.default_rng(1)
    v = [rng.standard_normal(shape) for shape in shapes]
    w = rng.standard_normal(row.result_shape(*shapes, **params))
    pushed, pulled = jvp(f, args, v)[1], vjp(f, *args)[1](w)
    size = dot([np.abs(w)], [np.abs(pushed)]) + dot(map(np.abs, pulled), map(np.abs, v))
    assert abs(dot([w], [pushed]) - dot(pulled, v)) <= 1e-13 * size


@every_case
def test_every_entry_of_the_jacobian_agrees_with_differences(row, shapes, params):
    args = draw(row, shapes, seed=2)
    for i in range(len(args)):
        rest = lambda x, i=i: applied(row, **params)(*args[:i], x, *args[i + 1 :])
        exact = jacobian(applied(row, **params), argnums=i)(*args)
        assert np.shape(exact) == row.result_shape(*shapes, **params) + shapes[i]
        np.testing.assert_allclose(exact, numerical_jacobian(rest, args[i], h=1e-5), rtol=1e-6, atol=1e-7)


@every_elementwise_case
def test_a_broadcast_argument_collects_what_its_copies_would(row, shapes, params):
    f, args = applied(row), draw(row, shapes)
    full = np.broadcast_shapes(*shapes)
    w = np.random.default_rng(3).standard_normal(full)
    for i, shape in enumerate(shapes):
        copies = vjp(f, *(np.broadcast_to(arg, full) for arg in args))[1](w)[i]
        padded = (1,) * (len(full) - len(shape)) + shape
        stretched = tuple(k for k, n in enumerate(padded) if n == 1)
        expected = np.sum(copies, axis=stretched, keepdims=True).reshape(shape)
        np.testing.assert_allclose(vjp(f, *args)[1](w)[i], expected, rtol=1e-12, atol=1e-12)


@every_linear_case
def test_a_linear_row_is_linear_in_the_way_it_says(row, shapes, params):
    f, xs, ys = applied(row, **params), draw(row, shapes, 4), draw(row, shapes, 5)
    groups = [set(range(len(xs)))] if row.joint else [{i} for i in range(len(xs))]
    for moving in groups:

        def at(a, b, moving=moving):
            pairs = zip(xs, ys, strict=True)
            return f(*(a * x + b * y if i in moving else x for i, (x, y) in enumerate(pairs)))

        np.testing.assert_allclose(at(2.0, -3.0), 2.0 * at(1.0, 0.0) - 3.0 * at(0.0, 1.0), rtol=1e-12, atol=1e-12)


def test_every_row_says_what_its_sort_must_say():
    assert len(TABLE) == len(ROWS), "two rows have one name"
    for row in ELEMENTWISE:
        assert row.transpose is None, row.name
        assert len(row.partials or ()) == len(row.domain) > 0, row.name
        assert all(low < high for low, high in row.domain), row.name
    for row in LINEAR:
        assert row.transpose, row.name
        assert row.shape, row.name
        assert row.examples, row.name
    for row in MATRIX:
        assert row.partials is None, row.name
        assert row.shape, row.name
        assert row.examples, row.name
    assert all(row.latex for row in ROWS)


def test_the_page_is_given_every_elementwise_row_that_it_computes_and_no_other():
    arithmetic, calculus = to_typescript().split("export const rules")
    for part in (arithmetic, calculus):
        written = [line.split(":")[0].strip() for line in part.splitlines() if line.startswith("  ")]
        assert written == [row.name for row in ELEMENTWISE if row.js]
    assert {row.name for row in ELEMENTWISE if not row.js} == {"erfc"}


# --- kinks and poles, where differences have no say: the choices that the book states, which are JAX's ---------


def test_the_derivative_on_a_kink_is_the_stated_choice():
    assert grad(relu)(0.0) == 0.0
    assert grad(np.abs)(0.0) == 0.0
    assert grad(np.maximum, argnums=(0, 1))(2.0, 2.0) == (0.5, 0.5)
    assert grad(np.minimum, argnums=(0, 1))(2.0, 2.0) == (0.5, 0.5)
    assert grad(np.sign)(0.0) == 0.0


@pytest.mark.parametrize("x", [-2.5, -1e-9, 1e-9, 2.5])
def test_beside_a_kink_the_derivative_is_that_of_its_side(x):
    right = 1.0 if x > 0 else 0.0
    assert grad(relu)(x) == right
    assert grad(np.abs)(x) == 2 * right - 1
    assert grad(lambda t: np.maximum(t, 0.0))(x) == right
    assert grad(lambda t: np.minimum(t, 0.0))(x) == 1 - right
    assert grad(lambda t: np.where(t > 0, 3 * t, 5 * t))(x) == 5 - 2 * right


@pytest.mark.parametrize(("power", "expected"), [(0, 0.0), (1, 1.0), (2, 0.0), (3, 0.0)])
def test_a_power_of_zero_has_the_derivative_of_the_polynomial(power, expected):
    assert grad(lambda x: x**power)(0.0) == expected
    assert grad(lambda x, n: x**n)(0.0, power) == expected
    assert grad(lambda x: x ** np.array([power, power]) @ np.ones(2))(0.0) == 2 * expected


def test_a_negative_base_with_a_whole_exponent_is_differentiated():
    assert grad(lambda x: x**3)(-2.0) == 12.0
    assert grad(grad(lambda x: x**3))(-2.0) == -12.0
    assert grad(lambda x: x**-2.0)(-2.0) == 0.25


def test_the_exponent_of_zero_has_no_slope_where_the_power_stays_zero():
    assert grad(lambda n: 0.0**n)(2.0) == 0.0


def test_the_logistic_function_reaches_its_limits_without_a_warning():
    with np.errstate(all="raise", under="ignore"):
        assert [logistic(x) for x in (-800.0, 0.0, 800.0)] == [0.0, 0.5, 1.0]
        assert grad(logistic)(-800.0) == grad(logistic)(800.0) == 0.0
    # 1/(1 + e⁴⁰) is e⁻⁴⁰ up to e⁻⁸⁰: full relative precision in the tail
    assert grad(logistic)(40.0) == pytest.approx(np.exp(-40.0), rel=1e-13)


def test_shapes_that_do_not_fit_are_refused_by_the_name_of_the_primitive():
    with pytest.raises(ValueError, match=r"add: shapes \(3,\) and \(2,\)"):
        jvp(lambda x: x + np.ones(2), (np.ones(3),), (np.ones(3),))
    with pytest.raises(ValueError, match=r"matmul: .*3 columns meet 2 rows"):
        jvp(lambda x: x @ np.ones((2, 2)), (np.ones((3, 3)),), (np.ones((3, 3)),))
    with pytest.raises(ValueError, match=r"reshape"):
        jvp(lambda x: bind("reshape", x, shape=(4,)), (np.ones(3),), (np.ones(3),))
    with pytest.raises(ValueError, match=r"broadcast_to"):
        jvp(lambda x: np.broadcast_to(x, (2,)), (np.ones(3),), (np.ones(3),))
