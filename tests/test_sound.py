"""How the chapters sound, and how soon there is something to touch."""

import re
import statistics

import pytest
from prose import CHAPTERS, MATHEMATICS, NOTEBOOKS, PAGES, all_cells, cells, plain, source

CHAPTER = [path for path in NOTEBOOKS if path.name[0].isdigit()]
each_chapter = pytest.mark.parametrize("page", CHAPTER, ids=[path.stem for path in CHAPTER])
each_page = pytest.mark.parametrize("page", PAGES, ids=[path.stem for path in PAGES])

# What is no sentence: blocks of code and mathematics, fences, headings, anchors, options, rows of a table.
BLOCK = re.compile(r"^(`{3,}|:{3,})(?:math|code|\{math\}|\{code).*?^\1\s*$|^\$\$.*?^\$\$.*?$", re.M | re.S)
LINE = re.compile(r"^(?:[`:]{3,}.*|#.*|\(.*\)=|:[\w-]+:.*|\|.*)$", re.MULTILINE)
PARAGRAPH = re.compile(r"\n\s*\n|\n(?=\s*(?:[-*]|\d+\.)\s)")
END = re.compile(r"(?<=[.!?])[\"”’)*_]*\s+(?=[A-Z“\"*_(F])")
WORD = re.compile(r"[\w’'.-]*\w[\w’'.-]*")


def lengths(page):
    """The words of every sentence of a page; a formula is one word."""
    found = []
    for cell in cells(page, "markdown"):
        for paragraph in PARAGRAPH.split(LINE.sub("", BLOCK.sub("", "".join(cell["source"])))):
            text = re.sub(r"`[^`]*`", "F", MATHEMATICS.sub("F", paragraph))
            text = re.sub(r"\]\([^)]*\)", "]", re.sub(r"\{[\w:-]+\}", "", text))
            found += [len(WORD.findall(sentence)) for sentence in END.split(" ".join(text.split()))]
    return [length for length in found if length > 1]


@each_chapter
def test_sentences_are_long_enough_to_carry_a_thought_and_not_all_of_one_length(page):
    """The first draft had a mean of 11.7 words, a quarter of them six words or fewer: one beat tires."""
    assert statistics.mean(lengths(page)) >= 13
    assert statistics.pstdev(lengths(page)) >= 6


def test_the_first_page_does_not_speak_in_short_sentences_only():
    """A fifth of them had six words or fewer."""
    found = lengths(CHAPTERS / "index.ipynb")
    assert sum(length <= 6 for length in found) <= 0.1 * len(found)


def test_the_first_page_says_what_the_stars_of_the_exercises_mean():
    assert re.search(r" ★ .* ★★ .* ★★★ ", source(CHAPTERS / "index.ipynb"))


# Another language in English words, each once found in this book, and what one would say.
NOT_ENGLISH = {
    r"which shape has": "what shape is",
    r"that many derivatives there are": "a function with three outputs has that many derivatives",
    r"not to the result\. to the price": "the result is the same either way; the cost is not",
    r"how many (?:\w+ )+has (?:a|it)\b": "how many … does a … have",
    r"in it no \S+ stands": "… does not appear in it",
    r"(?:is|are) (?:an)?other ones": "… changes",
    r"is told what it forgot": "you are told which mistake it was",
    r"whoever was listened to": "a neuron whose output was weighted by …",
    r"who starts on the hilltop": "if you start on the hilltop",
    r"has a job that nobody tells": "nobody tells you what it is for",
    r"foretell|foretold": "predict",
    r"(?-i:\bSay of\b)": "find",
    r"from the start on\b": "from the start",
}


def said(page):
    """All that a page says, with the texts of its questions."""
    text = source(page)
    if page.suffix == ".ipynb":
        text += "\n".join("".join(cell["source"]) for cell in cells(page, "code"))
    return " ".join(text.split())


@each_page
def test_what_nobody_would_say_is_not_written(page):
    found = [part for part in NOT_ENGLISH if re.search(part, said(page), re.IGNORECASE)]
    assert not found, [f"{re.search(part, said(page), re.IGNORECASE)[0]!r}: {NOT_ENGLISH[part]}" for part in found]


def solutions(page):
    """What solves each exercise of a chapter: "text" for a fold of its own, "card" for one in a figure below it."""
    found, label = {}, None
    for cell in all_cells(page):
        text = "".join(cell["source"])
        if cell["cell_type"] == "code":
            if label is not None:
                found[label] += ["card"] * len(re.findall(r"\bsolution=", text))
            continue
        for part in re.split(r"^(?=`{3,}\{|:{3,}\{)", text, flags=re.MULTILINE):
            if re.match(r"[`:]+\{exercise(?:-start)?\}", part):
                label = re.search(r"^:label: (\S+)", part, re.MULTILINE)[1]
                found[label] = []
            elif solved := re.match(r"[`:]+\{solution(?:-start)?\} (\S+)", part):
                found[solved[1]].append("text")
    return found


@each_chapter
def test_an_exercise_has_one_fold_named_solution_or_else_one_in_its_card(page):
    """A card calls its own by another name."""
    by_label = solutions(page)
    assert {label for label, found in by_label.items() if found.count("text") > 1} == set()
    assert {label for label, found in by_label.items() if not found} == set()


def before_a_figure(page):
    """The words before the first figure of a chapter."""
    count = 0
    for cell in all_cells(page):
        html = ["".join(out.get("data", {}).get("text/html", "")) for out in cell.get("outputs", [])]
        if any('class="mlcalc-figure"' in text for text in html):
            break
        count += len(plain("".join(cell["source"])).split()) if cell["cell_type"] == "markdown" else 0
    return count


@each_chapter
def test_a_reader_touches_something_within_the_first_screen_or_two(page):
    assert 0 < before_a_figure(page) <= 250


# Chapters 8 and 9 are held to the same in tests of their own, beside what else is asked of them.
MEASURED = [path for path in CHAPTER if path.name[:2] not in {"08", "09"}]


@pytest.mark.parametrize("page", MEASURED, ids=[path.stem for path in MEASURED])
def test_a_chapter_without_its_exercises_is_read_in_one_sitting(page):
    """Everything else counts: folds, admonitions, summary and what comes after it."""
    before, exercises = source(page).split("\n## Exercises\n")
    after = exercises[exercises.index("\n## Summary\n") :]
    assert len(plain(before).split()) + len(plain(after).split()) <= 2500
