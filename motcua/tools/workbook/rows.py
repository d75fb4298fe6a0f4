"""A record spread over rows of sheets, and rows gathered into a record again: whatever no column can show travels as YAML beside them."""
from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from motcua import source
from motcua.compare import Names
from motcua.tools.workbook import cells
from motcua.tools.workbook.cells import Cells, Raw
from motcua.tools.workbook.shape import NAMED_BY, NUMBER, PARENT, REST, Sheet, Steps, of_kind
from motcua.tools.yaml_layout import lay_out

Values = dict[str, object]



class Row(NamedTuple):
    """One row of a sheet: the record that it belongs to, what its cells hold by column, and its number on the sheet."""

    key: str
    cells: Mapping[str, Raw]
    number: int = 0


class Gathered(NamedTuple):
    """A record of rows; `places` are (sheet, row, column) by path, `faults` what is wrong with the rows, by such a place."""

    values: Values
    places: dict[Steps, tuple[Sheet, int, str]]
    faults: list[tuple[str, tuple[Sheet, int, str]]]


def spread(kind: str, key: str, values: Values, names: Names) -> dict[str, list[Row]]:
    """The rows of a record by the sheet they belong to."""
    left = _copied(values)
    left.pop(NAMED_BY.get(kind) or "", None)
    found: dict[str, list[Row]] = {}
    for sheet in of_kind(kind):
        if sheet.path:
            items = _taken(left, sheet.path)
            found[sheet.id] = list(_rows(sheet, key, items, names, ""))
    for sheet in of_kind(kind):
        if not sheet.path:
            found[sheet.id] = [Row(key, _cells(sheet, left, names))]
            left = {}
    # A file that is one list says so where the list is empty too.
    if any(left.values()):
        raise ValueError(f"no sheet holds {', '.join(left)}")
    return found


def _rows(sheet: Sheet, key: str, items: Sequence[Values], names: Names, parent: str) -> Iterator[Row]:
    for number, item in enumerate(items, start=1):
        inner = _taken(item, ("of",)) if sheet.is_tree else []
        own = f"{parent}.{number}".lstrip(".")
        tree = {NUMBER: own, PARENT: parent or None} if sheet.is_tree else {}
        yield Row(key, tree | _cells(sheet, item, names))
        yield from _rows(sheet, key, inner, names, own)


def _cells(sheet: Sheet, values: Values, names: Names) -> Cells:
    """What the cells of a row hold; what they show is taken out of the values, and the rest of these is laid out in a cell of its own."""
    found: Cells = {}
    for path, columns in sheet.fields().items():
        holder = _holder(values, path)
        if holder is not None and path[-1] in holder:
            held, rest = cells.shown(columns, holder[path[-1]], names)
            found |= {name: value for name, value in held.items() if value is not None}
            _put(values, path, rest)
    if values:
        found[REST] = lay_out(values).removesuffix("\n")
    return found


def gather(kind: str, key: str, rows: Mapping[str, Sequence[Row]]) -> Gathered:
    """The record that rows make; a sheet that is not among them is asked for nothing."""
    made = Gathered({}, {}, [])
    for sheet in sorted(of_kind(kind), key=lambda sheet: bool(sheet.path)):
        own = rows.get(sheet.id, ())
        if not sheet.path and own:
            values = _values(sheet, own[0], (), made)
            if name := NAMED_BY.get(kind):
                values[name] = key
                made.places[name,] = (sheet, own[0].number, "#")
            made.values.update(values)
        elif sheet.path and (own or sheet.id in rows and not sheet.has_key and len(of_kind(kind)) == 1):
            holder = made.values
            for step in sheet.path[:-1]:
                holder = holder.setdefault(step, {})
            holder[sheet.path[-1]] = _listed(sheet, own, made)
    return made


def _listed(sheet: Sheet, rows: Sequence[Row], made: Gathered) -> list[Values]:
    """The rows of a list; of a tree, each in the row that it names as its group."""
    top: list[Values] = []
    known: dict[str, tuple[Values, Steps]] = {}
    for row in rows:
        holder, at = top, sheet.path
        parent = _named(row.cells.get(PARENT))
        if parent and parent not in known:
            made.faults.append(("no_such_group", (sheet, row.number, PARENT)))
        elif parent:
            values, at = known[parent]
            holder, at = values.setdefault("of", []), (*at, "of")
        at = (*at, len(holder))
        holder.append(_values(sheet, row, at, made))
        own = _named(row.cells.get(NUMBER))
        if own and own in known:
            made.faults.append(("group_is_named_twice", (sheet, row.number, NUMBER)))
        elif own:
            known[own] = holder[-1], at
    return top


def _named(raw: Raw) -> str:
    return "" if raw is None else str(raw).strip()


def _values(sheet: Sheet, row: Row, at: Steps, made: Gathered) -> Values:
    values: Values = {}
    if rest := row.cells.get(REST):
        parsed = source.parse(str(rest).encode(), "")
        if parsed.problems or parsed.values is None:
            made.faults.append(("rest_is_no_yaml", (sheet, row.number, REST)))
        values = _copied(parsed.values or {})
        made.places.update({(*at, *path): (sheet, row.number, REST) for path in _paths(values)})
    made.places[at] = (sheet, row.number, "#" if sheet.has_key else sheet.columns[0].key)
    for path, columns in sheet.fields().items():
        value = cells.typed(columns, row.cells)
        if value is not None or (*at, *path) not in made.places:
            made.places[(*at, *path)] = (sheet, row.number, columns[0].key)
        if value is not None:
            _merge(values, path, value)
            made.places.update({(*at, *path, column.language): (sheet, row.number, column.key) for column in columns if column.language})
    return values


def _merge(values: Values, path: Sequence[str], value: object) -> None:
    """Put a value in; where the rest has other languages of the same phrase, beside them."""
    for step in path[:-1]:
        held = values.get(step)
        values = values.setdefault(step, {}) if isinstance(held, dict | None) else {}
    more = values.get(path[-1])
    if isinstance(more, dict) and isinstance(value, str | dict):
        value = (value if isinstance(value, dict) else {"vi": value}) | more
    values[path[-1]] = value


def _paths(values: object, at: Steps = ()) -> Iterator[Steps]:
    for name, held in values.items() if isinstance(values, dict) else enumerate(values) if isinstance(values, list) else ():
        yield (*at, name)
        yield from _paths(held, (*at, name))


def _holder(values: Values, path: Sequence[str]) -> Values | None:
    for step in path[:-1]:
        values = values.get(step)
        if not isinstance(values, dict):
            return None
    return values


def _put(values: Values, path: Sequence[str], rest: object) -> None:
    """Leave of a value only the rest, and of what holds it nothing when it was all."""
    holder = _holder(values, path)
    if rest is not None:
        holder[path[-1]] = rest
        return
    del holder[path[-1]]
    if not holder and len(path) > 1:
        _put(values, path[:-1], None)


def _taken(values: Values, path: Sequence[str]) -> list[Values]:
    """The records of a list, taken out of what holds it; none where it holds anything else."""
    holder = _holder(values, path)
    items = holder and holder.get(path[-1])
    if not isinstance(items, list) or not items or not all(isinstance(item, dict) and item for item in items):
        return []
    _put(values, path, None)
    return items


def _copied(value):
    if isinstance(value, dict):
        return {str(name): _copied(each) for name, each in value.items()}
    return [_copied(each) for each in value] if isinstance(value, list) else value
