"""What pip does, in one moving line instead of hundreds:

    .venv/bin/python setup/install.py -r requirements.txt

The arguments are those of `pip install`. This runs before anything is installed, so it needs Python alone.
"""

from __future__ import annotations

import re
import signal
import sys

from progress import follow

PACKAGE = re.compile(r"Collecting ([\w.-]+)|Processing .*/([\w.]+)-\d\S*\.whl")
# How a line begins, and what it means to somebody who waits.
STAGES = {
    "Installing build dependencies: started": "fetching what builds the figures",
    "Building editable": "building the figures",
    "Installing collected packages": "unpacking them all",
    "WARNING: Retrying": "no answer from the network; asking again",
}


class Report:
    """What to say about pip's output, line by line."""

    def __init__(self) -> None:
        self.found: set[str] = set()
        self.installed = 0

    def news(self, line: str) -> str | None:
        """What has just begun; None, if nothing new has. pip looks at some packages several times."""
        line = line.strip()
        if match := PACKAGE.match(line):
            name = (match[1] or match[2]).lower().replace("_", "-")
            if name not in self.found:
                self.found.add(name)
                return f"{len(self.found)} packages: {name}"
        if line.startswith("Successfully installed"):
            self.installed = len(line.split()) - 2
        return next((text for start, text in STAGES.items() if line.startswith(start)), None)


def main(arguments: list[str]) -> None:
    """Install, say how much came, and fail when pip fails."""
    report = Report()
    pip = [sys.executable, "-m", "pip", "install", "--disable-pip-version-check", "--progress-bar", "off", *arguments]
    succeeded, said = follow(pip, report.news)
    if not succeeded:
        sys.stderr.write(said)
        sys.exit("pip could not install everything; why stands above. If it was the network, type the same again.")
    if report.installed:
        print(f"    {report.installed} packages installed")


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl+C ends it without a traceback
    main(sys.argv[1:])
