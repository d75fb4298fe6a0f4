"""How good the search is: on the real records in a copy of the sample, the right procedure comes first as often as promised."""
from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from support import engine
from support.sites import DAY

from motcua.load import load
from motcua.outputs.plans import finding
from motcua.outputs.shared import Settings, Shared
from motcua.text import unmarked
from motcua.tools.search import ask

pytestmark = pytest.mark.bulk
HERE = Path(__file__).parents[1]
sys.path.insert(0, str(HERE / "benchmarks"))

import search_quality as benchmark  # noqa: E402


@pytest.fixture(scope="module")
def site(tmp_path_factory, shared: Path) -> Path:
    """The engine and the index of the sample with all real records in it."""
    folder = tmp_path_factory.mktemp("quality")
    catalogue = folder / "catalogue"
    shutil.copytree(HERE / "catalogue", catalogue)
    files = sorted((shared / "data" / "portal").glob("*.json*"))
    subprocess.run([sys.executable, "-m", "motcua", "import", "portal", *files, "--into", catalogue], cwd=HERE, check=True, capture_output=True)
    loaded, _ = load(catalogue, HERE / "templates" / "forms", folder / "cache")
    whole = Shared(loaded, Settings(HERE / "templates", HERE / "mkdocs.yml", folder / "cache", "", DAY, False))
    for artifact in finding.search.artifacts(finding.index(whole)):
        (folder / artifact.path).parent.mkdir(exist_ok=True)
        (folder / artifact.path).write_bytes(artifact.make(artifact.inputs))
    engine.lay(folder)
    return folder


@pytest.fixture(scope="module")
def share(site: Path) -> Callable[..., float]:
    """`share(file, depth)`: the percentage of queries answered among the first `depth`, asked with their marks or without."""

    def asked(file: Path, depth: int, *, marks: bool = True) -> float:
        queries = benchmark.queries(file)
        answers = ask(site, [query.words if marks else unmarked(query.words) for query in queries])["answers"]
        ranks = [benchmark.rank(query, [hit["code"] for hit in answer["hits"]]) for query, answer in zip(queries, answers, strict=True)]
        return 100 * sum(0 < rank <= depth for rank in ranks) / len(ranks)

    return asked


def test_our_own_queries_find_what_they_mean(share):
    queries = Path(__file__).with_name("queries.tsv")
    assert share(queries, 1) >= 96
    assert share(queries, 3) >= 98


def test_what_nobody_tuned_for_is_found_as_often_as_it_was(share):
    sealed = Path(__file__).with_name("queries-sealed.tsv")
    assert share(sealed, 1) >= 60
    assert share(sealed, 3) >= 76
    assert share(sealed, 10) >= 86


def test_what_official_names_are_called_in_everyday_words_is_found(share):
    everyday = Path(__file__).with_name("queries-everyday.tsv")
    assert share(everyday, 1) >= 78
    assert share(everyday, 3) >= 87
    assert share(everyday, 10) >= 94


@pytest.mark.parametrize(("name", "first", "third"), [("spoken", 84, 91), ("told", 84, 94), ("fields", 86, 94), ("drawn", 70, 86)])
def test_what_people_say_in_sentences_and_of_every_field_is_found(share, name: str, first: int, third: int):
    queries = Path(__file__).with_name(f"queries-{name}.tsv")
    assert share(queries, 1) >= first
    assert share(queries, 3) >= third


def test_the_queries_of_a_study_find_what_they_mean(share, shared: Path):
    queries = shared / "data" / "queries.tsv"
    assert share(queries, 1) >= 100 * 28 / 31
    assert share(queries, 3) >= 100 * 30 / 31


def test_queries_without_their_marks_lose_little(share):
    queries = Path(__file__).with_name("queries.tsv")
    assert share(queries, 1) - share(queries, 1, marks=False) <= 3
