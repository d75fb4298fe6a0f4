"""The list of what motcua is built on and tested with, and under which licences: `THIRD_PARTY.md`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from importlib.metadata import Distribution, distribution
from pathlib import Path

PROJECT = Path(__file__).parents[2]
_PIN = re.compile(r"^([a-z0-9][a-z0-9.-]*)==([^\s;]+)", re.MULTILINE)
_NOTICE = re.compile(r"(?:^|/)(?:LICEN[CS]E|COPYING)[^/]*$", re.IGNORECASE)
# The names of classifiers and the free words of older packages, in the terms of SPDX where these are certain.
_SPDX = {
    "MIT License": "MIT",
    "BSD License": "BSD",
    "Apache Software License": "Apache-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}
_HEAD = """\
# What motcua is built on

motcua itself is under the MIT licence (`LICENSE`). Nothing of what is listed here is copied into this repository: it is
installed from the lock files, and each package brings the text of its licence. `make lock` writes this list.

A built site carries one file by others: the style sheet of Material for MkDocs (MIT, © Martin Donath), whose notice stands
beside it in `assets/licences.txt`. A site whose catalogue asks for the browser editor carries Decap CMS (MIT, © Netlify)
and js-yaml (MIT) too, with their notices in `admin/licences.txt`. A site with forms that are filled on their page carries docxtemplater
and PizZip (MIT, © Edgar Hipp and others; with pako, MIT and Zlib), with their notices in `assets/fill-licences.txt`.
"""


def document() -> str:
    """The whole text of `THIRD_PARTY.md`, the same for the same lock files."""
    site = pins(PROJECT / "requirements.lock")
    test = {name: version for name, version in pins(PROJECT / "requirements-test.lock").items() if name not in site}
    tables = [("To build a site", site), ("To run the tests", test)]
    return "\n".join([_HEAD, *(line for title, names in tables for line in _table(title, names)), *_validator()]) + "\n"


def pins(lock: Path) -> dict[str, str]:
    """The exact version of each package in a lock file."""
    return dict(_PIN.findall(lock.read_text("utf-8")))


def licence(package: Distribution) -> str:
    """The package's licence in its own metadata, or the first line of its licence file where that says nothing."""
    metadata = package.metadata
    classifiers = [line.split(" :: ")[-1] for line in metadata.get_all("Classifier", []) if line.startswith("License ::")]
    stated = [metadata.get("License-Expression"), *(_SPDX.get(name) for name in classifiers), metadata.get("License")]
    for words in stated:
        if words and words != "UNKNOWN" and "\n" not in words:
            return _SPDX.get(words, words)
    return next(name for name in _first_lines(package) if name)


def _first_lines(package: Distribution) -> Iterator[str]:
    for file in package.files or ():
        if _NOTICE.search(str(file)):
            first = file.read_text("utf-8").strip().splitlines()[0].strip()
            yield _SPDX.get(first.removeprefix("The "), first)


def _table(title: str, names: dict[str, str]) -> Iterator[str]:
    yield from (f"## {title}", "", "| package | version | licence |", "| --- | --- | --- |")
    yield from (f"| {name} | {version} | {licence(distribution(name))} |" for name, version in sorted(names.items()))
    yield ""


def _validator() -> Iterator[str]:
    yield f"From npm, for the browser editor: {_packages('admin')}.\nFrom npm, to fill forms: {_packages('engine')}."
    yield f"From npm, for the tests: {_packages('tests')}."
    yield "From Debian, for the tests: Chromium, OpenJDK, Node.js, npm, git, Noto fonts."


def _packages(folder: str) -> str:
    """What a lock of npm names, with its licences."""
    packages = json.loads((PROJECT / folder / "package-lock.json").read_text("utf-8"))["packages"]
    return ", ".join(f"{path.removeprefix('node_modules/')} {entry['version']} ({entry['license']})" for path, entry in packages.items() if path)


if __name__ == "__main__":
    (PROJECT / "THIRD_PARTY.md").write_text(document(), "utf-8")
