"""Code: the figure that is a program."""

from __future__ import annotations

import contextlib
import io
import json
from collections.abc import Callable
from typing import Any

import traitlets

from ....inpage import runner
from ...common.base import Figure
from ...common.pages import python
from .colors import colored

run: Callable[[str], str] = runner.run  # MicroPython knows no types, so that module states none


class Code(Figure):
    """A cell of Python, made by :func:`mlcalc.figures.code`.

    Attributes
    ----------
    code : str
        The program as it stands in the editor; to set it moves the editor.
    passed : bool
        Whether the program was right when it was last run.
    """

    code = traitlets.Unicode().tag(sync=True)
    passed = traitlets.Bool(False).tag(sync=True)

    def __init__(
        self, *, starter: str, check: str, solution: str, limit: float, id: str, after: Code | None = None
    ) -> None:
        self._starter, self._check, self._solution = starter, check, solution
        before: dict[str, Any] = {}
        if after is not None:
            before["after"] = {"id": after.spec["id"], "solution": after.spec["solution"]}
        self.code = starter
        super().__init__(
            "code",
            {},
            {},
            lambda figure: None,  # type: ignore[arg-type, return-value]  # words need no picture
            formula=[],
            numbers=[],
            alt=f"A Python program of {len(starter.splitlines())} lines, to be changed and run",
            id=id,
            starter=starter,
            check=check,
            solution=solution,
            limit=limit,
            **before,
        )
        self.on_msg(self._give_python)

    def check(self, program: str) -> tuple[str, str]:
        """What the page would say to this program, run by the Python here: (verdict, sentence)."""
        with contextlib.redirect_stdout(io.StringIO()):
            result = json.loads(run(json.dumps({"code": program, "check": self._check})))
        self.passed = result["checked"] == "right"
        where = f"Line {result['line']}. " if result["line"] else ""
        return result["checked"], where + result["said"]

    def try_programs(self) -> None:
        """Refuse a check that its own solution does not pass, or that has nothing to say to the starter."""
        if self._check and self._solution:
            verdict, said = self.check(self._solution)
            if verdict != "right":
                raise ValueError(f"code: the solution does not pass the check, which says: {said}")
        if self._check and self.check(self._starter)[0] == "right":
            raise ValueError("code: the starter passes the check as it is; leave something to do")
        self.passed = False

    def _with_script(self, still: dict[str, Any]) -> str:
        """With Python itself, for a page that has nothing beside it to fetch it from."""
        return super()._with_script(still) + python()

    def _still(self) -> dict[str, Any]:
        """The program itself, which can be read, searched and copied."""
        body = f'<pre class="mlcalc-still-code">{colored(self._starter)}</pre>'
        body += (
            "<p>Where scripts run, this program can be changed and run here. Elsewhere, copy it into the notebook.</p>"
        )
        if self._solution:
            solution = f'<pre class="mlcalc-still-code">{colored(self._solution)}</pre>'
            body += f"<details><summary>Solution</summary>{solution}</details>"
        lines = f"```python\n{self._starter}\n```"
        if self._solution:
            lines += f"\n\n*Solution.*\n\n```python\n{self._solution}\n```"
        return {"text/html": self._html(f'<div class="mlcalc-still">{body}</div>'), "text/markdown": lines}
