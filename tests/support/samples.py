"""The script that makes the forms of the sample catalogue, as a person runs it."""

from __future__ import annotations

import runpy
from pathlib import Path
from types import SimpleNamespace

import pytest

FORMS = Path(__file__).parents[2] / "templates" / "forms"


def maker() -> SimpleNamespace:
    """All names of the script; it finds its own parts beside it."""
    with pytest.MonkeyPatch.context() as patched:
        patched.syspath_prepend(str(FORMS))
        return SimpleNamespace(**runpy.run_path(str(FORMS / "make_samples.py")))
