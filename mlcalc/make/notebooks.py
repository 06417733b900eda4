"""Run notebooks and store their outputs, clean.

    python -m mlcalc.make.notebooks chapters/*.ipynb            run each in its own folder, store what it says
    python -m mlcalc.make.notebooks --check chapters/*.ipynb    only tell whether each is stored clean; runs nothing

A notebook is stored clean when it holds its text, its code and its outputs, and nothing of the moment or the machine:
no state of widgets (the figure's HTML is what the book shows), no times, no exact version of Python, no random cell id.
Stored so, running a notebook again changes no byte, and a difference in git is a difference a reader sees.
"""

from __future__ import annotations

import argparse
import copy
import itertools
import json
import os
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

WIDGET = "application/vnd.jupyter.widget-view+json"
# A second thread of a small product of matrices gains little, and on a busy machine it is waited for: chapter 9 took
# minutes. One thread also adds up in one order everywhere.
ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1"}
KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
LANGUAGE = {"name": "python"}
# About the moment or the machine, in a cell's metadata or the notebook's.
PASSING = ("execution", "ExecuteTime", "widgets", "signature", "vscode", "colab", "papermill",
           "language_info", "kernelspec")  # fmt: skip


def clean(notebook: Any) -> Any:
    """A copy of the notebook with all that is about the moment or the machine removed."""
    notebook = copy.deepcopy(notebook)
    keep(notebook.metadata)
    notebook.metadata["kernelspec"] = dict(KERNEL)
    notebook.metadata["language_info"] = dict(LANGUAGE)
    for cell in notebook.cells:
        keep(cell.metadata)
        if cell.cell_type == "code":
            cell.outputs = joined(output for output in map(clean_output, cell.outputs) if output is not None)
    return notebook


def joined(outputs: Iterable[Any]) -> list[Any]:
    """The outputs, with a text that arrived in pieces made whole: where it breaks is a matter of the moment."""
    whole: list[Any] = []
    for output in outputs:
        last = whole[-1] if whole else {}
        if output["output_type"] == "stream" and last.get("name") == output["name"]:
            last["text"] += output["text"]
        else:
            whole.append(output)
    return whole


def keep(metadata: Any) -> None:
    """Remove from some metadata what does not last."""
    for name in PASSING:
        metadata.pop(name, None)


def clean_output(output: Any) -> Any | None:
    """The output without its widget; None where the widget was all there was."""
    if "data" in output:
        output.data.pop(WIDGET, None)
        if not output.data:
            return None
        keep(output.metadata)
        output.metadata.pop(WIDGET, None)
    return output


def store(path: Path, notebook: Any, before: str) -> bool:
    """Write the notebook if that changes the file; tells whether it did."""
    import nbformat

    after = nbformat.writes(notebook).rstrip("\n") + "\n"
    if after == before:
        return False
    path.write_text(after, encoding="utf-8")
    return True


def read(path: Path) -> tuple[Any, str]:
    """The notebook in a file, its cells with ids, and the file's text."""
    import nbformat

    try:
        text = path.read_text(encoding="utf-8")
        return nbformat.reads(json.dumps(name_cells(json.loads(text))), as_version=4), text
    except FileNotFoundError:
        raise SystemExit(f"mlcalc.make.notebooks: there is no file {path}") from None
    except Exception as error:
        raise SystemExit(f"mlcalc.make.notebooks: {path} is not a notebook that can be read: {error}") from None


def name_cells(notebook: Any) -> Any:
    """Give each cell without an id the first free one, so that nbformat need not invent one at random."""
    taken = {cell.get("id") for cell in notebook["cells"]}
    free = (name for name in map("cell-{:03d}".format, itertools.count(1)) if name not in taken)
    for cell in notebook["cells"]:
        if "id" not in cell:
            cell["id"] = next(free)
    notebook["nbformat_minor"] = max(5, notebook["nbformat_minor"])
    return notebook


def run(path: Path, timeout: int = 300) -> bool:
    """Run one notebook as a reader would, from its own folder; tells whether the stored file changed."""
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError

    notebook, before = read(path)
    folder = {"metadata": {"path": str(path.parent)}}
    # The kernel speaks to this process alone; what it says about its own connection is no news to an author.
    quiet = ["--log-level=40"]
    client = NotebookClient(
        notebook, timeout=timeout, kernel_name="python3", resources=folder, record_timing=False, extra_arguments=quiet
    )
    try:
        client.execute(env={**ONE_THREAD, **os.environ})
    except CellExecutionError as error:
        raise SystemExit(
            f"mlcalc.make.notebooks: {path} stops with an error, and was left as it was.\n\n{error}"
        ) from None
    return store(path, clean(notebook), before)


def is_clean(path: Path) -> bool:
    """Whether a stored notebook is as `run` would store it, its code having run from top to bottom."""
    import nbformat

    notebook, before = read(path)
    counts = [cell.execution_count for cell in notebook.cells if cell.cell_type == "code" and cell.source.strip()]
    in_order = counts == list(range(1, len(counts) + 1))
    return in_order and before == nbformat.writes(clean(notebook)).rstrip("\n") + "\n"


def main(arguments: list[str]) -> int:
    """The command; returns its exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m mlcalc.make.notebooks", description="Run notebooks and store their outputs, clean."
    )
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--check", action="store_true", help="run nothing; fail if a notebook is not stored clean")
    options = parser.parse_args(arguments)
    if options.check:
        unclean = [path for path in options.files if not is_clean(path)]
        for path in unclean:
            print(f"{path} is not stored clean. Type: python -m mlcalc.make.notebooks {path}", file=sys.stderr)
        return 1 if unclean else 0
    for number, path in enumerate(options.files, start=1):
        print(f"[{number}/{len(options.files)}] {path} ", end="", flush=True)
        start = time.perf_counter()
        changed = run(path)
        print(f"{'stored' if changed else 'unchanged'} ({time.perf_counter() - start:.1f} s)", flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
