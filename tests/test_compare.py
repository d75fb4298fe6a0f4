"""Typed changes: whatever differs is told, in a sentence for citizens, and nothing is told where nothing differs."""
from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import catalogues

from motcua import interface, source
from motcua.compare import KINDS, Change, Names, changes, plain, told
from motcua.compare.labels import Labels
from motcua.load import MODELS
from motcua.model import Department, Duration, Form, Law, Procedure, Record
from motcua.say.form_numbers import form_number
from motcua.text import Text

SAMPLE = sorted((Path(__file__).parents[1] / "catalogue" / "procedures").glob("*/*.yml"))
LANGUAGES = ("vi", "en")


def made(kind: Any, n: int, depth: int = 0) -> Any:
    """A value of a field's type; another `n`, another value."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return made(inner[0], n, depth)
    if origin is Literal:
        return inner[n % len(inner)]
    if origin in (Union, UnionType):
        return made(inner[0], n, depth)
    if origin is tuple:
        return () if depth > 6 else (made(inner[0], n, depth + 1), made(inner[0], n + 1, depth + 1))
    if isinstance(kind, type) and issubclass(kind, Record):
        return kind.model_construct(**{name: made(field.annotation, n, depth + 1) for name, field in kind.model_fields.items()})
    plain_values = {Text: Text(f"lời số {n}", f"phrase {n}"), str: f"chu-{n}", int: n + 2, Decimal: Decimal(n + 2), date: date(2026, 1, 1 + n), bool: bool(n % 2)}
    return plain_values[kind]


def edited(record: Record) -> Iterator[tuple[str, Record]]:
    """The record with one value changed, taken away or put in another order, for every field in any depth."""
    for name, field in type(record).model_fields.items():
        value = getattr(record, name)
        for other in others(value, field.annotation):
            if other != value:
                yield name, record.model_copy(update={name: other})
        for number, row in enumerate(value if isinstance(value, tuple) else (value,)):
            for path, changed in edited(row) if isinstance(row, Record) else ():
                held = changed if not isinstance(value, tuple) else (*value[:number], changed, *value[number + 1 :])
                yield f"{name}.{path}", record.model_copy(update={name: held})


def others(value: Any, kind: Any) -> Iterator[Any]:
    yield made(kind, 5)
    if type(None) in get_args(kind):
        yield None
    if isinstance(value, tuple):
        yield ()
        yield value[:1]
        yield value[::-1]
    if isinstance(value, Text):
        yield Text(value.vi, "translated otherwise")


@pytest.mark.parametrize("model", [pytest.param(Procedure, marks=pytest.mark.bulk), *MODELS.values()], ids=lambda model: model.__name__)
def test_a_change_of_any_single_field_is_told_in_both_languages(model: type[Record]):
    full, seen = made(model, 1), 0
    for path, other in edited(full):
        found = changes(full, other)
        assert found, path
        assert {change.kind for change in found} <= set(KINDS)
        for change in found:
            assert all(told(change, language).strip() for language in LANGUAGES), path
            json.dumps([plain(change, "before"), plain(change, "after")])
        seen += 1
    assert seen >= len(model.model_fields)
    assert changes(full, made(model, 1)) == ()


@pytest.mark.parametrize("model", [Procedure, *MODELS.values()], ids=lambda model: model.__name__)
def test_a_field_that_appears_or_goes_is_told(model: type[Record]):
    full = made(model, 1)
    for name, field in model.model_fields.items():
        if not field.is_required():
            bare = full.model_copy(update={name: field.get_default()})
            assert (changes(bare, full) and changes(full, bare)) or bare == full, name


def read(path: Path) -> Procedure:
    return Procedure.model_validate(source.read(path, path.name).values)


@pytest.mark.bulk
@given(st.data())
@settings(max_examples=15, deadline=None)
def test_records_of_the_sample_differ_exactly_where_they_were_edited(data):
    record = read(data.draw(st.sampled_from(SAMPLE)))
    path, other = data.draw(st.sampled_from(list(edited(record))))
    assert changes(record, read(next(file for file in SAMPLE if file.stem == record.code))) == ()
    found = changes(record, other)
    assert found
    assert {change.part for change in found} == {path.split(".")[0]}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_of_every_model_has_a_label(language: str):
    labels, waiting, seen = Labels(language), [Procedure, *MODELS.values()], set()
    while waiting:
        model = waiting.pop()
        seen.add(model)
        # A length of time is told as one value.
        for name, field in model.model_fields.items() if model is not Duration else ():
            assert labels.part(model, name)
            assert labels.item(model, name)
            for value in literals(field.annotation):
                assert labels.value(model, name, value), (model, name, value)
            waiting += [inner for inner in records(field.annotation) if inner not in seen]
    assert len(seen) > 40


def literals(kind: Any) -> list[str]:
    return list(get_args(kind)) if get_origin(kind) is Literal else [each for inner in get_args(kind) for each in literals(inner)]


def records(kind: Any) -> list[type[Record]]:
    if isinstance(kind, type) and issubclass(kind, Record):
        return [kind]
    return [each for inner in get_args(kind) for each in records(inner)]


def sentences(before: dict, after: dict, language: str = "vi", names: Names | None = None) -> list[str]:
    found = changes(catalogues.procedure(**before), catalogues.procedure(**after))
    return [told(change, language, names or Names()) for change in found]


def fee(**fields: Any) -> dict:
    return {"fees": [{"kind": "phi", "status": "amount", "currency": "VND", "combines": "alternative"} | fields]}


def time(**fields: Any) -> dict:
    return {"processing_time": {"rows": [fields]}}


def days(number: str, unit: str = "working_day") -> dict:
    return {"value": number, "unit": unit}


PAPER = {"paper": "Bản vẽ", "role": "submit", "originals": "1"}


@pytest.mark.parametrize(
    "before, after, sentence",
    [
        (time(statutory=days("20")), time(statutory=days("15")), "Thời hạn: từ 20 còn 15 ngày làm việc (giảm 25 %)"),
        (time(statutory=days("20"), committed=days("10")), time(statutory=days("20"), committed=days("12")), "Thời hạn: từ 10 lên 12 ngày làm việc (tăng 20 %)"),
        (time(statutory=days("20"), committed=days("10")), time(statutory=days("15"), committed=days("10")),
         "Thời hạn luật cho: từ 20 còn 15 ngày làm việc (giảm 25 %)"),
        (time(statutory=days("20")), time(statutory=days("20", "day")), "Thời hạn: từ 20 ngày làm việc thành 20 ngày"),
        (time(statutory=days("3"), channels=["online"]), time(statutory=days("2"), channels=["online"]),
         "Thời hạn nộp trực tuyến: từ 3 còn 2 ngày làm việc (giảm 33,3 %)"),
        (fee(amount="8000", channels=["online"]), fee(amount="10000", channels=["online"]), "Phí nộp trực tuyến: từ 8.000 lên 10.000 đồng"),
        (fee(amount="10000"), fee(amount="8000"), "Phí: từ 10.000 còn 8.000 đồng"),
        (fee(amount="10000"), {"fees": [{"kind": "phi", "status": "free"}]}, "Phí: từ 10.000 đồng thành không mất tiền"),
        ({}, fee(amount="8000"), "Thêm khoản phải trả: Phí: 8.000 đồng"),
        (fee(amount="8000"), {}, "Bỏ khoản phải trả: Phí: 8.000 đồng"),
        ({"dossier": {}}, {"dossier": {"components": [PAPER]}}, "Thêm 1 giấy tờ: Bản vẽ, 1 bản chính"),
        ({"dossier": {"components": [PAPER]}}, {"dossier": {}}, "Bỏ 1 giấy tờ: Bản vẽ, 1 bản chính"),
        ({"dossier": {"components": [PAPER]}}, {"dossier": {"components": [PAPER | {"originals": "2", "copies": "1"}]}},
         "Giấy tờ “Bản vẽ”: từ 1 bản chính thành 2 bản chính, 1 bản sao"),
        ({"dossier": {"components": [{"choose": "one", "title": "Giấy tùy thân", "of": [PAPER]}]}},
         {"dossier": {"components": [{"choose": "one", "title": "Giấy tùy thân", "of": [PAPER, {"paper": "Hộ chiếu"}]}]}},
         "Thêm 1 giấy tờ vào “Giấy tùy thân”: Hộ chiếu"),
        ({"forms": ["so-a/mau-03"]}, {"forms": ["so-a/mau-05"]}, "Mẫu đơn: so-a/mau-03 thay bằng so-a/mau-05"),
        ({"legal_basis": [{"law": "1/2020/QH14"}]}, {"legal_basis": [{"law": "2/2026/QH16"}]}, "Căn cứ: 1/2020/QH14 thay bằng 2/2026/QH16"),
        ({"cases": [{"id": "a", "name": "Cấp mới"}]}, {"cases": [{"id": "a", "name": "Cấp mới"}, {"id": "b", "name": "Cấp lại"}]},
         "Thêm trường hợp: Cấp lại · b"),
        ({"steps": [{"text": "Nộp đơn ở quầy."}]}, {"steps": [{"text": "Nộp đơn ở quầy hoặc trên mạng."}]},
         "Bước “bước 1”, nội dung: viết lại, từ “Nộp đơn ở quầy.” thành “Nộp đơn ở quầy hoặc trên mạng.”"),
        ({"status": "in_force"}, {"status": "abolished"}, "Tình trạng: từ “còn áp dụng” thành “đã bãi bỏ”"),
        ({"applicant_types": ["citizen", "business"]}, {"applicant_types": ["business", "citizen"]}, "Ai làm được: xếp lại thứ tự"),
        ({"name": {"vi": "Việc", "en": "Thing"}}, {"name": {"vi": "Việc", "en": "Matter"}}, "Tên: sửa bản dịch tiếng Anh"),
    ],
)
def test_known_fields_are_told_as_citizens_speak(before: dict, after: dict, sentence: str):
    assert sentences(before, after) == [sentence]


def test_the_same_changes_are_told_in_english():
    assert sentences(fee(amount="8000"), fee(amount="10000"), "en") == ["Fee (phí): from 8,000 up to 10,000 VND"]
    assert sentences(time(statutory=days("20")), time(statutory=days("15")), "en") == ["Time limit: from 20 down to 15 working days (25% less)"]


def test_records_that_are_referred_to_are_told_by_their_names():
    records = {
        ("form", "so-a/mau-03"): Form.model_validate({"title": "Đơn cấp mới", "number": "Mẫu 03", "file": "a.docx", "original_name": "a.docx"}),
        ("form", "so-a/mau-05"): Form.model_validate({"title": "Đơn mới", "number": "Mẫu 05", "file": "b.docx", "original_name": "b.docx"}),
        ("department", "so-a"): Department.model_validate({"id": "so-a", "name": "Sở A", "kind": "department"}),
    }
    names = Names(lambda kind, identity: records.get((kind, identity)))
    assert sentences({"forms": ["so-a/mau-03"]}, {"forms": ["so-a/mau-05"]}, names=names) == ["Mẫu đơn: Mẫu 03 (Đơn cấp mới) thay bằng Mẫu 05 (Đơn mới)"]
    assert sentences({}, {"executing_agencies": ["so-a"]}, names=names) == ["Thêm cơ quan thực hiện: Sở A"]


NAME = {"id": "ho_ten", "label": {"vi": "Họ, tên", "en": "Full name"}, "kind": "text"}
AIM = {"id": "muc_dich", "label": "Mục đích", "kind": "choice", "options": [{"id": "moi", "label": "Cấp mới"}, {"id": "lai", "label": "Cấp lại"}]}
WHY = {"id": "ly_do", "label": "Lý do", "kind": "text", "only_if": {"field": "muc_dich", "is_one_of": ["lai"]}}
PAPERS = {"id": "giay_to", "label": "Giấy kèm theo", "kind": "table", "columns": [{"id": "ten", "label": "Tên giấy", "kind": "text"}]}


def of_a_form(before: list[dict], after: list[dict], language: str = "vi") -> list[str]:
    """The sentences on a form whose page asks for these questions, in one part, before and after."""
    states = (asking({"title": {"vi": "Người làm đơn", "en": "Applicant"}, "fields": each}) for each in (before, after))
    return [told(change, language) for change in changes(*states)]


def asking(*steps: dict, **fields: Any) -> Form:
    fill = {"fill": {"template": "a.fill.docx", "steps": list(steps)}} if steps else {}
    return Form.model_validate({"title": "Đơn", "file": "a.docx", "original_name": "a.docx"} | fill | fields)


@pytest.mark.parametrize(
    "before, after, sentence",
    [
        ([NAME], [NAME, AIM], "Phần “Người làm đơn”: thêm câu hỏi “Mục đích” (chọn một: “Cấp mới”, “Cấp lại”)"),
        ([NAME, AIM], [NAME], "Phần “Người làm đơn”: bỏ câu hỏi “Mục đích” (chọn một: “Cấp mới”, “Cấp lại”)"),
        ([NAME], [NAME | {"required": True}], "Phần “Người làm đơn”, câu hỏi “Họ, tên”, bắt buộc: từ “không” thành “có”"),
        ([NAME], [NAME | {"label": "Họ và tên"}], "Phần “Người làm đơn”, câu hỏi “Họ và tên”, lời hỏi: viết lại, từ “Họ, tên” thành “Họ và tên”"),
        ([NAME], [NAME | {"help": "Viết in hoa"}], "Phần “Người làm đơn”, câu hỏi “Họ, tên”, hướng dẫn: nay ghi “Viết in hoa”"),
        ([NAME, AIM], [AIM, NAME], "Phần “Người làm đơn”, câu hỏi: xếp lại thứ tự"),
        ([AIM], [AIM | {"options": AIM["options"][:1]}], "Phần “Người làm đơn”, câu hỏi “Mục đích”: bỏ lựa chọn “Cấp lại”"),
        ([PAPERS], [PAPERS | {"columns": [{"id": "ten", "label": "Tên giấy tờ", "kind": "text"}]}],
         "Phần “Người làm đơn”, câu hỏi “Giấy kèm theo”, cột “Tên giấy tờ”, tên cột: viết lại, từ “Tên giấy” thành “Tên giấy tờ”"),
        ([PAPERS], [PAPERS | {"columns": [*PAPERS["columns"], {"id": "so", "label": "Số", "kind": "number"}]}],
         "Phần “Người làm đơn”, câu hỏi “Giấy kèm theo”: thêm cột “Số” (số)"),
        ([AIM, WHY], [AIM, WHY | {"only_if": {"field": "muc_dich", "is_one_of": ["moi", "lai"]}}],
         "Phần “Người làm đơn”, câu hỏi “Lý do”, khi nào hỏi: trước đây khi trả lời “Cấp lại” cho câu “Mục đích”; "
         "nay khi trả lời “Cấp mới” hoặc “Cấp lại” cho câu “Mục đích”"),
        ([AIM, WHY], [AIM, {name: WHY[name] for name in ("id", "label", "kind")}],
         "Phần “Người làm đơn”, câu hỏi “Lý do”, khi nào hỏi: trước đây khi trả lời “Cấp lại” cho câu “Mục đích”; nay luôn hỏi"),
    ],
)
def test_what_a_form_asks_is_told_by_its_parts_and_the_words_of_its_questions(before: list[dict], after: list[dict], sentence: str):
    assert of_a_form(before, after) == [sentence]


def test_what_a_form_asks_is_told_in_english_too():
    assert of_a_form([NAME], [NAME, AIM], "en") == ["Part “Applicant”: new question “Mục đích” (one of several: “Cấp mới”, “Cấp lại”)"]
    assert of_a_form([AIM, WHY], [AIM, {name: WHY[name] for name in ("id", "label", "kind")}], "en") == [
        "Part “Applicant”, question “Lý do”, when it is asked: before, when the answer to “Mục đích” is “Cấp lại”; now always asked"]


def test_parts_versions_and_the_first_questions_of_a_form_are_told_whole():
    part, other = {"title": "Người làm đơn", "fields": [NAME]}, {"title": "Lần đăng ký trước", "fields": [AIM, WHY]}
    version = {"version": "2026-07", "number": "Mẫu số 04", "effective_from": date(2026, 7, 1), "effective_to": date(2026, 11, 30), "file": "cu.docx"}

    def sentence(before: Form, after: Form) -> list[str]:
        return [told(change, "vi") for change in changes(before, after)]

    assert sentence(asking(part), asking(part, other)) == ["Phần điền trên trang: thêm phần “Lần đăng ký trước” (câu hỏi: “Mục đích”, “Lý do”)"]
    assert sentence(asking(), asking(part, other)) == ["Nay điền được ngay trên trang: 2 phần, 3 câu hỏi"]
    assert sentence(asking(part), asking()) == ["Không còn điền được trên trang"]
    assert sentence(asking(number="Mẫu số 04"), asking(number="Mẫu số 05")) == ["Số mẫu: từ “Mẫu số 04” thành “Mẫu số 05”"]
    assert sentence(asking(), asking(earlier=[version])) == [
        "Thêm phiên bản cũ: 2026-07, Mẫu số 04, dùng từ 01/07/2026 đến hết 30/11/2026, tệp cu.docx"]


@pytest.mark.parametrize("number, vi, en", [
    ("CT01", "Mẫu CT01", "Form CT01"), ("05", "Mẫu 05", "Form 05"), ("Mẫu số 05", "Mẫu số 05", "Mẫu số 05"), ("MẪU 05", "MẪU 05", "MẪU 05"),
    ("Form A", "Form A", "Form A"), ("Formula 1", "Mẫu Formula 1", "Form Formula 1"), (None, "", ""),
])
def test_the_number_of_a_form_says_once_that_it_is_one(number: str | None, vi: str, en: str):
    assert [form_number(number, interface.words(language)) for language in LANGUAGES] == [vi, en]


def test_a_law_that_ended_is_told_as_such():
    laws = MODELS["laws"]
    before, after = ({"number": "1/2020/QH14", "state": "in_force"}, {"number": "1/2020/QH14", "state": "expired", "replaced_by": "2/2026/QH16"})
    found = changes(*(laws.model_validate({"laws": [each]}) for each in (before, after)))
    assert told(found[0], "vi") == "Căn cứ hết hiệu lực: 1/2020/QH14, thay bằng 2/2026/QH16"
    assert Law.model_validate(after).state == "expired"


def test_an_edited_row_is_no_new_row_even_where_rows_move():
    one, two = ({"title": "Nộp đơn", "text": "Đến quầy."}, {"title": "Nhận giấy", "text": "Đến nhận kết quả."})
    before, after = catalogues.procedure(steps=[one, two]), catalogues.procedure(steps=[two, one | {"text": "Đến quầy số 1."}])
    assert [(change.kind, change.field) for change in changes(before, after)] == [("changed", "steps[1].text"), ("moved", "steps")]


def test_a_change_knows_its_place_in_the_state_that_has_it():
    before, after = (catalogues.procedure(keywords=words) for words in (["a", "b", "c"], ["c", "x", "y"]))
    found = {(change.kind, change.field): change for change in changes(before, after)}
    assert found.keys() == {("added", "keywords[1]"), ("added", "keywords[2]"), ("removed", "keywords[0]"), ("removed", "keywords[1]")}
    assert isinstance(found["added", "keywords[1]"], Change)
    assert plain(found["added", "keywords[1]"], "after") == "x"
    assert plain(found["added", "keywords[1]"], "before") is None


def test_a_price_is_one_change_with_its_currency_in_the_data():
    change, = changes(catalogues.procedure(**fee(amount="8000")), catalogues.procedure(**fee(amount="10", currency="USD")))
    assert change.field == "fees[0].amount"
    assert plain(change, "after") == {"status": "amount", "amount": "10", "currency": "USD", "per": None, "valid_from": None, "valid_to": None}


def test_a_zero_that_pages_do_not_show_is_told():
    before, after = ({"dossier": {"components": [{"paper": "Bản vẽ", "originals": "1"} | extra]}} for extra in ({}, {"copies": "0"}))
    assert sentences(before, after) == ["Giấy tờ “Bản vẽ”, bản sao: từ không nêu thành 0"]
