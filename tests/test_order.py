"""What a site is to hold: bundles are opened only where something in them may have changed."""
from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from motcua.outputs import workers
from motcua.outputs.artifact import Artifact
from motcua.outputs.bundle import Bundle, Part, unbundled
from motcua.outputs.order import Order
from motcua.outputs.write import publish


def text(inputs: str) -> bytes:
    return inputs.encode()


def pages(inputs: tuple[str, ...]) -> Iterator[Artifact]:
    return (Artifact(f"{word}.html", text, word) for word in inputs)


def shelves(inputs: tuple[tuple[str, ...], ...]) -> Iterator[Part]:
    yield Artifact("shelves.html", text, str(len(inputs)))
    yield from (Bundle(f"shelf {words[0]}", pages, words) for words in inputs)


AB, CD = Bundle("ab", pages, ("a", "b")), Bundle("cd", pages, ("c", "d"))
SHELVES = Bundle("all", shelves, (("a", "b"), ("c", "d")))
PATHS = ["a.html", "b.html", "c.html", "d.html"]


def worked_out(parts: list[Part], cache: Path, **how) -> Order:
    order = Order(parts, cache, **how)
    order.work_out()
    return order


@pytest.mark.parametrize("parts", [[AB, CD], [SHELVES], [AB, *pages(("c", "d"))]], ids=["two", "one in another", "beside artifacts"])
def test_a_bundle_that_has_not_changed_is_not_opened(parts, tmp_path: Path):
    first, second = worked_out(parts, tmp_path), worked_out(parts, tmp_path)
    assert first.opened and not second.opened
    assert first.keys == second.keys == worked_out(list(unbundled(parts)), tmp_path / "other").keys
    assert sorted(first.keys.keys() - {"shelves.html"}) == PATHS


def test_another_input_opens_the_bundle_and_those_in_it_that_have_changed(tmp_path: Path):
    before = worked_out([SHELVES], tmp_path)
    after = worked_out([SHELVES._replace(inputs=(("a", "b"), ("c", "e")))], tmp_path)
    assert after.opened == {"all", "shelf c"}
    assert {path for path, key in after.keys.items() if before.keys.get(path) != key} == {"e.html"}
    assert worked_out([SHELVES], tmp_path).keys == before.keys


def test_what_was_kept_by_one_build_does_not_outlive_it(tmp_path: Path):
    worked_out([AB, CD], tmp_path)
    worked_out([AB], tmp_path)
    assert worked_out([AB, CD], tmp_path).opened == {"cd"}


def test_an_artifact_is_found_by_opening_its_bundle_alone(tmp_path: Path):
    worked_out([AB, SHELVES._replace(inputs=(("c",), ("d",)))], tmp_path)
    order = worked_out([AB, SHELVES._replace(inputs=(("c",), ("d",)))], tmp_path)
    assert {path: artifact.make(artifact.inputs) for path, artifact in order.artifacts(["d.html"]).items()} == {"d.html": b"d"}
    assert order.opened == {"all", "shelf d"}


def test_nothing_is_recalled_where_nothing_is_trusted(tmp_path: Path):
    worked_out([AB], tmp_path)
    assert worked_out([AB], tmp_path, is_trusting=False).opened == {"ab"}


@pytest.mark.parametrize("spoil", [lambda file: file.write_bytes(b"x"), lambda file: file.write_bytes(file.read_bytes()[:-1]), Path.unlink])
def test_a_damaged_memory_is_made_anew(spoil, tmp_path: Path):
    keys = worked_out([AB], tmp_path).keys
    spoil(tmp_path / "bundles.json")
    order = worked_out([AB], tmp_path)
    assert (order.keys, order.opened) == (keys, {"ab"})


@pytest.mark.parametrize("parts", [
    [AB, Bundle("other", pages, ("a",))], [Bundle("twice", pages, ("a", "a"))], [AB, *pages(("A",))], [AB, Artifact("a.html/x.html", text, "")],
])
def test_two_artifacts_for_one_name_are_refused_in_whatever_bundles(parts, tmp_path: Path):
    for _ in range(2):
        with pytest.raises(ValueError, match="two artifacts claim the same name a.html"):
            worked_out(parts, tmp_path)


def test_two_bundles_of_one_name_are_refused(tmp_path: Path):
    with pytest.raises(ValueError, match="two bundles are called ab"):
        worked_out([AB, AB._replace(inputs=("c",))], tmp_path)


def test_a_site_of_bundles_is_written_as_one_of_artifacts(tmp_path: Path):
    site, cache = tmp_path / "site", tmp_path / "cache"
    assert publish([AB, CD], site, cache).made == 4
    (site / "c.html").unlink()
    report = publish([AB, CD], site, cache)
    assert (report.written, report.made) == (("c.html",), 1)
    assert {path.name: path.read_bytes() for path in site.iterdir()} == {path: path[0].encode() for path in PATHS}
    assert not publish([AB, CD], site, cache).exchanged


def test_a_slow_bundle_is_planned_while_the_rest_is_made_and_nothing_of_it_is_lost(tmp_path: Path, monkeypatch):
    steps: list[str] = []

    def slowly(inputs: tuple[str, ...]) -> Iterator[Artifact]:
        steps.append("planned")
        return pages(inputs)

    carry_out = workers.carry_out
    monkeypatch.setattr(workers, "carry_out", lambda tasks, *rest: (steps.append(f"making {len(tasks)}"), carry_out(tasks, *rest))[1])
    many = Bundle("many", pages, tuple(f"n{number}" for number in range(60)))
    report = publish([Bundle("slow", slowly, ("a", "b"), is_slow=True), many], tmp_path / "site", tmp_path / ".cache", jobs=1)
    assert steps == ["making 60", "planned", "making 2"]
    assert report.total == report.made == 62 and (tmp_path / "site" / "b.html").read_text(encoding="utf-8") == "b"


def test_two_files_of_one_name_are_refused_though_one_of_them_is_planned_late(tmp_path: Path):
    many = Bundle("many", pages, tuple(f"n{number}" for number in range(60)))
    with pytest.raises(ValueError, match="n7.html"):
        publish([Bundle("slow", pages, ("n7",), is_slow=True), many], tmp_path / "site", tmp_path / ".cache", jobs=1)
    assert not (tmp_path / "site").exists()
