"""Weigh the first visit of somebody who follows a link: a typical and the heaviest page of each kind, in Chromium with an empty cache.

    python benchmarks/weight.py [--site DIR]

Debian's nginx gives the site, compressed by gzip at its usual level. "bytes" is all that came over the line, headers and icon too; "shift" is
the layout's cumulative shift on a small phone; "facts" tells whether the page says without a script all that it says with it.
Where the module brotli is installed, a column adds what the same bodies would be by it.
"""
from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tests")]

from playwright.sync_api import Browser  # noqa: E402
from support import chromium, nginx, reading  # noqa: E402

_PHONE = {"viewport": {"width": 360, "height": 640}, "device_scale_factor": 2, "has_touch": True, "is_mobile": True}
_WATCH_SHIFTS = """window.shifted = 0;
new PerformanceObserver(list => { for (const each of list.getEntries()) window.shifted += each.value }).observe({type: "layout-shift", buffered: true});"""
# Two paints after all has come: what shifts then has shifted.
_PAINTED = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(window.shifted), 50))))"


class Visit(NamedTuple):
    """What one first visit cost."""

    page: str
    requests: int
    transferred: int
    shift: float
    says_all: bool
    asked: tuple[str, ...]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--site", type=Path, default=ROOT / "site", help="a built site")
    options = parser.parse_args()
    has_brotli = find_spec("brotli") is not None
    print(f"{'kind':<14}{'page':<48}{'requests':>9}{'bytes':>9}{'brotli' if has_brotli else '':>9}{'shift':>8}  facts")
    with nginx.serving(options.site) as address, chromium.running() as browser:
        for kind, names in pages(options.site):
            for name in names:
                seen = visit(browser, address, name)
                smaller = f"{by_brotli(options.site, address, seen):>9,}" if has_brotli else f"{'':>9}"
                print(f"{kind:<14}{name.removesuffix('index.html')[:46]:<48}{seen.requests:>9}{seen.transferred:>9,}{smaller}{seen.shift:>8.3f}  "
                      f"{'all' if seen.says_all else 'NOT ALL'}", flush=True)


def pages(site: Path) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Of each kind the page of middle length and the longest one."""
    for kind, names in reading.kinds(site).items():
        yield kind, tuple(dict.fromkeys((names[len(names) // 2], names[0])))


def visit(browser: Browser, address: str, name: str) -> Visit:
    """Open a page as somebody does who has never been here, once with scripts and once without."""
    context = browser.new_context(**_PHONE)
    context.add_init_script(_WATCH_SHIFTS)
    page, sizes, asked = context.new_page(), [], []
    line = context.new_cdp_session(page)
    line.send("Network.enable")
    line.on("Network.loadingFinished", lambda event: sizes.append(int(event["encodedDataLength"])))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address + name.removesuffix("index.html"), wait_until="networkidle")
    shift, said = page.evaluate(_PAINTED), page.locator("main").text_content()
    context.close()
    without = browser.new_context(**_PHONE, java_script_enabled=False)
    still = without.new_page()
    still.goto(address + name.removesuffix("index.html"))
    says_all = still.locator("main").text_content() == said
    without.close()
    return Visit(name, len(asked), sum(sizes), round(shift, 4), says_all, tuple(asked))


def by_brotli(site: Path, address: str, seen: Visit) -> int:
    """The bodies of a visit by brotli at the level that servers use, without headers; pictures as they are."""
    import brotli

    total = 0
    for url in seen.asked:
        name = url.removeprefix(address).partition("?")[0].partition("#")[0]
        body = (site / (name + "index.html" if name.endswith("/") or not name else name)).read_bytes()
        total += len(body) if name.endswith(".png") else len(brotli.compress(body, quality=5))
    return total


if __name__ == "__main__":
    main()
