"""`python -m bench`: measure, print the tables, and keep them in bench/BENCHMARKS.md.

python -m bench                         what derivatives cost
python -m bench --calls "W1,W8 1000"     first calls, printed and not kept
python -m bench figures                 how soon figures answer
python -m bench --only W1,W6J --peers "JAX jit,mlcalc compiled" --rounds 5     a part, printed and not kept
python -m bench figures --only training,curve --rounds 1
"""

from __future__ import annotations

import argparse
from contextlib import ExitStack
from pathlib import Path

from . import figures, page
from .calls import TABLES, measure_calls
from .peer import PEERS
from .rounds import Peer, difference, measure, starts
from .workloads import AS_ROWS, TITLES

PAGE = Path(__file__).parent / "BENCHMARKS.md"
GROWTH = {
    "Width: n–n–n, tanh, 100 examples": [f"{n}-{n}-{n} tanh,tanh 100" for n in (2, 8, 32, 128)],
    "Depth: layers of 8, tanh, 100 examples": [
        f"{'-'.join(['8'] * (depth + 1))} {','.join(['tanh'] * depth)} 100" for depth in (1, 2, 4, 8, 16)
    ],
    "Examples: 64–32–10, tanh": [f"64-32-10 tanh,tanh {count}" for count in (1, 10, 100, 1000, 10_000)],
}
GROWING = ("numpy flat", "JAX jit", "PyTorch", "autograd", "mlcalc compiled", "mlcalc retraced", "mlcalc Network")
IMPORTS = {name: f"import {name}" for name in ("numpy", "mlcalc", "autograd.numpy", "jax", "torch")}
FIRST = {
    "mlcalc": "from mlcalc import grad",
    "autograd": "from autograd import grad",
    "JAX jit": "import jax; grad = lambda f: jax.jit(jax.grad(f))",
    "PyTorch": "import torch; grad = lambda f: torch.func.grad(f)",
}
GRADIENT = """
import numpy
{imports}
w, b = time.perf_counter(), time.process_time()
float(grad(lambda t: (t * t - 1.0) ** 2 * t)({argument}))"""


def main() -> None:
    """Measure and report; what was measured whole replaces its part of the page."""
    parser = argparse.ArgumentParser(description="What a derivative costs, and how soon a figure answers.")
    parser.add_argument("what", nargs="?", choices=("derivatives", "figures"), default="derivatives")
    parser.add_argument("--only", type=lambda names: names.split(","), help="workloads or figures, commas between them")
    parser.add_argument("--calls", type=lambda names: names.split(","), help="workloads whose first calls to measure")
    parser.add_argument("--peers", type=lambda names: names.split(","), help="peers, commas between them")
    parser.add_argument("--rounds", type=int, help="21 for derivatives, 5 for figures")
    chosen = parser.parse_args()
    if chosen.what == "figures":
        text = figures.run(chosen.only or [], chosen.rounds or 5)
    else:
        text = derivatives(chosen.only, chosen.peers, chosen.rounds or 21, chosen.calls)
    print(text)
    if not (chosen.only or chosen.peers or chosen.calls):
        page.keep(PAGE, text, chosen.what)
        print(f"kept in {PAGE}")


def derivatives(only: list[str] | None, chosen: list[str] | None, rounds: int, first: list[str] | None = None) -> str:
    """The tables of what derivatives cost; ``first`` are the workloads whose first calls are asked for."""
    whole = not (only or chosen or first)
    workloads, names = only or ([] if first else [*TITLES, *AS_ROWS]), chosen or list(PEERS)
    report = [page.head(rounds)]
    with ExitStack() as stack:
        peers = [stack.enter_context(Peer(name)) for name in names]
        times = {}
        for workload in workloads:
            times[workload] = measure(peers, workload, rounds)
            print(page.one(workload, times[workload]), flush=True)
        report.append(page.workloads(times))
        for title, sizes in (TABLES if whole else {"First calls": first} if first else {}).items():
            report.append(page.calls(title, {size: measure_calls(peers, size, rounds // 4 or 1) for size in sizes}))
            print(report[-1], flush=True)
        if whole:
            growing = [peer for peer in peers if peer.name in GROWING]
            for title, sizes in GROWTH.items():
                report.append(page.growth(title, {size: measure(growing, size, rounds // 3) for size in sizes}))
                print(report[-1], flush=True)
    if whole:
        gradients = {
            name: GRADIENT.format(imports=line, argument="torch.tensor(2.0)" if name == "PyTorch" else "2.0")
            for name, line in FIRST.items()
        }
        report.append(page.starts(starts(IMPORTS), starts(gradients), difference(IMPORTS["numpy"], IMPORTS["mlcalc"])))
    return "\n".join(report)


if __name__ == "__main__":
    main()
