"""A folder of releases for a web server: whole copies of a site, and the link `current`, which says which of them is shown."""
from __future__ import annotations

import errno
import os
import re
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from motcua.folders import Fault
from motcua.outputs import disk, tree

# Says that a folder is ours, and is what is locked.
MARK = ".motcua-releases"
_NAME = re.compile(r"(?P<number>[0-9]{6,})-(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})-(?P<hour>[0-9]{2})(?P<minute>[0-9]{2})-(?P<digest>[0-9a-f]{12})")
_NO_LINKS = {errno.EPERM, errno.ENOSYS, errno.ENOTSUP, errno.EINVAL}
_WAIT = 10.0
_SECOND = 10**9


class Release(NamedTuple):
    """A copy of a site: its number, which only grows, when it was published, and the digest of its list of files."""

    number: int
    published: str
    digest: str

    @classmethod
    def named(cls, name: str) -> Release | None:
        """The release of this name; None where it is no such name."""
        parts = _NAME.fullmatch(name)
        return parts and cls(int(parts["number"]), f"{parts['day']} {parts['hour']}:{parts['minute']}", parts["digest"])

    @property
    def name(self) -> str:
        return f"{self.number:06}-{self.published.replace(' ', '-').replace(':', '')}-{self.digest}"


@contextmanager
def opened(folder: Path, words: Mapping[str, str], *, create: bool = False) -> Iterator[Releases]:
    """The folder's releases, held for the block, with whatever was cut short finished or cleared; a Fault where it is not ours."""
    mark = folder / MARK
    if not mark.is_file():
        if not create:
            raise Fault(words["releases_are_none"].format(folder=folder))
        if os.path.lexists(folder) and not (folder.is_dir() and not any(folder.iterdir())):
            raise Fault(words["releases_are_not_ours"].format(folder=folder))
        _folder(folder)
    try:
        with disk.held(mark, _WAIT):
            releases = Releases(folder, words)
            releases.recover()
            yield releases
    except disk.Busy as busy:
        raise Fault(words["releases_are_held"].format(folder=folder)) from busy


class Releases:
    """The releases of a folder whose lock is held.

    A release is copied below `unfinished`, moved into `releases`, shown, and only then is its list of files put beside it: so a
    release without a list is one that was never shown, unless it is the current one.
    """

    def __init__(self, folder: Path, words: Mapping[str, str]) -> None:
        self._folder, self._words = folder, words
        self._store, self._unfinished = folder / "releases", folder / "unfinished"

    def all(self) -> list[Release]:
        """Every release that can be shown, the oldest first."""
        names = (entry.name for entry in self._store.iterdir() if entry.is_dir() and self._list(entry.name).is_file())
        return sorted(release for name in names if (release := Release.named(name)))

    def current(self) -> Release | None:
        """The release that is shown."""
        return self._shown("current")

    def previous(self) -> Release | None:
        """The release that was shown before, from which an open page may still ask a file."""
        return self._shown("previous")

    def recover(self) -> None:
        """Bring in order what a publication left that was cut short."""
        _folder(self._store)
        self._try_links()
        current = self.current()
        almost = self._unfinished / f"{current.name}.sha256" if current else None
        if almost and almost.exists():
            os.replace(almost, self._list(current.name))
        if self._unfinished.exists():
            shutil.rmtree(self._unfinished)
        for path in list(self._store.iterdir()):
            name = path.name.removesuffix(".sha256")
            release = Release.named(name)
            if release and release != current and not ((self._store / name).is_dir() and self._list(name).is_file()):
                _remove(path)

    def publish(self, site: Path, digests: Mapping[str, str], at: datetime, keep: int) -> tuple[Release, bool]:
        """Copy a site whose files have these digests and show it; False where the very same is shown already."""
        listing = "".join(f"{digest}  {path}\n" for path, digest in sorted(digests.items()))
        current = self.current()
        seal = _seal(listing)
        if current and current.digest == seal and self._fault(self._store / current.name, digests) is None:
            return current, False
        release = Release(max((each.number for each in (*self.all(), current) if each), default=0) + 1, f"{at:%Y-%m-%d %H:%M}", seal)
        copy = self._unfinished / release.name
        self._copy(site, copy, digests, int(at.timestamp()))
        (self._unfinished / f"{release.name}.sha256").write_text(listing, "utf-8", newline="\n")
        disk.flush([f"{copy}/{path}" for path in digests] + [f"{copy}.sha256"])
        disk.flush_folders({folder for folder, _, _ in os.walk(self._unfinished)})
        self._refuse_a_fault(copy, digests)
        os.rename(copy, self._store / release.name)
        disk.flush_folders({self._store})
        self._show(release)
        os.replace(self._unfinished / f"{release.name}.sha256", self._list(release.name))
        self._clear(keep)
        return release, True

    def roll_back(self, wanted: str) -> Release:
        """Show the release of this name or number, else the one before the current; a Fault where its files are not what they were."""
        current = self.current()
        if wanted:
            found = [each for each in self.all() if wanted == each.name or (wanted.isdecimal() and int(wanted) == each.number)]
        else:
            found = [each for each in self.all() if current and each.number < current.number]
        if not found:
            raise Fault(self._words["no_such_release" if wanted else "no_earlier_release"].format(folder=self._folder, release=wanted))
        release = found[-1]
        listing = self._list(release.name).read_text("utf-8")
        if _seal(listing) != release.digest:
            raise Fault(self._words["release_is_damaged"].format(release=release.name, file=f"{release.name}.sha256"))
        self._refuse_a_fault(self._store / release.name, _listed(listing))
        self._show(release)
        return release

    def _list(self, name: str) -> Path:
        """The list of a release's files, as `sha256sum --check` reads it."""
        return self._store / f"{name}.sha256"

    def _shown(self, link: str) -> Release | None:
        place = self._folder / link
        if not os.path.lexists(place):
            return None
        to = os.readlink(place) if place.is_symlink() else ""
        release = Release.named(to.removeprefix("releases/"))
        if release is None:
            raise Fault(self._words["link_is_not_ours"].format(link=place))
        return release

    def _show(self, release: Release) -> None:
        """Switch to a release; the one that was shown stays within reach of the pages that are open."""
        current = self.current()
        if current and current != release:
            self._link("previous", release=current)
        self._link("current", release=release)

    def _link(self, link: str, release: Release) -> None:
        new = self._folder / f"{link}~"
        new.unlink(missing_ok=True)
        os.symlink(f"releases/{release.name}", new, target_is_directory=True)
        os.replace(new, self._folder / link)
        disk.flush_folders({self._folder})

    def _try_links(self) -> None:
        """A Fault, before anything is copied, where no link can be put in the place of another in one step."""
        if sys.platform == "win32" or not _takes_links(self._folder / "trial~"):
            raise Fault(self._words["releases_need_links"].format(folder=self._folder))

    def _copy(self, site: Path, copy: Path, digests: Mapping[str, str], now: int) -> None:
        """Copy the files. One that an earlier release has too keeps its time; any other gets a second that no release has used.

        Servers know a file again by its time in seconds and its size: a browser would keep the old one of two that agree in both.
        """
        times = self._times()
        stamp = max(now, *(time // _SECOND + 1 for time in times.values())) * _SECOND if times else now * _SECOND
        for path, digest in digests.items():
            target = copy / path
            if not target.parent.exists():
                _folder(target.parent)
            shutil.copyfile(site / path, target)
            target.chmod(0o644)
            time = times.get((path, digest), stamp)
            os.utime(target, ns=(time, time))

    def _times(self) -> dict[tuple[str, str], int]:
        """When each file of each release is said to have changed, by its path and its digest."""
        times: dict[tuple[str, str], int] = {}
        for release in self.all():
            found = tree.scan(self._store / release.name)
            listed = _listed(self._list(release.name).read_text("utf-8"))
            times |= {(path, digest): found[path][1] for path, digest in listed.items() if path in found}
        return times

    def _refuse_a_fault(self, folder: Path, digests: Mapping[str, str]) -> None:
        fault = self._fault(folder, digests)
        if fault is not None:
            raise Fault(self._words["release_is_damaged"].format(release=folder.name, file=fault))

    def _fault(self, folder: Path, digests: Mapping[str, str]) -> str | None:
        """The first file that is missing, too many, or not what its digest says."""
        found = tree.scan(folder)
        other = sorted(found.keys() ^ digests.keys())
        changed = (path for path, digest in digests.items() if sha256((folder / path).read_bytes()).hexdigest() != digest)
        return other[0] if other else next(changed, None)

    def _clear(self, keep: int) -> None:
        """Remove all but the newest; the shown release and the one before it always stay."""
        shown = {self.current(), self.previous()}
        others = [release for release in self.all() if release not in shown]
        room = max(0, keep - len(shown - {None}))
        for release in others[: len(others) - room]:
            # The list first: a release without one is cleared by the next publication.
            self._list(release.name).unlink()
            shutil.rmtree(self._store / release.name)
        shutil.rmtree(self._unfinished)


def _takes_links(trial: Path) -> bool:
    try:
        trial.unlink(missing_ok=True)
        os.symlink("releases", trial, target_is_directory=True)
        trial.unlink()
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        return False
    return True


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()


def _seal(listing: str) -> str:
    return sha256(listing.encode()).hexdigest()[:12]


def _listed(listing: str) -> dict[str, str]:
    """The digest of each file of a list."""
    return {path: digest for digest, _, path in (line.partition("  ") for line in listing.splitlines())}


def _folder(folder: Path) -> None:
    """Make a folder that everyone may read, whatever the person's umask, with those above it that are missing."""
    if not folder.parent.is_dir():
        _folder(folder.parent)
    folder.mkdir(exist_ok=True)
    folder.chmod(0o755)
