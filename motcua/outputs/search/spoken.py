"""The lexicon as the index holds it: what people call things in a word or two apart from what they call them in more, and the words around a need."""
from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache, reduce
from operator import or_
from typing import NamedTuple

from motcua import acts, lexicon
from motcua.lexicon import Entry, Known
from motcua.model.views import Words
from motcua.outputs.search.signs import in_language, listed, numbered, one_line
from motcua.packing import Words as Dictionary, column

# Sayings of so many syllables come with the first answer: nobody has typed more by then, and they are what is said most.
_SHORT = 2


# Entries with the numbers of the procedures that each names and of the fields in which it holds.
Entries = tuple[tuple[Entry, tuple[int, ...], tuple[int, ...]], ...]


class Spoken(NamedTuple):
    """A lexicon in two: entries with a short saying before those without any, and the short sayings of the former apart from the others of all."""

    entries: Entries
    short: tuple[tuple[str, ...], ...]
    long: tuple[tuple[str, ...], ...]
    absent: tuple[str, ...]

    def brief(self) -> tuple[Entries, tuple[tuple[str, ...], ...]]:
        """What `briefly` is given."""
        return self.entries[:len(self.short)], self.short

    def lengthy(self) -> tuple[Entries, tuple[tuple[str, ...], ...], tuple[str, ...]]:
        """What `at_length` is given."""
        return self.entries[len(self.short):], self.long, self.absent


@lru_cache(maxsize=1)
def divided(called: tuple[tuple[str, Words, Words, tuple[str, ...], tuple[str, ...]], ...], fields: tuple[Words, ...], synonyms: tuple[Entry, ...],
             _fingerprint: str) -> Spoken:
    """The lexicon as far as it leads anywhere here."""
    own, _ = lexicon.package()
    known = Known(text for _, name, short, popular, keywords in called for text in (in_language(name, "vi"), in_language(short, "vi"), *popular, *keywords))
    order = {code: number for number, (code, *_) in enumerate(called)}
    held = lexicon.compiled(lexicon.merged(own, synonyms), known, order, [in_language(name, "vi") for name in fields])
    entries = sorted(held.entries, key=lambda each: not any(map(_is_short, each[0].say)))
    said = [tuple(map(one_line, each.say)) for each, *_ in entries]
    short = tuple(each for one in said if (each := tuple(filter(_is_short, one))))
    return Spoken(tuple(entries), short, tuple(tuple(words for words in one if not _is_short(words)) for one in said), tuple(map(one_line, held.absent)))


def _is_short(saying: str) -> bool:
    return len(lexicon.syllables(saying)) <= _SHORT


def briefly(entries: Entries, short: tuple[tuple[str, ...], ...]) -> dict[str, object]:
    """The entries that have a short saying, with these."""
    return _entries(entries, {"say": short})


def at_length(entries: Entries, long: tuple[tuple[str, ...], ...], absent: tuple[str, ...]) -> dict[str, object]:
    """The other sayings of those entries, then the entries that have no short one; sayings that lead nowhere here."""
    return _entries(entries, {"say": long, "absent": [absent]})


def _entries(held: Entries, said: dict[str, Iterable[tuple[str, ...]]]) -> dict[str, object]:
    """Entries with what is said for them: what each means, how surely, which procedures it names and in which fields it holds."""
    texts = {**said, "mean": [tuple(map(one_line, each.mean)) for each, *_ in held]}
    words = Dictionary(texts.values())
    return {
        **words.listed(), **{key: words.packed(records) for key, records in texts.items()},
        "weight": column(each.weight for each, *_ in held), "acts": column(reduce(or_, map(acts.marks, each.mean), 0) for each, *_ in held),
        "procedures": numbered(named for _, named, _ in held),
        "within": numbered(within for *_, within in held),
    }


def around(elsewhere: tuple[tuple[tuple[str, ...], Words, str], ...], communes: tuple[tuple[str, tuple[str, ...]], ...]) -> dict[str, object]:
    """The words around a need, places, and what is answered elsewhere."""
    _, words = lexicon.package()
    return {
        "fillers": listed(words.fillers), "asks": [[block, listed(said)] for block, said in words.asks], "foreign": listed(words.foreign),
        "speech": listed(words.speech), "wants": [[bits, listed(said)] for bits, said in words.acts], "conditions": listed(words.conditions),
        "provinces": listed(words.places),
        "communes": [[name, listed(formerly)] for name, formerly in communes],
        "elsewhere": [[listed(say), dict(answer), url] for say, answer, url in elsewhere],
    }
