"""Open data: every published procedure under the names of its own fields, and nothing else."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from support.catalogues import catalogue, form, procedure

from motcua import form_files
from motcua.catalogue import Derived
from motcua.json_text import document, inline, present
from motcua.model import Procedure
from motcua.outputs import opendata
from motcua.outputs.artifact import Artifact, digest
from motcua.outputs.opendata import forms as open_forms

SITE = "https://thutuc.example/a/"
RICH = {
    "name": {"vi": "Đăng ký khai sinh", "en": "Birth registration"}, "short_name": "Làm giấy khai sinh", "executing_agencies": ["so-tu-phap"],
    "effective_from": "2026-07-01", "fees": [{"status": "amount", "amount": "8000.50", "currency": "USD"}], "keywords": ["khai sinh"],
    "dossier": {"sets": "1", "components": [{"choose": "one", "of": [{"paper": "Giấy chứng sinh"}, {"paper": "Lời làm chứng"}]}]},
    "processing_time": {"rows": [{"statutory": {"value": "0", "unit": "working_day"}}]}, "illustrative": ["keywords"],
}


def artifacts(made, states, **more) -> tuple[Artifact, ...]:
    return (*opendata.listing(made, states, **more), *opendata.records(made, states, **more))


def files(made, states, **more) -> dict[str, dict]:
    return {each.path: json.loads(each.make(each.inputs)) for each in artifacts(made, states, **more)}


def test_the_list_names_every_published_procedure_in_the_order_of_codes():
    made = catalogue(procedure("2.000002"), procedure("1.000003", is_internal=True), procedure("1.000001", status="draft"))
    found = files(made, {"2.000002": "abolished", "1.000003": "in_force"})
    listing = found.pop("api/v1/procedures.json")
    assert listing["count"] == 2
    assert [(each["code"], each["state"], each["is_internal"]) for each in listing["procedures"]] == [
        ("1.000003", "in_force", True), ("2.000002", "abolished", False)]
    assert sorted(found) == ["api/v1/procedures/1.000003.json", "api/v1/procedures/2.000002.json"]
    assert "1.000001" not in json.dumps([listing, found])


def test_a_draft_is_there_when_its_state_is_given():
    made = catalogue(procedure("1.000001", status="draft"))
    assert files(made, {"1.000001": "draft"})["api/v1/procedures/1.000001.json"]["computed"]["state"] == "draft"


def test_a_list_of_nothing_is_a_list():
    assert files(catalogue(), {})["api/v1/procedures.json"]["procedures"] == []


def test_a_record_reads_back_as_the_very_same_record():
    record = procedure(**RICH)
    found = files(catalogue(record), {record.code: "in_force"})["api/v1/procedures/1.000001.json"]
    computed = found.pop("computed")
    assert Procedure.model_validate(found) == record
    assert found["fees"][0]["amount"] == "8000.50"
    assert computed["state"] == "in_force"
    assert computed["departments"] == {"so-tu-phap": {"vi": "Sở Tư pháp", "en": "Department of Justice"}}
    assert computed["field"] == {"vi": "Hộ tịch"}


def test_fields_stand_in_the_order_of_the_model_and_evidence_after_them():
    found = files(catalogue(procedure(**RICH)), {"1.000001": "in_force"})["api/v1/procedures/1.000001.json"]
    own = [key for key in Procedure.model_fields if key in found and key != "illustrative"]
    assert list(found) == [*own, "illustrative", "computed"]
    assert own[:2] == ["code", "origin"]
    assert "computed" not in Procedure.model_fields
    assert set(found).isdisjoint({"summary", "steps", "forms"}), "what is absent is left out"


def test_the_terms_stand_in_every_file():
    made = catalogue(procedure(), publisher={"is_sample": True})
    listing, record = files(made, {"1.000001": "in_force"}).values()
    for held in (listing, record["computed"]):
        assert held["licence"] == {"name": {"vi": "CC BY 4.0"}, "url": "https://creativecommons.org/licenses/by/4.0/"}
        assert held["publisher"] == {"vi": "Ủy ban nhân dân"} and held["is_sample"] is True and held["schema_version"] == 1


@pytest.mark.parametrize("site_url, root", [("", ""), (SITE, SITE), (SITE.rstrip("/"), SITE)])
def test_addresses_are_absolute_where_the_site_has_one(site_url, root):
    listing, record = files(catalogue(procedure()), {"1.000001": "in_force"}, site_url=site_url).values()
    for held in (listing["procedures"][0], record["computed"]):
        assert held["addresses"] == {"vi": f"{root}thu-tuc/1.000001/", "en": f"{root}en/thu-tuc/1.000001/"}
        assert held["data_address"] == f"{root}api/v1/procedures/1.000001.json"


def test_a_form_is_named_with_what_proves_its_bytes(tmp_path: Path):
    (tmp_path / "don.docx").write_bytes(b"PK")
    made = catalogue(procedure(forms=["so-tu-phap/don"]), forms=(form("so-tu-phap/don", tmp_path / "don.docx"),))
    found = files(made, {"1.000001": "in_force"})["api/v1/procedures/1.000001.json"]
    assert found["forms"] == ["so-tu-phap/don"]
    assert found["computed"]["forms"] == [{
        "id": "so-tu-phap/don", "address": "bieu-mau/so-tu-phap/don.docx", "original_name": "Đơn.docx", "size": 2,
        "sha256": made.forms["so-tu-phap/don"].file.sha256}]


def test_the_day_of_change_is_said_where_it_is_known():
    listing, *records = files(catalogue(procedure("1.000001"), procedure("1.000002")), {"1.000001": "in_force", "1.000002": "in_force"},
                              changed_on={"1.000002": "2026-11-20"}).values()
    assert [each.get("modified") for each in listing["procedures"]] == [None, "2026-11-20"]
    assert [each["computed"].get("modified") for each in records] == [None, "2026-11-20"]


def test_the_file_of_a_procedure_depends_on_no_other_procedure():
    def inputs(other: str) -> list[str]:
        made = catalogue(procedure("1.000001"), procedure("1.000002", name=other))
        return [digest(each.inputs) for each in artifacts(made, {"1.000001": "in_force", "1.000002": "in_force"})]

    first, second = inputs("Tên cũ"), inputs("Tên mới")
    assert first[1] == second[1]
    assert first[0] != second[0]


def test_the_same_values_make_the_same_bytes_in_one_line_of_utf_8():
    first, second = ([each.make(each.inputs) for each in artifacts(catalogue(procedure(**RICH)), {"1.000001": "in_force"})]
                     for _ in range(2))
    assert first == second
    assert all(made.endswith(b"}\n") and made.count(b"\n") == 1 and "Đăng ký khai sinh".encode() in made for made in first)


def test_json_ends_no_script_and_knows_no_number_that_json_does_not():
    hostile = "</script><!--\u2028\u2029\"\\"
    assert json.loads(inline({hostile: hostile})) == {hostile: hostile}
    assert not set("<\u2028\u2029") & set(inline({hostile: hostile}))
    assert document("đ") == '"đ"\n'.encode()
    for number in (float("nan"), float("inf")):
        with pytest.raises(ValueError):
            inline(number)


def test_what_is_absent_is_left_out_at_every_depth():
    assert present({"a": None, "b": [None, {"c": ""}], "d": {"e": ()}, "f": 0, "g": False, "h": [[], 1], "i": Decimal(0)}) == {
        "f": 0, "g": False, "h": [1], "i": Decimal(0)}


def test_an_imported_value_says_how_it_was_read_and_when():
    def readings(**values: object) -> dict | None:
        record = procedure("1.000001", fees=[{"status": "free"}], steps=[{"text": "Nộp"}], **values)
        return files(catalogue(record), {record.code: "in_force"})["api/v1/procedures/1.000001.json"]["computed"].get("readings")

    read = {"origin": "imported", "sources": [{"title": "Cổng", "read_on": "2026-11-16"}]}
    told = readings(**read)
    assert told["fees"] == {"how": "machine", "on": "2026-11-16"} and "dossier" not in told
    checked = readings(checks=[{"checked_on": "2026-11-20", "covers": ["fees[0]"]}], **read)
    assert (checked["fees"], checked["steps"]["how"]) == ({"how": "checked", "on": "2026-11-20"}, "machine")
    assert readings() is None


# Forms.


def forms_of(made, states, **more) -> dict:
    (listed,) = open_forms.listing(made, states, **more)
    assert listed.path == "api/v1/forms.json"
    return json.loads(listed.make(listed.inputs))


@pytest.fixture
def versioned(tmp_path: Path):
    """A form of three versions, the oldest only told, with a PDF made of the one of today."""
    files = {}
    for name in ("don.docx", "cu.docx", "don.pdf"):
        (tmp_path / name).write_bytes(name.encode())
        files[name] = form("x/y", tmp_path / name).file
    earlier = [{"version": "bản 2", "file": "cu.docx", "effective_from": "2020-01-01", "effective_to": "2026-06-30", "original_name": "Cũ.docx"},
               {"version": "bản 1", "number": "Mẫu 0"}]
    made = form("so-tu-phap/don", tmp_path / "don.docx", "Đơn.docx", title={"vi": "Đơn", "en": "Form"}, number="Mẫu 1", version="bản 3",
                effective_from="2026-07-01", legal_basis=["1/2026/TT-BTP"], earlier=earlier)
    return made._replace(earlier=(files["cu.docx"], None), derived=Derived((files["don.pdf"],)), earlier_derived=(Derived(), Derived()))


def test_every_version_of_a_form_says_its_days_and_every_file_its_digest(versioned):
    records = (procedure("1.000001", forms=["so-tu-phap/don"]), procedure("1.000002", forms=["so-tu-phap/don"], status="draft"))
    told = forms_of(catalogue(*records, forms=(versioned,)), {"1.000001": "in_force"}, site_url=SITE)
    (entry,) = told["forms"]
    base, kept = f"{SITE}bieu-mau/so-tu-phap/don", versioned.file
    assert (told["count"], told["schema_version"]) == (1, 1)
    assert {key: entry[key] for key in ("id", "title", "department", "version", "number", "effective_from", "original_name", "legal_basis", "procedures", "is_illustrative")} == {
        "id": "so-tu-phap/don", "title": {"vi": "Đơn", "en": "Form"}, "department": "so-tu-phap", "version": "bản 3", "number": "Mẫu 1",
        "effective_from": "2026-07-01", "original_name": "Đơn.docx", "legal_basis": ["1/2026/TT-BTP"], "procedures": ["1.000001"], "is_illustrative": False}
    assert entry["addresses"] == {"vi": f"{base}/", "en": f"{SITE}en/bieu-mau/so-tu-phap/don/"}
    assert entry["files"][0] == {"type": "docx", "size": kept.size, "sha256": kept.sha256, "address": f"{base}/{kept.sha256[:12]}.docx", "stable": f"{base}.docx"}
    assert [file["stable"] for file in entry["files"]] == [f"{base}.docx", f"{base}.pdf"]
    two, one = entry["earlier"]
    old = versioned.earlier[0]
    assert two == {"version": "bản 2", "effective_from": "2020-01-01", "effective_to": "2026-06-30", "original_name": "Cũ.docx",
                   "files": [{"type": "docx", "size": old.size, "sha256": old.sha256, "address": f"{base}/{old.sha256[:12]}.docx"}]}
    assert one == {"version": "bản 1", "number": "Mẫu 0"}


def test_a_form_is_listed_where_it_has_an_address_and_only_there(versioned):
    draft = catalogue(procedure("1.000001", forms=["so-tu-phap/don"], status="draft"), forms=(versioned,))
    assert forms_of(draft, {})["forms"] == []
    (entry,) = forms_of(catalogue(forms=(versioned,)), {})["forms"]
    assert "procedures" not in entry and entry["files"][0]["stable"] == "bieu-mau/so-tu-phap/don.docx"
    listed = {file["address"] for each in (entry, *entry["earlier"]) for file in each.get("files", ())} | {file["stable"] for file in entry["files"]}
    assert listed == set(form_files.addresses(versioned))
