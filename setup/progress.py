"""A long command, told in one moving line."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping

EVERY = 25  # in a file or the log of a CI job nothing can be rewritten: there a line is written so often


def follow(
    command: list[str], news: Callable[[str], str | None], env: Mapping[str, str] | None = None
) -> tuple[bool, str]:
    """Run a command to its end, and keep what it says for the case that it fails.

    Parameters
    ----------
    command : list of str
        The program and its arguments.
    news : callable
        What the moving line is to show after a line of the command's output, or None for no change.
    env : mapping, optional
        The command's environment, if not this process's.

    Returns
    -------
    succeeded : bool
        Whether its exit code was 0.
    said : str
        All it wrote, to stdout and to stderr.
    """
    said, count = [], 0
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace", env=env
    )
    assert process.stdout is not None
    for line in process.stdout:
        said.append(line)
        if text := news(line):
            count += 1
            show(text, count)
    clear()
    return process.wait() == 0, "".join(said)


def show(text: str, count: int) -> None:
    """Rewrite the moving line; where that is impossible, write every 25th of them."""
    if sys.stdout.isatty():
        sys.stdout.write("\r" + f"    {text}"[: width()].ljust(width()))
    elif count % EVERY == 0:
        sys.stdout.write(f"    {text}\n")
    sys.stdout.flush()


def clear() -> None:
    """Take the moving line away."""
    if sys.stdout.isatty():
        sys.stdout.write("\r" + " " * width() + "\r")
        sys.stdout.flush()


def width() -> int:
    """How long the moving line may be: a terminal wraps a full line, and then it no longer moves."""
    return shutil.get_terminal_size().columns - 1
