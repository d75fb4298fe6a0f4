"""A change in a sentence that a citizen understands: the known fields in their own words, any other by its label, old and new."""
from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from motcua.compare import asked, typed
from motcua.compare.change import Change
from motcua.compare.labels import Labels
from motcua.compare.names import Names
from motcua.compare.telling import Telling
from motcua.compare.walk import TOGETHER
from motcua.model import Component, Fee
from motcua.say import capital

_NOBODY = Names()
_BREAKS = re.compile(r"\s*\n\s*")
_TIMES = ("processing_time.rows.statutory", "processing_time.rows.committed")
_PRICES = tuple(f"fees.{name}" for name in TOGETHER[Fee][0])
_COUNTS = tuple(f"dossier.components.{name}" for name in TOGETHER[Component][0])
_Tell = Callable[[Telling, Change], str]
_SENTENCES: dict[str, _Tell] = {
    **dict.fromkeys(_TIMES, typed.time), **dict.fromkeys(_PRICES, typed.price), **dict.fromkeys(_COUNTS, typed.paper_counts),
    "fill": asked.filling, "fill.steps.fields.only_if": asked.only_if,
    **dict.fromkeys(("fill.steps[]", "fill.steps.fields[]", "fill.steps.fields.options[]", "fill.steps.fields.columns[]", "fill.steps.fields.columns.options[]"), asked.asked_row),
    "fees[]": typed.fee_row, "dossier.components[]": typed.paper_row, "laws.state": typed.law_state,
}
_SUBJECTS: dict[str, _Tell] = {
    **dict.fromkeys(_TIMES, typed.time_limit), **dict.fromkeys(_PRICES, typed.charge), **dict.fromkeys(_COUNTS, typed.paper),
}


def told(change: Change, language: str, names: Names = _NOBODY) -> str:
    """The sentence, without a full stop; `names` are those of the records that it refers to."""
    tell = _SENTENCES.get(_pattern(change), Telling.any)
    return _in_one_line(tell(Telling(_labels(language), names), change))


def subject(change: Change, language: str, names: Names = _NOBODY) -> str:
    """What changed, without what it was and what it is, as the head of a line that shows both."""
    telling = Telling(_labels(language), names)
    if own := _SUBJECTS.get(_pattern(change)):
        return _in_one_line(own(telling, change))
    return _in_one_line(telling.what(change, is_item=isinstance(change.at[-1], int)))


def _in_one_line(sentence: str) -> str:
    return str(capital(_BREAKS.sub(" ", sentence)))


@lru_cache(maxsize=None)
def _labels(language: str) -> Labels:
    return Labels(language)


def _pattern(change: Change) -> str:
    """The path without its positions, of a paper the same in any depth."""
    steps = [step for step in change.at if isinstance(step, str) and step != "of"]
    return ".".join(steps) + ("[]" if isinstance(change.at[-1], int) else "")
