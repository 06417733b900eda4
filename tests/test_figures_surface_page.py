"""The map of a function in a real browser: every hand moves it, every number and arrow is where Python's is."""

import random
import re

import numpy as np
import pytest
from live import center, frame, hold, settle
from test_figures_surface import PLANE, descent, moving, nudged, saddle

from mlcalc import figures


def plain():
    return figures.surface(saddle, name="f", **PLANE)


def curved():
    f = lambda x, y, a: x**4 / 4 - a * x**2 + y**2 + x * y / 2
    options = {"quadratic": True, "newton": True, "rate": (0, 0.4, 0.15)}
    return figures.surface(f, x=(-3, 3, 1.8), y=(-2, 2, 1.2), a=(0, 2, 1), name="f", **options)


def walking():
    return descent(starts=[(-3, -1), (3, 2)])


ALL = (plain, curved, walking, moving, nudged)
each = pytest.mark.parametrize("make", ALL)
# two hundred steps multiply a rounding
long_way = lambda name, values: 1e-9 if "after" in name else 1e-11


@each
def test_at_random_places_every_number_is_pythons(shown, make):
    element, figure = shown(make)
    rng = random.Random(6)
    for _ in range(40):
        at = {name: rng.uniform(entry.low, entry.high) for name, entry in figure.ranges.items()}
        at |= {name: round(at[name]) for name in ("steps", "layout") if name in at}
        state = ",".join(f"{name.replace('/', '%2F')}={value!r}" for name, value in at.items())
        element.page.evaluate("hash => { location.hash = hash }", f"#{figure.spec['id']}:{state}")
        assert hold(element, figure, slack=long_way) == pytest.approx(at, rel=1e-15)
    element.get_by_role("button", name="Reset").click()
    assert hold(element, figure, slack=long_way) == pytest.approx(figure.inputs, rel=1e-14)


def place_of(figure, x, y, box):
    """Where a point of the map lies in the page."""
    across, up = (figure.ranges[figure.spec[key]] for key in ("across", "up"))
    return (
        box["x"] + box["width"] * (x - across.low) / (across.high - across.low),
        box["y"] + box["height"] * (up.high - y) / (up.high - up.low),
    )


@each
@pytest.mark.parametrize("width", [1280, 360])
def test_one_unit_is_as_long_across_as_upwards(shown, make, width):
    element, figure = shown(make, width=width)
    across, up = (figure.ranges[figure.spec[key]] for key in ("across", "up"))
    box = frame(element)
    unit = box["width"] / (across.high - across.low)
    assert unit == pytest.approx(box["height"] / (up.high - up.low), rel=0.01)
    assert element.evaluate("root => root.scrollWidth <= root.clientWidth")


@each
def test_the_point_follows_the_mouse_in_both_directions(shown, make):
    element, figure = shown(make)
    point, mouse = element.locator('[data-drag="point"]'), element.page.mouse
    box = frame(element)
    across, up = (figure.ranges[figure.spec[key]] for key in ("across", "up"))
    mouse.move(*center(point.locator(".mlcalc-dot")))
    mouse.down()
    for sx, sy in ((0.3, 0.6), (0.71, 0.25), (0.1, 0.9)):
        x, y = across.low + sx * (across.high - across.low), up.high - sy * (up.high - up.low)
        mouse.move(*place_of(figure, x, y, box), steps=3)
        now = hold(element, figure, slack=long_way)
        assert now[across.name] == pytest.approx(x, abs=0.02 * (across.high - across.low))
        assert now[up.name] == pytest.approx(y, abs=0.02 * (up.high - up.low))
    mouse.up()
    mouse.move(box["x"] + 5, box["y"] + 5)
    assert hold(element, figure, slack=long_way) == now, "it moves though nobody holds it"


@each
def test_arrow_keys_move_the_point_left_right_up_and_down(shown, make):
    element, figure = shown(make)
    point = element.locator('[data-drag="point"]')
    x, y = (figure.ranges[figure.spec[key]] for key in ("across", "up"))
    assert point.get_attribute("role") == "slider"
    point.focus()
    for key, dx, dy in (
        ("ArrowRight", 1, 0),
        ("ArrowUp", 1, 1),
        ("ArrowDown", 1, 0),
        ("Shift+ArrowLeft", -9, 0),
        ("PageDown", -9, -10),
    ):
        point.press(key)
        now = hold(element, figure, slack=long_way)
        assert now[x.name] == pytest.approx(x.start + dx * x.step, abs=1e-9), key
        assert now[y.name] == pytest.approx(y.start + dy * y.step, abs=1e-9), key
    element.page.wait_for_timeout(800)
    assert point.get_attribute("aria-valuetext").startswith(f"{x.name} = ")
    said = element.locator('p[role="status"].mlcalc-hidden').inner_text()
    assert f"derivative of {figure.spec['value']} by {y.name} = " in said


def test_the_point_follows_a_finger_and_the_page_stays(shown):
    element, figure = shown(walking, width=390, height=844, has_touch=True, is_mobile=True)
    page = element.page
    point = element.locator('[data-drag="point"]')
    point.scroll_into_view_if_needed()
    settle(page)
    scrolled, fingers = page.evaluate("scrollY"), page.context.new_cdp_session(page)
    x0, y0 = center(point.locator(".mlcalc-dot"))
    for kind, places in (("touchStart", [(x0, y0)]), ("touchMove", [(x0 - 20, y0 - 2)]),
                         ("touchMove", [(x0 - 30, y0 - 50)]), ("touchEnd", [])):  # fmt: skip
        points = [{"x": px, "y": py} for px, py in places]
        fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
        now = hold(element, figure, slack=long_way)
    assert now["b"] > 0.5
    assert now["w"] < 1
    assert page.evaluate("scrollY") == scrolled, "the page scrolled under the finger"


def ends(path):
    return [tuple(map(float, pair.split(","))) for pair in re.findall(r"-?[\d.]+,-?[\d.]+", path)]


@pytest.mark.parametrize("make", [plain, walking, moving])
def test_the_gradient_stands_at_a_right_angle_on_the_contour(shown, make):
    element, figure = shown(make)
    element.page.wait_for_timeout(300)
    (x0, y0), (x1, y1) = ends(element.locator('[data-role="slope"] .mlcalc-shaft').get_attribute("d"))
    fx, fy = (figure.values[name] for name in figure.spec["slopes"])
    # upwards is negative in pixels; the same unit in both directions
    across = (x1 - x0) * fy - (y0 - y1) * fx
    assert across == pytest.approx(0, abs=0.02 * np.hypot(fx, fy) * np.hypot(x1 - x0, y1 - y0))


def test_the_contours_lie_where_the_function_has_their_level(shown):
    element, figure = shown(plain)
    element.page.wait_for_timeout(400)
    box = frame(element)
    bands = element.locator("path.mlcalc-band").all()
    assert len(bands) == len(figure.spec["levels"])
    found = 0
    for level, band in zip(figure.spec["levels"], bands, strict=True):
        for px, py in ends(band.get_attribute("d"))[::7]:
            if 4 < px < box["width"] - 4 and 4 < py < box["height"] - 4:
                x, y = 6 * px / box["width"], 3 - 6 * py / box["height"]
                assert figure.evaluate(x=x, y=y)["f"] == pytest.approx(level, abs=0.4)
                found += 1
    assert found > 50


def test_descent_is_drawn_step_by_step_from_every_start(shown):
    element, figure = shown(walking)
    settle(element.page)
    ways = [ends(way.get_attribute("d")) for way in element.locator("path.mlcalc-way").all()]
    assert [len(way) for way in ways] == [51, 51, 51]
    box = frame(element)
    for way, start in zip(ways, [(1.3, -0.1), (-3, -1), (3, 2)], strict=True):
        x, y = place_of(figure, *start, {**box, "x": 0, "y": 0})
        assert way[0] == pytest.approx((x, y), abs=0.3)
    x, y = place_of(figure, figure.values["w after"], figure.values["b after"], {**box, "x": 0, "y": 0})
    assert ways[0][-1] == pytest.approx((x, y), abs=0.3)
    element.locator('input[data-name="steps"]').fill("3")
    settle(element.page)
    assert len(ends(element.locator("path.mlcalc-way").first.get_attribute("d"))) == 4


# How long each outline is that is drawn from now on: a slow machine may draw the fine one before it is looked at.
DRAWN = """path => {
  globalThis.drawn = [];
  new MutationObserver(() => drawn.push(path.getAttribute("d").length)).observe(path, {attributeFilter: ["d"]});
}"""


def test_the_land_is_coarse_while_it_moves_and_fine_when_it_rests(shown):
    element, figure = shown(curved)
    element.page.wait_for_timeout(400)
    band = element.locator("path.mlcalc-band").nth(5)
    fine, slider = len(band.get_attribute("d")), element.locator('input[data-name="a"]')
    assert element.locator(".mlcalc-levels text").count() >= 5
    band.evaluate(DRAWN)
    slider.press("ArrowRight")
    hold(element, figure, slack=long_way)
    element.page.wait_for_timeout(500)
    first, *_, last = element.page.evaluate("drawn")
    assert first < fine / 2 < last
    assert element.locator(".mlcalc-levels text").count() >= 5
    before = element.locator("path.mlcalc-band").nth(5).get_attribute("d")
    element.locator('input[data-name="x"]').press("ArrowRight")
    hold(element, figure, slack=long_way)
    assert element.locator("path.mlcalc-band").nth(5).get_attribute("d") == before, "the point does not move the land"


def test_the_tip_of_the_velocity_can_be_dragged_and_moved_by_keys(shown):
    element, figure = shown(moving)
    tip, mouse = element.locator('[data-drag="velocity"]'), element.page.mouse
    box = frame(element)
    mouse.move(*center(tip.locator(".mlcalc-dot")))
    mouse.down()
    mouse.move(*place_of(figure, 4, -3, box), steps=4)
    now = hold(element, figure)
    mouse.up()
    assert (now["w1"], now["w2"]) == (10, 1)
    assert now["dw1/dt"] == pytest.approx(-6, abs=0.2)
    assert now["dw2/dt"] == pytest.approx(-4, abs=0.2)
    tip.focus()
    tip.press("ArrowUp")
    assert hold(element, figure)["dw2/dt"] > now["dw2/dt"]


def test_the_layout_switch_retypesets_the_formula_and_is_part_of_the_state(shown):
    element, figure = shown(moving)
    lines = element.locator(".mlcalc-formulas .mlcalc-formulas")
    assert [lines.nth(i).is_visible() for i in range(2)] == [True, False]
    element.get_by_label("denominator").check()
    assert hold(element, figure)["layout"] == 1
    assert [lines.nth(i).is_visible() for i in range(2)] == [False, True]
    element.page.evaluate("hash => { location.hash = hash }", f"#{figure.spec['id']}:layout=0")
    assert hold(element, figure)["layout"] == 0
    assert element.get_by_label("numerator").is_checked()
    assert lines.first.is_visible()


def test_arrows_have_names_and_colours_of_their_own(shown):
    element, _figure = shown(curved)
    settle(element.page)
    names = element.locator(".mlcalc-arrow-name:visible")
    assert names.count() == 3
    assert len(set(names.evaluate_all("all => all.map(n => n.textContent)"))) == 3
    assert len(set(names.evaluate_all("all => all.map(n => getComputedStyle(n).color)"))) == 3
