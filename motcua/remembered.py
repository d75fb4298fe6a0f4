"""Answers about a record, worked out once for the several pages that tell them: those about the records asked about last are kept."""
from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from motcua.model.record import Record

Others = ParamSpec("Others")
Answer = TypeVar("Answer")

# The pages of a record are made one after another; what is worked out of its rows one by one comes in between.
KEPT = 128


def of_record(ask: Callable[Concatenate[Any, Others], Answer]) -> Callable[Concatenate[Any, Others], Answer]:
    """`ask`, a function of a record and of what tells questions apart, asked once for each record that is at hand.

    A record is known by itself and not by what it says, which to compare would cost more than the answer.
    """
    kept: dict[int, tuple[Record, dict[Hashable, Answer]]] = {}

    @wraps(ask)
    def asked(record: Record, *others: Hashable) -> Answer:
        held = kept.get(id(record))
        if held is None:
            if len(kept) >= KEPT:
                kept.clear()
            # The record is held too: as long as it is, no other has its number.
            held = kept[id(record)] = record, {}
        answers = held[1]
        if others not in answers:
            answers[others] = ask(record, *others)
        return answers[others]

    return asked
