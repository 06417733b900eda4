"""The chain in a real browser: every hand moves it, and every number, arrow and corner is Python's."""

import json
import random
import re

import numpy as np
import pytest
from figure_page import write_page
from live import center, hold, settle
from test_figure_chain import one_by_one, planes_throughout, the_chapters, through_three, x

ALL = (the_chapters, one_by_one, planes_throughout, through_three)
each = pytest.mark.parametrize("make", ALL)


def go(element, figure, **inputs):
    entries = ",".join(f"{name}={value}" for name, value in inputs.items())
    element.page.evaluate("hash => { location.hash = hash }", f"#{figure.spec['id']}:{entries}")


def names(figure):
    spec = figure.spec
    factors = [name for p in spec["products"] if p["first"] == p["last"] for row in p["entries"] for name in row]
    return factors + [name for link in spec["links"] for name in link["entries"]]


@each
def test_it_comes_alive_with_every_factor_and_value(shown, make):
    element, figure = shown(make)
    hold(element, figure)
    read = element.evaluate("root => [...root.querySelectorAll('output[data-name]')].map(o => o.dataset.name)")
    assert set(names(figure)) <= set(read)
    assert element.locator("img").count() == 0


@each
def test_at_random_places_every_number_is_pythons(shown, make):
    element, figure = shown(make)
    handle, entry = element.locator('input[data-name="t"]'), figure.ranges["t"]
    rng = random.Random(4)
    for _ in range(40):
        element.page.evaluate(
            "hash => { location.hash = hash }", f"#{figure.spec['id']}:t={rng.uniform(entry.low, entry.high):.6f}"
        )
        hold(element, figure)
    handle.press("End")
    assert hold(element, figure)["t"] == pytest.approx(entry.high, abs=entry.step)
    element.get_by_role("button", name="Reset").click()
    assert hold(element, figure) == pytest.approx(figure.inputs, rel=1e-14)


@pytest.mark.parametrize("at", ["point", "u", "x", "f"])
def test_the_point_of_every_link_follows_the_mouse(shown, at):
    element, figure = shown(the_chapters)
    point, mouse = element.locator(f'[data-drag="{at}"]'), element.page.mouse
    point.scroll_into_view_if_needed()
    x0, y0 = center(point)
    mouse.move(x0, y0)
    mouse.down()
    for away in (-8, -20, -34):
        mouse.move(x0 + (0 if at in ("point", "f") else -away / 2), y0 + away, steps=3)
        now = hold(element, figure)["t"]
        assert now != 1
        assert now > 1, f"upwards is later on the curve of {at}"
    mouse.up()
    mouse.move(x0, y0 + 40)
    assert hold(element, figure)["t"] == now, "it moves though nobody holds it"


def test_the_point_follows_keys_and_says_where_it_is(shown):
    element, figure = shown(the_chapters)
    point = element.locator('[data-drag="point"]')
    assert point.get_attribute("role") == "slider"
    point.focus()
    for key, to in (("Home", 0), ("ArrowUp", 0.01), ("Shift+ArrowRight", 0.11), ("End", 1.5), ("ArrowLeft", 1.49)):
        point.press(key)
        assert hold(element, figure)["t"] == pytest.approx(to), key
    element.page.wait_for_timeout(800)
    assert element.locator('[data-drag="u"]').get_attribute("aria-valuetext") == "t = 1.49, u = (2.22, 2.98)"
    assert "derivative of f by t = " in element.locator('p[role="status"].mlcalc-hidden').inner_text()


def test_the_point_follows_a_finger_and_the_page_stays(shown):
    element, figure = shown(the_chapters, width=390, height=844, has_touch=True, is_mobile=True)
    page = element.page
    point = element.locator('[data-drag="u"]')
    point.scroll_into_view_if_needed()
    settle(page)
    scrolled, fingers = page.evaluate("scrollY"), page.context.new_cdp_session(page)
    x0, y0 = center(point)
    for kind, places in (("touchStart", [(x0, y0)]), ("touchMove", [(x0 + 20, y0 - 2)]),
                         ("touchMove", [(x0 + 10, y0 - 40)]), ("touchEnd", [])):  # fmt: skip
        points = [{"x": px, "y": py} for px, py in places]
        fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
        hold(element, figure)
    assert hold(element, figure)["t"] > 1.1
    assert page.evaluate("scrollY") == scrolled, "the page scrolled under the finger"


# --- the drawing --------------------------------------------------------------------------------

BEND = """root => [...root.querySelectorAll('.mlcalc-plane')].map(plane => ({
  linear: plane.querySelector('.mlcalc-image-linear')?.getAttribute('d') ?? '',
  exact: plane.querySelector('.mlcalc-image-exact')?.getAttribute('d') ?? '',
  point: plane.querySelector('.mlcalc-point')?.getAttribute('transform') ?? '',
  inside: ['x', 'y', 'width', 'height'].map(a => Number(plane.querySelector('.mlcalc-inside')?.getAttribute(a)))
}))"""


def corners(path):
    return np.array([[float(n) for n in pair.split(",")] for pair in re.findall(r"[-\d.]+,[-\d.]+", path)])


def pixels(points, plane, limits):
    """Points of a plane in pixels of its inner drawing."""
    _, _, width, height = plane["inside"]
    (x0, x1), (y0, y1) = limits
    return np.column_stack([(points[:, 0] - x0) / (x1 - x0) * width, (y1 - points[:, 1]) / (y1 - y0) * height])


def test_the_square_becomes_the_parallelogram_and_the_bent_outline_that_python_finds(shown):
    element, figure = shown(the_chapters)
    for t, side in ((1, 1), (0.4, 0.3), (1.3, 1.6)):
        go(element, figure, t=t, side=side)
        hold(element, figure)
        planes = element.evaluate(BEND)
        values, limits = figure.evaluate(t=t, side=side), [link["limits"] for link in figure.spec["links"]]

        square = side / 2 * np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]])
        at_u = np.array([values["u[1]"], values["u[2]"]])
        at_x = np.array([values["x[1]"], values["x[2]"]])
        factor = np.array([[values[f"J_x[{i},{j}]"] for j in (1, 2)] for i in (1, 2)])
        np.testing.assert_allclose(corners(planes[1]["linear"]), pixels(at_u + square, planes[1], limits[1]), atol=0.02)
        np.testing.assert_allclose(
            corners(planes[2]["linear"]), pixels(at_x + square @ factor.T, planes[2], limits[2]), atol=0.02
        )
        bent = corners(planes[2]["exact"])[:: len(corners(planes[2]["exact"])) // 4]
        exact = np.array([x(corner) for corner in at_u + square])
        np.testing.assert_allclose(bent, pixels(exact, planes[2], limits[2]), atol=0.02)
        assert planes[1]["exact"] == "", "nothing has bent the square yet"


# --- everywhere --------------------------------------------------------------------------------


@each
@pytest.mark.parametrize("width", [320, 360, 760])
def test_nothing_hangs_over_a_narrow_page(shown, make, width):
    element, _ = shown(make, width=width, height=700)
    settle(element.page)
    assert element.page.evaluate("document.documentElement.scrollWidth") <= width
    wide = element.evaluate(
        """(root, width) => [...root.querySelectorAll(".mlcalc-drawing, input, fieldset, .mlcalc-plane-name span")]
        .filter(e => e.getBoundingClientRect().right > width + 0.5 || e.getBoundingClientRect().left < -0.5)
        .map(e => e.outerHTML.slice(0, 90))""",
        width,
    )
    assert wide == []


def test_out_of_sight_nothing_is_drawn_and_the_last_move_is_not_lost(shown):
    element, figure = shown(the_chapters)
    page = element.page
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.wait_for_timeout(200)
    before = element.evaluate(BEND)
    page.evaluate("hash => history.replaceState(null, '', hash)", "#nothing")
    element.locator('input[data-name="t"]').evaluate("s => { s.value = 0.5; s.dispatchEvent(new Event('input')) }")
    page.wait_for_timeout(200)
    assert element.evaluate(BEND) == before, "it works though nobody sees it"
    element.scroll_into_view_if_needed()
    page.wait_for_timeout(200)
    assert element.evaluate(BEND) != before
    assert hold(element, figure)["t"] == 0.5


UNREADABLE = {
    "links": ([], "links must be an input and at least one function"),
    "products": ([{"first": 2, "last": 1, "latex": "", "entries": []}], "products[0] must be a run of the 3 factors"),
    "square": ({"link": 1, "side": "s"}, "square.side must be one of t, side"),
}


@pytest.mark.parametrize("key", UNREADABLE)
def test_what_cannot_be_read_is_said_and_the_picture_stays(page_of, tmp_path, key):
    value, says = UNREADABLE[key]
    figure = the_chapters()
    path = write_page(tmp_path, figure)
    html = path.read_text(encoding="utf-8")
    start, rest = html.split('<script type="application/json">')
    spec = json.dumps({**figure.spec, key: value})
    path.write_text(f'{start}<script type="application/json">{spec}{rest[rest.index("</script>") :]}', encoding="utf-8")
    element = page_of(path).locator(".mlcalc-figure")
    element.locator(".mlcalc-error").wait_for()
    assert says in element.locator(".mlcalc-error").inner_text()
    assert element.locator("img").is_visible()
