"""The words of the report of a change, in a language."""
from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from motcua import source


def wording(language: str) -> Mapping[str, str]:
    """Every sentence of the report by its name."""
    return {name: words[language] for name, words in _words().items()}


@lru_cache(maxsize=1)
def _words() -> Mapping[str, Mapping[str, str]]:
    read = source.read(Path(__file__).with_name("words.yml"), "words.yml")
    if read.problems or read.values is None:
        raise ValueError(read.problems)
    return read.values
