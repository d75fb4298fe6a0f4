"""Where the trees of a site lie: the public one, the one that is brought up to date, and what stands in them now."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from . import tree
from .tree import Tree


class Refused(Exception):
    """The place for the site holds something that we did not make; the message says what to do."""


class Places(NamedTuple):
    """The folders of one site."""

    site: Path
    standby: Path
    second: Path
    retired: Path
    manifests: Path

    @classmethod
    def of(cls, site: Path, cache: Path) -> Places:
        """The standby lies in the cache, or beside the site when the cache is on another file system."""
        inner, outer = Path(os.path.realpath(cache)), Path(os.path.realpath(site))
        if inner == outer or outer in inner.parents or (inner / "standby") in (outer, *outer.parents):
            raise Refused(f"{site} and the cache {cache} lie in each other's way: name another folder for one of them")
        site.parent.mkdir(parents=True, exist_ok=True)
        is_near = os.stat(cache).st_dev == os.stat(site.parent).st_dev
        standby = cache / "standby" if is_near else site.with_name(f".{site.name}.motcua-standby")
        return cls(site, standby, standby.with_name(f"{standby.name}-second"), site.with_name(f".{site.name}.motcua-retired"), cache / "trees")

    def look(self) -> list[dict | None]:
        """What stands in the two trees, the public one first."""
        return [tree.scan(root) if root.is_dir() and not root.is_symlink() else None for root in (self.site, self.standby)]

    def public_tree(self, found: dict | None) -> Tree:
        """The public tree, which may be absent; Refused if it is not ours."""
        site = self.site
        if site.is_symlink() or (os.path.lexists(site) and not site.is_dir()):
            raise Refused(f"{site} is not a folder but a link or a file: remove it, or name another folder for the site")
        public = Tree(site, self.manifests, found)
        if not public.is_ours:
            raise Refused(f"{site} holds files that were not made here: move or remove that folder, or name another for the site")
        return public

    def standby_tree(self, found: dict | None) -> Tree:
        """The tree that is brought up to date; its place is ours alone."""
        if self.standby.is_symlink() or self.standby.is_file():
            self.standby.unlink()
        return Tree(self.standby, self.manifests, found)
