"""What a form asks and the tags of its template: the finer points of the rules, and what of it a decision must sign."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest
from support.catalogues import catalogue, form
from support.forge import git
from support.packages import HEADING, RUN, docx
from support.sites import HERE, small

from motcua import blanks, commands
from motcua.catalogue import Catalogue
from motcua.model import Form
from motcua.rules import filling, templates

NAME = {"id": "ho_ten", "label": "Họ tên", "kind": "text"}
BIRTH = {"id": "ngay_sinh", "label": "Ngày sinh", "kind": "date"}
SEX = {"id": "gioi_tinh", "label": "Giới tính", "kind": "choice", "options": [{"id": "nam", "label": "Nam"}, {"id": "nu", "label": "Nữ"}]}
PEOPLE = {"id": "nguoi", "label": "Người cùng làm", "kind": "table", "columns": [{"id": "ten", "label": "Họ tên", "kind": "text"}, {**BIRTH, "id": "sinh"}]}
TEMPLATE = HERE / "tests/mistakes/base/forms/so-y-te/ten.fill.docx"


def described(*fields: dict, **more: object) -> Form:
    fill = {"template": "don.fill.docx", "steps": [{"title": "Người đề nghị", "fields": list(fields)}]}
    return Form.model_validate({"title": "Đơn", "file": "don.docx", "original_name": "Đơn.docx", "fill": fill} | more)


def with_tags(text: str, *fields: dict) -> Catalogue:
    """A catalogue of one form that asks for these fields, whose template has these tags in its body; `|` begins another part."""
    loaded = form("so-y-te/don", TEMPLATE)._replace(form=described(*fields), tags=tuple(tuple(part.split()) for part in text.split("|")))
    return SimpleNamespace(forms={"so-y-te/don": loaded}, files={("form", "so-y-te/don"): "don.yml"})


def found(rule, *of: object) -> list[str]:
    return [str(finding.found) for _, finding in rule(*of)]


@pytest.mark.parametrize("text", [
    "{ho_ten} {ngay_sinh_ngan} {gioi_tinh_nam} {gioi_tinh_nu} {#nguoi} {stt} {ten} {sinh} {/nguoi}",
    "{ho_ten} {ngay_sinh_ngay} {ngay_sinh_thang} {ngay_sinh_nam} {gioi_tinh} {#nguoi} {ten} {^ten} {/ten} {ho_ten} {sinh_ngan} {/nguoi}",
    "{#ho_ten} {ho_ten} {/ho_ten} {ngay_sinh} {gioi_tinh} {gioi_tinh_nu} {#nguoi} {ten} {sinh_ngan} {sinh_nam} {/} {^nguoi} {/nguoi}",
    "{ho_ten} {ngay_sinh} | {gioi_tinh} | {#nguoi} {ten} {sinh} {/nguoi} {#gioi_tinh} {ho_ten} {/gioi_tinh}",
])
def test_an_answer_may_stand_in_any_of_its_tags_in_any_part(text: str):
    for rule in templates.ACROSS:
        assert found(rule, with_tags(text, NAME, BIRTH, SEX, PEOPLE)) == []


@pytest.mark.parametrize("text, unasked", [
    ("{ho_ten} {ho_tem}", ["{ho_tem}"]), ("{ho_ten} {ho_ten_ngan}", ["{ho_ten_ngan}"]), ("{ho_ten} {stt}", ["{stt}"]), ("{ho_ten} {@ho_ten}", ["{@ho_ten}"]),
    ("{ho_ten} {x} {x} {#y} {/y}", ["{x}", "{#y}"]), ("{ho_ten} {gioi_tinh_khac}", ["{gioi_tinh_khac}"]),
])
def test_a_tag_that_nothing_fills_is_told_once(text: str, unasked: list[str]):
    assert found(templates.tag_has_its_question, with_tags(text, NAME)) == unasked


def test_a_column_belongs_between_the_marks_of_its_own_table():
    others = {**PEOPLE, "id": "con", "columns": [{"id": "tuoi", "label": "Tuổi", "kind": "number"}]}
    told = list(templates.tag_has_its_question(with_tags("{#nguoi} {ten} {sinh} {tuoi} {/nguoi} {#con} {tuoi} {/con} {ten}", PEOPLE, others)))
    assert [(finding.found, dict(finding.values)) for _, finding in told] == [
        ("{tuoi}", {"nearest": "", "table": "con"}), ("{ten}", {"nearest": "", "table": "nguoi"})]
    assert found(templates.question_has_its_tag, with_tags("{#nguoi} {ten} {/nguoi} {sinh}", PEOPLE)) == ["sinh"]
    assert found(templates.question_has_its_tag, with_tags("{ten}", PEOPLE)) == ["nguoi"]


@pytest.mark.parametrize("text, lacking", [
    ("{gioi_tinh_nam} {noi_xa} {noi_tinh}", {"gioi_tinh": "{gioi_tinh_nu}"}), ("{gioi_tinh} {noi_tinh}", {"noi": "{noi_xa}"}),
    ("{gioi_tinh_nam} {gioi_tinh_nu} {noi_so_nha}", {"noi": "{noi}"}), ("{gioi_tinh_nu} {gioi_tinh_nam} {noi}", {}),
])
def test_a_part_of_an_answer_is_not_the_answer(text: str, lacking: dict[str, str]):
    place = {"id": "noi", "label": "Nơi ở", "kind": "address"}
    told = [finding for _, finding in templates.question_has_its_tag(with_tags(text, SEX, place))]
    assert {finding.found: dict(finding.values)["tag"] for finding in told} == lacking


@pytest.mark.parametrize("text, lacking", [("{x_ngay} {x_thang}", "{x_nam}"), ("{x_ngan} {x_nam}", None), ("{x_ngay} {x_thang} {x_nam}", None), ("{x}", None), ("", "{x}")])
def test_a_day_stands_whole_or_in_all_its_parts(text: str, lacking: str | None):
    told = [dict(finding.values)["tag"] for _, finding in templates.question_has_its_tag(with_tags(text, NAME, {**BIRTH, "id": "x"})) if finding.found == "x"]
    assert told == ([lacking] if lacking else [])


def test_an_answer_that_only_hides_what_stands_for_it_is_shown_nowhere():
    assert found(templates.question_has_its_tag, with_tags("{^ho_ten} {/ho_ten}", NAME)) == ["ho_ten"]


@pytest.mark.parametrize("pattern, can_be", [
    ("[0-9]{10}(-[0-9]{3})?", True), (r"\d+\.\d{2,}", True), ("(?:a|b)(?!c)", True), ("(?P<year>[0-9]+)", False), (r"[0-9]+\Z", False), ("(?i)a", False), ("a{b", False), ("[a", False),
    ("a}", False), ("[]a]", False), ("a++", False), (r"\d{3}+", False), ("(?=a)*b", False), ("(?!(a)){2}b", False), ("[[:alpha:]]", False), ("]", False), ("a?+", False),
    (r"\-", False), (r"[\w\-./]+?", True), (r"(?=[A-Z])[^\]]{2,5}?(\d+)*", True), (r"\{\}|^$|.*", True), ("(a|)", True), ("[^]", False), (r"a\1", False), (r"\b+", False),
])
def test_a_pattern_is_one_that_browsers_read_alike(pattern: str, can_be: bool):
    told = list(filling.pattern_can_be_matched(described({**NAME, "pattern": pattern, "pattern_help": "Viết khác"})))
    assert not told if can_be else [finding.found for finding in told] == [pattern]


@pytest.mark.parametrize("kind, fits", [
    ("text", True), ("long_text", True), ("number", True), ("id_number", True), ("phone", True), ("email", True), ("date", False), ("address", False), ("choice", False),
    ("choices", False), ("table", False),
])
def test_only_what_is_written_in_one_box_has_a_pattern(kind: str, fits: bool):
    told = [finding.found for finding in filling.pattern_fits_its_question(described({**NAME, "kind": kind, "pattern": "a", "pattern_help": "Viết a"}))]
    assert told == ([] if fits else [kind])


@pytest.mark.parametrize("prefill, kinds", [("today", {"date", "text"}), ("procedure.name", {"text", "long_text"}), ("form.number", {"text", "long_text"})])
def test_what_is_known_stands_only_where_it_can(prefill: str, kinds: set[str]):
    every = ["text", "long_text", "date", "number", "id_number", "phone", "email", "choice", "choices", "table", "address"]
    refused = [finding.found for kind in every for finding in filling.prefill_fits_its_question(described({**NAME, "kind": kind, "prefill": prefill}))]
    assert refused == [kind for kind in every if kind not in kinds]


def test_two_options_of_one_id_are_told_at_the_second():
    sex = {**SEX, "options": [*SEX["options"], {"id": "nam", "label": "Nam giới"}]}
    assert [(finding.at[-3:], finding.found, dict(finding.values)) for finding in filling.each_tag_is_asked_once(described(sex))] == [
        (("options", 2, "id"), "nam", {"tag": "{gioi_tinh_nam}", "first": "Nam"})]


def test_what_only_an_office_program_shows_is_a_warning():
    held = with_tags("{ho_ten}", NAME)
    held.forms["so-y-te/don"] = held.forms["so-y-te/don"]._replace(unshown=("w:numId", "w:sym"))
    assert [(finding.found, finding.severity) for _, finding in templates.page_shows_the_whole_paper(held)] == [("w:numId", "warning"), ("w:sym", "warning")]
    assert found(templates.page_shows_the_whole_paper, with_tags("{ho_ten}", NAME)) == []


@pytest.mark.parametrize("text, alone", [
    ("{#nguoi} {#ho_ten} {/nguoi} {/ho_ten}", ["{#nguoi}", "{/nguoi}"]), ("{/nguoi}", ["{/nguoi}"]), ("{#nguoi} | {/nguoi}", ["{#nguoi}", "{/nguoi}"]),
    ("{ho_ten ho_ten}", ["{ho_ten", "ho_ten}"]), ("{^nguoi} {/} {ho_ten}", []),
])
def test_what_is_opened_is_closed_in_the_same_part_and_in_order(text: str, alone: list[str]):
    told = found(templates.tags_come_in_pairs, with_tags(text, NAME, PEOPLE))
    assert sorted(told) == sorted(alone)


def test_two_tables_may_call_a_column_alike_and_a_form_no_two_questions():
    assert list(filling.each_tag_is_asked_once(described(NAME, PEOPLE, {**PEOPLE, "id": "con"}))) == []
    twice = {**NAME, "id": "ngay_sinh_ngan"}
    assert [(finding.found, dict(finding.values)) for finding in filling.each_tag_is_asked_once(described(BIRTH, twice))] == [
        ("ngay_sinh_ngan", {"tag": "{ngay_sinh_ngan}", "first": "ngay_sinh"})]


def test_a_form_that_is_only_downloaded_is_asked_none_of_this():
    plain = Form.model_validate({"title": "Đơn", "file": "don.docx", "original_name": "Đơn.docx"})
    assert [list(rule(plain)) for rule in filling.FORM] == [[]] * len(filling.FORM)
    assert [list(rule(catalogue())) for rule in templates.ACROSS] == [[]] * len(templates.ACROSS)


@pytest.mark.bulk
def test_other_tags_need_no_decision_and_another_blank_does(tmp_path: Path, monkeypatch, capsys):
    shutil.copytree(HERE / "catalogue", tmp_path / "catalogue")
    shutil.copytree(HERE / "templates" / "forms", tmp_path / "templates" / "forms")
    monkeypatch.chdir(tmp_path)
    git(tmp_path, "init", "-q"), git(tmp_path, "add", "."), git(tmp_path, "commit", "-q", "-m", "before")
    folder = tmp_path / "templates" / "forms" / "cong-an-thanh-pho"
    shutil.copyfile(folder / "ct01.docx", folder / "other.docx")

    def rules() -> set[str]:
        commands.main(["check", "--format", "json", "--changed-since", "HEAD"])
        return {each["rule"] for each in json.loads(capsys.readouterr().out)["problems"] if "forms" in each["file"]}

    with (folder / "ct01.yml").open("a", encoding="utf-8") as description:
        description.write("# Lời hỏi dễ hiểu hơn.\n")
    old = (folder / "ct01.fill.docx").read_bytes()
    (folder / "ct01.fill.docx").write_bytes((folder / "ct01.docx").read_bytes())
    assert "question_has_its_tag" in rules() and "form_changes_by_decision" not in rules()
    (folder / "ct01.fill.docx").write_bytes(old)
    (folder / "ct01.docx").write_bytes(next(path for path in sorted(folder.parent.glob("*/*.docx")) if "fill" not in path.name and path.parent != folder).read_bytes())
    assert "form_changes_by_decision" in rules()


def with_words_apart(*apart: tuple[str, str], fields: tuple[dict, ...] = (NAME,)) -> Catalogue:
    held = with_tags("{ho_ten}", *fields)
    held.forms["so-y-te/don"] = held.forms["so-y-te/don"]._replace(apart=apart)
    return held


def told_apart(held: Catalogue) -> list[tuple[object, ...]]:
    return [(finding.at, finding.found, finding.severity, *dict(finding.values).values()) for _, finding in templates.template_says_what_the_blank_says(held)]


def test_a_template_of_an_older_blank_is_told_with_up_to_three_differences():
    apart = (("blank", "Số điện thoại"), ("template", "Số chứng minh"), ("blank", "Số điện thoại"), ("blank", "Quốc tịch"), ("blank", "Email"))
    assert told_apart(with_words_apart(*apart)) == [
        (("fill", "template"), "don.fill.docx", "warning", "don.docx", "“Số điện thoại”, “Quốc tịch”", "“Số chứng minh”")]
    assert told_apart(with_words_apart()) == []


@pytest.mark.parametrize("phrase, fields, is_told", [
    ("ngày tháng năm", (BIRTH,), False), ("ngày tháng năm 20", (BIRTH,), False), ("ngày", (NAME,), True), ("ngày sinh", (BIRTH,), True),
    ("Nam Nữ", (SEX,), False), ("Nam", (NAME,), True), ("xã, tỉnh", ({**NAME, "kind": "address"},), False), ("năm", (PEOPLE,), False),
])
def test_words_that_come_with_an_answer_are_not_missed_in_the_template(phrase: str, fields: tuple[dict, ...], is_told: bool):
    assert bool(told_apart(with_words_apart(("blank", phrase), fields=fields))) is is_told


def test_each_template_of_the_sample_says_what_its_blank_says():
    templates = sorted((HERE / "templates" / "forms").glob("*/*.fill.docx"))
    assert len(templates) == 15
    for template in templates:
        blank = template.with_name(template.name.replace(".fill", ""))
        assert blanks.apart(blank.read_bytes(), template.read_bytes()) == (), template.name


def test_words_apart_are_looked_for_again_only_when_one_of_the_two_files_is_another(tmp_path: Path, monkeypatch):
    project = small(tmp_path / "project")
    folder = project.file("templates/forms/so-y-te")
    heading = HEADING.replace("Đơn đề nghị cấp giấy xác nhận", "Đơn đề nghị")
    fill = {"template": "ten.fill.docx", "steps": [{"title": "Người đề nghị", "fields": [NAME]}]}
    told = project.values("templates/forms/so-y-te/don-de-nghi.yml")
    project.write("templates/forms/so-y-te/don-de-nghi.yml", told | {"file": "don.docx", "original_name": "Đơn.docx", "fill": fill})
    (folder / "don.docx").write_bytes(docx(RUN.format("Họ tên: …"), heading=heading))
    times, compare = [], blanks.apart
    monkeypatch.setattr(blanks, "apart", lambda *files: times.append(1) or compare(*files))
    assert [project.load().forms["so-y-te/don-de-nghi"].apart for _ in range(2)] == [(), ()] and len(times) == 1
    (folder / "don.docx").write_bytes(docx(RUN.format("Họ tên: …") + RUN.format("Số điện thoại: …"), heading=heading))
    assert [project.load().forms["so-y-te/don-de-nghi"].apart for _ in range(2)] == [(("blank", "Số điện thoại"),)] * 2 and len(times) == 2


def test_a_blank_that_is_no_docx_is_not_compared(tmp_path: Path):
    project = small(tmp_path / "project")
    fill = {"template": "ten.fill.docx", "steps": [{"title": "Người đề nghị", "fields": [NAME]}]}
    project.write("templates/forms/so-y-te/don-de-nghi.yml", project.values("templates/forms/so-y-te/don-de-nghi.yml") | {"fill": fill})
    held = project.load().forms["so-y-te/don-de-nghi"]
    assert held.template and held.file.type == "pdf" and held.apart == ()
