"""A catalogue of an earlier version is brought to this one with its comments, whole or not at all; a newer one is refused in words."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from motcua import commands, source
from motcua.rules.directory import SCHEMA_VERSION
from motcua.tools import migrate
from motcua.tools.rewrite import Document, LeftAlone, rewritten
from motcua.tools.fields import FILES

HOME = Path(__file__).parents[1]


@pytest.fixture
def catalogue(tmp_path, monkeypatch) -> Path:
    shutil.copytree(HOME / "tests" / "mistakes" / "base" / "catalogue", tmp_path / "catalogue")
    monkeypatch.chdir(tmp_path)
    return Path("catalogue")


def write_publisher(catalogue: Path, version: str) -> bytes:
    file = catalogue / "catalogue.yml"
    text = "# Ai công bố\n" + file.read_text("utf-8").replace("schema_version: 1\n", version) + "# hết\n"
    file.write_text(text, "utf-8")
    return file.read_bytes()


def tree(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_migrations_lead_step_by_step_to_this_version():
    assert list(migrate.MIGRATIONS) == list(range(1, SCHEMA_VERSION + 1))
    assert {kind for step in migrate.MIGRATIONS.values() for kind in step} <= set(FILES)


def test_a_catalogue_without_a_version_gets_one_and_keeps_its_comments(catalogue: Path, capsys):
    write_publisher(catalogue, "")
    before = tree(catalogue)
    assert commands.main(["migrate"]) == 0
    assert capsys.readouterr().out == "Đã chuyển danh mục từ khuôn phiên bản 0 sang 1, viết lại 1 tệp.\n"
    after = tree(catalogue)
    assert {path for path in before if before[path] != after[path]} == {catalogue / "catalogue.yml"}
    text = (catalogue / "catalogue.yml").read_text("utf-8")
    assert text.startswith("# Ai công bố\nschema_version: 1\ntitle:\n") and text.endswith("# hết\n")
    assert commands.main(["migrate"]) == 0
    assert capsys.readouterr().out == "Danh mục đã theo khuôn phiên bản 1, không phải chuyển gì.\n"
    assert tree(catalogue) == after


@pytest.mark.parametrize("version, said", [
    ("schema_version: 7\n", "motcua: danh mục catalogue viết theo khuôn phiên bản 7, mới hơn phần mềm này (phiên bản 1): cập nhật phần mềm"),
    ("schema_version: một\n", "motcua: catalogue/catalogue.yml:2: ghi schema_version là một số nguyên"),
    ("schema_version: [\n", "motcua: không đọc được catalogue/catalogue.yml"),
])
def test_what_cannot_be_brought_over_is_refused_in_words_and_nothing_is_written(catalogue: Path, capsys, version: str, said: str):
    write_publisher(catalogue, version)
    before = tree(catalogue)
    assert commands.main(["migrate"]) == 2
    assert capsys.readouterr().err.startswith(said)
    assert tree(catalogue) == before


def rename_status(document: Document) -> None:
    document.rename((), "state", "status")


def rename_text(document: Document) -> None:
    for number in range(len(document.values.get("steps", ()))):
        document.rename(("steps", number), "what", "text")


def test_a_later_migration_renames_fields_of_every_file_with_their_comments(catalogue: Path, monkeypatch, capsys):
    monkeypatch.setattr(migrate, "SCHEMA_VERSION", 3)
    monkeypatch.setattr(migrate, "MIGRATIONS", {1: {}, 2: {"procedure": rename_status}, 3: {"procedure": rename_text}})
    one, two = sorted((catalogue / "procedures" / "so-y-te").glob("*.yml"))
    one.write_text(one.read_text("utf-8").replace("status: in_force\n", "# còn dùng\nstate: in_force # từ 2026\n"), "utf-8")
    two.write_text(two.read_text("utf-8").replace("  - text:", "  # bước đầu\n  - what:").replace("status: in", "state: in"), "utf-8")
    assert commands.main(["migrate"]) == 0
    assert "từ khuôn phiên bản 1 sang 3, viết lại 3 tệp" in capsys.readouterr().out
    assert "# còn dùng\nstatus: in_force  # từ 2026\n" in one.read_text("utf-8")
    assert "  # bước đầu\n  - text: Nộp hồ sơ" in two.read_text("utf-8")
    assert source.read(catalogue / "catalogue.yml", "x").values["schema_version"] == "3"


def test_one_file_that_cannot_be_rewritten_keeps_all_as_they_are(catalogue: Path, monkeypatch, capsys):
    monkeypatch.setattr(migrate, "SCHEMA_VERSION", 2)
    monkeypatch.setattr(migrate, "MIGRATIONS", {1: {}, 2: {"procedure": rename_status}})
    broken = next((catalogue / "procedures" / "so-y-te").glob("*2.yml"))
    broken.write_text(broken.read_text("utf-8") + "\tx: y\n", "utf-8")
    before = tree(catalogue)
    assert commands.main(["migrate"]) == 1
    told = capsys.readouterr().err
    assert f"chưa chuyển được {broken.as_posix()}" in told and "chưa ghi tệp nào" in told
    assert tree(catalogue) == before


def test_a_migration_that_would_lose_a_comment_is_not_written():
    def forget(document: Document) -> None:
        document.values = {"schema_version": "1", **{name: value for name, value in document.values.items() if name != "title"}}
        document.remarks = {}

    with pytest.raises(LeftAlone) as left:
        rewritten(b"title: a # b\n", FILES["publisher"], forget)
    assert left.value.why == "comments_would_change"
