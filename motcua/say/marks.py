"""Which values of a record are invented for illustration."""
from __future__ import annotations

from typing import NamedTuple

from motcua.model.record import Sourced


class Marks(NamedTuple):
    """The paths of what is illustrative; a path covers everything below it."""

    paths: tuple[str, ...]

    @classmethod
    def of(cls, record: Sourced) -> Marks:
        """The marks of one record."""
        return cls(record.illustrative)

    def touch(self, path: str, *fields: str) -> bool:
        """Whether the value at `path` is illustrative, or (one of the `fields` of) what lies below it."""
        if not self.paths:
            return False
        below = tuple(f"{path}.{field}" for field in fields) or (path,)
        return any(_covers(mark, path) or any(_covers(mark, each) or _covers(each, mark) for each in below) for mark in self.paths)


def _covers(above: str, path: str) -> bool:
    return path == above or path.startswith((above + ".", above + "["))
