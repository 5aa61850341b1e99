"""Taking turns: what is compared runs in alternating order, so that a busy machine slows both alike."""

import time
from collections.abc import Callable
from statistics import median

# Runs the measured thing once and tells its seconds, by a clock of its own choice.
Contender = Callable[[], float]


def take_turns(rounds: int, **contenders: Contender) -> dict[str, float]:
    """The median seconds of each contender over this many rounds, after one that doesn't count."""
    seconds: dict[str, list[float]] = {name: [] for name in contenders}
    order = list(contenders)
    for turn in range(rounds + 1):
        for name in order:
            took = contenders[name]()
            if turn:
                seconds[name].append(took)
        order.reverse()
    return {name: median(took) for name, took in seconds.items()}


def repeated(times: int, contender: Contender) -> Contender:
    """A block: the median of several runs in a row, for what is too short to take turns alone."""
    return lambda: median(contender() for _ in range(times))


def cpu(work: Callable[[], object], prepare: Callable[[], object] | None = None) -> Contender:
    """The processor time of all threads while ``work`` runs; ``prepare`` runs before the clock."""

    def run() -> float:
        if prepare:
            prepare()
        began = time.process_time()
        work()
        return time.process_time() - began

    return run
