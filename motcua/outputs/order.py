"""The order: the key of every file that a site is to hold, and, for those that must be made, their artifacts."""
from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from motcua import sealed

from .artifact import Artifact
from .bundle import Bundle, Part
from .keys import Keys


class _Planned(NamedTuple):
    """What a bundle gave under its key: the keys of its own artifacts by their paths, and the names of the bundles in it."""

    key: str
    own: dict[str, str]
    inner: tuple[str, ...]


class Order:
    """A site's plan. A bundle whose key is the one that it had last time is not opened: what it gave then is recalled from `cache`."""

    def __init__(self, parts: Iterable[Part], cache: Path, *, is_trusting: bool = True) -> None:
        self.keys: dict[str, str] = {}
        self._parts = tuple(parts)
        self._file = cache / "bundles.json"
        self._keyed = Keys(cache)
        self._kept = _recalled(self._file) if is_trusting else {}
        self._planned: dict[str, _Planned] = {}
        self._opened: dict[str, tuple[Part, ...]] = {}

    @property
    def opened(self) -> frozenset[str]:
        """The names of the bundles that were planned."""
        return frozenset(self._opened)

    def work_out(self) -> None:
        """Fill `keys`; ValueError if two artifacts claim one name."""
        own, _ = self._take(self._parts)
        if not _are_apart([*own, *(path for planned in self._planned.values() for path in planned.own)]):
            _refuse_claims(self.all())
        self._keyed.remember()
        if self._planned != self._kept:
            sealed.save(self._file, {name: tuple(planned) for name, planned in self._planned.items()}, lasting=False)

    def all(self) -> list[Artifact]:
        """Every artifact, each bundle opened."""
        return [*self.quick(), *self.slow()]

    def quick(self) -> list[Artifact]:
        """Every artifact but those of slow bundles, which stay shut."""
        return list(self._artifacts(part for part in self._parts if not _is_slow(part)))

    def slow(self) -> list[Artifact]:
        """The artifacts of slow bundles."""
        return list(self._artifacts(part for part in self._parts if _is_slow(part)))

    def artifacts(self, paths: Iterable[str]) -> dict[str, Artifact]:
        """The artifacts of these paths; only bundles that hold one of them are opened."""
        found: dict[str, Artifact] = {}
        self._seek(self._parts, frozenset(paths), found)
        return found

    def _take(self, parts: Iterable[Part]) -> tuple[dict[str, str], tuple[str, ...]]:
        """Note the keys of the parts; those of the artifacts among them, and the names of the bundles."""
        own, inner = {}, []
        for part in parts:
            if isinstance(part, Bundle):
                inner.append(part.name)
                self._take_bundle(part)
            elif part.path in own:
                _refuse_claims(self.all())
            else:
                own[part.path] = self._keyed.of(part)
        self.keys.update(own)
        return own, tuple(inner)

    def _take_bundle(self, bundle: Bundle) -> None:
        if bundle.name in self._planned:
            raise ValueError(f"two bundles are called {bundle.name}")
        key, kept = self._keyed.of_bundle(bundle), self._kept.get(bundle.name)
        if kept and kept.key == key:
            self._recall(bundle.name)
        else:
            self._planned[bundle.name] = _Planned(key, *self._take(self._open(bundle)))

    def _recall(self, name: str) -> None:
        self._planned[name] = kept = self._kept[name]
        self.keys.update(kept.own)
        for inner in kept.inner:
            self._recall(inner)

    def _open(self, bundle: Bundle) -> tuple[Part, ...]:
        if bundle.name not in self._opened:
            self._opened[bundle.name] = tuple(bundle.plan(bundle.inputs))
        return self._opened[bundle.name]

    def _artifacts(self, parts: Iterable[Part]) -> Iterator[Artifact]:
        for part in parts:
            if isinstance(part, Bundle):
                yield from self._artifacts(self._open(part))
            else:
                yield part

    def _seek(self, parts: Iterable[Part], wanted: frozenset[str], found: dict[str, Artifact]) -> None:
        for part in parts:
            if not isinstance(part, Bundle):
                if part.path in wanted:
                    found[part.path] = part
            elif self._holds(part.name, wanted):
                self._seek(self._open(part), wanted, found)

    def _holds(self, name: str, wanted: frozenset[str]) -> bool:
        planned = self._planned[name]
        return not wanted.isdisjoint(planned.own) or any(self._holds(inner, wanted) for inner in planned.inner)


def _is_slow(part: Part) -> bool:
    return isinstance(part, Bundle) and part.is_slow


def _recalled(file: Path) -> dict[str, _Planned]:
    try:
        return {name: _Planned(*planned) for name, planned in sealed.read(file)[1].items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _are_apart(paths: Sequence[str]) -> bool:
    """Whether no two paths claim one name, also on a system that does not tell A from a."""
    files = {path.casefold() for path in paths}
    folders: set[str] = set()
    todo = {path.rpartition("/")[0] for path in paths}
    while todo := todo - folders - {""}:
        folders |= todo
        todo = {folder.rpartition("/")[0] for folder in todo}
    folded = {folder.casefold() for folder in folders}
    return len(files) == len(paths) and len(folded) == len(folders) and files.isdisjoint(folded)


def _refuse_claims(artifacts: Iterable[Artifact]) -> None:
    """ValueError that names the two artifacts that claim one name."""
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


def _claim(claims: dict[str, Artifact], name: str, artifact: Artifact) -> None:
    first = claims.setdefault(name, artifact)
    if first is not artifact:
        makers = " and ".join(f"{each.path} ({each.make.__module__}.{each.make.__name__})" for each in (first, artifact))
        raise ValueError(f"two artifacts claim the same name {name}: {makers}")
