"""Time limits and fees: typed where the source is certain, with the words always kept beside the number."""

from typing import Literal

from pydantic import ValidationInfo, field_validator

from motcua.model.record import Currency, Day, Id, Number, Phrase, Record, TimeOfDay, Whole, Words
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
    """How long it takes: rows, how the clock runs, and what lengthens it.

    What is handed in after `cut_off` counts as handed in on the next working day, wherever it is; without it each counter's own hour holds.
    """

    rows: tuple[TimeRow, ...] = ()
    clock_start: Phrase | None = None
    cut_off: TimeOfDay | None = None
    not_counted: tuple[Phrase, ...] = ()
    extensions: tuple[Extension, ...] = ()
    correction: Correction | None = None
    file_within: FileWithin | None = None
    text: Phrase | None = None


class FeeOption(Record):
    """An answer to choose."""

    id: Id
    name: Phrase


class FeeQuestion(Record):
    """What must be known to reckon a fee: a number of what `counts` names, or one of the options; asked once for all fees that need it."""

    id: Id
    ask: Phrase
    counts: Phrase | None = None
    options: tuple[FeeOption, ...] = ()


class Answered(Record):
    """A condition: the question was answered with one of these options."""

    question: Id
    options: tuple[Id, ...]


class Counted(Record):
    """By what number an amount is multiplied, and for which part of it.

    `each` counts those that lie between the two numbers (the third page and those after it); `whole` counts every one when their number
    lies between them; `once` asks the amount a single time when it does. Without the two numbers all of them lie there.
    """

    question: Id
    from_number: Whole | None = None
    to_number: Whole | None = None
    charge: Literal["each", "whole", "once"] = "each"


class Reduction(Record):
    """A part of the amount that need not be paid, in percent; of several that hold the largest alone is taken."""

    percent: Whole
    channels: tuple[Literal["in_person", "online", "postal"], ...] = ()
    only_if: tuple[Answered, ...] = ()
    valid_from: Day | None = None
    valid_to: Day | None = None
    legal_basis: tuple[Words, ...] = ()
    text: Phrase


class Fee(Depends):
    """One fee: free, an amount, fixed by another text, or not stated; never two of them.

    `counted`, `times`, `only_if` and `free_if` type what its words say, so that it can be reckoned: what it is multiplied by, for one
    of what it holds `at_least` and `at_most`, under which answers it is asked at all, and any of which answers makes it free. Fees of
    one name that count the same are parts of one sum.
    """

    name: Phrase | None = None
    condition: Phrase | None = None
    only_if: tuple[Answered, ...] = ()
    kind: Literal["phi", "le_phi", "service_price", "other_cost", "not_stated"] = "not_stated"
    status: Literal["free", "amount", "by_regulation", "not_stated"]
    currency: Currency | None = None
    amount: Number | None = None
    per: Phrase | None = None
    counted: Counted | None = None
    times: Id | None = None
    at_least: Number | None = None
    at_most: Number | None = None
    combines: Combines = "alternative"
    exemption: Phrase | None = None
    free_if: tuple[Answered, ...] = ()
    reductions: tuple[Reduction, ...] = ()
    set_by: Literal["law", "government", "ministry", "provincial_council", "provincial_committee", "agency", "market", "not_stated"] = "not_stated"
    valid_from: Day | None = None
    valid_to: Day | None = None
    legal_basis: tuple[Words, ...] = ()
    text: Phrase | None = None

    @field_validator("amount", "at_least", "at_most", mode="before")
    @classmethod
    def _dong_are_whole(cls, value: object, info: ValidationInfo) -> object:
        # 50.000 is fifty thousand dong to whoever wrote it, and fifty to every reader of decimals.
        if isinstance(value, str) and info.data.get("currency") in (None, "VND"):
            return read_dong(value)
        return value


class GivenAnswer(Record):
    """How somebody answers a question: with an option, or with a number."""

    question: Id
    option: Id | None = None
    count: Whole | None = None


class Given(Record):
    """Somebody's situation: the case, how and when they file, their answers; what is left out makes no difference to the sum."""

    case: Id | None = None
    channel: Literal["in_person", "online", "postal"] | None = None
    filed_on: Day | None = None
    answers: tuple[GivenAnswer, ...] = ()


class FeeExample(Record):
    """What somebody in this situation pays, worked out by hand; dong unless it says otherwise."""

    given: Given | None = None
    expect: Number
    currency: Currency = "VND"
