"""`python -m motcua check`: the same judging as the build, its exit codes and words, and nothing built."""
from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from support import packages
from support.sites import DAY, Project, small, with_addresses
from support.trees import digest_tree

from motcua import commands
from motcua.tools import check as check_tool

CHECK = ("-m", "motcua", "check")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A small catalogue beside this project's code."""
    project = with_addresses(small(tmp_path / "project"))
    shutil.rmtree(project.file(".cache"))
    return project


@pytest.fixture
def check(project: Project):
    """`check(words...)` starts the verb in the small project's folder and gives the ended process."""
    code = str(Path(__file__).parents[1])
    return lambda *words: project.run(*words, start=CHECK, env={"PYTHONPATH": code})


@pytest.fixture
def judged(project: Project, monkeypatch, capsys):
    """`judged(words...)` runs the verb in this process in the project's folder and gives its JSON, with its exit code as `exit`."""
    monkeypatch.chdir(project.folder)

    def run(*words: str) -> dict:
        code = commands.main(["check", "--format", "json", "--date", DAY, *words])
        return json.loads(capsys.readouterr().out) | {"exit": code}

    return run


@pytest.fixture
def git(project: Project):
    """`git(words...)` runs git in the project's folder as somebody."""
    somebody = ("-c", "user.name=Somebody", "-c", "user.email=somebody@example.org", "-c", "init.defaultBranch=main")
    return lambda *words: subprocess.run(["git", *somebody, *words], cwd=project.folder, check=True, capture_output=True)


def break_it(project: Project) -> None:
    project.replace("catalogue/procedures/so-y-te/1.000002.yml", "amount: 500000", "amount: 500.000")


@pytest.mark.bulk
def test_a_sound_catalogue_is_said_to_be_so_and_nothing_is_built(project: Project, check):
    before = digest_tree(project.folder)
    done = check()
    assert (done.returncode, done.stdout, done.stderr) == (0, "Đã kiểm tra 2 thủ tục, không phải sửa lỗi nào.\n", "")
    assert {name: digest for name, digest in digest_tree(project.folder).items() if not name.startswith(".cache/")} == before
    assert not project.site.exists()


@pytest.mark.bulk
def test_problems_go_to_standard_error_in_the_language_asked_for_with_a_count(project: Project, check):
    break_it(project)
    done = check("--lang", "en")
    first, count, more = done.stderr.splitlines()
    assert (done.returncode, done.stdout) == (1, "")
    assert first.startswith("catalogue/procedures/so-y-te/1.000002.yml:16:13: fees, item 1: amount: ")
    assert first.endswith('; found "500.000". [amount_is_whole_dong]')
    assert count == "errors: 1, warnings: 0, files with problems: 1"
    assert more.startswith("Why, and how to write it: .venv/bin/python -m motcua explain RULE")
    assert check().stderr.splitlines()[0] != first


@pytest.mark.bulk
def test_a_second_look_says_the_same_from_its_memory(project: Project, check):
    break_it(project)
    assert check("--lang", "en").stderr == check("--lang", "en").stderr
    project.replace("catalogue/procedures/so-y-te/1.000002.yml", "amount: 500.000", "amount: 500000")
    assert check().returncode == 0


@pytest.mark.bulk
def test_another_folder_is_named_as_it_was_given(project: Project, check):
    project.catalogue.rename(project.file("elsewhere"))
    assert check("elsewhere", "--forms", "templates/forms").returncode == 0
    break_it_there = project.file("elsewhere/procedures/so-y-te/1.000002.yml")
    break_it_there.write_text(break_it_there.read_text("utf-8").replace("amount: 500000", "amount: 500.000"), "utf-8")
    assert check("elsewhere").stderr.startswith("elsewhere/procedures/so-y-te/1.000002.yml:16:13: ")


@pytest.mark.bulk
def test_a_folder_without_a_catalogue_is_told_where_the_first_file_should_be(project: Project, check):
    project.file("empty").mkdir()
    done = check("empty", "--lang", "en")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("empty/catalogue.yml:1:1: ")


@pytest.mark.bulk
@pytest.mark.parametrize("words", [["--lang", "fr"], ["--drafts"], ["--format", "xml"], ["--for", "x"]])
def test_wrong_use_ends_with_2(check, words: list[str]):
    done = check(*words)
    assert (done.returncode, done.stdout) == (2, "")
    assert "cách gõ: motcua" in done.stderr and "Traceback" not in done.stderr


@pytest.mark.bulk
def test_the_site_and_its_caches_are_left_as_they_are(sample: Project):
    before = digest_tree(sample.site), digest_tree(sample.cache)
    assert sample.run(start=CHECK).returncode == 0
    sample.file("catalogue/laws.yml").write_text("laws: 1\n", "utf-8")
    assert sample.run(start=CHECK).returncode == 1
    assert (digest_tree(sample.site), digest_tree(sample.cache)) == before


@pytest.mark.bulk
def test_the_build_and_the_check_say_the_same(sample: Project):
    sample.file("catalogue/laws.yml").write_text("laws: 1\n", "utf-8")
    sample.replace("catalogue/departments/so-cong-thuong.yml", "kind: department", "kind: departement")
    *checked, _ = sample.run("--date", "2026-01-01", start=CHECK).stderr.splitlines()
    assert checked == sample.run().stderr.splitlines()


def test_only_the_files_that_were_named_are_told(project: Project, judged):
    break_it(project)
    project.replace("catalogue/procedures/so-y-te/1.000001.yml", "status: in_force", "status: active")
    both, first, folder, other = (judged(*words) for words in (
        [], ["catalogue/procedures/so-y-te/1.000001.yml"], ["catalogue/procedures"], ["catalogue/laws.yml", "templates/forms/so-y-te/don-de-nghi.yml"]))
    assert [each["rule"] for each in both["problems"]] == ["value_is_one_of", "amount_is_whole_dong"] == [each["rule"] for each in folder["problems"]]
    assert [each["file"] for each in first["problems"]] == ["catalogue/procedures/so-y-te/1.000001.yml"]
    assert (other["problems"], other["exit"]) == ([], 0) and first["exit"] == both["exit"] == 1


@pytest.mark.bulk
def test_the_catalogue_is_found_by_a_file_in_it(project: Project, judged):
    project.catalogue.rename(project.file("elsewhere"))
    project.replace("elsewhere/procedures/so-y-te/1.000001.yml", "status: in_force", "status: active")
    found = judged("elsewhere/procedures/so-y-te/1.000001.yml", "--forms", "templates/forms")
    assert [(each["file"], each["line"]) for each in found["problems"]] == [("elsewhere/procedures/so-y-te/1.000001.yml", 6)]


@pytest.mark.parametrize("words, says", [
    (["nowhere.yml"], "there is no file or folder nowhere.yml"),
    (["mkdocs.yml"], "is no part of the catalogue catalogue"),
    (["catalogue/laws.yml", "another/laws.yml"], "one catalogue at a time"),
    (["catalogue/laws.yml", "--catalogue", "another"], "one catalogue at a time"),
])
def test_paths_that_belong_to_no_one_catalogue_are_refused(project: Project, monkeypatch, capsys, words: list[str], says: str):
    monkeypatch.chdir(project.folder)
    shutil.copytree("catalogue", "another")
    assert commands.main(["check", *words, "--lang", "en"]) == 2
    assert says in capsys.readouterr().err


@pytest.mark.bulk
def test_a_change_answers_for_its_own_files_and_for_what_it_causes_elsewhere(project: Project, judged, git):
    project.replace("catalogue/procedures/so-y-te/1.000001.yml", "field: kham-benh", "field: kham-benh\napplicant_types: [citizen, citizen]")
    git("init", "-q"), git("add", "."), git("commit", "-q", "-m", "before")
    assert judged("--changed-since", "HEAD")["problems"] == []
    project.replace("catalogue/departments/so-y-te.yml", "id: tru-so", "id: tru-so-moi")
    project.replace("catalogue/fields.yml", "name: Dược phẩm", "nam: Dược phẩm")
    found = {(each["file"].removeprefix("catalogue/"), each["rule"]) for each in judged("--changed-since", "HEAD")["problems"]}
    assert found == {("procedures/so-y-te/1.000002.yml", "office_exists"), ("fields.yml", "required_field_is_present"), ("fields.yml", "key_is_known")}
    assert {each["rule"] for each in judged()["problems"]} == {rule for _, rule in found} | {"list_names_each_once"}


@pytest.mark.bulk
def test_a_form_that_a_change_takes_away_is_told_at_its_description(project: Project, judged, git):
    git("init", "-q"), git("add", "."), git("commit", "-q", "-m", "before")
    project.file("templates/forms/so-y-te/don-de-nghi.pdf").unlink()
    found = {(each["file"], each["rule"]) for each in judged("--changed-since", "HEAD")["problems"]}
    assert ("templates/forms/so-y-te/don-de-nghi.yml", "form_has_its_file") in found
    assert {rule for _, rule in found} <= {"form_has_its_file", "form_changes_by_decision"}


@pytest.mark.bulk
def test_a_change_that_nobody_signed_is_an_error_where_the_past_is_known(project: Project, judged, git):
    git("init", "-q"), git("add", "."), git("commit", "-q", "-m", "before")
    project.replace("catalogue/procedures/so-y-te/1.000002.yml", "amount: 500000", "amount: 600000")
    shutil.copyfile(project.procedure("1.000001"), project.procedure("1.000001").with_name("1.000003.yml"))
    project.replace("catalogue/procedures/so-y-te/1.000003.yml", 'code: "1.000001"', 'code: "1.000003"')
    project.file("templates/forms/so-y-te/don-de-nghi.pdf").write_bytes(packages.pdf(info=b" /Subject (Another)"))
    assert judged()["errors"] == 0
    unsigned = {each["rule"] for each in judged("--changed-since", "HEAD")["problems"] if each["severity"] == "error"}
    assert unsigned == {"contents_change_by_decision", "new_procedure_has_its_decision", "form_changes_by_decision"}


@pytest.mark.bulk
def test_one_command_judges_what_a_branch_changes_and_the_plain_one_says_that_it_does_not(project: Project, monkeypatch, capsys, git):
    monkeypatch.chdir(project.folder)
    git("init", "-q", "-b", "main"), git("add", "."), git("commit", "-q", "-m", "before")
    found = "Đã kiểm tra 2 thủ tục, không phải sửa lỗi nào.\n"
    assert commands.main(["check"]) == 0 and capsys.readouterr().out == found
    git("checkout", "-q", "-b", "another"), project.replace("catalogue/procedures/so-y-te/1.000001.yml", "field: kham-benh", "field: duoc")
    git("commit", "-qam", "by somebody else"), git("checkout", "-q", "-B", "mine", "main"), git("branch", "-f", "main", "another")
    assert commands.main(["check", "--changed-since", "main"]) == 0, "what main has meanwhile is no change of this branch"
    assert capsys.readouterr().out == f"{found}So với main: nội dung nào đổi cũng đã có quyết định, hoặc lý do sửa lỗi chép (correction). Gửi được.\n"
    project.replace("catalogue/procedures/so-y-te/1.000002.yml", "amount: 500000", "amount: 600000")
    git("commit", "-qam", "mine")
    assert commands.main(["check"]) == 0
    assert capsys.readouterr().out.endswith("chưa xét đã có quyết định hay chưa. Trước khi gửi, chạy: .venv/bin/python -m motcua check --changed-since main\n")
    assert commands.main(["check", "--changed-since", "main"]) == 1
    told = capsys.readouterr()
    assert "[contents_change_by_decision]" in told.err and "1.000001" not in told.err and told.out == ""


@pytest.mark.bulk
def test_without_a_history_nothing_can_have_changed_since(project: Project, monkeypatch, capsys, git):
    monkeypatch.chdir(project.folder)
    assert commands.main(["check", "--changed-since", "HEAD"]) == 2
    git("init", "-q")
    assert commands.main(["check", "--changed-since", "no-such-revision"]) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_every_processor_judges_a_large_catalogue(project: Project, monkeypatch):
    monkeypatch.chdir(project.folder)
    asked: list = []
    monkeypatch.setattr(check_tool, "load", lambda *words, **_: asked.append(words[3]) or (None, []))
    assert commands.main(["check"]) == 1
    assert asked == [os.cpu_count()]


@pytest.mark.bulk
def test_the_editors_loop_is_timed():
    done = subprocess.run([sys.executable, "benchmarks/editor_loop.py", "--count", "5", "--runs", "1"], cwd=Path(__file__).parents[1],
                          capture_output=True, encoding="utf-8", check=True)
    assert [line.split("  ")[0] for line in done.stdout.splitlines()[1:5]] == [
        "check, nothing kept", "check, one fee changed", "check, nothing changed", "check --changed-since, one fee changed"]
