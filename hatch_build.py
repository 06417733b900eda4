"""Build the front end whenever the package is: no machine needs a Node of its own, and no bundle is committed."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class FrontEnd(BuildHookInterface[Any]):
    """Fill mlcalc/static before hatchling collects the files of a wheel or an editable install."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Run the same build that `make` runs after an edit.

        Where it has been run and nothing was edited since, it stays: files written anew would make the book look old.
        """
        sys.path.insert(0, str(Path(self.root)))
        from mlcalc.make import node

        if not node.is_built():
            node.build()
