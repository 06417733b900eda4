"""The page differentiates as Python does: the same graphs, the same LaTeX, the same numbers.

Two thousand random formulas are built, differentiated in both modes, twice, and set by the page's own code, in one
process of Node; every row of the table that a page has is the outermost of at least fifty.
"""

import math
from collections import Counter

import numpy as np
import pytest
import scipy.special
from formulas import IN_PAGE, Formula, in_python, random_formula
from in_node import copy_front, run_script

from mlcalc.trace.graph import evaluate, order
from mlcalc.write.latex import to_latex
from mlcalc.write.page import to_json

FORMULAS = [random_formula(seed) for seed in range(2000)]

# A result that is a difference of larger numbers may keep the error of those.
PRECISION = 1e-12


@pytest.fixture(scope="module")
def differentiate_in_page(tmp_path_factory):
    """A function: formulas in, for each the page's graph with the derivatives, its LaTeX and its numbers out."""
    folder = tmp_path_factory.mktemp("calculus")
    copy_front(folder, "compute", "calculus")

    def differentiate(formulas):
        script = folder / "calculus" / "calculus-cli.ts"
        return run_script(script, [formula._asdict() for formula in formulas])

    return differentiate


@pytest.fixture(scope="module")
def pairs(differentiate_in_page):
    """(the formula, Python's inputs and outputs, what the page answers) for every formula."""
    answers = differentiate_in_page(FORMULAS)
    return [(formula, *in_python(formula), answer) for formula, answer in zip(FORMULAS, answers, strict=True)]


def number(text):
    return float(text.replace("Infinity", "inf"))


def agree(one, other, scale):
    same = one == other or (math.isnan(one) and math.isnan(other))
    return same or abs(one - other) <= PRECISION * max(scale, abs(other))


def same_graph(outputs, graph):
    """Whether a graph of the page has the same nodes in the same order, and constants that agree.

    Not to the last digit: sin of 3 is folded by numpy there and by the browser here, and is itself a small difference.
    """
    nodes = order(outputs.values())
    at = {node: i for i, node in enumerate(nodes)}
    if len(nodes) != len(graph["nodes"]) or {name: at[node] for name, node in outputs.items()} != graph["outputs"]:
        return False
    return all(
        node.op == other["op"]
        and node.name == other.get("name", "")
        and [at[arg] for arg in node.args] == other.get("args", [])
        and (node.op != "constant" or agree(number(other["value"]), node.value.item(), 1e-3))
        for node, other in zip(nodes, graph["nodes"], strict=True)
    )


def test_the_graph_of_a_formula_and_of_its_derivatives_is_the_same_node_for_node(pairs):
    different = [formula.steps for formula, _, outputs, answer in pairs if not same_graph(outputs, answer["graph"])]
    assert not different
    assert sum(len(outputs) for _, _, outputs, _ in pairs) > 2 * len(FORMULAS), "hardly anything was differentiated"


def test_the_latex_is_the_same_to_the_letter(pairs):
    in_parts = 0
    for formula, _, outputs, answer in pairs:
        texts = {name: to_latex(node) for name, node in outputs.items()}
        assert answer["latex"] == texts, formula.steps
        in_parts += sum("aligned" in text for text in texts.values())
    assert in_parts > 50, "no formula was long enough to be written in parts"


def test_values_and_first_and_second_derivatives_agree_to_twelve_digits(pairs):
    finite = 0
    for formula, inputs, outputs, answer in pairs:
        nodes = order(outputs.values())
        for point, numbers in zip(formula.points, answer["values"], strict=True):
            with np.errstate(all="ignore"):
                values = evaluate(nodes, {node: point[node.name] for node in inputs})
            known = dict(zip(nodes, map(float, values), strict=True))
            folded = [step[1] for step in formula.steps if step[0] == "constant"]
            scale = max(abs(value) for value in (*known.values(), *folded, 0.0) if math.isfinite(value))
            for name, node in outputs.items():
                assert agree(number(numbers[name]), known[node], scale), (name, point, formula.steps)
                finite += math.isfinite(known[node])
    assert finite > 12_000


def test_the_code_for_a_reader_to_copy_computes_the_same(pairs):
    compared = 0
    for formula, inputs, outputs, answer in pairs[::4]:
        for name, node in outputs.items():
            space = {"np": np, "scipy": scipy}
            exec(answer["code"][name], space)
            point = {node: np.float64(formula.points[0][node.name]) for node in inputs}
            with np.errstate(all="ignore"):
                value = float(space["f"](*point.values()))
                nodes = order([node])
                known = list(map(float, evaluate(nodes, point)))
            folded = [step[1] for step in formula.steps if step[0] == "constant"]
            scale = max(abs(x) for x in (*known, *folded, 0.0) if math.isfinite(x))
            assert agree(value, known[-1], scale), (answer["code"][name], formula.steps)
            compared += math.isfinite(value)
    assert compared > 1000


def test_every_row_of_the_table_that_a_page_has_is_asked_for():
    outermost = Counter(formula.steps[-1][0] for formula in FORMULAS)
    assert set(outermost) == {row.name for row in IN_PAGE}
    assert min(outermost.values()) >= 50


def test_the_page_writes_the_graph_as_python_sends_it(differentiate_in_page):
    formula = Formula(
        ["b", "a"], [["input", "a"], ["input", "b"], ["constant", 2.5], ["multiply", 2, 0], ["sin", 3]], []
    )
    (answer,) = differentiate_in_page([formula])
    inputs, outputs = in_python(formula)
    sent = to_json(inputs, outputs)
    for node in answer["graph"]["nodes"]:
        if node["op"] == "constant":
            node["value"] = float(node["value"])
    assert answer["graph"] == sent


# Powers of ten, exact halves of the sixth digit (printf takes the even neighbour), and where %g changes its form.
NUMBERS = [1e5, 999999.4, 999999.5, 1e6, 1234567.0, 1e-4, 9.9999949e-5, 9.99999949e-5, 1e-5, 1e22, 3.5e-300, 5e-324]
NUMBERS += [123456.5, 123457.5, 100000.5, 12345.25, 1234.125, 0.001953125, 0.1, 1 / 3, 0.0, -0.0, math.pi, 1e100, 0.5]


def test_numbers_are_set_as_python_sets_them(differentiate_in_page):
    drawn = np.random.default_rng(3).normal(size=400) * 10.0 ** np.arange(-20, 20).repeat(10)
    halves = np.arange(1, 400, 2) / 2.0**9  # exact in binary, and many end in a half after six digits
    values = [*NUMBERS, *drawn.tolist(), *halves.tolist()]
    formulas = [Formula([], [["constant", sign * x]], []) for x in values for sign in (1.0, -1.0)]
    for formula, answer in zip(formulas, differentiate_in_page(formulas), strict=True):
        assert answer["latex"] == {"value": to_latex(in_python(formula)[1]["value"])}, formula.steps


def test_the_comparison_sees_a_turned_argument_and_another_number(differentiate_in_page):
    formula = Formula(["x"], [["input", "x"], ["constant", 3.0], ["power", 0, 1]], [])
    (answer,) = differentiate_in_page([formula])
    turned = in_python(formula._replace(steps=[*formula.steps[:2], ["power", 1, 0]]))[1]
    other = in_python(formula._replace(steps=[formula.steps[0], ["constant", 4.0], formula.steps[2]]))[1]
    assert same_graph(in_python(formula)[1], answer["graph"])
    assert not same_graph(turned, answer["graph"])
    assert not same_graph(other, answer["graph"])
