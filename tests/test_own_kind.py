"""The appendix on making a figure of one's own, tested as written: its two files of code, in pages of three sorts."""

import ast
import json
import random
import re
import subprocess
import sys

import nbformat
import pytest
from conftest import ROOT
from figure_page import write_page
from live import CHAPTERS, center, hold, live

from mlcalc.figures.common.shared import shared
from mlcalc.make import node

PAGE = CHAPTERS / "make-your-own.ipynb"
CELLS = json.loads(PAGE.read_text(encoding="utf-8"))["cells"]
CODE = ["".join(cell["source"]) for cell in CELLS if cell["cell_type"] == "code"]
TEXT = "\n".join("".join(cell["source"]) for cell in CELLS if cell["cell_type"] == "markdown")
PYTHON, SCRIPT = dict.fromkeys(re.findall(r"\{literalinclude\} (\S+)", TEXT))
CALL = CODE[0]


@pytest.fixture
def figure(monkeypatch):
    """What the page's own cells make."""
    monkeypatch.chdir(CHAPTERS)
    monkeypatch.syspath_prepend(CHAPTERS)
    names = {}
    exec(compile(ast.parse(CALL), PAGE.name, "exec"), names)
    return names["fig"]


def test_a_kind_takes_at_most_40_lines_each_side():
    for file in (PYTHON, SCRIPT):
        assert sum(bool(line.strip()) for line in (CHAPTERS / file).read_text(encoding="utf-8").splitlines()) <= 40


def test_the_page_begins_with_the_finished_figure():
    """It is touched first, and then read about."""
    kinds = [cell["cell_type"] for cell in CELLS]
    assert kinds[:2] == ["markdown", "code"]
    assert len("".join(CELLS[0]["source"]).split()) < 80
    assert any("text/html" in output.get("data", {}) for output in CELLS[1]["outputs"])


def test_the_page_shows_all_of_the_python():
    shown = re.findall(r':end-at: "return (\w+)"|:pyobject: (\w+)', TEXT)
    defined = [part.name for part in ast.parse((CHAPTERS / PYTHON).read_text()).body if hasattr(part, "name")]
    assert [name for pair in shown for name in pair if name] == ["Rectangle", "texts", "picture"]
    assert defined == ["Rectangle", "rectangle", "texts", "picture"]


def drag_and_compare(element, figure):
    """Carry the corner to places under the pointer, then by keys; every number is Python's."""
    corner, mouse = element.locator('[data-drag="corner"]'), element.page.mouse
    corner.scroll_into_view_if_needed()
    at = hold(element, figure)
    draws = random.Random(5)
    x, y = center(corner)
    mouse.move(x, y)
    mouse.down()
    for _ in range(8):
        mouse.move(x + draws.uniform(-150, 40), y + draws.uniform(-60, 120), steps=3)
        now = hold(element, figure)
        assert now["x"] != at["x"]
        assert now["y"] != at["y"]
        at = now
    mouse.up()
    for key, name, sign in (("ArrowRight", "x", 1), ("ArrowDown", "y", -1)):
        corner.press(key)
        now = hold(element, figure)
        assert now[name] == pytest.approx(at[name] + sign * figure.ranges[name].step, abs=1e-12)
        at = now
    element.get_by_role("button", name="Reset").click()
    assert hold(element, figure) == figure.inputs


@pytest.mark.parametrize("width", [1280, 360])
def test_it_is_alive_on_a_plain_page(page_of, tmp_path, figure, width):
    path = write_page(tmp_path, figure)
    script = f'<script src="{(CHAPTERS / SCRIPT).as_uri()}"></script>'
    path.write_text(path.read_text(encoding="utf-8").replace("<script defer", f"{script}<script defer"))
    page = page_of(path, width=width)
    drag_and_compare(live(page, "rectangle"), figure)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_it_is_alive_in_somebody_elses_book(page_of, tmp_path, figure):
    (settings,) = re.findall(r"```yaml\n(.*?)```", TEXT, re.DOTALL)
    (tmp_path / "_config.yml").write_text(f"title: Mine\nexecute: {{execute_notebooks: force}}\n{settings}")
    (tmp_path / "_toc.yml").write_text("format: jb-book\nroot: page\n")
    for folder in ("static", "assets"):
        (tmp_path / folder).mkdir()
        for file in (PYTHON, SCRIPT):
            (tmp_path / folder / file.split("/")[-1]).write_bytes((CHAPTERS / file).read_bytes())
    cells = [nbformat.v4.new_markdown_cell("# Mine"), nbformat.v4.new_code_cell(CALL)]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), tmp_path / "page.ipynb")
    main = "from jupyter_book.cli.main import main; main()"
    command = [sys.executable, "-c", main, "build", str(tmp_path), "-W", "--keep-going"]
    built = subprocess.run(command, capture_output=True, text=True, timeout=300, cwd=ROOT)
    assert built.returncode == 0, built.stdout + built.stderr
    page = page_of(tmp_path / "_build" / "html" / "page.html")
    drag_and_compare(live(page, "rectangle"), figure)
    # The theme complains of a setting of its own that no figure needs; nothing else may be wrong.
    page.errors[:] = [error for error in page.errors if "invalid theme mode" not in error]


MOUNT = """async ([esm, spec, inputs, script]) => {
  const traits = {spec, inputs, shared: "IPY_MODEL_1"}, sent = window.sent = [];
  const widget_manager = {get_model: async id => ({get: name => ({script, style: ""})[id === "1" && name]})};
  const model = {widget_manager, get: name => traits[name], set: (name, value) => { traits[name] = value; },
                 on() {}, off() {}, save_changes: () => sent.push(structuredClone(traits.values))};
  const module = await import(URL.createObjectURL(new Blob([esm], {type: "text/javascript"})));
  await module.default.render({model, el: document.querySelector("#here")});
}"""


def test_in_a_notebook_the_script_travels_with_the_figure(page_of, tmp_path, figure):
    path = tmp_path / "lab.html"
    path.write_text(
        f'<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="{node.STATIC.as_uri()}/figures.css">'
        '<h1>A notebook</h1><div id="here" style="max-width: 700px"></div>'
    )
    page = page_of(path)
    page.evaluate(MOUNT, [str(figure._esm), figure.spec, dict(figure.inputs), shared().script])
    element = live(page, "rectangle")
    drag_and_compare(element, figure)
    page.wait_for_function("sent.length && sent.at(-1).A === 6")


def test_a_kind_that_no_script_brought_is_said_to_be_missing(page_of, tmp_path, figure):
    page = page_of(write_page(tmp_path, figure))
    said = page.locator("#rectangle .mlcalc-error").inner_text()
    assert 'does not know figures of the kind "rectangle"' in said
    assert page.locator("#rectangle img").count() == 1


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("() => ({ spoken: () => [] })", 'The kind "rectangle" has no view'),
        ("() => ({ view: () => null })", 'The kind "rectangle" has no spoken'),
        ("(tools) => tools.check.fail('readouts', 'a list', 3)", "readouts must be a list, not 3"),
    ],
)
def test_a_script_that_is_wrong_is_told_so_below_the_picture(page_of, tmp_path, figure, body, sentence):
    path = write_page(tmp_path, figure)
    script = f"<script>globalThis.mlcalcKinds = {{ rectangle: {body} }};</script>"
    path.write_text(path.read_text(encoding="utf-8").replace("<script defer", f"{script}<script defer"))
    assert sentence in page_of(path).locator("#rectangle .mlcalc-error").inner_text()
