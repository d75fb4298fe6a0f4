"""`python -m motcua search`: the site's own engine on the command line, and its benchmark."""
from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

import pytest
from support.sites import Project

from motcua import lexicon
from motcua.outputs.search import VERSION
from motcua.tools import search

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

import search_quality as benchmark  # noqa: E402


def options(site: Path, query: str, **others) -> Namespace:
    return Namespace(**{"site": site, "query": query, "limit": 3, "lang": "vi", "typing": False, "explain": False, **others})


def test_a_folder_without_an_index_is_refused_in_one_line(tmp_path: Path, capsys, monkeypatch):
    monkeypatch.setattr(search.shutil, "which", lambda name: "/usr/bin/node")
    assert search.run(options(tmp_path, "khai sinh")) == search.WRONG_USE
    assert "no site with a search index" in capsys.readouterr().err


def test_a_machine_without_node_is_told_so(tmp_path: Path, capsys, monkeypatch):
    monkeypatch.setattr(search.shutil, "which", lambda name: None)
    assert search.run(options(tmp_path, "khai sinh")) == search.WRONG_USE
    assert "Node" in capsys.readouterr().err


@pytest.mark.bulk
def test_the_verb_shows_what_is_found_and_why(built: Project, capsys):
    assert search.run(options(built.site, "lam khai sinh bao nhieu tien", explain=True)) == search.FOUND
    told = capsys.readouterr().out.splitlines()
    assert told[0] == "block: fee"
    assert told[1].split()[:2] == ["1", "1.001193"]
    assert "coverage 0.9" in told[2]


@pytest.mark.bulk
def test_nothing_found_is_an_exit_code_of_its_own(built: Project, capsys):
    assert search.run(options(built.site, "thời tiết")) == search.NOTHING_FOUND
    assert capsys.readouterr().out == "0 found\n"


@pytest.mark.bulk
def test_an_index_of_another_version_is_refused(sample: Project, capsys):
    current = sample.site / "search" / "current.js"
    current.write_text(current.read_text("utf-8").replace(f'"version":{VERSION}', '"version":0'), "utf-8")
    assert search.run(options(sample.site, "khai sinh")) == search.WRONG_USE
    assert "build the site again" in capsys.readouterr().err


def test_a_query_s_rank_is_the_place_of_the_first_right_code():
    query = benchmark.Query("sổ đỏ", "colloquial", frozenset(("1.1", "1.2")))
    assert [benchmark.rank(query, found) for found in (["1.2"], ["1.9", "1.1"], ["1.9"], [])] == [1, 2, 0, 0]


def test_where_nothing_is_expected_nothing_found_is_right():
    query = benchmark.Query("bóng đá", "nothing", frozenset())
    assert [benchmark.rank(query, found) for found in ([], ["1.1"])] == [1, 0]


def test_the_figures_count_queries_at_each_depth():
    assert benchmark.figures([1, 2, 0, 10]) == "hit@1  25.0 %  hit@3  50.0 %  hit@10  75.0 %  MRR 0.400"


def test_the_plain_search_ranks_by_rare_folded_words():
    plain = benchmark.PlainSearch([{"code": "1.1", "name": "Đăng ký khai sinh", "field": "Hộ tịch"}, {"code": "1.2", "name": "Đăng ký kết hôn", "field": "Hộ tịch"}])
    assert plain.find("dang ky ket hon") == ["1.2", "1.1"]
    assert plain.find("1.1") == ["1.1"]


def test_the_entries_of_the_lexicon_that_no_query_exercises_are_told():
    entries = [lexicon.Entry((say,), ("giấy",), (), 100, "old") for say in ("bìa đỏ", "sổ hồng", "sổ")]
    asked = [benchmark.Query("mất BÌA ĐỎ rồi", "old", frozenset()), benchmark.Query("so tay", "old", frozenset())]
    assert [entry.say for entry in benchmark.unasked(asked, entries)] == [("sổ hồng",)]
