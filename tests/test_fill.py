"""What a form's page is given to be filled: its questions in the reader's language, its template, and an engine that weighs little."""
from __future__ import annotations

import base64
import gzip
import json
import re
from hashlib import sha256
from pathlib import Path

import pytest
from support.filling import fillable
from support.pages import EN, PROJECT, TEMPLATES, VI, summary
from support.sites import DAY, Project

from motcua import lexicon, urls
from motcua.catalogue import FormFile, LoadedForm
from motcua.model import Form
from motcua.outputs import assets, fill
from motcua.outputs.pages.filling import filling
from motcua.outputs.pages.ways import Ways

SCRIPTS = TEMPLATES / "assets" / "fill"
DECLARED = {
    "title": {"vi": "Đơn xin học", "en": "School form"}, "number": "Mẫu 1", "file": "don.docx", "original_name": "Mẫu 1 - Đơn.docx",
    "fill": {"template": "don.fill.docx", "steps": [{"title": {"vi": "Trẻ em", "en": "The child"}, "fields": [
        {"id": "thu_tuc", "label": {"vi": "Thủ tục", "en": "Procedure"}, "kind": "text", "prefill": "procedure.name"},
        {"id": "lop", "label": {"vi": "Lớp", "en": "Class"}, "kind": "choice", "required": "true", "options": [{"id": "mot", "label": {"vi": "Lớp một", "en": "First"}}, {"id": "hai", "label": "Hai"}]},
        {"id": "con", "label": "Anh chị em", "kind": "table", "max_rows": "3", "columns": [{"id": "ten", "label": {"vi": "Tên", "en": "Name"}, "kind": "text"}],
         "only_if": {"field": "lop", "is_one_of": ["hai"]}},
    ]}]},
}


def given(words=VI, form: dict = DECLARED, template: str = "a" * 64) -> dict:
    """What the page's script is given."""
    way = Ways(urls.form("so/don"), words.language, ("vi", "en"))
    made = filling(Form.model_validate(form), "so/don", template, "Sở Giáo dục", (summary("1.000001", "Xin học"),), words, way)
    return json.loads(str(made.data))


def changed(**field: object) -> dict:
    """The form with another first question."""
    step = DECLARED["fill"]["steps"][0]
    return DECLARED | {"fill": DECLARED["fill"] | {"steps": [step | {"fields": [step["fields"][0] | field, *step["fields"][1:]]}]}}


def test_a_form_without_questions_is_only_downloaded():
    plain = {key: value for key, value in DECLARED.items() if key != "fill"}
    assert filling(Form.model_validate(plain), "so/don", "", "Sở", (), VI, Ways(urls.form("so/don"), "vi", ("vi", "en"))) is None


def test_questions_speak_the_readers_language_and_the_paper_vietnamese():
    vi, en = (given(words)["steps"][0] for words in (VI, EN))
    assert (vi["title"], en["title"]) == ("Trẻ em", "The child")
    assert [option["label"] for option in en["fields"][1]["options"]] == ["First", "Hai"]
    assert [option.get("printed") for option in en["fields"][1]["options"]] == ["Lớp một", None]
    assert [option.get("printed") for option in vi["fields"][1]["options"]] == [None, None]
    assert en["fields"][2]["columns"][0]["label"] == "Name"
    assert given(EN)["known"] == {"department.name": "Sở Giáo dục", "form.title": "Đơn xin học", "form.number": "Mẫu 1"}


@pytest.mark.parametrize("label, is_name", [
    ("Họ và tên", True), ("Họ, chữ đệm, tên", True), ("Họ tên chủ hộ", True), ("Họ tên người đại diện theo pháp luật", True), ("Họ và tên, ngày sinh, số CCCD", False),
    ("Họ tên, số điện thoại người liên hệ", False), ("Họ, tên và mã số thuế", False), ("Họ và tên hoặc tên doanh nghiệp", False), ("Họ tên và năm sinh", False),
    ("Họ tên, địa chỉ", False), ("Họ tên hoặc tên cơ quan", False), ("Họ tên hoặc tên tổ chức", False), ("Tên hộ", False),
])
def test_only_a_label_that_asks_for_a_name_and_nothing_beside_has_names_looked_at(label: str, is_name: bool):
    assert given(form=changed(label=label))["steps"][0]["fields"][0].get("is_name", False) == is_name


def test_the_provinces_of_an_address_are_those_that_the_search_takes_for_places():
    listed = given(form=changed(kind="address", prefill=None))["provinces"]
    assert len(set(listed)) == 34 and {"tỉnh Lào Cai", "thành phố Huế"} <= set(listed) and given()["provinces"] == []
    _, around = lexicon.package()
    assert {re.sub("^(tỉnh|thành phố) ", "", each) for each in listed} <= set(around.places) and len(around.places) == len(set(around.places))


def test_what_is_only_said_in_vietnamese_says_so_on_an_english_page():
    en = given(EN)["steps"][0]
    assert "langs" not in en and "langs" not in en["fields"][0] and en["fields"][2]["langs"] == {"label": "vi"}
    assert [option.get("langs") for option in en["fields"][1]["options"]] == [None, {"label": "vi"}]


def test_a_question_is_given_whole_and_without_what_is_absent():
    assert given()["steps"][0]["fields"][2] == {
        "id": "con", "kind": "table", "label": "Anh chị em", "columns": [{"id": "ten", "kind": "text", "label": "Tên"}], "min_rows": 1, "max_rows": 3,
        "only_if": {"field": "lop", "is_one_of": ["hai"]}}
    assert given()["steps"][0]["fields"][1]["required"] is True


def test_procedures_are_named_only_where_a_question_is_filled_by_them():
    assert given()["procedures"] == {"1.000001": "Xin học"}
    assert given(form=changed(prefill="today"))["procedures"] == {}


def test_files_are_named_after_the_form_and_nobody():
    assert (given()["file"], given()["draft"]) == ("Mẫu 1 - Đơn - đã điền.docx", "Mẫu 1 - Đơn - bản nháp.json")


def test_the_script_finds_engine_and_template_from_each_languages_page():
    assert (given()["engine"], given()["template"]) == ("../../../assets/fill-engine.js", "dien.js")
    assert (given(EN)["engine"], given(EN)["template"]) == ("../../../../assets/fill-engine.js", "../../../../bieu-mau/so/don/dien.js")


def test_a_draft_outlives_new_words_and_no_new_template_or_question():
    version = given()["version"]
    assert version == given(EN)["version"] == given(form=changed(label="Tên khác", help="Ghi đủ"))["version"]
    assert version not in {given(template="b" * 64)["version"], given(form=changed(kind="long_text"))["version"], given(form=changed(id="ten_khac"))["version"]}


def loaded(folder: Path, template: bytes | None) -> LoadedForm:
    """A form with a template of these bytes."""
    path = folder / "don.fill.docx"
    path.write_bytes(template or b"")
    file = FormFile(str(path), len(template), sha256(template).hexdigest(), "docx") if template else None
    return LoadedForm("so/don", Form.model_validate(DECLARED), FormFile("x.docx", 1, "c" * 64, "docx"), (), file)


def test_a_template_becomes_a_script_that_a_page_from_a_disk_can_load(tmp_path: Path):
    made = {each.path: each.make(each.inputs) for each in fill.artifacts([loaded(tmp_path, b"PK\x03\x04\xff")])}
    script = made["bieu-mau/so/don/dien.js"].decode()
    assert base64.b64decode(re.fullmatch(r'motcua\.blank="([A-Za-z0-9+/=]+)";\n', script)[1]) == b"PK\x03\x04\xff"
    assert made.keys() == {"bieu-mau/so/don/dien.js", urls.FILL_ENGINE, fill.LICENCES}


def test_a_site_without_forms_to_fill_carries_no_engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(fill, "INSTALLED", tmp_path / "nowhere")
    assert list(fill.artifacts([loaded(tmp_path, None)])) == []


def test_an_engine_that_is_not_installed_is_told_with_what_to_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(fill, "INSTALLED", tmp_path / "nowhere")
    with pytest.raises(fill.NotInstalled, match="make engine"):
        list(fill.artifacts([loaded(tmp_path, b"PK")]))
    assert "make engine" in VI("command.engine_is_not_installed") and "make engine" in EN("command.engine_is_not_installed")


@pytest.mark.bulk
def test_a_build_without_the_engine_says_in_one_line_what_to_run(fresh: Project):
    (fresh.folder / "engine").unlink()
    done = fresh.run("--date", DAY)
    assert done.returncode == 2 and done.stderr.count("\n") == 1 and "make engine" in done.stderr and not fresh.site.exists()


def test_the_engine_is_the_published_packages_and_their_licences(tmp_path: Path):
    made = {each.path: each.make(each.inputs) for each in fill.artifacts([loaded(tmp_path, b"PK")])}
    for name in ("pizzip/dist/pizzip.min.js", "docxtemplater/build/docxtemplater.min.js"):
        assert (fill.INSTALLED / name).read_bytes().rstrip() in made[urls.FILL_ENGINE]
    notice = made[fill.LICENCES].decode()
    assert all(words in notice for words in ("Edgar HIPP", "Stuart Knightley", "pako 2.1.0", "Permission is hereby granted"))
    assert len(gzip.compress(made[urls.FILL_ENGINE], 9)) <= 90_000


def test_our_part_of_it_weighs_little():
    script = assets.joined(tuple(path.read_bytes() for path in sorted(SCRIPTS.glob("*.js"))))
    style = (TEMPLATES / "assets" / "fill.css").read_bytes()
    assert len(gzip.compress(script, 9)) + len(gzip.compress(style, 9)) <= 15_000


def test_the_script_knows_no_way_by_which_an_answer_could_leave_stay_or_become_markup():
    ways = (r"fetch|XMLHttp|sendBeacon|WebSocket|EventSource|RTC|postMessage|localStorage|sessionStorage|indexedDB|caches|cookie|pushState(?!\(here, \"\"\);)|replaceState"
            r"|location\.\w+\s*=(?!=)|document\.title|console|innerHTML|outerHTML|insertAdjacent|document\.write|\beval\b|new Function|setHTML")
    found = {path.name: re.findall(ways, path.read_text("utf-8")) for path in sorted(SCRIPTS.glob("*.js"))}
    assert found == {path.name: [] for path in sorted(SCRIPTS.glob("*.js"))} and len(found) == 8
    # A screen is an entry of the history that holds how many there are before it.
    places = (SCRIPTS / "7-places.js").read_text("utf-8")
    assert places.count("pushState") == 1 and set(re.findall(r"\bhere = ([\w.()]+)", places)) == {"at()", "to", "depths.length"}


def test_the_engine_is_locked_by_digest_and_not_by_address():
    packages = json.loads((PROJECT / "engine" / "package-lock.json").read_text("utf-8"))["packages"]
    assert set(packages) == {"", "node_modules/docxtemplater", "node_modules/pizzip"}
    assert [path for path, entry in packages.items() if "resolved" in entry or (path and "integrity" not in entry)] == []


def test_every_word_that_the_script_says_is_there_and_every_word_that_is_there_is_said():
    script = "".join(path.read_text("utf-8") for path in sorted(SCRIPTS.glob("*.js")))
    used = set(re.findall(r"\bwords\.([a-z_]+)", script)) | set(re.findall(r'"([a-z]+(?:_[a-z]+)+)"', script)) | {"day", "month", "year", "so_nha", "xa", "tinh"}
    used |= {"address_needs_xa", "address_needs_tinh", "filled_name", "draft_name"}
    assert VI["fill"].keys() - used == set()
    assert set(re.findall(r"\bwords\.([a-z_]+)", script)) - VI["fill"].keys() == set()


def test_every_form_of_the_sample_can_be_filled():
    forms = {path.relative_to(PROJECT / "templates" / "forms").with_suffix("").as_posix() for path in (PROJECT / "templates" / "forms").glob("*/*.yml")}
    assert fillable().keys() == forms and len(forms) == 15
