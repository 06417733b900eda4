"""The Taylor polynomial of a curve: coefficients of known series, the picture, the orders that fit, and refusals."""

import math

import jax
import numpy as np
import pytest

from mlcalc import figures
from mlcalc.figures.kinds.curve.taylor import MOST_OPERATIONS, polynomial_of


def drawn(f, start=0.0, taylor=(0, 9, 3), **options):
    return figures.curve(f, name="f", x=(-3, 3, start), taylor=taylor, **options)


def coefficients(figure):
    return [figure.values[name] for name in figure.spec["taylor"]["coefficients"]]


@pytest.mark.parametrize(
    ("f", "series"),
    [
        (lambda x: np.sin(x), lambda k: math.sin(k * math.pi / 2) / math.factorial(k)),
        (lambda x: np.exp(2 * x), lambda k: 2**k / math.factorial(k)),
        (lambda x: 1 / (1 + x**2), lambda k: math.cos(k * math.pi / 2)),
        (lambda x: np.log(4 + x), lambda k: math.log(4) if k == 0 else -((-0.25) ** k) / k),
        (lambda x: x**2 * 3 - 1, lambda k: {0: -1.0, 2: 3.0}.get(k, 0.0)),
    ],
)
def test_the_coefficients_are_those_of_the_series_about_0(f, series):
    np.testing.assert_allclose(coefficients(drawn(f)), [series(k) for k in range(10)], rtol=1e-11, atol=1e-13)


def test_about_another_point_they_are_those_of_jax():
    f = lambda np: lambda x: np.tanh(x) * np.exp(-(x**2))
    with jax.enable_x64(True):
        derivative, expected = f(jax.numpy), []
        for k in range(6):
            expected.append(float(derivative(0.7)) / math.factorial(k))
            derivative = jax.grad(derivative)
    np.testing.assert_allclose(coefficients(drawn(f(np), 0.7, (0, 5, 2))), expected, rtol=1e-10)


def test_the_drawn_polynomial_has_the_order_of_its_slider_and_order_1_is_the_tangent():
    figure = drawn(lambda x: np.sin(x), 0.5)
    x = np.linspace(-1, 2, 7)
    for order in (0, 1, 3, 9):
        figure.inputs["order"] = order
        h = x - 0.5
        exact = sum(math.sin(0.5 + k * math.pi / 2) * h**k / math.factorial(k) for k in range(order + 1))
        np.testing.assert_allclose(polynomial_of(figure)(x), exact, rtol=1e-12, atol=1e-15)
    assert "slope" not in figure.spec
    assert figure.values["df/dx"] == figure.values["f[1]"]
    assert "has the order 3" in drawn(lambda x: np.sin(x)).spec["alt"]


def test_it_is_of_the_first_function_by_its_axis_and_follows_the_other_inputs():
    figure = figures.curve([lambda x, a: np.exp(a * x), np.cos], name=["f", "g"], x=(-1, 1, 0), a=(1, 3, 2),
                           taylor=(0, 4, 2))  # fmt: skip
    assert coefficients(figure)[:3] == [1.0, 2.0, 2.0]
    figure.inputs["a"] = 3
    assert coefficients(figure)[:3] == [1.0, 3.0, 4.5]


def test_an_own_function_has_as_many_orders_as_fit():
    figure = drawn(lambda x: np.sin(x), 0.5, (0, 23, 3), editable=True)
    figure.functions = {"f": "cos(x^2)/(1+x^4)"}
    most = figure.ranges["order"].high
    assert 3 < most < 23
    assert len(coefficients(figure)) == most + 1
    assert len(figure.spec["graph"]["nodes"]) < 2 * MOST_OPERATIONS
    figure.functions = {"f": "sin x"}
    assert figure.ranges["order"].high == 23


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"taylor": (0, 2.5, 1)}, r"whole orders from 0 to 30, got \(0, 2.5, 1\); write taylor=\(0, 9, 1\)"),
        ({"taylor": (-1, 3, 1)}, "whole orders"),
        ({"taylor": (0, 31, 1)}, "whole orders"),
        ({"taylor": 3}, "range of two or three numbers"),
        ({"taylor": (0, 3, 1), "secant": "h", "h": (0.1, 1, 0.5)}, "leave out one of both"),
        ({"taylor": (0, 3, 1), "log": "y"}, "leave out one of both"),
    ],
)
def test_what_cannot_be_is_refused_with_what_to_write(options, said):
    with pytest.raises((TypeError, ValueError), match=said):
        figures.curve(lambda x: np.exp(x), name="f", x=(-3, 3, 0), **options)
    with pytest.raises(ValueError, match="is the slider of the polynomial"):
        figures.curve(lambda x, order: order * x, name="f", x=(-3, 3, 0), order=(0, 1, 1), taylor=(0, 3, 1))


def test_orders_that_take_too_many_operations_are_refused_with_the_most_that_fit():
    with pytest.raises(
        ValueError, match=r"beyond order \d+ take more than 1500 operations; write taylor=\(0, \d+, 3\)"
    ):
        drawn(lambda x: np.cos(x**2) / (1 + x**4), 0.5, (0, 23, 3))
