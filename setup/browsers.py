"""The browsers in which the book is tested and printed: those of this machine, else fetched once.

    .venv/bin/python setup/browsers.py

Tests run in several processes at once, so this is a step of make before any of them starts. It is no part of the
package, which only looks for a browser: what a program imports must not install software on somebody's machine.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import sqlite3
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import Error, sync_playwright
from progress import follow

from mlcalc.make import browser as chromium
from mlcalc.make import engines


class Browser(NamedTuple):
    """A browser, and where it comes from."""

    name: str
    launch: Callable[[Any], Any]  # starts it, given Playwright's synchronous API
    download: str  # Playwright's name for it
    packages: tuple[str, ...]  # of Debian, the best first; not every system that has apt-get has each


BROWSERS = (Browser("Chromium", chromium.launch, "chromium", ("chromium-headless-shell", "chromium")),)

PLAYWRIGHT = [sys.executable, "-m", "playwright"]
# A network that lets nothing through and says nothing is given up after 10 seconds an attempt, not 30.
PATIENCE = {"PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT": "10000"}
# Another apt-get that is at work is waited for; a package that has a question takes its own answer.
APT = ["apt-get", "-q", "-y", "-o", "DPkg::Lock::Timeout=600"]
UNASKED = {"DEBIAN_FRONTEND": "noninteractive"}


def complaint(browser: Browser) -> str | None:
    """Why a browser does not start, or None: it does. Only starting it shows what its libraries are worth."""
    with sync_playwright() as playwright:
        try:
            browser.launch(playwright).close()
        except (chromium.NoBrowserError, Error) as error:
            return str(error)
    return None


def fetch(browser: Browser) -> str | None:
    """Try the ways to get a browser, gentle ones first; None once it starts, else what was said."""
    said = []
    for failed in ways(browser):
        said.append(failed)
        if (wrong := complaint(browser)) is None:
            return None
    return f"{''.join(said)}\n{wrong}"


def ways(browser: Browser) -> Iterator[str]:
    """Goes one way after another, as long as it is asked to; what was said where it failed."""
    yield (failed := attempt("Playwright's own", *PLAYWRIGHT, "install", browser.download, **PATIENCE))
    if not is_ours():
        return
    if failed == "":
        yield attempt("the libraries it needs", *PLAYWRIGHT, "install-deps", browser.download)
    failed = attempt("the system's list of packages", *APT, "update")
    for package in browser.packages:
        yield failed + install(package)
        failed = ""


def is_ours() -> bool:
    """Whether to install for the whole machine: right only where nobody else is asked, a container or a CI job."""
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def install(*packages: str) -> str:
    """Try to install packages of the system; what was said, if that failed."""
    what = "the system's package" if len(packages) == 1 else "the system's packages"
    return attempt(what, *APT, "install", "--no-install-recommends", *packages, **UNASKED)


def attempt(what: str, *command: str, **env: str) -> str:
    """Run a command and tell whether it succeeded; what it has said, if it did not."""
    succeeded, said = follow([*command], lambda line: news(what, line), env=os.environ | env)
    print(f"    {what}: {'fetched' if succeeded else 'not to be had here'}", flush=True)
    return "" if succeeded else said


def news(what: str, line: str) -> str:
    """What the moving line shows: what is being fetched, and how much of it Playwright says is there."""
    found = re.search(r"\d+% of [\d.]+ \w+", line)
    return f"{what}: {found[0]}" if found else what


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Wait for any other make that is fetching into the same .venv.

    SQLite's lock is the one of the standard library that works on every system and ends with whoever held it.
    """
    lock = sqlite3.connect(Path(sys.prefix) / "browsers.lock", timeout=1800, isolation_level=None)
    with contextlib.closing(lock):
        lock.execute("BEGIN EXCLUSIVE")
        yield


def have(name: str) -> None:
    """Have an engine beside Chromium's, in which only tests open pages; or say what to type, and go on without it."""
    engine = engines.ENGINES[name]
    if not engine.programs() and is_ours():
        print(f"==> Fetching {engine.name}, once", flush=True)
        failed = attempt("the system's list of packages", *APT, "update") + install(*engine.packages)
        print(failed, end="", file=sys.stderr)
    if not engine.programs():
        print(engines.advice(name), file=sys.stderr, flush=True)


def main() -> None:
    """Have every browser of the table, or say why not and what to type."""
    with alone():
        for browser in BROWSERS:
            if complaint(browser) is None:
                continue
            print(f"==> Fetching {browser.name}, once", flush=True)
            if failed := fetch(browser):
                sys.exit(failed)
        for name in engines.chosen():
            have(name)


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl+C ends it without a traceback
    main()
