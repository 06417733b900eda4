"""Under a finger: up and down scrolls the page and moves nothing; a tap and going sideways move the figure."""

import pytest
from figure_page import write_page
from live import all_figures_of, live, settle

GALLERY = all_figures_of("gallery")
# One of each kind that has something to move.
ONES = [
    "curve-C",
    "curve-p",
    "paths-f",
    "chain-f",
    "graph-y",
    "surface-f",
    "network-4-3-2",
    "training-2-5-1",
    "digit-64-16-10",
]
PHONE = {"width": 360, "height": 740, "has_touch": True, "is_mobile": True}
# What a finger can land on: sliders, boxes or grips that are dragged, the drawing beside them, the pad; two of a sort.
TARGETS = """root => {
  const sorts = ["input[type=range]", "[data-drag]", "svg.mlcalc-drawing", ".mlcalc-pad"];
  const isSeen = (e) => e.checkVisibility() && !e.closest("[aria-hidden=true], .mlcalc-seen, .mlcalc-opened");
  const found = sorts.flatMap((sort) => [...root.querySelectorAll(sort)].filter(isSeen).slice(0, 2));
  found.forEach((e, i) => (e.dataset.target = i));
  return found.length;
}"""
STATE = """root => JSON.stringify([
  [...root.querySelectorAll("output[data-name]")].map((o) => o.dataset.value),
  [...root.querySelectorAll("input[type=range]")].map((r) => r.value),
])"""

# Where the page is when it has come to rest: a busy machine follows a finger later.
SCROLLED = """async () => {
  for (let still = 0, last = scrollY; still < 20; last = scrollY) {
    await new Promise((done) => setTimeout(done, 25));
    still = scrollY === last ? still + 1 : 0;
  }
  return scrollY;
}"""


class Finger:
    def __init__(self, page):
        self.page, self.session = page, page.context.new_cdp_session(page)

    def go(self, x, y, dx, dy, parts=5):
        """Down at a place, along, and up again: Chromium recognises the gesture as it does a real one."""
        touch = lambda kind, *points: self.session.send(
            "Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": px, "y": py} for px, py in points]}
        )
        touch("touchStart", (x, y))
        for k in range(1, parts + 1 if dx or dy else 1):
            touch("touchMove", (x + dx * k / parts, y + dy * k / parts))
        touch("touchEnd")
        settle(self.page)


@pytest.fixture(params=ONES)
def phone(request, page_of, tmp_path):
    figure = GALLERY[request.param]
    page = page_of(write_page(tmp_path, figure), **PHONE)
    element = live(page, figure.spec["id"])
    page.add_style_tag(content="body { padding: 300px 16px !important } html { scroll-behavior: auto !important }")
    return element, Finger(page)


def place_of(element, target):
    """The middle of a target, once it stands in the middle of the page."""
    where = element.locator(f'[data-target="{target}"]').evaluate("""e => {
      e.scrollIntoView({ block: "center", inline: "center" });
      const box = e.getBoundingClientRect();
      return [box.x + box.width / 2, box.y + box.height / 2, e.type === "range" || e.matches(".mlcalc-pad")];
    }""")
    settle(element.page)
    return where


def test_a_swipe_up_or_down_scrolls_the_page_and_moves_nothing(phone):
    element, finger = phone
    count = element.evaluate(TARGETS)
    assert count > 0
    start = element.evaluate(STATE)
    for target in range(count):
        for dy in (-160, 160):
            x, y, _ = place_of(element, target)
            before = element.page.evaluate("scrollY")
            finger.go(x, y, 3, dy)
            moved = element.page.evaluate(SCROLLED) - before
            assert moved * -dy > 50 * 160, f"target {target}: the page scrolled by {moved}"
            assert element.evaluate(STATE) == start, f"target {target} moved"


def test_sideways_and_by_a_tap_it_moves(phone):
    element, finger = phone
    for target in range(element.evaluate(TARGETS)):
        x, y, is_place = place_of(element, target)
        before = element.evaluate(STATE)
        if is_place:
            finger.go(x + 31, y, 0, 0)
            assert element.evaluate(STATE) != before, f"target {target} does not move by a tap"
        x, y, _ = place_of(element, target)  # another step may have moved it
        before, at = element.evaluate(STATE), element.page.evaluate("scrollY")
        finger.go(x, y, -70, 2)
        assert element.evaluate(STATE) != before, f"target {target} does not move sideways"
        assert element.page.evaluate("scrollY") == at
