"""Whether a page goes on drawing while a reader's program does not end, calls itself, or prints without end."""

from __future__ import annotations

import itertools
import statistics
from pathlib import Path
from typing import Any

from mlcalc import figures
from mlcalc.make import assets

SECONDS = 3
PROGRAMS = {
    "no program": "",
    "an endless loop": "while True:\n    pass",
    "a function that calls itself for ever": "def f(n):\n    return f(n + 1)\n\nwhile True:\n    try:\n        f(0)\n"
    "    except RuntimeError:\n        pass",
    "10 MB of output": "print('0123456789' * 1_000_000)",
    "output line by line, without end": "while True:\n    print('0123456789' * 10)",
}
PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>A cell</title>
<link rel="stylesheet" href="{static}/figures.css"><script defer src="{static}/figures.js"></script>
<style>body {{ max-width: 760px; margin: 0 auto; padding: 0 16px }}</style>{figure}"""
# The moment of every frame, from now on until this is asked for again.
FRAMES = """() => {
  const moments = (globalThis.frames_ = []);
  const count = (now) => {
    moments.push(now);
    if (moments === frames_) requestAnimationFrame(count);
  };
  requestAnimationFrame(count);
}"""
# The share of the screen's own frames that a page is to reach.
SHARE = 0.95


async def measure(chromium: Any, folder: Path) -> dict[str, tuple[list[float], str]]:
    """For each program the times between two frames in ms, and what the page said when it was over."""
    path = folder / "cell.html"
    html = figures.code("print(1)", limit=SECONDS, id="cell")._repr_mimebundle_()[0]["text/html"]
    path.write_text(PAGE.format(static=assets.STATIC.as_uri(), figure=html), encoding="utf-8")
    page = await chromium.new_page(viewport={"width": 1280, "height": 900})
    await page.goto(path.as_uri())
    said = page.locator("#cell .mlcalc-checked p")
    results = {}
    for title, program in PROGRAMS.items():
        if program:
            await page.locator("#cell textarea").fill(program)
            await page.locator(".mlcalc-busy:empty").wait_for(state="attached")
        await page.wait_for_timeout(500)
        await page.evaluate(FRAMES)
        if program:
            await page.locator("#cell button[data-run]").click()
            await said.wait_for(timeout=60_000)
        else:
            await page.wait_for_timeout(1000 * SECONDS)
        moments = await page.evaluate("frames_")
        results[title] = ([b - a for a, b in itertools.pairwise(moments)], await _text(said, program))
    await page.close()
    return results


async def _text(said: Any, program: str) -> str:
    return str(await said.inner_text()) if program else ""


def rows(results: dict[str, tuple[list[float], str]]) -> list[list[str]]:
    """Frames a second, the longest time without one, and what was said; bold where too few frames were drawn."""
    own = _rate(results["no program"][0])
    written = []
    for title, (gaps, said) in results.items():
        rate = f"{_rate(gaps):.0f}"
        met = _rate(gaps) >= SHARE * own
        longest = f"{statistics.median(gaps):.1f} / {max(gaps):.0f}"
        written.append([title, rate if met else f"**{rate}**", longest, said.split(". ")[0]])
    return written


def _rate(gaps: list[float]) -> float:
    return 1000 * len(gaps) / sum(gaps)
