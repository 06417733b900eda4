"""Figures in Python: their numbers against formulas and small steps, what a page gets of them, and how they move."""

from __future__ import annotations

import io
import json
import math
from html.parser import HTMLParser

import numpy as np
import pytest
from PIL import Image

from mlcalc import figures, grad, numerical_jacobian


def cost(w, b):
    """The NOT neuron's mean cost over its two examples."""
    return ((np.tanh(w + b) - 0) ** 2 + (np.tanh(0 * w + b) - 1) ** 2) / 2


def not_neuron(**options):
    return figures.curve(cost, w=(-3, 3, 1.3), b=(-2, 2, -0.1), name="C", **options)


def three_paths(**options):
    return figures.paths(
        lambda x, y, z: np.sin(x) * np.exp(y * z**2),
        x=lambda t: t - 1, y=lambda t: t**2, z=lambda t: 1 / t, t=(0.5, 3, 2), name="f", **options,
    )  # fmt: skip


class Parts(HTMLParser):
    """The tags of some HTML with their attributes, and the text of its one script."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.ends, self.script = [], [], ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        self.ends.append(tag)

    def handle_data(self, data):
        self.script += data


def html_of(figure):
    return figure._repr_mimebundle_()[0]["text/html"]


# --- numbers ----------------------------------------------------------------------------


def test_the_neuron_has_the_cost_and_gradient_worked_out_by_hand():
    values = not_neuron().values
    assert values == pytest.approx({"C": 0.952125, "dC/dw": 0.254281, "dC/db": -0.834463}, abs=5e-7)


def test_the_three_paths_contribute_what_the_formulas_say():
    values, t = three_paths().values, 2.0
    assert values["df/dt via x"] == pytest.approx(1.468694, abs=5e-7)
    assert values["df/dt via y"] == pytest.approx(2.287355, abs=5e-7)
    assert values["df/dt via z"] == pytest.approx(-2.287355, abs=5e-7)
    assert values["df/dt"] == pytest.approx(np.e * np.cos(t - 1), rel=1e-14)
    assert [values[name] for name in ("dx/dt", "dy/dt", "dz/dt")] == [1, 2 * t, -1 / t**2]


@pytest.mark.parametrize("t", [0.5, 0.77, 1.5, 2.0, 3.0])
def test_the_paths_add_up_to_the_total_and_to_a_small_step(t):
    figure = three_paths()
    figure.inputs["t"] = t
    values = figure.values
    assert sum(values[path["output"]] for path in figure.spec["paths"]) == pytest.approx(values["df/dt"], rel=1e-12)
    small_step = numerical_jacobian(lambda s: figure.evaluate(t=float(s))["f"], t)
    assert small_step == pytest.approx(values["df/dt"], rel=1e-6, abs=1e-7)


def test_the_partial_derivative_holds_the_other_path_still():
    values = figures.paths(lambda t, x: t * x, x=lambda t: t**2, t=(0.5, 3, 2), name="F").values
    assert (values["∂F/∂t"], values["∂F/∂x"], values["dF/dt direct"], values["dF/dt"]) == (4, 2, 4, 12)


def test_the_walker_climbs_at_a_rate_of_root_three_over_eight():
    walker = figures.curve(lambda t: np.cos(t) ** 2 * np.sin(t), t=(0, 2 * np.pi, np.pi / 6), name="g")
    assert walker.values["dg/dt"] == pytest.approx(math.sqrt(3) / 8, rel=1e-14)
    assert walker.values["dg/dt"] == pytest.approx(0.216506, abs=5e-7)


@pytest.mark.parametrize(("w", "b"), [(1.3, -0.1), (-3, 2), (0, 0), (2.99, -1.5)])
def test_slopes_are_those_of_grad_and_of_small_steps(w, b):
    figure = not_neuron()
    figure.inputs = {"w": w, "b": b}
    slopes = figure.values["dC/dw"], figure.values["dC/db"]
    assert slopes == pytest.approx(grad(cost, argnums=(0, 1))(float(w), float(b)), rel=1e-12)
    assert slopes[0] == pytest.approx(numerical_jacobian(lambda x: cost(x, b), w), rel=1e-6, abs=1e-8)
    assert slopes[1] == pytest.approx(numerical_jacobian(lambda x: cost(w, x), b), rel=1e-6, abs=1e-8)


def test_a_long_chain_with_a_shortcut_multiplies_along_each_path():
    figure = figures.paths(lambda v, t: v * t, u=lambda t: t**2, v=lambda u: np.sin(u), t=(0, 2, 1.1), name="f")
    t = 1.1
    assert [path["label"] for path in figure.spec["paths"]] == ["t → u → v → f", "t → f"]
    assert figure.values["df/dt via u, v"] == pytest.approx(t * np.cos(t**2) * 2 * t, rel=1e-14)
    assert figure.values["df/dt direct"] == pytest.approx(np.sin(t**2), rel=1e-14)


def test_one_of_numpys_own_functions_is_a_figure():
    assert figures.curve(np.sin, x=(0, 1)).values == {"sin": np.sin(0.5), "dsin/dx": np.cos(0.5)}


def test_a_parameter_with_a_default_may_stay_or_move():
    bend = lambda x, k=3: x**k
    assert list(figures.curve(bend, x=(0, 2)).values) == ["f", "df/dx"]
    assert list(figures.curve(bend, x=(0, 2), k=(1, 4)).values) == ["f", "df/dx", "df/dk"]


# --- what a page gets --------------------------------------------------------------------


@pytest.mark.parametrize("make", [not_neuron, three_paths])
def test_a_figure_offers_text_html_and_a_picture(make):
    bundle, _ = make()._repr_mimebundle_()
    assert {"text/plain", "text/html", "image/png", "application/vnd.jupyter.widget-view+json"} <= set(bundle)
    assert make().spec["alt"] in bundle["text/plain"]
    picture = Image.open(io.BytesIO(bundle["image/png"]))
    assert picture.size[0] == 640
    assert len(picture.convert("RGBA").getcolors(1 << 20)) > 8
    parts = Parts(bundle["text/html"])
    assert [tag for tag, _ in parts.tags] == ["div", "script", "img"]
    (_, div), (_, script), (_, img) = parts.tags
    spec = json.loads(parts.script)
    assert div == {"class": "mlcalc-figure", "data-kind": spec["kind"], "id": spec["id"]}
    assert script == {"type": "application/json"}
    assert img["alt"] == spec["alt"] != ""
    assert img["src"].startswith("data:image/png;base64,")
    assert spec == make().spec


@pytest.mark.parametrize("make", [not_neuron, three_paths])
def test_the_specification_is_sorted_rounded_json_without_nan(make):
    text = Parts(html_of(make())).script

    def refuse(constant):
        raise AssertionError(f"{constant} is not JSON")

    spec = json.loads(text, parse_constant=refuse)
    assert text == json.dumps(spec, sort_keys=True, ensure_ascii=False).replace("<", "\\u003c")
    numbers = _numbers(spec)
    assert numbers
    assert numbers == [float(f"{value:.15g}") for value in numbers]


def _numbers(value):
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return [x for part in value for x in _numbers(part)]
    return [value] if isinstance(value, float) else []


@pytest.mark.parametrize("make", [not_neuron, three_paths])
def test_the_same_figure_is_the_same_html(make):
    figure = make()
    assert html_of(figure) == html_of(figure) == html_of(make())


@pytest.mark.parametrize("text", ["</script><img src=x onerror=alert(1)>", "<!-- <script>", "]]>", '"', "C & <b>"])
def test_no_description_breaks_out_of_its_place(text):
    figure = figures.curve(lambda w: w**2, w=(0, 1), alt=text)
    parts = Parts(html_of(figure))
    assert [tag for tag, _ in parts.tags] == ["div", "script", "img"]
    assert parts.ends == ["script", "div"]
    assert "<" not in html_of(figure).split('json">')[1].split("</script>")[0]
    assert json.loads(parts.script)["alt"] == text
    assert parts.tags[2][1]["alt"] == text


def test_a_description_is_given_or_says_the_numbers():
    assert not_neuron(alt="A valley.").spec["alt"] == "A valley."
    assert "w = 1.3" in not_neuron().spec["alt"]
    assert "0.952125" in not_neuron().spec["alt"]
    assert "t → z → f: -2.28736" in three_paths().spec["alt"]


def test_the_formula_names_each_number_it_shows():
    for figure in (not_neuron(), three_paths()):
        text = " ".join(figure.spec["formula"])
        assert [f"out={i}}}" in text for i in range(len(figure.spec["numbers"]))]
        assert set(figure.spec["numbers"]) <= set(figure.values) | set(figure.inputs)
    assert three_paths().spec["numbers"][:2] == ["∂f/∂x", "dx/dt"]


def test_the_vertical_range_holds_the_curve_or_is_the_one_given():
    low, high = not_neuron().spec["ylim"]
    seen = [cost(w, -0.1) for w in np.linspace(-3, 3, 50)]
    assert low < min(seen) < max(seen) < high
    assert not_neuron(ylim=(-1, 3)).spec["ylim"] == [-1, 3]


def test_a_pole_is_a_gap_and_no_warning():
    figure = figures.curve(lambda x: 1 / x, x=(-1, 1, 0))
    assert math.isinf(figure.values["f"])
    assert figure.get_state()["values"]["f"] is None, "JSON has no infinity"
    json.loads(Parts(html_of(figure)).script, parse_constant=lambda name: pytest.fail(name))
    figure.set_state({"values": {"f": None, "df/dx": 1.0}})
    assert math.isnan(figure.values["f"])


@pytest.mark.parametrize(
    ("given", "step"),
    [((-3, 3, 1.3), 0.01), ((0, 1000), 10), ((0, 1), 0.01), ((0, 1, 0.005), 0.001), ((0, 6e-3), 1e-5)],
)
def test_a_slider_has_a_hundred_steps_or_more_and_its_start_is_one(given, step):
    (entry,) = figures.curve(lambda w: w**2, w=given).spec["inputs"]
    assert entry["step"] == pytest.approx(step)
    assert round((entry["start"] - entry["low"]) / entry["step"], 6).is_integer()


# --- layout ------------------------------------------------------------------------------


def test_an_edge_that_skips_a_column_passes_it_at_a_place_of_its_own():
    spec = figures.paths(lambda t, x, y: t * x * y, x=lambda t: t**2, y=lambda x: np.sin(x), t=(0, 2, 1), name="f").spec
    at = {variable["name"]: (variable["depth"], variable["row"]) for variable in spec["variables"]}
    assert {name: depth for name, (depth, _) in at.items()} == {"t": 0, "x": 1, "y": 2, "f": 3}
    via = {edge["output"]: [tuple(place) for place in edge["via"]] for edge in spec["edges"]}
    assert {name: [depth for depth, _ in places] for name, places in via.items()} == {
        "dx/dt": [], "dy/dx": [], "∂f/∂t": [1, 2], "∂f/∂x": [2], "∂f/∂y": []
    }  # fmt: skip
    places = list(at.values()) + [place for skipped in via.values() for place in skipped]
    assert len(set(places)) == len(places), "two things stand in one place"
    for column in range(4):
        assert sum(row for depth, row in places if depth == column) == 0, "a column is not centred"


def test_inputs_stand_nearly_as_far_apart_as_the_drawing_is_high():
    f = lambda x, y, z: x * y * z
    inner = {"x": lambda t: t, "y": lambda t: t**2, "z": lambda t, q: t**q}
    spec = figures.paths(f, **inner, t=(0.5, 3, 2), q=(-1.5, -0.5, -1)).spec
    row = {variable["name"]: variable["row"] for variable in spec["variables"]}
    assert row == {"t": 0.9, "q": -0.9, "x": 1, "y": 0, "z": -1, "f": 0}
