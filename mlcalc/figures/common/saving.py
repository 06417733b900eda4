"""A figure taken along: as a file that lives by itself, as HTML for a page, as a picture."""

from __future__ import annotations

import io
import json
import math
import re
from collections.abc import Callable
from numbers import Real
from os import PathLike
from pathlib import Path
from typing import Any

from . import pages
from .shared import written_beside

# No file tells when or by which program it was made: the same figure is the same file.
NAMELESS: dict[str, dict[str, None]] = {
    "png": {"Software": None},
    "svg": {"Date": None, "Creator": None},
    "pdf": {"CreationDate": None, "Creator": None, "Producer": None},
}


class Saving:
    """What every figure can be written to."""

    spec: Any
    caption: Any
    inputs: Any
    _draw: Callable[[Any], Any]
    _still: Callable[[], dict[str, Any]]
    _own_script: str | None = None

    def to_html(self, *, full: bool = True) -> str:
        """The figure as HTML: a whole page, or a piece of one.

        Parameters
        ----------
        full : bool
            A page that is alive by itself, and loads nothing. With ``full=False`` the figure's element alone, for a
            page that has ``mlcalc.figures.script()`` once.

        >>> from mlcalc import figures
        >>> fig = figures.curve(lambda w: w**2, w=(-1, 1, 0.5), name="C")
        >>> fig.to_html(full=False).startswith('<div class="mlcalc-figure"')
        True
        """
        element = self._with_script(self._still())
        return pages.page(str(self.spec["alt"]), element) if full else element

    def _with_script(self, still: dict[str, Any]) -> str:
        """The figure's element, after the script of its kind where that is somebody's own."""
        return ("" if self._own_script is None else pages.inline(self._own_script)) + str(still["text/html"])

    def to_myst(self, folder: str | PathLike[str] = ".") -> str:
        """The figure as a directive for a page of Jupyter Book 2, or of MyST alone: Markdown to put into the page.

        Beside the page stand two files for all figures, ``mlcalc.mjs`` and ``mlcalc.css``, which this writes. The
        figure is as it stands now, and no Python hears what the hand does.

        Parameters
        ----------
        folder : str or path
            The folder of the page: where the two files are written.

        Returns
        -------
        str
            An ``{anywidget}`` directive, 3 kB and more of JSON in it.

        Raises
        ------
        FileNotFoundError
            Where the folder does not exist, or the front end has not been built, in a clone of the repository.

        >>> import tempfile
        >>> from mlcalc import figures
        >>> fig = figures.curve(lambda w: w**2, w=(-1, 1, 0.5), name="C")
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     print(fig.to_myst(folder)[:78])
        ```{anywidget} ./mlcalc.mjs
        :css: ./mlcalc.css
        {"inputs": {"w": 0.5}, "spec":
        """
        if not isinstance(folder, str | PathLike):
            raise TypeError(f"folder: expected the folder of the page, such as 'chapters', got {folder!r}")
        if not Path(folder).is_dir():
            raise FileNotFoundError(f"folder: there is no folder {str(folder)!r} to write the figures' script into")
        script, style = written_beside(Path(folder), self._own_script, self.spec["kind"])
        traits = {"inputs": dict(self.inputs), "spec": self.spec} | ({"caption": self.caption} if self.caption else {})
        state = json.dumps(traits, sort_keys=True, ensure_ascii=False)
        return f"```{{anywidget}} ./{script}\n:css: ./{style}\n{state}\n```\n"

    def save(self, path: str | PathLike[str], *, width: float | None = None, scale: float | None = None) -> None:
        """Write the figure to a file: alive as ``.html``, a picture at its inputs as ``.png``, ``.svg``, ``.pdf``.

        Parameters
        ----------
        path : str or path
            Its ending says what is written. An ``.html`` lives by itself: no server, no network, nothing beside it.
        width : float
            How wide a picture is, in pixels of a page; the height follows. A ``.pdf`` is as large as it was drawn, and
            is scaled where it is set.
        scale : float
            Pixels of a ``.png`` for each pixel of the page; 2 is sharp on most screens. 1 if nothing is said.

        Raises
        ------
        ValueError
            Where the ending is none of these, or ``width`` or ``scale`` mean nothing for it.
        FileNotFoundError
            Where the folder does not exist.

        >>> import pathlib, tempfile
        >>> from mlcalc import figures
        >>> fig = figures.curve(lambda w: w**2, w=(-1, 1, 0.5), name="C")
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     fig.save(pathlib.Path(folder) / "slope.html")
        ...     fig.save(pathlib.Path(folder) / "slope.png", width=640, scale=2)
        """
        if not isinstance(path, str | PathLike):
            raise TypeError(f"path: expected the name of a file, such as 'figure.html', got {path!r}")
        file = Path(path)
        kind = file.suffix.lower().removeprefix(".")
        if kind not in ("html", *NAMELESS):
            raise ValueError(f"path: {str(path)!r} has to end in .html (alive) or .png, .svg or .pdf (a picture)")
        _check_sizes(kind, width, scale)
        if not file.parent.is_dir():
            raise FileNotFoundError(f"path: there is no folder {str(file.parent)!r} to write {file.name!r} into")
        data = self.to_html().encode() if kind == "html" else self._paint(kind, width, scale or 1.0)
        file.write_bytes(data)

    def _paint(self, kind: str, width: float | None, scale: float) -> bytes:
        """The static picture in a format of matplotlib's; ``width`` magnifies all of it, letters and lines, too."""
        import matplotlib

        picture = self._draw(self)
        if picture is None:
            raise ValueError(f"a figure of the kind {self.spec['kind']} is words and has no picture; save it as .html")
        inches = picture.get_size_inches()[0]
        dots = picture.dpi if width is None else width / inches
        out = io.BytesIO()
        with matplotlib.rc_context({"svg.hashsalt": "mlcalc"}):
            picture.savefig(out, format=kind, dpi=dots * scale, transparent=True, metadata=NAMELESS[kind])
        return _as_wide(out.getvalue(), inches * dots) if kind == "svg" else out.getvalue()


def _check_sizes(kind: str, width: float | None, scale: float | None) -> None:
    """Refuse what is no size, and what this kind of file has no use for."""
    for name, given in (("width", width), ("scale", scale)):
        if given is None:
            continue
        if not isinstance(given, Real) or isinstance(given, bool) or not (math.isfinite(given) and given > 0):
            raise ValueError(f"{name}: expected a number above 0, got {given!r}")
        if kind == "html":
            raise ValueError(f"{name}: an .html is as wide as its page; leave {name} out")
        if kind == "pdf":
            raise ValueError(f"{name}: a .pdf has no pixels; leave {name} out, and scale it where it is set")
        if kind == "svg" and name == "scale":
            raise ValueError("scale: an .svg has no pixels; leave scale out, or give width")


def _as_wide(svg: bytes, width: float) -> bytes:
    """An SVG this many pixels wide. What is in it stays as it is, seen through its viewBox."""
    high, wide = (float(re.search(rb'<svg [^>]*?\b%s="([\d.]+)pt"' % key, svg)[1]) for key in (b"height", b"width"))  # type: ignore[index]
    for key, pixels in ((b"width", width), (b"height", width * high / wide)):
        svg = re.sub(rb'(<svg [^>]*?\b%s=)"[\d.]+pt"' % key, rb'\1"%.2f"' % pixels, svg, count=1)
    return svg
