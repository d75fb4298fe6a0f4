"""Time limits and fees: typed where the source is certain, with the words always kept beside the number."""

from typing import Literal

from pydantic import ValidationInfo, field_validator

from motcua.model.record import Currency, Day, Id, Number, Phrase, Record, Words
from motcua.readers import read_dong

Unit = Literal["working_day", "calendar_day", "day", "hour", "month", "minute", "same_day", "not_stated"]
Combines = Literal["alternative", "stage", "charge", "not_stated"]


class Duration(Record):
    """A number with its unit; `day` is "ngày" as the source says it, neither working nor calendar; `same_day` has no number."""

    value: Number | None = None
    up_to: Number | None = None
    unit: Unit


class Depends(Record):
    """What a row depends on; nothing named means that the row holds for all."""

    cases: tuple[Id, ...] = ()
    channels: tuple[Literal["in_person", "online", "postal"], ...] = ()
    area: Phrase | None = None
    applicant: Phrase | None = None


class TimeRow(Depends):
    """One time limit: what the law allows, what the office promises, and the words of the source."""

    name: Phrase | None = None
    condition: Phrase | None = None
    statutory: Duration | None = None
    committed: Duration | None = None
    combines: Combines = "alternative"
    text: Phrase | None = None


class Extension(Record):
    """A lengthening of the time limit that the law allows."""

    by: Duration | None = None
    text: Phrase


class Correction(Record):
    """The office's own deadline to ask for missing papers, and how often it may."""

    within: Duration | None = None
    times: Literal["once", "several", "not_stated"] = "not_stated"
    text: Phrase | None = None


class FileWithin(Record):
    """The applicant's own deadline, where the law sets one; no case named means that it holds for all."""

    cases: tuple[Id, ...] = ()
    within: Duration | None = None
    text: Phrase


class ProcessingTime(Record):
    """How long it takes: rows, how the clock runs, and what lengthens it."""

    rows: tuple[TimeRow, ...] = ()
    clock_start: Phrase | None = None
    not_counted: tuple[Phrase, ...] = ()
    extensions: tuple[Extension, ...] = ()
    correction: Correction | None = None
    file_within: FileWithin | None = None
    text: Phrase | None = None


class Fee(Depends):
    """One fee: free, an amount, fixed by another text, or not stated; never two of them."""

    name: Phrase | None = None
    condition: Phrase | None = None
    kind: Literal["phi", "le_phi", "service_price", "other_cost", "not_stated"] = "not_stated"
    status: Literal["free", "amount", "by_regulation", "not_stated"]
    currency: Currency | None = None
    amount: Number | None = None
    per: Phrase | None = None
    combines: Combines = "alternative"
    exemption: Phrase | None = None
    set_by: Literal["law", "government", "ministry", "provincial_council", "provincial_committee", "agency", "market", "not_stated"] = "not_stated"
    valid_from: Day | None = None
    valid_to: Day | None = None
    legal_basis: tuple[Words, ...] = ()
    text: Phrase | None = None

    @field_validator("amount", mode="before")
    @classmethod
    def _dong_are_whole(cls, value: object, info: ValidationInfo) -> object:
        # 50.000 is fifty thousand dong to whoever wrote it, and fifty to every reader of decimals.
        if isinstance(value, str) and info.data.get("currency") in (None, "VND"):
            return read_dong(value)
        return value
