"""The static pictures of figures, taken out of a page's HTML into files that are fetched when they come into sight.

A notebook carries each picture as text in its output, which is right for a notebook: it is one file. In a page they are
nearly half of what a reader downloads, though the live figure takes the place of most before they are seen.
"""

from __future__ import annotations

import base64
import hashlib
import re
import struct
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx

FOLDER = "_images/mlcalc"
FIGURE = r'<div class="mlcalc-figure"(?:(?!</div>).)*?'
PICTURE = re.compile(rf'({FIGURE}<img\b[^>]*?)src="data:image/png;base64,([^"]*)"', re.DOTALL)


def take_out(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: object) -> None:
    """Put the pictures of a page's figures beside it."""
    if app.builder.format != "html" or "body" not in context:
        return

    def put(found: re.Match[str]) -> str:
        picture = base64.b64decode(found[2])
        name = f"{FOLDER}/{hashlib.sha256(picture).hexdigest()[:16]}.png"
        path = Path(app.outdir, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(picture)
        # a PNG begins with its size; without it, what stands below would move when the picture comes
        size = "" if "width=" in found[1] else 'width="{}" height="{}" '.format(*struct.unpack(">II", picture[16:24]))
        return f'{found[1]}{size}loading="lazy" src="{context["pathto"](name, 1)}"'

    context["body"] = PICTURE.sub(put, context["body"])
