"""Portions of a catalogue: what a part of the plan may see, known by a digest at once and cut out only when that part is planned."""
from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from motcua import cards
from motcua.model.views import Card
from motcua.outputs.artifact import digest
from motcua.outputs.shared import Shared


class Portion:
    """Some of what is shared: `digest` is that of all that can be seen in `shared()`, which holds nothing else."""

    __slots__ = ("_cut", "digest")

    def __init__(self, seen: object, cut: Callable[[], Shared]) -> None:
        self.digest, self._cut = digest(seen), cut

    def shared(self) -> Shared:
        """The catalogue with no more than this portion of it."""
        return self._cut()


def of_lists(whole: Shared) -> Portion:
    """Every published procedure as far as lists see it, and all that is no procedure."""
    seen = tuple(fact for card in whole.published() for fact in (card.code, card.shown, whole.states[card.code]))
    return Portion(("lists", whole.digest, seen), lambda: _part(whole, map(cards.as_listed, whole.published())))


def of_search(whole: Shared) -> Portion:
    """What lists see, and by which other words people find each procedure."""
    seen = tuple(fact for card in whole.published() for fact in (card.code, card.sought, whole.states[card.code]))
    return Portion(("search", whole.digest, seen), lambda: _part(whole, map(cards.as_sought, whole.published())))


def of_procedures(whole: Shared) -> Iterator[tuple[str, Portion]]:
    """The procedures in small groups, each under a name: all of them, with what lists see of those that they lead to.

    They are parted by the last digits of their numbers, which spread evenly and stay as they are.
    """
    groups: dict[str, list[Card]] = {}
    for card in whole.published():
        groups.setdefault(card.code[6:8], []).append(card)
    for name in sorted(groups):
        yield name, _of_some(whole, groups[name])


def _of_some(whole: Shared, own: list[Card]) -> Portion:
    near = tuple(dict.fromkeys(code for card in own for code in _led_to(whole, card) if code in whole.states))
    seen = tuple(fact for card in own for fact in (
        card.code, whole.file(card.file), card.digest, whole.states[card.code], " ".join(each.code for each in whole.relatives(card.code))))
    beside = tuple(fact for code in near for fact in (code, whole.catalogue.procedures[code].shown, whole.states[code]))
    return Portion(("procedures", whole.digest, seen, beside), lambda: _part(whole, own, near))


def _led_to(whole: Shared, card: Card) -> Iterator[str]:
    yield from (*card.targets.get("procedure", ()), *card.mentions, *card.former_codes)
    yield from (each.code for each in whole.relatives(card.code))


def _part(whole: Shared, own: Iterable[Card], near: Iterable[str] = ()) -> Shared:
    held = {card.code: card for card in own}
    stored = {code: whole.catalogue.stored[code] for code, card in held.items() if card.digest}
    return Shared(replace(whole.catalogue, procedures=held, stored=stored, cards=(), ledger=()), whole.settings, whole, near)
