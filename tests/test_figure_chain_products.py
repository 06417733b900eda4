"""The products of a chain in a real browser: what lights up, what is spelled out, what it costs, the other layout."""

import re

from live import hold
from test_figure_chain import the_chapters, through_three


def lit(element, product):
    """The cells lit in the n-th product: row, column, entry."""
    box = element.locator(".mlcalc-product").nth(product)
    return [box.locator(f".mlcalc-entry.{kind} output").evaluate_all("all => all.map(o => o.dataset.name)")
            for kind in ("is-row", "is-column", "is-entry")]  # fmt: skip


def test_an_entry_lights_its_row_and_column_and_the_sum_is_spelled_out(shown):
    element, figure = shown(the_chapters)
    first = element.locator(".mlcalc-product").nth(0)
    for enter in ("hover", "focus"):
        for j in (2, 1):
            getattr(first.locator("button").nth(j - 1), enter)()
            assert lit(element, 0) == [
                ["J_f[1,1]", "J_f[1,2]"], [f"J_x[1,{j}]", f"J_x[2,{j}]"], [f"(J_f J_x)[1,{j}]"]
            ]  # fmt: skip
            read = first.locator(".mlcalc-sum output").evaluate_all("all => all.map(o => Number(o.dataset.value))")
            assert read[0] * read[1] + read[2] * read[3] == read[4]
            assert f"row 1 × column {j}" in first.locator(".mlcalc-sum").inner_text()
    hold(element, figure)


def test_the_bracketing_chooses_the_products_and_marks_their_price(shown):
    element, figure = shown(the_chapters)
    assert lit(element, 1)[2] == ["df/dt"]
    element.get_by_role("radio", name="column first").check()
    assert lit(element, 0) == [["J_x[1,1]", "J_x[1,2]"], ["J_u[1,1]", "J_u[2,1]"], ["dx[1]/dt"]]
    assert "1·2·1 = 2 multiplications" in element.locator(".mlcalc-product").nth(1).inner_text()
    chosen = element.locator("tr[aria-current]")
    assert chosen.count() == 1
    assert re.sub(r"\s", "", chosen.inner_text()).endswith("69,010,000100,000")
    hold(element, figure)
    element.get_by_role("radio", name="row first").press("ArrowRight")
    assert element.get_by_role("radio", name="column first").is_checked()


def test_every_bracketing_of_four_factors_makes_the_same_derivative(shown):
    element, figure = shown(through_three)
    radios = element.locator("fieldset").nth(0).get_by_role("radio")
    assert radios.count() == 5
    for i in range(5):
        radios.nth(i).check()
        hold(element, figure)
        counts = re.findall(r"= (\d+) multiplication", element.locator(".mlcalc-work").inner_text())
        assert sum(map(int, counts)) == figure.spec["bracketings"][i]["multiplications"]
        final = element.locator(".mlcalc-product").last.locator("button output")
        assert final.evaluate_all("all => all.map(o => o.dataset.name)") == ["df[1]/dt", "df[2]/dt"]


def test_the_other_layout_transposes_every_factor_and_turns_the_order_round(shown):
    element, figure = shown(the_chapters)
    element.get_by_role("radio", name="denominator").check()
    cells = element.locator(".mlcalc-overview .mlcalc-entry output").evaluate_all("all => all.map(o => o.dataset.name)")
    assert cells == ["J_u[1,1]", "J_u[2,1]", "J_x[1,1]", "J_x[2,1]", "J_x[1,2]", "J_x[2,2]",
                     "J_f[1,1]", "J_f[1,2]", "df/dt"]  # fmt: skip
    assert lit(element, 0) == [["J_x[1,1]", "J_x[2,1]"], ["J_f[1,1]", "J_f[1,2]"], ["(J_f J_x)[1,1]"]]
    assert element.get_by_role("radio", name="column first").is_checked(), "the row became a column"
    hold(element, figure)
