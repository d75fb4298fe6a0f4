"""Publishing: a web server shows all of one release or all of another, whatever is killed, damaged or in the way."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple
from urllib.error import HTTPError
from urllib.parse import urljoin
from urllib.request import urlopen

import pytest
from support import nginx
from support.sites import HERE, Project
from support.trees import digest_tree

from motcua.commands import main
from motcua.folders import cache_of
from motcua.outputs import disk, write
from motcua.outputs.artifact import Artifact
from motcua.tools import releases

pytestmark = pytest.mark.bulk

AT = "2026-11-22T15:30"


def text(inputs: str) -> bytes:
    return inputs.encode()


def build(site: Path, **words: str) -> Path:
    """A little site of files with these words, built as ours are."""
    files = {"index.html": "the same in all", "thu-tuc/1/index.html": "page"} | {name.replace("__", "/"): word for name, word in words.items()}
    write.publish([Artifact(name, text, word) for name, word in files.items()], site, cache_of(site), jobs=1)
    return site


def publish(folder: Path, site: Path, *words: str) -> int:
    return main(["publish", str(folder), "--site", str(site), "--at", AT, *words])


def roll_back(folder: Path, *words: str) -> int:
    return main(["rollback", str(folder), *words])


def kept(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "releases").iterdir() if path.is_dir())


def shown(folder: Path) -> str:
    return (folder / "current").resolve().name


def number(name: str) -> int:
    return int(name.partition("-")[0])


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return build(tmp_path / "site", fee="8000")


@pytest.fixture
def folder(tmp_path: Path, site: Path) -> Path:
    """A folder that shows the site's first release."""
    assert publish(tmp_path / "srv", site) == 0
    return tmp_path / "srv"


def test_a_release_is_the_site_and_a_link_shows_it(tmp_path: Path, site: Path, capsys):
    folder = tmp_path / "srv"
    assert publish(folder, site) == 0
    name, = kept(folder)
    assert re.fullmatch(r"000001-2026-11-22-1530-[0-9a-f]{12}", name)
    assert os.readlink(folder / "current") == f"releases/{name}"
    assert digest_tree(folder / "current") == digest_tree(site)
    assert {path.name for path in folder.iterdir()} == {"current", "releases", releases.MARK}
    assert name in capsys.readouterr().out


def test_the_list_of_a_release_is_one_that_sha256sum_reads(folder: Path):
    name, = kept(folder)
    listing = (folder / "releases" / f"{name}.sha256").read_text("utf-8")
    assert dict(line.split("  ")[::-1] for line in listing.splitlines()) == digest_tree(folder / "current")
    assert name.endswith(sha256(listing.encode()).hexdigest()[:12])


def test_everybody_may_read_a_release_whatever_the_person_s_umask(tmp_path: Path, site: Path):
    before = os.umask(0o077)
    try:
        assert publish(tmp_path / "a" / "srv", site) == 0
    finally:
        os.umask(before)
    modes = {path: path.stat().st_mode & 0o777 for path in (tmp_path / "a").rglob("*") if path.name != releases.MARK and not path.name.endswith(".sha256")}
    assert {mode for path, mode in modes.items() if path.is_dir()} == {0o755}
    assert {mode for path, mode in modes.items() if path.is_file()} == {0o644}


def test_the_very_same_site_is_not_published_again(folder: Path, site: Path, capsys):
    before = kept(folder)
    assert publish(folder, site) == 0
    assert kept(folder) == before
    assert "không phải đăng lại" in capsys.readouterr().out


def test_a_release_that_was_changed_by_hand_is_published_again(folder: Path, site: Path):
    (folder / "current" / "index.html").write_text("changed")
    assert publish(folder, site) == 0
    assert digest_tree(folder / "current") == digest_tree(site)


def test_three_releases_stay_and_their_names_sort(folder: Path, site: Path):
    for fee in ("9000", "10000", "8000", "11000"):
        assert publish(folder, build(site, fee=fee)) == 0
    assert [number(name) for name in kept(folder)] == [3, 4, 5]
    assert number(shown(folder)) == 5
    assert sorted(path.stem for path in (folder / "releases").glob("*.sha256")) == kept(folder)


def test_the_shown_release_and_the_one_before_it_always_stay(folder: Path, site: Path):
    for fee in ("9000", "10000"):
        publish(folder, build(site, fee=fee))
    assert roll_back(folder, "1") == 0
    assert publish(folder, build(site, fee="12000"), "--keep", "2") == 0
    assert [number(name) for name in kept(folder)] == [1, 4]
    assert number((folder / "previous").resolve().name) == 1


def test_going_back_goes_to_the_release_before_or_to_a_named_one(folder: Path, site: Path, capsys):
    for fee in ("9000", "10000"):
        publish(folder, build(site, fee=fee))
    assert roll_back(folder) == 0 and (folder / "current" / "fee").read_text() == "9000"
    assert roll_back(folder) == 0 and (folder / "current" / "fee").read_text() == "8000"
    assert roll_back(folder, kept(folder)[2]) == 0 and (folder / "current" / "fee").read_text() == "10000"
    capsys.readouterr()
    assert roll_back(folder, "--list") == 0
    assert [(line.split()[0], line.endswith("(đang hiện)")) for line in capsys.readouterr().out.splitlines()] == [("1", False), ("2", False), ("3", True)]


def test_there_is_no_going_back_to_what_is_not_there(folder: Path, capsys):
    before = shown(folder)
    assert [roll_back(folder), roll_back(folder, "7"), roll_back(folder, "x", "--lang", "en")] == [2, 2, 2]
    assert shown(folder) == before
    assert "no release x" in capsys.readouterr().err


@pytest.mark.parametrize("damage", [
    lambda release: (release / "fee").write_text("0"),
    lambda release: (release / "fee").unlink(),
    lambda release: (release / "more").write_text("x"),
    lambda release: release.with_name(f"{release.name}.sha256").write_text(f"{sha256(b'').hexdigest()}  fee\n"),
], ids=["changed", "missing", "too many", "its list"])
def test_a_damaged_release_is_not_gone_back_to(folder: Path, site: Path, damage, capsys):
    publish(folder, build(site, fee="9000"))
    damage(folder / "releases" / kept(folder)[0])
    assert roll_back(folder) == 2
    assert number(shown(folder)) == 2
    assert kept(folder)[0] in capsys.readouterr().err


def test_a_site_that_is_not_as_it_was_built_is_not_published(folder: Path, site: Path, capsys):
    build(site, fee="9000")
    status = (site / "fee").stat()
    (site / "fee").write_text("9001")
    assert publish(folder, site) == 2
    # A change that looks like none is found by its digest.
    os.utime(site / "fee", ns=(status.st_mtime_ns, status.st_mtime_ns))
    assert publish(folder, site) == 2
    assert [number(name) for name in kept(folder)] == [1] and number(shown(folder)) == 1
    assert "python build.py" in capsys.readouterr().err


def test_a_folder_of_somebody_else_s_stands_untouched(tmp_path: Path, site: Path, capsys):
    other = tmp_path / "other"
    other.mkdir()
    (other / "letter.txt").write_text("x")
    assert [publish(other, site), publish(site, site), publish(site / "in", site), publish(tmp_path, site), roll_back(other)] == [2] * 5
    assert [path.name for path in other.iterdir()] == ["letter.txt"]
    assert not (site / "in").exists()
    assert "letter" not in capsys.readouterr().out


def test_a_link_that_leads_elsewhere_is_left_alone(folder: Path, site: Path):
    (folder / "current").unlink()
    (folder / "current").symlink_to("/")
    assert publish(folder, build(site, fee="9000")) == 2
    assert os.readlink(folder / "current") == "/"


def _without(patch: pytest.MonkeyPatch) -> None:
    def refuse(*_, **__):
        raise PermissionError(1, "not permitted")

    patch.setattr(os, "symlink", refuse)


@pytest.mark.parametrize("system", [_without, lambda patch: patch.setattr(sys, "platform", "win32")], ids=["no links", "Windows"])
def test_where_no_link_can_be_exchanged_it_is_said_before_anything_is_copied(tmp_path: Path, site: Path, system, monkeypatch, capsys):
    system(monkeypatch)
    assert publish(tmp_path / "srv", site) == 2
    assert "Windows" in capsys.readouterr().err
    assert kept(tmp_path / "srv") == []


def test_two_do_not_publish_at_once(folder: Path, site: Path, monkeypatch, capsys):
    monkeypatch.setattr(releases, "_WAIT", 0)
    with disk.held(folder / releases.MARK, 0):
        assert publish(folder, site) == 2
    assert "đang chạy" in capsys.readouterr().err


def test_a_changed_file_gets_a_second_of_its_own_and_an_unchanged_one_keeps_its_time(folder: Path, site: Path):
    seen: dict[str, dict[int, str]] = {}
    for fee in ("8000", "9000", "7000", "8000", "9000"):
        publish(folder, build(site, fee=fee))
        for path in (path for path in (folder / "current").resolve().rglob("*") if path.is_file()):
            second = path.stat().st_mtime_ns // 10**9
            known = seen.setdefault(path.relative_to((folder / "current").resolve()).as_posix(), {})
            assert known.setdefault(second, path.read_text()) == path.read_text(), "a browser would take the one for the other"
    assert len(seen["index.html"]) == 1 and len(seen["fee"]) >= 3


class Killed(BaseException):
    """The process ends here."""


def _mortal(patch: pytest.MonkeyPatch, life: int) -> None:
    """Let the publication die at its call number `life` of those that change the disk."""
    left = [life]

    def guarded(call):
        def die_or_do(*given, **named):
            left[0] -= 1
            if left[0] < 0:
                raise Killed
            return call(*given, **named)

        return die_or_do

    for place, names in ((os, ("rename", "replace", "symlink", "utime", "unlink", "rmdir", "mkdir")), (shutil, ("copyfile",)), (Path, ("write_text", "mkdir", "unlink"))):
        for name in names:
            patch.setattr(place, name, guarded(getattr(place, name)))


@pytest.mark.bulk
def test_killed_at_any_step_it_leaves_what_was_shown_and_the_next_one_clears_the_rest(tmp_path: Path):
    old, new = build(tmp_path / "old" / "site", fee="8000"), build(tmp_path / "new" / "site", fee="9000", more__deep="x")
    states, steps, ended = set(), 0, False
    while not ended:
        folder = tmp_path / f"srv-{steps}"
        publish(folder, old)
        with pytest.MonkeyPatch.context() as patch:
            _mortal(patch, steps)
            try:
                ended = publish(folder, new) == 0
            except Killed:
                pass
        found = digest_tree(folder / "current")
        states.add(found == digest_tree(new))
        assert found in (digest_tree(old), digest_tree(new))
        assert publish(folder, new) == 0
        assert digest_tree(folder / "current") == digest_tree(new)
        assert len(kept(folder)) == 2 and sorted(path.stem for path in (folder / "releases").glob("*.sha256")) == kept(folder)
        assert {path.name for path in folder.iterdir()} == {"current", "previous", "releases", releases.MARK}
        assert roll_back(folder) == 0 and digest_tree(folder / "current") == digest_tree(old)
        steps += 1
    assert states == {False, True} and steps > 25


@pytest.mark.bulk
def test_a_killed_process_leaves_what_was_shown(folder: Path, tmp_path: Path, rounds):
    new = build(tmp_path / "new" / "site", **{f"thu-tuc__{n}__index.html": f"{n} " * 20_000 for n in range(400)})
    old = digest_tree(folder / "current")
    cut_short = 0
    for trial in range(rounds(12)):
        command = [sys.executable, "-m", "motcua", "publish", str(folder), "--site", str(new)]
        with subprocess.Popen(command, cwd=HERE, stdout=subprocess.DEVNULL) as process:
            end = time.monotonic() + 20
            while not any((folder / "unfinished").glob("*")) and process.poll() is None and time.monotonic() < end:
                time.sleep(0.001)
            time.sleep(0.004 * trial)
            process.send_signal(signal.SIGKILL)
        cut_short += process.returncode == -signal.SIGKILL
        assert digest_tree(folder / "current") in (old, digest_tree(new))
        assert roll_back(folder, "1") == 0, "what was cut short is cleared"
        assert not (folder / "unfinished").exists()
    assert cut_short > 3


# Behind nginx


class Round(NamedTuple):
    """A page and all that it names, as a reader got them; `switches` are how many had begun before and ended after."""

    switches: tuple[int, int]
    answers: dict[str, tuple[int, str]]


class Reader(threading.Thread):
    """Asks a page, what it names, and the parts of the search index, round after round."""

    def __init__(self, address: str, begun: list[int], ended: list[int]) -> None:
        super().__init__(daemon=True)
        self.address, self.begun, self.ended = address, begun, ended
        self.rounds: list[Round] = []
        self.is_over = False

    def run(self) -> None:
        while not self.is_over:
            before, answers = self.ended[0], {}
            page = self.ask("thu-tuc/2.000635/", answers)
            for name in sorted(set(re.findall(r'(?:href|src)="((?:\.\./)*(?:\./)?assets/[^"#]+)"', page))):
                self.ask(urljoin("thu-tuc/2.000635/", name).removeprefix("/"), answers)
            current = self.ask("search/current.js", answers)
            for name in sorted(set(re.findall(r"[a-z0-9-]+-[0-9a-f]{12}\.js", current))):
                self.ask(f"search/{name}", answers)
            self.rounds.append(Round((before, self.begun[0]), answers))

    def ask(self, name: str, answers: dict[str, tuple[int, str]]) -> str:
        try:
            with urlopen(self.address + name) as answer:
                status, body = answer.status, answer.read()
        except HTTPError as error:
            status, body = error.code, error.read()
        answers[name] = status, sha256(body).hexdigest()
        return body.decode("utf-8", "replace")


@pytest.fixture(scope="module")
def two_sites(built: Project, tmp_path_factory) -> tuple[Path, Path]:
    """The sample, and the sample with another fee, another name to be found by, and other styles."""
    other = Project(tmp_path_factory.mktemp("other") / "project")
    shutil.copytree(built.folder, other.folder, ignore=shutil.ignore_patterns("__pycache__"))
    name = other.procedure("2.000635").relative_to(other.folder).as_posix()
    other.replace(name, "amount: 8000", "amount: 9000")
    other.replace(name, "keywords:", "keywords:\n  - trích lục thử")
    with other.file("templates/pages/assets/catalogue.css").open("a", encoding="utf-8") as styles:
        styles.write(".changed { color: inherit }\n")
    other.build("--quiet")
    return built.site, other.site


@contextmanager
def _read(address: str, begun: list[int], ended: list[int], readers: int) -> Iterator[list[Reader]]:
    reading = [Reader(address, begun, ended) for _ in range(readers)]
    for reader in reading:
        reader.start()
    try:
        yield reading
    finally:
        for reader in reading:
            reader.is_over = True
            reader.join()


@pytest.mark.bulk
@pytest.mark.browser
def test_no_reader_behind_nginx_ever_sees_a_mixed_release_or_lacks_a_file(two_sites, tmp_path: Path):
    folder, begun, ended = tmp_path / "srv", [0], [0]
    trees = [digest_tree(site) for site in two_sites]
    assert publish(folder, two_sites[0]) == 0
    with nginx.as_documented(HERE / "docs" / "publishing.md", "/srv/thutuc", folder) as address, _read(address, begun, ended, 2) as readers:
        for turn in range(20):
            # No more than one switch in a round is what is promised.
            wanted = [len(reader.rounds) + 2 for reader in readers]
            while any(len(reader.rounds) < want for reader, want in zip(readers, wanted, strict=True)):
                assert all(reader.is_alive() for reader in readers)
                time.sleep(0.005)
            before, begun[0] = shown(folder), turn + 1
            assert (publish(folder, two_sites[1 - turn % 2]) if turn % 4 < 2 else roll_back(folder)) == 0
            ended[0] = turn + 1
            assert shown(folder) != before
    rounds = [each for reader in readers for each in reader.rounds]
    assert [each.answers for each in rounds if {status for status, _ in each.answers.values()} != {200}] == []
    assert min(len(each.answers) for each in rounds) >= 8
    pure, crossed = 0, 0
    for each in rounds:
        of = [{n for n, tree in enumerate(trees) if tree.get(_file(name)) == digest} for name, (_, digest) in each.answers.items()]
        assert all(of), "an answer that is no whole file of a release"
        is_pure = bool(set.intersection(*of))
        crossed += each.switches[0] != each.switches[1]
        pure += is_pure
        assert is_pure or each.switches[0] != each.switches[1], "a mixed page, though nothing was switched"
        assert each.switches[1] - each.switches[0] <= 1
    assert crossed >= 10 and pure > crossed


@pytest.mark.bulk
@pytest.mark.browser
def test_a_page_that_was_open_finds_its_parts_after_one_switch_and_a_page_that_is_gone_is_gone(two_sites, tmp_path: Path):
    folder = tmp_path / "srv"
    publish(folder, two_sites[0])
    old = {path.relative_to(two_sites[0]).as_posix() for path in (two_sites[0] / "search").rglob("*") if path.is_file()} - digest_tree(two_sites[1]).keys()
    assert old, "the two sites name their shards alike"
    with nginx.as_documented(HERE / "docs" / "publishing.md", "/srv/thutuc", folder) as address:
        publish(folder, two_sites[1])
        for name in old:
            with urlopen(address + name) as answer:
                assert (answer.status, answer.read()) == (200, (two_sites[0] / name).read_bytes())
        publish(folder, two_sites[0])
        for name in ("thu-tuc/9.999999/", "search/none.js", "assets/none.css", f"search/{'0' * 12}.js"):
            with pytest.raises(HTTPError) as answer:
                urlopen(address + name)
            assert (answer.value.code, answer.value.read()) == (404, (two_sites[0] / "404.html").read_bytes()), name


def _file(name: str) -> str:
    return f"{name}index.html" if not name or name.endswith("/") else name
