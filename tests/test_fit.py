"""Figures in little room, and on pages of others: nothing is cut, no number runs into its name."""

import io

import numpy as np
import pytest
from live import settle
from network_pages import scrub
from PIL import Image
from whole_page import CUT, MET

from mlcalc import Network, figures

ENDS = """(root, end) => root.querySelectorAll("input[type=range][data-name]").forEach(range => {
  range.value = range[end];
  range.dispatchEvent(new Event("input", {bubbles: true}));
})"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_plot_of_matplotlib_lies_on_the_page_itself(page_of, built_book, scheme):
    page = page_of(built_book / "chapters" / "play.html", color_scheme=scheme)
    plot = page.locator(".cell_output img").first
    plot.scroll_into_view_if_needed()
    shot = np.asarray(Image.open(io.BytesIO(plot.screenshot())).convert("RGB")).astype(int)
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor.match(/[0-9]+/g).slice(0, 3).map(Number)")
    assert (sum(ground) < 150) == (scheme == "dark")
    for corner in (shot[1, 1], shot[1, -2], shot[-2, 1], shot[12, 12]):
        assert np.abs(corner - ground).max() <= 3
    assert np.abs(shot - ground).max() > 150, "its lines and letters stand out from the page"


STEEP = {
    "tangent": lambda: figures.curve(lambda w: -27.3 * w**2, w=(-3, 3, 2.1), name="C"),
    "long run": lambda: figures.curve(lambda w: -27.3 * w**2, w=(-30, 30, 21), name="C"),
    "secant": lambda: figures.curve(lambda w: -7.3 * w**2, w=(-3, 3, 2), h=(-1, 1, 0.6), secant="h", name="C"),
}


@pytest.mark.parametrize("width", [360, 800])
@pytest.mark.parametrize("make", STEEP.values(), ids=STEEP)
def test_the_labels_of_a_slope_stay_in_sight_along_the_whole_range(shown, make, width):
    element, figure = shown(make, width=width)
    low, high, seen = figure.ranges["w"].low, figure.ranges["w"].high, 0
    for place in np.linspace(low, high, 25):
        element.page.evaluate(f"location.hash = '#{figure.spec['id']}:w={place}'")
        settle(element.page)
        assert element.evaluate(CUT) == [], place
        seen += element.locator(".mlcalc-leg:visible").count()
    assert seen > 20


def test_a_long_error_keeps_clear_of_its_name(shown):
    element, _ = shown(lambda: figures.errors(np.tanh, x=1.2, h=(1e-12, 1e-1, 1e-6)), width=700)
    for end in ("min", "max"):
        element.evaluate(ENDS, end)
        settle(element.page)
        assert element.evaluate(MET) == []


NETS = {
    "2-2-1": lambda: figures.network(Network.random([2, 2, 1], seed=3), [1, 2], [0.5]),
    "4-3-2": lambda: figures.network(Network.random([4, 3, 2], seed=3), [1, 0.5, -1, 2], [1, -1]),
    "1-1": lambda: figures.network(Network.random([1, 1], seed=3), [1], [0.5]),
}
OVER = """root => {
  const tag = root.querySelector(".mlcalc-edge-number.is-lit").getBoundingClientRect();
  return [...root.querySelectorAll("circle.mlcalc-fill")].filter(neuron => {
    const box = neuron.getBoundingClientRect(), r = box.width / 2;
    const [x, y] = [box.left + r, box.top + r];
    const [dx, dy] = [x - Math.min(tag.right, Math.max(tag.left, x)), y - Math.min(tag.bottom, Math.max(tag.top, y))];
    return Math.hypot(dx, dy) < r - 2;
  }).length;
}"""


@pytest.mark.parametrize("width", [360, 800])
@pytest.mark.parametrize("make", NETS.values(), ids=NETS)
def test_the_tag_of_the_first_edge_covers_no_neuron(shown, make, width):
    element, _ = shown(make, width=width)
    settle(element.page)
    assert element.locator("circle.mlcalc-fill").count() >= 2
    assert element.evaluate(OVER) == 0


@pytest.mark.parametrize("width", [360, 800])
def test_the_opened_part_is_as_high_as_what_it_holds(shown, width):
    element, _ = shown(NETS["2-2-1"], width=width)
    opened = element.locator(".mlcalc-opened")
    heights = {}
    for step in (1, 8):
        scrub(element, step)
        settle(element.page)
        boxes = [box.bounding_box() for box in opened.locator(":scope > :visible").all()]
        heights[step] = opened.bounding_box()["height"]
        rows = max(box["y"] + box["height"] for box in boxes) - min(box["y"] for box in boxes)
        assert heights[step] - rows < 30, "there is room that nothing fills"
        lines = opened.locator(".mlcalc-opened-lines")
        inside = lines.locator(".mlcalc-formulas:visible").bounding_box()["height"]
        assert lines.bounding_box()["height"] - inside < 30 or len(boxes) == 2
    assert heights[1] < heights[8] - 60, "forwards there is no nudge, and no room kept for one"


# The signs that have gone to the next line without what is before them.
ALONE = """() => [...document.querySelectorAll(".mlcalc-kept")].filter(kept => {
  const sign = document.createRange();
  sign.selectNodeContents(kept.lastChild);
  return sign.getBoundingClientRect().left < kept.firstElementChild.getBoundingClientRect().right - 2;
}).map(kept => kept.textContent)"""


def test_the_sign_after_a_formula_stays_with_it(shown):
    """At some of these widths a line ends just there."""
    ask = lambda: figures.question(r"How much is the sum of $\frac{1}{x}$, {x}, and $\frac{x}{x+1}$?",
                                   answer=lambda x: 1 / x + x + x / (x + 1), x=[2, 3])  # fmt: skip
    element, _ = shown(ask)
    assert element.locator(".mlcalc-kept").all_inner_texts()[-1].endswith("?")
    for width in range(300, 460, 4):
        element.page.set_viewport_size({"width": width, "height": 700})
        assert element.page.evaluate(ALONE) == [], width
