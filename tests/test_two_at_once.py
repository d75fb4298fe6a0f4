"""Two people at once: git joins the addresses that both add, and what it cannot join is told as what it is."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from support.sites import HERE, small

from motcua import commands, conflicts, ledger
from motcua.load import load

pytestmark = pytest.mark.bulk

BOTH = "a: 1\n<<<<<<< HEAD\nb: 2\n||||||| base\nb: 0\n=======\nb: 3\n>>>>>>> main\n"


def git(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    own = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main", "-c", "commit.gpgsign=false"]
    return subprocess.run(["git", *own, *words], cwd=folder, capture_output=True, text=True)


def committed(folder: Path) -> None:
    assert git(folder, "add", "--all").returncode == 0 and git(folder, "commit", "-m", "x").returncode == 0


@pytest.mark.parametrize(("text", "line"), [
    (BOTH, 2), ("a: 1\n=======\n", 2), (">>>>>>> main\n", 1), ("<<<<<<<\n", 1), ("a: 1\n", 0), ("a: |\n  =======\n", 0), ("# ========\n", 0), ("<<<<<<<<\n", 0)])
def test_the_first_mark_of_a_merge_is_found_at_the_beginning_of_a_line(text: str, line: int):
    assert conflicts.first_line(text) == line


@pytest.mark.parametrize(("text", "line"), [("Tổng đài\n=======\n", 0), ("# Tổng đài\n<<<<<<< HEAD\n1022\n", 2)])
def test_what_underlines_a_heading_of_a_page_is_no_mark(text: str, line: int):
    assert conflicts.first_line(text, is_page=True) == line


def test_what_both_sides_wrote_is_kept_of_a_ledger():
    assert conflicts.without_marks("/a/\n<<<<<<< HEAD\n/b/\n=======\n/c/\n>>>>>>> main\n").split() == ["/a/", "/b/", "/c/"]


@pytest.mark.parametrize("below", ["laws.yml", "fields.yml", "catalogue.yml", "departments/so-y-te.yml", "decisions/12-qd-ubnd.yml", "urls.txt"])
def test_a_merge_that_stands_open_is_one_error_whatever_file_it_is_in(tmp_path: Path, below: str, capsys):
    project = small(tmp_path)
    file = project.catalogue / below
    was = file.read_text("utf-8") if file.exists() else ""
    file.write_text(f"<<<<<<< HEAD\n{was}=======\n{was}>>>>>>> main\n", "utf-8")
    assert commands.main(["check", str(project.catalogue), "--forms", str(tmp_path / "templates" / "forms"), "--format", "json"]) == 1
    told = [line for line in capsys.readouterr().out.splitlines() if '"error"' in line]
    _, problems = load(project.catalogue, tmp_path / "templates" / "forms", tmp_path / "cache")
    assert [(problem.file, problem.line, problem.rule) for problem in problems if problem.is_error] == [(file.as_posix(), 1, "merge_is_finished")]
    assert len(told) == 1


def merged(folder: Path, file: Path) -> subprocess.CompletedProcess[str]:
    """What git says when two branches that each added an address at one place are joined."""
    ledger.write(file, (), ("/thu-tuc/1/", "/thu-tuc/9/"))
    assert git(folder, "init").returncode == 0
    committed(folder)
    for branch, address in (("mine", "/thu-tuc/3/"), ("theirs", "/thu-tuc/4/")):
        assert git(folder, "checkout", "-b", branch, "main").returncode == 0
        ledger.write(file, ("/thu-tuc/1/", "/thu-tuc/9/"), (address,))
        committed(folder)
    return git(folder, "merge", "mine")


@pytest.mark.parametrize("below", ["catalogue/urls.txt", "urls.txt"])
def test_two_branches_that_add_addresses_merge_without_a_conflict(tmp_path: Path, below: str, capsys):
    file = tmp_path / below
    if below == "urls.txt":
        assert commands.main(["new", "catalogue", str(tmp_path), "--authority", "Ủy ban nhân dân tỉnh Mẫu"]) == 0
        assert f"{tmp_path / ledger.MERGED}\n" in capsys.readouterr().out
    else:
        file.parent.mkdir()
        shutil.copyfile(HERE / ledger.MERGED, tmp_path / ledger.MERGED)
    told = merged(tmp_path, file)
    assert told.returncode == 0, told.stdout
    assert sorted(file.read_text("utf-8").splitlines()[1:]) == [f"/thu-tuc/{number}/" for number in (1, 3, 4, 9)]


def test_without_the_attribute_the_same_two_branches_conflict_and_the_mark_is_found(tmp_path: Path):
    file = tmp_path / "urls.txt"
    assert "CONFLICT" in merged(tmp_path, file).stdout
    assert conflicts.first_line(file.read_text("utf-8")) == 3
