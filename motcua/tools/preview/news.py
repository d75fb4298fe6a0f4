"""What the preview knows at a moment, for all who ask: the version that is shown, what is wrong, and when that changes."""
from __future__ import annotations

from threading import Condition
from typing import NamedTuple

from motcua.problem import Problem
from motcua.tools.preview.version import Version


class Now(NamedTuple):
    """The last good version, if there was one yet, and what is wrong at present; `number` grows with every change of either."""

    number: int
    version: Version | None
    problems: tuple[Problem, ...]


class News:
    """The present, which one thread changes and many wait for."""

    def __init__(self) -> None:
        self._now = Now(0, None, ())
        self._changed = Condition()
        self._waiting = 0

    @property
    def now(self) -> Now:
        return self._now

    @property
    def has_readers(self) -> bool:
        """Whether a browser waits for what comes next."""
        return self._waiting > 0

    def tell(self, version: Version | None, problems: tuple[Problem, ...]) -> None:
        """Change the present."""
        with self._changed:
            self._now = Now(self._now.number + 1, version, problems)
            self._changed.notify_all()

    def after(self, number: int, seconds: float) -> Now | None:
        """The present, as soon as it is not the one of this number; None when that takes longer."""
        with self._changed:
            self._waiting += 1
            try:
                return self._now if self._changed.wait_for(lambda: self._now.number != number, seconds) else None
            finally:
                self._waiting -= 1
