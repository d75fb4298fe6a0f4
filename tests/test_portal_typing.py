"""How one row of a portal record is typed: a time, a fee, its words; never more than the row says."""

from __future__ import annotations

import csv
import json
import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, strategies as st
from motcua.tools.portal import cleaning, fees, legal_numbers, rows, times
from motcua.tools.portal.report import Why

LABELS = Path(__file__).with_name("portal_labels.tsv")
UNTYPED = {"words", "not_stated"}
NAME = "Cấp giấy phép thả diều"


def ignored(*_: object) -> None:
    """Takes a remark that the test does not ask about."""


def one_row(**method: object) -> rows.Row:
    return rows.read([{"submissionMethod": "DIRECT", **method}], NAME, ignored)[0]


def fee(value: object, note: str, currency: str = "Việt Nam Đồng", name: str = NAME) -> fees.Fee:
    return fees.typed(value, currency, fees.note_of(note), note, name)


@pytest.fixture(scope="module")
def records(shared: Path) -> dict[str, dict]:
    files = sorted((shared / "data" / "portal").glob("*.jsonl"))
    read = [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").split("\n") if line]
    return {record["code"]: record for record in read}


# Times


@pytest.mark.parametrize(("number", "unit", "value", "typed"), [
    (5.0, "WORKING_DAY", "5", "working_day"), (30, "DAY", "30", "day"), (1.5, "HOUR", "1.5", "hour"), (2.0, "MONTH", "2", "month"),
    (5.0, None, "5", "not_stated"), (5.0, "FORTNIGHT", "5", "not_stated"), (5, ["DAY"], "5", "not_stated"),
])
def test_a_number_is_typed_with_the_unit_that_is_stated(number: object, unit: object, value: str, typed: str) -> None:
    assert times.typed(number, unit, "").as_values() == {"value": Decimal(value), "unit": typed}


@pytest.mark.parametrize(("words", "value", "unit"), [
    ("05 ngày làm việc kể từ ngày nhận đủ hồ sơ", "5", "working_day"),
    ("Trong thời hạn 20 (hai mươi) ngày, kể từ khi nhận hồ sơ.", "20", "day"),
    ("Không quá 24 giờ", "24", "hour"),
    ("* Nơi nộp: quầy số ba\n* Thời hạn giải quyết: 13 ngày làm việc, kể từ ngày tiếp nhận (thời hạn không tính lúc lấy ý kiến).",
     "13", "working_day"),
])
def test_words_that_state_one_time_are_typed(words: str, value: str, unit: str) -> None:
    assert times.typed(None, None, words) == times.Time(Decimal(value), unit)


@pytest.mark.parametrize("words", [
    "", "gửi qua hệ thống quản lý văn bản", "28 ngày (cấp mới), 02 ngày (cấp lại)", "Trường hợp khó: 10 ngày", "trước ngày 30/11",
    "Nộp trước 15 giờ", "ngày 15 tháng 3", "kiểm tra 3 ngày; thẩm định 5 ngày", "10 ngày, gia hạn thêm 1 tháng",
])
def test_words_with_a_condition_or_several_times_stay_words(words: str) -> None:
    assert times.typed(None, None, words).as_values() == {}


def test_a_time_of_the_same_day_is_typed_only_when_the_words_say_nothing_else() -> None:
    assert times.in_words("Trong ngày làm việc.") == times.Time(None, "same_day")
    assert times.in_words("Trong ngày; nộp sau 15 giờ thì ngày làm việc sau").unit == ""


def test_a_case_is_read_from_the_words_before_its_own_time_or_from_a_heading() -> None:
    three = times.Time(Decimal(3), "working_day")
    assert times.case_of("- Trường hợp phải kiểm tra kho: trong thời hạn 03 ngày làm việc.", three) == "Trường hợp phải kiểm tra kho"
    assert times.case_of("- Trường hợp phải kiểm tra kho: trong thời hạn 04 ngày làm việc.", three) == ""
    assert times.case_of("(1) Trường hợp đổi tên:\n- nhận: 01 ngày\n- trả: 02 ngày", three) == "Trường hợp đổi tên"
    assert times.case_of("(1) Trường hợp đổi tên:\n- 01 ngày\n(2) Trường hợp đổi chủ:\n- 02 ngày", three) == ""


# Fees


@pytest.mark.parametrize(("value", "note", "status"), [
    (0, "", "free"), (0, "Không thu phí", "free"), (0, "(Miễn phí)", "free"),
    (0, "Miễn phí 2 lần đầu", "not_stated"), (0, "05 ngày làm việc", "not_stated"), (0, "Không quy định", "not_stated"),
    (0, "Phí thẩm định", "not_stated"), (0, "Đối với hộ nghèo: Không", "not_stated"), (0, "Lệ phí cấp mới 200 USD/lần", "not_stated"),
    (0, "Do Hội đồng nhân dân cấp tỉnh quy định", "by_regulation"), (0, "Theo quy định của Bộ Tài chính", "by_regulation"),
    (0, "Thông tư số 10/2024/TT-BTC", "by_regulation"),
    (0, "Phí cấp bản sao (nếu có yêu cầu) theo quy định tại Thông tư số 281/2016/TT-BTC", "not_stated"),
    (100_000, "", "amount"), (100_000, "100.000 đồng/lần", "amount"), (100_000, "Theo quy định của Bộ Tài chính", "amount"),
    (100_000, "50.000 đồng đến hết 31/12/2026", "not_stated"), (100_000, "Trường hợp cấp lại: 100.000 đồng", "not_stated"),
    (100_000, "Lệ phí gia hạn", "not_stated"), (100_000, "Từ ngày 01/7/2025 đến hết ngày 31/12/2026", "not_stated"), (500, "", "not_stated"), (40, "", "not_stated"), (1000.5, "", "not_stated"),
    (None, "", "not_stated"), (-1, "", "not_stated"), (True, "", "not_stated"), ("5000", "", "not_stated"),
])
def test_a_fee_is_typed_only_where_value_and_note_agree(value: object, note: str, status: str) -> None:
    typed = fee(value, note)
    assert typed.status == status
    assert (typed.why is None) == (status != "not_stated")
    assert typed.text == fees.note_of(note)


def test_a_foreign_amount_keeps_its_currency_and_an_unknown_one_is_not_typed() -> None:
    assert (fee(150, "", "USD").amount, fee(150, "", "USD").currency) == (150, "USD")
    assert fee(150_000, "", "kip").why is Why.FEE_TOO_SMALL


def test_a_case_that_is_the_procedure_itself_does_not_put_the_amount_in_doubt() -> None:
    assert fee(100_000, "Lệ phí gia hạn", name="Gia hạn giấy phép thả diều").status == "amount"


def test_a_fee_says_its_kind_who_sets_it_per_what_and_from_when() -> None:
    typed = fee(20_000, "Lệ phí: 20.000 đồng/giấy phép, từ ngày 01/7/2025 đến hết ngày 31/12/2026 theo Thông tư số 64/2025/TT-BTC")
    assert (typed.kind, typed.per, typed.set_by, typed.legal_basis) == ("le_phi", "giấy phép", "ministry", ("64/2025/TT-BTC",))
    assert [day.isoformat() for day in (typed.valid_from, typed.valid_to)] == ["2025-07-01", "2026-12-31"]
    assert fee(0, "Do Hội đồng nhân dân tỉnh quy định").set_by == "provincial_council"


def test_dates_of_an_exemption_are_not_dates_of_the_amount() -> None:
    typed = fee(20_000, "20.000 đồng (Miễn phí từ ngày 07/4/2026 đến 30/6/2026 theo Thông tư 40/2026/TT-BTC)")
    assert typed.status == "amount" and typed.valid_to is None
    assert typed.exemption.startswith("Miễn phí từ ngày 07/4/2026")


@given(st.text(alphabet="0123456789 .,/()đồngphílệMiễn", max_size=40))
def test_a_value_of_nothing_beside_a_digit_is_never_free(note: str) -> None:
    assert not (re.search(r"\d", note) and fee(0, note).status == "free")


def test_a_note_ends_where_its_bracket_does_and_an_item_of_a_list_is_no_note() -> None:
    assert fees.split("(100 đồng (một lần))Nộp tại quầy") == ("(100 đồng (một lần))", "Nộp tại quầy")
    assert fees.split("(100 đồng (một lần)05 ngày") == ("(100 đồng (một lần)", "05 ngày")
    assert fees.split("(1) Trường hợp đổi tên: 05 ngày") == ("", "(1) Trường hợp đổi tên: 05 ngày")


# Rows


def laid(*methods: dict) -> tuple[list[rows.Row], list[Why]]:
    told: list[Why] = []
    return rows.read(methods, NAME, lambda field, words, why: told.append(why)), told


def method(channel: str, number: object = 5, description: str = "", unit: str = "WORKING_DAY", **more: object) -> dict:
    return {"submissionMethod": channel, "processingTime": number, "processingTimeUnit": unit, "description": description, **more}


def test_what_channels_agree_on_is_said_once() -> None:
    read, _ = laid(method("ONLINE", fees=[{"value": 0}]), method("POSTAL", fees=[{"value": 0}]), method("DIRECT", fees=[{"value": 0}]))
    assert rows.processing_time(read, ignored)["rows"] == [
        {"channels": [], "condition": "", "statutory": {"value": 5, "unit": "working_day"}, "combines": "", "text": ""}]
    assert [(row["channels"], row["status"]) for row in rows.fee_rows(read, ignored)] == [([], "free")]


def test_a_difference_without_a_reason_keeps_every_value_and_is_told() -> None:
    told: list[Why] = []
    read, _ = laid(method("ONLINE", 12), method("POSTAL", 12), method("DIRECT", 22))
    time = rows.processing_time(read, lambda field, words, why: told.append(why))
    assert [(row["channels"], row["statutory"]["value"], row["combines"]) for row in time["rows"]] == [
        (["online", "postal"], 12, "not_stated"), (["in_person"], 22, "not_stated")]
    assert told == [Why.TIMES_DIFFER]


def test_a_difference_is_laid_to_the_channel_where_the_words_do_so() -> None:
    online, at_counter = "Nộp trực tuyến: 03 ngày làm việc", "Nộp trực tiếp tại quầy: 05 ngày làm việc"
    read, _ = laid(method("ONLINE", 3, online), method("DIRECT", 5, at_counter))
    assert [row["combines"] for row in rows.processing_time(read, ignored)["rows"]] == ["", ""]
    read, _ = laid(method("ONLINE", 3, online), method("DIRECT", 5))
    assert [row["combines"] for row in rows.processing_time(read, ignored)["rows"]] == ["not_stated", "not_stated"]


def test_a_difference_that_the_words_lay_to_a_case_is_no_difference_of_channels() -> None:
    words = "Trường hợp không xác minh: 02 ngày làm việc", "Trường hợp xác minh: 04 ngày làm việc"
    read, _ = laid(method("ONLINE", 2, words[0]), method("ONLINE", 4, words[1]), method("DIRECT", 2, words[0]), method("DIRECT", 4, words[1]))
    time = rows.processing_time(read, ignored)
    assert [(row["condition"], row["channels"], row["combines"]) for row in time["rows"]] == [
        ("Trường hợp không xác minh", [], ""), ("Trường hợp xác minh", [], "")]


def test_every_word_of_a_row_stands_with_its_time_or_with_its_channel() -> None:
    read, _ = laid(method("ONLINE", 5, "Gửi hồ sơ qua mạng"), method("DIRECT", 5, "05 ngày làm việc, kể từ ngày nhận đủ hồ sơ"))
    time, ways = rows.processing_time(read, ignored), rows.submission_methods(read)
    said = " ".join([*(row["text"] for row in time["rows"]), *(way["description"] for way in ways)])
    assert all(row.words in said for row in read)


def test_a_channel_without_a_fee_is_not_stated_and_not_free() -> None:
    read, _ = laid(method("ONLINE", fees=[{"value": 20000, "currencyName": "VNĐ"}]), method("DIRECT"))
    assert [(row["channels"], row["status"]) for row in rows.fee_rows(read, ignored)] == [(["online"], "amount"), (["in_person"], "not_stated")]


def test_an_unknown_channel_is_told() -> None:
    read, told = laid(method("CARRIER_PIGEON"))
    assert read[0].channel == "not_stated" and told == [Why.CHANNEL_UNKNOWN]


# Words and laws


def test_words_lose_what_nobody_can_see_and_keep_their_lines() -> None:
    raw = ", Nộp\u00a0một\tbộ \u200bhồ sơ:\r\n\uf0b7 Đơn  \r\n\n\n- a\u0302nh data:image/png;base64,AAAA=\ue000"
    assert cleaning.prose(raw) == "Nộp một bộ hồ sơ:\n- Đơn\n\n- ânh"
    assert cleaning.has_image(raw) and cleaning.has_hidden(raw) and not cleaning.has_hidden("một\r\nhai\tba")


@pytest.mark.parametrize("raw", ["Không có thông tin", "- Không quy định.", "không", " ", None, 5, "?"])
def test_a_way_of_saying_nothing_is_nothing(raw: object) -> None:
    assert cleaning.stated(raw) == ""


@pytest.mark.parametrize(("written", "number"), [
    ("Nghị định 118/2025/NĐ-CP ", "118/2025/NĐ-CP"), ("Luật số 32/2024/QH15", "32/2024/QH15"), ("Thông tư số 17/2017/TTBTC", "17/2017/TT-BTC"),
    ("146/2012/TTLT-BTC-BTPN", "146/2012/TTLT-BTC-BTP"), ("15/2015/TTLT-BGTVT-BQP-BCA-BNG", "15/2015/TTLT-BGTVT-BQP-BCA-BNG"),
    ("66.7/2025/NQ-CP", "66.7/2025/NQ-CP"),
])
def test_a_legal_number_is_freed_of_what_is_not_it(written: str, number: str) -> None:
    assert legal_numbers.number_in(written) == number


def test_a_law_has_a_title_only_where_its_name_is_more_than_its_number() -> None:
    assert legal_numbers.title_of("Nghị định số 83/2014/NĐ-CP", "83/2014/NĐ-CP") == ""
    assert legal_numbers.title_of("Luật Thương mại", "36/2005/QH11") == "Luật Thương mại"


# Against people's judgement and the real records


def _typed(record: dict, label: dict) -> str:
    described = rows.read(record["executionMethods"], record["name"], ignored)[int(label["row"])]
    if label["kind"] == "time":
        time = described.time
        return "words" if not time.unit else f"{time.value} {time.unit}"
    typed = described.fees[int(label["fee"])]
    if typed.status == "amount":
        return f"{typed.amount} {typed.currency}"
    return typed.status if typed.set_by == "not_stated" else f"{typed.status} {typed.set_by}"


@pytest.mark.bulk
def test_no_row_that_a_person_judged_is_typed_wrongly_and_most_are_typed(records: dict[str, dict]) -> None:
    labels = list(csv.DictReader(LABELS.read_text(encoding="utf-8").splitlines(), delimiter="\t"))
    typed = [_typed(records[label["code"]], label) for label in labels]
    wrong = [(label, found) for label, found in zip(labels, typed, strict=True) if found not in UNTYPED | {label["expected"]}]
    certain = [(label, found) for label, found in zip(labels, typed, strict=True) if label["certain"] == "yes"]
    assert len(labels) >= 100 and wrong == []
    assert sum(found == label["expected"] for label, found in certain) >= 0.9 * len(certain)


def test_every_real_row_with_a_number_and_a_unit_is_typed(records: dict[str, dict]) -> None:
    methods = [row for record in records.values() for row in record["executionMethods"]]
    whole = [row for row in methods if row["processingTime"] is not None and row["processingTimeUnit"]]
    typed = [times.typed(row["processingTime"], row["processingTimeUnit"], "") for row in whole]
    assert len(whole) == 3231
    assert all(time.value == Decimal(str(row["processingTime"])) and times.UNITS[row["processingTimeUnit"]] == time.unit
               for row, time in zip(whole, typed, strict=True))


@pytest.mark.bulk
def test_no_real_fee_of_nothing_beside_digits_is_free(records: dict[str, dict]) -> None:
    typed = [(item, described) for record in records.values()
             for method, row in zip(record["executionMethods"], rows.read(record["executionMethods"], record["name"], ignored), strict=True)
             for item, described in zip(method["fees"], row.fees, strict=True)]
    assert sum(described.status == "free" for _, described in typed) > 1000
    assert sum(described.status == "amount" for _, described in typed) > 450
    assert not [item for item, described in typed if described.status == "free" and re.search(r"\d", item["description"])]
    assert not [item for item, described in typed if described.status == "amount" and described.amount != item["value"]]
