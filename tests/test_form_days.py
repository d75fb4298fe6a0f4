"""A form whose next version is described before its first day: until then the earlier one is offered everywhere, and the next one is announced."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from datetime import date
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from support.catalogues import catalogue, form, procedure
from support.packages import HEADING, RUN, docx
from support.pages import EN, PROJECT, TEMPLATES, VI, body, lines
from support.sites import Project, small

from motcua import form_files, narrow
from motcua.catalogue import Derived, FormFile, LoadedForm
from motcua.model.views import ComingView
from motcua.outputs.forms import bundles, checking
from motcua.outputs.opendata import forms as listed
from motcua.outputs.pages.files import form_line
from motcua.outputs.pages.ways import Ways
from motcua.outputs.shared import Settings, Shared
from motcua.resolve import holds_between
from test_pages_directory import JUSTICE, form as page, form_inputs, forms, forms_inputs, view

ID = "so-tu-phap/don"
BEFORE, FIRST = "2026-11-30", "2026-12-01"
FILL = {"template": "don.fill.docx", "steps": [{"title": "Người khai", "fields": [{"id": "ho_ten", "label": "Họ tên", "kind": "text"}]}]}
EARLIER = [{"version": "bản 2", "file": "cu.docx", "effective_from": "2020-01-01", "legal_basis": ["1/2020/TT-BTP"], "number": "Mẫu 2"}, {"version": "bản 1"}]


def laid(folder: Path, name: str) -> FormFile:
    data = name.encode()
    (folder / name).write_bytes(data)
    return FormFile(str(folder / name), len(data), sha256(data).hexdigest(), name.rpartition(".")[2])


@pytest.fixture
def described(tmp_path: Path) -> LoadedForm:
    """A form of three versions that the page fills: the newest from 1 December on, the one before with a PDF, the oldest only told."""
    (tmp_path / "moi.docx").write_bytes(b"moi")
    made = form(ID, tmp_path / "moi.docx", title="Đơn xin", version="bản 3", number="Mẫu 3", effective_from=FIRST, fill=FILL, earlier=EARLIER,
                illustrative=["title", "file", "version", "earlier[0].version", "earlier[1].version"])
    old = Derived((laid(tmp_path, "cu.pdf"),))
    return made._replace(earlier=(laid(tmp_path, "cu.docx"), None), earlier_derived=(old, Derived()), template=laid(tmp_path, "don.fill.docx"),
                         tags=(("{ho_ten}",),), derived=Derived((laid(tmp_path, "moi.pdf"),)))


def changed(described: LoadedForm, **fields) -> LoadedForm:
    """The same form with other words in its description."""
    return described._replace(form=type(described.form).model_validate(described.form.model_dump(exclude_none=True) | fields))


def test_on_its_first_day_and_after_it_the_described_version_is_the_one_of_today(described: LoadedForm):
    for day in (FIRST, "2027-05-01"):
        assert form_files.on_day(described, day) is described
    assert form_files.begins_on(described) is form_files.followed_on(described) is form_files.last_day(described) is None


def test_before_that_day_the_version_in_force_is_the_form_with_all_that_is_said_of_it(described: LoadedForm):
    now = form_files.on_day(described, BEFORE)
    assert (now.form.version, now.form.number, now.form.legal_basis, now.form.file) == ("bản 2", "Mẫu 2", ("1/2020/TT-BTP",), "cu.docx")
    assert [each.version for each in now.form.earlier] == ["bản 1"] and now.earlier == (None,)
    assert now.file == described.earlier[0] and now.derived == described.earlier_derived[0]
    assert now.form.illustrative == ("title", "version"), "what is invented of the version that is to come says nothing of this one"
    assert form_files.on_day(changed(described, illustrative=["earlier[0]", "file"]), BEFORE).form.illustrative == ("file", "version")
    assert [(each.place, each.file) for each in form_files.versions(now)] == [(-1, described.file), (0, described.earlier[0])]
    assert [str(day) for day in (form_files.followed_on(now), form_files.last_day(now))] == [FIRST, BEFORE]


def test_nothing_is_filled_before_the_day_of_the_template(described: LoadedForm):
    now = form_files.on_day(described, BEFORE)
    assert now.template is now.form.fill is None and not narrow.form(now).is_filled and narrow.form(described).is_filled


def test_the_stable_address_leads_to_the_version_in_force_and_each_file_stands_under_its_own(described: LoadedForm):
    now, then = form_files.addresses(form_files.on_day(described, BEFORE)), form_files.addresses(described)
    assert now[f"bieu-mau/{ID}.docx"] == described.earlier[0] and then[f"bieu-mau/{ID}.docx"] == described.file
    assert now.keys() == then.keys() and now[f"bieu-mau/{ID}.pdf"] == described.earlier_derived[0].files[0]


@pytest.mark.parametrize("change, place", [
    ({}, 1), ({"effective_from": None}, 0), ({"earlier": [{"version": "bản 2", "file": "cu.docx"}, {"version": "bản 1"}]}, 1),
    ({"earlier": [{"version": "bản 2", "file": "cu.docx", "effective_to": BEFORE}, {"version": "bản 1"}]}, 1),
    ({"earlier": [{"version": "bản 2", "file": "cu.docx", "effective_to": "2026-10-31"}, {"version": "bản 1"}]}, None),
    ({"earlier": [{"version": "bản 2", "file": "cu.docx", "effective_from": "2026-12-01"}, {"version": "bản 1"}]}, None),
])
def test_an_earlier_version_is_in_force_from_its_first_day_to_its_last(described: LoadedForm, change: dict, place: int | None):
    now = form_files.on_day(changed(described, **change), BEFORE)
    assert now.file == (described.earlier[0] if place else described.file)
    assert str(form_files.begins_on(now)) == (FIRST if place is None else "None")


def test_a_form_without_an_earlier_file_says_from_when_on_it_is_used_and_is_not_filled_before(described: LoadedForm):
    alone = changed(described, earlier=[])._replace(earlier=(), earlier_derived=())
    now = form_files.on_day(alone, BEFORE)
    assert now.file == described.file and now.template is now.form.fill is None
    shown = narrow.form(now)
    assert (shown.begins_on, shown.followed_on, shown.is_filled) == (FIRST, "", False)
    assert [(each.place, each.file) for each in form_files.versions(now)] == [(0, described.file)] and narrow.coming(now) == ()


def test_of_two_versions_to_come_the_nearer_follows(described: LoadedForm, tmp_path: Path):
    middle = {"version": "bản 2b", "file": "giua.docx", "effective_from": "2026-12-01"}
    two = changed(described, effective_from="2027-06-01", earlier=[middle, *EARLIER])
    two = two._replace(earlier=(laid(tmp_path, "giua.docx"), *described.earlier), earlier_derived=(Derived(), *described.earlier_derived))
    now = form_files.on_day(two, BEFORE)
    assert [each.place for each in form_files.versions(now)] == [-2, -1, 0] and str(form_files.followed_on(now)) == "2026-12-01"
    assert [(each.version, str(each.effective_from)) for each in narrow.coming(now)] == [("bản 3", "2027-06-01"), ("bản 2b", "2026-12-01")]
    assert form_files.on_day(two, FIRST).form.version == "bản 2b" and form_files.on_day(two, "2027-06-01") is two
    (script,) = [each for each in checking.artifacts(catalogue(forms=(now,)), {}, {"vi": VI})]
    held = json.loads(script.make(script.inputs).decode().removeprefix("motcua.knownForms(").removesuffix(");\n"))
    said = held["answers"][held["files"][two.earlier[0].sha256[:32]]]
    assert said[:2] == ["2026-12-01", ["soon", "still"]]
    assert said[2][0].startswith("Chưa đến ngày dùng. Bản này của mẫu Đơn xin dùng từ ngày 01/12/2026.")


def test_a_build_holds_until_the_day_on_which_another_version_comes_into_force(described: LoadedForm):
    days = [*form_files.days_of_change(catalogue(forms=(described,)))]
    assert holds_between((), BEFORE, days) == ("2020-01-01", FIRST) and holds_between((), FIRST, days) == (FIRST, "9999-12-31")
    ended = changed(described, earlier=[EARLIER[0] | {"effective_to": "2026-10-31"}, EARLIER[1]])
    assert holds_between((), BEFORE, form_files.days_of_change(catalogue(forms=(ended,)))) == ("2026-11-01", FIRST)


def test_the_same_is_answered_of_a_file_whichever_version_the_day_makes_that_of_today(described: LoadedForm):
    def told(loaded: LoadedForm) -> dict:
        (script,) = checking.artifacts(catalogue(forms=(loaded,)), {}, {"vi": VI})
        held = json.loads(script.make(script.inputs).decode().removeprefix("motcua.knownForms(").removesuffix(");\n"))
        return {digest: held["answers"][place] for digest, place in held["files"].items()}

    now = told(form_files.on_day(described, BEFORE))
    assert now == told(described)
    assert now[described.file.sha256[:32]][:2] == [FIRST, ["soon", "now"]] and now[described.earlier[0].sha256[:32]][:2] == [FIRST, ["still", "old"]]


def test_the_zip_holds_the_version_in_force_and_says_when_another_one_is_used(described: LoadedForm):
    (bundle,) = bundles.of_departments(catalogue(forms=(form_files.on_day(described, BEFORE),)), {}).values()
    archive = ZipFile(BytesIO(bundles.zipped(bundle)))
    assert archive.read("Đơn.docx") == b"cu.docx" and archive.read("Đơn.pdf") == b"cu.pdf"
    assert "Mẫu 2, bản 2, dùng từ ngày 01/01/2020, từ ngày 01/12/2026 dùng mẫu mới" in archive.read("DANH-SACH.html").decode()
    head, *rows = csv.reader(archive.read("DANH-SACH.csv").decode("utf-8-sig").splitlines())
    assert head[-1] == "Dùng mẫu mới từ ngày" and [row[-1] for row in rows] == [FIRST, FIRST]


def test_the_list_of_all_forms_has_the_version_in_force_first_and_those_to_come_apart(described: LoadedForm):
    def entry(loaded: LoadedForm) -> dict:
        (made,) = listed.listing(catalogue(forms=(loaded,)), {})
        return json.loads(made.make(made.inputs))["forms"][0]

    now, then = entry(form_files.on_day(described, BEFORE)), entry(described)
    assert (now["version"], now["effective_to"], now["files"][0]["stable"]) == ("bản 2", BEFORE, f"bieu-mau/{ID}.docx")
    (coming,) = now["coming"]
    assert (coming["version"], coming["effective_from"], coming["files"][0]["sha256"]) == ("bản 3", FIRST, described.file.sha256)
    assert "stable" not in coming["files"][0] and [each["version"] for each in now["earlier"]] == ["bản 1"]
    assert then["version"] == "bản 3" and "coming" not in then and [each["version"] for each in then["earlier"]] == ["bản 2", "bản 1"]


def test_a_list_that_leads_to_a_form_says_when_another_one_is_used(described: LoadedForm):
    way = Ways("thu-tuc/1.000001/", "vi", ("vi", "en"))
    line = form_line(narrow.form(form_files.on_day(described, BEFORE)), VI, way)
    assert line.notice == ("từ ngày 01/12/2026 dùng mẫu mới", "../../bieu-mau/so-tu-phap/don/#coming") and line.fill == ""
    early = form_line(view()._replace(begins_on=FIRST), EN, way)
    assert early.notice == ("used from 1 December 2026", "../../bieu-mau/so-tu-phap/to-khai/")
    assert form_line(narrow.form(described), VI, way).notice is None


COMING = (ComingView("bản 3", "Mẫu 3", date(2026, 12, 1), ("123/2015/NĐ-CP",), "", view().files),)


def test_the_page_of_a_form_announces_the_next_version_with_its_files():
    inputs = form_inputs(version="bản 2")
    made = body(page.make(replace(inputs, view=inputs.view._replace(followed_on=FIRST), coming=COMING, is_filled_later=True)))
    assert lines(made.xpath("//*[contains(@class, 'banner')]")) == [
        "Từ ngày 01/12/2026 dùng mẫu mới. Trước ngày ấy vẫn dùng mẫu dưới đây.", "Điền được ngay trên trang này từ ngày 01/12/2026."]
    assert made.xpath("//*[contains(@class, 'banner')]/a/@href") == ["#coming"]
    (section,) = made.xpath("//section[@aria-labelledby='coming']")
    assert lines(section.xpath(".//li/*[not(self::details)]"))[:3] == ["Bản 3", "Mẫu 3", "Dùng từ 01/12/2026."]
    assert section.xpath(".//a[@download]/@download")[0] == "Tờ khai (bản 3).docx", "nobody takes it for the one of today in his folder"
    assert not made.xpath("//a[@href='#dien']")


def test_the_page_of_a_form_that_is_not_used_yet_says_so():
    inputs = form_inputs(words=EN, version="bản 1", effective_from=FIRST)
    made = body(page.make(replace(inputs, view=inputs.view._replace(begins_on=FIRST), is_filled_later=True)))
    assert lines(made.xpath("//*[contains(@class, 'banner')]")) == [
        "Not in use yet: this form is used from 1 December 2026.", "From 1 December 2026 you can fill it in on this page."]


def test_a_version_to_come_without_a_name_or_a_file_is_told_too():
    inputs = form_inputs(version="bản 2")
    made = body(page.make(replace(inputs, view=inputs.view._replace(followed_on=FIRST), coming=(COMING[0]._replace(version="", number="", files=()),))))
    assert lines(made.xpath("//section[@aria-labelledby='coming']//h3")) == ["Mẫu mới"]


def test_the_list_of_forms_names_the_day_beside_the_form():
    held = forms.Blank(view()._replace(followed_on=FIRST), 1)
    made = body(forms.make(forms_inputs(forms.Folder(JUSTICE, (held,), 0))))
    assert made.xpath("//a[text()='từ ngày 01/12/2026 dùng mẫu mới']/@href") == ["so-tu-phap/to-khai/#coming"]


def test_what_is_shared_by_all_pages_sees_the_form_as_it_is_on_the_day(described: LoadedForm):
    def shared(on: str, *held: LoadedForm) -> Shared:
        return Shared(catalogue(procedure(forms=[ID]), forms=held), Settings(TEMPLATES, PROJECT / "mkdocs.yml", PROJECT / ".cache", "", on, False))

    assert shared(BEFORE, described).forms[ID].followed_on == FIRST and shared(FIRST, described).forms[ID].followed_on == ""
    assert shared(BEFORE, described).catalogue.forms[ID].coming is described


def successor(project: Project) -> Project:
    """The small project with a form that is filled, and whose version of 1 December is described."""
    folder = project.file("templates/forms/so-y-te")
    for name, words in (("cu", "Họ tên: ……"), ("moi", "Họ tên: ……")):
        (folder / f"{name}.docx").write_bytes(docx(RUN.format(words) + RUN.format(name), heading=HEADING))
    told = project.values("templates/forms/so-y-te/don-de-nghi.yml")
    fill = FILL | {"template": "ten.fill.docx"}
    project.write("templates/forms/so-y-te/don-de-nghi.yml", told | {
        "file": "moi.docx", "original_name": "Đơn.docx", "version": "bản 2", "effective_from": FIRST, "fill": fill,
        "earlier": [{"version": "bản 1", "file": "cu.docx"}]})
    return project


@pytest.mark.bulk
def test_a_build_on_the_first_day_makes_what_a_clean_build_makes(tmp_path: Path):
    project = successor(small(tmp_path / "project"))
    project.publish(on=BEFORE)
    stable, template = project.site / "bieu-mau/so-y-te/don-de-nghi.docx", project.site / "assets/fill-engine.js"
    assert stable.read_bytes() == project.file("templates/forms/so-y-te/cu.docx").read_bytes() and not template.exists()
    assert not project.publish(on=BEFORE).written
    project.publish(on=FIRST)
    assert stable.read_bytes() == project.file("templates/forms/so-y-te/moi.docx").read_bytes() and template.exists()
    after = project.tree()
    clean = successor(small(tmp_path / "clean"))
    clean.publish(on=FIRST)
    assert clean.tree() == after
