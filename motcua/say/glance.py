"""Says an answer of several values in one line, for the first screen of a phone; each value stands whole in the fold under it."""
from __future__ import annotations

from collections.abc import Iterable
from math import ceil
from typing import NamedTuple

from motcua.interface import Words
from motcua.say.extras import in_line, plain, with_extras
from motcua.say.phrase import NOTHING, Said, capital, fill, join, small
from motcua.say.rows import Answer, Entry
from motcua.say.unsettled import ascending, either, leading

# Lines of a phone that an answer may take before it is folded, and how many characters they hold.
ROOM = 3
BOLD_WIDTH, NOTE_WIDTH = 32, 42
NOTE_LINES = 2
# How long a list of values may be where a range could stand instead, and where none could.
SHORT_LIST, LONG_LIST = 44, 64


class Glance(NamedTuple):
    """The values in short, and the words over the fold, which say why there are several."""

    value: Said
    reason: str
    is_illustrative: bool


def glance(answer: Answer, words: Words, what: str) -> Glance | None:
    """The line for an answer to `what`, "time" or "fee"; None for one that is short enough to be read at once."""
    entries = answer.entries
    if len(entries) < 2 or _lines(answer) <= ROOM:
        return None
    value = answer.total or capital(with_extras(_alone(plain(entries), answer.between, words, what), entries, words))
    return Glance(value, _reason(answer, words, what), any(entry.is_illustrative for entry in entries))


def _alone(entries: tuple[Entry, ...], between: str, words: Words, what: str) -> Said | str:
    """The values in short, without what is paid on top of them."""
    if len(entries) == 1:
        return in_line(entries[0])
    figures = [str(figure).rstrip(":.,") for entry in entries for figure in entry.figures]
    if between == "cases" and (dated := _dated(entries, words)):
        return dated
    return _values(entries, figures, between, words, what) or _count(figures, between, words, what)


def _count(figures: list[str], between: str, words: Words, what: str) -> str:
    return words("fee.several_parts" if between == "parts" else f"{what}.several", n=len(figures))


def _dated(entries: tuple[Entry, ...], words: Words) -> Said:
    """The values that stay, then the one that changes of itself, with its dates; "" where none or several change, or there is no room."""
    lines = list(dict.fromkeys(in_line(entry) for entry in sorted(entries, key=lambda entry: bool(entry.dated.line))))
    # The mark shows that the dates belong to the last value alone.
    told = join(";" + words("shared.or"), (small(line) if place else line for place, line in enumerate(lines)))
    return told if sum(bool(entry.dated.line) for entry in entries) == 1 and len(told) <= ROOM * BOLD_WIDTH else NOTHING


def _reason(answer: Answer, words: Words, what: str) -> str:
    """Why there are several; of values that change of themselves, on which days."""
    days = tuple(dict.fromkeys(day for entry in answer.entries for day in entry.dated.days))
    if answer.between != "cases":
        return words(f"{what}.each_{answer.between}")
    if days and not _dated(plain(answer.entries), words):
        return words("fee.each_dated", days=words("shared.list").join(days))
    base = plain(answer.entries)
    is_sum = len(base) < len(answer.entries) and len({entry.values for entry in base}) == 1
    return words("fee.each_extras" if is_sum else f"{what}.each_cases")


def _lines(answer: Answer) -> int:
    """How many lines of a phone the answer takes."""
    return sum(map(_height, answer.entries)) + _note_lines(answer.notes)


def _height(entry: Entry) -> int:
    line = sum(map(len, (entry.head, *entry.values, entry.beside)))
    return ceil(len(entry.group) / NOTE_WIDTH) + ceil(line / BOLD_WIDTH) + _note_lines(entry.notes)


def _note_lines(notes: Iterable[Said]) -> int:
    return min(NOTE_LINES, ceil(sum(map(len, notes)) / NOTE_WIDTH))


def _values(entries: tuple[Entry, ...], figures: list[str], between: str, words: Words, what: str) -> Said | str:
    """Two or three values side by side, more of one unit from the least to the most; "" where neither can be said."""
    is_foreign = any(language for entry in entries for figure in entry.figures for _, language in figure.pieces)
    plain = (words("fee.free"), words("time.same_day"))
    values = ascending((figure for figure in figures if leading(figure, words) >= 0 or figure in plain), words)
    if between != "cases" or is_foreign or not values:
        return ""
    others = [] if set(figures) <= set(values) else [words(f"{what}.other")]
    if others and what == "fee" and (known := _known(entries, values, words)):
        return known
    listed, whole = str(either([*values, *others], words)) if others else _by_unit(values, words), _range(values, words)
    if len(values) + len(others) <= 3 and len(listed) <= (SHORT_LIST if whole else LONG_LIST):
        return listed
    return words("shared.or").join((whole, *others)) if whole else ""


def _known(entries: tuple[Entry, ...], values: list[str], words: Words) -> Said:
    """The only entry with an amount, by its name, where of the others nobody says how much."""
    named = [entry for entry in entries if str(in_line(entry)) in values and entry.head and not entry.group]
    if len(named) != 1 or len(values) != 1:
        return NOTHING
    told = fill(words("fee.known"), head=named[0].head, value=small(in_line(named[0])))
    return told if len(told) <= ROOM * BOLD_WIDTH else NOTHING


def _by_unit(values: list[str], words: Words) -> str:
    """Values as a choice; of several units each is said once, behind its numbers."""
    groups: dict[str, list[str]] = {}
    for value in values:
        groups.setdefault(value.partition(" ")[2] if leading(value, words) >= 0 else "", []).append(value)
    if len(groups) == len(values) or "" in groups:
        return str(either(values, words))
    return (";" + words("shared.or")).join(str(either(ascending(group, words), words)) for group in groups.values())


def _range(values: list[str], words: Words) -> str:
    free = words("fee.free")
    numbers = [value for value in values if value != free]
    units = {value.partition(" ")[2] for value in numbers}
    if len(numbers) < 2 or len(units) > 1 or words("time.same_day") in values:
        return ""
    low, high = "0" if free in values else numbers[0].partition(" ")[0], numbers[-1].partition(" ")[0]
    return f"{words('time.between', low=low, high=high)} {units.pop()}"
