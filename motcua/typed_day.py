"""A day as people here type it, 20/11/2026, as a catalogue writes it, 2026-11-20."""
from __future__ import annotations

import re

_DAY_FIRST = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
_YEAR_FIRST = re.compile(r"[0-9]{4}[/.-][0-9]{1,2}[/.-][0-9]{1,2}")


def year_first(words: str) -> str:
    """Words that are a day with the year at its head; other words as they are."""
    day = _DAY_FIRST.fullmatch(words)
    return f"{day[3]}-{day[2]:0>2}-{day[1]:0>2}" if day else words


def is_like_a_day(words: str) -> bool:
    """Whether words are written as a day is, in either order."""
    return bool(_DAY_FIRST.fullmatch(words) or _YEAR_FIRST.fullmatch(words))
