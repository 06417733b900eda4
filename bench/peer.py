"""One peer in a process of its own: it prepares a workload, gives its numbers, and runs it when it is its turn.

It reads a line of JSON at a time: ``{"prepare": workload}``, ``{"time": workload, "repeat": n}``, or
``{"calls": workload, "times": n}`` for the first n calls, nothing having been prepared.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from typing import Any

PEERS = {
    "BLAS alone": ("bench.by_hand", "blas"),
    "numpy flat": ("bench.by_hand", "flat"),
    "numpy by hand": ("bench.by_hand", "written"),
    "JAX jit": ("bench.frameworks", "jax"),
    "JAX fori_loop": ("bench.frameworks", "jax_loop"),
    "torch.compile": ("bench.frameworks", "torch_compile"),
    "PyTorch": ("bench.frameworks", "torch"),
    "autograd": ("bench.frameworks", "autograd"),
    "mlcalc compiled": ("bench.ours", "compiled"),
    "mlcalc retraced": ("bench.ours", "retraced"),
    "mlcalc Network": ("bench.ours", "network"),
}
ONE_THREAD = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "XLA_FLAGS": "--xla_cpu_multi_thread_eigen=false",
    "JAX_PLATFORMS": "cpu",
}


def numbers(result: Any) -> list[float]:
    """Every number of a result, in order, whatever kind of array it comes in."""
    if isinstance(result, list | tuple):
        return [x for part in result for x in numbers(part)]
    import numpy as np

    return [float(x) for x in np.asarray(result, dtype=float).ravel()]


def serve(name: str) -> None:
    """Answer the lines of standard input until it ends."""
    import importlib

    module, function = PEERS[name]
    source = importlib.import_module(module)
    make: Callable[[str], Any] = getattr(source, function)
    ready: dict[str, Any] = {}
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # whatever a library prints is no answer
    for line in sys.stdin:
        asked = json.loads(line)
        if "prepare" in asked:
            workload = asked["prepare"]
            ready[workload] = run = make(workload)
            answer: Any = None
            if run is not None:
                for _ in range(3):  # compiled, cached, warm
                    result = run()
                answer = numbers(run.read(result) if hasattr(run, "read") else result) if result is not None else []
        elif "calls" in asked:
            getattr(source, "forget", lambda: None)()
            run = make(asked["calls"])
            answer = [timed(run, 1)[1] for _ in range(asked["times"])]
        else:
            answer = timed(ready[asked["time"]], asked["repeat"])
        answers.write(json.dumps(answer) + "\n")
        answers.flush()


def timed(run: Any, repeat: int) -> tuple[float, float]:
    """Seconds a run, on the clock and on the processor: the second is not disturbed by what else the machine does."""
    run = getattr(run, "run", run)
    turns = range(repeat)
    wall, busy = time.perf_counter(), time.process_time()
    for _ in turns:
        run()
    return (time.perf_counter() - wall) / repeat, (time.process_time() - busy) / repeat


if __name__ == "__main__":
    serve(sys.argv[1])
