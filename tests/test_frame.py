"""The frame: slots, escaping, depths, the 404 page, the cache, the assets, and how it looks in a browser."""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import fields, replace
from pathlib import Path

import pytest
from lxml import html
from support import shells
from support.accessibility import LOOKS
from support.links import broken_links, outside_loads
from support.trees import digest_tree

from motcua.outputs import shell as shell_module
from motcua.outputs.frame import FrameFault, cut
from motcua.outputs.shell import Place, Shell, ShellFault, Tab, engine_named

HOSTILE = """"'></title></script><b onclick=x>&amp;"""
CSP = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'"


@pytest.fixture(scope="module")
def cache(tmp_path_factory):
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def made(cache):
    return shells.frames(cache)


@pytest.fixture(scope="module")
def bare(tmp_path_factory):
    """The frames of a real publisher with one language, no hotline, and no known address."""
    face = replace(shells.VIETNAMESE, sample_notice="")
    shell = Shell((face,), shells.SHELL.licence_address)
    return shells.frames(tmp_path_factory.mktemp("bare"), shell, wanted=[Place("home", "vi", 0), shells.LOST])


@pytest.fixture
def site(tmp_path, made):
    return shells.write_site(tmp_path / "site", made)


@pytest.fixture
def no_engine(monkeypatch):
    """From here on, starting an engine fails the test."""

    def start(*arguments, **options):
        raise AssertionError("an engine was started")

    monkeypatch.setattr(shell_module.subprocess, "run", start)


def procedure(made):
    return made["procedure", "vi", 2]


def filled(frame, **given):
    return frame.fill(**shells.values(frame.slots, **given))


# Slots


@pytest.mark.bulk
def test_every_link_of_pages_at_each_depth_leads_to_a_file(site):
    assert broken_links(site, "/a/b/", shells.SHELL.site_url) == []
    assert broken_links(site, "/a/b/") == []


@pytest.mark.bulk
def test_no_slot_mark_and_no_path_of_the_empty_page_is_left(site):
    for path in site.rglob("*.html"):
        text = path.read_text("utf-8")
        assert not re.search("[\ue000\ue001]", text)
        assert not re.search(r"x/x|any/|-vi\.html|-en\.html|frames-|mkdocs|zensical", text)


@pytest.mark.bulk
def test_frames_of_two_depths_differ_in_nothing_but_the_way_to_the_root(made):
    two, three = made["procedure", "vi", 2], made["procedure", "vi", 3]
    assert len(two.parts) == len(three.parts)
    assert two.parts != three.parts
    assert [part.replace("../../../", "../../") if isinstance(part, str) else part for part in three.parts] == list(two.parts)


def test_frames_of_both_languages_have_the_same_slots(made):
    assert len({frame.slots for frame in made.by_place.values()}) == 1


def test_a_slot_that_is_missing_or_unknown_is_an_error(made):
    frame = procedure(made)
    enough = shells.values(frame.slots)
    with pytest.raises(FrameFault, match=r"missing: \['body'\], unknown: \[\]"):
        frame.fill(**{name: value for name, value in enough.items() if name != "body"})
    with pytest.raises(FrameFault, match=r"missing: \[\], unknown: \['heading'\]"):
        frame.fill(**enough, heading="x")


@pytest.mark.parametrize("name", ["title", "description", "body"])
def test_a_slot_that_every_page_needs_may_not_be_none(made, name):
    with pytest.raises(FrameFault, match=f"slot {name}"):
        filled(procedure(made), **{name: None})


def test_text_and_attributes_are_escaped_for_where_they_stand(made):
    plain = html.document_fromstring(filled(procedure(made)))
    text = filled(procedure(made), title=HOSTILE, description=HOSTILE, state=HOSTILE, canonical="https://x.vn/" + HOSTILE)
    tree = html.document_fromstring(text)
    assert tree.findtext(".//title") == HOSTILE
    assert tree.xpath("//meta[@name='description']/@content") == [HOSTILE]
    assert tree.xpath("//meta[@property='og:title']/@content") == [HOSTILE]
    assert tree.xpath("//article/@data-state") == [HOSTILE]
    assert tree.xpath("//link[@rel='canonical']/@href") == ["https://x.vn/" + HOSTILE]
    assert tree.xpath("//b") == []
    assert len(tree.xpath("//script")) == len(plain.xpath("//script")) == 2


def test_linked_data_cannot_end_its_script_element(made):
    tree = html.document_fromstring(filled(procedure(made), jsonld={"name": HOSTILE + "\u2028"}))
    script = tree.xpath("//script[@type='application/ld+json']")
    assert [json.loads(one.text) for one in script] == [{"name": HOSTILE + "\u2028"}]
    with pytest.raises(ValueError):
        filled(procedure(made), jsonld={"fee": float("nan")})


@pytest.mark.parametrize("address", ["javascript:alert(1)", "JaVaScript:x", " javascript:x", "java\tscript:x", "data:text/html,x"])
def test_an_address_that_could_run_a_script_is_refused(made, address):
    with pytest.raises(FrameFault, match="scheme"):
        filled(procedure(made), edit=address)


@pytest.mark.parametrize("address", ["../a:b/", "?a:b", "#a:b", "mailto:a@b.vn", "tel:1022", "https://a.vn/x", ""])
def test_an_address_of_a_page_a_mailbox_or_a_telephone_is_linked(made, address):
    assert f'href="{address}"' in filled(procedure(made), edit=address)


@pytest.mark.parametrize(
    "slot, value, found",
    [
        ("canonical", "https://a.vn/", "//link[@rel='canonical']"),
        ("canonical", "https://a.vn/", "//meta[@property='og:url']"),
        ("canonical", "https://a.vn/", "//*[@class='frame-address']"),
        ("absolute_vi", "https://a.vn/", "//link[@hreflang='vi']"),
        ("absolute_en", "https://a.vn/en/", "//link[@hreflang='en']"),
        ("alternate_en", "../../en/", "//a[@hreflang='en'][@lang='en']"),
        ("noindex", True, "//meta[@name='robots'][@content='noindex']"),
        ("jsonld", {}, "//script[@type='application/ld+json']"),
        ("breadcrumbs", "<ol></ol>", "//nav[@class='frame-trail']"),
        ("contents", "<ul></ul>", "//nav[@class='frame-contents']"),
        ("contents", "<ul></ul>", "//nav[@class='frame-menu-contents']"),
        ("edit", "https://a.vn/", "//footer//a[@rel='edit']"),
        ("report", "mailto:a@b.vn", "//footer//a[starts-with(@href, 'mailto:')]"),
        ("state", "abolished", "//article[@data-state='abolished']"),
    ],
)
def test_what_a_page_does_not_have_is_left_out_whole(made, slot, value, found):
    without = html.document_fromstring(filled(procedure(made)))
    with_it = html.document_fromstring(filled(procedure(made), **{slot: value}))
    assert without.xpath(found) == []
    assert len(with_it.xpath(found)) == 1


def test_only_the_tab_of_the_page_is_current(made):
    current = "//nav//a[@aria-current='page']/text()"
    assert html.document_fromstring(filled(procedure(made), tab="az")).xpath(current) == ["Thủ tục A–Z"]
    assert html.document_fromstring(filled(procedure(made), tab=None)).xpath(current) == []


def test_a_page_does_not_link_itself_as_another_language(made):
    tree = html.document_fromstring(filled(procedure(made), alternate_vi="./", alternate_en="../../en/"))
    assert tree.xpath("//header//a[@hreflang]/@hreflang") == ["en"]


@pytest.mark.parametrize(
    "page",
    [
        "a \ue000text:x",
        "a text:x\ue001",
        "\ue000text:X\ue001",
        "\ue000if:x\ue001",
        "\ue000end:x\ue001",
        "\ue000if:x\ue001\ue000if:y\ue001\ue000end:x\ue001\ue000end:y\ue001",
        "\ue000script:x\ue001",
    ],
)
def test_a_mark_that_is_not_whole_is_an_error(page):
    with pytest.raises(FrameFault):
        cut(page)


def test_a_stretch_inside_one_that_is_left_out_is_left_out_too():
    frame = cut("a\ue000if:x\ue001b\ue000is:y=1\ue001c\ue000end:y\ue001d\ue000end:x\ue001e")
    assert frame.fill(x=None, y="1") == "ae"
    assert frame.fill(x="", y="1") == "abcde"
    assert frame.fill(x="", y="2") == "abde"


@pytest.mark.bulk
def test_the_digest_follows_the_frame(made, bare):
    assert bare[shells.LOST].digest != made[shells.LOST].digest
    # The home page has no search box in its head; the others differ by language and depth alone.
    told_apart = {(place.kind == "home", place.language, place.depth) for place in shells.WANTED}
    assert len({frame.digest for frame in made.by_place.values()}) == len(told_apart)


# The shell


@pytest.mark.bulk
def test_every_word_of_the_shell_is_escaped(tmp_path):
    shell = shells.SHELL
    kept = {"language", "home", "az", "tabs", "notes"}
    words = {one.name: HOSTILE for one in fields(shells.VIETNAMESE) if one.name not in kept}
    face = replace(shells.VIETNAMESE, tabs=(Tab("home", HOSTILE, ""),), notes=(Tab("a", HOSTILE, ""),), **words)
    shell = Shell((face,), "https://x.vn/" + HOSTILE, HOSTILE, "tel:" + HOSTILE)
    made = shells.frames(tmp_path, shell, wanted=[Place("procedure", "vi", 1)])
    frame = made["procedure", "vi", 1]
    text = filled(frame, canonical="https://a.vn/", contents="<ul></ul>", breadcrumbs="<ol></ol>", edit="#", report="#")
    tree = html.document_fromstring(text)
    assert tree.xpath("//b") == []
    assert len(tree.xpath("//script")) == 2
    assert text.count("onclick=x") >= len(words)


def test_a_page_has_no_inline_script_no_style_attribute_and_no_handler(site):
    for path in site.rglob("*.html"):
        tree = html.parse(str(path))
        assert tree.xpath("//script[not(@src)][not(@type='application/ld+json')]") == []
        assert tree.xpath("//style | //*[@style] | //@*[starts-with(name(), 'on')]") == []


def test_the_faults_of_the_theme_are_gone(site):
    for path in site.rglob("*.html"):
        tree = html.parse(str(path))
        ids = set(tree.xpath("//@id"))
        assert tree.xpath("//input[@type='checkbox']") == []
        assert set(tree.xpath("//label/@for")) <= ids
        assert tree.xpath("//*[@role='dialog'] | //*[contains(@class, 'md-dialog')]") == []
        assert set(tree.xpath("//@aria-labelledby")) <= ids


@pytest.mark.bulk
def test_a_theme_that_has_changed_is_an_error_and_not_a_broken_page(tmp_path):
    overrides = shutil.copytree(shells.OVERRIDES, tmp_path / "overrides")
    header = overrides / "partials" / "header.html"
    header.write_text(header.read_text("utf-8").replace("frame-skip", "other"), "utf-8")
    with pytest.raises(ShellFault, match="the theme has changed: 0 times"):
        shells.frames(tmp_path / "cache", overrides=overrides)


@pytest.mark.bulk
def test_an_engine_that_fails_says_why(tmp_path):
    overrides = shutil.copytree(shells.OVERRIDES, tmp_path / "overrides")
    (overrides / "main.html").write_text("{% block", "utf-8")
    with pytest.raises(ShellFault, match="mkdocs could not render the frames: .*TemplateSyntaxError|block"):
        shells.frames(tmp_path / "cache", overrides=overrides)


@pytest.mark.parametrize("text", ["", "extra:\n  engine: hugo\n", "engine: mkdocs\n", "extra:\n  # engine: mkdocs\n"])
def test_an_unknown_engine_is_reported(tmp_path, text):
    (tmp_path / "mkdocs.yml").write_text(text, "utf-8")
    with pytest.raises(ShellFault, match="extra.engine: write one of mkdocs, zensical"):
        engine_named(tmp_path / "mkdocs.yml")


@pytest.mark.bulk
def test_a_real_site_bears_no_sample_notice_and_no_empty_link(made, bare):
    page = filled(bare["home", "vi", 0])
    assert "trang mẫu" not in page
    assert "frame-sample" not in page
    assert 'href=""' not in page
    assert filled(made["home", "vi", 0]).count("Đây là trang mẫu") == 2


def test_the_home_page_leaves_the_search_box_to_its_body(made):
    assert "frame-search" not in filled(made["home", "vi", 0])
    assert "frame-search" in filled(made["az", "vi", 1])


# The 404 page


def relative(page: str) -> list[str]:
    found = html.document_fromstring(page).xpath("//@href | //@src | //@action")
    return [one for one in found if not re.match(r"/|#|https?:|tel:|mailto:", one)]


def test_the_404_page_has_no_relative_link_and_knows_the_sites_subpath(made):
    page = filled(made[shells.LOST])
    assert relative(page) == []
    assert 'href="/a/b/assets/frame.css"' in page
    assert 'action="/a/b/thu-tuc/"' in page
    assert relative(filled(made["az", "vi", 1]))


def test_without_a_site_address_the_404_page_takes_the_site_to_lie_at_the_root(bare):
    page = filled(bare[shells.LOST])
    assert relative(page) == []
    assert 'href="/assets/frame.css"' in page


@pytest.mark.parametrize("url, root", [("", "/"), ("https://a.vn", "/"), ("https://a.vn/x", "/x/"), ("https://a.vn/x/y/", "/x/y/")])
def test_the_root_is_the_path_of_the_sites_address(url, root):
    assert replace(shells.SHELL, site_url=url).root == root


# The cache


def test_frames_in_the_cache_need_no_engine_and_are_the_same(made, cache, no_engine):
    again = shells.frames(cache)
    assert again == made
    assert again.note == ""
    assert [frame.digest for frame in again.by_place.values()] == [frame.digest for frame in made.by_place.values()]


def test_a_hit_imports_no_engine(made, cache):
    code = (
        "import sys; from pathlib import Path; from support import shells; "
        f"shells.frames(Path({str(cache)!r})); print(sorted({{'mkdocs', 'zensical', 'jinja2', 'yaml'}} & set(sys.modules)))"
    )
    path = os.pathsep.join([str(shells.PROJECT), str(shells.PROJECT / "tests")])
    done = subprocess.run(
        [sys.executable, "-c", code], env=os.environ | {"PYTHONPATH": path}, capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


@pytest.mark.parametrize("change", ["word", "place", "look", "override"])
def test_a_change_of_what_frames_follow_calls_the_engine(tmp_path, made, cache, no_engine, change):
    cache = shutil.copytree(cache, tmp_path / "cache")
    look = Path(shutil.copy(shells.LOOK, tmp_path / "mkdocs.yml"))
    overrides = shutil.copytree(shells.OVERRIDES, tmp_path / "overrides")
    given = {"shell": shells.SHELL, "look": look, "overrides": overrides, "wanted": shells.WANTED}
    assert shells.frames(cache, **given) == made
    if change == "word":
        given["shell"] = replace(shells.SHELL, hotline="1022")
    elif change == "place":
        given["wanted"] = shells.WANTED[1:]
    else:
        changed = look if change == "look" else overrides / "partials" / "footer.html"
        changed.write_text(changed.read_text("utf-8") + "\n", "utf-8")
    with pytest.raises(AssertionError, match="an engine was started"):
        shells.frames(cache, **given)


@pytest.mark.bulk
def test_a_cache_that_was_harmed_is_made_anew_with_a_note(tmp_path, made, cache):
    good = (cache / "frames.json").read_bytes()
    word = good.index("Trang chủ".encode())
    harmed = {
        "empty": b"",
        "cut short": good[:-10],
        "not text": b"\xff" + good,
        "a list": b"[]",
        "one letter": good[:word] + b"t" + good[word + 1 :],
        "without css": json.dumps({"key": json.loads(good)["key"]}).encode(),
    }
    for name, content in harmed.items():
        (tmp_path / "frames.json").write_bytes(content)
        again = shells.frames(tmp_path)
        assert again == made, name
        assert "was made anew" in again.note, name
        assert (tmp_path / "frames.json").read_bytes() == good, name


@pytest.mark.bulk
def test_a_cache_that_cannot_be_written_is_noted_and_harms_nothing(tmp_path, made):
    (tmp_path / "file").write_text("in the way")
    frames = shells.frames(tmp_path / "file")
    assert frames == made
    assert "could not be written" in frames.note


# What is published beside the pages


def test_the_assets_are_light_and_only_those_that_pages_name(made, site):
    named = {
        Path(link).name for page in site.rglob("*.html") for link in re.findall(r'="[^"]*assets/([^"]+)"', page.read_text("utf-8"))
    }
    assets = shells.published(made)
    assert named <= {Path(path).name for path in assets}
    ours = ("assets/material.css", "assets/frame.css", "assets/frame.js", "assets/icon.svg")
    assert sum(len(gzip.compress(assets[path])) for path in ours) < 32_000
    assert len(gzip.compress(filled(procedure(made), body="").encode())) < 1_500
    assert all("import" not in path and path.startswith("assets/") for path in assets)


def test_the_themes_stylesheet_yields_to_ours_and_asks_for_nothing(made, site):
    assert made.material_css.startswith('@charset "UTF-8";\n@layer material{')
    assert made.material_css.count("{") == made.material_css.count("}")
    assert "sourceMappingURL" not in made.material_css
    assert "url(" not in made.material_css
    assert outside_loads(site) == []


@pytest.mark.bulk
def test_the_themes_command_alone_builds_and_leaves_the_site_as_it_is(tmp_path):
    shutil.copy(shells.LOOK, tmp_path)
    shutil.copytree(shells.PROJECT / "catalogue" / "pages", tmp_path / "catalogue" / "pages")
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text("as it was")
    before = digest_tree(tmp_path / "site")
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet"],
        cwd=tmp_path,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
        check=True,
    )
    assert (tmp_path / ".cache" / "mkdocs" / "about" / "index.html").is_file()
    assert digest_tree(tmp_path / "site") == before


# In a browser

HEADER = "document.querySelector('.frame-header').getBoundingClientRect().height"
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
PAPER = "getComputedStyle(document.body).backgroundColor"


@pytest.mark.browser
@pytest.mark.parametrize("name", ["thu-tuc/1.013225/", "en/thu-tuc/1.013225/", "", "nowhere/at/all/"])
@pytest.mark.parametrize("prefix", ["/", "/a/b/"])
def test_pages_look_right_at_any_place_of_a_server(site, serve, page, name, prefix):
    if prefix == "/" and name.startswith("nowhere"):
        name = ""  # the 404 page of this sample knows that it lies under /a/b/
    shown = page(serve(site, prefix) + name, width=360, height=560)
    assert shown.evaluate(HEADER) <= 100
    assert shown.evaluate("getComputedStyle(document.querySelector('.frame-header')).backgroundColor") == "rgb(11, 74, 87)"


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 360, 768, 1280])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_nothing_is_wider_than_the_screen_even_with_letters_twice_as_large(site, page, width, language):
    shown = page((site / shells.PAGES["procedure", language] / "index.html").as_uri(), width=width, height=560)
    assert shown.evaluate(OVERFLOW) == 0
    shown.add_style_tag(content="html{font-size:200% !important}")
    assert shown.evaluate(OVERFLOW) == 0


@pytest.mark.browser
def test_targets_of_the_shell_are_large_enough_for_a_thumb(site, page):
    shown = page((site / shells.PAGES["procedure", "vi"] / "index.html").as_uri(), width=360, height=560)
    shown.click(".frame-menu-link")
    small = shown.evaluate(
        "[...document.querySelectorAll('header a, header button, header input, footer a, summary')]"
        ".filter(one => one.getClientRects().length && one.getBoundingClientRect().height < 43.9).map(one => one.outerHTML)"
    )
    assert small == []


@pytest.mark.browser
@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_axe_finds_nothing_in_the_shell(site, page, axe, scheme, width):
    for name in ["thu-tuc/1.013225/index.html", "index.html", "en/trang/about/index.html"]:
        shown = page((site / name).as_uri(), width=width, color_scheme=scheme)
        assert axe(shown) == [], name
    shown.evaluate("document.querySelector('.frame-menu').classList.add('frame-menu--open')")
    assert axe(shown) == []


@pytest.mark.browser
def test_the_checker_finds_every_page_and_our_stylesheet_valid(site, vnu):
    pages = [*site.rglob("*.html"), site / "assets" / "frame.css", site / "assets" / "icon.svg"]
    assert vnu(pages) == []


@pytest.mark.browser
def test_the_chosen_scheme_is_remembered_on_every_page_of_both_languages(site, serve, page):
    address = serve(site, "/a/b/")
    shown = page(address, color_scheme="light")
    shown.click(".frame-scheme")
    assert shown.evaluate(PAPER) == "rgb(16, 25, 29)"
    shown.goto(address + "en/thu-tuc/1.013225/")
    assert shown.evaluate(PAPER) == "rgb(16, 25, 29)"
    assert shown.locator(".frame-scheme").inner_text() == "Nền sáng"
    assert shown.evaluate("Object.keys(localStorage)") == ["motcua.scheme"]
    assert shown.evaluate("document.cookie") == ""


@pytest.mark.browser
def test_nothing_is_stored_for_a_reader_who_chooses_nothing(site, serve, page):
    shown = page(serve(site))
    assert shown.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]


@pytest.mark.browser
@pytest.mark.parametrize("scripts", [True, False])
def test_the_menu_and_the_search_work_with_and_without_scripts(site, serve, page, scripts):
    address = serve(site, "/a/b/")
    shown = page(address + "thu-tuc/1.013225/", width=360, height=560, java_script_enabled=scripts)
    menu = shown.locator(".frame-menu nav").first
    assert not menu.is_visible()
    shown.get_by_text("Mục lục").click()
    assert menu.is_visible()
    assert shown.locator(".frame-scheme").is_visible() == scripts
    shown.fill("#frame-q", "nha o")
    shown.press("#frame-q", "Enter")
    assert shown.url == address + ("tim/" if scripts else "thu-tuc/") + "?q=nha+o"


@pytest.mark.browser
def test_the_shell_obeys_a_policy_that_allows_own_files_alone(site, serve, page):
    address = serve(site, "/a/b/")
    shown = page()
    said = []
    shown.on("console", lambda message: said.append(message.text))

    def answer(route):
        response = route.fetch()
        route.fulfill(response=response, headers=response.headers | {"content-security-policy": CSP})

    shown.route("**/*", answer)
    shown.goto(address + "thu-tuc/1.013225/")
    shown.click(".frame-scheme")
    assert shown.evaluate("document.documentElement.dataset.scheme") == "dark"
    assert said == []


@pytest.mark.browser
@pytest.mark.parametrize("kind", ["procedure", "page"])
def test_print_keeps_the_publisher_the_page_and_its_address_and_opens_what_is_closed(site, page, kind):
    shown = page((site / shells.PAGES[kind, "vi"] / "index.html").as_uri(), width=794, color_scheme="dark")
    shown.emulate_media(media="print")
    visible = {
        name: shown.locator(name).first.is_visible()
        for name in (".frame-name", "h1", ".frame-address", "details p", ".frame-search", ".frame-ways", ".frame-menu", ".frame-trail")
    }
    # A procedure on a notice board says its field and code, which stand in its trail alone.
    trail = [".frame-trail"] if kind == "procedure" else []
    assert [name for name, seen in visible.items() if seen] == [".frame-name", "h1", ".frame-address", "details p", *trail]
    assert shown.evaluate(PAPER) == "rgb(255, 255, 255)"
