"""Whether a notebook shows figures as widgets of its kernel, or as HTML that lives wherever the notebook goes."""

from __future__ import annotations

from . import pages

# Where a figure comes after the script, nobody else would wake it.
WAKE = "<script>globalThis.mlcalc?.mount()</script>"

_mode = "widget"


def embed(on: bool = True, *, each: bool = False) -> None:
    """From here on, show figures as HTML that is alive without a kernel: in a notebook's exports, or sent to somebody.

    The cell that calls it shows nothing, and holds the script of all figures after it: 350 kB, once. Such a notebook
    is alive after ``jupyter nbconvert --to html`` or ``--to slides``. The price: ``fig.inputs`` no longer follows the
    hand, for the figure is no widget.

    Parameters
    ----------
    on : bool
        ``False`` goes back to widgets.
    each : bool
        Let every figure bring the script itself, for hosts that show each output in a frame of its own, as Colab does.

    Raises
    ------
    TypeError
        Where ``on`` or ``each`` is no bool, as when a figure is given: a figure is written by ``fig.save``.

    >>> from mlcalc import figures
    >>> figures.embed()
    >>> figures.embed(False)
    """
    global _mode
    for name, given in (("on", on), ("each", each)):
        if not isinstance(given, bool):
            raise TypeError(
                f"{name}: expected True or False, got {given!r}; a single figure is written by fig.save(...)"
            )
    _mode = "widget" if not on else "each" if each else "once"
    if _mode == "once":
        _show(pages.script())


def tail() -> str | None:
    """What follows a figure's element, so that it lives by itself; None where figures are widgets."""
    if _mode == "widget":
        return None
    return WAKE if _mode == "once" else pages.script() + WAKE


def _show(text: str) -> None:
    """As an output of the cell, where there is one."""
    from IPython import get_ipython

    if get_ipython() is not None:
        from IPython.display import publish_display_data

        publish_display_data({"text/html": text, "text/plain": "mlcalc's figures are embedded from here on"})  # type: ignore[no-untyped-call]
