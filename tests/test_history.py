"""What git tells of a folder: which files differ, what they said, and why nothing can be told."""
from __future__ import annotations

import os
from pathlib import Path

import pytest
from support.forge import git

from motcua.history import ON_DISK, History, NoHistory, changed_files


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with a folder of three files, committed, beside a file of no concern."""
    folder = tmp_path / "kho" / "danh mục"
    (folder / "a").mkdir(parents=True)
    for name, text in {"a/một.yml": "one\n", "a/two.yml": "two\n", "three.yml": "three\n"}.items():
        (folder / name).write_text(text, "utf-8")
    (folder.parent / "beside.txt").write_text("beside\n", "utf-8")
    git(folder.parent, "init", "-q")
    commit(folder)
    return folder


def commit(folder: Path) -> str:
    git(folder.parent, "add", "-A")
    git(folder.parent, "commit", "-qm", "a state")
    return git(folder.parent, "rev-parse", "HEAD")


def test_files_that_differ_from_the_disk_are_told_by_their_place_below_the_folder(repository: Path):
    (repository / "a" / "một.yml").write_text("changed\n", "utf-8")
    (repository / "three.yml").unlink()
    (repository / "new.yml").write_text("new\n", "utf-8")
    (repository.parent / "beside.txt").write_text("changed too\n", "utf-8")
    found = {each.below: (bool(each.before), each.after) for each in History(repository).changed("HEAD")}
    assert found == {"a/một.yml": (True, ON_DISK), "new.yml": (False, ON_DISK), "three.yml": (True, "")}


def test_two_revisions_are_compared_without_the_disk(repository: Path):
    before = git(repository, "rev-parse", "HEAD")
    (repository / "a" / "two.yml").write_text("two and a half\n", "utf-8")
    after = commit(repository)
    (repository / "three.yml").write_text("only on the disk\n", "utf-8")
    history = History(repository)
    changed, = history.changed(before, after)
    assert history.contents([changed.before, changed.after]) == {changed.before: b"two\n", changed.after: b"two and a half\n"}
    assert changed_files([repository], before, after) == (f"{repository.as_posix()}/a/two.yml",)


def test_a_file_in_the_index_alone_differs_and_an_ignored_one_does_not(repository: Path):
    (repository / ".gitignore").write_text("*.tmp\n", "utf-8")
    commit(repository)
    (repository / "x.tmp").write_text("x", "utf-8")
    (repository / "staged.yml").write_text("x", "utf-8")
    git(repository, "add", "staged.yml")
    assert [each.below for each in History(repository).changed("HEAD")] == ["staged.yml"]


def test_a_file_taken_out_of_the_index_and_left_on_the_disk_is_told_once(repository: Path):
    git(repository, "rm", "-q", "--cached", "three.yml")
    changed, = History(repository).changed("HEAD")
    assert (changed.below, bool(changed.before), changed.after) == ("three.yml", True, ON_DISK)


def test_a_link_is_no_file_of_the_catalogue(repository: Path):
    (repository / "a" / "two.yml").unlink()
    os.symlink("một.yml", repository / "a" / "two.yml")
    changed, = History(repository).changed("HEAD")
    assert changed.after == ""
    commit(repository)
    assert "a/two.yml" not in History(repository).listed("HEAD")


def test_the_contents_of_a_revision_are_read_by_name_and_the_unknown_left_out(repository: Path):
    found = History(repository).contents(["HEAD:./a/một.yml", "HEAD:./nothing.yml", "HEAD:./three.yml", "HEAD:./a"])
    assert found == {"HEAD:./a/một.yml": b"one\n", "HEAD:./three.yml": b"three\n"}


def test_branches_meet_where_they_parted(repository: Path):
    start = git(repository, "rev-parse", "HEAD")
    git(repository, "checkout", "-q", "-b", "proposal")
    (repository / "three.yml").write_text("proposed\n", "utf-8")
    commit(repository)
    git(repository, "checkout", "-q", "main")
    (repository / "a" / "two.yml").write_text("meanwhile\n", "utf-8")
    commit(repository)
    assert History(repository).meeting_point("main", "proposal") == start


@pytest.mark.parametrize("revision", ["nothing", "--help", "HEAD:three.yml", "", "HEAD~9"])
def test_what_names_no_commit_is_refused(repository: Path, revision: str):
    with pytest.raises(NoHistory) as missing:
        History(repository).commit(revision)
    assert (missing.value.reason, missing.value.values["revision"]) == ("no_revision", revision)


def test_a_folder_in_no_repository_is_told_as_such(tmp_path: Path, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(NoHistory) as missing:
        History(tmp_path).changed("HEAD")
    assert missing.value.reason == "no_repository"


def test_a_machine_without_git_is_told_as_such(repository: Path, monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(NoHistory) as missing:
        History(repository).commit("HEAD")
    assert missing.value.reason == "no_git"


def test_no_program_is_run_that_the_repository_names(repository: Path):
    trap = repository.parent / "trap"
    mark = repository.parent / "ran"
    trap.write_text(f"#!/bin/sh\ntouch '{mark}'\n", "utf-8")
    trap.chmod(0o755)
    (repository.parent / ".gitattributes").write_text("*.yml diff=trap\n", "utf-8")
    for key in ("diff.external", "diff.trap.command", "diff.trap.textconv", "core.fsmonitor"):
        git(repository, "config", key, str(trap))
    (repository / "three.yml").write_text("changed\n", "utf-8")
    assert History(repository).changed("HEAD")
    assert not mark.exists()


def test_a_hook_of_another_repository_does_not_mislead(repository: Path, tmp_path: Path, monkeypatch):
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "index"))
    assert History(repository).changed("HEAD") == ()
