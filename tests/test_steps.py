"""Tables of steps, in Python: a row is judged from the reader's own rows above it, and its slip is named."""

import json

import numpy as np
import pytest
from in_node import copy_front, run_script
from steps_tables import network, square

from mlcalc import figures

ROOMS = ("compute", "model", "controls/asking", "kinds/steps")


def backpropagation(numbers):
    """Every row of the network's table by its formula on paper: the second account."""
    W1 = np.array([[numbers[f"W1[{i},{j}]"] for j in (1, 2)] for i in (1, 2)])
    b1, W2, x = (np.array([numbers[f"{name}[{i}]"] for i in (1, 2)]) for name in ("b1", "W2", "x"))
    z1 = W1.dot(x) + b1
    z2 = W2.dot(np.tanh(z1)) + numbers["b2"]
    delta2 = 2 * (np.tanh(z2) - numbers["y"]) / np.cosh(z2) ** 2
    delta1 = delta2 * W2 / np.cosh(z1) ** 2
    rows = {"z1": z1, "a1": np.tanh(z1), "z2": z2, "a2": np.tanh(z2), "delta2": delta2, "delta1": delta1}
    return rows | {"gradW1": delta1[:, None] * x[None, :]}


def test_every_row_is_right_where_it_is_right_for_every_draw():
    table = network()
    for _ in range(5):
        rows = backpropagation(table.inputs)
        assert set(table.check(rows).values()) == {"Right."}
        assert table.answers[-1]["right"]
        table.another()
    assert table.score == {"attempts": 5, "solved": 5}


def test_one_slip_costs_one_row_and_is_named():
    table = network()
    rows = backpropagation(table.inputs)
    half = {name: rows[name] / 2 for name in ("delta2", "delta1", "gradW1")}
    assert table.check(rows | half) == {
        **dict.fromkeys(("z1", "a1", "z2", "a2"), "Right."),
        "delta2": "You left out the factor 2.",
        "delta1": r"Right, from your own \delta^{(2)}.",
        "gradW1": r"Right, from your own \boldsymbol\delta^{(1)}.",
    }
    assert table.answers[-1]["slip"] == "term"
    assert not table.answers[-1]["right"]


def test_a_row_that_is_right_in_truth_is_right_whatever_stands_above_it():
    table = network()
    rows = backpropagation(table.inputs)
    said = table.check({"z1": rows["z1"] + 1, "a1": rows["a1"], "z2": rows["z2"]})
    assert said == {"z1": "Not yet: no entry is right.", "a1": "Right.", "z2": "Right."}


@pytest.mark.parametrize(
    ("row", "wrong", "said", "slip"),
    [
        ("z1", lambda r, n: r["z1"] - [n["b1[1]"], n["b1[2]"]], r"left out the term \mathbf{b}^{(1)}", "term"),
        ("a1", lambda r, n: r["z1"], "left out the function in ", "inner"),
        ("a1", lambda r, n: -r["a1"], "turned the sign of the whole", "sign"),
        ("delta2", lambda r, n: r["delta2"] / (1 - r["a2"] ** 2), "left out the factor 1 - ", "term"),
        ("delta2", lambda r, n: 2 * (r["a2"] + n["y"]) * (1 - r["a2"] ** 2), "turned the sign of y", "sign"),
        ("delta1", lambda r, n: r["delta1"] / (1 - r["a1"] ** 2), "left out the factor 1 - ", "term"),
        (
            "gradW1",
            lambda r, n: np.outer(r["delta1"], r["a1"]),
            r"took \mathbf{a}^{(1)} in place of \mathbf{x}",
            "place",
        ),
        (
            "z1",
            lambda r, n: np.array([[0.5, 0.8], [-0.3, 0.2]]) @ [1, 2] + [0.1, -0.2],
            "mixed up the rows and columns of W^{(1)}",
            "transpose",
        ),
    ],
)
def test_a_slip_is_named(row, wrong, said, slip):
    table = network()
    rows = backpropagation(table.inputs)
    found = table.check(rows | {row: wrong(rows, table.inputs)})[row]
    assert found.startswith(("You ", "Either you "))
    assert said in found
    assert slip in table.answers[-1]["slip"].split()


def test_the_authors_own_mistake_comes_first_and_may_name_the_numbers():
    table = square()
    assert table.check({"a": 4, "b": 8}) == {"a": "Right.", "b": "That doubles a, which is 4."}
    assert table.check({"a": 5, "b": 10})["b"] == "That doubles a, which is 4."
    assert table.check({"a": 5, "b": 25})["b"] == "Right, from your own a."
    assert table.check({"b": 3})["b"] == "Not yet: too small."
    assert "First 4, then 16." in table._still()["text/markdown"]


def test_the_rows_stand_on_paper_to_be_filled_in():
    still = network()._still()
    assert still["text/html"].count("<li>") == 7
    assert r"\delta^{(2)} =" in still["text/markdown"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"x": [3, 5], "k": [1, 2]}, "no row uses k"),
        ({"wrong": {"c": {}}}, "there is no row 'c'; the rows are a, b"),
        ({"formulas": {"c": "x"}}, "there is no row 'c'"),
        ({"wrong": {"b": {"No.": lambda a: a * a}}}, "typical mistake cannot be told from the right value"),
        ({"wrong": {"b": {"No.": lambda a: np.stack([a, a])}}}, r"has shape \(2,\), the row b \(\)"),
        ({"x": [0, -1], "wrong": {}, "rows": {"a": lambda x: np.log(x)}}, "the row a is not finite at x = 0"),
        ({"rows": {"a": lambda b: b, "b": lambda x: x}, "wrong": {}}, "needs b, which is neither a number nor a row"),
        ({"rows": {"x": lambda x: x}, "wrong": {}}, "'x' cannot name a row"),
        ({"rows": {}, "wrong": {}}, "expected rows such as"),
        ({"rows": {"a": 3}, "wrong": {}}, "must be a function of numbers and rows, got 3"),
        ({"x": ([1, 2], [3, 4])}, "1 of its first value is none of the numbers"),
        ({"x": ([[[1]]], [1, 2])}, "expected a vector or a matrix"),
        ({"seed": -1}, "seed: expected"),
    ],
)
def test_a_table_that_could_not_be_asked_for_is_refused(change, message):
    change = {"rows": {"a": lambda x: x + 1, "b": lambda a: a**2}, "x": [3, 5], "solution": None} | change
    rows = change.pop("rows")
    with pytest.raises((TypeError, ValueError), match=message):
        figures.steps("From {x}.", rows, **change)


def test_what_is_no_row_is_refused():
    with pytest.raises(ValueError, match="there is no row 'c'; the rows are a, b"):
        square().check({"c": 3})
    with pytest.raises(ValueError, match=r"the row a has shape \(\), got one of shape \(2,\)"):
        square().check({"a": [3, 4]})


def test_python_and_the_page_judge_alike(tmp_path):
    """Rows as they should be, with some of them bent, each way that the table knows, or off by something."""
    copy_front(tmp_path, *ROOMS)
    rng = np.random.default_rng(7)
    asked, expected = [], []
    for table in (network(), square()):
        for k in range(150):
            table.inputs = table.drawn(k % 40)
            truth = table._arrays(table.inputs)
            given = {}
            for row in table._table.rows:
                nodes = [row.node, *(slip.node for slip in row.slips), *row.wrong.values()]
                values = table._table.evaluate(nodes, {**truth, **given})
                value = values[0] if rng.random() < 0.5 else values[rng.integers(len(values))]
                if rng.random() < 0.9 and np.isfinite(value).all():
                    given[row.name] = value + (rng.random() < 0.1) * rng.normal(size=row.shape)
            entries = {name: np.ravel(value).tolist() for name, value in given.items()}
            spec = {key: table.spec[key] for key in ("rows", "judged", "tolerance")}
            asked.append(spec | {"truth": {k: np.ravel(v).tolist() for k, v in truth.items()}, "given": entries})
            found = {r.name: table._judge(r, given, truth) for r in table._table.rows if r.name in given}
            expected.append({name: {"kind": a, "says": b, "slip": c} for name, (a, b, c) in found.items()})
    found = json.loads(json.dumps(run_script(tmp_path / "kinds" / "steps" / "steps-cli.ts", asked)))
    kinds = {verdict["kind"] for one in expected for verdict in one.values()}
    assert kinds == {"right", "mistake", "wrong"}
    for page, python in zip(found, expected, strict=True):
        assert {name: plain(verdict) for name, verdict in page.items()} == python


def plain(verdict):
    """Pieces as Python writes them: of what the page made itself, and of what it was given."""

    def piece(given):
        if isinstance(given, dict) and "words" in given:
            return given["words"]
        return {"latex": given["latex"]} if isinstance(given, dict) and "latex" in given else given

    return verdict | {"says": [[piece(given) for given in part] for part in verdict["says"]]}


def test_a_letter_in_bold_is_no_place_of_a_number():
    table = figures.steps(r"At $\mathbf{x} = {x}$, {x}.", {"y": lambda x: 2 * x}, x=([1, 2], [1, 2]))
    latex = table.spec["ask"][0][1]["latex"]
    assert latex.startswith(r"\mathbf{x} = \begin{bmatrix} {\htmlData")
    assert table._still()["text/markdown"].startswith(
        r"At $\mathbf{x} = \begin{bmatrix} {1} \\ {2} \end{bmatrix}$, (1, 2)"
    )
