"""The words of workbooks and of what is said about them, in a language."""
from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from motcua import source


@lru_cache(maxsize=None)
def wording(language: str) -> Mapping[str, str]:
    """Every sentence by its name."""
    return {name: words[language] if isinstance(words, dict) else words for name, words in _words().items()}


@lru_cache(maxsize=1)
def _words() -> Mapping[str, Mapping[str, str] | str]:
    read = source.read(Path(__file__).with_name("words.yml"), "words.yml")
    if read.problems or read.values is None:
        raise ValueError(read.problems)
    return read.values
