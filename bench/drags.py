"""Drags in a real browser, and what the page made of them."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

MOVES = 240
# A little under 60 a second, so that moves meet the frames of the screen in every phase.
INTERVAL = 1 / 59.5
FRAME = 1000 / 60

# When the browser had each move, when a number first showed it, and when the page had been painted with it: a message
# that is sent before a frame is painted comes after it.
# A move that leaves a slider on its step changes nothing, and does not count.
WATCH = """([root, handle]) => {
  let moves = [], last = [], shown = [];
  globalThis.begin = () => {
    Object.assign(globalThis, { waits: [], paints: [], updates: 0 });
    moves = []; last = []; shown = [];
  };
  begin();
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    const now = performance.now();
    globalThis.paints.push(...shown.map(at => now - at));
    shown = [];
  };
  const changed = () => { moves.push(...last); last = []; };
  addEventListener("pointermove", event => {
    last = event.getCoalescedEvents().map(move => move.timeStamp);
    if (!handle.matches("input")) changed();
  }, true);
  addEventListener("input", changed, true);
  const isNumber = ({ target }) => (target.closest ? target : target.parentElement)?.closest("output");
  new MutationObserver(changes => {
    if (moves.length === 0 || !changes.some(isNumber)) return;
    const now = performance.now();
    globalThis.waits.push(...moves.map(at => now - at));
    if (shown.length === 0) requestAnimationFrame(() => port2.postMessage(null));
    shown.push(...moves);
    moves = [];
    globalThis.updates += 1;
  }).observe(root, { subtree: true, characterData: true, childList: true, attributeFilter: ["data-value"] });
}"""


@dataclass(frozen=True)
class Case:
    """One thing to drag: its name in the table, the figure's id, what is taken hold of, and how it is moved."""

    title: str
    figure: str
    handle: str
    way: Callable[[dict[str, float], float], tuple[float, float]]
    script: float = 1.0
    moves: int = MOVES
    first: str | None = None  # a button that is pressed before
    chapter: str | None = None  # the page of the built book in which it is dragged, in place of one of its own


def along(box: dict[str, float], t: float) -> tuple[float, float]:
    """To and fro along a slider, by as much with every move."""
    share = abs((4 * t + 0.5) % 2 - 1)
    return box["x"] + box["width"] * (0.1 + 0.8 * share), box["y"] + box["height"] / 2


def upright(box: dict[str, float], t: float) -> tuple[float, float]:
    """Up and down, from the middle of what is held, by as much with every move."""
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2 + 70 * (1 - abs((12 * t + 1) % 4 - 2))


def around(box: dict[str, float], t: float) -> tuple[float, float]:
    """Round a circle beside the point that is held."""
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    return x - 40 + 40 * math.cos(4 * math.pi * t), y + 40 * math.sin(4 * math.pi * t)


def stroke(box: dict[str, float], t: float) -> tuple[float, float]:
    """A way over all of a pad of 8 × 8 that is on new ground with every move: four lines, to and fro."""
    line, on = divmod(min(t, 0.9999) * 34, 9)
    x = min(on, 7) if line % 2 == 0 else 7 - min(on, 7)
    y = 2 * line + max(0, on - 7)
    return box["x"] + box["width"] * (x + 0.5) / 8, box["y"] + box["height"] * (y + 0.5) / 8


@dataclass
class Drags:
    """What was measured of one case, over all rounds."""

    waits: list[float] = field(default_factory=list)
    paints: list[float] = field(default_factory=list)
    updates: list[float] = field(default_factory=list)
    script: list[float] = field(default_factory=list)
    task: list[float] = field(default_factory=list)


async def drag(browser: Any, page_path: Path, case: Case, result: Drags) -> None:
    """One drag in a page of its own, without waiting for the page to answer them."""
    page = await browser.new_page(viewport={"width": 1280, "height": 900})
    await page.goto(page_path.as_uri())
    await page.evaluate("document.fonts.ready.then(() => null)")
    root = page.locator(f'[id="{case.figure}"]')
    await page.wait_for_function("id => !document.getElementById(id).matches('.mlcalc-figure:not([data-state=live])')",
                                 arg=case.figure)  # fmt: skip
    if case.first is not None:
        await root.locator(case.first).click()
    handle = root.locator(case.handle).first
    await handle.scroll_into_view_if_needed()
    box = await handle.bounding_box()
    await page.evaluate(WATCH, [await root.element_handle(), await handle.element_handle()])
    session = await page.context.new_cdp_session(page)
    # Time of the processor: what other programs take is not counted.
    await session.send("Performance.enable", {"timeDomain": "threadTicks"})
    x, y = case.way(box, 0)
    await page.mouse.move(x, y)
    await page.mouse.down()
    await page.wait_for_timeout(400)
    await page.evaluate("begin()")
    before = await _spent(session)
    loop = asyncio.get_running_loop()
    start, sent = loop.time(), []
    for i in range(1, case.moves + 1):
        await asyncio.sleep(max(0.0, start + i * INTERVAL - loop.time()))
        x, y = case.way(box, i / case.moves)
        move = {"type": "mouseMoved", "x": x, "y": y, "button": "left", "buttons": 1}
        sent.append(asyncio.ensure_future(session.send("Input.dispatchMouseEvent", move)))
    await asyncio.gather(*sent)
    took = loop.time() - start
    after = await _spent(session)
    await page.mouse.up()
    waits, paints, updates = await page.evaluate("() => [waits, paints, updates]")
    result.waits += waits
    result.paints += paints
    result.updates.append(updates / took)
    result.script.append(1000 * (after["ScriptDuration"] - before["ScriptDuration"]) / case.moves)
    result.task.append(1000 * (after["TaskDuration"] - before["TaskDuration"]) / case.moves)
    await page.close()


async def _spent(session: Any) -> dict[str, float]:
    metrics = (await session.send("Performance.getMetrics"))["metrics"]
    return {entry["name"]: entry["value"] for entry in metrics}
