"""What search engines and hosts look for: the sitemap, robots.txt, and the mark that keeps a host from running Jekyll."""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import NamedTuple

from motcua import urls
from motcua.outputs.artifact import Artifact

# The protocol's own limit for one file.
MOST_ADDRESSES = 50_000
_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'
_SITEMAPS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


class Page(NamedTuple):
    """A page to be found: its address without a language, the languages in which it may be indexed, its last change if known."""

    path: str
    languages: tuple[str, ...]
    changed_on: str = ""


class Sitemap(NamedTuple):
    """All that one file of the sitemap holds; `languages` are the site's, the first one at its root."""

    pages: tuple[Page, ...]
    languages: tuple[str, ...]
    site_url: str


class SitemapIndex(NamedTuple):
    """The files of a sitemap that is too long for one."""

    paths: tuple[str, ...]
    site_url: str


class Robots(NamedTuple):
    """Whether robots are welcome, and where the sitemap is, empty where the site has no address."""

    are_welcome: bool
    sitemap: str


def artifacts(pages: Iterable[Page], languages: tuple[str, ...], site_url: str = "", has_drafts: bool = False) -> Iterator[Artifact]:
    """The files; without an address of the site there is no sitemap, and a site that shows drafts asks not to be indexed."""
    is_found = bool(site_url) and not has_drafts
    yield Artifact(".nojekyll", nothing, ())
    yield Artifact("robots.txt", robots_txt, Robots(not has_drafts, urls.absolute(site_url, urls.SITEMAP) if is_found else ""))
    if is_found:
        yield from _sitemaps(tuple(page for page in pages if page.languages), languages, site_url)


def nothing(inputs: tuple[()]) -> bytes:
    """An empty file, whose name is all it says."""
    return b""


def robots_txt(inputs: Robots) -> bytes:
    """Leave for all robots, or for none."""
    lines = ["User-agent: *", "Allow: /" if inputs.are_welcome else "Disallow: /"]
    return ("\n".join([*lines, *(["", f"Sitemap: {inputs.sitemap}"] if inputs.sitemap else [])]) + "\n").encode()


def sitemap_xml(inputs: Sitemap) -> bytes:
    """Every page in every language, each with its translations and, where it is known, the day of its last change."""
    lines = [_DECLARATION, f'<urlset {_SITEMAPS} xmlns:xhtml="http://www.w3.org/1999/xhtml">']
    for page in inputs.pages:
        lines += _url_elements(page, inputs)
    return ("\n".join([*lines, "</urlset>"]) + "\n").encode()


def sitemap_index_xml(inputs: SitemapIndex) -> bytes:
    """Where the files of the sitemap are."""
    places = (f"<sitemap><loc>{escape(urls.absolute(inputs.site_url, path))}</loc></sitemap>" for path in inputs.paths)
    return ("\n".join([_DECLARATION, f"<sitemapindex {_SITEMAPS}>", *places, "</sitemapindex>"]) + "\n").encode()


def _url_elements(page: Page, inputs: Sitemap) -> Iterator[str]:
    places = {
        language: urls.absolute(inputs.site_url, urls.in_language(page.path, language, inputs.languages)) for language in page.languages
    }
    named = {**places, "x-default": places[page.languages[0]]} if len(places) > 1 else {}
    links = "".join(f'<xhtml:link rel="alternate" hreflang="{escape(each)}" href="{escape(place)}"/>' for each, place in named.items())
    changed = f"<lastmod>{page.changed_on}</lastmod>" if page.changed_on else ""
    for place in places.values():
        yield f"<url><loc>{escape(place)}</loc>{changed}{links}</url>"


def _sitemaps(pages: tuple[Page, ...], languages: tuple[str, ...], site_url: str) -> Iterator[Artifact]:
    whole = Sitemap(tuple(sorted(pages)), languages, site_url)
    if sum(len(page.languages) for page in pages) <= MOST_ADDRESSES:
        yield Artifact(urls.SITEMAP, sitemap_xml, whole)
        return
    size = MOST_ADDRESSES // len(languages)
    parts = [whole._replace(pages=whole.pages[start : start + size]) for start in range(0, len(pages), size)]
    paths = tuple(f"sitemap-{number}.xml" for number in range(1, len(parts) + 1))
    yield Artifact(urls.SITEMAP, sitemap_index_xml, SitemapIndex(paths, site_url))
    yield from (Artifact(path, sitemap_xml, part) for path, part in zip(paths, parts, strict=True))
