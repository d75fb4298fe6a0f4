"""The page of a procedure: what stands on it, in which order, and what never does."""

from __future__ import annotations

import dataclasses
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from support.catalogues import procedure
from support.sites import Loaded

from motcua.catalogue import Stored
from motcua.interface import words
from motcua.model import Procedure
from motcua.model.views import ContactView, DecisionView, DepartmentView, FieldView, FormView, LawView, OfficeView, Summary
from motcua.outputs import artifact
from motcua.outputs.frame import Frame, cut
from motcua.outputs.pages import procedure as page
from motcua.outputs.pages.explained import TermView
from motcua.outputs.pages.procedure_context import Parts
from motcua.outputs.pages.shell import Site
from motcua.outputs.render import Look

PROJECT = Path(__file__).parents[1]
LANGUAGES = ("vi", "en")
SLOTS = ("title", "kind", "colophon", "description", "state", "tab", "canonical", "noindex", "breadcrumbs", "contents", "report", "edit", "absolute_vi", "absolute_en",
         "alternate_vi", "alternate_en")
CENTRE = DepartmentView(
    "tt", (("vi", "Trung tâm"), ("en", "Service centre")), (), "department", ContactView("0200 3800 100", "", (), (), "", ()),
    (OfficeView("a", (("vi", "Quầy A"),), (("vi", "Số 1 đường Bến Thuyền"),), (("vi", "7 giờ 30 đến 17 giờ"),), "0200 3800 100", "", "https://map.example/a",
                (), ("Quầy cũ",)),), ("offices",),
)
ALL_WAYS = [{"channel": "in_person"}, {"channel": "online"}, {"channel": "postal"}]


def frame() -> Frame:
    """A frame that shows its body between <main> and every other slot, where it is filled, in an element of its name."""
    mark = "\ue000{}:{}\ue001".format
    others = "".join(mark("if", name) + f"<{name}>" + mark("text", name) + f"</{name}>" + mark("end", name) for name in SLOTS)
    json_ld = mark("if", "jsonld") + "<jsonld>" + mark("json", "jsonld") + "</jsonld>" + mark("end", "jsonld")
    return cut(others + json_ld + "<main>" + mark("html", "body") + "</main>")


FRAME, LOOK = frame(), Look(PROJECT / "templates" / "pages")
SITE = Site("https://a.example/", LANGUAGES, (("vi", "Thủ tục"),), (("vi", "Sở Tư pháp"), ("en", "Department of Justice")), "0200 3800 100", "gopy@a.example",
            "https://tracuu.example/", "https://git.example/edit/", False)


def inputs(record: Procedure, **fields: Any) -> page.Inputs:
    values = {
        "code": record.code, "record": Stored(Path(record.code), record.code, record), "state": "in_force", "case": "", "file": "procedures/a/1.yml",
        "field": FieldView((("vi", "Hộ tịch"), ("en", "Civil status"))), "departments": (CENTRE,), "laws": (), "decisions": (), "forms": (),
        "neighbours": (), "contact": ContactView("0200 3800 100", "gopy@a.example", (), (), "", ()), "words": words("vi"), "site": SITE, "look": LOOK,
        "frame": FRAME, "changed_on": "2026-11-20", "family": (), "terms": (), "spoken": (),
    } | fields
    return page.Inputs(Parts(**{each.name: values[each.name] for each in dataclasses.fields(Parts)}), values["case"], values["words"], values["frame"])


def made(record: Procedure | None = None, **fields: Any) -> str:
    return page.make(inputs(record or procedure(), **fields)).decode()


def text(html: str) -> str:
    """What is read between <main> and </main>, on one line."""
    main = re.search(r"<main>(.*)</main>", html, re.DOTALL)[1]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def headings(html: str) -> list[str]:
    """The blocks by their ids; a row of the summary is none, though questions lead to it."""
    return re.findall(r'<(?:h2|nav|details|div)(?![^>]*class="row)[^>]* id="([a-z_]+)"', html)


FULL = procedure(
    "2.000635", name={"vi": "Cấp bản sao Trích lục hộ tịch", "en": "Copies of extracts"}, short_name={"vi": "Xin bản sao giấy khai sinh", "en": "Get a copy"},
    cases=[{"id": "mot", "name": "Một"}, {"id": "hai", "name": "Hai"}, {"id": "ba", "name": "Ba"}, {"id": "bon", "name": "Bốn"}],
    steps=[{"title": "Nộp", "text": "- Nộp đơn\n+ Đóng phí", "actor": "applicant"}, {"title": "Xem", "text": "Xem theo 1.000002.", "actor": "agency"}],
    submission_methods=ALL_WAYS, reception_places=[{"department": "tt"}],
    processing_time={"rows": [{"statutory": {"unit": "same_day"}}], "file_within": {"text": "Kể từ ngày sinh", "within": {"value": "60", "unit": "day"}},
                     "correction": {"times": "once", "within": {"value": "7", "unit": "working_day"}}},
    fees=[{"status": "amount", "amount": "8000", "currency": "VND"}],
    dossier={"components": [{"paper": "Tờ khai", "role": "submit", "originals": 1, "copies": 0, "form": "tt/to-khai"}]}, forms=["tt/to-khai"],
    forms_named=["Mẫu số 2"], representation={"allowed": "allowed"}, applicant_types=["citizen"],
    results=[{"name": "Bản sao", "form": "paper"}], requirements="Đã **đăng ký**.", related_procedures=[{"procedure": "1.000002", "relation": "before"}],
    redress=[{"kind": "complaint", "to": "Giám đốc Sở"}], legal_basis=[{"law": "60/2014/QH13", "article": "Điều 5"}],
    delegations=[{"agency": "tt", "decision": "1/QĐ-UBND", "valid_to": "2027-12-31"}], online_service="full", online_url="https://nop.example/",
    illustrative=["fees[0].amount"], sources=[{"title": "Hồ sơ quốc gia", "covers": ["name"]}], verified_on="2026-11-20",
)
NEIGHBOUR = Summary("1.000002", (("vi", "Đăng ký khai sinh"),), (), "in_force", (), (("vi", "Trong ngày"),), (("vi", "Không mất tiền"),), ())
AROUND = {
    "neighbours": (NEIGHBOUR,), "laws": (LawView("60/2014/QH13", (("vi", "Luật Hộ tịch"),), "amended", "", "https://luat.example/60"),),
    "forms": (FormView("tt/to-khai", (("vi", "Tờ khai"),), "Mẫu 1", "bieu-mau/tt/to-khai.docx", "Tờ khai (1).docx", 38_200, "docx"),),
}


def test_the_blocks_stand_in_their_order():
    order = ["deadline", "cases", "summary", "counters", "papers", "forms", "steps", "correction", "requirements", "results", "related", "redress", "basis", "published"]
    assert headings(made(FULL, **AROUND)) == order


def test_the_contents_lead_to_every_block_in_its_order():
    html = made(FULL, **AROUND)
    contents = re.findall(r"#([a-z]+)", unescape(re.search(r"<contents>(.*?)</contents>", html, re.DOTALL)[1]))
    assert contents == [name for name in headings(html) if name != "counters"]


def test_the_heading_is_the_short_name_with_the_official_one_below():
    html = made(FULL, **AROUND)
    assert "<h1>Xin bản sao giấy khai sinh</h1>" in html
    assert "Tên chính thức: Cấp bản sao Trích lục hộ tịch" in text(html)


def test_a_long_official_name_is_cut_and_opens():
    html = made(procedure(name="Cấp giấy phép " * 20))
    assert 'class="clamp clamp--3"' in html and "<h1" in html and "xem đủ" in html


def test_cases_are_links_before_the_summary_and_three_are_open():
    html = made(FULL, **AROUND)
    assert re.findall(r'<li><a href="(\w+)/">', html)[:4] == ["mot", "hai", "ba", "bon"]
    assert text(html).index("xem thêm 1 trường hợp") < text(html).index("Bao lâu")
    assert html.index("Ba</span>") < html.index("xem thêm") < html.index("Bốn</span>")


def test_the_page_of_a_case_names_it_and_leads_back():
    html = made(FULL, case="hai", **AROUND)
    assert "Tóm tắt: hai đổi" in text(html)
    assert '<a class="change" href="../">' in html and 'id="cases"' not in html


def test_the_summary_has_its_five_rows_with_their_official_terms():
    html = made(FULL, **AROUND)
    rows = [" ".join(re.sub(r"<[^>]+>", "", row).split()) for row in re.findall(r"<dt>([^<]+<span class=\"term\".*?</span>)</dt>", html)]
    assert rows == [
        "Bao lâu Thời hạn giải quyết", "Bao nhiêu tiền Phí, lệ phí", "Nộp ở đâu, nộp cách nào Cách thức, địa điểm thực hiện",
        "Ai làm được · Đi thay được không Đối tượng thực hiện · Ủy quyền", "Bạn nhận được gì Kết quả",
    ]


def test_an_illustrative_value_is_marked_beside_it():
    assert re.search(r"<strong>8\.000 đồng</strong>\s*<span class=\"mark\">số liệu minh họa</span>", made(FULL, **AROUND))


def test_there_is_one_main_button():
    html = made(FULL, **AROUND)
    assert re.findall(r'<a class="frame-button" href="([^"]+)"', html) == ["https://nop.example/"]
    asked = made(procedure(reception_places=[{"department": "tt"}]))
    assert re.findall(r'<a class="frame-button" href="([^"]+)"', asked) == ["tel:+842003800100"]
    assert 'href="https://map.example/a">Chỉ đường' in asked


def test_nobody_is_sent_to_apply_for_what_no_longer_applies():
    html = made(procedure(effective_to="2026-06-30", replaced_by="1.000002", online_url="https://nop.example/"), state="replaced", neighbours=(NEIGHBOUR,))
    assert "Không còn áp dụng từ 01/07/2026. Nay làm: Đăng ký khai sinh" in text(html)
    assert '<a href="../1.000002/">Đăng ký khai sinh</a>' in html and "frame-button" not in html


def test_a_form_is_downloaded_under_its_own_name():
    html = made(FULL, **AROUND)
    assert 'href="../../bieu-mau/tt/to-khai.docx" download="Tờ khai (1).docx"' in html
    assert "Tờ khai · Mẫu 1 DOCX, 38 kB Mẫu số 2 (được nêu tên, chưa có tệp)" in text(html)


def test_author_text_keeps_its_list_marks_and_knows_other_procedures():
    html = made(FULL, **AROUND)
    assert '<span class="outline__mark">-</span> Nộp đơn' in html and '<span class="outline__mark">+</span> Đóng phí' in html
    assert '<a href="../1.000002/">1.000002</a>' in html


def test_the_office_and_the_applicant_are_told_apart():
    assert re.findall(r"<h3>(Bạn làm|Cơ quan làm)</h3>\s*<ol class=\"steps\" start=\"(\d)\">", made(FULL, **AROUND)) == [("Bạn làm", "1"), ("Cơ quan làm", "2")]


def test_the_small_print_names_laws_delegations_sources_and_dates():
    told = text(made(FULL, **AROUND))
    assert "Luật Hộ tịch (60/2014/QH13), Điều 5 đã sửa đổi" in told
    assert "Ủy quyền, phân cấp Trung tâm 1/QĐ-UBND, đến hết 31/12/2027" in told
    assert "Hồ sơ quốc gia cho: tên" in told and "Đối chiếu với nguồn ngày 20/11/2026" in told


def test_the_words_of_an_imported_row_stand_among_the_published_ones_alone():
    record = procedure(origin="imported", fees=[{"status": "amount", "amount": "8000", "currency": "VND", "text": "Phí : 8.000 Đồng"}])
    told = text(made(record))
    assert told.count("Phí : 8.000 Đồng") == 1 and told.index("Nguyên văn") < told.index("Phí : 8.000 Đồng")


def test_a_record_that_is_only_listed_says_what_is_missing():
    told = text(made(procedure(completeness="listed", reception_places=[{"department": "tt"}])))
    assert "Trang này mới có tên và nơi nộp. Hỏi 0200 3800 100 để biết giấy tờ cần mang." in told
    assert "Bao lâu" not in told and "Cần mang gì" not in told


def test_the_preview_says_name_time_fee_and_whose_page_it_is():
    html = made(FULL, **AROUND)
    assert "<title>Xin bản sao giấy khai sinh: trong ngày, 8.000 đồng | Sở Tư pháp</title>" in html
    assert "<description>Bao lâu: trong ngày; bao nhiêu tiền: 8.000 đồng; nộp ở đâu: trung tâm · trên mạng · bưu điện.</description>" in html


def test_an_english_page_of_an_untranslated_name_is_hidden_and_points_to_the_vietnamese_one():
    html = made(procedure(), words=words("en"))
    assert "<noindex>" in html and "<canonical>https://a.example/thu-tuc/1.000001/</canonical>" in html and "<absolute_en>" not in html
    assert '<h1><span lang="vi">Việc 1.000001</span></h1>' in html


def test_an_english_page_of_a_translated_name_stands_for_itself():
    html = made(FULL, words=words("en"), **AROUND)
    assert "<noindex>" not in html and "<canonical>https://a.example/en/thu-tuc/2.000635/</canonical>" in html
    assert "<alternate_vi>../../../thu-tuc/2.000635/</alternate_vi>" in html and "Get a copy" in html
    assert 'href="../../../bieu-mau/tt/to-khai.docx"' in html


def test_a_draft_is_hidden_from_search_engines():
    html = made(FULL, state="draft", **AROUND)
    assert "<noindex>" in html and "Bản nháp, chưa công bố." in html and "<absolute_vi>" not in html


def test_something_wrong_can_be_said_with_the_code_and_the_file_edited():
    html = made(FULL, **AROUND)
    assert "<report>mailto:gopy@a.example?subject=Ch%E1%BB%97%20sai%20tr%C3%AAn%20trang%202.000635" in html
    assert "<edit>https://git.example/edit/procedures/a/1.yml</edit>" in html


def test_without_a_site_address_there_is_no_canonical_and_no_alternate():
    html = made(FULL, site=SITE._replace(url=""), **AROUND)
    assert "<canonical>" not in html and "<absolute_vi>" not in html and "<alternate_en>" in html


def test_author_text_is_escaped_everywhere():
    evil = "<script>alert(1)</script>"
    html = made(procedure(
        name=evil, cases=[{"id": "a", "name": evil}], steps=[{"title": evil, "text": evil}], requirements=evil,
        processing_time={"rows": [{"text": evil, "condition": evil}], "clock_start": evil}, fees=[{"status": "not_stated", "text": evil}],
        dossier={"components": [{"paper": evil, "note": evil, "when": evil}]}, results=[{"name": evil, "validity": evil}],
        redress=[{"to": evil}], forms_named=[evil], popular_names=[evil], sources=[{"title": evil}],
    ))
    assert "<script>" not in html and text(html).count("<script>") > 8


def test_a_page_has_a_key_and_its_own_file():
    made_of = page.artifact(inputs(FULL, case="hai"), LANGUAGES)
    assert made_of.path == "thu-tuc/2.000635/hai/index.html" and artifact.digest(made_of.inputs)
    assert page.artifact(inputs(FULL, words=words("en")), LANGUAGES).path == "en/thu-tuc/2.000635/index.html"


@pytest.mark.bulk
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_of_the_sample_says_what_is_never_said(loaded: Loaded, language: str):
    catalogue, _ = loaded
    assert catalogue.procedures
    for code in catalogue.procedures:
        record = catalogue.record(code).load()
        for case in ("", *(each.id for each in record.cases)):
            html = made(record, case=case, words=words(language))
            assert faults(html) == [], (code, case)


def faults(html: str) -> list[str]:
    """What stands on a page that never should."""
    told, found = text(html), []
    found += re.findall(r"\b0 (?:bản|original|cop)\w*", told)
    found += re.findall(r"Miễn phí(?:[^.]|\.(?=\d)){0,80}\d{3} đồng|\d{3} đồng(?:[^.]|\.(?=\d)){0,40}Miễn phí", told)
    found += [f"empty {tag}" for tag in re.findall(r"<(dt|h2|h3|li|p|dd|strong)[^>]*>\s*</\1>", html)]
    found += re.findall(r"<strong>\s*[Tt]heo quy định của pháp luật\W*</strong>", html)
    found += re.findall(r"<(?:dt|h2|h3|summary)[^>]*>[^<]*\b(?:TTHC|UBND|HĐND|CSDL)\b", html)
    without_years = re.sub(r"\b\d+/\d+/\d{4}|\b\d+/(?:\d{4}/)?[A-ZĐ][\w-]*", "", told)
    found += re.findall(r"(?<![\d/])(?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|1[0-2])(?![\d/])", without_years)
    values = re.findall(r'<p class="answer__value">(.*?)</p>', html, re.DOTALL)
    found += [value for value in values if values.count(value) > 2]
    return found


@pytest.mark.parametrize(
    "html, fault",
    [
        ("<p>0 bản chính</p>", "0 bản"), ("<dt> </dt>", "empty dt"), ("<strong>Theo quy định của pháp luật.</strong>", "<strong>Theo"),
        ("<h2>Thủ tục TTHC</h2>", "<h2>Thủ tục TTHC"), ("<p>đến hết 31/12</p>", "31/12"), ("<p>Miễn phí, 50.000 đồng</p>", "Miễn phí"),
        ('<p class="answer__value">5 ngày</p>' * 3, "5 ngày"),
    ],
)
def test_what_is_never_said_is_recognised(html: str, fault: str):
    assert any(found.startswith(fault) for found in faults(f"<main>{html}</main>"))


def test_an_imported_value_says_that_a_machine_read_it_until_somebody_checked_it():
    values = {"origin": "imported", "fees": [{"status": "free"}], "dossier": {"components": [{"paper": "Đơn"}]}, "steps": [{"text": "Nộp"}],
              "sources": [{"title": "Cổng", "read_on": "2026-11-16"}]}
    assert text(made(procedure(**values))).count("đọc bằng máy ngày 16/11/2026") == 3
    checked = text(made(procedure(**values, checks=[{"checked_on": "2026-11-20", "covers": ["fees"]}])))
    assert checked.count("đã kiểm ngày 20/11/2026") == 1 and checked.count("đọc bằng máy ngày 16/11/2026") == 2
    assert "đọc bằng máy" not in text(made(procedure(fees=[{"status": "free"}])))


def test_a_language_of_the_summary_box_speaks_there_alone():
    record = procedure(name={"vi": "Cấp bản sao", "km": "ចម្លង"}, summary={"vi": "Xin thêm bản sao.", "km": "សុំច្បាប់ចម្លង។"})
    html = made(record, spoken=(("km", "ភាសាខ្មែរ"), ("hmn", "Hmoob")))
    assert html.count('lang="km"') == 1 and '<details class="spoken" lang="km"><summary>ភាសាខ្មែរ</summary><p>ចម្លង</p><p>សុំច្បាប់ចម្លង។</p></details>' in html
    assert "Hmoob" not in html


def test_relatives_around_one_paper_stand_among_what_is_related_with_their_level():
    again = NEIGHBOUR._replace(code="1.000009", name=(("vi", "Cấp lại giấy phép"),), level=("province",))
    own = NEIGHBOUR._replace(code="1.000001")
    html = made(procedure("1.000001"), family=(own, again))
    assert "Cùng loại giấy này" in html and text(html).count("Cấp lại giấy phép") == 1 and "cấp tỉnh" in text(html)
    assert "Cùng loại giấy này" not in made(procedure("1.000001"), family=(own,))


def test_official_words_are_explained_on_the_page_where_they_first_stand():
    term = TermView("chung-thuc", (("vi", "chứng thực"),), (), (("vi", "Cơ quan xác nhận bản sao đúng."),))
    html = made(procedure(steps=[{"text": "Nộp bản sao có chứng thực."}]), terms=(term,))
    assert '<a class="word" href="#tu-chung-thuc">chứng thực</a>' in html and '<dt id="tu-chung-thuc" lang="vi">' in html
    assert "Giải thích từ" not in made(procedure(steps=[{"text": "Nộp đơn."}]), terms=(term,))


def test_the_page_says_its_version_its_decision_and_how_it_is_cited():
    html = made(procedure("1.000001", name="Cấp thẻ"), changed_on="2026-11-20", decisions=(DecisionView("a", "163/QĐ-BTP", "", (), (), ""),))
    told = unescape(re.search(r"<colophon>(.*?)</colophon>", html, re.DOTALL)[1])
    assert "Phiên bản ngày 20/11/2026" in told and "163/QĐ-BTP" in told
    assert "Trích dẫn: Sở Tư pháp, “Cấp thẻ, mã 1.000001”, phiên bản ngày 20/11/2026, https://a.example/thu-tuc/1.000001/" in told
