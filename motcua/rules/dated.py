"""Rules of a day: what soon ends of itself, so that an editor writes what comes after it before citizens ask."""
from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from motcua.catalogue import Catalogue
from motcua.problem import Finding

WATCHED_DAYS = 60


def value_that_ends_is_followed(catalogue: Catalogue, on: str) -> Iterator[tuple[str, Finding]]:
    """What holds for a time is looked at again before its last day."""
    last = (date.fromisoformat(on) + timedelta(days=WATCHED_DAYS)).isoformat()
    for card in catalogue.procedures.values():
        for at, day in card.ends:
            if on <= day <= last:
                yield card.file, Finding("value_that_ends_is_followed", at, day, "warning", (("days", WATCHED_DAYS),))


ON_A_DAY = (value_that_ends_is_followed,)
