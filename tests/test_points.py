"""The built book, opened from disk in a real browser: the point in a figure follows mouse, keyboard and finger."""

import pytest
from live import center, each_figure, ends, hold, near, place, settle


def along(figure):
    return next(entry for entry in figure.spec["inputs"] if entry["name"] == figure.spec["along"])


def drag(element, figure, down, move, up, first=(0, 60)):
    """Take the point, carry it to some places, let go; at each the point is under the pointer and all numbers hold."""
    entry = along(figure)
    point, drawing = element.locator('[data-drag="point"]'), element.locator("svg.mlcalc-inside")
    point.scroll_into_view_if_needed()
    box = drawing.bounding_box()
    low, high, step = ends(entry)
    a_step = box["width"] * step / (high - low)
    x, y = center(point)
    down(x, y)
    move(x + first[0], y + first[1])
    for share in (0.2, 0.9, 0.45):
        x = box["x"] + box["width"] * share
        move(x, y)
        hold(element, figure)
        assert center(point)[0] == pytest.approx(x, abs=1.5 + a_step / 2), "the point is not under the pointer"
    move(box["x"] + box["width"] + 300, y)
    beyond = hold(element, figure)[entry["name"]]
    assert high - step <= place(entry, beyond) <= high, "carried past the end it stays at the end"
    up()
    move(box["x"] + 30, y)
    assert hold(element, figure)[entry["name"]] == beyond, "it moves though nobody holds it"


@each_figure
def test_the_point_follows_mouse_and_keyboard(figure_in, where, name):
    element, figure = figure_in(where, name)
    mouse = element.page.mouse

    def down(x, y):
        mouse.move(x, y)
        mouse.down()

    drag(element, figure, down, lambda x, y: mouse.move(x, y, steps=2), mouse.up)

    entry = along(figure)
    point, (low, _, step) = element.locator('[data-drag="point"]'), ends(entry)
    assert point.get_attribute("role") == "slider"
    point.focus()
    for key, to in (("Home", low), ("ArrowRight", low + step), ("Shift+ArrowRight", low + 11 * step),
                    ("PageUp", low + 21 * step), ("ArrowLeft", low + 20 * step)):  # fmt: skip
        point.press(key)
        assert hold(element, figure)[entry["name"]] == near(entry, to), key
    element.page.wait_for_timeout(700)  # said when the movement rests, not at every key
    assert float(point.get_attribute("aria-valuenow")) == near(entry, to)


@each_figure
def test_the_point_follows_a_finger_and_the_page_stays(figure_in, where, name):
    element, figure = figure_in(where, name, width=390, height=844, has_touch=True, is_mobile=True)
    page, held = element.page, []
    element.locator('[data-drag="point"]').scroll_into_view_if_needed()
    settle(page)
    scrolled, fingers = page.evaluate("scrollY"), page.context.new_cdp_session(page)

    def send(kind, *places):
        points = [{"x": x, "y": y} for x, y in places]
        fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
        held[:] = places

    drag(element, figure, lambda x, y: send("touchStart", (x, y)),
         lambda x, y: send("touchMove", (x, y)) if held else None, lambda: send("touchEnd"),
         first=(12, 0))  # upright it would scroll the page  # fmt: skip
    assert page.evaluate("scrollY") == scrolled, "the page scrolled under the finger"
