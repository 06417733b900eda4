"""A figure where much is missing: its sheet still on the way, a shadow root round it, a host that saves nothing."""

import json

import pytest
from live import frame, settle

from mlcalc import figures
from mlcalc.make import node

# As MyST mounts an anywidget: in a shadow root, its sheet a link that comes when it comes, and no Python to save to.
PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>A host</title><body><div id="host"></div>
<script type="module">
%(module)s
const model = { get: (name) => (%(state)s)[name], set() {}, on() {} };
const root = document.querySelector("#host").attachShadow({ mode: "open" });
const el = root.appendChild(document.createElement("div"));
globalThis.close = figure.render({ model, el });
globalThis.dress = (sheet) => { root.prepend(Object.assign(document.createElement("style"), { textContent: sheet })); };
</script>"""


@pytest.fixture
def mounted(page_of, tmp_path):
    """A page with a figure in a shadow root that has no style yet, and the sheet to give it."""
    figure = figures.curve(lambda w, b: (w + b) ** 2, w=(-3, 3, 1.3), b=(-2, 2, -0.1), name="C", id="f")
    module = (node.STATIC / "figures.mjs").read_text(encoding="utf-8")
    code, exported = module.split("export{")  # a page from disk may not import a module, so it has it inline
    module = f"const figure = (() => {{ {code} return {exported.split(' as ')[0]}; }})();"
    state = json.dumps({"spec": figure.spec, "inputs": dict(figure.inputs)})
    text = PAGE % {"module": module.replace("</script", r"<\/script"), "state": state}
    (tmp_path / "host.html").write_text(text, encoding="utf-8")
    page = page_of(tmp_path / "host.html")
    page.locator("[data-state=live]").wait_for(state="attached")
    settle(page)
    return page, (node.STATIC / "figures-inline.css").read_text(encoding="utf-8")


def test_a_sheet_that_comes_late_crops_nothing(mounted):
    page, sheet = mounted
    page.evaluate("sheet => dress(sheet)", sheet)
    page.wait_for_function("""() => {
      const plot = document.querySelector("#host").shadowRoot.querySelector(".mlcalc-plot");
      return Number(plot.querySelector(".mlcalc-drawing").getAttribute("width")) === plot.clientWidth;
    }""")
    root = page.locator("#host .mlcalc-figure")
    plot, inside = root.locator(".mlcalc-plot").bounding_box(), frame(root)
    assert plot["x"] <= inside["x"]
    assert inside["x"] + inside["width"] <= plot["x"] + plot["width"]


def test_fonts_within_a_shadow_root_are_given_to_the_document(mounted):
    page, sheet = mounted
    loaded = "() => [...document.fonts].filter(f => f.family.includes('KaTeX') && f.status === 'loaded').length"
    assert page.evaluate(loaded) == 0
    page.evaluate("sheet => dress(sheet)", sheet)
    page.wait_for_function(loaded)
    families = page.evaluate("[...document.fonts].map(f => f.family + f.style + f.weight)")
    assert len(families) == len(set(families)) == 8


def test_a_host_that_saves_nothing_hears_no_complaint(mounted):
    page, sheet = mounted
    page.evaluate("sheet => dress(sheet)", sheet)
    point = page.locator('#host [data-drag="point"]')
    point.press("ArrowRight")
    settle(page)
    assert float(page.locator('#host output[data-name="w"]').first.get_attribute("data-value")) > 1.3
    page.evaluate("close()")
    assert page.locator("#host .mlcalc-figure").count() == 0
