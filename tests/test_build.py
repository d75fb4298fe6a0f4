"""`python build.py` as an editor starts it: its exit codes and words, and that the same input gives the same bytes everywhere."""
from __future__ import annotations

import os
import shutil
import sys
import unicodedata
import zlib
from pathlib import Path

import pytest
from support.sites import DAY, HERE, Project, copied
from support.trees import digest_tree

pytestmark = pytest.mark.bulk

CASES = len(list(HERE.glob("catalogue/procedures/*/*.yml")))


def looks(folder: Path) -> dict[str, tuple[int, int, int]]:
    """What changes of a file when it is written or replaced."""
    return {str(path): (path.stat().st_ino, path.stat().st_mtime_ns, path.stat().st_size) for path in folder.rglob("*")}


def refused(project: Project, *words: str, **options) -> str:
    """What the build says on standard error when it ends with 2 and nothing on standard output."""
    done = project.run(*words, **options)
    assert (done.returncode, done.stdout) == (2, ""), done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr


# What it says, and when it writes


def test_the_first_build_says_in_one_line_what_it_made_and_how_to_look_at_it(fresh: Project):
    summary, look = fresh.build().splitlines()
    assert summary.startswith(f"{CASES} thủ tục, {len(fresh.tree())} tệp: viết {len(fresh.tree())}, xóa 0, trong ")
    assert look == "Xem thử: make preview"


def test_a_second_build_writes_nothing(sample: Project):
    sample.build()
    before, caches = looks(sample.site), looks(sample.file(".cache"))
    assert "không có gì thay đổi" in sample.build().splitlines()[0]
    assert looks(sample.site) == before
    assert looks(sample.file(".cache")) == caches


def test_a_build_on_another_day_that_changes_no_state_writes_nothing(sample: Project):
    sample.build()
    before = looks(sample.site)
    assert sample.run("--date", "2026-11-23").returncode == 0
    assert looks(sample.site) == before


def test_the_summary_is_in_the_language_asked_for(sample: Project):
    assert " procedures, " in sample.build("--lang", "en").splitlines()[0]


def test_a_quiet_build_says_nothing(sample: Project):
    assert sample.build("--quiet") == ""


def test_a_build_for_readers_of_figures_says_the_seconds_of_each_stage(sample: Project):
    stages = sample.build("--stages", "--clean").splitlines()[1]
    assert [part.split()[0] for part in stages.split(" · ")][:3] == ["start", "load", "keys"]


def test_nothing_is_written_outside_the_site_and_its_cache(fresh: Project):
    before = {*fresh.folder.rglob("*")}
    fresh.build(env={"PYTHONDONTWRITEBYTECODE": "1"})
    new = {path.relative_to(fresh.folder).parts[0] for path in {*fresh.folder.rglob("*")} - before}
    assert new == {"site", ".cache"}


# Problems in the catalogue


def test_every_problem_of_every_file_is_told_sorted_and_the_old_site_stands(sample: Project):
    sample.replace("catalogue/procedures/so-tu-phap/2.000635.yml", 'code: "2.000635"', 'code: "2.000635"\nfeees: []')
    sample.replace("catalogue/departments/so-cong-thuong.yml", "kind: department", "kind: departement")
    sample.file("catalogue/laws.yml").write_text("laws:\n\t- x\n", "utf-8")
    before = looks(sample.site)
    done = sample.run("--date", DAY, "--lang", "en")
    *problems, count = done.stderr.splitlines()
    places = [line.split(":")[:3] for line in problems if line.startswith("catalogue/")]
    assert (done.returncode, done.stdout) == (1, "")
    assert {file for file, _, _ in places} >= {f"catalogue/{name}" for name in
                                               ("departments/so-cong-thuong.yml", "laws.yml", "procedures/so-tu-phap/2.000635.yml")}
    assert [(file, int(line), int(column)) for file, line, column in places] == sorted(
        (file, int(line), int(column)) for file, line, column in places)
    assert "Traceback" not in done.stderr and count
    assert looks(sample.site) == before


def test_a_mended_catalogue_is_built_after_a_broken_one(sample: Project):
    name = "catalogue/procedures/so-tu-phap/2.000635.yml"
    before = sample.tree()
    sample.replace(name, "status: in_force", "status: in_forse")
    assert sample.run("--date", DAY).returncode == 1
    assert sample.run("--date", DAY).returncode == 1
    sample.replace(name, "status: in_forse", "status: in_force")
    sample.build()
    assert sample.tree() == before


def test_a_folder_without_a_catalogue_is_a_problem_with_its_place(sample: Project):
    sample.file("empty").mkdir()
    done = sample.run("--catalogue", "empty")
    assert done.returncode == 1
    assert done.stderr.startswith("empty/catalogue.yml:1:1: ")


# Wrong use, and faults of the machine


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["--no-such-flag"], "--no-such-flag"),
        (["--date", "22/11/2026"], "2026-11-20"),
        (["--date", "2026-02-30"], "2026-02-30"),
        (["--catalogue", "nowhere"], "nowhere"),
        (["--forms", "nowhere"], "nowhere"),
        (["--jobs", "0"], "--jobs"),
        (["--jobs", "two"], "--jobs"),
        (["--jobs", "-1"], "--jobs"),
        (["--clea"], "--clea"),
        (["catalogue"], "catalogue"),
    ],
)
def test_wrong_use_is_refused_in_words(fresh: Project, words: list[str], named: str):
    assert named in refused(fresh, *words)
    assert not fresh.site.exists()


def test_a_site_folder_that_holds_other_things_is_refused_and_left_alone(fresh: Project):
    fresh.site.mkdir()
    fresh.file("site/letters.txt").write_text("mine")
    assert "site holds files that were not made here" in refused(fresh)
    assert fresh.file("site/letters.txt").read_text() == "mine"


def test_a_site_inside_the_catalogue_is_refused_or_leaves_the_catalogue_as_it_was(fresh: Project):
    before = digest_tree(fresh.catalogue)
    refused(fresh, "--site", "catalogue")
    assert digest_tree(fresh.catalogue) == before


def test_an_address_that_is_none_is_refused(fresh: Project):
    assert "javascript:alert(1)" in refused(fresh, "--site-url", "javascript:alert(1)")


def test_a_folder_of_templates_that_is_absent_is_said_in_one_line(fresh: Project):
    assert "nowhere" in refused(fresh, "--templates", "nowhere")


def test_a_template_that_names_what_it_is_not_given_is_a_fault_and_the_old_site_stands(sample: Project):
    before = sample.tree()
    sample.replace("templates/pages/procedure.html", "{% set words = page.words %}", "{% set words = page.words %}{{ page.nothing_of_the_sort }}")
    done = sample.run("--date", DAY)
    assert done.returncode == 2 and "nothing_of_the_sort" in done.stderr
    assert sample.tree() == before


def test_without_its_libraries_it_says_in_one_line_to_run_make_site(fresh: Project):
    said = refused(fresh, start=("-I", "-S", "build.py"))
    assert said.splitlines() == ["the library jinja2 is not installed here; run: make site"]


# Flags


def test_drafts_are_published_only_when_asked_for(sample: Project):
    sample.replace("catalogue/procedures/so-cong-thuong/2.001249.yml", "status: in_force", "status: draft")
    sample.replace("catalogue/urls.txt", "/thu-tuc/2.001249/\n", "")
    sample.build()
    assert not [name for name in sample.tree() if "2.001249" in name]
    sample.build("--drafts")
    assert {"thu-tuc/2.001249/index.html", "en/thu-tuc/2.001249/index.html"} <= sample.tree().keys()


def test_the_address_given_stands_over_the_one_in_the_catalogue(sample: Project):
    sample.build("--site-url", "https://example.org/somewhere/")
    page = (sample.site / "thu-tuc/2.000635/index.html").read_text("utf-8")
    assert 'href="https://example.org/somewhere/thu-tuc/2.000635/"' in page
    assert "https://thutuc.lamgiang.example/" not in page


def test_an_empty_address_is_no_address_and_the_build_says_so(sample: Project):
    assert any("site_url" in line for line in sample.build("--site-url", "").splitlines())
    assert not [name for name in sample.tree() if name.startswith("sitemap")]
    page = (sample.site / "thu-tuc/2.000635/index.html").read_text("utf-8")
    assert 'rel="canonical"' not in page


def test_other_folders_give_the_same_site(sample: Project, tmp_path: Path):
    aside = tmp_path / "aside"
    aside.mkdir()
    for name in ("catalogue", "templates"):
        sample.file(name).rename(aside / name)
    (aside / "templates" / "forms").rename(aside / "blanks")
    sample.build("--catalogue", aside / "catalogue", "--templates", aside / "templates", "--forms", aside / "blanks", "--site", aside / "public")
    assert digest_tree(aside / "public") == sample.tree()


def test_a_build_may_be_started_from_any_folder(sample: Project, tmp_path: Path):
    before = sample.tree()
    done = Project(tmp_path).run("--date", DAY, "--clean", start=(str(sample.file("build.py")),))
    assert (done.returncode, done.stderr) == (0, "")
    assert sample.tree() == before


# The same bytes


@pytest.mark.parametrize(
    ("words", "env"),
    [
        ([], {"TZ": "America/Adak", "LC_ALL": "C", "LANG": "C"}),
        ([], {"TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"}),
        ([], {"PYTHONHASHSEED": "4294967295", "PYTHONUTF8": "0"}),
        (["--jobs", "1"], {"SOURCE_DATE_EPOCH": "0"}),
        (["--jobs", "2"], {"PYTHONOPTIMIZE": "2"}),
        (["--jobs", "7"], {"HOME": "/nowhere", "NO_COLOR": "1"}),
        ([], {"PYTHONDEVMODE": "1", "PYTHONWARNINGS": "ignore"}),
    ],
    ids=["adak-c", "kiritimati-seed", "seed-no-utf8", "one-job-epoch", "two-jobs-optimised", "seven-jobs", "dev-mode"],
)
def test_the_same_input_gives_the_same_bytes_whatever_the_surroundings(built: Project, fresh: Project, words, env):
    fresh.build(*words, env=env)
    assert fresh.tree() == built.tree()


def test_the_umask_changes_neither_bytes_nor_who_may_read(built: Project, fresh: Project):
    fresh.build(umask=0o077)
    assert fresh.tree() == built.tree()
    assert {oct(path.stat().st_mode & 0o777) for path in fresh.site.rglob("*")} == {"0o755", "0o644"}


def test_without_fork_the_same_bytes_are_made_by_one_process(built: Project, fresh: Project):
    code = "import os, runpy, sys; del os.fork; sys.argv[0] = 'build.py'; runpy.run_path('build.py', run_name='__main__')"
    fresh.build("--jobs", "2", start=("-c", code))
    assert fresh.tree() == built.tree()


def test_files_with_the_line_ends_of_windows_give_the_same_pages(built: Project, fresh: Project):
    for path in fresh.catalogue.rglob("*"):
        if path.suffix in (".yml", ".md", ".txt"):
            path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    fresh.build()
    assert fresh.tree() == built.tree()


def test_decomposed_letters_give_the_same_pages_with_a_warning(built: Project, fresh: Project):
    for path in (*fresh.catalogue.rglob("*.yml"), *fresh.catalogue.rglob("*.md")):
        path.write_text(unicodedata.normalize("NFD", path.read_text("utf-8")), "utf-8")
    done = fresh.run("--date", DAY, "--lang", "en")
    assert done.returncode == 0 and "warning: " in done.stderr
    assert fresh.tree() == built.tree()


def test_a_comment_or_another_layout_changes_no_page(sample: Project):
    before = sample.tree()
    path = sample.procedure("2.000635")
    path.write_text("# một lời ghi\n\n" + path.read_text("utf-8"), "utf-8")
    sample.build()
    assert sample.tree() == before


def test_a_clean_build_gives_what_an_incremental_one_gave(sample: Project):
    sample.replace("catalogue/procedures/so-tu-phap/2.000635.yml", "status: in_force", "status: in_force\nis_internal: true")
    sample.build()
    before = sample.tree()
    sample.build("--clean")
    assert sample.tree() == before


# What others did to the site or to the caches


def test_a_published_file_that_was_edited_is_made_again(sample: Project):
    before = sample.tree()
    (sample.site / "thu-tuc/2.000635/index.html").write_text("spoilt")
    sample.build()
    assert sample.tree() == before


def test_what_does_not_belong_into_the_site_is_removed_and_what_is_missing_made(sample: Project):
    before = sample.tree()
    (sample.site / "thu-tuc/stray.html").write_text("stray")
    (sample.site / "empty").mkdir()
    shutil.rmtree(sample.site / "api")
    sample.build()
    assert sample.tree() == before
    assert not (sample.site / "empty").exists()


def test_a_corrupt_parse_cache_is_rebuilt_with_a_note(sample: Project):
    before = sample.tree()
    (sample.cache / "parse.json").write_bytes(b'{"version": "x", "files"')
    (sample.cache / "last.json").unlink()
    done = sample.run("--date", DAY)
    assert done.returncode == 0
    assert done.stderr.startswith(".cache/motcua-site/parse.json:1:1: cảnh báo: ")
    assert sample.tree() == before
    assert sample.run("--date", DAY, "--clean").stderr == ""


CACHES = ("parse.json", "last.json", "frames.json", "imports.json", "trees", "jinja")


@pytest.mark.parametrize("cache", CACHES)
def test_bytes_that_flip_in_a_cache_never_change_the_site(sample: Project, cache: str, rounds):
    sample.build()
    before, kept = sample.tree(), sample.cache / cache
    files = sorted(path for path in ([kept] if kept.is_file() else kept.rglob("*")) if path.is_file())
    assert files, "there is nothing to spoil"
    for turn in range(rounds(2)):
        for path in files:
            data = bytearray(path.read_bytes())
            # A fixed but scattered choice, and at least once a letter that leaves JSON well-formed.
            place = zlib.crc32(f"{path.name} {turn}".encode()) % len(data)
            data[place] = data[place] ^ 1 if chr(data[place]).isalnum() else data[place] ^ 0x20
            path.write_bytes(data)
        # The procedure's page is asked for anew, so that what is kept must be used.
        os.utime(sample.site / "thu-tuc/2.000635/index.html", ns=(turn, turn))
        done = sample.run("--date", DAY)
        assert done.returncode == 0, done.stderr
        assert sample.tree() == before


def test_a_name_that_was_changed_inside_the_parse_cache_is_never_published(sample: Project):
    before = sample.tree()
    path = sample.cache / "parse.json"
    data = path.read_bytes()
    assert data.count("trích lục hộ tịch".encode()) > 0
    path.write_bytes(data.replace("trích lục hộ tịch".encode(), "trích lục hộ tích".encode()))
    (sample.cache / "last.json").unlink()
    assert sample.run("--date", DAY).returncode == 0
    assert sample.tree() == before


def test_two_sites_of_one_project_do_not_disturb_each_other(sample: Project):
    sample.build("--site", "other", "--site-url", "https://example.org/")
    first, other = sample.tree(), digest_tree(sample.file("other"))
    sample.build()
    sample.build("--site", "other", "--site-url", "https://example.org/")
    assert sample.tree() == first
    assert digest_tree(sample.file("other")) == other


def test_a_bare_mkdocs_build_succeeds_and_leaves_the_site_as_it_is(sample: Project):
    before = looks(sample.site)
    done = sample.run("build", "--quiet", "--config-file", "mkdocs.yml", start=("-m", "mkdocs"))
    assert done.returncode == 0, done.stderr
    assert looks(sample.site) == before


def test_the_copy_that_is_built_here_is_the_whole_project(tmp_path: Path):
    project = copied(tmp_path / "copy")
    assert project.run("--help").returncode == 0
    assert sys.executable and project.file("motcua/messages/vi.yml").is_file()
