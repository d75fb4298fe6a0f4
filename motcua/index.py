"""Procedures in the groups in which lists show them: by department, by field, by first letter."""
from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from motcua.model.views import Card, Summary, Words
from motcua.resolve import GONE, is_listed, is_published, state_on, summary
from motcua.say import Said, capital, paired
from motcua.text import fold, sort_key

NO_LETTER = "0–9"
_NAMES = 1 << 15
"""So many names stay at hand: every list of a build, in either language, asks for the same ones."""


class Share(NamedTuple):
    """What a department has a share in: what it settles, what it only takes part in, what is among officials."""

    settles: tuple[Summary, ...] = ()
    joins: tuple[Summary, ...] = ()
    internal: tuple[Summary, ...] = ()


class Group(NamedTuple):
    """Procedures under one heading; `name` is empty where the heading has none."""

    id: str
    name: Words
    procedures: tuple[Summary, ...]


class Letter(NamedTuple):
    """Procedures whose names begin with one letter of the alphabet, whatever its tone; `id` is that letter in ASCII."""

    letter: str
    id: str
    procedures: tuple[Summary, ...]


@dataclass(frozen=True)
class Index:
    """Every procedure that lists show on one day: the public's, the officials' own, and each department's share."""

    public: tuple[Summary, ...]
    internal: tuple[Summary, ...]
    shares: Mapping[str, Share]
    field_of: Mapping[str, str]

    def share(self, department: str) -> Share:
        """The share of a department, an empty one where it has none."""
        return self.shares.get(department, Share())

    def by_field(self, procedures: Iterable[Summary], names: Mapping[str, Words]) -> tuple[Group, ...]:
        """The procedures under their fields, in the order of the fields' ids."""
        found: dict[str, list[Summary]] = {}
        for each in procedures:
            found.setdefault(self.field_of[each.code], []).append(each)
        return tuple(Group(field, names.get(field, ()), tuple(found[field])) for field in sorted(found))


def index_of(cards: Iterable[Card], on: str, *, drafts: bool = False) -> Index:
    """The index on the ISO date `on`: what is abolished or replaced is in no list, a draft only when asked for."""
    public: list[Summary] = []
    internal: list[Summary] = []
    shares: dict[str, dict[str, list[Summary]]] = {}
    fields: dict[str, str] = {}
    for card in sorted(cards, key=attrgetter("code")):
        state = state_on(card, on)
        if state in GONE or not is_published(state, drafts):
            continue
        shown, is_public = summary(card, state), is_listed(card, state)
        (public if is_public else internal).append(shown)
        fields[card.code] = card.field
        for department in dict.fromkeys((*card.executing, *card.targets.get("department", ()))):
            kind = "internal" if not is_public else "settles" if department in card.executing else "joins"
            shares.setdefault(department, {}).setdefault(kind, []).append(shown)
    held = {department: Share(**{kind: tuple(found) for kind, found in kinds.items()}) for department, kinds in shares.items()}
    return Index(tuple(public), tuple(internal), held, fields)


def without_lead(words: str) -> str:
    """A name without the words "Thủ tục" before it, begun with a large letter."""
    lead = _LEAD.match(words)
    rest = words[lead.end():] if lead else words
    return rest[:1].upper() + rest[1:]


_LEAD = re.compile(r"thủ tục[:\s]+(?=\w)", re.IGNORECASE)


@lru_cache(_NAMES)
def shown_name(procedure: Summary, language: str) -> Said:
    """The name under which lists show and sort a procedure: in people's words, without a leading "Thủ tục"."""
    name = paired(procedure.short_name or procedure.name, language)
    (words, written_in), *rest = name.pieces
    lead = _LEAD.match(words)
    return capital(Said(((words[lead.end() :], written_in), *rest))) if lead else name


def in_order(procedures: Iterable[Summary], language: str) -> tuple[Summary, ...]:
    """The procedures as a dictionary sorts their names; of equal names the smaller code comes first."""
    return tuple(sorted(procedures, key=lambda each: (_order(str(shown_name(each, language))), each.code)))


_order = lru_cache(_NAMES)(sort_key)


_QUALIFIER = re.compile(r"\s*\([^()]*\)\s*$")


def namesakes(procedures: Iterable[Summary], language: str) -> frozenset[str]:
    """The codes of those whose name another one in the list bears too, whatever the marks and a last remark in brackets."""
    bases = {each.code: _base(str(shown_name(each, language))) for each in procedures}
    borne = Counter(bases.values())
    return frozenset(code for code, base in bases.items() if borne[base] > 1)


@lru_cache(_NAMES)
def _base(name: str) -> str:
    return " ".join(fold(_QUALIFIER.sub("", name)).split())


# What a Vietnamese keyboard makes each letter from.
_TYPED = {"Ă": "aw", "Â": "aa", "Đ": "dd", "Ê": "ee", "Ô": "oo", "Ơ": "ow", "Ư": "uw"}
_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"))


@lru_cache(_NAMES)
def letter_of(name: str) -> str:
    """The letter of the alphabet that a name begins with, large and without its tone; `0–9` where it begins with none."""
    first = next((sign for sign in name if sign.isalnum()), "")
    plain = unicodedata.normalize("NFC", unicodedata.normalize("NFD", first).translate(_TONES)).upper()
    return plain if plain.isalpha() else NO_LETTER


def letter_id(letter: str) -> str:
    """The letter in ASCII, as an address names it: `dd` for Đ, `so` for what begins with a number."""
    if letter == NO_LETTER:
        return "so"
    return _TYPED.get(letter) or (letter.lower() if letter.isascii() else f"u{ord(letter[0]):x}")


def by_letter(procedures: Iterable[Summary], language: str) -> tuple[Letter, ...]:
    """The procedures under the letters with which their names begin, in the order of the alphabet."""
    found: dict[str, list[Summary]] = {}
    for each in in_order(procedures, language):
        found.setdefault(letter_of(str(shown_name(each, language))), []).append(each)
    return tuple(Letter(letter, letter_id(letter), tuple(found[letter])) for letter in sorted(found, key=sort_key))
