"""Whether a build has anything to do: told from sizes, times and dates, and never from a stamp that cannot be trusted."""
from __future__ import annotations

import os
from pathlib import Path

import pytest

from motcua import freshness
from motcua.cards import card_of
from motcua.model import Procedure
from motcua.resolve import holds_between, state_on

SETTINGS = ("catalogue", "site", "", "False")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder with a file, and one below it."""
    folder = tmp_path / "root"
    (folder / "below").mkdir(parents=True)
    (folder / "a.yml").write_text("a")
    (folder / "below" / "b.yml").write_text("b")
    return folder


def look(root: Path, settings=SETTINGS) -> dict:
    return freshness.signature((root,), settings)


def touch(path: Path) -> None:
    path.write_text("another")


def replace(path: Path) -> None:
    status = path.stat()
    path.with_suffix(".new").write_text("c")
    os.replace(path.with_suffix(".new"), path)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


CHANGES = {
    "written": lambda root: touch(root / "a.yml"), "replaced at the same time by as long a one": lambda root: replace(root / "below" / "b.yml"),
    "added": lambda root: (root / "c.yml").write_text("c"), "removed": lambda root: (root / "a.yml").unlink(),
    "renamed": lambda root: (root / "a.yml").rename(root / "z.yml"), "made a link": lambda root: (root / "l.yml").symlink_to("a.yml"),
}


def test_what_has_not_changed_looks_the_same(root: Path):
    assert look(root) == look(root)


@pytest.mark.parametrize("change", CHANGES)
def test_any_change_of_a_file_is_seen(root: Path, change: str):
    before = look(root)
    CHANGES[change](root)
    assert look(root) != before


def test_settings_and_the_code_itself_are_looked_at(root: Path, monkeypatch, tmp_path: Path):
    before = look(root)
    assert look(root, ("catalogue", "site", "", "True")) != before
    assert str(Path(freshness.__file__)) in before
    monkeypatch.setattr(freshness, "PACKAGE", tmp_path / "other")
    assert look(root) != before


def test_a_folder_that_is_absent_is_seen_when_it_comes(tmp_path: Path):
    before = look(tmp_path / "later")
    (tmp_path / "later").mkdir()
    (tmp_path / "later" / "a").write_text("")
    assert look(tmp_path / "later") != before


def test_compiled_code_is_not_looked_at(root: Path):
    before = look(root)
    (root / "__pycache__").mkdir()
    (root / "__pycache__" / "a.pyc").write_text("x")
    assert look(root) == before


def test_what_is_remembered_holds_between_its_days(root: Path, tmp_path: Path):
    stamp, now = tmp_path / "cache" / "last.json", look(root)
    freshness.remember(stamp, now, "2026-07-01", "2027-01-01", {"files": 3})
    last = freshness.recall(stamp)
    assert last["summary"] == {"files": 3}
    days = ("2026-06-30", "2026-07-01", "2026-12-31", "2027-01-01")
    assert [freshness.holds(last, now, day) for day in days] == [False, True, True, False]
    touch(root / "a.yml")
    assert not freshness.holds(last, look(root), "2026-07-01")


@pytest.mark.parametrize("spoilt", [b"", b"{", b"[]", b"null", b'{"until": "9999-12-31"}', b"\xff"])
def test_a_stamp_that_cannot_be_trusted_is_no_stamp(root: Path, tmp_path: Path, spoilt: bytes):
    stamp = tmp_path / "last.json"
    assert freshness.recall(stamp) == {}
    stamp.write_bytes(spoilt)
    assert freshness.recall(stamp) == {}
    assert not freshness.holds({}, look(root), "2026-07-01")


def test_every_byte_of_a_stamp_that_flips_is_noticed(tmp_path: Path):
    stamp = tmp_path / "last.json"
    freshness.remember(stamp, {"a": [1]}, "2026-07-01", "2027-01-01", {"files": 3})
    whole = stamp.read_bytes()
    for place in range(len(whole)):
        stamp.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert freshness.recall(stamp) == {}, place


def card(**fields):
    values = {"code": "1.000001", "name": "Việc", "field": "ho-tich", "status": "in_force"} | fields
    return card_of(Procedure.model_validate(values), "a.yml", "digest")


def test_between_two_days_no_state_changes_and_on_each_of_them_one_does():
    cards = (card(effective_from="2026-07-01"), card(effective_from="2025-01-01", effective_to="2026-12-31"), card())
    since, until = holds_between(cards, "2026-11-22")
    assert (since, until) == ("2026-07-01", "2027-01-01")
    states = {day: [state_on(each, day) for each in cards] for day in ("2026-06-30", since, "2026-12-31", until)}
    assert states[since] == states["2026-12-31"] != states[until]
    assert states["2026-06-30"] != states[since]
    assert holds_between((card(),), "2026-11-22") == ("0001-01-01", "9999-12-31")
