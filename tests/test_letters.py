"""In each chapter a letter means one thing, and the glossary says which."""

import re

import pytest
from letters import BROUGHT_IN, USED
from prose import CHAPTERS, code_dropped, source

CHAPTER = {int(path.name[:2]): path for path in sorted(CHAPTERS.glob("[01]*.ipynb"))}
LETTERS = sorted({letter for letter, _ in BROUGHT_IN})


def text_of(chapter):
    return " ".join(code_dropped(source(CHAPTER[chapter])).split())


def listed():
    """The glossary's list: (letter, meaning) → chapters."""
    section = source(CHAPTERS / "glossary.md").split("### Letters that change with the chapter")[1].split("\n## ")[0]
    rows = re.findall(r"^\| (\$.+?\$) \| (.+?) \| ([\d, ]+) \|$", section, re.MULTILINE)
    return {(letter, meaning): {int(part) for part in chapters.split(",")} for letter, meaning, chapters in rows}


def meanings_in(text, letter):
    """All that a letter is seen to mean in a text."""
    return {meaning for (name, meaning), pattern in USED.items() if name == letter and re.search(pattern, text)}


def test_the_glossary_lists_each_letter_once_a_chapter():
    assert listed() == {key: set(where) for key, where in BROUGHT_IN.items()}
    places = [(letter, chapter) for (letter, _), chapters in listed().items() for chapter in chapters]
    assert len(places) == len(set(places)), "a letter has two meanings in one chapter"


@pytest.mark.parametrize("chapter", CHAPTER)
def test_a_chapter_brings_each_letter_in_once(chapter):
    text = text_of(chapter)
    found = {
        (letter, meaning): len(re.findall(where[chapter], text))
        for (letter, meaning), where in BROUGHT_IN.items()
        if chapter in where
    }
    assert found == dict.fromkeys(found, 1)


@pytest.mark.parametrize("letter", LETTERS)
@pytest.mark.parametrize("chapter", CHAPTER)
def test_in_a_chapter_a_letter_means_what_the_glossary_says_and_nothing_else(chapter, letter):
    said = {meaning for (name, meaning), chapters in listed().items() if name == letter and chapter in chapters}
    found = meanings_in(text_of(chapter), letter)
    assert found <= said if said else len(found) <= 1, "more than one meaning"


@pytest.mark.parametrize("chapter", CHAPTER)
def test_a_second_meaning_would_be_seen(chapter):
    """Written into a chapter, each use of a letter in a sense that is not its own there makes it two."""
    broken = {
        "$N$": "Take $N$ neurons.", "$k$": "Of example $k$ the cost is known.", "$n$": "It rests after $n$ steps.",
        "$m$": "It has the slope $m$.", "$D$": r"Call it $D^{(l)}$ again.", "$c$": "Let $c$ be its **curvature**.",
    }  # fmt: skip
    for letter, sentence in broken.items():
        said = {meaning for (name, meaning), where in BROUGHT_IN.items() if name == letter and chapter in where}
        new = meanings_in(sentence, letter)
        assert len(new) == 1
        if said and not new <= said:
            assert not meanings_in(f"{text_of(chapter)} {sentence}", letter) <= said
