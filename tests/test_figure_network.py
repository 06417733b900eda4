"""The figure of a network, in Python: its numbers against backpropagation by hand, its names, what it refuses."""

from __future__ import annotations

import json

import numpy as np
import pytest
from networks import OUTPUTS, X, Y, near, not_neuron, running_network

from mlcalc import Layer, Network, figures
from mlcalc.figures.common.names import entries


def running_figure(**options):
    return figures.network(running_network(), X, Y, **options)


def vector(values, name, n):
    return [values[key] for key in entries(name, n)]


# --- numbers ----------------------------------------------------------------------------


def test_the_running_network_has_the_numbers_that_the_book_prints():
    values = running_figure().values
    assert values["C"] == near(1.450470)
    assert vector(values, "z1", 3) == near(1.35, -0.5, 2.35)
    assert vector(values, "a1", 3) == near(0.874053, -0.462117, 0.981973)
    assert vector(values, "z2", 2) == near(1.393736, 0.201435)
    assert vector(values, "a2", 2) == near(0.883990, 0.198754)
    assert vector(values, "delta2", 2) == near(-0.050711, 2.302799)
    assert vector(values, "delta1", 3) == near(0.483194, 0.402087, -0.033454)
    assert [values[f"dC/d{w}"] for w in entries("W2", 2, 3)] == near(
        -0.044324, 0.023434, -0.049796, 2.012769, -1.064163, 2.261287
    )
    assert vector(values, "dC/dx", 4) == near(-0.04406, 0.076728, 0.239263, 0.2813)
    partials = [value for name, value in values.items() if name.startswith(("dC/dW", "dC/db"))]
    assert (len(partials), float(np.linalg.norm(partials))) == (23, near(4.298896))


def test_small_networks_have_the_numbers_that_the_book_prints():
    values = figures.network(not_neuron(), [1], [0]).values
    assert (values["C"], values["da1[1]/dz1[1]"], values["dC/dW1[1,1]"]) == near(0.694980, 0.305020, 0.508563)
    values = figures.network(not_neuron(), [0], [1]).values
    assert (values["dC/dW1[1,1]"], values["dC/db1[1]"]) == (0, near(-2.177488))
    net = Network([Layer([[0.5, -0.3], [0.8, 0.2]], [0.1, -0.2]), Layer([[1, -1]], [0.3])])
    values = figures.network(net, [1, 2], [0.5]).values
    assert (values["C"], values["delta2[1]"]) == near(0.867474, -1.516121)
    assert vector(values, "delta1", 2) == near(-1.516121, 0.636732)


def by_backprop(net, x, y):
    """What Network says, under the figure's names."""
    z, a = net.forward(x)
    gradients = net.backprop(x, y)
    arrays = {"C": net.cost(x, y)}
    for l in range(1, net.L + 1):
        arrays |= {f"z{l}": z[l], f"a{l}": a[l], f"delta{l}": gradients.delta[l]}
        arrays |= {f"dC/dW{l}": gradients.W[l], f"dC/db{l}": gradients.b[l]}
    arrays["dC/dx"] = gradients.x
    return {
        name: value
        for key, array in arrays.items()
        for name, value in zip(
            entries(key, *np.shape(array)) if np.ndim(array) else [key], np.ravel(array), strict=True
        )
    }


@pytest.mark.parametrize(("activation", "cost"), OUTPUTS)
@pytest.mark.parametrize("sizes", [[4, 3, 2], [1, 1], [2, 4, 3, 2]])
def test_every_number_is_that_of_backpropagation_by_hand(activation, cost, sizes):
    rng = np.random.default_rng(5)
    hidden = ["tanh", "logistic", "relu"][: len(sizes) - 2]
    net = Network.random(sizes, seed=3, activation=[*hidden, activation], cost=cost)
    y = rng.uniform(0.1, 1, sizes[-1])
    x, y = rng.uniform(-2, 2, sizes[0]), y / y.sum()
    values, expected = figures.network(net, x, y).values, by_backprop(net, x, y)
    assert set(expected) <= set(values)
    assert {name: values[name] for name in expected} == pytest.approx(expected, rel=1e-12, abs=1e-14)


@pytest.mark.parametrize("seed", range(5))
def test_moved_by_hand_it_is_the_network_with_those_weights(seed):
    figure, rng = running_figure(), np.random.default_rng(seed)
    figure.inputs = {entry.name: rng.uniform(entry.low, entry.high) for entry in figure.ranges.values()}
    at = figure.inputs
    shapes = {"W1": (3, 4), "b1": (3,), "W2": (2, 3), "b2": (2,), "x": (4,), "y": (2,)}
    arrays = {key: np.reshape([at[name] for name in entries(key, *shape)], shape) for key, shape in shapes.items()}
    net = Network([(arrays["W1"], arrays["b1"]), (arrays["W2"], arrays["b2"])])
    expected = by_backprop(net, arrays["x"], arrays["y"])
    assert {name: figure.values[name] for name in expected} == pytest.approx(expected, rel=1e-12, abs=1e-14)
    assert vector(figure.values, "dC/dy", 2) == pytest.approx(-2 * (vector(figure.values, "a2", 2) - arrays["y"]))


def test_a_factor_of_every_delta_is_the_slope_of_its_neuron():
    values = running_figure().values
    for j in (1, 2, 3):
        product = values[f"dC/da1[{j}]"] * values[f"da1[{j}]/dz1[{j}]"]
        assert values[f"delta1[{j}]"] == pytest.approx(product, rel=1e-14)


def test_saturated_softmax_and_cross_entropy_stay_finite():
    net = Network([Layer([[400.0], [-400.0]], [0, 0], "softmax")], "cross-entropy")
    values = figures.network(net, [2], 1).values
    assert np.isfinite(list(values.values())).all()
    assert values["C"] == pytest.approx(net.cost([2], 1), rel=1e-14)


# --- names, ranges, the page ---------------------------------------------------------------


def test_names_count_from_one_and_lead_to_the_entry():
    figure = running_figure()
    W1 = running_network().layers[0].W
    assert figure.inputs["W1[2,3]"] == W1[1, 2] == 0.4
    assert list(figure.inputs)[:2] == ["W1[1,1]", "W1[1,2]"]
    assert len(figure.inputs) == 23 + 4 + 2
    figure.inputs["W1[2,3]"] = -1
    assert figure.values["z1[2]"] == pytest.approx(-0.5 + 1.4)


def test_symbols_are_those_of_the_mathematics():
    latex = {entry["name"]: entry["latex"] for entry in running_figure().spec["inputs"]}
    assert latex["W1[2,3]"] == "w_{23}^{(1)}"
    assert (latex["b2[1]"], latex["x[4]"], latex["y[2]"]) == ("b_{1}^{(2)}", "x_{4}", "y_{2}")
    wide = figures.network(Network.random([12, 1]), np.zeros(12))
    assert wide.ranges["W1[1,12]"].latex == "w_{1,12}^{(1)}", "two indices must not run together"


def test_ranges_leave_room_and_targets_stay_where_outputs_can_be():
    ranges = running_figure().ranges
    limits = {name: (ranges[name].low, ranges[name].high) for name in ("W1[1,1]", "b1[1]", "x[4]", "y[1]")}
    assert limits == {"W1[1,1]": (-2, 2), "b1[1]": (-2, 2), "x[4]": (-3, 3), "y[1]": (-1, 1)}
    figure = running_figure(weights=(-5, 5), targets=(-2, 2))
    assert (figure.ranges["W2[1,1]"].high, figure.ranges["y[2]"].low) == (5, -2)
    steep = figures.network(Network([([[10, 10]], [-15])]), [0, 1], [3])
    assert (steep.ranges["W1[1,1]"].high, steep.ranges["b1[1]"].low, steep.ranges["y[1]"].high) == (20, -20, 5)


def test_without_a_target_there_is_the_forward_pass_alone():
    figure = figures.network(running_network(), X)
    assert set(figure.values) == {*entries("z1", 3), *entries("a1", 3), *entries("z2", 2), *entries("a2", 2)}
    assert (figure.spec["cost"], figure.spec["at"]) == ("none", "a2")


def test_a_label_is_a_target_with_a_single_one():
    net = Network.random([2, 3], activation="softmax", cost="cross-entropy")
    assert vector(figures.network(net, [1, 2], 2).inputs, "y", 3) == [0, 0, 1]


def test_the_page_gets_numbers_alone_and_the_same_ones_each_time():
    figure = running_figure()
    assert figure.spec["graph"]["inputs"][0] == {"name": "W1[1,1]", "shape": []}
    assert all("params" not in node for node in figure.spec["graph"]["nodes"])
    assert (figure.spec["sizes"], figure.spec["activations"]) == ([4, 3, 2], ["tanh", "tanh"])
    assert figure._html(figure.picture()) == running_figure()._html(running_figure().picture())
    json.dumps(figure.spec, allow_nan=False)
    assert figure.spec["alt"].endswith("for the target (1, -1) the cost is C = 1.45047.")


# --- what it refuses -------------------------------------------------------------------------


REFUSED = {
    "no network": (lambda: figures.network([[1.0]], [1], [1]), TypeError, "expected an mlcalc.Network"),
    "too many edges": (
        lambda: figures.network(Network.random([8, 8]), np.zeros(8)), ValueError, "64 edges .* at most 60 .* than 8–8"
    ),
    "a batch": (
        lambda: figures.network(running_network(), np.zeros((4, 7))), ValueError, r"one example, .* \(4, 7\); of a"
    ),
    "x too short": (lambda: figures.network(running_network(), [1, 2], Y), ValueError, "layer 1 expects 4 activations"),
    "x too short, alone": (lambda: figures.network(running_network(), [1]), ValueError, "layer 1 expects 4"),
    "y too long": (lambda: figures.network(running_network(), X, [1, 2, 3]), ValueError, r"y must have shape \(2,\)"),
    "NaN": (lambda: figures.network(running_network(), [1, 2, 3, np.nan], Y), ValueError, "x"),
    "a range too narrow": (lambda: running_figure(weights=(-0.5, 0.5)), ValueError, "weights: .* does not hold 0.7"),
    "a range of three": (lambda: running_figure(inputs=(-1, 1, 0)), ValueError, r"inputs: expected one range for all"),
    "a step that is none": (lambda: running_figure(at="z3"), ValueError, "at: 'z3' is not a step .* x, z1, a1"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_shown_is_refused_with_the_way_out(case):
    call, error, message = REFUSED[case]
    with pytest.raises(error, match=message):
        call()


def test_a_switch_has_one_step_from_end_to_end_and_stands_at_an_end():
    ranges = running_figure(switch=False).ranges
    assert ranges["x[1]"].step < ranges["x[1]"].high - ranges["x[1]"].low
    figure = figures.network(Network([([[10, 10]], [-5])]), [0, 1], inputs=(0, 1), switch=True)
    assert [figure.ranges[name].step for name in ("x[1]", "x[2]")] == [1, 1]
    assert figure.ranges["W1[1,1]"].step < 1
    with pytest.raises(ValueError, match=r"switch: x\[2\] is 0\.5, between 0 and 1"):
        figures.network(Network([([[10, 10]], [-5])]), [0, 0.5], inputs=(0, 1), switch=True)
