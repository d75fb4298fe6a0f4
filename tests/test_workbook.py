"""Workbooks: what goes out comes back equal, what an editor changes changes its file alone, what is wrong is told at its cell."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from support.sites import Project, copied, small

from motcua import commands, source, text
from motcua.compare import Names
from motcua.load import load
from motcua.model import Procedure
from motcua.tools.fields import FILES
from motcua.tools.schema import words
from motcua.tools.workbook import cells, cleaning, shape
from motcua.tools.workbook.exporting import workbook
from motcua.tools.workbook.held import Held, held, normal
from motcua.tools.workbook.naming import in_words_of_sheets
from motcua.tools.workbook.reading import read
from motcua.tools.workbook.rows import gather, spread
from motcua.tools.yaml_layout import arranged, lay_out

CODE = "1.000001"
WORDS = Path(shape.__file__).with_name("words.yml")
FEE = {"kind": "le_phi", "status": "amount", "amount": text.Plain("50000"), "currency": "VND"}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return small(tmp_path / "project")


@pytest.fixture(scope="module")
def whole(tmp_path_factory) -> Project:
    return copied(tmp_path_factory.mktemp("whole") / "project")


def loaded(project: Project):
    catalogue, problems = load(project.catalogue, project.folder / "templates" / "forms", project.cache)
    assert catalogue and not [problem for problem in problems if problem.is_error]
    return catalogue


def exported(project: Project) -> Path:
    path = project.folder / "bang.xlsx"
    assert commands.main(["export", "xlsx", "--catalogue", str(project.catalogue), "--into", str(path)]) == 0
    return path


def imported(project: Project, path: Path) -> int:
    return commands.main(["import", "xlsx", str(path), "--into", str(project.catalogue)])


class Editor:
    """Whoever has the workbook open."""

    def __init__(self, path: Path) -> None:
        self.path, self.book = path, load_workbook(path)

    def column(self, sheet: Worksheet, key: str) -> int:
        return next(cell.column for cell in sheet[1] if str(cell.value).split(" ")[-1] == key)

    def type(self, title: str, row: int, **values: object) -> None:
        """Write into cells; `__` stands for a dot, `_vi` and `_en` at the end for a language, KEY for the first column."""
        sheet = self.book[title]
        for name, value in values.items():
            key = {"KEY": "#", "NUMBER": "#number", "PARENT": "#parent", "REST": "*"}.get(name, name.replace("__", "."))
            for language in ("vi", "en"):
                key = f"{key[:-3]}@{language}" if key.endswith(f"_{language}") else key
            sheet.cell(row, self.column(sheet, key)).value = value

    def add(self, title: str, **values: object) -> int:
        row = self.book[title].max_row + 1
        self.type(title, row, **values)
        return row

    def save(self) -> Path:
        self.book.save(self.path)
        return self.path


def edited(project: Project, change: Callable[[Editor], object]) -> Path:
    editor = Editor(exported(project))
    change(editor)
    return editor.save()


def place(path: Path, title: str, key: str, row: int) -> str:
    """A cell as people call it."""
    editor = Editor(path)
    sheet = editor.book[title]
    return f"{title}!{sheet.cell(row, editor.column(sheet, key)).coordinate}"


def files_of(project: Project) -> dict[str, bytes]:
    return {path.relative_to(project.folder).as_posix(): path.read_bytes() for path in project.catalogue.rglob("*") if path.is_file()}


def with_fees(project: Project, *fees: dict) -> Project:
    name = f"catalogue/procedures/so-y-te/{CODE}.yml"
    project.file(name).write_text(lay_out(arranged(Procedure, project.values(name) | {"fees": list(fees)})), "utf-8")
    return project


# There and back

@pytest.mark.bulk
def test_every_record_of_the_sample_comes_back_from_its_workbook_equal(whole: Project):
    catalogue = loaded(whole)
    records = list(held(catalogue, whole.catalogue, whole.folder / "templates" / "forms"))
    path = whole.folder / "bang.xlsx"
    path.write_bytes(workbook(records, catalogue))
    book = read(path)
    assert book.faults == () and len(records) > 80
    for one in records:
        rows = {name: [row for row in page.rows if row.key == one.key] for name, page in book.pages.items() if page.sheet.kind == one.kind}
        found = gather(one.kind, one.key, rows)
        assert (found.values, found.faults) == (normal(one.kind, one.key, one.values), []), one.path


@pytest.mark.bulk
def test_what_comes_back_means_what_the_files_say(whole: Project):
    for one in held(loaded(whole), whole.catalogue, whole.folder / "templates" / "forms"):
        model = FILES[one.kind]
        assert model.model_validate(normal(one.kind, one.key, one.values)) == model.model_validate(one.values), one.path


@pytest.mark.bulk
def test_importing_what_was_exported_touches_no_file(whole: Project, capsys):
    before = files_of(whole)
    path = whole.folder / "nguyen.xlsx"
    assert commands.main(["export", "xlsx", "--catalogue", str(whole.catalogue), "--into", str(path)]) == 0
    assert imported(whole, path) == 0
    assert files_of(whole) == before
    assert "không tệp nào được ghi" in capsys.readouterr().out


# What a file may hold, and a spreadsheet would like to understand.
_WORDS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=30)
_SAID = st.one_of(_WORDS, st.sampled_from(["=1+1", "+84", "-5", "@a", "1.004222", "007", "_x000D_", "_x0041_", "TRUE", "31/12/2026", "a\nb", " a ", "\n", "a\u00a0b", "· a"]))
_PHRASE = st.one_of(_SAID, st.fixed_dictionaries({"vi": _SAID}, optional={"en": _SAID, "km": _SAID}))
_LONG = st.fixed_dictionaries({"unit": st.sampled_from(["day", "month"])}, optional={"value": st.decimals(0, 10**9, places=2).map(str), "up_to": _SAID})
_PAPER = st.recursive(
    st.fixed_dictionaries({}, optional={"paper": _PHRASE, "originals": st.integers(0, 99).map(str), "cases": st.lists(_SAID), "note": _PHRASE}),
    lambda inner: st.fixed_dictionaries({"choose": st.sampled_from(["one", "all"]), "of": st.lists(inner, max_size=3)}), max_leaves=6)
_RECORD = st.fixed_dictionaries({"code": st.just(CODE), "name": _PHRASE}, optional={
    "keywords": st.lists(_SAID, max_size=3), "is_internal": st.sampled_from(["true", "false"]), "effective_from": st.dates().map(str),
    "applicant_types": st.lists(st.sampled_from(["citizen", "business", "not_stated"])), "payment": st.fixed_dictionaries({}, optional={"when": _PHRASE}),
    "fees": st.lists(st.fixed_dictionaries({}, optional={"name": _PHRASE, "amount": st.integers(0, 10**18).map(str), "status": _SAID, "unknown": _SAID}), max_size=3),
    "processing_time": st.fixed_dictionaries({}, optional={"rows": st.lists(st.fixed_dictionaries({"statutory": _LONG}), max_size=2), "not_counted": st.lists(_PHRASE)}),
    "dossier": st.fixed_dictionaries({}, optional={"components": st.lists(_PAPER, max_size=3), "sets": st.integers(0, 9).map(str)}),
    "one_stop": st.fixed_dictionaries({"kind": _SAID}, optional={"parts": st.lists(st.fixed_dictionaries({"name": _PHRASE}), max_size=2)}),
})


def meant(value):
    """A value with each phrase in one shape: a text alone is a phrase in the first language."""
    if isinstance(value, dict):
        return value["vi"] if set(value) == {"vi"} else {name: meant(each) for name, each in value.items()}
    return [meant(each) for each in value] if isinstance(value, list) else value


@pytest.mark.bulk
@given(_RECORD)
@settings(max_examples=60)
def test_whatever_a_record_says_its_rows_say(values: dict):
    assert meant(gather("procedure", CODE, spread("procedure", CODE, values, Names())).values) == meant(values)


@pytest.mark.bulk
def test_whatever_a_record_says_its_workbook_says(whole: Project, tmp_path: Path):
    catalogue, path = loaded(whole), tmp_path / "bang.xlsx"

    @given(_RECORD)
    @settings(max_examples=15)
    def holds(values: dict) -> None:
        path.write_bytes(workbook([Held("procedure", CODE, path, values)], catalogue))
        pages = read(path).pages
        assert meant(gather("procedure", CODE, {name: list(page.rows) for name, page in pages.items()}).values) == meant(values)

    holds()


@pytest.mark.bulk
def test_the_same_catalogue_gives_the_same_workbook(project: Project):
    catalogue = loaded(project)
    records = list(held(catalogue, project.catalogue, project.folder / "templates" / "forms"))
    assert workbook(records, catalogue) == workbook(records, catalogue)


# What an editor changes

@pytest.mark.bulk
def test_a_changed_cell_changes_its_line_alone(project: Project):
    with_fees(project, FEE)
    path = project.procedure(CODE)
    path.write_text(path.read_text("utf-8").replace("status: in_force", "# đã kiểm tra\nstatus: in_force  # còn áp dụng"), "utf-8")
    before = files_of(project)
    assert imported(project, edited(project, lambda editor: editor.type("Phí", 3, amount=60000))) == 0
    after = files_of(project)
    name = f"catalogue/procedures/so-y-te/{CODE}.yml"
    assert after == before | {name: before[name].replace(b"50000", b"60000")}


@pytest.mark.bulk
def test_rows_are_added_and_taken_away(project: Project):
    with_fees(project, FEE, FEE | {"amount": text.Plain("70000"), "channels": ["online"]})

    def change(editor: Editor) -> None:
        editor.book["Phí"].delete_rows(3)
        editor.add("Phí", KEY=CODE, status="Không thu", channels="Trực tiếp\nQua bưu điện", name_vi="Hộ nghèo")

    assert imported(project, edited(project, change)) == 0
    fees = project.values(f"catalogue/procedures/so-y-te/{CODE}.yml")["fees"]
    assert [(fee["status"], fee.get("amount"), fee["channels"]) for fee in fees] == [("amount", "70000", ["online"]), ("free", None, ["in_person", "postal"])]


@pytest.mark.bulk
def test_papers_stand_in_the_group_that_they_name(project: Project):
    def change(editor: Editor) -> None:
        editor.add("Giấy tờ", KEY=CODE, NUMBER=1, choose="Cần một giấy")
        editor.add("Giấy tờ", KEY=CODE, PARENT=1, paper_vi="Hộ chiếu", role="Phải nộp")
        editor.add("Giấy tờ", KEY=CODE, PARENT="1", paper_vi="Thẻ căn cước", role="Phải nộp", originals=1)
        editor.add("Giấy tờ", KEY=CODE, paper_vi="Đơn", role="Phải nộp")

    assert imported(project, edited(project, change)) == 0
    components = project.values(f"catalogue/procedures/so-y-te/{CODE}.yml")["dossier"]["components"]
    assert [each["paper"] for each in components[0]["of"]] == ["Hộ chiếu", "Thẻ căn cước"] and components[1]["paper"] == "Đơn"


@pytest.mark.bulk
def test_a_new_code_makes_a_new_file_in_its_agency_s_folder(project: Project):
    def change(editor: Editor) -> None:
        field = editor.book["Thủ tục"].cell(3, editor.column(editor.book["Thủ tục"], "field")).value
        editor.add("Thủ tục", KEY="1.000077", name_vi="Việc mới", short_name_vi="Việc mới", summary_vi="Một việc mới.", field=field,
                   status=words.choice("draft"), completeness=words.choice("listed"), executing_agencies="so-y-te")

    assert imported(project, edited(project, change)) == 0
    assert project.values("catalogue/procedures/so-y-te/1.000077.yml")["code"] == "1.000077"


@pytest.mark.bulk
def test_a_sheet_that_is_gone_changes_nothing(project: Project):
    with_fees(project, FEE)

    def change(editor: Editor) -> None:
        for title in ("Thủ tục", "Phí", "Nguồn", "Cơ quan"):
            del editor.book[title]
        editor.add("Các bước", KEY=CODE, text_vi="Nộp đơn")

    assert imported(project, edited(project, change)) == 0
    values = project.values(f"catalogue/procedures/so-y-te/{CODE}.yml")
    assert (values["fees"][0]["amount"], values["steps"]) == ("50000", [{"text": "Nộp đơn"}])


@pytest.mark.bulk
def test_a_row_that_is_gone_from_the_sheet_of_procedures_deletes_no_file(project: Project):
    before = files_of(project)
    assert imported(project, edited(project, lambda editor: editor.book["Thủ tục"].delete_rows(3))) == 0
    assert files_of(project) == before


@pytest.mark.bulk
def test_comments_that_would_be_lost_are_listed(project: Project, capsys):
    with_fees(project, FEE)
    path = project.procedure(CODE)
    path.write_text(path.read_text("utf-8").replace("    amount:", "    # theo nghị quyết\n    amount:"), "utf-8")
    assert imported(project, edited(project, lambda editor: editor.book["Phí"].delete_rows(3))) == 0
    assert "lời ghi chú trong tệp sẽ mất: # theo nghị quyết" in capsys.readouterr().err


@pytest.mark.bulk
def test_two_who_change_the_same_record_are_told(project: Project, capsys):
    path = edited(with_fees(project, FEE), lambda editor: editor.type("Phí", 3, amount=60000))
    with_fees(project, FEE | {"amount": text.Plain("55000")})
    before = files_of(project)
    assert imported(project, path) == 1
    assert f"hồ sơ {CODE} đã được người khác sửa" in capsys.readouterr().err
    assert files_of(project) == before


@pytest.mark.bulk
def test_an_old_workbook_in_which_nothing_was_changed_undoes_nothing(project: Project):
    path = exported(with_fees(project, FEE))
    with_fees(project, FEE | {"amount": text.Plain("55000")})
    before = files_of(project)
    assert imported(project, path) == 0
    assert files_of(project) == before


# What is wrong

@pytest.mark.bulk
def test_every_problem_is_told_at_its_cell_and_nothing_is_written(project: Project, capsys):
    with_fees(project, FEE, FEE)

    def change(editor: Editor) -> None:
        editor.type("Phí", 3, amount="50.000")
        editor.type("Phí", 4, status="mien")
        editor.add("Phí", KEY="1.999999", amount=5)
        editor.add("Phí", status="Không thu")
        editor.type("Thủ tục", 3, effective_from="31/02/2026", field="khong-co", keywords="=A1")
        rows.append(editor.add("Giấy tờ", KEY=CODE, PARENT="9", paper_vi="Đơn\u202e"))

    rows: list[int] = []
    path = edited(project, change)
    before = files_of(project)
    assert imported(project, path) == 1
    told = capsys.readouterr().err.splitlines()
    found = {(line.partition(":")[0], line.rpartition("[")[2].rstrip("]") if line.endswith("]") else "") for line in told}
    assert found == {
        (place(path, "Phí", "amount", 3), "amount_is_whole_dong"), (place(path, "Phí", "status", 4), "value_is_one_of"), ("Phí!A6", ""), ("Phí!A7", ""),
        (place(path, "Thủ tục", "effective_from", 3), "date_is_year_month_day"), (place(path, "Thủ tục", "keywords", 3), ""),
        (place(path, "Giấy tờ", "#parent", rows[0]), ""), (place(path, "Giấy tờ", "paper@vi", rows[0]), ""), (told[-1], ""),
    }
    assert told[-1] == "8 lỗi phải sửa trong bảng; danh mục được giữ nguyên."
    assert files_of(project) == before


@pytest.mark.bulk
def test_a_rule_across_records_is_told_at_the_cell_too(project: Project, capsys):
    path = edited(project, lambda editor: editor.type("Thủ tục", 3, executing_agencies="so-khong-co"))
    assert imported(project, path) == 1
    assert capsys.readouterr().err.startswith(f"{place(path, 'Thủ tục', 'executing_agencies', 3)}: ")


@pytest.mark.bulk
def test_a_change_that_no_decision_signed_is_noted(project: Project, capsys):
    assert imported(project, edited(with_fees(project, FEE), lambda editor: editor.type("Phí", 3, amount=60000))) == 0
    assert "[contents_change_by_decision]" in capsys.readouterr().err


@pytest.mark.bulk
def test_a_column_that_is_gone_stops_the_import(project: Project, capsys):
    path = edited(with_fees(project, FEE), lambda editor: editor.book["Phí"].delete_cols(5))
    assert imported(project, path) == 1
    assert "trang Phí: mất cột" in capsys.readouterr().err


@pytest.mark.parametrize("kind, sentence", [
    ("macros", "chứa macro"), ("old", ".xls đời cũ"), ("text", "không phải tệp Excel"), ("entities", "DOCTYPE"), ("foreign", "không có trang nào do lệnh export"),
])
@pytest.mark.bulk
def test_a_hostile_or_foreign_workbook_is_refused_before_it_is_opened(project: Project, capsys, kind: str, sentence: str):
    path = exported(project)
    parts = {"macros": ("xl/vbaProject.bin", b"x"), "entities": ("xl/extra.xml", b"<!DOCTYPE a>")}
    if kind in parts:
        with zipfile.ZipFile(path, "a") as book:
            book.writestr(*parts[kind])
    elif kind == "foreign":
        Workbook().save(path)
    else:
        path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") if kind == "old" else b"a;b")
    assert imported(project, path) == 2
    assert sentence in capsys.readouterr().err


# What was typed

@pytest.mark.bulk
def test_text_pasted_from_word_is_cleaned_and_told(project: Project, capsys):
    pasted = "Nộp\u00a0đơn\u00ad.\r\n·\tMang thẻ  căn cước\r\n\uf0b7 O\u031b\u0309 đa\u0302y"
    path = edited(project, lambda editor: (editor.add("Các bước", KEY=CODE, text_vi=pasted), editor.type("Thủ tục", 3, online_url="“https://example.org/a”")))
    assert imported(project, path) == 0
    values = project.values(f"catalogue/procedures/so-y-te/{CODE}.yml")
    assert values["steps"][0]["text"] == "Nộp đơn.\n- Mang thẻ căn cước\n- Ở đây"
    assert values["online_url"] == "https://example.org/a"
    assert "Các bước!D4: đã làm sạch: “Nộp[U+00A0]đơn[U+00AD]." in capsys.readouterr().err


@pytest.mark.bulk
def test_what_the_catalogue_says_already_is_not_cleaned(project: Project):
    name = f"catalogue/procedures/so-y-te/{CODE}.yml"
    project.write(name, project.values(name) | {"steps": [{"text": "5.000\u00a0đồng  · a"}]})
    assert imported(project, edited(project, lambda editor: editor.type("Thủ tục", 3, keywords="khám"))) == 0
    assert project.values(name)["steps"] == [{"text": "5.000\u00a0đồng  · a"}]


@pytest.mark.parametrize("typed, meant", [(1.00422, "1.004220"), ("“1.004222”", "1.004222"), ("1.004222 · Tên", "1.004222")])
@pytest.mark.bulk
def test_a_code_is_read_as_a_code_however_it_was_typed(project: Project, typed: object, meant: str):
    path = edited(project, lambda editor: editor.add("Thủ tục liên quan", KEY=CODE, procedure=typed))
    imported(project, path)
    column = next(column for sheet in shape.of_kind("procedure") if sheet.title == "Thủ tục liên quan" for column in sheet.columns if column.path == ("procedure",))
    raw = cleaning.clean(typed, is_straight=True) if isinstance(typed, str) else typed
    assert cells.typed([column], {column.key: raw}) == meant


@pytest.mark.parametrize("dirty, clean", [("a\u00a0b", "a b"), ("• a", "- a"), ("a\tb", "a b"), ("a\u200bb", "ab"), ("“a”", "“a”"), ("a  ", "a")])
def test_cleaning_takes_away_what_word_leaves_and_nothing_else(dirty: str, clean: str):
    assert cleaning.clean(dirty) == clean


# What the workbook looks like

@pytest.mark.bulk
def test_identities_are_protected_and_codes_stay_text(project: Project):
    book = load_workbook(exported(with_fees(project, FEE)))
    main, fees = book["Thủ tục"], book["Phí"]
    assert main.protection.sheet and main["A3"].protection.locked and not main["C3"].protection.locked and not fees.protection.sheet
    assert (main["A3"].value, main["A3"].data_type, main["A3"].number_format) == (CODE, "s", "@")
    assert main.column_dimensions["A"].number_format == "@" and (main.freeze_panes, main.row_dimensions[1].hidden) == ("B3", True)
    amount = fees.cell(3, Editor(project.folder / "bang.xlsx").column(fees, "amount"))
    assert (amount.value, amount.number_format) == (50000, "#,##0.######")


@pytest.mark.bulk
def test_closed_lists_and_identities_have_drop_downs_and_headings_have_notes(project: Project):
    book = load_workbook(exported(with_fees(project, FEE)))
    fees = book["Phí"]
    rules = {str(rule.sqref).split(":")[0].rstrip("0123456789"): rule for rule in fees.data_validations.dataValidation}
    letters = {cell.value: cell.column_letter for cell in fees[1]}
    assert rules[letters["status"]].errorStyle == "stop" and rules["A"].errorStyle == "warning"
    sheet, _, cells_ = rules[letters["status"]].formula1.partition("!")
    offered = [cell.value for row in book[sheet.strip("'")][cells_.replace("$", "")] for cell in row]
    assert "Không thu" in offered and book[sheet.strip("'")].sheet_state == "hidden"
    assert "fees" not in fees["B2"].value and "amount" in fees.cell(2, fees[f"{letters['amount']}1"].column).comment.text


@pytest.mark.bulk
def test_some_procedures_take_with_them_what_they_name(whole: Project, tmp_path: Path):
    path = tmp_path / "mot.xlsx"
    assert commands.main(["export", "xlsx", "--catalogue", str(whole.catalogue), "--into", str(path), "--code", "1.004222"]) == 0
    pages = read(path).pages
    assert {row.key for row in pages["procedure"].rows} == {"1.004222"} and {row.key for row in pages["decision"].rows} == {"2290-qd-ubnd"}
    assert "department" not in pages and len(pages["laws:laws"].rows) > 10


@pytest.mark.bulk
def test_an_unknown_code_is_told(project: Project, capsys):
    assert commands.main(["export", "xlsx", "--catalogue", str(project.catalogue), "--into", str(project.folder / "a.xlsx"), "--code", "9.999999"]) == 2
    assert "không có thủ tục mã 9.999999" in capsys.readouterr().err


def test_every_kind_of_file_has_its_sheet_and_every_column_its_own_name():
    assert set(shape.kinds()) == set(FILES)
    for sheet in shape.sheets():
        assert len({column.key for column in sheet.columns}) == len(sheet.columns), sheet.id
        assert len({column.title for column in sheet.columns}) == len(sheet.columns), sheet.id
        assert len(sheet.title) <= 31 and not set(sheet.title) & set("[]:*?/\\")


def test_no_two_words_of_a_closed_list_look_alike():
    for sheet in shape.sheets():
        for column in sheet.columns:
            labels = {text.slug(cells.label(column, word, None)) for word in column.held.choices}
            assert len(labels) == len(column.held.choices), (sheet.id, column.key)


@pytest.mark.parametrize(("cell", "own", "told"), [
    ("Phí!N3", "", "ghi vào cột “Quyết định công bố” ở trang Thủ tục, cột “Số tiền” ở trang Phí, trang Thủ tục trong quyết định; xem fees[0].amount, \"amount\""),
    ("'Phí'!N3", "amount", "ghi vào cột “Quyết định công bố” ở trang Thủ tục, amount, trang Thủ tục trong quyết định; xem fees[0].amount, \"amount\""),
    ("catalogue/laws.yml:3", "", "ghi vào publication_decisions, amount, changes; xem fees[0].amount, \"amount\"")])
def test_keys_of_files_are_said_as_columns_and_sheets_to_who_has_a_workbook(cell: str, own: str, told: str):
    said = 'ghi vào publication_decisions, amount, changes; xem fees[0].amount, "amount"'
    patterns = {name: each["vi"] for name, each in source.read(WORDS, "words.yml").values.items() if isinstance(each, dict)}
    assert in_words_of_sheets(said, cell, patterns, own) == told
