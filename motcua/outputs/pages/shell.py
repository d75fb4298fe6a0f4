"""What every page hands its frame: title, description, addresses, trail, contents, and where to say that something is wrong."""
from __future__ import annotations

from typing import NamedTuple
from urllib.parse import quote


from motcua import urls
from motcua.interface import Words
from motcua.model.views import Words as Pairs
from motcua.outputs.frame import Frame
from motcua.outputs.pages.colophon import Version, colophon
from motcua.outputs.render import Markup, element
from motcua.say import Said, paired


class Site(NamedTuple):
    """What a page is told of its publisher; addresses are empty where there is none. `counts_days` where it says which days are off."""

    url: str
    languages: tuple[str, ...]
    title: Pairs
    authority: Pairs
    hotline: str
    email: str
    track_url: str
    edit_url: str
    is_sample: bool
    counts_days: bool = False


class Crumb(NamedTuple):
    """A step of the trail; without an address it is only a word."""

    text: Said | str
    address: str = ""


class Heading(NamedTuple):
    """A block that the list of contents leads to."""

    id: str
    text: str


class Sheet(NamedTuple):
    """A page ready for its frame. `path` is without language; `translated` are the languages in which it really is written.

    `kind` is its class, `cited` the name under which it is cited: the title's own part where there is none.
    """

    kind: str
    path: str
    title: str
    description: str
    body: Markup
    translated: tuple[str, ...]
    trail: tuple[Crumb, ...] = ()
    contents: tuple[Heading, ...] = ()
    file: str = ""
    about: str = ""
    json_ld: dict | None = None
    state: str | None = None
    tab: str = ""
    hidden: bool = False
    version: Version | None = None
    cited: str = ""


def page(frame: Frame, sheet: Sheet, site: Site, words: Words) -> bytes:
    """The whole page: the frame with its slots filled."""
    return frame.fill(**slots(sheet, site, words)).encode()


def slots(sheet: Sheet, site: Site, words: Words) -> dict[str, object]:
    """Every slot of a frame by its name, None for what this page leaves out."""
    here = urls.in_language(sheet.path, words.language, site.languages)
    found: dict[str, object] = {
        "kind": sheet.kind, "title": sheet.title, "description": sheet.description, "body": sheet.body, "state": sheet.state, "tab": sheet.tab,
        "canonical": _canonical(sheet, site, words.language),
        "noindex": None if is_indexed(sheet, words.language) else "",
        "jsonld": sheet.json_ld,
        "colophon": colophon(
            sheet.version, sheet.cited or sheet.title.partition(" | ")[0], publisher(site, words.language),
            urls.absolute(site.url, here) if site.url else "", words) if sheet.version else None,
        "breadcrumbs": _trail(sheet.trail) if sheet.trail else None,
        "contents": _contents(sheet.contents) if sheet.contents else None,
        "report": _report(sheet, site, words), "edit": f"{site.edit_url.rstrip('/')}/{sheet.file}" if site.edit_url and sheet.file else None,
    }
    for language in site.languages:
        there = urls.in_language(sheet.path, language, site.languages)
        has_page = bool(site.url) and language in sheet.translated and not sheet.hidden
        found[f"absolute_{language}"] = urls.absolute(site.url, there) if has_page else None
        found[f"alternate_{language}"] = urls.relative(here, there)
    return found


def is_indexed(sheet: Sheet, language: str) -> bool:
    """Whether search engines are shown this page: it is written in its own language and is no draft."""
    return language in sheet.translated and not sheet.hidden


def _canonical(sheet: Sheet, site: Site, language: str) -> str | None:
    """The page's own address; that of the first language for a page that is not translated."""
    written_in = language if language in sheet.translated else site.languages[0]
    return urls.absolute(site.url, urls.in_language(sheet.path, written_in, site.languages)) if site.url else None


def _report(sheet: Sheet, site: Site, words: Words) -> str | None:
    if not site.email:
        return None
    address = urls.absolute(site.url, urls.in_language(sheet.path, words.language, site.languages)) if site.url else sheet.path
    subject = words("report.subject", code=sheet.about or sheet.path)
    return f"mailto:{site.email}?subject={quote(subject)}&body={quote(words('report.body', address=address).replace(chr(10), chr(13) + chr(10)))}"


def _trail(crumbs: tuple[Crumb, ...]) -> Markup:
    items = (element("li", element("a", crumb.text, href=crumb.address) if crumb.address else crumb.text) for crumb in crumbs)
    return element("ol", Markup("").join(items))


def _contents(headings: tuple[Heading, ...]) -> Markup:
    items = (element("li", element("a", heading.text, href=f"#{heading.id}")) for heading in headings)
    return element("ul", Markup("").join(items))


def publisher(site: Site, language: str) -> str:
    """Who publishes, in plain words."""
    return str(paired(site.authority, language))
