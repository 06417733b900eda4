"""A figure taken through random states as a reader takes it there: by sliders, address, keys and mouse."""

import json
import math

import numpy as np
import pytest
from live import center, hold_text

KEYS = ("ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "PageUp", "PageDown", "Home", "End")
# One call for many states: to ask the browser for each by itself would take longer than all they do.
GO = """async ([id, states]) => {
  const root = document.getElementById(id);
  // The number of the pixel under the hand is drawn with the picture; all others follow at once.
  const outputs = [...root.querySelectorAll("output[data-name]:not(.mlcalc-pixel-readout *)")];
  const found = (selector, key, name) => root.querySelector(`${selector}[${key}="${CSS.escape(name)}"]`);
  const by = {
    slider: ([name, place]) => {
      const range = found("input[type=range]", "data-name", name);
      range.value = place;
      range.dispatchEvent(new Event("input", { bubbles: true }));
    },
    key: ([name, key]) => {
      const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
      found("", "data-drag", name).dispatchEvent(event);
    },
    address: (address) => {
      history.replaceState(null, "", address);
      dispatchEvent(new HashChangeEvent("hashchange"));
    },
    click: (selector) => root.querySelector(selector).click(),
    frame: () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  };
  const seen = [];
  for (const [i, moves] of states.entries()) {
    for (const [how, what] of moves) await by[how](what);
    seen.push([outputs.map((o) => o.dataset.value), i % 20 ? null : outputs.map((o) => o.textContent)]);
  }
  return JSON.stringify([outputs.map((o) => o.dataset.name), seen]);
}"""


def random_value(rng, entry):
    if entry.get("scale") == "log":
        return 10 ** rng.uniform(math.log10(entry["low"]), math.log10(entry["high"]))
    value = rng.uniform(entry["low"], entry["high"])
    return round(value) if entry["step"] == 1 else value


def random_moves(rng, element, figure, states):
    """What is done for each state: all sliders, the whole address, or some keys, each to a random place."""
    spec = figure.spec
    if spec["kind"] in ("question", "steps"):
        return [[("click", ".mlcalc-another")]] * states
    sliders = element.locator("input[type=range][data-name]").evaluate_all(
        "all => all.map(s => [s.dataset.name, +s.min, +s.max])"
    )
    handles = element.locator("[data-drag]").evaluate_all("all => all.map(h => h.dataset.drag)")

    def address():
        state = ",".join(f"{entry['name']}={random_value(rng, entry)!r}" for entry in spec["inputs"])
        return [("address", f"#{spec['id']}:{state}")]

    if spec["kind"] == "training":
        address = runs(rng, spec)
    ways = [address]
    if sliders:
        ways.append(lambda: [("slider", [name, rng.uniform(low, high)]) for name, low, high in sliders])
    if handles:
        ways.append(lambda: [("key", [rng.choice(handles), rng.choice(KEYS)]) for _ in range(5)])
    moves = [way() for way in rng.choices(ways, [3] + [1] * (len(ways) - 1), k=states)]
    for state in moves[::100]:  # what is drawn in a frame must leave the numbers alone
        state.append(("frame", None))
    return moves


def runs(rng, spec):
    """Addresses of one run after the other, each followed on from step to step: Python trains less often then."""
    inputs = [entry for entry in spec["inputs"] if entry["name"] != "step"]
    last = next(entry["high"] for entry in spec["inputs"] if entry["name"] == "step")
    steps, settings = [], []

    def address():
        if not steps:
            settings[:] = [f"{entry['name']}={random_value(rng, entry)!r}" for entry in inputs]
            steps[:] = sorted((rng.randint(0, round(last)) for _ in range(12)), reverse=True)
        return [("address", f"#{spec['id']}:{','.join(settings)},step={steps.pop()}")]

    return address


def go(element, figure, moves):
    """Make the moves, and hold every number after each against Python's; returns the largest difference."""
    names, seen = json.loads(element.page.evaluate(GO, [figure.spec["id"], moves]))
    return max(hold_state(figure, names, *state) for state in seen)


def hold_state(figure, names, values, texts=None):
    """Compare the numbers that stood in the page with Python's at the inputs that stood there."""
    got = np.array(values, float)
    if figure.spec["kind"] in ("question", "steps"):  # whose numbers Python draws by itself
        inputs = figure.another()
    else:
        shown = dict(zip(names, got.tolist(), strict=True))
        inputs = {name: shown[name] for name in figure.ranges}  # a figure shows each of its inputs
    expected = {**inputs, **figure.evaluate(**inputs)}
    want = np.array([expected[name] for name in names])
    allowed = np.array([slack(name, expected) for name in names])
    same = (got == want) | (np.isnan(got) & np.isnan(want))
    off = np.where(same, 0, np.abs(got - want) / np.maximum(1, np.abs(want)))
    for i in np.flatnonzero(~(off <= 1e-9 + allowed)):
        pytest.fail(f"{names[i]} is {got[i]!r} in the page and {want[i]!r} in Python at {inputs}")
    for name, value, text in zip(names, got.tolist(), texts or (), strict=False):
        hold_text(name, value, text)
    return max(off[allowed == 0])


def slack(name, values):
    """What one rounding of f(x+h) − f(x) makes of a quotient of differences: libraries round tanh differently."""
    return 4 * values["rounding"] if "rounding" in values and ("forward" in name or "central" in name) else 0.0


NOW = """root => {
  const outputs = [...root.querySelectorAll("output[data-name]:not(.mlcalc-pixel-readout *)")];
  return [outputs.map((o) => o.dataset.name), outputs.map((o) => o.dataset.value)];
}"""


def drag_about(rng, element, figure, drags, places):
    """Take points at random, carry each to random places, and hold every number at each; returns how many moved it."""
    page, mouse, moved = element.page, element.page.mouse, 0
    handles = element.locator("[data-drag], .mlcalc-pad")
    for _ in range(drags):
        handle = handles.nth(rng.randrange(handles.count()))
        handle.scroll_into_view_if_needed()
        x, y = center(handle)
        mouse.move(x, y)
        mouse.down()
        before = None
        for _ in range(places):
            mouse.move(x + rng.uniform(-120, 120), y + rng.uniform(-120, 120))
            names, values = element.evaluate(NOW)
            hold_state(figure, names, values)
            moved += before not in (None, values)
            before = values
        mouse.up()
    page.mouse.move(0, 0)
    return moved
