"""What a figure refuses, each with the name of the thing and the way out; and how its inputs move."""

from __future__ import annotations

import math

import ipywidgets
import numpy as np
import pytest

from mlcalc import TraceError, figures
from mlcalc.figures.common.inputs import Input
from mlcalc.trace.graph import apply, input_node

NAN, INF = float("nan"), float("inf")
square = lambda w: w**2
product = lambda t, x: t * x


def no_number(w):
    pass


def hidden(*weights):
    return weights[0]


def hidden_too(**weights):
    return weights["w"]


def curve(f, **rest):
    return lambda: figures.curve(f, **rest)


def paths(f=product, **rest):
    return lambda: figures.paths(f, **rest)


WAY = r"write w=\(low, high, start\) with numbers low < high and start between them"
RANGE = f"w: .*{WAY}"
REFUSED = {
    "low above high": (curve(square, w=(3, -3, 0)), ValueError, r"low ≥ high; write w="),
    "low equal to high": (curve(square, w=(3, 3, 3)), ValueError, RANGE),
    "a number for a range": (curve(square, w=3), ValueError, f"got 3; {WAY}"),
    "four numbers": (curve(square, w=(0, 1, 2, 3)), ValueError, RANGE),
    "an array for a range": (curve(square, w=np.array([0, 1])), ValueError, RANGE),
    "words for a range": (curve(square, w=("low", "high")), ValueError, RANGE),
    "NaN in a range": (curve(square, w=(0, 1, NAN)), ValueError, RANGE),
    "an infinite range": (curve(square, w=(0, INF)), ValueError, RANGE),
    "a start outside": (curve(square, w=(0, 1, 2)), ValueError, f"start 2 is outside .* 0 to 1; {WAY}"),
    "an unknown input": (curve(square, w=(0, 1), v=(0, 1)), TypeError, "no parameter 'v'; its parameters are w"),
    "a missing range": (curve(lambda w, b: w * b, w=(0, 1)), TypeError, r"needs a range for b: write b=\(low, high"),
    "hidden names": (curve(hidden, w=(0, 1)), TypeError, r"hidden: \*weights hides .* write each as a parameter"),
    "hidden named names": (curve(hidden_too, w=(0, 1)), TypeError, r"hidden_too: \*weights hides"),
    "no parameters": (curve(lambda: 1.0), TypeError, r"no parameters to move; write def f\(x\)"),
    "a setting's name": (curve(lambda ylim: ylim, ylim=(0, 1)), TypeError, "'ylim' is a setting .* another name"),
    "no function": (curve(3.0, w=(0, 1)), TypeError, r"expected a function of the inputs, got 3.0; write def f\(x\)"),
    "several entries": (curve(lambda w: np.stack([w, w]), w=(0, 1)), TypeError, r"one number .* \(2,\); return one"),
    "several results": (curve(lambda w: (w, w), w=(0, 1)), TypeError, "f must return one number .* 2 results"),
    "no result": (curve(no_number, w=(0, 1)), TypeError, "no_number returned None; did it forget its return"),
    "a branch": (curve(lambda w: w if w > 0 else -w, w=(0, 1)), TraceError, r"np.where\(condition, a, b\)"),
    "math.sin": (curve(lambda w: math.sin(w), w=(0, 1)), TraceError, r"math\.sin\(w\)\. Instead: write np\.sin\."),
    "NaN in the formula": (curve(lambda w: w * NAN, w=(0, 1)), ValueError, "is nan.*keep the formula finite"),
    "infinity in the formula": (curve(lambda w: w + INF, w=(0, 1)), ValueError, "constant .* is inf"),
    "nowhere finite": (curve(np.log, x=(-2, -1)), ValueError, "log is not finite anywhere along x; choose"),
    "along no input": (curve(square, w=(0, 1), along="b"), ValueError, "along: 'b' is not an input; choose from w"),
    "ylim upside down": (curve(square, w=(0, 1), ylim=(1, 0)), ValueError, r"ylim: .*low < high, got \(1, 0\)"),
    "ylim a number": (curve(square, w=(0, 1), ylim=3), ValueError, "ylim: expected .* got 3"),
    "ylim infinite": (curve(square, w=(0, 1), ylim=(0, INF)), ValueError, r"ylim: expected .* got \(0, inf\)"),
    "ylim of words": (curve(square, w=(0, 1), ylim="ab"), ValueError, "ylim: expected .* got 'ab'"),
    "an id with a space": (curve(square, w=(0, 1), id="a b"), ValueError, "id: 'a b' .* letters, digits, - and _"),
    "an id with a digit first": (curve(square, w=(0, 1), id="1a"), ValueError, "id: '1a' .* a letter first"),
    "an empty id": (curve(square, w=(0, 1), id=""), ValueError, "id: ''"),
    "no name": (curve(square, w=(0, 1), name="mean cost"), ValueError, "name: 'mean cost' .* such as C or mean_cost"),
    "a name twice": (curve(square, w=(0, 1), name="w"), ValueError, "name: 'w' is an input already; call the value"),
    "paths: nothing to move": (paths(x=lambda t: t, t=lambda x: x), TypeError, r"give one a range, such as t="),
    "paths: a name without a value": (paths(t=(0, 1)), TypeError, "needs x: give x a range.* or a function, x="),
    "paths: a circle": (
        paths(lambda s, x: s * x, x=lambda y: y, y=lambda x: x, s=(0, 1)), ValueError, "(x → y → x|y → x → y) is a"
    ),
    "paths: its own parent": (paths(x=lambda x, t: x, t=(0, 1)), ValueError, "x → x is a circle"),
    "paths: no path": (paths(lambda x: x, x=lambda s: s, t=(0, 1), s=(0, 1)), ValueError, "no path leads from t to f"),
    "paths: a variable of no use": (
        paths(x=lambda t: t, u=lambda t: t, t=(0, 1)), TypeError, "nothing depends on u; leave it out"
    ),
    "paths: along a variable": (paths(x=lambda t: t, t=(0, 1), along="x"), ValueError, "'x' is .* choose from t"),
    "paths: low above high": (paths(x=lambda t: t, t=(1, 0)), ValueError, r"t: .*low ≥ high; write t="),
    "paths: a variable of two": (
        paths(x=lambda t: np.stack([t, t]), t=(0, 1)), TypeError, r"x must return one number .* \(2,\)"
    ),
    "paths: a variable of nothing": (paths(x=lambda t: None, t=(0, 1)), TypeError, "x returned None"),
    "paths: a branch in a variable": (paths(x=lambda t: t if t > 0 else 0, t=(0, 1)), TraceError, "np.where"),
    "paths: hidden names": (paths(x=hidden, t=(0, 1)), TypeError, r"hidden: \*weights hides"),
    "paths: no function": (paths(3, x=lambda t: t, t=(0, 1)), TypeError, "expected a function of the inputs, got 3"),
    "paths: a name twice": (paths(x=lambda t: t, t=(0, 1), name="x"), ValueError, "name: 'x' is a variable already"),
    "paths: ylim": (paths(x=lambda t: t, t=(0, 1), ylim=(2, 1)), ValueError, r"ylim: expected .* got \(2, 1\)"),
    "paths: id": (paths(x=lambda t: t, t=(0, 1), id="#"), ValueError, "id: '#'"),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_it_is_refused_with_the_way_out(what):
    call, error, says = REFUSED[what]
    with pytest.raises(error, match=says):
        call()


def two_inputs():
    return figures.curve(lambda w, b: w * b, w=(0, 1, 0.5), b=(-1, 1, 0.25), name="C")


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [("q", 1, "'q' is not an input of this figure; its inputs are w, b"),
     ("w", 1.01, "w: 1.01 is outside its range from 0 to 1"),
     ("b", NAN, "b: expected a finite number, got nan"), ("w", "0.3", "w: expected a finite number, got '0.3'"),
     ("w", None, "w: expected a finite number, got None")],
)  # fmt: skip
def test_a_figure_keeps_its_place_when_an_input_is_refused(name, value, says):
    figure = two_inputs()
    ways = [lambda: figure.inputs.__setitem__(name, value), lambda: figure.inputs.update({name: value}),
            lambda: setattr(figure, "inputs", {name: value})]  # fmt: skip
    for move in ways:
        with pytest.raises(ValueError, match=says):
            move()
        assert figure.inputs == {"w": 0.5, "b": 0.25}
        assert figure.values["C"] == 0.125


def test_to_set_one_input_moves_the_figure_and_every_number():
    figure = two_inputs()
    figure.inputs["w"] = 0.3
    assert figure.inputs == {"w": 0.3, "b": 0.25}
    assert figure.values == {"C": 0.3 * 0.25, "dC/dw": 0.25, "dC/db": 0.3}
    assert figure.get_state()["inputs"] == {"w": 0.3, "b": 0.25}, "what the page is told"


@pytest.mark.parametrize("number", [np.float32(0.5), np.int64(1), True, 1])
def test_numpys_numbers_are_numbers(number):
    figure = two_inputs()
    figure.inputs["w"] = number
    assert type(figure.inputs["w"]) is float
    assert figures.curve(square, w=(number - 1, number + 1)).inputs == {"w": float(number)}


def test_several_inputs_move_together():
    figure, seen = two_inputs(), []
    figure.observe(lambda change: seen.append(dict(change["new"])), "values")
    figure.inputs.update(w=1, b=-1)
    figure.inputs |= {"w": 0.25}
    figure.inputs = {"b": 1}
    assert [values["C"] for values in seen] == [-1, -0.25, 0.25]


def test_inputs_read_earlier_do_not_bring_back_an_earlier_place():
    figure = two_inputs()
    earlier = figure.inputs
    figure.inputs["b"] = 1
    earlier["w"] = 1
    assert figure.inputs == {"w": 1, "b": 1}


@pytest.mark.parametrize("remove", [lambda d: d.pop("w"), lambda d: d.clear(), lambda d: d.__delitem__("w"),
                                    lambda d: d.popitem(), lambda d: d.setdefault("v", 1)])  # fmt: skip
def test_an_input_cannot_be_taken_from_a_figure(remove):
    figure = two_inputs()
    with pytest.raises(TypeError, match="a figure keeps its inputs w, b; set one"):
        remove(figure.inputs)
    assert figure.inputs == {"w": 0.5, "b": 0.25}


def test_values_elsewhere_are_computed_without_moving_the_figure():
    figure = two_inputs()
    assert figure.evaluate(w=0.1)["C"] == 0.1 * 0.25
    assert figure.inputs["w"] == 0.5
    with pytest.raises(ValueError, match="'q' is not an input of this figure; its inputs are w, b"):
        figure.evaluate(q=1)


def test_a_reader_who_moves_the_page_is_observed_in_python():
    figure, seen = two_inputs(), []
    figure.observe(lambda change: seen.append((change["old"]["w"], change["new"]["w"])), "inputs")
    sent = {"C": 0.1875, "dC/dw": 0.25, "dC/db": 0.75}
    figure.set_state({"inputs": {"w": 0.75, "b": 0.25}, "values": sent})
    assert seen == [(0.5, 0.75)]
    assert figure.values == sent, "with its inputs a page sends the values there"
    figure.inputs["w"] = 0.5
    assert figure.values == {"C": 0.125, "dC/dw": 0.25, "dC/db": 0.5}, "Python moves it, and Python computes"


def test_a_figure_and_a_slider_move_each_other():
    figure, slider = two_inputs(), ipywidgets.FloatSlider(min=0, max=1, step=0.01)
    read, write = lambda inputs: inputs["w"], lambda value: {"w": value}
    link = ipywidgets.link((figure, "inputs"), (slider, "value"), transform=(read, write))
    assert slider.value == 0.5
    slider.value = 0.8
    assert figure.inputs == {"w": 0.8, "b": 0.25}
    assert figure.values["C"] == 0.2
    figure.inputs["w"] = 0.1
    assert slider.value == 0.1
    link.unlink()
    slider.value = 0.9
    assert figure.inputs["w"] == 0.1


def test_a_label_follows_a_figure():
    figure, label = two_inputs(), ipywidgets.Label()
    ipywidgets.dlink((figure, "values"), (label, "value"), lambda values: f"C = {values['C']:.3f}")
    figure.inputs["b"] = 1
    assert label.value == "C = 0.500"


def test_two_figures_can_be_linked_in_the_page():
    first, second = two_inputs(), two_inputs()
    link = ipywidgets.jslink((first, "inputs"), (second, "inputs"))
    state = link.get_state()
    assert state["source"] == [f"IPY_MODEL_{first.model_id}", "inputs"]
    assert state["target"] == [f"IPY_MODEL_{second.model_id}", "inputs"]


# --- arrays ------------------------------------------------------------------------------


def test_a_kind_may_have_arrays_whose_entries_are_inputs_and_numbers():
    x, k = input_node("x", (2,)), input_node("k", ())
    entries = [Input(name, -9, 9, start, 1, control="none") for name, start in (("x1", 1.0), ("x2", 2.0))]
    ranges = {x: entries, k: Input("k", 0, 5, 3, 1)}
    y = apply("multiply", x, k)
    outputs = {"y": y, "C": apply("sum", y, axis=(0,)), "hidden": x}
    figure = figures.Figure("sum", ranges, outputs, None, parts={"y": ["y1", "y2"]}, id="sum", alt="")
    assert figure.values == {"y1": 3, "y2": 6, "C": 9}
    figure.inputs["x2"] = -1
    assert figure.values["C"] == 0
    assert figure.spec["parts"] == {"x": ["x1", "x2"], "y": ["y1", "y2"]}
    assert [entry.get("control") for entry in figure.spec["inputs"]] == ["none", "none", None]
