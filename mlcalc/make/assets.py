"""The files that the Sphinx extensions put beside a book's pages, in `_static/mlcalc`."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx

FOLDER = "mlcalc"
THEME = Path(__file__).parent.parent / "book" / "theme"  # written by hand
STATIC = Path(__file__).parent.parent / "static"  # built from TypeScript
NOTICES = "THIRD-PARTY-NOTICES.txt"  # the licences of what others wrote and the build bundles


def find(name: str) -> Path:
    """The file of an asset."""
    for folder in (THEME, STATIC):
        if (folder / name).is_file():
            return folder / name
    from sphinx.errors import ExtensionError  # only here: Node builds the figures on machines without Sphinx

    raise ExtensionError(f"the figures are not built: there is no {STATIC / name}. Type: make book")


def copy(app: Sphinx, *names: str) -> None:
    """Copy assets into the book; a style sheet with fonts brings them, and all licences."""
    if app.builder.format != "html":
        return
    target = Path(app.outdir) / "_static" / FOLDER
    (target / "fonts").mkdir(parents=True, exist_ok=True)
    for name in names:
        shutil.copyfile(find(name), target / name)
    if {"figures.css", "letters.css"} & {*names}:
        shutil.copyfile(find(NOTICES), target / NOTICES)
        for font in (STATIC / "fonts").iterdir():
            shutil.copyfile(font, target / "fonts" / font.name)


def add_styles(app: Sphinx, context: dict[str, Any], *names: str) -> None:
    """Add style sheets to the page that is being written, each once."""
    for name in names:
        if not any(f"{FOLDER}/{name}" in str(style) for style in context["css_files"]):
            app.add_css_file(f"{FOLDER}/{name}")
