"""The jobs of a forge, run here: the steps of a workflow as it starts them, in an empty folder, on a real repository."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import yaml

_GIT = ("git", "-c", "user.name=Somebody", "-c", "user.email=somebody@example.org", "-c", "init.defaultBranch=main")
_GITHUB_SHELL = ("bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c")
_GITLAB_SHELL = ("bash", "-e", "-o", "pipefail", "-c")
# What is asked of an expression's context; the workflows name nothing else.
_CONTEXT = {"${{ github.token }}": "a-token", "${{ vars.SITE_URL }}": ""}
# Of the tests' own surroundings a job meets only this.
_KEPT = ("PATH", "HOME", "TMPDIR", "LANG")


def git(folder: Path, *words: str) -> str:
    """What git says in the folder; a failure is an error."""
    done = subprocess.run([*_GIT, *words], cwd=folder, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, f"git {' '.join(words)}: {done.stderr}"
    return done.stdout.strip()


@dataclass
class Done:
    """A job that has run: the folder that it worked in, what each step said, the first step that failed, its summary."""

    folder: Path
    said: dict[str, str] = field(default_factory=dict)
    failed: str = ""
    summary: str = ""

    @property
    def everything(self) -> str:
        return "\n".join(self.said.values())


@dataclass(frozen=True)
class Forge:
    """A folder of bare repositories, `<owner>/<name>`, served as files."""

    folder: Path

    def repository(self, name: str, project: Path) -> Path:
        """A repository whose main branch is the project's files."""
        bare = self.folder / f"{name}.git"
        git(project, "init", "--quiet", ".")
        git(project, "add", "--all")
        git(project, "commit", "--quiet", "--message", "The catalogue as it stands")
        git(self.folder, "clone", "--quiet", "--bare", str(project), str(bare))
        git(bare, "config", "uploadpack.allowAnySHA1InWant", "true")
        git(project, "remote", "add", "origin", str(bare))
        return bare

    def github(self, workflow: Path, job: str, work: Path, *, repository: str, commit: str, variables: dict[str, str] | None = None) -> Done:
        """Run a job's `run` steps in the order and under the conditions of the file; steps of others' actions are passed over."""
        described = yaml.safe_load(workflow.read_text("utf-8"))
        work.mkdir(parents=True)
        done = Done(work)
        summary = work.parent / f"{work.name}-summary.md"
        summary.touch()
        around = {
            "GITHUB_SERVER_URL": self.folder.as_uri(), "GITHUB_REPOSITORY": repository, "GITHUB_SHA": commit, "GITHUB_ACTIONS": "true",
            "GITHUB_REPOSITORY_OWNER": repository.split("/")[0], "GITHUB_STEP_SUMMARY": str(summary), "RUNNER_TEMP": str(work.parent),
        } | described.get("env", {})
        context = _CONTEXT | {f"${{{{ vars.{name} }}}}": value for name, value in (variables or {}).items()}
        succeeded = set()
        for step in described["jobs"][job]["steps"]:
            if "run" not in step or (done.failed and not ("if" in step and "setup" in succeeded)):
                continue
            own = {name: context[value] for name, value in step.get("env", {}).items()}
            code, said = _run((*_GITHUB_SHELL, _with_libraries(step["run"], work)), work, around | own)
            done.said[step["name"]] = said
            done.failed = done.failed or (step["name"] if code else "")
            succeeded |= {step.get("id")} if not code else set()
        done.summary = summary.read_text("utf-8")
        return done

    def gitlab(self, file: Path, job: str, work: Path, *, repository: str, commit: str, variables: dict[str, str]) -> Done:
        """Run a job's lines as one script on the commit's files, as a runner does after it has cloned them."""
        described = yaml.safe_load(file.read_text("utf-8"))
        own = described.get(described[job].get("extends"), {}) | described[job]
        git(self.folder, "clone", "--quiet", "--no-checkout", (self.folder / repository).as_uri(), str(work))
        git(work, "fetch", "--quiet", "origin", commit)
        git(work, "checkout", "--quiet", "--detach", commit)
        done = Done(work)
        around = {"CI_COMMIT_SHA": commit, "CI_JOB_TOKEN": "a-token"} | described["variables"] | own.get("variables", {}) | variables
        script = _with_libraries("\n".join([*own.get("before_script", []), *own["script"]]), work)
        code, done.said[job] = _run((*_GITLAB_SHELL, script), work, around)
        done.failed = job if code else ""
        return done


def _with_libraries(script: str, work: Path) -> str:
    """The script with the libraries of these tests put where its `make` would install the same ones; until then nothing may lie there."""
    ready = work.parent / f"{work.name}-libraries"
    if "make " not in script or ready.exists():
        return script
    ready.mkdir()
    for name in ("bin", "lib", "pyvenv.cfg"):
        (ready / name).symlink_to(Path(sys.prefix) / name)
    shutil.copyfile(Path(__file__).parents[2] / "requirements.lock", ready / ".requirements.lock")
    return script.replace("make ", f"test ! -e .venv\nmv {shlex.quote(str(ready))} .venv\nmake ", 1)


def _run(command: tuple[str, ...], folder: Path, around: dict[str, str]) -> tuple[int, str]:
    environment = {name: os.environ[name] for name in _KEPT if name in os.environ} | around
    done = subprocess.run(command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          encoding="utf-8", check=False)
    return done.returncode, done.stdout
