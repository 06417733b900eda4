"""The peers' processes, and rounds in which each has its turn."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from typing import Any, NamedTuple, Self

import numpy as np

from .peer import ONE_THREAD


class Time(NamedTuple):
    """Medians over the rounds, in seconds: on the clock, and on the processor."""

    wall: float
    busy: float

    @property
    def fair(self) -> float:
        """The smaller: other programs lengthen the one, a helping thread that ran at the same time the other."""
        return min(self.wall, self.busy)


class Peer:
    """A process that runs one peer."""

    def __init__(self, name: str) -> None:
        self.name = name
        command = [sys.executable, "-m", "bench.peer", name]
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, env=os.environ | ONE_THREAD)

    def ask(self, **question: Any) -> Any:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(question) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            raise SystemExit(f"{self.name} ended at {question}; what it said stands above")
        return json.loads(answer)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.communicate()


def measure(peers: list[Peer], workload: str, rounds: int = 21, turn: float = 0.02) -> dict[str, Time]:
    """The time that each peer takes for a workload, all having given the same numbers.

    A turn is about ``turn`` seconds of runs, at least one; the order of the peers moves on with each round.
    """
    taking_part, repeat = [], {}
    expected: Any = None
    for peer in peers:
        answer = peer.ask(prepare=workload)
        if answer is None:
            continue
        if answer:  # BLAS alone has no result
            expected = agreed(peer.name, workload, np.array(answer), expected)
        taking_part.append(peer)
        once = peer.ask(time=workload, repeat=1)[1]
        once = peer.ask(time=workload, repeat=max(1, int(turn / 10 / max(once, 1e-7))))[1]
        repeat[peer.name] = max(1, int(turn / once))
    times: dict[str, list[Any]] = {peer.name: [] for peer in taking_part}
    for k in range(rounds):
        first = k % len(taking_part)
        for peer in taking_part[first:] + taking_part[:first]:
            times[peer.name].append(peer.ask(time=workload, repeat=repeat[peer.name]))
    return {name: Time(*map(statistics.median, zip(*taken, strict=True))) for name, taken in times.items()}


def agreed(name: str, workload: str, given: Any, expected: Any) -> Any:
    """What all peers must give: what the first gave, to 1e-9 of the largest number."""
    if expected is None:
        return given
    if given.shape != expected.shape or not np.max(np.abs(given - expected)) <= 1e-9 * np.max(np.abs(expected)):
        raise SystemExit(f"{workload}: {name} gives other numbers than the first peer: {given[:5]}, {expected[:5]}")
    return expected


def starts(commands: dict[str, str], rounds: int = 9) -> dict[str, Time]:
    """The time from nothing to the last line of a Python program, the programs taking turns; each prints its own."""
    times: dict[str, list[Any]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            times[name].append(_start(command))
    return {name: Time(*map(statistics.median, zip(*taken, strict=True))) for name, taken in times.items()}


def difference(first: str, second: str, rounds: int = 40) -> float:
    """The processor time that the second program takes more than the first: a median over pairs of starts."""
    return statistics.median(_start(second)[1] - _start(first)[1] for _ in range(rounds))


def _start(command: str) -> list[float]:
    """What one run of the program took, on the clock and on the processor."""
    # An installed package comes with its byte code, and mlcalc is to have its own, from the first round on.
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"} | ONE_THREAD
    program = f"import time; w, b = time.perf_counter(), time.process_time()\n{command}\n"
    program += "print(time.perf_counter() - w, time.process_time() - b)"
    command_line = [sys.executable, "-c", program]
    run = subprocess.run(command_line, stdout=subprocess.PIPE, text=True, check=True, env=environment)
    return [float(x) for x in run.stdout.split()]
