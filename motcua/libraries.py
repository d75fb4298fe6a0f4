"""Which libraries are installed, in which versions: read from the names of their folders, which costs a look at one folder."""
from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from pathlib import Path

# Where the name that is imported is not the name that is installed; others are looked for in what each distribution recorded.
_INSTALLED_AS = {"docx": "python-docx", "material": "mkdocs-material", "yaml": "pyyaml"}


class Libraries:
    """Versions of installed libraries, read from the names of their folders."""

    def __init__(self) -> None:
        self._found: dict[str, tuple[str, Path]] | None = None
        self._under: dict[str, frozenset[str]] = {}

    def version(self, library: str) -> str:
        """The version of an installed distribution, empty if it is not installed."""
        found = self._installed().get(_normal(library))
        return found[0] if found else ""

    def under(self, module: str) -> frozenset[str]:
        """`name==version` of the distribution that gives `module` and of all that it requires; empty if none gives it."""
        if module not in self._under:
            self._under[module] = frozenset(self._closure(self._distributions(module)))
        return self._under[module]

    def _distributions(self, module: str) -> list[str]:
        name = _normal(_INSTALLED_AS.get(module, module))
        if name in self._installed():
            return [name]
        spec = spec_of(module)
        places = {Path(place).parent for place in [spec.origin, *(spec.submodule_search_locations or ())] if place} if spec else set()
        named = re.compile(rf"^{re.escape(module)}[/.]", re.MULTILINE)
        return [
            name
            for name, (_, info) in self._installed().items()
            if info.parent in places and (record := info / "RECORD").exists() and named.search(record.read_text("utf-8", "replace"))
        ]

    def _closure(self, names: list[str]) -> Iterator[str]:
        seen, todo = set(), list(names)
        while todo:
            name = todo.pop()
            if name not in seen and name in self._installed():
                version, folder = self._installed()[name]
                yield f"{name}=={version}"
                todo += _requirements(folder)
            seen.add(name)

    def _installed(self) -> dict[str, tuple[str, Path]]:
        if self._found is None:
            self._found = {}
            folders = (Path(entry) for entry in reversed(sys.path) if entry)
            for info in (info for folder in folders if folder.is_dir() for info in sorted(folder.glob("*.dist-info"))):
                name, _, version = info.stem.partition("-")
                self._found[_normal(name)] = version, info
        return self._found


def _requirements(folder: Path) -> list[str]:
    """The names that a distribution requires, extras left out."""
    head = (folder / "METADATA").read_text("utf-8", "replace").partition("\n\n")[0]
    wanted = re.findall(r"^Requires-Dist: *([A-Za-z0-9._-]+)(.*)$", head, re.MULTILINE)
    return [_normal(name) for name, rest in wanted if "extra ==" not in rest]


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def spec_of(module: str) -> ModuleSpec | None:
    """Where a module comes from, without running it; None for what is not there, and for what is being run as a program."""
    try:
        return find_spec(module)
    except ValueError:
        return None
