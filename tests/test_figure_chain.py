"""The figure of a chain: its numbers against mlcalc.chain and small steps, its windows, what it refuses."""

from __future__ import annotations

import io
import math

import numpy as np
import pytest
from PIL import Image

from mlcalc import TraceError, figures, numerical_jacobian
from mlcalc import chain as factors_of
from mlcalc.calculus.chain import column_first, row_first

u = lambda t: np.stack([t**2, 2 * t])
x = lambda u: np.stack([u[0] - u[1] ** 2, u[0] * u[1]])
f = lambda x: x[0] ** 2 + 3 * x[1]
W = np.array([[1.0, -0.5], [0.25, 2.0], [-1.0, 0.5]])


def the_chapters(**options):
    return figures.chain(u, x, f, t=(0, 1.5, 1), **options)


def one_by_one():
    return figures.chain(lambda t: t**2, lambda u: 1 - u, lambda x: 5 * x, t=(-4, 4, 3))


def planes_throughout():
    turn = lambda t: np.stack([np.cos(t), np.sin(t)])
    square = lambda u: np.stack([u[0] ** 2 - u[1] ** 2, 2 * u[0] * u[1]])
    return figures.chain(turn, square, lambda v: np.exp(v), t=(-3, 3, 0.5))


def through_three():
    return figures.chain(u, lambda u: np.tanh(W @ u), lambda x: x.sum() ** 2, lambda y: np.stack([y, y**2]),
                         t=(-1, 1, 0.3), names=("u", "x", "y", "f"))  # fmt: skip


FUNCTIONS = {
    the_chapters: (u, x, f),
    one_by_one: (lambda t: t**2, lambda u: 1 - u, lambda x: 5 * x),
    planes_throughout: (
        lambda t: np.stack([np.cos(t), np.sin(t)]),
        lambda u: np.stack([u[0] ** 2 - u[1] ** 2, 2 * u[0] * u[1]]),
        np.exp,
    ),
    through_three: (u, lambda u: np.tanh(W @ u), lambda x: x.sum() ** 2, lambda y: np.stack([y, y**2])),
}
each = pytest.mark.parametrize("make", FUNCTIONS)


# --- numbers ------------------------------------------------------------------------------------


def test_the_chapters_numbers():
    values = the_chapters().values
    assert [values[f"J_f[1,{j}]"] for j in (1, 2)] == [-6, 3]
    assert [[values[f"J_x[{i},{j}]"] for j in (1, 2)] for i in (1, 2)] == [[1, -4], [2, 1]]
    assert [values[f"J_u[{i},1]"] for i in (1, 2)] == [2, 2]
    assert [values[f"(J_f J_x)[1,{j}]"] for j in (1, 2)] == [0, 27], "row first"
    assert [values[f"dx[{i}]/dt"] for i in (1, 2)] == [-6, 6], "column first"
    assert values["df/dt"] == 54
    assert one_by_one().values["df/dt"] == -30


def entries(figure, product):
    return np.array([[figure.values[name] for name in row] for row in product["entries"]])


@each
@pytest.mark.parametrize("share", [0.0, 0.21, 0.5, 0.83, 1.0])
def test_every_factor_product_and_velocity_is_that_of_the_chain_and_of_a_small_step(make, share):
    figure, functions = make(), FUNCTIONS[make]
    entry = figure.ranges["t"]
    t = entry.low + share * (entry.high - entry.low)
    figure.inputs["t"] = t
    taken = factors_of(*functions, at=t)
    for product in figure.spec["products"]:
        run = taken.factors[product["first"] : product["last"] + 1]
        expected = run[0].matrix
        for factor in run[1:]:
            expected = expected @ factor.matrix
        np.testing.assert_allclose(entries(figure, product), expected, rtol=1e-12, atol=1e-12)
    for at, link in enumerate(figure.spec["links"][1:], 1):

        def up_to(s, at=at):
            for function in functions[:at]:
                s = function(s)
            return np.ravel(s)

        np.testing.assert_allclose([figure.values[name] for name in link["entries"]], up_to(t), rtol=1e-13)
        speeds = [figure.values[name] for name in link["velocity"]]
        small_step = numerical_jacobian(up_to, np.array(t)).ravel()
        np.testing.assert_allclose(speeds, small_step, rtol=1e-6, atol=1e-6 * max(1.0, np.abs(speeds).max()))


@each
def test_each_bracketing_is_priced_and_its_products_are_there(make):
    spec, count = make().spec, len(FUNCTIONS[make])
    taken = factors_of(*FUNCTIONS[make], at=0.4)
    ways = {str(way["tree"]).replace("[", "(").replace("]", ")"): way for way in spec["bracketings"]}
    for mode, way in (("reverse", row_first(count)), ("forward", column_first(count))):
        assert ways[str(way)]["mode"] == mode
        assert ways[str(way)]["multiplications"] == taken.multiplications(way)
    assert len(ways) == {3: 2, 4: 5}[count]
    assert {(p["first"], p["last"]) for p in spec["products"]} == {
        (i, j) for i in range(count) for j in range(i, count)
    }


def test_ten_large_factors_cost_a_hundred_thousand_from_the_right_end_and_nine_million_from_the_other():
    ten = the_chapters().spec["ten"]
    assert ten["reverse"] == {"to one number": 100_000, "from one number": 9_010_000}
    assert ten["forward"] == {"to one number": 9_010_000, "from one number": 100_000}


def test_one_function_has_one_factor_and_many_a_choice_of_three():
    assert [way["mode"] for way in figures.chain(np.sin, t=(0, 1)).spec["bracketings"]] == ["both"]
    many = figures.chain(*[lambda s: s * 2.0] * 5, t=(0, 1)).spec
    assert [way["mode"] for way in many["bracketings"]] == ["reverse", "forward"]
    assert [link["name"] for link in many["links"]] == ["t", "w", "v", "u", "x", "f"]


# --- the drawing ----------------------------------------------------------------------------------


@each
def test_every_plane_holds_its_curve_and_two_like_axes_have_one_scale(make):
    figure = make()
    for link in figure.spec["links"]:
        if len(link["entries"]) > 2:
            assert link["limits"] == []
            continue
        for name, (low, high) in zip(link["entries"], link["limits"], strict=True):
            for t in np.linspace(figure.ranges["t"].low, figure.ranges["t"].high, 30):
                at = {"t": t, **figure.evaluate(t=t)}[name]
                assert low < at < high
    widths = [high - low for low, high in the_chapters().spec["links"][2]["limits"]]
    assert widths[0] == pytest.approx(widths[1])


def test_a_square_stands_on_the_first_plane_that_a_plane_follows():
    figure = the_chapters()
    assert figure.spec["square"] == {"link": 1, "side": "side"}
    assert figure.inputs == {"t": 1, "side": 1}
    assert planes_throughout().spec["square"]["link"] == 1
    assert one_by_one().spec["square"] is None
    assert through_three().spec["square"] is None
    assert list(one_by_one().inputs) == ["t"]


def test_a_link_brings_its_own_formula_for_any_point_of_the_plane_before_it():
    graph = the_chapters().spec["links"][2]["graph"]
    assert [entry["name"] for entry in graph["inputs"]] == ["u[1]", "u[2]"]
    assert set(graph["outputs"]) == {"x[1]", "x[2]"}


@each
def test_the_arrows_stay_in_their_windows(make):
    figure = make()
    step = figure.spec["step"]
    assert step > 0
    for link in figure.spec["links"][1:]:
        for name, limits in zip(link["velocity"], link["limits"], strict=False):
            assert abs(step * figure.values[name]) <= 0.35 * (limits[1] - limits[0])


@each
def test_it_has_a_picture_and_words(make):
    figure = make()
    assert Image.open(io.BytesIO(figure.picture())).size[0] == 640
    assert (
        f"df/dt = {' '.join('J_' + link['name'] for link in reversed(figure.spec['links'][1:]))}" in figure.spec["alt"]
    )
    assert the_chapters(alt="Planes.").spec["alt"] == "Planes."
    assert "J_x = [1 -4 | 2 1]" in the_chapters().spec["alt"]
    assert the_chapters(id="mine").spec["id"] == "mine"


def test_names_are_the_functions_own_or_given():
    def position(t):
        return np.stack([t, t**2])

    def height(p):
        return p[0] * p[1]

    figure = figures.chain(position, height, time=(0, 1))
    assert [link["name"] for link in figure.spec["links"]] == ["time", "position", "height"]
    assert figure.values["dheight/dtime"] == 3 * 0.25
    renamed = figures.chain(position, height, t=(0, 1), names=["p", "h"])
    assert "J_h[1,2]" in renamed.values


def test_a_pole_on_the_way_is_a_gap():
    figure = figures.chain(lambda t: 1 / t, lambda u: u**2, t=(-1, 1, 0))
    assert math.isinf(figure.values["u" if "u" in figure.values else "x"])
    assert all(np.isfinite(link["limits"]).all() for link in figure.spec["links"])
    figure.picture()


# --- what is refused ----------------------------------------------------------------------------------

REFUSED = {
    "no function": (lambda: figures.chain(t=(0, 1)), TypeError, r"inner to outer, chain\(u, x, f, t="),
    "no input": (lambda: figures.chain(u, x, f), TypeError, r"one input, such as t=\(0, 1.5, 1\); got none"),
    "two inputs": (lambda: figures.chain(u, x, f, t=(0, 1), s=(0, 1)), TypeError, "got t, s"),
    "no range": (lambda: figures.chain(u, x, f, t=1), ValueError, r"write t=\(low, high, start\)"),
    "a number among them": (lambda: figures.chain(u, 3.0, t=(0, 1)), TypeError, "expected functions.* got 3.0"),
    "links that do not fit": (
        lambda: figures.chain(u, lambda u: u[2], t=(0, 1)), ValueError, "f does not fit the link before it: x gives 2"
    ),
    "a matrix": (lambda: figures.chain(lambda t: np.stack([np.stack([t, t])] * 2), t=(0, 1)), TypeError, r"\(2, 2\)"),
    "two results": (lambda: figures.chain(lambda t: (t, t), t=(0, 1)), TypeError, "2 results; join them with np.stack"),
    "too wide": (lambda: figures.chain(lambda t: np.stack([t] * 7), t=(0, 1)), ValueError, "7 numbers; .* room for 6"),
    "too long": (lambda: figures.chain(*[np.sin] * 6, t=(0, 1)), ValueError, "6 links are more than .* to 5"),
    "a name twice": (lambda: figures.chain(np.sin, np.sin, t=(0, 1)), ValueError, "'sin' names two things"),
    "the input's name": (lambda: figures.chain(u, f, t=(0, 1), names="tf"), ValueError, "'t' names two things"),
    "too few names": (lambda: figures.chain(u, x, f, t=(0, 1), names="ux"), ValueError, "3 functions need as many"),
    "a branch": (lambda: figures.chain(lambda t: t if t > 0 else -t, t=(0, 1)), TraceError, "np.where"),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_what_cannot_be_linked_is_refused_with_the_way_out(what):
    make, error, says = REFUSED[what]
    with pytest.raises(error, match=says):
        make()


def test_names_with_an_index_have_a_second_one_and_their_numbers_stay_apart():
    figure = figures.chain(
        lambda t: np.stack([np.cos(t), t * t]), lambda z: np.array([[1.3, -0.7], [0.2, 0.9]]) @ z, np.tanh,
        lambda z: z[0] * z[1], t=(-2, 2, 0.7), names=["z1", "a1", "z2", "C"],
    )  # fmt: skip
    assert figure.spec["links"][1]["latex"] == ["z_{1,1}", "z_{1,2}"]
    drawn = figure._draw(figure)
    numbers = [text for text in drawn.axes[-1].texts if "$" not in text.get_text()]
    drawn.canvas.draw()
    boxes = [text.get_window_extent() for text in numbers]
    assert not any(a.overlaps(b) for i, a in enumerate(boxes) for b in boxes[:i])
    table = drawn.axes[-1]
    uprights = [table.transData.transform((line.get_xdata()[1], 0))[0] for line in table.lines]
    assert not any(box.x0 < x < box.x1 for box in boxes for x in uprights), "a number leaves its bracket"
