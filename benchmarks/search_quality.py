"""Asks a built site's search every query of a file, and says how often the right procedure comes first.

Several files are one. A query's expected codes are alternatives: any of them counts. Where none is expected, nothing may be found. Beside it stands what a plain
search by words (BM25 over folded name, field and code) finds for the same queries.
"""
from __future__ import annotations

import argparse
import csv
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from math import log
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))

from motcua import lexicon  # noqa: E402
from motcua.lexicon import syllables  # noqa: E402
from motcua.text import unmarked  # noqa: E402
from motcua.tools.search import Unusable, ask  # noqa: E402

DEPTHS = (1, 3, 10)


class Query(NamedTuple):
    """A query with what may answer it; `expected` is empty where nothing may be found."""

    words: str
    kind: str
    expected: frozenset[str]


def queries(path: Path) -> list[Query]:
    """The queries of a table with the columns query, kind, expected."""
    with path.open(encoding="utf-8", newline="") as file:
        return [Query(row["query"], row["kind"], frozenset(filter(None, (row["expected"] or "").split(";")))) for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]


def rank(query: Query, found: Sequence[str]) -> int:
    """The place of the first right answer, from 1; 0 where there is none."""
    if not query.expected:
        return 0 if found else 1
    return next((place for place, code in enumerate(found, start=1) if code in query.expected), 0)


def figures(ranks: Iterable[int]) -> str:
    """Shares of queries answered at each depth, and the mean of the places' inverses."""
    ranks = list(ranks)
    shares = [f"hit@{depth} {100 * sum(0 < each <= depth for each in ranks) / len(ranks):5.1f} %" for depth in DEPTHS]
    return "  ".join((*shares, f"MRR {sum(1 / each for each in ranks if each) / len(ranks):.3f}"))


class PlainSearch:
    """BM25 over the folded syllables of name, field and code."""

    K, B = 1.2, 0.75

    def __init__(self, procedures: list[dict]) -> None:
        self.codes = [each["code"] for each in procedures]
        self.counts = [Counter((*syllables(each["name"]), *syllables(each["field"]), each["code"], each["code"].replace(".", ""))) for each in procedures]
        self.lengths = [sum(counts.values()) for counts in self.counts]
        self.mean = sum(self.lengths) / max(1, len(self.lengths))
        self.holders = Counter(word for counts in self.counts for word in counts)

    def find(self, query: str, limit: int = 10) -> list[str]:
        """The codes of the best procedures."""
        words = [*syllables(query), query.strip()]
        scores = [(sum(self._score(word, counts, length) for word in words), code)
                  for counts, length, code in zip(self.counts, self.lengths, self.codes, strict=True)]
        return [code for score, code in sorted(scores, key=lambda each: (-each[0], each[1]))[:limit] if score > 0]

    def _score(self, word: str, counts: Counter, length: int) -> float:
        if not counts[word]:
            return 0.0
        idf = log(1 + (len(self.codes) - self.holders[word] + 0.5) / (self.holders[word] + 0.5))
        return idf * counts[word] * (self.K + 1) / (counts[word] + self.K * (1 - self.B + self.B * length / self.mean))


def report(asked: list[Query], answers: list[dict], plain: PlainSearch, *, quiet: bool = False) -> None:
    """Print the figures of all, of each kind, of the plain search, and every miss with what was found instead."""
    ranks = [rank(query, [hit["code"] for hit in answer["hits"]]) for query, answer in zip(asked, answers, strict=True)]
    for query, answer, place in zip(asked, answers, ranks, strict=True):
        if place != 1 and not quiet:
            print(f"{place or '-':>3} [{query.kind}] {query.words} -> {';'.join(sorted(query.expected)) or 'nothing'}")
            for hit in answer["hits"][:3]:
                print(f"        {hit['code']} {hit['score']:.3f} {hit['name'][:100]}")
    kinds = sorted({query.kind for query in asked})
    for kind in kinds:
        of_kind = [place for query, place in zip(asked, ranks, strict=True) if query.kind == kind]
        print(f"{kind:24} {len(of_kind):4}  {figures(of_kind)}")
    print(f"{'all':24} {len(ranks):4}  {figures(ranks)}")
    print(f"{'plain search':24} {len(ranks):4}  {figures(rank(query, plain.find(query.words)) for query in asked)}")


def unasked(asked: Iterable[Query], entries: Iterable[lexicon.Entry]) -> list[lexicon.Entry]:
    """The entries of a lexicon of which no query holds a saying."""
    texts = [syllables(query.words) for query in asked]
    held = {text[start:end] for text in texts for start in range(len(text)) for end in range(start + 1, len(text) + 1)}
    return [entry for entry in entries if not any(syllables(saying) in held for saying in entry.say)]


def report_unasked(files: Iterable[Path]) -> None:
    """Print the entries of the package's lexicon that no query of the files exercises, a line each, and how many they are."""
    entries, _ = lexicon.package()
    left = unasked((query for file in files for query in queries(file)), entries)
    for entry in left:
        print(f"{entry.say[0]} -> {'; '.join(entry.mean or entry.procedures)}")
    print(f"{len(entries) - len(left)} of {len(entries)} entries are exercised")


def main(words: list[str] | None = None) -> int:
    """Run the benchmark; 0, or 2 where the search cannot be asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--site", type=Path, metavar="DIR", help="a built site; without it, what of the lexicon no query exercises is listed")
    parser.add_argument("--queries", type=Path, required=True, nargs="+", metavar="FILE", help="tables: query, kind, expected codes separated by ;")
    parser.add_argument("--without-marks", action="store_true", help="ask every query without its marks")
    parser.add_argument("--quiet", action="store_true", help="figures alone, no misses")
    options = parser.parse_args(words)
    if options.site is None:
        report_unasked(options.queries)
        return 0
    asked = [query for file in options.queries for query in queries(file)]
    if options.without_marks:
        asked = [query._replace(words=unmarked(query.words)) for query in asked]
    try:
        told = ask(options.site, [query.words for query in asked], max(DEPTHS), procedures=True)
    except Unusable as error:
        print(f"search_quality: {error}", file=sys.stderr)
        return 2
    report(asked, told["answers"], PlainSearch(told["procedures"]), quiet=options.quiet)
    return 0


if __name__ == "__main__":
    sys.exit(main())
