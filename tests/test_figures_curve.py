"""Several curves, secants, logarithmic axes, and the error of difference quotients."""

from __future__ import annotations

import math

import numpy as np
import pytest

from mlcalc import figures, grad

logistic = lambda z: 1 / (1 + np.exp(-z))
leaky = lambda z, k: np.maximum(k * z, z)
square = lambda x: x**2


def several(**options):
    return figures.curve(
        [lambda z: np.tanh(z), logistic, leaky], name=["T", "S", "R"], z=(-4, 4, 1), k=(0, 0.5, 0.1), **options
    )


def sine(**options):
    return figures.curve(lambda x: np.sin(x), x=(0, 6, 1.3), h=(-2, 2, 0.5), secant="h", name="f", **options)


# --- several curves ----------------------------------------------------------------------


def test_several_functions_share_the_inputs_they_name():
    figure = several()
    assert [*figure.inputs] == ["z", "k"]
    assert [*figure.values] == ["T", "dT/dz", "S", "dS/dz", "R", "dR/dz", "dR/dk"]
    figure.inputs["z"] = -2
    assert figure.values["T"] == math.tanh(-2)
    assert figure.values["S"] == pytest.approx(logistic(-2.0), rel=1e-15)
    assert figure.values["R"] == -0.2
    assert (figure.values["dR/dz"], figure.values["dR/dk"]) == (0.1, -2)


def test_each_of_several_curves_is_named_and_none_is_the_axis():
    spec = several().spec
    assert [(curve["output"], curve["latex"]) for curve in spec["curves"]] == [("T", "T"), ("S", "S"), ("R", "R")]
    assert spec["labels"] == {"x": "z"}
    assert "T, S, R" in spec["alt"]
    assert several().picture() == several().picture()


def test_the_frame_holds_all_curves():
    low, high = several().spec["ylim"]
    assert low < -1 < 4 < high


# --- the secant --------------------------------------------------------------------------


def test_a_secant_has_the_slope_of_the_line_through_both_points():
    values = sine().values
    assert values["f(x+h)"] == math.sin(1.8)
    assert values["Δf/Δx"] == pytest.approx((math.sin(1.8) - math.sin(1.3)) / 0.5, rel=1e-14)
    assert values["df/dx"] == math.cos(1.3)


def test_a_short_secant_is_nearly_the_tangent_and_none_is_no_secant():
    figure = sine()
    figure.inputs["h"] = 1e-6
    assert figure.values["Δf/Δx"] == pytest.approx(figure.values["df/dx"], abs=1e-6)
    figure.inputs["h"] = 0
    assert math.isnan(figure.values["Δf/Δx"])


def test_a_secant_can_stand_alone_and_on_a_function_of_more_inputs():
    figure = figures.curve(lambda w, b: w * b, w=(0, 2, 1), b=(0, 3, 2), h=(0.1, 1, 0.5), secant="h", tangent=False)
    assert "slope" not in figure.spec
    assert figure.spec["secant"] == {"step": "h", "value": "f(w+h)", "slope": "Δf/Δw"}
    assert figure.values["Δf/Δw"] == pytest.approx(2)
    assert "secant" in figure.spec["alt"]
    assert "tangent" not in figure.spec["alt"]


# --- logarithmic axes --------------------------------------------------------------------


def test_a_logarithmic_axis_has_a_logarithmic_slider():
    figure = figures.curve(square, x=(0.01, 100, 2), log="yx")
    (entry,) = figure.spec["inputs"]
    assert (entry["scale"], entry["step"], figure.spec["log"]) == ("log", 0.01, "xy")
    assert figure.spec["ylim"][0] > 0
    assert "scale" not in figures.curve(np.exp, x=(0, 9), log="y").spec["inputs"][0]
    assert figure.picture()[:4] == b"\x89PNG"


# --- errors ------------------------------------------------------------------------------


def test_errors_are_those_of_floating_point():
    figure = figures.errors(np.tanh, x=1.2)
    slope = grad(lambda x: np.tanh(x))(1.2)
    assert figure.values["dtanh/dx"] == slope
    for h in (1e-8, 1e-6, 1e-3, 0.1):
        figure.inputs["h"] = h
        forward = (np.tanh(1.2 + h) - np.tanh(1.2)) / h
        central = (np.tanh(1.2 + h) - np.tanh(1.2 - h)) / (2 * h)
        assert figure.values["forward error"] == abs(forward - slope)
        assert figure.values["central error"] == abs(central - slope)


def test_the_central_error_is_smallest_far_from_the_smallest_step():
    figure = figures.errors(np.tanh, x=1.2)
    figure.inputs["h"] = 1e-8
    assert 1e-10 < figure.values["central error"] < 1e-8
    figure.inputs["h"] = 1e-5
    assert figure.values["central error"] < 1e-10


def test_theory_says_how_truncation_grows():
    figure = figures.errors(lambda x: np.exp(x), x=(0, 2, 1), h=(1e-6, 0.5, 1e-2))
    values = figure.values
    assert values["forward error"] == pytest.approx(values["forward truncation"], rel=0.01)
    assert values["central error"] == pytest.approx(values["central truncation"], rel=0.01)
    assert values["rounding"] == pytest.approx(2.0**-52 * math.e / 1e-2)


def test_a_fixed_place_has_no_slider_and_a_range_has_one():
    fixed, moving = figures.errors(np.sin, x=1), figures.errors(np.sin, x=(0, 3, 1))
    assert [entry.get("control") for entry in fixed.spec["inputs"]] == [None, "none"]
    assert [entry.get("control") for entry in moving.spec["inputs"]] == [None, None]
    assert fixed.values == moving.values


# --- refusals ----------------------------------------------------------------------------

REFUSED = {
    "five curves": (lambda: figures.curve([square] * 5, x=(0, 1)), ValueError, "1 to 4 functions, got 5"),
    "no curve": (lambda: figures.curve([], x=(0, 1)), ValueError, "1 to 4 functions, got 0"),
    "twice f": (lambda: figures.curve([square, square], x=(0, 1)), ValueError, "two curves are called 'f'"),
    "one name for two": (
        lambda: figures.curve([square, np.sin], name="C", x=(0, 1)), ValueError, "2 names for as many"
    ),
    "parameter of none": (
        lambda: figures.curve([square, np.sin], x=(0, 1), q=(0, 1)), TypeError, "f or sin has no parameter 'q'"
    ),
    "secant without range": (lambda: figures.curve(square, x=(0, 1), secant="h"), TypeError, r"write h=\(0.01, 2, 1\)"),
    "secant by a parameter": (
        lambda: figures.curve(square, x=(0, 1), secant="x"), ValueError, "secant: 'x' is a parameter"
    ),
    "secant on log axes": (
        lambda: figures.curve(square, x=(1, 9), h=(1, 2), secant="h", log="x"), ValueError, "a chord is not straight"
    ),
    "log of what": (lambda: figures.curve(square, x=(1, 9), log="z"), ValueError, 'expected "x", "y" or "xy"'),
    "log of 0": (lambda: figures.curve(square, x=(0, 9), log="x"), ValueError, "a logarithmic axis has no 0"),
    "log of ylim": (lambda: figures.curve(square, x=(1, 9), log="y", ylim=(0, 1)), ValueError, "ylim: .* 0 < low"),
    "log of negative": (lambda: figures.curve(lambda x: -x, x=(1, 9), log="y"), ValueError, "not positive anywhere"),
    "step of 0": (lambda: figures.errors(np.sin, x=1, h=(0, 1)), ValueError, "h: a logarithmic axis has no 0"),
    "no place": (lambda: figures.errors(np.sin), TypeError, r"errors\(sin, x=1.2\)"),
    "two places": (lambda: figures.errors(lambda x, y: x, x=1, y=2), TypeError, "must have one parameter"),
    "place of another name": (lambda: figures.errors(square, y=1), TypeError, "no parameter 'y'"),
    "place in words": (lambda: figures.errors(square, x="here"), ValueError, "x: expected a range"),
    "step as parameter": (lambda: figures.errors(lambda h: h, h=(0.1, 1)), TypeError, "one parameter"),
}  # fmt: skip


@pytest.mark.parametrize(("make", "error", "message"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_drawn_is_refused_by_name(make, error, message):
    with pytest.raises(error, match=message):
        make()


# --- the formulas ------------------------------------------------------------------------


def test_each_of_several_curves_has_one_line_and_a_long_formula_stays_in_the_code():
    assert [line.partition(" ")[0] for line in several().spec["formula"]] == ["T(z)", "S(z)", "R(z,"]
    long = lambda x: (x + np.sin(x * np.cos(x)) ** 2 - np.exp(-(x**2))) / (1 + np.tanh(x) ** 2 * np.cos(x) ** 2)
    lines = figures.curve([square, long], x=(0, 1, 0.5), name=["f", "g"]).spec["formula"]
    assert lines[0].startswith("f(x) = x^{2} = ")
    assert "cos" not in lines[1]
    assert len(figures.curve(long, x=(0, 1, 0.5), name="g").spec["formula"]) == 2, "one curve alone has room for it"
