"""Searching as people meet it: suggestions in the box of every page, the page of results, by keys and by thumb, and when things are missing."""

from __future__ import annotations

import gzip
import json
import re
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest
from lxml import html
from playwright.sync_api import Page
from support import screens
from support.accessibility import LOOKS
from support.pages import EN, LOOK, PROJECT, SITE, TEMPLATES, VI, body, frame, slots_of
from support.reading import unfold
from support.sites import SUBPATH, Project

from motcua import interface, urls
from motcua.outputs import assets, wording
from motcua.outputs.pages import results

ASSETS = TEMPLATES / "assets"
PROCEDURE = "thu-tuc/2.000635/"
POLICY = ("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
          "require-trusted-types-for 'script'; trusted-types motcua")
TYPES = {".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".svg": "image/svg+xml", ".png": "image/png"}
PAINTED = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
SHOWN = "document.querySelectorAll('[data-part=list] > ol > li').length"


def page_of(words=VI, **given) -> bytes:
    return results.make(results.Inputs(**{"count": 24, "has_events": True, "words": words, "site": SITE, "look": LOOK, "frame": frame()} | given))


def said(words=VI) -> dict:
    """What the script of words holds."""
    made = wording.make(wording.Inputs(words, ("vi", "en"))).decode()
    return json.loads(made.removeprefix("motcua.words=").removesuffix(";\n"))


def parts(script: str) -> list[Path]:
    """The files that a script of the site is put together of."""
    return sorted((ASSETS / script).glob("*.js"))


# Without a browser


def test_what_every_page_loads_for_its_box_weighs_little():
    assert len(gzip.compress(assets.joined(tuple(path.read_bytes() for path in parts("find"))))) <= 6_000
    assert len(gzip.compress(assets.joined(tuple(path.read_bytes() for path in parts("results"))))) <= 6_000


def test_every_word_that_the_scripts_say_is_there_and_every_word_that_is_there_is_said():
    scripts = "".join(path.read_text("utf-8") for path in (*parts("find"), *parts("results")))
    used = set(re.findall(r"\bwords\.([a-z_]+)", scripts)) | {f"see_{key}" for key in ("time", "fee")}
    assert used - said().keys() == set()
    elsewhere = "".join(path.read_text("utf-8") for path in (*TEMPLATES.rglob("*.html"), PROJECT / "motcua" / "outputs" / "pages" / "results.py"))
    written = set(re.findall(r"finder\.([a-z_]+)", elsewhere)) | {f"sort_{key}" for key in ("best", "name", "time")}
    written |= set(re.findall(r'\("[a-z-]+", "([a-z]+)"\)', elsewhere))
    assert VI["finder"].keys() == EN["finder"].keys()
    assert VI["finder"].keys() - used - written == set()


def test_the_words_of_a_language_lead_to_its_own_pages():
    assert said(VI)["addresses"]["procedure"] == "thu-tuc/{id}/"
    assert said(EN)["addresses"]["procedure"] == "en/thu-tuc/{id}/"
    assert wording.artifact(interface.words("en"), ("vi", "en")).path == urls.search_words("en") == "search/words-en.js"


def test_a_word_cannot_end_the_script_that_says_it():
    assert "</script" not in wording.make(wording.Inputs(VI, ("vi", "en"))).decode().lower()


def test_the_page_of_results_says_without_a_script_where_to_look_and_is_not_indexed():
    made = page_of()
    assert slots_of(made)["noindex"] == ""
    found = body(made)
    # Nothing but words: with a script a browser takes what stands here for text, and every reader's page says the same.
    assert "JavaScript" in found.xpath("//noscript")[0].text and found.xpath("//noscript/*") == []
    assert found.xpath("//p[@data-part='all']/a/@href") == ["../thu-tuc/"]
    assert found.xpath("//form/@action") == ["../thu-tuc/"] and found.xpath("//form/@data-results") == ["./"]
    assert [each.get("data-part") for each in found.xpath("//*[@hidden]")] == ["missing", "choices", "clear", "nothing"]
    assert found.xpath("//a[starts-with(@href, 'tel:')]/@href") == ["tel:19001022"]


def test_a_site_without_events_or_hotline_leads_to_neither():
    found = body(page_of(has_events=False, site=SITE._replace(hotline="")))
    assert [link for link in found.xpath("//a/@href") if "viec-trong-doi" in link or link.startswith("tel:")] == []


def test_each_choice_has_its_label_and_the_script_knows_every_one():
    found, script = body(page_of()), "".join(path.read_text("utf-8") for path in parts("results"))
    names = found.xpath("//label/select/@name")
    assert names == ["co-quan", "linh-vuc", "cap", "doi-tuong", "truc-tuyen", "ngay", "mien-phi", "xep"]
    assert [name for name in names if f'"{name}"' not in script] == []
    assert all(label.text.strip() for label in found.xpath("//label[select]"))
    assert found.xpath("//select[@name='ngay']/option/@value") == ["", *map(str, results.DAYS)]


def test_a_folder_of_scripts_is_one_script_without_its_comments():
    parts = [SimpleNamespace(path=f"assets/search/{name}.js", content=content) for name, content in
             (("1-a", b"/* A part\n   of two lines. */\n(function () {\n  // Why.\n  const a = 1; // kept\n})();\n"), ("2-b", b"/** What. */\nb('// no comment');\n"))]
    made = {each.path: each.make(each.inputs) for each in assets.artifacts(parts, "mkdocs")}
    assert made.keys() == {"assets/search.js", assets.LICENCES}
    assert made["assets/search.js"] == b"(function () {\nconst a = 1; // kept\n})();\nb('// no comment');\n"


def test_no_script_of_the_search_writes_markup():
    # What reads office files may make a tree of XML, in which nothing runs; the policy that allows it stands beside it and is handed to nobody.
    tree = 'motcua.xml = function (text) { return new DOMParser().parseFromString(policy ? policy.createHTML(text) : text, "application/xml"); };'
    assert [path.read_text("utf-8").count(tree) for path in parts("find")] == [1, 0, 0]
    for path in (*parts("find"), *parts("results"), *parts("search")):
        text = path.read_text("utf-8").replace(tree, "")
        assert not re.search(r"innerHTML|outerHTML|insertAdjacent|document\.write|\beval\b|new Function|DOMParser|setHTML", text), path.name


# In a browser


def box_of(view: Page):
    return view.locator("[data-find] input, [data-results] input")


def ready(view: Page) -> None:
    """Wait until the index is there, and what comes after it."""
    view.wait_for_function("globalThis.motcua && motcua.finder && motcua.finder.prepared() && motcua.finder.prepared().papers")


def typed(view: Page, query: str):
    """Use the box of the page; the suggestions as they stand when they are painted."""
    box = box_of(view)
    box.click()
    ready(view)
    box.fill("")
    box.press_sequentially(query)
    view.evaluate(PAINTED)
    return view.get_by_role("option")


def complaints_of(view: Page) -> list[str]:
    found: list[str] = []
    view.on("console", lambda message: found.append(message.text) if message.type in ("error", "warning") else None)
    return found


def settled(view: Page, root: str, query: str) -> Page:
    """The page of results, filled."""
    view.goto(f"{root}tim/?{query}")
    ready(view)
    view.evaluate(PAINTED)
    return view


browser = pytest.mark.bulk


@browser
def test_nothing_of_the_search_is_asked_for_before_the_box_is_used_and_then_once(built: Project, serve, page):
    view = page(serve(built.site) + PROCEDURE)
    view.wait_for_load_state("networkidle")
    asked: list[str] = []
    view.on("request", lambda request: asked.append(request.url))
    view.mouse.wheel(0, 500)
    view.wait_for_timeout(100)
    assert asked == []
    box_of(view).focus()
    ready(view)
    names = [re.sub(r".*/|-[0-9a-f]{12}", "", url) for url in asked]
    assert names == ["words-vi.js", "search.js", "current.js", "first.js", "lexicon.js", "lines-vi.js", "sayings.js", "more.js"]
    box_of(view).blur()
    box_of(view).focus()
    view.wait_for_timeout(100)
    assert len(asked) == len(names)


def before_the_rest(view: Page, address: str, query: str):
    """A query typed before the late shards are there: the suggestions, and what lets the shards come."""
    held: list = []
    view.route("**/search/sayings-*", lambda route: held.append(route))
    view.goto(address)
    box_of(view).click()
    view.wait_for_function("globalThis.motcua && motcua.finder && motcua.finder.prepared()")
    box_of(view).press_sequentially(query)
    view.evaluate(PAINTED)

    def come() -> None:
        held[0].continue_()
        ready(view)
        view.evaluate(PAINTED)

    until_held(view, held)
    return view.get_by_role("option"), come


def until_held(view: Page, held: list) -> None:
    """Wait until a late shard was asked for."""
    while not held:
        view.wait_for_timeout(20)


LONG_SAYING = "mat giay ket hon"


@browser
def test_what_long_sayings_mean_is_shown_as_soon_as_they_are_there(built: Project, serve, page):
    root = serve(built.site)
    view = page(root)
    found, come = before_the_rest(view, root, LONG_SAYING)
    before = found.all_inner_texts()
    come()
    after = found.all_inner_texts()
    assert before and after and after != before
    assert after == typed(view, LONG_SAYING).all_inner_texts()


@browser
def test_what_comes_later_moves_nothing_that_a_key_is_at_and_opens_nothing_that_was_closed(built: Project, serve, page):
    root = serve(built.site)
    for key, is_open in (("ArrowDown", True), ("Escape", False)):
        view = page(root)
        found, come = before_the_rest(view, root, LONG_SAYING)
        before = found.all_inner_texts()
        view.keyboard.press(key)
        come()
        assert view.get_by_role("listbox").is_visible() is is_open
        assert found.all_inner_texts() == (before if is_open else [])


@browser
def test_the_page_of_results_is_painted_anew_only_for_another_answer(built: Project, serve, page):
    root = serve(built.site)
    names = "[...document.querySelectorAll('[data-part=list] > ol > li > a')].map(each => each.textContent)"
    for query, is_other in ((LONG_SAYING, True), ("1.000894", False)):
        view = page(root)
        held: list = []
        view.route("**/search/sayings-*", lambda route: held.append(route))
        view.goto(f"{root}tim/?q={query}")
        until_held(view, held)
        before = view.evaluate(names)
        view.evaluate("document.querySelectorAll('[data-part=list] > ol').forEach(each => { each.dataset.old = 1; })")
        held[0].continue_()
        ready(view)
        view.evaluate(PAINTED)
        assert before
        assert (view.evaluate(names) != before) is is_other
        assert (view.locator("[data-old]").count() == 0) is is_other


@browser
@pytest.mark.parametrize("start", ["", PROCEDURE, "co-quan/so-tu-phap/", "404.html"])
def test_the_box_of_every_page_suggests_by_name_with_time_fee_place_and_level(built: Project, serve, page, start: str):
    root = serve(built.site)
    view = page(root + start)
    found = typed(view, "lam giay khai sinh")
    first = found.first
    assert first.locator(".finder__name").inner_text() == "Làm giấy khai sinh cho con"
    assert first.locator("mark").all_inner_texts()
    for fact in ("ngày", "cấp xã", "trên mạng"):
        assert fact in first.locator(".finder__facts").inner_text().lower()
    assert view.get_by_role("combobox", name="Bạn cần làm giấy tờ gì?").get_attribute("aria-expanded") == "true"
    assert view.get_by_role("listbox", name="Gợi ý").is_visible()
    assert 2 <= found.count() <= 8 and found.last.inner_text().startswith("Tìm thêm")
    first.click()
    view.wait_for_url(root + "thu-tuc/1.001193/")


@browser
def test_the_whole_box_is_used_by_keys_alone(built: Project, serve, page):
    root = serve(built.site)
    view = page(root + PROCEDURE)
    found = typed(view, "giay")
    box, count = box_of(view), found.count()
    active = "document.activeElement.getAttribute('aria-activedescendant')"
    assert view.evaluate(active) is None and count >= 5

    def chosen() -> int:
        marks = [each.get_attribute("aria-selected") for each in found.all()]
        assert marks.count("true") == 1 and view.evaluate(active) == found.nth(marks.index("true")).get_attribute("id")
        return marks.index("true")

    for key, at in (("ArrowDown", 0), ("ArrowDown", 1), ("ArrowUp", 0), ("ArrowUp", count - 1), ("ArrowDown", 0), ("End", count - 1), ("Home", 0)):
        box.press(key)
        assert chosen() == at, key
    box.press("Escape")
    assert found.count() == 0 and box.input_value() == "giay" and box.get_attribute("aria-expanded") == "false"
    assert view.evaluate(active) is None
    box.press("ArrowDown")
    assert found.count() == count
    box.press("Tab")
    assert found.count() == 0 and view.evaluate("document.activeElement.type") == "submit"
    box.focus()
    view.evaluate(PAINTED)
    box.press("ArrowDown")
    goal = found.first.locator(".finder__name").inner_text()
    box.press("Enter")
    view.wait_for_url("**/thu-tuc/*.*/")
    assert view.locator("main h1").inner_text() == goal


@browser
def test_enter_without_a_choice_leads_to_the_results(built: Project, serve, page):
    root = serve(built.site)
    for start, end in ((PROCEDURE, "tim/"), ("", "tim/"), ("en/", "en/tim/"), ("en/" + PROCEDURE, "en/tim/")):
        view = page(root + start)
        typed(view, "khai sinh")
        box_of(view).press("Enter")
        view.wait_for_url(f"{root}{end}?q=khai+sinh")
        ready(view)
        view.wait_for_function(f"{SHOWN} > 0")


@browser
def test_enter_that_ends_a_letter_being_put_together_leads_nowhere(built: Project, serve, page):
    view = page(serve(built.site) + PROCEDURE)
    typed(view, "khai")
    before = view.url
    box_of(view).evaluate("box => box.dispatchEvent(new KeyboardEvent('keydown', {key: 'ArrowDown', isComposing: true, bubbles: true}))")
    assert view.locator("[role=option][aria-selected=true]").count() == 0 and view.url == before


@browser
def test_the_count_is_told_once_when_typing_rests(built: Project, serve, page):
    view = page(serve(built.site) + PROCEDURE)
    box_of(view).click()
    ready(view)
    view.evaluate("""() => { window.told = []; const status = document.querySelector('form [role=status]');
        new MutationObserver(() => window.told.push(status.textContent)).observe(status, {childList: true, characterData: true, subtree: true}); }""")
    box_of(view).press_sequentially("khai sinh", delay=30)
    view.wait_for_function("window.told.length")
    view.wait_for_timeout(900)
    told = view.evaluate("window.told")
    assert len(told) == 1 and re.fullmatch(r"\d gợi ý\. Bấm mũi tên xuống để chọn\.", told[0])
    box_of(view).fill("zzzzqqqq")
    view.wait_for_function("window.told.length === 2")
    assert view.evaluate("window.told[1]") == "Không có gợi ý."


@browser
def test_only_what_changes_is_painted_again(built: Project, serve, page):
    view = page(serve(built.site) + PROCEDURE)
    typed(view, "khai sinh")
    view.evaluate("""() => { window.changes = 0;
        new MutationObserver(all => { window.changes += all.filter(each => each.type === 'childList').length }).observe(
            document.querySelector('[role=listbox]'), {childList: true, subtree: true}); }""")
    box_of(view).press("Space")
    view.evaluate(PAINTED)
    assert view.evaluate("window.changes") == 0
    assert view.get_by_role("option").count() > 1


@browser
@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_open_or_closed_nothing_is_at_fault(built: Project, serve, page, axe, scheme: str, width: int):
    view, root, faults = page(width=width, color_scheme=scheme), serve(built.site), []
    for start in ("", PROCEDURE):
        view.goto(root + start)
        typed(view, "giay phep")
        faults += [f"{start} open: {fault}" for fault in (*axe(view), *screens.too_wide(view))]
        box_of(view).press("ArrowDown")
        faults += [f"{start} chosen: {fault}" for fault in axe(view)]
        box_of(view).press("Escape")
        faults += [f"{start} closed: {fault}" for fault in axe(view)]
    for query in ("q=giay", "q=giay&cap=commune&xep=name", "q=zzzzqqqq", ""):
        settled(view, root, query) if query else view.goto(root + "tim/")
        unfold(view)
        faults += [f"?{query}: {fault}" for fault in (*axe(view), *screens.too_wide(view), *screens.small_targets(view))]
        screens.enlarge(view)
        faults += [f"?{query}, twice the size: {fault}" for fault in screens.too_wide(view)]
    assert faults == []


@browser
def test_a_thumb_finds_every_suggestion(built: Project, serve, page):
    view = page(serve(built.site), width=360, height=640, has_touch=True)
    heights = [each.bounding_box()["height"] for each in typed(view, "giay").all()]
    assert len(heights) == 6 and min(heights) >= 44


@browser
@pytest.mark.parametrize("start", ["", "thu-tuc/", "a/b/c/nowhere/"])
def test_it_works_in_a_folder_of_somebodys_server_at_any_depth(at_subpath: Project, serve, page, start: str):
    root = serve(at_subpath.site, SUBPATH)
    view = page(root + start)
    typed(view, "ket hon").first.click()
    view.wait_for_url(root + "thu-tuc/1.000894/")


@browser
def test_it_works_from_the_disk(built: Project, page):
    view = page((built.site / "index.html").as_uri())
    complaints = complaints_of(view)
    typed(view, "ket hon").first.click()
    view.wait_for_url("**/thu-tuc/1.000894/index.html")
    typed(view, "khai sinh")
    box_of(view).press("Enter")
    view.wait_for_url("**/tim/index.html?q=khai+sinh")
    ready(view)
    view.wait_for_function(f"{SHOWN} > 0")
    box_of(view).fill("ket hon")
    box_of(view).press("Enter")
    view.wait_for_function("document.querySelector('[data-part=list] a').textContent === 'Đăng ký kết hôn'")
    view.locator("[data-part=list] a").first.click()
    view.wait_for_url("**/thu-tuc/1.000894/index.html")
    assert complaints == []


@browser
def test_a_policy_that_trusts_no_text_as_script_stops_nothing(built: Project, serve, page):
    root, view = serve(built.site), page()
    complaints = complaints_of(view)

    def with_policy(route):
        name = route.request.url.removeprefix(root).partition("?")[0]
        route.fulfill(path=built.site / urls.file_of(name), headers={"content-type": TYPES[Path(urls.file_of(name)).suffix], "content-security-policy": POLICY})

    view.route("**/*", with_policy)
    view.goto(root + PROCEDURE)
    box_of(view).press_sequentially("khai sinh")
    view.get_by_role("option").nth(1).wait_for()
    view.goto(root + "tim/?q=giay&xep=time")
    view.locator("[data-part=list] > ol > li").nth(3).wait_for()
    assert complaints == []


@browser
def test_a_question_leads_to_the_part_of_the_page_that_answers_it(built: Project, serve, page):
    root = serve(built.site)
    view = page(root)
    typed(view, "giay phep xay dung bao nhieu tien").filter(has=view.locator(".finder__facts")).first.click()
    view.wait_for_url(root + "thu-tuc/*/#fee")
    assert "Bao nhiêu tiền" in view.locator("#fee").inner_text()
    for name in ("time", "fee", "place", "papers", "forms", "steps"):
        assert view.locator(f"main #{name}").count() == 1, name


@browser
def test_a_slip_of_the_finger_is_asked_about_and_taken_up(built: Project, serve, page):
    view = page(serve(built.site))
    found = typed(view, "ket hom")
    assert found.first.inner_text() == "Bạn tìm: ket hôn?"
    found.first.click()
    view.evaluate(PAINTED)
    assert box_of(view).input_value() == "ket hôn"
    assert found.first.locator(".finder__name").inner_text() == "Đăng ký kết hôn"


@browser
def test_what_is_done_elsewhere_is_said_first_with_one_link(built: Project, serve, page):
    root = serve(built.site)
    view = page(root)
    found = typed(view, "nop phat").first
    assert "nộp phạt" in found.locator(".finder__name").inner_text() and "dichvucong.gov.vn" in found.inner_text()
    settled(view, root, "q=nop+phat")
    answer = view.locator("[data-part=before] .banner")
    assert "nộp phạt" in answer.inner_text() and answer.locator("a").get_attribute("href").startswith("https://dichvucong.gov.vn")
    assert view.locator("[data-part=told]").inner_text() == "" and not view.locator("[data-part=nothing]").is_visible()
    view.wait_for_function("document.querySelector('[data-part=heard]').textContent.includes('nộp phạt')")


@browser
def test_a_word_of_two_senses_has_a_list_for_each(built: Project, serve, page):
    root = serve(built.site)
    view = page(root)
    assert "thường trú" in typed(view, "nhap khau").first.locator(".finder__facts").inner_text().lower()
    settled(view, root, "q=nhap+khau")
    headings = view.locator("[data-part=list] > h2").all_inner_texts()
    assert len(headings) == 2 and headings[0] == "Theo nghĩa: đăng ký thường trú"
    assert view.locator("[data-part=list] > ol").count() >= 2


@browser
def test_papers_of_one_family_are_one_entry(built: Project, serve, page):
    root = serve(built.site)
    view = page(root)
    assert "và 1 việc cùng loại giấy" in typed(view, "giay phep xay dung").first.inner_text()
    settled(view, root, "q=giay+phep+xay+dung")
    first = view.locator("[data-part=list] > ol > li").first
    assert not first.locator("ul a").is_visible()
    first.locator("summary").click()
    assert "Gia hạn" in first.locator("ul a").inner_text()


@browser
def test_a_choice_gives_as_many_as_stood_beside_it_and_its_address_gives_the_same(built: Project, serve, page):
    root = serve(built.site)
    view = settled(page(width=360), root, "q=giay")
    assert view.locator("[data-part=choices]").get_attribute("open") is None
    view.locator("[data-part=choices] summary").click()
    names = view.locator("[data-part=choices] label:visible select").evaluate_all("found => found.map(each => each.name)")
    assert {"co-quan", "linh-vuc", "cap", "doi-tuong", "ngay", "mien-phi", "xep"} <= set(names)
    for name in names[:-1]:
        select = view.locator(f"select[name={name}]")
        option = select.locator("option").nth(1)
        value, count = option.get_attribute("value"), int(re.search(r"\((\d+)\)$", option.inner_text())[1])
        select.select_option(value)
        assert view.evaluate("new URLSearchParams(location.search).get(arguments[0])".replace("arguments[0]", f"'{name}'")) == value
        told = view.locator("[data-part=told]").inner_text()
        assert int((re.search(r"trong đó (\d+)", told) or re.match(r"(\d+)", told))[1]) == count, name
        links = view.locator("[data-part=list] > ol a").evaluate_all("found => found.map(each => each.href)")
        assert len(links) == count
        other = page(view.url)
        ready(other)
        other.evaluate(PAINTED)
        assert other.locator("[data-part=list] > ol a").evaluate_all("found => found.map(each => each.href)") == links
        view.get_by_role("button", name="Bỏ lọc").click()
    assert view.url == root + "tim/?q=giay"


@browser
def test_results_are_sorted_by_name_and_by_time(built: Project, serve, page):
    root = serve(built.site)
    view = settled(page(), root, "q=giay&xep=name")
    names = view.locator("[data-part=list] > ol > li > a").all_inner_texts()
    assert names == view.evaluate("names => names.slice().sort((one, other) => one.localeCompare(other, 'vi'))", names) and len(names) > 5
    settled(view, root, "q=giay&xep=time")
    assert view.locator("[data-part=list] > ol > li p").first.inner_text().startswith("Trong ngày")


@browser
def test_back_leads_to_what_was_asked_and_to_where_it_was_read(built: Project, serve, page):
    root = serve(built.site)
    view = page(root + "tim/", width=360, height=560)
    length = view.evaluate("history.length")
    box_of(view).click()
    ready(view)
    box_of(view).press_sequentially("giay", delay=20)
    view.wait_for_url(root + "tim/?q=giay")
    assert view.evaluate("history.length") == length
    box_of(view).fill("ket hon")
    box_of(view).press("Enter")
    assert view.url == root + "tim/?q=ket+hon"
    view.go_back()
    view.wait_for_url(root + "tim/**")
    settled(view, root, "q=giay")
    link = view.locator("[data-part=list] > ol > li > a").nth(6)
    link.scroll_into_view_if_needed()
    at = view.evaluate("scrollY")
    assert at > 200
    link.click()
    view.wait_for_url("**/thu-tuc/*.*/")
    view.go_back()
    view.wait_for_url(root + "tim/?q=giay")
    ready(view)
    view.wait_for_function("at => Math.abs(scrollY - at) < 2", arg=at)
    assert box_of(view).input_value() == "giay"


@browser
def test_submitting_and_choosing_are_steps_that_back_undoes(built: Project, serve, page):
    root = serve(built.site)
    view = settled(page(), root, "q=giay")
    whole = view.locator("[data-part=told]").inner_text()
    view.locator("select[name=cap]").select_option("commune")
    assert view.url.endswith("q=giay&cap=commune") and view.locator("[data-part=told]").inner_text() != whole
    box_of(view).fill("ket hon")
    box_of(view).press("Enter")
    view.go_back()
    view.wait_for_url("**/tim/?q=giay&cap=commune")
    assert box_of(view).input_value() == "giay" and view.locator("select[name=cap]").input_value() == "commune"
    view.go_back()
    view.wait_for_url("**/tim/?q=giay")
    assert view.locator("[data-part=told]").inner_text() == whole


@browser
def test_what_finds_nothing_leads_on(built: Project, serve, page):
    view = settled(page(), serve(built.site), "q=zzzzqqqq")
    assert view.locator("[data-part=told]").inner_text() == "Không tìm thấy thủ tục nào."
    assert view.locator("[data-part=nothing]").is_visible() and not view.locator("[data-part=choices]").is_visible()
    links = view.locator("main a:visible").evaluate_all("found => found.map(each => each.getAttribute('href'))")
    assert {"../thu-tuc/", "../co-quan/"} <= set(links) and [link for link in links if link.startswith("tel:")]


@browser
def test_what_is_nearly_a_name_leads_to_that_name(built: Project, serve, page):
    root = serve(built.site)
    view = page(root + "tim/")
    box_of(view).click()
    ready(view)
    box_of(view).fill("1.999999")
    view.wait_for_function("document.querySelector('[data-part=heard]').textContent")
    assert view.locator("[data-part=near] a").count() == 0
    view.evaluate("motcua.search.find = () => ({hits: [], groups: [], elsewhere: [], events: [], suggestion: '', block: '', place: '', total: 0})")
    box_of(view).fill("dang ky ket hom voi nhau")
    view.locator("[data-part=near] a").first.wait_for()
    assert view.locator("[data-part=near] a").first.inner_text() == "Đăng ký kết hôn"


@browser
def test_related_events_of_life_are_named(built: Project, serve, page):
    root = serve(built.site)
    view = settled(page(), root, "q=khai+sinh")
    event = view.get_by_role("link", name="Sinh con")
    event.click()
    view.wait_for_url(root + "viec-trong-doi/sinh-con/")


@browser
def test_a_procedure_that_no_list_holds_is_found_by_its_code(built: Project, serve, page):
    root = serve(built.site)
    view = page(root)
    found = typed(view, "1.009994")
    assert "Không còn áp dụng" in found.first.inner_text()
    found.first.click()
    view.wait_for_url(root + "thu-tuc/1.009994/")


@browser
def test_english_pages_search_in_english_and_mark_what_is_not_translated(built: Project, serve, page):
    root = serve(built.site)
    view = page(root + "en/")
    assert typed(view, "birth").first.locator(".finder__name").inner_text() == "Register a birth"
    settled(view, root + "en/", "q=dang+ky")
    foreign = view.locator("[data-part=list] a[lang=vi]")
    assert foreign.count() > 0 and view.locator("[data-part=list] a:not([lang])").count() > 0
    assert view.locator(".frame-ways a[hreflang=vi]").get_attribute("href").endswith("?q=dang+ky")


@browser
def test_an_index_that_is_missing_is_told_and_the_box_still_leads_to_the_page_that_tells(sample: Project, serve, page):
    shutil.rmtree(sample.site / "search")
    root = serve(sample.site)
    view = page(root + PROCEDURE)
    box = box_of(view)
    box.click()
    box.fill("khai sinh")
    view.wait_for_timeout(200)
    assert view.get_by_role("option").count() == 0
    box.press("Enter")
    view.wait_for_url(root + "tim/?q=khai+sinh")
    view.locator("[data-part=missing]").wait_for(state="visible")
    assert view.locator("[data-part=missing] a").get_attribute("href") == "../thu-tuc/"


@browser
@pytest.mark.parametrize("what", ["format", "shard"])
def test_an_index_of_another_day_is_asked_for_anew_and_told_when_it_stays(sample: Project, serve, page, what: str):
    current = sample.site / "search" / "current.js"
    whole = current.read_text("utf-8")
    old = re.sub(r'"version":\d+', '"version":0', whole) if what == "format" else re.sub(r"first-[0-9a-f]+", "first-000000000000", whole)
    assert old != whole
    root, view = serve(sample.site), page()
    view.route("**/search/current.js", lambda route: route.fulfill(body=old, content_type="text/javascript"))
    view.goto(root)
    assert typed(view, "ket hon").count() > 1
    current.write_text(old, "utf-8")
    view.goto(root + "tim/?q=ket+hon")
    view.locator("[data-part=missing]").wait_for(state="visible")


@browser
def test_without_a_script_the_page_of_results_leads_to_the_list(built: Project, serve, page):
    root = serve(built.site)
    view = page(root + "tim/?q=khai+sinh", java_script_enabled=False)
    assert "JavaScript" in view.locator("main noscript").inner_text()
    view.locator("[data-part=all] a").click()
    assert view.url == root + "thu-tuc/"


@browser
def test_whatever_is_typed_nothing_is_run_or_complained_of(built: Project, shared: Path, serve, page):
    strings = [line for line in (shared / "data" / "corpora" / "naughty-strings" / "blns.txt").read_text("utf-8").split("\n") if line and not line.startswith("#")]
    strings += ["a" * 10_000, "đăng ký ".encode().decode() * 2_000, "(.*)+[", "\\", "“khai sinh”", "e\u0301" * 300, "😀" * 500, "\u202egiay", "<img src=x onerror=alert(1)>"]
    assert len(strings) > 400
    root = serve(built.site)
    # What could become markup is typed on both pages, of the rest each string on one: the same engine answers both.
    sharp = [text for text in strings if set(text) & set("<>&\"'\\") or "script" in text.lower()]
    for start, dull in (("", 0), ("tim/", 1)):
        typed_here = list(dict.fromkeys([*sharp, *strings[dull::2]]))
        view = page(root + start)
        complaints = complaints_of(view)
        view.on("dialog", lambda dialog: complaints.append(dialog.message))
        typed(view, "giay") if not start else (box_of(view).click(), ready(view))
        strange = view.evaluate("""async strings => {
            const box = document.querySelector('main input[name=q]'), found = [];
            const painted = () => new Promise(done => requestAnimationFrame(() => setTimeout(done)));
            const known = ['DIV', 'SPAN', 'MARK', 'A', 'LI', 'OL', 'UL', 'P', 'H2', 'DETAILS', 'SUMMARY', 'SECTION', 'BUTTON'];
            for (const text of strings) {
                box.value = text;
                box.dispatchEvent(new InputEvent('input', {bubbles: true}));
                await painted();
                for (const each of document.querySelectorAll('[role=listbox] *, [data-part=list] *, [data-part=before] *')) {
                    if (!known.includes(each.tagName) || [...each.attributes].some(one => one.name.startsWith('on'))) found.push(text);
                    if (each.href && !/^https?:/.test(each.href)) found.push(text);
                }
            }
            return found;
        }""", typed_here)
        assert strange == [] and complaints == []
        view.close()
    view = page()
    complaints = complaints_of(view)
    for text in strings[::25]:
        view.goto(root + "tim/?" + "q=" + "".join(f"%{byte:02x}" for byte in text[:500].encode()))
        ready(view)
    assert complaints == []


def test_the_home_page_box_and_the_header_name_the_page_of_results():
    home = html.fromstring((TEMPLATES / "home.html").read_text("utf-8"))
    assert home.xpath("//form[@data-find]/@data-find") == ["{{ page.results }}"]
    header = (TEMPLATES / "overrides" / "partials" / "header.html").read_text("utf-8")
    assert 'data-find="{{ root }}{{ face.results | e }}"' in header
