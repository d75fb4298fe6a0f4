"""A built site that a tool may hand on: every file with its digest, while no build is at work on it, and only as it was built."""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from motcua.folders import Fault, cache_of
from motcua.outputs import disk, tree

_WAIT = 10.0


@contextmanager
def held(site: Path, words: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """The digest of every file by its path, held for the block; a Fault where the site is not there, is being built, or was changed by hand."""
    cache = cache_of(site)
    if not site.is_dir() or not cache.is_dir():
        raise Fault(words["site_is_not_built"].format(site=site))
    try:
        with disk.held(cache / "lock", _WAIT):
            yield _digests(site, cache, words)
    except disk.Busy as busy:
        raise Fault(words["site_is_being_built"].format(site=site)) from busy


def _digests(site: Path, cache: Path, words: Mapping[str, str]) -> dict[str, str]:
    found = tree.Tree(site, cache / "trees")
    if not found.seal or found.strays:
        raise Fault(words["site_is_not_as_built"].format(site=site, file=f": {found.strays[0]}" if found.strays else ""))
    return {path: entry.sha256 for path, entry in found.files.items()}
