"""The verb `rollback`: show an earlier release again, and say which there are."""
from __future__ import annotations

import argparse
from argparse import Namespace
from pathlib import Path

from motcua.telling import said
from motcua.tools.releases import opened


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The folder, and which release of it."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="the folder of releases")
    parser.add_argument("release", nargs="?", default="", metavar="RELEASE", help="its number or its whole name; the one before the current without it")
    parser.add_argument("--list", action="store_true", help="only say which releases there are")
    parser.add_argument("--lang", choices=("vi", "en"), default="vi", help="the language of the messages")


def run(options: Namespace) -> int:
    """Switch back, then list all releases with the current one marked."""
    words = said(options.lang)
    with opened(options.folder, words) as releases:
        if not options.list:
            print(words["release_is_shown"].format(folder=options.folder, release=releases.roll_back(options.release).name))
        current = releases.current()
        for release in releases.all():
            print(f"{release.number:>6}  {release.published}  {release.name}{words['release_is_current'] if release == current else ''}")
    return 0
