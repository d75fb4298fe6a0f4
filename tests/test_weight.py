"""The first visit from a link is light, stands still, and needs no script to say what it says."""
from __future__ import annotations

import pytest
from support import nginx, reading
from support.sites import Project

from benchmarks import weight

pytestmark = pytest.mark.bulk

MOST_BYTES = 120_000


def test_the_longest_page_of_each_kind_weighs_little_never_shifts_and_says_all_without_a_script(built: Project, chromium):
    with nginx.serving(built.site) as address:
        visits = {kind: weight.visit(chromium, address, names[0]) for kind, names in reading.kinds(built.site).items()}
    assert {visit.page: visit.transferred for visit in visits.values() if not 10_000 < visit.transferred <= MOST_BYTES} == {}
    assert {visit.page: visit.shift for visit in visits.values() if visit.shift} == {}
    assert [visit.page for visit in visits.values() if not visit.says_all] == []


def test_a_shift_of_the_layout_is_seen(tmp_path, chromium):
    late = "setTimeout(() => { document.querySelector('p').style.height = '20em' }, 100)"
    (tmp_path / "index.html").write_text(f"<!doctype html><meta charset='utf-8'><main><p>một</p><div style='height: 20em'>hai</div></main><script>{late}</script>", "utf-8")
    with nginx.serving(tmp_path) as address:
        seen = weight.visit(chromium, address, "index.html")
    assert seen.shift > 0.05 and seen.says_all and seen.requests >= 1


def test_a_page_that_its_script_writes_does_not_say_all(tmp_path, chromium):
    (tmp_path / "index.html").write_text("<!doctype html><meta charset='utf-8'><main></main><script>document.querySelector('main').textContent = 'một'</script>", "utf-8")
    with nginx.serving(tmp_path) as address:
        assert not weight.visit(chromium, address, "index.html").says_all
