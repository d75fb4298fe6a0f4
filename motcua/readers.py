"""Strict readers of single values: from the words of a file to a number, a date, an address, or a refusal that says what to write."""
from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime
from decimal import Decimal
from functools import cache

from motcua.refusal import Refused
from motcua.text import read_words

MOST = 10**15
FIRST_YEAR, LAST_YEAR = 1900, 2200
# Shown to whoever wrote nothing that could be understood.
A_NUMBER, A_DAY = "50000", "2026-07-31"

_WHOLE = re.compile(r"0|[1-9][0-9]*")
_DECIMAL = re.compile(r"(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
# A number as people write it in a text, and what they put behind an amount of money.
_MEANT = re.compile(r"([1-9][0-9]{0,2}(?:[.,][0-9]{3})+|0*[1-9][0-9]{0,14})\s*(nghìn|ngàn|k|triệu)?\s*(đ|đồng|₫|vnđ|vnd)?")
_TIMES = {"nghìn": 1_000, "ngàn": 1_000, "k": 1_000, "triệu": 1_000_000}
_DAY_FIRST = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
_YEAR_FIRST = re.compile(r"([0-9]{4})[/. -]([0-9]{1,2})[/. -]([0-9]{1,2})")
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_HOST = rf"(?:{_LABEL}\.)+{_LABEL}"
_LOCAL = r"[A-Za-z0-9_%+-]+(?:\.[A-Za-z0-9_%+-]+)*"
_EMAIL = re.compile(rf"{_LOCAL}@{_HOST}")
# Nothing that ends an attribute or that browsers mend in their own ways: quotes, angle brackets, backslash, braces, blanks.
_REST = r"""(?:[/?#][^\s"'<>\\^`{|}]*)?"""
_URL = re.compile(rf"https?://{_HOST}(?::[0-9]{{1,5}})?{_REST}|mailto:{_LOCAL}@{_HOST}|tel:\+?[0-9]{{3,15}}")
_PHONE = re.compile(r"\+?[0-9(][0-9 ().-]*[0-9]")
URL_LIMIT, EMAIL_LIMIT = 2000, 254


def read_int(value: object, most: int = MOST, rule: str = "number_is_whole") -> int:
    """A whole number from 0 to `most`, written with digits alone; `rule` may name a sentence that says what is counted."""
    if isinstance(value, int) and not isinstance(value, bool):
        return _within(value, 0, most)
    if not isinstance(value, str) or not _WHOLE.fullmatch(value):
        raise Refused(rule, like=_digits_meant(value))
    # Judged by length first: Python refuses to turn thousands of digits into a number.
    return _within(int(value) if len(value) <= len(str(most)) else most + 1, 0, most)


def read_dong(value: object) -> int:
    """An amount in dong, which has no smaller part."""
    return read_int(value, rule="amount_is_whole_dong")


def _digits_meant(value: object) -> str:
    """A number as it should be written that stands in groups of three, with zeros in front, or with words for money; an example where none is meant."""
    found = _MEANT.fullmatch(str(value).strip().casefold())
    if not found:
        return A_NUMBER
    number, times, money = found.groups()
    is_whole = number.isdecimal() and number[0] != "0"
    return A_NUMBER if is_whole and not times and not money else str(int(re.sub("[.,]", "", number)) * _TIMES.get(times, 1))


def read_decimal(value: object, most: int = MOST, places: int = 6) -> Decimal:
    """A number from 0 to `most` with at most `places` digits after the point."""
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(_within(value, 0, most))
    text = format(value, "f") if isinstance(value, Decimal) and value.is_finite() else value
    if not isinstance(text, str) or not _DECIMAL.fullmatch(text):
        raise Refused("number_is_decimal")
    whole, _, part = text.partition(".")
    if len(part) > places:
        raise Refused("number_has_few_decimals", places=places)
    return _within(Decimal(text) if len(whole) <= len(str(most)) else Decimal(most + 1), 0, most)


def _within(number, least: int, most: int):
    if least <= number <= most:
        return number
    raise Refused("number_is_within", least=least, most=most)


def read_bool(value: object) -> bool:
    """`true` or `false`, and no other spelling."""
    if isinstance(value, bool):
        return value
    if value == "true" or value == "false":
        return value == "true"
    raise Refused("answer_is_true_or_false")


def read_date(value: object) -> date:
    """A day of the calendar written `YYYY-MM-DD`, from 1900 to 2200."""
    if isinstance(value, date) and not isinstance(value, datetime):
        day = value
    else:
        match = _DAY.fullmatch(value) if isinstance(value, str) else None
        if not match:
            raise Refused("date_is_year_month_day", like=_day_meant(value))
        try:
            day = date(*map(int, match.groups()))
        except ValueError:
            raise Refused("date_is_in_the_calendar", last=_last_day(*map(int, match.groups()[:2]))) from None
    if FIRST_YEAR <= day.year <= LAST_YEAR:
        return day
    raise Refused("date_is_near", first=FIRST_YEAR, last=LAST_YEAR)


def _day_meant(value: object) -> str:
    """A day written day first, as people here do, or with other signs, the way it should be written; an example where no such day is meant."""
    words = str(value).strip()
    day_first, year_first = _DAY_FIRST.fullmatch(words), _YEAR_FIRST.fullmatch(words)
    parts = day_first.groups()[::-1] if day_first else year_first.groups() if year_first else ()
    try:
        return date(*map(int, parts)).isoformat() if parts else A_DAY
    except ValueError:
        return A_DAY


def _last_day(year: int, month: int) -> str:
    """The last day of a month; nothing where there is no such month."""
    return str(monthrange(year, month)[1]) if 1 <= month <= 12 and year else ""


def read_url(value: object) -> str:
    """An address that a citizen may be sent to: `http`, `https`, `mailto` or `tel`, to a host in ASCII, without a password."""
    return _matching(value, _URL, "address_is_a_web_address", URL_LIMIT)


def read_email(value: object) -> str:
    """An e-mail address alone, without a name."""
    return _matching(value, _EMAIL, "email_is_an_address", EMAIL_LIMIT)


def read_phone(value: object) -> str:
    """One telephone number of 3 to 15 digits as people write it: `1022`, `028 3829 1234`, `(028) 3829.1234`, `+84 28 3829 1234`."""
    phone = _matching(value, _PHONE, "phone_is_one_number", 40)
    if 3 <= sum(character.isdigit() for character in phone) <= 15 and phone.count("(") == phone.count(")"):
        return phone
    raise Refused("phone_is_one_number")


def read_name(value: object, rule: str, pattern: str) -> str:
    """A name that matches `pattern` as a whole; `rule` names the sentence that says how it is written."""
    return _matching(value, _compiled(pattern), rule)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.ASCII)


def _matching(value: object, pattern: re.Pattern[str], rule: str, limit: int = 200) -> str:
    words = read_words(value)
    if len(words) <= limit and pattern.fullmatch(words):
        return words
    raise Refused(rule)
