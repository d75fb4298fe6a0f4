"""Whether a procedure still applies, in words: the state on the build's date, every date with its year."""
from __future__ import annotations

from datetime import timedelta
from typing import NamedTuple

from motcua.interface import Words
from motcua.model import Procedure
from motcua.text import date_text

GONE = ("abolished", "replaced")


class Banner(NamedTuple):
    """What stands under the name when the procedure is not plainly in force; `asks_for` introduces the successor's link."""

    tone: str
    text: str
    asks_for: str


def banner(procedure: Procedure, state: str, words: Words) -> Banner | None:
    """The banner of a state, None for what is plainly in force."""
    if state in GONE:
        return Banner("stop", _ended(procedure, words), words("state.now_do") if procedure.replaced_by else "")
    if state == "draft":
        return Banner("warn", words("state.draft"), "")
    if state == "announced":
        begins = procedure.effective_from
        return Banner("warn", words("state.announced", date=date_text(begins, words.language)) if begins else words("state.announced_undated"), "")
    if procedure.effective_to:
        until = words("state.until", date=date_text(procedure.effective_to, words.language))
        return Banner("warn", until, words("state.then") if procedure.replaced_by else "")
    if state == "amended":
        since = procedure.effective_from
        return Banner("note", words("state.amended_on", date=date_text(since, words.language)) if since else words("state.amended"), "")
    return Banner("note", words("state.not_stated"), "") if state == "not_stated" else None


def _ended(procedure: Procedure, words: Words) -> str:
    # `effective_to` is the last day on which it applied.
    ended = procedure.effective_to
    told = words("state.ended", date=date_text(ended + timedelta(days=1), words.language)) if ended else words("state.ended_undated")
    return told if procedure.replaced_by else f"{told} {words('state.no_successor')}"
