"""What hosts and search engines look for, and what all pages share."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import NamedTuple

from email.message import Message

import pytest
from lxml import etree

from motcua.outputs import assets, web
from motcua.outputs.artifact import digest
from motcua.outputs.web import Page

LANGUAGES = ("vi", "en")
BOTH = Page("thu-tuc/1.000001/", LANGUAGES, "2026-11-20")
ONE = Page("thu-tuc/1.000002/", ("vi",))
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


class File(NamedTuple):
    path: str
    content: bytes


def made(*pages: Page, site_url: str = "https://x.example/a/", **more) -> dict[str, bytes]:
    return {each.path: each.make(each.inputs) for each in web.artifacts(pages, LANGUAGES, site_url, **more)}


def urls_of(sitemap: bytes) -> list[etree._Element]:
    return etree.fromstring(sitemap).findall("s:url", NAMES)


def test_the_sitemap_names_each_page_in_each_of_its_languages():
    found = urls_of(made(ONE, BOTH)["sitemap.xml"])
    assert [url.findtext("s:loc", None, NAMES) for url in found] == [
        "https://x.example/a/thu-tuc/1.000001/", "https://x.example/a/en/thu-tuc/1.000001/", "https://x.example/a/thu-tuc/1.000002/"]
    assert [url.findtext("s:lastmod", None, NAMES) for url in found] == ["2026-11-20", "2026-11-20", None]


def test_translations_name_each_other_and_themselves():
    first, second, alone = urls_of(made(BOTH, ONE)["sitemap.xml"])
    links = [(link.get("rel"), link.get("hreflang"), link.get("href")) for link in first.findall("x:link", NAMES)]
    assert links == [("alternate", "vi", "https://x.example/a/thu-tuc/1.000001/"), ("alternate", "en", "https://x.example/a/en/thu-tuc/1.000001/"),
                     ("alternate", "x-default", "https://x.example/a/thu-tuc/1.000001/")]
    assert links == [(link.get("rel"), link.get("hreflang"), link.get("href")) for link in second.findall("x:link", NAMES)]
    assert alone.findall("x:link", NAMES) == []


def test_a_page_that_may_not_be_indexed_is_not_named():
    assert len(urls_of(made(ONE, Page("thu-tuc/1.000003/", ()))["sitemap.xml"])) == 1


def test_signs_of_xml_in_the_address_are_written_as_such():
    first, *_ = urls_of(made(BOTH, site_url="https://x.example/a&b/")["sitemap.xml"])
    assert first.findtext("s:loc", None, NAMES) == first.find("x:link", NAMES).get("href") == "https://x.example/a&b/thu-tuc/1.000001/"


def test_pages_come_in_the_order_of_addresses_whatever_the_order_given():
    assert made(ONE, BOTH) == made(BOTH, ONE)


def test_a_sitemap_too_long_for_one_file_is_several(monkeypatch):
    monkeypatch.setattr(web, "MOST_ADDRESSES", 4)
    found = made(*(Page(f"thu-tuc/1.00000{n}/", LANGUAGES) for n in range(5)))
    places = etree.fromstring(found["sitemap.xml"]).findall("s:sitemap/s:loc", NAMES)
    assert [place.text for place in places] == [f"https://x.example/a/sitemap-{n}.xml" for n in (1, 2, 3)]
    assert [len(urls_of(found[f"sitemap-{n}.xml"])) for n in (1, 2, 3)] == [4, 4, 2]


def test_robots_are_told_of_the_sitemap():
    assert made(BOTH)["robots.txt"] == b"User-agent: *\nAllow: /\n\nSitemap: https://x.example/a/sitemap.xml\n"


def test_without_an_address_there_is_no_sitemap_and_nobody_is_told_of_one():
    found = made(BOTH, site_url="")
    assert found == {".nojekyll": b"", "robots.txt": b"User-agent: *\nAllow: /\n"}


def test_a_site_that_shows_drafts_asks_not_to_be_indexed():
    found = made(BOTH, has_drafts=True)
    assert found == {".nojekyll": b"", "robots.txt": b"User-agent: *\nDisallow: /\n"}


def test_shared_files_are_published_as_they_are():
    found = {each.path: each for each in assets.artifacts([File("assets/a.css", b"a{}"), File("assets/b.js", b"")], "mkdocs")}
    assert list(found) == ["assets/a.css", "assets/b.js", "assets/licences.txt"]
    assert found["assets/a.css"].make(found["assets/a.css"].inputs) == b"a{}"
    other = next(assets.artifacts([File("assets/a.css", b"b{}")], "mkdocs"))
    assert digest(other.inputs) != digest(found["assets/a.css"].inputs)


@pytest.mark.parametrize("engine, holder", [("mkdocs", "Martin Donath"), ("zensical", "Zensical and contributors")])
def test_the_licence_of_the_theme_goes_with_its_stylesheet(engine, holder):
    *_, last = assets.artifacts([], engine)
    text = last.make(last.inputs).decode()
    assert last.path == "assets/licences.txt"
    assert "assets/material.css" in text and "site-packages" not in text
    assert holder in text and "The above copyright notice and this permission notice shall be included" in " ".join(text.split())


def test_a_theme_without_its_licence_is_refused():
    class Bare:
        metadata = Message()

    with pytest.MonkeyPatch.context() as patch, pytest.raises(assets.NoLicence):
        patch.setattr("importlib.metadata.distribution", lambda package: Bare())
        assets.notice(("mkdocs-material", "1"))


@pytest.mark.parametrize("name, size, most", [("og.png", (1200, 630), 40_000), ("icon-180.png", (180, 180), 5_000), ("icon-32.png", (32, 32), 2_000)])
def test_a_picture_has_the_size_that_others_expect(project: Path, name, size, most):
    data = (project / "templates" / "pages" / "assets" / name).read_bytes()
    assert data.startswith(b"\x89PNG\r\n\x1a\n") and struct.unpack(">II", data[16:24]) == size
    assert len(data) < most


@pytest.mark.parametrize("name", ["icon.svg", "og.svg"])
def test_a_drawing_asks_nobody_for_anything(project: Path, name):
    drawing = etree.fromstring((project / "templates" / "pages" / "assets" / name).read_bytes())
    assert {etree.QName(element).localname for element in drawing.iter()} <= {"svg", "g", "rect", "path", "circle", "text"}
    assert not [key for element in drawing.iter() for key in element.attrib if "href" in key or key.startswith("on")]
