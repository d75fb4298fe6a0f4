"""`motcua forms scrub`: what tells of people goes, everything else stays, and the same bytes come out every time."""
from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pypdfium2
import pytest
from support import packages

from motcua import commands
from motcua.inspect import inspect
from motcua.tools.forms.scrubbing import scrubbed

NAME = "Nguyễn Văn An"
CUSTOM = ('<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"><property name="Tệp"><a>{}</a></property>'
          "</Properties>").format(NAME)
WORD = packages.docx(
    packages.LONG, core=f'<dc:creator>{NAME}</dc:creator><cp:lastModifiedBy>{NAME}</cp:lastModifiedBy><dc:subject>Hộ tịch</dc:subject>',
    parts={"docProps/custom.xml": CUSTOM, "word/media/1.png": b"\x89PNG" + bytes(40)}, packing=zipfile.ZIP_DEFLATED)
TEXT = packages.odt(
    meta=f'<meta:initial-creator>{NAME}</meta:initial-creator><meta:template xlink:href="file:///C:/An/Mau.ott"/><meta:user-defined meta:name="x">{NAME}</meta:user-defined>',
    parts={"settings.xml": '<a xmlns:c="urn:c"><c:config-item c:name="PrinterName">May in phong An</c:config-item><c:config-item c:name="Zoom">100</c:config-item></a>'})
XMP = (f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><dc:title xmlns:dc="http://purl.org/dc/elements/1.1/">Đơn</dc:title>'
       f'<dc:creator xmlns:dc="http://purl.org/dc/elements/1.1/"><li>{NAME}</li></dc:creator></x:xmpmeta>').encode()
PAPER = packages.pdf(packages.stream(XMP, b" /Type /Metadata /Subtype /XML", is_packed=True), catalogue=b" /Metadata 6 0 R",
                     info=b" /Author (Nguyen Van An) /FilePath (C:\\\\An) /Subject (Ho tich)")
FILES = {"don.docx": WORD, "don.odt": TEXT, "don.pdf": PAPER}


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {entry.filename: archive.read(entry) for entry in archive.infolist()}


@pytest.mark.parametrize("name", FILES)
def test_nobody_is_named_any_more_and_nothing_else_is_wrong(name: str):
    assert [finding.rule for finding in inspect(FILES[name], name)] == ["form_file_names_nobody"]
    clean = scrubbed(FILES[name])
    assert inspect(clean.data, name) == ()
    assert clean.removed and "An" not in b"".join(parts(clean.data).values() if name != "don.pdf" else [clean.data]).decode("utf-8", "replace").split()
    assert all(part and field and value for part, field, value in clean.removed)


@pytest.mark.parametrize("name", FILES)
def test_the_same_bytes_come_out_and_a_clean_file_stays_as_it_is(name: str):
    clean = scrubbed(FILES[name]).data
    assert scrubbed(FILES[name]).data == clean
    assert scrubbed(clean) == (clean, ())


def test_the_other_parts_of_a_package_keep_their_bytes_and_their_order():
    before, after = parts(WORD), parts(scrubbed(WORD).data)
    assert list(before) == list(after)
    assert {name for name in before if before[name] != after[name]} == {"docProps/core.xml", "docProps/custom.xml"}
    assert "Hộ tịch".encode() in after["docProps/core.xml"] and "Đơn đề nghị".encode() in after["docProps/core.xml"]
    with zipfile.ZipFile(io.BytesIO(WORD)) as old, zipfile.ZipFile(io.BytesIO(scrubbed(WORD).data)) as new:
        document = "word/document.xml"
        assert old.getinfo(document).compress_size == new.getinfo(document).compress_size
        assert {entry.date_time for entry in new.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_other_programs_open_what_comes_out():
    document = docx.Document(io.BytesIO(scrubbed(WORD).data))
    assert (document.core_properties.author, document.core_properties.title, document.core_properties.subject) == ("", "Đơn đề nghị", "Hộ tịch")
    assert "Tôi đề nghị" in document.paragraphs[1].text
    paper = pypdfium2.PdfDocument(scrubbed(PAPER).data)
    told = paper.get_metadata_dict()
    assert (len(paper), told["Title"], told["Author"], told["Subject"]) == (1, "Don de nghi", "", "Ho tich")
    paper.close()


def test_attributes_that_are_short_for_elements_go_as_well_and_their_neighbours_stay():
    about = (f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><r:Description xmlns:r="urn:rdf" xmlns:creator="urn:c" xmlns:dc="urn:dc" xmlns:pdf="urn:pdf" dc:title="Đơn"\n'
             f' dc:creator="{NAME}" pdf:Author = \'An &amp; Co\' pdf:Producer="LibreOffice"/></x:xmpmeta>').encode()
    paper = packages.pdf(packages.stream(about, b" /Type /Metadata /Subtype /XML"), catalogue=b" /Metadata 6 0 R")
    assert [(finding.rule, finding.found) for finding in inspect(paper, "don.pdf")] == [("form_file_names_nobody", "An & Co")]
    clean = scrubbed(paper)
    assert clean.removed == (("Metadata", "creator", NAME), ("Metadata", "Author", "An & Co")) and inspect(clean.data, "don.pdf") == ()
    assert 'xmlns:pdf="urn:pdf" dc:title="Đơn" pdf:Producer="LibreOffice"/></x:xmpmeta>'.encode() in clean.data and b'xmlns:creator="urn:c"' in clean.data
    assert scrubbed(clean.data) == (clean.data, ())


def test_settings_that_name_no_printer_stay():
    settings = parts(scrubbed(TEXT).data)["settings.xml"].decode()
    assert "Zoom" in settings and "Printer" not in settings


def test_a_pdf_made_of_packed_objects_is_written_plainly_and_shows_the_same():
    inside = b"2 0 3 40 5 80 " + b"<</Type /Pages /Kids [3 0 R] /Count 1>>".ljust(40) + b"<</Type /Page /Parent 2 0 R>>".ljust(40) + b"<</Author (An) /Title (Don)>>"
    held = packages.stream(inside, b" /Type /ObjStm /N 3 /First 14", is_packed=True)
    root = b"<</Type /Catalog /Pages 2 0 R /Lang (vi) /MarkInfo <</Marked true>> /StructTreeRoot 7 0 R>>"
    whole, places = bytearray(b"%PDF-1.7\n"), {}
    for number, written in ((1, root), (4, held), (7, b"<</Type /StructTreeRoot>>")):
        places[number] = len(whole)
        whole += b"%d 0 obj %s endobj\n" % (number, written)
    rows = [(0, 0, 255), (1, places[1], 0), (2, 4, 0), (2, 4, 1), (1, places[4], 0), (2, 4, 2), (1, len(whole), 0), (1, places[7], 0)]
    table = b"".join(bytes([kind]) + at.to_bytes(2) + bytes([index]) for kind, at, index in rows)
    start = len(whole)
    whole += b"6 0 obj %s endobj\nstartxref\n%d\n%%%%EOF\n" % (
        packages.stream(table, b" /Type /XRef /Size 8 /W [1 2 1] /Root 1 0 R /Info 5 0 R", is_packed=True), start)
    assert [finding.rule for finding in inspect(bytes(whole), "don.pdf")] == ["form_file_names_nobody"]
    clean = scrubbed(bytes(whole))
    assert clean.removed == (("Info", "Author", "An"),) and inspect(clean.data, "don.pdf") == () and b"ObjStm" not in clean.data
    paper = pypdfium2.PdfDocument(clean.data)
    assert len(paper) == 1 and paper.get_metadata_dict()["Title"] == "Don"
    paper.close()


def test_the_command_writes_beside_or_over_the_file_and_says_what_went(tmp_path: Path, capsys):
    file, out = tmp_path / "don.docx", tmp_path / "sach.docx"
    file.write_bytes(WORD)
    assert commands.main(["forms", "scrub", str(file), "--out", str(out)]) == 0
    assert file.read_bytes() == WORD and out.read_bytes() == scrubbed(WORD).data
    assert capsys.readouterr().out.splitlines() == [
        f"{out}: đã bỏ 3 mục nói về người và máy đã soạn:", f"  docProps/core.xml: creator: {NAME}", f"  docProps/core.xml: lastModifiedBy: {NAME}",
        f"  docProps/custom.xml: property: {NAME}"]
    assert commands.main(["forms", "scrub", str(file), "--lang", "en"]) == 0
    assert file.read_bytes() == out.read_bytes()
    assert commands.main(["forms", "scrub", str(file), "--lang", "en"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == f"{file}: there is nothing to take out."


def test_a_file_that_is_refused_is_not_touched(tmp_path: Path, capsys):
    file = tmp_path / "don.docx"
    file.write_bytes(packages.shown()["form-with-a-macro"][1])
    before = file.read_bytes()
    assert commands.main(["forms", "scrub", str(file), "--lang", "en"]) == 1
    assert "take out the macros at word/vbaProject.bin" in capsys.readouterr().err and file.read_bytes() == before
    assert commands.main(["forms", "scrub", str(tmp_path / "none.docx")]) == 2
    assert "none.docx" in capsys.readouterr().err
