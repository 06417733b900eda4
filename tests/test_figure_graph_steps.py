"""The computation by keyboard alone: at every step every number against an account that shares nothing with mlcalc.

The account is written by hand: y(a, b) = (c + d) + c·d with c = a + b and d = a·b, its seven numbers and its ten local
partials as plain arithmetic, and the three ways back as a list of shares.
"""

import random

import pytest
from live import hold, settle
from test_figure_graph import the_chapters, y

from mlcalc import grad, vjp

# Who hands a share to whom, in the order in which the page does it, the local partial in words of a, b, c and d.
PASSES = {
    "y": [("v1", "1"), ("v2", "1")],
    "v2": [("c", "d"), ("d", "c")],
    "v1": [("c", "1"), ("d", "1")],
    "d": [("a", "b"), ("b", "a")],
    "c": [("a", "1"), ("b", "1")],
}
NAMES = ("a", "b", "c", "d", "v1", "v2", "y")


def account(a, b, adds=True, waits=True):
    """[{name: (value, cotangent)}] after each step; None for what is not there yet."""
    c, d = a + b, a * b
    values = dict(zip(NAMES, (a, b, c, d, c + d, c * d, (c + d) + c * d), strict=True))
    local = {"1": 1.0} | values
    shares = [(giver, *share) for giver, given in PASSES.items() for share in given] if waits else list(_at_once("y"))
    found = {"y": 1.0}
    after = [{name: (values[name], None) for name in NAMES[: i + 1]} for i in range(len(NAMES))]
    after.append({name: (values[name], found.get(name)) for name in NAMES})
    for giver, taker, partial in shares:
        share = found[giver] * local[partial]
        found[taker] = found.get(taker, 0.0) + share if adds else share
        after.append({name: (values[name], found.get(name)) for name in NAMES})
    return [*after, after[-1]]


def _at_once(giver):
    for taker, partial in PASSES.get(giver, []):
        yield giver, taker, partial
        yield from _at_once(taker)


READ = """root => Object.fromEntries([...root.querySelectorAll('.mlcalc-vertex')].map(box => {
  const number = part => {
    const shown = box.querySelector(part), isSeen = getComputedStyle(shown).visibility === 'visible';
    return isSeen ? Number(shown.querySelector('output').dataset.value) : null;
  };
  return [box.dataset.node, [number('.mlcalc-vertex-value'), number('.mlcalc-vertex-slope')]];
}))"""


def read(element):
    settle(element.page)
    return element.evaluate(READ)


def hold_step(element, expected):
    for name, numbers in read(element).items():
        wanted = expected.get(name, (None, None))
        assert [n is None for n in numbers] == [w is None for w in wanted], f"{name} shows {numbers}, not {wanted}"
        for number, want in zip(numbers, wanted, strict=True):
            assert number is None or number == pytest.approx(want, rel=1e-12, abs=1e-13), name


def at_random(element, figure, rng):
    at = {name: round(rng.uniform(-5, 5), 3) for name in ("a", "b")}
    hash_of = ",".join(f"{name}={value}" for name, value in at.items())
    element.page.evaluate("hash => { location.hash = hash }", f"#{figure.spec['id']}:{hash_of}")
    assert hold(element, figure) == at
    return at


def test_the_account_agrees_with_python():
    final = account(2.0, 3.0)[-1]
    assert (final["a"][1], final["b"][1]) == grad(y, argnums=(0, 1))(2.0, 3.0) == (25, 19)
    value, pullback = vjp(y, -1.7, 0.4)
    final = account(-1.7, 0.4)[-1]
    assert final["y"][0] == pytest.approx(value, rel=1e-14)
    assert (final["a"][1], final["b"][1]) == pytest.approx(tuple(pullback(1.0)), rel=1e-14)


@pytest.mark.parametrize(
    ("broken", "ends"),
    [((), (25, 19)), (("adds",), (1, 1)), (("waits",), (29, 22)), (("adds", "waits"), (15, 10))],
    ids=["right", "= for +=", "wrong order", "both"],
)
def test_stepped_by_keyboard_every_number_is_that_of_the_account(shown, broken, ends):
    element, figure = shown(the_chapters)
    for rule in broken:
        element.locator(f'input[data-break="{rule}"]').press("Space")
    rules = {rule: rule not in broken for rule in ("adds", "waits")}
    rng = random.Random(41)
    scrubber = element.locator(".mlcalc-tape-scrubber")
    for at in ({"a": 2.0, "b": 3.0}, None, None):
        here = at or at_random(element, figure, rng)
        expected = account(**here, **rules)
        assert int(scrubber.get_attribute("max")) == len(expected) - 1
        scrubber.press("Home")
        for step, numbers in enumerate(expected):
            assert scrubber.get_attribute("aria-valuetext").startswith(f"step {step + 1} of {len(expected)}")
            hold_step(element, numbers)
            scrubber.press("ArrowRight")
        truth = grad(y, argnums=(0, 1))(*here.values())
        found = read(element)
        same = all(found[name][1] == pytest.approx(right) for name, right in zip(here, truth, strict=True))
        words = element.locator(".mlcalc-telling-words").inner_text()
        assert ("Done, and wrong" in words) == (not same)
        if at:
            assert (found["a"][1], found["b"][1]) == ends
        scrubber.press("ArrowLeft")
        hold_step(element, expected[-2])


def test_the_buttons_answer_to_the_keyboard_and_every_control_has_a_name(shown):
    element, _ = shown(the_chapters)
    back = element.get_by_role("button", name="One step back")
    back.press("Enter")
    assert "step 18 of 19" in element.locator(".mlcalc-place").inner_text()
    back.press("Space")
    hold_step(element, account(2.0, 3.0)[16])
    names = element.locator("button, a, input, [tabindex='0']").evaluate_all(
        "all => all.map(e => e.getAttribute('aria-label') || e.labels?.[0]?.textContent || e.textContent)"
    )
    assert all(name.strip() for name in names)
    assert element.get_by_role("checkbox").count() == 2
    reached, page = set(), element.page
    element.get_by_role("slider").first.focus()
    for _ in range(14):
        reached.add(
            page.evaluate("document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent")
        )
        page.keyboard.press("Tab")
    assert {"a", "b", "First step", "Last step", "step of the tape", "Reset"} <= reached


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_what_is_behind_it(shown, scheme):
    element, _ = shown(the_chapters, color_scheme=scheme)
    element.locator('input[data-break="waits"]').check()
    ratios = element.evaluate(CONTRAST)
    assert ratios
    assert min(ratios.values()) >= 4.5, ratios


CONTRAST = """root => {
  const rgb = color => color.match(/[\\d.]+/g).map(Number);
  const light = color => { const [r, g, b] = rgb(color).map(c => c / 255)
    .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const behind = e => { for (; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor;
    if (rgb(c)[3] !== 0) return c; } return 'rgb(255, 255, 255)'; };
  const found = {};
  for (const part of ['vertex-formula', 'vertex-value output', 'vertex-slope output', 'vertex-wrong', 'passed output',
      'place', 'telling-words', 'telling-lines output', 'tape li', 'radio span']) {
    const e = root.querySelector('.mlcalc-' + part), [a, b] = [getComputedStyle(e).color, behind(e)].map(light);
    found[part] = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }
  return found;
}"""
