"""`python -m motcua check`: the same judging as the build, its exit codes and words, and nothing built."""
from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from support.sites import Project, small, with_addresses
from support.trees import digest_tree

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
    first, count = done.stderr.splitlines()
    assert (done.returncode, done.stdout) == (1, "")
    assert first.startswith("catalogue/procedures/so-y-te/1.000002.yml:16:13: fees[0].amount: ")
    assert first.endswith('; found "500.000".')
    assert count == "errors: 1, warnings: 0, files with problems: 1"
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
@pytest.mark.parametrize("words", [["--lang", "fr"], ["--drafts"], ["catalogue", "another"], ["--for", "x"]])
def test_wrong_use_ends_with_2(check, words: list[str]):
    done = check(*words)
    assert (done.returncode, done.stdout) == (2, "")
    assert "usage: motcua" in done.stderr and "Traceback" not in done.stderr


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
    assert sample.run("--date", "2026-01-01", start=CHECK).stderr == sample.run().stderr
