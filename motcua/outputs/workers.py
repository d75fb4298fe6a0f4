"""Making many files: here, or in forked workers that write what they make."""

from __future__ import annotations

import gc
import json
import os
import selectors
import signal
import traceback
from collections.abc import Callable, Sequence
from hashlib import sha256
from typing import NamedTuple

from . import disk, tree
from .artifact import Artifact

# Below so many usual files to make, forking costs more than it saves; copying one costs a small part of making one.
_WORTH_FORKING = 40
_USUAL_SIZE = 20_000
_COPIES_FOR_ONE = 20
# All batches are handed out through one pipe, four bytes each, which must fit into the smallest pipe there is (4 kB).
_MOST_BATCHES = 1000
_BIGGEST_BATCH = 32

Written = tuple[int, int, str]
Progress = Callable[[int, int], None]


class Task(NamedTuple):
    """A file to write: copied from `source` while that has the bytes of `sha256`, or made of the artifact; `size` as it last was."""

    path: str
    artifact: Artifact | None = None
    source: str = ""
    sha256: str = ""
    size: int = 0

    @property
    def effort(self) -> float:
        """How many usual files it is worth: a list of everything is as long to make as many pages."""
        files = max(1.0, self.size / _USUAL_SIZE)
        return files if self.artifact else files / _COPIES_FOR_ONE


class MakeFault(Exception):
    """An artifact could not be made: its path, and the traceback as text."""

    def __init__(self, path: str, trace: str) -> None:
        super().__init__(path, trace)
        self.path, self.trace = path, trace

    def __str__(self) -> str:
        return f"{self.path} could not be made\n{self.trace}"


class WorkerDied(Exception):
    """A worker ended before its work was done, as when memory runs out."""


def carry_out(
    tasks: Sequence[Task], roots: Sequence[str], jobs: int, on_progress: Progress | None = None, meanwhile: Callable[[], None] | None = None,
) -> list[list[Written]]:
    """Write the file of each task under each of the roots; size, time and sha256 of each file, in the order of the tasks and roots.

    A file that was to be copied and whose source holds other bytes is not written: nothing stands in its place.
    `meanwhile` is done here while workers work, or before where there are none.
    """
    report, meanwhile = on_progress or (lambda done, total: None), meanwhile or (lambda: None)
    effort = sum(task.effort for task in tasks)
    if jobs > 1 and len(tasks) > 1 and effort > _WORTH_FORKING and disk.can_fork():
        return _Crew(tasks, roots, jobs).carry_out(report, meanwhile)
    meanwhile()
    written = []
    for task in tasks:
        written.append(_store(task, roots))
        report(len(written), len(tasks))
    return written


def _store(task: Task, roots: Sequence[str]) -> list[Written]:
    data = _made(task.artifact) if task.artifact else _copied(task)
    if data is None:
        return []
    digest = sha256(data).hexdigest()
    return [(*tree.write(root, task.path, data), digest) for root in roots]


def _copied(task: Task) -> bytes | None:
    try:
        with open(task.source, "rb") as file:
            data = file.read()
    except OSError:
        return None
    return data if sha256(data).hexdigest() == task.sha256 else None


def _made(artifact: Artifact) -> bytes:
    try:
        data = artifact.make(artifact.inputs)
    except Exception as error:
        raise MakeFault(artifact.path, traceback.format_exc()) from error
    if type(data) is not bytes:
        raise MakeFault(artifact.path, f"{artifact.make.__module__}.{artifact.make.__name__} returned {type(data)}, not bytes")
    return data


class _Crew:
    """Workers forked from this process, which therefore know every task; they take batches from one pipe, each answers by its own."""

    def __init__(self, tasks: Sequence[Task], roots: Sequence[str], jobs: int) -> None:
        self._tasks, self._roots = tasks, roots
        self._size = max(-(-len(tasks) // _MOST_BATCHES), min(_BIGGEST_BATCH, -(-len(tasks) // (jobs * 8))))
        self._jobs = min(jobs, -(-len(tasks) // self._size))
        self._running: dict[int, int] = {}
        self._written: dict[int, list[Written]] = {}
        self._faults: dict[int, Exception] = {}

    def carry_out(self, report: Progress, meanwhile: Callable[[], None]) -> list[list[Written]]:
        queue, feed = os.pipe()
        try:
            for start in range(0, len(self._tasks), self._size):
                os.write(feed, start.to_bytes(4, "big"))
            os.close(feed)
            self._hire(queue)
            meanwhile()
            self._listen(queue, report)
        finally:
            os.close(queue)
            self._dismiss()
        if self._faults:
            raise self._faults[min(self._faults)]
        return [self._written[number] for number in range(len(self._tasks))]

    def _hire(self, queue: int) -> None:
        gc.freeze()  # A collection in a worker would touch, and so copy, every page of memory that it shares.
        try:
            for _ in range(self._jobs):
                answers, out = disk.roomy_pipe()
                worker = os.fork()
                if worker == 0:
                    self._work_and_exit(queue, out)
                os.close(out)
                self._running[answers] = worker
        finally:
            gc.unfreeze()

    def _work_and_exit(self, queue: int, out: int) -> None:
        status = 1
        try:
            with open(out, "w", encoding="utf-8") as answers:
                while (start := os.read(queue, 4)) and self._answer(int.from_bytes(start, "big"), answers):
                    pass
            status = 0
        finally:
            os._exit(status)

    def _answer(self, start: int, answers) -> bool:
        """Do one batch and answer for it; False when it failed."""
        done, fault, number = [], None, start
        try:
            for number in range(start, min(start + self._size, len(self._tasks))):
                done.append((number, _store(self._tasks[number], self._roots)))
        except MakeFault as error:
            fault = ["make", number, error.path, error.trace]
        except OSError as error:
            fault = ["write", number, error.errno, error.strerror, str(error.filename)]
        answers.write(json.dumps([done, fault]) + "\n")
        answers.flush()
        return fault is None

    def _listen(self, queue: int, report: Progress) -> None:
        """Take answers until every worker has ended; after a fault no further batch is handed out."""
        rest: dict[int, bytes] = {}
        with selectors.DefaultSelector() as selector:
            for answers in self._running:
                selector.register(answers, selectors.EVENT_READ)
            while selector.get_map():
                for ready, _ in selector.select():
                    data = os.read(ready.fd, 65536)
                    *lines, rest[ready.fd] = (rest.get(ready.fd, b"") + data).split(b"\n")
                    for line in lines:
                        self._note(*json.loads(line))
                        report(len(self._written), len(self._tasks))
                    if not data:
                        selector.unregister(ready.fd)
                        self._reap(ready.fd)
                    if self._faults:
                        os.read(queue, 4 * _MOST_BATCHES)

    def _note(self, done: list[list], fault: list | None) -> None:
        self._written.update(done)
        if fault:
            kind, number, *said = fault
            self._faults[number] = MakeFault(*said) if kind == "make" else OSError(*said)

    def _reap(self, answers: int) -> None:
        os.close(answers)
        _, status = os.waitpid(self._running.pop(answers), 0)
        if status:
            code = os.waitstatus_to_exitcode(status)
            why = f"was killed by signal {-code} (out of memory?)" if code < 0 else f"ended with status {code}"
            self._faults.setdefault(len(self._tasks), WorkerDied(f"a worker {why} before its files were made"))

    def _dismiss(self) -> None:
        for answers, worker in self._running.items():
            os.close(answers)
            os.kill(worker, signal.SIGKILL)
            os.waitpid(worker, 0)
