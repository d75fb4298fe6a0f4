"""`motcua diff`: what changes for citizens, in four formats, and whether a publication decision has signed it."""
from __future__ import annotations

import json
import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest
from support.forge import git
from support.sites import Project, copied, small

from motcua import commands, messages
from motcua.outputs.keys import Keys
from motcua.rules import signature

pytestmark = pytest.mark.bulk

CODE = "catalogue/procedures/so-y-te/1.000002.yml"
DECISION = "catalogue/decisions/12-qd-ubnd.yml"
FORM = "templates/forms/so-y-te/don-de-nghi.yml"


@pytest.fixture(scope="module")
def committed(tmp_path_factory) -> Path:
    """A small catalogue, committed; tests change copies of it."""
    project = small(tmp_path_factory.mktemp("committed") / "project")
    git(project.folder, "init", "-q")
    commit(project)
    return project.folder


@pytest.fixture
def project(committed: Path, tmp_path: Path, monkeypatch) -> Project:
    """A copy of the small catalogue with its past."""
    shutil.copytree(committed, tmp_path / "project")
    monkeypatch.chdir(tmp_path / "project")
    return Project(tmp_path / "project")


def commit(project: Project) -> None:
    git(project.folder, "add", "-A")
    git(project.folder, "commit", "-qm", "a state")


@pytest.fixture
def diff(capsys):
    """`diff(words...)` runs the verb and gives its exit code, what it told and what it complained of."""
    def run(*words: str) -> tuple[int, str, str]:
        code = commands.main(["diff", *words])
        told = capsys.readouterr()
        return code, told.out, told.err

    return run


@pytest.fixture
def records(diff):
    """The data of a report by code."""
    return lambda *words: {each["code"]: each for each in json.loads(diff("--format", "json", *words)[1])["records"]}


def dearer(project: Project) -> None:
    project.replace(CODE, "amount: 500000", "amount: 600000")


def signed(project: Project) -> None:
    """The decision that the procedure names says that it amends it."""
    project.file(DECISION).write_text('id: 12-qd-ubnd\nnumber: 12/QĐ-UBND\nchanges:\n  - procedure: "1.000002"\n    kind: amended\n', "utf-8")


def test_nothing_changed_is_said(project: Project, diff):
    code, told, complaint = diff("--require-decision")
    assert (code, complaint) == (0, "")
    assert told.startswith("Không có gì thay đổi từ ")


@pytest.mark.bulk
def test_what_a_branch_has_committed_already_is_said_to_be_asked_for_from_main(project: Project, diff):
    assert diff()[2] == ""
    git(project.folder, "branch", "-M", "main"), git(project.folder, "checkout", "-qb", "dearer")
    assert diff("--require-decision")[2] == ""
    dearer(project)
    commit(project)
    code, told, hint = diff("--require-decision")
    assert code == 0 and told.startswith("Không có gì thay đổi")
    assert hint == ("Lệnh này so với lần lưu (commit) mới nhất. Những gì nhánh này đã đổi so với main: .venv/bin/python -m motcua diff main\n")
    assert "500.000" in diff("main")[1] and diff("HEAD~1..HEAD")[2] == ""


def test_comments_and_layout_are_no_change(project: Project, diff):
    project.replace(CODE, "    amount: 500000", "    # as before\n    amount:   500000")
    assert diff()[1].startswith("Không có gì thay đổi từ ")


def test_a_change_is_told_under_the_name_of_its_procedure(project: Project, diff):
    dearer(project)
    code, told, _ = diff()
    assert code == 0
    assert "\n1.000002 Xin chứng chỉ hành nghề dược\n  - Phí, lệ phí: từ 500.000 lên 600.000 đồng\n  Chưa có quyết định cho: phí, lệ phí.\n" in told
    assert "  - Fees: from 500,000 up to 600,000 VND\n" in diff("--lang", "en")[1]


def test_a_decision_is_required_at_the_line_of_the_change(project: Project, diff):
    dearer(project)
    code, _, complaint = diff("--require-decision", "--lang", "en")
    assert code == 1
    assert complaint.startswith(f"{CODE}:16:13: fees, item 1: amount: name the new publication decision ")


@pytest.mark.bulk
def test_two_revisions_and_the_disk_are_compared_as_asked(project: Project, diff):
    dearer(project)
    commit(project)
    assert diff()[1].startswith("Không có gì thay đổi")
    assert diff("HEAD~1..", "--require-decision")[0] == 1
    project.replace(CODE, "amount: 600000", "amount: 700000")
    assert "từ 500.000 lên 600.000 đồng" in diff("HEAD~1..HEAD")[1]
    assert "từ 500.000 lên 700.000 đồng" in diff("HEAD~1")[1]
    assert "từ 600.000 còn 500.000 đồng" in diff("HEAD..HEAD~1")[1]


@pytest.mark.bulk
def test_a_branch_is_compared_from_where_it_parted(project: Project, diff):
    git(project.folder, "checkout", "-q", "-b", "proposal")
    dearer(project)
    commit(project)
    git(project.folder, "checkout", "-q", "main")
    project.replace("catalogue/laws.yml", "title: Luật Dược", "title: Luật về dược")
    commit(project)
    told = diff("main...proposal")[1]
    assert "600.000 đồng" in told
    assert "Luật" not in told


def test_a_decision_that_speaks_of_the_procedure_signs_its_change(project: Project, diff, records):
    dearer(project), signed(project)
    code, told, complaint = diff("--require-decision")
    assert (code, complaint) == (0, "")
    assert "  Theo quyết định 12/QĐ-UBND.\n" in told
    assert told.endswith("\nNgoài quyết định 12/QĐ-UBND không có gì thay đổi.\n")
    assert records()["1.000002"]["decisions"] == ["12-qd-ubnd"]


def test_a_decision_newly_named_signs_too(project: Project, diff):
    dearer(project)
    project.write("catalogue/decisions/13-qd-ubnd.yml", {"id": "13-qd-ubnd", "number": "13/QĐ-UBND"})
    project.replace(CODE, "[12-qd-ubnd]", "[12-qd-ubnd, 13-qd-ubnd]")
    assert diff("--require-decision")[0] == 0


def test_a_decision_that_speaks_of_another_procedure_signs_nothing(project: Project, diff):
    dearer(project)
    project.file(DECISION).write_text('id: 12-qd-ubnd\nnumber: 12/QĐ-UBND\nchanges:\n  - procedure: "1.000001"\n    kind: new\n', "utf-8")
    assert diff("--require-decision")[0] == 1


@pytest.mark.bulk
def test_a_decision_signs_once(project: Project, diff):
    dearer(project), signed(project), commit(project)
    project.replace(CODE, "amount: 600000", "amount: 700000")
    assert diff("--require-decision")[0] == 1


@pytest.mark.bulk
def test_what_else_changed_beside_a_decision_is_named(project: Project, diff):
    dearer(project), signed(project)
    project.replace("catalogue/laws.yml", "title: Luật Dược", "title: Luật về dược")
    assert diff()[1].endswith("\nNgoài quyết định 12/QĐ-UBND còn thay đổi: Văn bản pháp luật (laws.yml).\n")


def test_a_correction_excuses_the_change_that_it_comes_with_and_no_later_one(project: Project, diff, records):
    project.replace(CODE, "amount: 500000", "amount: 600000")
    project.replace(CODE, "status: in_force", "status: in_force\ncorrection: Chép nhầm số trong quyết định")
    assert diff("--require-decision")[0] == 0
    assert records()["1.000002"]["correction"] == "Chép nhầm số trong quyết định"
    commit(project)
    project.replace(CODE, "amount: 600000", "amount: 700000")
    assert diff("--require-decision")[0] == 1


@pytest.mark.bulk
@pytest.mark.parametrize(
    "old, new, needs_one",
    [
        ("Cấp chứng chỉ hành nghề dược\nshort", "Cấp chứng chỉ nghề dược\nshort", True),
        ("Xin chứng chỉ hành nghề dược", "Xin chứng chỉ dược", False),
        ("Nộp hồ sơ, chờ xét", "Nộp hồ sơ", True),
        ("channel: in_person", "channel: online", True),
        ("value: 20", "value: 25", True),
        ("paper: Đơn đề nghị", "paper: Đơn xin", True),
        ("paper: Bằng cao đẳng", "paper: Bằng trung cấp", True),
        ("applicant_types: [citizen]", "applicant_types: [citizen, foreigner]", True),
        ("executing_agencies: [so-y-te]", "executing_agencies: [uy-ban]", True),
        ("    office: tru-so", "    telephone: \"0200 3800 100\"", False),
        ("name: Chứng chỉ hành nghề dược", "name: Chứng chỉ", True),
        ("  - law: 105/2016/QH13", "  - law: 15/2023/QH15", True),
        ("steps:\n  - text: Nộp hồ sơ, chờ xét rồi nhận chứng chỉ.", "steps:\n  - text: {vi: \"Nộp hồ sơ, chờ xét rồi nhận chứng chỉ.\", en: Apply}", False),
        ("status: in_force", "status: abolished\neffective_to: 2026-12-31", True),
        ("summary: Xin chứng chỉ trước", "keywords: [thuốc]\nsummary: Xin chứng chỉ trước", False),
    ],
)
def test_what_a_decision_fixed_needs_one_and_the_editors_own_words_do_not(project: Project, diff, old: str, new: str, needs_one: bool):
    project.replace(CODE, old, new)
    code, told, complaint = diff("--require-decision", "--lang", "en")
    assert "  - " in told
    assert (code, "[contents_change_by_decision]" in complaint) == ((1, True) if needs_one else (0, False))


def test_each_part_is_told_once_at_its_own_line(project: Project, diff):
    dearer(project)
    project.replace(CODE, "value: 20", "value: 25")
    project.replace(CODE, "        - paper: Bằng cao đẳng\n", "")
    complaint = diff("--require-decision", "--lang", "en")[2]
    told = ["processing_time.rows, item 1: statutory: ", "fees, item 1: amount: ", "dossier: "]
    assert all(f": {field}name the new" in line for field, line in zip(told, complaint.splitlines(), strict=False))


@pytest.mark.bulk
def test_a_new_procedure_needs_the_decision_that_publishes_it_unless_it_is_a_draft(project: Project, diff, records):
    new = "catalogue/procedures/so-y-te/1.000003.yml"
    values = {"code": "1.000003", "name": "Cấp lại chứng chỉ", "field": "duoc-pham", "completeness": "listed"}
    project.write(new, values | {"status": "in_force"})
    code, told, complaint = diff("--require-decision", "--lang", "en")
    assert (code, "New in the catalogue" in told) == (1, True)
    assert complaint.startswith(f"{new}:1:1: publication_decisions: name in publication_decisions the decision that publishes this new procedure")
    assert records()["1.000003"]["without_decision"] == ["quyết định công bố"]
    project.write(new, values | {"status": "draft"})
    assert diff("--require-decision")[0] == 0
    project.write(new, values | {"status": "in_force", "publication_decisions": ["12-qd-ubnd"]})
    assert diff("--require-decision")[0] == 0


def test_what_a_listed_procedure_says_for_the_first_time_needs_no_decision(project: Project, diff):
    listed = "catalogue/procedures/so-y-te/1.000001.yml"
    project.replace(listed, "completeness: listed", "completeness: partial\napplicant_types: [citizen]\nexecuting_agencies: [so-y-te]")
    assert diff("--require-decision")[0] == 0
    project.replace(listed, "name: Cấp giấy phép hoạt động", "name: Cấp giấy phép")
    assert diff("--require-decision")[0] == 1


def test_a_file_under_another_name_is_the_same_procedure(project: Project, diff):
    shutil.move(project.file(CODE), project.file("catalogue/procedures/so-y-te/1.000009.yml"))
    assert diff()[1].startswith("Không có gì thay đổi")


def test_a_form_with_another_file_needs_a_decision_of_each_procedure_that_asks_for_it(project: Project, diff):
    with project.file("templates/forms/so-y-te/don-de-nghi.pdf").open("ab") as file:
        file.write(b"\n% another\n")
    code, told, complaint = diff("--require-decision")
    assert code == 1
    assert "Mẫu đơn Đơn đề nghị cấp chứng chỉ\n  - Tệp mẫu đơn so-y-te/don-de-nghi.pdf: thay nội dung\n" in told
    assert complaint.startswith(f"{FORM}:2:7: file: ")
    assert "(1.000002)" in complaint
    signed(project)
    assert diff("--require-decision")[0] == 0


def renewed(project: Project) -> None:
    """The form has a new number from a day on; its old file is kept under another name."""
    blank, old = project.file(FORM).with_suffix(".pdf"), project.file(FORM).with_name("don-2026-07.pdf")
    shutil.copyfile(blank, old)
    blank.write_bytes(blank.read_bytes() + b"\n% another\n")
    with project.file(FORM).open("a", encoding="utf-8") as file:
        file.write("number: Mẫu số 05\neffective_from: 2026-12-01\nearlier:\n  - version: 2026-07\n    file: don-2026-07.pdf\n")


@pytest.mark.bulk
def test_an_old_file_of_a_form_under_a_new_name_has_no_new_contents_and_a_number_is_said_once(project: Project, diff):
    renewed(project)
    told = diff()[1]
    assert "\nMẫu số 05 (Đơn đề nghị cấp chứng chỉ)\n" in told
    assert [line for line in told.splitlines() if "thay nội dung" in line] == ["  - Tệp mẫu đơn so-y-te/don-de-nghi.pdf: thay nội dung"]
    assert "  - Thêm phiên bản cũ: 2026-07, tệp don-2026-07.pdf\n" in told
    assert "\nMẫu số 05 (Đơn đề nghị cấp chứng chỉ)\n" in diff("--lang", "en")[1]


@pytest.mark.bulk
def test_an_old_version_of_a_form_with_a_file_that_it_never_had_needs_a_decision(project: Project, diff):
    old = project.file(FORM).with_name("don-2026-07.pdf")
    shutil.copyfile(project.file(FORM).with_suffix(".pdf"), old)
    with project.file(FORM).open("a", encoding="utf-8") as file:
        file.write("earlier:\n  - version: 2026-07\n    file: don-2026-07.pdf\n")
    assert diff("--require-decision")[0] == 0
    with old.open("ab") as file:
        file.write(b"\n% another\n")
    code, told, complaint = diff("--require-decision")
    assert (code, complaint.startswith(f"{FORM}:2:7: file: ")) == (1, True)
    assert "  - Tệp mới so-y-te/don-2026-07.pdf: nội dung chưa có trước đây\n" in told
    commit(project)
    assert diff("HEAD~1..HEAD", "--require-decision")[0] == 1


def test_a_form_changes_with_the_decision_that_speaks_of_the_procedure_that_asks_for_it(project: Project, diff, records):
    renewed(project)
    assert records()["so-y-te/don-de-nghi"]["decisions"] == []
    signed(project)
    code, told, complaint = diff("--require-decision")
    assert (code, complaint) == (0, "")
    assert told.endswith("\nNgoài quyết định 12/QĐ-UBND không có gì thay đổi.\n")
    assert records()["so-y-te/don-de-nghi"]["decisions"] == ["12-qd-ubnd"]


def test_a_form_that_another_procedure_asks_for_too_is_beyond_the_decision_that_does_not_speak_of_it(project: Project, diff):
    other = "catalogue/procedures/so-y-te/1.000001.yml"
    project.replace(other, "completeness: listed", "completeness: listed\nforms: [so-y-te/don-de-nghi]")
    commit(project)
    dearer(project), signed(project), renewed(project)
    assert diff()[1].endswith("\nNgoài quyết định 12/QĐ-UBND còn thay đổi: Mẫu số 05 (Đơn đề nghị cấp chứng chỉ).\n")


def test_a_form_that_its_procedures_no_longer_ask_for_goes_with_their_decision(project: Project, diff):
    project.replace(CODE, "form: so-y-te/don-de-nghi", "form_named: [Đơn đề nghị]")
    for file in project.file(FORM).parent.glob("don-de-nghi*"):
        file.unlink()
    signed(project)
    told = diff()[1]
    assert "Mẫu đơn Đơn đề nghị cấp chứng chỉ\n  - Không còn trong danh mục\n" in told
    assert told.endswith("\nNgoài quyết định 12/QĐ-UBND không có gì thay đổi.\n")


def test_a_new_procedure_is_told_with_its_time_fee_and_papers(project: Project, diff):
    project.write("catalogue/procedures/so-y-te/1.000003.yml", {
        "code": "1.000003", "name": "Cấp lại chứng chỉ", "field": "duoc-pham", "status": "draft", "completeness": "partial",
        "processing_time": {"rows": [{"statutory": {"value": 3, "unit": "working_day"}}]},
        "fees": [{"kind": "phi", "status": "amount", "amount": "8000", "currency": "VND", "combines": "alternative"}],
        "dossier": {"components": [{"paper": "Đơn", "role": "submit"}, {"paper": "Ảnh", "role": "submit"}, {"paper": "Lưu ý", "role": "note"}]},
    })
    assert ("\n1.000003 Cấp lại chứng chỉ\n  - Mới có trong danh mục\n  - Thời hạn: 3 ngày làm việc\n  - Phí, lệ phí: 8.000 đồng\n"
            "  - Số loại giấy tờ: 2\n") in diff()[1]
    assert "  - Time limit: 3 working days\n  - Fees: 8,000 VND\n  - Number of papers: 2\n" in diff("--lang", "en")[1]


@pytest.mark.bulk
def test_a_record_that_cannot_be_read_is_told_and_never_passes(project: Project, diff):
    project.replace(CODE, "amount: 500000", "amount: [")
    code, told, _ = diff()
    assert (code, "Không đọc được nên chưa so sánh" in told) == (0, True)
    commit(project)
    git(project.folder, "checkout", "-q", "HEAD~1", "--", ".")
    code, _, complaint = diff("--require-decision")
    assert (code, "[contents_change_by_decision]" in complaint) == (1, True)


def test_a_record_that_cannot_be_read_now_ends_with_1_where_a_decision_is_required(project: Project, diff):
    project.replace(CODE, "amount: 500000", "amount: [")
    assert diff("--require-decision")[0] == 1


def test_other_records_and_pages_are_told_too(project: Project, diff):
    project.replace("catalogue/departments/so-y-te.yml", "name: Sở Y tế", "name: Sở Y tế tỉnh")
    page = next(project.file("catalogue/pages").glob("*.md"))
    page.write_text(page.read_text("utf-8") + "\nThêm.\n", "utf-8")
    told = diff("--require-decision")[1]
    assert "0 thủ tục, 2 mục khác thay đổi" in told
    assert "Cơ quan Sở Y tế tỉnh\n  - Tên: viết lại, từ “Sở Y tế” thành “Sở Y tế tỉnh”" in told
    assert f"Trang viết tay ({page.name})\n  - Lời của trang: thay nội dung" in told


def test_the_data_has_a_record_for_each_change(project: Project, diff):
    dearer(project)
    found = json.loads(diff("--format", "json")[1])
    change, = found["changes"]
    assert change["sentence"] == "Phí, lệ phí: từ 500.000 lên 600.000 đồng"
    assert {key: change[key] for key in ("code", "field", "kind", "file")} == {"code": "1.000002", "field": "fees[0].amount", "kind": "changed", "file": CODE}
    assert (change["before"]["amount"], change["after"]["amount"]) == ("500000", "600000")
    assert found["records"][0]["without_decision"] == ["phí, lệ phí"]


HOSTILE = 'Cấp <b onclick=x>*chứng* [chỉ](https://example.org) @somebody `a` | "dược" & #1'


class Tags(HTMLParser):
    """The tags of a page, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def test_what_an_author_wrote_is_markup_neither_in_the_page_nor_in_the_review(project: Project, diff):
    project.replace(CODE, "summary: Xin chứng chỉ trước khi đứng tên nhà thuốc.", f"summary: '{HOSTILE}'")
    page = Tags(diff("--format", "html")[1])
    assert HOSTILE in page.text
    assert not page.tags & {"b", "a", "script"}
    line = next(line for line in diff("--format", "markdown")[1].splitlines() if "chứng" in line and line.startswith("- "))
    assert "<b" not in line
    assert "@somebody" not in line
    assert r"\*chứng\* \[chỉ\]" in line


def test_a_text_of_several_lines_is_told_in_one(project: Project, diff):
    project.replace(CODE, "summary: Xin chứng chỉ trước khi đứng tên nhà thuốc.", "summary: Xin.\nrequirements: |\n  - Một\n\n  - Hai")
    told = diff("--format", "markdown")[1]
    assert "nay ghi “- Một - Hai”" in told


def test_a_line_of_markdown_that_opens_with_a_number_begins_no_list(project: Project, diff):
    dearer(project)
    assert "### 1\\.000002 Xin" in diff("--format", "markdown")[1]


@pytest.mark.parametrize("words", [["no-such-revision"], ["HEAD..no-such-revision"], ["--output=x"]])
def test_what_is_no_revision_is_said_in_one_line(project: Project, diff, words: list[str]):
    try:
        code, told, complaint = diff(*words)
    except SystemExit as ended:
        assert ended.code == 2
        return
    assert (code, told) == (2, "")
    assert "no-such-revision" in complaint
    assert complaint.count("\n") == 1


def test_a_folder_without_a_past_is_said_in_one_line(tmp_path: Path, monkeypatch, diff):
    project = small(tmp_path / "alone")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    monkeypatch.chdir(project.folder)
    code, _, complaint = diff()
    assert (code, complaint.count("\n")) == (2, 1)
    assert "không nằm trong kho git" in complaint


def test_every_rule_of_the_signature_has_its_sentence():
    rules = [name for name, held in vars(signature).items() if name.endswith("_decision") and callable(held)]
    assert len(rules) == 3
    assert all(rule in sentences for sentences in messages.Messages().sentences.values() for rule in rules)


def keys_of(project: Project) -> dict[str, str]:
    """What a build would compare: the key of each file by its path."""
    keys = Keys()
    return {artifact.path: keys.of(artifact) for artifact in project.plan(site_url="")}


@pytest.mark.bulk
def test_the_files_of_the_site_that_change_are_told_exactly(tmp_path: Path, monkeypatch, diff):
    project = copied(tmp_path / "project")
    git(project.folder, "init", "-q"), commit(project)
    monkeypatch.chdir(project.folder)
    name = project.procedure("2.000635").relative_to(project.folder).as_posix()
    project.replace(name, "amount: 8000", "amount: 9000")
    found = json.loads(diff("--effects", "--format", "json", "--date", "2026-11-22")[1])["files"]
    after = keys_of(project)
    git(project.folder, "checkout", "-q", ".")
    before = keys_of(project)
    assert {each["path"] for each in found} == {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    told = {each["path"]: each["what"] for each in found}
    assert told["thu-tuc/2.000635/index.html"] == told["en/thu-tuc/2.000635/index.html"] == "procedure"
    assert told["thu-tuc/2.000635/phieu/index.html"] == "sheet"
    assert told["api/v1/procedures/2.000635.json"] == "data"
    assert "thu-tuc/1.004222/index.html" not in told


@pytest.mark.bulk
def test_a_comment_changes_no_file_of_the_site(tmp_path: Path, monkeypatch, diff):
    project = copied(tmp_path / "project")
    git(project.folder, "init", "-q"), commit(project)
    monkeypatch.chdir(project.folder)
    with project.procedure("2.000635").open("a", encoding="utf-8") as file:
        file.write("# a remark\n")
    assert "Không tệp nào của trang web thay đổi." in diff("--effects", "--date", "2026-11-22")[1]
