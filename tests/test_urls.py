"""Addresses: relative links hold at any subpath, absolute ones at any site address."""
from __future__ import annotations

import pytest

from motcua import urls


@pytest.mark.parametrize(("start", "target", "link"), [
    ("", "", "./"), ("", "thu-tuc/", "thu-tuc/"), ("thu-tuc/1.004222/", "", "../../"), ("thu-tuc/1.004222/", "thu-tuc/1.004222/", "./"),
    ("thu-tuc/1.004222/", "thu-tuc/1.004222/nha-o/", "nha-o/"), ("thu-tuc/1.004222/nha-o/", "thu-tuc/1.004222/", "../"),
    ("thu-tuc/1.004222/", "en/thu-tuc/1.004222/", "../../en/thu-tuc/1.004222/"), ("en/", "bieu-mau/a/b.docx", "../bieu-mau/a/b.docx"),
    ("thu-tuc/", "api/v1/procedures.json", "../api/v1/procedures.json"), ("404.html", "thu-tuc/", "thu-tuc/"),
])
def test_a_link_leads_from_any_page_to_any_other(start, target, link):
    assert urls.relative(start, target) == link


def test_the_first_language_stands_at_the_root_and_the_others_under_their_code():
    assert urls.in_language("thu-tuc/", "vi", ("vi", "en")) == "thu-tuc/"
    assert urls.in_language("thu-tuc/", "en", ("vi", "en")) == "en/thu-tuc/"


def test_depth_counts_the_folders_above_the_file():
    assert [urls.depth(path) for path in ("", "404.html", "thu-tuc/", "en/thu-tuc/1.004222/a/")] == [0, 0, 1, 4]


@pytest.mark.parametrize(("site", "root"), [
    ("https://a.example", "/"), ("https://a.example/", "/"), ("https://a.example/b/c", "/b/c/"), ("https://a.example/b/c/", "/b/c/"),
])
def test_the_root_has_both_slashes_whatever_the_site_address_ends_with(site, root):
    assert urls.root_path(site) == root
    assert urls.absolute(site, "thu-tuc/") == "https://a.example" + root + "thu-tuc/"
