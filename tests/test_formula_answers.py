"""An answer that is a formula is judged alike in Python and in the page, its slip named alike."""

import json
from pathlib import Path

import numpy as np
import pytest
from in_node import copy_front, run_script

from mlcalc import figures
from mlcalc.calculus.slips.families import kinds
from mlcalc.figures.kinds.question.letters import names_of
from mlcalc.make.node import GENERATED_NAMES
from mlcalc.read import typescript as names

SET = json.loads((Path(__file__).parent / "formula_answers.json").read_text(encoding="utf-8"))
ROOMS = ("compute", "calculus", "read", "model", "controls/asking", "kinds/question")


@pytest.fixture(scope="module")
def in_page(tmp_path_factory):
    """A function: [(question, numbers, answers), …] in, what the page finds of each answer out."""
    folder = tmp_path_factory.mktemp("page")
    copy_front(folder, *ROOMS)
    (folder / "read" / GENERATED_NAMES.name).write_text(names.to_typescript(), encoding="utf-8")

    def ask(asked):
        questions = [
            {
                "judged": question.spec["judged"],
                "names": names_of(question._answer.shape),
                "numbers": numbers,
                "answers": [[texts] if isinstance(texts, str) else list(np.ravel(texts)) for texts in answers],
            }
            for question, numbers, answers in asked
        ]
        return run_script(folder / "kinds" / "question" / "formula-cli.ts", questions)

    return ask


def in_python(question, numbers, text):
    """What the page prints, by Python: paragraphs of pieces, the words of a piece as the page has them."""
    question.inputs = numbers
    try:
        right, mistake, said, slip = question._answer.judge(question._answer.entries_of(text), question._now())
    except ValueError as error:
        return {"unread": str(error)}
    found = {"right": right, "mistake": -1 if mistake is None else mistake}
    if isinstance(said, str):
        return found | {"said": said}
    return found | {"said": "", "says": said, "slip": slip}


def plain(found):
    """Pieces as Python writes them: of what the page made itself, and of what it was given."""
    if "says" not in found:
        return found

    def piece(given):
        if isinstance(given, dict) and "words" in given:
            return given["words"]
        return {"latex": given["latex"]} if isinstance(given, dict) and "latex" in given else given

    return found | {"says": [[piece(given) for given in part] for part in found["says"]]}


def compared(in_page, asked):
    """Every answer with what Python and the page find of it."""
    for (question, numbers, answers), found in zip(asked, in_page(asked), strict=True):
        for text, page in zip(answers, found, strict=True):
            yield text, plain(page), plain(in_python(question, numbers, text))


def test_python_and_the_page_say_the_same_of_every_answer_of_the_set(in_page):
    asked, expected = [], []
    for row in SET:
        question = figures.question(
            "Differentiate.",
            derivative=row["f"].replace("E**", "e**"),
            by=row["by"],
            letters={name: tuple(pair) for name, pair in row["letters"].items()},
        )
        texts = [*row["equal"], *row["domain"], *(text for text, _ in row["slips"]), *row["wrong"]]
        asked.append((question, {}, texts))
        expected += [(True, set())] * len(row["equal"]) + [(False, set())] * len(row["domain"])
        expected += [(False, set(truly)) for _, truly in row["slips"]] + [(False, set())] * len(row["wrong"])
    answers = list(compared(in_page, asked))
    assert [(text, page, python) for text, page, python in answers if page != python] == []
    wrongly = [(a, right) for a, (right, _) in zip(answers, expected, strict=True) if a[1]["right"] != right]
    assert wrongly == []
    slips = [(page["slip"], truly) for (_, page, _), (_, truly) in zip(answers, expected, strict=True) if truly]
    assert sum(not slip for slip, _ in slips) <= 0.02 * len(slips)
    assert [(slip, truly) for slip, truly in slips if slip and not set(slip.split()) & set(kinds(truly).split())] == []
    assert len(answers) > 1400
