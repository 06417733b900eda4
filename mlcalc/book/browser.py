"""A Chromium for the PDF and the tests: this machine's, else one that is fetched. No test is skipped for want of it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
ADVICE = (
    "This needs a real browser, and none could be found or fetched. Type one of\n"
    "    .venv/bin/python -m playwright install --with-deps chromium\n"
    "    sudo apt-get install chromium\n"
    "and then the same command again."
)


def on_this_machine() -> str | None:
    """The path of a browser of this machine's own, or None."""
    found = [path for path in map(shutil.which, NAMES) if path]
    return found[0] if found else str(MAC) if MAC.exists() else None


def of_playwright(playwright: Any) -> str | None:
    """The path of the browser that Playwright has fetched, or None."""
    path = Path(playwright.chromium.executable_path)
    return str(path) if path.exists() else None


def fetch(playwright: Any) -> str | None:
    """Try to get a browser, the least intrusive way first; its path, or None."""
    print("fetching Chromium", file=sys.stderr, flush=True)
    if succeeds(sys.executable, "-m", "playwright", "install", "chromium") and (path := of_playwright(playwright)):
        return path
    # Installing for the whole machine is only right where nobody else is asked: a container or a CI job.
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        succeeds("apt-get", "update", "-q", env=quiet)
        succeeds("apt-get", "install", "-q", "-y", "--no-install-recommends", "chromium", env=quiet)
    return on_this_machine()


def succeeds(*command: str, **options: Any) -> bool:
    """Whether a command could be run and said that it succeeded; what it says goes to stderr, as progress."""
    try:
        return subprocess.run(command, stdout=sys.stderr, timeout=600, check=False, **options).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def launch(playwright: Any) -> Any:
    """Start the browser, without the requests that a browser makes of its own accord."""
    path = on_this_machine() or of_playwright(playwright) or fetch(playwright)
    if path is None:
        raise RuntimeError(ADVICE)
    flags = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]
    # Chromium's sandbox refuses to run as root, as whom containers and CI jobs run.
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        flags.append("--no-sandbox")
    return playwright.chromium.launch(executable_path=path, args=flags)
