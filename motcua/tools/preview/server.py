"""The preview's web server: this machine alone, nothing but reading, each page with the script that tells it of saves."""
from __future__ import annotations

import json
import os
import traceback
from collections.abc import Callable, Mapping
from functools import partial
from html import escape
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from motcua import urls
from motcua.catalogue import ChangedWhileBuilding
from motcua.tools.preview.news import News, Now

HERE = "127.0.0.1"
# No file of a site has such a name.
_OWN = "~preview/"
_EVENTS, _SCRIPT = f"{_OWN}events", f"{_OWN}live.js"
_LIVE = Path(__file__).with_name("live.js")
_TYPES = {
    "html": "text/html; charset=utf-8", "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "json": "application/json; charset=utf-8",
    "xml": "application/xml; charset=utf-8", "txt": "text/plain; charset=utf-8", "csv": "text/csv; charset=utf-8", "svg": "image/svg+xml", "png": "image/png",
    "pdf": "application/pdf", "zip": "application/zip", "odt": "application/vnd.oasis.opendocument.text",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_HEARTBEAT = 10.0
_NEXT_PORTS = 20

# What an open page is told: the present, for the page at a path.
Telling = Callable[[Now, str], dict[str, object]]


class Server(ThreadingHTTPServer):
    """Listens on this machine alone."""

    daemon_threads = True
    # On Windows this would let two programs listen to one port.
    allow_reuse_address = os.name == "posix"


def listening(port: int, news: News, telling: Telling, words: Mapping[str, str]) -> Server:
    """A server at this port, or at the next one that is free; it speaks with these words."""
    handler = partial(Handler, news=news, telling=telling, words=words)
    for each in (*range(port, min(port + _NEXT_PORTS, 65536)), 0):
        try:
            return Server((HERE, each), handler)
        except OSError:
            if not each:
                raise
    raise AssertionError("the last port is any")


class Handler(BaseHTTPRequestHandler):
    """One request."""

    server_version, sys_version = "motcua", ""

    def __init__(self, *given: object, news: News, telling: Telling, words: Mapping[str, str]) -> None:
        self._news, self._telling, self._words = news, telling, words
        super().__init__(*given)

    def do_GET(self) -> None:
        # A page elsewhere may have its own name lead here; it is told nothing.
        if self.headers.get("Host", "") not in {f"{name}:{self.server.server_port}" for name in (HERE, "localhost")}:
            self._answer(HTTPStatus.MISDIRECTED_REQUEST, "txt", b"this preview answers at 127.0.0.1 alone\n")
            return
        address = urlsplit(self.path)
        path = unquote(address.path).removeprefix("/")
        if path == _EVENTS:
            self._stream(unquote(parse_qs(address.query).get("page", [""])[0]).removeprefix("/"))
        elif path == _SCRIPT:
            self._answer(HTTPStatus.OK, "js", _LIVE.read_bytes())
        else:
            self._show(path)

    do_HEAD = do_GET

    def _show(self, path: str) -> None:
        """A file of the site, as the last good version makes it."""
        now = self._news.now
        if now.version is None:
            self._wait(now)
            return
        name = urls.file_of(path)
        try:
            data = now.version.bytes_of(name)
            if data is None and now.version.bytes_of(f"{name}/index.html"):
                self._lead_on(f"/{path}/")
                return
            status = HTTPStatus.NOT_FOUND if data is None else HTTPStatus.OK
            name = "404.html" if data is None else name
            data = now.version.bytes_of(name) if data is None else data
        except ChangedWhileBuilding:
            # Not read before it was broken; nobody has seen this page yet.
            self._wait(now)
            return
        except Exception:
            # A template that is being written may fail in any way: its writer sees how, and the page comes again with the next save.
            self._answer(HTTPStatus.INTERNAL_SERVER_ERROR, "html", _with_script(_bare(traceback.format_exc()), now))
            return
        kind = name.rpartition(".")[2].lower()
        self._answer(status, kind, _with_script(data, now) if kind == "html" else data)

    def _wait(self, now: Now) -> None:
        """A page that comes when the mistakes are mended."""
        self._answer(HTTPStatus.SERVICE_UNAVAILABLE, "html", _with_script(_bare(self._words["preview_waits"]), now))

    def _lead_on(self, address: str) -> None:
        self.send_response(HTTPStatus.MOVED_PERMANENTLY)
        self.send_header("Location", address)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _answer(self, status: HTTPStatus, kind: str, data: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", _TYPES.get(kind, "application/octet-stream"))
        self.send_header("Content-Length", str(len(data)))
        self._keep_to_ourselves()
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def _keep_to_ourselves(self) -> None:
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")

    def _stream(self, page: str) -> None:
        """Tell an open page of the present now and whenever it changes, until it is closed."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self._keep_to_ourselves()
        self.end_headers()
        number = -1
        while self.command != "HEAD":
            now = self._news.after(number, _HEARTBEAT)
            number = now.number if now else number
            told = f"data: {json.dumps(self._telling(now, page), ensure_ascii=False)}\n\n" if now else ":\n\n"
            try:
                self.wfile.write(told.encode())
            except OSError:
                return

    def log_message(self, format: str, *words: object) -> None:
        """Say nothing: the terminal is for problems."""


def _with_script(page: bytes, now: Now) -> bytes:
    number = now.version.number if now.version else 0
    script = f'<script src="/{_SCRIPT}" data-version="{number}" defer></script>'.encode()
    before, end, after = page.rpartition(b"</body>")
    return before + script + end + after if end else page + script


def _bare(words: str) -> bytes:
    return f'<!doctype html><html lang="vi"><meta charset="utf-8"><title>motcua</title><body><pre>{escape(words)}</pre></body></html>'.encode()
