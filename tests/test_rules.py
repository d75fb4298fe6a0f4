"""The rules: each has its words, its sentence and its limits; what they must not report is tried by value."""
from __future__ import annotations

import ast
import inspect
import re
import string
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest
from support import code

from motcua import characters, judge, rules, source, syntax, verdict
from motcua.cards import card_of
from motcua.load import Fields, Laws, check_across, load
from motcua.messages import Messages
from motcua.model import Procedure
from motcua.rules import (
    addresses, cases, dated, days, directory, evidence, examples, fees, filling, guides, lifecycle, parts, reckoning, references, search, templates, times,
)
from motcua.rules.nearest import nearest, there

MODULES = (addresses, cases, dated, days, directory, evidence, examples, fees, filling, guides, lifecycle, parts, reckoning, references, search, templates, times)
LISTED = {*rules.ACROSS, *rules.ON_A_DAY, *(rule for of_kind in rules.LOCAL.values() for rule in of_kind)}
SENTENCES = Messages().sentences
# Callables whose first text names a rule; of Problem it is the fourth.
NAMING = {"Refused", "Finding", "Fault", "refuse", "complain", "tell", "problem", "_matches"}


def procedure(**values: object) -> Procedure:
    """A listed procedure of our own, whole as far as the values given leave it so."""
    sound = {"code": "1.000001", "name": "Cấp giấy phép", "short_name": "Xin giấy phép", "summary": "Xin trước khi làm.",
             "field": "y-te", "status": "in_force", "completeness": "listed"}
    return Procedure.model_validate(sound | values)


def found(record: Procedure, kind: str = "procedure") -> list[tuple[str, str]]:
    """The rules that a record breaks, each with its severity."""
    return [(finding.rule, finding.severity) for rule in rules.LOCAL[kind] for finding in rule(record)]


def public_functions(module: ModuleType) -> set:
    return {each for name, each in vars(module).items() if inspect.isgeneratorfunction(each) and each.__module__ == module.__name__ and name[0] != "_"}


def test_every_rule_is_listed_once_and_every_listed_one_is_a_rule():
    assert set().union(*map(public_functions, MODULES)) == LISTED
    assert len(rules.ACROSS) == len(set(rules.ACROSS))
    assert all(len(of_kind) == len(set(of_kind)) for of_kind in rules.LOCAL.values())


def test_every_rule_says_in_one_sentence_what_must_hold():
    assert [rule.__name__ for rule in LISTED if not re.fullmatch(r"[A-Z][^\n]+\.", rule.__doc__ or "")] == []


def texts() -> set[str]:
    """Every text that stands in the code."""
    return {node.value for path in code.parsed() for node in code.nodes(path) if isinstance(node, ast.Constant) and isinstance(node.value, str)}


@cache
def raised() -> set[str]:
    """Every rule that the code can name."""
    names = {rule.__name__ for rule in LISTED} | set(judge._RULES.values()) | {rule for _, rule, _ in syntax.MEANINGS}
    names |= {characters.rule_against(character) for character in "\x07\ue000\u2028\ud800\u200b\u202e\ufffd"}
    for path in code.parsed():
        # Author text and the portal's records are refused for reasons of their own, which rules and reports tell.
        if not path.startswith(("motcua/prose", "motcua/tools", "motcua/outputs", "motcua/folders")):
            names |= {name for call in code.nodes(path) if isinstance(call, ast.Call) for name in named_by(call)}
    return names


def named_by(call: ast.Call) -> set[str]:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    place = 3 if name == "Problem" else 0 if name in NAMING else None
    given = [call.args[place]] if place is not None and len(call.args) > place else []
    given += [keyword.value for keyword in call.keywords if keyword.arg == "rule"]
    return {value.value for value in given if isinstance(value, ast.Constant) and isinstance(value.value, str)}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_rule_that_can_be_broken_has_its_sentence(language: str):
    assert len(raised()) > 120
    assert sorted(raised() - set(SENTENCES[language])) == []


def test_no_sentence_is_left_without_a_rule():
    assert sorted(set(SENTENCES["vi"]) - texts() - raised()) == []


def test_both_languages_have_the_same_sentences_with_the_same_blanks():
    def blanks(sentence: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}

    assert list(SENTENCES["vi"]) == list(SENTENCES["en"])
    assert [rule for rule in SENTENCES["vi"] if blanks(SENTENCES["vi"][rule]) != blanks(SENTENCES["en"][rule])] == []


@pytest.mark.parametrize("language, empty", [("vi", "không hợp lệ"), ("en", "invalid")])
def test_no_sentence_leaves_the_editor_with_a_judgement_alone(language: str, empty: str):
    assert [rule for rule, sentence in SENTENCES[language].items() if empty in sentence.lower()] == []


def test_a_record_that_says_nothing_wrong_breaks_no_rule():
    assert found(procedure()) == []


@pytest.mark.parametrize("rows", [
    [{"statutory": {"value": "15", "unit": "day"}, "committed": {"value": "15", "unit": "day"}}],
    [{"statutory": {"value": "15", "unit": "day"}, "committed": {"unit": "same_day"}}],
    [{"statutory": {"value": "10", "up_to": "15", "unit": "day"}, "committed": {"value": "12", "unit": "day"}}],
    [{"statutory": {"value": "15", "unit": "day"}, "cases": ["a"]}, {"statutory": {"value": "20", "unit": "day"}, "cases": ["b"]}],
    [{"statutory": {"value": "3", "unit": "day"}, "combines": "stage"}, {"statutory": {"value": "5", "unit": "day"}, "combines": "stage"}],
    [{"statutory": {"unit": "not_stated"}, "text": "Nguồn không nêu"}],
    [{"statutory": {"up_to": "30", "unit": "day"}}],
])
def test_times_that_are_sound_are_not_reported(rows: list):
    every = [{"id": name, "name": name} for name in ("a", "b") if any(name in row.get("cases", ()) for row in rows)]
    assert found(procedure(processing_time={"rows": rows}, cases=every)) == []


@pytest.mark.parametrize("rows", [
    [{"status": "free", "text": "0 đồng"}],
    [{"status": "free", "text": "Theo Điều 12 Thông tư 85/2019/TT-BTC"}],
    [{"status": "amount", "amount": "12.5", "currency": "USD"}],
    [{"status": "amount", "amount": "1000", "currency": "VND"}],
    [{"status": "by_regulation", "set_by": "provincial_council"}],
    [{"status": "by_regulation", "legal_basis": ["85/2019/TT-BTC"]}],
    [{"status": "amount", "amount": "100000", "currency": "VND", "combines": "charge"},
     {"status": "amount", "amount": "950000", "currency": "VND", "combines": "charge"}],
    [{"status": "amount", "amount": "50000", "currency": "VND", "valid_to": "2026-12-31"},
     {"status": "amount", "amount": "100000", "currency": "VND", "valid_from": "2027-01-01"}],
])
def test_fees_that_are_sound_are_not_reported(rows: list):
    assert found(procedure(fees=rows)) == []


@pytest.mark.parametrize("origin, text, warned", [("authored", None, True), ("authored", "Nguồn không nêu lý do.", False), ("imported", "22 ngày", True)])
def test_times_that_nobody_explains_are_reported_until_our_own_record_says_so(origin: str, text: str | None, warned: bool):
    rows = [{"statutory": {"value": "12", "unit": "working_day"}, "channels": ["online"], "combines": "not_stated"},
            {"statutory": {"value": "22", "unit": "working_day"}, "channels": ["in_person"], "combines": "not_stated"} | ({"text": text} if text else {})]
    told = found(procedure(origin=origin, processing_time={"rows": rows}))
    assert (("time_difference_has_its_reason", "warning") in told) is warned


def test_two_fees_whose_dates_overlap_by_one_day_are_reported():
    rows = [{"status": "amount", "amount": "50000", "currency": "VND", "valid_to": "2027-01-01"},
            {"status": "amount", "amount": "100000", "currency": "VND", "valid_from": "2027-01-01"}]
    assert found(procedure(fees=rows)) == [("fees_of_one_scope_agree", "warning")]


@pytest.mark.parametrize("words", [
    "Lấy ngay, 8.000 đồng", "8000đ một bản", "8 nghìn đồng", "Pay VND 8,000", "8,000 dong", "0,05 triệu đồng", "50 thousand dong",
    "Theo mục 3 đồng thời nộp", "0 đồng", "8 nghìn người"])
def test_an_amount_that_is_a_fee_or_no_amount_is_not_reported(words: str):
    rows = [{"status": "amount", "amount": "8000", "currency": "VND", "cases": ["a"]}, {"status": "amount", "amount": "50000", "currency": "VND", "cases": ["b"]}]
    every = [{"id": "a", "name": "Mới"}, {"id": "b", "name": "Lại"}]
    assert found(procedure(fees=rows, cases=every, summary=words)) == []


@pytest.mark.parametrize("words, amount", [("Hết 10.000 đồng", "10.000 đồng"), ("Hết 1,5 triệu đồng", "1,5 triệu đồng"),
                                           ("VND 80,000 each", "VND 80,000"), ("80000đ", "80000đ")])
def test_an_amount_that_is_no_fee_is_reported_in_each_language(words: str, amount: str):
    fee = {"status": "amount", "amount": "8000", "currency": "VND"}
    record = procedure(name={"vi": "Cấp", "en": "Issue"}, short_name={"vi": "Xin", "en": "Get"}, summary={"vi": words, "en": words}, fees=[fee])
    told = [each for rule in rules.LOCAL["procedure"] for each in rule(record)]
    assert [(each.at, each.found, dict(each.values)) for each in told] == [
        (("summary", language), amount, {"amounts": "8000"}) for language in ("vi", "en")]
    assert found(procedure(origin="imported", summary=words, fees=[fee])) == []


@pytest.mark.parametrize(("vi", "language", "words", "amounts"), [
    ("Lấy ngay, 50.000 đồng.", "km", "ថ្លៃសេវា ៨.០០០ ដុង។", ["៨.០០០"]),
    ("Lấy ngay, 50.000 đồng.", "km", "ថ្លៃសេវា ៥០.០០០ ដុង។", []),
    ("Lấy ngay.", "zh", "手续费8,000越南盾，2026年，第12345号", ["8,000", "12345"]),
    ("Lấy ngay, gọi 19001234.", "fr", "8 000 dongs, tél. 19001234, 0200 3800 100, le 05/01/2027", ["8 000"]),
    ("Đất đến 1.500 m².", "lo", "ດິນ ໑.໕໐໐ m²", [])])
def test_an_amount_in_another_script_is_read_in_its_own_digits(vi: str, language: str, words: str, amounts: list[str]):
    record = procedure(summary={"vi": vi, "en": "Same day.", language: words}, fees=[{"status": "amount", "amount": "50000", "currency": "VND"}])
    told = [finding for finding in fees.summary_names_the_fees_amount(record) if finding.at == ("summary", language)]
    assert [finding.found for finding in told] == amounts and all(finding.severity == "warning" for finding in told)


def test_english_is_asked_of_the_listed_words_only_where_the_record_has_some():
    step = {"text": {"vi": "Nộp", "en": "Hand in"}}
    assert found(procedure(steps=[{"text": "Nộp"}])) == []
    assert found(procedure(steps=[step])) == [("what_lists_show_is_in_english_too", "warning")] * 3
    assert found(procedure(steps=[step], origin="imported")) == []


@pytest.mark.parametrize("kind, model", [("fields", Fields), ("laws", Laws)])
def test_a_list_of_fields_or_laws_may_be_empty(kind: str, model: type):
    record, problems = verdict.judged(model, kind, source.parse(f"{kind}: []\n".encode(), f"{kind}.yml"))
    assert (getattr(record, kind), problems) == ((), [])


@pytest.mark.parametrize("written, at, example", [
    ("Hộ tịch", ("fields", 0, "id"), "ho-tich"), ("!", ("fields", 0, "id"), "ho-tich"), ("!", ("cases", 1, "id"), "cap-moi"),
    ("!", ("offices", 0, "id"), "tru-so"), ("!", ("id",), "so-cong-thuong")])
def test_an_id_that_is_none_is_told_one_of_its_kind(written: str, at: tuple, example: str):
    told = judge._id_meant(written, at, Procedure)
    assert (told["example"], told["listed"]) == (example, "")


@pytest.mark.parametrize("at, listed", [
    (("field",), "fields.yml"), (("fees", 0, "cases", 0), "cases"), (("executing_agencies", 0), "departments/"),
    (("publication_decisions", 0), "decisions/"), (("reception_places", 0, "office"), "departments/ (offices)")])
def test_what_should_name_a_record_is_told_where_the_ids_stand_and_no_id_that_nobody_has(at: tuple, listed: str):
    told = judge._id_meant("Hộ tịch", at, Procedure)
    assert (told["example"], told["listed"]) == ("", listed)


def test_a_key_that_is_like_no_other_is_told_a_few():
    assert judge._named("zzz", list("abcdefg")) == {"nearest": "", "known": "a, b, c, d, e, …"}
    assert judge._named("feees", ["fees", "field"]) == {"nearest": "fees", "known": ""}


def test_a_name_that_nothing_bears_is_told_the_nearest_and_a_few_others_at_most_five_in_all():
    known = ["99-qd-ubnd", "12-qd-ubnd", "so-y-te", "b", "c", "d"]
    assert there("12-qd-ubndd", known) == (("nearest", "12-qd-ubnd"), ("others", "99-qd-ubnd, b, c, d, …"), ("known", ""))
    assert there("zzz", ["b", "a"]) == (("nearest", ""), ("others", ""), ("known", "a, b"))
    assert there("zzz", []) == (("nearest", ""), ("others", ""), ("known", ""))


def internal(times: list[dict], **whole: object) -> Procedure:
    steps = [{"name": "Bước", "time": time} for time in times]
    return procedure(processing_time={"rows": [whole]}, internal_process=[{"steps": steps}])


@pytest.mark.parametrize("record", [
    internal([{"value": "1", "unit": "day"}, {"value": "4", "unit": "day"}], statutory={"value": "9", "unit": "day"}, committed={"value": "5", "unit": "day"}),
    internal([{"value": "4", "unit": "hour"}, {"value": "4", "unit": "day"}], statutory={"value": "5", "unit": "day"}),
    internal([{"value": "4", "unit": "hour"}], statutory={"value": "5", "unit": "day"}),
    internal([{"value": "0.5", "unit": "day"}, {"value": "0.5", "unit": "day"}], statutory={"value": "1", "unit": "day"}),
])
def test_internal_steps_that_add_up_or_cannot_be_added_are_not_reported(record: Procedure):
    assert found(record) == []


def test_an_internal_process_is_held_to_the_time_of_its_own_case():
    rows = [{"cases": ["a"], "statutory": {"value": "5", "unit": "day"}}, {"cases": ["b"], "statutory": {"value": "9", "unit": "day"}}]
    step = {"name": "Bước", "time": {"value": "5", "unit": "day"}}
    every = [{"id": "a", "name": "Mới"}, {"id": "b", "name": "Lại"}]

    def process(case: str) -> list:
        return found(procedure(cases=every, processing_time={"rows": rows}, internal_process=[{"cases": [case], "steps": [step]}]))

    assert process("a") == []
    assert process("b") == [("internal_steps_add_up", "error")]


def test_one_case_may_be_the_one_without_anything_of_its_own():
    every = [{"id": "a", "name": "Mới"}, {"id": "b", "name": "Lại"}, {"id": "c", "name": "Đổi"}]
    fees_of = [{"status": "free", "cases": ["a"]}, {"status": "not_stated", "cases": ["b"]}]
    assert found(procedure(cases=every, fees=fees_of)) == []
    assert found(procedure(cases=every, fees=fees_of[:1])) == [("cases_can_be_told_apart", "warning")]


@pytest.mark.parametrize("origin, severity", [("authored", "error"), ("imported", "warning")])
def test_a_missing_part_is_an_error_in_our_own_records_and_a_warning_in_imported_ones(origin: str, severity: str):
    record = procedure(origin=origin, completeness="full")
    assert found(record) == [("full_record_has_its_parts", severity)] * len(parts.OF_EVERY_PROCEDURE)


def test_a_part_that_is_only_not_stated_is_missing():
    assert not parts.has(procedure(applicant_types=["not_stated"], submission_methods=[{"channel": "not_stated"}]), "applicant_types")
    assert parts.missing_parts(procedure(submission_methods=[{"channel": "not_stated"}])) == parts.OF_EVERY_PROCEDURE


@pytest.mark.parametrize("path, meant", [
    ("fees[0].amuont", "fees[0].amount"), ("fees[3]", "fees[1]"), ("fees.amount", "fees[0]"), ("name.eng", "name.en"),
])
def test_a_path_that_leads_nowhere_is_told_the_nearest_one(path: str, meant: str):
    record = procedure(name={"vi": "Cấp phép", "en": "Permit"}, fees=[{"status": "free"}, {"status": "free", "cases": []}], illustrative=[path])
    assert [dict(finding.values) for finding in evidence.named_field_exists(record)] == [{"nearest": meant}]


@pytest.mark.parametrize("path", ["fees", "fees[0].amount", "name.vi", "payment", "processing_time.rows[0].committed"])
def test_a_path_that_leads_to_a_field_is_not_reported(path: str):
    record = procedure(fees=[{"status": "free"}], processing_time={"rows": [{"text": "Ngay"}]}, illustrative=[path])
    assert found(record) == []


def test_what_was_probably_meant_is_found_without_marks_and_case():
    assert nearest("175/2024/nd-cp", ["12/2020/TT-BCT", "175/2024/NĐ-CP"]) == "175/2024/NĐ-CP"
    assert nearest("zzz", list("edcba")) == "a, b, c, d, …"
    assert nearest("zzz", []) == ""


def test_a_blank_without_a_value_takes_its_words_with_it():
    said = Messages()
    said.sentences = {"vi": {"x": "ghi id{nearest:, ví dụ }"}}
    assert [said.sentence("x", "vi", nearest=each) for each in ("so-y-te", "")] == ["ghi id, ví dụ so-y-te", "ghi id"]
    with pytest.raises(KeyError):
        said.sentence("x", "vi")


@pytest.mark.parametrize("code, meant", [("1.000020", "1.000002"), ("1.0000022", "1.000002"), ("2.987654", ""), ("1.011001", "")])
def test_of_procedures_only_one_like_it_is_named_and_never_the_record_itself(code: str, meant: str):
    assert references._meant(code, ["1.000001", "1.000002"], "procedure", "1.000001") == (("nearest", meant),)


@pytest.fixture
def sound(monkeypatch, tmp_path):
    """The sound catalogue under the mistakes, loaded."""
    monkeypatch.chdir(Path(__file__).parent / "mistakes" / "base")
    catalogue, problems = load(Path("catalogue"), Path("forms"), tmp_path)
    assert problems == []
    return catalogue


def across(catalogue) -> list[tuple[str, str]]:
    """The rules across records that a catalogue breaks, each with what was found; the ledger that it lacks apart."""
    told = [(finding.rule, str(finding.found)) for rule in rules.ACROSS for _, finding in rule(catalogue)]
    return [each for each in told if each[0] != "new_addresses_are_written"]


@pytest.mark.parametrize("lost, file", [
    ({"departments": {}}, "catalogue/departments/so-y-te.yml"), ({"fields": {}}, "catalogue/fields.yml"), ({"laws": {}}, "catalogue/laws.yml"),
    ({"decisions": {}}, "catalogue/decisions/12-qd-ubnd.yml"), ({"forms": {}}, "forms/so-y-te/don-de-nghi.yml"),
])
def test_a_record_whose_file_could_not_be_read_is_not_missed_a_second_time(sound, lost: dict, file: str):
    assert across(replace(sound, **lost)) != []
    assert across(replace(sound, **lost, files={**sound.files, ("unread", file): file})) == []


def test_a_procedure_whose_file_could_not_be_read_has_not_vanished(sound):
    gone = replace(sound, ledger=("/thu-tuc/1.000009/", "/thu-tuc/1.000009/cap-moi/"))
    assert across(gone) == [("published_procedure_stays", "/thu-tuc/1.000009/")]
    file = "catalogue/procedures/so-y-te/1.000009.yml"
    assert across(replace(gone, files={**sound.files, ("unread", file): file})) == []


def test_a_circle_of_three_is_told_once_and_what_leads_into_it_is_not_blamed(sound):
    names = ("1.000003", "1.000004", "1.000005", "1.000006")
    after = dict(zip(names, ("1.000004", "1.000005", "1.000003", "1.000003")))
    template = sound.procedures["1.000001"]
    made = {name: template._replace(code=name, replaced_by=after[name]) for name in names}
    told = [finding.values for _, finding in references.replacements_come_to_an_end(replace(sound, procedures=made))]
    assert told == [(("circle", "1.000003 → 1.000004 → 1.000005 → 1.000003"),)]


def test_the_sample_breaks_no_rule(project, tmp_path, monkeypatch):
    monkeypatch.chdir(project)
    folders = Path("catalogue"), Path("templates/forms")
    catalogue, problems = load(*folders, tmp_path)
    assert [*problems, *check_across(catalogue, *folders)] == []


@pytest.mark.parametrize(("on", "is_told"), [("2026-10-31", False), ("2026-11-01", True), ("2026-12-31", True), ("2027-01-01", False)])
def test_a_value_that_ends_is_told_for_sixty_days_before(on: str, is_told: bool):
    ending = card_of(procedure(fees=[{"status": "free", "valid_to": "2026-12-31"}]), "catalogue/procedures/a/1.000001.yml", "")
    catalogue = SimpleNamespace(procedures={ending.code: ending})
    (rule,) = dated.ON_A_DAY
    told = [(file, finding.at, finding.found) for file, finding in rule(catalogue, on)]
    assert told == [("catalogue/procedures/a/1.000001.yml", ("fees", 0, "valid_to"), "2026-12-31")] * is_told


@pytest.mark.parametrize(("later", "is_followed"), [
    ({}, True), ({"valid_from": "2027-01-02"}, False), ({"channels": ["online"]}, False), ({"kind": "phi"}, False), ({"name": "Phí khác"}, False),
    ({"condition": "Nhà chung cư"}, False),
])
def test_a_value_that_another_follows_on_the_next_day_is_no_news(later: dict, is_followed: bool):
    now = {"status": "amount", "amount": 5000, "kind": "le_phi"}
    fees = [now | {"valid_to": "2026-12-31"}, now | {"amount": 8000, "valid_from": "2027-01-01"} | later]
    assert (card_of(procedure(fees=fees), "catalogue/procedures/a/1.000001.yml", "").ends == ()) == is_followed


def test_a_delegation_to_another_office_follows_none():
    delegations = [{"agency": "so-y-te", "valid_to": "2026-12-31"}, {"agency": "so-tu-phap", "valid_from": "2027-01-01"}]
    assert [at for at, _ in card_of(procedure(delegations=delegations), "catalogue/procedures/a/1.000001.yml", "").ends] == [("delegations", 0, "valid_to")]
