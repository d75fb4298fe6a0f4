"""A web server on this machine that shows a folder as a static host would, under any prefix."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import MappingProxyType

_TYPES = {".js": "text/javascript", ".json": "application/json", ".html": "text/html", ".css": "text/css"}


class _Handler(SimpleHTTPRequestHandler):
    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
        suffix: f"{kind}; charset=utf-8" for suffix, kind in _TYPES.items()
    }

    def __init__(self, *args, prefix: str, headers: Mapping[str, str], **options):
        self.prefix, self.headers_of_all = prefix, headers
        super().__init__(*args, **options)

    def translate_path(self, path: str) -> str:
        if not path.startswith(self.prefix):
            return str(Path(self.directory) / "\N{WORD JOINER}outside the prefix")
        return super().translate_path("/" + path[len(self.prefix) :])

    def list_directory(self, path):
        """Refuse: a static host shows no folder that has no index.html."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def send_error(self, code, message=None, explain=None):
        page = Path(self.directory) / "404.html"
        if code != HTTPStatus.NOT_FOUND or not self.path.startswith(self.prefix) or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(HTTPStatus.NOT_FOUND)
        self.send_header("Content-Type", self.guess_type(str(page)))
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def end_headers(self):
        for name, value in self.headers_of_all.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, format, *args):
        """Say nothing: the tests read the browser's log instead."""


@contextmanager
def serving(folder: Path, prefix: str = "/", headers: Mapping[str, str] = MappingProxyType({})) -> Iterator[str]:
    """Serve the folder, each answer with these headers too, on a free port of 127.0.0.1 and yield its address, which ends with the prefix."""
    prefix = f"/{prefix.strip('/')}/".replace("//", "/")
    handler = partial(_Handler, directory=str(folder), prefix=prefix, headers=headers)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{prefix}"
        finally:
            server.shutdown()
            thread.join()
