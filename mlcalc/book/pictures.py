"""The static pictures of figures, taken out of a page's HTML into files that are fetched when they come into sight.

A notebook carries each picture as text in its output, which is right for a notebook: it is one file. In a page they are
nearly half of what a reader downloads, though the live figure takes the place of most before they are seen.
"""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx

FOLDER = "_images/mlcalc"
PICTURE = re.compile(r'(<div class="mlcalc-figure"(?:(?!</div>).)*?<img\b[^>]*?)src="data:image/png;base64,([^"]*)"', re.DOTALL)


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
        return f'{found[1]}loading="lazy" src="{context["pathto"](name, 1)}"'

    context["body"] = PICTURE.sub(put, context["body"])
