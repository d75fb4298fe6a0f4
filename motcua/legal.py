"""What kind of legal text a number names: `123/2015/NĐ-CP` is a decree, by the letters after the year."""
from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from motcua.text import fold

Kind = Literal[
    "constitution", "law", "ordinance", "resolution", "decree", "circular", "joint_circular", "decision", "directive", "consolidation",
    "dispatch", "other",
]

# The first that is found counts: a joint circular's letters hold a circular's, and a National Assembly's resolution is no law.
_SIGNS: tuple[tuple[str, Kind], ...] = (
    (r"VBHN", "consolidation"), (r"TTLT", "joint_circular"), (r"NQ", "resolution"), (r"NĐ", "decree"), (r"TT", "circular"),
    (r"PL-?UBTVQH\d*|UBTVQH\d*-PL", "ordinance"), (r"UBTVQH\d*", "resolution"), (r"(?:L-)?QH\d+|L(?:-CTN)?", "law"), (r"QĐ", "decision"),
    (r"CT", "directive"), (r"CV|BTP-\w+", "dispatch"),
)
_KINDS = tuple((re.compile(rf"(?:^|[/\-]){sign}(?:$|[/\-])"), kind) for sign, kind in _SIGNS)


# A catalogue rests on some hundreds of texts, and names each on many pages.
@lru_cache(4096)
def kind_of(number: str, title: str = "") -> Kind:
    """The kind of a text by its number; `other` where the letters say nothing that is known.

    The National Assembly numbers its laws and its resolutions alike: there the title decides.
    """
    sign = number.upper()
    kind = next((kind for pattern, kind in _KINDS if pattern.search(sign)), "other")
    return "resolution" if kind == "law" and fold(title).startswith("nghi quyet") else kind
