"""What all pages share under `assets/`: the theme's stylesheet with its licence, and our own styles, scripts and pictures."""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from importlib.metadata import distribution
from typing import Protocol

from motcua import urls
from motcua.outputs.artifact import Artifact

LICENCES = urls.ASSETS + "licences.txt"
# Which package each engine takes the stylesheet from.
THEMES = {"mkdocs": "mkdocs-material", "zensical": "zensical"}
_LICENCE_FILE = re.compile(r"\.dist-info/(?:licenses/)?(?:LICEN[CS]E|COPYING)[^/]*$", re.IGNORECASE)
_HEAD = """\
The pages of this site carry one file by others: assets/material.css, the stylesheet of {package} {version}.
It was changed: it stands in a cascade layer, and its pictures were left out. Its licence:

"""


class NoLicence(Exception):
    """The installed theme has come without the notice that must go with its stylesheet."""


class Shared(Protocol):
    """A file that every page may link: its path from the site's root, and its bytes."""

    path: str
    content: bytes


def artifacts(shared: Iterable[Shared], engine: str) -> Iterator[Artifact]:
    """Each shared file as it is, and the licence of the theme that `engine` ("mkdocs" or "zensical") renders."""
    for file in shared:
        yield Artifact(file.path, as_it_is, file.content)
    yield Artifact(LICENCES, as_it_is, notice(THEMES[engine]).encode())


def as_it_is(content: bytes) -> bytes:
    """The bytes themselves."""
    return content


def notice(package: str) -> str:
    """The licence of an installed package in its own words, under a line that says what of it is published and changed."""
    installed = distribution(package)
    texts = [file.read_text("utf-8").strip() for file in installed.files or () if _LICENCE_FILE.search(file.as_posix())]
    if not texts:
        raise NoLicence(f"{package} is installed without its licence: install it anew")
    return _HEAD.format(package=package, version=installed.version) + "\n\n".join(texts) + "\n"
