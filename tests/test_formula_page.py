"""An answer that is a formula, in a real browser: typed, typeset, said aloud, checked, its slip named."""

import pytest
from formula_questions import root, sine, slope
from live import seen, settle


def boxes(element):
    return element.locator("input[data-answer]")


def verdict(element):
    """(the verdict, the slip or None, what is said)."""
    box = element.locator(".mlcalc-verdict")
    said = seen(box.locator("> div")).strip()
    return box.get_attribute("data-verdict"), box.get_attribute("data-slip"), said


def answer(element, *texts):
    """Type as a reader does, press Enter, and return what is then said."""
    for i, text in enumerate(texts):
        boxes(element).nth(i).fill(text)
    boxes(element).nth(len(texts) - 1).press("Enter")
    return verdict(element)


def test_what_is_typed_stands_typeset_below_it_and_is_said_in_words(shown):
    element, _ = shown(sine)
    preview = element.locator(".mlcalc-preview")
    box = boxes(element)
    box.press_sequentially("6x cos(")
    assert preview.get_attribute("data-verdict") == "unread"
    assert "missing" in preview.inner_text()
    box.press_sequentially("3x^2)")
    assert preview.get_attribute("data-verdict") is None
    assert seen(preview).replace(" ", "") == "6xcos(3x2)"
    told = element.locator("p[role=status]")
    told.filter(has_text="6 times x times cosine of open bracket 3 times x squared close bracket").wait_for(
        state="attached"
    )
    box.fill("log x")
    assert "natural logarithm" in preview.inner_text()
    assert element.locator(".mlcalc-verdict").get_attribute("data-verdict") is None


def test_enter_and_the_button_check_alike(shown):
    element, _ = shown(sine)
    boxes(element).fill("6x cos(3x^2)")
    element.locator("button.mlcalc-check").click()
    assert verdict(element)[0] == "right"
    assert answer(element, "6x*cos(3*x**2)")[0] == "right"
    assert element.locator(".mlcalc-solved").inner_text() == "✓ answered"


def test_a_slip_is_named_with_the_numbers_of_the_moment(shown):
    element, question = shown(sine)
    for _ in range(2):
        a = question.inputs["a"]
        kind, slip, said = answer(element, f"cos({a:g}x^2)")
        assert (kind, slip) == ("mistake", "inner")
        assert said.replace(" ", "").endswith(f"inside:2⋅{a:g}x.")
        assert answer(element, f"{2 * a:g}x cos({a:g}x^2)")[0] == "right"
        element.get_by_role("button", name="Another one").click()
        assert boxes(element).input_value() == ""
        assert element.locator(".mlcalc-preview").inner_text() == ""
        question.another()


def test_the_author_s_own_mistake_and_what_no_slip_explains(shown):
    element, question = shown(root)
    assert answer(element, "x^2") == ("mistake", None, "That is the square, the way back.")
    kind, slip, said = answer(element, "x/2")
    assert (kind, slip) == ("wrong", None)
    assert said == "Not yet: at x=1.61 your formula is 0.805, and it should be 1.269."
    assert question.check("x/2").replace("x = ", "x=") == said


def test_a_gradient_is_judged_entry_by_entry(shown):
    element, _ = shown(slope)
    assert [boxes(element).nth(i).get_attribute("data-answer") for i in range(2)] == ["1", "2"]
    kind, slip, said = answer(element, "x y", "x^2")
    assert (kind, slip) == ("mistake", "power")
    assert said.startswith("Right so far: entry 2.")
    kind, _, said = answer(element, "2xy", "x^")
    assert kind == "unread"
    assert said.startswith("Entry 2: ")
    assert boxes(element).nth(1).get_attribute("aria-invalid") == "true"
    assert element.locator(":focus").get_attribute("data-answer") == "2"
    assert answer(element, "2xy", "x^2")[0] == "right"


@pytest.mark.parametrize(
    "text",
    ["", "<img src=x onerror=alert(1)>", "constructor", "__proto__", "x" * 10_001, "((((x", "6t", r"\href{a}{x}"],
)
def test_what_is_no_formula_gets_a_sentence_and_does_not_count(shown, text):
    element, _ = shown(sine)
    dialogs = []
    element.page.on("dialog", lambda dialog: dialogs.append(dialog.message) or dialog.dismiss())
    kind, slip, said = answer(element, text)
    assert (kind, slip) == ("unread", None)
    assert len(said) > 15
    assert dialogs == []
    assert element.locator("img").count() == 0
    assert answer(element, "6x cos(3x^2)")[0] == "right"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone_box_preview_and_button_fit_and_stand_in_order(shown, scheme):
    element, _ = shown(slope, width=360, height=640, color_scheme=scheme)
    boxes(element).first.fill("2xy + " * 20 + "1")
    settle(element.page)
    assert element.page.evaluate("document.documentElement.scrollWidth") <= 360
    line = element.locator(".mlcalc-preview-line").first
    assert line.evaluate("e => e.scrollWidth > e.clientWidth && e.tabIndex === 0")
    places = [element.locator(f"{name} >> nth=0").bounding_box() for name in ("input", ".mlcalc-preview", "button")]
    assert places == sorted(places, key=lambda box: box["y"])
    assert all(box["x"] >= 0 and box["x"] + box["width"] <= 360 for box in places)
    assert all(box["height"] >= 40 for box in places)
    background = "getComputedStyle(e).backgroundColor"
    rgb = boxes(element).first.evaluate(f"e => {background}").removeprefix("rgb(").removesuffix(")").split(", ")
    assert (sum(map(int, rgb)) > 380) == (scheme == "light")


def test_by_keyboard_alone(shown):
    element, _ = shown(sine)
    keyboard = element.page.keyboard
    boxes(element).focus()
    keyboard.type("x^2")
    keyboard.press("Tab")
    assert element.locator(":focus").inner_text() == "Check"
    keyboard.press("Space")
    assert verdict(element)[0] == "wrong"
