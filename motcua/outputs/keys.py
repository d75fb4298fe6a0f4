"""The key of an artifact or a bundle: what it depends on, found from inputs and code, declared by nobody."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from importlib.util import resolve_name
from pathlib import Path
from typing import Any

from motcua import sealed
from motcua.libraries import Libraries, spec_of
from .artifact import Artifact, Digests
from .bundle import Bundle

_OWN = __name__.partition(".")[0]

_Import = tuple[str, tuple[str, ...]]


class Keys:
    """Keys of artifacts for one run; `cache`, a folder, remembers which source imports what."""

    def __init__(self, cache: Path | None = None) -> None:
        self._digests = Digests()
        self._code: dict[str, str] = {}
        self._modules = Modules(cache)

    def of(self, artifact: Artifact) -> str:
        """The key: it changes when the inputs, the path, the code of `make`, or a library under it changes."""
        return self._key(artifact.path, artifact.make, artifact.inputs)

    def of_bundle(self, bundle: Bundle) -> str:
        """The key: it changes when the inputs, the name, the code of `plan`, or a library under it changes."""
        return self._key(bundle.name, bundle.plan, bundle.inputs)

    def _key(self, name: str, function: Callable[[Any], Any], inputs: Any) -> str:
        code = self._code.get(function.__module__)
        if code is None:
            code = self._code[function.__module__] = self._modules.digest(function.__module__)
        try:
            digest = self._digests.of(inputs)
        except TypeError as error:
            error.add_note(f"in the inputs of {name}")
            raise
        return sha256(f"{name}\n{function.__qualname__}\n{code}\n{digest}".encode()).hexdigest()[:40]

    def remember(self) -> None:
        """Save what was learnt about sources, if anything was."""
        self._modules.remember()


def key(artifact: Artifact) -> str:
    """The key of a single artifact."""
    return Keys().of(artifact)


class Modules:
    """Digests of modules with all that they import, read from the files without running them."""

    def __init__(self, cache: Path | None = None) -> None:
        self._file = cache / "imports.json" if cache else None
        self._known = self._recall()
        self._learnt = False
        self._sources: dict[str, tuple[str, tuple[str, ...]] | None] = {}
        self._packages: dict[str, tuple[str, ...]] = {}
        self._libraries = Libraries()

    def digest(self, module: str) -> str:
        """The digest of the sources of `module` and of what it imports, the versions of libraries, and Python's."""
        tops = {_OWN, module.partition(".")[0]}
        facts, seen, todo = {data for top in tops for data in self._data(top)}, set(), [module]
        while todo:
            name = todo.pop()
            if name in seen:
                continue
            seen.add(name)
            top, _, rest = name.partition(".")
            if top in sys.stdlib_module_names and top not in tops:
                continue
            if top not in tops and (versions := self._libraries.under(top)):
                facts.update(versions)
                continue
            todo += [name.rpartition(".")[0]] if rest else []
            if source := self._source(name):
                facts.add(f"{name} {source[0]}")
                todo += source[1]
        facts.add(f"python {sys.version_info[0]}.{sys.version_info[1]}")
        return sha256("\n".join(sorted(facts)).encode()).hexdigest()

    def remember(self) -> None:
        """Save which source imports what."""
        if self._file and self._learnt:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            sealed.save(self._file, self._known)
            self._learnt = False

    def _recall(self) -> dict[str, list]:
        try:
            return sealed.read(self._file)[1] if self._file else {}
        except (OSError, ValueError):
            return {}

    def _data(self, package: str) -> tuple[str, ...]:
        if package not in self._packages:
            self._packages[package] = tuple(_data_of(package))
        return self._packages[package]

    def _source(self, name: str) -> tuple[str, tuple[str, ...]] | None:
        """The digest of a module's file, and the full names that its imports may mean; None if `name` is no module with a source."""
        if name not in self._sources:
            file = _file_of(name)
            digest, imports = self._look_at(file) if file else ("", ())
            self._sources[name] = (digest, tuple(dict.fromkeys(_imported(name, file, imports)))) if file else None
        return self._sources[name]

    def _look_at(self, file: str) -> tuple[str, tuple[_Import, ...]]:
        source = Path(file).read_bytes()
        digest = sha256(source).hexdigest()
        # Kept by content, never by name or time: a recalled answer cannot be stale.
        if digest not in self._known:
            self._known[digest] = list(_imports(source))
            self._learnt = True
        return digest, self._known[digest]


def _file_of(name: str) -> str | None:
    """The source file of a module, found without running its package."""
    loaded = getattr(sys.modules.get(name), "__file__", None)
    if loaded and loaded.endswith(".py"):
        return loaded
    parent, _, last = name.rpartition(".")
    if not parent:
        spec = spec_of(name)
        return spec.origin if spec and spec.origin and spec.origin.endswith(".py") else None
    package = _file_of(parent)
    if not package or not _is_package(package):
        return None
    folder = os.path.dirname(package)
    candidates = os.path.join(folder, f"{last}.py"), os.path.join(folder, last, "__init__.py")
    return next((file for file in candidates if os.path.isfile(file)), None)


def _is_package(file: str) -> bool:
    return os.path.basename(file) == "__init__.py"


def _data_of(package: str) -> Iterator[str]:
    """The names and digests of what is no code in a package (its messages, its lexicon): any of its modules may read it."""
    init = _file_of(package)
    if init and _is_package(init):
        root = Path(init).parent
        for folder, inner, names in os.walk(root):
            inner[:] = sorted(name for name in inner if name != "__pycache__")
            for file in (Path(folder, name) for name in sorted(names) if not name.endswith((".py", ".pyc"))):
                yield f"{file.relative_to(root).as_posix()} {sha256(file.read_bytes()).hexdigest()}"


def _imports(source: bytes) -> Iterator[_Import]:
    """Each import statement of a source, wherever it stands: the module with its dots, and the names taken from it."""
    # Imported here: a build that knows every source has no use for it.
    import ast

    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, ()) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or ""), tuple(alias.name for alias in node.names)


def _imported(importer: str, file: str, imports: Iterable[_Import]) -> Iterator[str]:
    """The full names that imports may mean: a name taken from a package may be a module or not."""
    package = importer if _is_package(file) else importer.rpartition(".")[0]
    for module, names in imports:
        full = resolve_name(module, package) if module.startswith(".") else module
        yield full
        yield from (f"{full}.{name}" for name in names if name != "*")
