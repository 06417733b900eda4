"""Of one figure's representations a book shows the HTML; widgets that are somebody else's stay as they are.

Sphinx asks for this once for each document, before any builder: `html`, `dirhtml` and `singlehtml` find the same.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.application import Sphinx

VIEW = "application/vnd.jupyter.widget-view+json"


def settle(app: Sphinx, doctree: nodes.document) -> None:
    """Leave no widget of a figure in the document, and of the saved widgets those that it shows."""
    drop_views(doctree)
    document = getattr(app.env, "nb_metadata", {}).get(app.env.docname, {})
    if "js_files" in document:
        document["js_files"] = needed(document["js_files"], shown(doctree))


def drop_views(doctree: nodes.document) -> None:
    """Take from every output that is a figure its widget, whose kernel is not there."""
    for bundle in list(doctree.findall(nodes.container)):
        if bundle.get("nb_element") == "mime_bundle" and any(is_figure(part) for part in bundle.children):
            bundle.children = [part for part in bundle.children if part.get("mime_type") != VIEW]


def is_figure(part: Any) -> bool:
    """Whether this representation of an output is a figure's HTML."""
    return part.get("mime_type") == "text/html" and 'class="mlcalc-figure"' in part.astext()


def shown(doctree: nodes.document) -> list[str]:
    """The models of the widgets that the document shows."""
    views = re.compile(rf'<script type="{re.escape(VIEW)}">(.*?)</script>', re.DOTALL)
    scripts = (view for raw in doctree.findall(nodes.raw) for view in views.findall(raw.astext()))
    return [json.loads(script)["model_id"] for script in scripts]


def needed(files: dict[str, Any], models: Iterable[str]) -> dict[str, Any]:
    """What myst-nb would have the page load, without the widgets that it does not show; all of it where it shows none.

    >>> state = {"a": {"state": {"children": ["IPY_MODEL_b"]}}, "b": {"state": {}}, "c": {"state": {}}}
    >>> files = {"ipywidgets_state": (None, {"body": json.dumps({"state": state})}), "ipywidgets_0": ("x.js", {})}
    >>> needed(files, [])
    {}
    >>> list(json.loads(needed(files, ["a"])["ipywidgets_state"][1]["body"])["state"])
    ['a', 'b']
    """
    models = list(models)
    if not models or "ipywidgets_state" not in files:
        return {key: file for key, file in files.items() if not key.startswith("ipywidgets_")}
    address, attributes = files["ipywidgets_state"]
    saved = json.loads(attributes["body"])
    saved["state"] = reached(saved["state"], models)
    # As myst-nb writes it: "</script" or "<!--" in a text would be read as markup.
    body = json.dumps(saved).replace("<", "\\u003c")
    return files | {"ipywidgets_state": (address, attributes | {"body": body})}


def reached(state: dict[str, Any], models: Iterable[str]) -> dict[str, Any]:
    """These models and all that they name, in the order in which they were saved."""
    found, ahead = set(), list(models)
    while ahead:
        model = ahead.pop()
        if model not in found and model in state:
            found.add(model)
            ahead += re.findall(r'"IPY_MODEL_([^"]+)"', json.dumps(state[model]))
    return {model: saved for model, saved in state.items() if model in found}
