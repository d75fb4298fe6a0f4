"""A page for a disk: every link to a folder leads to the file in it, and the foot of the page says of which day the copy is."""
from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import date
from html import escape
from html.parser import HTMLParser

from motcua import interface
from motcua.text import date_text

# Where a page may lead; what a style sheet, a script or a picture is loaded from names a file already.
_LEADING = {"a": "href", "area": "href", "form": "action", "link": "href"}
_OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*:|//|#", re.IGNORECASE)
_ON = re.compile(r"(?P<path>[^?#]*)(?P<rest>.*)", re.DOTALL)
_REFRESH = re.compile(r"(?P<wait>\s*\d+\s*;\s*url=)(?P<address>.*)", re.IGNORECASE | re.DOTALL)
FILE = "index.html"


def newest(listings: Iterable[bytes]) -> str:
    """The newest ISO day on which a procedure changed, out of the site's own list of them; empty where there is none."""
    return max((each["modified"] for listing in listings for each in json.loads(listing)["procedures"]), default="")


def from_disk(content: bytes, on: str) -> bytes:
    """The page with its links written out and the day of the copy at its end; every other byte stays."""
    page = content.decode()
    read = _Read(page)
    changes = [*read.links, (read.end, read.end, _line(read.language, on))]
    parts, last = [], 0
    for start, end, words in sorted(changes):
        parts += [page[last:start], words]
        last = end
    return "".join([*parts, page[last:]]).encode()


def to_file(address: str) -> str:
    """An address as it must be written for a disk: one of a folder names the file in it, every other stays."""
    if not address or _OUTSIDE.match(address):
        return address
    path, rest = _ON.fullmatch(address).group("path", "rest")
    is_folder = path.endswith("/") or path.rpartition("/")[2] in (".", "..")
    return f"{path.rstrip('/')}/{FILE}{rest}" if path and is_folder else address


def _line(language: str, on: str) -> str:
    words = interface.words(language)
    day = date_text(date.fromisoformat(on), language) if on else ""
    told = words("frame.copy", date=day) if day else words("frame.copy_undated")
    return f'<p class="frame-copy md-grid" data-pack>{escape(told, quote=False)}</p>\n'


class _Read(HTMLParser):
    """What of a page must change: `links` as (start, end, new words), `end` where its foot ends, `language`."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=False)
        self.links: list[tuple[int, int, str]] = []
        self.end, self.language = len(page), ""
        self._lines = [0]
        for line in page.split("\n"):
            self._lines.append(self._lines[-1] + len(line) + 1)
        self._has_foot = False
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "html":
            self.language = values.get("lang") or ""
        if wanted := "content" if tag == "meta" and (values.get("http-equiv") or "").lower() == "refresh" else _LEADING.get(tag):
            self._link(wanted, values.get(wanted) or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "footer" or (tag == "body" and not self._has_foot):
            self._has_foot, self.end = True, self._here()

    def _link(self, attribute: str, value: str) -> None:
        """Note how the value of an attribute is to be written; its own words are looked up in the tag, so that all else stays."""
        lead, address = _REFRESH.fullmatch(value).group("wait", "address") if attribute == "content" and _REFRESH.fullmatch(value) else ("", value)
        if (written := to_file(address)) == address:
            return
        tag = self.get_starttag_text()
        found = re.search(rf"""\s{attribute}\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", tag, re.IGNORECASE)
        group = found.lastindex
        start = self._here()
        self.links.append((start + found.start(group), start + found.end(group), escape(lead + written)))

    def _here(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column
