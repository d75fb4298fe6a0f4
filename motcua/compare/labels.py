"""The names of fields, of enumerations' values and of records, as sentences about changes use them."""
from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from motcua import interface, source
from motcua.model import NOT_STATED
from motcua.model.record import Record

# Where the pages have words for an enumeration already: by field, or by model and field.
_SPOKEN = {
    "applicant_types": "applicant.", "administrative_levels": "basis.", "procedure_type": "basis.", "level": "basis.", "channel": "channel.",
    "channels": "channel.", "return_methods": "result.return_", "Result.form": "result.", "actor": "steps.", "scope": "place.",
    "allowed": "person.", "methods": "fee.", "relation": "related.", "online_service": "basis.online_", "OneStop.kind": "basis.one_stop_",
    "Redress.kind": "redress.", "times": "correction.", "gaps": "field.", "days": "hours.",
}


class Labels:
    """The words about changes in one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.words = interface.words(language)

    def sentence(self, name: str, **values: object) -> str:
        """The sentence of a kind of change, its blanks filled."""
        return self._own("change", name).format(**values)

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of records that have a name."""
        return frozenset(_words()["kind"])

    def kind(self, name: str) -> str:
        """What records of a kind are called."""
        return self._own("kind", name)

    def part(self, model: type[Record], field: str) -> str:
        """What a field of a model is called, in small letters; KeyError where it has no name, which is a programming error."""
        held = _words()["part"]
        for name in (f"{model.__name__}.{field}", field):
            if name in held:
                return self._own("part", name)
        return self.words(f"field.{field}")

    def item(self, model: type[Record], field: str) -> str:
        """What one item of a list is called."""
        own = next((name for name in (f"{model.__name__}.{field}", field) if name in _words()["item"]), "")
        return self._own("item", own) if own else self.part(model, field)

    def language_name(self, code: str) -> str:
        """What a language is called; its code where there is no name for it."""
        return self._own("language", code) if code in _words()["language"] else code

    def value(self, model: type[Record], field: str, value: str) -> str:
        """What a value of an enumeration is called; KeyError where it has no name."""
        own = next((name for name in (f"{field}.{value}", value) if name in _words()["value"]), "")
        prefix = _SPOKEN.get(f"{model.__name__}.{field}", _SPOKEN.get(field, ""))
        if prefix and value != NOT_STATED:
            return self.words(f"{prefix}{value}").rstrip(".")
        return self._own("value", own)

    def _own(self, block: str, name: str) -> str:
        words = _words()[block][name]
        return words.get(self.language) or words["en"]


@lru_cache(maxsize=1)
def _words() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    read = source.read(Path(__file__).with_name("words.yml"), "words.yml")
    if read.problems or read.values is None:
        raise ValueError(read.problems)
    return read.values
