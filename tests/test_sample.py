"""The sample catalogue: complete, of one piece, and honest about where each fact comes from."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from types import SimpleNamespace

import pytest
from docx import Document
from support import samples
from support.sites import Loaded

from motcua import ledger, provenance
from motcua.catalogue import Catalogue
from motcua.model import Component, Procedure
from motcua.model.record import Record
from motcua.text import Text

REDUCED = {"2.000648": (20, 15, 25), "2.001249": (15, 12, 20), "2.000004": (5, 4, 20), "2.000110": (7, 5, Decimal("28.6"))}
IN_ENGLISH = {*REDUCED, "1.001193", "1.004222", "2.000815", "1.013225", "1.001612", "2.000635", "1.014840", "1.002032",
              "1.116407", "1.000894", "1.000656", "2.001610"}
PUBLIC = IN_ENGLISH | {
    "1.004363", "1.004873", "1.012784", "1.013227", "1.013978", "1.014159", "2.001955", "2.002018"}
INTERNAL = {"6.006593"}
COMPULSORY = ("name", "steps", "submission_methods", "dossier", "processing_time", "applicant_types", "executing_agencies")
OFFICE_SHORTHAND = re.compile(r"\b(?:TTHC|UBND|HĐND|CSDL)\b")


@pytest.fixture(scope="module")
def catalogue(loaded: Loaded) -> Catalogue:
    found, problems = loaded
    assert problems == []
    return found


@pytest.fixture(scope="module")
def procedures(catalogue: Catalogue) -> dict[str, Procedure]:
    return {code: catalogue.record(code).load() for code in catalogue.procedures}


@pytest.fixture(scope="module")
def complete(procedures: dict[str, Procedure]) -> dict[str, Procedure]:
    return {code: one for code, one in procedures.items() if one.completeness == "full"}


@pytest.fixture(scope="module")
def maker() -> SimpleNamespace:
    """The script that makes the forms."""
    return samples.maker()


def phrases(value: object, at: str = "") -> Iterator[tuple[str, Text]]:
    """Every phrase of a record with its path."""
    if isinstance(value, Text):
        yield at, value
    elif isinstance(value, Record):
        for name in type(value).model_fields:
            yield from phrases(getattr(value, name), f"{at}.{name}")
    elif isinstance(value, tuple):
        for index, one in enumerate(value):
            yield from phrases(one, f"{at}[{index}]")


def components(of: tuple[Component, ...]) -> Iterator[Component]:
    for component in of:
        yield component
        yield from components(component.of)


@pytest.fixture(scope="module")
def in_english(complete: dict[str, Procedure]) -> dict[str, Procedure]:
    """Those that have a name in English have all in English."""
    return {code: one for code, one in complete.items() if one.name.en}


def test_twenty_four_procedures_of_the_public_are_complete_and_in_force(complete):
    assert {code for code, one in complete.items() if not one.is_internal} == PUBLIC and len(PUBLIC) == 24
    assert {code for code, one in complete.items() if one.is_internal} == INTERNAL
    assert {one.status for one in complete.values()} == {"in_force"}
    assert {one.origin for one in complete.values()} == {"authored"}
    lacking = {(code, part) for code, one in complete.items() for part in COMPULSORY if not getattr(one, part)}
    assert lacking == set()


def test_eight_departments_and_the_communes_have_procedures_of_their_own(catalogue, complete):
    folders = {catalogue.procedures[code].file.split("/")[-2] for code in complete}
    kinds = {folder: catalogue.departments[folder].kind for folder in folders}
    assert sorted(kinds.values()) == ["department"] * 8 + ["each_commune"]


def test_every_procedure_says_where_it_is_from_and_when_it_was_checked(procedures):
    for code, one in procedures.items():
        assert one.sources and one.verified_on and one.popular_names and one.keywords, code


def test_there_is_something_of_everything(catalogue):
    assert len(catalogue.forms) == 15 and len(catalogue.life_events) == 6 and len(catalogue.decisions) >= 6
    assert [family.procedures for family in catalogue.families] == [("2.001610", "2.002018"), ("1.013225", "1.013227")]
    assert sum(bool(law.title) for law in catalogue.laws.values()) >= 99


def test_ten_communes_have_a_counter_and_police_and_say_their_former_names(catalogue):
    for department in ("ubnd-cap-xa", "cong-an-cap-xa"):
        offices = catalogue.departments[department].offices
        assert len({office.commune.vi for office in offices}) == len(offices) == 10
        assert all(office.formerly for office in offices)
    communes = [[office.commune for office in catalogue.departments[each].offices] for each in ("ubnd-cap-xa", "cong-an-cap-xa")]
    assert communes[0] == communes[1]


def test_what_a_commune_does_is_handed_in_at_every_commune(complete):
    for code, one in complete.items():
        places = [place for place in one.reception_places if place.department in ("ubnd-cap-xa", "cong-an-cap-xa")]
        assert [place.office for place in places] in ([], [None]), code


def test_a_place_without_a_counter_counts_for_every_counter_of_its_department(complete, built):
    own = {code for code, one in complete.items() if not one.is_internal and any(place.department == "ubnd-cap-xa" for place in one.reception_places)}
    page = (built.site / "noi-nop/danh-sach.csv").read_text("utf-8-sig")
    rows = [row for row in csv.DictReader(io.StringIO(page)) if row["Cơ quan"] == "Ủy ban nhân dân xã, phường"]
    counted = [row["Số thủ tục nhận"] for row in rows]
    assert counted == [str(len(own))] * 10


def test_each_complete_procedure_is_named_as_people_speak(complete):
    for code, one in complete.items():
        assert one.short_name.vi and one.summary.vi, code
        assert len(one.short_name.vi) <= 80 and len(one.summary.vi) <= 200, code
        assert len(one.popular_names) >= 3 and len(one.keywords) >= 4, code


def test_what_is_in_english_is_so_to_the_last_phrase(in_english):
    assert in_english.keys() == IN_ENGLISH and len(in_english) >= 8
    assert [f"{code}{at}" for code, one in in_english.items() for at, text in phrases(one) if not text.en] == []


def test_what_is_not_in_english_is_not_so_in_parts(complete, in_english):
    others = {code: one for code, one in complete.items() if code not in in_english}
    assert [f"{code}{at}" for code, one in others.items() for at, text in phrases(one) if text.en] == []


def test_the_four_promised_reductions_are_those_of_the_report(complete):
    for code, (statutory, committed, percent) in REDUCED.items():
        row, *others = complete[code].processing_time.rows
        assert others == []
        assert (row.statutory.value, row.committed.value) == (statutory, committed)
        assert row.statutory.unit == row.committed.unit == "working_day"
        assert round((row.statutory.value - row.committed.value) * 100 / row.statutory.value, 1) == percent
    assert (sum(before for before, _, _ in REDUCED.values()), sum(after for _, after, _ in REDUCED.values())) == (47, 36)


def test_an_office_divides_exactly_the_time_it_promises(complete):
    divided = [(code, process) for code, one in complete.items() for process in one.internal_process]
    assert len(divided) >= 3
    for code, process in divided:
        row = next(row for row in complete[code].processing_time.rows if row.cases == process.cases)
        promised = row.committed or row.statutory
        assert {step.time.unit for step in process.steps} == {promised.unit}, code
        assert sum(step.time.value for step in process.steps) == (promised.value or promised.up_to), code


def test_no_fact_lacks_a_source_or_the_mark_of_an_invention(catalogue, procedures):
    records = [*procedures.values(), *catalogue.departments.values(), *catalogue.decisions.values(),
               *(loaded.form for loaded in catalogue.forms.values())]
    assert sum(len(list(provenance.facts(record))) for record in records) > 1500
    assert [path for record in records for path in provenance.unsourced(record)] == []
    assert [path for record in records for path in provenance.dangling(record)] == []


def test_a_fact_that_loses_its_source_is_found_with_all_that_it_holds(complete):
    one = complete["2.000635"]
    source, *others = one.sources
    covers = tuple(path for path in source.covers if path != "fees")
    bared = one.model_copy(update={"sources": (source.model_copy(update={"covers": covers}), *others)})
    assert sorted(provenance.unsourced(bared)) == [
        "fees[0].amount", "fees[0].currency", "fees[0].kind", "fees[0].legal_basis[0]", "fees[0].set_by", "fees[0].status", "fees[0].text"]


def test_a_source_that_covers_nothing_stated_is_found(complete):
    one = complete["2.000635"].model_copy(update={"illustrative": ("fees[7]", "redress[0]")})
    assert provenance.dangling(one) == ("fees[7]",)


def test_an_invented_telephone_or_address_is_marked(catalogue):
    for department in catalogue.departments.values():
        if department.offices:
            assert {"offices", "contact"} <= set(department.illustrative), department.id


def test_everything_named_is_there(catalogue, procedures):
    for code, one in procedures.items():
        agencies = {*one.executing_agencies, *one.competent_authorities, *one.coordinating_agencies,
                    *(part.agency for part in (one.one_stop.parts if one.one_stop else ()))}
        assert agencies <= catalogue.departments.keys(), code
        for place in one.reception_places:
            offices = {office.id for office in catalogue.departments[place.department].offices}
            assert place.office is None or place.office in offices, code
        laws = {basis.law for basis in one.legal_basis} | {number for row in (*one.fees, *one.redress) for number in row.legal_basis}
        assert laws <= catalogue.laws.keys(), code
        assert one.field in catalogue.fields and set(one.publication_decisions) <= catalogue.decisions.keys(), code
        named = {*one.forms, *(part.form for part in components(one.dossier.components if one.dossier else ()) if part.form)}
        assert named <= catalogue.forms.keys() and named == set(one.forms), code
        assert {related.procedure for related in one.related_procedures} <= procedures.keys(), code
        cases = {case.id for case in one.cases}
        rows = (*(one.processing_time.rows if one.processing_time else ()), *one.fees, *one.steps)
        assert {case for row in rows for case in row.cases} <= cases, code


def test_the_sample_shows_what_the_model_can_say(complete):
    every = complete.values()
    assert {one.online_service for one in every} >= {"full", "partial", "information", "not_stated"}
    assert all(one.online_partial_reason for one in every if one.online_service == "partial")
    assert {fee.status for one in every for fee in one.fees} == {"free", "amount", "by_regulation"}
    assert {fee.currency for one in every for fee in one.fees} == {"VND", "USD", None}
    assert any(fee.valid_from and fee.valid_to for one in every for fee in one.fees)
    assert any(fee.combines == "charge" and fee.condition for one in every for fee in one.fees)
    assert {one.code for one in every for row in one.processing_time.rows if row.combines == "not_stated"} == {"1.012784", "1.013978"}
    assert {part.role for one in every for part in components(one.dossier.components)} == {"submit", "present", "note"}
    assert max(len(one.cases) for one in every) == 7
    assert any(one.legacy_online_level for one in every) and any(row.valid_to for one in every for row in one.delegations)
    assert any(one.processing_time.file_within for one in every)
    assert {one.code for one in every if one.one_stop.kind == "interlinked"} == {"1.000656", "1.001193", "1.001612"}


def test_an_abolished_procedure_leads_to_its_successor(procedures):
    gone = [one for one in procedures.values() if one.status == "abolished"]
    assert [(one.code, one.replaced_by) for one in gone] == [("1.009994", "1.013225")]
    assert procedures[gone[0].replaced_by].status == "in_force"


def test_what_citizens_read_holds_no_shorthand_of_offices_and_no_zero_paper(complete):
    for code, one in complete.items():
        for at, text in phrases(one):
            assert not OFFICE_SHORTHAND.search(text.vi), f"{code}{at}"
        for component in components(one.dossier.components):
            assert 0 not in (component.originals, component.copies, component.certified_copies), code


def test_the_sample_says_that_it_is_one(catalogue):
    assert catalogue.publisher.is_sample and "giả định" in catalogue.publisher.source_note.vi
    assert "fictional" in catalogue.publisher.source_note.en
    assert {page.language for page in catalogue.pages} == set(catalogue.publisher.languages)


def test_the_ledger_names_every_address_of_the_sample(catalogue):
    assert ledger.missing(catalogue) == () and ledger.lost(catalogue) == ()


@pytest.mark.bulk
def test_the_forms_come_out_with_the_same_bytes_every_time(maker, tmp_path):
    maker.main(tmp_path)
    written = maker.FORMS | maker.EARLIER
    made = {name: (tmp_path / f"{name}.docx").read_bytes() for name in written}
    assert (len(maker.FORMS), len(maker.EARLIER)) == (15, 1)
    assert made == {name: maker.made(name) for name in written}


@pytest.mark.bulk
def test_the_published_forms_are_what_the_script_makes(catalogue, maker):
    assert catalogue.forms.keys() == maker.FORMS.keys()
    for name, loaded in catalogue.forms.items():
        with zipfile.ZipFile(loaded.file.path) as kept, zipfile.ZipFile(io.BytesIO(maker.made(name))) as made:
            assert {part: kept.read(part) for part in kept.namelist()} == {part: made.read(part) for part in made.namelist()}, name


@pytest.mark.bulk
def test_each_form_opens_in_vietnamese_with_the_national_heading(catalogue):
    for name, loaded in catalogue.forms.items():
        paper = Document(loaded.file.path)
        lines = [paragraph.text for paragraph in paper.paragraphs]
        assert lines[:2] == ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"], name
        assert loaded.form.title.vi.upper() in lines and paper.core_properties.title == loaded.form.title.vi, name
        assert paper.core_properties.language == "vi-VN" and 'w:lang w:val="vi-VN"' in paper.styles.element.xml, name
        assert sum(line.endswith(":\t") for line in lines) >= 5, name
        signed = "".join(cell.text for cell in paper.tables[-1].rows[0].cells)
        assert "Ký, ghi rõ họ tên" in signed and "giả định" in paper.sections[0].footer.paragraphs[0].text, name


def test_a_form_says_nothing_of_who_made_it_or_when(catalogue):
    for name, loaded in catalogue.forms.items():
        about = Document(loaded.file.path).core_properties
        assert (about.author, about.last_modified_by, about.comments) == ("", "", ""), name
        with zipfile.ZipFile(loaded.file.path) as package:
            assert {entry.date_time for entry in package.infolist()} == {(2026, 7, 1, 0, 0, 0)}, name


@pytest.mark.bulk
def test_a_deadline_of_one_case_stands_on_no_other_cases_page(built):
    assert "30 ngày làm việc" in (built.site / "thu-tuc/2.000648/cap-lai/index.html").read_text("utf-8")
    for other in ("", "cap-moi/"):
        assert 'id="deadline"' not in (built.site / f"thu-tuc/2.000648/{other}index.html").read_text("utf-8")


@pytest.mark.bulk
def test_a_page_with_a_temporary_fee_is_the_same_before_and_after_its_last_day(fresh):
    pages = [f"{language}thu-tuc/{at}/{name}" for language in ("", "en/") for at in ("1.002032", "1.116407", "1.116407/doi", "2.001610/lap-moi")
             for name in ("index.html", "phieu/index.html") if "/" in at or name == "index.html" or at == "1.002032"]
    built = []
    for day in ("2026-12-30", "2027-01-05"):
        planned = {artifact.path: artifact for artifact in fresh.plan(on=day)}
        built.append({page: planned[page].make(planned[page].inputs) for page in pages if page in planned})
    assert len(built[0]) >= 8 and built[0] == built[1]
    for page in ("thu-tuc/1.002032/index.html", "thu-tuc/1.116407/doi/index.html", "thu-tuc/2.001610/lap-moi/index.html"):
        told = built[0][page].decode()
        assert all(each in told for each in ("25.000 đồng", "31/12/2026", "50.000 đồng", "01/01/2027")), page


def test_every_page_leads_to_what_it_promises_about_itself(built):
    notes = ("/trang/about/", "/trang/tiep-can/", "/du-lieu/")
    for name in ("index.html", "thu-tuc/2.000635/index.html", "en/thu-tuc/index.html"):
        footer = (built.site / name).read_text("utf-8").partition("<footer")[2]
        assert [note for note in notes if note.strip("/") not in footer] == [], name
