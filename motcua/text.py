"""Words: a phrase in each language, folding and sorting Vietnamese, numbers and dates as each language writes them."""
from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from motcua.refusal import Refused

LANGUAGES = ("vi", "en")
SOURCE_LANGUAGE = "vi"
# Languages of citizens for whom the interface has no words: they speak in the summary box. ISO 639 codes, with their own names' order.
SUMMARY_LANGUAGES = ("km", "hmn", "cjm", "tyz", "nut", "mtq", "jra", "rad", "bdq", "sed", "lo", "zh", "ko", "ja", "fr", "ru")


class Plain(str):
    """An unquoted scalar that YAML 1.1 or 1.2 would read as another type than text."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Text:
    """A phrase in each language; Vietnamese is always there, the empty string means untranslated, `more` are (language, words)."""

    vi: str
    en: str = ""
    more: tuple[tuple[str, str], ...] = ()

    def items(self) -> Iterator[tuple[str, str]]:
        """Each language that has words, with its words."""
        yield "vi", self.vi
        if self.en:
            yield "en", self.en
        yield from self.more

    def words(self, language: str) -> str:
        """The words in one language, empty where it has none."""
        if language == "vi":
            return self.vi
        return self.en if language == "en" else dict(self.more).get(language, "")

    @classmethod
    def of(cls, words: Mapping[str, str]) -> Text:
        """The phrase of a mapping of languages."""
        english = words.get("en", "")
        more = () if len(words) == 1 + bool(english) else tuple((key, words[key]) for key in SUMMARY_LANGUAGES if key in words)
        return cls(words["vi"], english, more)

    def as_json(self) -> dict[str, str]:
        """The phrase as a mapping of its languages."""
        return dict(self.items())


def read_words(value: object) -> str:
    """One text of an author, without the white space around it; `Refused` when it is empty or YAML would not read it as text."""
    if isinstance(value, Plain):
        raise Refused("value_is_written" if value.lower() in ("~", "null") else "quote_this_text")
    if not isinstance(value, str):
        raise Refused("value_is_text")
    if words := value.strip():
        return words
    raise Refused("value_is_written")


def read_text(value: object) -> Text:
    """A phrase from a string (Vietnamese) or from a mapping of languages."""
    if isinstance(value, Text):
        return value
    if not isinstance(value, Mapping):
        return Text(read_words(value))
    for language in value:
        if language not in LANGUAGES and language not in SUMMARY_LANGUAGES:
            raise Refused("language_is_known", language=language, known=", ".join((*LANGUAGES, *SUMMARY_LANGUAGES)))
    if SOURCE_LANGUAGE not in value:
        raise Refused("text_is_in_the_first_language", language=SOURCE_LANGUAGE)
    return Text.of({language: read_words(words) for language, words in value.items()})


def choose(text: Text, language: str) -> tuple[str, str]:
    """The words for a reader of `language`, and the language that they are in."""
    words = text.words(language)
    return (words, language) if words else (text.vi, SOURCE_LANGUAGE)


_IS_ONE_VOWEL = re.compile(r"\b(qu|[bcdghklmnpqrstvx]{1,3})y\b")
_NOT_IN_ADDRESSES = re.compile(r"[^a-z0-9]+")


class _Unmarked(dict):
    """Each letter without its marks, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        parts = unicodedata.normalize("NFD", "d" if code == ord("đ") else chr(code))
        self[code] = unicodedata.normalize("NFC", "".join(part for part in parts if unicodedata.category(part) != "Mn"))
        return self[code]


_UNMARKED = _Unmarked()


def unmarked(words: str) -> str:
    """Words in small letters without marks; đ becomes d, which no Unicode decomposition does."""
    small = words.lower()
    if small.isascii():
        return small
    return unicodedata.normalize("NFC", small).translate(_UNMARKED)


def fold(words: str) -> str:
    """Words as a search compares them: unmarked, and y as i where Vietnamese writes both (kỹ = kĩ, quý = quí, not thuỷ or hay)."""
    return _IS_ONE_VOWEL.sub(r"\1i", unmarked(words))


def slug(words: str, limit: int = 80) -> str:
    """Words as a part of an address: `a-z`, `0-9` and single hyphens inside, cut between words; empty when no letter is left."""
    whole = _NOT_IN_ADDRESSES.sub("-", unmarked(words)).strip("-")
    if len(whole) <= limit:
        return whole
    cut = whole[: limit + 1].rpartition("-")[0]
    return cut or whole[:limit]


_BLANK, _SIGN, _NUMBER, _FOREIGN = "\x01", "\x02", "\x03", "\u3000"
_TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
_ALPHABET = {
    unicodedata.normalize("NFC", letter + mark): (chr(0x100 + rank), str(tone))
    for rank, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz") for tone, mark in enumerate(_TONES)
    if len(unicodedata.normalize("NFC", letter + mark)) == 1
}
_DIGITS = re.compile("[0-9]+")
_BLANKS = re.compile(r"[\s_]+")


class _Ranks(dict):
    """What each sign sorts as, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        if sign in _ALPHABET:
            found = _ALPHABET[sign][0]
        elif sign.isalpha():
            found = _FOREIGN + sign
        else:
            found = _BLANK if sign == " " else sign if sign == _NUMBER or sign.isdigit() else _SIGN + sign
        self[code] = found
        return found


class _WordTones(dict):
    """The tone that each letter bears, a blank for what parts words."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        tone = _ALPHABET[sign][1] if sign in _ALPHABET else "0" if sign.isalnum() else " "
        self[code] = "" if tone == "0" else tone
        return self[code]


_RANKS, _WORD_TONES = _Ranks(), _WordTones()


def sort_key(words: str) -> tuple[str, tuple[str, ...], str]:
    """The key under which Vietnamese words sort as a dictionary does.

    Blanks and signs, then numbers by their value, then a ă â b c d đ e ê …; where all letters are equal the tones decide, word by
    word: none, huyền, hỏi, ngã, sắc, nặng; then small letters come before large ones.
    """
    small = _BLANKS.sub(" ", unicodedata.normalize("NFC", words).lower())
    tones = tuple(tone or "0" for tone in small.translate(_WORD_TONES).split(" "))
    numbered = _DIGITS.sub(_by_value, small) if any(map(str.isdigit, small)) else small
    return numbered.translate(_RANKS), tones, words.swapcase()


def _by_value(digits: re.Match[str]) -> str:
    value = digits[0].lstrip("0")
    return f"{_NUMBER}{len(value):06}{value}"


def shorten(words: str, limit: int) -> str:
    """Words of at most `limit` characters, cut between two words and ended with … where something is left out."""
    if len(words) <= limit:
        return words
    room = words[: max(limit - 1, 0)]
    if not words[len(room)].isspace():
        room = room.rpartition(" ")[0] or room
    return room.rstrip(" \t\n,;:.–-") + "…"


_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
_AS_VIETNAMESE = str.maketrans(",.", ".,")


def number(value: int | Decimal, language: str) -> str:
    """A number with its thousands apart: `1.234.567,5` in Vietnamese, `1,234,567.5` in English."""
    english = f"{value:,d}" if isinstance(value, int) else f"{value:,f}"
    return english if language == "en" else english.translate(_AS_VIETNAMESE)


def date_text(day: date, language: str) -> str:
    """A day as people write it: `31/12/2026` in Vietnamese, `31 December 2026` in English."""
    if language == "en":
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    return f"{day.day:02}/{day.month:02}/{day.year}"
