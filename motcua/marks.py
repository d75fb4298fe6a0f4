"""Recognises the list mark that opens a line of plain text: Bước 1, a), (i), 1.2., -, +, *."""

import re
from typing import NamedTuple

_NUMBER = r"\d{1,2}(?:\.\d{1,2})*"
_BULLET = "[-–—−•●○▪■◦‣+*]"
_ITEM = re.compile(
    rf"""
    (?P<bullet> (?:[.;,]\s*)? {_BULLET}{{1,3}} (?!{_BULLET}) \)? | \({_BULLET}{{1,3}}\) )
    | (?P<label>
        \( (?:{_NUMBER} | [a-zđ]\d? | [ivx]{{2,5}} | [A-G] | [IVX]{{1,5}}) \)
      | (?:{_NUMBER} | [a-zđ](?:\.?{_NUMBER})? | [ivx]{{2,5}} | [A-G] | [IVX]{{1,5}}) (?:\)\.? | [./](?!\d))
      | \d{{1,2}} (?:\.\d{{1,2}})+ (?=\s)
      | \d{{1,2}} - (?=\s)
      )
    """,
    re.VERBOSE,
)
_STEP = re.compile(rf"\s*(?:[Bb]ước|BƯỚC)\s+({_NUMBER})(?!\w)(\s*[:.)/](?!\d)|\s+[-–](?=\s))?")
_REFERS = re.compile(r"\b(?:điểm|khoản|điều|mục|số|mẫu|chương|phần)$", re.IGNORECASE)
# f, j, w and z number no point of a Vietnamese law, and đ is often forgotten: two letters may lie one apart.
_LETTERS = "abcdđefghijklmnopqrstuvwxyz"
_ROMAN = {"i": 1, "v": 5, "x": 10}
BULLETED = (("bullet", 0),)
_SAME_BULLET = str.maketrans("–—−●", "---•", ".;, \t")


class Mark(NamedTuple):
    """A mark as it is written, the words after it, and what lists it may belong to."""

    written: str
    rest: str
    readings: tuple[tuple[str, int], ...]  # (family, place in its sequence), the likeliest first
    style: str
    is_step: bool = False


def opening(line: str, before: str) -> Mark | None:
    """The mark that opens `line`, which follows the words `before` (empty when nothing unfinished stands there)."""
    item = _ITEM.match(line)
    step = _STEP.match(line, item.end() if item else 0)
    if step and (step[2] or _opens_sentence(line[step.end():]) or not is_unfinished(before)):
        readings = _readings(item["label"]) if item and item["label"] else (("step", int(step[1].split(".")[0])),)
        return Mark(one_line(line[: step.end()]), line[step.end():], readings, _style(item), True)
    if not item:
        return None
    rest = line[item.end():]
    if item["bullet"]:
        if item["bullet"] == "+" and rest[:1].isdigit():  # a telephone number
            return None
        bullet = item["bullet"].translate(_SAME_BULLET)
        return Mark(one_line(item["bullet"]), rest, BULLETED, bullet)
    if not _numbers_an_item(item["label"], rest) or _REFERS.search(before[-8:]):
        return None
    return Mark(item["label"], rest, _readings(item["label"]), _style(item))


def _numbers_an_item(label: str, rest: str) -> bool:
    """Tells `1. Đơn` and `a) đơn` from a quantity `(01) bộ`, a decimal `1.5 lần`, an abbreviation and a fraction."""
    if label[0] == "(":
        return label[1] != "0"
    if label[-1] == ")" or ")." in label:
        return True
    word = rest.lstrip()
    is_glued = bool(word) and word is rest
    if label[-1] == "." and not is_glued and label[0].isdigit():
        return True
    if not word:
        return label[-1] == "."
    return _opens_sentence(word) and (not is_glued or word[:2].isalpha())


def _opens_sentence(rest: str) -> bool:
    word = rest.lstrip(" \t\xa0“\"'(")
    return not word or word[0].isupper()


def _style(item: re.Match[str] | None) -> str:
    """The sign that sets a label apart: `(` of (a), `)` of a) and a)., `.` of a., nothing for a step of its own."""
    label = item["label"] if item else None
    if not label:
        return ""
    return "(" if label[0] == "(" else ")" if ")" in label else label[-1]


def _readings(label: str) -> tuple[tuple[str, int], ...]:
    """`c.2)` is point 2 of its own kind of list; `i)` may be one in roman numbers or the letter after h."""
    letters = label.strip("().-/0123456789")
    if numbers := re.findall(r"\d+", label):
        return ((f"{'letter' if letters else ''}{'.' * (len(numbers) - 1)}number", int(numbers[-1])),)
    low = letters.lower()
    case = "" if letters == low else "upper "
    letter = (f"{case}letter", _LETTERS.find(low) + 1)
    if not set(low) <= _ROMAN.keys():
        return (letter,)
    roman = (f"{case}roman", _roman(low))
    if case or len(low) > 1:
        return (roman,)
    return (roman, letter) if low == "i" else (letter, roman)


def _roman(letters: str) -> int:
    values = [_ROMAN[letter] for letter in letters]
    return sum(-a if a < b else a for a, b in zip(values, values[1:] + [0], strict=True))


def one_line(text: str) -> str:
    return " ".join(text.split())


def is_unfinished(line: str) -> bool:
    return bool(line) and line.rstrip("”\"')]»")[-1:] not in tuple(".;:!?…")
