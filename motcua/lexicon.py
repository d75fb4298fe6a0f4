"""The lexicon: what people call things -> what the state calls them; the package's own, extended and overridden by the catalogue's."""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from motcua import acts, communes, packaged, source
from motcua.judge import judge
from motcua.model import Lexicon, Saying
from motcua.parse_cache import plain
from motcua.problem import Problem
from motcua.text import fold

FOLDER = Path(__file__).parent / "lexicon"


class Entry(NamedTuple):
    """Sayings that all mean the same: words of the state, or procedures; `weight` in hundredths."""

    say: tuple[str, ...]
    mean: tuple[str, ...]
    procedures: tuple[str, ...]
    weight: int
    kind: str
    field: str = ""


class Around(NamedTuple):
    """The words around a need: fillers, words that ask for a block (block, words), places, words of other worlds; fillers of a sentence alone;
    words for what shall be done (bits, words); what makes a name one for few."""

    fillers: tuple[str, ...]
    asks: tuple[tuple[str, tuple[str, ...]], ...]
    places: tuple[str, ...]
    foreign: tuple[str, ...]
    speech: tuple[str, ...]
    acts: tuple[tuple[int, tuple[str, ...]], ...]
    conditions: tuple[str, ...]


class Faulty(ValueError):
    """A file of the package's own lexicon cannot be read."""


@lru_cache(maxsize=1)
def package() -> tuple[tuple[Entry, ...], Around]:
    """The lexicon that comes with the package: every file of its folder in the order of their names."""
    files = sorted(FOLDER.glob("*.yml"))
    entries, around = packaged.kept("lexicon", files, lambda: _gathered(files))
    return tuple(Entry(*each) for each in entries), Around(*around)


def _gathered(files: Iterable[Path]) -> tuple[tuple[tuple, ...], tuple]:
    """The same in plain tuples."""
    read = [_read(path) for path in files]
    around = (
        tuple(word for file in read for word in file.fillers), tuple((ask.block, ask.say) for file in read for ask in file.asks),
        (*(place for file in read for place in file.places), *communes.CITIES, *communes.PROVINCES), tuple(word for file in read for word in file.foreign),
        tuple(word for file in read for word in file.speech), tuple((acts.bits(each.acts), each.say) for file in read for each in file.acts),
        tuple(words for file in read for words in file.conditions))
    return plain(tuple(tuple(entry(saying)) for file in read for saying in file.entries)), plain(around)


@lru_cache(maxsize=1)
def fingerprint() -> str:
    """The digest of the package's lexicon and of the way it is read."""
    files = (Path(__file__), Path(communes.__file__), Path(acts.__file__), *sorted(FOLDER.glob("*.yml")))
    return sha256(b"".join(sha256(file.read_bytes()).digest() for file in files)).hexdigest()


def _read(path: Path) -> Lexicon:
    read = source.read(path, path.name)
    record, problems = judge(Lexicon, read) if read.values is not None else (None, [])
    if faults := [*read.problems, *problems]:
        raise Faulty(_line(faults[0]))
    return record


def _line(problem: Problem) -> str:
    return f"{problem.file}:{problem.line}:{problem.column}: {problem.field} {problem.rule}"


def entry(saying: Saying) -> Entry:
    """A record of the lexicon as the index takes it."""
    return Entry(saying.say, saying.mean, saying.procedures, 100 if saying.weight is None else round(saying.weight * 100), saying.kind,
                 saying.field or "")


def merged(own: Iterable[Entry], over: Iterable[Entry]) -> tuple[Entry, ...]:
    """The entries of the package with those of a catalogue: what the catalogue says of a saying stands alone."""
    over = tuple(over)
    said = {key(words) for each in over for words in each.say}
    kept = (each if said.isdisjoint(map(key, each.say)) else each._replace(say=tuple(words for words in each.say if key(words) not in said)) for each in own)
    return (*over, *(each for each in kept if each.say)) if said else tuple(own)


def key(words: str) -> str:
    """What makes two sayings one: their letters with their marks, whatever the case and the blanks."""
    return " ".join(words.casefold().split())


# A phrase of so many syllables or more may be found with others between its own; a shorter one must stand together, or it is another thing.
_LONG = 8


class Known:
    """The words of a catalogue's procedures: whether a phrase can lead anywhere in it."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts: list[str] = []
        self._holders: dict[str, set[int]] = {}
        for number, text in enumerate(dict.fromkeys(texts)):
            spoken = syllables(text)
            self._texts.append(f" {' '.join(spoken)} ")
            for syllable in spoken:
                if (holders := self._holders.get(syllable)) is None:
                    holders = self._holders[syllable] = set()
                holders.add(number)

    def holds(self, phrase: str) -> bool:
        """Whether a text has the phrase, in one piece if it is short."""
        wanted = syllables(phrase)
        holders = [self._holders.get(syllable) for syllable in wanted]
        if not holders or None in holders:
            return False
        together = set.intersection(*holders)
        return bool(together) and (len(wanted) >= _LONG or any(f" {' '.join(wanted)} " in self._texts[number] for number in together))


    def misleads(self, phrase: str) -> bool:
        """Whether texts have every syllable of the phrase, and none the phrase: a search by syllables would find what is not meant."""
        return all(syllable in self._holders for syllable in syllables(phrase)) and not self.holds(phrase)


_SYLLABLE = re.compile(r"[^\W_]+")


@lru_cache(1 << 16)
def syllables(text: str) -> tuple[str, ...]:
    """The folded syllables of a text."""
    return tuple(_SYLLABLE.findall(fold(text)))


class Compiled(NamedTuple):
    """A lexicon for one catalogue: entries that lead somewhere in it, with the numbers of the procedures that they name and of the fields
    that they hold in; sayings that lead nowhere."""

    entries: tuple[tuple[Entry, tuple[int, ...], tuple[int, ...]], ...]
    absent: tuple[str, ...]


def compiled(entries: Iterable[Entry], known: Known, codes: Mapping[str, int], fields: Iterable[str]) -> Compiled:
    """The lexicon as far as it leads anywhere in a catalogue; `fields` are the names of its fields of work."""
    named_fields = [f" {' '.join(syllables(name))} " for name in fields]
    leading: list[tuple[Entry, tuple[int, ...], tuple[int, ...]]] = []
    absent: list[str] = []
    for each in entries:
        mean = tuple(phrase for phrase in each.mean if known.holds(phrase))
        named = tuple(codes[code] for code in each.procedures if code in codes)
        wanted = f" {' '.join(syllables(each.field))} "
        within = tuple(number for number, name in enumerate(named_fields) if each.field and wanted in name)
        if (mean or named) and (within or not each.field):
            leading.append((each._replace(mean=mean), named, within))
        else:
            absent += filter(known.misleads, each.say)
    return Compiled(tuple(leading), tuple(absent))


def conflicts(entries: Iterable[Entry]) -> Iterator[tuple[str, Entry, Entry]]:
    """Each saying that two entries claim, with both of them."""
    first: dict[str, Entry] = {}
    for each in entries:
        for words in each.say:
            before = first.setdefault(key(words), each)
            if before is not each:
                yield words, before, each


def circles(entries: Iterable[Entry]) -> Iterator[tuple[str, ...]]:
    """Each way from a saying through what it means back to itself, begun at its smallest saying."""
    leads: dict[str, tuple[str, ...]] = {}
    for each in entries:
        for words in each.say:
            leads[key(words)] = (*leads.get(key(words), ()), *map(key, each.mean))
    for start in sorted(leads):
        walks = [(start,)]
        while walks:
            walk = walks.pop()
            for step in leads.get(walk[-1], ()):
                if step == start:
                    yield (*walk, start)
                elif step > start and step in leads and step not in walk:
                    walks.append((*walk, step))
