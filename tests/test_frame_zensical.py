"""The same overrides give frames through Zensical, the theme's successor."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html
from support import shells
from support.links import broken_links, outside_loads

from motcua.outputs.frame import Frames

pytestmark = pytest.mark.bulk


@pytest.fixture(scope="module")
def look(tmp_path_factory) -> Path:
    """The project's mkdocs.yml, asking for the other engine."""
    path = tmp_path_factory.mktemp("look") / "mkdocs.yml"
    text = shells.LOOK.read_text("utf-8")
    assert text.count("engine: mkdocs ") == 1
    path.write_text(text.replace("engine: mkdocs ", "engine: zensical "), "utf-8")
    return path


@pytest.fixture(scope="module")
def made(look, tmp_path_factory) -> Frames:
    return shells.frames(tmp_path_factory.mktemp("zensical"), look=look)


def test_the_frames_are_those_of_mkdocs_but_for_the_themes_own_markup(made, tmp_path):
    ours = shells.frames(tmp_path)
    for place in shells.WANTED:
        theirs = made[place]
        assert theirs.slots == ours[place].slots
        for area in ("//head/*", "//header", "//article", "//footer"):
            assert _area(theirs, area) == _area(ours[place], area), (place, area)


def test_every_link_leads_to_a_file_and_nothing_is_asked_of_others(made, tmp_path):
    site = shells.write_site(tmp_path, made)
    assert broken_links(site, "/a/b/", shells.SHELL.site_url) == []
    assert outside_loads(site) == []
    assert "@layer material{" in (site / "assets" / "material.css").read_text("utf-8")


def test_no_inline_script_is_left(made):
    page = html.document_fromstring(shells.page(made, "procedure", "vi"))
    assert page.xpath("//script[not(@src)][not(@type='application/ld+json')]") == []
    assert page.xpath("//input[@type='checkbox'] | //*[contains(@class, 'md-dialog')]") == []


def test_the_engine_writes_nothing_into_the_project(look, made):
    assert [path.name for path in look.parent.iterdir()] == ["mkdocs.yml"]


def _area(frame, xpath: str) -> list[str]:
    page = frame.fill(**shells.values(frame.slots, tab="az", contents="<ul></ul>", alternate_en="en/"))
    return [html.tostring(element, encoding="unicode") for element in html.document_fromstring(page).xpath(xpath)]
