"""Questions whose answers are formulas, in Python: any equal form is right, and what cannot be asked is refused."""

import os
import subprocess
import sys

import numpy as np
import pytest
from formula_questions import XY, X, root, sine, slope

from mlcalc import FormulaError, figures


@pytest.mark.parametrize("text", ["6x cos(3x^2)", "cos(3x²)·6x", r"6x\cos\left(3x^{2}\right)", "6x-12x sin(1.5x²)^2"])
def test_any_equal_form_is_right(text):
    question = sine()
    assert question.check(text) == "Right."
    assert question.score == {"attempts": 1, "solved": 1}
    assert question.answers[0]["given"] == text


def test_a_slip_is_named_with_the_numbers_of_the_draw():
    question = sine()
    assert question.check("cos(3x^2)") == r"You left out the derivative of the inside: 2 \cdot 3 \, x."
    assert question.answers[-1]["slip"] == "inner"
    question.inputs = {"a": 5}
    assert question.check("cos(5x^2)") == r"You left out the derivative of the inside: 2 \cdot 5 \, x."
    assert question.check("cos(3x^2)").startswith("Not yet: at x = ")
    assert "slip" not in question.answers[-1]
    assert question.check("-10x cos(5x^2)").startswith("You turned a sign")


def test_an_exponent_that_is_drawn_has_the_slips_of_a_power():
    question = figures.question("Differentiate.", derivative="x^n", by="x", letters=X, n=[3, 4, 5])
    said = [question.check(text) for text in ("3x^2", "3x^3", "x^2", "x^3")]
    assert said == [
        "Right.",
        "You brought the power 3 down, but did not lower it to 3 - 1.",
        "You lowered the power, but did not bring 3 down as a factor.",
        "You did not differentiate x^{3}.",
    ]


def test_the_entries_of_a_gradient_are_judged_one_by_one():
    question = slope()
    assert question.check(["2xy", "x^2"]) == "Right."
    said = question.check(["x y", "x^2"])
    assert said == "Right so far: entry 2. Entry 1: You lowered the power, but did not bring 2 down as a factor."
    both = question.check(["x y", "2x"])
    assert both.startswith("Entry 1: You")
    assert " Entry 2: Not yet: at x = " in both
    assert question.check(np.array(["2xy", "x^2"])) == "Right."


def test_a_jacobian_has_rows_for_the_outputs():
    def f(x, y):
        return np.stack([x * y, x - y, np.sin(y)])

    question = figures.question("What is the Jacobian?", derivative=f, by=["x", "y"], letters=XY)
    assert question.check([["y", "x"], ["1", "-1"], ["0", "cos y"]]) == "Right."
    said = question.check([["y", "x"], ["1", "-1"], ["1", "-cos y"]])
    assert said.startswith("Right so far: row 1, column 1; row 1, column 2; row 2, column 1; row 2, column 2. Row 3")
    assert "Row 3, column 2: Either you turned a sign" in said


def test_the_authors_own_mistake_comes_first():
    own = sine(wrong={"Now times the inside's.": lambda x, a: np.cos(a * x**2)})
    assert own.check("cos(3x^2)") == "Now times the inside's."
    assert root().check("x^2") == "That is the square, the way back."


def test_what_no_slip_explains_is_told_where_it_goes_wrong():
    question = root()
    assert question.check("x/2") == "Not yet: at x = 1.61 your formula is 0.805, and it should be 1.269."
    assert question.check("-sqrt x") == "Not yet: right but for the sign."
    assert question.check("sqrt(x) + 1e-7") == "Not yet: close, but not the same."


def test_another_domain_has_sentences_of_its_own():
    question = figures.question("Simplify.", formula=lambda x: x, letters=X)
    assert question.check("e^(ln x)") == "Not yet: at x = -0.727 your formula has no value, and the answer has one."
    question = figures.question("Simplify.", formula=lambda x: np.exp(np.log(x)), letters=X)
    said = "Not yet: it agrees where both have a value, but at x = -0.727 it has one and the answer has none."
    assert question.check("x") == said


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2x +", "Something is missing at the end"),
        ("6t", "“t” is not known here; the letter here is x"),
        ("constructor", "not known here"),
        ("<script>alert(1)</script>", "without “<”"),
        ("x" * 10_001, "10,001 characters"),
        ("((((x", "not closed"),
        ("", "Type a formula first"),
    ],
)
def test_what_cannot_be_read_is_no_answer(text, message):
    question = sine()
    with pytest.raises(FormulaError, match=message):
        question.check(text)
    assert question.score["attempts"] == 0


def test_an_answer_of_another_shape_is_refused():
    with pytest.raises(ValueError, match="expected 2 of texts such as"):
        slope().check("2xy")
    with pytest.raises(ValueError, match="expected 1 of texts such as"):
        sine().check(6.0)


def test_the_solution_has_the_formula_with_its_numbers():
    question = sine()
    written = question._still()["text/markdown"]
    assert r"It is ${2 \cdot {3} \, x \, \cos\left({3} \, x^{2}\right)}$." in written
    assert figures.question(
        "Q", derivative=lambda x, y: x * y, by=["x", "y"], letters=XY, solution="{answer[2]}"
    ).spec["solution"] == [[{"latex": "{x}"}]]  # fmt: skip


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"formula": np.log, "letters": {"x": (-2, -1)}}, "a value at too few points of x from -2 to -1"),
        ({"formula": lambda x, a: np.sqrt(a - x), "letters": {"x": (2, 4)}, "a": [5, 1]}, "too few points.*a = 1"),
        ({"formula": lambda x: x}, "expected the letters of the formula"),
        ({"formula": lambda x, t: x * t, "letters": X}, "takes t, which is no letter here"),
        ({"formula": lambda x: x, "letters": {"x": (2, 1)}}, r"x has the range \(2, 1\)"),
        ({"formula": lambda x: x, "letters": {"x y": (1, 2)}}, "'x y' is no name that a reader could type"),
        ({"formula": lambda x: x, "letters": {"x1": (1, 2), "x_1": (1, 2)}}, "typed alike"),
        ({"formula": lambda x: x, "letters": X, "x": [1, 2]}, "drawn as a number already"),
        ({"formula": "x^2 +", "letters": X}, "Something is missing at the end"),
        ({"formula": 3, "letters": X}, "must be a function of the letters, got 3"),
        ({"formula": lambda x: x, "letters": X, "by": "x"}, "by belongs to a derivative"),
        ({"formula": lambda x: x, "letters": X, "unit": "cm"}, "choices and a unit belong to answer"),
        ({"formula": lambda x: x**2, "letters": X, "wrong": {"No.": lambda x: x * x}}, "is the right answer"),
        ({"formula": lambda x: x, "letters": X, "wrong": {"No.": lambda x: np.stack([x, x])}}, "has shape"),
        ({"derivative": lambda x: x**2, "letters": X}, "by is None; name the letter"),
        ({"derivative": lambda x: x**2, "letters": X, "by": "t"}, "by is 't'"),
        ({"derivative": lambda x: x**2, "letters": X, "by": "x", "answer": lambda: 3}, "got answer and derivative"),
        ({"answer": lambda: 3, "letters": X}, "letters belong to a formula"),
        ({}, "got no answer"),
    ],
)
def test_a_question_that_could_not_be_asked_is_refused(given, message):
    with pytest.raises((TypeError, ValueError), match=message):
        figures.question("What is it?", **given)


def test_what_is_stored_is_the_same_in_every_run():
    """The hashes of names are other ones in every process, and must not decide the order in which slips are found."""
    call = (
        "import json, numpy as np; from mlcalc import figures; "
        "q = figures.question('Slope?', derivative=lambda w: (1 - w**2) * np.exp(-(w**2) / 2), by='w', "
        "letters={'w': (-2, 2)}); print(json.dumps(q.spec))"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", call], env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(told) == 1
