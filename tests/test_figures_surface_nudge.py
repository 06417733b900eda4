"""The nudge of a map: what it changes, what is predicted of it and what is missed, by formula and in a page."""

import pytest
from live import center, frame, hold
from test_figures_surface import nudged, surface
from test_figures_surface_page import place_of


def test_a_nudge_says_what_is_true_what_is_predicted_and_what_is_missed():
    figure = nudged()
    assert [figure.values[key] for key in ("Δf", "predicted", "miss")] == [9, 6, 3]
    for x, y, h in ((3, -1, 0.1), (3, -1, 0.01), (0.5, -2, 0.5), (-2, 1.5, -0.3)):
        values = figure.evaluate(x=x, y=y, Δx=h, Δy=2 * h)
        assert values["predicted"] == pytest.approx(2 * x * y * h + x**2 * 2 * h, rel=1e-13)
        assert values["miss"] == pytest.approx((y + 4 * x) * h**2 + 2 * h**3, rel=1e-9)
        assert values["Δf"] == pytest.approx((x + h) ** 2 * (y + 2 * h) - x**2 * y, rel=1e-12)
    assert figure.evaluate(Δx=0, Δy=0)["miss"] == 0
    names = {"inputs": ["Δx", "Δy"], "exact": "Δf", "predicted": "predicted", "miss": "miss"}
    assert figure.spec["nudge"] == names
    assert "changes the value by 9; the partial derivatives predict 6" in figure.spec["alt"]


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (surface(nudge=3), "nudge: expected two components, got 3; write nudge="),
        (surface(nudge=((0, 1),) * 2, velocity=((0, 1),) * 2), "nudge: a velocity is drawn"),
        (surface(nudge=((0, 1),) * 2, editable=True), "editable: the inputs of a nudge"),
    ],
    ids=["in one", "both arrows", "own and nudged"],
)
def test_a_nudge_that_cannot_be_drawn_is_refused(make, message):
    with pytest.raises(ValueError, match=message):
        make()


def test_the_tip_of_the_nudge_can_be_dragged_and_the_miss_follows(shown):
    element, figure = shown(nudged)
    tip, mouse = element.locator('[data-drag="nudge"]'), element.page.mouse
    mouse.move(*center(tip.locator(".mlcalc-dot")))
    mouse.down()
    mouse.move(*place_of(figure, 2, 1, frame(element)), steps=4)
    now = hold(element, figure)
    mouse.up()
    assert (now["x"], now["y"]) == (3, -1)
    assert (now["Δx"], now["Δy"]) == (pytest.approx(-1, abs=0.05), pytest.approx(2, abs=0.05))
    assert element.locator(".mlcalc-arc-name").count() == 0, "an angle belongs to a velocity"
