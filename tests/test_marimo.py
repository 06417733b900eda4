"""A figure in a marimo notebook: it is mounted there as an anywidget, its values follow, and its export is alive."""

import mimetypes
import subprocess
import sys
from pathlib import Path

import marimo as mo
import pytest
from live import hold, live, settle

from mlcalc import figures

# A figure as a widget, in a frame, and as HTML of the page, in which marimo runs no script.
NOTEBOOK = """
import marimo
app = marimo.App()

@app.cell
def _():
    import marimo as mo
    from mlcalc import figures
    curve = lambda id: figures.curve(lambda w, b: w**2 + b, w=(-3, 3, 1), b=(-1, 1, 0), name="C", id=id)
    return curve, mo

@app.cell
def _(curve):
    curve("widget")

@app.cell
def _(curve, mo):
    mo.iframe(curve("framed").to_html())

@app.cell
def _(curve, mo):
    mo.Html(curve("still").to_html())
"""


def test_a_figure_is_an_anywidget_of_marimo_and_its_value_follows_both_ways():
    figure = figures.curve(lambda w, b: w**2 + b, w=(-3, 3, 1), b=(-1, 1, 0), name="C")
    element = mo.ui.anywidget(figure)
    assert "marimo-anywidget" in element.text
    assert element.value["inputs"] == {"w": 1, "b": 0}
    assert element.value["spec"] == figure.spec
    figure.inputs["w"] = 2
    assert figure.values == {"C": 4, "dC/dw": 4, "dC/db": 1}
    element.inputs = {"w": -1.5}  # what marimo hands on from the page
    assert figure.values["C"] == 2.25
    heard = []
    element.observe(lambda change: heard.append(change["new"]["C"]), "values")
    figure.inputs["b"] = 1
    assert heard == [3.25]


@pytest.fixture(scope="module")
def export(browser, tmp_path_factory):
    """What `marimo export html` writes, in a browser; the files that it fetches from a network are in marimo itself."""
    folder = tmp_path_factory.mktemp("marimo")
    (folder / "notebook.py").write_text(NOTEBOOK, encoding="utf-8")
    command = [sys.executable, "-m", "marimo", "export", "html", "notebook.py", "-o", "export.html"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=120)
    static = Path(mo.__file__).parent / "_static"

    def answer(route):
        name = route.request.url.partition("/dist/")[2].partition("?")[0]
        if route.request.url.startswith("file:"):
            route.continue_()
        elif name and (static / name).is_file():
            kind = mimetypes.guess_type(name)[0]
            headers = {"Access-Control-Allow-Origin": "*"}
            route.fulfill(path=static / name, content_type=kind, headers=headers)
        else:
            route.abort()

    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.route("**/*", answer)
    page.goto((folder / "export.html").as_uri())
    yield page
    page.close()


def test_what_marimo_exports_is_alive_without_python(export):
    export.locator("#widget[data-state=live]").wait_for(timeout=60_000)
    element = live(export, "widget")
    figure = figures.curve(lambda w, b: w**2 + b, w=(-3, 3, 1), b=(-1, 1, 0), name="C")
    before = hold(element, figure)
    element.locator('[data-drag="point"]').press("ArrowRight")
    assert hold(element, figure)["w"] > before["w"]


def test_a_figure_in_a_frame_of_marimos_is_alive_and_one_in_its_page_a_picture(export):
    framed = export.frame_locator("iframe").locator("#framed[data-state=live]")
    framed.wait_for(timeout=60_000)
    point = framed.locator('[data-drag="point"]')
    point.press("ArrowRight")
    settle(export)
    assert float(framed.locator('output[data-name="w"]').first.get_attribute("data-value")) > 1
    still = export.locator("#still")
    assert still.get_attribute("data-state") is None
    assert still.locator("img").is_visible()
