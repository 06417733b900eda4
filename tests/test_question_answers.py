"""The types of answer: a table of them, of which a new one is a row, and each judges by itself."""

from dataclasses import dataclass

import pytest

from mlcalc import figures
from mlcalc.figures.kinds.question import answers
from mlcalc.figures.kinds.question.answers import Answer
from mlcalc.trace.graph import constant


@dataclass(frozen=True)
class YesNo(Answer):
    """A type of its own, asked for by ``answer=True``: all that a new one has to say."""

    @classmethod
    def is_asked_for(cls, wanted):
        return isinstance(wanted.answer, bool)

    @classmethod
    def read(cls, asked, wanted):
        asked.outputs["answer"] = constant(float(wanted.answer))
        return cls(["answer"], [], wanted.tolerance)

    def entries_of(self, given):
        return [{"yes": 1.0, "no": 0.0}[given]]

    def mistakes(self, values):
        return {}

    def to_json(self, wanted, sentences):
        return super().to_json(wanted, sentences) | {"answer": "yes or no"}  # the row of the page's own table


def test_a_new_type_of_answer_is_a_row_in_the_table(monkeypatch):
    monkeypatch.setattr(answers, "TYPES", (YesNo, *answers.TYPES))
    question = figures.question("Is the derivative of a sum the sum of the derivatives?", answer=True)
    assert question.spec["answer"] == "yes or no"
    assert question.check("yes") == "Right."
    assert question.check("no").startswith("Not yet")
    assert question.score == {"attempts": 2, "solved": 1}
    assert figures.question("What is $2 + 2$?", answer=lambda: 4).check(4) == "Right."


def test_without_the_row_such_a_question_is_refused():
    with pytest.raises(TypeError, match="answer must be a function of the numbers, got True"):
        figures.question("Is it?", answer=True)


def test_each_type_is_read_where_it_is_asked_for():
    chosen = figures.question("Which?", answer="a", choices=["a", "b"], wrong={"No.": "b"})
    typed = figures.question("How many?", answer=lambda: 3)
    written = figures.question("Which?", formula=lambda x: 2 * x, letters={"x": (-1, 1)})
    assert [type(q._answer) for q in (written, chosen, typed)] == list(answers.TYPES)
    assert "<li><p>a</p></li><li><p>b</p></li>" in chosen._still()["text/html"]
    assert "<li>" not in typed._still()["text/html"]


def test_where_the_right_choice_depends_on_the_numbers_it_is_no_mistake_there():
    def larger(a, b):
        return a < b  # the position of the right choice

    question = figures.question(
        "Which is larger, {a} or {b}?", answer=lambda a, b: larger(a, b) * 1.0, a=[2, 9], b=[4, 5],
        choices=["the first", "the second"], wrong={"It is smaller.": "the first", "It is not.": "the second"},
    )  # fmt: skip
    assert question.check("the second") == "Right."
    question.inputs = {"a": 9, "b": 5}
    assert question.check("the second") == "It is not."
    assert question.check("the first") == "Right."
