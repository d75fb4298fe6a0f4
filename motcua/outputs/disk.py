"""The calls that differ between systems: exchanging two folders, holding a lock, forking, reaching the disk for good."""

from __future__ import annotations

import ctypes
import errno
import marshal
import os
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

try:
    import fcntl
except ImportError:
    fcntl = None
try:
    import msvcrt
except ImportError:
    msvcrt = None

# Up to here each file is flushed by itself; beyond, flushing everything at once is cheaper.
_FEW = 64
# In bytes, what Linux lets anybody have.
_ROOM = 1 << 20
_AT_FDCWD, _RENAME_EXCHANGE = -100, 2
_NO_EXCHANGE = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP}
_HELD_BY_ANOTHER = {errno.EAGAIN, errno.EACCES, errno.EDEADLK}


class Busy(Exception):
    """Another build holds the lock."""


@contextmanager
def held(lock: Path, wait: float) -> Iterator[None]:
    """Hold the lock for the time of the block; Busy if another process keeps it longer than `wait` seconds."""
    deadline = time.monotonic() + wait
    take, give_back = (_take, os.close) if fcntl or msvcrt else (_take_by_name, lambda taken: lock.unlink())
    while (taken := take(lock)) is None:
        if time.monotonic() >= deadline:
            raise Busy(f"another build is at work (it holds {lock}); try again when it has finished")
        time.sleep(0.02)
    try:
        yield
    finally:
        give_back(taken)


def _take(lock: Path) -> int | None:
    """A descriptor that holds the lock; the system gives it back when the last process that has it ends, however it ends."""
    descriptor = os.open(lock, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        if fcntl:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        else:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    except OSError as error:
        os.close(descriptor)
        if error.errno in _HELD_BY_ANOTHER:
            return None
        raise
    return descriptor


def _take_by_name(lock: Path) -> Path | None:
    """The lock as a file that only one process can create, and that names it; one whose process is gone is void."""
    mine = lock.with_name(f"{lock.name}.{os.getpid()}")
    mine.write_text(str(os.getpid()))
    try:
        os.link(mine, lock)
    except FileExistsError:
        if not _is_alive(lock):
            lock.unlink(missing_ok=True)
        return None
    finally:
        mine.unlink()
    return lock


def _is_alive(lock: Path) -> bool:
    try:
        os.kill(int(lock.read_text()), 0)
    except (FileNotFoundError, ProcessLookupError, ValueError):
        return False
    except PermissionError:
        pass
    return True


def exchange(standby: Path, site: Path, retired: Path) -> None:
    """Put `standby` in the place of `site` and the old `site`, if there is one, in the place of `standby`."""
    if not site.exists():
        os.rename(standby, site)
    elif not _exchange_at_once(standby, site):
        _exchange_in_steps(standby, site, retired)
    flush_folders({standby.parent, site.parent})


def recover(standby: Path, site: Path, retired: Path) -> None:
    """Finish or undo an exchange in steps that was cut short."""
    if not retired.is_dir():
        return
    if site.exists() and standby.exists():
        shutil.rmtree(retired)
    else:
        os.rename(retired, standby if site.exists() else site)


def put(tree: Path, place: Path) -> None:
    """Put a tree, if it is there, into its place; where that is taken, the tree is what a build left that was cut short."""
    if os.path.lexists(place):
        shutil.rmtree(tree, ignore_errors=True)
    elif tree.is_dir():
        os.rename(tree, place)


def _exchange_at_once(standby: Path, site: Path) -> bool:
    """Exchange by a single call of the system; False if this system or file system has none."""
    call = renameat2()
    if call is None:
        return False
    if call(_AT_FDCWD, os.fsencode(standby), _AT_FDCWD, os.fsencode(site), _RENAME_EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in _NO_EXCHANGE:
        return False
    raise OSError(number, os.strerror(number), str(site))


def _exchange_in_steps(standby: Path, site: Path, retired: Path) -> None:
    """Exchange by renaming; cut short between two steps, `recover` mends it."""
    os.rename(site, retired)
    try:
        os.rename(standby, site)
    except OSError:
        os.rename(retired, site)
        raise
    os.rename(retired, standby)


def renameat2() -> Callable[..., int] | None:
    """Linux's call that exchanges two names, or None."""
    try:
        return ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):
        return None


def can_fork() -> bool:
    """Whether workers may be forked; macOS can, but its own libraries do not survive it."""
    return hasattr(os, "fork") and sys.platform != "darwin"


def roomy_pipe() -> tuple[int, int]:
    """A pipe for answers; where the system lets it, with room for those to a great build, so that nobody waits to be heard."""
    ends = os.pipe()
    if hasattr(fcntl, "F_SETPIPE_SZ"):
        with suppress(OSError):
            fcntl.fcntl(ends[1], fcntl.F_SETPIPE_SZ, _ROOM)
    return ends


@contextmanager
def meanwhile(work: Callable[[], Any], *, alone: bool = False) -> Iterator[Callable[[], Any]]:
    """Have another process do `work` while the block runs; what comes is called for its value, which is of plain values.

    Where there is no other process (`alone`, or no forking), or it failed, `work` is done when its value is asked for.
    """
    if alone or not can_fork():
        yield work
        return
    answer, out = os.pipe()
    if (worker := os.fork()) == 0:
        _answer_and_exit(work, out)
    os.close(out)
    with open(answer, "rb") as answers:
        data = b""

        def value() -> Any:
            nonlocal data
            data = data or answers.read()
            return marshal.loads(data[1:]) if data else work()

        try:
            yield value
        finally:
            os.kill(worker, signal.SIGKILL)
            os.waitpid(worker, 0)


def _answer_and_exit(work: Callable[[], Any], out: int) -> None:
    try:
        answer = b"=" + marshal.dumps(work(), 2)
        with open(out, "wb") as file:
            file.write(answer)
    finally:
        os._exit(0)


def flush(files: Iterable[str]) -> None:
    """Have files, and their names in their folders, reach the disk."""
    files = list(files)
    if len(files) > _FEW and hasattr(os, "sync"):
        os.sync()
        return
    for file in files:
        _flush(file, os.O_RDWR)
    flush_folders({os.path.dirname(file) for file in files})


def flush_folders(folders: Iterable[str | Path]) -> None:
    """Have the names in folders reach the disk, where a system lets folders be opened."""
    if hasattr(os, "O_DIRECTORY"):
        for folder in sorted(folders):
            _flush(folder, os.O_RDONLY | os.O_DIRECTORY)


def _flush(path: str | Path, flags: int) -> None:
    descriptor = os.open(path, flags)
    try:
        os.fsync(descriptor)
    except OSError as error:
        error.filename = str(path)
        raise
    finally:
        os.close(descriptor)
