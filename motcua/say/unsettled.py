"""Values that the source gives side by side without a reason: all of them are said, and that nobody says why."""
from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from motcua.interface import Words
from motcua.say.phrase import NOTHING, Said, fill, join, said, small
from motcua.say.rows import CHANNELS, Row, differing


def settled(rows: list[Row], every: tuple[str, ...], words: Words) -> list[Row]:
    """Differences that the source does not explain become one honest row."""
    def alike(row: Row, other: Row) -> bool:
        return (row.cases, row.head, row.condition) == (other.cases, other.head, other.condition)

    open_rows = differing(rows, alike)
    kept = []
    for row in rows:
        if row not in open_rows:
            kept.append(row._replace(notes=(*row.notes, row.told)) if row.told else row)
        elif row == (rivals := [other for other in open_rows if alike(row, other)])[0]:
            kept.append(_either(rivals, every, words))
    return kept


def _either(rivals: list[Row], every: tuple[str, ...], words: Words) -> Row:
    """"12 or 22 working days", with what the source says of each."""
    ordered = sorted(rivals, key=lambda row: min((CHANNELS.index(channel) for channel in row.channels), default=len(CHANNELS)))
    has_one_unit = len({str(row.values[0]).partition(" ")[2] for row in rivals}) == 1
    told: list[Said] = []
    for place, row in enumerate(ordered):
        value = small(row.short if row.short and (has_one_unit or _lacks_unit(row)) else row.values[0])
        by = _by(row, place > 0 and len(row.channels) > 1 and place == len(ordered) - 1, words)
        told.append(fill(words("time.unresolved_by"), value=value, channel=by) if by else value)
    between = words("shared.and") if len(told) == 2 and not any(row.channels for row in ordered) else words("shared.list")
    reasons = list(dict.fromkeys(row.told for row in ordered if row.told))
    notes = reasons or [fill(words("time.unresolved"), list=join(between, told))]
    values = ascending((_bare(row) for row in rivals), words)
    rest = (said(words("time.no_unit_rest")),) if all(map(_lacks_unit, rivals)) else ()
    value = said(words("time.no_unit_of", list=str(either(values, words)))) if rest else either(values, words) + "."
    return rivals[0]._replace(channels=(), values=(value,), notes=(*rest, *notes), is_unsure=False, short=NOTHING)


def _lacks_unit(row: Row) -> bool:
    return str(row.short).startswith('"')


def _bare(row: Row) -> Said:
    return row.short if _lacks_unit(row) else row.values[0]


def _by(row: Row, is_rest: bool, words: Words) -> str:
    if is_rest:
        return words("channel.by_others")
    return words("shared.list").join(words(f"channel.by_{channel}") for channel in CHANNELS if channel in row.channels)


def ascending(values: Iterable[Said | str], words: Words) -> list[str]:
    """Each value once, the least first after what is no number, such as "no charge"; numbers of several units stay as they stand."""
    lines = list(dict.fromkeys(map(str, values)))
    units = {line.partition(" ")[2] for line in lines if leading(line, words) >= 0}
    return lines if len(units) > 1 else sorted(lines, key=lambda line: (leading(line, words), line))


def leading(value: str, words: Words) -> Decimal:
    """The number that a value opens with, -1 where it opens with none."""
    thousands, point = (",", ".") if words.language == "en" else (".", ",")
    digits = value.partition(" ")[0].replace(thousands, "").replace(point, ".")
    return Decimal(digits) if digits.replace(".", "", 1).isdigit() else Decimal(-1)


def either(values: Iterable[Said | str], words: Words) -> Said:
    """Several values as a choice; an ending that all share, such as the unit, is said once."""
    lines = [str(value) for value in values]
    tails = {line.partition(" ")[2] for line in lines}
    if len(tails) == 1 and len(lines) > 1 and all(line[:1].isdigit() for line in lines):
        heads = [line.partition(" ")[0] for line in lines]
        return said(f"{_listed(heads, words)} {tails.pop()}".strip())
    return said(_listed([line if n == 0 else str(small(line)) for n, line in enumerate(lines)], words))


def _listed(parts: list[str], words: Words) -> str:
    return words("shared.or").join(filter(None, (words("shared.list").join(parts[:-1]), parts[-1])))
