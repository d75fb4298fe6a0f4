"""The writer: brings the public folder from what it is to what the artifacts say, in one exchange, doing only what differs."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from . import disk, tree, workers
from .artifact import Artifact
from .disk import Busy
from .keys import Keys
from .places import Places, Refused
from .tree import Tree
from .workers import MakeFault, Progress, Task, WorkerDied

__all__ = ["Busy", "MakeFault", "Refused", "Report", "WorkerDied", "WriteFault", "publish", "verify"]

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


class _Order(NamedTuple):
    artifacts: list[Artifact]
    plan: dict[str, str]  # path -> key
    jobs: int
    on_progress: Progress | None


def verify(site: Path, cache: Path, seal: str | None = None) -> bool:
    """Whether `site` is as it was last written, by size and time of every file, without strays; given a seal, by that very build."""
    return tree.is_whole(site, cache / "trees", seal)


def publish(
    artifacts: Iterable[Artifact],
    site: Path,
    cache: Path,
    *,
    jobs: int | None = None,
    clean: bool = False,
    wait: float = 10.0,
    on_progress: Progress | None = None,
) -> Report:
    """Make `site` hold exactly these artifacts. Whatever happens, it holds all of the old files or all of the new ones.

    Raises ValueError (two artifacts for one path), MakeFault or WorkerDied (an artifact could not be made), WriteFault
    (the disk), Busy (another build for longer than `wait` seconds), Refused (a folder that is not ours).
    """
    watch, jobs = _Stopwatch(), jobs or os.cpu_count() or 1
    with _disk_faults(cache), _open_to_all():
        cache.mkdir(parents=True, exist_ok=True)
        with disk.held(cache / "lock", wait):
            places = Places.of(site, cache)
            disk.recover(places.standby, places.site, places.retired)
            disk.put(places.second, places.standby)
            if not any(map(os.path.lexists, (places.site, places.standby))):
                return _found(places, _Order(_distinct(artifacts), {}, jobs, on_progress), cache, watch)
            with disk.meanwhile(places.look, alone=jobs == 1 or not places.standby.is_dir()) as look:
                order = _Order(_distinct(artifacts), {}, jobs, on_progress)
                _plan(order, cache, watch)
                return _bring(places, look(), order, clean, watch)


def _plan(order: _Order, cache: Path, watch: _Stopwatch) -> None:
    """Work out the key of every artifact."""
    keys = Keys(cache)
    order.plan.update((artifact.path, keys.of(artifact)) for artifact in order.artifacts)
    keys.remember()
    watch.lap("keys")


def _found(places: Places, order: _Order, cache: Path, watch: _Stopwatch) -> Report:
    """Make a site where nothing is: all must be made, so of many both trees are made at once, and their keys meanwhile."""
    if len(order.artifacts) < _MANY:
        _plan(order, cache, watch)
        return _bring(places, [None, None], order, False, watch)
    trees = [Tree(root, places.manifests) for root in (places.standby, places.second)]
    roots = [str(each.root) for each in trees]
    for each in trees:
        each.create()
    tasks = [Task(artifact) for artifact in order.artifacts]
    results = workers.carry_out(tasks, roots, order.jobs, order.on_progress, lambda: _plan(order, cache, watch))
    for artifact, files in zip(order.artifacts, results, strict=True):
        for each, written in zip(trees, files, strict=True):
            each.files[artifact.path] = tree.Entry(order.plan[artifact.path], *written)
    tree.flush(roots, order.plan)
    for each in trees:
        each.save()
    watch.lap("make")
    disk.exchange(places.standby, places.site, places.retired)
    disk.put(places.second, places.standby)
    watch.lap("exchange")
    return Report(len(tasks), 0, tuple(order.plan), (), len(tasks), True, trees[0].seal, watch.seconds)


def _bring(places: Places, found: list[dict | None], order: _Order, clean: bool, watch: _Stopwatch) -> Report:
    """Bring the site to the order; the lock is held, `found` is what `places.look` saw since."""
    public = places.public_tree(found[0])
    if public.holds(order.plan) and public.seal and not clean:
        watch.lap("verify")
        return Report(len(order.plan), len(order.plan), (), (), 0, False, public.seal, watch.seconds)
    standby = places.standby_tree(found[1])
    standing = {*public.files, *(path for path in public.strays if path[-1] != "/")}
    if clean:
        public.distrust()
        standby.distrust()
    written = tuple(path for path, key in order.plan.items() if not public.has(path, key))
    watch.lap("verify")
    made = _update(standby, order, public)
    watch.lap("make")
    disk.exchange(places.standby, places.site, places.retired)
    watch.lap("exchange")
    if len(written) >= _GREAT:
        standby.root, public.root = places.site, places.standby
        _update(public, order._replace(on_progress=None), standby)
        watch.lap("standby")
    return Report(
        total=len(order.plan),
        kept=len(order.plan) - len(written),
        written=written,
        removed=tuple(sorted(standing - order.plan.keys())),
        made=made,
        exchanged=True,
        seal=standby.seal,
        seconds=watch.seconds,
        notes=tuple(each.note for each in (public, standby) if each.note),
    )


def _update(target: Tree, order: _Order, other: Tree) -> int:
    """Bring a tree that nobody reads to the order, taking from the other tree what that has; how many artifacts were made."""
    plan = order.plan
    target.create()
    target.clear([*target.strays, *(path for path in target.files if path not in plan)])
    lacking = [artifact for artifact in order.artifacts if not target.has(artifact.path, plan[artifact.path])]
    tasks = [_task(artifact, plan[artifact.path], other) for artifact in lacking]
    results = workers.carry_out(tasks, [str(target.root)], order.jobs, order.on_progress)
    for artifact, (written,) in zip(lacking, results, strict=True):
        target.files[artifact.path] = tree.Entry(plan[artifact.path], *written)
    tree.flush([str(target.root)], [artifact.path for artifact in lacking])
    target.save()
    return sum(task.source is None for task in tasks)


def _task(artifact: Artifact, key: str, other: Tree) -> Task:
    last = other.files.get(artifact.path)
    if last and last.key == key:
        return Task(artifact, f"{other.root}/{artifact.path}", last.sha256, last.size)
    return Task(artifact, size=last.size if last else 0)


def _distinct(artifacts: Iterable[Artifact]) -> list[Artifact]:
    """The artifacts as a list; ValueError if two claim one name, also on a system that does not tell A from a."""
    files: dict[str, Artifact] = {}
    folders: dict[str, Artifact] = {}
    spelt: set[str] = set()
    for artifact in artifacts:
        _claim(files, artifact.path.casefold(), artifact)
        folder = artifact.path.rpartition("/")[0]
        while folder and folder not in spelt:
            _claim(folders, folder.casefold(), artifact)
            spelt.add(folder)
            folder = folder.rpartition("/")[0]
    for name in files.keys() & folders.keys():
        _claim(files, name, folders[name])
    return list(files.values())


def _claim(claims: dict[str, Artifact], name: str, artifact: Artifact) -> None:
    first = claims.setdefault(name, artifact)
    if first is not artifact:
        makers = " and ".join(f"{each.path} ({each.make.__module__}.{each.make.__name__})" for each in (first, artifact))
        raise ValueError(f"two artifacts claim the same name {name}: {makers}")


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
