"""What cases are called: several together, those that are left over, and each in a choice."""
from __future__ import annotations

from collections.abc import Sequence

from motcua.interface import Words
from motcua.model import Case
from motcua.say.phrase import NOTHING, Said, capital, join, phrase, small

# Longer names are told by what sets them apart.
LABEL_LIMIT = 60


def case_names(ids: Sequence[str], cases: Sequence[Case], words: Words, is_last: bool) -> Said:
    """The names of cases; "other cases" for a long rest, or for a row that names none beside rows that do."""
    if not ids or (is_last and len(ids) > 2):
        return capital(words("cases.others"))
    if set(ids) >= {case.id for case in cases}:
        return NOTHING
    names = [phrase(case.name, words.language) for each in ids for case in cases if case.id == each]
    # A name that holds a comma itself would run into the next.
    between = "; " if any("," in str(name) for name in names) else words("shared.list")
    return join(between, (*names[:1], *map(small, names[1:])))


def case_labels(cases: Sequence[Case], words: Words) -> tuple[Said, ...]:
    """The names of cases to choose from; what long ones all begin with is left out, so that each shows what sets it apart."""
    names = [phrase(case.name, words.language) for case in cases]
    if len(names) < 2 or max(map(len, names)) <= LABEL_LIMIT:
        return tuple(names)
    beginnings = zip(*(str(name).split(" ") for name in names))
    shared = next((number for number, alike in enumerate(beginnings) if len(set(alike)) > 1), 0)
    return tuple(names) if shared < 3 else tuple(_without_beginning(name, shared) for name in names)


def _without_beginning(name: Said, words: int) -> Said:
    ((text, language),) = name.pieces
    return Said((("… " + text.split(" ", words)[words], language),))
