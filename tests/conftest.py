"""What every test may ask for: the real records, a browser and its log, a server, the validators."""

from __future__ import annotations

import gc
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser
from support.accessibility import violations
from support.chromium import Pages, running as running_chromium
from support.once import remember
from support.server import serving
from support.sites import at_subpath, built, fresh, loaded, records, sample  # noqa: F401
from support.vnu import faults as validator_faults

PROJECT = Path(__file__).parents[1]
TORTURE = os.environ.get("MOTCUA_TORTURE") == "1"
_NO_SHARED = "no folder ../shared with real records"
_LONGEST = ("test_records_site", "test_site_browser", "test_incremental", "test_build", "test_write_torture", "test_editor_loop", "test_search_page", "test_reading",
            "test_search_quality", "test_fill_page")
_NEEDS_PROGRAMS = frozenset({"chromium", "vnu"})
_NEEDS_A_BUILD = frozenset({"built", "at_subpath", "records"})

# Where the system has a roomy folder in memory, the tests write there: many wait for nothing but a disk.
MEMORY = "/dev/shm"
if "TMPDIR" not in os.environ and os.path.isdir(MEMORY) and shutil.disk_usage(MEMORY).free > 4 << 30:
    os.environ["TMPDIR"] = tempfile.tempdir = MEMORY

# Importing a hundred modules and listing the tests makes nothing but what stays: see pytest_collection_finish.
gc.disable()

settings.register_profile("default", deadline=None, derandomize=True)
settings.register_profile("quick", deadline=None, derandomize=True, max_examples=15)
settings.register_profile("torture", deadline=None, max_examples=2000)
settings.load_profile("torture" if TORTURE else "default")


def pytest_configure(config: pytest.Config) -> None:
    """A run that leaves the bulk out tries fewer examples of what may be anything."""
    if "not bulk" in config.option.markexpr and not TORTURE:
        settings.load_profile("quick")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """A file that is left out as a whole is not even read."""
    left_out = re.findall(r"not (\w+)", config.option.markexpr)
    if not left_out or collection_path.suffix != ".py":
        return None
    mark = re.search(r"^pytestmark = .*", collection_path.read_text("utf-8"), re.MULTILINE)
    return True if mark and any(f"pytest.mark.{name}" in mark[0] for name in left_out) else None


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test that asks for a program other than Python or for a whole build is marked, so that `make quick` cannot meet it; the longest files come first."""
    for item in items:
        asked = set(getattr(item, "fixturenames", ()))
        if _NEEDS_PROGRAMS & asked:
            item.add_marker("browser")
        if _NEEDS_A_BUILD & asked:
            item.add_marker("bulk")
    heavy = {item.path for item in items if any(item.get_closest_marker(name) for name in ("browser", "bulk"))}
    # Several processes share the files: a long one that came last would leave the others waiting.
    items.sort(key=lambda item: (item.path not in heavy, _LONGEST.index(item.path.stem) if item.path.stem in _LONGEST else len(_LONGEST)))


def pytest_collection_finish() -> None:
    """The modules and the list of all tests stay to the end: from here on only what tests make is looked through for cycles."""
    gc.freeze()
    gc.enable()


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """In CI only the absence of ../shared may skip a test: any other skip fails the run."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if reporter and os.environ.get("CI") else []
    quiet = [report for report in skipped if _NO_SHARED not in str(report.longrepr)]
    if quiet and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
        for report in quiet:
            reporter.write_line(f"skipped in CI without leave: {report.nodeid}: {report.longrepr}", red=True)


@pytest.fixture(scope="session", autouse=True)
def _impatient() -> Iterator[None]:
    """No disk is waited for where nobody pulls the plug, and nothing is reckoned twice that comes out the same."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda descriptor: None)
        patch.setattr(os, "sync", lambda: None)
        remember(patch)
        yield


@pytest.fixture(scope="session")
def project() -> Path:
    """The folder that holds the whole project."""
    return PROJECT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real records beside the project; where it is absent, the test is skipped and says so."""
    folder = PROJECT.parent / "shared"
    if not folder.is_dir():
        pytest.skip(_NO_SHARED)
    return folder


@pytest.fixture(scope="session")
def rounds() -> Callable[[int], int]:
    """How often to repeat a randomised trial: as often as asked, and twenty times as often in `make torture`."""
    return lambda usual: usual * 20 if TORTURE else usual


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One running Chromium for all tests."""
    with running_chromium() as browser:
        yield browser


@pytest.fixture
def page(chromium: Browser) -> Iterator[Pages]:
    """`page(address, width=..., ...)` opens pages; the test fails when one of them asks another host, or throws."""
    pages = Pages(chromium)
    yield pages
    pages.close()
    assert not pages.log.outside, "a page asked another host"
    assert not pages.log.errors, "a script of a page threw"


@pytest.fixture
def serve() -> Iterator[Callable[..., str]]:
    """`serve(folder, prefix="/", headers={})` publishes a folder on 127.0.0.1 until the test ends, and gives its address."""
    with ExitStack() as running:
        yield lambda *asked, **options: running.enter_context(serving(*asked, **options))


@pytest.fixture
def axe() -> Callable[..., list[str]]:
    """`axe(page)` lists the faults of WCAG 2.2 A and AA in an open page."""
    return violations


@pytest.fixture(scope="session")
def vnu() -> Callable[..., list[str]]:
    """`vnu([file or folder, ...])` lists the errors and warnings of the HTML checker."""
    return validator_faults
