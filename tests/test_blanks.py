"""The tags of a template are read as a person reads them, and a file that cannot be trusted gives none."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from motcua import blanks
from motcua.blanks import Tag
from motcua.inspect.finding import Stop


def saved(paper) -> bytes:
    data = io.BytesIO()
    paper.save(data)
    return data.getvalue()


def packed(**parts: str) -> bytes:
    """A ZIP with these parts of a document, and no more."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(f"word/{name}.xml", text)
    return data.getvalue()


def body(words: str) -> str:
    return f'<w:document {nsdecls("w")}><w:body>{words}</w:body></w:document>'


def test_a_tag_that_word_has_cut_up_is_read_whole():
    paper = Document()
    paragraph = paper.add_paragraph("Họ tên: ")
    for piece, is_bold in (("{", False), ("ho_", True), ("ten", False), ("} ngày {", True), (" ngay_sinh }", False)):
        paragraph.add_run(piece).bold = is_bold
    assert blanks.tags(saved(paper)) == (("{ho_ten}", "{ ngay_sinh }"),)
    assert blanks.read("{ ngay_sinh }") == Tag("", "ngay_sinh")


def test_tags_of_tables_frames_headers_and_footers_are_read_each_part_for_itself():
    paper = Document()
    table = paper.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "{#nguoi}{ten}", "{tuoi}{/nguoi}"
    paper.sections[0].header.paragraphs[0].text = "{so}"
    paper.sections[0].footer.paragraphs[0].text = "{noi}"
    frame = f'<w:p {nsdecls("w")}><w:r><w:t>{{ngoai</w:t></w:r><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>{{trong}}</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>' \
            '<w:r><w:t>}</w:t></w:r></w:p>'
    paper.element.body.insert(0, parse_xml(frame))
    parts = blanks.tags(saved(paper))
    assert ("{trong}", "{ngoai}", "{#nguoi}", "{ten}", "{tuoi}", "{/nguoi}") in parts
    assert {("{so}",), ("{noi}",)} <= set(parts)


def test_what_was_deleted_with_changes_tracked_is_no_tag():
    assert blanks.tags(packed(document=body("<w:p><w:del><w:r><w:delText>{cu}</w:delText></w:r></w:del><w:r><w:t>{moi}</w:t></w:r></w:p>"))) == (("{moi}",),)


def test_what_only_an_office_program_shows_is_told_once_each_wherever_it_stands():
    inside = '<w:p><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr><w:r><w:sym w:char="F0A8"/><w:sym w:char="F0A8"/><w:t>{ten}</w:t></w:r></w:p>'
    assert blanks.content(packed(document=body(inside))) == ((("{ten}",),), ("w:numId", "w:sym"))
    assert blanks.content(packed(document=body('<w:p><w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr><w:r><w:tab/><w:t>{ten}</w:t></w:r></w:p>'))).unshown == ()


@pytest.mark.parametrize("words, tags", [
    ("{ho_ten}{^ho_ten}……{/ho_ten}", ["{ho_ten}", "{^ho_ten}", "{/ho_ten}"]),
    ("Họ tên: {ho_ten, sinh ngày {ngay}", ["{ho_ten, sinh ngày", "{ngay}"]),
    ("Họ tên: ho_ten} và {ngay}", ["Họ tên: ho_ten}", "{ngay}"]),
    ("{{ho_ten}}", ["{", "{ho_ten}", "}"]),
    ("không có gì", []),
])
def test_a_brace_without_its_partner_is_found_with_the_words_beside_it(words: str, tags: list[str]):
    assert list(blanks.in_text(words)) == tags


@pytest.mark.parametrize("tag, meaning", [
    ("{ho_ten}", ("", "ho_ten")), ("{#nguoi}", ("#", "nguoi")), ("{ ^ nguoi }", ("^", "nguoi")), ("{/nguoi}", ("/", "nguoi")), ("{/}", ("/", "")),
    ("{ho_ten", ("?", "{ho_ten")),
])
def test_a_sign_says_what_a_tag_does(tag: str, meaning: tuple[str, str]):
    assert blanks.read(tag) == meaning


@pytest.mark.parametrize("data, rule", [
    (b"%PDF-1.7", "form_file_opens"),
    (packed(document="<w:document"), "form_file_opens"),
    (packed(document='<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "form_file_declares_no_entities"),
    (packed(document=body("<w:p><w:r><w:t>" + "a" * 3_000_000 + "</w:t></w:r></w:p>")), "form_file_unpacks_small"),
])
def test_a_file_that_cannot_be_trusted_gives_no_tags_and_the_reason(data: bytes, rule: str):
    with pytest.raises(Stop) as stopped:
        blanks.tags(data)
    assert stopped.value.finding.rule == rule


def paper(*lines: str, **more: str) -> bytes:
    """A document of these lines; `more` are headers and footers."""
    def part(*words: str) -> str:
        return body("".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in words))

    return packed(document=part(*lines), **{name: part(line) for name, line in more.items()})


BLANK = ("ĐƠN ĐỀ NGHỊ", "1. Họ tên: ……………", "Số điện thoại: ______", "☐ Nam ☐ Nữ", "…, ngày … tháng … năm …")
TAGGED = ("ĐƠN ĐỀ NGHỊ", "Họ tên: {ho_ten}{^ho_ten}……{/ho_ten}", "Số điện thoại: {so}", "{nam} Nam {nu} Nữ", "{noi}, {^ngay}ngày …… tháng …… năm ……{/ngay}")


@pytest.mark.parametrize("template", [
    TAGGED, [line.lower() for line in TAGGED], [*TAGGED, "{#con}{stt}", "{ten}{/con}", "12"],
    [line.replace("ọ", "o\u0323") for line in TAGGED], [*TAGGED[:2], "Số  điện", " thoại {so}", *TAGGED[3:]],
])
def test_tags_dots_boxes_and_numbers_of_lines_are_no_fixed_words(template):
    assert blanks.apart(paper(*BLANK), paper(*template)) == ()


@pytest.mark.parametrize("blank, template, told", [
    (BLANK, (*TAGGED[:2], *TAGGED[3:]), [("blank", "Số điện thoại")]),
    ((*BLANK[:2], *BLANK[3:]), TAGGED, [("template", "Số điện thoại")]),
    (("Mẫu số 2", *BLANK), ("Mẫu số 1", *TAGGED), [("blank", "2"), ("template", "1")]),
    ((*BLANK, "Email: …", "Vợ: …", "Email: …"), (*TAGGED, "Email: {thu}", "Vợ: {vo}"), [("blank", "Email")]),
    (BLANK, TAGGED[::-1], []),
    (("Theo Nghị định 123/2015/NĐ-CP", "Nơi ở"), ("Theo Nghị định 87/2020/NĐ-CP", "Nơi ở"), [("blank", "123/2015"), ("template", "87/2020")]),
    (("một",), ("ba", "bốn"), [("blank", "một"), ("template", "ba"), ("template", "bốn")]),
])
def test_a_phrase_that_only_one_paper_has_is_told_with_its_side(blank, template, told):
    assert list(blanks.apart(paper(*blank), paper(*template))) == told


def test_headers_and_footers_belong_to_the_paper():
    assert blanks.apart(paper(*BLANK, header1="Mẫu TP-01"), paper(*TAGGED, header1="Mẫu TP-02")) == (("blank", "01"), ("template", "02"))


@pytest.mark.bulk
def test_papers_that_have_little_in_common_are_told_apart_by_their_first_differences():
    long = [f"dòng {number} chữ" for number in range(4000)]
    found = blanks.apart(paper(*long), paper(*(line.replace("chữ", "lời") for line in long)))
    assert len(found) == 24 and all(len(phrase) <= 80 for _, phrase in found) and found[:2] == (("blank", "chữ"), ("template", "lời"))
    assert [len(phrase) for _, phrase in blanks.apart(paper("a " * 100), paper("b"))] == [80, 1]


def test_a_blank_that_cannot_be_read_tells_nothing():
    with pytest.raises(Stop):
        blanks.apart(b"PK", paper(*TAGGED))
