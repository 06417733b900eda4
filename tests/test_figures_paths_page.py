"""A chain of single numbers in the page: one row of variables, which a telephone shows whole."""

import pytest
from live import settle

from mlcalc import figures


def chain():
    return figures.paths(lambda x: 5 * x, x=lambda u: 1 - u, u=lambda t: t**2, t=(-4, 4, 3), name="f", id="single")


@pytest.mark.parametrize("width", [360, 1280])
def test_a_chain_is_seen_from_end_to_end_and_its_numbers_lie_on_no_variable(shown, width):
    element, _ = shown(chain, width=width)
    settle(element.page)
    graph = element.locator(".mlcalc-graph")
    assert graph.evaluate("box => box.scrollWidth <= box.clientWidth")
    assert graph.bounding_box()["height"] < 130, "one row needs no room for two"
    boxes = "all => all.map((e) => { const b = e.getBoundingClientRect(); return [b.left, b.right, b.top, b.bottom]; })"
    circles = graph.locator("circle").evaluate_all(boxes)
    tags = graph.locator(".mlcalc-edge-tag").evaluate_all(boxes)
    assert (len(circles), len(tags)) == (4, 3)
    for i, (left, right, top, bottom) in enumerate(tags):
        for a, b, c, d in [*circles, *tags[:i]]:
            assert right <= a or b <= left or bottom <= c or d <= top
    page = element.page.locator("body").bounding_box()
    assert all(left >= page["x"] for left, *_ in [*circles, *tags])
