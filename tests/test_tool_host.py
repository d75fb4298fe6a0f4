"""The folds that hold the tools of a procedure's page: light, silent until opened, safe to print, and plain facts where no script runs."""
from __future__ import annotations

import gzip
import json
import re
import shutil
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader
from playwright.sync_api import Page
from support import screens
from support.accessibility import LOOKS
from support.pages import LOOK, PROJECT, VI
from support.sites import Project

from motcua import interface, json_text, urls
from motcua.outputs import tool_words
from motcua.outputs.pages.procedure_tools import Tool, Tools
from motcua.outputs.render import Markup

ASSETS = PROJECT / "templates" / "pages" / "assets"
PAGE = "thu-tuc/2.000004/"
POLICY = ("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
          "require-trusted-types-for 'script'; trusted-types motcua")
TYPES = {".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".svg": "image/svg+xml", ".png": "image/png"}


def scripts() -> dict[str, list[Path]]:
    """The sources of each tool's script."""
    found: dict[str, list[Path]] = {}
    for path in sorted(ASSETS.rglob("*.js")):
        part = path.relative_to(ASSETS).parts[0].removesuffix(".js")
        if part.startswith("tool"):
            found.setdefault(part, []).append(path)
    return found


def open_tool(view: Page, key: str) -> None:
    """Open a fold and wait for what is built in it."""
    view.locator(f"#tool-{key} > summary").click()
    view.locator(f"#tool-{key} > .tool__body").wait_for()


# Without a browser


def test_the_loader_is_light_and_every_tool_within_its_weight():
    weights = {name: len(gzip.compress(b"".join(path.read_bytes() for path in paths), 9)) for name, paths in scripts().items()}
    assert weights.pop("tools") <= 2_300
    assert len(weights) >= 1 and {name: weight for name, weight in weights.items() if weight > 15_000} == {}


def test_no_tool_writes_markup_runs_text_or_asks_the_network():
    forbidden = re.compile(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|fetch\(|XMLHttpRequest|sendBeacon|localStorage|sessionStorage|indexedDB|console\.")
    assert [f"{path.name}: {found[0]}" for paths in scripts().values() for path in paths for found in forbidden.finditer(path.read_text("utf-8"))] == []


def test_the_words_of_all_tools_come_in_one_script_a_language():
    for language in ("vi", "en"):
        words = interface.words(language)
        made = tool_words.artifact(words)
        assert made.path == urls.tool_words(language) == f"assets/tools-{language}.js"
        said = json.loads(re.search(r"toolWords=(.*);\n$", made.make(made.inputs).decode())[1])
        assert said["date"] == dict(words["tool_date"])
        assert [block for block in words.blocks() if block.startswith("tool_") and not {"heading", "lead"} <= words[block].keys()] == []


def tool(**given) -> Tool:
    return Tool(**{"key": "date", "heading": "Bao giờ?", "lead": "Một câu.", "data": Markup("{}"), "missing": ()} | given)


def rendered(*tools: Tool) -> str:
    """The folds alone, as a page holds them."""
    page = Environment(loader=FileSystemLoader(LOOK.folder), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    given = Tools(tools, "../../assets/tools.js" if any(each.data for each in tools) else "", "Không có máy tính.", "Chưa tải được.")
    return page.from_string('{% from "components/tool.html" import tools %}{{ tools(given) }}').render(given=given)


def test_without_a_tool_there_is_no_word_of_any():
    assert rendered().strip() == ""


def test_what_is_missing_is_said_without_a_script():
    made = rendered(tool(data=Markup(""), missing=("Nguồn không nói.",)))
    assert "Nguồn không nói." in made and "<script" not in made and "data-tool" not in made


def test_data_cannot_end_the_block_that_holds_them():
    made = rendered(tool(data=Markup(json_text.inline({"name": "</script><script>alert(1)</script>"}))))
    assert made.count("</script>") == 2 and "\\u003c/script>" in made


# With a browser


def test_nothing_of_a_tool_is_asked_for_before_it_is_opened_and_each_file_once(built: Project, serve, page):
    root = serve(built.site)
    view = page(root + PAGE)
    view.wait_for_load_state("networkidle")
    names = [each.rpartition("/")[2] for each in page.log.requests]
    assert "tools.js" in names and not [name for name in names if name.startswith(("tool-", "tools-", "holidays")) or name == "tools.css"]
    page.log.requests.clear()
    open_tool(view, "date")
    view.locator("#tool-date .tool__answer").first.wait_for()
    view.locator("#tool-date > summary").click()
    view.locator("#tool-date > summary").click()
    names = sorted(each.rpartition("/")[2] for each in page.log.requests)
    assert names == ["holidays.js", "tool-date.js", "tools-vi.js", "tools.css"]


def test_an_address_that_names_a_tool_opens_it(built: Project, serve, page):
    view = page(serve(built.site) + PAGE + "#tool-date")
    view.locator("#tool-date[open] .tool__answer").first.wait_for()
    assert view.evaluate("document.querySelector('#tool-date').getBoundingClientRect().top") < 200
    view.goto(view.url.replace("#tool-date", "#tool-none"))
    assert view.locator(".tool[open]").count() == 1


def test_printing_opens_no_tool_and_leaves_them_out(built: Project, serve, page):
    view = page(serve(built.site) + PAGE)
    view.evaluate("dispatchEvent(new Event('beforeprint'))")
    view.emulate_media(media="print")
    assert not view.locator(".tools").is_visible()
    view.evaluate("dispatchEvent(new Event('afterprint'))")
    view.wait_for_timeout(100)
    assert view.locator(".tool__body").count() == 0 and not [each for each in page.log.requests if "tools.css" in each]


def test_a_script_that_cannot_be_loaded_is_told_and_asked_for_again(built: Project, serve, page):
    view = page(serve(built.site) + PAGE)
    view.route("**/tool-date.js", lambda route: route.abort())
    view.locator("#tool-date > summary").click()
    view.locator("#tool-date [role=status]", has_text="Chưa tải được").wait_for()
    view.unroute("**/tool-date.js")
    view.locator("#tool-date > summary").click()
    view.locator("#tool-date > summary").click()
    view.locator("#tool-date .tool__answer").first.wait_for()
    assert view.locator("#tool-date > [role=status]").count() == 0


def test_a_strict_policy_is_kept(built: Project, serve, page):
    root = serve(built.site)
    view = page()
    complaints: list[str] = []
    view.on("console", lambda message: complaints.append(message.text))

    def with_policy(route):
        name = urls.file_of(route.request.url.removeprefix(root))
        route.fulfill(path=built.site / name, headers={"content-type": TYPES[Path(name).suffix], "content-security-policy": POLICY})

    view.route("**/*", with_policy)
    view.goto(root + PAGE)
    for key in view.locator("[data-tool]").evaluate_all("folds => folds.map(fold => fold.dataset.tool)"):
        open_tool(view, key)
    view.locator("#tool-date .tool__answer").first.wait_for()
    assert complaints == []


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_folds_are_easy_to_hit_and_nothing_runs_over_the_edge(built: Project, serve, page, axe, width: int, scheme: str):
    view = page(serve(built.site) + PAGE, width=width, color_scheme=scheme)
    assert axe(view) == []
    assert screens.too_wide(view) == [] and screens.small_targets(view) == []


def test_without_a_script_a_fold_says_where_the_facts_stand(built: Project, serve, page):
    view = page(serve(built.site) + PAGE, java_script_enabled=False)
    view.locator("#tool-date > summary").click()
    assert VI("tools.fallback") in view.locator("#tool-date").inner_text()
    assert view.locator("#tool-date input").count() == 0


def test_tools_open_from_a_disk(built: Project, tmp_path, page):
    site = tmp_path / "site"
    shutil.copytree(built.site, site)
    view = page((site / PAGE / "index.html").as_uri())
    open_tool(view, "date")
    view.locator("#tool-date .tool__answer").first.wait_for()


def test_what_is_over_has_no_tools(built: Project):
    assert 'class="tool"' not in (built.site / "thu-tuc/1.009994/index.html").read_text("utf-8")
    assert 'class="tool"' in (built.site / PAGE / "index.html").read_text("utf-8")


def test_records_without_days_off_get_no_date_and_no_empty_fold(records: Project):
    pages = sorted((records.site / "thu-tuc").glob("*/index.html"))
    assert len(pages) > 1_000 and not (records.site / "assets" / "holidays.js").exists()
    texts = [path.read_text("utf-8") for path in pages]
    assert not [text for text in texts if 'id="tool-date"' in text]
    empty = re.compile(r'<details class="tool"[^>]*>\s*<summary>[^<]*</summary>\s*</details>')
    assert not [path for path, text in zip(pages, texts, strict=True) if empty.search(text)]
