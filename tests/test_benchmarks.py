"""The generated catalogues of the benchmarks: the same for the same number, and sound."""
from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from support.trees import digest_tree

from motcua.load import check_across, load

PROJECT = Path(__file__).parents[1]


def generated(count: int, into: Path) -> Path:
    subprocess.run([sys.executable, str(PROJECT / "benchmarks" / "generate.py"), str(count), "--into", str(into)], check=True)
    return into


@pytest.mark.bulk
def test_a_generated_catalogue_is_the_same_every_time_and_has_no_error(tmp_path: Path):
    one, other = generated(30, tmp_path / "one"), generated(30, tmp_path / "other")
    assert digest_tree(one) == digest_tree(other)
    catalogue, problems = load(one, tmp_path / "no-forms", tmp_path / "cache")
    problems += check_across(catalogue, one, tmp_path / "no-forms")
    assert len(catalogue.procedures) == 30
    assert [problem for problem in problems if problem.is_error] == []
