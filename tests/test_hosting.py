"""The sample site where people put it: at the root or in a folder of a real web server, and on a disk."""
from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urljoin
from urllib.request import HTTPRedirectHandler, Request, build_opener

import pytest
from playwright.sync_api import Page
from support import nginx, reading
from support.links import broken_links
from support.sites import ADDRESS, SUBPATH, Project

pytestmark = [pytest.mark.bulk, pytest.mark.browser]

TYPES = {
    ".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "application/javascript; charset=utf-8",
    ".csv": "text/csv; charset=utf-8", ".json": "application/json; charset=utf-8", ".xml": "text/xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8", ".svg": "image/svg+xml; charset=utf-8", ".png": "image/png", ".pdf": "application/pdf", ".zip": "application/zip",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".odt": "application/vnd.oasis.opendocument.text",
}
COMPRESSED = {suffix for suffix, kind in TYPES.items() if "charset" in kind}
# All that the page shows, those too that a browser would fetch later.
PICTURES = "[...document.images].every(each => each.complete && each.naturalWidth)"
# What a host may leave out: it tells a service of pages not to make pages of its own.
NO_ENDING = {".nojekyll"}


class Unfollowed(HTTPRedirectHandler):
    """Redirects are answers to look at."""

    def redirect_request(self, *_) -> None:
        return None


OPENER = build_opener(Unfollowed)


@pytest.fixture(scope="module", params=["/", SUBPATH], ids=["root", "subpath"])
def hosted(request, built: Project, at_subpath: Project) -> Iterator[tuple[Path, str]]:
    """The site's folder, and where nginx shows it."""
    site = (built if request.param == "/" else at_subpath).site
    with nginx.serving(site, request.param) as address:
        yield site, address


def asked(address: str, **headers: str):
    """The answer, whatever it is."""
    try:
        return OPENER.open(Request(address, headers={name.replace("_", "-"): value for name, value in headers.items()}))
    except HTTPError as answer:
        return answer


def one_of_each(site: Path) -> dict[str, str]:
    """The largest file of each ending."""
    files = sorted((path for path in site.rglob("*") if path.is_file() and path.name not in NO_ENDING), key=lambda path: path.stat().st_size)
    return {path.suffix: path.relative_to(site).as_posix() for path in files}


def complaints_of(view: Page) -> list[str]:
    """A list that fills with what the page complains of, and with every answer that is no success."""
    found: list[str] = []
    view.on("console", lambda message: found.append(message.text) if message.type in ("error", "warning") else None)
    view.on("response", lambda answer: found.append(f"{answer.status}: {answer.url}") if answer.status >= 400 else None)
    # A page that is left before its icon has come stops asking for it.
    view.on("requestfailed", lambda request: found.append(f"{request.failure}: {request.url}") if request.failure != "net::ERR_ABORTED" else None)
    return found


# Behind nginx


def test_every_kind_of_file_has_its_type(hosted):
    site, address = hosted
    files = one_of_each(site)
    assert files.keys() <= TYPES.keys()
    assert {".html", ".css", ".js", ".csv", ".svg", ".json"} <= files.keys()
    for suffix, name in files.items():
        with asked(address + name) as answer:
            assert (answer.status, answer.headers["Content-Type"]) == (200, TYPES[suffix]), name
            assert answer.read() == (site / name).read_bytes(), name


def test_text_is_compressed_and_comes_out_as_it_went_in(hosted):
    site, address = hosted
    for suffix, name in one_of_each(site).items():
        with asked(address + name, Accept_Encoding="gzip") as answer:
            body, is_compressed = answer.read(), answer.headers["Content-Encoding"] == "gzip"
        whole = (site / name).read_bytes()
        assert is_compressed is (suffix in COMPRESSED and len(whole) >= 256), name
        assert (gzip.decompress(body) if is_compressed else body) == whole, name
        assert not is_compressed or (answer.headers["Vary"] == "Accept-Encoding" and len(body) < len(whole)), name


def test_a_folder_without_its_slash_leads_on_whatever_scheme_and_port_the_reader_sees(hosted):
    site, address = hosted
    for name in ("thu-tuc", "thu-tuc/2.000635", "en/thu-tuc/2.000635"):
        for host in ("thutuc.lamgiang.example", "thutuc.lamgiang.example:8443"):
            with asked(address + name, Host=host, X_Forwarded_Proto="https") as answer:
                assert answer.status == 301, name
                assert urljoin(f"https://{host}{address[address.index('/', 8):]}{name}", answer.headers["Location"]) \
                    == f"https://{host}{address[address.index('/', 8):]}{name}/"


def test_a_wrong_address_of_any_depth_is_answered_with_the_site_s_own_page(hosted, page):
    site, address = hosted
    whole = (site / "404.html").read_bytes()
    for lost in ("nowhere", "nowhere/", "thu-tuc/9.999999/", "en/a/b/c/d/e.html", "assets/nowhere.css"):
        with asked(address + lost) as answer:
            assert (answer.status, answer.headers["Content-Type"], answer.read()) == (404, TYPES[".html"], whole), lost
        view = page(address + lost)
        assert view.evaluate("[...document.styleSheets].filter(each => each.cssRules.length).length") >= 3, lost


def test_a_page_that_has_not_changed_is_not_sent_again(hosted):
    _, address = hosted
    with asked(address) as first:
        tag = first.headers["ETag"]
    with asked(address, If_None_Match=tag) as again:
        assert (again.status, again.read()) == (304, b"")


def test_the_longest_page_of_each_kind_loads_whole_and_complains_of_nothing(hosted, page):
    site, address = hosted
    view = page(width=360)
    complaints = complaints_of(view)
    names = [name for name in reading.longest_of_each_kind(site) if name != "404.html"]
    for name in names:
        view.goto(address + name.removesuffix("index.html"))
        view.evaluate("[...document.images].forEach(each => { each.loading = 'eager' })")
        view.wait_for_function(PICTURES)
    assert complaints == []
    assert len(names) >= 6


# From a disk


def test_on_a_disk_every_link_leads_somewhere_but_on_the_page_for_wrong_addresses(built: Project):
    faults = broken_links(built.site, built.site.as_posix(), ADDRESS)
    assert [fault for fault in faults if not fault.startswith("404.html: ")] == []


def test_on_a_disk_scripts_run_and_nothing_is_complained_of(built: Project, page):
    view = page(color_scheme="light")
    complaints = complaints_of(view)
    for name in [name for name in reading.longest_of_each_kind(built.site) if name != "404.html"]:
        view.goto((built.site / name).as_uri())
        dark = "document.documentElement.dataset.scheme"
        before = view.evaluate(dark)
        view.locator(".frame-scheme").click()
        assert view.evaluate(dark) in {"dark", "light"} - {before}, name
        view.evaluate("[...document.images].forEach(each => { each.loading = 'eager' })")
        view.wait_for_function(PICTURES)
    assert complaints == []
