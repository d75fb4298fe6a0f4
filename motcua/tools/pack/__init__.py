"""The verb `pack`: a built site -> a ZIP whose pages open from a disk, each of them saying of which day it is."""
from __future__ import annotations

import argparse
import os
from argparse import Namespace
from collections.abc import Iterable, Iterator
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from motcua.folders import Fault, cache_of
from motcua.telling import said
from motcua.tools import built
from motcua.tools.pack.page import from_disk, newest

# What speaks to servers and search engines; the page for wrong addresses is written for a web server's root.
_FOR_THE_WEB = ("404.html", "robots.txt", "sitemap.xml", ".nojekyll")
# Compressed already: a second time costs time and gains nothing.
_PACKED = (".zip", ".docx", ".odt", ".png", ".pdf")
# No ZIP can say an earlier day; a pack says its day on its pages.
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_LEVEL = 6


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where from and where to."""
    parser.add_argument("out", type=Path, metavar="OUT.zip", help="the ZIP to write; what it holds lies in a folder of the same name")
    parser.add_argument("--site", type=Path, default=Path("site"), metavar="DIR", help="the built site; site without it")
    parser.add_argument("--lang", choices=("vi", "en"), default="vi", help="the language of the messages")


def run(options: Namespace) -> int:
    """Write the pack whole or not at all."""
    words, site, out = said(options.lang), options.site, options.out
    if out.suffix != ".zip" or not out.stem:
        raise Fault(words["pack_is_a_zip"].format(file=out))
    if {site.resolve(), cache_of(site).resolve()} & {*out.resolve().parents}:
        raise Fault(words["pack_in_the_way"].format(file=out, site=site))
    with built.held(site, words) as digests:
        held = [path for path in sorted(digests) if path not in _FOR_THE_WEB]
        on = newest((site / path).read_bytes() for path in digests if path == "api/v1/procedures.json")
        _write(out, _files(site, held, on))
    print(words["pack_is_written"].format(file=out, files=len(held), size=round(out.stat().st_size / 1e6, 1), on=on))
    return 0


def _files(site: Path, held: Iterable[str], on: str) -> Iterator[tuple[str, bytes]]:
    for path in held:
        content = (site / path).read_bytes()
        yield path, from_disk(content, on) if path.endswith(".html") else content


def _write(out: Path, files: Iterable[tuple[str, bytes]]) -> None:
    part = out.with_name(f"{out.name}~")
    try:
        with ZipFile(part, "w", compresslevel=_LEVEL) as archive:
            for path, content in files:
                entry = ZipInfo(f"{out.stem}/{path}", _FIRST_DAY)
                entry.create_system, entry.external_attr = 3, 0o100644 << 16
                entry.compress_type = ZIP_STORED if path.endswith(_PACKED) else ZIP_DEFLATED
                archive.writestr(entry, content)
        os.replace(part, out)
    finally:
        part.unlink(missing_ok=True)
