"""Procedures by level of government and by who applies: which belong where, in the order in which lists show them."""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from motcua.model.views import Card, Summary

LEVELS = ("commune", "district", "province", "ministry", "other")
"""The levels as a citizen meets them, the nearest first."""
NO_LEVEL = "not_stated"

APPLICANTS: Mapping[str, frozenset[str]] = {
    "citizen": frozenset(("citizen", "vietnamese_abroad", "foreigner")),
    "business": frozenset((
        "business", "domestic_business", "foreign_invested_business", "cooperative", "household_business", "organisation", "foreign_organisation",
        "party_organisation",
    )),
    "official": frozenset(("official", "party_member")),
}
"""Which applicants a record names -> as whom they look for it."""


class Band(NamedTuple):
    """Procedures of one level; `level` is `not_stated` where the source names none."""

    level: str
    procedures: tuple[Summary, ...]


def nearest(procedure: Summary) -> str:
    """The level at which a citizen meets it first, where several carry it out."""
    return next((level for level in LEVELS if level in procedure.level), NO_LEVEL)


def by_level(procedures: Iterable[Summary]) -> tuple[Band, ...]:
    """Each procedure once, under its nearest level."""
    found: dict[str, list[Summary]] = {}
    for each in procedures:
        found.setdefault(nearest(each), []).append(each)
    return tuple(Band(level, tuple(found[level])) for level in (*LEVELS, NO_LEVEL) if level in found)


def at_level(procedures: Iterable[Summary], level: str) -> tuple[Summary, ...]:
    """All that a level carries out, alone or with others."""
    return tuple(each for each in procedures if level in each.level)


def for_applicants(procedures: Iterable[Summary], cards: Mapping[str, Card], group: str) -> tuple[Summary, ...]:
    """What a group of applicants may ask for; officials' own is what neither citizens nor businesses may."""
    if group == "official":
        return tuple(each for each in procedures if _is_only_for(frozenset(cards[each.code].applicants), group))
    return tuple(each for each in procedures if not APPLICANTS[group].isdisjoint(cards[each.code].applicants))


def _is_only_for(applicants: frozenset[str], group: str) -> bool:
    return bool(applicants) and applicants <= APPLICANTS[group]


def written_in(procedures: Iterable[Summary], languages: tuple[str, ...]) -> tuple[str, ...]:
    """The languages in which a list really is written: the first, and each other one in which some name is given."""
    named = {language for each in procedures for language, _ in each.short_name or each.name}
    return tuple(language for language in languages if language == languages[0] or language in named)
