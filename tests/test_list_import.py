"""Importing the portal's Excel list: what is read, what is refused, what is written, and what is told of a catalogue that exists."""

from __future__ import annotations

import csv
import io
import json
import shutil
import struct
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from motcua import files, source
from motcua.commands import main
from motcua.load import check_across, load
from motcua.model import Procedure
from motcua.tools.lists import importing, listed, report, workbook
from motcua.tools.lists.workbook import NotAList
from motcua.tools.portal.agencies import Agencies
from motcua.tools.yaml_layout import yaml
from openpyxl import Workbook
from support.sites import Project, small
from support.trees import digest_tree

HEADINGS = ("Mã số", "Tên", "Cơ quan ban hành", "Cơ quan thực hiện", "Lĩnh vực")
KITE = ("1.900010", "Cấp giấy phép thả diều", "Bộ Gió", "Chủ tịch UBND cấp tỉnh\nSở Gió", "Thả diều")
DRUM = ("1.900020", "Đăng ký đánh trống", "Bộ Gió", "Ủy ban nhân dân cấp xã", "Âm thanh")
List = Callable[..., Path]
# The files that an import leaves beside its folders.
WRITTEN = ("catalogue.yml", "department-map.yml", "fields.yml", "import-ledger.json", "list-report.csv", "urls.txt")


def sheet(path: Path, rows: Iterable[Iterable[object]], headings: Iterable[str] = HEADINGS) -> Path:
    """A workbook laid out as the portal lays out its own: prose in the first row, headings in the second."""
    book = Workbook()
    page = book.active
    page.append(["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nDANH SÁCH THỦ TỤC HÀNH CHÍNH\n\n"])
    page.append(list(headings))
    for row in rows:
        page.append(list(row))
    book.save(path)
    return path


@pytest.fixture
def listing(tmp_path: Path) -> List:
    """`listing(row, ..., headings=...)` writes a list."""
    return lambda *rows, **options: sheet(tmp_path / "danh-sach.xlsx", rows, **options)


@pytest.fixture
def into(tmp_path: Path) -> Path:
    return tmp_path / "catalogue"


def bring(into: Path, path: Path, **options: object) -> importing.Done:
    return importing.import_into(into, [path], **options)


def values(into: Path, code: str) -> dict:
    path = next(into.glob(f"procedures/*/{code}.yml"))
    return source.read(path, path.name).values


def told(done: importing.Done) -> list[tuple[str, str]]:
    """What was told, but for levels that were derived."""
    return sorted((note.what, note.code) for note in done.notes if note.what != "level_derived")


def errors(into: Path) -> list:
    found, problems = load(into, into / "no-forms", into.parent / "cache")
    return [problem for problem in [*problems, *check_across(found, into, into / "no-forms")] if problem.is_error]


# A new catalogue


def test_a_list_becomes_a_catalogue_of_names_without_an_error(listing: List, into: Path) -> None:
    done = bring(into, listing(KITE, DRUM))
    assert done.written == ("1.900010", "1.900020") and errors(into) == []
    assert sorted(path.name for path in into.iterdir() if path.is_file()) == list(WRITTEN)
    kite = values(into, "1.900010")
    assert kite["name"] == KITE[1] and (kite["completeness"], kite["origin"], kite["status"]) == ("listed", "imported", "in_force")
    assert list(kite["executing_agencies"]) == ["chu-tich-uy-ban-nhan-dan-cap-tinh", "so-gio"] and kite["field"] == "tha-dieu"
    assert set(importing.GAPS) == set(kite["gaps"])


@pytest.mark.bulk
def test_the_page_of_a_list_says_that_it_holds_name_and_place_alone(listing: List, tmp_path: Path) -> None:
    project = small(tmp_path / "project")
    for path in sorted(project.catalogue.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    shutil.rmtree(project.file("templates/forms"))
    bring(project.catalogue, listing(KITE, DRUM))
    page = next(artifact for artifact in project.plan() if artifact.path == "thu-tuc/1.900010/index.html")
    assert "Trang này mới có tên và nơi nộp" in page.make(page.inputs).decode()


def test_every_file_that_an_import_leaves_is_known_to_the_build(listing: List, into: Path) -> None:
    bring(into, listing(KITE))
    assert [found.below for found in files.of_catalogue(into) if found.kind == "unknown"] == []
    assert next(found.kind for found in files.of_catalogue(into) if found.below == importing.REPORT) == "beside"


def test_all_spellings_of_an_agency_are_one_department_which_the_map_decides(listing: List, into: Path, tmp_path: Path) -> None:
    rows = [(f"1.90000{number}", f"Thủ tục {number}", "Bộ Gió", spelling, "Thả diều")
            for number, spelling in enumerate(("UBND cấp xã", "Ủy ban nhân dân xã, phường", "ủy ban Nhân dân cấp xã ", "Ban Gió"))]
    bring(into, listing(*rows))
    assert [list(values(into, row[0])["executing_agencies"]) for row in rows] == [["uy-ban-nhan-dan-cap-xa"]] * 3 + [["ban-gio"]]
    corrected = tmp_path / "map.yml"
    corrected.write_text(
        "departments:\n  - {id: uy-ban-nhan-dan-cap-xa, name: Ủy ban nhân dân cấp xã, kind: each_commune, level: commune, "
        "spellings: [Ban Gió]}\n", encoding="utf-8")
    again = tmp_path / "again"
    bring(again, listing(*rows), map_file=corrected)
    assert list(values(again, rows[3][0])["executing_agencies"]) == ["uy-ban-nhan-dan-cap-xa"]


def test_levels_follow_the_agencies_only_where_each_has_one_and_no_source_is_claimed(listing: List, into: Path) -> None:
    done = bring(into, listing(KITE, (DRUM[0], DRUM[1], "Bộ Gió", "Sở Gió\nBan Gió", "Âm thanh")))
    kite = values(into, KITE[0])
    assert list(kite["administrative_levels"]) == ["province"] and "administrative_levels" not in kite["sources"][0]["covers"]
    assert "administrative_levels" not in values(into, DRUM[0])
    assert [note.code for note in done.notes if note.what == "level_derived"] == [KITE[0]]


def test_levels_and_decisions_are_taken_from_the_list_where_it_has_them(listing: List, into: Path) -> None:
    headings = (*HEADINGS, "Cấp thực hiện", "Số quyết định")
    done = bring(into, listing((*KITE, "Cấp Bộ\nCấp Tỉnh, cấp làng", "7/QĐ-BG"), headings=headings))
    kite = values(into, KITE[0])
    assert list(kite["administrative_levels"]) == ["ministry", "province"] and list(kite["publication_decisions"]) == ["7-qd-bg"]
    assert "administrative_levels" in kite["sources"][0]["covers"] and (into / "decisions" / "7-qd-bg.yml").is_file()
    assert [(note.what, note.there) for note in done.notes] == [("level_unknown", "cấp làng")] and errors(into) == []


def test_an_agency_of_one_province_is_told_where_the_list_itself_names_it(listing: List, into: Path) -> None:
    agencies = Agencies([{"id": "so-gio", "name": "Sở Gió tỉnh Diều", "spellings": ["Sở Gió"]}])
    notes: list[report.Note] = []
    rows = workbook.rows(listing(KITE, (DRUM[0], DRUM[1], "Bộ Gió", "Sở Gió tỉnh Diều", "Âm thanh")))
    records = importing._imported(listed.read(rows, "list.xlsx", []), agencies, {}, notes)
    assert all("so-gio" in record.values["executing_agencies"] for record in records)
    assert [note.code for note in notes if note.what == "agency_is_local"] == [DRUM[0]]


def test_a_row_without_an_agency_is_taken_and_says_so(listing: List, into: Path) -> None:
    bring(into, listing((KITE[0], KITE[1], "Bộ Gió", None, "Thả diều")))
    assert "executing_agencies" in values(into, KITE[0])["gaps"] and errors(into) == []


def test_columns_are_found_by_their_headings_in_any_order_and_on_any_sheet(tmp_path: Path, into: Path) -> None:
    book = Workbook()
    book.active.append(["Hướng dẫn"])
    page = book.create_sheet("Danh sách")
    page.append(["STT", "LĨNH VỰC", "Tên thủ tục hành chính", "Mã TTHC"])
    page.append([1, "Thả diều", "Cấp giấy phép thả diều", "1.900010"])
    book.save(tmp_path / "list.xlsx")
    assert bring(into, tmp_path / "list.xlsx").codes == ("1.900010",)


def test_a_code_that_became_a_number_keeps_its_six_places(listing: List, into: Path) -> None:
    assert bring(into, listing((1.9001, *KITE[1:]))).codes == ("1.900100",)


@pytest.mark.parametrize(
    "row, what",
    [
        (("1.9", *KITE[1:]), "no_code"),
        ((None, *KITE[1:]), "no_code"),
        ((True, *KITE[1:]), "no_code"),
        ((KITE[0], " \u200b", *KITE[2:]), "no_name"),
        ((*KITE[:4], " - "), "no_field"),
        ((KITE[0], '=HYPERLINK("https://example.org","Diều")', *KITE[2:]), "computed"),
        ((KITE[0], "#REF!", *KITE[2:]), "computed"),
    ],
)
def test_a_row_that_cannot_be_used_is_told_by_its_place_and_left_out(listing: List, into: Path, row: tuple, what: str) -> None:
    done = bring(into, listing(DRUM, row))
    assert done.written == (DRUM[0],)
    assert [note.place for note in done.notes if note.what == what] == ["danh-sach.xlsx:4"]
    assert " 1 dòng hỏng" in done.summary.splitlines()[-1]


def test_a_code_named_twice_is_taken_once(listing: List, into: Path) -> None:
    done = bring(into, listing(KITE, (KITE[0], "Tên khác", *KITE[2:])))
    assert (done.codes, told(done)) == ((KITE[0],), [("repeated", KITE[0])]) and values(into, KITE[0])["name"] == KITE[1]


@pytest.mark.bulk
@given(st.tuples(*[st.text(max_size=40)] * 5))
def test_whatever_words_a_row_holds_its_record_is_one_that_the_catalogue_takes(words: tuple[str, ...]) -> None:
    row = (KITE[0], f"{words[0]}ư", words[1], words[2], f"{words[3]}ă", words[4])
    cells = [tuple(map(workbook.Cell, texts)) for texts in ((*HEADINGS, "Số quyết định"), row)]
    notes: list[report.Note] = []
    found = listed.read([workbook.Row(0, number, texts) for number, texts in enumerate(cells, 1)], "list.xlsx", notes)
    [record] = importing._imported(found, Agencies(), {}, notes)
    read = source.parse(yaml(record.values).encode(), "record.yml")
    assert not [problem for problem in read.problems if problem.is_error] and Procedure.model_validate(read.values).code == KITE[0]


def test_importing_into_two_folders_gives_the_same_bytes(listing: List, into: Path, tmp_path: Path) -> None:
    path = listing(KITE, DRUM)
    bring(into, path)
    bring(tmp_path / "second", path)
    assert digest_tree(into) == digest_tree(tmp_path / "second")


# A catalogue that exists


def test_nothing_but_the_report_is_written_into_a_catalogue_that_exists(listing: List, into: Path) -> None:
    bring(into, listing(KITE))
    before = digest_tree(into)
    done = bring(into, listing((KITE[0], "Tên mới hoàn toàn", *KITE[2:]), DRUM))
    after = digest_tree(into)
    assert told(done) == [("missing", DRUM[0]), ("renamed", KITE[0])] and done.written == ()
    assert {name for name in after if before.get(name) != after[name]} == {importing.REPORT} and set(before) == set(after)


def test_what_is_missing_is_written_only_when_asked_and_every_record_stays(listing: List, into: Path) -> None:
    bring(into, listing(KITE))
    before = {name: digest for name, digest in digest_tree(into).items() if name.startswith("procedures/")}
    done = bring(into, listing((KITE[0], "Tên mới", *KITE[2:]), DRUM), adds=True)
    after = digest_tree(into)
    assert done.written == (DRUM[0],) and errors(into) == []
    assert {name for name in after if name.startswith("procedures/")} - set(before) == {"procedures/bo-gio/1.900020.yml"}
    assert {name: after[name] for name in before} == before
    assert told(bring(into, listing(KITE, DRUM), adds=True)) == []


@pytest.mark.bulk
def test_adding_to_a_catalogue_written_by_hand_touches_no_record_and_uses_its_fields(fresh: Project, listing: List) -> None:
    into = fresh.catalogue
    before = digest_tree(into)
    bring(into, listing(("1.900010", "Xác nhận hộ tịch lạ", "Bộ Tư pháp", "Ủy ban nhân dân cấp xã", "HỘ TỊCH"),
                        ("1.900020", "Đăng ký cư trú lạ", "Bộ Gió", "Ban Gió", "Đăng ký,  quản lý cư trú")), adds=True)
    after = digest_tree(into)
    changed = {name for name in before if before[name] != after.get(name)}
    assert changed <= {"urls.txt"} and values(into, "1.900010")["field"] == "ho-tich" and values(into, "1.900020")["field"] == "cu-tru"
    assert not [problem for problem in load(into, fresh.file("templates/forms"), fresh.cache)[1] if problem.is_error]


def test_a_name_is_the_same_but_for_white_space_case_and_what_an_import_mends(listing: List, into: Path) -> None:
    bring(into, listing(KITE))
    assert told(bring(into, listing((KITE[0], " CẤP  giấy phép\nthả diều.", *KITE[2:])))) == []
    renamed = bring(into, listing((KITE[0], "Cấp giấy phép thả diêu", *KITE[2:])))
    assert [(note.here, note.there) for note in renamed.notes] == [("Cấp giấy phép thả diều", "Cấp giấy phép thả diêu")]


def test_what_is_gone_is_told_of_the_fields_and_the_agencies_of_the_list(listing: List, into: Path) -> None:
    headings = (*HEADINGS, "Số quyết định")
    other = ("1.900030", "Cấp giấy phép thổi sáo", "Bộ Nhạc", "Bộ Nhạc", "Sáo", "9/QĐ-BN")
    flown = ("1.900011", "Cấp lại giấy phép thả diều", *KITE[2:], "7/QĐ-BG")
    bring(into, listing((*KITE, "7/QĐ-BG"), flown, (*DRUM, "7/QĐ-BG"), other, headings=headings))
    assert told(bring(into, listing(KITE))) == [("gone", "1.900011"), ("gone_with_its_field", "1.900020")]


@pytest.mark.parametrize("line", [
    "status: abolished", "status: draft", "is_local_specific: true\nstatus: in_force", 'status: in_force\nformer_codes: ["1.900010"]',
])
def test_what_has_ended_is_a_draft_is_local_or_has_a_new_code_is_not_gone(listing: List, into: Path, line: str) -> None:
    bring(into, listing(KITE, ("1.900011", "Cấp lại giấy phép thả diều", *KITE[2:])))
    path = next(into.glob("procedures/*/1.900011.yml"))
    path.write_text(path.read_text("utf-8").replace("status: in_force", line), "utf-8")
    assert "gone" not in {note.what for note in bring(into, listing(KITE)).notes}


def test_a_former_code_is_told_and_never_added(listing: List, into: Path) -> None:
    bring(into, listing(KITE))
    path = next(into.glob("procedures/*/1.900010.yml"))
    path.write_text(path.read_text("utf-8") + 'former_codes: ["1.900099"]\n', "utf-8")
    done = bring(into, listing(("1.900099", *KITE[1:])), adds=True)
    assert told(done) == [("former_code", "1.900099")] and done.written == ()


def test_what_the_catalogue_ended_and_what_it_cannot_read_is_told(listing: List, into: Path) -> None:
    bring(into, listing(KITE, DRUM))
    kite, drum = (next(into.glob(f"procedures/*/{code}.yml")) for code in (KITE[0], DRUM[0]))
    kite.write_text(kite.read_text("utf-8").replace("status: in_force", "status: abolished"), "utf-8")
    drum.write_text("code: [\n", "utf-8")
    assert told(bring(into, listing(KITE, DRUM))) == [("ended_here", KITE[0]), ("unreadable", DRUM[0])]


def test_a_level_that_the_list_states_is_compared_and_one_of_its_agencies_only_when_nothing_agrees(listing: List, into: Path) -> None:
    headings = (*HEADINGS, "Cấp thực hiện")
    bring(into, listing((*KITE, "Cấp Tỉnh"), (*DRUM, "Cấp Xã"), headings=headings))
    stated = bring(into, listing((*KITE, "Cấp Bộ\nCấp Tỉnh"), (*DRUM, "Cấp Xã"), headings=headings))
    assert [(note.what, note.here, note.there) for note in stated.notes] == [("level_changed", "province", "ministry, province")]
    shown = bring(into, listing((*KITE[:3], "Bộ Gió\nSở Gió", KITE[4]), (*DRUM[:3], "Bộ Gió", DRUM[4])))
    assert [(note.what, note.code) for note in shown.notes] == [("level_doubtful", DRUM[0])]


def test_a_folder_that_is_no_catalogue_is_left_alone(listing: List, into: Path, capsys: pytest.CaptureFixture) -> None:
    into.mkdir()
    (into / "thesis.txt").write_text("x", "utf-8")
    assert main(["import", "list", str(listing(KITE)), "--into", str(into), "--lang", "en"]) == 1
    assert "neither empty nor a catalogue" in capsys.readouterr().err and [path.name for path in into.iterdir()] == ["thesis.txt"]


# The report


def test_the_command_prints_the_differences_with_the_counts_last(listing: List, into: Path, capsys: pytest.CaptureFixture) -> None:
    bring(into, listing(KITE, DRUM))
    renamed = listing((KITE[0], "Cấp phép thả diều", *KITE[2:]), ("1.900030", "Thả diều đêm", *KITE[2:]))
    assert main(["import", "list", str(renamed), "--into", str(into), "--lang", "en"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert "  1.900010  “Cấp giấy phép thả diều” -> “Cấp phép thả diều”" in said and "  1.900030  “Thả diều đêm”" in said
    assert said[-1] == "2 procedures on the list: 1 missing, 0 gone, 1 renamed, 0 of another level; 0 unusable rows; 0 records written."


def test_the_table_holds_every_note_and_no_cell_is_a_formula(listing: List, into: Path) -> None:
    bring(into, listing(KITE))
    rows = [(f"1.91{number:04}", f"@Thủ tục {number}", *KITE[2:]) for number in range(report.SHOWN + 5)]
    done = bring(into, listing(KITE, *rows))
    table = list(csv.reader(io.StringIO((into / importing.REPORT).read_bytes().decode("utf-8-sig"))))
    assert table[0] == ["code", "what", "catalogue", "list", "place"] and len(table) == 1 + len(rows)
    assert {row[3][:2] for row in table[1:]} == {"'@"}
    assert f"… và 5 dòng nữa trong {into / importing.REPORT}" in done.summary


def test_every_note_has_its_words_in_both_languages() -> None:
    path = Path(report.__file__).with_name("words.yml")
    words = source.read(path, path.name).values
    assert all(set(entry) == {"vi", "en"} and all(entry.values()) for entry in words.values())
    folder = path.parent
    used = set().union(*(source_text.split('"') for source_text in (file.read_text("utf-8") for file in folder.glob("*.py"))))
    reasons = {"agency_dropped", "agency_is_local", "list_kept"}
    assert set(words) - reasons <= used


# Files that are no list


def refusal(path: Path) -> str:
    with pytest.raises(NotAList) as caught:
        importing._read(path, [])
    return caught.value.reason


def repacked(path: Path, parts: dict[str, bytes]) -> Path:
    """A workbook with parts put in the place of its own, or beside them."""
    with zipfile.ZipFile(path) as old:
        held = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in (held | parts).items():
            new.writestr(name, data)
    return path


@pytest.mark.parametrize("data, reason", [
    (b"", "no_workbook"), (b"code,name\n1.900010,x\n", "no_workbook"), (b"PK\x03\x04 cut short", "no_workbook"),
    (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "old_or_locked"),
])
def test_a_file_that_is_no_workbook_is_refused(tmp_path: Path, data: bytes, reason: str) -> None:
    path = tmp_path / "list.xlsx"
    path.write_bytes(data)
    assert refusal(path) == reason


def test_a_zip_of_something_else_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    with zipfile.ZipFile(path, "w") as other:
        other.writestr("word/document.xml", "<w/>")
    assert refusal(path) == "no_workbook"


def test_a_workbook_without_the_headings_is_refused(listing: List) -> None:
    assert refusal(listing(KITE, headings=("Code", "Tên", "", "", "Lĩnh vực"))) == "no_headings"


@pytest.mark.bulk
def test_a_workbook_that_unpacks_beyond_the_bound_is_refused_before_it_is_unpacked(listing: List) -> None:
    bomb = repacked(listing(KITE), {"xl/worksheets/sheet1.xml": bytes(workbook.MOST_BYTES_UNPACKED)})
    assert bomb.stat().st_size < 1 << 20 and refusal(bomb) == "unpacks_too_large"


def test_a_workbook_that_lies_about_its_size_is_read_no_further_than_it_says(listing: List) -> None:
    path = repacked(listing(KITE), {"xl/worksheets/sheet1.xml": b"<a>" * 1_000_000})
    data = bytearray(path.read_bytes())
    honest = struct.pack("<I", 3_000_000)
    assert data.count(honest) >= 2
    path.write_bytes(data.replace(honest, struct.pack("<I", 30)))
    assert refusal(path) in ("damaged", "no_workbook")


def test_a_workbook_of_too_many_parts_is_refused(listing: List) -> None:
    assert refusal(repacked(listing(KITE), {f"xl/media/{number}": b"" for number in range(workbook.MOST_PARTS)})) == "unpacks_too_large"


def test_a_file_beyond_the_bound_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    with path.open("wb") as file:
        file.truncate(workbook.MOST_BYTES + 1)
    assert refusal(path) == "too_large"


@pytest.mark.parametrize("code", ["utf-8", "utf-16"])
def test_a_part_that_declares_entities_is_refused(listing: List, code: str) -> None:
    laughs = '<?xml version="1.0" encoding="%s"?><!DOCTYPE sst [<!ENTITY a "ha">]><sst>&a;</sst>' % code
    assert refusal(repacked(listing(KITE), {"xl/sharedStrings.xml": laughs.encode(code)})) == "declares_entities"


def test_a_damaged_part_is_refused(listing: List) -> None:
    assert refusal(repacked(listing(KITE), {"xl/worksheets/sheet1.xml": b"<worksheet><sheetData><row"})) == "damaged"


def test_a_row_far_below_or_a_cell_far_right_costs_nothing(listing: List, into: Path) -> None:
    path = listing(KITE)
    with zipfile.ZipFile(path) as book:
        rows = book.read("xl/worksheets/sheet1.xml").decode()
    far = ('<row r="4"><c r="XFD4" t="inlineStr"><is><t>x</t></is></c></row>'
           '<row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData>')
    repacked(path, {"xl/worksheets/sheet1.xml": rows.replace("</sheetData>", far).encode()})
    assert bring(into, path).codes == (KITE[0],)


def test_links_to_other_workbooks_are_never_followed_and_what_they_give_is_left_out(listing: List, into: Path) -> None:
    done = bring(into, listing(DRUM, (KITE[0], "='https://example.org/[other.xlsx]Sheet1'!A1", *KITE[2:])))
    assert done.written == (DRUM[0],) and ("computed", KITE[0]) in told(done)


def test_the_command_says_one_line_and_writes_nothing(tmp_path: Path, into: Path, capsys: pytest.CaptureFixture) -> None:
    path = tmp_path / "list.xlsx"
    path.write_bytes(b"no workbook")
    assert main(["import", "list", str(path), "--into", str(into)]) == 1
    captured = capsys.readouterr()
    assert captured.err == f"motcua: {path}: không phải tệp Excel .xlsx.\n" and captured.out == "" and not into.exists()
    assert main(["import", "list", str(tmp_path / "absent.xlsx"), "--into", str(into)]) == 2


@pytest.mark.bulk
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_flipped_byte_is_read_or_refused_but_never_a_fault(tmp_path: Path, data: st.DataObject) -> None:
    path = tmp_path / "list.xlsx"
    place, flip = data.draw(st.integers(0, 1 << 20)), data.draw(st.integers(1, 255))
    whole = bytearray(sheet(path, [KITE]).read_bytes())
    whole[place % len(whole)] ^= flip
    path.write_bytes(whole)
    try:
        rows = workbook.rows(path)
    except NotAList as refused:
        assert report.sentence(refused.reason, "vi")
    else:
        assert all(row.cells for row in rows)


# The real lists


@pytest.mark.bulk
def test_every_row_of_the_real_lists_becomes_a_record(shared: Path, into: Path) -> None:
    lists = sorted((shared / "data" / "portal").glob("danh-sach-tthc-*.xlsx"))
    done = importing.import_into(into, lists)
    assert len(done.written) == len(done.codes) == 796 and errors(into) == []
    assert {note.what for note in done.notes} == {"level_derived", "agency_is_local"}


@pytest.mark.bulk
def test_the_real_lists_beside_the_real_records_differ_in_little(shared: Path, into: Path) -> None:
    from motcua.tools.portal.importing import import_into

    folder = shared / "data" / "portal"
    import_into(into, [folder / "bo-tu-phap.jsonl"])
    before = digest_tree(into)
    done = bring(into, folder / "danh-sach-tthc-BoTuPhap.xlsx")
    assert len(done.codes) == 271 and json.loads((into / "import-ledger.json").read_text("utf-8"))["codes"].keys() == set(done.codes)
    assert {note.what for note in done.notes} <= {"renamed", "level_doubtful"} and len(done.notes) < 10
    assert {name for name, digest in digest_tree(into).items() if before.get(name) != digest} == {importing.REPORT}
