"""The sample site as people meet it: every link, valid HTML, no fault of accessibility, and the first screen of a small phone."""
from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page
from support import screens
from support.accessibility import CONTRAST, LOOKS
from support.links import Site, broken_links, outside_loads
from support.reading import unfold
from support.sites import ADDRESS, SUBPATH, Project, copied

pytestmark = pytest.mark.bulk

# Nothing but our own files may be run or shown; the look uses inline styles nowhere that matters to a reader.
POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; form-action 'self'"


@pytest.fixture(scope="module")
def pages(built: Project) -> dict[str, list[str]]:
    """The pages of the built sample by kind."""
    return screens.by_kind(built.site)


@pytest.fixture
def procedures(pages) -> list[str]:
    """Every page of a procedure or a case."""
    return pages["procedure"] + pages["case"]


def address(root: str, name: str) -> str:
    """Where a file of the site is visited."""
    return root + name.removesuffix("index.html")


def worst(site: Path, names: list[str]) -> list[str]:
    """Of the pages of a kind the longest in each language."""
    size = {name: (site / name).stat().st_size for name in names}
    halves = [[name for name in names if name.startswith("en/") == is_english] for is_english in (False, True)]
    return [max(half, key=size.__getitem__) for half in halves if half]


def with_the_longest_words(site: Path, names: list[str]) -> list[str]:
    """Of the Vietnamese pages of a kind the twelve that are hardest to fit in a narrow window."""
    found = [name for name in names if not name.startswith("en/")]
    longest = {name: max(map(len, re.sub(r"<[^>]*>", " ", (site / name).read_text("utf-8").partition("<main")[2]).split()), default=0) for name in found}
    return sorted(found, key=lambda name: (-longest[name], name))[:12]


# Without a browser


def test_there_is_a_page_of_every_kind_that_the_code_names_and_none_of_another(pages, project: Path):
    modules = (path.read_text("utf-8") for path in (project / "motcua" / "outputs" / "pages").glob("*.py"))
    kinds = {found[1] for text in modules for found in re.finditer(r'\bSheet\(\s*"([a-z-]+)"', text)}
    assert len(kinds) > 20
    assert pages.keys() - {"moved"} == kinds | {"procedure", "case"}


def test_every_link_leads_somewhere_and_nothing_is_loaded_from_elsewhere(built: Project, at_subpath: Project):
    site = Site(built.site, address=ADDRESS)
    assert (site.broken(), site.loads_from_outside()) == ([], [])
    assert broken_links(at_subpath.site, SUBPATH, ADDRESS.rstrip("/") + SUBPATH) == []


def test_every_page_style_sheet_and_picture_is_valid(built: Project, vnu):
    assert vnu([built.site]) == []


def test_no_page_carries_a_script_of_its_own(built: Project, pages):
    for name in sum(pages.values(), []):
        text = (built.site / name).read_text("utf-8")
        scripts = re.findall(r"<script\b([^>]*)>(.*?)</script>", text, re.DOTALL)
        assert [body for kind, body in scripts if body.strip() and not re.search(r'type="application/(?:ld\+)?json"', kind)] == [], name
        assert not re.search(r"<[^>]*\son[a-z]+=", re.sub(r"<script.*?</script>", "", text, flags=re.DOTALL)), name
        assert "javascript:" not in text, name


def test_every_page_says_openly_that_it_is_a_sample(built: Project, pages):
    for name in sum((found for kind, found in pages.items() if kind != "moved"), []):
        text = (built.site / name).read_text("utf-8")
        notice = re.search(r'<p class="frame-sample">([^<]+)</p>', text)
        assert notice and ("sample" if name.startswith("en/") else "mẫu") in notice[1].lower(), name


# Accessibility


# Every fold is open: what is shut is on no screen, and what is open is what it was and more.
@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_the_longest_page_of_each_kind_has_no_fault_of_accessibility(built: Project, pages, serve, page, axe, width: int, scheme: str):
    view, root, faults = page(width=width, color_scheme=scheme), serve(built.site), []
    for name in [name for kind, names in pages.items() if kind != "moved" for name in worst(built.site, names)]:
        is_english = name.startswith("en/")
        if width > 320 and is_english:
            continue  # Its language is tried on the narrow screen; what is new in a wide one is where things stand.
        view.goto(address(root, name))
        faults += [f"{name}: {fault}" for fault in screens.too_wide(view)]
        unfold(view)
        faults += [f"{name}, open: {fault}" for fault in axe(view, without=[CONTRAST] if is_english else [])]
    assert faults == []


def test_text_of_twice_the_size_still_fits_and_has_no_fault(built: Project, pages, serve, page, axe):
    view, root, faults = page(width=320, height=640), serve(built.site), []
    for name in [name for kind, names in pages.items() if kind != "moved" for name in worst(built.site, names)]:
        view.goto(address(root, name))
        screens.enlarge(view)
        unfold(view)
        faults += [f"{name}: {fault}" for fault in (*screens.too_wide(view), *axe(view, without=[CONTRAST]))]
    assert faults == []


def test_no_page_scrolls_sideways_on_a_small_phone_and_no_procedure_in_text_of_twice_the_size(built: Project, pages, procedures, serve, page):
    view, root, faults = page(width=320), serve(built.site), []
    # Lists in English differ in their words alone, and the longest of each is tried above; of a kind with many pages the longest lines are on few.
    others = [name for kind, names in pages.items() if kind not in ("procedure", "case") for name in with_the_longest_words(built.site, names)]
    for name in [*procedures, *others]:
        view.goto(address(root, name))
        faults += [f"{name}: {fault}" for fault in screens.too_wide(view)]
        if name in procedures:
            screens.enlarge(view)
            unfold(view)
            faults += [f"{name}, twice the size: {fault}" for fault in screens.too_wide(view)]
    assert faults == []


# The first screen


def test_the_first_screen_of_every_procedure_answers_how_long_how_much_and_where(built: Project, procedures, serve, page):
    view, root, faults = page(width=screens.WIDTH, height=screens.HEIGHT), serve(built.site), []
    for name in procedures:
        view.goto(address(root, name))
        faults += [f"{name}: {fault}" for fault in screens.first_screen_faults(view)]
    assert faults == []


def test_the_first_line_of_an_answer_has_at_most_32_characters_and_conditions_are_legible(built: Project, procedures, serve, page):
    view, root, faults, seen = page(width=screens.WIDTH, height=screens.HEIGHT), serve(built.site), [], 0
    for name in procedures:
        view.goto(address(root, name))
        lines = screens.first_lines(view)
        seen += len(lines)
        faults += [f"{name}: {len(line.strip())} characters: {line}" for line in lines if len(line.strip()) > 32]
        faults += [f"{name}: {fault}" for fault in screens.small_words(view)]
    assert faults == []
    assert seen > 3 * len(procedures)


def test_a_thumb_finds_every_control(built: Project, pages, serve, page):
    view, root, faults = page(width=screens.WIDTH, height=screens.HEIGHT), serve(built.site), []
    for name in [name for names in pages.values() for name in worst(built.site, names)]:
        view.goto(address(root, name))
        faults += [f"{name}: {fault}" for fault in screens.small_targets(view)]
    assert faults == []


# Keys, scripts, folds


def test_the_keyboard_reaches_the_skip_link_first_then_search_then_the_main_action(built: Project, serve, page):
    view = page(address(serve(built.site), "thu-tuc/2.000635/index.html"), width=screens.WIDTH)
    reached = []
    for _ in range(60):
        view.keyboard.press("Tab")
        reached.append(view.evaluate("""() => { const on = document.activeElement;
            return on.className.includes('frame-skip') ? 'skip' : on.id === 'frame-q' ? 'search' : on.matches('main .frame-button') ? 'action' : '' }"""))
        assert view.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none", view.evaluate("document.activeElement.outerHTML")
        if reached[-1] == "action":
            break
    assert reached[0] == "skip"
    assert [each for each in dict.fromkeys(reached) if each] == ["skip", "search", "action"]


def test_the_search_box_leads_to_the_list_of_all_without_a_script(built: Project, serve, page):
    root = serve(built.site)
    for start, end in (("thu-tuc/2.000635/", "thu-tuc/"), ("en/thu-tuc/2.000635/", "en/thu-tuc/"), ("", "thu-tuc/"), ("en/", "en/thu-tuc/")):
        view = page(root + start, java_script_enabled=False)
        box = view.locator("input[name=q]").first
        box.fill("khai sinh")
        box.press("Enter")
        view.wait_for_url("**/*q=*")
        assert view.url.partition("?")[0] == root + end


def test_without_a_script_every_word_is_there_and_every_fold_opens(built: Project, pages, serve, page):
    root = serve(built.site)
    with_script, without = page(), page(java_script_enabled=False)
    for kind in sorted(pages.keys() - {"not-found", "moved"}):
        name = worst(built.site, pages[kind])[0]
        texts = []
        for view in (with_script, without):
            view.goto(address(root, name))
            texts.append(view.locator("main").text_content())
        assert texts[0] == texts[1] and len(texts[0]) > 100, name
    fold = without.locator("main details:has(> summary:visible)").first
    without.goto(address(root, "thu-tuc/2.000635/index.html"))
    fold.locator("summary").first.click()
    assert fold.get_attribute("open") is not None


# What a page may do


def test_nothing_is_remembered_before_a_colour_scheme_is_chosen(built: Project, pages, serve, page):
    view, root = page(), serve(built.site)
    for name in [worst(built.site, names)[0] for kind, names in pages.items() if kind != "moved"]:
        view.goto(address(root, name))
        assert view.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""], name
    assert view.context.cookies() == []
    view.goto(root)
    view.locator(".frame-scheme").click()
    assert view.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [1, 0, ""]


def test_a_chosen_scheme_holds_on_the_next_page_in_the_other_language(built: Project, serve, page):
    root = serve(built.site)
    view = page(root, color_scheme="light")
    paper = "getComputedStyle(document.body).backgroundColor"
    before = view.evaluate(paper)
    view.locator(".frame-scheme").click()
    dark = view.evaluate(paper)
    view.goto(root + "en/thu-tuc/2.000635/")
    assert view.evaluate(paper) == dark != before


def said(view: Page) -> list[str]:
    """A list that fills with all that the page complains of on its console."""
    complaints: list[str] = []
    view.on("console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None)
    return complaints


@pytest.mark.parametrize("prefix", ["/", SUBPATH])
def test_a_strict_policy_stops_nothing_and_the_console_stays_silent(built: Project, at_subpath: Project, serve, page, prefix: str):
    site = (built if prefix == "/" else at_subpath).site
    root, view = serve(site, prefix, {"Content-Security-Policy": POLICY}), page()
    complaints = said(view)
    found = screens.by_kind(site)
    for name in [name for kind in sorted(found.keys() - {"not-found", "moved"}) for name in worst(site, found[kind])[: 2 if prefix == "/" else 1]]:
        answer = view.goto(address(root, name))
        assert answer.headers["content-security-policy"] == POLICY
        assert view.locator(".frame-scheme").is_visible() or view.locator(".frame-menu-link").is_visible(), name
    assert complaints == []


def test_the_page_of_what_is_not_found_works_at_any_depth_of_a_subpath(at_subpath: Project, serve, page):
    root = serve(at_subpath.site, SUBPATH)
    for lost in ("nowhere", "thu-tuc/9.999999/", "en/a/b/c/d/"):
        view = page()
        assert view.goto(root + lost).status == 404
        assert view.evaluate("[...document.styleSheets].length") >= 2
        links = view.locator("main a").evaluate_all("found => found.map(each => each.href)")
        # The page knows the public address alone.
        own = [link for link in links if link.startswith((root, ADDRESS))]
        assert own, links


def test_from_the_disk_a_page_has_its_look_and_complains_of_nothing(built: Project, pages, page):
    view = page()
    complaints = said(view)
    for name in [worst(built.site, pages[kind])[-1] for kind in sorted(pages.keys() - {"not-found", "moved"})]:
        view.goto((built.site / name).as_uri())
        assert view.evaluate("getComputedStyle(document.querySelector('.frame-header')).backgroundColor") not in ("rgba(0, 0, 0, 0)", ""), name
        assert view.locator("h1").count() == 1, name
    assert complaints == []


# The other engine


def test_the_whole_sample_builds_with_the_successor_of_the_engine(built: Project, tmp_path: Path, vnu):
    project = copied(tmp_path / "project")
    look = project.file("mkdocs.yml")
    text, count = re.subn(r"(?m)^(\s*engine:\s*)mkdocs\b", r"\1zensical", look.read_text("utf-8"))
    assert count == 1
    look.write_text(text, "utf-8")
    project.build("--quiet")
    assert screens.by_kind(project.site) == screens.by_kind(built.site)
    assert broken_links(project.site, "/", ADDRESS) == []
    assert outside_loads(project.site, ADDRESS) == []
    bodies = [re.sub(r".*(<article.*</article>).*", r"\1", (each.site / "thu-tuc/2.000635/index.html").read_text("utf-8"), flags=re.DOTALL)
              for each in (built, project)]
    assert bodies[0] == bodies[1]
    assert vnu([project.site / name for names in screens.by_kind(project.site).values() for name in names[:1]]) == []
