"""The writer on a real disk: what it writes, keeps, removes and refuses, and how it does without the calls of Linux."""

import errno
import marshal
import os
import random
import resource
import signal
import stat
import tempfile
import time
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace

import pytest

from motcua.outputs import disk, workers
from motcua.outputs.artifact import Artifact
from motcua.outputs.write import Busy, MakeFault, Refused, WorkerDied, WriteFault, publish, verify


def text(inputs):
    return f"<p>{inputs}".encode()


def broken(inputs):
    raise KeyError(f"no {inputs}")


def not_bytes(inputs):
    return str(inputs)


def deadly(inputs):
    os.kill(os.getpid(), signal.SIGKILL)


def artifacts(words):
    return [Artifact(path, text, word) for path, word in words.items()]


def many(number, start=0):
    return {f"thu-tuc/{each}/index.html": f"page {each}" for each in range(start, start + number)}


WORDS = {"index.html": "home", "thu-tuc/1/index.html": "one", "thu-tuc/2/index.html": "two", "api/v1/1.json": "", ".nojekyll": ""}


@pytest.fixture
def place(tmp_path):
    return SimpleNamespace(site=tmp_path / "site", cache=tmp_path / ".cache", root=tmp_path)


def build(place, words, **how):
    made = words if isinstance(words, list) else artifacts(words)
    return publish(made, place.site, place.cache, wait=0.05, **how)


def contents(folder):
    """Every file with its bytes, and every empty folder."""
    found = {}
    for path in sorted(Path(folder).rglob("*")):
        if path.is_file():
            found[path.relative_to(folder).as_posix()] = path.read_bytes()
        elif not any(path.iterdir()):
            found[path.relative_to(folder).as_posix() + "/"] = None
    return found


def expected(words):
    return {path: text(word) for path, word in sorted(words.items())}


def state(folder):
    """All that would change if anything below were written: names, inodes, times."""
    return {str(path): (path.lstat().st_ino, path.lstat().st_mtime_ns) for path in [Path(folder), *Path(folder).rglob("*")]}


@pytest.mark.bulk
def test_a_first_build_writes_every_file_and_nothing_else(place):
    report = build(place, WORDS)
    assert contents(place.site) == expected(WORDS)
    assert (report.total, report.kept, report.made, report.exchanged) == (5, 0, 5, True)
    assert report.written == tuple(WORDS)
    assert sorted(os.listdir(place.root)) == [".cache", "site"]


def test_a_second_build_writes_nothing_at_all(place):
    build(place, WORDS)
    build(place, {**WORDS, "index.html": "new"})
    before = state(place.root)
    report = build(place, {**WORDS, "index.html": "new"})
    assert state(place.root) == before
    assert (report.kept, report.written, report.removed, report.made, report.exchanged) == (5, (), (), 0, False)


def test_one_change_makes_one_artifact_and_exchanges_the_trees(place):
    build(place, WORDS)
    build(place, {**WORDS, "index.html": "two"})
    before = place.site.stat().st_ino
    report = build(place, {**WORDS, "index.html": "three"})
    assert (report.written, report.made, report.kept, report.exchanged) == (("index.html",), 1, 4, True)
    assert place.site.stat().st_ino != before


def test_a_change_taken_back_is_made_from_neither_tree_but_kept(place):
    build(place, WORDS)
    build(place, {**WORDS, "index.html": "two"})
    report = build(place, WORDS)
    assert (report.written, report.made) == (("index.html",), 0)
    assert contents(place.site) == expected(WORDS)


def test_the_trees_share_no_file(place):
    for number in range(3):
        build(place, {**WORDS, "index.html": str(number)})
    trees = [{path.stat().st_ino for path in tree.rglob("*") if path.is_file()} for tree in (place.site, place.cache / "standby")]
    assert len(trees[0]) == len(trees[1]) == len(WORDS)
    assert trees[0].isdisjoint(trees[1])


def test_after_a_great_change_the_standby_is_ready(place):
    words = many(100)
    build(place, words)
    assert contents(place.cache / "standby") == contents(place.site)
    standby = state(place.cache / "standby")
    build(place, {**words, "index.html": "new"})
    kept = {name: facts for name, facts in state(place.site).items() if name.endswith("index.html")}
    same = sum(facts in kept.values() for name, facts in standby.items() if name.endswith("index.html"))
    assert same == 100


def test_a_file_that_is_no_longer_wanted_is_removed_with_its_folder(place):
    build(place, WORDS)
    fewer = {path: word for path, word in WORDS.items() if not path.startswith("thu-tuc/2")}
    assert build(place, fewer).removed == ("thu-tuc/2/index.html",)
    assert contents(place.site) == expected(fewer)
    assert not (place.site / "thu-tuc/2").exists()


def test_a_file_may_become_a_folder_and_a_folder_a_file(place):
    shapes = [{"a": "1", "b/c/d": "2"}, {"a/x/y": "1", "b": "2"}, {"a": "3", "b/c": "4"}]
    for number in range(7):
        words = shapes[number % 3]
        build(place, words)
        assert contents(place.site) == expected(words)


@pytest.mark.bulk
@pytest.mark.parametrize("edit", ["other text", "", "home"])
def test_a_file_edited_by_hand_is_made_again(place, edit):
    build(place, WORDS)
    build(place, {**WORDS, "api/v1/1.json": "x"})
    file = place.site / "thu-tuc/1/index.html"
    file.write_text(edit)
    assert not verify(place.site, place.cache)
    report = build(place, {**WORDS, "api/v1/1.json": "x"})
    assert report.written == ("thu-tuc/1/index.html",)
    for _ in range(3):
        assert contents(place.site) == expected({**WORDS, "api/v1/1.json": "x"})
        build(place, {**WORDS, "api/v1/1.json": "x"})


def test_strays_of_every_kind_are_removed(place):
    outside = place.root / "outside"
    outside.mkdir()
    (outside / "precious.txt").write_text("precious")
    build(place, WORDS)
    (place.site / "stray.txt").write_text("x")
    (place.site / "deep/er").mkdir(parents=True)
    (place.site / "empty").mkdir()
    (place.site / "thu-tuc/1/index.html~").write_text("torn")
    (place.site / "link").symlink_to(outside)
    os.mkfifo(place.site / "pipe")
    (place.site / "index.html").unlink()
    (place.site / "index.html").symlink_to(outside / "precious.txt")
    report = build(place, WORDS)
    assert report.removed == ("link", "pipe", "stray.txt", "thu-tuc/1/index.html~")
    for number in range(3):
        build(place, {**WORDS, "index.html": str(number)})
        assert contents(place.site) == expected({**WORDS, "index.html": str(number)})
    assert contents(outside) == {"precious.txt": b"precious"}


def test_a_standby_that_is_a_link_is_not_followed(place):
    outside = place.root / "outside"
    outside.mkdir()
    (outside / "precious.txt").write_text("precious")
    place.cache.mkdir()
    (place.cache / "standby").symlink_to(outside)
    build(place, WORDS)
    assert contents(outside) == {"precious.txt": b"precious"}
    assert contents(place.site) == expected(WORDS)


@pytest.mark.bulk
def test_an_incremental_site_equals_a_clean_one_after_every_edit(place):
    dice, words = random.Random(7), dict(WORDS)
    clean = SimpleNamespace(site=place.root / "clean", cache=place.root / "clean-cache")
    names = [f"{folder}{name}" for folder in ("", "a/", "a/b/", "c/") for name in ("x.html", "y.json")]
    for _ in range(60):
        for name in dice.sample(names, dice.randint(0, 3)):
            words.pop(name, None) if dice.random() < 0.4 else words.update({name: str(dice.randint(0, 3))})
        if dice.random() < 0.3:
            victim = dice.choice([path for path in place.site.rglob("*") if path.is_file()] or [place.root / "nothing"])
            dice.choice([lambda: victim.write_text("vandal"), lambda: victim.unlink(missing_ok=True), lambda: victim.with_name("new").write_text("")])()
        build(place, words)
        build(clean, words, clean=True)
        assert contents(place.site) == contents(clean.site) == expected(words)


def test_a_clean_build_makes_everything_again(place):
    build(place, WORDS)
    before = state(place.site)
    report = build(place, WORDS, clean=True)
    assert (report.made, len(report.written), report.removed) == (5, 5, ())
    assert not set(before.values()) & set(state(place.site).values())


@pytest.mark.bulk
def test_jobs_change_no_byte_and_no_line_of_the_report(place):
    words, reports = many(200), []
    for jobs in (1, 2, 5):
        here = SimpleNamespace(site=place.root / f"site{jobs}", cache=place.root / f"cache{jobs}")
        steps = []
        report = build(here, words, jobs=jobs, on_progress=lambda done, total, steps=steps: steps.append((done, total)))
        reports.append((report.written, report.made, report.kept))
        assert contents(here.site) == expected(words)
        assert steps == sorted(steps) and steps[-1] == (200, 200)
    assert reports[0] == reports[1] == reports[2]


@pytest.mark.parametrize("names", [("a.html", "a.html"), ("a.html", "A.html"), ("a", "a/b"), ("x/y/z", "x/Y"), ("Thu/1", "thu/2")])
def test_two_artifacts_for_one_name_are_refused_by_both_makes(place, names):
    with pytest.raises(ValueError) as refusal:
        build(place, [Artifact(names[0], text, 1), Artifact(names[1], not_bytes, 2)])
    assert all(word in str(refusal.value) for word in (*names, "test_write.text", "test_write.not_bytes"))
    assert not place.site.exists()


def test_files_and_folders_are_readable_by_everyone_whatever_the_umask(place):
    before = os.umask(0o077)
    try:
        build(place, WORDS)
        build(place, {**WORDS, "a/b/c": "new"})
        assert os.umask(0o077) == 0o077
    finally:
        os.umask(before)
    for path in [place.site, *place.site.rglob("*")]:
        assert stat.S_IMODE(path.stat().st_mode) == (0o755 if path.is_dir() else 0o644), path


def test_a_folder_of_someone_else_is_refused_and_left_alone(place):
    place.site.mkdir()
    (place.site / "thesis.docx").write_text("precious")
    with pytest.raises(Refused, match="move or remove"):
        build(place, WORDS)
    assert contents(place.site) == {"thesis.docx": b"precious"}


def test_a_folder_of_someone_else_in_the_place_of_ours_is_refused(place):
    build(place, WORDS)
    place.site.rename(place.root / "away")
    place.site.mkdir()
    (place.site / "index.html").write_text("precious and of another size")
    with pytest.raises(Refused):
        build(place, WORDS)
    own = place.cache / "trees" / f"{(place.root / 'away').stat().st_ino}.json"
    own.rename(own.with_name(f"{place.site.stat().st_ino}.json"))
    with pytest.raises(Refused):
        build(place, WORDS)
    assert (place.site / "index.html").read_text() == "precious and of another size"


def test_an_empty_folder_is_taken(place):
    place.site.mkdir()
    build(place, WORDS)
    assert contents(place.site) == expected(WORDS)


@pytest.mark.bulk
def test_a_project_that_was_copied_goes_on_where_it_was(place):
    build(place, WORDS)
    copy = place.root / "copy"
    copy.mkdir()
    os.system(f"cp -a {place.site} {place.cache} {copy}")
    report = build(SimpleNamespace(site=copy / "site", cache=copy / ".cache"), {**WORDS, "index.html": "new"})
    assert (report.written, report.made) == (("index.html",), 1)


@pytest.mark.parametrize("kind", ["link", "dangling link", "file"])
def test_a_site_that_is_no_folder_is_refused(place, kind):
    other = place.root / "other"
    if kind == "file":
        place.site.write_text("precious")
    else:
        place.site.symlink_to(other)
    if kind == "link":
        other.mkdir()
    with pytest.raises(Refused, match="link or a file"):
        build(place, WORDS)
    assert place.site.is_symlink() or place.site.read_text() == "precious"


@pytest.mark.parametrize("cache", ["site", "site/.cache", "."])
def test_a_cache_and_a_site_in_each_others_way_are_refused(place, cache):
    place.cache = place.root / cache
    place.site = place.site if cache != "." else place.root / "standby"
    with pytest.raises(Refused, match="each other's way"):
        build(place, WORDS)


def damages(content):
    assert b"format" in content
    yield b""
    yield content[: len(content) // 2]
    yield content.replace(b"index.html", b"indox.html", 1)
    yield b"\xff" * 40
    yield b"0" * 64 + b"\n" + marshal.dumps({})
    yield sha256(b"").hexdigest().encode() + b"\n"
    for at in range(0, len(content), 97):
        yield content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]


@pytest.mark.bulk
def test_a_damaged_manifest_is_noted_and_its_tree_made_again(place):
    build(place, WORDS)
    manifest = place.cache / "trees" / f"{place.site.stat().st_ino}.json"
    good = manifest.read_bytes()
    tried = 0
    for damaged in damages(good):
        manifest = place.cache / "trees" / f"{place.site.stat().st_ino}.json"
        manifest.write_bytes(damaged)
        assert not verify(place.site, place.cache)
        report = build(place, WORDS)
        assert contents(place.site) == expected(WORDS)
        assert any("damaged" in note for note in report.notes)
        assert verify(place.site, place.cache, report.seal)
        tried += 1
    assert tried > 10


def test_a_manifest_of_another_version_is_noted_and_its_tree_made_again(place, monkeypatch):
    build(place, WORDS)
    monkeypatch.setattr("motcua.outputs.tree._FORMAT", 2)
    report = build(place, WORDS)
    assert len(report.notes) == 1
    assert report.made == 5
    assert contents(place.site) == expected(WORDS)


def test_a_lost_cache_makes_the_site_a_strangers(place):
    build(place, WORDS)
    os.system(f"rm -r {place.cache}")
    with pytest.raises(Refused):
        build(place, WORDS)


def test_verify_tells_any_change_and_any_other_build(place):
    assert not verify(place.site, place.cache)
    report = build(place, WORDS)
    assert verify(place.site, place.cache)
    assert verify(place.site, place.cache, report.seal)
    assert not verify(place.site, place.cache, "another")
    (place.site / "empty").mkdir()
    assert not verify(place.site, place.cache)
    (place.site / "empty").rmdir()
    (place.site / "stray").write_text("")
    assert not verify(place.site, place.cache)
    (place.site / "stray").unlink()
    assert verify(place.site, place.cache)
    (place.site / "index.html").unlink()
    assert not verify(place.site, place.cache)


def test_the_manifests_of_trees_that_are_gone_do_not_pile_up(place):
    for number in range(14):
        build(place, {**WORDS, "index.html": str(number)})
        place.site.rename(place.root / f"gone{number}")
    assert len(os.listdir(place.cache / "trees")) <= 8


def test_two_sites_may_share_a_cache(place):
    other = SimpleNamespace(site=place.root / "other", cache=place.cache)
    for number in range(4):
        build(place, {**WORDS, "index.html": str(number)})
        build(other, {"index.html": str(number), "b/c": "x"})
        assert contents(place.site) == expected({**WORDS, "index.html": str(number)})
        assert contents(other.site) == expected({"index.html": str(number), "b/c": "x"})


@pytest.mark.bulk
@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize(("make", "said"), [(broken, "KeyError: 'no x'"), (not_bytes, "returned <class 'str'>")])
def test_an_artifact_that_cannot_be_made_leaves_the_site_and_is_named(place, jobs, make, said):
    build(place, WORDS)
    before = state(place.site)
    with pytest.raises(MakeFault) as fault:
        build(place, [*artifacts(many(150)), Artifact("bad.html", make, "x"), *artifacts(many(150, 1000)), Artifact("worse.html", make, "y")], jobs=jobs)
    assert fault.value.path == "bad.html"
    assert said in fault.value.trace and said in str(fault.value)
    assert state(place.site) == before
    build(place, WORDS)
    assert state(place.site) == before


def test_a_worker_that_is_killed_is_noticed(place):
    build(place, WORDS)
    before = state(place.site)
    with pytest.raises(WorkerDied, match="signal 9"):
        build(place, [*artifacts(many(100)), Artifact("deadly.html", deadly, "x")], jobs=2)
    assert state(place.site) == before
    build(place, many(100), jobs=2)
    assert contents(place.site) == expected(many(100))


def test_no_worker_and_no_open_file_is_left_behind(place):
    files, children = os.listdir("/proc/self/fd"), _children()
    for words in (artifacts(many(100)), [*artifacts(many(100)), Artifact("bad.html", broken, "x")]):
        try:
            build(place, words, jobs=3)
        except MakeFault:
            pass
    assert len(os.listdir("/proc/self/fd")) == len(files)
    assert _children() == children


def _children() -> set[str]:
    """The processes that this one has started, other tests' browsers among them."""
    return {child for task in Path("/proc/self/task").iterdir() for child in (task / "children").read_text().split()}


def test_few_artifacts_are_made_without_forking(place, monkeypatch):
    monkeypatch.setattr(os, "fork", lambda: pytest.fail("forked"))
    build(place, many(30), jobs=4)
    assert contents(place.site) == expected(many(30))


def test_a_second_build_waits_and_then_says_that_it_is_busy(place):
    build(place, WORDS)
    with disk.held(place.cache / "lock", 0):
        with pytest.raises(Busy, match="another build"):
            build(place, {**WORDS, "index.html": "new"})
    assert contents(place.site) == expected(WORDS)
    build(place, {**WORDS, "index.html": "new"})
    assert contents(place.site)["index.html"] == text("new")


def without_fork(monkeypatch):
    monkeypatch.delattr(os, "fork")


def without_exchange(monkeypatch):
    monkeypatch.setattr(disk, "renameat2", lambda: None)


def with_exchange_refused(monkeypatch):
    def refused(*_):
        disk.ctypes.set_errno(errno.EINVAL)
        return -1

    monkeypatch.setattr(disk, "renameat2", lambda: refused)


def without_locks(monkeypatch):
    monkeypatch.setattr(disk, "fcntl", None)


def without_sync(monkeypatch):
    monkeypatch.delattr(os, "sync")
    monkeypatch.delattr(os, "O_DIRECTORY")


REMOVALS = [without_fork, without_exchange, with_exchange_refused, without_locks, without_sync]


@pytest.mark.bulk
@pytest.mark.parametrize("remove", [*REMOVALS, lambda monkeypatch: [each(monkeypatch) for each in REMOVALS]])
def test_the_writer_does_without_the_calls_that_only_some_systems_have(place, monkeypatch, remove):
    remove(monkeypatch)
    for words in (many(100), {**many(100), "index.html": "new"}, WORDS, WORDS):
        build(place, words, jobs=2)
        assert contents(place.site) == expected(words)
    assert sorted(os.listdir(place.root)) == [".cache", "site"]
    assert set(os.listdir(place.cache)) <= {"imports.json", "lock", "standby", "trees"}


def test_without_locks_of_the_system_a_lock_is_a_file_and_dies_with_its_process(place, monkeypatch):
    without_locks(monkeypatch)
    build(place, WORDS)
    lock = place.cache / "lock"
    lock.unlink(missing_ok=True)
    with disk.held(lock, 0):
        with pytest.raises(Busy):
            build(place, {})
    gone = os.fork()
    if gone == 0:
        os._exit(0)
    os.waitpid(gone, 0)
    for stale in (str(gone), ""):
        lock.write_text(stale)
        build(place, {**WORDS, "index.html": stale})
    assert not lock.exists()


def test_an_exchange_in_steps_that_was_cut_short_is_mended(place, monkeypatch):
    without_exchange(monkeypatch)
    build(place, WORDS)
    build(place, {**WORDS, "index.html": "two"})
    rename, calls = os.rename, []
    for cut in (1, 2):

        def cut_short(old, new, cut=cut):
            calls.append(new)
            if len(calls) > cut:
                raise KeyboardInterrupt
            rename(old, new)

        with monkeypatch.context() as patch:
            calls.clear()
            patch.setattr(os, "rename", cut_short)
            with pytest.raises(KeyboardInterrupt):
                build(place, {**WORDS, "index.html": f"cut {cut}"})
        assert (place.root / ".site.motcua-retired").exists()
        build(place, {**WORDS, "index.html": f"cut {cut}"})
        assert contents(place.site) == expected({**WORDS, "index.html": f"cut {cut}"})
        assert sorted(os.listdir(place.root)) == [".cache", "site"]


def test_an_exchange_in_steps_that_fails_is_taken_back(place, monkeypatch):
    without_exchange(monkeypatch)
    build(place, WORDS)
    build(place, {**WORDS, "index.html": "two"})
    before, rename = state(place.site), os.rename

    def fail_once(old, new):
        if Path(new) == place.site and "standby" in str(old):
            raise PermissionError(errno.EACCES, "held open", str(new))
        rename(old, new)

    monkeypatch.setattr(os, "rename", fail_once)
    with pytest.raises(WriteFault, match="site: held open"):
        build(place, {**WORDS, "index.html": "three"})
    assert state(place.site) == before


@contextmanager
def small_files():
    """For a while no file may grow beyond 64 kB: a fault of the system itself, which needs no rights.

    Only while a build runs: the file that the test run itself is written to would not grow either, and end the run without a word.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (64 * 1024, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.bulk
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_disk_that_refuses_leaves_the_site_and_the_file_is_named(place, jobs):
    build(place, WORDS)
    before = state(place.site)
    with pytest.raises(WriteFault, match=r"standby/big/index.html: File too large") as fault, small_files():
        build(place, {**many(100), "big/index.html": "x" * 100_000}, jobs=jobs)
    assert fault.value.errno == errno.EFBIG
    assert state(place.site) == before
    assert not list(place.root.rglob("*~"))
    build(place, {**WORDS, "index.html": "new"})
    assert contents(place.site) == expected({**WORDS, "index.html": "new"})


def test_a_cache_on_another_disk_puts_the_standby_beside_the_site(place):
    other = next(folder for folder in ("/dev/shm", "/var/tmp") if os.stat(folder).st_dev != os.stat(place.root).st_dev)
    with tempfile.TemporaryDirectory(dir=other) as elsewhere:
        place.cache = Path(elsewhere)
        for number in range(4):
            build(place, {**WORDS, "index.html": str(number)})
            assert contents(place.site) == expected({**WORDS, "index.html": str(number)})
        assert not (place.cache / "standby").exists()
    assert sorted(os.listdir(place.root)) == [".site.motcua-standby", "site"]


def test_what_was_written_is_on_the_disk_before_the_trees_are_exchanged(place, monkeypatch):
    build(place, WORDS)
    events = []
    monkeypatch.setattr(os, "fsync", lambda descriptor: events.append(os.readlink(f"/proc/self/fd/{descriptor}")))
    exchange = disk.exchange
    monkeypatch.setattr(disk, "exchange", lambda *places: (events.append("exchange"), exchange(*places)))
    build(place, {**WORDS, "a/b.html": "new"})
    standby, before = f"{place.cache}/standby", events[: events.index("exchange")]
    assert {f"{standby}/a/b.html", f"{standby}/a", *(f"{standby}/{path}" for path in WORDS)} <= set(before)
    assert any("/trees/" in name for name in before)
    assert {str(place.cache), str(place.root)} <= set(events[len(before) :])


def test_seconds_are_told_by_stage(place):
    assert list(build(place, WORDS).seconds) == ["keys", "verify", "make", "exchange"]
    assert list(build(place, WORDS).seconds) == ["keys", "verify"]
    assert list(build(place, many(250)).seconds) == ["keys", "verify", "make", "exchange", "standby"]


@pytest.mark.bulk
def test_where_nothing_is_both_trees_are_made_at_once(place, monkeypatch):
    monkeypatch.setattr(workers, "_copied", lambda task: pytest.fail("read again") if task.source else None)
    report = build(place, many(60))
    assert (report.made, report.exchanged, list(report.seconds)) == (60, True, ["keys", "make", "exchange"])
    assert contents(place.site) == contents(place.cache / "standby") == expected(many(60))
    assert sorted(os.listdir(place.root)) == [".cache", "site"]
    assert sorted(path.name for path in place.cache.iterdir() if path.is_dir()) == ["standby", "trees"]
    assert verify(place.site, place.cache, report.seal)
    assert not build(place, many(60)).exchanged
    assert build(place, many(60) | {"index.html": "new"}).made == 1


def test_a_second_tree_that_a_killed_build_has_left_is_no_ones(place):
    build(place, many(60))
    (place.cache / "standby-second" / "deep").mkdir(parents=True)
    assert build(place, many(60) | {"index.html": "new"}).made == 1
    assert not (place.cache / "standby-second").exists()


def test_a_copy_that_is_not_what_it_should_be_is_made_instead(place):
    build(place, WORDS)
    changed = WORDS | {"index.html": "another"}
    build(place, changed)
    page = place.site / "index.html"
    before = page.stat()
    page.write_bytes(page.read_bytes()[::-1])
    os.utime(page, ns=(before.st_atime_ns, before.st_mtime_ns))
    report = build(place, changed | {"thu-tuc/3/index.html": "three"})
    assert (report.written, report.made) == (("thu-tuc/3/index.html",), 2)
    assert contents(place.site) == expected(changed | {"thu-tuc/3/index.html": "three"})


def test_a_reader_that_has_a_page_open_goes_on_reading_that_page(place):
    build(place, WORDS)
    with open(place.site / "index.html", "rb") as reader:
        for number in range(4):
            build(place, {**WORDS, "index.html": f"other {number}"})
        assert reader.read() == text("home")


def test_a_clock_that_goes_back_does_no_harm(place):
    build(place, WORDS)
    for path in place.site.rglob("*"):
        os.utime(path, ns=(0, time.time_ns() + 10**15))
    build(place, WORDS)
    assert contents(place.site) == expected(WORDS)
    assert verify(place.site, place.cache)


def test_work_done_meanwhile_gives_what_it_would_have_given_here():
    with disk.meanwhile(lambda: {"by": (1, "a")}) as value:
        assert value() == {"by": (1, "a")}


def test_work_that_another_process_could_not_finish_is_done_here():
    here = os.getpid()
    with disk.meanwhile(lambda: os._exit(3) if os.getpid() != here else ["done"]) as value:
        assert value() == ["done"]


def test_alone_nothing_is_forked_and_work_waits_for_its_turn(monkeypatch):
    monkeypatch.setattr(os, "fork", lambda: pytest.fail("forked"))
    asked = []
    with disk.meanwhile(lambda: asked.append(1) or "x", alone=True) as value:
        assert not asked
        assert value() == "x"


def test_a_large_file_is_worth_as_many_hands_as_the_pages_it_is_as_long_as():
    page, listing = (workers.Task("a.html", Artifact("a.html", text, "a"), size=size) for size in (10, 40 * workers._USUAL_SIZE))
    assert (page.effort, listing.effort) == (1, 40)
    assert listing._replace(artifact=None, source="x").effort == 40 / workers._COPIES_FOR_ONE
