"""The project keeps its own rules: who may import whom, what a module may be called, what no file may name."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest
from support import code, licences

PROJECT = Path(__file__).parents[1]

# Modules that a person starts; they may import anything, and only they import one another.
ENTRIES = {"build", "motcua.__main__", "motcua.build", "motcua.commands", "motcua.progress"}
# Core, from the ground upwards: a module imports from its own floor or a lower one. A package stands for all in it.
FLOORS = (
    "acts escaping refusal forked typed_day inspect libraries packing characters conflicts legal communes layout json_text sealed needs marks text open problem listings urls ambiguous mentions outline prose readers files freshness",
    "syntax blanks events source plain_files model parse_cache packaged remembered",
    "handwritten interface messages judge lexicon resolve catalogue provenance telling folders",
    "form_files narrow passages say rates charges",
    "cards families derived groups lexicon index uses compare dates figures jsonld ledger offers",
    "rules",
    "verdict form_loading",
    "load accepted",
    "history earlier sides revisions",
)
FLOOR = {f"motcua.{name}": number for number, names in enumerate(FLOORS) for name in names.split()}
# What every output may import of its neighbours, and what each of these groups may import beside.
WRITER = {f"motcua.outputs.{name}" for name in "artifact bundle disk keys order places tree workers write".split()}
FRAME = {f"motcua.outputs.{name}" for name in "frame render shell".split()}
# A page kind is a module that no other imports; what kinds share (rows, ways, the shell) lies beside them.
PAGE_KINDS = {path.stem for path in (PROJECT / "motcua" / "outputs" / "pages").glob("*.py")
              if (PROJECT / "templates" / "pages" / f"{path.stem.replace('_', '-')}.html").is_file()}
# What stands beside the pages and is no page: tables, pictures, files, what engines are told; plans may name them, and pages the tables.
BESIDE = {f"motcua.outputs.{name}" for name in "forms offices qr search tables web wording".split()}
# Outputs of several modules, which may write tables.
PACKAGED = {f"motcua.outputs.{name}" for name in "forms opendata search".split()}
# A plan is a module that only the list of all plans imports; what plans share lies beside them.
PLANS = {"departments", "directory", "finding", "front", "guides", "lists", "papers", "procedures"}
ARTIFACT = {"motcua.outputs.artifact", "motcua.outputs.bundle", "motcua.outputs"}
FOR_TOOLS = {f"motcua.outputs.{name}" for name in "artifact bundle disk site tree write".split()}

THIRD_PARTIES = {
    "motcua.source": {"yaml"},
    "motcua.syntax": {"yaml"},
    "motcua.events": {"yaml"},
    "motcua.model": {"pydantic"},
    "motcua.judge": {"pydantic"},
    "motcua.refusal": {"pydantic_core"},
    "motcua.escaping": {"markupsafe"},
    "motcua.prose": {"markdown", "nh3", "markupsafe"},
    "motcua.mentions": {"markupsafe"},
    "motcua.dates": {"holidays"},
    "motcua.outputs.shell": {"mkdocs", "material", "zensical", "jinja2"},
    "motcua.outputs.qr": {"segno"},
    "motcua.outputs.render": {"jinja2", "markupsafe"},
    "motcua.tools.remarks": {"yaml"},
    "motcua.tools": {"docx", "openpyxl"},
}
PROCESSES = {"motcua.history", "motcua.outputs.shell", "motcua.tools"}
# Calls that only POSIX has: the disk and the workers of the writer, and the time limit of author text.
POSIX = {"motcua.outputs.disk", "motcua.outputs.workers", "motcua.outputs.write", "motcua.prose"}
POSIX_MODULES = {"fcntl", "grp", "pwd", "resource", "termios", "ctypes"}
POSIX_CALLS = {"fork", "kill", "killpg", "setsid", "alarm", "setitimer", "waitpid", "mkfifo", "chown"}
CHANCE = {"random", "secrets", "uuid", "locale"}
CLOCK = {("date", "today"), ("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("time", "time"), ("time", "time_ns")}


@cache
def modules() -> dict[str, str]:
    """The path of every module of the project by its dotted name."""
    return {path.removesuffix(".py").replace("/", ".").removesuffix(".__init__"): path for path in code.parsed()}


def nodes(name: str) -> tuple[ast.AST, ...]:
    """Every node of a module."""
    return code.nodes(modules()[name])


@cache
def imports(name: str) -> frozenset[str]:
    """What a module imports, anywhere in it: our modules by their full name, others by their first part."""
    found = {dotted for node in nodes(name) for dotted in _imported(name, node)}
    return frozenset(dotted if dotted.split(".")[0] == "motcua" else dotted.split(".")[0] for dotted in found)


def _imported(name: str, node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        package = name if (PROJECT / name.replace(".", "/")).is_dir() else name.rpartition(".")[0]
        parts = package.split(".")[: len(package.split(".")) + 1 - node.level] if node.level else []
        base = ".".join([*parts, *([node.module] if node.module else [])])
        for alias in node.names:
            yield f"{base}.{alias.name}" if f"{base}.{alias.name}" in modules() else base


def ours(name: str) -> set[str]:
    return {dotted for dotted in imports(name) if dotted.startswith("motcua.")}


def listed(name: str, table) -> str | None:
    """The entry of the table that stands for the module: its own, or that of a package it lies in."""
    parts = name.split(".")
    return next((entry for n in range(len(parts), 0, -1) if (entry := ".".join(parts[:n])) in table), None)


def is_core(name: str) -> bool:
    return name.startswith("motcua.") and name not in ENTRIES and not name.startswith(("motcua.outputs", "motcua.tools"))


def floor(name: str) -> int:
    """The floor of a core module; one that has none yet is reported by its own test, and is taken to stand highest."""
    return FLOOR.get(listed(name, FLOOR), len(FLOORS))


def may_import(name: str, other: str) -> bool:
    """Whether the module may import the other one of ours."""
    if name in ENTRIES:
        return True
    if other in ENTRIES:
        return False
    if is_core(name):
        return is_core(other) and floor(other) <= floor(name)
    if is_core(other):
        return True
    if name.startswith("motcua.tools"):
        return other.startswith("motcua.tools") or other in FOR_TOOLS
    return other.startswith("motcua.outputs") and _may_import_output(name, other)


def _may_import_output(name: str, other: str) -> bool:
    if name in {"motcua.outputs.site", "motcua.outputs.shared", "motcua.outputs.portions"} or other in ARTIFACT:
        return True
    if name in WRITER:
        return other in WRITER
    if (own := listed(name, PACKAGED)) and (listed(other, {own}) or other == "motcua.outputs.tables"):
        return True
    if name in FRAME:
        return other in FRAME
    pages, plans = "motcua.outputs.pages", "motcua.outputs.plans"
    if name.startswith(plans):
        is_shared_plan = other.startswith(plans) and other.rpartition(".")[2] not in PLANS
        return is_shared_plan or listed(other, BESIDE) is not None or other == "motcua.outputs.shared" or other.startswith(pages) or other in FRAME
    if name.startswith(pages) and other == "motcua.outputs.tables":
        return True
    return name.startswith(pages) and (other in FRAME or other.startswith(pages) and other.rpartition(".")[2] not in PAGE_KINDS)


def test_every_core_module_has_its_floor():
    homeless = [name for name in modules() if is_core(name) and listed(name, FLOOR) is None]
    assert homeless == [], "give each its floor in FLOORS"


def test_a_module_imports_only_what_it_may():
    wrong = [f"{name} imports {other}" for name in modules() for other in sorted(ours(name)) if not may_import(name, other)]
    assert wrong == []


@pytest.mark.parametrize(
    "name, other, may",
    [
        ("motcua.load", "motcua.source", True),
        ("motcua.source", "motcua.load", False),
        ("motcua.model.procedure", "motcua.rules", False),
        ("motcua.rules", "motcua.outputs.artifact", False),
        ("motcua.rules", "motcua.build", False),
        ("motcua.outputs.pages.home", "motcua.outputs.frame", True),
        ("motcua.outputs.pages.home", "motcua.outputs.pages.procedure", False),
        ("motcua.outputs.forms", "motcua.outputs.artifact", True),
        ("motcua.outputs.forms", "motcua.outputs.frame", False),
        ("motcua.outputs.forms", "motcua.outputs.search", False),
        ("motcua.outputs.site", "motcua.outputs.forms", True),
        ("motcua.outputs.write", "motcua.outputs.site", False),
        ("motcua.outputs.forms", "motcua.tools.portal", False),
        ("motcua.tools.portal", "motcua.outputs.write", True),
        ("motcua.tools.portal", "motcua.outputs.frame", False),
        ("motcua.__main__", "motcua.outputs.frame", True),
    ],
)
def test_who_may_import_whom(name: str, other: str, may: bool):
    assert may_import(name, other) is may


def test_source_and_model_do_not_know_each_other():
    assert not {name for name in ours("motcua.source") if name.startswith("motcua.model")}
    assert not {name for part in modules() if part.startswith("motcua.model") for name in ours(part)} & {"motcua.source"}


def test_no_modules_import_each_other_in_a_circle():
    graph = {name: ours(name) - {name} for name in modules()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as circle:
        pytest.fail(" -> ".join(circle.args[1]))


def test_each_third_party_has_its_one_place():
    wrong = []
    for name in modules():
        place = listed(name, THIRD_PARTIES)
        others = imports(name) - set(sys.stdlib_module_names) - {"motcua"}
        others = {other for other in others if not other.startswith("motcua.")}
        wrong += [f"{name} imports {other}" for other in sorted(others - THIRD_PARTIES.get(place, set()))]
    assert wrong == []


def test_processes_chance_and_posix_have_their_places():
    wrong = []
    for name in modules():
        used = imports(name)
        called = {node.attr for node in nodes(name) if isinstance(node, ast.Attribute)}
        wrong += [f"{name} imports {other}" for other in used & CHANCE]
        if not listed(name, PROCESSES) and "subprocess" in used:
            wrong.append(f"{name} starts processes")
        if name not in POSIX and (found := used & POSIX_MODULES | (called & POSIX_CALLS if used & {"os", "signal"} else set())):
            wrong.append(f"{name} uses {', '.join(sorted(found))}")
    assert wrong == []


def test_no_command_goes_through_a_shell():
    calls = [(name, node) for name in modules() for node in nodes(name) if isinstance(node, ast.Call)]
    wrong = [name for name, call in calls if any(word.arg == "shell" for word in call.keywords)]
    wrong += [name for name, call in calls if ast.unparse(call.func) in {"os.system", "os.popen"}]
    assert wrong == []


def test_only_what_a_person_starts_reads_the_clock():
    wrong = []
    for name in modules():
        if name in ENTRIES or name.startswith("motcua.tools"):
            continue
        attributes = [node for node in nodes(name) if isinstance(node, ast.Attribute) and node.attr in {attribute for _, attribute in CLOCK}]
        wrong += [name for node in attributes if (ast.unparse(node.value).split(".")[-1], node.attr) in CLOCK]
    assert wrong == []


def test_no_module_is_called_after_nothing():
    empty = {"utils", "util", "helpers", "helper", "common", "base", "manager", "misc"}
    assert [name for name in modules() if empty & set(name.split("."))] == []


def test_every_module_says_what_it_is_for():
    assert [path for path, tree in code.parsed().items() if not ast.get_docstring(tree)] == []


@cache
def texts() -> dict[str, str]:
    """Every text file that is, or could be, committed."""
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listing, cwd=PROJECT, capture_output=True, check=True, text=True).stdout.split("\0")
    contents = {name: (PROJECT / name).read_bytes() for name in names if name and (PROJECT / name).is_file()}
    return {name: raw.decode("utf-8") for name, raw in contents.items() if b"\0" not in raw}


@pytest.mark.parametrize(
    "pattern",
    [
        r"(?<![\w.:/-])/(?:root|work|Users)/[\w.]|(?<![\w.:/-])/home/[a-z]",
        r"registry\.npmj[s]|files\.pythonhoste[d]|pypi\.or[g]/simple|(?:index|find)-(?:url|links)[ =]\S*[:/]/",
    ],
)
def test_no_file_names_a_machine_or_a_registry(pattern: str):
    assert len(texts()) > 10
    assert [f"{name}: {found[0]}" for name, text in texts().items() for found in re.finditer(pattern, text)] == []


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-test.lock"])
def test_a_lock_has_exact_versions_with_hashes_and_no_address(name: str):
    text = (PROJECT / name).read_text("utf-8")
    entries = re.split(r"\n(?=\S)", re.sub(r"(?m)^\s*#.*\n", "", text).strip())
    assert len(entries) > 20
    assert [entry for entry in entries if not re.fullmatch(r"[a-z0-9.-]+==\S+( \\\n +--hash=sha256:[0-9a-f]{64})+", entry.strip())] == []


def test_the_tests_run_on_the_versions_that_build_the_site():
    site, test = (licences.pins(PROJECT / name) for name in ("requirements.lock", "requirements-test.lock"))
    assert site.items() <= test.items()


def test_the_validator_is_locked_by_digest_and_not_by_address():
    packages = json.loads((PROJECT / "tests" / "package-lock.json").read_text("utf-8"))["packages"]
    assert [path for path, entry in packages.items() if "resolved" in entry or (path and "integrity" not in entry)] == []


def test_the_list_of_licences_follows_the_locks():
    assert (PROJECT / "THIRD_PARTY.md").read_text("utf-8") == licences.document()
