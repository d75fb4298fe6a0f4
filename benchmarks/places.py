"""Time from a key press to the list of places in Chromium on a slowed processor, and weigh what a reader's first answer loads.

    python benchmarks/places.py [--communes 3321] [--slower 4] [--site DIR]

A catalogue of so many communes is generated and of its site only what the page of counters needs is built; `--site` takes one that is built.
Names, old names and parts of them are typed letter by letter on a phone's page: "median" and "95 %" are milliseconds from the key to the frame
that shows its places, without the keys that wait for a part of the list. Bytes are those of bodies, by gzip -9.
"""
from __future__ import annotations

import argparse
import gzip
import re
import statistics
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(HERE)]

from playwright.sync_api import Browser  # noqa: E402
from support import chromium  # noqa: E402
from support.server import serving  # noqa: E402

_QUERIES = ("tan an", "xa dong hai", "phuong thanh binh", "yen lac", "hòa phú", "mường lâm", "thi tran vinh loc", "kim son")
# The key is pressed, its letter is looked up, the frame is painted, and only then this message comes.
_WATCH = """() => { window.waits = [];
  document.querySelector("#where-commune").addEventListener("input", event => { const from = event.timeStamp; requestAnimationFrame(() => {
    const painted = new MessageChannel(); painted.port1.onmessage = () => window.waits.push(performance.now() - from); painted.port2.postMessage(0); }); }); }"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--communes", type=int, default=3321, help="how many communes to generate")
    parser.add_argument("--slower", type=float, default=4, help="how many times slower the processor is made")
    parser.add_argument("--site", type=Path, help="a built site instead")
    options = parser.parse_args()
    with chromium.running() as browser, tempfile.TemporaryDirectory() as folder:
        report(browser, options.site or built(options.communes, Path(folder)), options.slower)


def built(communes: int, work: Path) -> Path:
    """The page of counters, and what it loads, of a generated catalogue."""
    from generate import generate

    from motcua.load import load
    from motcua.outputs import site, write

    generate(40, work / "catalogue", communes)
    catalogue, _ = load(work / "catalogue", work / "none", work / "cache")
    settings = site.Settings(ROOT / "templates", ROOT / "mkdocs.yml", work / "cache", "", "2026-07-01", False)
    wanted = [each for each in site.artifacts(catalogue, settings) if each.path.startswith(("noi-nop/", "assets/", "search/words"))]
    write.publish(wanted, work / "site", work / "cache", jobs=1)
    return work / "site"


def report(browser: Browser, folder: Path, slower: float) -> None:
    """Print what one site costs."""
    with serving(folder) as address:
        page = browser.new_page(viewport={"width": 360, "height": 640})
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url.removeprefix(address)))
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
        page.goto(f"{address}noi-nop/")
        box = page.locator("#where-commune")
        box.wait_for()
        opened = list(asked)
        box.type(_QUERIES[0])
        page.locator(".where__choice").first.wait_for()
        listed = asked[len(opened):]
        page.locator(".where__choice").first.click()
        page.locator(".where__chosen .tool__result").first.wait_for()
        shown = asked[len(opened) + len(listed):]
        page.get_by_role("button", name="Chọn nơi khác").click()
        for query in _QUERIES:
            box.fill(query[:1])
            page.wait_for_timeout(300)
        page.evaluate(_WATCH)
        for query in _QUERIES:
            box.fill("")
            box.type(query, delay=60)
        waits = sorted(page.evaluate("window.waits"))
        page.close()
    print(f"pages      {_size(folder, ['noi-nop/index.html'])} the first; the largest of a letter {max(_bytes(path) for path in folder.glob('noi-nop/*/index.html')):,}")
    print(f"names      {_size(folder, listed)}; the largest part {max(_bytes(path) for path in folder.glob('noi-nop/tra/names-*.js')):,}")
    print(f"counters   {_size(folder, shown)}; the largest part {max(_bytes(path) for path in folder.glob('noi-nop/tra/counters-*.js')):,}")
    print(f"the list   {_size(folder, [path for path in opened if path.startswith('noi-nop/tra/')])}; all scripts of the tool {_size(folder, [path for path in opened if 'tool' in path])}")
    print(f"keys       median {statistics.median(waits):.0f} ms, 95 % {waits[int(0.95 * len(waits))]:.0f} ms, {len(waits)} keys, processor {slower:g} times slower")


def _size(folder: Path, paths: list[str]) -> str:
    return f"{sum(_bytes(folder / re.sub('[?#].*', '', path)) for path in paths):,} bytes"


def _bytes(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 9, mtime=0))


if __name__ == "__main__":
    main()
