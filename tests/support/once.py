"""What comes out the same for the same bytes is reckoned once for all tests of a process, however many catalogues and caches they make."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from hashlib import sha256
from typing import Any
from weakref import WeakKeyDictionary

import pytest

from motcua import blanks, cards, events, inspect, lexicon, source, verdict
from motcua.inspect.finding import Finding
from motcua.libraries import Libraries
from motcua.outputs import keys
from motcua.source import Source

# Beyond so many files of a kind what is known of them is let go: no test asks for more than these again and again.
_MOST = 5000


def remember(patch: pytest.MonkeyPatch) -> None:
    """Remember what a source imports, what else the package holds, which libraries there are, what is wrong inside a form's file and what
    its texts are, what a YAML file says and how it is judged, and the package's lexicon with that of a catalogue."""
    patch.setattr(keys, "_imports", cache(lambda source, imports=keys._imports: tuple(imports(source))))
    patch.setattr(keys, "_data_of", _of_the_package(keys._data_of))
    patch.setattr(keys, "Libraries", _along(tuple(sys.path)))
    patch.setattr(inspect, "inspect", _by_digest(inspect.inspect))
    patch.setattr(blanks, "apart", lru_cache(200)(blanks.apart))
    patch.setattr(blanks, "content", lru_cache(200)(blanks.content))
    patch.setattr(lexicon, "merged", _of_tuples(lexicon.merged))
    files = _Files()
    patch.setattr(source, "parse", files.parse)
    patch.setattr(verdict, "judged", files.judged)
    patch.setattr(cards, "card_of", _of_the_very_same(cards.card_of))
    patch.setattr(cards, "as_shown", _of_the_very_same(cards.as_shown))


class _Files:
    """What YAML files say, and what the judges say of each; whoever asks again is given values that nobody has changed."""

    def __init__(self) -> None:
        self._parse, self._judged = source.parse, verdict.judged
        self._said: dict[tuple, Source] = {}
        self._verdicts: dict[tuple, tuple[Any, list]] = {}
        self._of: WeakKeyDictionary[Source, tuple] = WeakKeyDictionary()

    def parse(self, data: bytes, name: str) -> Source:
        asked = sha256(data).digest(), name, events.CParser, events.parser_of
        if asked not in self._said:
            _keep(self._said, asked, self._parse(data, name))
        said = self._said[asked]
        read = Source(name, _copied(said.values), said.places, list(said.problems))
        self._of[read] = asked
        return read

    def judged(self, model: type, kind: str, read: Source) -> tuple[Any, list]:
        said = self._said.get(self._of.get(read))
        if said is None or said.values != read.values:
            return self._judged(model, kind, read)
        asked = self._of[read], model, kind
        if asked not in self._verdicts:
            _keep(self._verdicts, asked, self._judged(model, kind, read))
        record, problems = self._verdicts[asked]
        return record, list(problems)


def _keep(known: dict, asked: tuple, found: Any) -> None:
    if len(known) >= _MOST:
        known.clear()
    known[asked] = found


def _copied(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _copied(held) for name, held in value.items()}
    return [_copied(held) for held in value] if isinstance(value, list) else value


def _of_the_very_same(made: Callable) -> Callable:
    """What is made of the very same values, which are held as long as it is known."""
    known: dict[tuple, tuple] = {}

    def remembered(*given):
        asked = tuple(each if isinstance(each, str) else id(each) for each in given)
        if asked not in known:
            _keep(known, asked, (given, made(*given)))
        return known[asked][1]

    return remembered


def _of_the_package(data_of):
    own = tuple(data_of("motcua"))
    return lambda package: own if package == "motcua" else data_of(package)


def _along(path: tuple[str, ...]):
    """Those of this path; who looks along another has installed something for a test."""
    own = Libraries()
    return lambda: own if tuple(sys.path) == path else Libraries()


def _by_digest(inspected):
    known: dict[tuple[bytes, str], tuple[Finding, ...]] = {}

    def remembered(data: bytes, name: str) -> tuple[Finding, ...]:
        asked = sha256(data).digest(), name
        if asked not in known:
            known[asked] = inspected(data, name)
        return known[asked]

    return remembered


def _of_tuples(merged):
    known: dict[tuple, tuple] = {}

    def remembered(own: Iterable[lexicon.Entry], over: Iterable[lexicon.Entry]) -> tuple[lexicon.Entry, ...]:
        own, over = tuple(own), tuple(over)
        # The package's own are thousands, and always the very same.
        if (id(own), over) not in known:
            _keep(known, (id(own), over), (own, merged(own, over)))
        return known[id(own), over][1]

    return remembered
