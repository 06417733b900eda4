"""Chapter 8: what its brief asks of it, held against the stored notebook."""

import inspect
import re

from prose import ASIDE, CHAPTERS, MATHEMATICS, cells, code_dropped, results, source

from mlcalc.calculus import check, derivatives, sweeps
from mlcalc.trace import linear, primitives, traced

PAGE = CHAPTERS / "08-graphs.ipynb"


def count(text):
    return len(ASIDE.sub(" ", MATHEMATICS.sub(" ", code_dropped(text))).split())


def test_the_readers_own_formula_comes_first_and_soon():
    shown = [cell for cell in cells(PAGE, "code") if any("text/html" in o.get("data", {}) for o in cell["outputs"])]
    call = "".join(shown[0]["source"])
    assert call.startswith("figures.graph(")
    assert "editable=True" in call
    text = source(PAGE)
    assert count(text[: text.index("Press *Reset*")]) <= 250


def test_it_is_as_long_as_a_chapter_may_be():
    text = source(PAGE)
    exercises = text[text.index("## Exercises") : text.index("## Summary")]
    assert count(text) - count(exercises) <= 2500
    assert len(re.findall(r"\{exercise\}", exercises)) >= 10


def test_there_are_live_figures_of_every_sort_and_five_stages():
    kinds = re.findall(r'<div class=\\?"mlcalc-figure\\?" data-kind=\\?"(\w+)\\?" id=\\?"([\w-]+)', results(PAGE))
    stages = [name for kind, name in kinds if kind == "code"]
    assert stages == [f"own-{s}" for s in ("record", "walk", "accumulate", "operations", "network", "race", "second")]
    assert sum(kind in ("graph", "curve") for kind, _ in kinds) >= 6
    headings = {re.sub(r"\W+", "-", line.lower()).strip("-") for line in re.findall(r"^#+ (.*)$", source(PAGE), re.M)}
    assert not headings & {name for _, name in kinds}, "a section and a figure with one id: a link finds one of them"


def test_every_number_of_the_brief_is_computed():
    told = results(PAGE)
    for line in (
        "y    41.0", "grad (25.0, 19.0)", "backwards, = : (1, 1)", "without waiting: (29, 22)",
        "small steps 0.55, by the rule 1", "sweeps forward 23  reverse 1", "value 0.0  slope nan",
        "at 0: 0.0  at 2: 0.5",
    ):  # fmt: skip
        assert line in told, line


def test_what_is_quoted_is_the_source_as_it_stands():
    """The notebook is stored with its outputs: whoever changes a quoted line has to run it again."""
    files = [primitives, linear, traced, sweeps, derivatives, check]
    lines = {line.strip() for file in files for line in inspect.getsource(file).splitlines()}
    outputs = [output.get("data", {}) for cell in cells(PAGE, "code") for output in cell["outputs"]]
    shown = [data["text/markdown"] for data in outputs if "text/markdown" in data]
    shown = [code for code in map("".join, shown) if code.startswith("```python") and "*Solution.*" not in code]
    assert len(shown) == 7
    for code in shown:
        for line in code.strip("`").removeprefix("python\n").splitlines():
            assert line.strip() in lines, line
