"""What else is known of a typed function: derivatives, code, a link and a call; and figures that follow."""

import math
import re

import numpy as np
import pytest
from figure_page import write_page
from live import live, settle

import mlcalc
from mlcalc import figures, read_formula
from mlcalc.calculus.sweeps import pullback
from mlcalc.trace import trace
from mlcalc.trace.graph import constant
from mlcalc.write.latex import symbol, to_latex

FORMULA = "x e^(-x^2/2)"


def page_figures():
    """A figure with a box, and two that follow it."""
    f = read_formula(FORMULA)
    hill = read_formula(FORMULA + " + 0y")
    return [
        figures.curve(f, x=(-4, 4, 0.5), name="f", editable="open", id="own"),
        figures.surface(hill, x=(-4, 4, 0.5), y=(-3, 3, 1), name="f", editable="own", id="own-map"),
        figures.graph(f, x=(-4, 4, 0.5), name="f", editable="own", id="own-graph"),
    ]


@pytest.fixture
def opened(page_of, tmp_path):
    """(the page, its figures in the page by id)"""

    def put(fragment="", **options):
        page = page_of(write_page(tmp_path, *page_figures()), fragment=fragment, **options)
        return page, {name: live(page, name) for name in ("own", "own-map", "own-graph")}

    return put


def type_in(page, element, text):
    element.locator("input[data-formula]").fill(text)
    for _ in range(3):
        settle(page)


def numbers(element):
    return dict(
        element.locator("output[data-name]").evaluate_all("all => all.map(o => [o.dataset.name, o.dataset.value])")
    )


def pieces(element):
    return element.locator(".mlcalc-more [data-latex]").evaluate_all("all => all.map(e => e.dataset.latex)")


@pytest.mark.parametrize("text", ["sin(x y) + k x^2", "tanh(w_1 x + b)^2", "ln(1 + x^2)/x", "e^(-lambda x)"])
def test_derivatives_are_written_as_python_writes_them(opened, text):
    page, shown = opened()
    type_in(page, shown["own"], text)
    f = read_formula(text)
    traced = trace(f, [0.0] * len(f.letters), list(f.letters))
    slopes = pullback({traced.outputs[0]: constant(1.0)}, traced.inputs)
    d = r"\mathrm{d}" if len(f.letters) == 1 else r"\partial"
    expected = [
        rf"\frac{{{d} f}}{{{d} {symbol(letter)}}} = {to_latex(slope)}"
        for letter, slope in zip(f.letters, slopes, strict=True)
    ]
    assert pieces(shown["own"])[: len(expected)] == expected


def test_code_and_call_are_programs_that_compute_what_the_figure_shows(opened):
    page, shown = opened()
    type_in(page, shown["own"], "a sin(x)^2/x + b")
    code, call = shown["own"].locator(".mlcalc-more code").all_inner_texts()
    names = {}
    exec(code, names)
    values = {name: float(value) for name, value in numbers(shown["own"]).items()}
    at = [values[letter] for letter in ("a", "x", "b")]
    assert names["f"](*at) == pytest.approx(values["f"])
    for letter in "axb":
        assert names[f"df_d{letter}"](*at) == pytest.approx(values[f"df/d{letter}"])
    head, _, expression = call.rpartition("\n")
    space = {}
    exec(head, space)
    figure = eval(expression, space)
    assert figure.spec["kind"] == "curve"
    assert figure.spec["along"] == "x"
    assert figure.functions == {"f": "a sin(x)^2/x + b"}
    assert {name: pytest.approx(value) for name, value in figure.values.items()} == {
        name: values[name] for name in figure.values
    }


def test_the_taylor_polynomial_is_that_of_the_point(opened):
    page, shown = opened()
    type_in(page, shown["own"], "e^x")
    latex = pieces(shown["own"])[-1]
    found = [float(c) for c in re.findall(r"(\d[\d.]*) (?:\\,|\+|$)", latex + " +")]
    expected = [math.exp(0.5) / math.factorial(k) for k in range(6)]
    assert found == pytest.approx(expected, rel=1e-3), latex
    page.evaluate("location.hash = '#own:f=e%5Ex,x=0'")
    for _ in range(3):
        settle(page)
    latex = pieces(shown["own"])[-1]
    assert latex.startswith(r"f \approx 1 + 1 \, x + 0.5 \, x^{2} + 0.1667 \, x^{3}"), latex


def test_figures_that_follow_show_the_function_the_ranges_and_the_point(opened):
    page, shown = opened()
    assert shown["own-map"].locator("input[data-formula]").count() == 0
    type_in(page, shown["own"], "k x^2 - y^2")
    high = shown["own"].locator('[data-window="k"][data-end="high"]')
    high.fill("8")
    high.press("Enter")
    slider = shown["own"].locator('input[data-name="k"]')
    slider.fill("7")
    settle(page)
    for name in ("own-map", "own-graph"):
        values = numbers(shown[name])
        assert float(values["k"]) == 7
        assert float(values["f"]) == pytest.approx(7 * 0.25 - 1)
    assert shown["own-map"].locator('[data-window="k"][data-end="high"]').input_value() == "8"


def test_a_follower_that_cannot_show_it_says_so_and_catches_up(opened):
    page, shown = opened()
    type_in(page, shown["own"], "x")
    assert "Nothing is computed" in shown["own-graph"].locator(".mlcalc-note").inner_text()
    assert float(numbers(shown["own-map"])["df/dx"]) == 1
    type_in(page, shown["own"], "x^3")
    assert shown["own-graph"].locator(".mlcalc-note").is_hidden()
    assert float(numbers(shown["own-graph"])["f"]) == 0.125


def test_a_link_opens_with_the_function_in_every_figure(opened):
    _, shown = opened("#own:f=cos%28x%29%20y,x=2,y=0.5")
    for element in shown.values():
        assert float(numbers(element)["f"]) == pytest.approx(math.cos(2) * 0.5)


def test_what_nobody_opens_is_not_computed(page_of, tmp_path):
    figure = figures.curve(np.sin, x=(-3, 3, 1), name="f", editable=True, id="closed")
    element = live(page_of(write_page(tmp_path, figure)), "closed")
    assert element.locator(".mlcalc-more [data-latex]").count() == 0
    element.locator("summary").click()
    for _ in range(3):
        settle(element.page)
    assert pieces(element)[0].endswith(r"\cos\left(x\right)")


def test_it_says_in_python_whom_it_follows():
    _, hill, _ = page_figures()
    assert hill.spec["editable"]["follows"] == "own"
    hill.functions = {"f": "x y"}
    assert hill.values["df/dx"] == 1.0
    assert mlcalc.read_formula("x y")(2, 3) == 6
