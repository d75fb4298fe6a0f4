"""Lengths of time in words, each with its unit."""
from __future__ import annotations

from decimal import Decimal

from motcua import text
from motcua.interface import Words
from motcua.model import Duration


def duration(time: Duration, words: Words, *, short: bool = False) -> str:
    """A length of time with its unit; `short` leaves out what kind of day it is, beside a value that has said it."""
    if time.unit == "same_day":
        return words("time.same_day")
    if time.value is None and time.up_to is None:
        return words("shared.not_stated")
    if time.unit == "not_stated":
        return words("time.no_unit", n=_digits(time, words))
    key = f"time.short_{time.unit}" if short and f"time.short_{time.unit}" in words else f"time.{time.unit}"
    told = words.count(key, _digits(time, words), is_one=1 in (time.value, time.up_to) and None in (time.value, time.up_to))
    return words("time.at_most", time=told) if time.value is None else told


def quoted(time: Duration, words: Words) -> str:
    """A number as the source writes it, where it gives no unit."""
    return f'"{_digits(time, words)}"'


def _digits(time: Duration, words: Words) -> str:
    if time.value is None:
        return number(time.up_to, words)
    low = number(time.value, words)
    return words("time.between", low=low, high=number(time.up_to, words)) if time.up_to is not None else low


def number(value: Decimal, words: Words) -> str:
    """A number as this language writes it, without idle zeros."""
    return text.number(value.to_integral_value() if value == value.to_integral_value() else value.normalize(), words.language)
