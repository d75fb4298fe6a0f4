"""Who rests on what: the procedures that name each law, form, decision or counter, out of their cards alone."""
from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from motcua.model.views import Card, Summary
from motcua.resolve import GONE, is_listed


class Users(NamedTuple):
    """The procedures that name one record: the public's, the officials' own, those that no longer apply."""

    public: tuple[Summary, ...] = ()
    internal: tuple[Summary, ...] = ()
    gone: tuple[Summary, ...] = ()


def users_of(named: Callable[[Card], Iterable[str]], cards: Iterable[Card], summaries: Mapping[str, Summary]) -> dict[str, Users]:
    """The users of each record that some published procedure names; `named` says which ones a card names."""
    found: dict[str, dict[str, list[Summary]]] = {}
    for card in cards:
        shown = summaries.get(card.code)
        for target in named(card) if shown else ():
            group = "gone" if shown.state in GONE else "public" if is_listed(card, shown.state) else "internal"
            found.setdefault(target, {}).setdefault(group, []).append(shown)
    return {target: Users(**{group: tuple(each) for group, each in groups.items()}) for target, groups in found.items()}
