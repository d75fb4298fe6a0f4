"""The words of a command line: what they mean, what is refused, and that a fault of the machine is one line."""
from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from motcua import build, commands
from motcua.progress import Progress

HOME = Path(__file__).parents[1]


@pytest.fixture
def asked(monkeypatch) -> list:
    """The options that reach the build, which does nothing."""
    found: list = []
    monkeypatch.setattr(build, "build", lambda options: found.append(options) or 0)
    return found


def test_without_a_word_the_project_itself_is_built(asked, monkeypatch):
    monkeypatch.chdir(HOME)
    assert commands.build_command([], HOME) == 0
    options = asked[0]
    assert (options.catalogue, options.templates, options.site, options.forms) == (Path("catalogue"), Path("templates"), Path("site"), None)
    assert (options.site_url, options.clean, options.drafts, options.date, options.quiet, options.lang) == (None, False, False, None, False, "vi")
    assert options.jobs >= 1


def test_from_another_folder_the_project_is_named_as_seen_from_there(asked, monkeypatch):
    monkeypatch.chdir(HOME / "tests")
    commands.build_command([], HOME)
    assert asked[0].catalogue == Path("../catalogue")


def test_every_flag_is_heard(asked):
    words = "--catalogue a --forms b --templates c --site d --site-url https://e.example/f/ --jobs 3 --clean --drafts --date 2026-11-22 --quiet"
    assert commands.build_command(words.split(), HOME) == 0
    options = vars(asked[0])
    assert {key: options[key] for key in ("catalogue", "forms", "templates", "site")} == {
        "catalogue": Path("a"), "forms": Path("b"), "templates": Path("c"), "site": Path("d")}
    assert (options["site_url"], options["jobs"], options["date"]) == ("https://e.example/f/", 3, date(2026, 11, 22))
    assert options["clean"] and options["drafts"] and options["quiet"]


@pytest.mark.parametrize("address", ["https://example.org", "http://127.0.0.1:8000/a/b/", "https://thutuc.lamgiang.example/", ""])
def test_an_address_of_a_site_is_taken(asked, address: str):
    assert commands.build_command(["--site-url", address], HOME) == 0
    assert asked[0].site_url == address


@pytest.mark.parametrize("address", ["example.org", "javascript:alert(1)", "ftp://a.example/", "https://", "https://a.example/?q=1",
                                     "https://a.example/#x", "mailto:a@b.example", "https://u:p@a.example/", "https://a b.example/", " "])
def test_what_is_no_address_of_a_site_is_refused(asked, capsys, address: str):
    with pytest.raises(SystemExit) as refused:
        commands.build_command(["--site-url", address], HOME)
    assert refused.value.code == 2 and asked == []
    assert repr(address) in capsys.readouterr().err


@pytest.mark.parametrize("words", [[], ["nonsense"], ["check", "--jobs", "2"], ["import"], ["import", "elsewhere"], ["import", "portal"]])
def test_a_verb_used_wrongly_is_refused(capsys, words: list[str]):
    with pytest.raises(SystemExit) as refused:
        commands.main(words)
    assert refused.value.code == 2
    assert "usage: motcua" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (build.Fault("the disk\nis full"), "motcua: the disk\nis full\n"),
        (OSError(28, "No space left on device", "site/index.html"), "motcua: site/index.html: No space left on device\n"),
        (PermissionError(13, "Permission denied", "catalogue/laws.yml"), "motcua: catalogue/laws.yml: Permission denied\n"),
        (KeyboardInterrupt(), "motcua: stopped; the old site stands\n"),
    ],
)
def test_a_fault_is_told_without_a_traceback(monkeypatch, capsys, fault: BaseException, said: str):
    def falls(options):
        raise fault

    monkeypatch.setattr(build, "build", falls)
    assert commands.build_command([], HOME) == 2
    assert capsys.readouterr().err == said


class Screen:
    """A terminal, or a file, that remembers what was written on it."""

    def __init__(self, is_terminal: bool) -> None:
        self.is_terminal, self.written = is_terminal, ""

    def isatty(self) -> bool:
        return self.is_terminal

    def write(self, text: str) -> None:
        self.written += text

    def flush(self) -> None:
        """Nothing is held back."""


@pytest.mark.parametrize(("is_terminal", "quiet", "patience", "shown"), [
    (True, False, -1.0, "\r3 / 9\r\033[K"), (True, False, 60.0, ""), (True, True, -1.0, ""), (False, False, -1.0, "")])
def test_progress_is_shown_on_a_terminal_for_work_that_takes_long(monkeypatch, is_terminal, quiet, patience, shown):
    monkeypatch.setattr("motcua.progress.PATIENCE", patience)
    screen = Screen(is_terminal)
    with Progress(screen, quiet) as progress:
        progress.show(3, 9)
    assert screen.written == shown
