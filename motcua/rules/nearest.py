"""What was probably meant by a name that nothing bears."""
from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache

from motcua.text import fold

SHOWN, SHOWN_OF_ALL = 4, 5
# Of the eight signs of a procedure's code one or two are mistyped; any two codes have more than half in common.
LIKE, LIKE_A_CODE = 0.6, 0.85


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name that looks most like `name`, marks and case apart; the first few where none does."""
    names = list(known)
    first = sorted({fold(each): each for each in sorted(names, reverse=True)}.values())
    return like(name, names) or ", ".join(first[:SHOWN]) + (", …" if len(first) > SHOWN else "")


def like(name: str, known: Iterable[str], cutoff: float = LIKE) -> str:
    """The known name that looks most like `name`, marks and case apart; nothing where none does."""
    return next(iter(_like(name, tuple(known), cutoff)), "")


def there(name: str, known: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """What fills the blanks of a sentence on a name that nothing bears: the `nearest` and a few `others`, or some of all that are `known`."""
    names = tuple(known)
    alike = _like(name, names, LIKE)
    few = [*alike, *sorted({*names} - {*alike})][:SHOWN_OF_ALL]
    rest = ", ".join(few[1:] if alike else few) + (", …" if len({*names}) > SHOWN_OF_ALL else "")
    return (("nearest", few[0]), ("others", rest), ("known", "")) if alike else (("nearest", ""), ("others", ""), ("known", rest))


# Looking through a thousand names takes as long as judging a file, and one name that is gone may be named by hundreds.
@lru_cache(maxsize=256)
def _like(name: str, known: tuple[str, ...], cutoff: float) -> tuple[str, ...]:
    folded = {fold(each): each for each in sorted(known, reverse=True)}
    return tuple(folded[each] for each in get_close_matches(fold(name), folded, n=SHOWN_OF_ALL, cutoff=cutoff))
