"""Cleans the words of a portal record: what is invisible goes, what a person wrote stays, line by line."""
from __future__ import annotations

import re
import unicodedata

from motcua.characters import without_refused
from motcua.text import fold

_IMAGE = re.compile(r"<img\b[^>]*>|!\[[^\]\n]*\]\(\s*data:[^)]*\)|data:image/[\w.+-]+;base64,[A-Za-z0-9+/=]+", re.IGNORECASE)
_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029\x0b\x0c\x85]")
# Word's bullets live in the private-use area: at the start of a line such a glyph is a list mark, anywhere else it is lost.
_BULLET = re.compile("^([ \t\u00a0]*)[\ue000-\uf8ff]+(?=\\s*\\S)", re.MULTILINE)
_BLANKS = re.compile("[\t \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_LEADING_COMMAS = re.compile(r"\A[,;\s]+")
_SAYS_NOTHING = frozenset(map(fold, (
    "", "không có thông tin", "không có", "không", "chưa có thông tin", "không quy định", "chưa quy định",
)))
_AROUND = " \n.:;,-–*+()?"


def prose(raw: object) -> str:
    """Words with their lines: NFC, each line trimmed, at most one empty line in a row; `""` for anything that is no text."""
    if not isinstance(raw, str):
        return ""
    text = _BULLET.sub(r"\1- ", _LINE_ENDS.sub("\n", _IMAGE.sub("", raw)))
    text = unicodedata.normalize("NFC", without_refused(_BLANKS.sub(" ", text)))
    lines: list[str] = []
    for line in (line.strip() for line in text.split("\n")):
        if line or (lines and lines[-1]):
            lines.append(line)
    return _LEADING_COMMAS.sub("", "\n".join(lines).strip())


def line(raw: object) -> str:
    """Words on one line."""
    return " ".join(prose(raw).split())


def says_something(words: str) -> bool:
    """Whether words are more than one of the portal's ways of leaving a field empty."""
    return bool(words) and fold(words).strip(_AROUND) not in _SAYS_NOTHING


def stated(raw: object) -> str:
    """Cleaned prose, or nothing where the portal says that it has nothing to say."""
    words = prose(raw)
    return words if says_something(words) else ""


def has_image(raw: object) -> bool:
    """Whether a picture sits inside the text."""
    return isinstance(raw, str) and _IMAGE.search(raw) is not None


def has_hidden(raw: object) -> bool:
    """Whether a text holds characters that nobody can see."""
    return isinstance(raw, str) and without_refused(raw.replace("\r", "")) != raw.replace("\r", "")
