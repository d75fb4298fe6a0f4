"""What was probably meant by a name that nothing bears."""
from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from motcua.text import fold

SHOWN = 4


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name that looks most like `name`, marks and case apart; the first few where none does."""
    folded = {fold(each): each for each in sorted(known, reverse=True)}
    close = get_close_matches(fold(name), folded, n=1, cutoff=0.6)
    if close:
        return folded[close[0]]
    first = sorted(folded.values())
    return ", ".join(first[:SHOWN]) + (", …" if len(first) > SHOWN else "") or "…"
