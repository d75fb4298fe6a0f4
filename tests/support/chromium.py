"""Debian's Chromium, driven by Playwright, with a log of all that its pages ask for."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

# Names other than this machine's resolve to nothing, so that a page which asks outside is caught and still reaches nobody.
_FLAGS = (
    "--headless",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
_OWN_SCHEMES = frozenset({"file", "data", "blob", "about"})


@contextmanager
def running() -> Iterator[Browser]:
    """Start the Chromium on the PATH; its absence is an error, never a skip."""
    # The same engine without the windows around it: a page costs a third of the time.
    program = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    if program is None:
        raise RuntimeError("the browser tests need the Debian package chromium-headless-shell: run `make test`")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(_FLAGS))
        yield browser
        browser.close()


def is_outside(address: str) -> bool:
    """Whether the address leaves the machine."""
    parts = urlsplit(address)
    return parts.scheme not in _OWN_SCHEMES and parts.hostname != "127.0.0.1"


@dataclass
class Log:
    """What the pages asked for, and what their scripts threw."""

    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @property
    def outside(self) -> list[str]:
        """The requests that left the machine."""
        return [address for address in self.requests if is_outside(address)]


class Pages:
    """Opens pages in fresh contexts and remembers what they all asked for."""

    def __init__(self, browser: Browser):
        self._browser = browser
        self._contexts: list[BrowserContext] = []
        self.log = Log()

    def __call__(self, address: str | None = None, *, width: int = 1280, height: int = 800, **options) -> Page:
        """Open the address (or nothing yet) in a window of this size; options are those of Playwright's `new_context`."""
        context = self._browser.new_context(viewport={"width": width, "height": height}, **options)
        self._contexts.append(context)
        context.on("request", lambda request: self.log.requests.append(request.url))
        context.on("weberror", lambda error: self.log.errors.append(str(error.error)))
        page = context.new_page()
        page.on("websocket", lambda socket: self.log.requests.append(socket.url))
        if address is not None:
            page.goto(address)
        return page

    def close(self) -> None:
        for context in self._contexts:
            context.close()
        self._contexts.clear()
