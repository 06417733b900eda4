"""What cannot be read is refused with its place and with words; nothing that is typed does anything else."""

import pytest
from formula_refusals import LETTERS, REFUSED, garbage

from mlcalc import FormulaError, read_formula


@pytest.mark.parametrize("text", REFUSED, ids=lambda text: text[:20])
def test_a_text_is_refused_with_its_place_and_with_words(text):
    at, words = REFUSED[text]
    with pytest.raises(FormulaError) as caught:
        read_formula(text, LETTERS)
    assert words in str(caught.value)
    assert caught.value.at == at
    assert str(caught.value)[-1] in ".?"


def test_there_are_enough_of_them():
    assert len(REFUSED) >= 80


def refused_at(text, letters=LETTERS):
    """Where the text is refused, or None. (Any other error goes through.)"""
    try:
        read_formula(text, letters)
    except FormulaError as error:
        return error.at
    return None


def test_whatever_is_typed_is_read_or_refused():
    places = [(text, refused_at(text, letters)) for text in garbage() for letters in (LETTERS, None, ())]
    assert sum(at is None for _, at in places) > 100
    assert all(at is None or 0 <= at <= len(text) for text, at in places)


@pytest.mark.parametrize(
    "piece",
    ["(", "-", "|", "x^", "sin", r"\frac", "x²", "_", "9", "asinx", "⁽", "√", "\\", "x_", "e", "log10(", ".", "sinx "],
)
def test_a_long_text_is_read_or_refused(piece):
    text = piece * (10_000 // len(piece))
    assert (refused_at(text) is None) == (piece in ("x²", "e", "sinx "))
