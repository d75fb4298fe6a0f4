"""The artifact: one file of the site as a value, and the digest of the values that it is made from."""

from __future__ import annotations

import marshal
import re
from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from hashlib import sha256
from itertools import chain
from operator import attrgetter
from types import FunctionType, MappingProxyType
from typing import Any

# A name that every file system and every server takes as it stands: no leading or trailing dot, no device of Windows.
_SEGMENT = r"(?!(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|/|$))[a-z0-9_-](?:[a-z0-9._-]{0,78}[a-z0-9_-])?"
_PATH = re.compile(rf"{_SEGMENT}(?:/{_SEGMENT})*|\.nojekyll", re.IGNORECASE | re.ASCII)
_LONGEST_PATH = 240


@dataclass(frozen=True, slots=True)
class Artifact:
    """One file of the site: `make(inputs)` returns its bytes, and sees nothing but `inputs`."""

    path: str
    make: Callable[[Any], bytes]
    inputs: Any

    def __post_init__(self) -> None:
        if len(self.path) > _LONGEST_PATH or not _PATH.fullmatch(self.path):
            raise ValueError(f"an artifact's path must be relative, of plain names, at most 240 long: {self.path!r}")
        if not isinstance(self.make, FunctionType) or not self.make.__qualname__.isidentifier():
            raise ValueError(f"{self.path}: make must be a function of a module, not {self.make!r}")


def digest(value: object) -> str:
    """The digest of a frozen value: equal digests mean that no `make` can tell the values apart."""
    return Digests().of(value)


# A value's plan: a head that names its type, and a function that gives its parts as a tuple.
_Plan = tuple[str, Callable[[Any], tuple]]
_PLAIN = frozenset({type(None), bool, int, str, bytes})


class Digests:
    """Digests of many values, each shared one worked out once; it keeps what it has seen alive, so it lives for one run."""

    __slots__ = ("_seen",)

    def __init__(self) -> None:
        self._seen: dict[int, tuple[object, frozenset[bytes]]] = {}

    def of(self, value: object) -> str:
        """The digest of a frozen value; TypeError names the type of one that may change or that is unknown."""
        (digest,) = self._digest(value)
        return digest.hex()

    def _digest(self, value: object) -> frozenset[bytes]:
        """The digest as it stands for a part of another value."""
        seen = self._seen
        if id(value) in seen:
            return seen[id(value)][1]
        kind = type(value)
        head, parts_of = _PLANS.get(kind) or _plan(value)
        parts = parts_of(value)
        if kind is frozenset:
            parts = tuple(sorted(each for part in parts for each in self._digest(part)))
        elif not _PLAIN.issuperset(map(type, parts)):
            parts = tuple([
                part if type(part) in _PLAIN or type(part) is tuple and _is_plain(part)
                else seen[id(part)][1] if id(part) in seen else self._digest(part)
                for part in parts
            ])
        # marshal tags each part with its type and length, at the speed of C; from version 3 on its bytes depend on sharing.
        result = frozenset((sha256(marshal.dumps((head, parts), 2)).digest(),))
        seen[id(value)] = value, result
        return result


def _is_plain(part: tuple) -> bool:
    """Whether marshal may write a part as it stands: a tuple of plain values, or of such tuples, whether or not it was digested before.

    No frozen set is among these: one stands for the digest of a part, so that no part can look like another's digest.
    """
    return _PLAIN.issuperset(map(type, part)) or all(type(each) is tuple and _PLAIN.issuperset(map(type, each)) for each in part)


def _plan(value: object) -> _Plan:
    """The plan for the type of `value`, kept for the next value of that type."""
    kind = type(value)
    name = f"{kind.__module__}.{kind.__qualname__}"
    plan = _plan_of_known(value, name) or _plan_of_record(kind, name) or _plan_of_subclass(kind, name)
    if plan is None:
        raise TypeError(f"no digest for a value of type {name}: inputs are frozen values (tuple, frozenset, frozen dataclass ...)")
    return _PLANS.setdefault(kind, plan)


def _plan_of_known(value: object, name: str) -> _Plan | None:
    """A value that knows its own digest is taken at its word; a member of an Enum is its name and value."""
    if isinstance(value, Enum):
        return f"enum {name}", attrgetter("_name_", "_value_")
    if isinstance(getattr(value, "digest", None), str):
        return f"digest {name}", lambda known: (known.digest,)
    return None


def _plan_of_record(kind: type, name: str) -> _Plan | None:
    """A frozen dataclass or a frozen pydantic model (known by its marks, so that pydantic is not needed here)."""
    if "__dataclass_params__" in kind.__dict__ and is_dataclass(kind) and kind.__dataclass_params__.frozen:
        names = [field.name for field in fields(kind)]
    elif hasattr(kind, "__pydantic_fields__") and kind.model_config.get("frozen") and kind.model_config.get("extra") != "allow":
        names = list(kind.__pydantic_fields__)
    else:
        return None
    if len(names) > 1:
        return f"record {name} {','.join(names)}", attrgetter(*names)
    return f"record {name} {','.join(names)}", lambda record: tuple(getattr(record, each) for each in names)


def _plan_of_subclass(kind: type, name: str) -> _Plan | None:
    """A named tuple, or a text of its own type (such as safe HTML), which carries nothing besides."""
    if kind.__dictoffset__:
        return None
    if issubclass(kind, tuple):
        return f"tuple {name}", tuple
    if issubclass(kind, str):
        return f"str {name}", lambda text: (str.__str__(text),)
    return None


def _itself(value: object) -> tuple:
    return (value,)


def _items(mapping: Any) -> tuple:
    # In its own order: a `make` that walks the mapping sees that order.
    return tuple(chain.from_iterable(mapping.items()))


_PLANS: dict[type, _Plan] = {
    **dict.fromkeys(_PLAIN, ("plain", _itself)),
    tuple: ("tuple", tuple),
    frozenset: ("frozenset", tuple),
    dict: ("mapping", _items),
    MappingProxyType: ("mapping", _items),
    Decimal: ("decimal", lambda number: (str(number),)),
    date: ("date", lambda day: (day.isoformat(),)),
}
