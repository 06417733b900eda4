"""A question that could not be asked is refused while it is written, with a sentence that says what to write."""

from __future__ import annotations

import math

import numpy as np
import pytest
from test_figure_question import can, friends, gradient


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: can(hint="{q}"), r"hint has \{q\}, which is no number of this question"),
        (lambda: can(hint="{anser}"), r"did you mean \{answer\}"),
        (lambda: can(hint="${anser}$"), r"in a formula; did you mean \{answer\}"),
        (lambda: can(hint="a $ sign"), r"a \$ without its other"),
        (lambda: can(hint=" "), "hint must be a text"),
        (lambda: can(wrong={"No.": lambda r, k: 0.2 * np.pi * r * k - 0.3 * np.pi * r**2}), "is the right answer"),
        (lambda: can(k=(5, 12, 10), answer=lambda r, k: 1 / (k - 7)), "not a finite number at r = "),
        (lambda: can(answer=lambda r, k: k * r, wrong={"No.": lambda r, k: 30 + 0 * k}), "with its first numbers"),
        (lambda: can(tolerance=2), "tolerance: expected a share"),
        (lambda: can(decimals=0.5), "decimals: expected how many"),
        (lambda: can(seed=-1), "seed: expected"),
        (lambda: can(id="2 cans"), "id: "),
        (lambda: can(r=[3]), "r: got 1 different numbers"),
        (lambda: can(r=(3, 2)), "low must be below high"),
        (lambda: can(r=(0.5, 2.5)), r"range of two integers.*\[2, 3.5, 5\]"),
        (lambda: can(r="3"), "expected numbers to draw from"),
        (lambda: can(r=[3, math.inf]), "finite numbers"),
        (lambda: can(steps={"answer": lambda r: r}), "cannot name a step"),
        (lambda: can(label=["a", "b"]), "label: got 2 for 1 entries"),
        (lambda: gradient(wrong={"No.": lambda x: x}), r"has shape \(\), the answer \(2,\)"),
        (lambda: friends(answer="both"), "answer is 'both', which is none of the choices"),
        (lambda: friends(wrong={}), "nothing says why 'the first' is wrong"),
        (lambda: friends(wrong={"a": "the first", "b": "the second", "c": "neither"}), "the answer, and wrong too"),
        (lambda: friends(choices=["neither"]), "two or more different texts"),
        (lambda: friends(answer=lambda: 7 * np.exp(0), wrong={"a": "the first", "b": "the second", "c": "neither"}),
         "the position of no choice"),
    ],
)  # fmt: skip
def test_a_question_that_cannot_be_asked_says_why(make, message):
    with pytest.raises(ValueError, match=message):
        make()


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: can(answer=lambda r, h: r * h), "answer needs h, which is not drawn; give it numbers, h="),
        (lambda: can(q=[1, 2]), r"nothing uses q; leave it out, write \{q\} in the text"),
        (lambda: can(answer=3), "answer must be a function of the numbers, got 3"),
        (lambda: can(answer=lambda r, k: [r, k]), r"one number, vector or matrix; join numbers by np.stack"),
    ],
)
def test_a_question_whose_parts_do_not_fit_says_why(make, message):
    with pytest.raises(TypeError, match=message):
        make()
