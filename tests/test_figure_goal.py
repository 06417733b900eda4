"""What stands beside a curve: functions that are not drawn, words at its axes, what is said when a goal is reached."""

import math

import pytest
from figure_page import write_page
from live import hold, live, seen, settle

from mlcalc import figures


def curve(**options):
    return figures.curve(lambda w, b: (w + b) ** 2, w=(-3, 3, 1.3), b=(-2, 2, -0.1), name="C", id="f", **options)


def answers(**options):
    def hot(w, b):
        return w * 2 + b

    return curve(
        also={"a_1": hot, "a_0": lambda b: b**3}, goal=(0.5, "Near enough."), axes=("weight", "cost"), **options
    )


def test_functions_that_are_not_drawn_are_numbers_of_the_figure():
    figure = answers()
    assert figure.values["a_1"] == pytest.approx(2.5)
    assert figure.evaluate(b=2)["a_0"] == 8
    assert "curves" not in figure.spec
    assert r"a_{1} = w \cdot 2 + b = " in figure.spec["formula"][-1] or "a_{1}" in figure.spec["formula"][-1]
    assert {"a_1", "a_0"} <= set(figure.spec["numbers"])


def test_they_may_use_an_input_that_the_curve_does_not():
    figure = figures.curve(lambda w: w**2, w=(0, 1), k=(0, 2, 1.5), also={"a": lambda k: 2 * k}, name="C")
    assert figure.values["a"] == 3
    assert "dC/dk" not in figure.values


@pytest.mark.parametrize(("options", "error", "says"), [
    ({"also": {"C": lambda w: w}}, ValueError, "also: 'C' needs a name of its own"),
    ({"also": {"a": 3}}, ValueError, "also: 'a' needs .* a function, got 3"),
    ({"goal": 0.1}, TypeError, "goal: expected a number and what is said below it, got 0.1"),
    ({"axes": "weight"}, TypeError, "axes: expected a word for across and one for up, got 'weight'"),
])  # fmt: skip
def test_what_cannot_be_is_refused(options, error, says):
    with pytest.raises(error, match=says):
        curve(**options)


@pytest.mark.parametrize("editable", [False, True])
def test_the_page_says_so_when_the_goal_is_reached_and_no_longer_when_it_is_lost(page_of, tmp_path, editable):
    figure = answers(editable=editable)
    element = live(page_of(write_page(tmp_path, figure)), "f")
    hold(element, figure)
    told, height = element.locator(".mlcalc-goal"), element.bounding_box()["height"]
    assert told.text_content() == ""
    slide(element, 0.3)
    assert math.isclose(float(element.locator("output[data-name=C]").first.get_attribute("data-value")), 0.04)
    assert told.text_content() == "Near enough."
    assert told.get_attribute("role") == "status"
    assert element.bounding_box()["height"] == height, "the page moves"
    slide(element, 2)
    assert told.text_content() == ""


def slide(element, to):
    element.locator("input[type=range][data-name=w]").evaluate(
        "(e, to) => { e.value = to; e.dispatchEvent(new Event('input', { bubbles: true })); }", to
    )
    settle(element.page)


def test_the_axes_have_words_before_their_symbols_until_a_reader_types_another_function(page_of, tmp_path):
    element = live(page_of(write_page(tmp_path, answers(editable=True))), "f")

    def titles():
        return [seen(title).strip() for title in element.locator(".mlcalc-axis-label").all()]

    assert titles() == ["weight w", "cost C"]
    element.locator("input[data-formula]").fill("sin w")
    for _ in range(3):
        settle(element.page)
    assert titles() == ["w", "C"], "a cost is no longer what is up"
