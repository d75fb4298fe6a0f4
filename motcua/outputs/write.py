"""The writer: brings the public folder from what it is to what the artifacts say, in one exchange, doing only what differs."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from . import disk, tree, workers
from .artifact import Artifact
from .bundle import Part
from .disk import Busy
from .order import Order
from .places import Places, Refused
from .tree import Tree
from .workers import MakeFault, Progress, Task, WorkerDied, Written

__all__ = ["Busy", "MakeFault", "Refused", "Report", "WorkerDied", "WriteFault", "opened", "publish", "verify"]

# From so many files on, both trees of a first build are made at once.
_MANY = 40
# From so many changed files on, the second tree is brought up to date at once, so that the next small build need not do it: one
# changed fee stands in some sixty files.
_GREAT = 200


class WriteFault(OSError):
    """The disk refused; the public folder stands as it was."""

    def __str__(self) -> str:
        return f"{self.filename}: {self.strerror}"


@dataclass(frozen=True, slots=True)
class Report:
    """What a publication did. `written` and `removed` are paths of the public folder; `seal` names its state for `verify`."""

    total: int
    kept: int
    written: tuple[str, ...]
    removed: tuple[str, ...]
    made: int
    exchanged: bool
    seal: str
    seconds: Mapping[str, float]
    notes: tuple[str, ...] = ()


class _Work(NamedTuple):
    """An order and how it is carried out."""

    order: Order
    jobs: int
    on_progress: Progress | None


def verify(site: Path, cache: Path, seal: str | None = None) -> bool:
    """Whether `site` is as it was last written, by size and time of every file, without strays; given a seal, by that very build."""
    return tree.is_whole(site, cache / "trees", seal)


def publish(parts: Iterable[Part], site: Path, cache: Path, *, jobs: int | None = None, clean: bool = False, wait: float = 10.0,
            on_progress: Progress | None = None) -> Report:
    """Make `site` hold exactly these artifacts, and those of these bundles: `opened`, and published at once."""
    with opened(site, cache, jobs=jobs, wait=wait) as desk:
        return desk.publish(parts, clean=clean, on_progress=on_progress)


@contextmanager
def opened(site: Path, cache: Path, *, jobs: int | None = None, wait: float = 10.0) -> Iterator[Desk]:
    """Hold a site, so that nobody else writes it, while a process of its own looks at what stands there.

    Raises Busy (another build for longer than `wait` seconds), Refused (a folder that is not ours), WriteFault (the disk).
    """
    jobs, held = jobs or os.cpu_count() or 1, ExitStack()
    try:
        with _disk_faults(cache), _open_to_all():
            cache.mkdir(parents=True, exist_ok=True)
            held.enter_context(disk.held(cache / "lock", wait))
            places = Places.of(site, cache)
            disk.recover(places.standby, places.site, places.retired)
            disk.put(places.second, places.standby)
            look = held.enter_context(disk.meanwhile(places.look, alone=jobs == 1 or not places.standby.is_dir()))
        yield Desk(places, cache, jobs, look)
    finally:
        with _disk_faults(cache):
            held.close()


class Desk(NamedTuple):
    """A site that is held; `look` tells what stood in its trees when it was opened."""

    places: Places
    cache: Path
    jobs: int
    look: Callable[[], list[dict | None]]

    def publish(self, parts: Iterable[Part], *, clean: bool = False, on_progress: Progress | None = None) -> Report:
        """Make the site hold exactly these artifacts. Whatever happens, it holds all of the old files or all of the new ones.

        Raises ValueError (two artifacts for one path), MakeFault or WorkerDied (an artifact could not be made), WriteFault
        (the disk), Refused (a folder that is not ours).
        """
        watch = _Stopwatch()
        with _disk_faults(self.cache), _open_to_all():
            is_new = not any(map(os.path.lexists, (self.places.site, self.places.standby)))
            work = _Work(Order(parts, self.cache, is_trusting=not clean), self.jobs, on_progress)
            if is_new:
                return _found(self.places, work, watch)
            _work_out(work, watch)
            return _bring(self.places, self.look(), work, clean, watch)


def _work_out(work: _Work, watch: _Stopwatch) -> None:
    work.order.work_out()
    watch.lap("keys")


def _found(places: Places, work: _Work, watch: _Stopwatch) -> Report:
    """Make a site where nothing is: all must be made, so of many both trees are made at once, and their keys meanwhile."""
    artifacts = work.order.quick()
    if len(artifacts) < _MANY:
        _work_out(work, watch)
        return _bring(places, [None, None], work, False, watch)
    trees = [Tree(root, places.manifests) for root in (places.standby, places.second)]
    roots = [str(each.root) for each in trees]
    for each in trees:
        each.create()
    written = _written(artifacts, roots, work, lambda: _work_out(work, watch))
    written += _written(work.order.slow(), roots, work._replace(on_progress=None))
    plan = work.order.keys
    for path, files in written:
        for each, entry in zip(trees, files, strict=True):
            each.files[path] = tree.Entry(plan[path], *entry)
    tree.flush(roots, plan)
    for each in trees:
        each.save()
    watch.lap("make")
    disk.exchange(places.standby, places.site, places.retired)
    disk.put(places.second, places.standby)
    watch.lap("exchange")
    return Report(len(plan), 0, tuple(plan), (), len(plan), True, trees[0].seal, watch.seconds)


def _written(artifacts: list[Artifact], roots: list[str], work: _Work, meanwhile: Callable[[], None] | None = None) -> list[tuple[str, list[Written]]]:
    """Make these, and write them under each of the roots: each path with what stands there."""
    tasks = [Task(artifact.path, artifact) for artifact in artifacts]
    return list(zip((task.path for task in tasks), workers.carry_out(tasks, roots, work.jobs, work.on_progress, meanwhile), strict=True))


def _bring(places: Places, found: list[dict | None], work: _Work, clean: bool, watch: _Stopwatch) -> Report:
    """Bring the site to the order; the lock is held, `found` is what `places.look` saw since."""
    public, plan = places.public_tree(found[0]), work.order.keys
    if public.holds(plan) and public.seal and not clean:
        watch.lap("verify")
        return Report(len(plan), len(plan), (), (), 0, False, public.seal, watch.seconds)
    standby = places.standby_tree(found[1])
    standing = {*public.files, *(path for path in public.strays if path[-1] != "/")}
    if clean:
        public.distrust()
        standby.distrust()
    written = tuple(path for path, key in plan.items() if not public.has(path, key))
    watch.lap("verify")
    made = _update(standby, work, public)
    watch.lap("make")
    disk.exchange(places.standby, places.site, places.retired)
    watch.lap("exchange")
    if len(written) >= _GREAT:
        standby.root, public.root = places.site, places.standby
        _update(public, work._replace(on_progress=None), standby)
        watch.lap("standby")
    return Report(
        total=len(plan),
        kept=len(plan) - len(written),
        written=written,
        removed=tuple(sorted(standing - plan.keys())),
        made=made,
        exchanged=True,
        seal=standby.seal,
        seconds=watch.seconds,
        notes=tuple(each.note for each in (public, standby) if each.note),
    )


def _update(target: Tree, work: _Work, other: Tree) -> int:
    """Bring a tree that nobody reads to the order, taking from the other tree what that has; how many artifacts were made."""
    plan = work.order.keys
    target.create()
    target.clear([*target.strays, *(path for path in target.files if path not in plan)])
    lacking = [path for path, key in plan.items() if not target.has(path, key)]
    copies = [Task(path, None, f"{other.root}/{path}", last.sha256, last.size)
              for path in lacking if (last := other.files.get(path)) and last.key == plan[path]]
    _carry_out(copies, target, work)
    # Those too that were to be copied, and whose bytes have changed since they were looked at.
    made = [path for path in lacking if not target.has(path, plan[path])]
    artifacts, sizes = work.order.artifacts(made), {path: last.size for path in made if (last := other.files.get(path))}
    _carry_out([Task(path, artifacts[path], size=sizes.get(path, 0)) for path in made], target, work)
    tree.flush([str(target.root)], lacking)
    target.save()
    return len(made)


def _carry_out(tasks: list[Task], target: Tree, work: _Work) -> None:
    """Write the files of the tasks into a tree, and note those that were written."""
    results = workers.carry_out(tasks, [str(target.root)], work.jobs, work.on_progress)
    target.files.update(
        (task.path, tree.Entry(work.order.keys[task.path], *done[0])) for task, done in zip(tasks, results, strict=True) if done)


@contextmanager
def _disk_faults(cache: Path) -> Iterator[None]:
    """Let every fault of the disk come out as a WriteFault that names the path; those that name none happen in the cache."""
    try:
        yield
    except OSError as error:
        raise WriteFault(error.errno, error.strerror or str(error), str(error.filename or cache)) from error


@contextmanager
def _open_to_all() -> Iterator[None]:
    """Have files and folders come out readable by everyone, whatever the person's umask."""
    before = os.umask(stat.S_IWGRP | stat.S_IWOTH)
    try:
        yield
    finally:
        os.umask(before)


class _Stopwatch:
    """Seconds by stage."""

    def __init__(self, clock: Callable[[], float] = time.perf_counter) -> None:
        self._clock, self._last = clock, clock()
        self._seconds: dict[str, float] = {}

    def lap(self, stage: str) -> None:
        now = self._clock()
        self._seconds[stage] = now - self._last
        self._last = now

    @property
    def seconds(self) -> Mapping[str, float]:
        return MappingProxyType(self._seconds)
