"""The editors' verbs where the calls of POSIX are missing, as on Windows: what the system lacks there is taken away before they start."""
from __future__ import annotations

import re
import subprocess
import sys
from urllib.request import urlopen

import pytest
from support.sites import HERE, Project, small, with_addresses

pytestmark = pytest.mark.bulk

# What Python has on Linux and lacks on Windows, of all that a program of files, processes and sockets may reach for.
BARE = """
import multiprocessing, os, signal, sys
for name in ("fcntl", "termios", "pwd", "grp", "resource", "pty", "tty"):
    sys.modules[name] = None
for module, names in (
    (os, "fork forkpty register_at_fork sync geteuid getuid getgid chown O_DIRECTORY O_NOFOLLOW O_NONBLOCK O_CLOEXEC sched_getaffinity"),
    (signal, "SIGKILL SIGHUP SIGALRM setitimer alarm pthread_sigmask"),
):
    for name in names.split():
        if hasattr(module, name):
            delattr(module, name)
multiprocessing.get_all_start_methods = lambda: ["spawn"]
from motcua.commands import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.fixture
def project(tmp_path) -> Project:
    """A small catalogue in a repository of its own."""
    project = with_addresses(small(tmp_path / "project"))
    for words in (["init", "--quiet"], ["add", "catalogue", "templates"], ["-c", "user.name=Mai", "-c", "user.email=mai@lamgiang.example", "commit", "--quiet", "-m", "The catalogue"]):
        subprocess.run(["git", *words], cwd=project.folder, check=True)
    return project


def asked(project: Project, *words: str) -> subprocess.CompletedProcess:
    return project.run(*words, start=("-c", BARE), env={"PYTHONPATH": str(HERE)})


def test_an_editor_checks_begins_lays_out_and_compares(project: Project):
    checked = asked(project, "check")
    assert checked.returncode == 0, checked.stderr
    begun = asked(project, "new", "decision", "--number", "90/QĐ-UBND", "--issued-on", "2026-11-20", "--agency", "Sở Y tế", "--title", "Công bố", "--change", "1.000001:amended")
    assert begun.returncode == 0, begun.stderr
    assert (project.catalogue / "decisions" / "90-qd-ubnd.yml").is_file()
    laid_out = asked(project, "fmt")
    assert laid_out.returncode == 0, laid_out.stderr
    compared = asked(project, "diff")
    assert compared.returncode == 0 and "90/QĐ-UBND" in compared.stdout, compared.stderr


def test_an_editor_looks_at_the_page(project: Project):
    command = [sys.executable, "-u", "-c", BARE, "preview", "--port", "18431", "--templates", str(HERE / "templates")]
    with subprocess.Popen(command, cwd=project.folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", env={"PYTHONPATH": str(HERE), "PATH": "/usr/bin:/bin"}) as process:
        try:
            address = next(found[0] for line in process.stdout if (found := re.search(r"http://127\.0\.0\.1:\d+/", line)))
            with urlopen(f"{address}thu-tuc/1.000001/", timeout=60) as answer:
                assert b"<h1" in answer.read()
        finally:
            process.terminate()
