"""What was typed where a trace cannot go on: a refusal quotes it, so that nobody has to look for the place."""

from __future__ import annotations

import linecache
import sys
import sysconfig
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from types import FrameType

# Where code lies that the reader has not written: Python's own, installed packages, and this one.
LIBRARIES = (*{sysconfig.get_path(name) for name in ("stdlib", "purelib", "platlib")}, str(Path(__file__).parents[1]))
LONGEST = 80


def typed(error: BaseException | None = None) -> str:
    """``": math.sin(x)"``, the expression that runs now (or that raised ``error``) in the reader's own code.

    "" where its text is not to be had.
    """
    places = _running() if error is None else reversed(list(_raised(error)))
    for frame, instruction in places:
        if not frame.f_code.co_filename.startswith(LIBRARIES):
            text = " ".join(_expression(frame, instruction).split())
            return f": {text[:LONGEST]}{'…' if len(text) > LONGEST else ''}" if text else ""
    return ""


def _running() -> Iterator[tuple[FrameType, int]]:
    frame: FrameType | None = sys._getframe(1)
    while frame is not None:
        yield frame, frame.f_lasti
        frame = frame.f_back


def _raised(error: BaseException) -> Iterator[tuple[FrameType, int]]:
    step = error.__traceback__
    while step is not None:
        yield step.tb_frame, step.tb_lasti
        step = step.tb_next


def _expression(frame: FrameType, instruction: int) -> str:
    first, last, start, end = next(islice(frame.f_code.co_positions(), instruction // 2, None))
    if first is None or last is None:
        return ""
    lines = linecache.getlines(frame.f_code.co_filename, frame.f_globals)[first - 1 : last]
    encoded = [line.encode() for line in lines]  # the places within a line are counted in bytes
    if not encoded:
        return ""
    encoded[-1] = encoded[-1][:end]
    encoded[0] = encoded[0][start:]
    return b"".join(encoded).decode(errors="replace")
