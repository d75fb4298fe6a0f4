"""A plain text file of a catalogue as pages may show it, and what is wrong with it."""
from __future__ import annotations

import unicodedata
from codecs import BOM_UTF8
from pathlib import Path

from motcua import characters, conflicts
from motcua.open import read_regular
from motcua.problem import Problem
from motcua.refusal import Refused


def read(path: Path, name: str, limit: int) -> tuple[str, list[Problem]]:
    """The text of a file of at most `limit` bytes, with its problems; an empty text when it is refused.

    Every character that a YAML file may not hold is told and taken out, letters are composed.
    """
    try:
        return _cleaned(read_regular(path, limit).removeprefix(BOM_UTF8).decode().replace("\r\n", "\n"), name)
    except Refused as refused:
        return "", [Problem(name, 1, 1, refused.rule, values=refused.values)]
    except UnicodeDecodeError as error:
        return "", [Problem(name, 1, 1, "file_is_utf_8", values={"byte": error.start})]


def _cleaned(text: str, name: str) -> tuple[str, list[Problem]]:
    problems = []
    if line := conflicts.first_line(text, is_page=name.endswith(".md")):
        problems.append(Problem(name, line, 1, "merge_is_finished"))
    for match in characters.refused_in(text):
        line, column = text.count("\n", 0, match.start()) + 1, match.start() - text.rfind("\n", 0, match.start())
        values = {"character": characters.name_of(match[0])}
        problems.append(Problem(name, line, column, characters.rule_against(match[0]), values=values))
    text = characters.without_refused(text)
    if not unicodedata.is_normalized("NFC", text):
        problems.append(Problem(name, 1, 1, "letters_are_composed", severity="warning"))
    return unicodedata.normalize("NFC", text), problems
