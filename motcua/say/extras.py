"""A value in one line together with what is paid on top of it."""
from __future__ import annotations

from collections.abc import Iterable

from motcua.interface import Words
from motcua.say.phrase import Said, fill, join, said, small
from motcua.say.rows import Entry


def plain(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The entries that are no additions."""
    return tuple(entry for entry in entries if not entry.extra)


def in_line(entry: Entry) -> Said:
    """All that an entry says in bold, its dates too, without the sign that leads on to what stands under it."""
    *before, (words, language) = (entry.dated.line or join(" ", entry.values)).pieces
    return Said((*before, (words.rstrip(":.,"), language)))


def with_extras(value: Said | str, entries: Iterable[Entry], words: Words) -> Said:
    """The value, then what everybody pays on top of it, then that there may be more; on top of nothing it stands alone."""
    entries = tuple(entries)
    always = join(words("shared.list"), (small(in_line(entry)) for entry in entries if entry.extra == "always"))
    if always:
        value = always if str(value) == words("fee.free") else fill(words("fee.with_more"), value=value, more=always)
    return fill(words("fee.perhaps_more"), value=value) if any(entry.extra == "sometimes" for entry in entries) else said(value)
