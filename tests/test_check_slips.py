"""A derivative written by hand that differences contradict is told which slip explains its numbers."""

import re

import numpy as np
import pytest

from mlcalc import check_grads
from mlcalc.trace.primitives import TABLE


def said(f, args, gradient=None, **options):
    with pytest.raises(AssertionError) as objection:
        check_grads(f, args, gradient=gradient, **options)
    return str(objection.value)


def cost(w, x, b, y):
    return (np.tanh(w * x + b) - y) ** 2


def by_hand(w, x, b, y):
    a = np.tanh(w * x + b)
    delta = 2 * (a - y) * (1 - a**2)
    return delta * x, delta * w, delta, -2 * (a - y)


AT = (0.7, 1.3, -0.2, 0.4)


def test_a_right_gradient_passes():
    check_grads(cost, AT, gradient=by_hand)
    check_grads(lambda v: v @ v, (np.array([1.0, 2.0]),), gradient=lambda v: 2 * v)


@pytest.mark.parametrize(
    ("slip", "letter", "sentence"),
    [
        (lambda w, x, b, y: (by_hand(w, x, b, y)[2], *by_hand(w, x, b, y)[1:]), "w", "left out the derivative"),
        (lambda w, x, b, y: (*by_hand(w, x, b, y)[:3], 2 * (np.tanh(w * x + b) - y)), "y", "turned a sign|left out"),
        (
            lambda w, x, b, y: (*by_hand(w, x, b, y)[:2], 2 * (np.tanh(w * x + b) - y), by_hand(w, x, b, y)[3]),
            "b",
            "left out the derivative of the inside: .*tanh",
        ),
    ],
    ids=["inside", "sign", "activation"],
)
def test_a_wrong_gradient_is_told_its_slip(slip, letter, sentence):
    message = said(cost, AT, slip)
    assert f"the gradient of cost by {letter}: you give" in message
    assert re.search(sentence, message)


def test_what_no_slip_explains_is_told_the_numbers_alone():
    message = said(lambda x: np.sin(x), (0.5,), lambda x: np.cos(x) + 0.01)
    assert message.endswith(f"you give {np.cos(0.5) + 0.01:.6g}, finite differences {np.cos(0.5):.6g}.")


def test_an_entry_of_an_array_is_told_its_numbers():
    message = said(lambda v: v @ v, (np.array([1.0, 2.0]),), lambda v: np.array([2.0, 3.0]))
    assert "by v: you give 3, finite differences 4." in message


@pytest.mark.parametrize(
    ("gradient", "message"),
    [(lambda w, x: w, "must return 2 derivatives"), (lambda w, x: (x, np.ones(2)), r"by x has shape \(2,\)")],
)
def test_a_gradient_of_another_form_is_refused(gradient, message):
    with pytest.raises((TypeError, ValueError), match=message):
        check_grads(lambda w, x: w * x, (1.0, 2.0), gradient=gradient)


@pytest.mark.parametrize("mode", ["fwd", "rev"])
def test_a_wrong_row_is_named(monkeypatch, mode):
    monkeypatch.setitem(TABLE, "cos", TABLE["cos"]._replace(partials=(lambda x: np.sin(x),)))
    message = said(lambda x: x * np.cos(x * x), (0.8,), modes=(mode,))
    slope = f"{np.sin(0.64):.6g}"
    assert message.endswith(f"The row 'cos' gives {slope} for its partial derivative by argument 1, "
                            f"differences give -{slope}: its sign is turned")  # fmt: skip
