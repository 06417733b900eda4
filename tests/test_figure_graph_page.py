"""The computation in a real browser: stepped forwards and back, broken on purpose, and moved by every hand."""

import random

import pytest
from live import center, hold, settle
from test_figure_graph import MADE, swept, the_chapters

from mlcalc import figures

each = pytest.mark.parametrize("make", MADE, ids=[f.__name__ for f in MADE.values()])

BOXES = """root => Object.fromEntries([...root.querySelectorAll('.mlcalc-vertex')].map(box => [box.dataset.node, {
  value: getComputedStyle(box.querySelector('.mlcalc-vertex-value')).visibility === 'visible',
  slope: getComputedStyle(box.querySelector('.mlcalc-vertex-slope')).visibility === 'visible'
    ? Number(box.querySelector('[data-cotangent]').dataset.value) : null,
  here: box.dataset.here,
  wrong: getComputedStyle(box.querySelector('.mlcalc-vertex-wrong')).display !== 'none',
}]))"""


def boxes(element):
    settle(element.page)
    return element.evaluate(BOXES)


def scrub(element, step):
    element.locator(".mlcalc-tape-scrubber").evaluate(
        "(s, to) => { s.value = to; s.dispatchEvent(new Event('input', { bubbles: true })) }", step
    )


def steps(element):
    return int(element.locator(".mlcalc-tape-scrubber").get_attribute("max"))


def cotangents(element, figure):
    found = boxes(element)
    return [found[name]["slope"] or 0.0 for name in figure.inputs]


@each
def test_it_comes_alive_with_all_values_and_derivatives(shown, make):
    element, figure = shown(make)
    hold(element, figure)
    result = figure.spec["value"]
    for name, box in boxes(element).items():
        assert box["value"]
        assert not box["wrong"]
        assert (box["slope"] or 0.0) == pytest.approx(figure.values[f"d{result}/d{name}"], rel=1e-12)


@each
def test_at_random_places_the_pages_own_way_back_ends_at_pythons_derivatives(shown, make):
    element, figure = shown(make)
    rng = random.Random(8)
    result = figure.spec["value"]
    for _ in range(25):
        at = {name: round(rng.uniform(e.low, e.high), 6) for name, e in figure.ranges.items()}
        entries = ",".join(f"{name}={value}" for name, value in at.items())
        element.page.evaluate("hash => { location.hash = hash }", f"#{figure.spec['id']}:{entries}")
        assert hold(element, figure) == at
        values = figure.evaluate(**at)
        truth = [values[f"d{result}/d{name}"] for name in at]
        assert cotangents(element, figure) == pytest.approx(truth, rel=1e-11, abs=1e-12)
    element.get_by_role("button", name="Reset").click()
    assert hold(element, figure) == pytest.approx(figure.inputs, rel=1e-14)


def test_the_tape_goes_forwards_then_starts_with_1_then_back(shown):
    element, _ = shown(the_chapters)
    element.get_by_role("button", name="First step").click()
    known = boxes(element)
    assert [name for name, box in known.items() if box["value"]] == ["a"]
    assert all(box["slope"] is None for box in known.values())
    words, formula = element.locator(".mlcalc-telling-words"), element.locator(".mlcalc-telling-lines")
    forward = element.get_by_role("button", name="One step forward")
    for _ in range(2):
        forward.click()
    assert "computed from" in words.inner_text()
    numbers = formula.locator("output").evaluate_all("all => all.map(o => Number(o.dataset.value))")
    assert numbers == [2, 3, 5], "c = a + b with its numbers"
    for _ in range(5):
        forward.click()
    assert "A 1 starts it" in words.inner_text()
    assert boxes(element)["y"]["slope"] == 1
    assert boxes(element)["v1"]["slope"] is None
    forward.click()
    assert boxes(element)["v1"] == {"value": True, "slope": 1, "here": "taker", "wrong": False}
    assert boxes(element)["y"]["here"] == "giver"
    element.get_by_role("button", name="One step back").click()
    assert boxes(element)["v1"]["slope"] is None


def test_a_share_is_cotangent_times_partial_and_is_added_to_what_was_there(shown):
    element, _ = shown(the_chapters)
    formula = element.locator(".mlcalc-telling-lines")
    seen = []
    for step in range(8, steps(element)):
        scrub(element, step)
        cotangent, partial, share, before, added, after = formula.locator("output").evaluate_all(
            "all => all.map(o => Number(o.dataset.value))"
        )
        assert share == cotangent * partial == added
        assert after == before + share
        seen.append(after)
    assert seen == [1, 1, 6, 5, 7, 6, 18, 12, 25, 19]
    assert element.locator(".mlcalc-passed:visible").count() == 10


@pytest.mark.parametrize(
    ("breaks", "wrong"),
    [(("adds",), [1, 1]), (("waits",), [29, 22]), (("adds", "waits"), [15, 10])],
    ids=["= for +=", "at once", "both"],
)
def test_broken_on_purpose_the_wrong_numbers_are_called_wrong(shown, breaks, wrong):
    element, figure = shown(the_chapters)
    for name in breaks:
        element.locator(f'input[data-break="{name}"]').check()
    assert cotangents(element, figure) == wrong == swept(figure, **dict.fromkeys(breaks, False))
    found = boxes(element)
    assert [found[name]["wrong"] for name in ("a", "b", "y")] == [True, True, False]
    words = element.locator(".mlcalc-telling-words").inner_text()
    assert "Done, and wrong" in words
    said = element.locator(".mlcalc-telling-words output").evaluate_all("all => all.map(o => Number(o.dataset.value))")
    assert said == [25, 19], "the true derivatives"
    hold(element, figure)
    for name in breaks:
        element.locator(f'input[data-break="{name}"]').uncheck()
    assert cotangents(element, figure) == [25, 19]
    assert "these are the derivatives" in element.locator(".mlcalc-telling-words").inner_text()


def test_the_verdict_follows_the_numbers(shown):
    element, figure = shown(lambda: figures.graph(lambda a, b: a * a + b, a=(-1, 1, 0.5), b=(0, 1)))
    element.locator('input[data-break="adds"]').check()
    assert "wrong" in element.locator(".mlcalc-telling-words").inner_text()
    element.locator('input[type="range"][data-name="a"]').evaluate(
        "s => { s.value = 0; s.dispatchEvent(new Event('input')) }"
    )
    hold(element, figure)
    assert "by luck" in element.locator(".mlcalc-telling-words").inner_text()


def test_a_box_follows_the_mouse_upwards_and_downwards_and_the_keys(shown):
    element, figure = shown(the_chapters)
    box, mouse = element.locator('[data-drag="a"]'), element.page.mouse
    box.scroll_into_view_if_needed()
    x, y = center(box)
    mouse.move(x, y)
    mouse.down()
    mouse.move(x, y - 26, steps=4)
    assert hold(element, figure)["a"] == pytest.approx(3.0, abs=0.05)
    mouse.move(x, y + 26, steps=4)
    assert hold(element, figure)["a"] == pytest.approx(1.0, abs=0.05)
    mouse.move(x, y - 900)
    assert hold(element, figure)["a"] == 5
    mouse.up()
    mouse.move(x, y)
    assert hold(element, figure)["a"] == 5, "it moves though nobody holds it"
    for key, to in (("Home", -5), ("ArrowUp", -4.9), ("Shift+ArrowUp", -3.9), ("ArrowLeft", -4)):
        box.press(key)
        assert hold(element, figure)["a"] == pytest.approx(to), key
    element.page.wait_for_timeout(800)
    assert box.get_attribute("aria-valuetext").startswith("a = ")


def test_a_box_follows_a_finger_and_the_page_stays(shown):
    element, figure = shown(the_chapters, width=390, height=844, has_touch=True, is_mobile=True)
    page, box = element.page, element.locator('[data-drag="b"]')
    box.scroll_into_view_if_needed()
    settle(page)
    scrolled, fingers = page.evaluate("scrollY"), page.context.new_cdp_session(page)
    x, y = center(box)
    for kind, places in (("touchStart", [(x, y)]), ("touchMove", [(x + 20, y)]), ("touchMove", [(x + 26, y)]),
                         ("touchEnd", [])):  # fmt: skip
        points = [{"x": px, "y": py} for px, py in places]
        fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    assert hold(element, figure)["b"] == pytest.approx(4.0, abs=0.1)
    assert page.evaluate("scrollY") == scrolled, "the page scrolled under the finger"


def test_the_keyboard_alone_steps_and_breaks(shown):
    element, figure = shown(the_chapters)
    scrubber = element.locator(".mlcalc-tape-scrubber")
    scrubber.press("Home")
    assert [name for name, box in boxes(element).items() if box["value"]] == ["a"]
    scrubber.press("ArrowRight")
    assert scrubber.get_attribute("aria-valuetext") == "step 2 of 19, forwards"
    scrubber.press("End")
    element.locator('input[data-break="waits"]').press("Space")
    assert cotangents(element, figure) == [29, 22]


def test_a_line_of_the_tape_leads_to_its_step(shown):
    element, _ = shown(the_chapters)
    lines = element.locator(".mlcalc-tape li")
    assert lines.count() == steps(element) + 1
    lines.nth(4).click()
    assert "step 5 of 19" in element.locator(".mlcalc-place").inner_text()
    assert boxes(element)["v1"]["here"] == "now"
