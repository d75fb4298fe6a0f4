"""Names of communes, wards and districts, without the word for their kind, and what the old ones became; the provinces that there are."""
from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import chain, count
from typing import NamedTuple

from motcua.text import slug

KINDS = ("đặc khu", "huyện đảo", "huyện", "phường", "quận", "thành phố", "thị trấn", "thị xã", "xã")
"""The words for the kinds of places; one that begins like another stands before it."""
_KIND = re.compile(rf"(?:{'|'.join(KINDS)})\s+(?=\S)", re.IGNORECASE)

# Since 1 July 2025 (Nghị quyết 202/2025/QH15).
CITIES = ("Cần Thơ", "Đà Nẵng", "Hà Nội", "Hải Phòng", "Hồ Chí Minh", "Huế")
PROVINCES = (
    "An Giang", "Bắc Ninh", "Cà Mau", "Cao Bằng", "Đắk Lắk", "Điện Biên", "Đồng Nai", "Đồng Tháp", "Gia Lai", "Hà Tĩnh", "Hưng Yên", "Khánh Hòa", "Lai Châu", "Lâm Đồng",
    "Lạng Sơn", "Lào Cai", "Nghệ An", "Ninh Bình", "Phú Thọ", "Quảng Ngãi", "Quảng Ninh", "Quảng Trị", "Sơn La", "Tây Ninh", "Thái Nguyên", "Thanh Hóa", "Tuyên Quang", "Vĩnh Long",
)


class Heir(NamedTuple):
    """What an old commune, ward or district became: one that exists, or several that each took a part of it."""

    formerly: str
    now: tuple[str, ...]


def bare_name(name: str) -> str:
    """The name under which a list sorts it: `xã Mây Nội` stands under M."""
    return _KIND.sub("", name, count=1) if _KIND.match(name) else name


def provinces() -> tuple[str, ...]:
    """The cities and provinces with the word for their kind, as an address names them."""
    return (*(f"thành phố {name}" for name in CITIES), *(f"tỉnh {name}" for name in PROVINCES))


def ids(communes: Iterable[str]) -> dict[str, str]:
    """The name of each commune in addresses, the same in every language; marks alone may tell two apart."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for commune in sorted(communes):
        plain = slug(commune)
        found[commune] = next(name for name in chain((plain,), (f"{plain}-{n}" for n in count(2))) if name not in taken)
        taken.add(found[commune])
    return found


def heirs(formerly: Iterable[tuple[str, Iterable[str]]]) -> tuple[Heir, ...]:
    """The old names, each once, with every place that names it, out of (place, old names) pairs."""
    found: dict[str, dict[str, None]] = {}
    for place, names in formerly:
        for name in names:
            found.setdefault(name, {})[place] = None
    return tuple(Heir(name, tuple(places)) for name, places in found.items())
