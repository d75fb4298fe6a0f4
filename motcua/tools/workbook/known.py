"""The names of what a catalogue holds; a procedure's is on its card, so that its file stays shut."""
from __future__ import annotations

from motcua.catalogue import Catalogue
from motcua.compare import Names
from motcua.model import Record


class Known(Names):
    """Names of records as one catalogue has them."""

    def __init__(self, catalogue: Catalogue) -> None:
        super().__init__(self._record)
        self._catalogue = catalogue

    def of(self, kind: str, identity: str, language: str) -> str:
        """The name, as the catalogue has it."""
        card = self._catalogue.procedures.get(identity) if kind == "procedure" else None
        return dict(card.short_name or card.name).get(language, identity) if card else super().of(kind, identity, language)

    def _record(self, kind: str, identity: str) -> Record | None:
        if kind == "form":
            return form.form if (form := self._catalogue.forms.get(identity)) else None
        return getattr(self._catalogue, f"{kind}s").get(identity) if kind in ("department", "decision", "field", "law") else None
