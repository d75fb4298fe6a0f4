"""The words of the interface in each language, read once from `messages/interface.*.yml`."""
from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

from motcua import packaged, source
from motcua.parse_cache import plain

FOLDER = Path(__file__).parent / "messages"
LANGUAGES = ("vi", "en")
FALLBACK = "en"


class Words:
    """The words of one language: `words["time"]["day"]`, or `words("time.day", n="5")`; its digest stands in the inputs of pages."""

    __slots__ = ("_blocks", "_patterns", "digest", "language")

    def __init__(self, language: str, blocks: Mapping[str, Mapping[str, str]], digest: str) -> None:
        self.language, self._blocks, self.digest = language, blocks, digest
        self._patterns = {f"{block}.{name}": pattern for block, held in blocks.items() for name, pattern in held.items()}

    def __getitem__(self, block: str) -> Mapping[str, str]:
        return self._blocks[block]

    def blocks(self) -> tuple[str, ...]:
        """The names of all blocks, in their order."""
        return tuple(self._blocks)

    def __contains__(self, key: str) -> bool:
        return key in self._patterns

    def __call__(self, key: str, **values: object) -> str:
        """The words under `block.key` with their blanks filled."""
        pattern = self._patterns[key]
        return pattern.format(**values) if values else pattern

    def count(self, key: str, n: object, *, is_one: bool) -> str:
        """The words for one thing or for many, `n` written as this language writes numbers."""
        one, _, many = self._patterns[key].partition("|")
        return (one if is_one or not many else many).format(n=n)


@lru_cache(maxsize=None)
def words(language: str) -> Words:
    """The words for readers of `language`; of English where the interface does not speak it."""
    spoken = language if language in LANGUAGES else FALLBACK
    path = FOLDER / f"interface.{spoken}.yml"
    blocks = {block: MappingProxyType(held) for block, held in packaged.kept(path.stem, [path], lambda: _read(path)).items()}
    return Words(language, MappingProxyType(blocks), sha256(language.encode() + path.read_bytes()).hexdigest())


def _read(path: Path) -> dict[str, dict[str, str]]:
    read = source.read(path, path.name)
    if read.problems:
        raise ValueError(f"{path.name}: {read.problems[0]}")
    return plain(read.values)
