"""Legal numbers as they should read: found in words, freed of prefixes, and of the capital that slipped onto a joint circular."""
from __future__ import annotations

import re

from motcua.text import fold
from motcua.tools.portal import cleaning

_NUMBER = re.compile(r"\d+(?:\.\d+)?/\d{4}/[A-ZĐƯ0-9][A-ZĐƯ0-9-]*|\d+/[A-ZĐƯ]{2,}[A-ZĐƯ0-9-]*")
_MISSING_DASH = re.compile(r"(/\d{4}/(?:TT|NĐ|QĐ))(?=B[A-Z]|CP)")
_AGENCIES = frozenset((
    "BTC", "BTP", "BCA", "BQP", "BGTVT", "BXD", "BNNPTNT", "BNN", "BTNMT", "BNV", "BLĐTBXH", "TANDTC", "VKSNDTC", "BNG", "BTTTT", "BKHĐT",
    "BYT", "BCT", "BKHCN", "BVHTTDL", "BGDĐT", "BNNMT", "BKH", "BTM", "NHNN", "TTCP", "UBDT", "VPCP", "BTNMT", "BTS", "BTTUBTWMTTQVN",
))


def number_in(words: object) -> str:
    """The one legal number of words such as "Nghị định số 118/2025/NĐ-CP "; the words themselves when they hold none."""
    said = cleaning.line(words)
    found = _NUMBER.search(said)
    return mended(found[0]) if found else said.strip(" .,;")


def numbers_in(words: str) -> tuple[str, ...]:
    """Each legal number that words name, once, in order."""
    return tuple(dict.fromkeys(mended(found) for found in _NUMBER.findall(words)))


def mended(number: str) -> str:
    """A number with the dash that it lacks, and without the capital too many at the end of a joint circular's last agency."""
    whole = _MISSING_DASH.sub(r"\1-", number.strip("-."))
    head, _, last = whole.rpartition("-")
    is_too_long = "TTLT" in head and last not in _AGENCIES and last[:-1] in _AGENCIES
    return f"{head}-{last[:-1]}" if is_too_long else whole


def title_of(name: object, number: str) -> str:
    """A law's title: the name unless that only repeats the number."""
    said = cleaning.line(name)
    left = fold(said.replace(number, " "))
    return said if len(re.sub(r"\W|\bso\b|nghi dinh|thong tu|lien tich|nghi quyet|quyet dinh|luat|phap lenh", "", left)) > 3 else ""
