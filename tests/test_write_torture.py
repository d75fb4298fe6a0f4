"""The writer killed and refused at every moment: the site is wholly old or wholly new, and the next build is as good as a clean one."""

import errno
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from pathlib import Path
from types import SimpleNamespace

import pytest
from conftest import TORTURE

from motcua.outputs import disk
from motcua.outputs.artifact import Artifact
from motcua.outputs.write import WriteFault, publish, verify

pytestmark = pytest.mark.bulk

ROUNDS = 1000 if TORTURE else 50


def text(inputs):
    return f"<p>{inputs}".encode() * 50


def slow_text(inputs):
    time.sleep(0.0002)
    return text(inputs)


def site_of(number, pages=6):
    """A little site of which each state differs from the next in bytes, names and folders."""
    words = {f"thu-tuc/{page}/index.html": f"page {page} of {number}" for page in range(pages)}
    words |= {"index.html": "always the same", f"only/{number % 3}/deep/er.html": str(number), "shape" if number % 2 else "shape/of": str(number)}
    return words


def build(place, number, make=text, **how):
    return publish([Artifact(path, make, word) for path, word in site_of(number, place.pages).items()], place.site, place.cache, **how)


def bytes_of(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in Path(folder).rglob("*") if path.is_file()}


def expected(number, pages):
    return {path: text(word) for path, word in site_of(number, pages).items()}


@pytest.fixture
def place():
    """A site on a real disk, wherever other tests write: there the inode of a folder that is gone is soon another folder's."""
    with tempfile.TemporaryDirectory(dir="/var/tmp") as name:
        root = Path(name)
        yield SimpleNamespace(site=root / "site", cache=root / ".cache", root=root, pages=6)


def child(work):
    """A real process that does the work; its number, at once."""
    process = os.fork()
    if process == 0:
        try:
            work()
            os._exit(0)
        except BaseException:
            sys.excepthook(*sys.exc_info())
            os._exit(1)
    return process


def ended(process):
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def assert_old_or_new(place, old, new):
    found = bytes_of(place.site)
    assert found in (expected(old, place.pages), expected(new, place.pages))
    return found == expected(new, place.pages)


def assert_mends(place, number):
    """The next build gives exactly the clean bytes, leaves nothing lying about, and the one after it writes nothing."""
    build(place, number)
    assert bytes_of(place.site) == expected(number, place.pages)
    assert verify(place.site, place.cache)
    assert sorted(os.listdir(place.root)) == [".cache", "site"]
    assert not list(place.root.rglob("*~"))
    assert not build(place, number).exchanged


@pytest.mark.parametrize(("pages", "jobs"), [(6, 1), (60, 2)])
def test_killed_at_a_random_moment_the_site_is_the_old_one_or_the_new_one(place, pages, jobs):
    place.pages = pages
    dice, number = random.Random(11), 0
    build(place, number)
    begun = time.perf_counter()
    build(place, 1, slow_text, jobs=jobs)
    build(place, number)
    usual = time.perf_counter() - begun
    seen = []
    for _ in range(ROUNDS):
        process = child(lambda: build(place, number + 1, slow_text, jobs=jobs))  # noqa: B023
        time.sleep(dice.random() * usual)
        os.kill(process, signal.SIGKILL)
        ended(process)
        seen.append(assert_old_or_new(place, number, number + 1))
        number += 2
        assert_mends(place, number)
    assert not all(seen)


def killed_at_call(place, number, call):
    """Build in a process that kills itself as it asks the system for the `call`-th change; whether it lived to the end."""

    def work():
        left = [call]

        def hook(event, arguments):
            if event in _CHANGES and (event != "open" or arguments[2] & _WRITING):
                left[0] -= 1
                if not left[0]:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(hook)
        build(place, number, jobs=1)

    return ended(child(work)) == 0


_CHANGES = {"open", "os.rename", "os.remove", "os.rmdir", "os.mkdir", "ctypes.dlsym"}
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | getattr(os, "O_DIRECTORY", 0)


@pytest.mark.parametrize("in_steps", [False, True])
def test_killed_at_any_change_of_the_disk_the_site_is_the_old_one_or_the_new_one(place, monkeypatch, in_steps):
    if in_steps:
        monkeypatch.setattr(disk, "renameat2", lambda: None)
    build(place, 0)
    number, seen = 0, []
    for call in range(1, 500):
        lived = killed_at_call(place, number + 1, call)
        missing = in_steps and not place.site.exists()
        seen.append("missing" if missing else assert_old_or_new(place, number, number + 1))
        number += 2
        assert_mends(place, number)
        if lived:
            break
    assert lived and call > 25
    assert {True, False} <= set(seen)
    # Renaming in steps has one moment without a site, which the next build mends; exchanging has none.
    assert seen.count("missing") == (1 if in_steps else 0)


# Of few files one tree is made, of many both are made at once.
@pytest.mark.parametrize(("pages", "step"), [(2, 1), (40, 9)])
def test_killed_during_the_very_first_build_there_is_no_site_or_a_whole_one(tmp_path, pages, step):
    for call in range(1, 2000, step):
        root = tmp_path / str(call)
        place = SimpleNamespace(site=root / "site", cache=root / ".cache", root=root, pages=pages)
        if call > 1:  # Reading every source for what it imports is slow, and not what is tried here.
            place.cache.mkdir(parents=True)
            shutil.copy(tmp_path / "1/.cache/imports.json", place.cache)
        lived = killed_at_call(place, 0, call)
        assert not place.site.exists() or bytes_of(place.site) == expected(0, pages)
        assert_mends(place, 0)
        if lived:
            break
    assert lived and call > 20


# Any call may meet a broken disk; a full one, only what writes; a locked one, only what asks for a name. A folder that cannot be looked
# at once is looked at again.
_CALLS = {
    errno.EIO: ("open", "write", "close", "fsync", "replace", "rename", "unlink", "rmdir", "mkdir", "stat", "scandir"),
    errno.ENOSPC: ("open", "write", "close", "fsync", "replace", "mkdir"),
    errno.EACCES: ("open", "replace", "rename", "unlink", "rmdir"),
}
# Of calls that are asked for everywhere each fails with one error or the other; most looks are at sources, one like the other. In
# `make torture` each fails with each.
_STEPS = {} if TORTURE else dict.fromkeys(("open", "write", "close", "fsync", "scandir"), len(_CALLS)) | {"stat": 11}
_REFUSALS = [pytest.param(name, error, range(1 + start % _STEPS.get(name, 1), 500, _STEPS.get(name, 1)), id=f"{name} {errno.errorcode[error]}")
             for start, (error, names) in enumerate(_CALLS.items()) for name in names]


@pytest.mark.parametrize(("name", "number_of_error", "calls"), _REFUSALS)
def test_refused_at_any_call_the_site_stays_and_the_path_is_named(place, monkeypatch, name, number_of_error, calls):
    """One call after the other fails once, for each kind of call and of error."""
    monkeypatch.setattr(disk, "renameat2", lambda: None)
    build(place, 0)
    build(place, 1)
    number, real, refused = 1, getattr(os, name), 0
    for call in calls:
        left = [call]

        def failing(*arguments, left=left, **named):
            left[0] -= 1
            if not left[0]:
                real(*arguments, **named) if name == "close" else None
                raise OSError(number_of_error, os.strerror(number_of_error), *(() if name in ("write", "close", "fsync") else arguments[:1]))
            return real(*arguments, **named)

        before = bytes_of(place.site)
        try:
            with monkeypatch.context() as patch:
                patch.setattr(os, name, failing)
                build(place, number + 1, wait=0)
        except WriteFault as fault:
            refused += 1
            assert fault.filename is not None, call
            assert os.strerror(number_of_error) in str(fault)
            assert bytes_of(place.site) in (before, expected(number + 1, place.pages))
            assert not list(place.root.rglob("*~")) or name == "unlink"
        number += 2
        assert_mends(place, number)
        if left[0] > 0:
            break
    assert left[0] > 0
    assert refused > 0


def test_many_builds_at_once_and_a_reader_never_see_a_mixture(place):
    build(place, 0)
    builders = [child(lambda each=each: [build(place, each * 10 + step, wait=60) for step in range(5)]) for each in range(1, 5)]
    whole = {number: expected(number, place.pages) for number in [0, *(each * 10 + step for each in range(1, 5) for step in range(5))]}
    looks = 0
    while builders:
        finished, status = os.waitpid(-1, os.WNOHANG)
        # Other children of this process, such as a browser's, may end meanwhile.
        if finished in builders:
            assert status == 0
            builders.remove(finished)
        folder = os.open(place.site, os.O_RDONLY | os.O_DIRECTORY)
        page = os.open("thu-tuc/0/index.html", os.O_RDONLY, dir_fd=folder)
        assert os.read(page, 10_000) in {each["thu-tuc/0/index.html"] for each in whole.values()}
        os.close(page)
        os.close(folder)
        looks += 1
    assert looks > 10
    assert bytes_of(place.site) in whole.values()
    assert verify(place.site, place.cache)
