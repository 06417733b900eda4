"""`python -m bench`: measure, print the tables, and keep them in bench/BENCHMARKS.md.

python -m bench                         everything
python -m bench --only W1,W6J --peers "JAX jit,mlcalc compiled" --rounds 5     a part, printed and not kept
"""

from __future__ import annotations

import argparse
from contextlib import ExitStack
from pathlib import Path

from . import page
from .peer import PEERS
from .rounds import Peer, measure, starts
from .workloads import TITLES

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
    """Measure and report; keep the page when everything was measured."""
    parser = argparse.ArgumentParser(description="What a derivative costs, here and elsewhere.")
    parser.add_argument("--only", help="workloads, by their names and commas between them")
    parser.add_argument("--peers", help="peers, by their names and commas between them")
    parser.add_argument("--rounds", type=int, default=21)
    chosen = parser.parse_args()
    workloads = chosen.only.split(",") if chosen.only else list(TITLES)
    names = chosen.peers.split(",") if chosen.peers else list(PEERS)
    whole = not (chosen.only or chosen.peers)
    report = [page.head(chosen.rounds)]
    with ExitStack() as stack:
        peers = [stack.enter_context(Peer(name)) for name in names]
        times = {}
        for workload in workloads:
            times[workload] = measure(peers, workload, chosen.rounds)
            print(page.one(workload, times[workload]), flush=True)
        report.append(page.workloads(times))
        if whole:
            growing = [peer for peer in peers if peer.name in GROWING]
            for title, sizes in GROWTH.items():
                report.append(page.growth(title, {size: measure(growing, size, chosen.rounds // 3) for size in sizes}))
                print(report[-1], flush=True)
    if whole:
        first = {
            name: GRADIENT.format(imports=line, argument="torch.tensor(2.0)" if name == "PyTorch" else "2.0")
            for name, line in FIRST.items()
        }
        report.append(page.starts(starts(IMPORTS), starts(first)))
    text = "\n".join(report)
    print(text)
    if whole:
        PAGE.write_text(text, encoding="utf-8")
        print(f"kept in {PAGE}")


if __name__ == "__main__":
    main()
