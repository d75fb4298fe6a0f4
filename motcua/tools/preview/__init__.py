"""The verb `preview`: the site on this machine, made anew at every save, with what is wrong shown where it is."""
from __future__ import annotations

import argparse
import gc
import os
import sys
import time
from argparse import Namespace
from collections.abc import Collection
from datetime import date
from pathlib import Path
from threading import Thread

from motcua import listings, telling
from motcua.folders import Fault, add_folders, cache_of, day, forms_of, named_once
from motcua.messages import Messages
from motcua.outputs import site
from motcua.tools.preview import places
from motcua.tools.preview.judged import Judged, Sources, judge, judge_again
from motcua.tools.preview.news import News, Now
from motcua.tools.preview.server import HERE, listening
from motcua.tools.preview.version import Version
from motcua.tools.preview.watch import Watch

PORT = 8000
_HOME = Path(os.path.relpath(Path(__file__).resolve().parents[3]))


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The folders, and the port."""
    parser.add_argument("folder", nargs="?", type=Path, default=None, metavar="CATALOGUE_DIR", help="the catalogue; the folder catalogue without it")
    add_folders(parser)
    parser.add_argument("--templates", type=Path, default=_HOME / "templates", metavar="DIR", help="templates and the theme's overrides")
    parser.add_argument("--port", type=_port, default=PORT, metavar="N", help=f"where to listen; {PORT}, or the next that is free")
    parser.add_argument("--date", type=day, default=None, metavar="YYYY-MM-DD", help="the day whose states are shown; today without it")
    parser.set_defaults(mkdocs_yml=_HOME / "mkdocs.yml")


def run(options: Namespace) -> int:
    """Show the site until somebody stops it."""
    words = telling.said(options.lang)
    options.catalogue = named_once(options)
    forms = forms_of(options)
    if not (options.templates / "pages").is_dir():
        raise Fault(words["no_folder"].format(folder=options.templates / "pages", option="--templates"))
    cache = cache_of(options.catalogue) / "preview"
    preview = Preview(Sources(options.catalogue, forms, options.templates, options.mkdocs_yml, cache, os.cpu_count() or 1), options)
    server = listening(options.port, preview.news, preview.told, words)
    print(words["preview_reads"].format(catalogue=options.catalogue), flush=True)
    try:
        preview.start()
        Thread(target=server.serve_forever, daemon=True).start()
        if server.server_port != options.port:
            print(words["preview_port_is_taken"].format(port=options.port, other=server.server_port))
        if options.date:
            print(words["preview_shows_a_day"].format(day=f"{options.date:%d/%m/%Y}"))
        print(words["preview_is_open"].format(address=f"http://{HERE}:{server.server_port}/"), flush=True)
        preview.follow()
    except KeyboardInterrupt:
        print(words["preview_was_stopped"])
    finally:
        server.server_close()
    return 0


class Preview:
    """What is kept between two saves: the last good catalogue, the version made of it, and the files that changed since."""

    def __init__(self, sources: Sources, options: Namespace) -> None:
        self.news = News()
        self._sources, self._options = sources, options
        self._words, self._messages = telling.said(options.lang), Messages()
        self._watch = Watch((sources.catalogue, sources.forms, sources.templates, sources.mkdocs_yml))
        self._good: Judged | None = None
        self._since: set[Path] = set()
        self._day = ""

    def start(self) -> None:
        """Make the first version."""
        self._day = self._today()
        judged = judge(self._sources, self._messages, self._day)
        telling.tell(list(judged.problems), self._options)
        self._take(judged, None)
        _rest()

    def follow(self) -> None:
        """Make another version after each save, for ever."""
        is_at_rest, again = True, set()
        while True:
            self._watch.rest(self.news.has_readers)
            if changed := self._watch.saved() | again:
                again = self._renewed(changed)
                is_at_rest = False
            elif not is_at_rest:
                _rest()
                is_at_rest = True

    def _renewed(self, changed: set[Path]) -> set[Path]:
        """Make another version; the files that are to be looked at once more, since they moved while they were read."""
        try:
            self.renew(changed)
        except OSError as error:
            print(f"motcua: {error.filename or ''}: {error.strerror or error}", file=sys.stderr, flush=True)
            return changed
        return set()

    def renew(self, changed: Collection[Path]) -> None:
        """The next version, or what is wrong beside the last good one."""
        started = time.perf_counter()
        before = self.news.now
        self._since |= set(changed)
        has_new_look = any(not _is_below(path, (self._sources.catalogue, self._sources.forms)) for path in self._since)
        today = self._today()
        judged = (judge_again(self._good, self._since, self._sources, self._messages, today) if self._good and not has_new_look
                  else judge(self._sources, self._messages, today))
        is_new_day, self._day = today != self._day, today
        self._take(judged, None if has_new_look or is_new_day else before.version)
        self._say(before.problems, judged, changed, time.perf_counter() - started)

    def told(self, now: Now, page: str) -> dict[str, object]:
        """What an open page is told of the present."""
        version = now.version
        shown = places.shown(now.problems, page, version and version.catalogue, self._messages, self._options.lang)
        errors = sum(problem["is_error"] for problem in shown)
        title = [self._words["preview_errors"].format(errors=errors)] * bool(errors) + [self._words["preview_page_stands"]] * bool(errors and version)
        number = version.number if version else 0
        return {"version": number, "problems": shown, "title": " ".join(title), "remarks": self._words["preview_has_remarks"]}

    def _today(self) -> str:
        """The day that is shown: the one that was asked for, else the one that it is."""
        return (self._options.date or date.today()).isoformat()

    def _take(self, judged: Judged, earlier: Version | None) -> None:
        version = self.news.now.version
        if judged.is_good:
            settings = site.Settings(self._sources.templates, self._sources.mkdocs_yml, self._sources.cache,
                                     judged.catalogue.publisher.site_url or "", self._day, True, self._sources.jobs)
            version = Version(judged.catalogue, settings, version.number + 1 if version else 1, earlier)
            self._good, self._since = judged, set()
        self.news.tell(version, judged.problems)

    def _say(self, before: tuple, judged: Judged, changed: Collection[Path], seconds: float) -> None:
        """On the terminal: what was saved, and what has become wrong."""
        new = set(judged.problems).difference(before)
        files = ", ".join(sorted(path.name for path in changed))
        took = f"{seconds:.2f}".replace(".", "," if self._options.lang == "vi" else ".")
        print(self._words["preview_was_renewed" if judged.is_good else "preview_stands"].format(files=files, seconds=took), flush=True)
        print(listings.text(new, self._messages, self._options.lang), file=sys.stderr, end="", flush=True)


def _is_below(path: Path, folders: Collection[Path]) -> bool:
    return any(folder in path.parents for folder in folders)


def _rest() -> None:
    """Tidy memory while nobody waits; what lives long is looked at once, and not again at every save."""
    gc.collect()
    gc.freeze()


def _port(word: str) -> int:
    if not word.isdecimal() or not 1 <= int(word) <= 65535:
        raise argparse.ArgumentTypeError("a number from 1 to 65535")
    return int(word)
