"""The strict readers: what each accepts, and the rule under which it refuses."""
from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from functools import partial
from typing import Annotated

import pytest
from hypothesis import given, strategies as st
from pydantic import BaseModel, BeforeValidator, ValidationError

from motcua import readers
from motcua.messages import Messages
from motcua.refusal import Refused
from motcua.source import parse
from motcua.text import LANGUAGES, Plain

MESSAGES = Messages()
_ODD = [
    "", " ", "~", "null", "yes", "no", "on", "True", "TRUE", "0x1F", "0o7", "010", "1_000", "1e3", ".nan", ".inf", "+1", "-1", "1.", ".5", "1,5", "50.000.000",
    "50 000", "12:30", "=", "2026-13-45", "2026-7-1", "2026-02-29", "01/07/2026", "1٣", "²", "１", "9" * 5000, None, [], {}, 1.5, object(),
]
_READERS = {
    "read_int": readers.read_int, "read_dong": readers.read_dong, "read_decimal": readers.read_decimal, "read_bool": readers.read_bool,
    "read_date": readers.read_date, "read_url": readers.read_url, "read_email": readers.read_email, "read_phone": readers.read_phone,
    "read_name": partial(readers.read_name, rule="email_is_an_address", pattern=r"[a-z]\d"),
}


@pytest.mark.parametrize("name", [name for name in _READERS if name != "read_phone"])
@pytest.mark.parametrize("value", _ODD, ids=lambda value: repr(value)[:20])
def test_every_odd_spelling_is_refused_under_a_rule_with_a_sentence(name, value):
    with pytest.raises(Refused) as refused:
        _READERS[name](value)
    for language in LANGUAGES:
        assert MESSAGES.sentence(refused.value.rule, language, **refused.value.values)


@pytest.mark.parametrize(("name", "value", "read"), [
    ("read_int", "0", 0), ("read_int", Plain("50000"), 50000), ("read_int", 7, 7), ("read_int", "1000000000000000", 10**15),
    ("read_dong", "8000", 8000), ("read_decimal", "12.50", Decimal("12.50")), ("read_decimal", "3", Decimal(3)),
    ("read_decimal", Decimal("2E+3"), Decimal(2000)), ("read_decimal", 4, Decimal(4)),
    ("read_bool", "true", True), ("read_bool", "false", False), ("read_bool", True, True),
    ("read_date", "2024-02-29", date(2024, 2, 29)), ("read_date", date(2026, 7, 1), date(2026, 7, 1)),
    ("read_url", "https://dichvucong.gov.vn/p/home?id=1#x", "https://dichvucong.gov.vn/p/home?id=1#x"),
    ("read_url", "http://example.gov.vn:8080/thủ-tục", "http://example.gov.vn:8080/thủ-tục"),
    ("read_url", "mailto:motcua@example.gov.vn", "mailto:motcua@example.gov.vn"), ("read_url", "tel:+842838291234", "tel:+842838291234"),
    ("read_email", "so.tu-phap@example.gov.vn", "so.tu-phap@example.gov.vn"),
    ("read_phone", "1022", "1022"), ("read_phone", "(028) 3829.1234", "(028) 3829.1234"), ("read_phone", "+84 28 3829-1234", "+84 28 3829-1234"),
    ("read_name", "a1", "a1"),
])
def test_the_one_canonical_spelling_is_read(name, value, read):
    assert _READERS[name](value) == read
    assert type(_READERS[name](value)) is type(read)


@pytest.mark.parametrize(("name", "value", "rule"), [
    ("read_int", "50.000", "number_is_whole"), ("read_int", True, "number_is_whole"), ("read_int", "1000000000000001", "number_is_within"),
    ("read_int", -1, "number_is_within"), ("read_dong", "50.000", "amount_is_whole_dong"), ("read_decimal", "1.1234567", "number_has_few_decimals"),
    ("read_decimal", Decimal("NaN"), "number_is_decimal"), ("read_decimal", Decimal("-1"), "number_is_decimal"), ("read_decimal", 1.5, "number_is_decimal"),
    ("read_decimal", False, "number_is_decimal"), ("read_bool", "yes", "answer_is_true_or_false"), ("read_bool", 1, "answer_is_true_or_false"),
    ("read_date", "2026-02-29", "date_is_in_the_calendar"), ("read_date", "1899-12-31", "date_is_near"), ("read_date", date(2201, 1, 1), "date_is_near"),
    ("read_date", datetime(2026, 7, 1), "date_is_year_month_day"), ("read_date", "2026-07-01\n", "date_is_year_month_day"),
    ("read_url", "javascript:alert(1)", "address_is_a_web_address"), ("read_url", "//host.vn/x", "address_is_a_web_address"),
    ("read_url", "https://a:b@host.vn/", "address_is_a_web_address"), ("read_url", "https://xn--h.vn\\@b.vn", "address_is_a_web_address"),
    ("read_url", "https://gоv.vn/", "address_is_a_web_address"), ("read_url", 'https://a.vn/"onclick="', "address_is_a_web_address"),
    ("read_url", "https://a.vn/b c", "address_is_a_web_address"), ("read_url", "https://a.vn/" + "b" * 2000, "address_is_a_web_address"),
    ("read_url", "file:///etc/passwd", "address_is_a_web_address"), ("read_url", "https://localhost/", "address_is_a_web_address"),
    ("read_email", "Sở <a@b.vn>", "email_is_an_address"), ("read_email", "a..b@c.vn", "email_is_an_address"),
    ("read_phone", Plain("0283829123"), "quote_this_text"), ("read_phone", "028 3829 1234 / 35", "phone_is_one_number"),
    ("read_phone", "12", "phone_is_one_number"), ("read_phone", "1" * 16, "phone_is_one_number"), ("read_name", "a٣", "email_is_an_address"),
    ("read_name", Plain("1.004222"), "quote_this_text"),
])
def test_another_spelling_is_refused_under_the_rule_that_says_what_to_write(name, value, rule):
    with pytest.raises(Refused) as refused:
        _READERS[name](value)
    assert refused.value.rule == rule


@given(st.text() | st.integers() | st.floats() | st.decimals() | st.binary(max_size=4), st.sampled_from(sorted(_READERS)))
def test_a_reader_reads_or_refuses_and_never_fails_otherwise(value, name):
    try:
        read = _READERS[name](value)
    except Refused:
        return
    assert _READERS[name](read) == read


class _Fee(BaseModel):
    amount: Annotated[int, BeforeValidator(readers.read_dong)]
    valid_from: Annotated[date, BeforeValidator(readers.read_date)]


class _Fees(BaseModel):
    fees: tuple[_Fee, ...]


def test_the_rule_of_a_refusal_survives_pydantic_with_the_place_of_its_value():
    read = parse(b"fees:\n  - amount: 50000\n    valid_from: 2026-07-01\n  - {amount: 50.000, valid_from: 2026-13-45}\n", "a.yml")
    with pytest.raises(ValidationError) as invalid:
        _Fees.model_validate(read.values)
    told = [(error["type"], *read.at(error["loc"])) for error in invalid.value.errors()]
    assert told == [("amount_is_whole_dong", 4, 14), ("date_is_in_the_calendar", 4, 34)]


@pytest.mark.parametrize(("written", "meant"), [
    ("50.000", "50000"), ("150000đ", "150000"), ("150.000 đồng", "150000"), ("150 nghìn", "150000"), ("2 triệu đồng", "2000000"), ("050", "50"),
    ("tám nghìn", "50000"), ("15 ngày", "50000"), ("-5", "50000"), ("1.5 triệu", "50000"),
])
def test_an_amount_in_another_spelling_is_told_as_it_should_be_written(written: str, meant: str):
    with pytest.raises(Refused) as refused:
        readers.read_dong(written)
    assert refused.value.values["like"] == meant
