"""What is typed into a form is judged as Vietnamese is written, and fills exactly the tags that the models say: the script's arithmetic without its page."""
from __future__ import annotations

import pytest
from support.pages import TEMPLATES

from motcua.model.forms import Column, FormField

pytestmark = pytest.mark.browser
ANSWERS = TEMPLATES / "assets" / "fill" / "1-answers.js"
NAME = {"id": "ten", "label": "Tên", "kind": "text"}
KIND = {"id": "loai", "kind": "choice", "label": "Loại", "options": [{"id": "moi", "label": "New", "printed": "Cấp mới"}, {"id": "lai", "label": "Again", "printed": "Cấp lại"}]}
ROWS = {"id": "con", "kind": "table", "label": "Con", "min_rows": 1, "max_rows": 9, "columns": [NAME, {"id": "sinh", "kind": "date", "label": "Sinh"}]}
NO_DAY = {"day": "", "month": "", "year": ""}


@pytest.fixture(scope="module")
def call(chromium):
    """A function of the script, by its name."""
    page = chromium.new_page()
    page.add_script_tag(path=ANSWERS)
    yield lambda name, *given: page.evaluate("([name, given]) => motcua.fill[name](...given)", [name, given])
    page.close()


def day(*parts: str) -> dict[str, str]:
    return dict(zip(("day", "month", "year"), parts, strict=True))


@pytest.mark.parametrize("kind, answer", [
    ("id_number", "079095000123"), ("id_number", " 079 095 000 123 "), ("phone", "0903123456"), ("phone", "+84 903 123 456"), ("phone", "(028) 3829.1234"), ("phone", "+84 (0)903 123 456"), ("phone", "0084 903123456"),
    ("phone", "02838291234"), ("email", "ten.toi@example.vn"), ("number", "0"), ("number", "1500"), ("number", "1.500"), ("number", "12.345.678"), ("number", "2,5"),
    ("number", "1.234,75"), ("date", day("29", "2", "2028")), ("date", day("05", "01", "2027")), ("date", day("31", "12", "1900")),
    ("address", {"so_nha": "", "xa": "xã Mây", "tinh": "Lào Cai"}), ("text", "Ư"), ("long_text", "một\nhai"),
])
def test_what_is_rightly_written_is_taken(call, kind: str, answer: object):
    assert call("judge", {"id": "x", "kind": kind, "required": True}, answer) is None


@pytest.mark.parametrize("kind, answer, told", [
    ("id_number", "07909500012", ["id_has_twelve_digits"]), ("id_number", "0790950001234", ["id_has_twelve_digits"]), ("id_number", "07909500012a", ["id_has_twelve_digits"]),
    ("phone", "903123456", ["phone_is_whole"]), ("phone", "090312345", ["phone_is_whole"]), ("phone", "0903 123 456 789", ["phone_is_whole"]), ("phone", "số nhà", ["phone_is_whole"]),
    ("phone", "00903123456", ["phone_is_whole"]), ("phone", "+84", ["phone_is_whole"]),
    ("email", "ten@example", ["email_is_whole"]), ("email", "ten toi@example.vn", ["email_is_whole"]), ("email", "example.vn", ["email_is_whole"]),
    ("number", "2.5", ["number_is_plain"]), ("number", "1,500.5", ["number_is_plain"]), ("number", "ba", ["number_is_plain"]), ("number", "-1", ["number_is_plain"]),
    ("date", day("29", "2", "2027"), ["day_exists", "day"]), ("date", day("31", "4", "2027"), ["day_exists", "day"]), ("date", day("0", "1", "2027"), ["day_exists", "day"]),
    ("date", day("1", "13", "2027"), ["month_exists", "month"]), ("date", day("1", "1", "27"), ["year_is_whole", "year"]), ("date", day("1", "", "2027"), ["date_is_whole", "month"]),
    ("date", day("1", "1", "2027a"), ["date_is_whole", "year"]), ("address", {"so_nha": "1", "xa": "", "tinh": "Huế"}, ["address_needs_xa", "xa"]),
    ("address", {"so_nha": "1", "xa": "phường A", "tinh": " "}, ["address_needs_tinh", "tinh"]),
])
def test_what_is_wrongly_written_is_told_at_its_box(call, kind: str, answer: object, told: list[str]):
    assert call("judge", {"id": "x", "kind": kind}, answer) == told


@pytest.mark.parametrize("name, told", [
    ("Nguyen Van An", "name_has_no_marks"), ("LE THI HOA", "name_has_no_marks"), ("Phan Van Tu", "name_has_no_marks"), ("tran b", "name_has_no_marks"),
    ("Nguyễn Văn An1", "name_has_digits"), ("0903123456", "name_has_digits"),
    ("Nguyễn Van An", ""), ("Phan Lan Anh", ""), ("Mai Linh", ""), ("John Smith", ""), ("Nguyen", ""), ("Nguyen ", ""), ("Lê An", ""), ("Y Bih Aliô", ""), ("", ""), ("Thi", ""),
])
def test_a_name_that_looks_mistyped_is_doubted_and_never_refused(call, name: str, told: str):
    person = NAME | {"is_name": True}
    assert call("doubt", person, name) == told and call("judge", person | {"required": True}, name or "x") is None
    assert call("doubt", NAME, name) == ""


@pytest.mark.parametrize("field, answer, told", [
    (NAME, " ", ["answer_is_given", ""]), (KIND, "", ["choice_is_made", ""]), ({"id": "x", "kind": "date"}, NO_DAY, ["answer_is_given", "day"]),
    ({"id": "x", "kind": "address"}, {"so_nha": "", "xa": "", "tinh": ""}, ["answer_is_given", "so_nha"]), (ROWS, [{"ten": "", "sinh": NO_DAY}], ["table_has_a_row", ""]),
])
def test_an_answer_is_missed_only_where_one_is_required(call, field: dict, answer: object, told: list[str]):
    assert call("judge", field | {"required": True}, answer) == told
    assert call("judge", field, answer) is None


def test_a_pattern_is_held_to_the_whole_answer(call):
    field = NAME | {"pattern": "[A-Z]{2}[0-9]{6}"}
    assert call("judge", field, " AB123456 ") is None
    assert call("judge", field, "AB1234567") == ["", ""]


@pytest.mark.parametrize("kind, pattern, answer", [
    ("id_number", "079[0-9]{9}", "079 095 000 123"), ("phone", "09[0-9]{8}", "+84 903.123.456"), ("number", "[1-9][0-9]{3}", "1.500"), ("number", "[0-9]+,5", "02,5"),
    ("long_text", r"một\nhai", "một\r\nhai"), ("email", ".+@example[.]vn", " ten@example.vn "),
])
def test_a_pattern_is_held_to_the_answer_as_it_is_printed_and_to_a_number_without_its_points(call, kind: str, pattern: str, answer: str):
    assert call("judge", {"id": "x", "kind": kind, "pattern": pattern}, answer) is None


@pytest.mark.parametrize("answer, long, short, parts", [
    (day("5", "1", "2027"), "ngày 05 tháng 01 năm 2027", "05/01/2027", ["05", "01", "2027"]),
    (day("5", "3", "2027"), "ngày 05 tháng 3 năm 2027", "05/03/2027", ["05", "3", "2027"]),
    (day("15", "12", "2027"), "ngày 15 tháng 12 năm 2027", "15/12/2027", ["15", "12", "2027"]),
    (NO_DAY, "ngày …… tháng …… năm …………", "", ["……", "……", "…………"]),
])
def test_a_day_is_written_as_official_papers_write_it(call, answer, long: str, short: str, parts: list[str]):
    told = call("tags", [{"id": "ky", "kind": "date"}], {"ky": answer})
    assert told == {"ky": long, "ky_ngan": short, "ky_ngay": parts[0], "ky_thang": parts[1], "ky_nam": parts[2]}


@pytest.mark.parametrize("kind, answer, printed", [
    ("number", "1500000", "1.500.000"), ("number", "1.500,5", "1.500,5"), ("number", "12", "12"), ("number", "0012345", "12.345"), ("number", "0,5", "0,5"), ("number", "00", "0"), ("id_number", "079 095 000 123", "079095000123"),
    ("phone", "+84 903.123.456", "0903123456"), ("phone", "+84 (0)903 123 456", "0903123456"), ("text", "  Ngọc  Ánh ", "Ngọc Ánh"), ("text", "Ngo\u0323c \u0000A\u0301nh\u0007\ud800", "Ngọc Ánh"),
    ("long_text", "một \r\nhai\t", "một \nhai"), ("text", "<w:t>&amp;{ten}", "<w:t>&amp;{ten}"),
])
def test_an_answer_is_printed_clean(call, kind: str, answer: str, printed: str):
    assert call("tags", [{"id": "x", "kind": kind}], {"x": answer}) == {"x": printed}


def test_choices_mark_their_boxes_in_vietnamese_whatever_the_page_speaks(call):
    assert call("tags", [KIND], {"loai": "lai"}) == {"loai": "Cấp lại", "loai_moi": "☐", "loai_lai": "☒"}
    assert call("tags", [KIND | {"kind": "choices"}], {"loai": ["lai", "moi"]}) == {"loai": "Cấp mới, Cấp lại", "loai_moi": "☒", "loai_lai": "☒"}
    assert call("words", KIND, "lai") == "Again"


def test_rows_are_numbered_and_empty_ones_left_out(call):
    rows = [{"ten": "An", "sinh": NO_DAY}, {"ten": " ", "sinh": NO_DAY}, {"ten": "Bình", "sinh": day("1", "2", "2020")}]
    assert [(row["stt"], row["ten"], row["sinh_ngan"]) for row in call("tags", [ROWS], {"con": rows})["con"]] == [("1", "An", ""), ("2", "Bình", "01/02/2020")]


def test_what_is_not_asked_is_not_printed(call):
    date = {"id": "ngay", "kind": "date", "only_if": {"field": "loai", "is_one_of": ["lai"]}}
    fields, values = [KIND, date, ROWS | {"only_if": date["only_if"]}], {"ngay": day("1", "2", "2020"), "con": [{"ten": "An", "sinh": NO_DAY}]}
    assert call("tags", fields, values | {"loai": "lai"})["ngay_ngan"] == "01/02/2020"
    unasked = call("tags", fields, values | {"loai": "moi"})
    assert {key: unasked[key] for key in ("ngay", "ngay_ngay", "con")} == {"ngay": "", "ngay_ngay": "", "con": []}
    assert call("isAsked", fields[1], fields, {"loai": "lai"}) and not call("isAsked", fields[1], fields, {"loai": "moi"})


@pytest.mark.parametrize("kind", ["text", "long_text", "date", "number", "id_number", "phone", "email", "choice", "choices", "address"])
def test_the_script_fills_the_tags_that_the_models_name(call, kind: str):
    options = [{"id": "co", "label": "Có"}, {"id": "khong", "label": "Không"}] if kind.startswith("choice") else []
    field = {"id": "x", "label": "X", "kind": kind} | ({"options": options} if options else {})
    assert set(call("tags", [field], call("all", [field]))) == set(FormField.model_validate(field).tags())
    if kind not in ("choices", "address"):
        table = {"id": "bang", "kind": "table", "min_rows": 1, "max_rows": 3, "columns": [field, NAME]}
        row = call("tags", [table], {"bang": [call("row", table) | {"ten": "An"}]})["bang"][0]
        assert set(row) == {"stt", "ten", *Column.model_validate(field).tags()}


def test_no_option_is_called_like_a_box_of_another_thing(chromium, tmp_path):
    scripts = (*sorted((TEMPLATES / "assets" / "find").glob("*.js")), ANSWERS, ANSWERS.with_name("2-questions.js"))
    (tmp_path / "page.html").write_text("".join(f'<script src="{script.as_uri()}"></script>' for script in scripts), encoding="utf-8")
    page = chromium.new_page()
    page.goto((tmp_path / "page.html").as_uri())
    names = ("mot", "first", "hint", "error", "first_hint")
    field = {"id": "x", "kind": "choices", "label": "X", "help": "H", "options": [{"id": name, "label": name} for name in names]}
    ids = page.evaluate("""([field, table]) => motcua.fill.questions([field, table], motcua.fill.all([field, table]), {row: 'Dòng {n}', example: ''}, 'dien-', () => {})
        .flatMap(asked => [asked, ...asked.querySelectorAll('[id]')].map(each => each.id))""", [field, ROWS | {"help": "H"}])
    page.close()
    assert len(ids) == len(set(ids)) and {"dien-x-first", "dien-x-hint", "dien-x.hint", "dien-con-hint", "dien-con-error"} <= set(ids)
