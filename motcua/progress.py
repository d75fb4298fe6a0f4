"""What a person at a terminal sees while a build takes longer than two seconds."""
from __future__ import annotations

import time
from typing import TextIO

PATIENCE = 2.0


class Progress:
    """A line that is written over; silent where nobody looks, and for work that is soon done."""

    def __init__(self, stream: TextIO, quiet: bool) -> None:
        self._stream = stream
        self._on = not quiet and stream.isatty()
        self._began = time.monotonic()
        self._shown = False

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *error: object) -> None:
        if self._shown:
            self._stream.write("\r\033[K")
            self._stream.flush()

    def show(self, done: int, total: int) -> None:
        """Say how many of the files are made."""
        if self._on and time.monotonic() - self._began > PATIENCE:
            self._shown = True
            self._stream.write(f"\r{done} / {total}")
            self._stream.flush()
