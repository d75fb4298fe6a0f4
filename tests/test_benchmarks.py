"""The generated catalogues of the benchmarks: the same for the same number, and sound."""
from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from support.trees import digest_tree

from motcua.load import check_across, load

PROJECT = Path(__file__).parents[1]
PAGE = """<!doctype html><main><nav>trail</nav><article><h1>Khai sinh</h1><p>Nộp ở <a href="../co-quan/">phường</a>, <strong>3 ngày</strong> [1]</p>
<dl><dt>Bao lâu</dt><dd><p>Một_tuần</p></dd></dl><ol><li>Mang giấy<ul><li>bản sao</li></ul></li><li>Chờ</li></ol>
<table><tr><th>Mức</th><th>Tiền</th></tr><tr><td>Thường</td><td>8.000 đồng</td></tr></table><script>no</script></article></main>"""


def generated(count: int, into: Path, *more: str) -> Path:
    subprocess.run([sys.executable, str(PROJECT / "benchmarks" / "generate.py"), str(count), "--into", str(into), *more], check=True)
    return into


@pytest.mark.bulk
def test_a_generated_catalogue_is_the_same_every_time_and_has_no_error(tmp_path: Path):
    one, other = generated(30, tmp_path / "one"), generated(30, tmp_path / "other")
    assert digest_tree(one) == digest_tree(other)
    catalogue, problems = load(one, tmp_path / "no-forms", tmp_path / "cache")
    problems += check_across(catalogue, one, tmp_path / "no-forms")
    assert len(catalogue.procedures) == 30
    assert [problem for problem in problems if problem.is_error] == []


@pytest.mark.bulk
def test_generated_communes_are_as_many_as_were_asked_for_and_without_an_error(tmp_path: Path):
    folder = generated(8, tmp_path / "one", "--communes", "150")
    catalogue, problems = load(folder, tmp_path / "no-forms", tmp_path / "cache")
    assert [problem for problem in problems if problem.is_error] == []
    assert sum(bool(office.commune) for each in catalogue.departments.values() for office in each.offices) == 150


def test_a_page_becomes_markdown_with_all_that_it_shows(tmp_path: Path, monkeypatch):
    monkeypatch.syspath_prepend(PROJECT / "benchmarks")
    import same_pages

    (tmp_path / "site" / "moved").mkdir(parents=True)
    (tmp_path / "site" / "index.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "site" / "moved" / "index.html").write_text("<!doctype html><main><p>Đã chuyển</p></main>", encoding="utf-8")
    assert same_pages.write(tmp_path / "site", tmp_path / "docs") == 1
    assert (tmp_path / "docs" / "index.md").read_text("utf-8") == """# Khai sinh

Nộp ở [phường](../co-quan/), **3 ngày** \\[1\\]

**Bao lâu**

Một\\_tuần

1. Mang giấy

    -   bản sao
2. Chờ

| Mức | Tiền |
| --- | --- |
| Thường | 8.000 đồng |
"""
