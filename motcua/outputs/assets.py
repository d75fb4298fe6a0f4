"""What all pages share under `assets/`: the theme's stylesheet with its licence, our own styles, scripts and pictures; a folder of scripts is one script."""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Protocol

from motcua import urls
from motcua.libraries import Libraries
from motcua.outputs.artifact import Artifact

LICENCES = urls.ASSETS + "licences.txt"
_COMMENT = re.compile(rb"^ *(?:/\*.*?\*/|//[^\n]*)\n", re.MULTILINE | re.DOTALL)
_INDENT = re.compile(rb"^ +", re.MULTILINE)
# One way of comparing Vietnamese letters: the search engine's, which also stands before these scripts.
_LETTERS = f"{urls.ASSETS}search/1-letters.js"
_WITH_LETTERS = (f"{urls.ASSETS}offices.js", f"{urls.ASSETS}tool-where.js")
# Which package each engine takes the stylesheet from.
THEMES = {"mkdocs": "mkdocs-material", "zensical": "zensical"}
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
    """Each shared file as it is, each folder of scripts as one, and the licence of the theme that `engine` ("mkdocs" or "zensical") renders."""
    together: dict[str, tuple[bytes, ...]] = {}
    held = tuple(shared)
    letters = next((file.content for file in held if file.path == _LETTERS), b"")
    for file in held:
        folder, _, name = file.path.removeprefix(urls.ASSETS).rpartition("/")
        if folder and name.endswith(".js"):
            script = f"{urls.ASSETS}{folder}.js"
            together[script] = (*together.get(script, ()), file.content)
        elif file.path in _WITH_LETTERS:
            together[file.path] = (letters, file.content)
        else:
            yield Artifact(file.path, as_it_is, file.content)
    for script, parts in together.items():
        yield Artifact(script, joined, parts)
    yield Artifact(LICENCES, notice, (THEMES[engine], Libraries().version(THEMES[engine])))


def as_it_is(content: bytes) -> bytes:
    """The bytes themselves."""
    return content


def joined(parts: tuple[bytes, ...]) -> bytes:
    """Scripts of one folder after each other, in the order of their names, without the comments and indents that fill lines."""
    return _INDENT.sub(b"", _COMMENT.sub(b"", b"".join(parts)))


def notice(package_and_version: tuple[str, str]) -> bytes:
    """The licence of an installed package in its own words, under a line that says what of it is published and changed."""
    # Imported here: it is slow to come, and this is made once.
    from importlib.metadata import distribution

    package, release = package_and_version
    installed = distribution(package)
    names = installed.metadata.get_all("License-File") or ()
    texts = [text.strip() for name in names if (text := installed.read_text(f"licenses/{name}") or installed.read_text(name))]
    if not texts:
        raise NoLicence(f"{package} is installed without its licence: install it anew")
    return (_HEAD.format(package=package, version=release) + "\n\n".join(texts) + "\n").encode()
