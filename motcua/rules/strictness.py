"""How strictly a record is held to a rule: authors mend what they wrote, an imported record can only be reported."""
from __future__ import annotations

from motcua.model import Procedure


def by_origin(procedure: Procedure) -> str:
    """An error in a record of our own, a warning in one that was brought in from elsewhere."""
    return "error" if procedure.origin == "authored" else "warning"
