"""A notebook that takes its figures along: what nbconvert makes of it is alive, offline."""

import json

import nbformat
import numpy as np
import pytest
from live import center, hold, live
from nbclient import NotebookClient
from nbconvert import HTMLExporter, SlidesExporter

from mlcalc import figures

CELLS = (
    "import numpy as np\nfrom mlcalc import figures",
    "figures.embed()",
    "cost = lambda w, b: (np.tanh(w + b) - 0.2) ** 2",
    "figures.curve(cost, w=(-3, 3, 1.3), b=(-2, 2, -0.1), name='C', id='first')",
    "figures.curve(cost, w=(-3, 3, 0.4), b=(-2, 2, 0.3), name='D', id='second')",
)


@pytest.fixture(scope="module")
def notebook():
    made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in CELLS])
    made.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    for cell in made.cells:
        cell.metadata["slideshow"] = {"slide_type": "slide"}
    return NotebookClient(made, timeout=300, store_widget_state=True).execute()


@pytest.fixture
def offline(browser):
    """A page without a network: what others fetch, as nbconvert's template does, does not come."""
    pages = []

    def open_page(path):
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.route("**/*", lambda route: route.continue_() if route.request.url.startswith("file:") else route.abort())
        pages.append(page)
        page.goto(path.as_uri())
        return page

    yield open_page
    for page in pages:
        page.close()


@pytest.fixture(autouse=True)
def _widgets_again():
    yield
    figures.embed(False)


@pytest.mark.parametrize("state", [True, False], ids=["with state", "without state"])
@pytest.mark.parametrize("exporter", [HTMLExporter, SlidesExporter])
def test_what_nbconvert_writes_is_alive_offline(exporter, state, notebook, offline, tmp_path):
    made = nbformat.from_dict(notebook)
    if not state:
        made.metadata.pop("widgets", None)
    text, _ = exporter().from_notebook_node(made)
    (tmp_path / "export.html").write_text(text, encoding="utf-8")
    assert text.count("DecompressionStream") == 1, "the script stands once in the page"
    page = offline(tmp_path / "export.html")
    for name, letter, at in (("first", "C", (1.3, -0.1)), ("second", "D", (0.4, 0.3))):
        page.locator(f'[id="{name}"][data-state="live"]').wait_for(state="attached", timeout=20_000)
        shown = page.evaluate(
            "([id, name]) => document.querySelector(`#${id} output[data-name='${name}']`).dataset.value", [name, letter]
        )
        assert float(shown) == pytest.approx((np.tanh(sum(at)) - 0.2) ** 2, rel=1e-12)


# How a notebook's HTML comes into the pages of hosts that are not here: nbsphinx has it in the page (0.9.8); Jupyter
# Book 2 inserts it by JupyterLab's renderer, which makes each script anew (npm's thebe-core 0.5.0, on mystmd 1.11).
INSERTED = {
    "nbsphinx": """<div class="nboutput nblast docutils container"><div class="prompt highlight-none"></div>
<div class="output_area rendered_html docutils container">%s</div></div>""",
    "Jupyter Book 2": """<div class="jp-RenderedHTML"></div><script>{
  const host = document.currentScript.previousElementSibling;
  host.innerHTML = %s;
  for (const script of [...host.querySelectorAll("script")]) {
    const made = document.createElement("script");
    for (const { name, value } of script.attributes) made.setAttribute(name, value);
    made.textContent = script.textContent;
    script.replaceWith(made);
  }
}</script>""",
}


@pytest.mark.parametrize("host", INSERTED)
def test_a_notebooks_outputs_are_alive_in_the_page_of_another_host(host, notebook, offline, tmp_path):
    outputs = [output["data"]["text/html"] for cell in notebook.cells for output in cell.get("outputs", [])]
    assert len(outputs) == 3
    written = (lambda html: json.dumps(html).replace("</", "<\\/")) if host == "Jupyter Book 2" else str
    body = "".join(INSERTED[host] % written(html) for html in outputs)
    page = f'<!doctype html><html lang="en"><meta charset="utf-8"><title>A host</title><body>{body}'
    (tmp_path / "host.html").write_text(page, encoding="utf-8")
    element = live(offline(tmp_path / "host.html"), "second")
    shown = element.locator('output[data-name="D"]').first.get_attribute("data-value")
    assert float(shown) == pytest.approx((np.tanh(0.4 + 0.3) - 0.2) ** 2, rel=1e-12)


def test_a_figure_in_an_export_is_dragged(notebook, offline, tmp_path):
    text, _ = HTMLExporter().from_notebook_node(notebook)
    (tmp_path / "export.html").write_text(text, encoding="utf-8")
    element = live(offline(tmp_path / "export.html"), "first")
    figure = figures.curve(lambda w, b: (np.tanh(w + b) - 0.2) ** 2, w=(-3, 3, 1.3), b=(-2, 2, -0.1), name="C")
    mouse = element.page.mouse
    mouse.move(*center(element.locator('[data-drag="point"]')))
    mouse.down()
    mouse.move(*(place - 40 for place in center(element.locator('[data-drag="point"]'))), steps=4)
    mouse.up()
    assert hold(element, figure)["w"] < 1.2


def test_an_embedded_figure_is_no_widget_and_keeps_its_picture():
    figure = figures.curve(lambda w: w * w, w=(-1, 1, 0.5), name="C")
    figures.embed()
    bundle, _ = figure._repr_mimebundle_()
    assert set(bundle) == {"text/plain", "text/html", "image/png"}
    assert len(bundle["text/html"]) < 20_000
    figures.embed(False)
    bundle, _ = figure._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in bundle
    assert "mount" not in bundle["text/html"]


def test_each_figure_may_bring_its_script(page_of, tmp_path):
    figure = figures.curve(lambda w: w * w, w=(-1, 1, 0.5), name="C", id="alone")
    figures.embed(each=True)
    html = figure._repr_mimebundle_()[0]["text/html"]
    (tmp_path / "output.html").write_text(f"<!doctype html>{html}", encoding="utf-8")
    hold(live(page_of(tmp_path / "output.html"), "alone"), figure)


def test_what_is_no_bool_is_refused_in_words():
    figure = figures.curve(lambda w: w * w, w=(-1, 1, 0.5), name="C")
    with pytest.raises(TypeError, match=r"on: expected True or False, got <curve figure .*fig\.save"):
        figures.embed(figure)
    with pytest.raises(TypeError, match="each: expected True or False, got 1"):
        figures.embed(each=1)
