"""The branch into which changes go, as git has it: what was changed since is told on a branch of one's own and on that branch itself."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from support.forge import git
from support.sites import Project, small

from motcua import commands
from motcua.history import History
from motcua.tools.trunk import Trunk, trunk

pytestmark = pytest.mark.bulk

DECISION = 'id: 12-qd-ubnd\nnumber: 12/QĐ-UBND\nissued_on: 2026-09-05\nchanges:\n  - procedure: "1.000002"\n    kind: amended\n'


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A folder of one file, cloned from a server."""
    server, folder = tmp_path / "server", tmp_path / "clone"
    server.mkdir()
    git(server, "init", "-q")
    saved(server)
    git(tmp_path, "clone", "-q", str(server), str(folder))
    return folder


@pytest.fixture
def project(tmp_path: Path, monkeypatch) -> Project:
    """A catalogue cloned from a server, its fee changed by a decision and both committed on `main` itself."""
    first = small(tmp_path / "server")
    git(first.folder, "init", "-q"), git(first.folder, "add", "-A"), git(first.folder, "commit", "-qm", "a state")
    git(tmp_path, "clone", "-q", str(first.folder), str(tmp_path / "project"))
    project = Project(tmp_path / "project")
    project.file("catalogue/decisions/12-qd-ubnd.yml").write_text(DECISION, "utf-8")
    project.replace("catalogue/procedures/so-y-te/1.000002.yml", "amount: 500000", "amount: 600000")
    git(project.folder, "add", "catalogue"), git(project.folder, "commit", "-qm", "decided")
    monkeypatch.chdir(project.folder)
    return project


def saved(folder: Path) -> str:
    """A new commit, by its name."""
    with (folder / "one.yml").open("a", encoding="utf-8") as file:
        file.write("more\n")
    git(folder, "add", "-A"), git(folder, "commit", "-qm", "a state")
    return head(folder)


def head(folder: Path) -> str:
    return git(folder, "rev-parse", "HEAD")


def test_a_branch_of_one_s_own_has_left_main(clone: Path):
    start = head(clone)
    git(clone, "checkout", "-q", "-b", "mine"), saved(clone)
    assert trunk(History(clone)) == Trunk("main", start)


def test_who_commits_on_main_itself_has_left_that_of_the_server(clone: Path):
    start = head(clone)
    assert trunk(History(clone)) == Trunk("main", start)
    saved(clone), saved(clone)
    assert trunk(History(clone)) == Trunk("origin/main", start)


def test_without_a_server_main_is_where_one_stands(clone: Path):
    git(clone, "remote", "remove", "origin"), saved(clone)
    assert trunk(History(clone)) == Trunk("main", head(clone))


def test_a_server_that_is_ahead_has_left_nobody_behind(clone: Path):
    start = head(clone)
    saved(clone.parent / "server"), git(clone, "fetch", "-q")
    assert trunk(History(clone)) == Trunk("main", start)


def test_a_master_of_long_ago_is_not_asked_where_there_is_a_main(clone: Path):
    git(clone, "remote", "remove", "origin"), git(clone, "branch", "master"), saved(clone)
    assert trunk(History(clone)) == Trunk("main", head(clone))
    git(clone, "checkout", "-q", "master"), git(clone, "branch", "-D", "main"), git(clone, "checkout", "-qb", "mine")
    assert trunk(History(clone)) == Trunk("master", head(clone))


def test_where_no_branch_has_a_usual_name_there_is_none(clone: Path, tmp_path: Path, monkeypatch):
    git(clone, "branch", "-M", "work"), git(clone, "remote", "remove", "origin")
    assert trunk(History(clone)) is None
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert trunk(History(tmp_path)) is None


@pytest.mark.bulk
def test_check_says_on_main_itself_that_decisions_were_not_judged(project: Project, capsys):
    assert commands.main(["check"]) == 0
    assert capsys.readouterr().out.endswith("Trước khi gửi, chạy: .venv/bin/python -m motcua check --changed-since origin/main\n")


@pytest.mark.bulk
def test_diff_says_on_main_itself_how_to_ask_for_what_is_committed(project: Project, capsys):
    assert commands.main(["diff"]) == 0
    assert capsys.readouterr().err.endswith("origin/main: .venv/bin/python -m motcua diff origin/main\n")


@pytest.mark.bulk
def test_the_annex_has_its_table_on_main_itself(project: Project, capsys):
    assert commands.main(["export", "decision", "12-qd-ubnd", "--into", "annex.docx"]) == 0
    assert "so với origin/main (" in capsys.readouterr().out
    rows = [[cell.text for cell in row.cells] for table in docx.Document("annex.docx").tables for row in table.rows]
    assert ["1", "1.000002", "Phí, lệ phí", "500.000 đồng", "600.000 đồng"] in rows
