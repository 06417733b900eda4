"""A figure as a directive of MyST, which Jupyter Book 2 shows: in its page it is alive, and asks for nothing else.

Jupyter Book 2 fetches its theme from outside, so no test builds a whole book. The page here mounts the directive as
the theme does (npm's @myst-theme/anywidget 1.4.1): a module by its address, a shadow root, a sheet that comes when it
comes, and a model that tells of every value that is set, and throws where it would need Python.
"""

import json
import re

import pytest
from conftest import watched
from live import frame, hold, settle

from mlcalc import figures

BOOK = "http://book.test/"
DIRECTIVE = re.compile(r"```\{anywidget\} \./(\S+)\n:css: \./(\S+)\n(.*)\n```\n", re.DOTALL)
PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>A book</title><body><div id="host"></div>
<script type="module">
  const [esm, css, state] = %s;
  const heard = new EventTarget();
  const missing = () => { throw new Error("not implemented yet"); };
  const model = {
    get: (name) => state[name],
    set: (name, value) => { state[name] = value; heard.dispatchEvent(new CustomEvent(`change:${name}`)); },
    on: (event, act) => heard.addEventListener(event, act),
    save_changes: missing, off: missing, send: missing,
  };
  const { default: widget } = await import(esm);
  const el = document.createElement("div");
  const sheet = Object.assign(document.createElement("link"), { rel: "stylesheet", href: css });
  el.append(sheet);
  document.querySelector("#host").attachShadow({ mode: "open" }).replaceChildren(el);
  globalThis.close = await widget.render({ model, el });
  globalThis.state = state;
</script>"""


@pytest.fixture
def book(browser, tmp_path):
    """Opens a page of a MyST book that has a figure's directive; `page.outside` is what it asked for besides."""
    pages = []

    def open_page(figure):
        module, sheet, state = DIRECTIVE.fullmatch(figure.to_myst(tmp_path)).groups()
        known = {f"{BOOK}{name}": (tmp_path / name).read_text(encoding="utf-8") for name in (module, sheet)}
        kinds = {f"{BOOK}{module}": "text/javascript", f"{BOOK}{sheet}": "text/css"}
        known[BOOK] = PAGE % json.dumps([f"./{module}", f"./{sheet}", json.loads(state)])
        page = watched(browser)
        pages.append(page)
        # the sheet later than the module
        page.route("**/*", lambda route: route.fulfill(
            status=200 if route.request.url in known else 404,
            body=known.get(route.request.url, ""), content_type=kinds.get(route.request.url, "text/html"),
        ))  # fmt: skip
        page.goto(BOOK)
        page.locator("[data-state=live]").wait_for()
        page.wait_for_function(
            "getComputedStyle(document.querySelector('#host').shadowRoot.querySelector('.mlcalc-body')).borderRadius"
        )
        settle(page)
        assert set(page.outside) == set(known)
        return page.locator("#host .mlcalc-figure")

    yield open_page
    for page in pages:
        page.context.close()
        assert page.errors == []


@pytest.fixture
def curve():
    return figures.curve(lambda w, b: (w + b) ** 2, w=(-3, 3, 1.3), b=(-2, 2, -0.1), name="C", id="f")


def test_a_figure_of_a_directive_follows_the_keys_as_python_computes(book, curve):
    curve.inputs["w"] = 0.7  # as it stands when the directive is written
    element = book(curve)
    assert hold(element, curve) == {"w": 0.7, "b": -0.1}
    element.locator('[data-drag="point"]').press("ArrowRight")
    assert hold(element, curve)["w"] > 0.7
    assert element.page.evaluate("state.inputs.w") > 0.7
    element.page.evaluate("close()")
    assert element.count() == 0


def test_a_figure_of_a_directive_has_its_size_and_its_fonts(book, curve):
    element = book(curve)
    plot, inside = element.locator(".mlcalc-plot").bounding_box(), frame(element)
    assert plot["x"] <= inside["x"]
    assert inside["x"] + inside["width"] <= plot["x"] + plot["width"]
    loaded = "[...document.fonts].filter(f => f.family.includes('KaTeX') && f.status === 'loaded').length"
    element.page.wait_for_function(loaded)


def test_what_is_typed_into_a_figure_of_a_directive_is_drawn(book):
    element = book(figures.curve(lambda x: x**2, x=(-2, 2, 0.5), name="f", id="own", editable="open"))
    box = element.locator("input[data-formula]")
    box.fill("x^3")
    box.press("Enter")
    settle(element.page)
    number = lambda name: float(element.locator(f'output[data-name="{name}"]').first.get_attribute("data-value"))
    assert number("f") == 0.125
    element.locator('[data-drag="point"]').press("ArrowRight")
    settle(element.page)
    assert number("x") > 0.5
    assert (number("f"), box.input_value()) == (pytest.approx(number("x") ** 3), "x^3")


def test_a_question_of_a_directive_is_answered(book):
    element = book(figures.question("Twice {a}?", answer=lambda a: 2 * a, a=(0, 4, 3), id="asked"))
    element.locator("input[type=text]").fill("6")
    element.locator(".mlcalc-check").click()
    element.locator(".mlcalc-verdict[data-verdict=right]").wait_for()


def test_two_files_serve_all_figures_and_are_written_when_they_differ(curve, tmp_path):
    assert curve.to_myst(tmp_path) == curve.to_myst(str(tmp_path))
    assert {file.name for file in tmp_path.iterdir()} == {"mlcalc.mjs", "mlcalc.css"}
    before = (tmp_path / "mlcalc.mjs").stat().st_mtime_ns
    (tmp_path / "mlcalc.css").write_text("old", encoding="utf-8")
    figures.curve(lambda w: w**3, w=(-1, 1, 0.5), name="D").to_myst(tmp_path)
    assert (tmp_path / "mlcalc.mjs").stat().st_mtime_ns == before
    assert "mlcalc-surface" in (tmp_path / "mlcalc.css").read_text(encoding="utf-8")


def test_a_kind_of_ones_own_has_a_module_of_its_own(curve, tmp_path):
    script = tmp_path / "dial.js"
    script.write_text("(globalThis.mlcalcKinds ??= {}).dial = 1", encoding="utf-8")

    class Dial(figures.Figure, script=script):
        pass

    mine = Dial("dial", {}, {}, lambda _: None, id="mine", alt="mine", formula=[], numbers=[])
    assert mine.to_myst(tmp_path).startswith("```{anywidget} ./mlcalc-dial.mjs\n:css: ./mlcalc.css\n")
    assert "mlcalcKinds ??= {}).dial" in (tmp_path / "mlcalc-dial.mjs").read_text(encoding="utf-8")


def test_what_is_no_folder_is_refused_in_words(curve, tmp_path):
    with pytest.raises(TypeError, match=r"folder: expected the folder of the page, such as 'chapters', got 3"):
        curve.to_myst(3)
    with pytest.raises(FileNotFoundError, match=r"folder: there is no folder '.*nowhere'"):
        curve.to_myst(tmp_path / "nowhere")
