"""What README.md promises a newcomer: its catalogue builds, its message is the real one, its options are all there are."""
from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from motcua import commands, verdict
from motcua.messages import Messages
from motcua.model import Procedure
from motcua.problem import as_text
from motcua.source import parse

HOME = Path(__file__).parents[1]
README = (HOME / "README.md").read_text("utf-8")
FEE = "catalogue/procedures/so-tu-phap/2.000635.yml"


def laid_out(folder: Path) -> None:
    """Write every block of YAML to the place that its first line names."""
    for name, text in re.findall(r"(?m)^```yaml\n# (\S+)\n((?:(?!```).*\n)+)```$", README):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def typed(word: str) -> list[str]:
    """The words that follow the one start of this command."""
    (line,) = re.findall(rf"(?m)^\.venv/bin/python {re.escape(word)} (--catalogue .+|urls .+)$", README)
    return line.split()


@pytest.mark.bulk
def test_the_small_catalogue_is_built_by_the_commands_under_it(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    laid_out(tmp_path)
    assert commands.main(typed("-m motcua")) == 0
    assert commands.build_command(["--jobs", "1", *typed("build.py")], HOME) == 0
    said = capsys.readouterr()
    assert said.err == ""
    look = said.out.splitlines()[-1].removeprefix("Xem thử: ")
    assert look in README.splitlines()
    for page in ("index.html", "thu-tuc/1.000001/index.html", "en/thu-tuc/1.000001/index.html"):
        assert (tmp_path / "my-site" / page).is_file()


def test_the_small_catalogue_needs_no_law_and_no_decision(tmp_path):
    laid_out(tmp_path)
    files = [path for path in (tmp_path / "my-catalogue").rglob("*") if path.is_file()]
    assert sorted(path.name for path in files) == ["1.000001.yml", "catalogue.yml", "fields.yml", "thu-vien-tinh.yml"]
    assert not any(re.search("law|legal_basis|decision", path.read_text("utf-8")) for path in files)


def test_the_message_is_what_the_program_prints():
    text = (HOME / FEE).read_text("utf-8")
    assert text.count("amount: 8000\n") == 1
    read = parse(text.replace("amount: 8000\n", "amount: 10.000\n").encode(), FEE)
    (problem,) = verdict.judged(Procedure, "procedure", read)[1]
    assert f"   {as_text(problem, Messages(), 'vi')} [{problem.rule}]" in README.splitlines()


def test_the_options_are_all_there_are(monkeypatch, capsys):
    monkeypatch.setenv("COLUMNS", "200")
    with pytest.raises(SystemExit):
        commands.build_command(["--help"], HOME)
    options = re.compile(r"\[(--[^\]]+)\]")
    there = options.findall(capsys.readouterr().out.split("\n\n")[0])
    assert len(there) > 10
    assert options.findall(README) == there


def test_python_is_the_one_that_has_the_libraries():
    assert re.findall(r"(?m)(?<!\.venv/bin/)\bpython3? (?:build\.py|-m motcua).*", README) == []


def test_the_make_targets_are_there_and_listed_by_make_help():
    makefile = (HOME / "Makefile").read_text("utf-8")
    targets = set(re.search(r"(?m)^\.PHONY: (.+)$", makefile)[1].split())
    named = set(re.findall(r"\bmake ([a-z]+)\b", README))
    assert {"site", "test", "preview", "help"} <= named <= targets
    assert targets == set(re.findall(r"(?m)^([a-z]+):.*?## .+$", makefile))


def test_make_help_says_each_target_in_a_line():
    done = subprocess.run(["make", "--no-print-directory", "help"], cwd=HOME, capture_output=True, encoding="utf-8", check=True)
    assert {line.split()[0] for line in done.stdout.splitlines()} >= {"site", "test", "quick", "preview", "clean"}
    assert all(re.fullmatch(r"[a-z]+ +\S.+", line) for line in done.stdout.splitlines())


def test_it_is_short():
    assert len(README.splitlines()) <= 170
