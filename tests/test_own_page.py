"""Own functions in a browser: typed, refused, linked to, reset; every number is Python's."""

import math

import numpy as np
import pytest
from figure_page import write_page
from live import live, settle
from own_figures import (
    CURVES,
    REFUSED,
    chain,
    computation,
    curve,
    descent,
    link_of,
    paths,
    random_texts,
    type_in,
    valley,
)

from mlcalc import FormulaError, figures, grad, read_formula
from mlcalc.trace import trace
from mlcalc.write.latex import to_latex

# Types every text into the box and notes what the figure says then.
TYPE = """async ([name, texts]) => {
  const root = document.querySelector(".mlcalc-figure");
  const box = root.querySelector(`input[data-formula="${name}"]`);
  const answers = [];
  for (const text of texts) {
    box.value = text;
    box.dispatchEvent(new Event("input", { bubbles: true }));
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    const preview = root.querySelector(".mlcalc-preview");
    answers.push({
      unread: preview.dataset.verdict === "unread" ? preview.textContent : null,
      latex: preview.querySelector("[data-latex]")?.dataset.latex ?? null,
      values: Object.fromEntries(
        [...root.querySelectorAll("output[data-name]")].map((o) => [o.dataset.name, o.dataset.value]),
      ),
    });
  }
  return answers;
}"""


def typed(element, name, *texts):
    return element.page.evaluate(TYPE, [name, list(texts)])


def test_two_hundred_random_formulas_agree_with_python_in_value_derivative_and_latex(shown):
    element, _ = shown(curve)
    texts = list(random_texts(200, seed=11))
    compared = refused = 0
    for text, answer in zip(texts, typed(element, "C", *texts), strict=True):
        if answer["unread"] is not None:
            refused += 1
            assert "no real number anywhere" in answer["unread"]
            continue
        f = read_formula(text)
        graph = trace(f, [0.0] * len(f.letters), list(f.letters))
        assert answer["latex"] == to_latex(graph.outputs[0]), text
        values = {name: float(value.replace("Infinity", "inf")) for name, value in answer["values"].items()}
        at = [values[letter] for letter in f.letters]
        with np.errstate(all="ignore"):
            slopes = grad(f, argnums=tuple(range(len(at))))(*at) if at else ()
            expected = {"C": float(f(*at))} | dict(
                zip((f"dC/d{x}" for x in f.letters), map(float, slopes), strict=True)
            )
        for name, want in expected.items():
            assert values[name] == pytest.approx(want, rel=1e-9, abs=1e-12, nan_ok=True), (text, name)
            compared += math.isfinite(want)
    assert compared > 250
    assert refused < 40


@pytest.mark.parametrize(("make", "name", "text"), [
    *((make, name, "k x^2 + 1") for make, name in CURVES.items()),
    (computation, "y", "k x^2 + tanh(x)"), (valley, "f", "x^2 - k y^2"), (descent, "C", "w^2 + b^4 + k/10"),
    (paths, "y", "sin(x) + k x"), (chain, "x[1]", "u_1 u_2"),
], ids=lambda value: getattr(value, "__name__", value))  # fmt: skip
def test_every_kind_takes_a_function(shown, make, name, text):
    element, figure = shown(make)
    type_in(element, name, text)
    figure.functions = {name: text}
    assert element.locator('[data-verdict="unread"]').count() == 0
    shown_values = dict(
        element.locator("output[data-name]").evaluate_all("all => all.map(o => [o.dataset.name, o.dataset.value])")
    )
    compared = shown_values.keys() & figure.values.keys()
    assert len(compared) >= 3
    for output in compared:
        assert float(shown_values[output]) == pytest.approx(figure.values[output], rel=1e-12, nan_ok=True), output
    if make is not chain:
        assert element.locator('input[type=range][data-name="k"]').count() == 1
    element.get_by_role("button", name="Reset").first.click()
    author = make()
    settle(element.page)
    for output, value in author.values.items():
        found = element.locator(f'output[data-name="{output}"]')
        if found.count():
            assert float(found.first.get_attribute("data-value")) == pytest.approx(value, rel=1e-12, nan_ok=True)


def test_what_cannot_be_read_is_told_and_the_last_figure_stays(shown):
    element, _ = shown(curve)
    type_in(element, "C", "x^3")
    path = element.locator(".mlcalc-curve").get_attribute("d")
    for text, sentence in REFUSED.items():
        if text == "":
            continue
        (answer,) = typed(element, "C", text)
        assert sentence in (answer["unread"] or ""), text
        assert element.locator('[data-verdict="unread"]').is_visible()
        assert element.locator(".mlcalc-curve").get_attribute("d") == path
        assert answer["values"]["dC/dx"] is not None
    type_in(element, "C", "x^4")
    assert element.locator('[data-verdict="unread"]').count() == 0
    assert element.locator(".mlcalc-curve").get_attribute("d") != path


def test_enter_applies_at_once(shown):
    element, _ = shown(curve)
    box = element.locator('input[data-formula="C"]')
    at_once = box.evaluate(
        """box => {
        box.value = "7x"; box.dispatchEvent(new Event("input", { bubbles: true }));
        box.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
        return box.closest(".mlcalc-figure").querySelector('output[data-name="dC/dx"]').dataset.value; }"""
    )
    assert at_once == "7"


def test_reset_brings_the_authors_function_ranges_and_values_back(shown):
    element, _ = shown(curve)
    before = element.locator("output[data-name='C']").first.get_attribute("data-value")
    type_in(element, "C", "sin(k x)")
    element.locator('input[data-name="k"]').fill("3")
    element.get_by_role("button", name="Reset").click()
    settle(element.page)
    assert element.locator('input[data-formula="C"]').input_value() == "w^2 + b*sin(w)"
    assert element.locator("output[data-name='C']").first.get_attribute("data-value") == before
    assert element.locator('input[data-name="k"]').count() == 0
    assert "C=" not in link_of(element)


def test_a_range_that_is_none_is_told(shown):
    element, _ = shown(curve)
    low = element.locator('[data-window="w"][data-end="low"]')
    low.fill("9")
    low.press("Enter")
    assert "below its upper end" in element.locator(".mlcalc-note").inner_text()
    assert low.input_value() == "\N{MINUS SIGN}3"
    low.fill("-1")
    low.press("Tab")
    slider = element.locator('input[type=range][data-name="w"]')
    assert float(slider.get_attribute("min")) == -1
    assert float(slider.input_value()) == 1.3, "what is within the new range stays"


def test_the_box_keeps_the_keyboard_while_the_figure_is_made_anew(shown):
    element, _ = shown(curve)
    box = element.locator('input[data-formula="C"]')
    box.fill("")
    box.press_sequentially("a x^2 + 1")
    settle(element.page)
    assert element.page.evaluate("document.activeElement.dataset.formula") == "C"
    assert box.input_value() == "a x^2 + 1"
    assert element.locator('input[data-name="a"]').count() == 1


def test_a_figure_saved_with_another_function_opens_with_it_and_knows_the_authors(page_of, tmp_path):
    figure = curve()
    figure.functions = {"C": "2x + 1"}
    figure.windows = {"x": (0, 8)}
    element = live(page_of(write_page(tmp_path, figure)), "own-curve")
    assert element.locator('input[data-formula="C"]').input_value() == "2x + 1"
    assert element.locator('[data-window="x"][data-end="high"]').input_value() == "8"
    element.get_by_role("button", name="Reset").click()
    assert element.locator('input[data-formula="C"]').input_value() == "w^2 + b*sin(w)"


@pytest.mark.parametrize("width", [320, 360])
def test_it_fits_a_telephone(shown, width):
    element, _ = shown(curve, width=width)
    type_in(element, "C", "sin(x)^2 + cos(a x)/(1 + x^2) + tanh(b x) - ln(1 + x^2)")
    page = element.page
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    box, preview = (element.locator(which).bounding_box() for which in ("[data-formula]", ".mlcalc-preview"))
    assert preview["y"] + preview["height"] - box["y"] < 200, "box and preview are seen together"
    sizes = element.locator(".mlcalc-ends input").evaluate_all("all => all.map(e => e.getBoundingClientRect().height)")
    assert min(sizes) >= 24


def test_a_single_formula_has_the_room_that_the_card_has(shown):
    element, _ = shown(curve, width=1280)
    settle(element.page)
    box, card = (element.locator(which).bounding_box() for which in ("[data-formula]", ".mlcalc-own"))
    assert box["width"] > min(450, 0.6 * card["width"])


def test_names_that_every_object_has_are_letters_in_the_page(shown):
    element, _ = shown(
        lambda: figures.curve(
            lambda constructor, __proto__: constructor**2 * __proto__,
            name="f",
            constructor=(-1, 1, 0.5),
            __proto__=(0, 2, 1.5),
            editable=True,
            id="names",
        )
    )
    type_in(element, "f", "constructor^3 + 2__proto__")
    value = element.locator('output[data-name="df/d__proto__"]').first.get_attribute("data-value")
    assert value == "2"
    with pytest.raises(FormulaError):
        read_formula("__proto__")


def test_a_figure_in_one_file_takes_a_function_too(page_of, tmp_path):
    path = tmp_path / "alone.html"
    curve().save(path)
    element = live(page_of(path), "own-curve")
    type_in(element, "C", "k x^2")
    assert element.locator('input[data-name="k"]').count() == 1
