"""Rows that depend on a case, a channel or a condition, brought together so that a value is said once and for whom it holds."""
from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from motcua.interface import Words
from motcua.model import Case
from motcua.model.amounts import Depends
from motcua.say.cases import case_names
from motcua.say.phrase import NOTHING, Said, capital, join, phrase, said
from motcua.text import unmarked

CHANNELS = ("in_person", "postal", "online")
HEAD_LIMIT = 120
# A name that already says how one applies.
CHANNEL_WORDS = ("truc tiep", "qua mang", "tren mang", "truc tuyen", "buu chinh", "buu dien", "in person", "online", "by post")


class Dated(NamedTuple):
    """A value that changes of itself, in one line with its dates, and the days on which it changes."""

    line: Said = NOTHING
    days: tuple[str, ...] = ()


UNDATED = Dated()


class Row(NamedTuple):
    """One value, said, with what it depends on; `is_unsure` where the source leaves open how rows combine.

    `told` is what the source says of such a row, `figures` are the values without the dates that stand with them;
    `extra` is "always" or "sometimes" for what is paid on top of the other rows.
    """

    cases: tuple[str, ...]
    channels: tuple[str, ...]
    head: Said
    condition: Said
    values: tuple[Said, ...]
    notes: tuple[Said, ...] = ()
    is_unsure: bool = False
    is_illustrative: bool = False
    beside: Said = NOTHING
    short: Said = NOTHING
    told: Said = NOTHING
    figures: tuple[Said, ...] = ()
    dated: Dated = UNDATED
    extra: str = ""


class Entry(NamedTuple):
    """A value as a reader meets it: for whom (said once for the entries after it), on what it depends, in bold, its conditions.

    `beside` follows the value on its line: what it is compared with. `figures` are the values without their dates;
    `extra` is "always" or "sometimes" for what is paid on top of the entries before it.
    """

    group: Said
    head: Said
    values: tuple[Said, ...]
    notes: tuple[Said, ...]
    is_illustrative: bool
    beside: Said = NOTHING
    figures: tuple[Said, ...] = ()
    dated: Dated = UNDATED
    extra: str = ""


class Answer(NamedTuple):
    """The answer to one question: the entries, what holds for all of them, and what may stay folded.

    `between` is how the entries stand to each other: "cases" exclude each other, "parts" are all paid, "open" where nobody says;
    `total` is the sum of parts that can be added up.
    """

    entries: tuple[Entry, ...]
    notes: tuple[Said, ...] = ()
    more: tuple[Said, ...] = ()
    between: str = "cases"
    total: Said = NOTHING


def plain_answer(value: Said | str, *notes: Said | str, is_illustrative: bool = False) -> Answer:
    """An answer of one value that depends on nothing."""
    kept = tuple(join("", (note,)) for note in notes if note)
    return Answer((Entry(NOTHING, NOTHING, (join("", (value,)),), kept, is_illustrative),))


def not_stated(words: Words, ask: str = "ask_before") -> Answer:
    """The honest answer where the source is silent."""
    return plain_answer(words("shared.not_stated"), words(f"shared.{ask}"))


def holds_for(row: Depends, case: str) -> bool:
    """Whether a row says something about the case; without a case, every row does."""
    return not case or not row.cases or case in row.cases


def channels_of(rows: Iterable[Depends], methods: Iterable[str]) -> tuple[str, ...]:
    """Every channel by which one may apply, as far as the record says."""
    named = {channel for row in rows for channel in row.channels} | set(methods)
    return tuple(channel for channel in CHANNELS if channel in named)


def who(row: Depends, words: Words) -> Said:
    """What a row depends on besides case and channel."""
    return join(", ", (phrase(row.applicant, words.language), phrase(row.area, words.language)))


def channel_names(channels: Sequence[str], every: Sequence[str], words: Words, *, others: bool) -> Said:
    """For which channels: one by its name, several in a row, or "other ways" for the rest when `others` asks so."""
    if not channels or set(channels) >= set(every):
        return NOTHING
    if len(channels) == 1:
        return capital(words(f"channel.only_{channels[0]}"))
    if others:
        return capital(words("channel.others"))
    return capital(join(words("shared.list"), (words(f"channel.{channel}") for channel in CHANNELS if channel in channels)))


def merged(rows: Iterable[Row], every: Sequence[str]) -> list[Row]:
    """Rows that say the same said once: their channels, then their cases, are brought together."""
    kept = [row._replace(channels=() if set(row.channels) >= set(every) else row.channels) for row in rows]
    kept = _united(kept, "channels", every)
    return _united(kept, "cases", ())


def _united(rows: list[Row], field: str, every: Sequence[str]) -> list[Row]:
    if len(rows) == 1:
        (row,) = rows
        mine = tuple(dict.fromkeys(getattr(row, field)))
        return [row._replace(**{field: () if every and set(mine) >= set(every) else mine})]
    found: dict[Row, tuple[str, ...] | None] = {}
    for row in rows:
        key, mine = row._replace(**{field: (), "is_illustrative": False}), getattr(row, field)
        before = found.get(key, ())
        # A row that names none holds for all: together with others it still holds for all.
        found[key] = None if before is None or not mine else tuple(dict.fromkeys((*before, *mine)))
    marked = {row._replace(**{field: (), "is_illustrative": False}) for row in rows if row.is_illustrative}
    return [
        key._replace(**{field: () if not union or (every and set(union) >= set(every)) else union, "is_illustrative": key in marked})
        for key, union in found.items()
    ]


def specific(rows: list[Row], case: str) -> list[Row]:
    """For a chosen case: a row for that case goes before a row for all that answers the same question."""
    if not case:
        return rows
    own = {_question(row) for row in rows if row.cases}
    return [row._replace(cases=()) for row in rows if row.cases or _question(row) not in own]


def _question(row: Row) -> tuple:
    return row.channels, row.head, row.condition, row.extra


def entries(rows: list[Row], cases: Sequence[Case], every: Sequence[str], words: Words, *, others: bool) -> tuple[Entry, ...]:
    """The rows as a reader meets them, grouped by case, each with its head; what is paid on top of them comes last."""
    found = tuple(_entries([row for row in rows if not row.extra], cases, every, words, others))
    if all(bool(entry.group) and not entry.head for entry in found):
        found = tuple(entry._replace(group=NOTHING, head=entry.group) for entry in found)
    for extra in ("always", "sometimes") if any(row.extra for row in rows) else ():
        added = _entries([row for row in rows if row.extra == extra], cases, every, words, others)
        found += tuple(_on_top(entry, extra, place == 0, words) for place, entry in enumerate(added))
    return found


def _on_top(entry: Entry, extra: str, is_first: bool, words: Words) -> Entry:
    """What is paid on top of the rest says so over its first entry, and for which cases."""
    title = join(": ", (words(f"fee.extra_{extra}"), entry.group)) if is_first or entry.group else NOTHING
    return entry._replace(group=title, extra=extra)


def _entries(rows: list[Row], cases: Sequence[Case], every: Sequence[str], words: Words, others: bool) -> Iterator[Entry]:
    # A row without a case stands for the cases left over where a row of some case answers its question, else for every case.
    named = {_question(row) for row in rows if row.cases}
    left = [row for row in rows if not row.cases and _question(row) in named]
    groups = dict.fromkeys(row.cases for row in rows if row not in left)
    held_by = [(group, [row for row in rows if row.cases == group and row not in left]) for group in groups]
    held_by += [((), left)] if left else []
    for number, (group, held) in enumerate(held_by):
        is_last = number > 0 and number == len(held_by) - 1
        title = case_names(group, cases, words, is_last) if group or held is left else NOTHING
        title = title or (said(words("cases.every")) if named and len(held_by) > 1 else NOTHING)
        for place, row in enumerate(held):
            yield _entry(row, held, title if place == 0 else NOTHING, every, words, others)


def _entry(row: Row, held: list[Row], title: Said, every: Sequence[str], words: Words, others: bool) -> Entry:
    """A condition leads where a neighbour holds by turns with it, and follows the value where it stands alone."""
    channels = row.channels or _rest(row, held, every)
    covers = set(held[0].channels) | set(channels) >= set(every)
    by = channel_names(channels, every, words, others=others and row is not held[0] and not row.head and covers)
    if row.head and any(word in unmarked(str(row.head)) for word in CHANNEL_WORDS):
        by = NOTHING
    leads = len(held) > 1 and not row.head and not by and len(row.condition) <= HEAD_LIMIT
    head = row.condition if leads else join(" · ", (row.head, by))
    notes = row.notes if leads or not row.condition else (capital(row.condition), *row.notes)
    return Entry(title, capital(head), row.values, notes, row.is_illustrative, row.beside, row.figures or row.values, row.dated)


def _rest(row: Row, held: list[Row], every: Sequence[str]) -> tuple[str, ...]:
    """The channels left to a row that names none, beside rows of the same head and condition that name theirs."""
    if row.channels:
        return ()
    named = {channel for other in held if (other.head, other.condition) == (row.head, row.condition) for channel in other.channels}
    return tuple(channel for channel in every if channel not in named) if named else ()


def differing(rows: list[Row], is_alike: Callable[[Row, Row], bool]) -> list[Row]:
    """Rows whose values differ although nothing that they name tells them apart, or whose source leaves the reason open."""
    found = []
    for row in rows:
        rivals = [other for other in rows if other is not row and is_alike(row, other) and other.values != row.values]
        if rivals and (row.is_unsure or any(_overlap(row, other) for other in rivals)):
            found.append(row)
    return found


def _overlap(row: Row, other: Row) -> bool:
    return row.channels == other.channels or bool(set(row.channels) & set(other.channels))
