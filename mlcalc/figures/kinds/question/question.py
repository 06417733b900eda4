"""question: a reader answers in the page and is told at once whether, and if not, what was forgotten."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ...common.asking.asking import read_texts
from ...common.asking.draws import Drawn
from ...common.asking.sentences import Sentences
from ...common.asking.verdict import read_tolerance
from ...common.names import identifier
from .answers import Wanted, read_answer
from .asked import Asked
from .asking import Question


def question(
    text: str,
    /,
    *,
    answer: Callable[..., Any] | str | None = None,
    formula: Callable[..., Any] | str | None = None,
    derivative: Callable[..., Any] | str | None = None,
    by: str | Sequence[str] | None = None,
    letters: Mapping[str, tuple[float, float]] | None = None,
    wrong: Mapping[str, Callable[..., Any] | str] | None = None,
    choices: Sequence[str] | None = None,
    unit: str = "",
    label: str | Sequence[str] | None = None,
    tolerance: float = 1e-3,
    decimals: int | None = None,
    hint: str | None = None,
    solution: str | None = None,
    steps: Mapping[str, Callable[..., Any]] | None = None,
    unlocks: str | None = None,
    seed: int = 1,
    id: str | None = None,
    **numbers: Any,
) -> Question:
    r"""A question with numbers of its own, that tells a typical wrong answer what it forgot.

    Parameters
    ----------
    text : str
        Words with formulas between dollar signs; ``{r}`` stands for the number r, also in a formula
        (where a letter in braces is meant, write a space: ``\frac{ r }{2}``). An empty line begins a paragraph.
    answer : callable or str
        The right answer as a numpy function of the numbers: one number, a vector or a matrix, typed entry by
        entry. With choices, the right one, or a function that returns its position, from 0.
    formula : callable or str, optional
        In place of ``answer``: the answer is a formula, this function of the letters (and of the numbers), and any
        equal form is right. A vector or a matrix of formulas is typed entry by entry.
    derivative, by : callable or str, str or list of str, optional
        In place of ``answer``: the answer is the derivative of this function by this letter, and a wrong one is told
        which step of the differentiation went wrong. By several letters: the gradient, or the Jacobian.
    letters : dict of str to (low, high), optional
        The letters of such a formula, each with the range on which answers are compared.
    wrong : dict of str to callable, optional
        Typical wrong answers, each under the sentence that tells what was forgotten; of several that fit, the
        first. With choices: under its sentence each choice that can be wrong.
    choices : sequence of str, optional
        What to choose from.
    unit : str, optional
        Written behind the box, as in ``"cm³/s"``; a reader may type it or not.
    label : str or sequence of str, optional
        LaTeX before the box, one for each entry: ``r"\dot V"``.
    tolerance, decimals : float, int, optional
        How near an answer must come: relative to its largest entry, or to so many decimals; said under the box.
    hint, solution : str, optional
        To be opened, with the numbers of the moment; ``{answer}`` is the right answer.
    steps : dict of str to callable, optional
        More numbers for the texts: ``steps={"via_r": lambda r: 2 * np.pi * r}`` gives ``{via_r}``.
    unlocks : str, optional
        The id of a figure further down the page, which waits until the question has been answered, rightly or not.
    seed : int
        Everybody with the same seed is asked the same.
    id : str, optional
        Its id in the page, under which the reader's progress is kept.
    **numbers : list, range, array or (low, high[, start])
        What each number is drawn from: these numbers, or the integers of a range. The first question has the
        first of a list and the start (or the middle) of a range.

    Returns
    -------
    Question
        ``.inputs`` are its numbers, ``.answers`` what was answered, ``.score`` how often, and how often rightly.

    Raises
    ------
    TypeError, ValueError
        For a number that is given and not used, or used and not given, an unknown ``{name}``, an answer that is
        not finite, a wrong answer that is right, and choices without a right one.

    >>> fig = question(
    ...     "How far is $2 \\cdot {a}$?",
    ...     answer=lambda a: 2 * a,
    ...     wrong={"Twice, not squared.": lambda a: a**2},
    ...     a=(3, 9),
    ...     hint="Add {a} and {a}.",
    ...     solution="It is {answer}.",
    ... )
    >>> fig.check(36), fig.check(12)
    ('Twice, not squared.', 'Right.')
    >>> fig.score
    {'attempts': 2, 'solved': 1}
    """
    drawn = [Drawn.read(name, given) for name, given in numbers.items()]
    _one_answer(answer, formula, derivative, by, letters)
    if answer is None and (choices is not None or unit):
        raise TypeError("question: choices and a unit belong to answer=…; a formula has neither, leave them out")
    known = read_tolerance(tolerance, decimals)
    wanted = Wanted(answer, dict(wrong or {}), choices, known, formula, derivative, by, letters)
    asked = Asked.of(drawn, dict(steps or {}))
    right = read_answer(asked, wanted)
    sentences = Sentences(asked.shapes, asked.formulas)
    texts = {
        **read_texts(sentences, text, hint, solution),
        **right.to_json(wanted, sentences),
    }
    _all_used(drawn, asked, sentences.used)
    if not isinstance(seed, int) or not 0 <= seed < 2**32:
        raise ValueError(f"seed: expected an integer from 0 to 2**32 − 1, got {seed!r}")
    if unlocks is not None:
        texts["unlocks"] = _waiting(unlocks)
    fig = Question(
        asked,
        right,
        sentences,
        id=identifier("question", _first_words(text), id),
        unit=unit,
        labels=_labels(label, len(right.right)),
        numbers=sentences.numbers,
        seed=seed,
        **texts,
    )
    fig.try_draws()
    return fig


def _one_answer(answer: Any, formula: Any, derivative: Any, by: Any, letters: Any) -> None:
    given = [name for name, f in zip(("answer", "formula", "derivative"), (answer, formula, derivative), strict=True)
             if f is not None]  # fmt: skip
    if len(given) != 1:
        raise TypeError(
            f"question: got {' and '.join(given) or 'no answer'}; give one of answer=lambda a: …, a number, "
            "formula=lambda x: …, or derivative=lambda x: … with by='x'"
        )
    if given == ["answer"] and letters is not None:
        raise TypeError("question: letters belong to a formula; write formula=… in place of answer=…")
    if given != ["derivative"] and by is not None:
        raise TypeError("question: by belongs to a derivative; write derivative=… with it")


def _waiting(unlocks: Any) -> str:
    if not isinstance(unlocks, str) or not unlocks:
        raise TypeError(f'unlocks: expected the id of a figure, got {unlocks!r}; write unlocks="hill" where id="hill"')
    return unlocks


def _first_words(text: str) -> str:
    return "-".join(re.findall(r"[a-z]+", re.sub(r"\$.*?\$|\{.*?\}", " ", text.lower()))[:4]) or "1"


def _labels(given: str | Sequence[str] | None, entries: int) -> list[str]:
    labels = [given] if isinstance(given, str) else list(given or [])
    if labels and len(labels) != entries:
        raise ValueError(f"label: got {len(labels)} for {entries} entries; give one for each, or none")
    return labels


def _all_used(drawn: Sequence[Drawn], asked: Asked, in_texts: set[str]) -> None:
    for entry in drawn:
        if entry.name not in in_texts and entry.name not in asked.used:
            raise TypeError(
                f"question: nothing uses {entry.name}; leave it out, write {{{entry.name}}} in the text, "
                f"or make it a parameter of the answer, lambda {entry.name}: …"
            )
