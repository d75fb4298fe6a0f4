"""A page written by hand: its title, its text, the day of its last change, out of one Markdown file."""
from __future__ import annotations

import re
from typing import NamedTuple

from motcua import source


class Handwritten(NamedTuple):
    """`updated_on` is an ISO day, empty where the page does not say it."""

    title: str
    text: str
    updated_on: str


_FRONT = re.compile(r"---\n(.*?\n)---\n(.*)", re.DOTALL)
_HEADING = re.compile(r"\s*# +(.+?) *#*\n(.*)", re.DOTALL)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def parted(written: str, name: str) -> Handwritten:
    """The title is the first heading, else `title` between the lines `---`, else the page's name."""
    front = _FRONT.fullmatch(written)
    told = source.parse(front[1].encode(), name).values if front else None
    told = told if isinstance(told, dict) else {}
    text = front[2] if front else written
    heading = _HEADING.fullmatch(text + "\n")
    day = str(told.get("updated_on", ""))
    updated_on = day if _DAY.fullmatch(day) else ""
    return Handwritten(heading[1], heading[2].rstrip(), updated_on) if heading else Handwritten(str(told.get("title") or name), text, updated_on)
