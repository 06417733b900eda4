"""The figure of a computation: its numbers against grad and small steps, its names and its places, what it refuses."""

from __future__ import annotations

import io
import math

import numpy as np
import pytest
from PIL import Image

from mlcalc import TraceError, figures, grad, numerical_jacobian, relu


def y(a, b):
    c = a + b
    d = a * b
    return (c + d) + c * d


def cost(w, b, x):
    z = w * x + b
    a = np.tanh(z)
    return (a - 1) ** 2


def twice(a):
    return a * a + np.sin(a)


def in_arrays(a, b):
    v = np.stack([a, b, a * b])
    return np.sum(v * v) / 2


def choice(a, b):
    return np.where(a > b, a * b, a) + relu(b)


def the_chapters(**options):
    return figures.graph(y, a=(-5, 5, 2), b=(-5, 5, 3), **options)


def neuron():
    return figures.graph(cost, w=(-3, 3, 1.3), b=(-2, 2, -0.1), x=(-1, 1, 0.5), name="C")


MADE = {
    the_chapters: y,
    neuron: cost,
    lambda: figures.graph(twice, a=(-2, 2, 0.7)): twice,
    lambda: figures.graph(in_arrays, a=(-2, 2, 0.7), b=(1, 3, 1.5)): in_arrays,
    lambda: figures.graph(choice, a=(-2, 2, 0.7), b=(-3, 3, -1.5)): choice,
}
each = pytest.mark.parametrize("make", MADE, ids=[f.__name__ for f in MADE.values()])


# --- numbers ----------------------------------------------------------------------------------------


def test_the_chapters_numbers():
    values = the_chapters().values
    assert [values[name] for name in ("c", "d", "v1", "v2", "y")] == [5, 6, 11, 30, 41]
    assert [values[f"dy/d{name}"] for name in ("a", "b", "c", "d", "v1", "v2", "y")] == [25, 19, 7, 6, 1, 1, 1]
    assert [values[name] for name in ("∂c/∂a", "∂d/∂a", "∂d/∂b", "∂v2/∂c", "∂v2/∂d")] == [1, 3, 2, 6, 5]


@each
@pytest.mark.parametrize("share", [0.07, 0.4, 0.93])
def test_the_derivatives_are_those_of_grad_and_of_a_small_step(make, share):
    figure, f = make(), MADE[make]
    figure.inputs = {name: e.low + share * (e.high - e.low) for name, e in figure.ranges.items()}
    at = list(figure.inputs.values())
    result = figure.spec["value"]
    slopes = [figure.values[f"d{result}/d{name}"] for name in figure.inputs]
    assert figure.values[result] == pytest.approx(float(f(*at)), rel=1e-13)
    np.testing.assert_allclose(slopes, grad(f, argnums=tuple(range(len(at))))(*at), rtol=1e-12, atol=1e-13)
    np.testing.assert_allclose(slopes, numerical_jacobian(lambda v: f(*v), np.array(at)), rtol=1e-6, atol=1e-7)


def swept(figure, adds=True, waits=True):
    """The derivatives by the inputs as the tape's own local partials give them, by the rule or against it."""
    tape, values = figure.spec["tape"], figure.values
    found = [0.0] * len(tape)
    found[-1] = 1.0

    def pass_on(at):
        for argument in tape[at]["arguments"]:
            if argument["partial"] is not None:
                share, to = found[at] * values[argument["partial"]], argument["from"]
                found[to] = found[to] + share if adds else share
                if not waits:
                    pass_on(to)

    for at in reversed(range(len(tape))) if waits else [len(tape) - 1]:
        pass_on(at)
    return [found[i] for i, entry in enumerate(tape) if entry["name"] in figure.inputs]


@each
def test_the_local_partials_alone_are_enough_for_the_way_back(make):
    figure = make()
    truth = [figure.values[f"d{figure.spec['value']}/d{name}"] for name in figure.inputs]
    assert swept(figure) == pytest.approx(truth, rel=1e-12)


def test_each_way_to_break_it_has_its_own_wrong_numbers():
    figure = the_chapters()
    assert swept(figure, adds=False) == [1, 1], "= for +="
    assert swept(figure, waits=False) == [29, 22], "without waiting for all shares"
    assert swept(figure, adds=False, waits=False) == [15, 10], "both"


# --- names and places -----------------------------------------------------------------------------


def test_what_the_function_names_is_called_so():
    assert [entry["name"] for entry in the_chapters().spec["tape"]] == ["a", "b", "c", "d", "v1", "v2", "y"]
    assert [entry["name"] for entry in neuron().spec["tape"]][3:] == ["v1", "z", "a", "v2", "C"]
    nameless = figures.graph(lambda a: np.sin(a) ** 2, a=(0, 1))
    assert [entry["name"] for entry in nameless.spec["tape"]] == ["a", "v1", "f"]


def test_a_name_that_is_taken_is_not_given_twice():
    def f(a, v1):
        a = a * v1  # the same name for another number
        return a + v1**2

    names = [entry["name"] for entry in figures.graph(f, a=(0, 1), v1=(0, 1)).spec["tape"]]
    assert names == ["a", "v1", "v2", "v3", "f"]


def test_one_of_numpys_own_functions_has_one_step():
    figure = figures.graph(np.tanh, x=(-1, 1, 0.5))
    assert figure.values["dtanh/dx"] == pytest.approx(1 - np.tanh(0.5) ** 2)


def test_formulas_are_in_symbols_and_with_places_for_numbers():
    tape = {entry["name"]: entry for entry in neuron().spec["tape"]}
    assert tape["v1"]["formula"] == r"w \, x"
    assert tape["v1"]["numbers"] == r"\hole{0} \cdot \hole{1}"
    assert tape["a"]["numbers"] == r"\tanh\left(\hole{0}\right)"
    assert tape["C"]["formula"] == "v_{2}^{2}"
    assert tape["w"]["formula"] == ""


def test_an_argument_that_stands_twice_has_two_partials():
    figure = figures.graph(twice, a=(-2, 2, 0.7))
    square = figure.spec["tape"][1]
    assert [argument["partial"] for argument in square["arguments"]] == ["∂v1/∂a (1)", "∂v1/∂a (2)"]
    assert figure.values["∂v1/∂a (1)"] == figure.values["∂v1/∂a (2)"] == 0.7


def test_what_cannot_change_a_number_hands_nothing_back():
    tape = {entry["name"]: entry for entry in figures.graph(choice, a=(-2, 2, 0.7), b=(-3, 3, -1.5)).spec["tape"]}
    flat = [entry for entry in tape.values() if entry["arguments"] and entry["arguments"][0]["partial"] is None]
    assert flat, "a comparison"


@each
def test_each_number_stands_in_a_place_of_its_own_right_of_what_it_needs(make):
    tape = make().spec["tape"]
    places = [(entry["depth"], entry["row"]) for entry in tape]
    for entry in tape:
        for argument in entry["arguments"]:
            assert tape[argument["from"]]["depth"] < entry["depth"]
            between = range(tape[argument["from"]]["depth"] + 1, entry["depth"])
            assert [depth for depth, _ in argument["via"]] == list(between)
    passed = {
        (i, argument["from"], tuple(place))
        for i, entry in enumerate(tape)
        for argument in entry["arguments"]
        for place in argument["via"]
    }
    places += [place for _, _, place in passed]
    assert len(set(places)) == len(places), "two things stand in one place"


def test_no_two_edges_cross_that_need_not():
    tape = neuron().spec["tape"]
    rows = {entry["name"]: entry["row"] for entry in tape}
    assert abs(rows["w"] - rows["x"]) == 1, "w and x meet in the product; b joins later"


@each
def test_it_has_a_picture_and_words(make):
    figure = make()
    assert Image.open(io.BytesIO(figure.picture())).size[0] == 640
    for name, value in figure.inputs.items():
        assert f"{name} = {value:.6g}, d{figure.spec['value']}/d{name} = " in figure.spec["alt"]
    assert the_chapters(alt="Boxes.").spec["alt"] == "Boxes."
    assert the_chapters(id="mine").spec["id"] == "mine"


def test_a_pole_is_no_error():
    figure = figures.graph(lambda x: 1 / x, x=(-1, 1, 0))
    assert math.isinf(figure.values["f"])
    figure.picture()


# --- what is refused ------------------------------------------------------------------------------


def long(a):
    for _ in range(30):
        a = np.sin(a) + 1
    return a


REFUSED = {
    "an unknown input": (lambda: figures.graph(y, a=(0, 1), b=(0, 1), q=(0, 1)), TypeError, "no parameter 'q'"),
    "a missing range": (lambda: figures.graph(y, a=(0, 1)), TypeError, r"write b=\(low, high"),
    "no parameters": (lambda: figures.graph(lambda: 1.0), TypeError, r"write def f\(a\)"),
    "no function": (lambda: figures.graph(3.0, a=(0, 1)), TypeError, "expected a function"),
    "a vector": (lambda: figures.graph(lambda a: np.stack([a, a]), a=(0, 1)), TypeError, r"one number .* \(2,\)"),
    "nothing to compute": (lambda: figures.graph(lambda a: a, a=(0, 1)), ValueError, "computes nothing"),
    "a constant": (lambda: figures.graph(lambda a: 2.0, a=(0, 1)), ValueError, "computes nothing"),
    "too long": (lambda: figures.graph(long, a=(0, 1)), ValueError, "61 steps are more than .* keep to 40"),
    "a name twice": (lambda: figures.graph(y, a=(0, 1), b=(0, 1), name="a"), ValueError, "'a' is an input already"),
    "a branch": (lambda: figures.graph(lambda a: a if a > 0 else -a, a=(0, 1)), TraceError, "np.where"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_cannot_be_stepped_through_is_refused_with_the_way_out(what):
    make, error, says = REFUSED[what]
    with pytest.raises(error, match=says):
        make()


def test_looking_at_names_leaves_the_profiler_as_it_was():
    import sys

    watched = []
    sys.setprofile(lambda *event: watched.append(event[1]))
    try:
        the_chapters()
        assert sys.getprofile() is not None
    finally:
        sys.setprofile(None)
