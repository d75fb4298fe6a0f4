"""What is made of a blank: by LibreOffice on an editor's machine, kept beside it under its digest, and never published beside other bytes."""

from __future__ import annotations

import json
import re
import shutil
import struct
import subprocess
import zlib
from hashlib import sha256
from pathlib import Path

import pytest
from support.sites import HERE, Project, small, with_addresses

from motcua import commands, derived
from motcua.catalogue import Derived, FormFile
from motcua.load import load
from motcua.tools.forms import converting
from motcua.tools.forms.png import png_of_grey

FORMS = HERE / "templates" / "forms"
KINDS = ("pdf", "odt", "png")
FORM = """\
title: Đơn
file: {name}.docx
original_name: Đơn {name}.docx
"""


def file_of(path: Path) -> FormFile:
    data = path.read_bytes()
    return FormFile(str(path), len(data), sha256(data).hexdigest(), path.suffix[1:])


# The picture.


def pixels(png: bytes) -> list[list[int]]:
    """The shades of a picture of four bits, as its own check sums allow them to be read."""
    width, height = struct.unpack(">II", png[16:24])
    assert png[24:29] == bytes((4, 0, 0, 0, 0)) and png[:8] == b"\x89PNG\r\n\x1a\n"
    at, data = 8, b""
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        name, held = png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        assert zlib.crc32(name + held) == struct.unpack(">I", png[at + 8 + length : at + 12 + length])[0]
        data += held if name == b"IDAT" else b""
        at += 12 + length
    raw, size = zlib.decompress(data), 1 + (width + 1) // 2
    rows = [raw[start : start + size] for start in range(0, len(raw), size)]
    assert len(rows) == height and all(row[0] == 0 for row in rows)
    return [[shade for byte in row[1:] for shade in (byte >> 4, byte & 15)][:width] for row in rows]


def test_a_grey_picture_becomes_one_of_sixteen_shades():
    assert pixels(png_of_grey(b"P5\n3 2\n255\n" + bytes((0, 255, 128, 8, 9, 254)))) == [[0, 15, 8], [0, 1, 15]]
    assert pixels(png_of_grey(b"P5 2 1 255 " + bytes((17, 34)))) == [[1, 2]]


@pytest.mark.parametrize("grey", [b"", b"P5\n3 2\n255\n\0\0", b"P6\n1 1\n255\n\0\0\0", b"P5\n1 1\n65535\n\0\0", b"P5\n1 1\n255\n\0\0"])
def test_what_is_no_grey_picture_is_refused(grey: bytes):
    with pytest.raises(ValueError):
        png_of_grey(grey)


# What lies beside a blank.


@pytest.fixture
def blank(tmp_path: Path) -> Path:
    """A blank with all that was made of it."""
    for kind in ("docx", *KINDS):
        shutil.copyfile(FORMS / "cong-an-thanh-pho" / f"ct01.{kind}", tmp_path / f"don.{kind}")
    shutil.copyfile(FORMS / "cong-an-thanh-pho" / "ct01.derived.json", tmp_path / "don.derived.json")
    return tmp_path / "don.docx"


def test_what_was_made_of_these_very_bytes_is_found(blank: Path):
    found = derived.beside(file_of(blank))
    assert [file.type for file in found.derived.files] == ["pdf", "odt"] and not found.is_stale
    assert [sha256(data).hexdigest() for data in found.contents] == [file.sha256 for file in found.derived.files]
    picture = found.derived.picture
    assert (picture.width, picture.height, picture.file.type) == (480, 679, "png")


def test_a_blank_of_which_nothing_was_made_has_nothing(tmp_path: Path):
    (tmp_path / "don.docx").write_bytes(b"PK")
    (tmp_path / "don.pdf").write_bytes(b"%PDF-")
    assert derived.beside(file_of(tmp_path / "don.docx")) == derived.Found()


def spoilt(name: str, data: bytes | None = None):
    def spoil(folder: Path) -> None:
        (folder / name).write_bytes((folder / name).read_bytes() + b"\n" if data is None else data)
    return spoil


def linked(folder: Path) -> None:
    (folder / "don.pdf").rename(folder / "other.pdf")
    (folder / "don.pdf").symlink_to("other.pdf")


@pytest.mark.parametrize("spoil", [
    spoilt("don.docx"), spoilt("don.pdf"), spoilt("don.odt", b""), spoilt("don.png"), spoilt("don.derived.json", b"{"), spoilt("don.derived.json", b"[]"),
    spoilt("don.derived.json", b"{}"), spoilt("don.derived.json", b"\xff"), spoilt("don.derived.json", b" " * 5000), lambda folder: (folder / "don.pdf").unlink(), linked,
])
def test_nothing_is_taken_where_a_byte_is_not_what_the_record_says(blank: Path, spoil):
    spoil(blank.parent)
    assert derived.beside(file_of(blank)) == derived.Found(is_stale=True)


def test_a_record_cannot_lead_to_other_files(blank: Path):
    record = derived.record_beside(blank)
    held = json.loads(record.read_bytes())
    record.write_text(json.dumps(held | {"files": held["files"] | {"../../secret": "0" * 64, "html": "0" * 64}}), "utf-8")
    assert {Path(file.path).name for file in derived.beside(file_of(blank)).derived.files} == {"don.pdf", "don.odt"}


# In a catalogue.


@pytest.fixture
def project(tmp_path: Path, blank: Path) -> Project:
    """A small catalogue with one more form, of which everything was made."""
    made = small(tmp_path / "project")
    for path in blank.parent.glob("don.*"):
        shutil.copyfile(path, made.file(f"templates/forms/so-y-te/{path.name}"))
    made.file("templates/forms/so-y-te/don.yml").write_text(FORM.format(name="don"), "utf-8")
    return with_addresses(made)


def test_what_was_made_is_part_of_the_form(project: Project):
    held = project.load().forms["so-y-te/don"].derived
    assert [file.type for file in held.files] == ["pdf", "odt"] and held.picture


def test_a_changed_blank_is_told_and_its_old_paper_is_not_published(project: Project):
    folder, before = project.file("templates/forms/so-y-te"), project.load()
    shutil.copyfile(FORMS / "so-tu-phap" / "to-khai-cap-ban-sao-trich-luc.docx", folder / "don.docx")
    found, problems = load(project.catalogue, folder.parent, project.cache)
    told = [(problem.rule, problem.line, problem.field, problem.found, problem.severity) for problem in problems if problem.file.endswith("so-y-te/don.yml")]
    assert ("derived_files_are_of_their_source", 2, "file", "don.docx", "warning") in told
    assert found.forms["so-y-te/don"].derived == Derived() and found.said != before.said


def test_earlier_versions_keep_what_was_made_of_them(project: Project):
    folder = project.file("templates/forms/so-y-te")
    shutil.copyfile(FORMS / "so-tu-phap" / "to-khai-cap-ban-sao-trich-luc.docx", folder / "moi.docx")
    folder.joinpath("don.yml").write_text(FORM.format(name="moi") + "earlier:\n  - version: cũ\n    file: don.docx\n", "utf-8")
    held = project.load().forms["so-y-te/don"]
    assert held.derived == Derived() and [file.type for file in held.earlier_derived[0].files] == ["pdf", "odt"]


# The verb, without the programs.


def derive(project: Project, *words: str) -> int:
    return commands.main(["forms", "derive", "--catalogue", str(project.catalogue), "--forms", str(project.file("templates/forms")), *words])


@pytest.mark.parametrize("missing", ["soffice", "pdftoppm"])
def test_a_machine_without_a_program_is_told_which(project: Project, missing: str, monkeypatch, capsys):
    monkeypatch.setattr(converting.shutil, "which", lambda name: None if name in (missing, "libreoffice" if missing == "soffice" else "") else f"/usr/bin/{name}")
    project.file("templates/forms/so-y-te/don.png").unlink()
    assert derive(project, "so-y-te/don") == commands.FAULT
    assert f"máy này chưa có chương trình {missing}" in capsys.readouterr().err


def test_a_program_that_does_not_answer_is_told_as_one_that_is_missing(monkeypatch, tmp_path: Path):
    for name in ("soffice", "pdftoppm"):
        (tmp_path / name).write_text("#!/bin/sh\nexec sleep 60\n", "utf-8")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    monkeypatch.setattr(converting, "_START", 0.2)
    with pytest.raises(converting.NotInstalled, match="soffice"):
        converting.programs()


def test_a_form_that_is_not_there_is_named(project: Project, capsys):
    assert derive(project, "so-y-te/khac") == commands.FAULT
    assert "không có mẫu đơn so-y-te/khac" in capsys.readouterr().err


def test_what_is_whole_needs_no_program(project: Project, monkeypatch, capsys):
    monkeypatch.setattr(converting.shutil, "which", lambda name: None)
    assert derive(project, "so-y-te/don") == 0
    assert "Không phải làm gì" in capsys.readouterr().out


# The verb with the programs, which `make test` installs.


def ready(project: Project) -> Path:
    """The project without what was made; the folder of its form."""
    folder = project.file("templates/forms/so-y-te")
    for kind in (*KINDS, "derived.json"):
        folder.joinpath(f"don.{kind}").unlink()
    for program in ("soffice", "pdftoppm"):
        assert shutil.which(program), f"the tests of derived files need {program} (Debian packages libreoffice-writer-nogui and poppler-utils): run `make test`"
    return folder


@pytest.mark.bulk
def test_a_paper_an_odt_and_a_picture_are_made_and_kept_with_their_source(project: Project, capsys):
    folder = ready(project)
    assert derive(project, "so-y-te/don") == 0
    held = json.loads((folder / "don.derived.json").read_bytes())
    assert held["source"] == sha256((folder / "don.docx").read_bytes()).hexdigest() and held["converter"].startswith("LibreOffice ")
    assert held["files"] == {kind: sha256((folder / f"don.{kind}").read_bytes()).hexdigest() for kind in KINDS}
    assert not list(folder.glob(".*")), "nothing is left lying about"
    found = project.load().forms["so-y-te/don"].derived
    assert len(found.files) == 2 and found.picture.width == 480
    told = subprocess.run(["pdfinfo", folder / "don.pdf"], capture_output=True, text=True, encoding="utf-8", check=True).stdout
    assert re.search(r"Tagged:\s+yes", told) and re.search(r"Title:\s+Tờ khai thay đổi thông tin cư trú", told)
    assert b"/Lang(vi-VN)" in (folder / "don.pdf").read_bytes()
    text = subprocess.run(["pdftotext", folder / "don.pdf", "-"], capture_output=True, text=True, encoding="utf-8", check=True).stdout
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text and "Số định danh cá nhân" in text
    capsys.readouterr()
    before = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    assert derive(project) == 0
    assert "don-de-nghi.pdf: PNG" in capsys.readouterr().out, "the other form of the project, which is a PDF"
    assert {path: path.stat().st_mtime_ns for path in before} == before


@pytest.mark.bulk
def test_a_file_that_cannot_be_converted_stops_no_other(project: Project, capsys):
    folder = ready(project)
    (folder / "hong.docx").write_bytes(b"PK\x03\x04 torn")
    (folder / "hong.yml").write_text(FORM.format(name="hong"), "utf-8")
    assert derive(project, "so-y-te/hong", "so-y-te/don") == 1
    told = capsys.readouterr()
    assert "hong.docx: không làm được đủ" in told.err and "don.docx: ODT" in told.out
    assert (folder / "don.derived.json").is_file() and not (folder / "hong.derived.json").exists()


@pytest.mark.bulk
def test_of_a_form_that_is_paper_alone_a_picture_is_made(project: Project, capsys):
    folder = ready(project)
    shutil.copyfile(FORMS / "cong-an-thanh-pho" / "ct01.pdf", folder / "giay.pdf")
    (folder / "giay.yml").write_text(FORM.format(name="giay").replace(".docx", ".pdf"), "utf-8")
    assert derive(project, "so-y-te/giay") == 0, capsys.readouterr().err
    assert set(json.loads((folder / "giay.derived.json").read_bytes())["files"]) == {"png"} and not (folder / "giay.odt").exists()
    held = derived.beside(file_of(folder / "giay.pdf"))
    assert held.derived.files == () and held.derived.picture.width == 480 and not held.is_stale


@pytest.mark.bulk
def test_no_other_form_is_written_over(project: Project, capsys):
    folder = ready(project)
    (folder / "don.pdf").write_bytes((folder / "don-de-nghi.pdf").read_bytes())
    (folder / "khac.yml").write_text("title: Đơn khác\nfile: don.pdf\noriginal_name: Khác.pdf\n", "utf-8")
    before = (folder / "don.pdf").read_bytes()
    assert derive(project, "so-y-te/don") == 1
    assert "nếu tệp PDF cùng tên là của mẫu khác" in capsys.readouterr().err and (folder / "don.pdf").read_bytes() == before


# The sample.


def sample_blanks() -> list[str]:
    """Every file that a description of the sample names, told by what lies beside it."""
    return sorted(path.relative_to(FORMS).as_posix() for path in FORMS.glob("*/*.docx") if not path.name.endswith(".fill.docx"))


def test_the_sample_has_forms():
    assert len(sample_blanks()) == 16


@pytest.mark.parametrize("name", sample_blanks())
def test_everything_was_made_of_each_form_of_the_sample_and_is_small(name: str):
    found = derived.beside(file_of(FORMS / name))
    assert not found.is_stale, "run motcua forms derive"
    assert [file.type for file in found.derived.files] == ["pdf", "odt"]
    assert found.derived.files[0].size <= 80_000 and found.derived.files[1].size <= 40_000 and found.derived.picture.file.size <= 30_000
