"""Where a page stands, and the links that lead from it."""
from __future__ import annotations

from typing import NamedTuple

from motcua import urls


class Ways(NamedTuple):
    """The links from the page at `path`, an address without its language."""

    path: str
    language: str
    languages: tuple[str, ...]

    def __call__(self, path: str) -> str:
        """To a page of the site, in the language of this one."""
        return self.file(urls.in_language(path, self.language, self.languages))

    def file(self, path: str) -> str:
        """To a file that all languages share."""
        return urls.relative(urls.in_language(self.path, self.language, self.languages), path)
