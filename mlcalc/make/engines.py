"""The engines beside Chromium's in which the tests open the book: Firefox, and WebKit, which is Safari's.

Looked for on this machine, never fetched by the package: `make browsers` does that.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

VARIABLE = "MLCALC_ENGINES"


class Engine(NamedTuple):
    """An engine, and how it comes onto a machine."""

    name: str  # as a reader calls it
    programs: Callable[[], list[str]]  # the paths that a driver wants, in this order; none where one is missing
    packages: tuple[str, ...]  # of Debian
    elsewhere: str  # what to do on another system


def firefox() -> list[str]:
    """The path of Firefox, which needs nothing else."""
    names = ("firefox-esr", "firefox", "/Applications/Firefox.app/Contents/MacOS/firefox")
    return [path for path in map(shutil.which, names) if path][:1]


def webkit() -> list[str]:
    """The paths of the driver, of the small browser that it drives, and of the display without a screen for both."""
    browsers = sorted(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser"), reverse=True)
    found = [shutil.which("WebKitWebDriver"), *map(str, browsers[:1]), shutil.which("Xvfb")]
    paths = [path for path in found if path]
    return paths if len(paths) == 3 else []


ENGINES = {
    "firefox": Engine("Firefox", firefox, ("firefox-esr",), "Elsewhere install Firefox as you do other programs"),
    "webkit": Engine("WebKit", webkit, ("webkit2gtk-driver", "xvfb"), "Elsewhere install WebKitGTK's driver and Xvfb"),
}


def chosen(said: str | None = None) -> list[str]:
    """The names of the engines that are asked for beside Chromium.

    Parameters
    ----------
    said : str, optional
        Names with commas or spaces between them, or nothing for all; if not given, what ``MLCALC_ENGINES`` says.

    Raises
    ------
    ValueError
        If it names one that there is not.

    Examples
    --------
    >>> chosen("chromium, firefox")
    ['firefox']
    >>> chosen("")
    ['firefox', 'webkit']
    """
    said = os.environ.get(VARIABLE, "") if said is None else said
    names = said.replace(",", " ").split() or ["chromium", *ENGINES]
    if unknown := [name for name in names if name not in ("chromium", *ENGINES)]:
        known = ", ".join(("chromium", *ENGINES))
        raise ValueError(f"{VARIABLE} names {unknown[0]!r}; it can name {known}, as in {VARIABLE}=chromium,firefox")
    return [name for name in ENGINES if name in names]


def advice(name: str) -> str:
    """What to type where an engine is missing."""
    engine = ENGINES[name]
    others = ",".join(["chromium", *(other for other in chosen() if other != name)])
    return (
        f"The tests open the book in {engine.name} too, and this machine has none. On Debian type\n"
        f"    sudo apt-get install {' '.join(engine.packages)}\n"
        f"{engine.elsewhere}, or leave it out: {VARIABLE}={others} make test"
    )
