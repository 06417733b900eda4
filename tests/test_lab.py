"""Figures in a real JupyterLab: alive on a kernel, both ways, and they follow an edit of the function.

All in one file, and so in one process: another would start a JupyterLab of its own and run the chapter again.
"""

import math
from itertools import pairwise

import nbformat
import numpy as np
import pytest
from lab_session import CHAPTER, TOKEN, figure_in, shows, until
from live import figures_of, hold
from nbclient import NotebookClient
from nbformat import v4
from nbformat.sign import NotebookNotary

from mlcalc import figures


def test_every_figure_of_the_chapter_is_alive_on_the_kernel(chapter, kernel):
    for name, figure in figures_of(CHAPTER).items():
        assert hold(figure_in(chapter, name), figure) == pytest.approx(kernel.ask(f"shown[{name!r}].inputs"), rel=1e-14)


@pytest.mark.parametrize("name", ["three-paths", "walker"])
def test_a_drag_in_lab_is_read_in_python(chapter, kernel, name):
    element, figure = figure_in(chapter, name), figures_of(CHAPTER)[name]
    handle = element.locator('input[data-name="t"]')
    handle.scroll_into_view_if_needed()
    box, before = handle.bounding_box(), kernel.ask(f"shown[{name!r}].inputs")
    y = box["y"] + box["height"] / 2
    chapter.mouse.move(box["x"] + box["width"] * 0.5, y)
    chapter.mouse.down()
    chapter.mouse.move(box["x"] + box["width"] * 0.25, y, steps=30)
    chapter.mouse.up()
    at = hold(element, figure)
    low, high = figure.ranges["t"].low, figure.ranges["t"].high
    assert at["t"] == pytest.approx(low + 0.25 * (high - low), abs=0.06 * (high - low))
    assert at["t"] != before["t"]
    until(lambda: kernel.ask(f"shown[{name!r}].inputs") == at, "Python has the place of the last move")
    values = kernel.ask(f"shown[{name!r}].values")
    assert values == pytest.approx(figure.evaluate(**at), rel=1e-12), "and Python's own numbers there"
    assert hold(element, figure) == at, "what Python answered moved the page"


@pytest.mark.parametrize(("name", "t"), [("three-paths", 1.25), ("walker", 2.5)])
def test_python_moves_the_page(chapter, kernel, name, t):
    element, figure = figure_in(chapter, name), figures_of(CHAPTER)[name]
    kernel.ask("len(shown)")
    kernel.run(f"shown[{name!r}].inputs['t'] = {t}")
    shows(element, "t", t)
    assert hold(element, figure) == pytest.approx({**figure.inputs, "t": t}, rel=1e-14)


def test_an_observer_in_a_cell_hears_the_hand(chapter, kernel):
    element = figure_in(chapter, "paths-F")
    kernel.ask("len(shown)")
    kernel.run("heard = []; shown['paths-F'].observe(lambda c: heard.append(c['new']['dF/dt']), 'values')")
    element.locator('[data-drag="point"]').press("Home")
    shows(element, "t", 0.5)
    until(lambda: kernel.ask("heard") == [3 * 0.5**2], "d(t·t²)/dt = 3t² is heard")


@pytest.mark.parametrize("part", ['input[data-name="t"]', '[data-drag="point"]'])
def test_keys_move_the_figure_and_not_the_notebook(chapter, part):
    handle = figure_in(chapter, "paths-F").locator(part)
    number = figure_in(chapter, "paths-F").locator('output[data-name="t"]').first
    handle.focus()  # which chooses its cell
    place = "all => all.map(cell => cell.matches('.jp-mod-selected'))"
    chosen = chapter.locator(".jp-Cell").evaluate_all(place)
    seen = [number.get_attribute("data-value")]
    for key in ("ArrowUp", "ArrowUp", "ArrowRight", "ArrowDown", "ArrowLeft", "End", "Home"):
        handle.press(key)
        seen.append(number.get_attribute("data-value"))
        assert handle.evaluate("element => element === document.activeElement"), f"{key} took the focus away"
    assert all(a != b for a, b in pairwise(seen)), "each key moved the figure"
    assert chapter.locator(".jp-Cell").evaluate_all(place) == chosen


def test_a_function_that_is_typed_in_lab_is_pythons_too(chapter, kernel):
    """And back: what Python sets, and what it takes away with the reader's own letter."""
    name, figure = "paths-F", figures_of(CHAPTER)["paths-F"]
    element = figure_in(chapter, name)
    box = element.locator('input[data-formula="F"]')
    box.scroll_into_view_if_needed()
    box.fill("")
    box.type("k t x")  # key by key: none of them may be a command to the notebook
    shows(element, "k", 1)
    until(lambda: kernel.ask(f"shown[{name!r}].functions")["F"] == "k t x", "Python has the function")
    at = kernel.ask(f"shown[{name!r}].inputs")
    assert set(at) == {*figure.inputs, "k"}
    slope = element.locator('output[data-name="dF/dt"]').first
    assert float(slope.get_attribute("data-value")) == pytest.approx(3 * at["k"] * at["t"] ** 2, rel=1e-12)
    assert kernel.ask(f"shown[{name!r}].values['dF/dt']") == pytest.approx(3 * at["k"] * at["t"] ** 2, rel=1e-12)

    kernel.run(f"shown[{name!r}].functions = {{'F': 't x'}}")
    until(lambda: box.input_value() == "t x", "the box shows Python's function")
    until(lambda: element.locator('input[data-name="k"]').count() == 0, "its letter went")
    assert hold(element, figure)["t"] == at["t"]


def test_an_edit_of_the_readers_function_changes_the_figure(chapter, kernel):
    name, given = "three-paths", figures_of(CHAPTER)["three-paths"].inputs
    cell = chapter.locator(".jp-CodeCell").filter(has=chapter.locator(f'.jp-OutputArea-output [id="{name}"]'))
    before = cell.locator(".mlcalc-figure").element_handle()
    cell.locator(".cm-line").filter(has_text="return np.sin(x)").click()
    chapter.keyboard.press("End")
    chapter.keyboard.press("Shift+Home")
    chapter.keyboard.insert_text("return np.cos(x) * y + z**3")
    chapter.keyboard.press("Shift+Enter")
    chapter.wait_for_function("old => !old.isConnected", arg=before, timeout=30_000)

    mine = figures.paths(lambda x, y, z: np.cos(x) * y + z**3, x=lambda t: t - 1, y=lambda t: t**2,
                         z=lambda t, q: t**q, t=(0.5, 3, 2), q=(-1.5, -0.5, -1), name="f")  # fmt: skip
    element = figure_in(chapter, name)
    assert hold(element, mine) == given
    element.locator('input[data-name="t"]').press("Home")
    at = {**given, "t": 0.5}
    assert hold(element, mine) == at
    until(lambda: kernel.ask(f"shown[{name!r}].inputs") == at, "the new figure speaks to Python")
    assert kernel.ask(f"shown[{name!r}].values['df/dt']") == pytest.approx(mine.evaluate(**at)["df/dt"], rel=1e-12)


def test_a_teacher_reads_in_python_what_was_answered_in_lab(chapter, kernel):
    name = "question-can"
    element = figure_in(chapter, name)
    box = element.locator("input[type=text]")
    box.fill("18.85")
    box.press("Enter")
    assert element.locator(".mlcalc-verdict").inner_text().strip().endswith("The height changes too.")
    box.fill("")
    box.type("3.3pi")  # key by key: none of them may be a command to the notebook
    box.press("Enter")
    until(lambda: kernel.ask(f"shown[{name!r}].score") == {"attempts": 2, "solved": 1}, "Python has the score")
    first, second = kernel.ask(f"shown[{name!r}].answers")
    assert (first["given"], first["right"], first["numbers"]) == (18.85, False, {"r": 3, "k": 10})
    assert math.isclose(second["given"], 3.3 * math.pi)
    element.locator(".mlcalc-another").click()
    until(lambda: kernel.ask(f"shown[{name!r}].inputs") != {"r": 3, "k": 10}, "Python has the new numbers")
    assert box.input_value() == ""
    kernel.run(f"shown[{name!r}].inputs = {{'r': 5, 'k': 6}}")
    shows(element, "k", 6)


MORE = """
from IPython.display import display
from mlcalc import Network
tape = figures.graph(lambda a, b: (a + b) * a, a=(-5, 5, 2), b=(-5, 5, 3), name="y", id="tape")
net = Network.random([2, 3, 1], seed=3)
run = figures.training(net, [[0, 1, 0, 1], [0, 0, 1, 1]], [[0, 1, 1, 0]], steps=200, id="run")
reader = Network.random([16, 4, 3], seed=1, activation=["tanh", "softmax"], cost="cross-entropy")
drawn = figures.digit(reader, np.eye(16)[:, :3], labels=[0, 1, 2], id="drawn")
program = figures.code("def double(x):\\n    return x", check="same('double(3)', double(3), 6)", id="program")
display(tape, run, drawn, program)
"""


@pytest.fixture(scope="module")
def more(chapter):
    """Figures of the kinds that the chapter has not, in its last cell."""
    cell = chapter.locator(".jp-CodeCell").last
    cell.locator(".cm-content").click()
    chapter.keyboard.press("ControlOrMeta+A")
    chapter.keyboard.insert_text(MORE)
    chapter.keyboard.press("Shift+Enter")
    return lambda name: figure_in(chapter, name)


def numbers(element):
    """What a figure in the page shows, by name."""
    found = element.locator("output[data-name]").evaluate_all("all => all.map(o => [o.dataset.name, +o.dataset.value])")
    return dict(found)


def test_a_tape_a_training_run_and_a_drawing_move_in_python(chapter, kernel, more):
    more("tape").locator('input[data-name="a"]').press("End")
    until(lambda: kernel.ask("tape.inputs") == {"a": 5, "b": 3}, "Python has the tape's input")
    assert kernel.ask("[tape.values['y'], tape.values['dy/da']]") == [40, 13]

    run = more("run")
    for _ in range(2):
        run.get_by_role("button", name="one step on").click()
    until(lambda: kernel.ask("run.inputs['step']") == 2, "Python has the step")
    shown = numbers(run)
    assert kernel.ask("run.values['C']") == pytest.approx(shown["C"], rel=1e-12)
    trained = "net.train([[0, 1, 0, 1], [0, 0, 1, 1]], [[0, 1, 1, 0]], steps=2, learning_rate=0.1).costs[-1]"
    assert kernel.ask(f"float({trained})") == pytest.approx(shown["C"], rel=1e-12)

    drawn = more("drawn")
    drawn.locator(".mlcalc-pad").scroll_into_view_if_needed()
    pad = drawn.locator(".mlcalc-pad").bounding_box()
    chapter.mouse.click(pad["x"] + 0.375 * pad["width"], pad["y"] + 0.625 * pad["height"])
    until(lambda: kernel.ask("drawn.inputs['x[3,2]']") > 0.5, "Python has the drawn pixel")
    probabilities = [numbers(drawn)[f"p[{k}]"] for k in range(3)]
    assert kernel.ask("[drawn.values[f'p[{k}]'] for k in range(3)]") == pytest.approx(probabilities, rel=1e-9)


def test_a_program_runs_in_lab_by_the_page_and_python_sees_that_it_passed(chapter, kernel, more):
    program = more("program")
    area = program.locator("textarea")
    area.press("ControlOrMeta+A")
    area.type("def double(x):\nreturn 2 * x")  # key by key: none of them may be a command to the notebook
    area.press("ControlOrMeta+Enter")
    program.locator('[data-checked="right"]').wait_for(timeout=30_000)
    until(lambda: kernel.ask("program.passed"), "Python hears that it passed")
    assert kernel.ask("program.code") == area.input_value() == "def double(x):\n    return 2 * x"
    kernel.run("program.code = 'x = 1'")
    until(lambda: area.input_value() == "x = 1", "Python moves the editor")


def test_a_saved_notebook_is_small_and_its_figures_live_without_their_kernel(lab, browser):
    call = "from mlcalc import figures\nfigures.curve(lambda w: w**2, w=(-1, 1, 0.5), name='C', id='{}')"
    cells = [v4.new_code_cell(call.format(name)) for name in ("first", "second", "third")]
    notebook = v4.new_notebook(cells=cells, metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}})
    NotebookClient(notebook, kernel_name="python3").execute()
    saved = nbformat.writes(notebook)
    assert len(saved) < 950_000, "the script is there once, and not with each figure"
    NotebookNotary(data_dir=str(lab.folder / "data")).sign(notebook)
    (lab.folder / "notebooks" / "saved.ipynb").write_text(saved, encoding="utf-8")
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{lab.url}/lab/workspaces/saved/tree/saved.ipynb?token={TOKEN}")
    for name in ("first", "third"):
        element = figure_in(page, name)
        element.locator('input[data-name="w"]').press("End")
        shows(element, "C", 1)
    assert element.evaluate("element => getComputedStyle(element).containerType") == "inline-size", "and its style"
    page.close()
