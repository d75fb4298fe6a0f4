"""Where the facts of a record were read, what is invented, and when somebody looked at them last: the small print of its page."""
from __future__ import annotations

from collections.abc import Iterator

from motcua import say
from motcua.interface import Words
from motcua.model.record import Source, Sourced
from motcua.say import Fact, Facts
from motcua.text import date_text


def sources(record: Sourced, block: str, words: Words) -> Iterator[Facts]:
    """The lines of a record; `block` names the words in which its fields are said, as `field_<name>`."""
    if record.sources:
        yield Facts(words("basis.sources"), tuple(_source(each, block, words) for each in record.sources))
    if record.illustrative:
        hint = words("basis.illustrated_hint", fields=_fields(record.illustrative, block, words))
        yield Facts(words("basis.illustrated"), (Fact(say.said(hint)),))
    days = [words(f"basis.{key}", date=date_text(day, words.language)) for key in ("verified_on", "updated_on") if (day := getattr(record, key))]
    if days:
        yield Facts(words("basis.dates"), tuple(Fact(say.said(day)) for day in days))


def _source(source: Source, block: str, words: Words) -> Fact:
    read = words("basis.read_on", date=date_text(source.read_on, words.language)) if source.read_on else ""
    covers = words("basis.source_covers", fields=_fields(source.covers, block, words)) if source.covers else ""
    return Fact(say.phrase(source.title, words.language), source.url or "", say.join("; ", (read, covers)))


def _fields(paths: tuple[str, ...], block: str, words: Words) -> str:
    """The fields that paths lead to, each once, in the reader's words."""
    keys = (f"{block}.field_{path.partition('.')[0].partition('[')[0]}" for path in paths)
    return words("shared.list").join(dict.fromkeys(words(key if key in words else "field.others") for key in keys))
