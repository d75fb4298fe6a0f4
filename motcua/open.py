"""Opening a file of the catalogue: a regular file with one name, of a bounded size, reached through no link."""
from __future__ import annotations

import os
import stat
from pathlib import Path

from motcua.refusal import Refused

_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
# O_NONBLOCK: opening a named pipe must not wait for a writer.
_FLAGS = os.O_RDONLY | _NO_LINK | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


def read_regular(path: Path, limit: int) -> bytes:
    """The bytes of a file, at most `limit`; `Refused` when it is a link, no regular file, has a second name or is larger.

    The folders on the way are followed as they are: whoever lists a tree walks no linked folder.
    """
    try:
        if not _NO_LINK and path.is_symlink():
            raise Refused("file_is_no_link")
        descriptor = os.open(path, _FLAGS)
    except OSError as error:
        raise _refusal(path, error) from error
    try:
        return _read(descriptor, limit)
    except OSError as error:
        raise _refusal(path, error) from error
    finally:
        os.close(descriptor)


def _read(descriptor: int, limit: int) -> bytes:
    status = os.fstat(descriptor)
    _judge(status, limit)
    with open(descriptor, "rb", closefd=False) as file:
        data = file.read(status.st_size + 1)
    if len(data) > limit:
        raise Refused("file_is_small_enough", limit=limit, size=len(data))
    return data


def _judge(status: os.stat_result, limit: int) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise Refused("file_is_regular")
    if status.st_nlink > 1:
        raise Refused("file_has_one_name", names=status.st_nlink)
    if status.st_size > limit:
        raise Refused("file_is_small_enough", limit=limit, size=status.st_size)


def _refusal(path: Path, error: OSError) -> Refused:
    if path.is_symlink():
        return Refused("file_is_no_link")
    if path.exists() and not path.is_file():
        return Refused("file_is_regular")
    return Refused("file_can_be_read", why=error.strerror or type(error).__name__)
