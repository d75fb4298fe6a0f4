"""Says the number of a form as people call it."""
from __future__ import annotations

import re

from motcua.interface import Words

_CALLED = re.compile(r"(?:mẫu|form)\b", re.IGNORECASE)


def is_called(number: str | None) -> bool:
    """Whether a number says itself that it is that of a form, as "Mẫu số 05" does."""
    return bool(number and _CALLED.match(number))


def form_number(number: str | None, words: Words) -> str:
    """The number behind the word for a form, which is never said twice; "" where there is none."""
    return words("form.number", number=number) if number and not is_called(number) else number or ""
