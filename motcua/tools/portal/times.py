"""Types one time limit of a portal row: from its number and unit, or from words that say one time and no condition."""
from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from motcua.tools.portal import cleaning

UNITS = {
    "WORKING_DAY": "working_day", "DAY": "day", "CALENDAR_DAY": "calendar_day", "HOUR": "hour", "MONTH": "month", "MINUTE": "minute",
}
_UNIT_WORDS = {"ngày làm việc": "working_day", "ngày": "day", "giờ": "hour", "tháng": "month", "phút": "minute"}

_NUMBER = r"(?P<number>\d+(?:[.,]\d+)?)(?:\s*\([^()\d]{1,40}\))?"
_UNIT = r"(?P<unit>ngày làm việc|ngày|giờ|tháng|phút)(?!\s*\d)"
# "ngày 15 tháng 3" is a date, "trước 15 giờ" an hour of the clock.
_DURATION = re.compile(rf"(?<![\d/.,-])(?<!ngày )(?<!trước )(?<!sau )(?<!lúc ){_NUMBER}\s*{_UNIT}\b", re.IGNORECASE)
_ANY_TIME = re.compile(r"\d\s*(?:\([^()]*\)\s*)?(?:ngày|giờ|tháng|phút|năm|tuần|quý)\b|trong ngày|trong buổi|ngay (?:khi|sau)", re.IGNORECASE)
_ABOUT_TIME = re.compile(
    r"thời (?:hạn|gian)|kể từ|chậm nhất|không quá|trong vòng|hằng năm|hàng năm|trước ngày|tại thời điểm", re.IGNORECASE)
_LEAD = r"(?:[-+*•]\s*)?(?:thời (?:hạn|gian)(?: giải quyết| thực hiện)?\s*:?\s*)?"
_LIMIT = r"(?:(?:trong|tối đa|không quá|chậm nhất|thời hạn|thời gian|vòng|là)\s+)*"
_PLAIN = re.compile(
    rf"{_LEAD}{_LIMIT}{_NUMBER}\s*{_UNIT}\b"
    r"(?P<clock>\s*,?\s*(?:kể từ|tính từ|từ khi|sau khi)\s[^.;:\n]{3,160})?\s*[.;]?", re.IGNORECASE)
_UNDER_HEADING = re.compile(r"^\W*thời hạn giải quyết\s*:\s*(.+)$", re.IGNORECASE | re.MULTILINE)
_SAME_DAY = re.compile(rf"{_LEAD}(?:giải quyết |trả kết quả )?(?:ngay )?trong ngày(?: làm việc)?\s*[.;]?", re.IGNORECASE)
_CASE = re.compile(
    rf"(?:[-+*•]\s*)?(?P<case>(?:Trường hợp|Đối với)\s[^:;\n]{{5,250}}?)\s*[:,]\s*{_LIMIT}{_NUMBER}\s*{_UNIT}\b[^;\n]*", re.IGNORECASE)
_MARK = r"(?:[-+*•]\s*|\(?(?:\d{1,2}|[a-zđ]|[ivx]{1,4})[).]\s*)"
_HEADING = re.compile(rf"{_MARK}?(?P<case>(?:Trường hợp|Đối với)\s.{{5,600}}?)\s*:?", re.IGNORECASE)
_ANOTHER_HEADING = re.compile(rf"^\s*{_MARK}(?:Trường hợp|Đối với)\s", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Time:
    """A time as typed: `value` of a `unit`, or only words when both are nothing."""

    value: Decimal | None = None
    unit: str = ""

    def as_values(self) -> dict[str, object]:
        """The time as a duration of the model; nothing when it is only words."""
        return {"value": self.value, "unit": self.unit} if self.unit else {}


def typed(number: object, unit: object, words: str) -> Time:
    """The time of a row: its number with its unit, a number whose unit is not stated, or what its words say beyond doubt."""
    value = _decimal(number)
    if value is not None:
        return Time(value, UNITS.get(unit if isinstance(unit, str) else "", "not_stated"))
    return in_words(words)


def in_words(words: str) -> Time:
    """The one time that words state for every case; no time when they hold a condition, several times or an hour of the clock."""
    under = _UNDER_HEADING.search(words)
    sentence = re.sub(r"\s*\((?:thời hạn|thời gian)[^()\d]*\)", "", under[1] if under else words).strip()
    if _SAME_DAY.fullmatch(sentence):
        return Time(None, "same_day")
    plain = _PLAIN.fullmatch(sentence)
    if not plain or len(_ANY_TIME.findall(words)) != 1:
        return Time()
    return Time(_decimal(plain["number"].replace(",", ".")), _UNIT_WORDS[plain["unit"].lower()])


def case_of(words: str, time: Time) -> str:
    """The condition under which a row's time holds: the heading over all its words, or the words before exactly its own time."""
    if heading := heading_of(words):
        return heading
    match = _CASE.fullmatch(words)
    if not match or len(_ANY_TIME.findall(words)) != 1:
        return ""
    said = Time(_decimal(match["number"].replace(",", ".")), _UNIT_WORDS[match["unit"].lower()])
    return match["case"] if said == time else ""


def heading_of(words: str) -> str:
    """The case that the first line names as a heading over all that follows; nothing where a second case is named below it."""
    first, _, rest = words.partition("\n")
    heading = _HEADING.fullmatch(first.strip())
    leads_on = first.rstrip().endswith(":") or rest.lstrip().startswith(("*", "-", "+"))
    is_one = heading and leads_on and not _ANY_TIME.search(first) and not _ANOTHER_HEADING.search(rest)
    return heading["case"] if rest and is_one else ""


def clock_start(words: str) -> str:
    """From when the time runs, where the words are one plain time with its start."""
    match = _PLAIN.fullmatch(words.strip())
    return match["clock"].strip(" ,") if match and match["clock"] else ""


def tells_time(words: str) -> bool:
    """Whether words are about time, and so belong to the time limit rather than to the way of handing in."""
    return bool(_ANY_TIME.search(words) or (_ABOUT_TIME.search(words) and cleaning.says_something(words)))


def states_time(words: str) -> bool:
    """Whether words name a time at all: enough for a record to have a time limit in words."""
    return bool(_ANY_TIME.search(words))


def said_of(words: str, time: Time) -> bool:
    """Whether words contain this very time."""
    return any(
        Time(_decimal(match["number"].replace(",", ".")), _UNIT_WORDS[match["unit"].lower()]) == time for match in _DURATION.finditer(words))


def _decimal(number: object) -> Decimal | None:
    if isinstance(number, bool) or not isinstance(number, (int, float, str)):
        return None
    try:
        value = Decimal(str(number))
    except InvalidOperation:
        return None
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value
