"""Names of communes, wards and districts: without the word for their kind, and what the old ones became."""
from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

_KIND = re.compile(r"(?:đặc khu|huyện đảo|huyện|phường|quận|thành phố|thị trấn|thị xã|xã)\s+(?=\S)", re.IGNORECASE)


class Heir(NamedTuple):
    """What an old commune, ward or district became: one that exists, or several that each took a part of it."""

    formerly: str
    now: tuple[str, ...]


def bare_name(name: str) -> str:
    """The name under which a list sorts it: `xã Mây Nội` stands under M."""
    return _KIND.sub("", name, count=1) if _KIND.match(name) else name


def heirs(formerly: Iterable[tuple[str, Iterable[str]]]) -> tuple[Heir, ...]:
    """The old names, each once, with every place that names it, out of (place, old names) pairs."""
    found: dict[str, dict[str, None]] = {}
    for place, names in formerly:
        for name in names:
            found.setdefault(name, {})[place] = None
    return tuple(Heir(name, tuple(places)) for name, places in found.items())
