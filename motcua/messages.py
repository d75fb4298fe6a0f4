"""The sentence of every rule, in each language."""
from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from string import Formatter

from motcua import packaged, source
from motcua.parse_cache import plain
from motcua.text import LANGUAGES, SOURCE_LANGUAGE

FOLDER = Path(__file__).with_suffix("")
# Sentences that put a report together, and are no rules.
_OF_REPORTS = ("problem_is_a_warning", "problem_shows_what_was_found", "problems_are_counted", "warnings_not_shown")


class _Blanks(Formatter):
    """Fills blanks; one with words behind a colon, such as `{nearest:, ví dụ }`, puts them before its value, and without a value is nothing."""

    def format_field(self, value: object, words: str) -> str:
        return f"{words}{value}" if value != "" else ""


class Messages:
    """The sentences in `<language>.yml` of a folder, read when the first is asked for."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self.folder = folder

    def sentence(self, rule: str, language: str, /, **values: object) -> str:
        """What the rule asks for, its blanks filled; `KeyError` for a rule or a blank without words, which is a programming error."""
        return _Blanks().vformat(self.sentences[language][rule], (), values)

    def in_general(self, rule: str, language: str, /, **values: object) -> str:
        """What the rule asks for where nothing was found yet: blanks with words of their own are left out, the others need a value."""
        unsaid = {name: "" for _, name, words, _ in _Blanks().parse(self.sentences[language][rule]) if words}
        return self.sentence(rule, language, **unsaid | values)

    def rules(self) -> tuple[str, ...]:
        """The names of all rules."""
        return tuple(rule for rule in self.sentences[SOURCE_LANGUAGE] if rule not in _OF_REPORTS)

    @cached_property
    def sentences(self) -> Mapping[str, Mapping[str, str]]:
        """Every sentence by language and rule."""
        return {language: self._read(self.folder / f"{language}.yml") for language in LANGUAGES}

    def _read(self, path: Path) -> dict[str, str]:
        if self.folder == FOLDER:
            return packaged.kept(path.stem, [path], lambda: _said(path))
        return _said(path)


def _said(path: Path) -> dict[str, str]:
    read = source.read(path, path.name)
    if read.problems:
        raise ValueError(read.problems)
    return plain(read.values)
