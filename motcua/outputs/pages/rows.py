"""A procedure as a row of a list: its name, then how long and how much, and what must be known before reading on."""
from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from motcua import say, urls
from motcua.index import in_order, namesakes, shown_name
from motcua.interface import Words
from motcua.model.views import Summary
from motcua.model.views import Words as Pairs
from motcua.outputs.pages.ways import Ways
from motcua.say import Said
from motcua.text import fold


class Row(NamedTuple):
    """One row; `tag` is empty for what is plainly in force, `level` unless another one in the list bears the same name."""

    href: str
    name: Said
    level: str
    tag: str
    facts: Said
    place: Said
    code: str


def rows(procedures: Iterable[Summary], words: Words, way: Ways) -> tuple[Row, ...]:
    """The rows of one list, sorted by name."""
    procedures = in_order(procedures, words.language)
    return told(procedures, namesakes(procedures, words.language), words, way)


def told(procedures: Iterable[Summary], alike: frozenset[str], words: Words, way: Ways, *, is_brief: bool = False) -> tuple[Row, ...]:
    """The rows in the order given; `alike` are the codes whose names need their level beside them; brief ones leave out what takes a sentence."""
    return tuple(
        Row(
            way(urls.procedure(each.code)), shown_name(each, words.language), _level(each, words) if each.code in alike else "",
            "" if each.state == "in_force" else words(f"list.state_{each.state}"), facts(each, words, is_brief=is_brief),
            _place(each.place, words), each.code,
        )
        for each in procedures
    )


def facts(procedure: Summary, words: Words, *, is_brief: bool = False) -> Said:
    """Time and fee in one line, as they are said under a name."""
    return _facts(procedure.time, procedure.fee, words, is_brief)


# A procedure stands in a dozen lists, and many procedures say the same: each line is worked out once in a process.
@lru_cache(maxsize=8192)
def _facts(time: Pairs, fee: Pairs, words: Words, is_brief: bool) -> Said:
    lines = (("time", say.paired(time, words.language)), ("fee", say.paired(fee, words.language)))
    return say.capital(say.join(" · ", (say.under_name(line, what, words, is_brief=is_brief) for what, line in lines)))


@lru_cache(maxsize=2048)
def _place(place: Pairs, words: Words) -> Said:
    line = say.paired(place, words.language)
    return say.fill(words("list.place"), text=say.small(line)) if line else line


def _level(procedure: Summary, words: Words) -> str:
    """The levels at which it is carried out; none where its own name says one of them."""
    levels = [words(f"list.level_{level}") for level in procedure.level if level != "not_stated"]
    name = fold(str(shown_name(procedure, words.language)))
    return "" if any(fold(level) in name for level in levels) else words("shared.list").join(levels)
