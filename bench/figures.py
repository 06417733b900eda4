"""How soon a figure answers: each kind of the gallery dragged in turn with a page written by hand, the limit."""

from __future__ import annotations

import asyncio
import datetime
import json
import os
import platform
import re
import statistics
import tempfile
from pathlib import Path

from mlcalc.make import assets, browser

from . import programs
from .drags import FRAME, MOVES, Case, Drags, along, around, drag, stroke, upright
from .page import FIGURES, table

HERE = Path(__file__).parent
GALLERY = HERE.parent / "chapters" / "gallery.ipynb"
BOOK = HERE.parent / "_build" / "html" / "chapters"
PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>{name}</title>
<link rel="stylesheet" href="{static}/figures.css"><script defer src="{static}/figures.js"></script>
<style>body {{ max-width: 760px; margin: 0 auto; padding: 0 16px }}</style>{figure}"""

LIMIT = Case("written by hand, the limit", "figure", 'input[data-name="w"]', along)
CASES = (
    Case("curve", "curve-C", 'input[data-name="w"]', along),
    Case("curve, several", "curve-T", 'input[data-name="z"]', along),
    Case("curve, secant", "curve-f", 'input[data-name="x"]', along),
    Case("curve, log axes", "curve-p", 'input[data-name="x"]', along),
    Case("errors", "errors-g", 'input[data-name="h"]', along),
    Case("paths", "paths-f", 'input[data-name="t"]', along),
    Case("chain", "chain-f", 'input[data-name="t"]', along),
    Case("graph", "graph-y", '[data-drag="a"]', upright),
    Case("surface", "surface-f", '[data-drag="point"]', around, 4.0),
    Case("surface, velocity", "surface-C", '[data-drag="velocity"]', around, 4.0),
    Case("network, a weight", "network-4-3-2", '[data-drag="W1[1,1]"]', upright, 1.5),
    Case("network, an input", "network-4-3-2", '[data-drag="x[1]"]', upright, 1.5),
    Case("training, the rate", "training-2-5-1", 'input[data-name="rate"]', along, 4.0),
    Case("training, the step", "training-2-5-1", 'input[data-name="step"]', along, 4.0),
    Case("paths, in chapter 7", "blame", 'input[data-name="w"]', along, chapter="07-backpropagation"),
    Case("network, in chapter 7", "passes", '[data-drag="W1[1,1]"]', upright, 1.5, chapter="07-backpropagation"),
    Case("digit, a stroke", "digit-64-16-10", ".mlcalc-pad", stroke, moves=MOVES // 2, first=".is-clear"),
)
# The others' latency may be so many times the limit's in the same run.
LATENCY, UPDATES, WITHIN = 1.1, 56, 0.9
# In a chapter of the book, in ms: the main thread a move, and from a move to the page painted with it.
IN_CHAPTER, PAINTED = 6.5, 15.0


def pages(folder: Path) -> dict[str, Path]:
    """A page for each figure that the gallery has stored, and the page written by hand."""
    cells = json.loads(GALLERY.read_text(encoding="utf-8"))["cells"]
    stored = [output.get("data", {}) for cell in cells for output in cell.get("outputs", [])]
    written = {LIMIT.figure: HERE / "limit.html"}
    for html in ("".join(data.get("text/html", "")) for data in stored):
        found = re.search(r'<div class="mlcalc-figure"[^>]* id="([^"]+)"', html)
        if found:
            name = found[1]
            written[name] = folder / f"{name}.html"
            text = PAGE.format(name=name, static=assets.STATIC.as_uri(), figure=html)
            written[name].write_text(text, encoding="utf-8")
    return written


async def measure(cases: list[Case], rounds: int) -> tuple[dict[Case, Drags], dict[str, tuple[list[float], str]]]:
    """All cases in turn, as often as there are rounds, so that what disturbs one disturbs the others; then programs."""
    from playwright.async_api import async_playwright

    results = {case: Drags() for case in (LIMIT, *cases)}
    with tempfile.TemporaryDirectory() as folder:
        paths = pages(Path(folder))
        async with async_playwright() as playwright:
            chromium = await browser.launch(playwright)
            for count in range(rounds):
                for case, result in results.items():
                    path = paths[case.figure] if case.chapter is None else BOOK / f"{case.chapter}.html"
                    await drag(chromium, path, case, result)
                print(f"round {count + 1} of {rounds}", flush=True)
            ended = await programs.measure(chromium, Path(folder))
            version = chromium.version
            await chromium.close()
    print(f"Chromium {version}")
    return results, ended


def section(results: dict[Case, Drags], ended: dict[str, tuple[list[float], str]], rounds: int) -> str:
    """The tables, with what misses a goal in bold."""
    limit = _latency(results[LIMIT])
    rows = [_row(case, drags, limit) for case, drags in results.items()]
    head = [
        "",
        "input → number, p50 / p95",
        "input → paint, p50",
        "updates a second",
        "within one frame",
        "script a move",
        "main thread a move",
    ]
    return f"""{FIGURES}
Written by `make bench-figures`: {datetime.date.today().isoformat()}, {platform.machine()}, {os.cpu_count()} processors,
load {os.getloadavg()[0]:.1f} at the end.

The figures of the gallery, each in a static page of its own, opened from disk in headless Chromium and dragged by
{MOVES} moves of the pointer, 59.5 a second, in {rounds} rounds in which the figures take turns. A move's clock starts
when the browser has it and stops when a number shows it; moves wait for the next frame of the screen, so that half a
frame is the floor. Times are in ms. **Bold** misses its goal: a latency of at most {LATENCY} × the limit's in the same
run, {UPDATES} updates a second, {WITHIN:.0%} of the moves within one frame, and 1 ms of script a move (a network 1.5, a
surface and a training 4). In a chapter of the built book, which is long and full of formulas, a move may take
{IN_CHAPTER} ms of the main thread, and be painted after {PAINTED:g} ms.

{table(head, rows)}

### Programs that do not end

A cell of Python whose program is ended after {programs.SECONDS} seconds, because it prints too much, or by itself, and
the frames that the page draws meanwhile. **Bold** is less than {programs.SHARE:.0%} of what it draws with no program.

{table(["", "frames a second", "between two, median / longest (ms)", "and the page says"], programs.rows(ended))}"""


def _latency(drags: Drags) -> tuple[float, float]:
    cuts = statistics.quantiles(drags.waits, n=20, method="inclusive")
    return cuts[9], cuts[18]


def _row(case: Case, drags: Drags, limit: tuple[float, float]) -> list[str]:
    times = _latency(drags)
    updates = statistics.median(drags.updates)
    within = sum(wait <= FRAME for wait in drags.waits) / len(drags.waits)
    script, task = statistics.median(drags.script), statistics.median(drags.task)
    free, alone = case is LIMIT, case.chapter is None
    painted = statistics.median(drags.paints)
    return [
        case.title,
        " / ".join(_bold(f"{t:.1f}", free or t <= LATENCY * l) for t, l in zip(times, limit, strict=True)),
        _bold(f"{painted:.1f}", alone or painted <= PAINTED),
        _bold(f"{updates:.0f}", free or round(updates) >= UPDATES),
        _bold(f"{within:.0%}", free or within >= WITHIN),
        _bold(f"{script:.2f}", free or script <= case.script),
        _bold(f"{task:.1f}", alone or task <= IN_CHAPTER),
    ]


def _bold(text: str, met: bool) -> str:
    return text if met else f"**{text}**"


def run(titles: list[str], rounds: int) -> str:
    """Measure the cases whose titles begin like one of these, or all of them."""
    chosen = [case for case in CASES if not titles or case.title.startswith(tuple(titles))]
    return section(*asyncio.run(measure(chosen, rounds)), rounds)
