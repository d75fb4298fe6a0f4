"""Copies of the project and real builds of them: by real processes, as an editor starts them, or in this one where many are needed."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest
from support.trees import digest_tree

from motcua import ledger, sealed, source
from motcua.catalogue import Catalogue
from motcua.load import check_across, load
from motcua.outputs import site as outputs
from motcua.outputs import write
from motcua.outputs.artifact import Artifact
from motcua.outputs.bundle import Part, unbundled
from motcua.problem import Problem
from motcua.tools.yaml_layout import yaml

HERE = Path(__file__).parents[2]
DAY = "2026-11-22"
ADDRESS = "https://thutuc.lamgiang.example/"
SUBPATH = "/a/b/"
Loaded = tuple[Catalogue, list[Problem]]
# What fills forms is installed once and lent to every copy.
_ENGINE = "engine"
_NOT_SOURCE = shutil.ignore_patterns("__pycache__", "*.pyc", _ENGINE)


@dataclass(frozen=True)
class Project:
    """A copy of what an editor has before them: code, catalogue, templates; `site/` and `.cache/` come with the first build."""

    folder: Path

    @cached_property
    def catalogue(self) -> Path:
        return self.folder / "catalogue"

    @cached_property
    def site(self) -> Path:
        return self.folder / "site"

    def file(self, name: str) -> Path:
        """A file by its path below the project."""
        return self.folder / name

    def procedure(self, code: str) -> Path:
        """The file of the procedure, whatever folder it lies in."""
        return next(self.catalogue.glob(f"procedures/*/{code}.yml"))

    def replace(self, name: str, old: str, new: str) -> None:
        """Change a file as an editor would; what is to be changed stands in it exactly once or the test is at fault."""
        path = self.file(name)
        text = path.read_text("utf-8")
        assert text.count(old) == 1, f"{name} has {text.count(old)} times: {old}"
        path.write_text(text.replace(old, new), "utf-8")

    def write(self, name: str, values: dict) -> None:
        """Write a record as YAML."""
        path = self.file(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml(values), "utf-8")

    def values(self, name: str) -> dict:
        """What a YAML file says, to be changed and written again."""
        return _thawed(source.read(self.file(name), name).values)

    def run(self, *words: str | Path, start: tuple[str, ...] = ("build.py",), env: dict[str, str] | None = None, **options):
        """Start Python in the folder with these words, as a process of its own; never fails by itself."""
        command = [sys.executable, *start, *map(str, words)]
        environment = {key: value for key, value in os.environ.items() if key not in ("CI", "PYTHONPATH")} | (env or {})
        return subprocess.run(command, cwd=self.folder, env=environment, capture_output=True, encoding="utf-8", check=False, **options)

    def build(self, *words: str | Path, **options) -> str:
        """Build on the tests' day by a process; its output. A build that fails fails the test."""
        done = self.run("--date", DAY, *words, **options)
        assert (done.returncode, done.stderr) == (0, ""), done.stderr
        return done.stdout

    def tree(self) -> dict[str, str]:
        """The site as digests by path."""
        return digest_tree(self.site)

    def load(self, cache: Path | None = None) -> Catalogue:
        """The catalogue, which must be without an error."""
        forms = self.folder / "templates" / "forms"
        found, problems = load(self.catalogue, forms, cache or self.cache)
        problems = [*problems, *(check_across(found, self.catalogue, forms) if found else ())]
        assert found and not [problem for problem in problems if problem.is_error], problems
        return found

    @cached_property
    def cache(self) -> Path:
        return self.folder / ".cache" / "motcua-site"

    def plan(self, *, on: str = DAY, drafts: bool = False, site_url: str = ADDRESS, cache: Path | None = None) -> list[Artifact]:
        """Every file that the site is made of, in this process."""
        return list(unbundled(self.parts(on=on, drafts=drafts, site_url=site_url, cache=cache)))

    def parts(self, *, on: str = DAY, drafts: bool = False, site_url: str = ADDRESS, cache: Path | None = None) -> Iterator[Part]:
        """The same in its bundles."""
        settings = outputs.Settings(self.folder / "templates", self.folder / "mkdocs.yml", cache or self.cache, site_url, on, drafts)
        return outputs.parts(self.load(cache), settings)

    def publish(self, **settings) -> write.Report:
        """Build in this process, as `build.py` does after it has looked at its words."""
        return write.publish(self.parts(**settings), self.site, self.cache, jobs=1)


def _thawed(value):
    if isinstance(value, dict):
        return {str(key): _thawed(each) for key, each in value.items()}
    return [_thawed(each) for each in value] if isinstance(value, list) else value


def copied(to: Path, *, base: Path = HERE) -> Project:
    """A copy of the project, with its sample."""
    to.mkdir(parents=True, exist_ok=True)
    for name in ("motcua", "catalogue", "templates"):
        shutil.copytree(base / name, to / name, ignore=_NOT_SOURCE)
    for name in ("build.py", "mkdocs.yml"):
        shutil.copyfile(base / name, to / name)
    (to / _ENGINE).symlink_to(HERE / _ENGINE)
    return Project(to)


def small(to: Path) -> Project:
    """A project with the templates of this one, and a catalogue of two procedures and one form, for tests that build often."""
    to.mkdir(parents=True, exist_ok=True)
    shutil.copytree(HERE / "tests" / "mistakes" / "base" / "catalogue", to / "catalogue")
    shutil.copytree(HERE / "templates" / "pages", to / "templates" / "pages")
    shutil.copytree(HERE / "tests" / "mistakes" / "base" / "forms", to / "templates" / "forms")
    shutil.copyfile(HERE / "mkdocs.yml", to / "mkdocs.yml")
    return Project(to)


def tiny(to: Path) -> Project:
    """The same with every address in its ledger and with the program, lent: what an editor starts, for tests that start it often."""
    project = with_addresses(small(to))
    (to / "motcua").symlink_to(HERE / "motcua")
    shutil.copyfile(HERE / "build.py", to / "build.py")
    return project


def with_addresses(project: Project) -> Project:
    """The project with every address of its catalogue in the ledger, as the verb `urls` writes them."""
    found, _ = load(project.catalogue, project.folder / "templates" / "forms", project.cache)
    ledger.write(project.catalogue / "urls.txt", found.ledger, ledger.missing(found))
    return project


@pytest.fixture(scope="session")
def loaded(tmp_path_factory) -> Loaded:
    """The sample where it lies, read once, and all that is told of its files; a catalogue is frozen."""
    found, problems = load(HERE / "catalogue", HERE / "templates" / "forms", tmp_path_factory.mktemp("loaded"))
    assert found
    return found, problems


def made_once(tmp_path_factory, name: str, make: Callable[[Project], None]) -> Project:
    """A copy of the project that one of the processes that share the tests makes, while the others wait; tests only look at it."""
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / f"once-{name}"
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        project = Project(folder / "project")
        if not (folder / "made").exists():
            shutil.rmtree(project.folder, ignore_errors=True)
            make(copied(project.folder))
            (folder / "made").touch()
    return project


@pytest.fixture(scope="session")
def built(tmp_path_factory) -> Project:
    """The sample, built once by a process of its own at its own address."""
    return made_once(tmp_path_factory, "sample", lambda project: project.build("--quiet"))


@pytest.fixture(scope="session")
def at_subpath(tmp_path_factory) -> Project:
    """The sample, built for the address of a folder on somebody's server."""
    return made_once(tmp_path_factory, "subpath", lambda project: project.build("--quiet", "--site-url", ADDRESS.rstrip("/") + SUBPATH))


@pytest.fixture
def sample(built: Project, tmp_path: Path) -> Project:
    """A copy of the sample with its built site and its caches, to be changed."""
    to = tmp_path / "project"
    shutil.copytree(built.folder, to, ignore=_NOT_SOURCE)
    (to / _ENGINE).symlink_to(HERE / _ENGINE)
    return recognised(Project(to))


def recognised(project: Project) -> Project:
    """The copy with caches that take its files for those that they know: a copy lies elsewhere on the disk, and is the same else."""
    for cache in project.file(".cache").glob("*/parse.json"):
        _, kept = sealed.read(cache)
        for name, (look, _) in kept["files"].items():
            look[2] = project.file(name.rpartition(" ")[2]).lstat().st_ino
        sealed.save(cache, kept)
    return project


@pytest.fixture
def fresh(tmp_path: Path) -> Project:
    """A copy of the sample that has never been built."""
    return copied(tmp_path / "project")


@pytest.fixture(scope="session")
def records(tmp_path_factory, shared: Path) -> Project:
    """The real records of ../shared, imported and built by processes of their own."""
    return made_once(tmp_path_factory, "records", lambda project: _take_in(project, shared))


def _take_in(project: Project, shared: Path) -> None:
    shutil.rmtree(project.catalogue)
    shutil.rmtree(project.folder / "templates" / "forms")
    files = sorted((shared / "data" / "portal").glob("*.json*"))
    imported = project.run("import", "portal", *files, "--into", "catalogue", start=("-m", "motcua"))
    assert imported.returncode == 0, imported.stderr
    built = project.run("--date", DAY, "--quiet", "--site-url", ADDRESS)
    assert built.returncode == 0, built.stderr[-3000:]


def texts(value: object) -> Iterator[str]:
    """Every text inside lists and mappings, without the names of the mappings."""
    if isinstance(value, dict):
        for each in value.values():
            yield from texts(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from texts(each)
    elif isinstance(value, str):
        yield value
