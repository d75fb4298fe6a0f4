"""The files by which a forge judges, shows and publishes a catalogue: what tools find in them, and what they do on a real repository."""
from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from support import forge
from support.forge import Done, Forge, git
from support.sites import Project, small, with_addresses

HERE = Path(__file__).parents[1]
GITHUB = HERE / "ci" / "github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
CHECK, PUBLISH = GITHUB / "workflows" / "check.yml", GITHUB / "workflows" / "publish.yml"
GITLAB = HERE / "ci" / "gitlab" / "gitlab-ci.yml"
REPOSITORY = "Lam-Giang/thu-tuc"
FEE = "catalogue/procedures/so-y-te/1.000002.yml"
BINARIES = Path(sys.prefix) / "bin"


def described(path: Path) -> dict:
    return yaml.safe_load(path.read_text("utf-8"))


def steps() -> Iterator[tuple[str, dict]]:
    for workflow in WORKFLOWS:
        for job in described(workflow)["jobs"].values():
            yield from ((workflow.name, step) for step in job["steps"])


# What stands in the files


@pytest.mark.bulk
def test_auditors_find_nothing():
    for command in (["zizmor", "--offline", "--no-progress", "--quiet", "--color=never"], ["actionlint", "-no-color"]):
        done = subprocess.run([BINARIES / command[0], *command[1:], *WORKFLOWS], capture_output=True, encoding="utf-8", check=False)
        assert (done.returncode, done.stdout.replace("No findings to report. Good job!", "").split("(")[0].strip()) == (0, ""), done.stdout + done.stderr


@pytest.mark.bulk
@pytest.mark.parametrize(("schema", "paths"), [("vendor.gitlab-ci", [GITLAB]), ("vendor.github-workflows", WORKFLOWS)])
def test_the_forges_own_schemas_hold(schema: str, paths: list[Path]):
    done = subprocess.run([BINARIES / "check-jsonschema", "--builtin-schema", schema, *paths], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout


def test_an_auditor_would_speak(tmp_path: Path):
    worse = tmp_path / "check.yml"
    worse.write_text(CHECK.read_text("utf-8").replace("pull_request:", "pull_request_target:").replace('"$GITHUB_SHA"', "${{ github.head_ref }}"), "utf-8")
    done = subprocess.run([BINARIES / "zizmor", "--offline", "--no-progress", "--color=never", worse], capture_output=True, encoding="utf-8", check=False)
    assert {"dangerous-triggers", "template-injection"} <= set(re.findall(r"[a-z]+-[a-z]+", done.stdout))


def test_every_action_of_others_is_named_by_its_commit():
    used = [step["uses"] for _, step in steps() if "uses" in step]
    lines = [line for workflow in WORKFLOWS for line in workflow.read_text("utf-8").splitlines() if "uses:" in line]
    assert len(lines) == len(used) == 3
    assert [line for line in lines if not re.fullmatch(r" +uses: actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line)] == []


def test_a_job_may_do_no_more_than_its_work():
    assert [described(path)["permissions"] for path in WORKFLOWS] == [{}, {}]
    assert [{name: job["permissions"] for name, job in described(path)["jobs"].items()} for path in (CHECK, PUBLISH)] == [
        {"check": {"contents": "read"}},
        {"build": {"contents": "read"}, "publish": {"pages": "write", "id-token": "write"}},
    ]


def test_a_proposal_is_never_run_with_more_than_a_stranger_may():
    text = CHECK.read_text("utf-8")
    assert set(described(CHECK)[True]) == {"pull_request"}
    assert [word for word in ("secrets.", "actions/cache", "self-hosted", "inherit") if word in text] == []
    with_token = [step["name"] for _, step in steps() if "token" in str(step.get("env", ""))]
    assert with_token == ["Take the program of the base branch and the data of the change", "Take the main branch"]


def test_no_script_holds_an_expression():
    assert [name for name, step in steps() if "${{" in step.get("run", "")] == []
    assert "$[[" not in GITLAB.read_text("utf-8")


def test_what_the_guide_copies_is_there():
    guide = (HERE / "docs" / "ci.md").read_text("utf-8")
    sources = re.findall(r"`cp (?:-R )?(\S+)", guide)
    assert len(sources) == 3 and [source for source in sources if not (HERE / source).exists()] == []


# What they do


@pytest.fixture(scope="module")
def served(tmp_path_factory) -> tuple[Forge, Path, Path]:
    """A forge with one repository, a clone of it in which somebody works, and the bare repository."""
    folder = tmp_path_factory.mktemp("forge")
    project = with_addresses(small(folder / "project"))
    shutil.rmtree(project.file(".cache"))
    shutil.copytree(HERE / "motcua", project.file("motcua"), ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("Makefile", "requirements.lock", ".gitignore", "build.py"):
        shutil.copyfile(HERE / name, project.file(name))
    forge_of = Forge(folder / "served")
    (folder / "served").mkdir()
    return forge_of, project.folder, forge_of.repository(REPOSITORY, project.folder)


@pytest.fixture
def somebody(served, tmp_path: Path) -> Project:
    """A clone in which somebody works on a branch of their own."""
    git(tmp_path, "clone", "--quiet", str(served[2]), "clone")
    git(tmp_path / "clone", "checkout", "--quiet", "-b", "proposal")
    return Project(tmp_path / "clone")


def proposed(somebody: Project) -> tuple[str, str]:
    """Commit and push what somebody did: the proposal's commit, and that in which the forge has merged it into the main branch."""
    folder = somebody.folder
    git(folder, "add", "--all", "--force")
    git(folder, "commit", "--quiet", "--message", "A proposal")
    head = git(folder, "rev-parse", "HEAD")
    git(folder, "checkout", "--quiet", "--detach", "origin/main")
    git(folder, "merge", "--quiet", "--no-ff", "--message", "Merge the proposal", head)
    git(folder, "push", "--quiet", "--force", "origin", "HEAD:refs/pull/1/merge", f"{head}:refs/heads/proposal")
    return head, git(folder, "rev-parse", "HEAD")


def on_github(served, somebody: Project, tmp_path: Path) -> Done:
    _, merged = proposed(somebody)
    return served[0].github(CHECK, "check", tmp_path / "work", repository=REPOSITORY, commit=merged)


def on_gitlab(served, somebody: Project, tmp_path: Path, job: str) -> Done:
    head, _ = proposed(somebody)
    return gitlab(served, head, tmp_path, job)


def gitlab(served, head: str, tmp_path: Path, job: str) -> Done:
    variables = {"CI_MERGE_REQUEST_PROJECT_URL": served[2].as_uri().removesuffix(".git"), "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main"}
    return served[0].gitlab(GITLAB, job, tmp_path / "work", repository=REPOSITORY, commit=head, variables=variables)


def raise_the_fee(project: Project) -> None:
    project.replace(FEE, "    amount: 500000\n", "    amount: 600000\n")


def mend(project: Project) -> None:
    """The same as a correction of what was copied wrongly, which needs no decision."""
    raise_the_fee(project)
    with project.file(FEE).open("a", encoding="utf-8") as file:
        file.write("correction: Chép nhầm mức phí khi nhập bản công bố\n")


def line_of(project: Project, words: str) -> int:
    return project.file(FEE).read_text("utf-8").splitlines().index(words) + 1


@pytest.mark.bulk
def test_a_sound_change_is_told_and_shown(served, somebody: Project, tmp_path: Path):
    mend(somebody)
    done = on_github(served, somebody, tmp_path)
    assert (done.failed, "::error" in done.everything, "::warning::" in done.everything) == ("", False, False), done.everything
    assert "500.000" in done.summary and "600.000" in done.summary
    page = (done.folder / "preview" / "thu-tuc" / "1.000002" / "index.html").read_text("utf-8")
    assert "600.000" in page and (done.folder / "change.html").stat().st_size


@pytest.mark.bulk
def test_a_mistake_is_marked_at_its_line_and_no_preview_is_made(served, somebody: Project, tmp_path: Path):
    somebody.replace(FEE, "    amount: 500000\n", "    amount: 500.000\n")
    done = on_github(served, somebody, tmp_path)
    assert done.failed == "Check" and "Build the preview" not in done.said
    assert f"::error file={FEE},line={line_of(somebody, '    amount: 500.000')}," in done.said["Check"]


@pytest.mark.bulk
def test_a_fee_without_a_decision_is_refused(served, somebody: Project, tmp_path: Path):
    raise_the_fee(somebody)
    done = on_github(served, somebody, tmp_path)
    assert done.failed == "Check" and f"::error file={FEE},line=" in done.said["Check"]
    assert "600.000" in done.summary, "what changes is told all the same"


def be_hostile(project: Project, marker: Path) -> None:
    """Bring code in every place that a check might run, and data that hide themselves, lead outside or speak to the forge."""
    spoken = f"__import__('pathlib').Path({str(marker)!r}).touch()\n"
    for name in ("motcua/__init__.py", "build.py", "motcua/tools/check.py", "catalogue/yaml.py", "sitecustomize.py"):
        project.file(name).write_text(spoken, "utf-8")
    project.file("Makefile").write_text(f".venv/.requirements.lock:\n\ttouch {marker}\n.PHONY: .venv/.requirements.lock\n", "utf-8")
    project.file(".venv/bin").mkdir(parents=True)
    project.file(".venv/bin/python").write_text(f"#!/bin/sh\ntouch {marker}\n", "utf-8")
    project.file(".venv/bin/python").chmod(0o755)
    project.file("templates/pages/home.html").write_text("{{ nothing }}", "utf-8")
    project.file("catalogue/.gitignore").write_text("*\n", "utf-8")
    secret = marker.with_name("secret")
    secret.write_text("root:x:0:0\n", "utf-8")
    project.file("catalogue/pages/lo.md").symlink_to(secret)
    project.file("catalogue/procedures/so-y-te/9.999999.yml").write_text('code: "9.999999"\nname: "a%0A::set-env name=A::b\\n::stop-commands::x"\n', "utf-8")


@pytest.mark.bulk
@pytest.mark.parametrize("place", ["github", "gitlab"])
def test_nothing_of_a_strangers_program_is_run_and_nothing_of_the_data_is_hidden(served, somebody: Project, tmp_path: Path, place: str):
    marker = tmp_path / "was-run"
    be_hostile(somebody, marker)
    done = on_github(served, somebody, tmp_path) if place == "github" else on_gitlab(served, somebody, tmp_path, "check")
    assert not marker.exists()
    assert done.failed.lower() == "check"
    told = done.everything if place == "github" else (done.folder / "gl-code-quality-report.json").read_text("utf-8")
    assert "9.999999.yml" in told, "a file that the proposal ignores is judged too"
    assert [line for line in done.everything.splitlines() if line.startswith(("::set-env", "::stop-commands"))] == []
    assert not (done.folder / "catalogue/pages/lo.md").is_symlink()
    if place == "github":
        assert "::warning::This change also touches" in done.everything


@pytest.mark.bulk
def test_gitlab_is_given_the_problems_the_change_and_the_preview(served, somebody: Project, tmp_path: Path):
    mend(somebody)
    checked = on_gitlab(served, somebody, tmp_path / "1", "check")
    assert checked.failed == "" and json.loads((checked.folder / "gl-code-quality-report.json").read_text("utf-8")) == [], checked.everything
    shown = gitlab(served, git(somebody.folder, "rev-parse", "origin/proposal"), tmp_path / "2", "preview")
    assert shown.failed == "" and "600.000" in shown.everything, shown.everything
    assert (shown.folder / "preview/index.html").is_file() and (shown.folder / "change.html").stat().st_size


@pytest.mark.bulk
@pytest.mark.parametrize(("repository", "own", "address"), [
    (REPOSITORY, "", "https://lam-giang.github.io/thu-tuc/"),
    ("Lam-Giang/lam-giang.github.io", "", "https://lam-giang.github.io/"),
    (REPOSITORY, "https://thutuc.lamgiang.example/", "https://thutuc.lamgiang.example/"),
])
def test_the_main_branch_is_packed_for_its_own_address(served, tmp_path: Path, repository: str, own: str, address: str):
    if repository != REPOSITORY:
        git(served[0].folder, "clone", "--quiet", "--bare", str(served[2]), f"{repository}.git")
    commit = git(served[2], "rev-parse", "main")
    done = served[0].github(PUBLISH, "build", tmp_path / "work", repository=repository, commit=commit, variables={"SITE_URL": own})
    assert done.failed == "", done.everything
    with tarfile.open(tmp_path / "artifact.tar") as packed:
        assert "./.nojekyll" in packed.getnames() and all(each.isfile() or each.isdir() for each in packed)
        home = packed.extractfile("./index.html").read().decode()
    assert f'<link rel="canonical" href="{address}">' in home


@pytest.mark.bulk
def test_gitlab_pages_are_built_for_their_own_address(served, tmp_path: Path):
    commit = git(served[2], "rev-parse", "main")
    done = served[0].gitlab(GITLAB, "pages", tmp_path / "work", repository=REPOSITORY, commit=commit,
                            variables={"CI_PAGES_URL": "https://lam-giang.gitlab.io/thu-tuc"})
    assert done.failed == "", done.everything
    assert '<link rel="canonical" href="https://lam-giang.gitlab.io/thu-tuc/">' in (done.folder / "public/index.html").read_text("utf-8")
    assert (done.folder / "public/.nojekyll").is_file()


def test_the_sample_step_runner_stops_where_a_forge_would(tmp_path: Path):
    workflow = tmp_path / "w.yml"
    workflow.write_text(
        "jobs:\n  a:\n    steps:\n    - {name: one, id: setup, run: 'true'}\n    - {name: two, run: 'false | true'}\n"
        "    - {name: three, run: 'true'}\n    - {name: four, if: x, run: 'true'}\n", "utf-8")
    done = forge.Forge(tmp_path).github(workflow, "a", tmp_path / "work", repository="a/b", commit="0")
    assert (done.failed, list(done.said)) == ("two", ["one", "two", "four"])
