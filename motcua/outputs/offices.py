"""The list of communes for the tool that finds one's counter: a file of a fixed name in each language, names by letter, counters by the dozen."""
from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from motcua import json_text, urls
from motcua.communes import KINDS, bare_name, heirs, ids
from motcua.interface import Words
from motcua.model.views import DepartmentView
from motcua.offers.counters import Held, counters, of_department
from motcua.offers.offer import spoken
from motcua.outputs.artifact import Artifact, digest
from motcua.say import Said, capital, paired
from motcua.text import sort_key, unmarked

VERSION = 1
"""The format; the script refuses another one."""
# So many counters come with the one that is chosen; so many names come at once where they are not more.
_COMMUNES, _NAMES = 24, 1200


class Commune(NamedTuple):
    """A commune with its counters, under the name that stands in addresses."""

    id: str
    name: Said
    formerly: tuple[str, ...]
    held: tuple[Held, ...]


class Name(NamedTuple):
    """What somebody may type: a commune, or an old name with the numbers of what it became."""

    text: str
    now: tuple[int, ...]
    is_old: bool


def artifacts(departments: Sequence[DepartmentView], words: Words) -> Iterator[Artifact]:
    """The scripts of one language; none where no counter serves a commune."""
    held = [each for department in departments for each in of_department(department) if each.office.commune]
    if not held:
        return
    communes, shards = _communes(held, words), []
    for start in range(0, len(communes), _COMMUNES):
        shards.append(_shard("counters", counters_js, tuple(communes[start : start + _COMMUNES]), words))
    letters = {letter: _shard("names", names_js, tuple(names), words) for letter, names in _by_letter(_names(communes, words))}
    yield from shards
    yield from letters.values()
    yield Artifact(urls.communes(words.language), current_js, (
        tuple((letter, _file(each)) for letter, each in letters.items()), tuple(map(_file, shards)), len(communes)))


def _communes(held: Iterable[Held], words: Words) -> list[Commune]:
    """The communes in the order of the alphabet; those of one name are one, told apart by their addresses."""
    of: dict[str, list[Held]] = {}
    for each in held:
        of.setdefault(each.office.commune[0][1], []).append(each)
    names, found = ids(of), []
    for vi, own in of.items():
        formerly = tuple(dict.fromkeys(name for each in own for name in each.office.formerly))
        found.append(Commune(names[vi], paired(own[0].office.commune, words.language), formerly, tuple(own)))
    return sorted(found, key=lambda each: (sort_key(bare_name(str(each.name))), sort_key(str(each.name)), each.id))


def _names(communes: Sequence[Commune], words: Words) -> Iterator[Name]:
    for number, each in enumerate(communes):
        yield Name(str(each.name), (number,), False)
    for heir in heirs((str(number), each.formerly) for number, each in enumerate(communes)):
        yield Name(str(capital(heir.formerly)), tuple(map(int, heir.now)), True)


def _by_letter(names: Iterable[Name]) -> Iterator[tuple[str, list[Name]]]:
    """The names by the first letter that is typed of them, without mark and kind; all at once where they are few."""
    held = sorted(names, key=lambda each: (first_letter(each.text), each.is_old, sort_key(bare_name(each.text)), sort_key(each.text)))
    if len(held) <= _NAMES:
        yield "", sorted(held, key=lambda each: (each.is_old, sort_key(bare_name(each.text)), sort_key(each.text)))
        return
    for letter, own in groupby(held, lambda each: first_letter(each.text)):
        yield letter, list(own)


def first_letter(name: str) -> str:
    """The small letter under which a name is looked up, `0` for what begins with none."""
    first = unmarked(bare_name(name))[:1]
    return first if "a" <= first <= "z" else "0"


def _shard(kind: str, make: Any, given: tuple, words: Words) -> Artifact:
    inputs = (given, words)
    return Artifact(f"{urls.COMMUNES}{kind}-{digest((_source(), inputs))[:12]}.js", make, inputs)


def _file(shard: Artifact) -> str:
    """Its name beside the file that names it."""
    return shard.path.removeprefix(urls.COMMUNES)


@lru_cache(maxsize=1)
def _source() -> str:
    """The digest of this module: another way of writing shards gives them other names."""
    return sha256(Path(__file__).read_bytes()).hexdigest()


def names_js(inputs: tuple[tuple[Name, ...], Words]) -> bytes:
    """The names, with the number of the commune that each means, or the numbers; the old ones begin at `old`."""
    names, _ = inputs
    old = next((place for place, each in enumerate(names) if each.is_old), len(names))
    return _script({"names": "\n".join(each.text for each in names), "old": old, "now": [each.now if each.is_old and len(each.now) > 1 else each.now[0] for each in names]})


def counters_js(inputs: tuple[tuple[Commune, ...], Words]) -> bytes:
    """Some communes in their order, each with how many of the counters are its own."""
    communes, words = inputs
    told = [[each.id, spoken(each.name), each.formerly, len(each.held)] for each in communes]
    return _script({"communes": told} | counters([held for each in communes for held in each.held], words))


def current_js(inputs: tuple[tuple[tuple[str, str], ...], tuple[str, ...], int]) -> bytes:
    """The one file of a fixed name: which file holds the names of a letter, which the counters of each so many communes."""
    letters, shards, count = inputs
    kinds = [unmarked(kind) for kind in KINDS]
    return _script({"version": VERSION, "names": dict(letters), "counters": shards, "size": _COMMUNES, "count": count, "kinds": kinds})


def _script(value: Any) -> bytes:
    """A value that the tool is handed by a script element, which pages on a disk can load too."""
    return f"motcua.communes({json_text.inline(value)});\n".encode()
