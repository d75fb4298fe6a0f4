"""Inspection of forms' files: each thing that may be wrong, made by hand, is refused or told for its own reason, at its own part."""
from __future__ import annotations

import io
import random
import struct
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path

import pytest
from support import packages
from support.packages import FIELD, LONG, RUN, docx, odt, pdf, relation, stream, table, zipped

from motcua.inspect import Finding, inspect, pdf_file, pdf_syntax, xml_parts, zip_parts
from motcua.inspect.compound import Compound
from motcua.inspect.finding import Stop

PROJECT = Path(__file__).parents[1]
FORMS = PROJECT / "templates" / "forms"
OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def told(data: bytes, name: str = "don.docx") -> list[tuple[str, str]]:
    """The rules that a file breaks, each with its part."""
    return [(finding.rule.removeprefix("form_file_"), finding.part) for finding in inspect(data, name)]


def test_sound_files_of_each_kind_are_told_nothing_of():
    assert [told(docx(LONG)), told(odt(), "don.odt"), told(pdf(), "don.pdf")] == [[], [], []]


@pytest.mark.bulk
def test_every_form_of_the_sample_has_neither_errors_nor_warnings():
    files = [path for path in sorted(FORMS.rglob("*.*")) if path.suffix in (".docx", ".odt", ".pdf")]
    assert len(files) >= 15
    assert [(path.name, rules) for path in files if (rules := told(path.read_bytes(), path.name))] == []


MEDIA = "word/media/1.png"
OTHER_PART = '<Override PartName="/word/{}" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"/>'
WORD_PART = '<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{}</w:hdr>'
DRAWN = '<w:p><w:r><w:drawing xmlns:a="urn:a" xmlns:wp="urn:wp"><wp:docPr id="1" name="1" descr="Ảnh"/><a:blip {}/></w:drawing></w:r></w:p>'


def in_pieces(*codes: str) -> str:
    """A field whose code an office program would put together from several runs."""
    runs = "".join(f"<w:r><w:instrText>{code}</w:instrText></w:r>" for code in codes)
    return f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>{runs}<w:r><w:fldChar w:fldCharType="separate"/></w:r></w:p>'


def nested(before: str) -> str:
    """A field whose code has another field in it."""
    begin, end = ('<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format(kind) for kind in ("begin", "end"))
    code = "<w:r><w:instrText>{}</w:instrText></w:r>"
    inner = begin + code.format("QUOTE 68 68 69") + end
    return f"<w:p>{begin}{code.format(before)}{inner}{code.format(' cmd.exe')}{end}</w:p>"


WORD_FILES = {
    "a macro by its type": (docx(kind="application/vnd.ms-word.document.macroEnabled.main+xml"), "has_no_macros", "[Content_Types].xml"),
    "a macro by its part": (docx(parts={"word/VbaProject.bin": b"x"}), "has_no_macros", "word/VbaProject.bin"),
    "a macro by its relation": (docx(relations=relation("vbaProject", "a.bin")), "has_no_macros", "word/_rels/document.xml.rels"),
    "key maps that call macros": (docx(relations=relation("keyMapCustomizations", "a.xml")), "has_no_macros", "word/_rels/document.xml.rels"),
    "a template elsewhere": (docx(relations=relation("attachedTemplate", "http://a.vn/b.dotm", "External")), "has_no_outside_parts", "word/_rels/document.xml.rels"),
    "a template, in other letters": (docx(relations=relation("attachedTemplate", "b.dotm", "EXTERNAL")), "has_no_outside_parts", "word/_rels/document.xml.rels"),
    "a frame elsewhere": (docx(relations=relation("frame", "http://a.vn", "External")), "has_no_outside_parts", "word/_rels/document.xml.rels"),
    "a linked picture": (docx(DRAWN.format('r:link="x"')), "has_no_outside_parts", "word/document.xml"),
    "an add-in of the office program": (docx(relations=relation("webextensiontaskpanes", "a.xml")), "has_no_outside_parts", "word/_rels/document.xml.rels"),
    "a link to a file": (docx(relations=relation("hyperlink", "file:///C:/a.exe", "External")), "has_no_outside_parts", "word/_rels/document.xml.rels"),
    "a link to a server of the network": (docx(relations=relation("hyperlink", "\\\\a\\b", "External")), "has_no_outside_parts", "word/_rels/document.xml.rels"),
    "a link to a program": (docx(relations=relation("hyperlink", " MS-MSDT:/id PCWDiagnostic", "External")), "has_no_outside_parts", "word/_rels/document.xml.rels"),
    "a link by a field": (docx(FIELD.format('HYPERLINK \\o "Xem" "file:///C:/a.exe"')), "has_no_outside_parts", "word/document.xml"),
    "a link by a field without quotes": (docx(FIELD.format(" hyperlink \\\\a\\b")), "has_no_outside_parts", "word/document.xml"),
    "a link by a field whose target another field computes": (docx(nested("HYPERLINK ")), "has_no_outside_parts", "word/document.xml"),
    "an archive of another kind called a picture": (docx(parts={MEDIA: b"7z\xbc\xaf\x27\x1c"}), "embeds_nothing", MEDIA),
    "an external relation behind a foreign attribute": (
        docx(relations=relation("image", "http://a.vn", "External").replace("/>", ' xmlns:q="urn:q" q:TargetMode="Internal"/>')),
        "has_no_outside_parts", "word/_rels/document.xml.rels"),
    "an OLE object": (docx("<w:p><w:r><w:object/></w:r></w:p>"), "embeds_nothing", "word/document.xml"),
    "an ActiveX control": (docx(parts={"word/activeX/activeX1.bin": b"x"}), "embeds_nothing", "word/activeX/activeX1.bin"),
    "an ActiveX control by its element": (docx("<w:p><w:r><w:control/></w:r></w:p>"), "embeds_nothing", "word/document.xml"),
    "a chunk of another format": (docx('<w:altChunk r:id="x"/>', relations=relation("aFChunk", "a.html")), "embeds_nothing", "word/_rels/document.xml.rels, word/document.xml"),
    "an archive called a picture": (docx(parts={MEDIA: zipped({"a": "b"})}), "embeds_nothing", MEDIA),
    "an old document called a picture": (docx(parts={MEDIA: OLE}), "embeds_nothing", MEDIA),
    "a program called a picture": (docx(parts={MEDIA: b"MZ\x90"}), "embeds_nothing", MEDIA),
    "a DDE field": (docx(FIELD.format("DDE excel a b")), "fetches_nothing", "word/document.xml"),
    "a DDE field in small letters": (docx(FIELD.format(" ddeauto a b")), "fetches_nothing", "word/document.xml"),
    "a DDE field in pieces": (docx(in_pieces("D", "DEA", "UTO c:\\\\a")), "fetches_nothing", "word/document.xml"),
    "a DDE field as a simple one": (docx('<w:p><w:fldSimple w:instr="DDEAUTO a b"/></w:p>'), "fetches_nothing", "word/document.xml"),
    "a DDE field whose name another field computes": (docx(nested(" ")), "fetches_nothing", "word/document.xml"),
    "a DDE field whose name is half computed": (docx(nested("DD")), "fetches_nothing", "word/document.xml"),
    "a DDE field in a header": (
        docx(types=OTHER_PART.format("h.xml", "header"), parts={"word/h.xml": WORD_PART.format(FIELD.format("DDE a b"))}), "fetches_nothing", "word/h.xml"),
    "a picture by a field": (docx(FIELD.format("INCLUDEPICTURE http://a.vn/1.png")), "fetches_nothing", "word/document.xml"),
    "addresses for letters": (docx(settings="<w:mailMerge/>"), "fetches_nothing", "word/settings.xml"),
    "protection against writing": (docx(settings='<w:documentProtection w:edit="readOnly" w:enforcement="1"/>'), "is_unlocked", "word/settings.xml"),
    "a wish not to write": (docx(settings='<w:writeProtection w:recommended="1"/>'), "is_unlocked", "word/settings.xml"),
    "an external entity": (docx(parts={"word/document.xml": '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'}), "declares_no_entities", "word/document.xml"),
    "a thousand laughs": (docx(parts={"customXml/item1.xml": "<!DOCTYPE a [<!ENTITY b 'ha'><!ENTITY c '&b;&b;&b;'>]><a>&c;</a>"}), "declares_no_entities", "customXml/item1.xml"),
    "a document type in UTF-16": (docx(parts={"customXml/item1.xml": "<!DOCTYPE a><a/>".encode("utf-16")}), "declares_no_entities", "customXml/item1.xml"),
    "XML that is not closed": (docx(parts={"word/document.xml": "<a><b></a>"}), "opens", "word/document.xml"),
    "no document": (zipped({"[Content_Types].xml": f"<Types>{OTHER_PART.format('x.xml', 'document.main')}</Types>"}), "opens", "document.xml"),
    "elements without end": (docx(RUN.format("") * 90_000, packing=zipfile.ZIP_DEFLATED), "unpacks_small", "word/document.xml"),
    "elements in elements": (docx("<w:p>" * 300), "unpacks_small", "word/document.xml"),
    "one endless attribute": (docx(f'<w:p w:a="{"a" * (2 << 20)}"/>'), "unpacks_small", "word/document.xml"),
    "too many parts": (docx(parts={f"a/{number}": "" for number in range(2_001)}), "unpacks_small", ""),
}


@pytest.mark.parametrize("case", WORD_FILES)
def test_a_hostile_word_file_is_refused_for_its_reason_at_its_part(case: str):
    data, rule, part = WORD_FILES[case]
    assert [(finding.rule, finding.part, finding.severity) for finding in inspect(data, "don.docx") if finding.severity == "error"] == [
        (f"form_file_{rule}", part, "error")]


@pytest.mark.parametrize("body", [FIELD.format("DATE \\@ dd/MM/yyyy"), FIELD.format("PAGE"), nested("IF "), FIELD.format("MERGEFIELD DDE"), FIELD.format('HYPERLINK "https://a.vn" \\o "c:\\a"'), FIELD.format('HYPERLINK \\l "muc_1"'),
                                  '<w:p><w:fldSimple w:instr=" NUMPAGES "/></w:p>'])
def test_fields_that_stay_inside_the_document_are_fine(body: str):
    assert told(docx(body)) == []


def test_links_and_forms_that_are_to_be_filled_in_are_fine():
    for link in ("https://a.vn", "HTTP://a.vn", "mailto:a@b.vn", "tel:+842838", "#muc_1"):
        assert told(docx(LONG, relations=relation("hyperlink", link, "External"))) == []
        assert told(odt(f'<text:p><text:a xlink:href="{link}">x</text:a></text:p>'), "don.odt") == []
    assert told(docx(LONG, settings='<w:documentProtection w:edit="forms" w:enforcement="1"/>')) == []
    assert told(docx(LONG, settings='<w:documentProtection w:edit="readOnly" w:enforcement="0"/>')) == []


OPEN_FILES = {
    "a macro": (odt(parts={"Basic/Standard/script-lb.xml": "<a/>"}), "has_no_macros", "Basic/Standard/script-lb.xml"),
    "a script": (odt(parts={"Scripts/python/a.py": "pass"}), "has_no_macros", "Scripts/python/a.py"),
    "a listener": (odt(scripts='<office:scripts><office:event-listeners><script:event-listener script:event-name="dom:load" '
                               'xlink:href="vnd.sun.star.script:a"/></office:event-listeners></office:scripts>'), "has_no_macros", "content.xml"),
    "a link that runs a macro": (odt('<text:a xlink:href="macro:///a">x</text:a>'), "has_no_macros", "content.xml"),
    "a link to a file": (odt('<text:a xlink:href="file:///C:/a.exe">x</text:a>'), "has_no_outside_parts", "content.xml"),
    "a link to a server of the network": (odt('<text:a xlink:href="//a/b">x</text:a>'), "has_no_outside_parts", "content.xml"),
    "a link with a page in it": (odt('<text:a xlink:href="data:text/html,x">x</text:a>'), "has_no_outside_parts", "content.xml"),
    "an archive called a picture": (odt(parts={"Pictures/1.png": b"Rar!\x1a"}), "embeds_nothing", "Pictures/1.png"),
    "a text called a picture": (odt(parts={"Pictures/1.png": b"{\\rtf1"}), "embeds_nothing", "Pictures/1.png"),
    "a linked picture": (odt('<draw:frame><svg:title>x</svg:title><draw:image xlink:href="http://a.vn/1.png"/></draw:frame>'), "has_no_outside_parts", "content.xml"),
    "a picture of the machine": (odt('<draw:frame><svg:title>x</svg:title><draw:image xlink:href="../1.png"/></draw:frame>'), "has_no_outside_parts", "content.xml"),
    "a section of another file": (odt('<text:section><text:section-source xlink:href="file:///a.odt"/></text:section>'), "has_no_outside_parts", "content.xml"),
    "an object": (odt('<draw:frame><svg:title>x</svg:title><draw:object xlink:href="./Object 1"/></draw:frame>'), "embeds_nothing", "content.xml"),
    "a frame with a page": (odt("<draw:floating-frame/>"), "embeds_nothing", "content.xml"),
    "a DDE section": (odt("<text:section><office:dde-source/></text:section>"), "fetches_nothing", "content.xml"),
    "encryption": (odt(manifest='<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>', parts={"content.xml": b"\x00\x01"}), "is_unlocked", "META-INF/manifest.xml"),
    "a document type": (odt(parts={"meta.xml": "<!DOCTYPE a><a/>"}), "declares_no_entities", "meta.xml"),
    "no content": (zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "opens", "content.xml"),
}


@pytest.mark.parametrize("case", OPEN_FILES)
def test_a_hostile_open_document_is_refused_for_its_reason_at_its_part(case: str):
    data, rule, part = OPEN_FILES[case]
    assert [(finding.rule, finding.part) for finding in inspect(data, "don.odt") if finding.severity == "error"] == [(f"form_file_{rule}", part)]


ACTION = b" /OpenAction <</S /%s /F (a)>>"
PDF_FILES = {
    "a script": (pdf(catalogue=b" /Names <</JavaScript <</Names [(a) 6 0 R]>>>>"), "does_nothing_by_itself", "1 0 obj"),
    "a script in its own object": (pdf(b"<</S /JavaScript /JS 7 0 R>>", stream(b"app.alert(1)")), "does_nothing_by_itself", "6 0 obj"),
    "a script with a disguised name": (pdf(b"<</S /J#61vaScript /#4AS (a)>>"), "does_nothing_by_itself", "6 0 obj"),
    "an action on opening": (pdf(catalogue=ACTION % b"Named"), "does_nothing_by_itself", "1 0 obj"),
    "a program to launch": (pdf(b"<</S /Launch /F (cmd.exe)>>"), "does_nothing_by_itself", "6 0 obj"),
    "another file to go to": (pdf(b"<</S /GoToR /F (a.pdf)>>"), "does_nothing_by_itself", "6 0 obj"),
    "a button that sends": (pdf(b"<</S /SubmitForm /F (http://a.vn)>>"), "does_nothing_by_itself", "6 0 obj"),
    "an action of the page": (pdf(page=b" /AA <</O <</S /Named>>>>"), "does_nothing_by_itself", "3 0 obj"),
    "an XFA form": (pdf(catalogue=b" /AcroForm <</XFA [(a) 6 0 R]>>"), "does_nothing_by_itself", "1 0 obj"),
    "a link that is a script": (pdf(b"<</S /URI /URI (javascript:a)>>"), "does_nothing_by_itself", "6 0 obj"),
    "a link to a file": (pdf(b"<</S /URI /URI (file:///C:/a.exe)>>"), "has_no_outside_parts", "6 0 obj"),
    "a link to a program": (pdf(b"<</S /URI /URI (search-ms:query=a)>>"), "has_no_outside_parts", "6 0 obj"),
    "a file inside": (pdf(stream(b"x", b" /Type /EmbeddedFile")), "embeds_nothing", "6 0 obj"),
    "a file pinned to a page": (pdf(b"<</Subtype /FileAttachment>>"), "embeds_nothing", "6 0 obj"),
    "a list of files": (pdf(catalogue=b" /Names <</EmbeddedFiles <</Kids [6 0 R]>>>>"), "embeds_nothing", "1 0 obj"),
    "a film": (pdf(b"<</Subtype /RichMedia>>"), "embeds_nothing", "6 0 obj"),
    "bytes elsewhere": (pdf(b"<</Length 0 /Filter /FlateDecode /F (a)>>"), "has_no_outside_parts", "6 0 obj"),
    "encryption": (pdf(trailer=b" /Encrypt 6 0 R"), "is_unlocked", "trailer"),
    "a script that no table lists": (pdf(behind=b"77 0 obj <</S /JavaScript /JS (a)>> endobj\n"), "does_nothing_by_itself", "77 0 obj"),
    "a tree of pages in a circle": (pdf(objects=(packages.SOUND_PDF[0], b"<</Type /Pages /Kids [2 0 R] /Count 1>>", *packages.SOUND_PDF[2:])), "opens", "Pages"),
    "no page": (pdf(objects=(packages.SOUND_PDF[0], b"<</Type /Pages /Kids [] /Count 0>>", *packages.SOUND_PDF[2:])), "opens", "Pages"),
    "a page that is missing": (pdf(objects=(packages.SOUND_PDF[0], b"<</Type /Pages /Kids [99 0 R]>>", *packages.SOUND_PDF[2:])), "opens", "Pages"),
    "a table at another place": (pdf().replace(b"startxref\n", b"startxref\n1"), "opens", ""),
    "an object of another number": (pdf().replace(b"\n3 0 obj", b"\n8 0 obj"), "opens", ""),
    "a stream that is longer than the file": (pdf(b"<</Length 99999>> stream\nx\nendstream"), "opens", ""),
    "a stream whose length is itself": (pdf(b"<</Length 6 0 R>> stream\nx\nendstream"), "opens", ""),
    "a key that is there twice": (pdf(b"<</S /A /S /B>>"), "opens", ""),
    "a stream that is damaged": (pdf(b"<</Length 4 /Filter /FlateDecode>> stream\nabcd\nendstream"), "opens", ""),
    "a stream packed twice": (pdf(stream(b"x", b" /Filter [/FlateDecode /FlateDecode]")), "unpacks_small", ""),
    "lists in lists": (pdf(b"[" * 5_000), "opens", ""),
    "a list without end": (pdf(b"[" + b"1 " * 400_000 + b"]"), "unpacks_small", ""),
    "too many objects": (pdf(*[b"1"] * 20_001), "unpacks_small", ""),
    "nothing behind its name": (b"%PDF-1.7\n", "opens", ""),
}


@pytest.mark.bulk
@pytest.mark.parametrize("case", PDF_FILES)
def test_a_hostile_pdf_is_refused_for_its_reason_at_its_object(case: str):
    data, rule, part = PDF_FILES[case]
    assert [(finding.rule, finding.part) for finding in inspect(data, "don.pdf") if finding.severity == "error"] == [(f"form_file_{rule}", part)]


@pytest.mark.bulk
@pytest.mark.parametrize("index, rule", [(b"0 20000 " * 900, "unpacks_small"), (b"0 999999999", "unpacks_small"), (b"0 -5 3", "opens"), (b"(a) 1", "opens")])
def test_a_table_that_lists_without_end_is_left_at_a_bound(index: bytes, rule: str):
    table = stream(bytes(2 << 20), b" /Type /XRef /Size 8 /W [1 8 8] /Root 1 0 R /DecodeParms <</Predictor 12>> /Index [%s]" % index, is_packed=True)
    assert told(b"%%PDF-1.7\n1 0 obj %s endobj\nstartxref\n9\n%%%%EOF\n" % table, "don.pdf")[0][0] == rule


ODD = (b"[]", b"<<>>", b"(a)", b"/A", b"-1", b"1.5", b"null", b"true", b"5 0 R", b"6 0 R", b"99 0 R", b"99999999999")


@pytest.mark.bulk
def test_no_value_at_a_wrong_place_ends_the_reading():
    dice, keys = random.Random(3), (b"S Subtype AA OpenAction URI EF EmbeddedFiles JS Rect T Type Filter F Kids Names Lang MarkInfo Marked StructTreeRoot Metadata "
                                    b"Title Author Length DecodeParms N First Pages Info").split()
    for _ in range(600):
        objects = [b"<<" + b" ".join(b"/%s %s" % (key, dice.choice(ODD)) for key in dice.sample(keys, 6)) + b">>" for _ in range(4)]
        objects += [b"<</Length %s /%s %s>> stream\nab\nendstream" % (dice.choice((b"2", b"5 0 R")), dice.choice(keys[:-4]), dice.choice(ODD))]
        whole = packages.assembled([*packages.SOUND_PDF[:3], *objects] if dice.random() < 0.5 else objects)
        assert all(finding.rule.startswith("form_") for finding in inspect(whole.replace(b"%s", b"  "), "don.pdf"))


@pytest.mark.parametrize("catalogue", [b" /OpenAction [3 0 R /Fit]", b" /OpenAction <</S /GoTo /D [3 0 R /Fit]>>", b" /Names <</EmbeddedFiles <</Names []>> /JavaScript <<>>>>",
                                       b" /AcroForm <</Fields []>>"])
def test_what_a_pdf_may_do_is_not_refused(catalogue: bytes):
    assert told(pdf(b"<</S /URI /URI (https://a.vn)>>", catalogue=catalogue), "don.pdf") == []


def entry(name: str, **changes: int) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    for key, value in changes.items():
        setattr(info, key, value)
    return info


def twice(name: str) -> bytes:
    """An archive in which two entries bear one name but for their capitals."""
    return zipped([("a/" + name, "x"), ("a/" + name.upper(), "y")])


def overlapping() -> bytes:
    """An archive whose second entry lies on the bytes of the first."""
    whole = bytearray(zipped([("a", "xxxx"), ("b", "xxxx")]))
    at = whole.rfind(b"PK\x01\x02")
    struct.pack_into("<L", whole, at + 42, 0)
    whole[at + 46:at + 47] = b"a"
    return bytes(whole)


def changed(data: bytes, mark: bytes, offset: int, shape: str, value: int) -> bytes:
    """An archive with one number of its headers changed."""
    whole = bytearray(data)
    struct.pack_into(shape, whole, whole.find(mark) + offset, value)
    return bytes(whole)


def packed_badly(packed: bytes) -> bytes:
    """An archive of one entry that says these bytes are deflated."""
    stored = zipped({"a": packed})
    return changed(changed(stored, b"PK\x01\x02", 10, "<H", 8), b"PK\x03\x04", 8, "<H", 8)


PLAIN = zipped({"a": "xxxx", "b": "yyyy"})
ARCHIVES = {
    "an absolute name": (zipped({"/etc/a": "x"}), "is_packed_plainly"), "a way out": (zipped({"a/../../b": "x"}), "is_packed_plainly"),
    "a backslash": (PLAIN.replace(b"b", b"\\"), "is_packed_plainly"), "a drive": (zipped({"c:/a": "x"}), "is_packed_plainly"),
    "a control character": (zipped({"a\x1bb": "x"}), "is_packed_plainly"), "one name twice": (twice("b"), "is_packed_plainly"),
    "a symbolic link": (zipped([(entry("a", create_system=3, external_attr=0o120777 << 16), "/etc/passwd")]), "is_packed_plainly"),
    "a device": (zipped([(entry("a", create_system=3, external_attr=0o020666 << 16), "")]), "is_packed_plainly"),
    "bytes that two entries share": (overlapping(), "is_packed_plainly"),
    "a name that the directory tells otherwise": (PLAIN.replace(b"a", b"c", 1), "is_packed_plainly"),
    "a size that the directory tells otherwise": (changed(PLAIN, b"PK\x01\x02", 24, "<L", 2), "is_packed_plainly"),
    "an unknown way of packing": (changed(changed(PLAIN, b"PK\x01\x02", 10, "<H", 12), b"PK\x03\x04", 8, "<H", 12), "is_packed_plainly"),
    "an encrypted entry": (changed(PLAIN, b"PK\x01\x02", 8, "<H", 1), "is_unlocked"),
    "something before the archive": (PLAIN[:4] + b"#!/bin/sh\n" + PLAIN, "is_packed_plainly"), "something behind it": (PLAIN + b"x", "opens"),
    "no directory": (PLAIN[:40], "opens"), "a wrong checksum": (PLAIN.replace(b"xxxx", b"xxxz"), "opens"),
    "a count that is wrong": (PLAIN.replace(b"\x02\x00\x02\x00", b"\x01\x00\x01\x00"), "opens"),
    "a directory at another place": (changed(PLAIN, b"PK\x05\x06", 16, "<L", 1), "is_packed_plainly"),
    "packed bytes that end too soon": (packed_badly(b"\x00"), "opens"), "packed bytes behind the end": (packed_badly(zlib.compress(b"xxxx", wbits=-15) + b"more"), "opens"),
}


@pytest.mark.parametrize("case", ARCHIVES)
def test_an_odd_archive_is_refused(case: str):
    data, rule = ARCHIVES[case]
    with pytest.raises(Stop) as refused:
        archive = zip_parts.Archive(data)
        for each in archive.entries:
            archive.read(each)
    assert refused.value.finding.rule == f"form_file_{rule}"


def test_an_archive_whose_sizes_follow_its_bytes_is_read():
    whole = io.BytesIO()

    class Pipe(io.RawIOBase):
        def writable(self) -> bool:
            return True

        def write(self, data) -> int:
            return whole.write(data)

    with zipfile.ZipFile(Pipe(), "w") as archive:
        archive.writestr("a", "xxxx")
        archive.writestr("b/", "")
    archive = zip_parts.Archive(whole.getvalue())
    assert [archive.read(each) for each in archive.entries] == [b"xxxx", b""]


ANOTHER = {
    "don.docx": {b"%PDF-1.7": "pdf", b"{\\rtf1": "rtf", b"\x89PNG\r\n": "png", b"<html>": "html", b"plain text": "?", b"PK\x03\x04": None, OLE: None, b"": None, odt(): "odt",
                 zipped({"a": "b"}): "zip", docx(kind="template"): "dotx"},
    "don.odt": {docx(): "docx", b"%PDF-1.7": "pdf"}, "don.pdf": {docx(): "docx", b"PK\x03\x04": "zip", OLE: "ole", b"MZ": "exe"}}


@pytest.mark.parametrize("name", ANOTHER)
def test_what_a_file_is_called_is_what_it_is(name: str):
    for data, kind in ANOTHER[name].items():
        expected = Finding("form_file_is_what_it_is_called", found=kind) if kind else None
        found = inspect(data, name)
        assert found == (expected,) if expected else [each.rule for each in found] in (["form_file_opens"], ["form_file_is_what_it_is_called"])


def compound(*names: str, start: int = 1, content: bytes = b"") -> bytes:
    """An old Office file: a header, a table of sectors, a directory of these streams, one sector of content."""
    header = bytearray(512)
    header[:8] = OLE
    struct.pack_into("<H", header, 30, 9)
    struct.pack_into("<L", header, 48, 1)
    struct.pack_into("<109L", header, 76, 0, *[0xFFFFFFFF] * 108)
    entries = b"".join(name.encode("utf-16-le").ljust(64, b"\0") + struct.pack("<H50xL8x", 2 * len(name) + 2, 2) for name in names)
    fat = struct.pack("<128L", 0xFFFFFFFD, *[0xFFFFFFFE] * 127)
    return bytes(header) + fat + entries.ljust(512, b"\0") + content.ljust(512, b"\0")


WORD_HEAD = struct.pack("<H8xH", 0xA5EC, 0x0100)
EXCEL_HEAD = b"\x09\x08\x04\x00abcd" + struct.pack("<HH", 0x2F, 2)


@pytest.mark.parametrize("data, rule, kind", [
    (compound("EncryptedPackage", "EncryptionInfo"), "is_unlocked", "ole"), (compound("WordDocument", content=WORD_HEAD), "is_unlocked", "doc"),
    (compound("Workbook", content=EXCEL_HEAD), "is_unlocked", "xls"), (compound("PowerPoint Document", content=struct.pack("<L", 0xF3D1C4DF)), "is_unlocked", "ppt"),
    (compound("WordDocument", "Macros"), "has_no_macros", "doc"), (compound("WordDocument", "\x01Ole10Native"), "embeds_nothing", "doc"),
    (compound("WordDocument"), "is_what_it_is_called", "doc"), (compound("Workbook"), "is_what_it_is_called", "xls")])
def test_an_old_office_file_is_refused_for_the_reason_that_says_most(data: bytes, rule: str, kind: str):
    assert [(finding.rule, finding.found) for finding in inspect(data, "don.docx")] == [(f"form_file_{rule}", kind)]


def test_the_directory_of_an_old_file_may_lead_nowhere():
    broken = bytearray(compound("WordDocument"))
    struct.pack_into("<L", broken, 512 + 4, 1)
    assert Compound(bytes(broken)).kind == "doc"
    with pytest.raises(Stop):
        Compound(OLE + bytes(600))


TWO_TABLES = table(2, "<w:trPr><w:tblHeader/></w:trPr>") + table(1) + table(3).replace('<w:tblStyle w:val="TableGrid"/>', "")
WARNINGS = {
    "an author": (docx(core="<dc:creator>An</dc:creator>"), ["names_nobody"]),
    "a company": (docx(parts={"docProps/app.xml": '<Properties><Company>UBND</Company></Properties>'}), ["names_nobody"]),
    "a template with a path": (docx(parts={"docProps/app.xml": "<Properties><Template>C:\\An\\a.dotm</Template></Properties>"}), ["names_nobody"]),
    "a comment": (docx(types=OTHER_PART.format("c.xml", "comments"), parts={"word/c.xml": WORD_PART.format('<w:comment w:author="An"/>')}), ["shows_no_drafting"]),
    "tracking that is on": (docx(settings="<w:trackRevisions/>"), ["shows_no_drafting"]),
    "a table whose first row is none": (docx(table(2)), ["form_tables_name_their_columns"]),
    "tables with a header, of one row, without lines": (docx(TWO_TABLES), []),
    "an English language for Vietnamese": (docx(LONG, language="en-US"), ["says_its_language"]),
    "a language beside the text": (docx(LONG, language="en-US", core="<dc:language>vi-VN</dc:language>"), []),
    "a picture with words": (docx(DRAWN.format("")), []),
    "a picture without": (docx(DRAWN.replace('descr="Ảnh"', "").format("")), ["form_pictures_are_described"]),
    "hiding that is off": (docx('<w:p><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>a</w:t></w:r></w:p>'), []),
    "no headings in a short text": (docx(heading="", body=RUN.format("a")), []),
    "ODT: an author": (odt(meta="<meta:initial-creator>An</meta:initial-creator>"), ["names_nobody"]),
    "ODT: changes": (odt("<text:tracked-changes><text:changed-region/></text:tracked-changes>"), ["shows_no_drafting"]),
    "ODT: hidden text": (odt('<text:p text:style-name="H">a</text:p>', styles='<style:style style:name="H"><style:text-properties text:display="none"/></style:style>'), ["hides_no_text"]),
    "ODT: a table": (odt("<table:table><table:table-column table:number-columns-repeated='2'/>" + "<table:table-row/>" * 2 + "</table:table>"), ["form_tables_name_their_columns"]),
    "ODT: a picture": (odt('<draw:frame><draw:image xlink:href="Pictures/1.png"/></draw:frame>'), ["form_pictures_are_described"]),
    "PDF: a remark": (pdf(b"<</Type /Annot /Subtype /Text /Rect [0 0 1 1] /T (An)>>"), ["shows_no_drafting"]),
    "PDF: no title": (pdf(objects=(*packages.SOUND_PDF[:4], b"<<>>")), ["has_a_title"]),
    "PDF: no language": (pdf(objects=(packages.SOUND_PDF[0].replace(b"/Lang (vi-VN)", b""), *packages.SOUND_PDF[1:])), ["says_its_language"]),
}


@pytest.mark.parametrize("case", WARNINGS)
def test_what_is_left_in_a_file_or_missing_is_a_warning(case: str):
    data, rules = WARNINGS[case]
    name = {"ODT": "don.odt", "PDF": "don.pdf"}.get(case[:3], "don.docx")
    assert [(rule, "warning") for rule in rules] == [(finding.rule.removeprefix("form_file_"), finding.severity) for finding in inspect(data, name)]


def test_one_rule_is_told_once_with_its_first_parts():
    found = inspect(docx(parts={f"word/embeddings/{number}.bin": b"x" for number in range(5)}), "don.docx")
    assert [(each.rule, each.part) for each in found] == [
        ("form_file_embeds_nothing", "word/embeddings/0.bin, word/embeddings/1.bin, word/embeddings/2.bin, …")]


def test_errors_come_before_warnings():
    found = inspect(docx(title="", parts={"word/vbaProject.bin": b"x"}), "don.docx")
    assert [each.severity for each in found] == ["error", "warning"]


@pytest.mark.parametrize("name", ["don.docx", "don.odt", "don.pdf"])
def test_a_damaged_file_is_refused_or_told_of_and_never_ends_the_reading(name: str):
    dice, data = random.Random(7), {"don.docx": docx(LONG + FIELD.format("PAGE")), "don.odt": odt(), "don.pdf": pdf(stream(b"x" * 90, is_packed=True))}[name]
    refused = 0
    for _ in range(400):
        broken = bytearray(data)
        for _ in range(dice.randint(1, 4)):
            at = dice.randrange(len(broken))
            broken[at:at + dice.choice((0, 1, 1, 30))] = dice.choice((b"", b"\0", b"<", b">>", b"PK\x01\x02", b"/S[]", b"99999999999 0 R", bytes([dice.randrange(256)])))
        refused += any(finding.severity == "error" for finding in inspect(bytes(broken), name))
    assert refused > 200


def test_a_file_that_unpacks_to_a_hundred_times_its_size_is_refused_long_before_it_is_too_much():
    (large, fits), filler = (bytes(3 << 20), bytes(1 << 19)), {"word/media/2.png": random.Random(1).randbytes(40_000)}
    assert len(large) < zip_parts.MOST_UNPACKED // 10
    assert told(docx(LONG, parts={MEDIA: large}, packing=zipfile.ZIP_DEFLATED)) == [("unpacks_small", MEDIA)]
    assert told(docx(LONG, parts={MEDIA: large} | filler, packing=zipfile.ZIP_DEFLATED)) == []
    assert told(docx(LONG, parts={MEDIA: fits}, packing=zipfile.ZIP_DEFLATED)) == [], "little that packs well harms nobody"


@pytest.mark.parametrize("part", [20, pytest.param(1, marks=pytest.mark.bulk)])
def test_work_is_bounded_by_counts(part: int, monkeypatch):
    for module, bound in ((zip_parts, "MOST_ENTRIES"), (xml_parts, "MOST_ELEMENTS"), (pdf_syntax, "MOST_TOKENS"), (pdf_file, "MOST_OBJECTS")):
        monkeypatch.setattr(module, bound, getattr(module, bound) // part)
    parts = {f"a/{number}": "" for number in range(zip_parts.MOST_ENTRIES - 50)}
    assert told(docx(LONG, parts=parts)) == []
    assert told(docx(LONG + "<w:p/>" * (xml_parts.MOST_ELEMENTS - 1_000), packing=zipfile.ZIP_STORED)) == []
    assert told(docx(LONG + "<w:p/>" * xml_parts.MOST_ELEMENTS, packing=zipfile.ZIP_STORED)) == [("unpacks_small", "word/document.xml")]
    assert told(pdf(b"[" + b"1 " * (pdf_syntax.MOST_TOKENS - 100) + b"]"), "don.pdf") == []
    assert told(pdf(b"[" + b"1 " * pdf_syntax.MOST_TOKENS + b"]"), "don.pdf") == [("unpacks_small", "")]
    assert told(pdf(*[b"1"] * (pdf_file.MOST_OBJECTS - 50)), "don.pdf") == []


@pytest.mark.bulk
def test_a_small_file_that_unpacks_to_much_is_refused():
    more, filler = bytes(51 << 20), {"word/media/2.png": random.Random(1).randbytes(1 << 20)}
    assert told(docx(parts={MEDIA: more} | filler, packing=zipfile.ZIP_DEFLATED)) == [("unpacks_small", MEDIA)]
    assert told(pdf(stream(more, is_packed=True)), "don.pdf") == [("unpacks_small", "")]
    assert told(bytes(10 << 20) + b"a") == [("unpacks_small", "")]


def test_images_of_a_pdf_are_not_unpacked_since_plain_ones_pack_so_well():
    assert told(pdf(b"<</Length 2 /Filter /FlateDecode /Subtype /Image>> stream\nab\nendstream"), "don.pdf") == []


_MEMORY = """
import resource, sys
from motcua.inspect import compound, inspect, ooxml, opendocument, pdf
data = open(sys.argv[1], "rb").read()
used = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (used + (150 << 20),) * 2)
print([finding.rule for finding in inspect(data, sys.argv[1]) if finding.severity == "error"])
"""
MOST = (10 << 20) - 2_000
HEAVY = {
    "numbers.pdf": lambda: pdf(b"[" + b"1 " * (MOST // 2) + b"]"), "name.pdf": lambda: pdf(b"/" + b"#41" * (MOST // 3)), "text.pdf": lambda: pdf(b"(" + b"()" * (MOST // 2) + b")"),
    "digits.pdf": lambda: pdf(b"<" + b"0" * MOST + b">"), "open.pdf": lambda: pdf(behind=b"9 0 obj((" * (MOST // 9)),
    "packed.pdf": lambda: pdf(stream(zlib.compress(bytes(200 << 20)), b" /Filter /FlateDecode")),
    "elements.docx": lambda: docx('<w:p w:a="1"/>' * 3_000_000, parts={MEDIA: random.Random(1).randbytes(500_000)}, packing=zipfile.ZIP_DEFLATED),
    "attributes.docx": lambda: docx("<w:p " + " ".join(f'a{number}=""' for number in range(100_000)) + "/>"),
    "words.docx": lambda: docx(RUN.format("Ắ " * 11_000_000), parts={MEDIA: random.Random(1).randbytes(500_000)}, packing=zipfile.ZIP_DEFLATED),
    "parts.docx": lambda: zipped({f"{number}": "" for number in range(60_000)}),
}


@pytest.mark.bulk
@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="the limit of memory is measured where the system tells what is used")
@pytest.mark.parametrize("name", HEAVY)
def test_no_file_needs_more_than_150_mb(name: str, tmp_path: Path):
    (tmp_path / name).write_bytes(HEAVY[name]())
    done = subprocess.run([sys.executable, "-c", _MEMORY, name], cwd=tmp_path, env={"PYTHONPATH": str(PROJECT)}, capture_output=True, text=True, check=False)
    assert done.returncode == 0 and done.stdout.startswith("["), done.stderr
