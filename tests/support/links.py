"""Addresses in a built site that lead nowhere, and those that would load something from elsewhere."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree

_LOADED = {"src", "poster", "data", "href", "{http://www.w3.org/1999/xlink}href", "xlink:href"}
_FOLLOWED = {"action", "formaction"}
_SETS = {"srcset", "imagesrcset"}
_NAMED = {"og:url", "og:image"}
_LINKS_THAT_ONLY_NAME = frozenset({"canonical", "alternate", "license", "author", "help", "prev", "next", "edit"})
_REFRESH = re.compile(r"^\s*[\d.]+\s*[;,]\s*url\s*=\s*['\"]?([^'\"]+)", re.IGNORECASE)
_CSS_ADDRESS = re.compile(r"""(?:url\(\s*|@import\s+)(["']?)(?!data:)([^"')]+)\1""")
# The elements that may hold an address or be one.
_TELLING = etree.XPath("//*[@id or @style or self::style or self::meta or self::a or " + " or ".join(f"@{name}" for name in sorted({*_LOADED, *_FOLLOWED, *_SETS}) if name.isalpha())
                       + " or @*[local-name() = 'href' or name() = 'xlink:href']]")


@dataclass(frozen=True)
class Address:
    """One address as written in one element of one file; `loads` when a browser fetches it unasked."""

    file: str
    written: str
    loads: bool


@dataclass(frozen=True)
class _Page:
    addresses: tuple[Address, ...]
    anchors: frozenset[str]


@dataclass(frozen=True)
class Site:
    """A folder of files, published under a prefix and perhaps at a known address."""

    folder: Path
    prefix: str = "/"
    address: str | None = None
    _parsed: dict[str, _Page] = field(default_factory=dict, compare=False)

    @cached_property
    def files(self) -> frozenset[str]:
        """Every file by its path in the site, exactly as spelt, whatever the disk thinks of capitals."""
        return frozenset(
            Path(folder, name).relative_to(self.folder).as_posix()
            for folder, _, names in os.walk(self.folder)
            for name in names
        )

    def addresses(self) -> Iterator[Address]:
        """Every address in the HTML and CSS files, sorted by file, in the order written."""
        for file in sorted(self.files):
            if file.endswith(".html"):
                yield from self.page(file).addresses
            elif file.endswith(".css"):
                text = (self.folder / file).read_text("utf-8")
                yield from (Address(file, written, loads) for written, loads in _in_css(text))

    def broken(self) -> list[str]:
        """Each address that leads to no file or to no place in its page, as `file: address: what is wrong`, sorted by file."""
        faults = ((found, self.fault(found)) for found in dict.fromkeys(self.addresses()))
        return [f"{found.file}: {found.written}: {fault}" for found, fault in faults if fault]

    def loads_from_outside(self) -> list[str]:
        """Each address from which a page would fetch something of another host by itself, as `file: address`."""
        return [f"{found.file}: {found.written}" for found in dict.fromkeys(self.addresses())
                if found.loads and _leaves(found.written) and not (self.address and found.written.startswith(self.address))]

    def page(self, file: str) -> _Page:
        """The parsed page, read once."""
        if file not in self._parsed:
            self._parsed[file] = _read(self.folder / file, file)
        return self._parsed[file]

    def fault(self, address: Address) -> str | None:
        """What is wrong with the address, or None where it leads somewhere or leaves the site."""
        written = address.written.strip()
        if self.address and written.startswith(self.address):
            written = self.prefix + written[len(self.address) :].lstrip("/")
        if is_elsewhere(written):
            return None
        path, fragment = _resolve(self.prefix + address.file, written)
        if not path.startswith(self.prefix):
            return "leaves the prefix"
        return self._fault_inside(path[len(self.prefix) :], fragment)

    def _fault_inside(self, target: str, fragment: str) -> str | None:
        file = target + "index.html" if target == "" or target.endswith("/") else target
        if file not in self.files:
            return "lacks the final slash" if f"{file}/index.html" in self.files else "names no file"
        # Behind `=` stands what the scripts of that place are told; the place is before it.
        place = fragment.partition("=")[0]
        if place and file.endswith(".html") and place != "top" and place not in self.page(file).anchors:
            return "names no place in its page"
        return None


def broken_links(folder: Path, prefix: str = "/", address: str | None = None) -> list[str]:
    """Each address that leads to no file or to no place in its page, as `file: address: what is wrong`, sorted.

    An address is resolved from where the page stands under the prefix; one that begins with the site's own address
    is followed into the folder. A search part (`?...`) is ignored, and what leaves the site is not looked at.
    """
    return Site(folder, f"/{prefix.strip('/')}/".replace("//", "/"), address).broken()


def outside_loads(folder: Path, address: str | None = None) -> list[str]:
    """Each address from which a page would fetch something of another host by itself, as `file: address`."""
    return Site(folder, address=address).loads_from_outside()


def is_elsewhere(written: str) -> bool:
    """Whether the address names its own scheme or host."""
    parts = _split(written)
    return bool(parts.scheme or parts.netloc)


def _leaves(written: str) -> bool:
    return is_elsewhere(written) and _split(written).scheme not in {"data", "blob"}


@lru_cache(maxsize=65536)
def _split(written: str):
    return urlsplit(written)


def _resolve(base: str, written: str) -> tuple[str, str]:
    parts = urlsplit(urljoin(base, written))
    return unquote(parts.path), unquote(parts.fragment)


def _read(path: Path, file: str) -> _Page:
    tree = etree.parse(str(path), etree.HTMLParser(encoding="utf-8", huge_tree=True))
    addresses: list[Address] = []
    anchors: set[str] = set()
    for element in _TELLING(tree):
        if "id" in element.attrib:
            anchors.add(element.attrib["id"])
        if element.tag == "a" and "name" in element.attrib:
            anchors.add(element.attrib["name"])
        addresses.extend(Address(file, written, loads) for written, loads in _written(element))
    return _Page(tuple(addresses), frozenset(anchors))


def _written(element: etree._Element) -> Iterator[tuple[str, bool]]:
    """Each address in the element, and whether a browser fetches it unasked."""
    for name, value in element.items():
        if name in _LOADED and (name != "data" or element.tag == "object"):
            yield value, _is_loaded(element, name)
        elif name in _FOLLOWED:
            yield value, False
        elif name in _SETS:
            yield from ((part.split()[0], True) for part in value.split(",") if part.strip())
        elif name == "style":
            yield from _in_css(value)
    if element.tag == "meta":
        yield from _in_meta(element)
    elif element.tag == "style":
        yield from _in_css(element.text or "")


def _is_loaded(element: etree._Element, name: str) -> bool:
    if element.tag == "link":
        return not set(element.get("rel", "").lower().split()) <= _LINKS_THAT_ONLY_NAME
    return not (name.endswith("href") and element.tag in {"a", "area"})


def _in_meta(element: etree._Element) -> Iterator[tuple[str, bool]]:
    content = element.get("content", "")
    refresh = _REFRESH.match(content) if element.get("http-equiv", "").lower() == "refresh" else None
    if refresh:
        yield refresh[1].strip(), False
    elif element.get("property") in _NAMED:
        yield content, False


def _in_css(text: str) -> Iterator[tuple[str, bool]]:
    return ((match[2].strip(), True) for match in _CSS_ADDRESS.finditer(text))
