"""Slips are named, right answers accepted however they are written, and wrong ones refused, by a set of answers.

The set, formula_answers.json, was made without the code that is tested. Of its two parts the first was written by
sympy: the equal forms by its rewriting, the slips by a sweep over its own expressions with one rule bent. The second
was written by hand. Beside a slip stand the names that describe it truly.
"""

import json
from pathlib import Path

import numpy as np
import pytest

from mlcalc import grad, logistic
from mlcalc.calculus.slips import compare, named, same, slips
from mlcalc.trace import trace

SET = json.loads((Path(__file__).parent / "formula_answers.json").read_text(encoding="utf-8"))
NAMES = {
    **{name: getattr(np, name) for name in ("sin", "cos", "tan", "exp", "log", "sqrt", "sinh", "cosh", "tanh", "abs")},
    "atan": np.arctan,
    "pi": np.pi,
    "E": np.e,
    "logistic": logistic,
}


def function(text, letters):
    code = compile(text, text, "eval")
    return lambda *values: eval(code, NAMES | dict(zip(letters, values, strict=True))) * 1.0


def graph(text, letters):
    return trace(function(text, letters), [0.0] * len(letters), list(letters)).outputs[0]


def right(row):
    """The right derivative, by reverse mode: another sweep than that which is bent."""
    letters = list(row["letters"])
    slope = grad(function(row["f"], letters), argnums=letters.index(row["by"]))
    return trace(slope, [0.0] * len(letters), letters).outputs[0]


ROWS = [pytest.param(row, id=f"d({row['f']})/d{row['by']}") for row in SET]


def test_the_set_is_large_enough():
    assert len(SET) >= 25
    assert all(len(set(row["equal"])) >= 10 for row in SET)
    assert sum(len(row[kind]) for row in SET for kind in ("equal", "domain", "slips", "wrong")) >= 400


@pytest.mark.parametrize("row", ROWS)
def test_no_right_answer_is_refused_and_no_wrong_one_accepted(row):
    truth, letters = right(row), row["letters"]
    verdicts = {text: compare(truth, graph(text, letters), letters) for text in row["equal"]}
    assert {text: found for text, found in verdicts.items() if found.kind != "same"} == {}
    wrong = [*row["wrong"], *(text for text, _ in row["slips"])]
    assert [text for text in wrong if same(truth, graph(text, letters), letters)] == []


@pytest.mark.parametrize("row", [row for row in SET if row["domain"]], ids=lambda row: row["f"])
def test_another_domain_is_a_verdict_of_its_own(row):
    for text in row["domain"]:
        found = compare(right(row), graph(text, row["letters"]), row["letters"])
        assert (found.kind, found.given_is_missing) == ("domain", True)
        with np.errstate(invalid="ignore"):
            assert np.isnan(function(text, row["letters"])(*found.at.values()))


def test_slips_are_named_and_none_by_a_wrong_name():
    unnamed, wrongly, total = [], [], 0
    for row in SET:
        found = slips(graph(row["f"], row["letters"]), row["by"], row["letters"])
        for text, names in row["slips"]:
            total += 1
            slip = named(found, graph(text, row["letters"]), row["letters"])
            if slip is None:
                unnamed.append((row["f"], text))
            elif not set(slip.names) & set(names):
                wrongly.append((row["f"], text, names, slip.says))
    assert wrongly == []
    assert len(unnamed) <= 0.02 * total, unnamed
