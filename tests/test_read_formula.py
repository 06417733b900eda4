"""Formulas as people type them: what they mean, what is noted, and that they are functions like any other."""

import inspect
import pickle

import numpy as np
import pytest
from formula_texts import AT, CLEAR, LETTERS, NOTED, meaning

from mlcalc import FormulaError, grad, read_formula
from mlcalc.read.table import FUNCTIONS

POINT = list(AT.values())


@pytest.mark.parametrize(("text", "expression"), CLEAR.items())
def test_a_text_means_what_everybody_reads_and_nothing_is_noted(text, expression):
    formula = read_formula(text, LETTERS)
    assert float(formula(*POINT)) == pytest.approx(meaning(expression), rel=1e-13)
    assert formula.notes == ()


def test_there_are_enough_of_them():
    assert len(CLEAR) > 250


@pytest.mark.parametrize("text", NOTED)
def test_what_some_read_otherwise_is_noted(text):
    expression, reading = NOTED[text]
    formula = read_formula(text, LETTERS)
    assert float(formula(*POINT)) == pytest.approx(meaning(expression), rel=1e-13)
    (note,) = formula.notes
    assert note.endswith(f"” is read as {reading}.")


@pytest.mark.parametrize(
    ("text", "letters", "op", "note"),
    [
        ("log x", "x", "log", "“log” is read as the natural logarithm, ln."),
        (r"\log(x) + log x", "x", "add", "“log” is read as the natural logarithm, ln."),
        ("tan^-1 x", "x", "arctan", "“tan^-1” is read as arctan, not as 1/tan."),
        ("sin⁻¹(x)", "x", "arcsin", "“sin^-1” is read as arcsin, not as 1/sin."),
        (r"\cosh^{-1} x", "x", "arccosh", r"“\cosh^-1” is read as arccosh, not as 1/\cosh."),
        ("asin(x)", "a x", "arcsin", "“asin” is read as arcsin; for a product write a · sin."),
    ],
)
def test_a_name_that_could_be_another_is_noted(text, letters, op, note):
    formula = read_formula(text, letters)
    assert formula.tree.op == op
    assert formula.notes == (note,)


@pytest.mark.parametrize("row", FUNCTIONS, ids=lambda row: row.name)
def test_every_spelling_of_every_function_is_read(row):
    at = (1.25, 0.5)[: row.arity] if row.name == "arccosh" else (0.25, 0.5)[: row.arity]
    letters = ("x", "t")[: row.arity]
    inside = ", ".join(letters)
    for spelling in row.spellings:
        for text in (f"{spelling}({inside})", f"np.{spelling}({inside})", f"1*{spelling.upper()}({inside})"):
            if text[2:].islower() or not any(c.isdigit() for c in spelling):
                assert float(read_formula(text, letters)(*at)) == float(row.value(*at)), text


@pytest.mark.parametrize("name", ["constructor", "__proto__", "toString", "hasOwnProperty", "lambda", "e", "pi", "sin"])
def test_a_letter_may_have_any_name(name):
    formula = read_formula(f"2 {name} + x^{name}", [name, "x"])
    assert formula.letters == (name, "x")
    assert float(formula(3.0, 2.0)) == 14.0


def test_letters_are_those_that_come_where_none_are_given():
    assert read_formula("v t + a t²/2 + x_0 + theta + xe^-x + π").letters == ("v", "t", "a", "x_0", "theta", "x")
    assert read_formula("abc").letters == ("a", "b", "c")
    assert read_formula("x sin x + sinh t").letters == ("x", "t")
    for text in ("velocity", "sine(x)", "foobar(x)"):
        with pytest.raises(FormulaError):
            read_formula(text)


def test_it_is_a_function_like_any_other():
    formula = read_formula("2x sin(x)^2 + t", "x, t")
    assert list(inspect.signature(formula).parameters) == ["x", "t"]
    assert formula(t=1, x=0) == 1.0
    x = np.linspace(-1, 1, 5)
    np.testing.assert_array_equal(formula(x, 2), 2 * x * np.sin(x) ** 2 + 2)
    assert formula(x[:, None], x).shape == (5, 5)
    assert grad(formula)(0.5, 0.0) == pytest.approx(2 * np.sin(0.5) ** 2 + 2 * np.sin(0.5) * np.cos(0.5), rel=1e-14)
    assert grad(formula, argnums=1)(0.5, 0.0) == 1.0
    assert formula(0.5j, 0.0) == pytest.approx(1j * np.sin(0.5j) ** 2)
    assert read_formula("x^-1", ["x"])(2) == 0.5  # numpy itself refuses a whole number to a negative power
    with pytest.raises(TypeError, match="t"):
        formula(1.0)


def test_a_long_formula_is_read_and_computed():
    formula = read_formula("+".join(["x"] * 5_000), ["x"])
    assert formula(1.0) == 5_000.0
    assert len(repr(formula.tree)) > 5_000
    assert read_formula("x" * 10_000, ["x"])(1.0) == 1.0


def test_letters_that_are_no_names_or_alike_are_refused():
    for letters in (["2"], ["x y"], [""], [3], ["x-1"]):
        with pytest.raises(ValueError, match="letters must be names"):
            read_formula("x", letters)
    with pytest.raises(ValueError, match="'x1' and 'x_1' are typed alike"):
        read_formula("x", ["x1", "x_1"])
    with pytest.raises(TypeError, match="text must be a string"):
        read_formula(3)


def test_an_error_survives_being_sent():
    with pytest.raises(FormulaError) as caught:
        read_formula("x+", ["x"])
    again = pickle.loads(pickle.dumps(caught.value))
    assert (str(again), again.at) == (str(caught.value), 2)
