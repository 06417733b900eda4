"""A program typed into a figure: drawn, refused, linked to; every number is that of the same function in Python."""

import json

import pytest
from def_programs import REFUSED, random_programs, value_and_slopes
from figure_page import write_page
from live import live, settle
from own_figures import chain, computation, curve, descent, link_of, paths, type_in, valley

BOX = "textarea[data-code]"


def draw(element, program):
    """Types a program, draws it, and waits for what is said of it: (verdict, sentence)."""
    area = element.locator(BOX)
    area.fill(program)
    element.page.evaluate("() => document.querySelector('.mlcalc-own-program .mlcalc-checked').replaceChildren()")
    area.press("Control+Enter")
    element.locator(".mlcalc-own-program .mlcalc-checked p").wait_for(timeout=30_000)
    settle(element.page)
    said = element.locator(".mlcalc-own-program .mlcalc-checked")
    return said.get_attribute("data-checked"), said.locator("p").inner_text()


# What the page says of the program that its one figure shows: as a widget sends it to Python.
DRAWN = """() => new Promise(done => {
    document.addEventListener('mlcalc-function', e => done(e.detail.drawn), {once: true});
    document.dispatchEvent(new CustomEvent('mlcalc-function-asked')); })"""


def numbers(element):
    found = element.locator("output[data-name]").evaluate_all("all => all.map(o => [o.dataset.name, o.dataset.value])")
    return {name: float(value.replace("Infinity", "inf")) for name, value in found}


def test_a_hundred_programs_are_alive_and_equal_to_python(shown):
    element, _ = shown(curve)
    for program in random_programs(100, seed=11):
        assert draw(element, program)[0] == "right", program
        for _ in range(2):
            values = numbers(element)
            expected = value_and_slopes(program, values["x"], values["a"])
            for name, want in zip(("C", "dC/dx", "dC/da"), expected, strict=True):
                assert values[name] == pytest.approx(want, rel=1e-9, abs=1e-9), (program, name)
            element.locator('input[type=range][data-name="a"]').press("ArrowRight")
            settle(element.page)


@pytest.mark.parametrize("program", REFUSED, ids=range(len(REFUSED)))
def test_what_is_no_figure_is_said_and_the_last_one_stays(shown, program):
    sentence, line = REFUSED[program]
    element, _ = shown(curve)
    path = element.locator(".mlcalc-curve").get_attribute("d")
    verdict, said = draw(element, program)
    assert verdict == ("stopped" if "seconds" in sentence else "error")
    assert sentence.replace("`", "") in said
    assert said.startswith(f"Line {line}.") == (line > 0)
    assert element.locator(".mlcalc-curve").get_attribute("d") == path
    marked = element.locator(".mlcalc-line-numbers .is-wrong")
    assert marked.all_inner_texts() == ([f"{line}\n"] if line else [])


def test_the_interpreter_is_compiled_once_for_all_programs_of_a_page(shown):
    element, _ = shown(curve)
    element.page.evaluate("""() => {
      const post = Worker.prototype.postMessage;
      window.handed = [];
      Worker.prototype.postMessage = function (told) {
        if ("compiled" in told) handed.push(told.compiled instanceof WebAssembly.Module);
        return post.call(this, told);
      };
    }""")
    for program in random_programs(2, seed=5):
        assert draw(element, program)[0] == "right"
    element.page.wait_for_function("handed.length === 3")  # for each program, and one in reserve
    assert element.page.evaluate("handed") == [False, True, True]


LOOP = "    s = 0\n    for k in range(1, 4):\n        s = s + {term}\n    return s\n"
KINDS = {
    computation: "def y(a, k):\n    s = a\n    for _ in range(3):\n        s = s * k + 1\n    return s",
    valley: "import numpy as np\ndef f(x, y, q):\n" + LOOP.format(term="np.sin(k * x) * q - y ** 2 / k"),
    descent: "def C(w, b):\n" + LOOP.format(term="(w - k) ** 2 + b ** 4 / k"),
    paths: "import numpy as np\ndef y(x, k):\n    s = x\n    for _ in range(2):\n"
    "        s = np.sin(s) * k\n    return s",
    chain: "import numpy as np\ndef x(u):\n    p, q = u\n    for _ in range(2):\n        p, q = p * q / 4, p\n"
    "    return np.stack([p, q])\n\ndef u(t):\n    return np.stack([t, 1 + t * t])",
}


@pytest.mark.parametrize("make", KINDS, ids=lambda make: make.__name__)
def test_every_kind_takes_a_program_and_a_formula_after_it(shown, make):
    element, figure = shown(make)
    verdict, said = draw(element, KINDS[make])
    assert (verdict, said[:18]) == ("right", "The figure shows u" if make is chain else said[:18])
    # Python takes over what the page sends, and computes the same.
    name = next(iter(figure.functions))
    program = KINDS[make]
    if len(figure.functions) == 1:
        drawn = element.page.evaluate(DRAWN)
        figure.set_state({"functions": {name: program}, "programs": {program: drawn}})
        for key, value in numbers(element).items():
            if key in figure.values:
                assert value == pytest.approx(figure.values[key], rel=1e-9, nan_ok=True), key
    type_in(element, name, {"chain": "t", "paths": "t^2"}.get(figure.spec["kind"], "x^2 + k x"))
    assert element.locator('[data-verdict="unread"]').count() == 0


def test_python_is_fetched_at_the_first_touch_of_the_box_and_not_before(page_of, tmp_path):
    page = page_of(write_page(tmp_path, curve()))
    asked = []
    page.on("request", lambda request: asked.append(request.url.split("/")[-1].split("?")[0]))
    element = live(page, "own-curve")
    type_in(element, "C", "x^3")
    page.wait_for_timeout(200)
    assert [name for name in asked if name == "python.js"] == []
    element.locator(BOX).focus()
    page.locator(".mlcalc-busy:empty").wait_for(state="attached")
    assert [name for name in asked if name == "python.js"] == ["python.js"]


def test_the_box_begins_with_what_the_figure_shows(shown):
    element, _ = shown(curve)
    area = element.locator(BOX)
    assert area.input_value() == ""
    assert area.get_attribute("placeholder") == "or a program: def C(w, b): …"
    before = numbers(element)
    assert element.get_by_role("button", name="Begin with this function").count() == 0
    area.focus()
    assert area.input_value() == ""
    element.get_by_role("button", name="Begin with this function").click()
    assert area.input_value() == "import numpy as np\n\n\ndef C(w, b):\n    return w**2.0 + b * np.sin(w)\n"
    assert draw(element, area.input_value())[0] == "right"
    assert numbers(element)["dC/dw"] == pytest.approx(before["dC/dw"], rel=1e-12)


def test_a_chain_begins_with_its_links(shown):
    element, _ = shown(chain)
    area = element.locator(BOX)
    area.focus()
    element.get_by_role("button", name="Begin with this function").click()
    assert "def x(u):\n    u_1, u_2 = u\n    return np.stack([u_1 - u_2**2.0, u_1 * u_2])" in area.input_value()
    before = numbers(element)
    assert draw(element, area.input_value())[0] == "right"
    assert numbers(element) == pytest.approx(before, rel=1e-12)


PROGRAM = "def C(x, k):\n    s = 0\n    for i in range(3):\n        s += x ** i * k  # 50 % <b>\n    return s\n"


def test_reset_brings_the_authors_figure_back_and_leaves_the_program_in_its_box(shown):
    element, _ = shown(curve)
    before = numbers(element)
    draw(element, PROGRAM)
    assert element.locator('input[data-formula="C"]').input_value() == ""
    element.get_by_role("button", name="Reset").click()
    settle(element.page)
    assert numbers(element) == before
    assert element.locator('input[data-formula="C"]').input_value() == "w^2 + b*sin(w)"
    assert element.locator(BOX).input_value() == PROGRAM


def test_a_link_brings_the_program_and_runs_it_only_when_asked(shown, page_of, tmp_path):
    element, figure = shown(curve)
    draw(element, PROGRAM)
    slider = element.locator('input[type=range][data-name="k"]')
    slider.fill("2.5")
    settle(element.page)
    values = numbers(element)
    page = page_of(write_page(tmp_path, figure), fragment=link_of(element))
    asked = []
    page.on("request", lambda request: asked.append(request.url.split("/")[-1]))
    other = live(page, "own-curve")
    page.wait_for_timeout(300)
    assert other.locator(BOX).input_value() == PROGRAM
    assert "has not been run" in other.locator(".mlcalc-origin").inner_text()
    assert other.locator('input[data-name="k"]').count() == 0
    assert asked == []
    other.locator(BOX).press("Control+Enter")
    other.locator('input[type=range][data-name="k"]').wait_for()
    settle(page)
    assert numbers(other) == values
    assert other.locator(".mlcalc-origin").is_hidden()


def test_an_address_with_what_is_no_program_is_a_sentence(page_of, tmp_path):
    page = page_of(write_page(tmp_path, curve()), fragment="#own-curve:def=%25%25,w=2")
    element = live(page, "own-curve")
    assert "is damaged" in element.locator(".mlcalc-note").inner_text()
    assert element.locator(BOX).input_value() == ""


def test_more_knows_the_derivatives_of_a_program(shown):
    element, _ = shown(curve)
    draw(element, PROGRAM)
    element.get_by_text("Derivatives, code and links").click()
    settle(element.page)
    text = element.locator(".mlcalc-more").inner_text()
    assert "for i in range(3):" in text
    assert 'figures.curve(C, name="C", x=' in text


@pytest.mark.parametrize("width", [320, 1280])
def test_it_fits(shown, width):
    element, _ = shown(curve, width=width)
    draw(element, PROGRAM + "# " + "long " * 40)
    page = element.page
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    sizes = element.locator(".mlcalc-own-program button").evaluate_all(
        "all => all.map(e => e.getBoundingClientRect().height)"
    )
    assert min(size for size in sizes if size) >= 44


def test_a_notebook_hears_of_a_program(shown):
    """The traits that the widget sends are those that Python takes over: see test_programs.py."""
    element, figure = shown(curve)
    draw(element, PROGRAM)
    values = numbers(element)
    drawn = element.page.evaluate(DRAWN)
    figure.set_state({"functions": {"C": PROGRAM}, "programs": json.loads(json.dumps({PROGRAM: drawn}))})
    assert figure.evaluate(x=values["x"], k=values["k"])["dC/dx"] == pytest.approx(values["dC/dx"], rel=1e-12)
