"""What the tests of live figures share: the figures of a chapter made again in Python, and a page held against them."""

import ast
import contextlib
import functools
import io
import json
import math
import re
from pathlib import Path

import pytest

from mlcalc.figures import Figure

CHAPTERS = Path(__file__).parent.parent / "chapters"
# The kinds with a slider for every input and a point to drag. The others have hands and tests of their own.
DRAGGED = ("curve", "paths")
# Roundings make the errors of difference quotients jagged, and one of its inputs has no slider: see its own tests.
NOT_DRAGGED = ("errors",)
FIGURE = f".mlcalc-figure:is({', '.join(f'[data-kind={kind}]' for kind in DRAGGED)})" + "".join(
    f":not(#{name})" for name in NOT_DRAGGED
)
DIV = re.compile(r'<div class="mlcalc-figure" data-kind="(\w+)" id="([^"]+)">')


def figures_in(notebook):
    """(page, id) and kind of every figure to drag that a notebook has stored, without running it."""
    cells = json.loads((CHAPTERS / notebook).read_text(encoding="utf-8"))["cells"]
    stored = [out.get("data", {}).get("text/html", "") for cell in cells for out in cell.get("outputs", [])]
    found = [(kind, name) for html in stored for kind, name in DIV.findall("".join(html))]
    return {(Path(notebook).stem, name): kind for kind, name in found if kind in DRAGGED and name not in NOT_DRAGGED}


# The gallery's figures are of every kind, and that of make-your-own is of its own; both have tests of their own.
APART = ("gallery", "make-your-own")
PAGES = sorted(path.stem for path in CHAPTERS.glob("*.ipynb") if path.stem not in APART)
KINDS = {figure: kind for page in PAGES for figure, kind in figures_in(f"{page}.ipynb").items()}
FIGURES = list(KINDS)
each_figure = pytest.mark.parametrize(("where", "name"), FIGURES, ids=[f"{page}#{name}" for page, name in FIGURES])


def names_of(tree):
    """What some code gives a name to, and what it names besides."""
    given, asked = set(), set()
    for node in ast.walk(tree):
        match node:
            case ast.Name(name, ctx):
                (asked if isinstance(ctx, ast.Load) else given).add(name)
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                given.add(name)
            case ast.Import(names) | ast.ImportFrom(names=names):
                given |= {(alias.asname or alias.name).split(".")[0] for alias in names}
    return given, asked


def what_figures_need(notebook):
    """The code of the cells that show a figure, and of those that these build on: to train for a table takes long."""
    cells = [cell for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"] if cell["cell_type"] == "code"]
    needed, wanted = [], set()
    for cell in reversed(cells):
        tree = ast.parse("".join(cell["source"]))
        given, asked = names_of(tree)
        if "mlcalc-figure" in json.dumps(cell["outputs"]) or given & wanted:
            needed.append(tree)
            wanted |= asked
    return needed[::-1]


@functools.cache
def all_figures_of(page):
    """Every figure that a notebook shows, by id: made by running its cells here."""
    shown, names = {}, {}
    with contextlib.chdir(CHAPTERS), contextlib.redirect_stdout(io.StringIO()):
        for tree in what_figures_need(CHAPTERS / f"{page}.ipynb"):
            last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
            exec(compile(tree, page, "exec"), names)
            value = eval(compile(ast.Expression(last.value), page, "eval"), names) if last else None
            if isinstance(value, Figure):
                shown[value.spec["id"]] = value
    return shown


@functools.cache
def figures_of(page):
    """Every figure to drag that a notebook shows, by id."""
    figures = all_figures_of(page).items()
    return {name: figure for name, figure in figures if figure.spec["kind"] in DRAGGED and name not in NOT_DRAGGED}


READ = """root => ({
  state: root.dataset.state,
  outputs: [...root.querySelectorAll("output[data-name]")].map(o => [o.dataset.name, o.dataset.value, o.textContent]),
  sliders: [...root.querySelectorAll("input[type=range][data-name]")].map(s => [s.dataset.name, s.value, s.step])
})"""
# Two frames: in the first what was asked for is drawn, and after it the browser has taken every event before it.
SETTLE = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done())))"


# A figure is drawn when it comes into sight. This page learns of that after the figure does, since it asked later.
SEE_ALL = """async () => {
  const frame = () => new Promise(requestAnimationFrame);
  for (const root of document.querySelectorAll(".mlcalc-figure")) {
    root.scrollIntoView({behavior: "instant"});
    await new Promise(told => {
      const sight = new IntersectionObserver(() => { sight.disconnect(); told(); });
      sight.observe(root);
    });
    await frame();
  }
  await frame();
  await frame();
}"""


# Those that wait for a script of their own too, wherever they stand.
WAKE = """async () => {
  dispatchEvent(new HashChangeEvent("hashchange")); // an address may name any figure
  const wait = () => document.querySelector(".mlcalc-figure:is(:not([data-state]), [data-state=loading])");
  for (let i = 0; i < 500 && wait(); i++) await new Promise(done => setTimeout(done, 20));
}"""


def wake(page):
    """Every figure of a page is alive, or has said why not, though nobody has scrolled to it."""
    page.evaluate(WAKE)


def settle(page):
    page.evaluate(SETTLE)


def see_all(page):
    """Every figure of the page is drawn at its width: one after the other is in sight, as for who reads it.

    A window as high as the page would show all at once, and take a minute to paint.
    """
    page.evaluate(SEE_ALL)


def live(page, name):
    """The figure's element in the page, once it answers: some wait until somebody is near."""
    page.locator(f'.mlcalc-figure[id="{name}"]').evaluate(
        "root => root.scrollIntoView({behavior: 'instant'})", timeout=10_000
    )
    element = page.locator(f'[id="{name}"][data-state="live"]')
    element.wait_for(state="attached", timeout=10_000)
    element.scroll_into_view_if_needed()
    return element


def hold(element, figure, spec=None, slack=lambda name, values: 0.0):
    """Compare every number of a live figure with Python's at the inputs that the page shows; returns those inputs.

    ``slack`` is what a number may be off besides, where a computation itself makes roundings large.
    """
    settle(element.page)
    read = element.evaluate(READ)
    spec = spec or figure.spec
    assert read["state"] == "live"
    ranges = {entry["name"]: entry for entry in spec["inputs"]}
    inputs = {name: float(value) for name, value, _ in read["outputs"] if name in ranges}
    assert set(inputs) == set(ranges), "a figure shows each of its inputs"
    for name, value, step in read["sliders"]:
        place = math.log10(inputs[name]) if ranges[name].get("scale") == "log" else inputs[name]
        assert abs(float(value) - place) <= float(step) / 2 + 1e-12, f"the slider of {name} stands elsewhere"
    sliders = {name for name, entry in ranges.items() if entry.get("control") != "none"}
    assert {name for name, _, _ in read["sliders"]} >= sliders, "every input that a slider moves has one"

    expected = {**inputs, **figure.evaluate(**inputs)}
    shown = {name for name, _, _ in read["outputs"]}
    missing = _promised(spec) - shown
    assert not missing, f"not shown anywhere: {missing}"
    scale = max(abs(value) for value in expected.values() if math.isfinite(value))
    for name, exact, text in read["outputs"]:
        want, got = expected[name], float(exact)
        same = math.isnan(want) == math.isnan(got) if math.isnan(want) or math.isnan(got) else (
            math.isclose(got, want, rel_tol=1e-12, abs_tol=1e-13 * scale + slack(name, expected))
        )  # fmt: skip
        assert same, f"{name} is {got!r} in the page and {want!r} in Python at {inputs}"
        hold_text(name, got, text)
    return inputs


def _promised(spec):
    """The names whose numbers a reader has to see."""
    names = {*spec["numbers"]} | {spec[key] for key in ("value", "slope") if key in spec}
    for part in ("edges", "paths"):
        names |= {entry["output"] for entry in spec.get(part, [])}
    return names | {variable["name"] for variable in spec.get("variables", [])}


def hold_text(name, value, text):
    """The number that is read is the number that is meant, to the decimals that are printed."""
    plain = text.replace("\u2212", "-").replace(",", "")  # thousands stand apart
    if re.fullmatch(r"-?\d+(\.\d+)?", plain):
        decimals = len(plain.partition(".")[2])
        assert abs(float(plain) - value) <= 0.5000001 * 10.0**-decimals, f"{name} = {value} reads {text}"
    elif "10" not in text:  # in words, or a power of ten
        assert not math.isfinite(value), f"{name} = {value} reads {text!r}"


def center(locator):
    box = locator.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def frame(element):
    """Where a drawing's frame is in the page; an inner svg's own box would be that of what is drawn in it."""
    inside, drawing = element.locator("svg.mlcalc-inside"), element.locator("svg.mlcalc-drawing").bounding_box()
    x, y, width, height = (float(inside.get_attribute(key)) for key in ("x", "y", "width", "height"))
    return {"x": drawing["x"] + x, "y": drawing["y"] + y, "width": width, "height": height}


def ends(entry):
    """The two ends of an input's slider, and its step; a logarithmic one is even in powers of ten."""
    low, high = entry["low"], entry["high"]
    return (*((math.log10(low), math.log10(high)) if entry.get("scale") == "log" else (low, high)), entry["step"])


def place(entry, value):
    return math.log10(value) if entry.get("scale") == "log" else value


def near(entry, at):
    """The input's value at a place on its slider; a logarithmic one keeps four digits."""
    return pytest.approx(10**at, rel=6e-4) if entry.get("scale") == "log" else pytest.approx(at, abs=1e-9)


def seen(element):
    """The text that the eye reads: a formula stands there once more, for the ear."""
    return element.evaluate("""e => {
      const copy = e.cloneNode(true);
      for (const math of copy.querySelectorAll(".katex-mathml")) math.remove();
      return copy.textContent;
    }""")
