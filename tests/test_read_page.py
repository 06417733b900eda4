"""The page reads what Python reads: the same tree, notes, refusal and place, for every text of the other tests."""

import math
import random

import pytest
from formula_refusals import LETTERS as FEW
from formula_refusals import REFUSED, garbage
from formula_texts import AT, CLEAR, LETTERS, NOTED, meaning
from formula_trees import LETTERS as OF_TREES
from formula_trees import spelled
from in_node import copy_front, run_script

from mlcalc import FormulaError, read_formula
from mlcalc.make.node import GENERATED_NAMES
from mlcalc.read import typescript as names
from mlcalc.read.tree import walk

TREES = 3_000


@pytest.fixture(scope="module")
def read_in_page(tmp_path_factory):
    """A function: [(text, letters), …] in, what the page makes of them out."""
    folder = tmp_path_factory.mktemp("page")
    copy_front(folder, "compute", "read")
    (folder / "read" / GENERATED_NAMES.name).write_text(names.to_typescript(), encoding="utf-8")
    return lambda asked: run_script(folder / "read" / "read-cli.ts", asked)


def in_python(text, letters):
    """What the page prints, by Python."""
    try:
        formula = read_formula(text, letters)
    except FormulaError as error:
        return {"at": error.at, "error": str(error)}
    tree = [[node.op, len(node.args)] if node.args else node.value for node in walk(formula.tree)]
    return {"letters": list(formula.letters), "tree": tree, "notes": list(formula.notes)}


def damaged(rng, text):
    """The text with a character or two left out, doubled or put in elsewhere."""
    for _ in range(rng.randint(1, 2)):
        k = rng.randrange(len(text) + 1)
        text = text[:k] + rng.choice(["", rng.choice(text or "x"), *"()^/ -,|"]) + text[k + rng.randint(0, 1) :]
    return text


def all_texts():
    """Every text of the other tests with the letters that are known there, and good texts with slips of the hand."""
    good = [*CLEAR, *NOTED, "log x", "tan^-1 x", "asin(x)"]
    rng = random.Random(14)
    for text in good:
        yield from ((text, LETTERS), (text, None), (text, ("a", "x", "t")), (text, ()))
        yield from ((damaged(rng, text), LETTERS) for _ in range(6))
    for text in [*REFUSED, *garbage()]:
        yield from ((text, FEW), (text, None))
    for i, (_, texts) in enumerate(spelled(TREES)):
        yield texts[i % len(texts)], OF_TREES


def test_the_page_reads_what_python_reads(read_in_page):
    asked = list(all_texts())
    assert len(asked) > 10_000
    refused = noted = 0
    for (text, letters), page in zip(asked, read_in_page(asked), strict=True):
        assert page == in_python(text, letters), (text, letters)
        refused += "error" in page
        noted += bool(page.get("notes"))
    assert refused > 2_000
    assert noted > 100


def test_the_page_computes_what_is_meant(read_in_page):
    computed = [text for text in CLEAR if "erf" not in text]
    for text, page in zip(computed, read_in_page([(text, LETTERS, AT) for text in computed]), strict=True):
        assert math.isclose(float(page["value"]), meaning(CLEAR[text]), rel_tol=1e-12, abs_tol=0.0), text


def test_letters_with_strange_names_are_letters_in_the_page(read_in_page):
    strange = ("constructor", "__proto__", "toString", "hasOwnProperty", "valueOf")
    pages = read_in_page([asked for name in strange for asked in ((f"2 {name}", [name]), (name, ["x"]))])
    for name, known, unknown in zip(strange, pages[::2], pages[1::2], strict=True):
        assert known == {"letters": [name], "tree": [2, name, ["multiply", 2]], "notes": []}
        assert unknown["error"].startswith(f"“{name}” is not known here")


def test_a_long_formula_is_read_in_the_page(read_in_page):
    text = "+".join(["x"] * 5_000)
    (page,) = read_in_page([(text, ["x"], {"x": 0.5})])
    assert page["value"] == "2500"
