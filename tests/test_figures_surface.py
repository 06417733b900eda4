"""Maps of functions of two inputs: slopes, curvature, descent, Newton's step and velocities, against formulas."""

from __future__ import annotations

import io
import math

import numpy as np
import pytest
from PIL import Image

from mlcalc import figures, grad, hessian

saddle = lambda x, y: x**2 * y
bowl = lambda w1, w2: (w1**2 + 10 * w2**2) / 2
PLANE = {"x": (0, 6, 3), "y": (-3, 3, -1)}


def not_neuron(w, b):
    """The NOT neuron's mean cost over its two examples."""
    return (np.tanh(w + b) ** 2 + (np.tanh(b) - 1) ** 2) / 2


def descent(**options):
    ranges = {"w": (-4, 4, 1.3), "b": (-2, 3, -0.1), "rate": (0, 2, 0.5), "steps": (0, 200, 50)}
    return figures.surface(not_neuron, name="C", **{**ranges, **options})


def moving(**options):
    velocity = ((-20, 20, -10), (-4, 4, -1))
    return figures.surface(bowl, w1=(-12, 12, 10), w2=(-5, 5, 1), name="C", velocity=velocity, **options)


def nudged(**options):
    return figures.surface(saddle, name="f", nudge=((-2, 2, 0.5), (-2, 2, 1)), **PLANE, **options)


# --- numbers -----------------------------------------------------------------------------


def test_slopes_and_curvatures_are_those_worked_out_by_hand():
    values = figures.surface(saddle, name="f", **PLANE).values
    assert values["f"] == -9
    assert (values["df/dx"], values["df/dy"]) == (-6, 9)
    assert values["|∇f|"] == pytest.approx(math.sqrt(117), rel=1e-15)
    assert [values[name] for name in ("d²f/dx²", "d²f/dxdy", "d²f/dy²")] == [-2, 6, 0]


@pytest.mark.parametrize(("w", "b"), [(1.3, -0.1), (-4, 3), (0, 0), (2.22, -1.9)])
def test_slopes_and_curvatures_are_those_of_grad_and_hessian(w, b):
    values = descent().evaluate(w=w, b=b)
    slopes = grad(not_neuron, argnums=(0, 1))(float(w), float(b))
    assert (values["dC/dw"], values["dC/db"]) == pytest.approx(slopes, rel=1e-12, abs=1e-15)
    (ww, wb), (_, bb) = hessian(not_neuron, argnums=(0, 1))(float(w), float(b))
    found = [values[name] for name in ("d²C/dw²", "d²C/dwdb", "d²C/db²")]
    assert found == pytest.approx([ww, wb, bb], rel=1e-11, abs=1e-14)


def test_fifty_steps_of_descent_end_where_a_loop_ends():
    figure = descent()
    w, b = 1.3, -0.1
    slope = grad(not_neuron, argnums=(0, 1))
    for step in range(50):
        if step == 1:
            assert (figure.values["next w"], figure.values["next b"]) == pytest.approx((w, b), rel=1e-13)
            assert figure.values["next C"] == pytest.approx(not_neuron(w, b), rel=1e-13)
        dw, db = slope(w, b)
        w, b = w - 0.5 * dw, b - 0.5 * db
    assert (figure.values["w after"], figure.values["b after"]) == pytest.approx((w, b), rel=1e-11)
    assert figure.values["C after"] == pytest.approx(0.009247, abs=5e-7)


def test_a_descent_that_leaves_for_good_has_no_end():
    steep = figures.surface(bowl, w1=(-9, 9, 5), w2=(-9, 9, 1), rate=(0, 1, 0.5), steps=100, name="C")
    assert math.isnan(steep.values["w2 after"])
    assert steep.picture()[:4] == b"\x89PNG"
    steep.inputs["rate"] = 0.1
    assert steep.values["C after"] == pytest.approx(0, abs=1e-5)


def test_newtons_step_on_a_quadratic_leads_to_its_minimum():
    values = figures.surface(bowl, w1=(-12, 12, 10), w2=(-5, 5, 1), name="C", newton=True).values
    assert [values[name] for name in ("newton w1", "newton w2", "newton C")] == pytest.approx([0, 0, 0], abs=1e-14)


def test_newtons_step_solves_the_linear_system_of_the_hessian():
    f = lambda x, y: x**4 / 4 - x**2 + y**2 + x * y / 2
    values = figures.surface(f, x=(-3, 3, 1.8), y=(-2, 2, 1.2), newton=True).values
    step = np.linalg.solve([[3 * 1.8**2 - 2, 0.5], [0.5, 2]], [1.8**3 - 3.6 + 0.6, 2.4 + 0.9])
    assert (values["newton x"], values["newton y"]) == pytest.approx((1.8 - step[0], 1.2 - step[1]), rel=1e-13)


def test_a_velocity_gives_row_times_column_and_the_angle_of_the_bowl():
    figure = moving()
    assert figure.values["dC/dt"] == 10 * -10 + 10 * -1
    # −∇C points 39.29° away from the minimum, where this velocity points
    assert figure.values["angle"] == pytest.approx(180 - 39.2894, abs=1e-4)
    figure.inputs = {"dw1/dt": 3, "dw2/dt": 3}
    assert figure.values["angle"] == pytest.approx(0, abs=1e-6)
    figure.inputs = {"dw1/dt": -3, "dw2/dt": -3}
    assert figure.values["angle"] == pytest.approx(180, abs=1e-6)
    figure.inputs = {"dw1/dt": 0, "dw2/dt": 0}
    assert math.isnan(figure.values["angle"])
    assert figure.values["dC/dt"] == 0


def test_further_inputs_move_the_land():
    figure = figures.surface(lambda x, y, a: a * x * y, x=(0, 1, 0.5), y=(0, 1, 0.5), a=(1, 9, 2))
    figure.inputs["a"] = 4
    assert figure.values["f"] == 1
    assert [entry["name"] for entry in figure.spec["inputs"]] == ["x", "y", "a"]


# --- what a page gets --------------------------------------------------------------------


def test_the_specification_says_what_is_asked_for_and_nothing_else():
    plain = figures.surface(saddle, name="f", **PLANE).spec
    assert not {"descent", "newton", "quadratic", "velocity", "nudge", "layouts", "computed"} & set(plain)
    assert (plain["across"], plain["up"], plain["slopes"]) == ("x", "y", ["df/dx", "df/dy"])
    full = descent(newton=True, quadratic=True, starts=[(-3, -1)]).spec
    assert full["descent"] == {"starts": [[-3, -1]], "steps": True}
    assert full["computed"] == ["w after", "b after", "C after"]
    assert full["newton"] == ["newton w", "newton b", "newton C"]
    assert moving().spec["velocity"]["inputs"] == ["dw1/dt", "dw2/dt"]
    assert [layout["name"] for layout in moving().spec["layouts"]] == ["numerator", "denominator"]


def test_every_number_of_a_formula_is_a_number_of_the_figure():
    for figure in (figures.surface(saddle, **PLANE), descent(newton=True, quadratic=True), moving(), nudged()):
        assert set(figure.spec["numbers"]) <= set(figure.values) | set(figure.inputs)
        text = " ".join(figure.spec["formula"] + [s for l in figure.spec.get("layouts", []) for s in l["formula"]])
        assert all(f"out={i}}}" in text for i in range(len(figure.spec["numbers"])))


def test_contours_are_round_numbers_that_rise_and_lie_within_the_land():
    for figure in (figures.surface(saddle, **PLANE), descent(), moving()):
        levels = figure.spec["levels"]
        assert 8 <= len(levels) <= 12
        assert levels == sorted(set(levels))
        assert all(float(f"{level:.4g}") == level for level in levels)
    assert figures.surface(saddle, levels=[3, 1, 3], **PLANE).spec["levels"] == [1, 3]
    assert figures.surface(lambda x, y: 0 * x * y, **PLANE).spec["levels"] == [0]


def test_the_picture_has_equal_units_and_an_alternative_in_words():
    figure = moving()
    wide, high = Image.open(io.BytesIO(figure.picture())).size
    assert wide == 640
    assert 220 <= high < 400, "24 by 10"
    assert figure.picture() == moving().picture()
    assert "gradient (10, 10)" in figure.spec["alt"]
    assert "at the rate -110" in figure.spec["alt"]
    assert "After 50 steps with rate 0.5" in descent().spec["alt"]


def test_names_can_be_written_otherwise():
    labels = {"w1": "u", "C": r"\mathcal{C}"}
    spec = moving(labels=labels).spec
    assert spec["labels"] == {"x": "u", "y": "w_{2}", "z": r"\mathcal{C}"}
    assert r"\nabla \mathcal{C}" in spec["formula"][1]


# --- refusals ----------------------------------------------------------------------------

surface = lambda f=saddle, **options: lambda: figures.surface(f, **{**PLANE, **options})
REFUSED = {
    "one input": (lambda: figures.surface(lambda x: x, x=(0, 1)), TypeError, r"figures.curve\(f, …\)"),
    "a strip": (surface(x=(0, 100)), ValueError, "x from 0 to 100 over y from -3 to 3 would be a strip"),
    "no such parameter": (surface(q=(0, 1)), TypeError, "no parameter 'q'"),
    "missing range": (lambda: figures.surface(saddle, x=(0, 1)), TypeError, "needs a range for y"),
    "an array": (surface(lambda x, y: np.stack([x, y])), TypeError, "must return one number"),
    "nowhere finite": (surface(lambda x, y: np.log(-1 - x**2) + y), ValueError, "not finite anywhere on the map"),
    "steps without rate": (surface(steps=5), TypeError, r"need a learning rate; write rate=\(0, 0.5, 0.1\)"),
    "starts without rate": (surface(starts=[(1, 1)]), TypeError, "need a learning rate"),
    "rate uphill": (surface(rate=(-1, 1)), ValueError, "rate: -1 would climb"),
    "rate in words": (surface(rate="fast"), ValueError, "rate: expected a range"),
    "half a step": (surface(rate=(0, 1), steps=2.5), ValueError, "steps: expected whole numbers from 0 to 500"),
    "too many steps": (surface(rate=(0, 1), steps=501), ValueError, "steps: expected whole numbers"),
    "steps backwards": (surface(rate=(0, 1), steps=(9, 3)), ValueError, "steps: the range"),
    "a start elsewhere": (surface(rate=(0, 1), starts=[(9, 0)]), ValueError, "starts: x: 9 is outside its range"),
    "a start in one": (surface(rate=(0, 1), starts=[3]), ValueError, r"starts: 3 is no place \(x, y\)"),
    "velocity in one": (surface(velocity=(1,)), ValueError, "velocity: expected two components"),
    "velocity as numbers": (surface(velocity=(1, 2)), ValueError, "dx/dt: expected a range"),
    "levels of none": (surface(levels=0), ValueError, "levels: expected how many"),
    "levels in words": (surface(levels="many"), ValueError, "levels: expected how many"),
    "label of none": (surface(labels={"q": "q"}), ValueError, "labels: 'q' is neither"),
    "label no text": (surface(labels={"x": 1}), ValueError, "labels: expected LaTeX for x, got 1"),
    "two rates": (
        lambda: figures.surface(lambda x, layout: x, x=(0, 1), layout=(0, 1), velocity=((0, 1), (0, 1))),
        ValueError,
        "'layout' would be two things",
    ),
}


@pytest.mark.parametrize(("make", "error", "message"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_drawn_is_refused_by_name(make, error, message):
    with pytest.raises(error, match=message):
        make()


def test_one_step_of_descent_is_no_plural():
    figure = figures.surface(lambda x, y: x**2 + y**2, x=(-2, 2, 1), y=(-2, 2, 1), rate=(0, 1, 0.1), steps=(0, 9, 1))
    assert "After 1 step with" in figure.spec["alt"]
    assert "at step" in figure.spec["formula"][-1]
