"""Loading a catalogue: every file judged once, every problem told, and the second loading reads nothing that has not changed."""
from __future__ import annotations

import json
import os
import shutil
import unicodedata
from pathlib import Path

import pytest
from support.sites import Project, small, with_addresses

from motcua import catalogue as catalogue_module
from motcua import source
from motcua.catalogue import ChangedWhileBuilding
from motcua.load import load
from motcua.problem import Problem

FILE = "catalogue/procedures/so-y-te/1.000002.yml"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A small catalogue."""
    return with_addresses(small(tmp_path / "project"))


def loaded(project: Project) -> tuple:
    return load(project.catalogue, project.folder / "templates" / "forms", project.cache)


def rules(problems: list[Problem]) -> list[str]:
    return sorted(problem.rule for problem in problems)


@pytest.fixture
def opened(monkeypatch) -> list[str]:
    """The YAML files that were opened, by name."""
    names: list[str] = []
    read = source.read

    def noted(path, name):
        names.append(Path(path).name)
        return read(path, name)

    monkeypatch.setattr(source, "read", noted)
    return names


def test_every_record_is_there_under_its_identity(project: Project):
    found, problems = loaded(project)
    assert problems == []
    assert set(found.procedures) == {"1.000001", "1.000002"}
    assert (set(found.departments), set(found.decisions)) == ({"so-y-te", "uy-ban"}, {"12-qd-ubnd"})
    assert (set(found.laws), set(found.fields)) == ({"105/2016/QH13", "15/2023/QH15"}, {"duoc-pham", "kham-benh"})
    assert found.forms["so-y-te/don-de-nghi"].file.type == "pdf"
    assert [(page.name, page.language) for page in found.pages] == [("gioi-thieu", "vi")]
    assert found.record("1.000002").load().fees[0].amount == 500000


def test_a_second_loading_opens_no_file_of_a_procedure(project: Project, opened: list[str]):
    loaded(project)
    opened.clear()
    found, _ = loaded(project)
    assert not [name for name in opened if name.startswith("1.")]
    assert found.procedures["1.000002"].fee[0][1]


def test_the_cards_out_of_the_cache_are_those_that_were_put_there(project: Project):
    first, second = loaded(project)[0], loaded(project)[0]
    assert first.cards == second.cards
    assert first.record("1.000002").digest == second.record("1.000002").digest
    assert first.record("1.000002").load() == second.record("1.000002").load()


def test_only_the_file_that_changed_is_opened_again(project: Project, opened: list[str]):
    loaded(project)
    project.replace(FILE, "amount: 500000", "amount: 600000")
    opened.clear()
    found, _ = loaded(project)
    assert [name for name in opened if name.startswith("1.")] == ["1.000002.yml"]
    assert "600.000" in dict(found.procedures["1.000002"].fee)["vi"]


def test_a_file_of_the_same_size_and_time_but_another_inode_is_opened_again(project: Project):
    loaded(project)
    path = project.file(FILE)
    status = path.stat()
    other = path.with_suffix(".tmp")
    other.write_bytes(path.read_bytes().replace(b"500000", b"700000"))
    os.utime(other, ns=(status.st_atime_ns, status.st_mtime_ns))
    os.replace(other, path)
    assert "700.000" in dict(loaded(project)[0].procedures["1.000002"].fee)["vi"]


def test_problems_are_told_again_from_the_cache(project: Project):
    project.replace(FILE, "field: duoc-pham", "field: duoc-pham\nfeees: x")
    first, second = loaded(project)[1], loaded(project)[1]
    assert rules(first) == rules(second) == ["key_is_known"]
    assert first == second


def test_one_broken_file_hides_no_problem_of_another(project: Project):
    project.file("catalogue/laws.yml").write_text("laws: [\n", "utf-8")
    project.file("catalogue/fields.yml").write_text("fields: 1\n", "utf-8")
    project.replace(FILE, "amount: 500000", "amount: 500.000")
    project.replace("catalogue/departments/so-y-te.yml", "kind: department", "kind: office")
    assert {Path(problem.file).name for problem in loaded(project)[1]} == {"laws.yml", "fields.yml", "1.000002.yml", "so-y-te.yml"}


def test_without_a_publisher_there_is_no_catalogue_and_the_reason_is_told(project: Project):
    project.file("catalogue/catalogue.yml").unlink()
    found, problems = loaded(project)
    assert found is None
    assert [(Path(each.file).name, each.rule) for each in problems] == [("catalogue.yml", "catalogue_says_who_publishes")]


def test_a_file_that_lies_nowhere_known_is_a_warning(project: Project):
    project.file("catalogue/procedures.yml").write_text("a: b\n", "utf-8")
    assert [(each.rule, each.severity) for each in loaded(project)[1]] == [("file_has_its_place", "warning")]


def test_what_a_form_is_called_is_what_it_is(project: Project):
    project.file("templates/forms/so-y-te/don-de-nghi.pdf").write_bytes(b"PK\x03\x04 not a pdf")
    assert rules(loaded(project)[1]) == ["form_file_is_what_it_is_called"]
    project.file("templates/forms/so-y-te/don-de-nghi.pdf").unlink()
    assert rules(loaded(project)[1]) == ["form_has_its_file"]


PAGE = "catalogue/pages/gioi-thieu.md"
UNFIT = {"\ue000": "character_is_public", "\u202e": "text_reads_in_one_direction", "\x1b": "character_is_not_a_control",
         "\ufffd": "character_is_whole", "\u200b": "character_is_visible"}


@pytest.mark.parametrize("character", UNFIT, ids=lambda character: f"{ord(character):04x}")
def test_a_written_page_holds_no_character_that_a_record_may_not_hold(project: Project, character: str):
    project.file(PAGE).write_text(f"# Giới thiệu\n\nMột {character}chữ.\n", "utf-8")
    found, problems = loaded(project)
    assert [(Path(each.file).name, each.line, each.column, each.rule) for each in problems] == [("gioi-thieu.md", 3, 5, UNFIT[character])]
    assert found.pages[0].text == "# Giới thiệu\n\nMột chữ.\n"


def test_a_written_page_is_the_same_whatever_its_line_ends_its_mark_and_its_letters(project: Project):
    plain = "# Giới thiệu\n\nMột chữ.\n"
    for written, said in ((plain.replace("\n", "\r\n"), []), ("\ufeff" + plain, []),
                          (unicodedata.normalize("NFD", plain), ["letters_are_composed"])):
        project.file(PAGE).write_bytes(written.encode())
        found, problems = loaded(project)
        assert (found.pages[0].text, rules(problems)) == (plain, said)


@pytest.mark.parametrize("trick", ["link", "pipe", "folder"])
def test_a_procedure_that_is_no_plain_file_is_told_and_never_waited_for(project: Project, trick: str):
    path = project.file("catalogue/procedures/so-y-te/1.000007.yml")
    if trick == "link":
        path.symlink_to("/etc/hostname")
    elif trick == "pipe":
        os.mkfifo(path)
    else:
        path.mkdir()
    found, problems = loaded(project)
    assert "1.000007" not in found.procedures
    assert trick == "folder" or problems


def test_a_file_that_changes_after_it_was_judged_stops_the_build(project: Project):
    loaded(project)
    found, _ = loaded(project)
    project.replace(FILE, "amount: 500000", "amount: 600000")
    with pytest.raises(ChangedWhileBuilding, match=r"1\.000002\.yml"):
        found.record("1.000002").load()


def test_a_comment_that_was_added_after_the_judging_stops_nothing(project: Project):
    loaded(project)
    found, _ = loaded(project)
    path = project.file(FILE)
    path.write_text("# a word\n" + path.read_text("utf-8"), "utf-8")
    assert found.record("1.000002").load().code == "1.000002"


@pytest.mark.parametrize("spoilt", [b"", b"{}", b"\xff\xfe", b'{"version": 1, "files": []}'])
def test_a_cache_that_is_damaged_is_made_anew_and_said(project: Project, spoilt: bytes):
    loaded(project)
    path = project.cache / "parse.json"
    path.write_bytes(spoilt)
    found, problems = loaded(project)
    assert rules(problems) == ["parse_cache_was_rebuilt"]
    assert {problem.severity for problem in problems} == {"warning"}
    assert len(found.procedures) == 2
    assert loaded(project)[1] == []


def test_a_cache_of_other_code_is_not_used_and_not_complained_of(project: Project, monkeypatch, opened: list[str]):
    loaded(project)
    monkeypatch.setattr("motcua.parse_cache.version", lambda: "another")
    opened.clear()
    assert loaded(project)[1] == []
    assert "1.000002.yml" in opened


def test_a_letter_that_flips_in_the_cache_is_noticed(project: Project):
    loaded(project)
    path = project.cache / "parse.json"
    path.write_bytes(path.read_bytes().replace(b"so-y-te", b"so-y-to", 1))
    found, problems = loaded(project)
    assert rules(problems) == ["parse_cache_was_rebuilt"]
    assert found.procedures["1.000002"].executing == ("so-y-te",)


def test_what_is_kept_holds_no_record_that_is_gone(project: Project):
    shutil.copyfile(project.file(FILE), project.file("catalogue/procedures/so-y-te/1.000008.yml"))
    loaded(project)
    project.file("catalogue/procedures/so-y-te/1.000008.yml").unlink()
    loaded(project)
    kept = (project.cache / "parse.json").read_bytes()
    assert b"1.000008" not in kept and b"1.000002" in kept


def test_what_a_file_says_has_one_digest_whatever_its_layout():
    first = catalogue_module.digest_of(source.parse('a: 1 # x\nb: "2"\n'.encode(), "x").values)
    second = catalogue_module.digest_of(source.parse('{a: 1, b: "2"}\n'.encode(), "x").values)
    assert first == second != catalogue_module.digest_of(source.parse(b"a: 1\nb: x\n", "x").values)
    assert json.dumps(first)


def test_who_only_judges_is_told_the_same_without_what_lists_say(project: Project):
    folders = project.catalogue, project.folder / "templates" / "forms", project.cache
    (judged, problems), (shown, also) = load(*folders, for_pages=False), load(*folders)
    assert problems == also
    said = {"time", "fee", "place", "shown", "sought", "told"}
    for thin, full in zip(judged.cards, shown.cards, strict=True):
        assert {name for name in full._fields if getattr(thin, name) != getattr(full, name)} == said and not any(getattr(thin, name) for name in said)
    # Neither is ever taken for the other, whichever came first.
    assert load(*folders, for_pages=False)[0].cards == judged.cards and load(*folders)[0].cards == shown.cards
