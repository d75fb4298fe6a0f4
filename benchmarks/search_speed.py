"""Time from a key press to painted suggestions in Chromium on a slowed processor, and weigh what the search box loads.

    python benchmarks/search_speed.py [--count N ...] [--slower 4] [--site DIR] [--real DIR]

A catalogue of each number is generated and of its site only what a search needs is built; `--site` takes one that is built. Queries are typed
letter by letter on the first page: "median" and "95 %" are milliseconds from the key to the frame that shows its suggestions, "ready" from the
first focus to the first suggestions that can be had. Bytes are those of bodies, by gzip -9 and, where that module is installed, by brotli.

Generated names are much alike and few sayings lead to them, so they weigh too little. `--real` takes a catalogue of real records and says what a
first answer of so many would weigh: what it weighs with all of them, and for each one more what the second half of them added.
"""
from __future__ import annotations

import argparse
import gzip
import statistics
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(HERE)]

from playwright.sync_api import Browser, Page  # noqa: E402
from support import chromium  # noqa: E402
from support.server import serving  # noqa: E402

_QUERIES = (
    "lam lai giay khai sinh", "cấp giấy phép xây dựng nhà ở", "dang ky ket hon o dau", "so do bao nhieu tien", "giay pheo xay dugn",
    "gia hạn chứng chỉ hành nghề", "mo quan an can giay to gi", "cap doi bang lai xe", "xac nhan thuong binh", "1.1000",
)
# The key is pressed, its letter is searched for, the frame is painted, and only then this message comes.
_WATCH = """() => { window.waits = []; let pressed = 0;
  document.addEventListener("keydown", event => { pressed = event.timeStamp; }, true);
  document.addEventListener("input", event => { const from = pressed || event.timeStamp; pressed = 0; requestAnimationFrame(() => {
    const painted = new MessageChannel(); painted.port1.onmessage = () => window.waits.push(performance.now() - from); painted.port2.postMessage(0); }); }); }"""
_READY = """() => { const from = performance.now(); document.querySelector("#q").focus(); document.querySelector("#q").value = "giay";
  return new Promise(done => { const look = () => document.querySelector("[role=option]") ? done(performance.now() - from) : requestAnimationFrame(look); look(); }) }"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, nargs="+", default=[2642], help="how many procedures to generate")
    parser.add_argument("--slower", type=float, default=4, help="how many times slower the processor is made")
    parser.add_argument("--site", type=Path, help="a built site instead")
    parser.add_argument("--real", type=Path, help="a catalogue of real records to weigh, instead")
    options = parser.parse_args()
    if options.real:
        for count in options.count:
            weigh(options.real, count)
        return
    with chromium.running() as browser, tempfile.TemporaryDirectory() as folder:
        if options.site:
            report(browser, options.site, options.slower, str(options.site))
        for count in () if options.site else options.count:
            report(browser, built(count, Path(folder) / str(count)), options.slower, f"{count:,} procedures")


def built(count: int, work: Path) -> Path:
    """The first page, the page of results, and what both load, of a generated catalogue."""
    from generate import generate

    from motcua.load import load
    from motcua.outputs import site, write

    generate(count, work / "catalogue")
    catalogue, _ = load(work / "catalogue", work / "none", work / "cache")
    settings = site.Settings(ROOT / "templates", ROOT / "mkdocs.yml", work / "cache", "", "2026-07-01", False)
    wanted = [each for each in site.artifacts(catalogue, settings) if each.path == "index.html" or each.path.startswith(("search/", "assets/", "tim/"))]
    write.publish(wanted, work / "site", work / "cache", jobs=1)
    return work / "site"


def report(browser: Browser, folder: Path, slower: float, name: str) -> None:
    """Print what one site costs."""
    with serving(folder) as address:
        page = browser.new_page(viewport={"width": 360, "height": 640})
        asked: list[str] = []
        page.goto(address)
        page.on("request", lambda request: asked.append(request.url.removeprefix(address)))
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
        ready = page.evaluate(_READY)
        first = list(asked)
        page.wait_for_function("motcua.finder.prepared() && motcua.finder.prepared().papers")
        waits = pressed(page)
        page.close()
    ordered = sorted(waits)
    print(f"{name}, processor slowed {slower:g} times: ready {ready:,.0f} ms, {len(waits)} keys: median {statistics.median(waits):.0f} ms, "
          f"95 % {ordered[int(len(ordered) * 0.95)]:.0f} ms, worst {ordered[-1]:.0f} ms")
    for title, names in (("every page", ["assets/find.js"]), ("first answer", first), ("after it", [each for each in asked if each not in first])):
        bodies = [(folder / each.partition("?")[0]).read_bytes() for each in names]
        print(f"  {title:<13}{sum(map(len, bodies)):>10,} bytes, gzip {sum(len(gzip.compress(body, 9)) for body in bodies):>8,}{by_brotli(bodies)}")
    for each in first:
        body = (folder / each.partition("?")[0]).read_bytes()
        print(f"    {each:<36}{len(body):>10,} bytes, gzip {len(gzip.compress(body, 9)):>8,}{by_brotli([body])}")


def weigh(folder: Path, count: int) -> None:
    """Print what a first answer weighs with real records, and what it would with so many."""
    from motcua.load import load
    from motcua.outputs import assets, search
    from motcua.outputs.plans import finding
    from motcua.outputs.shared import Settings, Shared

    with tempfile.TemporaryDirectory() as cache:
        catalogue, _ = load(folder, Path(cache) / "none", Path(cache))
        shared = Shared(catalogue, Settings(ROOT / "templates", ROOT / "mkdocs.yml", Path(cache), "", "2026-07-01", False))
        inputs = finding.index(shared)
        words = [each.make(each.inputs) for each in finding.results_pages(shared) if each.path.endswith("words-vi.js")]
    engine = assets.joined(tuple(path.read_bytes() for path in sorted((ROOT / "templates" / "pages" / "assets" / "search").glob("*.js"))))
    fixed = sum(len(gzip.compress(body, 9)) for body in (engine, *words))

    def shards(some: search.Inputs) -> dict[str, int]:
        made = {each.path.removeprefix("search/"): each for each in search.artifacts(some)}
        return {name: sum(len(gzip.compress(each.make(each.inputs), 9)) for path, each in made.items() if path.startswith(name)) for name in ("first-", "lexicon-", "lines-vi-", "current")}

    whole, half = shards(inputs), shards(inputs._replace(entered=inputs.entered[::2]))
    of, without = len(inputs.entered), len(inputs.entered) - len(inputs.entered[::2])
    weight, more = fixed + sum(whole.values()), (sum(whole.values()) - sum(half.values())) / without
    print(f"{of:,} real records: first answer gzip {weight:,} = script and words {fixed:,}"
          + "".join(f", {name.strip('-')} {size:,} (half of the records {half[name]:,})" for name, size in whole.items()))
    print(f"  each record more adds {more:.1f} bytes: {count:,} of them would weigh {weight + more * (count - of):,.0f}; at {weight / of:.1f} bytes a record, all counted, "
          f"{fixed + whole['lexicon-'] + (weight - fixed - whole['lexicon-']) / of * count:,.0f} with the script and the lexicon once")


def pressed(page: Page) -> list[float]:
    """Milliseconds from each key to its painted suggestions."""
    page.evaluate(_WATCH)
    box = page.locator("#q")
    for query in _QUERIES:
        box.fill("")
        for at, letter in enumerate(query, start=1):
            page.keyboard.insert_text(letter) if ord(letter) > 127 else page.keyboard.press("Space" if letter == " " else letter)
            page.wait_for_timeout(40)
    return [wait for wait in page.evaluate("window.waits") if wait > 0]


def by_brotli(bodies: list[bytes]) -> str:
    """The same by brotli, or nothing where that module is not installed."""
    try:
        import brotli
    except ImportError:
        return ""
    return f", brotli {sum(len(brotli.compress(body, quality=11)) for body in bodies):>8,}"


if __name__ == "__main__":
    main()
