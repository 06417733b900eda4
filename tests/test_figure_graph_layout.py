"""Where a live computation puts its boxes, on wide and narrow pages, and what becomes of one that cannot be read."""

import json

import pytest
from figure_page import write_page
from live import settle
from test_figure_graph import MADE, neuron, the_chapters

each = pytest.mark.parametrize("make", MADE, ids=[f.__name__ for f in MADE.values()])


@each
@pytest.mark.parametrize("width", [320, 360, 760])
def test_nothing_hangs_over_a_narrow_page(shown, make, width):
    element, _ = shown(make, width=width, height=700)
    settle(element.page)
    assert element.page.evaluate("document.documentElement.scrollWidth") <= width
    wide = element.evaluate(
        """(root, width) => [...root.querySelectorAll("input, fieldset, .mlcalc-stepper, .mlcalc-tape-button")]
        .filter(e => e.getBoundingClientRect().right > width + 0.5 || e.getBoundingClientRect().left < -0.5)
        .map(e => e.outerHTML.slice(0, 90))""",
        width,
    )
    assert wide == []


@each
@pytest.mark.parametrize("width", [360, 1000])
def test_no_two_boxes_lie_over_each_other(shown, make, width):
    element, _ = shown(make, width=width)
    found = element.locator(".mlcalc-vertex").evaluate_all(
        "all => all.map(e => e.getBoundingClientRect()).map(r => [r.left, r.top, r.right, r.bottom])"
    )
    for i, (left, top, right, bottom) in enumerate(found):
        for other in found[i + 1 :]:
            assert right <= other[0] or other[2] <= left or bottom <= other[1] or other[3] <= top


def test_a_formula_fits_its_box(shown):
    element, _ = shown(neuron)
    over = element.locator(".mlcalc-vertex").evaluate_all(
        "all => all.filter(e => e.querySelector('.katex').getBoundingClientRect().width > e.clientWidth)"
        ".map(e => e.dataset.node)"
    )
    assert over == []


UNREADABLE = {
    "no numbers": ([], "tape must be at least one number"),
    "a later argument": (
        [{"name": "a", "latex": "a", "formula": "", "numbers": "", "derivative": "dy/da", "depth": 0, "row": 0,
          "arguments": [{"from": 3, "partial": None}]}], "tape[0].arguments[0].from must be a place before 0"
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", UNREADABLE)
def test_what_cannot_be_read_is_said_and_the_picture_stays(page_of, tmp_path, what):
    tape, says = UNREADABLE[what]
    figure = the_chapters()
    path = write_page(tmp_path, figure)
    start, rest = path.read_text(encoding="utf-8").split('<script type="application/json">')
    spec = json.dumps({**figure.spec, "tape": tape})
    path.write_text(f'{start}<script type="application/json">{spec}{rest[rest.index("</script>") :]}', encoding="utf-8")
    element = page_of(path).locator(".mlcalc-figure")
    element.locator(".mlcalc-error").wait_for()
    assert says in element.locator(".mlcalc-error").inner_text()
    assert element.locator("img").is_visible()
