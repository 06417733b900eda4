"""The path of a surface's point: a line on the map, in Python and in the page."""

import re

import numpy as np
import pytest
from live import settle

from mlcalc import figures
from mlcalc.figures.kinds.surface.picture import surface_picture

TURN = np.linspace(0, 2 * np.pi, 73)
CIRCLE = [(np.cos(t), np.sin(t)) for t in TURN]


def walker(path=CIRCLE, **options):
    options = {"x": (-2, 2, np.cos(0.5)), "y": (-2, 2, np.sin(0.5))} | options
    return figures.surface(lambda x, y: x**2 * y, name="g", path=path, id="walk", **options)


def test_the_path_is_kept_as_finely_as_it_can_be_drawn():
    kept = walker().spec["path"]
    assert kept == pytest.approx(np.array(CIRCLE), abs=5.1e-5)
    assert kept[0] == kept[-1] == [1, 0]
    assert all(len(f"{p:.12g}") <= 7 for place in kept for p in place)
    assert "path" not in walker(()).spec


def test_it_is_drawn_on_paper_and_told_in_words():
    drawn = [line.get_xydata() for line in surface_picture(walker()).axes[0].lines]
    assert any(len(line) == 73 and np.hypot(*line.T) == pytest.approx(1, abs=1e-4) for line in drawn)
    assert "A line shows a path from (1, 0) and back to it." in walker().spec["alt"]
    assert "a path from (0, 1) to (1, -1)." in walker([(0, 1), (0.5, 0), (1, -1)]).spec["alt"]


def test_what_is_no_path_is_refused_in_words():
    for path, said in (
        (5, "expected from 2 to 400 places"),
        ([(0, 1)], r"got 1×2; write path=\[\(np\.cos"),
        ([(0, 1, 2), (1, 2, 3)], "got 2×3"),
        ([(0, 1)] * 401, "got 401×2"),
        ([(0, 1), (1,)], r"is no list of places \(x, y\)"),
        ([(0, 1), (np.nan, 1)], "a place is not finite"),
    ):
        with pytest.raises(ValueError, match=f"path: .*{said}|path: {said}"):
            walker(path)


@pytest.mark.parametrize("width", [1280, 360])
def test_the_point_stands_on_its_path_in_the_page(shown, width):
    element, _ = shown(walker, width=width)
    settle(element.page)
    where = """path => {
        const [box, length] = [path.ownerSVGElement.getBoundingClientRect(), path.getTotalLength()];
        return Array.from({length: 721}, (_, i) => path.getPointAtLength(i * length / 720))
            .map(({x, y}) => { const p = new DOMPoint(x, y).matrixTransform(path.getScreenCTM()); return [p.x, p.y]; });
    }"""
    line = np.array(element.locator("path.mlcalc-path").evaluate(where))
    dot = element.locator('[data-drag="point"]').bounding_box()
    here = [dot["x"] + dot["width"] / 2, dot["y"] + dot["height"] / 2]
    assert np.hypot(*(line - here).T).min() < 1.5
    middle = (line.max(axis=0) + line.min(axis=0)) / 2
    assert np.ptp(np.hypot(*(line - middle).T)) < 1.5, "it is round"


def test_without_a_path_nothing_is_drawn(shown):
    element, _ = shown(lambda: walker(()))
    settle(element.page)
    assert not re.search(r"\d", element.locator("path.mlcalc-path").get_attribute("d") or "")
