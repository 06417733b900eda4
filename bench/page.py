"""The tables, as Markdown."""

from __future__ import annotations

import datetime
import os
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from .rounds import Time
from .workloads import AS_ROWS, NETWORKS, TITLES

# What mlcalc is to reach: a workload's goal is so many times the peer's time.
GOALS = {
    "W1": ("JAX jit", 0.06), "W2": ("JAX jit", 0.33), "W3": ("JAX jit", 0.5), "W4": ("JAX jit", 0.95),
    "W5": ("numpy flat", 1.05), "W6J": ("JAX jit", 0.18), "W6H": ("JAX jit", 0.6), "W7": ("numpy flat", 2.0),
}  # fmt: skip
GOALS |= {f"{workload}r": GOALS[workload] for workload in NETWORKS}
RETRACED = (
    ("autograd", 1.0, (*TITLES, *AS_ROWS)),
    ("PyTorch", 1.0, (*TITLES, *AS_ROWS)),
    ("torch.compile", 1.0, (*TITLES, *AS_ROWS)),
    ("numpy by hand", 1.0, ("W4", "W4r")),
)


# Where on the page the figures' part begins; derivatives stand before it.
FIGURES = "## Live figures\n"


def keep(path: Path, text: str, what: str) -> None:
    """Put one of the two parts on the page anew, and leave the other as it is."""
    before, mark, after = path.read_text(encoding="utf-8").partition(FIGURES)
    parts = (text, mark + after) if what == "derivatives" else (before, text)
    path.write_text("\n\n".join(part.strip("\n") for part in parts if part).strip("\n") + "\n", encoding="utf-8")


def head(rounds: int) -> str:
    """What was measured, where and with what."""
    names = ("numpy", "jax", "torch", "autograd")
    versions = ", ".join(f"{name} {_version(name)}" for name in names)
    return f"""# Benchmarks

Written by `make bench`: {datetime.date.today().isoformat()}, Python {platform.python_version()}, {versions};
{os.cpu_count()} processors ({platform.machine()}), load {os.getloadavg()[0]:.1f} at the start.

Value and gradient in float64, on one thread, a process for each peer. Times are medians of {rounds} rounds in which the
peers take turns; all gave the same numbers before any was timed. Times are of the processor, which other programs
disturb little; times of the clock stand in brackets where they differ by more than a tenth, and the smaller of the two
is what ratios are made of. They move with the machine: what counts is a ratio within a column.
"""


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "(missing)"


def duration(seconds: float) -> str:
    for unit, size in (("s", 1.0), ("ms", 1e-3), ("µs", 1e-6)):
        if seconds >= size:
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds / 1e-9:.3g} ns"


def cell(time: Time | None) -> str:
    if time is None:
        return ""
    shown = duration(time.busy)
    return shown if abs(time.wall - time.busy) <= 0.1 * time.busy else f"{shown} ({duration(time.wall)})"


def one(workload: str, times: dict[str, Time]) -> str:
    return f"{workload}: " + "; ".join(f"{name} {cell(time)}" for name, time in times.items())


def table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---", *["--:"] * (len(head) - 1)], *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def workloads(times: dict[str, dict[str, Time]]) -> str:
    """Two parts, for a table has only so much room: the workloads with examples as columns, and those as rows."""
    columns = {workload: column for workload, column in times.items() if workload not in AS_ROWS}
    rows = {workload: column for workload, column in times.items() if workload in AS_ROWS}
    parts = {"Workloads": columns, "The networks, examples as rows: X @ W + b": rows}
    return "\n".join(_workloads(title, part) for title, part in parts.items() if part)


def _workloads(title: str, times: dict[str, dict[str, Time]]) -> str:
    """Every peer on every workload, and what of the goals is reached."""
    names = list(dict.fromkeys(name for column in times.values() for name in column))
    rows = [[name, *(cell(column.get(name)) for column in times.values())] for name in names]
    titles = " · ".join(f"{workload} {(TITLES | AS_ROWS).get(workload, '')}" for workload in times)
    return f"## {title}\n\n{titles}.\n\n{table(['', *times], rows)}\n{goals(times)}"


def goals(times: dict[str, dict[str, Time]]) -> str:
    """The goals as ratios: reached, or missed."""
    rows = []
    for workload, (peer, goal) in GOALS.items():
        column = times.get(workload, {})
        ours = [name for name in ("mlcalc compiled", "mlcalc Network") if name in column]
        if peer in column and ours:
            rows.append([f"{workload} ≤ {goal} × {peer}", *(_ratio(column, name, peer, goal)
                         for name in ("mlcalc compiled", "mlcalc Network"))])  # fmt: skip
    text = table(["goal", "mlcalc compiled", "mlcalc Network"], rows) + "\n"
    if not any("mlcalc retraced" in column for column in times.values()):
        return text
    rows = []
    for peer, goal, where in RETRACED:
        cells = [_ratio(times.get(w, {}), "mlcalc retraced", peer, goal) if w in where else "" for w in times]
        rows.append([f"retraced ≤ {goal} × {peer}", *cells])
    return text + table(["goal", *times], rows)


def _ratio(column: dict[str, Time], name: str, peer: str, goal: float) -> str:
    if name not in column or peer not in column:
        return ""
    ratio = column[name].fair / column[peer].fair
    return f"{ratio:.2f}" if ratio <= goal else f"**{ratio:.2f}**, missed"


def growth(title: str, times: dict[str, dict[str, Time]]) -> str:
    """One way to make the problem larger: sizes across, peers down."""
    names = list(dict.fromkeys(name for column in times.values() for name in column))
    rows = [[name, *(cell(column.get(name)) for column in times.values())] for name in names]
    return f"## {title}\n\n{table(['', *map(_short, times)], rows)}"


def _short(size: str) -> str:
    sizes, _, count = size.split()
    layers = sizes.split("-")
    shown = "–".join(layers) if len(layers) <= 4 else f"{len(layers) - 1} layers"
    return f"{shown}, {int(count):,}"


def calls(title: str, times: dict[str, dict[str, list[float]]]) -> str:
    """What the first, the second and the third call cost: workloads across, peers down."""
    names = list(dict.fromkeys(name for column in times.values() for name in column))
    cells = lambda name, column: " / ".join(map(duration, column.get(name, [])))
    rows = [[name, *(cells(name, column) for column in times.values())] for name in names]
    heads = [f"{int(size):,}" if size else name for name, _, size in (workload.partition(" ") for workload in times)]
    return f"## {title}\n\nThe first, the second and the third call.\n\n{table(['', *heads], rows)}"


def starts(imports: dict[str, Time], first: dict[str, Time], added: float) -> str:
    """What it takes to begin; of mlcalc's import only what it ``added`` to numpy's is its own."""
    names = list(dict.fromkeys([*imports, *first]))
    rows = [[name, cell(imports.get(name)), cell(first.get(name))] for name in names]
    aims = [
        ["import ≤ numpy + 10 ms", _met(added, 0.010, "numpy + ")],
        ["first gradient ≤ 2 ms", _met(first["mlcalc"].fair, 0.002)],
    ]
    head = "## From nothing\n\n"
    return f"{head}{table(['', 'import', 'first gradient after it'], rows)}\n{table(['goal', 'mlcalc'], aims)}"


def _met(seconds: float, goal: float, before: str = "") -> str:
    shown = before + duration(seconds)
    return shown if seconds <= goal else f"**{shown}**, missed"
