"""The words of the book: every number computed, one notation, every statement of the source in its place."""

import ast
import csv
import json
import re
import statistics
from collections import Counter

import pytest
from prose import ASIDE, CHAPTERS, NOTEBOOKS, PAGES, cells, code_dropped, formulas, results, source, words

CHAPTER = [path for path in NOTEBOOKS if path.name[0].isdigit()]
each_page = pytest.mark.parametrize("page", PAGES, ids=[path.stem for path in PAGES])
each_notebook = pytest.mark.parametrize("page", NOTEBOOKS, ids=[path.stem for path in NOTEBOOKS])
each_chapter = pytest.mark.parametrize("page", CHAPTER, ids=[path.stem for path in CHAPTER])


# --- numbers ---------------------------------------------------------------------------------------------------

DECIMAL = re.compile(r"(?<![\w.])\d+\.\d+")


def significant(number):
    return len(number.replace(".", "").lstrip("0"))


def computed(number, printed):
    """Whether an output holds the number, rounded as the prose prints it."""
    half = 0.5 * 10.0 ** -len(number.partition(".")[2])
    return any(abs(value - float(number)) <= half * (1 + 1e-9) for value in printed)


@each_notebook
def test_every_decimal_number_of_the_prose_is_an_output_or_marked_as_given(page):
    """A comment ``% given: 0.25, 1.96`` marks numbers that are nobody's result."""
    text = source(page)
    given = set(DECIMAL.findall(" ".join(re.findall(r"^% given:(.*)$", text, re.MULTILINE))))
    told = {number for number in DECIMAL.findall(ASIDE.sub(" ", code_dropped(text))) if significant(number) >= 3}
    printed = {float(number) for number in re.findall(r"\d+(?:\.\d+)?(?:[eE][-+]?\d+)?", results(page))}
    missing = sorted(number for number in told - given if not computed(number, printed))
    assert not missing, f"in no output of {page.name}: {missing}"


# --- the statements of the source -------------------------------------------------------------------------------


def anchors():
    return [anchor for path in CHAPTER for anchor in re.findall(r"^\((s\d+)\)=\s*$", source(path), re.MULTILINE)]


def test_each_statement_of_the_source_has_one_place():
    assert Counter(anchors()) == Counter(f"s{i}" for i in range(1, 45))


def test_the_coverage_page_agrees_with_the_anchors():
    page = CHAPTERS / "coverage.ipynb"
    table, errata = ("".join(cell["outputs"][0]["data"]["text/markdown"]) for cell in cells(page, "code")[1:])
    rows = re.findall(r"^\| (S\d+) \| .+ \| \[(.+)\]\(#(s\d+)\) \|$", table, re.MULTILINE)
    assert [row.lower() for row, _, _ in rows] == [to for _, _, to in rows] == [f"s{i}" for i in range(1, 45)]
    headings = {line for path in CHAPTER for line in re.findall(r"^#+ (.*)$", source(path), re.MULTILINE)}
    assert {place for _, place, _ in rows} <= headings
    with (CHAPTERS / "source.csv").open(encoding="utf-8") as file:
        slips = [row["row"] for row in csv.DictReader(file) if row["slip"]]
    assert re.findall(r"^\| \[S\d+\]\(#(s\d+)\) \| .+ \|$", errata, re.MULTILINE) == slips
    assert len(slips) == 16


# --- one notation -----------------------------------------------------------------------------------------------


@each_page
def test_no_word_talks_down_to_the_reader(page):
    found = re.findall(r"\b(?:clearly|obviously|simply|just|trivial(?:ly)?|of course)\b", words(page), re.IGNORECASE)
    assert not found


@each_page
def test_a_derivative_is_a_row_and_a_gradient_a_column(page):
    for formula in formulas(page):
        tight = re.sub(r"\s+", "", formula)
        assert not re.search(r"\\nabla[^=&,;]*=\[", tight), f"a gradient is written as a row: {formula}"
        assert not re.search(r"J_\{?[A-Za-z]\}?=\\begin\{[bp]matrix\}[^&]*\\\\", tight), f"a row is a column: {formula}"
        assert r"\nabla^T" not in tight
        assert "^T" not in tight, f"the transpose is written with \\top: {formula}"


@each_page
def test_layers_are_superscripts_in_parentheses(page):
    for formula in formulas(page):
        tight = re.sub(r"\s+", "", formula)
        assert not re.search(r"\\boldsymbol\\delta_\{?(?:l|L|\d)\b", tight), f"δ of a layer: {formula}"
        assert not re.search(r"W_\{?(?:l|L)\b|\\mathbf\{?[abz]\}?_\{?(?:l|L)\b", tight), f"a layer below: {formula}"
        assert not re.search(r"\\mathbf\{?[abz]\}?\^\{?(?:l|L|\[)", tight), f"a layer without (): {formula}"


def test_every_equation_that_is_referred_to_is_numbered_and_no_label_is_used_twice():
    text = {path: source(path) for path in PAGES}
    labels = [label for page in text.values() for label in re.findall(r"^\$\$ *\(([\w:-]+)\)\s*$", page, re.MULTILINE)]
    assert [label for label, times in Counter(labels).items() if times > 1] == []
    used = {label for page in text.values() for label in re.findall(r"\{eq\}`([^`]+)`", page)}
    assert used <= set(labels)
    assert len(used) > 20


SYMBOLS = [
    r"J_f", r"\nabla f := J_f^\top", r"\mathbf{z}^{(l)} = W^{(l)}\mathbf{a}^{(l-1)} + \mathbf{b}^{(l)}",
    r"\mathbf{a}^{(l)} = \sigma(\mathbf{z}^{(l)})", r"\mathbf{a}^{(0)} = \mathbf{x}", r"n_l\times n_{l-1}", "w_{jk}",
    r"C_k = \lVert\mathbf{a}^{(L)}-\mathbf{y}\rVert^2", r"C = \frac1N\sum_{k=1}^{N} C_k",
    r"\boldsymbol\delta^{(l)} := \nabla_{\mathbf{z}^{(l)}}C", r"\eta", r"\odot", r"\mathrm{d}", r"\partial",
    r"n_0\times N", "pre-activation", "activation function", "tanh", "logistic", "primal", "tangent", "cotangent",
    "JVP", "VJP", "loss", "weight", "bias",
]  # fmt: skip


@pytest.mark.parametrize("symbol", SYMBOLS)
def test_the_glossary_has_every_symbol_and_term(symbol):
    assert symbol in (CHAPTERS / "glossary.md").read_text(encoding="utf-8")


# --- what a chapter holds ----------------------------------------------------------------------------------------


def figures_in(page):
    stored = "".join(results(page))
    return re.findall(r'<div class=\\?"mlcalc-figure\\?" data-kind=\\?"(\w+)', stored)


@each_chapter
def test_a_chapter_has_figures_questions_exercises_and_an_end(page):
    kinds, text = figures_in(page), source(page)
    assert len([kind for kind in kinds if kind != "question"]) >= 2
    assert kinds.count("question") >= 4
    exercises = len(re.findall(r"^`{3,}\{exercise|^:{3,}\{exercise", text, re.MULTILINE))
    assert exercises >= 6
    assert len(re.findall(r"\{solution", text)) >= exercises, "each exercise has its worked solution"
    for heading in ("## Exercises", "## Summary", "## One step further"):
        assert re.search(f"^{heading}$", text, re.MULTILINE), heading
    assert "{cite" in text


def test_the_book_has_twenty_live_figures():
    assert sum(kind != "question" for page in CHAPTER for kind in figures_in(page)) >= 20


HIDDEN = {"hide-input", "remove-input"}  # the key of a question, which would give the answer away


def tags(cell):
    return set(cell["metadata"].get("tags", []))


READ = [page for page in NOTEBOOKS if page.stem not in ("gallery", "make-your-own")]  # the two are about their code


def lines_of(code):
    """The lines of a cell; those of a caption are read below its figure, and do not stretch a call that is short."""
    count = sum(bool(line.strip()) for line in code.splitlines())
    for call in ast.walk(ast.parse(re.sub(r"^[!%].*", "", code, flags=re.MULTILINE))):
        captions = [given for given in getattr(call, "keywords", []) if given.arg in ("caption", "axes")]
        if isinstance(call, ast.Call) and captions:
            call.keywords = [given for given in call.keywords if given not in captions]
            is_short = len(ast.unparse(call)) <= 110
            longer = sum(given.end_lineno - given.lineno + 1 for given in captions)
            longer += sum(code.splitlines()[given.end_lineno].strip() == ")," for given in captions)
            count -= call.end_lineno - call.lineno if is_short else longer
    return count


@pytest.mark.parametrize("page", READ, ids=lambda page: page.stem)
def test_code_is_read_at_a_glance(page):
    lines = ["".join(cell["source"]) for cell in cells(page, "code") if not HIDDEN & tags(cell)]
    count = [lines_of(code) for code in lines]
    assert all(length <= 12 for length in count), lines[count.index(max(count))]
    assert len(count) < 5 or statistics.median(count) <= 5


# --- the first page ----------------------------------------------------------------------------------------------


@each_chapter
def test_the_first_page_says_how_long_a_chapter_takes(page):
    """To the next five minutes: 200 words a minute, and five minutes for each exercise."""
    row = rf"{{doc}}`.*<{page.stem}>`.*\| (\d+) min \| (\d+) min \|"
    to_read, exercises = map(int, re.search(row, source(CHAPTERS / "index.ipynb")).groups())
    assert to_read == 5 * round(len(words(page).split()) / 200 / 5)
    assert exercises == 5 * len(re.findall(r"\{exercise(?:-start)?\}", source(page)))


def questions():
    """What each question of the book says, as it is stored for the page."""
    for page in NOTEBOOKS:
        for cell in cells(page, "code"):
            for out in cell["outputs"]:
                html = "".join(out.get("data", {}).get("text/html", ""))
                if 'data-kind="question"' in html:
                    yield json.loads(re.search(r'<script type="application/json">(.*?)</script>', html, re.DOTALL)[1])


def test_no_question_calls_a_wrong_answer_right_or_always_has_the_right_one_first():
    asked = list(questions())
    assert len(asked) > 40
    for spec in asked:
        for part in spec["wrong"]:
            assert not re.match(r"(?:Right|Yes|Correct)\b", str(part["says"][0][0])), part
    start = [spec for spec in asked if spec["id"].startswith("start") and spec["choices"]]
    right = [spec["graph"]["nodes"][spec["graph"]["outputs"]["answer"]]["value"] for spec in start]
    assert len({*right}) == len(right) > 1, "whoever always takes the first would begin with the last chapter"
