"""Jinja2: a template and a context make HTML; the only module that knows the template language."""
from __future__ import annotations

import os
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, Template
from jinja2.bccache import Bucket
from markupsafe import Markup, escape


class Look:
    """The templates of the pages: where they lie, and the digest of all they say, wherever that is."""

    __slots__ = ("cache", "digest", "folder")

    def __init__(self, folder: Path, cache: Path | None = None) -> None:
        self.folder, self.cache = folder, cache
        self.digest = _digest(folder)


def _digest(folder: Path) -> str:
    found = sha256()
    for path in sorted(folder.rglob("*.html")):
        name = path.relative_to(folder).as_posix()
        # The frame's own templates are the engine's, and are known by the frame's digest.
        if not name.startswith("overrides/"):
            data = path.read_bytes()
            found.update(f"{name}\0{len(data)}\0".encode() + data)
    return found.hexdigest()


def render(look: Look, name: str, **context: object) -> str:
    """The template `name` filled with the context; every text is escaped, a name that is not there is a fault."""
    return _environment(look.folder, look.cache, look.digest).get_template(name).render(context)


class _Kept(BytecodeCache):
    """Compiled templates in a folder, each under its digest: damaged code would not fail, it would crash Python."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def load_bytecode(self, bucket: Bucket) -> None:
        try:
            seal, _, code = (self.folder / bucket.key).read_bytes().partition(b"\n")
        except OSError:
            return
        if seal == _seal(code):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        code = bucket.bytecode_to_string()
        beside = self.folder / f"{bucket.key}.{os.getpid()}"
        beside.write_bytes(_seal(code) + b"\n" + code)
        os.replace(beside, self.folder / bucket.key)


def _seal(code: bytes) -> bytes:
    return sha256(code).hexdigest().encode()


class _Template(Template):
    """A template whose macros are imported once a process: they see their arguments and nothing of the page."""

    def _get_default_module(self, ctx: object = None) -> object:
        return super()._get_default_module()


@lru_cache(maxsize=4)
def _environment(folder: Path, cache: Path | None, digest: str) -> Environment:
    """One environment a process and look; a changed template has another digest, so nothing is looked up on the disk twice."""
    if cache is not None:
        # What Jinja keeps does not know the settings it was made with; they stand in this file.
        cache = cache / sha256(Path(__file__).read_bytes()).hexdigest()[:16]
        cache.mkdir(parents=True, exist_ok=True)
    # No sandbox: templates are this project's own, author text is only ever a value, and its checks cost a fifth of the time.
    environment = Environment(
        loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, auto_reload=False,
        bytecode_cache=_Kept(cache) if cache else None,
    )
    environment.template_class = _Template
    return environment


__all__ = ["Look", "Markup", "element", "render"]


def element(name: str, inside: object, **attributes: object) -> Markup:
    """A small piece of HTML made without a template: everything in it is escaped."""
    written = "".join(f' {key.replace("_", "-")}="{escape(value)}"' for key, value in attributes.items() if value)
    return Markup(f"<{name}{written}>{escape(inside)}</{name}>")
