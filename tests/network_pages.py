"""What the tests of a live network share: its parts in the page, and its scrubber."""


def grip(element, name):
    return element.locator(f'[data-drag="{name}"]')


def on_edge(element, name, share=0.35):
    """A place on the edge's line, in the page."""
    element.locator(".mlcalc-net").scroll_into_view_if_needed()
    return grip(element, name).locator(".mlcalc-line").evaluate(
        """(line, share) => {
        const [x1, y1, x2, y2] = ["x1", "y1", "x2", "y2"].map((key) => line[key].baseVal.value);
        const box = line.ownerSVGElement.getBoundingClientRect();
        return [box.left + x1 + share * (x2 - x1), box.top + y1 + share * (y2 - y1)];
        }""",
        share,
    )  # fmt: skip


def scrub(element, step):
    element.locator(".mlcalc-scrub").fill(str(step))
