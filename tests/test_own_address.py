"""Own functions in the address: a link carries them, and a hostile one is a sentence."""

import pytest
from figure_page import write_page
from live import live, settle
from own_figures import curve, link_of, several, type_in


def test_a_link_carries_functions_ranges_and_values(shown, page_of, tmp_path):
    element, figure = shown(several)
    type_in(element, "g", "max(a, x_1) + x/100")
    end = element.locator('[data-window="a"][data-end="high"]')
    end.fill("2pi")
    end.press("Enter")
    element.locator('input[data-name="a"]').focus()
    element.page.keyboard.press("ArrowRight")
    link = link_of(element)
    assert "%28" in link, "a bracket in an address ends it for many a program"
    other = live(page_of(write_page(tmp_path, figure), fragment=link), figure.spec["id"])
    assert other.locator('input[data-formula="g"]').input_value() == "max(a, x_1) + x/100"
    assert other.locator('input[data-formula="f"]').input_value() == "sin(x)"
    assert float(other.locator('[data-window="a"][data-end="high"]').input_value()) == pytest.approx(6.283, abs=1e-3)
    for name in ("a", "g", "x_1", "dg/da"):
        values = [e.locator(f'output[data-name="{name}"]').first.get_attribute("data-value") for e in (element, other)]
        assert values[0] == values[1]
    assert link_of(other) == link


@pytest.mark.parametrize(
    "text",
    ["<img src=x onerror=window.hacked=1>", "');window.hacked=1;('", "javascript:window.hacked=1", "\\href{x}{y}",
     "\\htmlData{out=0}{0}", "__proto__", "constructor.constructor('window.hacked=1')()", "%", "x%2Cw=3"],
)  # fmt: skip
def test_a_hostile_address_is_a_sentence_and_runs_nothing(page_of, tmp_path, text):
    page = page_of(write_page(tmp_path, curve()))
    element = live(page, "own-curve")
    for hostile in (text, page.evaluate("encodeURIComponent", text)):
        page.evaluate("hash => { location.hash = hash }", f"#own-curve:C={hostile}")
        settle(page)
        assert element.get_attribute("data-state") == "live"
        assert page.evaluate("window.hacked") is None
        assert element.locator(".mlcalc-own img, .mlcalc-own a, .mlcalc-own script").count() == 0
    assert element.locator("output[data-name='C']").count() > 0
