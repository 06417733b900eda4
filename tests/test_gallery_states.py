"""A thousand random states of every kind in the gallery, in a real browser: each number that is shown is Python's."""

import random
import zlib
from collections import Counter
from pathlib import Path

import pytest
from live import all_figures_of
from random_states import drag_about, go, random_moves

from mlcalc import figures

STATES, BATCH = 1000, 250
FIGURES = all_figures_of("gallery")
KINDS = Path(figures.__file__).parent / "kinds"
# A choice may have none; and a run that holds examples back tells the numbers of all of them late while it moves, on
# purpose: those of chapter 9 are compared at rest, by test_pages.
WITH_NUMBERS = [name for name, figure in FIGURES.items() if figure.ranges and not figure.spec.get("held")]
OF_KIND = Counter(FIGURES[name].spec["kind"] for name in WITH_NUMBERS)


def test_the_gallery_shows_every_kind():
    assert {figure.spec["kind"] for figure in FIGURES.values()} == {
        folder.name for folder in KINDS.iterdir() if (folder / f"{folder.name}.py").is_file()
    }


@pytest.mark.parametrize("name", WITH_NUMBERS)
def test_in_random_states_every_number_is_pythons(shown, name, record_property):
    figure = FIGURES[name]
    element, _ = shown(lambda: figure)
    rng = random.Random(zlib.crc32(name.encode()))
    states = -(-STATES // OF_KIND[figure.spec["kind"]])
    moves = random_moves(rng, element, figure, states)
    worst = max(go(element, figure, moves[start : start + BATCH]) for start in range(0, states, BATCH))
    record_property("largest difference", float(worst))
    print(f"{name}: {states} states, largest difference {worst:.1e}")


@pytest.mark.parametrize(
    "name", [name for name in WITH_NUMBERS if FIGURES[name].spec["kind"] not in ("question", "steps")]
)
def test_dragged_to_random_places_every_number_is_pythons(shown, name):
    figure = FIGURES[name]
    element, _ = shown(lambda: figure)
    rng = random.Random(zlib.crc32(name.encode()))
    assert drag_about(rng, element, figure, drags=3, places=8) > 3, "it does not follow the hand"
