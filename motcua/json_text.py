"""The one writer of JSON: the same characters for the same values, none of which can end a script element."""
from __future__ import annotations

import json
from typing import Any


def inline(value: Any) -> str:
    """JSON that may stand inside a script element; ValueError for a number that JSON does not know."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    # The two separators end a line of script in older readers; JSON itself allows them.
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def document(value: Any) -> bytes:
    """JSON as a file of its own: UTF-8, ended by a line feed."""
    return (inline(value) + "\n").encode()


def present(value: Any) -> Any:
    """The value without what is absent at any depth: None, empty text, empty lists and mappings; 0 and false stay."""
    if isinstance(value, dict):
        kept = ((key, present(held)) for key, held in value.items())
        return {key: held for key, held in kept if held or held == 0}
    if isinstance(value, (list, tuple)):
        return [held for held in map(present, value) if held or held == 0]
    return value
