"""Recognises the lines that git leaves in a file which two people changed at once."""
from __future__ import annotations

import re

_SIGNS = ("<<<<<<<", "|||||||", "=======", ">>>>>>>")
_MARK = re.compile(r"^(?:(?:<{7}|\|{7}|>{7})(?: .*)?|={7})$", re.MULTILINE)
# Seven signs of equality underline a heading of Markdown.
_MARK_IN_A_PAGE = re.compile(r"^(?:<{7}|>{7}) .*$", re.MULTILINE)


def first_line(text: str, *, is_page: bool = False) -> int:
    """The line, from 1, of the first mark in a text; 0 where there is none."""
    if not any(sign in text for sign in _SIGNS):
        return 0
    found = (_MARK_IN_A_PAGE if is_page else _MARK).search(text)
    return text.count("\n", 0, found.start()) + 1 if found else 0


def without_marks(text: str) -> str:
    """What both sides wrote, one behind the other."""
    return _MARK.sub("", text)
