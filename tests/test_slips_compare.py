"""Formulas are compared by values with the rounding that belongs to them, and slips travel to a page as one graph."""

import json

import numpy as np
import pytest

from mlcalc import TraceError
from mlcalc.calculus.slips import compare, slips
from mlcalc.calculus.slips.page import slips_json
from mlcalc.trace import trace
from mlcalc.trace.graph import order
from mlcalc.trace.primitives import TABLE


def verdict(right, given, low=-2.0, high=2.0):
    read = lambda f: trace(f, (1.0,), ["x"]).outputs[0]
    return compare(read(right), read(given), {"x": (low, high)}).kind


@pytest.mark.parametrize(
    ("right", "given", "domain", "kind"),
    [
        (lambda x: 1 - np.tanh(x) ** 2, lambda x: 1 / np.cosh(x) ** 2, (-20, 20), "same"),
        (lambda x: 1 - np.tanh(x) ** 2, lambda x: 1.001 / np.cosh(x) ** 2, (-20, 20), "different"),
        (lambda x: np.exp(x), lambda x: np.exp(x) + 1e-6, (-30, 30), "different"),
        (lambda x: 1e-12 * x, lambda x: 1.01e-12 * x, (-2, 2), "different"),
        (lambda x: 1e12 * x, lambda x: 1e12 * x + 1e-3 * x, (-2, 2), "same"),
        (lambda x: 0.0 * x, lambda x: np.sin(x) ** 2 + np.cos(x) ** 2 - 1, (-2, 2), "same"),
        (lambda x: np.sqrt(x**4), lambda x: x**2, (-2, 2), "same"),
        (lambda x: x, lambda x: np.abs(x), (-2, 2), "different"),
        (lambda x: 1 / x, lambda x: np.exp(-np.log(x)), (-2, 2), "domain"),
        (lambda x: np.log(x), lambda x: np.log(np.abs(x)), (-2, 2), "domain"),
        (lambda x: x, lambda x: (x + 1e17) - 1e17, (-2, 2), "undecided"),
        (lambda x: x, lambda x: x + 1e-12 * np.sin(1e12 * x), (1, 2), "different"),
    ],
)
def test_a_verdict(right, given, domain, kind):
    assert verdict(right, given, *domain) == kind


def test_what_is_undefined_everywhere_agrees_with_nothing():
    assert verdict(lambda x: np.sqrt(x - 9), lambda x: np.sqrt(x - 9)) == "undecided"
    assert verdict(lambda x: x, lambda x: np.sqrt(x - 9)) == "domain"


def test_a_letter_without_a_range_is_named():
    one, other = (trace(lambda v: v, (1.0,), [name]).outputs[0] for name in ("x", "q"))
    with pytest.raises(KeyError, match="q"):
        compare(one, other, {"x": (0, 1)})


def test_what_cannot_be_asked_is_refused():
    with pytest.raises(ValueError, match="'z' is none of the letters x"):
        slips(lambda x: x, "z", {"x": (0, 1)})
    with pytest.raises(TypeError, match="one number"):
        slips(lambda x: (x, x), "x", {"x": (0, 1)})
    with pytest.raises(TraceError):
        slips(lambda x: x if x > 0 else -x, "x", {"x": (0, 1)})


def test_what_is_right_here_too_says_nothing():
    """Of eˣ, the function itself is the derivative, and so is its integral."""
    names = {name for slip in slips(np.exp, "x", {"x": (-1, 1)}) for name in slip.names if not slip.swept_by}
    assert "undifferentiated" not in names
    assert "power rule" in names


def test_every_slip_has_a_value_of_its_own():
    found = [s for s in slips(lambda x: np.sin(x**2) / x, "x", {"x": (0.3, 2)}) if not s.swept_by]
    kinds = [compare(a.derivative, b.derivative, {"x": (0.3, 2)}).kind for a in found for b in found if a is not b]
    assert "same" not in kinds


def test_a_page_computes_the_slips_from_one_graph():
    f = lambda x, y: np.tanh(x * y) * x**2
    found = slips(f, "x", {"x": (-1, 1), "y": (-1, 1)})
    inputs = [node for node in order([slip.derivative for slip in found]) if node.op == "input"]
    told = json.loads(json.dumps(slips_json(found, inputs)))
    at, values = {"x": 0.4, "y": -0.7}, []
    for node in told["graph"]["nodes"]:
        args = [values[k] for k in node.get("args", ())]
        simple = {"input": lambda n: at[n["name"]], "constant": lambda n: n["value"]}
        values.append(simple[node["op"]](node) if node["op"] in simple else TABLE[node["op"]].value(*args))
    by_names = {tuple(s["clauses"]): float(values[told["graph"]["outputs"][s["output"]]]) for s in told["slips"]}
    slope = 1 - np.tanh(-0.28) ** 2
    left_out = next(
        value for clauses, value in by_names.items() if "left out the derivative of the inside: $y$" in clauses
    )
    assert left_out == pytest.approx(slope * 0.16 + 2 * 0.4 * np.tanh(-0.28), rel=1e-12)
    assert told["slips"][-1]["sweptBy"] == "x"
