"""The frame of a page: the engine's empty page, cut at its slots, filled by joining strings."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

from motcua import json_text
from motcua.libraries import Libraries
from motcua.outputs import shell as shell_module
from motcua.outputs.shell import MATERIAL_CSS, Place, Shell, render

MARK = re.compile("\ue000([a-z]+):([a-z0-9_]+)(?:=([a-z0-9_-]+))?\ue001")
_ADDRESS_SCHEMES = ("http", "https", "mailto", "tel")
_LIBRARIES = ("mkdocs", "mkdocs-material", "jinja2", "markdown", "zensical")


class FrameFault(Exception):
    """A frame that cannot be cut, or a page that fills it wrongly."""


class Slot(NamedTuple):
    """A place in a frame: what is written there, or where an optional stretch begins and ends."""

    context: str
    name: str
    value: str | None = None  # with context "is": the value for which the stretch is kept


def _text(value: str) -> str:
    return escape(value, quote=False)


def _address(value: str) -> str:
    """A link to a page, a file, a mailbox or a telephone; a scheme that could run a script is refused."""
    scheme, colon, _ = re.split(r"[/?#]", value, maxsplit=1)[0].partition(":")
    if colon and scheme.lower() not in _ADDRESS_SCHEMES:
        raise FrameFault(f"an address of the scheme {scheme!r} is not linked")
    return escape(value)


_WRITERS: Mapping[str, Callable[[Any], str]] = {
    "text": _text,
    "attribute": escape,
    "address": _address,
    "html": str,
    "json": json_text.inline,
}


@dataclass(frozen=True)
class Frame:
    """An empty page as literal strings and slots, ready to be filled thousands of times."""

    parts: tuple[str | Slot, ...]

    @cached_property
    def slots(self) -> frozenset[str]:
        """The names that `fill` must be given, all of them."""
        return frozenset(part.name for part in self.parts if isinstance(part, Slot))

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of the parts: what a page's key holds of its frame."""
        return _sha256(json.dumps(self.parts, ensure_ascii=False).encode())

    def fill(self, **slots: Any) -> str:
        """The page: every slot escaped for where it stands; a stretch whose slot is None is left out whole.

        Text, attribute and address slots take plain strings, json any JSON value, html a string that is already safe.
        """
        if slots.keys() != self.slots:
            raise FrameFault(
                f"slots missing: {sorted(self.slots - slots.keys())}, unknown: {sorted(slots.keys() - self.slots)}"
            )
        page: list[str] = []
        hidden = 0
        for part in self.parts:
            if isinstance(part, str):
                if not hidden:
                    page.append(part)
            elif part.context == "end":
                hidden -= hidden > 0
            elif part.context in ("if", "is"):
                hidden += hidden > 0 or not _is_kept(part, slots[part.name])
            elif not hidden:
                page.append(_written(part, slots[part.name]))
        return "".join(page)


def _is_kept(slot: Slot, value: Any) -> bool:
    return value == slot.value if slot.context == "is" else value is not None


def _written(slot: Slot, value: Any) -> str:
    if value is None:
        raise FrameFault(f"slot {slot.name} is never left out: it needs a value")
    return _WRITERS[slot.context](value)


def cut(page: str) -> Frame:
    """The frame of a page that bears slot marks; no mark, or half of one, is left in its literal parts."""
    parts: list[str | Slot] = []
    open_stretches: list[str] = []
    end = 0
    for mark in MARK.finditer(page):
        slot = Slot(*mark.groups())
        if mark.start() > end:
            parts.append(page[end : mark.start()])
        parts.append(slot)
        end = mark.end()
        _follow(slot, open_stretches)
    parts.append(page[end:])
    if open_stretches or any(re.search("[\ue000\ue001]", part) for part in parts if isinstance(part, str)):
        raise FrameFault("the empty page has a slot mark that is not whole")
    return Frame(tuple(parts))


def _follow(slot: Slot, open_stretches: list[str]) -> None:
    if slot.context in ("if", "is"):
        open_stretches.append(slot.name)
    elif slot.context == "end":
        if not open_stretches or open_stretches.pop() != slot.name:
            raise FrameFault(f"the stretch of slot {slot.name} ends before it begins")
    elif slot.context not in _WRITERS:
        raise FrameFault(f"slot {slot.name} stands in an unknown context, {slot.context}")


@dataclass(frozen=True)
class Frames:
    """Every frame that was wanted, the stylesheet that they link, and a word where the cache had to be made anew."""

    by_place: Mapping[Place, Frame]
    material_css: str
    note: str = field(default="", compare=False)

    def __getitem__(self, place: tuple[str, str, int | None]) -> Frame:
        return self.by_place[Place(*place)]


def make_frames(mkdocs_yml: Path, overrides: Path, shell: Shell, wanted: Iterable[Place], cache: Path) -> Frames:
    """The frames of the wanted places, from `cache`/frames.json when nothing that they follow has changed.

    The engine is not even started then. A cache that cannot be read, or is not what was written, is made anew, and
    `note` says so. Raises ShellFault or FrameFault when the shell itself cannot be made.
    """
    wanted = tuple(Place(*place) for place in wanted)
    path = cache / "frames.json"
    key = _key(mkdocs_yml, overrides, shell, wanted)
    kept, note = _kept(path, key, wanted)
    if kept:
        return kept
    empty = render(shell, wanted, mkdocs_yml, overrides)
    frames = Frames({place: cut(empty.pages[place]) for place in wanted}, empty.material_css, note)
    try:
        _keep(path, key, frames)
    except OSError as fault:
        return replace(frames, note=f"{path.name} could not be written: {fault.strerror}")
    return frames


class Asset(NamedTuple):
    """A file that the pages link: its path from the site's root, its bytes, their SHA-256."""

    path: str
    content: bytes
    sha256: str


def shell_assets(frames: Frames, folder: Path) -> Iterator[Asset]:
    """The files under assets/ that every page shares: the theme's stylesheet, and ours from `folder`.

    Nothing else of the theme is published: no page names its script, its icons, its search or its source maps.
    """
    content = frames.material_css.encode()
    yield Asset(MATERIAL_CSS, content, _sha256(content))
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            content = path.read_bytes()
            yield Asset(f"assets/{path.relative_to(folder).as_posix()}", content, _sha256(content))


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _key(mkdocs_yml: Path, overrides: Path, shell: Shell, wanted: tuple[Place, ...]) -> str:
    """The digest of all that the frames follow: look, overrides, words, places, libraries, this source."""
    files = [mkdocs_yml, *sorted(path for path in overrides.rglob("*") if path.is_file())]
    sources = [Path(__file__), Path(shell_module.__file__)]
    installed = Libraries()
    facts = [
        [path.relative_to(mkdocs_yml.parent if path == mkdocs_yml else overrides).as_posix() for path in files],
        [_sha256(path.read_bytes()) for path in [*files, *sources]],
        [installed.version(library) for library in _LIBRARIES],
        asdict(shell),
        wanted,
    ]
    return _sha256(json.dumps(facts, ensure_ascii=False).encode())


def _kept(path: Path, key: str, wanted: tuple[Place, ...]) -> tuple[Frames | None, str]:
    """The frames kept under the key, or None and why a cache that is there is of no use."""
    try:
        kept = json.loads(path.read_text("utf-8"))
        if kept["key"] != key:
            return None, ""
        if kept["sum"] != _sum(kept["frames"], kept["css"]):
            raise ValueError("its sum is wrong")
        frames = [Frame(tuple(p if isinstance(p, str) else Slot(*p) for p in parts)) for parts in kept["frames"]]
        return Frames(dict(zip(wanted, frames, strict=True)), kept["css"]), ""
    except FileNotFoundError:
        return None, ""
    except (OSError, ValueError, KeyError, TypeError) as fault:
        return None, f"{path.name} could not be used and was made anew: {fault}"


def _keep(path: Path, key: str, frames: Frames) -> None:
    parts = [frame.parts for frame in frames.by_place.values()]
    kept = {"key": key, "sum": _sum(parts, frames.material_css), "frames": parts, "css": frames.material_css}
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    fresh.write_text(json.dumps(kept, ensure_ascii=False), "utf-8")
    fresh.replace(path)


def _sum(parts: Any, css: str) -> str:
    return _sha256(json.dumps([parts, css], ensure_ascii=False).encode())
