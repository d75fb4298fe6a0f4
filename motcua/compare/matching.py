"""Which row of the old list is which row of the new one: by what names it, then by likeness, so that an edited row is no new row."""
from __future__ import annotations

from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from motcua.model import Component, Fee, Record, Step, TimeRow
from motcua.text import Text

# Half of what two rows say must agree before one is taken for the other.
LIKE = 0.5
# Likeness is looked for among so many rows a side; beyond, naming alone decides.
MOST = 60

Key = Callable[[Record], object]
_NAMING = ("id", "code", "number", "law", "procedure", "agency", "department", "channel", "term", "say", "version", "announced_on", "name", "title", "paper", "text")
# What is named by an identity: another identity is another thing, however alike the rest.
_BY_IDENTITY = frozenset({
    "Case", "LegalReference", "RelatedProcedure", "DecisionChange", "Law", "FieldOfWork", "LifeEvent", "Term", "Delegation", "Office", "SummaryLanguage",
})


class Matched(NamedTuple):
    """Positions: (old, new) of the same row, old rows without a new one, new rows without an old one."""

    pairs: tuple[tuple[int, int], ...]
    removed: tuple[int, ...]
    added: tuple[int, ...]


def matched(before: Sequence[Record], after: Sequence[Record]) -> Matched:
    """Each old row with the new one that stands for it."""
    pairs: dict[int, int] = {}
    for key in (_itself, *_keys(before, after)):
        _pair_by(key, before, after, pairs)
    if not is_by_identity(before, after):
        _pair_by_likeness(before, after, pairs)
        _pair_by_place(before, after, pairs)
    taken = set(pairs.values())
    return Matched(tuple(sorted(pairs.items(), key=lambda pair: pair[1])), tuple(n for n in range(len(before)) if n not in pairs),
                   tuple(n for n in range(len(after)) if n not in taken))


def is_by_identity(*lists: Sequence[Record]) -> bool:
    """Whether these rows are what their identity says, so that another identity is another thing."""
    return any(type(row).__name__ in _BY_IDENTITY for rows in lists for row in rows[:1])


def naming(row: Record) -> object:
    """What names a row: the first of the fields that name things; None where it has none."""
    held = (getattr(row, name, None) for name in _NAMING)
    return next((_words(value) for value in held if value), None)


def _keys(before: Sequence[Record], after: Sequence[Record]) -> tuple[Key, ...]:
    """What tells rows of this kind apart, the surest first."""
    row = next(iter((*before, *after)), None)
    if isinstance(row, Fee):
        return (lambda fee: (_depends(fee), _words(fee.name), _words(fee.condition), fee.kind, fee.valid_from),
                lambda fee: (_depends(fee), _words(fee.name), _words(fee.condition), fee.kind), lambda fee: (_depends(fee), fee.kind, fee.combines))
    if isinstance(row, TimeRow):
        return (lambda time: (_depends(time), _words(time.name), _words(time.condition), time.combines),
                lambda time: (_depends(time), _words(time.name), time.combines))
    if isinstance(row, Component):
        return (lambda paper: (_titled(paper), _depends(paper), _words(paper.when)), _titled, lambda paper: paper.form)
    if isinstance(row, Step):
        return (lambda step: (_words(step.title), _words(step.text)), lambda step: step.title and _words(step.title), lambda step: _words(step.text))
    return (naming,)


def _itself(row: Record) -> object:
    return row


def _words(value: object) -> object:
    return value.vi if isinstance(value, Text) else value


def _titled(paper: Component) -> object:
    return _words(paper.paper or paper.title)


def _depends(row: Fee | TimeRow | Component) -> tuple:
    return row.cases, row.channels, _words(row.area), _words(row.applicant)


def _pair_by(key: Key, before: Sequence[Record], after: Sequence[Record], pairs: dict[int, int]) -> None:
    """Pair rows, not paired yet, that have the same key, in their order."""
    waiting: dict[object, list[int]] = {}
    taken = set(pairs.values())
    for number, row in enumerate(after):
        if number not in taken and (named := key(row)) is not None:
            waiting.setdefault(named, []).append(number)
    for number, row in enumerate(before):
        if number not in pairs and (left := waiting.get(key(row))):
            pairs[number] = left.pop(0)


def _pair_by_likeness(before: Sequence[Record], after: Sequence[Record], pairs: dict[int, int]) -> None:
    taken = set(pairs.values())
    old = [n for n in range(len(before)) if n not in pairs][:MOST]
    new = [n for n in range(len(after)) if n not in taken][:MOST]
    found = sorted(((_likeness(before[one], after[other]), -one, -other) for one in old for other in new), reverse=True)
    for likeness, one, other in found:
        if likeness >= LIKE and -one not in pairs and -other not in taken:
            pairs[-one] = -other
            taken.add(-other)


def _pair_by_place(before: Sequence[Record], after: Sequence[Record], pairs: dict[int, int]) -> None:
    """A step is what is done at its turn: one that was written anew stands where the old one stood."""
    taken = set(pairs.values())
    for number, row in enumerate(before[: len(after)]):
        if isinstance(row, Step) and number not in pairs and number not in taken:
            pairs[number] = number


def _likeness(one: Record, other: Record) -> float:
    """The share of what either says that both say, from 0 to 1."""
    scores = []
    for name, field in type(one).model_fields.items():
        mine, theirs = getattr(one, name), getattr(other, name)
        if field.is_required() or {mine, theirs} != {field.get_default()}:
            scores.append(_alike(mine, theirs))
    return sum(scores) / len(scores) if scores else 0.0


def _alike(mine: object, theirs: object) -> float:
    if mine == theirs:
        return 1.0
    if isinstance(mine, Text) and isinstance(theirs, Text):
        return SequenceMatcher(None, mine.vi.split(), theirs.vi.split(), autojunk=False).ratio()
    return 0.0
