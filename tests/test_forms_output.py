"""Forms: the bytes that were judged under a stable name, and a ZIP that is the same everywhere and opens everywhere."""

from __future__ import annotations

import shutil
import struct
import subprocess
import time
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile
from zlib import crc32

import pytest
from hypothesis import given, strategies
from support.catalogues import catalogue, form, procedure

from motcua.catalogue import ChangedWhileBuilding
from motcua.outputs import forms
from motcua.outputs.artifact import digest

LONG = "Đơn đề nghị " + "ẫ" * 200 + ".docx"


@pytest.fixture
def blank(tmp_path: Path):
    """`blank(form id, original name)` is a form of its own bytes."""
    def make(form_id: str, original_name: str = "Đơn.docx", extension: str = "docx", **fields):
        path = tmp_path / f"{form_id}.{extension}"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"PK\x03\x04 " + form_id.encode())
        return form(form_id, path, original_name, **fields)
    return make


def made(*blanks, records=(), states=None):
    built = catalogue(*records, forms=blanks)
    return {each.path: each for each in forms.artifacts(built, states or {})}


def opened(artifact) -> ZipFile:
    return ZipFile(BytesIO(artifact.make(artifact.inputs)))


def names(*blanks) -> list[str]:
    """What the forms are called in their ZIP, in the order of the forms."""
    bundle = made(*blanks)["bieu-mau/so-tu-phap/so-tu-phap.zip"].inputs
    called = {each.file.path: each.name for each in bundle.blanks}
    return [called[each.file.path] for each in blanks]


def test_a_form_is_published_under_its_own_name_with_its_own_bytes(blank):
    found = made(blank("so-tu-phap/don"), blank("so-cong-thuong/ke", extension="pdf"))
    assert sorted(found) == ["bieu-mau/so-cong-thuong/ke.pdf", "bieu-mau/so-cong-thuong/so-cong-thuong.zip",
                             "bieu-mau/so-tu-phap/don.docx", "bieu-mau/so-tu-phap/so-tu-phap.zip"]
    copy = found["bieu-mau/so-tu-phap/don.docx"]
    assert copy.make(copy.inputs) == b"PK\x03\x04 so-tu-phap/don"


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
    for artifact in made(judged).values():
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
    assert sorted(found) == ["bieu-mau/so-tu-phap/chung.docx", "bieu-mau/so-tu-phap/so-tu-phap.zip"]
    assert len(opened(found["bieu-mau/so-tu-phap/so-tu-phap.zip"]).namelist()) == 2
    shown = made(drafts, shared, records=records, states={"1.000001": "draft", "1.000002": "in_force"})
    assert "bieu-mau/so-tu-phap/nhap.docx" in shown
    assert len(opened(shown["bieu-mau/so-tu-phap/so-tu-phap.zip"]).namelist()) == 3


@pytest.mark.parametrize("fields, state", [({}, "abolished"), ({}, "replaced"), ({"is_internal": True}, "in_force")])
def test_a_form_of_an_ended_or_internal_procedure_keeps_its_address_and_leaves_the_zip(blank, fields, state):
    records = (procedure("1.000001", forms=["so-tu-phap/don"], **fields),)
    assert list(made(blank("so-tu-phap/don"), records=records, states={"1.000001": state})) == ["bieu-mau/so-tu-phap/don.docx"]


def test_the_zip_holds_every_form_under_its_original_name_with_a_list(blank):
    archive = opened(made(
        blank("so-tu-phap/b", "Mẫu số 2 - Tờ khai.docx", number="Mẫu số 2", title={"vi": "Tờ khai", "en": "Declaration"}),
        blank("so-tu-phap/a", "Đơn.docx"))["bieu-mau/so-tu-phap/so-tu-phap.zip"])
    assert archive.testzip() is None
    assert archive.namelist() == ["DANH-SACH.txt", "Mẫu số 2 - Tờ khai.docx", "Đơn.docx"]
    assert archive.read("Đơn.docx") == b"PK\x03\x04 so-tu-phap/a"
    listing = archive.read("DANH-SACH.txt").decode("utf-8-sig").split("\r\n")
    assert listing[:5] == ["Mẫu đơn, tờ khai: Sở Tư pháp", "", "1. Mẫu số 2: Tờ khai", "   Declaration", "   Mẫu số 2 - Tờ khai.docx"]
    assert "2. Đơn so-tu-phap/a" in listing and sum(line.startswith("   SHA-256 ") for line in listing) == 2


def test_the_zip_says_no_time_no_person_and_no_system(blank):
    archive = opened(made(blank("so-tu-phap/a"), blank("so-tu-phap/b", "Plain.docx"))["bieu-mau/so-tu-phap/so-tu-phap.zip"])
    for entry in archive.infolist():
        assert (entry.date_time, entry.external_attr >> 16, entry.create_system, entry.compress_type, entry.extra, entry.comment) == (
            (1980, 1, 1, 0, 0, 0), 0o100644, 3, ZIP_STORED, b"", b"")
        assert bool(entry.flag_bits & 0x800) is not entry.filename.isascii(), "a name beyond ASCII is marked as UTF-8"


def test_the_zip_is_the_same_bytes_at_another_time_in_another_order(blank, monkeypatch):
    one, other = blank("so-tu-phap/a", "Một.docx"), blank("so-tu-phap/b", "Hai.docx")
    path = "bieu-mau/so-tu-phap/so-tu-phap.zip"
    first, again = made(one, other)[path], made(other, one)[path]
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
        ("/tmp/x.docx", "tmp x.docx"), ("con.docx", "_con.docx"), ("AUX", "_AUX.docx"), ("lpt1.x.docx", "_lpt1.x.docx"), ("...", "_.docx"),
        ("a\u202ecod.exe", "a cod.exe.docx"), ("a\x00b\n.docx", "a b.docx"), ("Đơn.doc", "Đơn.doc.docx"), ("  Đơn . docx. ", "Đơn . docx.docx"),
        ('a<b>"c"|?*.docx', "a b c.docx"), ("e\u0302\u0303.docx", "ễ.docx"), (".docx", "docx.docx"), ("Đơn.DOCX", "Đơn.docx"),
    ])
def test_a_name_is_made_safe_for_every_system(name, safe):
    assert forms.safe_name(name, "docx") == safe


@given(strategies.text(max_size=300))
def test_no_original_name_leaves_the_folder_it_is_unpacked_in(name):
    safe = forms.safe_name(name, "docx")
    assert safe.endswith(".docx") and len(safe.encode()) <= 255
    assert not set('<>:"/\\|?*\0\n\r\t') & set(safe) and safe[0] not in ". " and safe[:-5] == safe[:-5].rstrip(" .")


def test_other_readers_find_no_fault(blank, tmp_path):
    """Read from front to back as a streaming reader does, and by unzip where a machine has it."""
    artifact = made(blank("so-tu-phap/a", "Tờ khai ễ.docx"), blank("so-tu-phap/b", LONG))["bieu-mau/so-tu-phap/so-tu-phap.zip"]
    data, at, seen = artifact.make(artifact.inputs), 0, []
    while data[at : at + 4] == b"PK\x03\x04":
        _, flags, method, _, _, crc, packed, size, name, extra = struct.unpack("<HHHHHIIIHH", data[at + 4 : at + 30])
        body = at + 30 + name + extra
        assert (flags & ~0x800, method, packed, extra, crc) == (0, ZIP_STORED, size, 0, crc32(data[body : body + size]))
        seen.append(data[at + 30 : at + 30 + name].decode())
        at = body + size
    assert data[at : at + 4] == b"PK\x01\x02" and seen == opened(artifact).namelist() and len(seen) == 3
    if unzip := shutil.which("unzip"):
        (tmp_path / "whole.zip").write_bytes(data)
        told = subprocess.run([unzip, "-t", tmp_path / "whole.zip"], capture_output=True, text=True, errors="replace")
        assert told.returncode == 0 and "No errors detected" in told.stdout
