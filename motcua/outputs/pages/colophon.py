"""The small print of a page: of which day it is, by which decision, and how it is cited."""
from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from motcua.interface import Words
from motcua.outputs.render import Markup, element
from motcua.text import date_text


class Version(NamedTuple):
    """The newest ISO day on which a fact of the page changed, empty where none is known, and the decisions that publish them."""

    changed_on: str = ""
    decisions: tuple[str, ...] = ()


def newest(days: Iterable[str]) -> Version:
    """The version of a list: as new as the newest of what it shows."""
    return Version(max(days, default=""))


def colophon(version: Version, name: str, who: str, address: str, words: Words) -> Markup:
    """The lines under a page; never the day on which it was built."""
    day = date_text(date.fromisoformat(version.changed_on), words.language) if version.changed_on else ""
    facts = [words("colophon.version", date=day)] if day else []
    if version.decisions:
        facts.append(words("colophon.decisions", numbers=words("shared.list").join(version.decisions)))
    cited = words("shared.list").join(part for part in (who, f"“{name}”", words("colophon.cited_version", date=day) if day else "", address) if part)
    lines = (*(element("span", fact) for fact in facts), element("span", words("colophon.cite", text=cited)))
    return Markup("\n").join(lines)
