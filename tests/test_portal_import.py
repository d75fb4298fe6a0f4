"""Importing records of the portal: what is written, what is kept, what is told, and that it all stays so."""

from __future__ import annotations

import argparse
import csv
import json
import shutil
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st
from motcua import load, source
from motcua.model import Department, Procedure
from motcua.tools import portal, yaml_layout
from motcua.tools.portal import agencies, dossier, importing, record as records, report
from motcua.tools.portal.report import Why
from motcua.tools.portal.shape import Malformed
from yaml import safe_load

Importing = Callable[..., importing.Done]


def made(code: str = "1.900001", **more: object) -> dict:
    """A record in the shape of the portal's interface, about a procedure that does not exist."""
    return {
        "code": code, "name": "Cấp giấy phép thả diều",
        "executionSteps": [{"name": "Bước 1", "description": "- Nộp hồ sơ.\n+ Chờ hẹn."}, {"name": "", "description": "Nhận giấy."}],
        "executionMethods": [
            {"submissionMethod": channel, "processingTime": 5.0, "processingTimeUnit": "WORKING_DAY", "description": "",
             "fees": [{"type": "FEE", "value": 0, "description": ""}]} for channel in ("ONLINE", "DIRECT")],
        "executionCases": [{"name": "", "profileComponents": [
            {"name": "- Đơn theo mẫu;", "originalQty": 1, "copyQty": 0, "attachments": [{"fileName": "Mẫu 1.docx"}, {"fileName": "?"}]}]}],
        "formalityType": "ASSIGNED_REGULATION", "isMinistry": False, "isProvince": True, "isWard": False, "isOtherAgency": False,
        "categoriesDetails": [{"name": "Thả diều"}], "departmentsExecuting": [{"name": "Sở Gió"}],
        "departmentsAuthority": [{"name": "Chủ tịch UBND cấp tỉnh"}],
        "legalBasisesDetails": [{"code": "Nghị định 1/2025/NĐ-CP "}, {"code": "1/2025/NĐ-CP", "name": "Nghị định về diều"}],
        "resultsDetails": [{"name": "Giấy phép", "code": "KQ.1"}], "subjectTypesDetails": [{"name": "Công dân Việt Nam"}],
        "procedureProposal": {"proposalNumber": "7/QĐ-BG", "issuingAgency": "Bộ Gió"}, "departmentPromulgateName": "Bộ Gió",
        "sourceUrl": "https://example.org/1", **more,
    }


@pytest.fixture
def bring(tmp_path: Path) -> Importing:
    """`bring(record, ...)` imports records into the catalogue at `tmp_path / "catalogue"`."""

    def run(*given_records: object, **options: object) -> importing.Done:
        file = tmp_path / "records.jsonl"
        lines = [one if isinstance(one, str) else json.dumps(one, ensure_ascii=False) for one in given_records]
        file.write_text("\n".join(lines), encoding="utf-8")
        return importing.import_into(tmp_path / "catalogue", [file], **options)

    return run


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    """The folder that `bring` imports into."""
    return tmp_path / "catalogue"


def read(values: dict) -> records.Imported:
    return records.read(values, agencies.Agencies())


def why(done: importing.Done) -> set[Why]:
    return {remark.why for remark in done.remarks}


def written(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.rglob("*") if path.is_file()}


def only_procedure(folder: Path) -> Path:
    (path,) = folder.glob("procedures/*/*.yml")
    return path


# What is written


def test_an_import_writes_a_catalogue_that_loads_without_a_problem(bring: Importing, catalogue: Path, tmp_path: Path) -> None:
    bring(made(), made("1.900002", name="Cấp lại giấy phép thả diều"))
    loaded, problems = load.load(catalogue, tmp_path / "forms", tmp_path / "cache")
    assert [problem for problem in problems if problem.is_error] == []
    assert {card.code for card in loaded.cards} == {"1.900001", "1.900002"}
    names = {path.relative_to(catalogue).as_posix() for path in catalogue.rglob("*") if path.is_file()}
    assert {"catalogue.yml", "fields.yml", "laws.yml", "decisions/7-qd-bg.yml", "departments/so-gio.yml", "department-map.yml",
            "import-report.csv", "import-ledger.json", "procedures/bo-gio/1.900001.yml", "urls.txt"} <= names
    assert "/thu-tuc/1.900001/" in (catalogue / "urls.txt").read_text().splitlines()


def test_a_record_keeps_its_parts(bring: Importing, catalogue: Path) -> None:
    bring(made())
    values = source.read(only_procedure(catalogue), "x").values
    procedure = Procedure.model_validate(values)
    assert procedure.origin == "imported" and procedure.completeness == "full" and procedure.status == "in_force"
    assert [step.text.vi for step in procedure.steps] == ["- Nộp hồ sơ.\n+ Chờ hẹn.", "Nhận giấy."]
    assert [(paper.paper.vi, paper.originals, paper.copies, paper.form_named) for paper in procedure.dossier.components] == [
        ("Đơn theo mẫu", 1, None, ("Mẫu 1.docx",))]
    assert procedure.executing_agencies == ("so-gio",) and procedure.competent_authorities == ("chu-tich-uy-ban-nhan-dan-cap-tinh",)
    assert [law.law for law in procedure.legal_basis] == ["1/2025/NĐ-CP"]
    (origin,) = procedure.sources
    assert origin.url == "https://example.org/1" and origin.decision == "7/QĐ-BG"
    stated = {name for name in procedure.model_fields_set} - {"code", "origin", "status", "sources", "completeness", "gaps"}
    assert set(origin.covers) == stated


def test_a_missing_compulsory_part_is_a_named_gap_and_a_record_with_steps_is_never_listed() -> None:
    values = read(made(executionCases=[], departmentsExecuting=[], executionMethods=[])).values
    assert values["completeness"] == "partial"
    assert values["gaps"] == ["submission_methods", "dossier", "processing_time", "executing_agencies"]
    assert read(made(executionSteps=[])).values["completeness"] == "listed"


def test_dates_are_days_in_vietnam() -> None:
    proposal = {"proposalNumber": "7/QĐ-BG", "decisionDate": 1777654800000, "issuingAgency": {"name": "Bộ Gió"}}
    imported = read(made(procedureProposal=proposal, updatedAt=1780638214788))
    assert imported.decision == ("7/QĐ-BG", date(2026, 5, 2), "Bộ Gió")
    assert imported.values["updated_on"] == date(2026, 6, 5)


def test_a_name_loses_what_does_not_belong_to_it() -> None:
    imported = read(made(name="Cấp giấy\nthả diều (cấp Tỉnh) ( 1.900001 )."))
    assert imported.values["name"] == "Cấp giấy thả diều (cấp Tỉnh)"
    assert Why.NAME_MENDED in {remark.why for remark in imported.remarks}


def test_a_service_case_whose_time_differs_stands_beside_the_time_of_the_channels() -> None:
    imported = read(made(cases=[{"code": "1.900001.01", "name": "Thả diều", "processingDay": {"qty": 20, "type": "WORKING_DAY"}}]))
    assert [(row.get("name"), row["statutory"]["value"], row["combines"]) for row in imported.values["processing_time"]["rows"]] == [
        (None, 5, "not_stated"), ("1.900001.01", 20, "not_stated")]
    assert Why.TIME_DIFFERS_FROM_CASE in {remark.why for remark in imported.remarks}


def test_service_cases_by_different_names_are_cases_and_namesakes_are_not() -> None:
    two = [{"code": "1.900001.01", "name": "Diều giấy"}, {"code": "1.900001.02", "name": "Diều vải"}]
    assert [case["code"] for case in read(made(cases=two)).values["cases"]] == ["1.900001.01", "1.900001.02"]
    assert "cases" not in read(made(cases=[two[0], {**two[1], "name": "Diều giấy"}])).values


@pytest.mark.parametrize("code", ["5.900001", "6.900001"])
def test_an_internal_look_is_proposed_and_not_written(code: str) -> None:
    imported = read(made(code))
    assert Why.INTERNAL_PROPOSED in {remark.why for remark in imported.remarks} and "is_internal" not in imported.values


def test_fully_online_is_written_only_where_the_source_marks_the_whole_process() -> None:
    assert read(made(isFullProcess=True)).values["online_service"] == "full"
    assert "online_service" not in read(made()).values


# The dossier


def papers(*parts: dict) -> tuple[list[dict], list[dict], list[Why]]:
    told: list[Why] = []
    laid, cases = dossier.laid_out(parts, lambda field, words, why: told.append(why))
    return laid.get("components", []), cases, told


def part(name: str, *rows: str | tuple[str, int, int]) -> dict:
    whole = [row if isinstance(row, tuple) else (row, 1, 0) for row in rows]
    return {"name": name, "profileComponents": [{"name": words, "originalQty": first, "copyQty": second} for words, first, second in whole]}


def test_parts_that_are_all_situations_become_cases() -> None:
    laid, cases, _ = papers(part("(1.1) Đối với diều giấy:", "Đơn"), part("b) Trường hợp diều vải, hồ sơ gồm:", "Đơn"))
    assert [case["name"] for case in cases] == ["Đối với diều giấy", "Trường hợp diều vải"]
    assert [paper["cases"] for paper in laid] == [["truong-hop-1"], ["truong-hop-2"]]


def test_a_situation_beside_papers_for_everybody_is_a_condition_and_no_case() -> None:
    laid, cases, _ = papers(part("", "Đơn"), part("Trường hợp diều vải", "Mẫu vải"))
    assert cases == [] and [paper.get("when") for paper in laid] == ["", "Trường hợp diều vải"]


def test_a_way_of_handing_in_is_no_case() -> None:
    assert papers(part("Trường hợp nộp trực tiếp", "Đơn"), part("Trường hợp nộp trực tuyến", "Đơn"))[1] == []


def test_names_of_parts_that_are_roles_give_roles() -> None:
    laid, _, _ = papers(part("* Giấy tờ phải nộp:", "Đơn"), part("* Giấy tờ phải xuất trình:", "Hộ chiếu"), part("* Lưu ý:", "Mang bút"))
    assert [paper["role"] for paper in laid] == ["submit", "present", "note"]


def test_roles_are_unknown_where_their_headings_lie_among_the_papers() -> None:
    laid, _, told = papers(part("Giấy tờ phải nộp", "- Giấy tờ phải xuất trình:", "Hộ chiếu"))
    assert Why.ROLES_SCRAMBLED in told
    assert "role" not in laid[0]["of"][1]


def test_a_condition_leads_its_paper_and_a_remark_is_a_note_without_a_count() -> None:
    laid, _, told = papers(part("", "Trường hợp ủy quyền: giấy ủy quyền", "Trường hợp mất giấy thì cơ quan tự tra.", ("Nộp các giấy sau:", 0, 0)))
    assert (laid[0]["when"], laid[0]["paper"], laid[0]["originals"]) == ("Trường hợp ủy quyền", "giấy ủy quyền", 1)
    assert [paper["role"] for paper in laid[1:]] == ["note", "note"] and "originals" not in laid[1]
    assert Why.COUNT_OF_A_NOTE in told


def test_zero_copies_are_left_out_and_the_number_of_sets_is_read() -> None:
    laid, _ = dossier.laid_out([part("", ("Đơn", 0, 2), "Số lượng hồ sơ: 02 (hai) bộ")], lambda *remark: None)
    assert laid["sets"] == 2 and (laid["components"][0]["originals"], laid["components"][0]["copies"]) == (None, 2)


def test_one_of_several_papers_is_a_choice() -> None:
    laid, _, _ = papers(part("Một trong các giấy tờ sau:", "Hộ chiếu", "Căn cước"))
    assert laid[0]["choose"] == "one" and len(laid[0]["of"]) == 2


def test_the_name_of_a_form_that_ran_onto_a_paper_is_taken_off_where_a_mark_shows_where() -> None:
    laid, _, told = papers(part("", "Đơn theo mẫu.Mau 01.docxMau 02.docx", "Đơn theo mẫuMau 03.docx"))
    assert (laid[0]["paper"], laid[0]["form_named"]) == ("Đơn theo mẫu.", ["Mau 01.docx", "Mau 02.docx"])
    assert laid[1]["paper"] == "Đơn theo mẫuMau 03.docx" and Why.FORM_IN_A_NAME in told


# Agencies


def test_all_spellings_of_an_agency_become_one_department() -> None:
    known = agencies.Agencies()
    spelt = ["Sở Tư pháp", "Sở Tư Pháp", ", Sở Tư pháp.", "SỞ TƯ PHÁP"]
    assert {tuple(known.found(one)) for one in spelt} == {("so-tu-phap",)}
    communes = ["Ủy ban nhân dân cấp xã", "UBND cấp  xã", "Uỷ ban Nhân dân xã, phường, thị trấn.", ", Ủy ban nhân dân cấp xã"]
    assert {tuple(known.found(one)) for one in communes} == {("uy-ban-nhan-dan-cap-xa",)}
    committee = known.by_id["uy-ban-nhan-dan-cap-xa"].as_values()
    assert committee["kind"] == "each_commune" and "UBND cấp xã" in committee["spellings"]


def test_a_list_of_agencies_is_parted_and_a_name_with_commas_is_not() -> None:
    known = agencies.Agencies()
    assert known.found("Bộ Công an, Bộ Quốc phòng") == ["bo-cong-an", "bo-quoc-phong"]
    assert known.found("Sở Gió, Uỷ ban Nhân dân cấp xã, phường, thị trấn") == ["so-gio", "uy-ban-nhan-dan-cap-xa"]
    assert len(known.found("Bộ, cơ quan ngang Bộ")) == len(known.found("Cơ quan chuyên môn được Bộ, cơ quan ngang Bộ giao")) == 1
    assert known.found("x" * 300) == [] and known.found("Sở GióMã thủ tục1.000") == []


def test_an_editors_map_decides_which_department_a_spelling_joins(bring: Importing, catalogue: Path) -> None:
    bring(made())
    chosen = catalogue / "department-map.yml"
    chosen.write_text("departments:\n  - id: so-khi-tuong\n    name: Sở Khí tượng\n    kind: department\n    spellings:\n      - Sở Gió\n",
                      encoding="utf-8")
    bring(made())
    assert "executing_agencies: [so-khi-tuong]" in only_procedure(catalogue).read_text(encoding="utf-8")
    assert Department.model_validate(source.read(catalogue / "departments/so-khi-tuong.yml", "x").values).spellings == ("Sở Gió",)
    before = written(catalogue)
    bring(made())
    assert written(catalogue) == before


def test_an_agency_joins_the_department_that_an_editor_wrote_for_it(bring: Importing, catalogue: Path) -> None:
    (catalogue / "departments").mkdir(parents=True)
    ours = catalogue / "departments/gio.yml"
    ours.write_text("id: gio\nname: Sở Gió\nkind: department\nshort_name: Gió\n", encoding="utf-8")
    done = bring(made())
    assert "executing_agencies: [gio]" in only_procedure(catalogue).read_text(encoding="utf-8")
    assert "short_name: Gió" in ours.read_text(encoding="utf-8") and Why.KEPT_HAND_WRITTEN in why(done)


def test_a_map_that_cannot_be_read_stops_the_import(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "map.yml").write_text("departments:\n  - id: A B\n    name: x\n    kind: department\n", encoding="utf-8")
    (tmp_path / "r.json").write_text(json.dumps(made()), encoding="utf-8")
    options = argparse.Namespace(files=[tmp_path / "r.json"], into=tmp_path / "c", department_map=tmp_path / "map.yml", lang="vi", read_on=None)
    assert portal.run(options) == portal.WRONG_USE
    assert "map.yml:2:5: id" in capsys.readouterr().err and not (tmp_path / "c").exists()


# Again, and what an editor did


def test_importing_the_same_again_changes_nothing(bring: Importing, catalogue: Path) -> None:
    bring(made(), made("1.900002"))
    before = written(catalogue)
    done = bring(made(), made("1.900002"))
    assert written(catalogue) == before and done.counts["written"] == 0


def test_an_untouched_file_follows_its_changed_record(bring: Importing, catalogue: Path) -> None:
    bring(made())
    bring(made(name="Cấp giấy phép thả diều mới", departmentPromulgateName="Bộ Trời"))
    assert "thả diều mới" in only_procedure(catalogue).read_text(encoding="utf-8")


def test_a_file_edited_since_its_import_is_kept_and_told(bring: Importing, catalogue: Path) -> None:
    bring(made())
    path = only_procedure(catalogue)
    path.write_text(path.read_text(encoding="utf-8").replace("thả diều", "thả diều giấy"), encoding="utf-8")
    edited = path.read_bytes()
    done = bring(made(name="Tên khác hẳn"))
    assert path.read_bytes() == edited and Why.KEPT_EDITED in why(done) and done.counts["kept"] == 1


def test_a_file_written_by_hand_is_kept_wherever_it_lies(bring: Importing, catalogue: Path) -> None:
    path = catalogue / "procedures/cua-toi/1.900001.yml"
    path.parent.mkdir(parents=True)
    path.write_text("code: \"1.900001\"\n", encoding="utf-8")
    done = bring(made())
    assert only_procedure(catalogue) == path and path.read_text(encoding="utf-8") == "code: \"1.900001\"\n"
    assert Why.KEPT_HAND_WRITTEN in why(done)


def test_an_unreadable_ledger_makes_every_file_the_editors(bring: Importing, catalogue: Path) -> None:
    bring(made())
    before = only_procedure(catalogue).read_bytes()
    (catalogue / "import-ledger.json").write_text("{", encoding="utf-8")
    bring(made(name="Tên khác hẳn"))
    assert only_procedure(catalogue).read_bytes() == before


def test_a_list_that_an_editor_wrote_gets_what_is_missing_at_its_end(bring: Importing, catalogue: Path) -> None:
    catalogue.mkdir()
    (catalogue / "fields.yml").write_text("# của tôi\nfields:\n- id: mua\n  name: Mưa  # giữ\n", encoding="utf-8")
    bring(made())
    assert (catalogue / "fields.yml").read_text(encoding="utf-8") == (
        "# của tôi\nfields:\n- id: mua\n  name: Mưa  # giữ\n- id: tha-dieu\n  name: Thả diều\n")
    (catalogue / "fields.yml").write_text("fields: [{id: mua, name: Mưa}]\n", encoding="utf-8")
    assert Why.LIST_KEPT in why(bring(made()))


def test_titles_that_an_editor_gave_to_laws_stay(bring: Importing, catalogue: Path) -> None:
    bring(made(legalBasisesDetails=[{"code": "1/2025/NĐ-CP"}]))
    path = catalogue / "laws.yml"
    path.write_text(path.read_text(encoding="utf-8") + "    title: Nghị định về diều\n", encoding="utf-8")
    bring(made(legalBasisesDetails=[{"code": "1/2025/NĐ-CP"}, {"code": "2/2025/NĐ-CP"}]))
    laws = source.read(path, "laws.yml").values["laws"]
    assert laws == [{"number": "1/2025/NĐ-CP", "title": "Nghị định về diều"}, {"number": "2/2025/NĐ-CP"}]


def test_a_decision_gathers_what_several_imports_announce(bring: Importing, catalogue: Path) -> None:
    bring(made())
    bring(made("1.900002"))
    changes = source.read(catalogue / "decisions/7-qd-bg.yml", "x").values["changes"]
    assert [change["procedure"] for change in changes] == ["1.900001", "1.900002"]


# What is malformed, and the report


@pytest.mark.parametrize("bad", ["{", "[]", "5", '{"code": "x"}', json.dumps(made(name="")), json.dumps(made("12")),
                                 json.dumps(made(executionSteps={"a": 1})), json.dumps(made(categoriesDetails=[]))])
def test_a_malformed_record_is_told_with_its_line_and_left_out(bring: Importing, catalogue: Path, bad: str) -> None:
    done = bring(made(), bad)
    (remark,) = [remark for remark in done.remarks if remark.why is Why.MALFORMED]
    assert remark.code == "records.jsonl:2" and done.codes == ("1.900001",)


def test_a_list_of_nothing_is_no_file(bring: Importing, catalogue: Path, tmp_path: Path) -> None:
    bring("{")
    assert not any((catalogue / name).exists() for name in ("fields.yml", "laws.yml", "department-map.yml"))
    bring(made(legalBasisesDetails=[]))
    assert (catalogue / "fields.yml").exists() and not (catalogue / "laws.yml").exists()
    assert [each.rule for each in load.load(catalogue, tmp_path / "forms", tmp_path / "cache")[1] if each.is_error] == []


def test_a_code_read_before_is_told_and_left_out(bring: Importing) -> None:
    done = bring(made(), made(name="Khác"))
    assert done.codes == ("1.900001",) and Why.REPEATED in why(done)


def test_the_exit_code_says_whether_anything_was_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    parser = argparse.ArgumentParser()
    portal.add_arguments(parser)
    (tmp_path / "good.json").write_text(json.dumps([made(), made("1.900002")]), encoding="utf-8")
    (tmp_path / "bad.json").write_text("{", encoding="utf-8")
    into = ["--into", str(tmp_path / "c")]
    assert portal.run(parser.parse_args([str(tmp_path / "good.json"), str(tmp_path / "bad.json"), *into, "--lang", "en"])) == portal.IMPORTED
    assert capsys.readouterr().out.startswith("2 records read, 1 malformed")
    assert portal.run(parser.parse_args([str(tmp_path / "bad.json"), *into])) == portal.NOTHING_IMPORTED
    assert portal.run(parser.parse_args([str(tmp_path / "none.json"), *into])) == portal.WRONG_USE


def test_the_report_opens_in_a_spreadsheet_and_holds_no_formula(bring: Importing, catalogue: Path) -> None:
    bring(made(name="=1+1."))
    raw = (catalogue / "import-report.csv").read_bytes()
    rows = list(csv.DictReader(raw.decode("utf-8-sig").splitlines()))
    assert raw.startswith(b"\xef\xbb\xbf") and set(rows[0]) == {"code", "field", "text", "why"}
    assert rows == sorted(rows, key=lambda row: (row["code"], row["field"], row["text"]))
    assert any(row["text"] == "'=1+1." for row in rows)


def test_every_reason_has_its_sentence_in_both_languages() -> None:
    reasons = source.read(Path(report.__file__).with_name("reasons.yml"), "reasons.yml").values
    assert set(reasons) == {*Why, "summary"} and all(set(words) == {"vi", "en"} for words in reasons.values())


JSON = st.recursive(st.none() | st.booleans() | st.integers(-5, 5) | st.floats(allow_nan=False) | st.text(max_size=8),
                    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(sorted(made()) + ["name", "fees"]), inner, max_size=3),
                    max_leaves=6)


@pytest.mark.bulk
@settings(max_examples=150)
@given(st.dictionaries(st.sampled_from(sorted(made()) + ["cases", "returningMethods", "isInternal", "updatedAt", "keywords"]), JSON, max_size=4))
def test_a_record_of_any_shape_is_taken_or_refused_but_never_breaks(strange: dict) -> None:
    try:
        imported = read({**made(), **strange})
    except Malformed:
        return
    Procedure.model_validate(source.parse(yaml_layout.yaml(imported.values).encode(), "x").values)


# The layout of files


WORDS = st.text(alphabet="ab:#-\"'\\ \n123.{}[]|>%@&*!?,~yđ", max_size=20).map(
    lambda words: "\n".join(line.strip() for line in words.split("\n")).strip()).filter(bool)
KEYS = st.from_regex(r"key_[a-d]{1,2}", fullmatch=True)
VALUES = st.dictionaries(KEYS, st.recursive(
    WORDS, lambda inner: st.lists(inner, min_size=1, max_size=3) | st.dictionaries(KEYS, inner, min_size=1, max_size=3), max_leaves=8),
    min_size=1, max_size=4)


def _has_no_list_of_lists(value: object, in_list: bool = False) -> bool:
    if isinstance(value, list):
        return not in_list and all(_has_no_list_of_lists(one, True) for one in value)
    return all(map(_has_no_list_of_lists, value.values())) if isinstance(value, dict) else True


@pytest.mark.bulk
@given(VALUES.filter(_has_no_list_of_lists))
def test_every_reader_sees_the_values_that_were_laid_out(values: dict) -> None:
    text = yaml_layout.yaml(values)
    assert safe_load(text) == values
    read_back = source.parse(text.encode(), "x")
    assert read_back.values == values and [problem for problem in read_back.problems if problem.is_error] == []


def test_values_that_are_no_text_stand_without_quotes_and_empty_ones_are_left_out() -> None:
    assert yaml_layout.yaml({"a": date(2026, 7, 1), "b": Decimal("5"), "c": Decimal("1.50"), "d": True, "e": "", "f": [], "g": None, "h": "2026-07-01"}) == (
        "a: 2026-07-01\nb: 5\nc: 1.5\nd: true\nh: \"2026-07-01\"\n")


def test_a_long_list_of_names_is_wrapped() -> None:
    names = [f"name_{number}" for number in range(40)]
    text = yaml_layout.yaml({"covers": names})
    assert max(map(len, text.splitlines())) <= yaml_layout.WIDEST_ROW and safe_load(text) == {"covers": names}


# The real records


@pytest.mark.bulk
def test_all_real_records_become_a_catalogue_that_loads_and_stays(shared: Path, tmp_path: Path) -> None:
    files = sorted((shared / "data" / "portal").glob("*.jsonl"))
    into = tmp_path / "catalogue"
    done = importing.import_into(into, files)
    assert (done.counts["records"], done.counts["malformed"], done.counts["listed"]) == (1333, 0, 0)
    assert done.counts["full"] >= 1190
    loaded, problems = load.load(into, tmp_path / "forms", tmp_path / "cache", for_pages=False)
    assert [problem for problem in problems if problem.is_error] == [] and len(loaded.cards) == 1333
    before = written(into)
    shuffled = [tmp_path / path.name for path in files]
    for path, copy in zip(files, shuffled, strict=True):
        shutil.copyfile(path, copy)
    assert importing.import_into(into, shuffled).counts["written"] == 0 and written(into) == before


@pytest.mark.bulk
def test_no_word_of_a_real_record_is_lost(shared: Path) -> None:
    known = agencies.Agencies()
    for path in sorted((shared / "data" / "portal").glob("*.jsonl")):
        for found in importing.found_in(path):
            values = records.read(found.value, known).values
            text = " ".join(yaml_layout.yaml(values).split())
            for step in found.value["executionSteps"]:
                assert all(" ".join(records.cleaning.line(line).split()) in text.replace('\\"', '"').replace("''", "'")
                           for line in records.cleaning.prose(step["description"]).split("\n")), values["code"]


def test_the_day_of_reading_is_told_where_it_is_known(bring, tmp_path: Path):
    bring(made(), read_on=date(2026, 11, 16))
    assert "read_on: 2026-11-16" in next((tmp_path / "catalogue" / "procedures").rglob("*.yml")).read_text("utf-8")
    bring(made())
    assert "read_on" not in next((tmp_path / "catalogue" / "procedures").rglob("*.yml")).read_text("utf-8")
