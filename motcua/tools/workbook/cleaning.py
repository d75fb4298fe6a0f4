"""Cleans text pasted from elsewhere of what Word and web pages leave in it, and remembers each cell that was cleaned."""
from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from typing import NamedTuple

# No break, thin and wide spaces; what shows nothing; the bullets of Word, which its symbol fonts keep among private characters.
_BLANKS = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_BULLET = re.compile("^([ ]*)[\u00b7\u2022\u2023\u25aa\u25cf\u25e6\u2043\uf0a7\uf0b7\uf0d8\uf0fc][ ]*", re.MULTILINE)
_BREAKS = re.compile("\r\n|[\r\v\f\u0085\u2028\u2029]")
_ENDS = re.compile("[ ]+$", re.MULTILINE)
_MANY = re.compile("(?<=[^ \n])[ ]{2,}")
_CURLY = str.maketrans("“”„‟‘’‚‛", "\"\"\"\"''''")
_SHOWN = 60


class Cleaned(NamedTuple):
    """A cell that was cleaned: its place, what it held and what is taken, both shown so that what cannot be seen is seen."""

    cell: str
    before: str
    after: str


def clean(text: str, *, is_straight: bool = False) -> str:
    """A text as it would have been typed; with `is_straight`, as a name or an address, in which no curly quote can stand."""
    text = _BREAKS.sub("\n", unicodedata.normalize("NFC", text))
    text = _BULLET.sub(r"\1- ", _UNSEEN.sub("", _BLANKS.sub(" ", text)))
    text = _MANY.sub(" ", _ENDS.sub("", text))
    return text.translate(_CURLY).strip("\"' ") if is_straight else text


def cleaned(text: str, known: Collection[str], *, is_straight: bool = False) -> str:
    """The text, each line of it cleaned that the catalogue does not hold already."""
    if text in known:
        return text
    return "\n".join(line if line in known else clean(line, is_straight=is_straight) for line in _BREAKS.sub("\n", text).split("\n")).strip("\n ")


def noted(cell: str, before: str, after: str) -> Cleaned:
    """What is told of a cell: both texts from shortly before they differ."""
    before = before.replace("\r\n", "\n")
    start = next((n for n, (one, other) in enumerate(zip(before, after, strict=False)) if one != other), min(len(before), len(after)))
    first = max(start - 12, 0)
    return Cleaned(cell, _shown(before[first:]), _shown(after[first:]))


def _shown(text: str) -> str:
    cut = text[:_SHOWN] + ("…" if len(text) > _SHOWN else "")
    return "".join("↵" if sign == "\n" else sign if _is_seen(sign) else f"[U+{ord(sign):04X}]" for sign in cut)


def _is_seen(sign: str) -> bool:
    return sign == " " or (sign.isprintable() and not unicodedata.combining(sign))
