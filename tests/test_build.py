"""`python build.py` as an editor starts it: its exit codes and words, and that the same input gives the same bytes everywhere."""
from __future__ import annotations

import os
import shutil
import sys
import unicodedata
import zlib
from pathlib import Path

import pytest
from support.sites import DAY, Project, copied, recognised, tiny
from support.trees import digest_tree

pytestmark = pytest.mark.bulk

PROCEDURES = "catalogue/procedures/so-y-te"
PAGE = "thu-tuc/1.000002/index.html"


@pytest.fixture
def fresh(tmp_path: Path) -> Project:
    """A project of two procedures that has never been built."""
    return tiny(tmp_path / "project")


@pytest.fixture(scope="module")
def untouched(tmp_path_factory) -> Project:
    """One such project for all builds that must refuse to begin."""
    return tiny(tmp_path_factory.mktemp("untouched") / "project")


@pytest.fixture(scope="module")
def first(tmp_path_factory) -> tuple[Project, str]:
    """One such project with its site, which tests only look at, and what the build said."""
    project = tiny(tmp_path_factory.mktemp("built") / "project")
    return project, project.build()


@pytest.fixture(scope="module")
def built_once(first: tuple[Project, str]) -> Project:
    return first[0]


@pytest.fixture
def sample(built_once: Project, tmp_path: Path) -> Project:
    """A copy of it with its site and its caches, to be changed."""
    return recognised(Project(shutil.copytree(built_once.folder, tmp_path / "project", symlinks=True)))


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


def test_the_first_build_says_in_one_line_what_it_made_and_how_to_look_at_it(first: tuple[Project, str]):
    project, said = first
    summary, look = said.splitlines()
    assert summary.startswith(f"2 thủ tục, {len(project.tree())} tệp: viết {len(project.tree())}, xóa 0, trong ")
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


# Problems in the catalogue


def test_every_problem_of_every_file_is_told_sorted_and_the_old_site_stands(sample: Project):
    sample.replace(f"{PROCEDURES}/1.000002.yml", 'code: "1.000002"', 'code: "1.000002"\nfeees: []')
    sample.replace("catalogue/departments/so-y-te.yml", "kind: department", "kind: departement")
    sample.file("catalogue/laws.yml").write_text("laws:\n\t- x\n", "utf-8")
    before = looks(sample.site)
    done = sample.run("--date", DAY, "--lang", "en")
    *problems, count = done.stderr.splitlines()
    places = [line.split(":")[:3] for line in problems if line.startswith("catalogue/")]
    assert (done.returncode, done.stdout) == (1, "")
    assert {file for file, _, _ in places} >= {"catalogue/departments/so-y-te.yml", "catalogue/laws.yml", f"{PROCEDURES}/1.000002.yml"}
    assert [(file, int(line), int(column)) for file, line, column in places] == sorted(
        (file, int(line), int(column)) for file, line, column in places)
    assert "Traceback" not in done.stderr and count
    assert looks(sample.site) == before


def test_a_mended_catalogue_is_built_after_a_broken_one(sample: Project):
    name = f"{PROCEDURES}/1.000002.yml"
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
        (["--date", "22/11/26"], "2026-11-20"),
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
def test_wrong_use_is_refused_in_words(untouched: Project, words: list[str], named: str):
    assert named in refused(untouched, *words)
    assert not untouched.site.exists()


def test_a_site_folder_that_holds_other_things_is_refused_and_left_alone(fresh: Project):
    fresh.site.mkdir()
    fresh.file("site/letters.txt").write_text("mine")
    assert "site holds files that were not made here" in refused(fresh)
    assert fresh.file("site/letters.txt").read_text() == "mine"


def test_a_site_inside_the_catalogue_is_refused_or_leaves_the_catalogue_as_it_was(fresh: Project):
    before = digest_tree(fresh.catalogue)
    refused(fresh, "--site", "catalogue")
    assert digest_tree(fresh.catalogue) == before


def test_an_address_that_is_none_is_refused(untouched: Project):
    assert "javascript:alert(1)" in refused(untouched, "--site-url", "javascript:alert(1)")


def test_a_folder_of_templates_that_is_absent_is_said_in_one_line(untouched: Project):
    assert "nowhere" in refused(untouched, "--templates", "nowhere")


def test_a_template_that_names_what_it_is_not_given_is_a_fault_and_the_old_site_stands(sample: Project):
    before = sample.tree()
    sample.replace("templates/pages/procedure.html", "{% set words = page.words %}", "{% set words = page.words %}{{ page.nothing_of_the_sort }}")
    done = sample.run("--date", DAY)
    assert done.returncode == 2 and "nothing_of_the_sort" in done.stderr
    assert sample.tree() == before


def test_without_its_libraries_it_says_in_one_line_to_run_make_site(untouched: Project):
    said = refused(untouched, start=("-I", "-S", "build.py"))
    assert said.splitlines() == ["the library jinja2 is not installed here; run: make site"]


# Flags


def test_drafts_are_published_only_when_asked_for(sample: Project):
    sample.replace(f"{PROCEDURES}/1.000002.yml", "status: in_force", "status: draft")
    sample.replace("catalogue/urls.txt", "/thu-tuc/1.000002/\n", "")
    sample.build()
    assert not [name for name in sample.tree() if "1.000002" in name]
    sample.build("--drafts")
    assert {PAGE, f"en/{PAGE}"} <= sample.tree().keys()


def test_the_address_given_stands_over_the_one_in_the_catalogue(sample: Project):
    sample.build("--site-url", "https://example.org/somewhere/")
    page = (sample.site / PAGE).read_text("utf-8")
    assert 'href="https://example.org/somewhere/thu-tuc/1.000002/"' in page
    assert "https://thutuc.mau.example/" not in page


def test_an_empty_address_is_no_address_and_the_build_says_so(sample: Project):
    assert any("site_url" in line for line in sample.build("--site-url", "").splitlines())
    assert not [name for name in sample.tree() if name.startswith("sitemap")]
    page = (sample.site / PAGE).read_text("utf-8")
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


@pytest.fixture(scope="module")
def far(tmp_path_factory) -> tuple[Project, set[Path]]:
    """The whole sample, built where everything around it differs at once, and what was there before."""
    project = copied(tmp_path_factory.mktemp("far") / "project")
    before = {*project.folder.rglob("*")}
    project.build("--jobs", "7", env={
        "TZ": "America/Adak", "LC_ALL": "C", "LANG": "C", "PYTHONHASHSEED": "4294967295", "PYTHONOPTIMIZE": "2", "SOURCE_DATE_EPOCH": "0",
        "HOME": "/nowhere", "NO_COLOR": "1", "PYTHONDONTWRITEBYTECODE": "1",
    })
    return project, before


def test_the_whole_sample_is_the_same_in_surroundings_that_differ_in_everything(built: Project, far: tuple[Project, set[Path]]):
    assert far[0].tree() == built.tree()


def test_nothing_is_written_outside_the_site_and_its_cache(far: tuple[Project, set[Path]]):
    project, before = far
    new = {path.relative_to(project.folder).parts[0] for path in {*project.folder.rglob("*")} - before}
    assert new == {"site", ".cache"}


def test_the_whole_sample_is_the_same_from_files_with_the_line_ends_of_windows_and_decomposed_letters(built: Project, tmp_path: Path):
    other = copied(tmp_path / "project")
    for path in other.catalogue.rglob("*"):
        if path.suffix in (".yml", ".md"):
            path.write_text(unicodedata.normalize("NFD", path.read_text("utf-8")), "utf-8", newline="\r\n")
    assert other.run("--date", DAY).returncode == 0
    assert other.tree() == built.tree()


@pytest.mark.parametrize(
    ("words", "env"),
    [
        (["--jobs", "1"], {"TZ": "America/Adak", "LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "SOURCE_DATE_EPOCH": "0"}),
        (["--jobs", "7"], {"TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1", "PYTHONDEVMODE": "1", "PYTHONWARNINGS": "ignore"}),
        (["--jobs", "2"], {"PYTHONHASHSEED": "4294967295", "PYTHONUTF8": "0", "PYTHONOPTIMIZE": "2", "HOME": "/nowhere", "NO_COLOR": "1"}),
    ],
    ids=["adak-c-one-job", "kiritimati-seed-seven-jobs-dev-mode", "seed-no-utf8-optimised"],
)
def test_the_same_input_gives_the_same_bytes_whatever_the_surroundings(built_once: Project, fresh: Project, words, env):
    fresh.build(*words, env=env)
    assert fresh.tree() == built_once.tree()


def test_the_umask_changes_neither_bytes_nor_who_may_read(built_once: Project, fresh: Project):
    fresh.build(umask=0o077)
    assert fresh.tree() == built_once.tree()
    assert {oct(path.stat().st_mode & 0o777) for path in fresh.site.rglob("*")} == {"0o755", "0o644"}


def test_without_fork_the_same_bytes_are_made_by_one_process(built_once: Project, fresh: Project):
    code = "import os, runpy, sys; del os.fork; sys.argv[0] = 'build.py'; runpy.run_path('build.py', run_name='__main__')"
    fresh.build("--jobs", "2", start=("-c", code))
    assert fresh.tree() == built_once.tree()


def test_files_with_the_line_ends_of_windows_are_no_fault(sample: Project):
    before = sample.tree()
    for path in sample.catalogue.rglob("*"):
        if path.suffix in (".yml", ".md", ".txt"):
            path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    sample.build()
    assert sample.tree() == before


def test_decomposed_letters_are_warned_of(sample: Project):
    before = sample.tree()
    for path in (*sample.catalogue.rglob("*.yml"), *sample.catalogue.rglob("*.md")):
        path.write_text(unicodedata.normalize("NFD", path.read_text("utf-8")), "utf-8")
    done = sample.run("--date", DAY, "--lang", "en")
    assert done.returncode == 0 and "warning: " in done.stderr
    assert sample.tree() == before


def test_a_comment_or_another_layout_changes_no_page(sample: Project):
    before = sample.tree()
    path = sample.procedure("1.000002")
    path.write_text("# một lời ghi\n\n" + path.read_text("utf-8"), "utf-8")
    sample.build()
    assert sample.tree() == before


def test_a_clean_build_gives_what_an_incremental_one_gave(sample: Project):
    sample.replace(f"{PROCEDURES}/1.000002.yml", "status: in_force", "status: in_force\nis_internal: true")
    sample.build()
    before = sample.tree()
    sample.build("--clean")
    assert sample.tree() == before


# What others did to the site or to the caches


def test_a_published_file_that_was_edited_is_made_again(sample: Project):
    before = sample.tree()
    (sample.site / PAGE).write_text("spoilt")
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
    for turn in range(rounds(1)):
        for path in files:
            data = bytearray(path.read_bytes())
            # A fixed but scattered choice, and at least once a letter that leaves JSON well-formed.
            place = zlib.crc32(f"{path.name} {turn}".encode()) % len(data)
            data[place] = data[place] ^ 1 if chr(data[place]).isalnum() else data[place] ^ 0x20
            path.write_bytes(data)
        # The procedure's page is asked for anew, so that what is kept must be used.
        os.utime(sample.site / PAGE, ns=(turn, turn))
        done = sample.run("--date", DAY)
        assert done.returncode == 0, done.stderr
        assert sample.tree() == before


def test_a_name_that_was_changed_inside_the_parse_cache_is_never_published(sample: Project):
    before = sample.tree()
    path = sample.cache / "parse.json"
    data = path.read_bytes()
    assert data.count("hành nghề dược".encode()) > 0
    path.write_bytes(data.replace("hành nghề dược".encode(), "hành nghề dước".encode()))
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


def test_the_copy_that_is_built_here_is_the_whole_project(built: Project):
    assert built.run("--help").returncode == 0
    assert sys.executable and built.file("motcua/messages/vi.yml").is_file()
