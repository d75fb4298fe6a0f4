"""The passages of a procedure: what is said of it in sentences, and the marks of their words by which a search of whole texts finds it."""
from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator
from functools import lru_cache
from hashlib import blake2b
from sys import byteorder
from zlib import crc32

from motcua import prose
from motcua.model import Component, Procedure
from motcua.text import LANGUAGES, Text, fold

# Between two passages: no text holds it.
_END = "\x00"
# The same syllables come again in every text.
_folded = lru_cache(1 << 16)(fold)
_SYLLABLE = re.compile(r"[^\W_]+|\x00")
# A mark has 28 bits: enough that two units hardly ever share one, and few enough to be written in few signs.
_SPARE = 4


def passages(procedure: Procedure) -> Iterator[tuple[str, str]]:
    """Each passage as (language, words as they are read), in the order of the page; a passage may be of several lines."""
    for text in _texts(procedure):
        for language in LANGUAGES:
            if text and (words := text.words(language)):
                # What Markdown sets in bold is read without its stars.
                yield language, prose.plain(words).replace("**", "")


def digest(procedure: Procedure) -> str:
    """The digest of what its marks are made of."""
    return blake2b(_joined(procedure).encode(), digest_size=16).hexdigest()


def marks(procedure: Procedure) -> bytes:
    """The marks of all folded syllables of its passages, and of all two that stand beside each other: each once, growing, little-endian."""
    syllables = list(map(_folded, _SYLLABLE.findall(_joined(procedure))))
    # Each is made a mark once; what stands on both sides of an end stood in no passage.
    pairs = {" ".join(pair) for pair in set(zip(syllables, syllables[1:], strict=False)) if _END not in pair}
    numbers = array("I", sorted({crc32(unit.encode()) >> _SPARE for unit in pairs.union(syllables) if unit != _END}))
    if byteorder == "big":
        numbers.byteswap()
    return numbers.tobytes()


def unpacked(kept: bytes) -> array:
    """The marks that were kept as bytes."""
    numbers = array("I", kept)
    if byteorder == "big":
        numbers.byteswap()
    return numbers


def _joined(procedure: Procedure) -> str:
    return _END.join(words for text in _texts(procedure) if text for words in (text.vi, text.en))


def _texts(procedure: Procedure) -> Iterator[Text | None]:
    yield procedure.summary
    yield from (case.name for case in procedure.cases)
    for step in procedure.steps:
        yield from (step.title, step.text)
    yield from (way.description for way in procedure.submission_methods)
    if procedure.dossier:
        yield procedure.dossier.text
        yield from _papers(procedure.dossier.components)
    yield from (procedure.requirements, procedure.requirements_text)
    for result in procedure.results:
        yield from (result.name, result.validity, result.renewal)


def _papers(components: Iterable[Component]) -> Iterator[Text | None]:
    for component in components:
        yield from (component.title, component.paper, component.when, component.note)
        yield from _papers(component.of)
