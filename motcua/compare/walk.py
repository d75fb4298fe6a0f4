"""Walks two states of a record side by side and yields every difference: rows matched, values that belong together kept together."""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from motcua.compare.change import Change, Kind
from motcua.compare.matching import is_by_identity, matched
from motcua.model import Component, Duration, Fee, Record
from motcua.model.forms import OnlyIf
from motcua.text import Text

Path = tuple[str | int, ...]
Holders = tuple[tuple[Record, Record], ...]

# Values that say one thing together: a price is no price without its currency, nor one that begins another day the same.
TOGETHER: dict[type[Record], tuple[tuple[str, ...], ...]] = {
    Fee: (("status", "amount", "currency", "per", "valid_from", "valid_to"),),
    Component: (("originals", "copies", "certified_copies"),),
}
# A record that is a value: what it says is said at once.
_WHOLE = (Duration, OnlyIf)


def changes(before: Record, after: Record) -> tuple[Change, ...]:
    """Every difference between two states of one record, in the order of its fields; none where they are equal."""
    return tuple(_of_records(before, after, (), ()))


def _of_records(before: Record, after: Record, at: Path, holders: Holders) -> Iterator[Change]:
    if before == after:
        return
    holders = (*holders, (before, after))
    together = {name: group for group in TOGETHER.get(type(after), ()) for name in group}
    for name in type(after).model_fields:
        group = together.get(name)
        if group is None:
            yield from _of_values(getattr(before, name), getattr(after, name), (*at, name), holders)
        elif name == group[0]:
            yield from _of_group(before, after, group, at, holders)


def _of_group(before: Record, after: Record, group: tuple[str, ...], at: Path, holders: Holders) -> Iterator[Change]:
    old, new = (tuple(getattr(row, name) for name in group) for row in (before, after))
    differing = [name for name, one, other in zip(group, old, new, strict=True) if one != other]
    if differing:
        kind: Kind = "translated" if all(_is_translated(getattr(before, name), getattr(after, name)) for name in differing) else "changed"
        yield Change((*at, differing[-1] if "amount" not in differing else "amount"), kind, old, new, holders, group)


def _of_values(before: object, after: object, at: Path, holders: Holders) -> Iterator[Change]:
    if before == after:
        return
    if isinstance(before, tuple) and isinstance(after, tuple):
        yield from _of_lists(before, after, at, holders)
    elif isinstance(before or after, Record) and not isinstance(before or after, _WHOLE):
        yield from _of_parts(before, after, at, holders)
    else:
        yield Change(at, _kind(before, after), before, after, holders)


def _kind(before: object, after: object) -> Kind:
    if before is None or after is None:
        return "added" if before is None else "removed"
    return "translated" if _is_translated(before, after) else "changed"


def _is_translated(before: object, after: object) -> bool:
    return isinstance(before, Text) and isinstance(after, Text) and before.vi == after.vi


def _of_parts(before: Record | None, after: Record | None, at: Path, holders: Holders) -> Iterator[Change]:
    """A part of a record; one that is absent is compared as an empty one where there can be such a one, so that its rows are told."""
    kind = type(before or after)
    if any(field.is_required() for field in kind.model_fields.values()) and None in (before, after):
        yield Change(at, _kind(before, after), before, after, holders)
        return
    found = tuple(_of_records(before or kind(), after or kind(), at, holders))
    yield from found or (Change(at, _kind(before, after), before, after, holders),)


def _of_lists(before: tuple, after: tuple, at: Path, holders: Holders) -> Iterator[Change]:
    if isinstance(next(iter((*before, *after))), Record):
        yield from _of_rows(before, after, at, holders)
    else:
        yield from _of_items(before, after, at, holders)


def _of_rows(before: tuple[Record, ...], after: tuple[Record, ...], at: Path, holders: Holders) -> Iterator[Change]:
    found = matched(before, after)
    removed, added = list(found.removed), list(found.added)
    if is_by_identity(before, after) and len(removed) == len(added) == 1:
        yield Change((*at, added[0]), "replaced", before[removed.pop()], after[added.pop()], holders)
    for old, new in found.pairs:
        yield from _of_records(before[old], after[new], (*at, new), holders)
    yield from (Change((*at, new), "added", None, after[new], holders) for new in added)
    yield from (Change((*at, old), "removed", before[old], None, holders) for old in removed)
    if [old for old, _ in found.pairs] != sorted(old for old, _ in found.pairs):
        yield Change(at, "moved", before, after, holders)


def _of_items(before: tuple, after: tuple, at: Path, holders: Holders) -> Iterator[Change]:
    """A list of plain values or phrases: what came, what went, what was only translated, what has another place."""
    old, new = _numbered(before), _numbered(after)
    removed, added = [each for each in old if each not in new], [each for each in new if each not in old]
    for each in new:
        if each in old and before[old[each]] != after[new[each]]:
            yield Change((*at, new[each]), "translated", before[old[each]], after[new[each]], holders)
    if len(removed) == len(added) == 1:
        one, other = removed[0], added[0]
        yield Change((*at, new[other]), "replaced", before[old[one]], after[new[other]], holders)
    else:
        yield from (Change((*at, new[each]), "added", None, after[new[each]], holders) for each in added)
        yield from (Change((*at, old[each]), "removed", before[old[each]], None, holders) for each in removed)
    if [each for each in old if each in new] != [each for each in new if each in old]:
        yield Change(at, "moved", before, after, holders)


def _numbered(items: tuple) -> dict[tuple[object, int], int]:
    """The position of each item; of equal ones, the first, the second and so on stand for themselves."""
    counts: Counter[object] = Counter()
    found = {}
    for position, item in enumerate(items):
        named = item.vi if isinstance(item, Text) else item
        found[named, counts[named]] = position
        counts[named] += 1
    return found
