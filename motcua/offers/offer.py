"""What a tool is offered: facts for its script, or the sentences that say what the data lack."""
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from motcua.say import Said


class Offer(NamedTuple):
    """Facts that the tool's script reckons with, made of what JSON knows."""

    facts: Mapping[str, Any]


class Missing(NamedTuple):
    """Why there is nothing to reckon with: names of sentences among the tool's own words."""

    keys: tuple[str, ...]


def spoken(line: Said) -> str | list[list[str]]:
    """A line as the scripts take it: its words, or pieces with their languages where one is not the page's."""
    if all(not language for _, language in line.pieces):
        return str(line)
    return [list(piece) for piece in line.pieces]
