"""What a person can read of an open page: which texts are seen whole, which lie over each other, and where the keys lead."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, Request

_KIND = re.compile(r'<article class="[^"]*\bcatalogue--([a-z-]+)"')
# The spacing that a reader may set by WCAG 1.4.12.
SPACED = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }"

# Each text of the page's content in order: its words, and the boxes in which it is seen whole. A box is not seen when it is
# hidden, shrunk to what only listeners notice, or cut off by a holder; a text that is clamped to some lines, or ends in an
# ellipsis with room for a word or two, stands whole elsewhere; its box ends where it is cut.
_TEXTS = """holder => {
  const walker = document.createTreeWalker(document.querySelector(holder), NodeFilter.SHOW_TEXT), range = document.createRange(), found = [];
  const cuts = element => ["hidden", "clip"].includes(getComputedStyle(element).overflowX) || ["hidden", "clip"].includes(getComputedStyle(element).overflowY);
  const isClamped = element => !["none", ""].includes(getComputedStyle(element).webkitLineClamp);
  const isShortened = element => getComputedStyle(element).textOverflow === "ellipsis" && element.clientWidth >= 48;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!node.data.trim() || ["SCRIPT", "STYLE"].includes(node.parentElement.tagName)) continue;
    const text = {words: node.data.trim().replace(/\\s+/g, " ").slice(0, 60), boxes: [], isCut: false};
    found.push(text);
    if (!node.parentElement.checkVisibility({contentVisibilityAuto: true, opacityProperty: true, visibilityProperty: true})) continue;
    const holders = [];
    for (let each = node.parentElement; each && each !== document.documentElement; each = each.parentElement) if (cuts(each)) holders.push(each);
    range.selectNodeContents(node);
    const boxes = [...range.getClientRects()].filter(box => box.width >= 1 && box.height >= 1);
    for (const box of boxes) {
      const cutting = holders.filter(each => {
        const edge = each.getBoundingClientRect(), middle = (box.top + box.bottom) / 2;
        return box.left < edge.left - 2 || box.right > edge.right + 2 || middle < edge.top || middle > edge.bottom;
      });
      const right = Math.min(box.right, ...cutting.map(each => each.getBoundingClientRect().right));
      if (cutting.every(isShortened)) text.boxes.push([box.left, box.top + scrollY, right, box.bottom + scrollY]);
      else if (!cutting.some(each => isClamped(each) || each.getBoundingClientRect().width <= 1)) text.isCut = true;
    }
  }
  return found;
}"""

# Texts of two nodes whose boxes share a place: a third of a line is more than two lines set closely have in common.
_OVERLAPS = """texts => {
  const boxes = texts.flatMap((text, at) => text.boxes.map(box => ({at, words: text.words, left: box[0], top: box[1], right: box[2], bottom: box[3]})));
  const found = [];
  boxes.sort((one, other) => one.top - other.top);
  boxes.forEach((one, start) => {
    for (let next = start + 1; next < boxes.length && boxes[next].top < one.bottom; next++) {
      const other = boxes[next];
      if (other.at === one.at) continue;
      const high = Math.min(one.bottom, other.bottom) - other.top, wide = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      if (wide > 2 && high > Math.min(one.bottom - one.top, other.bottom - other.top) * 0.35) found.push(one.words + " / " + other.words);
    }
  });
  return [...new Set(found)];
}"""

# Half a minute: what has no answer by then gets none.
_MOST_FRAMES = 1800
_NEXT_FRAME = "new Promise(done => requestAnimationFrame(() => setTimeout(done)))"

# What has the keyboard: whether it stands out, stands in view, and stands free of what lies above it.
_STOPS = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']"
_FOCUS = """() => {
  const on = document.activeElement;
  if (!on || on === document.body) return null;
  const style = getComputedStyle(on), box = on.getClientRects()[0];
  const above = document.elementFromPoint((Math.max(box.left, 0) + Math.min(box.right, innerWidth)) / 2, (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2);
  const isInView = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  const isRinged = style.outlineStyle === "auto" || style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  return {at: +on.dataset.stop, hasParts: ["date", "time"].includes(on.type), words: on.outerHTML.slice(0, 120).replace(/\\s+/g, " "),
          fault: !isRinged || !isInView ? "not seen with the focus" : above && !on.contains(above) && !above.contains(on) ? "under something with the focus" : ""};
}"""


def kind_of(name: str, text: str) -> str:
    """The kind that a page calls itself; "case" for a procedure's page of one case, "moved" where a page only leads on."""
    found = _KIND.search(text)
    if not found:
        return "moved"
    return "case" if found[1] == "procedure" and name.removeprefix("en/").count("/") == 3 else found[1]


def kinds(site: Path) -> dict[str, list[str]]:
    """Every page of the site under the kind that it calls itself, pages that only lead on left out, the longest of a kind first."""
    found: dict[str, list[str]] = {}
    pages = {path.relative_to(site).as_posix(): path.read_text("utf-8") for path in sorted(site.rglob("*.html"))}
    for name in sorted(pages, key=lambda name: (-len(pages[name]), name)):
        found.setdefault(kind_of(name, pages[name]), []).append(name)
    found.pop("moved", None)
    return {kind: found[kind] for kind in sorted(found)}


def longest_of_each_kind(site: Path) -> list[str]:
    """The longest page of each kind, in whichever language."""
    return [names[0] for names in kinds(site).values()]


def unfold(page: Page) -> None:
    """Open every fold; where tools stand in them, all have come, and all that they asked for."""
    with unanswered(page) as pending:
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
        # Without scripts no tool comes, and nothing that waits in the page is ever called.
        if page.evaluate("Boolean(window.motcua && motcua.tools)"):
            page.wait_for_function("[...document.querySelectorAll('details[data-tool]')].every(each => each.querySelector('.tool__body > *'))")
            settle(page, pending)


def settle(page: Page, pending: set[Request]) -> None:
    """Wait until nothing is pending in a frame after the last has come: what Playwright calls "networkidle" waits half a second."""
    for _ in range(_MOST_FRAMES):
        page.evaluate(_NEXT_FRAME)
        if not pending:
            return
    raise TimeoutError(f"no answer to {', '.join(request.url for request in pending)}")


@contextmanager
def unanswered(page: Page) -> Iterator[set[Request]]:
    """What the page asks for from now on and has no answer to yet."""
    pending: set[Request] = set()

    def asked(request: Request) -> None:
        pending.add(request)

    def answered(request: Request) -> None:
        pending.discard(request)

    heard = {"request": asked, "requestfinished": answered, "requestfailed": answered}
    for event, hear in heard.items():
        page.on(event, hear)
    yield pending
    for event, hear in heard.items():
        page.remove_listener(event, hear)


def space_out(page: Page) -> None:
    """Set the text as widely as WCAG 1.4.12 lets a reader set it."""
    page.evaluate("css => { const style = document.createElement('style'); style.textContent = css; document.head.append(style) }", SPACED)


def close_gaps(page: Page) -> None:
    """Take the gaps out of every row that is flexible: no browser below Chrome 84 and Safari 14.1 has them there."""
    page.evaluate("""document.querySelectorAll('body *').forEach(each => {
      if (getComputedStyle(each).display.endsWith('flex')) each.style.gap = '0' })""")


def texts(page: Page, holder: str = "body") -> list[dict]:
    """Each text of the page in order, with the boxes where it is seen."""
    return page.evaluate(_TEXTS, holder)


def lost(before: Sequence[dict], after: Sequence[dict]) -> list[str]:
    """What was seen before and is not seen whole after."""
    assert [text["words"] for text in before] == [text["words"] for text in after]
    return [f"not seen: {new['words']}" if not new["boxes"] else f"cut: {new['words']}"
            for old, new in zip(before, after, strict=True) if old["boxes"] and not old["isCut"] and (new["isCut"] or not new["boxes"])]


def cut(found: Sequence[dict]) -> list[str]:
    """The texts that something cuts off."""
    return [f"cut: {text['words']}" for text in found if text["isCut"]]


def overlaps(page: Page) -> list[str]:
    """Texts that lie over each other."""
    return [f"over each other: {words}" for words in page.evaluate(_OVERLAPS, texts(page))]


def _walked(page: Page, stops: int) -> Iterator[dict | None]:
    """What has the keyboard after each press of Tab: a press sees to it that the page notes where the one before has led."""
    page.keyboard.press("Tab")
    page.evaluate(f"() => {{ window.walked = []; addEventListener('keydown', () => walked.push(({_FOCUS})()), true) }}")
    for presses in (stops + 1, stops * 3):
        for _ in range(presses):
            page.keyboard.press("Tab")
        yield from page.evaluate("walked.splice(0)")


def walk_faults(page: Page) -> Iterator[str]:
    """What is wrong when the Tab key goes through the page: a stop passed over, out of order, unseen, or never left."""
    wanted = page.evaluate("""stops => [...document.querySelectorAll(stops)]
      .filter(each => each.tabIndex >= 0 && !each.disabled && each.checkVisibility({contentVisibilityAuto: true, visibilityProperty: true}))
      .filter((each, at, all) => each.type !== 'radio' || each === (all.find(other => other.name === each.name && other.checked) || all.find(other => other.name === each.name)))
      .map((each, at) => { each.dataset.stop = at; return at })""", _STOPS)
    reached: list[int] = []
    for on in _walked(page, len(wanted)):
        # A box for a date is walked through part by part: day, month, year, calendar.
        if on is not None and on["hasParts"] and reached[-1:] == [on["at"]]:
            continue
        if on is None or on["at"] in reached:
            break
        reached.append(on["at"])
        if on["fault"]:
            yield f"{on['fault']}: {on['words']}"
    if reached != wanted:
        yield f"reached {len(reached)} of {len(wanted)} stops, in order until {next((n for n, at in enumerate(reached) if n != at), len(reached))}"
