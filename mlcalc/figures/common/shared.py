"""The script and the style sheet of the figures as one widget, which all figures of a notebook share."""

from __future__ import annotations

import sys
from pathlib import Path

import ipywidgets
import traitlets

from .pages import STATIC, apart

LOADER, SCRIPT, STYLE = (STATIC / name for name in ("loader.mjs", "figures.mjs", "figures-inline.css"))


class Shared(ipywidgets.Widget):  # type: ignore[misc]  # ipywidgets is untyped
    """What each figure would else carry, 0.65 MB of it, into the page and into the notebook's saved widgets."""

    script = traitlets.Unicode().tag(sync=True)
    style = traitlets.Unicode().tag(sync=True)


def module(path: Path, own: str | None) -> str:
    """A module of the front end, behind a kind's own script: a figure looks its kind up when it is mounted."""
    return ("" if own is None else f"{apart(own)}\n") + path.read_text(encoding="utf-8")


def written_beside(folder: Path, own: str | None, kind: str) -> tuple[str, str]:
    """Write the module and the style sheet of the figures into a folder, where they differ; their names.

    A kind of one's own has a module of its own.
    """
    names = ("mlcalc.mjs" if own is None else f"mlcalc-{kind}.mjs"), "mlcalc.css"
    for name, text in zip(names, (module(SCRIPT, own), STYLE.read_text(encoding="utf-8")), strict=True):
        file = folder / name
        if not file.is_file() or file.read_text(encoding="utf-8") != text:  # or whoever watches the folder builds anew
            file.write_text(text, encoding="utf-8")
    return names


_last: Shared | None = None


def shared() -> Shared:
    """The one widget; another where it has been closed, or the front end has been built anew."""
    global _last
    script, style = (path.read_text(encoding="utf-8") for path in (SCRIPT, STYLE))
    if _last is None or _last.comm is None or (_last.script, _last.style) != (script, style):
        _last = Shared(script=script, style=style)
    return _last


def stands_alone() -> bool:
    """Whether each figure needs a script of its own: marimo closes a widget with the cell that happened to make it."""
    marimo = sys.modules.get("marimo")
    return marimo is not None and bool(marimo.running_in_notebook())
