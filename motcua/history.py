"""What git knows of a folder: which files differ between two revisions, or from what lies on the disk, and what they said."""
from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

ON_DISK = "."
# The folder may hold a stranger's proposal: git runs no program that its settings name, asks nobody, and locks nothing.
_ALONE = ("-c", "core.fsmonitor=false", "-c", "core.hooksPath=", "-c", "core.quotePath=false", "-c", "diff.external=")
_SURROUNDINGS = {"GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_REPLACE_OBJECTS": "1", "LC_ALL": "C"}
# What a repository inside another one's hook would hand on: each names another repository than the folder's.
_MISLEADING = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY", "GIT_EXTERNAL_DIFF")


class NoHistory(Exception):
    """The past cannot be asked: `reason` says which sentence of the commands tells why, `values` what it names."""

    def __init__(self, reason: str, **values: str) -> None:
        super().__init__(reason)
        self.reason, self.values = reason, values


class Changed(NamedTuple):
    """A file that differs: its path below the folder, and its content before and after.

    A content is the name under which git keeps it, `ON_DISK`, or empty where there is no regular file.
    """

    below: str
    before: str
    after: str


class History:
    """The repository that a folder lies in, seen from that folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def commit(self, revision: str) -> str:
        """The full name of the commit that a revision means; NoHistory where it means none."""
        told = self._git("rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}", refusal="no_revision", revision=revision)
        return told.decode().strip()

    def meeting_point(self, one: str, other: str) -> str:
        """The newest commit that two revisions share; NoHistory where there is none at hand."""
        return self._git("merge-base", self.commit(one), self.commit(other), refusal="no_meeting_point", revision=f"{one}...{other}").decode().strip()

    def changed(self, since: str, until: str = "") -> tuple[Changed, ...]:
        """The files below the folder that differ between two revisions, or from the disk where `until` is empty, sorted."""
        ends = [self.commit(revision) for revision in (since, until) if revision]
        told = self._git("diff", "--raw", "-z", "--no-abbrev", "--no-renames", "--no-ext-diff", "--relative", *ends, "--", ".")
        found = {each.below: each for each in _raw(told, after_is_on_disk=not until)}
        if not until:
            unknown = self._git("ls-files", "--others", "--exclude-standard", "-z", "--", ".").decode("utf-8", "surrogateescape")
            for below in filter(None, unknown.split("\0")):
                # A file taken out of the index and left on the disk is told by both.
                found[below] = Changed(below, found[below].before if below in found else "", ON_DISK)
        return tuple(found[below] for below in sorted(found))

    def contents(self, names: Iterable[str]) -> dict[str, bytes]:
        """What git keeps under each of these names: contents, or `revision:./path`; those that it does not know are left out."""
        wanted = [name for name in dict.fromkeys(names) if name and "\n" not in name]
        if not wanted:
            return {}
        told = self._git("cat-file", "--batch", asked="".join(f"{name}\n" for name in wanted).encode("utf-8", "surrogateescape"))
        return dict(_batch(wanted, told))

    def listed(self, revision: str) -> dict[str, str]:
        """Every regular file below the folder in a revision, by its path below the folder, with the name of its content."""
        told = self._git("ls-tree", "-r", "-z", self.commit(revision), "--", ".").decode("utf-8", "surrogateescape")
        entries = (entry.partition("\t") for entry in filter(None, told.split("\0")))
        return {below: about.split(" ")[2] for about, _, below in entries if about.startswith("100")}

    def _git(self, *words: str, asked: bytes = b"", refusal: str = "no_repository", **values: str) -> bytes:
        command = ["git", *_ALONE, *words]
        try:
            done = subprocess.run(command, cwd=self.folder, env=self._environment, input=asked, capture_output=True, check=False)
        except FileNotFoundError as error:
            raise NoHistory("no_git", folder=str(self.folder)) from error
        if done.returncode:
            is_known = refusal == "no_repository" or b"not a git repository" in done.stderr or b"dubious ownership" in done.stderr
            raise NoHistory("no_repository" if is_known else refusal, folder=str(self.folder), **values)
        return done.stdout

    @cached_property
    def _environment(self) -> Mapping[str, str]:
        return {name: value for name, value in os.environ.items() if name not in _MISLEADING} | _SURROUNDINGS


def changed_files(folders: Sequence[Path], since: str, until: str = "") -> tuple[str, ...]:
    """The files below the folders that differ, named as their problems name them, sorted; a folder that is absent has none."""
    present = [folder for folder in folders if folder.is_dir()]
    return tuple(sorted(f"{folder.as_posix()}/{each.below}" for folder in present for each in History(folder).changed(since, until)))


def _raw(told: bytes, *, after_is_on_disk: bool) -> Iterator[Changed]:
    """The entries of `git diff --raw -z`: modes, contents and a letter, then the path."""
    fields = told.decode("utf-8", "surrogateescape").split("\0")
    for about, below in zip(fields[::2], fields[1::2], strict=False):
        mode_before, mode_after, before, after, _ = about.removeprefix(":").split(" ")
        yield Changed(below, _content(mode_before, before, False), _content(mode_after, after, after_is_on_disk))


def _content(mode: str, name: str, is_on_disk: bool) -> str:
    if not mode.startswith("100"):
        return ""
    return ON_DISK if is_on_disk else name if name.strip("0") else ""


def _batch(wanted: list[str], told: bytes) -> Iterator[tuple[str, bytes]]:
    """The answers of `git cat-file --batch`, each a line with a size and then so many bytes; a line alone for what is not known."""
    at = 0
    for name in wanted:
        end = told.index(b"\n", at)
        head = told[at:end].split(b" ")
        at = end + 1
        if len(head) == 3 and head[1] == b"blob" and head[2].isdigit():
            yield name, told[at : at + int(head[2])]
        if len(head) == 3 and head[2].isdigit():
            at += int(head[2]) + 1
