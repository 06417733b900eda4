"""A table of steps in a real browser: filled in, checked row by row, and with fresh numbers."""

import numpy as np
import pytest
from live import seen, settle
from steps_tables import network, square
from test_steps import backpropagation


def box(element, name):
    return element.locator(f'input[data-step="{name}"]')


def fill(element, rows):
    """Type every row, entry by entry."""
    for name, value in rows.items():
        for place in np.ndindex(np.shape(value)):
            entry = f"{name}[{','.join(str(i + 1) for i in place)}]" if place else name
            box(element, entry).fill(repr(float(np.asarray(value)[place])))


def rows_said(element):
    """(verdict, slip, what is said) of every row."""
    found = []
    for row in element.locator(".mlcalc-step").all():
        verdict = row.locator(".mlcalc-verdict")
        said = seen(verdict.locator("> div")).strip() if verdict.get_attribute("data-verdict") else ""
        found.append((verdict.get_attribute("data-verdict"), verdict.get_attribute("data-slip"), said))
    return found


def summary(element):
    return element.locator(".mlcalc-verdict[role=status]")


def test_one_slip_costs_one_row_in_the_page_too(shown):
    element, table = shown(network)
    rows = backpropagation(table.inputs)
    fill(element, rows | {name: rows[name] / 2 for name in ("delta2", "delta1", "gradW1")})
    element.locator("button.mlcalc-check").click()
    found = rows_said(element)
    assert [kind for kind, _, _ in found] == ["right"] * 4 + ["mistake"] + ["right"] * 2
    assert found[4][1:] == ("term", "You left out the factor 2.")
    assert found[5][2] == "Right, from your own δ(2)."
    assert "6 of 7 rows are right." in summary(element).inner_text()
    assert "Row 5: You left out the factor 2." in summary(element).text_content()
    fill(element, {name: rows[name] for name in ("delta2", "delta1", "gradW1")})
    element.locator("button.mlcalc-check").click()
    assert summary(element).get_attribute("data-verdict") == "right"
    assert element.locator(".mlcalc-solved").inner_text() == "✓ answered"


def test_fresh_numbers_are_those_of_python(shown):
    element, table = shown(network)
    fill(element, {"z2": 3.0})
    element.get_by_role("button", name="Another one").click()
    table.another()
    assert box(element, "z2").input_value() == ""
    assert element.locator('.mlcalc-ask output[data-name="x[1]"]').get_attribute("data-value") == str(
        int(table.inputs["x[1]"])
    )
    fill(element, backpropagation(table.inputs))
    element.locator("button.mlcalc-check").click()
    assert {kind for kind, _, _ in rows_said(element)} == {"right"}


def test_enter_checks_and_goes_on_to_the_next_empty_box(shown):
    element, _ = shown(square)
    box(element, "a").fill("3 + 1")
    box(element, "a").press("Enter")
    assert rows_said(element) == [("right", None, "Right."), (None, None, "")]
    focused = element.locator(":focus")
    focused.wait_for()
    assert focused.get_attribute("data-step") == "b"
    element.page.keyboard.type("8")
    element.page.keyboard.press("Enter")
    assert rows_said(element)[1] == ("mistake", None, "That doubles a, which is 4.")


@pytest.mark.parametrize("text", ["<img src=x onerror=alert(1)>", "constructor", "1/0", "4,5", "9" * 10_001, "x"])
def test_what_is_no_number_gets_a_sentence(shown, text):
    element, _ = shown(square)
    box(element, "a").fill(text)
    box(element, "b").fill("16")
    box(element, "b").press("Enter")
    (kind, slip, said), second = rows_said(element)
    assert (kind, slip) == ("unread", None)
    assert len(said) > 15
    assert second == ("right", None, "Right.")
    assert element.locator("img").count() == 0
    assert box(element, "a").get_attribute("aria-invalid") == "true"


def test_an_entry_that_is_missing_is_asked_for(shown):
    element, _ = shown(network)
    element.locator("button.mlcalc-check").click()
    assert (summary(element).get_attribute("data-verdict"), summary(element).inner_text()) == (
        "unread",
        "?\nFill in a row first.",
    )
    box(element, "z1[1]").fill("0")
    element.locator("button.mlcalc-check").click()
    assert rows_said(element)[0] == ("unread", None, "Entry 2: Type a number first.")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone_all_rows_fit(shown, scheme):
    element, table = shown(network, width=360, height=640, color_scheme=scheme)
    fill(element, backpropagation(table.inputs))
    element.locator("button.mlcalc-check").click()
    settle(element.page)
    assert element.page.evaluate("document.documentElement.scrollWidth") <= 360
    places = [one.bounding_box() for one in element.locator("input[data-step]").all()]
    assert all(place["x"] >= 0 and place["x"] + place["width"] <= 360 for place in places)
    assert all(place["width"] >= 90 and place["height"] >= 40 for place in places)
    names = [one.get_attribute("aria-label") for one in element.locator("input[data-step]").all()]
    assert names[:2] == ["z superscript 1, entry 1", "z superscript 1, entry 2"]
    assert len(set(names)) == len(names)
