"""What is begun anew breaks no rule, overwrites nothing, and asks in Vietnamese for what no option gives."""

from __future__ import annotations

import re
import shutil
from argparse import Namespace
from pathlib import Path

import pytest
from support.sites import HERE, Project

from motcua import commands, source, verdict
from motcua.load import check_across, load
from motcua.model import Procedure
from motcua.tools.fields import FILES
from motcua.tools.new import asking, records
from motcua.tools.rewrite import rewritten

FORMS = HERE / "templates" / "forms"
PROCEDURE = ["--code", "9.000001", "--name", "Cấp giấy phép: loại mới", "--short-name", "Xin giấy phép", "--summary", "Xin giấy trước khi làm.", "--field", "ho-tich",
             "--department", "so-tu-phap"]


@pytest.fixture(scope="module")
def kept(tmp_path_factory) -> Path:
    """One copy for all commands that must write nothing."""
    folder = tmp_path_factory.mktemp("kept")
    shutil.copytree(HERE / "catalogue", folder / "catalogue")
    shutil.copytree(FORMS, folder / "templates" / "forms")
    return folder


@pytest.fixture
def project(kept: Path, tmp_path, monkeypatch) -> Project:
    """A copy of the sample's catalogue and forms, in which commands are run."""
    shutil.copytree(kept, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return Project(Path("."))


def errors_and_warnings(project: Project) -> tuple[list[str], set[str]]:
    forms = Path("templates/forms")
    catalogue, problems = load(project.catalogue, forms, Path("cache"))
    problems += check_across(catalogue, project.catalogue, forms)
    return [str(problem) for problem in problems if problem.is_error], {problem.rule for problem in problems if not problem.is_error}


def new(*words: str) -> None:
    assert commands.main(["new", *words]) == 0


@pytest.mark.bulk
def test_a_new_procedure_is_a_draft_that_breaks_no_rule(project: Project, capsys):
    before = errors_and_warnings(project)
    new("procedure", *PROCEDURE)
    file = Path("catalogue/procedures/so-tu-phap/9.000001.yml")
    assert capsys.readouterr().out == (
        f"Đã ghi {file}\nĐây là bản nháp. Sửa tệp rồi chạy: .venv/bin/python -m motcua check {file}\n")
    assert source.read(file, "x").values["status"] == "draft"
    assert errors_and_warnings(project) == before == ([], set())
    assert rewritten(file.read_bytes(), Procedure) == file.read_bytes()


def of_a_draft(*signs: str) -> str:
    """The file of a new procedure whose lines have lost the first of these signs."""
    new("procedure", *PROCEDURE)
    text = Path("catalogue/procedures/so-tu-phap/9.000001.yml").read_text("utf-8")
    return "".join(f"{line.removeprefix(*signs) if signs else line}\n" for line in text.splitlines())


def judged(text: str) -> list[tuple[str, str]]:
    return [(problem.rule, problem.field) for problem in verdict.judged(Procedure, "procedure", source.parse(text.encode(), "x"))[1]]


@pytest.mark.bulk
def test_a_draft_that_only_lost_its_comment_signs_is_still_a_draft_that_breaks_no_rule(project: Project):
    text = of_a_draft("#")
    values = source.parse(text.encode(), "x").values
    assert values["gaps"] == ["steps", "submission_methods", "dossier", "processing_time", "applicant_types", "fees", "results"]
    assert {*values["gaps"]} < values.keys() and values["name"] == {"vi": "Cấp giấy phép: loại mới", "en": "‹tiếng Anh›"}
    assert judged(text) == []


@pytest.mark.bulk
def test_each_example_that_nobody_rewrote_keeps_a_record_from_the_public(project: Project):
    text = of_a_draft("#").replace("status: draft", "status: in_force")
    found = judged(text)
    assert {rule for rule, _ in found} == {"example_is_rewritten"} and len(found) == text.count('"‹')
    parts = {field.split("[")[0].split(".")[0] for _, field in found}
    assert parts == {"name", "short_name", "summary", "steps", "submission_methods", "processing_time", "fees", "dossier", "results"}


def test_a_part_that_is_rewritten_is_no_longer_a_gap(project: Project):
    text = of_a_draft("#").replace("‹Tên giấy tờ nhận về.›", "Giấy phép")
    assert judged(text) == [("gap_is_a_gap", "gaps[6]")]


def test_the_examples_once_rewritten_make_the_draft_whole(project: Project):
    text = re.sub("‹([^›]*)›", r"\1", of_a_draft("#")).replace("[not_stated]", "[citizen]")
    whole = "".join(f"{line}\n" for line in text.splitlines() if not line.startswith(("completeness", "gaps")))
    assert judged(whole) == [] == judged(whole.replace("status: draft", "status: in_force"))
    assert "not_stated" in of_told(text) and "citizen (" in of_told(text)


def of_told(text: str) -> str:
    return " ".join(line for line in text.splitlines() if line.startswith("# "))


def test_a_procedure_like_another_takes_its_papers_and_none_of_its_life(project: Project, capsys):
    new("procedure", "--like", "2.000815", *PROCEDURE)
    told = capsys.readouterr().out
    assert "Đã chép từ 2.000815, xem lại từng phần rồi hãy đổi status: " in told and ", dossier, " in told and "code" not in told.split(": ")[1]
    values = source.read(Path("catalogue/procedures/so-tu-phap/9.000001.yml"), "x").values
    old = source.read(project.procedure("2.000815"), "x").values
    assert (values["dossier"], values["fees"], values["steps"]) == (old["dossier"], old["fees"], old["steps"])
    assert (values["status"], values["name"], values["executing_agencies"][0]) == ("draft", {"vi": "Cấp giấy phép: loại mới"}, "so-tu-phap")
    assert not values.keys() & set(records._NOT_ALIKE) and old.keys() & set(records._NOT_ALIKE)
    assert errors_and_warnings(project) == ([], {"what_lists_show_is_in_english_too"})


@pytest.mark.bulk
@pytest.mark.parametrize("code", ["2.000815", "1.004222", "1.013225", "2.001610"])
def test_whatever_it_is_like_a_draft_has_no_error(project: Project, code: str):
    new("procedure", "--like", code, *PROCEDURE)
    assert errors_and_warnings(project)[0] == []


@pytest.mark.bulk
def test_a_new_department_form_decision_and_law_break_no_rule(project: Project):
    new("department", "--name", "Sở Y tế", "--parent", "ubnd-thanh-pho", "--hotline", "0200 3800 999")
    blank = Path("Đơn đề nghị.docx")
    shutil.copyfile(FORMS / "cong-an-thanh-pho" / "ct01.docx", blank)
    new("form", "--file", str(blank), "--department", "so-y-te", "--title", "Đơn đề nghị khám")
    new("decision", "--number", "77/QĐ-UBND", "--issued-on", "1/11/2026", "--change", "2.000815:amended", "--change", "1.001193: bãi bỏ")
    new("law", "--number", "9/2026/NĐ-CP", "--title", "Quy định: về khám bệnh")
    assert errors_and_warnings(project) == ([], {"form_is_used", "new_addresses_are_written"})
    assert Path("templates/forms/so-y-te/don-de-nghi-kham.docx").read_bytes() == blank.read_bytes()
    form = source.read(Path("templates/forms/so-y-te/don-de-nghi-kham.yml"), "x").values
    assert (form["file"], form["original_name"]) == ("don-de-nghi-kham.docx", "Đơn đề nghị.docx")
    decision = source.read(Path("catalogue/decisions/77-qd-ubnd.yml"), "x").values
    assert decision["changes"] == [{"procedure": "2.000815", "kind": "amended"}, {"procedure": "1.001193", "kind": "abolished"}]
    assert decision["issued_on"] == "2026-11-01"


def test_a_law_is_added_at_the_end_and_comments_stay(project: Project):
    file = Path("catalogue/laws.yml")
    file.write_text("# Văn bản\n" + file.read_text("utf-8").replace("  - number: 60/2014/QH13", "  # luật gốc\n  - number: 60/2014/QH13  # hộ tịch"), "utf-8")
    before = file.read_text("utf-8")
    new("law", "--number", "9/2026/NĐ-CP", "--title", "Quy định về khám bệnh")
    assert file.read_text("utf-8") == before + "  - number: 9/2026/NĐ-CP\n    title: Quy định về khám bệnh\n"


@pytest.mark.bulk
@pytest.mark.parametrize("words, said", [
    (["procedure", *PROCEDURE, "--code", "2.000815"], "sửa --code: mã 2.000815 đã có ở catalogue/procedures/ubnd-cap-xa/2.000815.yml"),
    (["procedure", *PROCEDURE, "--code", "1.00422"], 'sửa --code: ghi mã thủ tục gồm một chữ số, dấu chấm, sáu chữ số, ví dụ "1.004222"'),
    (["procedure", *PROCEDURE, "--field", "ho-tic"], "sửa --field: Không có ho-tic trong danh sách. Có phải một trong: ho-tich (Hộ tịch)?"),
    (["procedure", *PROCEDURE, "--summary", "dài " * 60], "sửa --summary: dài quá: rút gọn còn tối đa 200 ký tự"),
    (["procedure", *PROCEDURE, "--like", "9.999999"], "không có thủ tục 9.999999 để chép"),
    (["procedure", "--code", "9.000001"], "ghi thêm --name (Tên chính thức)"),
    (["department", "--name", "Sở Tư pháp", "--id", "so-tu-phap"], "sửa --id: so-tu-phap đã có trong danh mục"),
    (["department", "--name", "Sở Y tế", "--kind", "hội"], "sửa --kind: giá trị này không có trong danh sách: ghi một trong các từ department (sở, ban, ngành), each_commune"),
    (["decision", "--number", "2214/QĐ-UBND", "--issued-on", "2026-07-01"], "sửa --number: 2214-qd-ubnd đã có trong danh mục"),
    (["decision", "--number", "1/QĐ-UBND", "--issued-on", "31/06/2026"], "sửa --issued-on: viết một ngày có trong lịch, tháng này đến ngày 30"),
    (["decision", "--number", "1/QĐ-UBND", "--issued-on", "2026-07-01", "--change", "2.000815:xem"],
     "sửa --change: Không có xem trong danh sách. Chọn một trong: new (Ban hành mới); amended (Được sửa đổi, bổ sung); replaced (Bị thay thế)"),
    (["decision", "--number", "1/QĐ-UBND", "--issued-on", "2026-07-01", "--change", "2.000815"],
     "ghi --change 2.000815: rồi quyết định làm gì với thủ tục ấy, một trong: new (Ban hành mới); amended (Được sửa đổi, bổ sung)"),
    (["decision", "--number", "1/QĐ-UBND", "--issued-on", "2026-07-01", "--change", "20815:amended"], "sửa --change: ghi mã thủ tục"),
    (["decision", "--number", "20/11/2026", "--issued-on", "2026-07-01"], "sửa --number: 20/11/2026 là một ngày: ghi số của quyết định, cả phần chữ"),
    (["decision", "--number", "1/QĐ-UBND", "--issued-on", "2026-07-01", "--change", ":amended"], "sửa --change: Phải trả lời câu này"),
    (["law", "--number", "60/2014/qh13", "--title", "a"], "sửa --number: 60/2014/qh13 đã có trong danh mục"),
    (["form", "--file", "nowhere.docx"], "không có tệp nowhere.docx"),
    (["form", "--file", "catalogue/laws.yml", "--department", "so-tu-phap", "--title", "Đơn"], "chưa ghi được: file: mẫu đơn phải nằm cùng thư mục"),
])
def test_what_cannot_be_made_is_said_in_one_line_and_nothing_is_written(kept: Path, monkeypatch, capsys, words: list[str], said: str):
    monkeypatch.chdir(kept)
    before = {path: path.read_bytes() for path in Path(".").rglob("*.yml")}
    assert commands.main(["new", *words]) == 2
    told = capsys.readouterr()
    assert told.err.startswith(f"motcua: {said}") and told.err.count("\n") == 1 and told.out == ""
    assert {path: path.read_bytes() for path in Path(".").rglob("*.yml")} == before


@pytest.fixture
def terminal(monkeypatch):
    """A person at a terminal who gives these answers, one a question."""
    def answers(*lines: str) -> None:
        given = iter(lines)

        def reply(prompt: str) -> str:
            line = next(given, None)
            if line is None:
                raise EOFError
            return line

        monkeypatch.setattr("builtins.input", reply)
        monkeypatch.setattr(asking.sys, "stdin", type("Terminal", (), {"isatty": lambda self: True})())
    return answers


def test_on_a_terminal_each_question_is_asked_until_it_can_be_used(project: Project, terminal, capsys):
    terminal("1.00422", '"9.000001"', "Cấp giấy phép", "", "Xin giấy phép", "Xin giấy trước khi làm.", "hộ tịc", "Hộ tịch", "so-tu-phap")
    new("procedure")
    told = capsys.readouterr().out.splitlines()
    assert told[0].startswith("Mã thủ tục. Mã quốc gia trong dấu nháy")
    assert "Phải trả lời câu này." in told and "Không có hộ tịc trong danh sách. Có phải một trong: ho-tich (Hộ tịch)?" in told
    assert "  ho-tich: Hộ tịch" in told and "  so-tu-phap: Sở Tư pháp thành phố Lam Giang" in told
    values = source.read(Path("catalogue/procedures/so-tu-phap/9.000001.yml"), "x").values
    assert (values["code"], values["field"], values["short_name"]) == ("9.000001", "ho-tich", {"vi": "Xin giấy phép"})


def test_a_decision_asks_what_it_does_to_each_procedure_and_loses_no_answer(project: Project, terminal, capsys):
    terminal("2214/QĐ-UBND", "99/QĐ-UBND", "20.11.2026", "", "Sửa đổi mức phí", "", "1.001612:sửa đổi", "1.001612", "", "sửa", "SUA DOI", "9.999999", "ban hanh moi", "")
    new("decision")
    told = capsys.readouterr().out
    assert "2214-qd-ubnd đã có trong danh mục" in told and "Quyết định làm gì với 9.999999 (chưa có trong danh mục)?" in told
    assert "  amended: Được sửa đổi, bổ sung\n  replaced: Bị thay thế\n  abolished: Bị bãi bỏ" in told and "not_stated" not in told
    values = source.read(Path("catalogue/decisions/99-qd-ubnd.yml"), "x").values
    assert (values["issued_on"], values["title"]) == ("2026-11-20", "Sửa đổi mức phí")
    assert values["changes"] == [{"procedure": "1.001612", "kind": "amended"}, {"procedure": "9.999999", "kind": "new"}]
    file = project.procedure("1.001612")
    assert f"  {file}: publication_decisions: [2290-qd-ubnd, 99-qd-ubnd]\n" in told
    assert "  9.999999 (chưa có trong danh mục): publication_decisions: [99-qd-ubnd]\n" in told and told.count("Còn thủ tục nào nữa?") == 2
    assert "Phải trả lời câu này." in told and "Ghi 20/11/2026 hay 2026-11-20 đều được." in told


def test_a_decision_finds_a_procedure_by_words_of_its_name_and_asks_which_where_they_are_of_several(project: Project, terminal, capsys):
    terminal("99/QĐ-UBND", "2026-11-20", "", "", "thành lập hộ kinh doanh", "hộ kinh doanh", "đăng ký thành lập hộ kinh doanh", "sửa đổi", "")
    new("decision")
    values = source.read(Path("catalogue/decisions/99-qd-ubnd.yml"), "x").values
    assert values["changes"] == [{"procedure": "1.001612", "kind": "amended"}]


def test_a_decision_that_names_no_procedure_says_what_to_write(project: Project, capsys):
    new("decision", "--number", "99/QĐ-UBND", "--issued-on", "2026-11-20")
    told = capsys.readouterr().out
    assert 'changes:\n  - procedure: "1.004222"\n    kind: amended\n' in told and "Còn phải ghi" not in told


@pytest.mark.parametrize("typed, meant", [
    ("Sở Tư pháp", "so-tu-phap"), ("so tu phap", "so-tu-phap"), ("SỞ TƯ PHÁP THÀNH PHỐ LAM GIANG", "so-tu-phap"), ("so-tu-phap", "so-tu-phap"), ("tư ph", "tư ph"), ("sở", "sở")])
def test_a_choice_is_found_by_words_of_its_name_with_or_without_marks(typed: str, meant: str):
    known = {"so-tu-phap": "Sở Tư pháp thành phố Lam Giang", "so-y-te": "Sở Y tế", "bao-hiem-xa-hoi": "Bảo hiểm xã hội"}
    ask = asking.Asking(Namespace(lang="vi"))
    assert ask.meant(asking.Question("field", Procedure, "field", choices=known), typed) == meant


@pytest.mark.parametrize("typed, said", [
    ("sở", "Có phải một trong: so-tu-phap (Sở Tư pháp); so-y-te (Sở Y tế)?"), ("so tu phat", "Có phải một trong: so-tu-phap (Sở Tư pháp)?"),
    ("công an", "Chọn một trong: so-tu-phap (Sở Tư pháp); so-y-te (Sở Y tế); bao-hiem-xa-hoi (Bảo hiểm xã hội).")])
def test_only_what_is_near_is_suggested_else_all_are_named(typed: str, said: str):
    known = {"so-tu-phap": "Sở Tư pháp", "so-y-te": "Sở Y tế", "bao-hiem-xa-hoi": "Bảo hiểm xã hội"}
    ask = asking.Asking(Namespace(lang="vi"))
    assert ask.against(asking.Question("field", Procedure, "field", choices=known), typed) == f"Không có {typed} trong danh sách. {said}"


def test_an_empty_line_takes_what_is_shown(project: Project, terminal, capsys):
    terminal("Sở Y tế", "", "", "", "", "")
    new("department")
    told = capsys.readouterr().out
    assert "Để trống thì lấy: so-y-te" in told and "Để trống nếu không có." in told and "department: Sở, ban, ngành" in told
    assert source.read(Path("catalogue/departments/so-y-te.yml"), "x").values == {"id": "so-y-te", "name": "Sở Y tế", "kind": "department", "level": "province"}


def test_who_goes_away_has_written_nothing(project: Project, terminal, capsys):
    before = {*Path("catalogue").rglob("*")}
    terminal("9.000001", "Cấp giấy phép")
    assert commands.main(["new", "procedure"]) == 2
    assert capsys.readouterr().err == "motcua: dừng giữa chừng, chưa ghi gì\n"
    assert {*Path("catalogue").rglob("*")} == before


@pytest.mark.bulk
def test_a_new_catalogue_builds_and_takes_its_first_procedure(tmp_path: Path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    mine = tmp_path / "tinh-mau"
    new("catalogue", str(mine), "--authority", "Ủy ban nhân dân tỉnh Mẫu", "--hotline", "0200 3800 100", "--fields", "Hộ tịch, Đất đai")
    assert [path.name for path in (mine / ".vscode").iterdir()]
    new("procedure", "--catalogue", str(mine), *PROCEDURE[:-1], "uy-ban-nhan-dan-tinh-mau")
    assert commands.main(["fmt", "--check", "--catalogue", str(mine)]) == 0
    here = Project(HERE)
    done = here.run("--catalogue", mine, "--site", tmp_path / "site", "--drafts", "--date", "2026-11-22")
    assert done.returncode == 0 and "0 lỗi, 1 cảnh báo" in done.stderr and "new_addresses_are_written" in done.stderr
    assert "Cấp giấy phép: loại mới" in (tmp_path / "site" / "thu-tuc" / "9.000001" / "index.html").read_text("utf-8")
    assert "Ủy ban nhân dân tỉnh Mẫu" in (tmp_path / "site" / "index.html").read_text("utf-8")


def test_a_new_catalogue_is_never_written_over_files(tmp_path: Path, capsys):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("mine")
    assert commands.main(["new", "catalogue", str(tmp_path / "mine"), "--authority", "a"]) == 2
    assert "đã có tệp: chọn một thư mục trống" in capsys.readouterr().err
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["letter.txt"]


def test_a_catalogue_that_cannot_be_read_is_said(project: Project, capsys):
    Path("catalogue/catalogue.yml").write_text("title: [", "utf-8")
    assert commands.main(["new", "law", "--number", "1/2026/NĐ-CP", "--title", "a"]) == 2
    assert "chưa đọc được danh mục catalogue: chạy motcua check catalogue" in capsys.readouterr().err


def test_every_kind_of_file_that_is_made_is_one_that_is_read():
    assert set(records.KINDS) <= set(FILES)
