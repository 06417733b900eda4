"""A Chromium for the PDF, the tests and the benchmarks: looked for on this machine, never fetched by the package."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import Any

# First the one without windows: a page opens in half the time where no window is drawn around it.
NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
    "chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
ADVICE = f"""This needs a browser, Chromium or Google Chrome, and this machine has none. Type one of
    {sys.executable} -m playwright install --with-deps chromium
    sudo apt-get install chromium
or install Google Chrome as you do other programs, and then type the same command again."""


class NoBrowserError(RuntimeError):
    """There is no browser on this machine; the message says what to type."""


def path_of(playwright: Any) -> str | None:
    """The path of the browser that Playwright has fetched, which is made for it, else of the machine's own; or None."""
    fetched = Path(playwright.chromium.executable_path)
    return str(fetched) if fetched.exists() else next(filter(None, map(shutil.which, NAMES)), None)


def launch(playwright: Any) -> Any:
    """Start the browser, without the requests that a browser makes of its own accord.

    Parameters
    ----------
    playwright : Playwright
        Of ``playwright.sync_api``, or of ``playwright.async_api``: then the answer is to be awaited.

    Returns
    -------
    Browser
        Playwright's; who started it closes it.

    Raises
    ------
    NoBrowserError
        If there is none on this machine.
    """
    path = path_of(playwright)
    if path is None:
        raise NoBrowserError(ADVICE)
    flags = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]
    # Chromium's sandbox refuses to run as root, as whom containers and CI jobs run.
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        flags.append("--no-sandbox")
    return playwright.chromium.launch(executable_path=path, args=flags)
