"""The Taylor polynomial of a curve in a real browser: drawn where Python has it, and of a function of one's own."""

import re

import numpy as np
import pytest
from live import frame, hold, settle

from mlcalc import figures
from mlcalc.figures.kinds.curve.taylor import polynomial_of


def waves(**options):
    return figures.curve(lambda x: np.sin(x), name="f", x=(-7, 7, 0.5), taylor=(0, 23, 3), ylim=(-3, 3), **options)


def drawn_at(element, inputs):
    """(x, y) of the drawn polynomial, in the units of the axes."""
    settle(element.page)
    box, path = frame(element), element.locator("path.mlcalc-tangent").get_attribute("d")
    points = np.array([[float(n) for n in pair.split(",")] for pair in re.findall(r"-?[\d.]+,-?[\d.]+", path)])
    inside = points[(points[:, 1] >= 0) & (points[:, 1] <= box["height"])]
    return -7 + 14 * inside[:, 0] / box["width"], 3 - 6 * inside[:, 1] / box["height"]


@pytest.mark.parametrize("order", [0, 1, 2, 5, 23])
def test_the_polynomial_is_drawn_where_python_has_it(shown, order):
    element, figure = shown(waves)
    element.locator('input[data-name="order"]').fill(str(order))
    element.locator('input[data-name="x"]').fill("-1.2")
    at = hold(element, figure, slack=lambda *_: 1e-12)
    assert at == pytest.approx({"x": -1.2, "order": order})
    figure.inputs = at
    x, y = drawn_at(element, at)
    assert len(x) >= 2
    # A pixel is 0.03 units across: where the polynomial is steep, so much times its slope upwards.
    f = polynomial_of(figure)
    steep = np.abs(f(x + 1e-4) - f(x - 1e-4)) / 2e-4
    assert (np.abs(f(x) - y) <= 0.03 + 0.03 * steep).all()


def test_the_order_is_a_whole_number_and_belongs_to_the_state(shown):
    element, figure = shown(waves)
    element.page.evaluate("hash => { location.hash = hash }", f"#{figure.spec['id']}:x=0,order=4.4")
    assert hold(element, figure)["order"] == 4


def test_a_function_of_ones_own_has_its_own_polynomial_and_as_many_orders_as_fit(shown):
    element, _figure = shown(lambda: waves(editable=True))
    element.locator('input[data-formula="f"]').fill("1/(1+x^2)")
    slider = element.locator('input[data-name="order"]')
    element.page.wait_for_function("document.querySelector('input[data-name=order]').max !== '23'")
    most = int(slider.get_attribute("max"))
    assert 8 <= most < 23
    own = waves(editable=True)
    own.functions = {"f": "1/(1+x^2)"}
    assert own.ranges["order"].high == most
    hold(element, own, slack=lambda *_: 1e-12)
