"""What a reading notes of a document's text, whatever its format: its languages, headings, tables, pictures, and what was left in it."""
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from motcua.inspect.finding import Finding, warning

_VIETNAMESE = re.compile("[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE)
# So few letters are a name or two inside a text of another language.
_MANY_LETTERS = 20
_LONG_TEXT = 200
# The language of a text is plain long before its end.
_LETTERS_LOOKED_AT = 100_000


@dataclass
class Traits:
    """Gathered while a document is read; the parts name where each thing was met first."""

    title: str = ""
    languages: set[str] = field(default_factory=set)
    people: dict[str, str] = field(default_factory=dict)
    drafting: dict[str, str] = field(default_factory=dict)
    hidden: str = ""
    headings: int = 0
    bare_tables: str = ""
    bare_pictures: str = ""
    letters: int = 0
    vietnamese: int = 0

    def read(self, words: str) -> None:
        """Count the letters of a text."""
        self.letters += len(words)
        if self.vietnamese < _MANY_LETTERS and self.letters < _LETTERS_LOOKED_AT:
            self.vietnamese += len(_VIETNAMESE.findall(words))

    def findings(self, main: str) -> Iterator[Finding]:
        """Warnings of what the document lacks or still holds; `main` is the part in which its text lies."""
        for rule, noted in (("form_file_names_nobody", self.people), ("form_file_shows_no_drafting", self.drafting)):
            yield from (warning(rule, part, found) for part, found in noted.items())
        if self.hidden:
            yield warning("form_file_hides_no_text", self.hidden)
        if not self.title.strip():
            yield warning("form_file_has_a_title")
        if not self._says_its_language():
            yield warning("form_file_says_its_language", main, ", ".join(sorted(self.languages)))
        if not self.headings and self.letters > _LONG_TEXT:
            yield warning("form_file_has_headings", main)
        if self.bare_tables:
            yield warning("form_tables_name_their_columns", self.bare_tables)
        if self.bare_pictures:
            yield warning("form_pictures_are_described", self.bare_pictures)

    def _says_its_language(self) -> bool:
        if self.vietnamese >= _MANY_LETTERS:
            return any(language.lower().startswith("vi") for language in self.languages)
        return bool(self.languages) or not self.letters
