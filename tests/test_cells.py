"""The cells of the chapters: what their checks say to wrong programs, and that right ones pass, all in the page."""

import pytest
from conftest import ROOT
from inpage_programs import in_page
from planted_batch import BUGS as BATCH_BUGS
from planted_batch import RIGHT as BATCH_RIGHT
from planted_broken import BROKEN
from planted_bugs import BUGS, RIGHT

from mlcalc import figures

CELLS = ROOT / "chapters" / "assets" / "cells"
NAMES = sorted({path.name.rsplit("-", 1)[0] for path in CELLS.glob("*.txt")})


def text(cell, part):
    return (CELLS / f"{cell}-{part}.txt").read_text(encoding="utf-8")


def results(programs, cell):
    """What the page says to each program."""
    check = text(cell, "check")
    return [run["result"] for run in in_page([{"code": code, "check": check} for code in programs])]


def test_there_are_the_cells_of_six_chapters_and_of_the_project():
    stages = ["record", "walk", "accumulate", "operations", "network", "race", "second"]
    project = ["points", "slopes", "descend"]
    own = ["backprop", "batch", "curvature", "forward", "momentum", "softmax", "vjp"]
    assert sorted([*own, *stages, *project]) == NAMES


@pytest.mark.parametrize("cell", NAMES)
def test_a_solution_passes_and_a_starter_runs_and_does_not(cell):
    starter, solution = results([text(cell, "starter"), text(cell, "solution")], cell)
    assert starter["checked"] == "wrong", starter
    assert solution["checked"] == "right", solution


@pytest.mark.parametrize("cell", NAMES)
def test_python_says_of_them_what_the_page_says(cell):
    figure = figures.code(text(cell, "starter"), check=text(cell, "check"), solution=text(cell, "solution"))
    assert figure.check(text(cell, "solution"))[0] == "right"
    assert figure.passed
    assert figure.check(text(cell, "starter"))[0] == "wrong"
    assert not figure.passed


@pytest.mark.parametrize(("cell", "bugs", "least"), [("backprop", BUGS, 30), ("batch", BATCH_BUGS, 15)])
def test_each_wrong_backward_pass_is_told_its_entry_and_its_reason(cell, bugs, least):
    assert len(bugs) >= least
    for (name, (_, entry, reason)), result in zip(
        bugs.items(), results([b[0] for b in bugs.values()], cell), strict=True
    ):
        said = result["said"].replace("`", "")
        assert result["checked"] == "wrong", (name, result)
        assert entry in said, (name, said)
        assert reason in said, (name, said)


def test_a_backward_pass_that_breaks_off_names_its_line():
    for (name, (_, line, said)), result in zip(
        BROKEN.items(), results([b[0] for b in BROKEN.values()], "backprop"), strict=True
    ):
        assert (result["checked"], result["line"]) == ("error", line), (name, result)
        assert said in result["said"], (name, result)


@pytest.mark.parametrize(("cell", "programs", "least"), [("backprop", RIGHT, 10), ("batch", BATCH_RIGHT, 4)])
def test_right_backward_passes_are_accepted_however_they_are_written(cell, programs, least):
    assert len(programs) >= least
    for name, result in zip(programs, results(list(programs.values()), cell), strict=True):
        assert result["checked"] == "right", (name, result)


# line of the solution, what stands in its place, words that have to be said
SLIPS = {
    "forward": {
        "np.tanh(W @ a + b)": {
            "np.tanh(W @ a)": "biases are missing",
            "np.tanh(W @ a) + b": "inside the curve",
            "W @ a + b": "The curve is missing",
            "1 / (1 + np.exp(-(W @ a + b)))": "logistic",
            "np.maximum(W @ a + b, 0)": "relu",
            "np.tanh(W @ a - b)": "is added",
            "np.tanh((W.T if W.shape[0] == W.shape[1] else W) @ a + b)": "W.T",
        },
        "in layers:": {"in layers[:-1]:": "last layer is left out"},
        "    return a": {"    return None": "Is a return missing"},
    },
    "vjp": {
        "return (v * slope) @ W": {
            "return v @ W": "slope of the curve is missing",
            "return (v * slope) @ (W.T if len(v) == len(a) else W)": "the other way through",
            "return slope @ W": "does not occur",
        },
        "1 - np.tanh(W @ a + b) ** 2": {
            "1 - np.tanh(np.tanh(W @ a + b)) ** 2": "what enters the curve",
            "np.tanh(W @ a + b)": "Its slope is",
            "1 - np.tanh(W @ a) ** 2": "without the bias",
        },
    },
    "curvature": {
        "return u @ times_hessian(u)": {
            "return u @ u": "length of u, squared",
            "return np.sqrt(times_hessian(u) @ times_hessian(u))": "lost the sign",
        },
        "        u = u / np.sqrt(u @ u)\n": {"": "scaled to length 1 in every round"},
        "u = times_hessian(u)": {"u = grad(cost)(w)": "the gradient itself"},
        "range(rounds)": {"range(rounds + 1)": "one round too many", "range(1, rounds)": "one round too few"},
    },
    "softmax": {
        "    z = z - np.max(z)\n": {"": "a power overflows", "    z -= np.max(z)\n": "writes into it"},
        "cost = np.log(total) - z[c]": {
            "cost = z[c] - np.log(total)": "sign is turned",
            "cost = powers[c] / total": "the probability itself",
            "cost = np.log(total) - z[0]": "for the first class",
            "cost = -np.log(np.max(powers) / total)": "the most probable class",
            "cost = -np.log(powers[c] / total)": "meets a 0",
            "cost = (np.log(total) - z[c]) / np.log(2)": "base 2",
        },
        "delta = powers / total - (np.arange(len(z)) == c)": {
            "delta = powers / total": "Those are the probabilities",
            "delta = (np.arange(len(z)) == c) - powers / total": "sign is turned",
            "delta = 2 * (powers / total - (np.arange(len(z)) == c))": "no 2 in it",
            "delta = powers / total - (np.arange(len(z)) == 0)": "not in the first place",
            "delta = powers / total - 1": "at c alone",
            "p = powers / total; delta = (p - (np.arange(len(z)) == c)) * p * (1 - p)": "it has cancelled",
        },
    },
    "points": {
        "X = rows[:, :2].T": {
            "X = rows[:, :2]": "A batch has a column for each",
            "X = rows[:, 1::-1].T": "the other way round",
        },
        "Y = 2 * rows[:, 2:].T - 1": {
            "Y = rows[:, 2:].T": "Those are the classes",
            "Y = 1 - 2 * rows[:, 2:].T": "signs are turned",
            "Y = 2 * rows[:, 2] - 1": "a matrix with one row",
        },
    },
    "slopes": {
        "return np.sum((forward(net, X)[-1] - Y) ** 2) / X.shape[1]": {
            "return np.sum((forward(net, X)[-1] - Y) ** 2)": "the sum over the points",
        },
        "D = 2 * (a[-1] - Y) * (1 - a[-1] ** 2) / X.shape[1]": {
            "D = 2 * (a[-1] - Y) * (1 - a[-1] ** 2)": "divide by X.shape[1]",
            "D = (a[-1] - Y) * (1 - a[-1] ** 2) / X.shape[1]": "The 2 that comes down",
            "D = 2 * (Y - a[-1]) * (1 - a[-1] ** 2) / X.shape[1]": "sign is turned",
            "D = 2 * (a[-1] - Y) / X.shape[1]": "slopes of the curve are missing",
        },
        "D = (W.T @ D) * (1 - a[l - 1] ** 2)": {
            "D = W.T @ D": "slopes of the hidden layers",
            "D = ((W if W.shape[0] == W.shape[1] else W.T) @ D) * (1 - a[l - 1] ** 2)": "in place of W.T",
        },
    },
    "descend": {
        "(W - rate * by_W, b - rate * by_b)": {
            "(W + rate * by_W, b + rate * by_b)": "walks uphill",
            "(W - by_W, b - by_b)": "The rate is missing",
            "(W - rate * by_W, b)": "biases stay what they are",
        },
        "range(steps)": {"range(steps + 1)": "one after each step"},
    },
    "momentum": {
        "v = beta * v + gradient(w)": {
            "v = gradient(w)": "without momentum",
            "v = beta * v + (1 - beta) * gradient(w)": "weighted mean",
            "v = v + gradient(w)": "Nothing fades",
            "v = beta * v + rate * gradient(w)": "rate comes in twice",
            "v = v + beta * gradient(w)": "belongs to the old v",
        },
        "w = w - rate * v": {"w = w + rate * v": "uphill", "w -= rate * v": "writes into it"},
        "range(steps)": {"range(steps + 1)": "one step too many", "range(1, steps)": "one step too few"},
    },
}


@pytest.mark.parametrize("cell", SLIPS)
def test_the_usual_slips_of_the_other_cells_are_named(cell):
    solution, asked = text(cell, "solution"), []
    for line, wrong in SLIPS[cell].items():
        assert line in solution
        asked += [(solution.replace(line, other, 1), said) for other, said in wrong.items()]
    for (program, said), result in zip(asked, results([program for program, _ in asked], cell), strict=True):
        assert result["checked"] == "wrong", (program, result)
        assert said in result["said"].replace("`", ""), (program, result["said"])
