"""The verb `publish`: a built site -> a release in the folder that a web server shows, switched to in one step."""
from __future__ import annotations

import argparse
import re
from argparse import Namespace
from datetime import datetime
from pathlib import Path

from motcua.folders import Fault, cache_of
from motcua.telling import said
from motcua.tools import built
from motcua.tools.releases import opened

KEPT = 3


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where from, where to, and how many releases stay."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="the folder of releases; the web server's root is DIR/current")
    parser.add_argument("--site", type=Path, default=Path("site"), metavar="DIR", help="the built site; site without it")
    parser.add_argument("--keep", type=_several, default=KEPT, metavar="N", help=f"how many releases stay, at least 2; {KEPT} without it")
    parser.add_argument("--at", type=_moment, default=None, metavar="YYYY-MM-DDTHH:MM", help="the time by which the release is called; now without it")
    parser.add_argument("--lang", choices=("vi", "en"), default="vi", help="the language of the messages")


def run(options: Namespace) -> int:
    """Publish; 0 also where the very same is shown already."""
    words = said(options.lang)
    site, cache = options.site, cache_of(options.site)
    if options.folder.resolve() in (site.resolve(), *cache.resolve().parents, cache.resolve()) or site.resolve() in options.folder.resolve().parents:
        raise Fault(words["releases_in_the_way"].format(folder=options.folder, site=site))
    with built.held(site, words) as digests, opened(options.folder, words, create=True) as releases:
        release, is_new = releases.publish(site, digests, options.at or datetime.now(), options.keep)
    print(words["release_is_shown" if is_new else "release_is_the_same"].format(folder=options.folder, release=release.name))
    return 0


def _several(word: str) -> int:
    if not word.isdecimal() or int(word) < 2:
        raise argparse.ArgumentTypeError("a whole number from 2")
    return int(word)


def _moment(word: str) -> datetime:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}", word):
        raise argparse.ArgumentTypeError(f"a time as YYYY-MM-DDTHH:MM; found {word!r}")
    try:
        return datetime.fromisoformat(word)
    except ValueError:
        raise argparse.ArgumentTypeError(f"no such time: {word}") from None
