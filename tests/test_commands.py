"""The words of a command line: what they mean, what is refused, and that a fault of the machine is one line."""
from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from argparse import Namespace
from datetime import date
from pathlib import Path

import pytest

from motcua import build, commands, folders
from motcua.progress import Progress
from motcua.tools import addresses, check, usage

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
    words = "--catalogue a --forms b --templates c --site d --site-url https://e.example/f/ --jobs 3 --clean --drafts --date 22/11/2026 --quiet"
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


@pytest.mark.parametrize("word, said", [("2026-02-30", "không có ngày 2026-02-30"), ("30/2/2026", "không có ngày 30/2/2026"), ("22/11/26", "ví dụ 2026-11-20; đang là '22/11/26'"),
                                        ("20261122", "ví dụ 2026-11-20; đang là '20261122'")])
def test_a_day_that_is_none_is_told_why(asked, capsys, word: str, said: str):
    with pytest.raises(SystemExit) as refused:
        commands.build_command(["--date", word], HOME)
    assert refused.value.code == 2 and asked == []
    assert f"build.py: gõ chưa đúng: --date: " in (told := capsys.readouterr().err) and f"{said}. Xem cách gõ: build.py --help\n" in told


@pytest.mark.parametrize("verb, tool", [("check", check), ("urls", addresses)])
@pytest.mark.parametrize("words, catalogue", [([], "catalogue"), (["a"], "a"), (["--catalogue", "a"], "a")])
def test_a_verb_takes_the_catalogue_by_its_place_or_by_its_option(monkeypatch, tmp_path, verb: str, tool, words: list[str], catalogue: str):
    found: list = []
    monkeypatch.chdir(tmp_path)
    Path("a").mkdir()
    monkeypatch.setattr(tool, "forms_of", lambda options: options.catalogue)
    monkeypatch.setattr(tool, "load", lambda *asked, **_: found.append(asked[0]) or (None, []))
    assert commands.main([verb, *words]) == 1
    assert found == [Path(catalogue)]


def test_a_catalogue_named_twice_is_refused(capsys):
    assert commands.main(["urls", "a", "--catalogue", "b"]) == 2
    assert capsys.readouterr().err == "motcua: ghi danh mục một lần thôi: hoặc tên thư mục, hoặc --catalogue\n"
    assert commands.main(["urls", "a", "--catalogue", "b", "--lang", "en"]) == 2
    assert capsys.readouterr().err == "motcua: name the catalogue once: CATALOGUE_DIR or --catalogue DIR\n"


@pytest.mark.parametrize(("words", "said"), [
    ([], "motcua: gõ chưa đúng: còn thiếu VERB. Xem cách gõ: motcua --help"),
    (["chekc"], "motcua: gõ chưa đúng: VERB: không có chekc (có phải check không?); chọn một trong: "),
    (["chekc", "--lang", "en"], "motcua: wrong use: VERB: there is no chekc (is it check?); choose one of: "),
    (["check", "--lang=en", "--jobs"], "motcua: wrong use: --jobs is not understood. How to use it: motcua --help"),
    (["check", "--lang", "fr"], "motcua check: gõ chưa đúng: --lang: không có fr; chọn một trong: vi, en"),
    (["check", "--jobs", "2"], "motcua: gõ chưa đúng: không hiểu --jobs"),
    (["check", "--date", "22/11/26"], "motcua check: gõ chưa đúng: --date: ghi ngày theo dạng năm-tháng-ngày"),
    (["check", "--changed-since"], "motcua check: gõ chưa đúng: --changed-since: còn thiếu giá trị ở sau"),
    (["fmt", "--check=1"], "motcua fmt: gõ chưa đúng: --check: không có giá trị ở sau, bỏ '1'"),
    (["export", "xlsz"], "motcua export: gõ chưa đúng: KIND: không có xlsz (có phải xlsx không?); chọn một trong: decision, xlsx."),
    (["export", "decision"], "motcua export decision: gõ chưa đúng: còn thiếu ID. Xem cách gõ: motcua export decision --help"),
    (["import"], "motcua import: gõ chưa đúng: còn thiếu KIND"), (["import", "portal"], "motcua import portal: gõ chưa đúng: còn thiếu FILE, --into"),
    (["publish", "a", "--keep", "1"], "motcua publish: gõ chưa đúng: --keep: ghi một số nguyên từ 2 trở lên")])
def test_a_verb_used_wrongly_is_told_how_in_the_language_of_the_line(capsys, words: list[str], said: str):
    with pytest.raises(SystemExit) as refused:
        commands.main(words)
    assert refused.value.code == 2
    told = capsys.readouterr().err
    assert told.startswith("usage: motcua" if "en" in " ".join(words).replace("=", " ").split()[-3:] else "cách gõ: motcua")
    assert f"\n{said}" in told and told.count("\nmotcua") == 1


def texts_of(parser: argparse.ArgumentParser) -> set[str]:
    """Every text of a parser and of those below it."""
    found = {parser.description, *(group.title for group in parser._action_groups if group._group_actions)}
    for action in parser._actions:
        found.add(action.help)
        if isinstance(action, argparse._SubParsersAction):
            found |= {each.help for each in action._choices_actions}.union(*map(texts_of, action.choices.values()))
    return found - {None}


@pytest.mark.bulk
def test_everything_that_help_says_has_its_vietnamese_and_nothing_else_has(monkeypatch):
    asked: list[argparse.ArgumentParser] = []
    monkeypatch.setattr(argparse.ArgumentParser, "parse_args", lambda parser, words: asked.append(parser) or Namespace(run=lambda options: 0))
    for verb in commands._VERBS:
        commands.main(verb.split())
    monkeypatch.setattr(build, "build", lambda options: 0)
    commands.build_command([], HOME)
    said = {"usage: "}.union(*map(texts_of, asked))
    assert len(asked) == len(commands._VERBS) + 1 and said == set(usage.words()["help"])


@pytest.mark.parametrize(("words", "first"), [(["new", "decision", "--help"], "cách gõ: motcua new decision"), (["new", "decision", "--help", "--lang", "en"], "usage: motcua new decision")])
def test_help_is_in_the_language_of_the_line(capsys, words: list[str], first: str):
    with pytest.raises(SystemExit) as done:
        commands.main(words)
    told = capsys.readouterr().out
    assert done.value.code == 0 and told.startswith(first)
    assert ("tùy chọn:" in told, "Bắt đầu một quyết định" in told, "options:" in told) == (("--lang" not in words),) * 2 + ("--lang" in words,)


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (build.Fault("the disk\nis full"), "motcua: the disk\nis full\n"),
        (OSError(28, "No space left on device", "site/index.html"), "motcua: site/index.html: No space left on device\n"),
        (PermissionError(13, "Permission denied", "catalogue/laws.yml"), "motcua: catalogue/laws.yml: Permission denied\n"),
        (KeyboardInterrupt(), "motcua: đã dừng theo yêu cầu; trang cũ vẫn còn nguyên\n"),
    ],
)
def test_a_fault_is_told_without_a_traceback(monkeypatch, capsys, fault: BaseException, said: str):
    def falls(options):
        raise fault

    monkeypatch.setattr(build, "build", falls)
    assert commands.build_command([], HOME) == 2
    assert capsys.readouterr().err == said


def test_a_named_folder_that_is_none_is_said_in_one_line_and_nothing_is_written(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    shutil.copytree(HOME / "tests" / "mistakes" / "base" / "catalogue", "catalogue")
    Path("file").write_text("")
    before = {*tmp_path.rglob("*")}
    for words in (["check", "--catalogue", "nowhere"], ["check", "--catalogue", "file"], ["urls", "nowhere"], ["check", "--forms", "file"], ["urls", "--forms", "nowhere"]):
        assert commands.main(words) == 2
        option = "--forms" if "--forms" in words else "--catalogue"
        assert capsys.readouterr().err == f"motcua: không có thư mục {words[-1]}: ghi đúng tên thư mục sau {option}\n"
    assert commands.build_command(["--forms", "nowhere", "--lang", "en"], HOME) == 2
    assert capsys.readouterr().err.splitlines() == ["motcua: there is no folder nowhere: write the name of the folder after --forms"]
    assert {*tmp_path.rglob("*")} == before


def test_without_a_name_the_forms_are_those_beside_a_folder_called_catalogue(tmp_path, monkeypatch):
    for name in ("catalogue", "another"):
        (tmp_path / name).mkdir()
    monkeypatch.chdir(tmp_path / "catalogue")

    def forms(catalogue: str, named: str | None = None) -> Path:
        return folders.forms_of(Namespace(catalogue=Path(catalogue), forms=named and Path(named), lang="vi"))

    beside = (tmp_path / "templates" / "forms").resolve()
    assert [forms(each).resolve() for each in (".", "../catalogue", str(tmp_path / "catalogue"))] == [beside] * 3
    assert not forms("../another").exists() and forms("../another").resolve() != beside
    assert forms("../another", ".") == Path(".")


@pytest.mark.parametrize("place", ["letters", "a-file", "a-link"])
def test_a_place_that_is_refused_for_the_site_is_left_without_a_cache(tmp_path, monkeypatch, capsys, place: str):
    monkeypatch.chdir(tmp_path)
    Path("letters").mkdir()
    Path("letters/one.txt").write_text("mine")
    Path("a-file").write_text("mine")
    Path("a-link").symlink_to("letters")
    before = {*tmp_path.rglob("*")}
    assert commands.build_command(["--catalogue", str(HOME / "tests/mistakes/base/catalogue"), "--site", place], HOME) == 2
    assert capsys.readouterr().err.startswith(f"motcua: {place} ")
    assert {*tmp_path.rglob("*")} == before


@pytest.mark.parametrize("changed, said", [
    ({}, "how_to_look"), ({"site": Path("other")}, "how_to_serve"), ({"catalogue": Path("mine")}, "how_to_serve"),
    ({"mkdocs_yml": Path("../mkdocs.yml")}, "how_to_serve"), ({"drafts": True}, "how_to_serve")])
def test_only_the_projects_own_site_is_looked_at_by_make(changed: dict, said: str):
    own = {"catalogue": Path("catalogue"), "site": Path("site"), "mkdocs_yml": Path("mkdocs.yml"), "drafts": False}
    assert build._how_to_look(Namespace(**own | changed)) == said


def test_without_its_libraries_a_verb_says_in_one_line_to_run_make_site():
    done = subprocess.run([sys.executable, "-S", "-m", "motcua", "check"], cwd=HOME, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", "the library jinja2 is not installed here; run: make site\n")


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
