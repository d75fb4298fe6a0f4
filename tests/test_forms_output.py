"""Forms: the bytes that were judged under a stable name, and a ZIP that is the same everywhere and opens everywhere."""

from __future__ import annotations

import csv
import json
import shutil
import struct
import subprocess
import time
from codecs import BOM_UTF8
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote
from zipfile import ZIP_STORED, ZipFile
from zlib import crc32

import lxml.html
import pytest
from hypothesis import given, strategies
from support.catalogues import catalogue, form, procedure

from motcua import form_files, interface
from motcua.catalogue import ChangedWhileBuilding, Derived, FormFile, LoadedForm, Picture
from motcua.model import LifeEvent
from motcua.outputs import forms
from motcua.outputs.artifact import digest
from motcua.outputs.forms import bundles, checking
from motcua.outputs.forms.names import safe_name

LONG = "Đơn đề nghị " + "ẫ" * 200 + ".docx"
READER = Path(__file__).parent / "support" / "unzipped.mjs"
ZIP = "bieu-mau/so-tu-phap/so-tu-phap.zip"


@pytest.fixture
def blank(tmp_path: Path):
    """`blank(form id, original name)` is a form of its own bytes."""
    def make(form_id: str, original_name: str = "Đơn.docx", extension: str = "docx", **fields):
        path = tmp_path / f"{form_id}.{extension}"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"PK\x03\x04 " + form_id.encode())
        return form(form_id, path, original_name, **fields)
    return make


def with_pdf(made: LoadedForm) -> LoadedForm:
    """The form with a PDF and a picture that were made of it."""
    files = []
    for kind in ("pdf", "png"):
        path = Path(made.file.path).with_suffix(f".{kind}")
        path.write_bytes(kind.encode() + made.id.encode())
        files.append(FormFile(str(path), path.stat().st_size, sha256(path.read_bytes()).hexdigest(), kind))
    return made._replace(derived=Derived(tuple(files[:1]), Picture(files[1], 480, 679)))


def made(*blanks, records=(), states=None, events=()):
    built = replace(catalogue(*records, forms=blanks), life_events={event.id: event for event in events})
    spoken = {language: interface.words(language) for language in ("vi", "en")}
    found = (*forms.artifacts(built, states or {}), *bundles.artifacts(built, states or {}), *checking.artifacts(built, states or {}, spoken))
    return {each.path: each for each in found}


def files(found) -> list[str]:
    """Where the forms themselves lie, without ZIPs and the table of digests."""
    return sorted(path for path in found if not path.endswith((".zip", ".js")))


def own(made: LoadedForm) -> str:
    return form_files.own_address(made.id, made.file)


def opened(artifact) -> ZipFile:
    return ZipFile(BytesIO(artifact.make(artifact.inputs)))


def names(*blanks) -> list[str]:
    """What the forms are called in their ZIP, in the order of the forms."""
    called = {file.path: name for name, file in made(*blanks)[ZIP].inputs.files}
    return [called[each.file.path] for each in blanks]


def test_a_form_is_published_under_its_name_and_under_that_of_its_bytes(blank):
    one, other = blank("so-tu-phap/don"), blank("so-cong-thuong/ke", extension="pdf")
    found = made(one, other)
    assert files(found) == sorted(["bieu-mau/so-cong-thuong/ke.pdf", own(other), "bieu-mau/so-tu-phap/don.docx", own(one)])
    assert own(one) == f"bieu-mau/so-tu-phap/don/{one.file.sha256[:12]}.docx"
    for address in ("bieu-mau/so-tu-phap/don.docx", own(one)):
        assert found[address].make(found[address].inputs) == b"PK\x03\x04 so-tu-phap/don"


def test_a_version_keeps_its_address_when_a_newer_one_comes_and_whatever_it_is_called(blank):
    old, new = blank("so-tu-phap/cu"), blank("so-tu-phap/don")
    before = with_pdf(old._replace(id="so-tu-phap/don"))
    record = new.form.model_copy(update={"earlier": form("x/y", Path(old.file.path), earlier=[{"version": "đổi tên", "file": "cu.docx"}, {"version": "1999"}]).form.earlier})
    after = new._replace(form=record, earlier=(old.file, None), earlier_derived=(before.derived, Derived()))
    first, then = form_files.addresses(before), form_files.addresses(after)
    kept = {address: file for address, file in first.items() if address.startswith("bieu-mau/so-tu-phap/don/")}
    assert len(kept) == 3 and kept.items() <= then.items()
    assert then["bieu-mau/so-tu-phap/don.docx"] == new.file and "bieu-mau/so-tu-phap/don.pdf" not in then
    assert [(version.place, version.file) for version in form_files.versions(after)] == [(0, new.file), (1, old.file)]


def test_what_a_page_fills_is_no_blank_to_download(blank):
    don, template = blank("so-tu-phap/don"), blank("so-tu-phap/x").file
    found = made(don._replace(template=template))
    assert template not in [each.inputs for each in found.values()] and template not in [file for _, file in found[ZIP].inputs.files]


@pytest.mark.parametrize("change", ["other bytes", "more", "gone", "link", "folder"])
def test_a_form_that_changed_after_it_was_judged_is_a_fault(blank, change):
    judged = blank("so-tu-phap/don")
    path = Path(judged.file.path)
    data = path.read_bytes()
    path.unlink()
    if change == "link":
        (path.parent / "other").write_bytes(data)
        path.symlink_to("other")
    elif change == "folder":
        path.mkdir()
    elif change != "gone":
        path.write_bytes(data.swapcase() if change == "other bytes" else data + b"!")
    found = [each for path, each in made(judged).items() if not path.endswith(".js")]
    assert len(found) == 3
    for artifact in found:
        with pytest.raises(ChangedWhileBuilding):
            artifact.make(artifact.inputs)


def test_where_the_file_lies_is_no_part_of_a_key(blank, tmp_path):
    here = blank("so-tu-phap/don")
    elsewhere = tmp_path / "elsewhere" / "x.docx"
    elsewhere.parent.mkdir()
    shutil.copy(here.file.path, elsewhere)
    there = here._replace(file=here.file._replace(path=str(elsewhere)))
    assert [digest(each.inputs) for each in made(here).values()] == [digest(each.inputs) for each in made(there).values()]
    changed = here._replace(file=here.file._replace(sha256="0" * 64))
    assert all(digest(one.inputs) != digest(other.inputs) for one, other in zip(made(here).values(), made(changed).values(), strict=True))


def test_a_form_that_only_drafts_name_is_nowhere(blank):
    drafts, shared = blank("so-tu-phap/nhap"), blank("so-tu-phap/chung")
    records = (procedure("1.000001", status="draft", forms=["so-tu-phap/nhap", "so-tu-phap/chung"]), procedure("1.000002", forms=["so-tu-phap/chung"]))
    found = made(drafts, shared, records=records, states={"1.000002": "in_force"})
    assert files(found) == sorted(["bieu-mau/so-tu-phap/chung.docx", own(shared)])
    assert len(opened(found[ZIP]).namelist()) == 3
    shown = made(drafts, shared, records=records, states={"1.000001": "draft", "1.000002": "in_force"})
    assert "bieu-mau/so-tu-phap/nhap.docx" in shown
    assert len(opened(shown[ZIP]).namelist()) == 4


@pytest.mark.parametrize("fields, state", [({}, "abolished"), ({}, "replaced"), ({"is_internal": True}, "in_force")])
def test_a_form_of_an_ended_or_internal_procedure_keeps_its_address_and_leaves_the_zip(blank, fields, state):
    records = (procedure("1.000001", forms=["so-tu-phap/don"], **fields),)
    don = blank("so-tu-phap/don")
    found = made(don, records=records, states={"1.000001": state})
    assert files(found) == sorted(["bieu-mau/so-tu-phap/don.docx", own(don)]) and not any(path.endswith(".zip") for path in found)


def test_the_zip_holds_every_form_under_its_original_name_with_a_page_and_a_table(blank):
    archive = opened(made(
        with_pdf(blank("so-tu-phap/b", "Mẫu số 2 - Tờ khai.docx", number="Mẫu số 2", version="bản 3", effective_from="2026-07-01", title={"vi": "Tờ khai <b>", "en": "Declaration"})),
        blank("so-tu-phap/a", "Đơn.docx", title="=Đơn"))[ZIP])
    assert archive.testzip() is None
    names = ["Mẫu số 2 - Tờ khai.docx", "Mẫu số 2 - Tờ khai.pdf", "Đơn.docx"]
    assert archive.namelist() == ["DANH-SACH.html", "DANH-SACH.csv", *names]
    assert archive.read("Đơn.docx") == b"PK\x03\x04 so-tu-phap/a" and archive.read(names[1]) == b"pdfso-tu-phap/b"
    page = lxml.html.fromstring(archive.read("DANH-SACH.html"))
    assert page.findtext(".//h1") == "Mẫu đơn, tờ khai: Sở Tư pháp"
    assert [unquote(link) for link in page.xpath("//a/@href")] == names
    assert page.xpath("//*[@src or @http-equiv]") == [] and page.xpath("//span[@lang='en']/text()") == ["Declaration"]
    assert "Tờ khai <b>" in page.text_content() and "Mẫu số 2, bản 3, dùng từ ngày 01/07/2026" in page.text_content()
    rows = list(csv.reader(archive.read("DANH-SACH.csv").decode("utf-8-sig").splitlines()))
    assert archive.read("DANH-SACH.csv").startswith(BOM_UTF8) and [row[5] for row in rows[1:]] == names
    assert rows[3][1] == "'=Đơn", "a spreadsheet must run nothing"
    assert [row[7] for row in rows[1:]] == [sha256(archive.read(name)).hexdigest() for name in names]
    assert [int(row[6]) for row in rows[1:]] == [len(archive.read(name)) for name in names]


def test_the_zip_of_all_has_a_folder_for_each_department(blank):
    found = made(with_pdf(blank("so-tu-phap/a")), blank("so-cong-thuong/a"))
    archive = opened(found["bieu-mau/tat-ca-mau-don.zip"])
    assert archive.namelist()[2:] == ["so-cong-thuong/Đơn.docx", "so-tu-phap/Đơn.docx", "so-tu-phap/Đơn.pdf"]
    page = lxml.html.fromstring(archive.read("DANH-SACH.html"))
    assert page.xpath("//h2/text()") == ["Mẫu đơn, tờ khai", "Sở Tư pháp"]
    assert "bieu-mau/tat-ca-mau-don.zip" not in made(blank("so-tu-phap/a"), blank("so-tu-phap/b"))


def test_an_event_of_life_has_a_zip_of_the_forms_that_its_procedures_name(blank):
    one, other, draft = blank("so-tu-phap/a"), blank("so-cong-thuong/b", "Kê.docx"), blank("so-tu-phap/c")
    records = (procedure("1.000001", forms=["so-tu-phap/a", "so-cong-thuong/b"]), procedure("1.000002", forms=["so-tu-phap/a"]), procedure("1.000003", forms=["so-tu-phap/c"], status="draft"))
    steps = [{"procedure": "1.000001"}, {"title": "Đi khám"}, {"procedure": "1.000002"}, {"procedure": "1.000003"}]
    events = [LifeEvent.model_validate({"id": "sinh-con", "name": {"vi": "Sinh con"}, "steps": steps}),
              LifeEvent.model_validate({"id": "khac", "name": {"vi": "Khác"}, "steps": [{"title": "Nghỉ"}]})]
    found = made(one, other, draft, records=records, states={"1.000001": "in_force", "1.000002": "in_force"}, events=events)
    assert opened(found["viec-trong-doi/sinh-con/mau-don.zip"]).namelist()[2:] == ["Kê.docx", "Đơn.docx"]
    assert "viec-trong-doi/khac/mau-don.zip" not in found


def test_the_size_of_a_zip_is_known_before_it_is_made_and_too_large_a_one_is_not_made(blank, monkeypatch):
    found = {path: each for path, each in made(with_pdf(blank("so-tu-phap/a", "Đơn ễ.docx")), blank("so-cong-thuong/b")).items() if path.endswith(".zip")}
    assert len(found) == 3
    for each in found.values():
        assert bundles.size_of(each.inputs) == len(each.make(each.inputs))
    monkeypatch.setattr(bundles, "MOST_BYTES", 100)
    assert not any(path.endswith(".zip") for path in made(blank("so-tu-phap/a")))


def test_the_zip_says_no_time_no_person_and_no_system(blank):
    archive = opened(made(blank("so-tu-phap/a"), blank("so-tu-phap/b", "Plain.docx"))[ZIP])
    for entry in archive.infolist():
        assert (entry.date_time, entry.external_attr >> 16, entry.create_system, entry.compress_type, entry.extra, entry.comment) == (
            (1980, 1, 1, 0, 0, 0), 0o100644, 3, ZIP_STORED, b"", b"")
        assert bool(entry.flag_bits & 0x800) is not entry.filename.isascii(), "a name beyond ASCII is marked as UTF-8"


def test_the_zip_is_the_same_bytes_at_another_time_in_another_order(blank, monkeypatch):
    one, other = blank("so-tu-phap/a", "Một.docx"), blank("so-tu-phap/b", "Hai.docx")
    first, again = made(one, other)[ZIP], made(other, one)[ZIP]
    data = first.make(first.inputs)
    monkeypatch.setattr(time, "time", lambda: 2_000_000_000.0)
    assert again.make(again.inputs) == data
    assert digest(first.inputs) == digest(again.inputs)


def test_forms_that_share_a_name_are_told_apart(blank):
    assert names(blank("so-tu-phap/a", "Đơn.docx"), blank("so-tu-phap/b", "ĐƠN.DOCX"), blank("so-tu-phap/c", "Khác.docx")) == [
        "a - Đơn.docx", "b - ĐƠN.docx", "Khác.docx"]
    assert names(blank("so-tu-phap/a", "Đơn.docx"), blank("so-tu-phap/b", "Đơn.docx"), blank("so-tu-phap/c", "a - Đơn.docx")) == [
        "a 2 - Đơn.docx", "b - Đơn.docx", "a - Đơn.docx"]
    assert names(blank("so-tu-phap/a", LONG), blank("so-tu-phap/b", LONG))[0] != names(blank("so-tu-phap/a", LONG), blank("so-tu-phap/b", LONG))[1]


@pytest.mark.parametrize(
    "name, safe",
    [
        ("Mẫu số 3 - Đơn.docx", "Mẫu số 3 - Đơn.docx"), ("../../etc/passwd", "etc passwd.docx"), ("C:\\a\\b.docx", "C a b.docx"),
        ("/srv/x.docx", "srv x.docx"), ("con.docx", "_con.docx"), ("AUX", "_AUX.docx"), ("lpt1.x.docx", "_lpt1.x.docx"), ("...", "_.docx"),
        ("a\u202ecod.exe", "a cod.exe.docx"), ("a\x00b\n.docx", "a b.docx"), ("Đơn.doc", "Đơn.doc.docx"), ("  Đơn . docx. ", "Đơn . docx.docx"),
        ('a<b>"c"|?*.docx', "a b c.docx"), ("e\u0302\u0303.docx", "ễ.docx"), (".docx", "docx.docx"), ("Đơn.DOCX", "Đơn.docx"),
    ])
def test_a_name_is_made_safe_for_every_system(name, safe):
    assert safe_name(name, "docx") == safe


@pytest.mark.bulk
@given(strategies.text(max_size=300))
def test_no_original_name_leaves_the_folder_it_is_unpacked_in(name):
    safe = safe_name(name, "docx")
    assert safe.endswith(".docx") and len(safe.encode()) <= 255
    assert not set('<>:"/\\|?*\0\n\r\t') & set(safe) and safe[0] not in ". " and safe[:-5] == safe[:-5].rstrip(" .")


def test_other_readers_find_no_fault(blank, tmp_path):
    """Read from front to back as a streaming reader does, and by unzip where a machine has it."""
    artifact = made(with_pdf(blank("so-tu-phap/a", "Tờ khai ễ.docx")), blank("so-tu-phap/b", LONG))[ZIP]
    data, at, seen = artifact.make(artifact.inputs), 0, []
    while data[at : at + 4] == b"PK\x03\x04":
        _, flags, method, _, _, crc, packed, size, name, extra = struct.unpack("<HHHHHIIIHH", data[at + 4 : at + 30])
        body = at + 30 + name + extra
        assert (flags & ~0x800, method, packed, extra, crc) == (0, ZIP_STORED, size, 0, crc32(data[body : body + size]))
        seen.append(data[at + 30 : at + 30 + name].decode())
        at = body + size
    assert data[at : at + 4] == b"PK\x01\x02" and seen == opened(artifact).namelist() and len(seen) == 5
    if unzip := shutil.which("unzip"):
        (tmp_path / "whole.zip").write_bytes(data)
        told = subprocess.run([unzip, "-t", tmp_path / "whole.zip"], capture_output=True, text=True, errors="replace")
        assert told.returncode == 0 and "No errors detected" in told.stdout


@pytest.mark.bulk
def test_a_reader_in_javascript_opens_it_and_reads_the_same(blank, tmp_path):
    artifact = made(with_pdf(blank("so-tu-phap/a", "Tờ khai ễ.docx")), blank("so-tu-phap/b", LONG))[ZIP]
    (tmp_path / "whole.zip").write_bytes(artifact.make(artifact.inputs))
    done = subprocess.run(["node", READER, tmp_path / "whole.zip"], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {name: sha256(opened(artifact).read(name)).hexdigest() for name in opened(artifact).namelist()}


# What a file is, by its digest.


def table(found, language: str = "vi") -> dict:
    """What the script hands over."""
    script = found[f"bieu-mau/dau-kiem-tra-{language}.js"]
    return json.loads(script.make(script.inputs).decode().removeprefix("motcua.knownForms(").removesuffix(");\n"))


def answer(found, file: FormFile, language: str = "vi") -> list:
    held = table(found, language)
    return held["answers"][held["files"][file.sha256[:32]]]


def versions(blank, **fields) -> LoadedForm:
    """A form of three versions, of which the oldest is only told."""
    old = blank("so-tu-phap/cu")
    don = blank("so-tu-phap/don", title="Đơn xin", version="bản 3", effective_from="2026-07-01", **fields,
                earlier=[{"version": "bản 2", "file": "cu.docx", "effective_from": "2020-01-01"}, {"version": "bản 1"}])
    return with_pdf(don._replace(earlier=(old.file, None)))


def test_each_file_in_each_format_is_known_by_its_digest(blank):
    don = versions(blank)
    found = made(don)
    assert set(table(found)["files"]) == {file.sha256[:32] for file in (don.file, *don.derived.files, don.earlier[0])}
    assert answer(found, don.file) == answer(found, don.derived.files[0])


def test_the_version_in_use_says_so_and_before_its_day_that_it_is_too_early(blank):
    don = versions(blank)
    assert answer(made(don), don.file) == ["2026-07-01", ["soon", "now"], [
        "Chưa đến ngày dùng. Bản này của mẫu Đơn xin dùng từ ngày 01/07/2026.", "Còn dùng được. Đây là bản đang dùng của mẫu: Đơn xin."], "bieu-mau/so-tu-phap/don/"]


def test_an_old_version_says_what_replaced_it_and_until_then_that_it_still_holds(blank):
    don = versions(blank)
    assert answer(made(don), don.earlier[0]) == ["2026-07-01", ["still", "old"], [
        "Còn dùng được đến hết ngày 30/06/2026. Đây là bản của mẫu Đơn xin sắp được thay. Thay bằng bản 3 từ ngày 01/07/2026.",
        "Không dùng để nộp nữa. Đây là bản cũ của mẫu: Đơn xin. Thay bằng bản 3 từ ngày 01/07/2026."], "bieu-mau/so-tu-phap/don/"]
    title, follower = ["Đơn xin", "vi"], ["bản 3", "vi"]
    assert answer(made(don), don.earlier[0], "en")[2:] == [[
        ["Still good until the end of 30 June 2026. This version of the form ", title, " will be replaced soon. Replaced by ", follower, " from 1 July 2026."],
        ["Do not hand this in any more. It is an old version of the form: ", title, ". Replaced by ", follower, " from 1 July 2026."]], "en/bieu-mau/so-tu-phap/don/"]


def test_a_sample_and_a_form_of_no_procedure_are_never_called_good(blank):
    sample = versions(blank, illustrative=["file"])
    assert answer(made(sample), sample.file)[2][1] == "Đây là bản mới nhất của mẫu: Đơn xin. Tệp này chỉ để minh họa, không dùng để nộp."
    assert answer(made(sample), sample.earlier[0])[2][0].startswith("Bản này của mẫu Đơn xin áp dụng đến hết ngày 30/06/2026, sau đó được thay.")
    don = versions(blank)
    found = made(don, records=(procedure("1.000001", forms=["so-tu-phap/don"], status="abolished"),), states={"1.000001": "abolished"})
    assert answer(found, don.file)[1] == ["soon", "ended"] and "không còn thủ tục nào" in answer(found, don.file)[2][1]


def test_the_same_bytes_under_an_old_and_a_new_version_are_those_in_use(blank):
    don = versions(blank)
    found = made(don._replace(earlier=(don.file, None)))
    assert answer(found, don.file)[1] == ["soon", "now"]


def test_without_forms_there_is_no_table():
    assert made() == {}
