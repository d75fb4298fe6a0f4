"""The change: one difference between two states of a record, where it stands and what stood there."""
from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple, get_args

from motcua.model import Record
from motcua.problem import field_path
from motcua.text import Text

Kind = Literal["added", "removed", "changed", "replaced", "moved", "translated"]
KINDS: tuple[str, ...] = get_args(Kind)


class Change(NamedTuple):
    """One difference. `kind` is "replaced" where one thing of a list takes the place of another, "moved" where a list has another order,
    "translated" where only the words of other languages differ.

    `at` is the path in the state that has it, the new one first; `fields` are the names of values that are told together, such as an
    amount and its currency, then `before` and `after` are tuples of them; `holders` are the records around it, outermost first, as they
    were and as they are.
    """

    at: tuple[str | int, ...]
    kind: Kind
    before: object
    after: object
    holders: tuple[tuple[Record, Record], ...]
    fields: tuple[str, ...] = ()

    @property
    def field(self) -> str:
        """The path as an editor reads it: `fees[0].amount`."""
        return field_path(self.at)

    @property
    def part(self) -> str:
        """The field of the whole record that the change belongs to."""
        return str(self.at[0]) if self.at else ""


def plain(change: Change, side: Literal["before", "after"]) -> object:
    """What stood on one side, in values that JSON has."""
    value = getattr(change, side)
    if change.fields and value is not None:
        return {name: _plain(each) for name, each in zip(change.fields, value, strict=True)}
    return _plain(value)


def _plain(value: object) -> object:
    if isinstance(value, Record):
        return value.model_dump(mode="json", exclude_defaults=True)
    if isinstance(value, Text):
        return value.as_json()
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, Decimal | date):
        return str(value)
    return value
