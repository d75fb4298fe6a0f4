"""The sentence of every rule and the meaning of every listed word, in each language."""
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
_OF_REPORTS = ("problem_is_a_warning", "problem_shows_what_was_found", "item_of_a_list", "problems_are_counted", "warnings_not_shown")


class _Blanks(Formatter):
    """Fills blanks; one with words behind a colon, such as `{nearest:, ví dụ }`, puts them before its value, and without a value is nothing.

    `{allowed!c}` writes each listed word with its meaning, as in `commune (xã, phường)`; `{language!n}` writes the name of a language.
    """

    def __init__(self, labels: Mapping[str, Mapping[str, str]]) -> None:
        self.labels = labels

    def convert_field(self, value: object, conversion: str | None) -> object:
        if conversion == "n":
            return self.labels["languages"].get(str(value), value)
        return ", ".join(map(self.explained, str(value).split(", "))) if conversion == "c" else super().convert_field(value, conversion)

    def explained(self, word: str) -> str:
        meaning = _small(self.labels["choices"].get(word, "")) or self.labels["languages"].get(word)
        return f"{word} ({meaning})" if meaning and meaning != word.replace("_", " ") else word

    def format_field(self, value: object, words: str) -> str:
        return f"{words}{value}" if value != "" else ""


class Messages:
    """The sentences in `<language>.yml` of a folder, read when the first is asked for."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self.folder = folder

    def sentence(self, rule: str, language: str, /, **values: object) -> str:
        """What the rule asks for, its blanks filled; `KeyError` for a rule or a blank without words, which is a programming error."""
        return _Blanks(self.labels[language]).vformat(self.sentences[language][rule], (), values)

    def says(self, rule: str, language: str, blank: str) -> bool:
        """Whether the rule's sentence has this blank."""
        return any(name == blank for _, name, _, _ in Formatter().parse(self.sentences[language][rule]))

    def in_general(self, rule: str, language: str, /, **values: object) -> str:
        """What the rule asks for where nothing was found yet: blanks with words of their own are left out, the others need a value; `found` is …."""
        unsaid = {name: "" for _, name, words, _ in Formatter().parse(self.sentences[language][rule]) if words}
        return self.sentence(rule, language, **unsaid | {"found": "…"} | values)

    def rules(self) -> tuple[str, ...]:
        """The names of all rules."""
        return tuple(rule for rule in self.sentences[SOURCE_LANGUAGE] if rule not in _OF_REPORTS)

    @cached_property
    def sentences(self) -> Mapping[str, Mapping[str, str]]:
        """Every sentence by language and rule."""
        return {language: self._read(self.folder / f"{language}.yml") for language in LANGUAGES}

    @cached_property
    def labels(self) -> Mapping[str, Mapping[str, Mapping[str, str]]]:
        """What words mean, by language: those of closed lists under `choices`, the names of languages under `languages`."""
        return {language: self._read(self.folder / f"labels.{language}.yml") for language in LANGUAGES}

    def _read(self, path: Path) -> dict:
        if self.folder == FOLDER:
            return packaged.kept(path.stem, [path], lambda: _said(path))
        return _said(path)


def _small(words: str) -> str:
    """Words as they stand inside a sentence; a name such as GitHub keeps its letters."""
    first = words.partition(" ")[0].rstrip(",")
    return words[:1].lower() + words[1:] if first[1:].islower() or len(first) == 1 else words


def _said(path: Path) -> dict:
    read = source.read(path, path.name)
    if read.problems:
        raise ValueError(read.problems)
    return plain(read.values)
