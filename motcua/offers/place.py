"""Where one's own papers are handed in: the counters at which the tool looks whether they are open, and for communes where to look them up."""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from motcua.interface import Words
from motcua.model import Procedure
from motcua.model.views import DepartmentView
from motcua.offers.counters import Held, counters, of_department
from motcua.offers.offer import Missing, Offer, spoken
from motcua.say import phrase, said


class Around(NamedTuple):
    """Where the script finds what is in no page: the list of communes, as a file and as a page; whether there is a table of days off."""

    communes: str
    page: str
    counts_days: bool = False


def offer(record: Procedure, departments: Mapping[str, DepartmentView], words: Words, around: Around) -> Offer | Missing | None:
    """The counters of a procedure; nothing where no place is known beyond its name, or the source names none."""
    named = [(departments[each.department], each.office) for each in record.reception_places if each.department in departments]
    own = list(_own(named))
    communes = tuple(dict.fromkeys(department.id for department, office in named if office is None and _serves_communes(department)))
    if not own and not communes:
        return Missing(("no_address",)) if named and record.origin == "authored" else None
    return Offer(counters(own, words) | {
        "communes": communes, "index": around.communes if communes else "", "page": around.page, "counts_days": around.counts_days, "accepts": _accepts(record, words),
    })


def _own(named: list[tuple[DepartmentView, str | None]]) -> Iterator[Held]:
    """The counters that are the same for everybody, each once."""
    seen = set()
    for department, wanted in named:
        for held in of_department(department):
            is_meant = held.office.id == wanted if wanted else not held.office.commune
            if is_meant and (held.of, held.office.id) not in seen:
                seen.add((held.of, held.office.id))
                yield held


def _serves_communes(department: DepartmentView) -> bool:
    return any(office.commune for office in department.offices)


def _accepts(record: Procedure, words: Words) -> str | list[list[str]]:
    """Whether a counter takes papers from elsewhere: in the words of the source, by the scope, or that the source does not say."""
    accepts = record.accepts_from
    if accepts and accepts.text:
        return spoken(phrase(accepts.text, words.language))
    scope = accepts.scope if accepts else "not_stated"
    return spoken(said(words("tool_where.accepts_not_stated") if scope == "not_stated" else words(f"place.{scope}")))
