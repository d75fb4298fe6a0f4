"""A procedure as it holds on a date: the state a reader must be told, and whether lists show it."""
from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from motcua.model.views import Card, Summary

GONE = ("abolished", "replaced")


def state_on(card: Card, on: str) -> str:
    """The state on the ISO date `on`: `announced` before it takes effect, `abolished` or `replaced` once it has ended."""
    if card.status in ("draft", *GONE):
        return card.status
    if card.effective_to and card.effective_to < on:
        return "replaced" if card.replaced_by else "abolished"
    if card.effective_from and card.effective_from > on:
        return "announced"
    return card.status


def is_published(state: str, drafts: bool) -> bool:
    """Whether a procedure in this state has a page at all."""
    return state != "draft" or drafts


def is_listed(card: Card, state: str) -> bool:
    """Whether public lists and counts show it: the abolished keep their page, officials' own have a list apart."""
    return state not in GONE and not card.is_internal


def summary(card: Card, state: str) -> Summary:
    """What lists and neighbours show of it."""
    return Summary(card.code, card.name, card.short_name, state, card.levels, card.time, card.fee, card.place)


def holds_between(cards: tuple[Card, ...], on: str, others: Iterable[str] = ()) -> tuple[str, str]:
    """The first day on which all states are as on `on`, and the first day after on which one is another, or something else changes on one of the `others`."""
    begins = {card.effective_from for card in cards} | {_next_day(card.effective_to) for card in cards} | {*others}
    days = sorted(day for day in begins if day)
    return max((day for day in days if day <= on), default="0001-01-01"), min((day for day in days if day > on), default="9999-12-31")


def _next_day(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat() if day else ""
