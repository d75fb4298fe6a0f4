"""Which characters a text may hold: none that is invisible, that acts on a terminal, or that turns the order of reading."""
from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

# Written out, not computed: what a catalogue may hold must not change with the Unicode tables of a Python release.
# Cc (but tab and line feed), Cf, Co, Cs, Zl, Zp, the non-characters, the letters and marks that show nothing, U+FFFC and
# U+FFFD, which stand where an object or a character was lost.
# The two emoji selectors U+FE0E and U+FE0F stay: they come with pasted symbols and change only their look.
_LOW_RANGES = (
    r"\x00-\x08\x0b-\x1f\x7f-\x9f\xad"
    r"\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    r"\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164"
    r"\ud800-\uf8ff\ufdd0-\ufdef\ufe00-\ufe0d\ufeff\uffa0\ufff0-\uffff"
)
_HIGH_RANGES = (
    r"\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    r"\U0001fffe\U0001ffff\U0002fffe\U0002ffff\U0003fffe\U0003ffff\U0004fffe\U0004ffff\U0005fffe\U0005ffff"
    r"\U0006fffe\U0006ffff\U0007fffe\U0007ffff\U0008fffe\U0008ffff\U0009fffe\U0009ffff\U000afffe\U000affff"
    r"\U000bfffe\U000bffff\U000cfffe\U000cffff\U000dfffe\U000dffff\U000e0000-\U000e0fff\U000efffe-\U0010ffff"
)
_REFUSED = re.compile(f"[{_LOW_RANGES}{_HIGH_RANGES}]")
# Ten times quicker, because the many high ranges are tried one by one: any high character is looked at again.
_SUSPECT = re.compile(rf"[{_LOW_RANGES}\U00010000-\U0010ffff]")
_KINDS = {"Cc": "character_is_not_a_control", "Co": "character_is_public", "Cn": "character_is_public",
          "Cs": "character_is_whole", "Zl": "character_is_not_a_control", "Zp": "character_is_not_a_control"}
_TURNS_READING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def refused_in(text: str) -> Iterator[re.Match[str]]:
    """Each refused character of a text, in order."""
    return _REFUSED.finditer(text)


def is_clean(text: str) -> bool:
    """Whether a text holds no refused character."""
    return _SUSPECT.search(text) is None or _REFUSED.search(text) is None


def without_refused(text: str, instead: str = "") -> str:
    """A text with each refused character taken out, or replaced."""
    return _REFUSED.sub(instead, text)


def rule_against(character: str) -> str:
    """The name of the rule that a refused character breaks."""
    if character == "\ufffd":
        return "character_is_whole"
    if _TURNS_READING.match(character):
        return "text_reads_in_one_direction"
    return _KINDS.get(unicodedata.category(character), "character_is_visible")


def name_of(character: str) -> str:
    """A character by its number and, where it has one, its Unicode name."""
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".rstrip()
