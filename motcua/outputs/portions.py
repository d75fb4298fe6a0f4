"""Portions of a catalogue: what a part of the plan may see, known by a digest at once and cut out only when that part is planned."""
from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property, partial
from typing import NamedTuple

from motcua import cards
from motcua.model.views import Card
from motcua.outputs.artifact import digest
from motcua.outputs.marked import Texts, Told
from motcua.outputs.shared import Shared


# Fewer records in a group: less is planned that has not changed, and more groups are looked at.
_RECORDS = 12


class Portion:
    """Some of what is shared: `digest` is that of all that can be seen in `shared`, which holds nothing else."""

    def __init__(self, seen: object, cut: Callable[[], Shared]) -> None:
        self.digest, self._cut = digest(seen), cut

    @cached_property
    def shared(self) -> Shared:
        """The catalogue with no more than this portion of it, cut out once for all that are planned from it."""
        return self._cut()


class Chosen(NamedTuple):
    """A portion that was cut for some records: these, and the procedures that have to do with them."""

    ids: tuple[str, ...]
    portion: Portion


def of_tables(whole: Shared) -> Portion:
    """All that is no procedure, and none of them."""
    return Portion(("tables", whole.digest), lambda: _part(whole, ()))


def of_lists(whole: Shared) -> Portion:
    """Every procedure as far as lists see it, and all that is no procedure; a draft may name a form, which is then not published."""
    every = whole.catalogue.procedures.values()
    return Portion(("lists", whole.digest, _facts(whole, every)), lambda: _part(whole, map(cards.as_listed, every)))


def of_search(whole: Shared) -> Portion:
    """What lists see, and by which other words people find each procedure."""
    every = whole.catalogue.procedures.values()
    seen = tuple(fact for card in every for fact in (card.code, card.sought, whole.states.get(card.code, "")))
    return Portion(("search", whole.digest, seen), lambda: _part(whole, map(cards.as_sought, every)))


def of_texts(whole: Shared) -> Texts:
    """The passages of each procedure that lists show."""
    told = tuple(Told(card.code, card.told, whole.catalogue.record(card.code)) for card in whole.published() if card.code in whole.listed)
    return Texts(digest(tuple(fact for each in told for fact in (each.code, each.digest))), told, whole.settings.cache / "marks.json", whole.settings.jobs)


def _facts(whole: Shared, cards: Iterable[Card]) -> tuple[str, ...]:
    """What tells cards apart as far as lists see them, those without a page too."""
    return tuple(fact for card in cards for fact in (card.code, card.shown, whole.states.get(card.code, "")))


def of_procedures(whole: Shared) -> Iterator[tuple[str, Portion]]:
    """The procedures in small groups, each under a name: all of them, with what lists see of those that they lead to.

    They are parted by the last digits of their numbers, which spread evenly and stay as they are.
    """
    groups: dict[str, list[Card]] = {}
    for card in whole.published():
        groups.setdefault(card.code[6:8], []).append(card)
    for name in sorted(groups):
        yield name, _of_some(whole, groups[name])


def of_records(whole: Shared, users: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, Chosen]]:
    """Records in small groups, each under a name, with what lists see of the procedures that have to do with them, by their codes."""
    ids = tuple(users)
    for start in range(0, len(ids), _RECORDS):
        own = ids[start : start + _RECORDS]
        codes = {code for each in own for code in users[each]}
        # In their order in the whole: lists follow it.
        held = [card for code, card in whole.catalogue.procedures.items() if code in codes] if codes else []
        yield f"{start // _RECORDS:03}", Chosen(own, Portion(("records", whole.digest, _facts(whole, held)), partial(_part, whole, held)))


def _of_some(whole: Shared, own: list[Card]) -> Portion:
    near = tuple(dict.fromkeys(code for card in own for code in _led_to(whole, card) if code in whole.states))
    seen = tuple(fact for card in own for fact in (
        card.code, whole.file(card.file), card.digest, whole.states[card.code], " ".join(each.code for each in whole.relatives(card.code))))
    beside = _facts(whole, map(whole.catalogue.procedures.__getitem__, near))
    return Portion(("procedures", whole.digest, seen, beside), lambda: _part(whole, own, near))


def _led_to(whole: Shared, card: Card) -> Iterator[str]:
    yield from (*card.targets.get("procedure", ()), *card.mentions, *card.former_codes)
    yield from (each.code for each in whole.relatives(card.code))


def _part(whole: Shared, own: Iterable[Card], near: Iterable[str] = ()) -> Shared:
    held = {card.code: card for card in own}
    stored = {code: whole.catalogue.stored[code] for code, card in held.items() if card.digest}
    return Shared(replace(whole.catalogue, procedures=held, stored=stored, cards=(), ledger=()), whole.settings, whole, near)
