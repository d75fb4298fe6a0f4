"""Jinja2: a template and a context make HTML; the only module that knows the template language."""
from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, Template, runtime
from jinja2.bccache import Bucket
from markupsafe import Markup

from motcua.escaping import escaped


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


def written(value: object) -> str:
    """A value as HTML: what `escape` says, without a new safe text around what is joined at once."""
    kind = type(value)
    if kind is Markup:
        return value
    if kind is str:
        return escaped(value)
    return value.__html__() if hasattr(kind, "__html__") else escaped(str(value))


def macro(environment: Environment, body: Callable[..., str], name: str, arguments: tuple[str, ...], *extras: bool) -> Callable[..., Markup]:
    """A macro as a plain function: Jinja's own looks at every call for options that our templates do not use."""
    catches_keywords, catches_more, has_caller, _ = extras
    if catches_keywords or catches_more or "caller" in arguments:
        return runtime.Macro(environment, body, name, list(arguments), *extras)
    count, nobody = len(arguments), environment.undefined("No caller defined", name="caller")

    def called(*given: object, **named: object) -> Markup:
        caller = (named.pop("caller", nobody),) if has_caller else ()
        if len(given) != count:
            given += tuple(named.pop(each, runtime.missing) for each in arguments[len(given):])
        if named or len(given) != count:
            raise TypeError(f"macro {name!r} takes {count} arguments, not {len(given)} and {sorted(named)}")
        return _safe(Markup, body(*given, *caller))

    return called


_safe = str.__new__


class _Context(runtime.Context):
    """A context whose calls are calls: nothing that our templates call asks for the context itself."""

    def call(self, called: Callable, /, *given: object, _loop_vars: object = None, _block_vars: object = None, **named: object) -> object:
        return called(*given, **named)


class _Environment(Environment):
    """Jinja without what costs time in every name, call and text, and that our templates do not use."""

    context_class = _Context
    # An attribute is an attribute: a mapping's values are asked for in brackets.
    getattr = staticmethod(getattr)

    def __init__(self, **options: object) -> None:
        super().__init__(**options)
        self.filters["width"] = _width
        self._known: dict[str, Template] = {}

    def get_template(self, name: str, parent: str | None = None, globals: None = None) -> Template:
        """The template of that name, found once: every page imports some twenty."""
        if name not in self._known:
            self._known[name] = super().get_template(name)
        return self._known[name]

    def _generate(self, *arguments: object, **options: object) -> str:
        head, end, body = super()._generate(*arguments, **options).partition("\n")
        # On the line of Jinja's own imports: lines are counted, to name that of a fault in the template.
        return f"{head}; from {__name__} import macro as Macro, written as escape{end}{body}"


# As wide as the sign between two lines, " · ".
_BETWEEN = 3


def _width(lines: Iterable[object]) -> int:
    """How many letters lines have that stand one after the other with a sign between them."""
    return max(0, sum([len(line) + _BETWEEN for line in lines]) - _BETWEEN)


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
    environment = _Environment(
        loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, auto_reload=False,
        bytecode_cache=_Kept(cache) if cache else None,
    )
    environment.template_class = _Template
    return environment


__all__ = ["Look", "Markup", "element", "render"]


def element(name: str, inside: object, **attributes: object) -> Markup:
    """A small piece of HTML made without a template: everything in it is escaped."""
    told = "".join([f' {key.replace("_", "-")}="{written(value)}"' for key, value in attributes.items() if value])
    return _safe(Markup, f"<{name}{told}>{written(inside)}</{name}>")
