"""What an import tells its editor: each text that was kept, dropped or only proposed, and why; as a table and as a summary."""
from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import NamedTuple

from motcua import source
from motcua.text import shorten

SHOWN = 300
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Why(StrEnum):
    """A reason; its sentence stands in `reasons.yml` under its value."""

    TIME_WITHOUT_UNIT = "time_without_unit"
    TIME_IN_WORDS = "time_in_words"
    TIME_NOT_GIVEN = "time_not_given"
    TIMES_DIFFER = "times_differ"
    TIME_DIFFERS_FROM_CASE = "time_differs_from_case"
    FEE_WITHOUT_VALUE = "fee_without_value"
    FEE_TOO_SMALL = "fee_too_small"
    FEE_CONTRADICTED = "fee_contradicted"
    FEE_OF_A_CASE = "fee_of_a_case"
    FEE_HAS_NO_RULE = "fee_has_no_rule"
    FEE_ZERO_BESIDE_DIGITS = "fee_zero_beside_digits"
    FEE_ZERO_CONTRADICTED = "fee_zero_contradicted"
    FEE_ZERO_WITH_CASE = "fee_zero_with_case"
    FEES_DIFFER = "fees_differ"
    FORM_WITHOUT_NAME = "form_without_name"
    FORM_IN_A_NAME = "form_in_a_name"
    HEADING_AMONG_PAPERS = "heading_among_papers"
    COUNT_OF_A_NOTE = "count_of_a_note"
    ROLES_SCRAMBLED = "roles_scrambled"
    IMAGE_DROPPED = "image_dropped"
    HIDDEN_DROPPED = "hidden_dropped"
    NAME_MENDED = "name_mended"
    LAW_MENDED = "law_mended"
    LAW_REPEATED = "law_repeated"
    AGENCY_DROPPED = "agency_dropped"
    AGENCY_IS_LOCAL = "agency_is_local"
    APPLICANT_UNKNOWN = "applicant_unknown"
    CHANNEL_UNKNOWN = "channel_unknown"
    CASES_ALIKE = "cases_alike"
    INTERNAL_PROPOSED = "internal_proposed"
    FULL_ONLINE = "full_online"
    GAP = "gap"
    MALFORMED = "malformed"
    REPEATED = "repeated"
    KEPT_HAND_WRITTEN = "kept_hand_written"
    KEPT_EDITED = "kept_edited"
    LIST_KEPT = "list_kept"


PROPOSED = frozenset((Why.INTERNAL_PROPOSED, Why.FULL_ONLINE))
KEPT_AS_TEXT = frozenset(why for why in Why if why.startswith(("time_", "fee_"))) - {Why.TIME_NOT_GIVEN}


Tell = Callable[[str, str, Why], None]
"""Told a remark about the record at hand: field, text, reason."""


class Remark(NamedTuple):
    """One line of the report: the code (or file and line), the field, the text it is about, and the reason."""

    code: str
    field: str
    text: str
    why: Why


def table(remarks: Iterable[Remark], language: str) -> bytes:
    """The report as CSV that a spreadsheet opens in UTF-8 and in which no cell is taken for a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(("code", "field", "text", "why"))
    for remark in sorted(set(remarks)):
        words = shorten(" ".join(remark.text.split()), SHOWN)
        writer.writerow(map(harmless, (remark.code, remark.field, words, sentence(remark.why, language))))
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def summary(counts: Mapping[str, int], remarks: Iterable[Remark], language: str) -> str:
    """What was read, typed, kept and proposed, then how often each reason was given."""
    told = Counter(remark.why for remark in set(remarks))
    lines = [_sentence("summary", language).format(**counts)]
    lines += [f"{count:>7}  {sentence(why, language)}" for why, count in sorted(told.items(), key=lambda item: (-item[1], item[0]))]
    return "\n".join(lines) + "\n"


def sentence(why: Why, language: str) -> str:
    """A reason in words."""
    return _sentence(why.value, language)


def _sentence(key: str, language: str) -> str:
    words = _reasons()[key]
    return words.get(language) or words["vi"]


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


@cache
def _reasons() -> dict[str, dict[str, str]]:
    read = source.read(Path(__file__).with_name("reasons.yml"), "reasons.yml")
    if read.problems or read.values is None:
        raise ValueError(read.problems)
    return read.values
