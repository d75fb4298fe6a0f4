"""What is told at a cell names columns and sheets for keys of files, those of the cell's own sheet first, and leaves ordinary words alone."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from motcua.messages import Messages
from motcua.tools.workbook.naming import in_words_of_sheets
from motcua.tools.workbook.shape import Sheet, sheets
from motcua.tools.workbook.wording import wording

MESSAGES = Messages()
_WORD = re.compile(r"(?<!\w)[a-z_]+(?!\w)")
# The keys that stand in Vietnamese sentences; in English ones no other word is one.
KEYS = """amount applicant area cases changes channels choose combines completeness condition correction currency department effective_to expect fees field
file first_year former_codes forms found gaps hours id kind languages last_year legal_basis mean name number office offices online_partial_reason
online_service paper parent parts popular_names procedure procedures publication_decisions receives replaced_by rule say schema_version set_by short_name
state status summary text title""".split()


def told(sentence: str, sheet: str, language: str = "vi", own: str = "") -> str:
    return in_words_of_sheets(sentence, f"'{sheet}'!B3", wording(language), own)


def written(rule: str, language: str) -> str:
    """A sentence with all its words, its blanks filled by what is no key."""
    sentence = MESSAGES.sentences[language][rule].replace("{{", "\0").replace("}}", "\1")
    sentence = re.sub(r"\{\w+(?:![cn])?:([^{}]*)\}", r"\1…", sentence)
    return re.sub(r"\{\w+(?:![cn])?\}", "…", sentence).replace("\0", "{").replace("\1", "}")


def replaced(sentence: str, sheet: Sheet, language: str) -> Counter[str]:
    """The words in place of which a sentence names columns or sheets."""
    told = in_words_of_sheets(sentence, f"{sheet.title}!B3", {"of_column": "", "of_sheet": wording(language)["of_sheet"]}, "")
    return Counter() if told == sentence else Counter(_WORD.findall(sentence)) - Counter(_WORD.findall(told))


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_key_is_the_column_of_the_cell_s_own_sheet_first(language: str):
    for sheet in sheets():
        own = {column.path[0]: column.title for column in reversed(sheet.columns) if len(column.path) == 1}
        for key, title in own.items():
            name = wording(language)["of_column"].format(column=title, sheet=sheet.title)
            assert told(f"ghi {key}: 1", sheet.title, language) == f"ghi {name}: 1", (sheet.id, key)


@pytest.mark.parametrize(("sheet", "key", "on"), [
    ("Nơi nhận hồ sơ", "text", "Nơi nhận hồ sơ"), ("Khiếu nại", "kind", "Khiếu nại"), ("Phí", "name", "Phí"), ("Phí", "condition", "Phí"),
    ("Phí", "channels", "Phí"), ("Phí", "legal_basis", "Phí"), ("Ủy quyền, phân cấp", "valid_to", "Ủy quyền, phân cấp"),
    ("Mẫu đơn cũ", "file", "Mẫu đơn cũ"), ("Mẫu đơn cũ", "version", "Mẫu đơn cũ"),
    ("Cách nộp", "online_partial_reason", "Thủ tục"), ("Thủ tục", "applicant", "Thời hạn"),
])
def test_a_key_that_several_sheets_have_is_that_of_the_cell_s(sheet: str, key: str, on: str):
    assert re.fullmatch(rf"thêm cột “[^”]+” ở trang {on}", told(f"thêm {key}", sheet))


def test_a_missing_place_is_asked_for_in_the_columns_of_places():
    said = told(MESSAGES.sentence("reception_place_is_somewhere", "vi"), "Nơi nhận hồ sơ")
    assert said.count("ở trang Nơi nhận hồ sơ") == 3 == said.count("ở trang ")


def test_a_list_of_cases_is_their_sheet_and_the_cases_of_a_fee_are_its_column():
    listed, scope = (told(written(rule, "vi"), "Phí") for rule in ("case_exists", "fees_of_one_scope_agree"))
    assert listed.startswith("danh sách trang Trường hợp chưa có") and listed.endswith("thêm vào trang Trường hợp")
    assert "trang Trường hợp" not in scope and scope.count("ở trang Phí") == 6 == scope.count("ở trang ")


@pytest.mark.parametrize(("language", "rule"), [
    ("vi", "form_file_names_nobody"), ("en", "form_file_names_nobody"), ("vi", "derived_files_are_of_their_source"), ("vi", "decision_exists"),
    ("en", "number_is_within"), ("vi", "id_is_well_formed"), ("en", "id_is_well_formed"), ("en", "value_is_text"), ("en", "mapping_is_a_mapping"),
    ("en", "form_file_has_headings"), ("en", "hours_are_well_formed"), ("en", "procedure_refers_to_others"), ("en", "prefill_fits_its_question"),
])
def test_a_sentence_without_keys_stays_as_it_is_on_every_sheet(language: str, rule: str):
    said = written(rule, language)
    assert {told(said, sheet.title, language) for sheet in sheets()} == {said}


def test_a_value_is_no_key_and_neither_is_what_is_typed_into_a_file():
    assert told("ghi status: amount, - {id: a, name: tên}, - number: 12", "Phí").endswith(": amount, - {id: a, name: tên}, - number: 12")
    assert "“Số tiền”" in told("sửa amount: 5", "Phí") and told("sửa amount: 5", "Phí", own="amount") == "sửa amount: 5"


@pytest.mark.bulk
def test_no_ordinary_word_of_any_sentence_is_replaced():
    found = {language: {(rule, word) for rule in MESSAGES.rules() for sheet in sheets() for word in replaced(written(rule, language), sheet, language)}
             for language in ("vi", "en")}
    assert {word for _, word in found["vi"]} == set(KEYS)
    assert found["en"] <= found["vi"] and len(found["en"]) > 60
