"""Our own queries: of every kind enough, nothing asked twice, and only codes that exist.

Open to whoever tunes the search: `queries.tsv`, sentences as they are `spoken` and `told`, and what was written from official names alone before the
lexicon was looked at: `everyday`, field by field (`fields`), of procedures `drawn` by chance; `words` exercises entries that no other query does.
`queries-sealed.tsv`, by somebody who knew neither lexicon nor engine, is only ever counted, and becomes open once its misses have been read.
"""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

from motcua.text import fold

OPEN, SEALED, *_ = FILES = [Path(__file__).with_name(f"queries{name}.tsv")
                                 for name in ("", "-sealed", "-spoken", "-told", "-everyday", "-fields", "-drawn", "-words")]
CODE = re.compile(r"[1-6]\.\d{6}")
LEAST = {
    "exact": 15, "no_diacritics": 25, "colloquial": 40, "colloquial_no_diacritics": 30, "typo": 20, "abbrev": 15, "abbrev_no_diacritics": 8,
    "old": 12, "regional": 15, "brand": 6, "misnomer": 12, "spelling_variant": 10, "word_order": 10, "substring": 12, "code": 8, "question": 25,
    "spoken": 40, "place": 20, "nothing": 15,
}


class Query(NamedTuple):
    """One line: what somebody types, and every procedure that would be right for them."""

    query: str
    kind: str
    expected: str
    note: str

    @property
    def codes(self) -> list[str]:
        return self.expected.split(";") if self.expected else []


def read(file: Path) -> list[Query]:
    header, *lines = csv.reader(file.read_text("utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    assert header == list(Query._fields)
    return [Query(*line) for line in lines]


def compared(query: str) -> str:
    return " ".join(fold(query).split())


@pytest.fixture(scope="module")
def queries() -> list[Query]:
    return [query for file in FILES for query in read(file)]


def test_there_is_enough_of_every_kind():
    counts = Counter(query.kind for query in read(OPEN))
    assert counts.keys() == LEAST.keys()
    assert {kind: count for kind, count in counts.items() if count < LEAST[kind]} == {}
    assert sum(counts.values()) >= 400


def test_a_third_as_many_are_sealed_most_of_them_as_people_speak():
    counts = Counter(query.kind for query in read(SEALED))
    assert sum(counts.values()) * 3 >= len(read(OPEN)) and counts["spoken"] >= 40 and counts["place"] >= 10 and counts["nothing"] >= 10


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_no_query_is_asked_twice(file: Path):
    counts = Counter(compared(query.query) for query in read(file))
    assert {query for query, count in counts.items() if count > 1} == set()


def test_lines_are_tidy(queries):
    untidy = [query for query in queries for cell in query if cell != " ".join(cell.split())]
    assert untidy == []
    assert [query for query in queries if not query.query or len(query.codes) != len(set(query.codes))] == []
    assert [query for query in queries if not all(map(CODE.fullmatch, query.codes))] == []


def test_what_finds_nothing_is_of_that_kind_or_says_why(queries):
    assert [query for query in queries if query.kind == "nothing" and query.codes] == []
    assert [query for query in queries if query.kind != "nothing" and not query.codes and not query.note] == []


def test_every_code_is_in_the_sample_or_in_the_real_records(queries, project: Path, shared: Path):
    known = {file.stem for file in (project / "catalogue" / "procedures").glob("*/*.yml")}
    for file in (shared / "data" / "portal").glob("*.jsonl"):
        known |= {json.loads(line)["code"] for line in file.read_text("utf-8").split("\n") if line}
    assert {code for query in queries for code in query.codes} - known == set()


def test_the_given_queries_are_not_copied(queries, shared: Path):
    given = {compared(line.split("\t")[0]) for line in (shared / "data" / "queries.tsv").read_text("utf-8").splitlines()}
    assert given & {compared(query.query) for query in queries} == set()
