"""Figures on paper, in the colours a system forces, in other people's themes, and in larger letters."""

import io

import numpy as np
import pytest
from figure_page import write_page
from PIL import Image

from mlcalc import Network, figures

READER = Network.random([16, 4, 3], seed=1, activation=["tanh", "softmax"], cost="cross-entropy")


def paths():
    return figures.paths(lambda x, y: x * y, x=lambda t: t**2, y=lambda t: 3 - t, t=(0.5, 2.9, 2), name="f", id="paths")


def digit():
    return figures.digit(READER, np.eye(16)[:, :3], labels=[0, 1, 2], id="drawn")


def question():
    return figures.question(
        "What is the derivative of ${k} t^2$ at $t = 3$?",
        answer=lambda k: 6 * k,
        k=[3, 4],
        hint="Twice.",
        solution="Six.",
        id="asked",
    )


@pytest.fixture
def page(page_of, tmp_path):
    """A page with three figures, in the dark."""
    opened = page_of(write_page(tmp_path, paths(), digit(), question()), color_scheme="dark")
    opened.wait_for_function("document.querySelectorAll('.mlcalc-figure[data-state=live]').length === 3")
    return opened


def style(page, selector, name):
    return page.locator(selector).first.evaluate("(element, name) => getComputedStyle(element)[name]", name)


def colours(page, selector):
    """How many colours an element has in the picture, those of a few blended pixels left out."""
    picture = Image.open(io.BytesIO(page.locator(selector).first.screenshot())).convert("RGB")
    counts = picture.getcolors(1 << 24)
    return len([n for n, _ in counts if n > picture.size[0] * picture.size[1] / 200])


def lightness(page, selector):
    picture = Image.open(io.BytesIO(page.locator(selector).first.screenshot())).convert("L")
    return np.median(np.asarray(picture))


DRAWN = [".mlcalc-bar:not(.is-negative)", ".mlcalc-class-bar", "#drawn .mlcalc-pixel", ".mlcalc-track", "input"]


def test_on_paper_a_dark_page_has_light_figures_that_are_whole(page):
    assert lightness(page, "#paths .mlcalc-body") < 60
    page.emulate_media(media="print", color_scheme="dark")
    assert lightness(page, "#paths .mlcalc-body") > 240
    assert style(page, ".mlcalc-figure", "breakInside") == "avoid"
    for selector in DRAWN:
        assert style(page, selector, "printColorAdjust") == "exact", selector
    for button in ("Reset", "Check", "Clear"):
        assert page.get_by_role("button", name=button).count() == 0, "nothing on paper can be pressed"
    assert page.locator("#drawn .mlcalc-pad").is_visible()


def test_what_is_folded_is_printed_open_and_closed_again(page):
    folded = page.locator("#asked details")
    assert folded.count() == 2
    page.evaluate("""() => {
        const seen = window.seen = [];
        window.matchMedia("print").addEventListener("change", () =>
            seen.push([...document.querySelectorAll("#asked details")].map(details => details.open)));
    }""")
    page.pdf()
    page.wait_for_function("window.seen.length === 2")
    assert page.evaluate("window.seen") == [[True, True], [False, False]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_that_a_system_forces_leave_what_is_drawn_in_sight(page, scheme):
    page.emulate_media(forced_colors="active", color_scheme=scheme)
    pad = page.locator("#drawn .mlcalc-pad").bounding_box()
    page.mouse.click(pad["x"] + 0.375 * pad["width"], pad["y"] + 0.625 * pad["height"])
    assert colours(page, "#drawn .mlcalc-pad") >= 2, "what is drawn differs from what is not"
    canvas = page.evaluate("""() => {
        const probe = Object.assign(document.createElement("i"), {style: "background: Canvas"});
        document.body.append(probe);
        return getComputedStyle(probe).backgroundColor;
    }""")
    for selector in (".mlcalc-bar:not(.is-negative)", ".mlcalc-class-bar", ".is-read .mlcalc-class-bar"):
        assert style(page, selector, "backgroundColor") not in (canvas, "rgba(0, 0, 0, 0)"), selector
    assert style(page, ".mlcalc-bar.is-negative", "backgroundImage") != "none"
    slider = page.locator('#paths input[type="range"]')
    assert colours(page, '#paths input[type="range"]') >= 2
    slider.focus()
    page.keyboard.press("ArrowRight")
    assert style(page, '#paths input[type="range"]', "outlineStyle") == "solid"
    assert float(style(page, '#paths input[type="range"]', "outlineWidth").removesuffix("px")) >= 2


SWITCHES = [("html", "data-theme"), ("body", "data-theme"), ("html", "data-bs-theme")]


@pytest.mark.parametrize(("where", "attribute"), SWITCHES)
def test_a_figure_follows_the_switch_of_the_page(page, where, attribute):
    for theme, others in (("light", "dark"), ("dark", "light")):
        page.emulate_media(color_scheme=others)
        page.evaluate("([where, name, theme]) => document.querySelector(where).setAttribute(name, theme)",
                      [where, attribute, theme])  # fmt: skip
        assert (lightness(page, "#paths .mlcalc-body") > 128) == (theme == "light"), "Furo, pydata, Bootstrap"


@pytest.mark.parametrize(
    ("where", "light", "dark"),
    [("html", "light", "dark"), ("body", "quarto-light", "quarto-dark"), ("body", "vscode-light", "vscode-dark")],
)
def test_a_figure_follows_the_class_of_the_page(page, where, light, dark):
    for name, others in ((light, "dark"), (dark, "light")):
        page.emulate_media(color_scheme=others)
        page.evaluate("([where, name]) => document.querySelector(where).className = name", [where, name])
        assert (lightness(page, "#paths .mlcalc-body") > 128) == (name == light)


def test_auto_says_nothing_and_the_system_decides(page):
    page.evaluate("document.body.dataset.theme = 'auto'")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert (lightness(page, "#paths .mlcalc-body") > 128) == (scheme == "light")


SIZES = """() => [...document.querySelectorAll(".mlcalc-figure *")]
    .filter(element => [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim() !== ""))
    .map(element => parseFloat(getComputedStyle(element).fontSize)).filter(size => size > 1.5)  // KaTeX's struts"""


def test_letters_grow_with_those_of_the_page(page):
    before = page.evaluate(SIZES)
    page.evaluate("document.documentElement.style.fontSize = '24px'")
    after = page.evaluate(SIZES)
    assert len(before) > 40
    assert after == pytest.approx([1.5 * size for size in before], rel=1e-3)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.evaluate("document.documentElement.style.fontSize = '10px'")
    assert page.evaluate(SIZES) == pytest.approx(before), "a page that counts in tenths does not make them tiny"


@pytest.mark.parametrize("name", ["constructor", "toString", "valueOf"])
def test_an_input_may_be_called_as_something_that_every_object_has(page_of, tmp_path, name):
    functions = {}
    exec(f"def f({name}): return {name}**2", functions)
    figure = figures.curve(functions["f"], **{name: (-3, 3, 1)}, name="C", id="named")
    opened = page_of(write_page(tmp_path, figure))
    opened.wait_for_selector("#named[data-state=live]")
    opened.locator("#named input[type=range]").press("End")
    assert opened.locator("#named output[data-name=C]").first.get_attribute("data-value") == "9"
    assert opened.locator(f"#named output[data-name={name}]").first.get_attribute("data-role") == "input"


def test_a_count_in_the_address_is_a_whole_number(page_of, tmp_path):
    figure = figures.surface(lambda x, y: x**2 + y**2, x=(-2, 2, 1), y=(-2, 2, 1), rate=(0, 1, 0.1), steps=(0, 10, 3),
                             name="f", id="down")  # fmt: skip
    opened = page_of(write_page(tmp_path, figure), fragment="#down:steps=2.4,x=\u22121")
    opened.wait_for_selector("#down[data-state=live]")
    inputs = {"steps": 2.0, "x": -1.0}
    assert opened.locator("#down output[data-name=steps]").first.get_attribute("data-value") == "2"
    figure.inputs.update(inputs)
    with pytest.raises(ValueError, match=r"steps: it counts, so expected a whole number, got 2\.5"):
        figure.inputs["steps"] = 2.5
