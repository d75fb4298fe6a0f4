"""The question whether a reader's own file is still the one to use: the script that answers it, and where it looks."""
from __future__ import annotations

from typing import NamedTuple

from motcua import urls
from motcua.outputs.pages.ways import Ways


class Check(NamedTuple):
    """The script, the table that it asks for, and the site's root, from where the table's addresses are written."""

    script: str
    known: str
    root: str


def check(language: str, way: Ways) -> Check:
    """What the question needs on one page."""
    return Check(way.file(f"{urls.ASSETS}form-check.js"), way.file(urls.known_forms(language)), way.file(""))
