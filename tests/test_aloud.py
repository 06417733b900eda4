"""One task of every kind, done with the accessibility tree and the keys alone; numbers are held against Python's."""

import math
import re

import pytest
from aloud import aloud, number
from figure_page import write_page
from live import all_figures_of, live

GALLERY = all_figures_of("gallery")
SEVEN_DIGITS = {"rel": 1e-6, "abs": 6e-7}
REST = 750  # a movement rests after 600 ms


@pytest.fixture
def heard(page_of, tmp_path):
    """`page, figure = heard("curve-C")`: that figure of the gallery, on a page of its own."""

    def open_one(name):
        page = page_of(write_page(tmp_path, GALLERY[name]))
        live(page, name)
        return page, GALLERY[name]

    return open_one


def press(page, role, name, *keys):
    """Keys for the last thing of that name: a slider stands below the drawing whose point has its name."""
    thing = page.get_by_role(role, name=name, exact=True).last
    for key in keys:
        thing.press(key)
    page.wait_for_timeout(REST)
    return aloud(page)


def test_curve_the_slope_where_w_was_moved_to(heard):
    page, figure = heard("curve-C")
    tree = press(page, "slider", "w", "Home", "PageUp", "ArrowRight")
    w = tree.number("w")
    assert w != figure.inputs["w"]
    assert tree.number("derivative of C by w") == pytest.approx(
        figure.evaluate(w=w, b=tree.number("b"))["dC/dw"], **SEVEN_DIGITS
    )


def test_paths_what_each_contributes_and_their_sum(heard):
    page, figure = heard("paths-f")
    tree = press(page, "slider", "t", "Home", "PageUp")
    said = [one.name.strip().split(" = ") for one in tree.all("button") if " via " in one.name]
    now = figure.evaluate(t=tree.number("t"))
    for variable, (name, value) in zip("xyz", said, strict=True):
        assert name == f"derivative of f by t via {variable}"
        assert number(value) == pytest.approx(now[f"df/dt via {variable}"], **SEVEN_DIGITS)
    assert tree.number("derivative of f by t") == pytest.approx(now["df/dt"], **SEVEN_DIGITS)


def test_chain_every_entry_of_a_jacobian_by_row_and_column(heard):
    page, figure = heard("chain-f")
    tree = press(page, "slider", "t", "Home", "PageUp")
    now = figure.evaluate(t=tree.number("t"), side=tree.number("side"))
    for row in (1, 2):
        for column in (1, 2):
            said = tree.number(f"Jacobian of x, row {row}, column {column}")
            assert said == pytest.approx(now[f"J_x[{row},{column}]"], rel=6e-4, abs=6e-4)


def test_graph_the_third_step_and_then_a_derivative(heard):
    page, figure = heard("graph-y")
    tree = press(page, "button", "First step", "Enter")
    tree = press(page, "button", "One step forward", "Enter", "Enter")
    assert "c=a+b=2.0+3.0=5" in [re.sub(r"\b([23])(?=[+=])", r"\1.0", one.text()) for one in tree.all("MathMLMath")]
    tree = press(page, "slider", "a", "End")
    now = figure.evaluate(a=tree.number("a"), b=tree.number("b"))
    assert tree.number("derivative of y by a") == pytest.approx(now["dy/da"], **SEVEN_DIGITS)


def test_surface_both_entries_of_the_gradient(heard):
    page, figure = heard("surface-f")
    tree = press(page, "slider", "x", "Home", "PageUp")
    inputs = {"x": tree.number("x"), "y": tree.number("y"), "rate": tree.number("rate")}
    now = figure.evaluate(**{**figure.inputs, **inputs})
    for by in "xy":
        assert tree.number(f"derivative of f by {by}") == pytest.approx(now[f"df/d{by}"], **SEVEN_DIGITS)


def test_network_a_weight_moves_the_cost(heard):
    page, figure = heard("network-4-3-2")
    weight = "W superscript 1, row 1, column 1"
    tree = press(page, "slider", weight, "PageUp")
    at = {**figure.inputs, "W1[1,1]": tree.number(weight)}
    assert at != figure.inputs
    now = figure.evaluate(**at)
    assert tree.number("C") == pytest.approx(now["C"], **SEVEN_DIGITS)
    said = tree.number("derivative of C by W superscript 2, row 1, column 3")
    assert said == pytest.approx(now["dC/dW2[1,3]"], abs=6e-4)


def test_training_the_cost_before_the_first_step(heard):
    page, figure = heard("training-2-5-1")
    tree = press(page, "slider", "step", "Home")
    assert tree.number("step") == 0
    now = figure.evaluate(**{**figure.inputs, "step": 0.0})
    assert tree.number("C") == pytest.approx(now["C"], **SEVEN_DIGITS)


def test_digit_a_pixel_is_emptied_and_the_cost_follows(heard):
    page, figure = heard("digit-64-16-10")
    cells = [[int(digits) for digits in re.findall(r"\d+", one.name)[:3]] for one in aloud(page).all("gridcell")]
    row, column, _ = max(cells, key=lambda cell: cell[2])
    page.get_by_role("gridcell", name=f"row {row}, column {column}: ").focus()
    page.keyboard.press("Space")
    page.wait_for_timeout(REST)
    now = figure.evaluate(**{**figure.inputs, f"x[{row},{column}]": 0.0})
    tree = aloud(page)
    assert tree.number("C") == pytest.approx(now["C"], abs=6e-7)
    assert f"row {row}, column {column}: ink 0 %" in " ".join(one.name for one in tree.all("gridcell"))


def test_question_is_understood_and_answered(heard):
    page, _ = heard("question-a-can-of-radius")
    r, h = (number(one.text()) for one in aloud(page).all("MathMLMath")[:2])
    box = page.get_by_role("textbox", name="Your answer")
    box.fill(f"{2 * math.pi * r * h + math.pi * r**2:.6f}")
    box.press("Enter")
    assert any(one.text().startswith("✓") or "Right" in one.text() for one in aloud(page).all("status"))


GROUPS = {
    "curve-C": ("curve of C against w", "C = 0.284400"),
    "paths-f": ("paths from t to f", "derivative of f by t = 1.468694"),
    "network-4-3-2": ("network with layers of 4, 3, 2", "C = 3.892686"),
}


@pytest.mark.parametrize("name", GROUPS)
def test_a_live_figure_has_a_name_and_says_its_state(heard, name):
    page, _ = heard(name)
    title, state = GROUPS[name]
    assert state in aloud(page).one("group", title).description
    assert [one for one in aloud(page).all("status") if one.text() and not one.name] == []


@pytest.mark.parametrize(("name", "button"), [("graph-y", "One step back"), ("network-4-3-2", "one step back")])
def test_ten_quick_steps_are_announced_once(heard, name, button):
    page, _ = heard(name)
    page.wait_for_timeout(REST)
    page.evaluate("""() => {
      window.announced = [];
      for (const region of document.querySelectorAll("[role=status], [aria-live=polite]"))
        new MutationObserver(() => announced.push(region.textContent))
          .observe(region, { childList: true, characterData: true, subtree: true });
    }""")
    # in one go: how long a busy machine takes between two steps is not what is asked here
    page.get_by_role("button", name=button, exact=True).evaluate(
        "button => { for (let i = 0; i < 10; i++) button.click(); }"
    )
    page.wait_for_timeout(REST)
    (said,) = page.evaluate("announced")
    assert "step 9 of 19" in said or said.startswith("1 of ")
