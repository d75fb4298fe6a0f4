"""Values in words: every wording that a page promises, in both languages."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, strategies as st
from support.catalogues import procedure

from motcua import say
from motcua.interface import words
from motcua.model import Duration
from motcua.model.views import DepartmentView, OfficeView
from motcua.say import Answer
from motcua.say.phrase import lead, said

VI, EN = words("vi"), words("en")
WORKING = {"unit": "working_day"}
ALL_WAYS = [{"channel": "in_person"}, {"channel": "online"}, {"channel": "postal"}]


def flat(answer: Answer) -> str:
    """All that an answer says, in the order in which it is read."""
    told: list[str] = []
    for entry in answer.entries:
        told += [str(entry.group), f"{entry.head}:" if entry.head else "", *map(str, entry.values), str(entry.beside), *map(str, entry.notes)]
    return " ".join(filter(None, (*told, *map(str, answer.notes))))


def time(*rows: dict, ways=ALL_WAYS, cases=(), case="", language=VI, **fields) -> str:
    record = procedure(processing_time={"rows": list(rows)} | fields, submission_methods=ways, cases=list(cases))
    return flat(say.time_answer(record, language, case))


def fee(*fees: dict, ways=ALL_WAYS, cases=(), case="", language=VI, **fields) -> str:
    return flat(say.fee_answer(procedure(fees=list(fees), submission_methods=ways, cases=list(cases), **fields), language, case))


def amount(value: str, **fields) -> dict:
    return {"status": "amount", "amount": value, "currency": "VND"} | fields


def days(value: str, unit: str = "working_day") -> dict:
    return {"value": value, "unit": unit}


# Time ----------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "law, here, told",
    [
        ("20", "15", "15 ngày làm việc luật cho 20 ngày, ở đây hẹn sớm hơn 5 ngày (giảm 25 %)"),
        ("15", "12", "12 ngày làm việc luật cho 15 ngày, ở đây hẹn sớm hơn 3 ngày (giảm 20 %)"),
        ("5", "4", "4 ngày làm việc luật cho 5 ngày, ở đây hẹn sớm hơn 1 ngày (giảm 20 %)"),
        ("7", "5", "5 ngày làm việc luật cho 7 ngày, ở đây hẹn sớm hơn 2 ngày (giảm 28,6 %)"),
        ("15", "20", "20 ngày làm việc luật cho 15 ngày; số hẹn ở đây dài hơn. Hỏi khi nộp."),
        ("15", "15", "15 ngày làm việc"),
    ],
)
def test_a_promised_time_is_set_against_the_law(law: str, here: str, told: str):
    assert time({"statutory": days(law), "committed": days(here)}) == told


def test_a_reduction_is_said_in_english_as_english_writes_it():
    assert time({"statutory": days("7"), "committed": days("5")}, language=EN) == (
        "5 working days the law allows 7 days, here it is 2 days sooner (28.6% less)"
    )


def test_no_reduction_is_computed_between_unequal_units():
    told = time({"statutory": days("20", "day"), "committed": days("15")})
    assert told == "15 ngày làm việc luật cho 20 ngày"


def test_the_start_of_the_clock_and_what_it_does_not_count_are_said():
    told = time({"statutory": days("20")}, clock_start="khi nộp đủ giấy tờ hợp lệ", not_counted=["Thời gian bạn bổ sung"])
    assert told == "20 ngày làm việc Kể từ khi nộp đủ giấy tờ hợp lệ (không tính thời gian bạn bổ sung)"


def test_a_number_without_a_unit_is_quoted_and_left_open():
    assert time({"statutory": days("5", "not_stated")}) == 'Nguồn ghi "5", không ghi ngày hay giờ. Hỏi khi nộp.'


def test_two_numbers_without_a_unit_are_quoted_together():
    told = time(
        {"statutory": days("1", "not_stated"), "channels": ["postal"], "combines": "not_stated"},
        {"statutory": days("2", "not_stated"), "channels": ["in_person", "online"], "combines": "not_stated"},
    )
    assert told.startswith('Nguồn ghi "1" hoặc "2", không ghi ngày hay giờ. Hỏi khi nộp.')


def test_rows_that_differ_without_a_reason_are_all_said():
    told = time(
        {"statutory": days("12"), "channels": ["online", "postal"], "combines": "not_stated"},
        {"statutory": days("22"), "channels": ["in_person"], "combines": "not_stated"},
    )
    assert told == (
        "12 hoặc 22 ngày làm việc. Nguồn ghi 22 ngày khi nộp trực tiếp, 12 ngày khi nộp cách khác, không nêu lý do. Hỏi khi nộp."
    )


def test_rows_of_the_same_channel_that_differ_are_both_said():
    told = time({"statutory": days("3"), "combines": "not_stated"}, {"statutory": days("5"), "combines": "not_stated"})
    assert told == "3 hoặc 5 ngày làm việc. Nguồn ghi 3 ngày và 5 ngày, không nêu lý do. Hỏi khi nộp."


def test_a_time_on_which_all_channels_agree_is_said_once():
    rows = [{"statutory": days("5"), "channels": [way["channel"]]} for way in ALL_WAYS]
    assert time(*rows) == "5 ngày làm việc"


def test_a_time_that_depends_on_the_channel_names_it():
    told = time({"statutory": days("18"), "channels": ["in_person"]}, {"statutory": days("21"), "channels": ["postal", "online"]})
    assert told == "Nộp trực tiếp: 18 ngày làm việc Bưu điện, trên mạng: 21 ngày làm việc"


CASES = ({"id": "nha", "name": "Nhà ở riêng lẻ"}, {"id": "tuyen", "name": "Theo tuyến"}, {"id": "dat", "name": "Trong khu đất"}, {"id": "dao", "name": "Tôn giáo"})
BY_CASE = ({"cases": ["nha"], "statutory": days("15", "day")}, {"cases": ["tuyen", "dat", "dao"], "statutory": days("20", "day")})


def test_without_a_chosen_case_every_case_is_said():
    assert time(*BY_CASE, cases=CASES) == "Nhà ở riêng lẻ: 15 ngày Trường hợp khác: 20 ngày"


def test_a_chosen_case_has_its_own_value_first():
    assert time(*BY_CASE, cases=CASES, case="nha") == "15 ngày (trường hợp khác: 20 ngày)"


@pytest.mark.parametrize(("second", "told"), [("Cấp lại", "Cấp mới, cấp lại"), ("Cấp lại, cấp đổi", "Cấp mới; cấp lại, cấp đổi")])
def test_cases_that_share_a_value_are_named_so_that_each_is_seen_to_end(second: str, told: str):
    cases = [{"id": "moi", "name": "Cấp mới"}, {"id": "lai", "name": second}, {"id": "gia-han", "name": "Gia hạn"}]
    rows = [{"cases": ["moi", "lai"], "statutory": days("15")}, {"cases": ["gia-han"], "statutory": days("5")}]
    assert time(*rows, cases=cases) == f"{told}: 15 ngày làm việc Gia hạn: 5 ngày làm việc"


def test_long_names_of_cases_show_what_sets_them_apart():
    begin = "Trường hợp tổ chức, cá nhân đề nghị trả lại giấy phép khai thác khoáng sản"
    record = procedure(cases=[{"id": "a", "name": f"{begin} nhóm I"}, {"id": "b", "name": f"{begin} tại khu vực biển"}])
    assert [str(label) for label in say.case_labels(record.cases, VI)] == ["… nhóm I", "… tại khu vực biển"]
    assert [str(label) for label in say.case_labels(procedure(cases=list(CASES)).cases, VI)] == [case["name"] for case in CASES]


def test_a_row_for_a_case_goes_before_a_row_for_all():
    rows = ({"statutory": days("20")}, {"cases": ["nha"], "statutory": days("15")})
    assert time(*rows, cases=CASES, case="nha") == "15 ngày làm việc"
    assert time(*rows, cases=CASES, case="dat").startswith("20 ngày làm việc")


def test_stages_are_added_up():
    told = time({"name": "Xem hồ sơ", "statutory": days("4"), "combines": "stage"}, {"name": "Cấp giấy", "statutory": days("2"), "combines": "stage"})
    assert told == "6 ngày làm việc gồm: xem hồ sơ 4 ngày làm việc; cấp giấy 2 ngày làm việc"


def test_stages_that_do_not_fit_into_the_whole_are_pointed_out():
    told = time({"statutory": days("18")}, {"name": "Xem", "statutory": days("10"), "combines": "stage"},
                {"name": "Cấp", "statutory": days("10"), "combines": "stage"})
    assert "(!) Các bước trong quy định cộng lại 20 ngày. Hỏi khi nộp." in told


def test_a_stage_that_one_channel_adds_is_said_beside_the_time():
    told = time({"statutory": {"unit": "same_day"}, "condition": "Nộp sau 15 giờ: ngày làm việc sau"},
                {"channels": ["online"], "combines": "stage", "name": "Bạn soát bản nháp", "statutory": {"up_to": "1", "unit": "day"}})
    assert told == "Trong ngày Nộp sau 15 giờ: ngày làm việc sau Trên mạng: thêm tối đa 1 ngày để bạn soát bản nháp"


def test_stages_of_one_case_are_not_laid_to_another():
    rows = (
        {"cases": ["nha"], "statutory": days("18")}, {"cases": ["dat"], "statutory": days("10")},
        {"cases": ["nha"], "name": "Xem", "statutory": days("8"), "combines": "stage"},
        {"cases": ["nha"], "name": "Cấp", "statutory": days("8"), "combines": "stage"},
        {"cases": ["dat"], "channels": ["postal"], "name": "Kiểm tra", "statutory": days("1"), "combines": "stage"},
    )
    told = time(*rows, cases=CASES)
    assert "(!)" not in told and "Trong khu đất, bưu điện: thêm 1 ngày làm việc để kiểm tra" in told
    assert "thêm 1 ngày" not in time(*rows, cases=CASES, case="nha")


@pytest.mark.parametrize("language, told", [(VI, "Nguồn không nêu. Hỏi khi nộp."), (EN, "The source does not say. Ask when you apply.")])
def test_a_time_that_nobody_states_is_asked_for(language, told: str):
    assert flat(say.time_answer(procedure(), language)) == told


@pytest.mark.parametrize(
    "fields, vi, en",
    [
        ({"value": "1", "unit": "working_day"}, "1 ngày làm việc", "1 working day"),
        ({"value": "5", "up_to": "7", "unit": "day"}, "5 đến 7 ngày", "5 to 7 days"),
        ({"value": "1.5", "unit": "hour"}, "1,5 giờ", "1.5 hours"),
        ({"value": "30", "unit": "calendar_day"}, "30 ngày (tính cả ngày nghỉ)", "30 calendar days"),
        ({"up_to": "1", "unit": "month"}, "tối đa 1 tháng", "at most 1 month"),
        ({"unit": "same_day"}, "Trong ngày", "The same day"),
    ],
)
def test_a_duration_names_its_unit(fields: dict, vi: str, en: str):
    assert (say.duration(Duration(**fields), VI), say.duration(Duration(**fields), EN)) == (vi, en)


@given(st.integers(2, 400), st.data())
def test_a_committed_time_never_hides_the_statutory_one(law: int, data):
    here = data.draw(st.integers(1, law - 1))
    told = time({"statutory": days(str(law)), "committed": days(str(here))})
    assert told.startswith(f"{here} ngày làm việc luật cho {law} ngày, ở đây hẹn sớm hơn {law - here} ngày")


# Fees ----------------------------------------------------------------------------------------------------------------------


def test_nothing_to_pay_is_said_in_plain_words():
    assert fee({"status": "free"}) == "Không mất tiền"


def test_an_amount_on_which_all_channels_agree_is_said_once():
    rows = [amount("8000", channels=[way["channel"]]) for way in ALL_WAYS]
    assert fee(*rows) == "8.000 đồng Cách nộp nào cũng vậy (nguồn không ghi tính theo bản hay hồ sơ)"


def test_an_amount_says_what_it_is_for():
    assert fee(amount("5700000", per="một cơ sở, một lần"), ways=[{"channel": "in_person"}]) == "5.700.000 đồng một cơ sở, một lần"
    assert fee(amount("200", currency="USD", per="lần"), ways=[{"channel": "in_person"}]) == "200 USD một lần"


def test_fees_for_different_work_are_not_laid_to_the_channel():
    told = fee(amount("5700000", condition="Cấp mà phải đến đánh giá cơ sở", per="một cơ sở"), amount("1500000", condition="Đánh giá giám sát sau khi cấp", per="một cơ sở"))
    assert told == "Cấp mà phải đến đánh giá cơ sở: 5.700.000 đồng một cơ sở Đánh giá giám sát sau khi cấp: 1.500.000 đồng một cơ sở"


def test_a_fee_by_channel_and_by_date_gives_both_dates_and_both_values():
    told = fee(
        {"status": "free", "channels": ["online"]},
        amount("25000", channels=["in_person", "postal"], valid_to="2026-12-31"),
        amount("50000", channels=["in_person", "postal"], valid_from="2027-01-01"),
        {"status": "free", "condition": "Đổi do địa giới hành chính"},
    )
    assert told == (
        "Trực tuyến: Không mất tiền Cách khác: 25.000 đồng đến hết 31/12/2026, từ 01/01/2027 là 50.000 đồng "
        "Đổi do địa giới hành chính: Không mất tiền"
    )


def test_a_temporary_fee_without_a_successor_says_that_the_rest_is_unknown():
    told = fee(amount("25000", valid_from="2025-07-01", valid_to="2026-12-31"))
    assert told.startswith("25.000 đồng đến hết 31/12/2026 Mức này có từ 01/07/2025. Nguồn không nêu mức sau ngày đó. Hỏi trước khi nộp.")


def test_a_fee_set_by_the_provincial_council_says_so():
    told = fee({"status": "by_regulation", "set_by": "provincial_council"})
    assert told == "Mức do Hội đồng nhân dân cấp tỉnh quyết định: chưa có trên trang này, hỏi trước khi nộp"
    told = fee({"status": "by_regulation", "set_by": "provincial_council", "text": "75.000 đồng", "legal_basis": ["07/2020/NQ-HĐND"]})
    assert told == "Mức do Hội đồng nhân dân cấp tỉnh quyết định: 07/2020/NQ-HĐND; 75.000 đồng"


def test_a_fee_by_another_text_names_the_text():
    told = fee({"status": "by_regulation", "legal_basis": ["101/2020/TT-BTC"]})
    assert told == "Theo Thông tư 101/2020/TT-BTC. Hỏi số tiền trước khi nộp."
    # Laws and resolutions of the National Assembly are numbered alike.
    assert fee({"status": "by_regulation", "legal_basis": ["198/2025/QH15"]}) == "Theo 198/2025/QH15. Hỏi số tiền trước khi nộp."


def test_a_fee_that_nobody_states_is_asked_for():
    assert fee({"status": "not_stated"}) == "Nguồn không nêu. Hỏi trước khi nộp." == fee()


@pytest.mark.parametrize(
    "told",
    [
        "Theo quy định của pháp luật", "theo quy định", "Theo quy định của pháp luật về phí, lệ phí", "Thực hiện theo quy định của pháp luật hiện hành.",
        "Theo quy định của Luật phí và lệ phí và các văn bản quy phạm pháp luật hướng dẫn Luật phí và lệ phí",
    ],
)
def test_a_bare_reference_to_the_law_is_not_taken_for_an_answer(told: str):
    for status in ("by_regulation", "not_stated"):
        answer = say.fee_answer(procedure(fees=[{"status": status, "text": told}]), VI)
        assert told not in flat(answer) and "Nguồn chỉ dẫn sang quy định khác, không ghi mức." in flat(answer)


def test_a_text_that_names_its_source_is_kept():
    assert "Thông tư số 65/2025/TT-BTC" in fee({"status": "by_regulation", "text": "Theo quy định tại Thông tư số 65/2025/TT-BTC"})


def test_charges_on_top_of_each_other_are_added():
    told = fee(amount("100000", name="Đăng ký", combines="charge", per=None), amount("950000", name="Thẩm định", combines="charge"))
    assert told.endswith("Trả tất cả các khoản trên, cộng lại 1.050.000 đồng.")


def test_amounts_that_differ_without_a_reason_are_all_said():
    told = fee(amount("10000", combines="not_stated"), amount("20000", combines="not_stated"))
    assert told == "10.000 đồng 20.000 đồng Nguồn ghi các mức này, không nêu lý do khác nhau. Hỏi trước khi nộp."


@pytest.mark.parametrize("exemption", ["Miễn phí cho hộ nghèo", "Miễn lệ phí cho hộ nghèo", "Hộ nghèo"])
def test_free_never_opens_a_line_beside_an_amount(exemption: str):
    told = fee(amount("50000", exemption=exemption, per="hồ sơ"), ways=[{"channel": "in_person"}])
    assert told.casefold() == f"50.000 đồng một hồ sơ được miễn: {exemption.split(' cho ')[0] if 'Miễn' not in exemption else 'cho hộ nghèo'}".casefold()


def test_a_price_that_is_neither_phi_nor_le_phi_says_so():
    assert fee(amount("300000", kind="service_price", per="xe"), ways=[]) == "Giá dịch vụ: 300.000 đồng một xe"


# Places, people, states ----------------------------------------------------------------------------------------------------

CENTRE = DepartmentView("tt", (("vi", "Trung tâm phục vụ hành chính công"), ("en", "Service centre")), (), "department", None,
                        (OfficeView("a", (("vi", "Quầy A"),), (("vi", "Số 1"),), (), "0200 3800 100", "", "https://map.example/a", (), ()),), ("offices",))


def test_the_place_names_the_counter_and_the_other_ways():
    record = procedure(reception_places=[{"department": "tt"}], submission_methods=ALL_WAYS)
    assert flat(say.place_answer(record, {"tt": CENTRE}, VI)) == "Trung tâm phục vụ hành chính công · trên mạng · bưu điện"


def test_a_place_that_the_source_does_not_name_is_not_invented():
    told = flat(say.place_answer(procedure(submission_methods=ALL_WAYS), {}, VI))
    assert told == "Trực tiếp · trên mạng · bưu điện Nguồn không nêu nơi nhận hồ sơ."


def test_a_partly_online_procedure_says_why():
    record = procedure(submission_methods=[{"channel": "online"}], online_service="partial", online_partial_reason="phải xem đất")
    assert "Nộp được trên mạng một phần, vì: phải xem đất." in flat(say.place_answer(record, {}, VI))


def test_a_counter_keeps_its_telephone_link_and_its_mark():
    (counter,) = say.counters(procedure(reception_places=[{"department": "tt"}]), {"tt": CENTRE}, VI)
    assert (counter.telephone_link, counter.map_url, counter.is_illustrative) == ("tel:+842003800100", "https://map.example/a", True)


@pytest.mark.parametrize(
    "representation, told",
    [
        ({"allowed": "conditional", "text": "Được, có giấy ủy quyền. Ruột thịt: không phải chứng thực."}, "Được, có giấy ủy quyền. Ruột thịt: không phải chứng thực."),
        ({"allowed": "not_allowed"}, "Không được"),
        ({"allowed": "allowed", "text": "ông bà, cha mẹ"}, "Được Ông bà, cha mẹ"),
        (None, "Nguồn không nêu. Hỏi trước khi nộp."),
    ],
)
def test_whether_somebody_else_may_go(representation: dict | None, told: str):
    record = procedure(**({"representation": representation} if representation else {}), applicant_types=["citizen"])
    assert flat(say.person_answer(record, VI)) == f"Ai làm được: Công dân Việt Nam Đi thay: {told}"


@pytest.mark.parametrize(
    "state, fields, told",
    [
        ("abolished", {"effective_to": "2026-06-30"}, "Không còn áp dụng từ 01/07/2026. Nguồn không nêu việc thay thế. Hỏi trước khi nộp."),
        ("replaced", {"effective_to": "2026-06-30", "replaced_by": "1.000002"}, "Không còn áp dụng từ 01/07/2026."),
        ("announced", {"effective_from": "2027-03-01"}, "Từ 01/03/2027 mới áp dụng. Trước đó, hỏi nơi nhận hồ sơ."),
        ("in_force", {"effective_to": "2027-12-31"}, "Áp dụng đến hết 31/12/2027."),
        ("draft", {}, "Bản nháp, chưa công bố."),
    ],
)
def test_a_state_that_is_not_plainly_in_force_is_said_with_its_date(state: str, fields: dict, told: str):
    banner = say.banner(procedure(**fields), state, VI)
    assert banner is not None and banner.text == told


def test_what_is_plainly_in_force_has_no_banner():
    assert say.banner(procedure(), "in_force", VI) is None


# Papers --------------------------------------------------------------------------------------------------------------------


def groups(*components: dict, case: str = "", **fields) -> dict[str, list[say.Paper]]:
    record = procedure(dossier={"components": list(components)}, **fields)
    return {group.key: list(group.papers) for group in say.papers(record, VI, case)}


def test_papers_stand_in_the_group_that_says_what_to_do_with_them():
    found = groups(
        {"paper": "Tờ khai", "role": "submit", "originals": 1},
        {"paper": "Căn cước", "role": "present"},
        {"paper": "Giấy ủy quyền", "role": "submit", "when": "Đi thay"},
        {"paper": "Dữ liệu dân cư", "role": "note", "from_database": "Cơ sở dữ liệu dân cư"},
        {"paper": "Giấy tờ khác"},
        {"paper": "Bản chụp phải rõ", "role": "note"},
    )
    assert {key: [str(paper.name) for paper in held] for key, held in found.items()} == {
        "submit": ["Tờ khai"], "present": ["Căn cước"], "when": ["Giấy ủy quyền"], "none": ["Dữ liệu dân cư"],
        "unknown": ["Giấy tờ khác"], "notes": ["Bản chụp phải rõ"],
    }


def test_each_line_of_only_if_starts_with_its_condition():
    found = groups({"paper": "A", "when": "đi thay"}, {"paper": "B", "applicant": "Tổ chức"}, {"paper": "C", "channels": ["postal"]})
    assert [str(paper.condition) for paper in found["when"]] == ["Đi thay", "Tổ chức", "Gửi bưu điện"]


@pytest.mark.parametrize(
    "numbers, told",
    [
        ({"originals": 1}, "1 bản chính"),
        ({"originals": 0, "copies": 2}, "2 bản sao"),
        ({"originals": 1, "certified_copies": 1}, "1 bản chính, 1 bản sao có chứng thực"),
        ({"originals": 0, "copies": 0}, ""),
    ],
)
def test_counts_are_said_and_zero_never_is(numbers: dict, told: str):
    (paper,) = groups({"paper": "A", "role": "submit"} | numbers)["submit"]
    assert str(paper.counts) == told


def test_a_choice_is_one_line_with_its_kinds():
    kinds = [{"paper": "Căn cước", "role": "present"}, {"paper": "Hộ chiếu", "role": "present"}]
    (paper,) = groups({"choose": "one", "role": "present", "of": kinds})["present"]
    assert (str(paper.name), [str(kind.name) for kind in paper.kinds]) == ("Một trong các giấy sau:", ["Căn cước", "Hộ chiếu"])
    (titled,) = groups({"choose": "one", "role": "submit", "title": "Một trong các giấy tờ về đất", "of": kinds})["submit"]
    assert str(titled.name) == "Một trong các giấy tờ về đất:"


def test_without_a_chosen_case_no_case_lends_its_papers_to_the_others():
    components = ({"paper": "Đơn", "role": "submit"}, {"paper": "Bản vẽ nhà", "role": "submit", "cases": ["nha"]})
    record = procedure(dossier={"components": list(components)}, cases=list(CASES))
    assert [str(paper.name) for group in say.papers(record, VI) for paper in group.papers] == ["Đơn"]
    assert [(each.case, [str(paper.name) for paper in each.groups[0].papers]) for each in say.papers_by_case(record, VI)] == [("nha", ["Bản vẽ nhà"])]
    assert [str(paper.name) for group in say.papers(record, VI, "nha") for paper in group.papers] == ["Đơn", "Bản vẽ nhà"]


# Lines and languages -------------------------------------------------------------------------------------------------------


def test_lines_are_short_and_true():
    record = procedure(
        short_name="Xin bản sao giấy khai sinh", processing_time={"rows": [{"statutory": {"unit": "same_day"}}]}, fees=[amount("8000")],
        submission_methods=ALL_WAYS,
    )
    assert (say.time_line(record, "vi"), say.fee_line(record, "vi"), say.place_line(record, "vi")) == (
        "Trong ngày", "8.000 đồng", "Trực tiếp, trên mạng, bưu điện",
    )
    title, description = say.preview(record, "vi", "Sở Tư pháp", {})
    assert title == "Xin bản sao giấy khai sinh: trong ngày, 8.000 đồng | Sở Tư pháp"
    assert description == "Bao lâu: trong ngày; bao nhiêu tiền: 8.000 đồng; nộp ở đâu: trực tiếp, trên mạng, bưu điện."


def test_a_line_for_several_cases_says_that_it_depends():
    record = procedure(processing_time={"rows": list(BY_CASE)}, cases=list(CASES))
    assert say.time_line(record, "vi") == "15 hoặc 20 ngày, tùy trường hợp"
    assert say.time_line(record, "vi", "nha") == "15 ngày"


@given(st.lists(st.text(min_size=1, max_size=400).filter(str.strip), max_size=4))
def test_no_line_is_longer_than_sixty_letters(texts: list[str]):
    record = procedure(fees=[{"status": "not_stated", "text": text} for text in texts],
                       processing_time={"rows": [{"text": text} for text in texts]}, reception_places=[{"text": text} for text in texts])
    for language in ("vi", "en"):
        assert all(len(line(record, language)) <= 60 for line in (say.time_line, say.fee_line, say.place_line))


def test_an_untranslated_phrase_carries_its_language():
    record = procedure(fees=[amount("8000", per="một bản", condition="Xin thêm <bản>")])
    answer = say.fee_answer(record, EN)
    assert answer.entries[0].values[0].__html__() == '8,000 VND <span lang="vi">một bản</span>'
    assert answer.entries[0].notes[0].__html__() == '<span lang="vi">Xin thêm &lt;bản&gt;</span>'


def test_a_lead_is_a_sentence_and_never_a_number():
    assert [str(part) for part in lead(said("Được. Có giấy tờ."))] == ["Được. Có giấy tờ.", ""]
    assert [str(part) for part in lead(said("Được, có giấy. Không chứng thực."))] == ["Được, có giấy.", "Không chứng thực."]
    assert [str(part) for part in lead(said("1. Nộp hồ sơ. Chờ."))] == ["1. Nộp hồ sơ. Chờ.", ""]


def test_a_mark_covers_what_lies_below_it():
    record = procedure(fees=[amount("1000"), amount("2000")], illustrative=["fees[1].amount"])
    assert [say.Marks.of(record).touch(f"fees[{n}]", "amount") for n in (0, 1)] == [False, True]
    assert say.Marks(("fees",)).touch("fees[0]", "amount") and not say.Marks(("fees[0].legal_basis",)).touch("fees[0]", "amount")


def test_money_is_written_as_each_language_writes_it():
    (record,) = procedure(fees=[amount("1234567.5", currency="USD")]).fees
    assert record.amount == Decimal("1234567.5")
    assert (str(say.money(record, VI)), str(say.money(record, EN))) == ("1.234.567,5 USD", "1,234,567.5 USD")


# At a glance ---------------------------------------------------------------------------------------------------------------


def glance(what: str, language=VI, **fields) -> tuple[str, str] | None:
    record = procedure(submission_methods=ALL_WAYS, **fields)
    answer = (say.fee_answer if what == "fee" else say.time_answer)(record, language)
    found = say.glance(answer, language, what)
    return found and (str(found.value), found.reason)


def by_condition(*fees: dict) -> list[dict]:
    return [each | {"condition": f"Khi làm việc thứ {number}"} for number, each in enumerate(fees)]


def test_a_short_answer_is_not_folded():
    assert glance("fee", fees=[amount("8000")]) is None
    assert glance("fee", fees=[amount("8000", channels=["in_person", "postal"]), {"status": "free", "channels": ["online"]}]) is None


def test_many_amounts_of_one_unit_are_said_from_the_least_to_the_most():
    fees = by_condition(amount("20000"), {"status": "free"}, amount("8000"), amount("1500"))
    assert glance("fee", fees=fees) == ("0 đến 20.000 đồng", "tùy trường hợp: xem từng mức")
    assert glance("fee", EN, fees=fees[2:] + by_condition(amount("9"), amount("10000"))) == ("9 to 10,000 VND", "depends on the case: see each rate")


def test_two_or_three_values_are_said_side_by_side_the_least_first():
    assert glance("fee", fees=by_condition(amount("20000"), amount("8000"), amount("8000", name="Bản sao"), amount("9000"))) == (
        "8.000, 9.000 hoặc 20.000 đồng", "tùy trường hợp: xem từng mức")
    rows = [{"statutory": days(value), "condition": f"Khi làm việc thứ {value}, có đến xem tận nơi"} for value in ("18", "21", "10")]
    assert glance("time", processing_time={"rows": rows}) == ("10, 18 hoặc 21 ngày làm việc", "tùy trường hợp: xem từng thời hạn")


def test_the_only_rate_that_is_known_is_said_with_whom_it_is_for():
    unknown = {"status": "by_regulation", "set_by": "provincial_council"}
    fees = by_condition({"status": "free", "name": "Khai đúng hạn"}, {**unknown, "name": "Khai quá hạn"})
    assert glance("fee", fees=fees)[0] == "Khai đúng hạn: không mất tiền; trường hợp khác: hỏi trước khi nộp"
    # A name that would fill the screen is left to the fold.
    long = by_condition({"status": "free", "name": "Khai đúng hạn tại Ủy ban nhân dân cấp xã nơi cư trú của người cha hoặc người mẹ"}, unknown)
    assert glance("fee", fees=long)[0] == "Không mất tiền hoặc mức khác"


def test_a_value_in_words_is_not_left_out_of_a_glance():
    fees = by_condition(amount("8000"), {"status": "free"}, {"status": "by_regulation", "set_by": "provincial_council"})
    assert glance("fee", fees=fees) == ("Không mất tiền, 8.000 đồng hoặc mức khác", "tùy trường hợp: xem từng mức")
    assert glance("fee", fees=by_condition(*[{"status": "by_regulation", "set_by": who} for who in ("provincial_council", "agency", "market")])) == (
        "3 mức", "tùy trường hợp: xem từng mức")


def test_amounts_of_several_currencies_make_no_range_and_each_is_said_once_behind_its_numbers():
    fees = by_condition(amount("2000", per="trang"), amount("10", currency="USD", per="bản"), amount("1000", per="trang"), amount("5"))
    assert glance("fee", fees=fees) == ("4 mức", "tùy trường hợp: xem từng mức")
    assert glance("fee", fees=fees[:3])[0] == "1.000 hoặc 2.000 đồng một trang; hoặc 10 USD một bản"


def test_a_temporary_amount_in_a_glance_is_said_to_depend_on_the_date():
    fees = [*by_condition(amount("25000", valid_to="2026-12-31"), {"status": "free"})]
    fees.append(fees[0] | amount("50000", valid_from="2027-01-01", valid_to=None))
    assert glance("fee", fees=fees) == ("Không mất tiền; hoặc 25.000 đồng đến hết 31/12/2026, sau đó 50.000 đồng", "tùy trường hợp: xem từng mức")
    twice = [*fees, *(each | {"condition": "Khi làm lại"} for each in (fees[0], fees[2]))]
    assert glance("fee", fees=twice) == ("Không mất tiền, 25.000 đồng hoặc 50.000 đồng", "đổi mức từ 01/01/2027: xem từng mức")


# What comes on top, and what changes of itself -----------------------------------------------------------------------------

COPY = amount("8000", name="Bản sao", condition="Chỉ khi xin thêm bản sao", combines="charge", per="bản")
NOTICE = amount("100000", name="Phí công bố", combines="charge", per="lần")


def test_what_one_may_pay_besides_is_an_addition_and_no_choice():
    told = fee({"status": "free"}, COPY)
    assert told == "Không mất tiền Có thể phải trả thêm Bản sao: 8.000 đồng một bản Chỉ khi xin thêm bản sao"
    record = procedure(fees=[{"status": "free"}, COPY], submission_methods=ALL_WAYS)
    assert say.fee_line(record, "vi") == "Không mất tiền; có khoản thêm"
    assert say.fee_line(record, "en") == "No charge; more may be due"
    assert "hoặc" not in say.preview(record, "vi", "Sở Tư pháp", {}).description


def test_what_everybody_pays_besides_is_never_left_out_of_a_line():
    assert say.fee_line(procedure(fees=[{"status": "free"}, NOTICE]), "vi") == "100.000 đồng một lần"
    assert say.fee_line(procedure(fees=[amount("25000"), NOTICE]), "vi") == "25.000 đồng; thêm 100.000 đồng một lần"
    assert fee({"status": "free"}, NOTICE) == "Không mất tiền Ai cũng trả thêm Phí công bố: 100.000 đồng một lần"


def test_of_charges_alone_the_one_with_a_condition_comes_on_top():
    told = fee(NOTICE, COPY)
    assert "Trả tất cả" not in told and told.index("Phí công bố") < told.index("Có thể phải trả thêm") < told.index("8.000 đồng")


def test_an_addition_that_names_no_unit_leaves_that_open():
    assert "Nguồn không ghi tính theo bản hay hồ sơ" in fee({"status": "free"}, {key: COPY[key] for key in COPY if key != "per"})


def test_a_fee_that_names_no_case_holds_for_every_case():
    general, of_a_house = amount("8000", name="Bản vẽ"), amount("75000", name="Giấy phép", cases=["nha"])
    told = fee(general, of_a_house, cases=CASES)
    assert told.startswith("Mọi trường hợp Bản vẽ: 8.000 đồng") and "Trường hợp khác" not in told
    assert fee(of_a_house, general, cases=CASES, case="nha").startswith("Giấy phép: 75.000 đồng Bản vẽ: 8.000 đồng")


def test_a_fee_for_the_cases_left_over_stands_after_those_that_are_named():
    told = fee(amount("8000"), amount("75000", cases=["nha"]), cases=CASES)
    assert told.startswith("Nhà ở riêng lẻ: 75.000 đồng Trường hợp khác: 8.000 đồng")


TEMPORARY = [amount("25000", per="hồ sơ", valid_from="2025-07-01", valid_to="2026-12-31"), amount("50000", per="hồ sơ", valid_from="2027-01-01")]


def test_a_temporary_fee_in_a_line_has_both_dates_and_both_values():
    record = procedure(fees=TEMPORARY)
    assert say.fee_line(record, "vi") == "25.000 đồng đến hết 31/12/2026, sau đó 50.000 đồng một hồ sơ"
    assert "25.000 đồng đến hết 31/12/2026, sau đó 50.000 đồng một hồ sơ" in say.preview(record, "vi", "Sở Tư pháp", {}).description


def test_a_temporary_fee_that_no_line_can_hold_is_said_to_depend_on_the_date():
    long = [each | {"per": "giấy phép của mỗi cơ sở"} for each in TEMPORARY]
    assert say.fee_line(procedure(fees=long), "vi") == "Tùy ngày nộp, xem trong trang"
    by_way = [{"status": "free", "channels": ["online"]}, *(each | {"channels": ["in_person"]} for each in long)]
    record = procedure(fees=by_way, submission_methods=ALL_WAYS)
    assert say.fee_line(record, "vi") == "Tùy trường hợp và ngày nộp, xem trong trang"
    assert "000 đồng" not in say.preview(record, "vi", "Sở Tư pháp", {}).description


# Our own words -------------------------------------------------------------------------------------------------------------


def test_an_editor_says_once_that_the_source_gives_no_reason():
    rows = [{"statutory": days("12"), "channels": ["online", "postal"], "combines": "not_stated"},
            {"statutory": days("22"), "channels": ["in_person"], "combines": "not_stated", "text": "Nguồn không nêu lý do. Hỏi khi nộp."}]
    answer = say.time_answer(procedure(processing_time={"rows": rows}, submission_methods=ALL_WAYS), VI)
    assert (flat(answer), answer.more) == ("12 hoặc 22 ngày làm việc. Nguồn không nêu lý do. Hỏi khi nộp.", ())


def test_agencies_among_themselves_are_not_spoken_to_as_citizens():
    time = {"rows": [{"statutory": days("5")}], "correction": {"text": "Thiếu thì báo."}}
    inside, outside = (procedure(is_internal=flag, processing_time=time) for flag in (True, False))
    assert (say.step_actor(inside, "applicant", VI), say.step_actor(outside, "applicant", VI)) == ("Cơ quan đề nghị làm", "Bạn làm")
    assert say.step_actor(inside, "agency", VI) == "Cơ quan làm" and say.step_actor(inside, "not_stated", VI) == ""
    assert [len(say.corrections(record, "0200 3800 100", VI)) for record in (inside, outside)] == [1, 2]


def test_what_an_editor_says_of_the_papers_as_a_whole_stands_among_the_notes():
    dossier = {"components": [{"paper": "Đơn", "role": "submit"}], "text": "giấy tờ tiếng nước ngoài phải dịch"}
    told = {origin: [str(paper.name) for group in say.papers(procedure(origin=origin, dossier=dossier), VI) for paper in group.papers]
            for origin in ("authored", "imported")}
    assert told == {"authored": ["Đơn", "Giấy tờ tiếng nước ngoài phải dịch"], "imported": ["Đơn"]}


def test_what_a_procedure_says_of_a_counter_stands_beside_it():
    place = {"department": "tt", "office": "a", "text": "Chỉ nhận buổi sáng"}
    assert [str(each.remark) for each in say.counters(procedure(reception_places=[place]), {"tt": CENTRE}, VI)] == ["Chỉ nhận buổi sáng"]


def test_charges_that_are_all_paid_are_said_by_their_sum():
    parts = [amount(value, name=f"Khoản thu thứ {value}, nộp một lần", combines="charge") for value in ("1000", "2000", "3000")]
    assert glance("fee", fees=parts) == ("6.000 đồng", "trả tất cả: xem từng khoản")
    assert glance("fee", fees=[part | {"per": "bản"} for part in parts]) == ("3 khoản", "trả tất cả: xem từng khoản")


def test_amounts_of_which_nobody_says_how_they_combine_are_only_counted():
    fees = [amount(value, combines="not_stated") for value in ("1000", "2000", "3000")]
    assert glance("fee", fees=fees) == ("3 mức", "nguồn không nêu lý do: xem từng mức")
    told = [each | {"text": f"Hồ sơ loại {each['amount']}"} for each in fees]
    assert glance("fee", fees=told) == ("3 mức", "xem từng mức nguồn ghi")
    assert "không nêu lý do" not in fee(*told) and "Hồ sơ loại 2000" in fee(*told)


def test_what_the_source_says_of_differing_times_stands_instead_of_no_reason():
    rows = [{"statutory": days(value), "combines": "not_stated", "text": f"- phải xác minh {value} lần"} for value in ("3", "2")]
    assert time(*rows) == "2 hoặc 3 ngày làm việc. Phải xác minh 3 lần Phải xác minh 2 lần"
    assert time(*[row | {"statutory": days("2")} for row in rows]) == "2 ngày làm việc"


def test_a_line_for_lists_gives_its_values_in_order():
    rows = [{"statutory": days(value), "condition": f"Loại {value}"} for value in ("18", "21", "10")]
    assert say.time_line(procedure(processing_time={"rows": rows}), "vi") == "10, 18 hoặc 21 ngày làm việc, tùy trường hợp"


@pytest.mark.parametrize(("what", "line", "told"), [
    ("fee", "8.000 đồng", "8.000 đồng"), ("fee", "Không mất tiền", "Không mất tiền"), ("fee", "Tùy trường hợp, xem trong trang", "lệ phí tùy trường hợp"),
    ("fee", "Tùy trường hợp và ngày nộp, xem trong trang", "lệ phí tùy trường hợp"), ("fee", "Nguồn không nêu", "chưa rõ lệ phí"),
    ("fee", "Mức do Hội đồng nhân dân thành phố quyết định", "chưa rõ lệ phí"), ("fee", "Theo Luật 97/2015/QH13", "chưa rõ lệ phí"),
    ("fee", "Ít nhất 5.000 đồng", "lệ phí: ít nhất 5.000 đồng"), ("time", "Trong ngày", "Trong ngày"), ("time", "Nguồn không nêu", "chưa rõ thời hạn"),
    ("time", 'Nguồn ghi "5", không ghi ngày hay giờ', "chưa rõ thời hạn"), ("time", "Khi bạn đến", "thời hạn: khi bạn đến"),
])
def test_under_a_name_stands_a_figure_or_that_it_depends_or_is_not_known(what, line, told):
    assert str(say.under_name(said(line), what, VI)) == told


@pytest.mark.parametrize(("within", "told"), [
    ({"value": 12, "unit": "month"}, "trong 1 năm"), ({"value": 24, "unit": "month"}, "trong 2 năm"), ({"value": 18, "unit": "month"}, "trong 18 tháng"),
    ({"value": 90, "unit": "day"}, "trong 90 ngày"),
])
def test_how_long_one_may_sue_is_said_in_whole_years(within, told):
    (notice,) = say.redress(procedure(redress=[{"kind": "lawsuit", "to": "Tòa án", "within": within}]), None, VI)
    assert str(notice.lines[0]) == f"Tòa án, {told}"


def test_who_is_late_owes_an_apology_before_anybody_has_to_call():
    record = procedure(processing_time={"rows": [{"statutory": {"unit": "working_day", "value": "5"}}]})
    (called,), (asked,) = say.corrections(record, "0200 1", VI), say.corrections(record, "", VI)
    assert (str(called.before), str(called.lines[0]), called.href) == (
        "Cơ quan phải gửi văn bản xin lỗi, ghi ngày hẹn lại.", "Chưa nhận được thì gọi 0200 1", "tel:+842001")
    assert list(map(str, asked.lines)) == ["Cơ quan phải gửi văn bản xin lỗi, ghi ngày hẹn lại.", "Chưa nhận được thì hỏi nơi nhận hồ sơ."]
