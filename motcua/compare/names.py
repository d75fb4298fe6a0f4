"""What the things that a record refers to are called: an id says nothing to a citizen."""
from __future__ import annotations

from collections.abc import Callable

from motcua.model import Decision, Department, FieldOfWork, Form, Law, Procedure, Record
from motcua.text import Text, choose

Find = Callable[[str, str], Record | None]

# The kind of record that a field names.
_KINDS = {
    "executing_agencies": "department", "competent_authorities": "department", "coordinating_agencies": "department", "agency": "department",
    "department": "department", "parent": "department", "publication_decisions": "decision", "decision": "decision", "forms": "form",
    "Component.form": "form", "law": "law", "procedure": "procedure", "procedures": "procedure", "apart": "procedure",
    "common_tasks": "procedure", "Procedure.replaced_by": "procedure", "Procedure.field": "field", "Law.replaced_by": "law",
}


class Names:
    """Names of records by their kind and identity; `find` gives the record, or None where there is none."""

    def __init__(self, find: Find = lambda kind, identity: None) -> None:
        self._find = find

    def of(self, kind: str, identity: str, language: str) -> str:
        """The name, with the number or code by which officials know it; the identity itself where nothing is known of it."""
        record = self._find(kind, identity)
        if isinstance(record, Department | FieldOfWork):
            return _in(record.name, language)
        if isinstance(record, Decision):
            return record.number
        if isinstance(record, Form):
            return f"{record.number} ({_in(record.title, language)})" if record.number else _in(record.title, language)
        if isinstance(record, Law):
            return f"{record.number}: {_in(record.title, language)}" if record.title else record.number
        if isinstance(record, Procedure):
            return f"{record.code} {_in(record.short_name or record.name, language)}"
        return identity

    def of_field(self, model: type[Record], field: str, value: str, language: str) -> str | None:
        """The name of what a field of a model refers to; None for a field that refers to nothing."""
        kind = _KINDS.get(f"{model.__name__}.{field}", _KINDS.get(field))
        return kind and self.of(kind, value, language)


def _in(text: Text, language: str) -> str:
    return choose(text, language)[0]
