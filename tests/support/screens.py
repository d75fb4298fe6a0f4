"""What a person sees of an open page: what the first screen holds, what runs over the edge, what is too small to hit or read."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page
from support.reading import kind_of

WIDTH, HEIGHT = 360, 560

_FIRST_SCREEN = """height => {
  const faults = [];
  const end = element => element.getBoundingClientRect().bottom + scrollY;
  const whole = (selector, name, isNeeded) => {
    const found = [...document.querySelectorAll(selector)];
    if (!found.length && isNeeded) faults.push(name + " is not on the page");
    for (const each of found) if (end(each) > height) faults.push(name + " ends at " + Math.round(end(each)));
  };
  whole("main h1", "the name", true);
  whole("main .banner", "the state", false);
  // What has ended tells neither time nor fee: its successor does.
  if (["abolished", "replaced"].includes(document.querySelector("main article").dataset.state)) return faults;
  const first = [...document.querySelectorAll("main .chooser li a")].slice(0, 3);
  if (first.length) {
    for (const each of first) if (end(each) > height) faults.push("case " + each.textContent.trim() + " ends at " + Math.round(end(each)));
    return faults;
  }
  whole("main .row--time", "how long", true);
  whole("main .row--fee", "how much", true);
  const place = document.querySelector("main .row--place");
  if (!place) faults.push("where is not on the page");
  else if (place.getBoundingClientRect().top + scrollY >= height) faults.push("where begins at " + Math.round(place.getBoundingClientRect().top + scrollY));
  return faults;
}"""

_FIRST_LINES = """() => [...document.querySelectorAll("main .row .answer__value strong")].map(strong => {
  const range = document.createRange(), walker = document.createTreeWalker(strong, NodeFilter.SHOW_TEXT);
  let line = "", top = null;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    for (let at = 0; at < node.data.length; at++) {
      range.setStart(node, at); range.setEnd(node, at + 1);
      const box = range.getClientRects()[0];
      if (!box || !box.width) continue;
      if (top === null) top = box.top;
      if (Math.abs(box.top - top) > box.height / 2) return line;
      line += node.data[at];
    }
  }
  return line;
})"""

_TOO_WIDE = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const found = [...document.body.querySelectorAll("*")].filter(each => each.getBoundingClientRect().right > width + 1);
  return ["the page is " + document.documentElement.scrollWidth + " wide on " + width,
          ...found.slice(0, 3).map(each => each.tagName + "." + each.className + ": " + each.textContent.trim().slice(0, 60))];
}"""

# Whoever hits the words beside a dot or a box has hit it.
_SMALL_TARGETS = """() => [...document.querySelectorAll("button, input:not([type=hidden]), select, .frame-button, main .chooser a, summary")]
  .filter(each => each.checkVisibility() && (each.closest("label") || each).getBoundingClientRect().height < 43.5)
  .map(each => each.tagName + "." + each.className + " " + Math.round(each.getBoundingClientRect().height) + ": " + each.textContent.trim().slice(0, 40))"""

_SMALL_WORDS = """() => {
  const walker = document.createTreeWalker(document.querySelector("main .summary"), NodeFilter.SHOW_TEXT), found = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const holder = node.parentElement;
    if (node.data.trim() && holder.closest("dd") && !holder.closest(".mark") && parseFloat(getComputedStyle(holder).fontSize) < 16)
      found.push(getComputedStyle(holder).fontSize + ": " + node.data.trim().slice(0, 60));
  }
  return found;
}"""

# A fold that paper leaves out altogether is not shut.
_SHUT = """() => [...document.querySelectorAll("details")].filter(each => each.checkVisibility()).flatMap(each => [...each.children].filter(inner => inner.tagName !== "SUMMARY"))
  .filter(inner => inner.textContent.trim() && !inner.checkVisibility({contentVisibilityAuto: true, visibilityProperty: true}))
  .map(inner => inner.tagName + "." + inner.className + ": " + inner.textContent.trim().slice(0, 60))"""


def by_kind(site: Path) -> dict[str, list[str]]:
    """Every page of the site under its kind, in both languages."""
    found: dict[str, list[str]] = {}
    for path in sorted(site.rglob("*.html")):
        name = path.relative_to(site).as_posix()
        found.setdefault(kind_of(name, path.read_text("utf-8")), []).append(name)
    return found


def first_screen_faults(page: Page) -> list[str]:
    """What the first screen of an in-app browser on a small phone does not hold."""
    return page.evaluate(_FIRST_SCREEN, HEIGHT)


def first_lines(page: Page) -> list[str]:
    """The first line of each answer in the summary, as it breaks in this window."""
    return page.evaluate(_FIRST_LINES)


def too_wide(page: Page) -> list[str]:
    """What makes a page scroll sideways."""
    return page.evaluate(_TOO_WIDE)


def enlarge(page: Page, factor: int = 2) -> None:
    """Show the text larger, as a reader does who sets the size of letters."""
    page.evaluate("factor => { const root = document.documentElement; root.style.fontSize = factor * parseFloat(getComputedStyle(root).fontSize) + 'px' }",
                  factor)


def in_scheme(page: Page, scheme: str) -> None:
    """Show the page in the light or the dark scheme, each colour at the end of its change: midway it has a contrast that nobody reads."""
    page.emulate_media(color_scheme=scheme)
    page.evaluate("document.getAnimations().forEach(each => each.finish())")


def small_targets(page: Page) -> list[str]:
    """Controls that a thumb may miss."""
    return page.evaluate(_SMALL_TARGETS)


def small_words(page: Page) -> list[str]:
    """Words of the summary's answers and conditions that are smaller than 16 px."""
    return page.evaluate(_SMALL_WORDS)


def shut(page: Page) -> list[str]:
    """What stands in a fold and is not shown."""
    return page.evaluate(_SHUT)
