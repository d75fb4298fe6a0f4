"""A site as a good catalogue makes it, each file made when it is asked for and kept until the next save."""
from __future__ import annotations

from collections.abc import Iterator
from threading import Lock

from motcua import urls
from motcua.catalogue import Catalogue
from motcua.outputs import site
from motcua.outputs.artifact import Artifact
from motcua.outputs.bundle import Bundle, unbundled


class Version:
    """One state of the site; `number` grows with every good save."""

    def __init__(self, catalogue: Catalogue, settings: site.Settings, number: int = 1, earlier: Version | None = None) -> None:
        """As the `earlier` version was made, where that knows already which bundle a file comes from, and which files never change."""
        self.catalogue, self.number = catalogue, number
        self._parts = iter(site.parts(catalogue, settings))
        self._bundles: dict[str, Iterator[Artifact]] = {}
        self._found: dict[str, Artifact] = {}
        self._bundle_of: dict[str, str] = earlier._bundle_of if earlier else {}
        # What lies there is the templates', which have not changed since the earlier version.
        self._made = {path: data for path, data in earlier._made.items() if path.startswith(urls.ASSETS)} if earlier else {}
        self._lock = Lock()

    def bytes_of(self, path: str) -> bytes | None:
        """The file at a path below the site; None where there is none."""
        with self._lock:
            data = self._made.get(path)
            if data is None and (artifact := self._artifact(path)):
                data = self._made[path] = artifact.make(artifact.inputs)
            return data

    def _artifact(self, path: str) -> Artifact | None:
        if path in self._found:
            return self._found[path]
        for name, bundle in self._likely(path):
            for artifact in bundle:
                self._found[artifact.path] = artifact
                self._bundle_of[artifact.path] = name
                if artifact.path == path:
                    return artifact
        return self._found.get(path)

    def _likely(self, path: str) -> Iterator[tuple[str, Iterator[Artifact]]]:
        """The bundles, first the one from which the path came in an earlier version."""
        wanted = self._bundle_of.get(path)
        if wanted:
            while wanted not in self._bundles and self._next():
                pass
            if wanted in self._bundles:
                yield wanted, self._bundles[wanted]
        seen = 0
        while seen < len(self._bundles) or self._next():
            for name in list(self._bundles)[seen:]:
                seen += 1
                yield name, self._bundles[name]

    def _next(self) -> bool:
        """Take one more part of the plan, not opening it; False where there is none."""
        for part in self._parts:
            if isinstance(part, Bundle):
                self._bundles[part.name] = _opened(part)
                return True
            self._found[part.path] = part
        return False


def _opened(bundle: Bundle) -> Iterator[Artifact]:
    """A bundle's files; nothing is planned before the first is asked for."""
    yield from unbundled(bundle.plan(bundle.inputs))
