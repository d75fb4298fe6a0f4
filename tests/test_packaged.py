"""The package's own words are read from YAML once, and never when that has changed."""
from __future__ import annotations

import sys
from pathlib import Path

import pytest

from motcua import packaged


@pytest.fixture
def file(tmp_path: Path, monkeypatch) -> Path:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    path = tmp_path / "words.yml"
    path.write_text("one", "utf-8")
    return path


def kept(file: Path) -> tuple[str, bool]:
    """What is given, and whether it was read for that."""
    read = []

    def look() -> str:
        read.append(file)
        return file.read_text("utf-8")

    return packaged.kept("words", [file], look), bool(read)


def test_a_file_is_read_once_until_it_changes(file: Path):
    assert [kept(file), kept(file)] == [("one", True), ("one", False)]
    file.write_text("two", "utf-8")
    assert [kept(file), kept(file)] == [("two", True), ("two", False)]


def test_other_code_reads_it_again(file: Path, monkeypatch):
    kept(file)
    monkeypatch.setattr(packaged, "version", lambda: "another")
    assert kept(file) == ("one", True)


@pytest.mark.parametrize("spoilt", [b"", b"{}", b"\xff"])
def test_what_was_kept_and_is_damaged_is_read_again(file: Path, spoilt: bytes):
    kept(file)
    (beside,) = (file.parent / "__pycache__").iterdir()
    beside.write_bytes(spoilt)
    assert [kept(file), kept(file)] == [("one", True), ("one", False)]


def test_a_folder_that_may_not_be_written_is_no_fault(file: Path):
    (file.parent / "__pycache__").write_text("in the way")
    assert [kept(file), kept(file)] == [("one", True), ("one", True)]


def test_nothing_is_kept_where_python_keeps_nothing(file: Path, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert kept(file) == ("one", True)
    assert not (file.parent / "__pycache__").exists()
