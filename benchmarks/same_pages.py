"""The pages of a built site as Markdown, a file a page, so that another generator can be given the very same pages."""
from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

_BLOCKS = frozenset("article aside caption dd details div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header legend li nav ol p pre section summary table ul".split())
_SILENT = frozenset(("script", "style", "svg", "template", "button", "input", "select", "textarea"))
# What would begin or end a mark of Markdown inside plain words.
_MARKS = re.compile(r"([\\`*_\[\]<>|#])")


def write(site: Path, docs: Path) -> int:
    """Write each page under its own address below `docs`; how many there are. What only leads on to another address is none."""
    from lxml import html

    count = 0
    for path in sorted(site.rglob("*.html")):
        article = html.fromstring(path.read_text("utf-8")).find(".//main//article")
        if article is None or path.name != "index.html":
            continue
        there = (docs / path.relative_to(site)).with_suffix(".md")
        there.parent.mkdir(parents=True, exist_ok=True)
        there.write_text(as_markdown(article), encoding="utf-8")
        count += 1
    return count


def as_markdown(article) -> str:
    """Headings, paragraphs, lists and tables as they stand; links with their addresses."""
    return "\n\n".join(block for block in _blocks(article) if block.strip()) + "\n"


def _blocks(element) -> Iterator[str]:
    """The blocks of an element; what stands in it beside blocks is a paragraph."""
    loose = [_words(element.text)]
    for child in element:
        if child.tag in _BLOCKS:
            yield "".join(loose).strip()
            loose = []
            yield from _block(child)
        else:
            loose.append(_inline(child))
        loose.append(_words(child.tail))
    yield "".join(loose).strip()


def _block(element) -> Iterator[str]:
    tag = element.tag
    if tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
        yield f"{'#' * int(tag[1])} {_inside(element)}"
    elif tag in ("ul", "ol"):
        yield "\n".join(_items(element))
    elif tag == "table":
        yield "\n".join(_lines(element))
    elif tag == "dt":
        yield f"**{_inside(element)}**"
    else:
        yield from _blocks(element)


def _items(element) -> Iterator[str]:
    for number, item in enumerate(element.iterchildren("li"), 1):
        held = "\n\n".join(block for block in _blocks(item) if block)
        yield f"{number}. {_indented(held)}" if element.tag == "ol" else f"-   {_indented(held)}"


def _indented(text: str) -> str:
    first, *rest = text.split("\n")
    return "\n".join((first, *(f"    {line}" if line else "" for line in rest)))


def _lines(table) -> Iterator[str]:
    for number, row in enumerate(table.iter("tr")):
        cells = [_inside(cell) for cell in row.iterchildren("td", "th")]
        yield f"| {' | '.join(cells)} |"
        if number == 0:
            yield f"|{' --- |' * len(cells)}"


def _inside(element) -> str:
    """All words of an element in one line."""
    parts = [_words(element.text), *(part for child in element for part in (_inline(child), _words(child.tail)))]
    return " ".join("".join(parts).split())


def _inline(element) -> str:
    if not isinstance(element.tag, str) or element.tag in _SILENT:
        return ""
    inside = _inside(element)
    if element.tag == "a" and element.get("href") and inside:
        return f"[{inside}]({element.get('href')})"
    if element.tag in ("strong", "b") and inside:
        return f"**{inside}**"
    return f" {inside} " if element.tag in _BLOCKS else inside


def _words(text: str | None) -> str:
    return _MARKS.sub(r"\\\1", " ".join(f"·{text}·".split())[1:-1]) if text else ""
