"""One answer for each of many values, in their order: here, or by several processes where the machine can fork one."""
from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

Value = TypeVar("Value")
Answer = TypeVar("Answer")

# Below so many values the other processes cost more than they save.
MANY = 200
_BATCH = 25
# What a process that was forked finds in its own memory: neither the question nor the values need travel.
_given: list[tuple[Callable, Sequence]] = []


def answers(ask: Callable[[Value], Answer], values: Sequence[Value], jobs: int) -> Iterator[Answer]:
    """What `ask` says of each value; of many, by as many processes as `jobs`, and an answer then travels as pickle has it."""
    if jobs > 1 and len(values) >= MANY:
        # Imported here: a build in which little has changed has no time for it.
        import multiprocessing
        from concurrent.futures import ProcessPoolExecutor

        if "fork" in multiprocessing.get_all_start_methods():
            _given.append((ask, values))
            try:
                with ProcessPoolExecutor(jobs, multiprocessing.get_context("fork")) as processes:
                    yield from processes.map(_of_number, range(len(values)), chunksize=_BATCH)
            finally:
                _given.pop()
            return
    yield from map(ask, values)


def _of_number(number: int) -> object:
    ask, values = _given[-1]
    return ask(values[number])
