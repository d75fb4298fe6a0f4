"""Searching whole texts: which procedures hold a word, what is loaded for it, and the excerpts on the page of results."""
from __future__ import annotations

import gzip
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page
from support.pages import PROJECT, TEMPLATES
from support.sites import Project

from motcua import forked, passages, source, urls
from motcua.catalogue import Stored
from motcua.model import Procedure
from motcua.outputs import marked, texts

ASSETS = TEMPLATES / "assets"
CODE = "2.000635"
HEADING = "Trong toàn văn"


def record(**given) -> Procedure:
    return Procedure.model_validate({
        "code": "1.000001", "name": "Tên", "field": "ho-tich", "status": "in_force", "steps": [{"text": "Nộp đơn. Chờ xét."}], **given})


def held(procedure: Procedure) -> set[int]:
    return set(passages.unpacked(passages.marks(procedure)))


def shards(*every: tuple[str, bytes]) -> dict[str, bytes]:
    return {re.sub("-[0-9a-f]{12}", "", each.path): each.make(each.inputs) for each in texts.artifacts(every)}


# Without a browser


def test_marks_are_those_of_syllables_and_of_neighbours_whatever_their_marks_and_case():
    assert held(record()) == held(record(steps=[{"text": "nop DON; cho xet"}]))
    assert len(held(record())) == 4 + 3


def test_two_passages_have_no_neighbours_between_them():
    parted = record(steps=[{"text": "Nộp đơn"}, {"text": "Chờ xét"}])
    assert held(record()) - held(parted) and held(parted) < held(record())


def test_papers_conditions_and_results_are_read_and_fees_are_not():
    dossier = {"components": [{"choose": "one", "of": [{"paper": "Hộ chiếu"}], "title": "Giấy tờ"}]}
    assert held(record(dossier=dossier)) > held(record())
    assert held(record(requirements="Đủ mười tám tuổi")) > held(record())
    assert held(record(results=[{"name": "Thẻ"}])) > held(record())
    assert held(record(fees=[{"status": "not_stated", "text": "Theo quy định riêng"}])) == held(record())


def test_the_browser_gives_the_same_mark_to_the_same_word(tmp_path: Path):
    node = shutil.which("node") or shutil.which("nodejs")
    if not node:
        pytest.skip("Node is not installed")
    script = (ASSETS / "texts.js").read_text("utf-8")
    crc = script[script.index("  const CRC"):script.index("  /* Scripts one and all")]
    words = ["khai", "khai sinh", "đ", "北京", "a" * 300]
    asked = f"{crc}\nprocess.stdout.write(JSON.stringify({json.dumps(words)}.map(crc32)))"
    done = subprocess.run([node, "-e", asked], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == [passages.crc32(word.encode()) for word in words]


def test_what_too_many_hold_keeps_its_mark_alone_and_few_procedures_have_few_files():
    every = [(f"1.{n:06}", passages.marks(record(steps=[{"text": f"chung {'riêng' if n == 5 else 'khác'}"}]))) for n in range(9)]
    found = shards(*every)
    assert len(found) == 1 + 16
    packed = b" ".join(body.partition(b"'")[2].rpartition(b"'")[0] for name, body in found.items() if name != urls.SEARCH_TEXTS).split()
    # "chung", "khac" and "chung khac" are everywhere; "rieng" and "chung rieng" in the sixth alone.
    assert sorted(len(each) for each in packed) == [4, 4, 4, 5, 5]
    assert {each[4:] for each in packed} == {b"", b"F"}


def test_a_long_step_between_numbers_is_written_in_several_digits():
    steps = tuple(map(texts._step, range(5000)))
    assert len(set(steps)) == 5000 and [len(steps[n]) for n in (0, 31, 32, 1023, 1024)] == [1, 1, 2, 2, 3]


def test_the_same_words_give_the_same_files_and_an_edit_few_others():
    every = [(f"1.{n:06}", passages.marks(record(steps=[{"text": f"bước số {n} của việc này"}]))) for n in range(40)]
    before = {each.path for each in texts.artifacts(every)}
    assert before == {each.path for each in texts.artifacts(reversed(every))}
    every[3] = ("1.000003", passages.marks(record(steps=[{"text": "bước số 3 của việc khác"}])))
    assert 1 <= len(before - {each.path for each in texts.artifacts(every)}) <= 6


def of(folder: Path, *records: Procedure, jobs: int = 1) -> marked.Texts:
    """The passages of records, whose marks are kept in a folder."""
    told = tuple(marked.Told(f"1.{n:06}", passages.digest(each), Stored("", "", each.model_dump(exclude_unset=True))) for n, each in enumerate(records))
    return marked.Texts("", told, folder / "marks.json", jobs)


def test_marks_are_made_once_and_those_of_no_procedure_are_forgotten(tmp_path: Path, monkeypatch):
    records = [record(steps=[{"text": f"bước {n}"}]) for n in range(3)]
    made: list[str] = []
    monkeypatch.setattr(marked, "marks", lambda each: made.append(each.steps[0].text.vi) or passages.marks(each))
    for given, new in ((records[:2], 2), (records[:2], 0), (records[1:], 1), (records[:1], 1)):
        made.clear()
        assert marked.marked(of(tmp_path, *given)) == [(f"1.{n:06}", passages.marks(each)) for n, each in enumerate(given)] and len(made) == new
    # Another code makes all anew, whatever was kept.
    monkeypatch.setattr(marked, "version", lambda: "another")
    made.clear()
    assert marked.marked(of(tmp_path, *records[:1])) and len(made) == 1


def test_several_processes_make_the_same_marks(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(forked, "MANY", 2)
    records = [record(steps=[{"text": f"bước số {n} của việc này"}]) for n in range(60)]
    assert marked.marked(of(tmp_path / "two", *records, jobs=2)) == marked.marked(of(tmp_path / "one", *records))


def test_texts_stand_in_files_by_the_ending_of_their_numbers(tmp_path: Path):
    path = next(PROJECT.glob(f"catalogue/procedures/*/{CODE}.yml"))
    stored = Stored(path, "", source.read(path, path.name).values)
    (made,) = texts.of_procedures([(CODE, stored), ("1.100635", stored)])
    assert made.path == urls.search_text(CODE) == "search/text/635.js"
    body = made.make(made.inputs).decode()
    values = json.loads(body.partition(",'")[2].removesuffix("');\n").replace("\\'", "'").replace("\\\\", "\\"))
    assert values.keys() == {CODE, "1.100635"} and {language for language, _ in values[CODE]} == {"vi", "en"}
    assert "</script" not in body.lower()


def test_the_script_weighs_little_and_writes_no_markup():
    text = (ASSETS / "texts.js").read_bytes()
    assert len(gzip.compress(text)) <= 3_500
    assert not re.search(rb"innerHTML|outerHTML|insertAdjacent|document\.write|\beval\b|new Function|DOMParser|setHTML", text)


# In a browser

browser = pytest.mark.bulk


def asked(view: Page) -> Page:
    """The page with its whole texts searched."""
    view.get_by_role("button", name="Tìm trong toàn văn").click()
    view.get_by_role("heading", name=HEADING).wait_for()
    return view


@browser
def test_whole_texts_are_searched_when_somebody_asks_and_the_address_keeps_it(built: Project, serve, page):
    root = serve(built.site)
    view = page(root + "tim/?q=bien+ban")
    loaded: list[str] = []
    view.get_by_role("button", name="Tìm trong toàn văn").wait_for()
    view.wait_for_function("motcua.finder.prepared().papers")
    view.on("request", lambda request: loaded.append(request.url.removeprefix(root)))
    asked(view)
    assert view.url == root + "tim/?q=bien+ban&toanvan=1"
    assert view.evaluate("document.activeElement.textContent") == HEADING
    part = view.locator("[data-part=texts]")
    found = part.locator("li")
    assert found.count() >= 1 and part.locator("mark").count() >= 1
    assert "biên bản" in found.first.inner_text().lower()
    # What stands above is not told again.
    above = view.locator("[data-part=list] > ol a").evaluate_all("found => found.map(each => each.href)")
    below = part.locator("li > a").evaluate_all("found => found.map(each => each.href)")
    assert not set(above) & set(below)
    assert loaded[:2] == ["assets/texts.js", "search/texts.js"]
    assert all(re.fullmatch(r"search/(marks-[0-9a-f]{2}-[0-9a-f]{12}|text/\d{3})\.js", name) for name in loaded[2:])
    shared = page(view.url)
    shared.get_by_role("heading", name=HEADING).wait_for()
    assert shared.locator("[data-part=texts] li > a").evaluate_all("found => found.map(each => each.href)") == below
    found.first.locator("a").click()
    view.wait_for_url("**/thu-tuc/*.*/")
    view.go_back()
    view.get_by_role("heading", name=HEADING).wait_for()


@browser
def test_other_words_are_not_searched_in_whole_texts_until_somebody_asks_again(built: Project, serve, page):
    root = serve(built.site)
    view = asked(page(root + "tim/?q=bien+ban"))
    view.locator("#q").fill("ket hon")
    view.get_by_role("button", name="Tìm trong toàn văn").wait_for()
    view.locator("#q").press("Enter")
    assert view.url == root + "tim/?q=ket+hon"


@browser
def test_what_no_text_holds_is_said(built: Project, serve, page):
    view = asked(page(serve(built.site) + "tim/?q=zzzzqqqq"))
    assert view.locator("[data-part=texts]").inner_text().endswith("Không thủ tục nào khác có những chữ này trong phần hướng dẫn.")
    assert view.locator("[data-part=heard]").inner_text().startswith("Không")


@browser
def test_a_list_of_shards_that_is_not_there_is_told(built: Project, serve, page):
    view = page()
    view.route("**/search/texts.js", lambda route: route.abort())
    view.goto(serve(built.site) + "tim/?q=bien+ban")
    asked(view)
    assert "chưa tìm được trong toàn văn" in view.locator("[data-part=texts]").inner_text()


@browser
def test_it_works_from_the_disk_and_for_strange_words(built: Project, page):
    view = page()
    complaints: list[str] = []
    view.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    view.on("pageerror", lambda error: complaints.append(str(error)))
    view.goto((built.site / "tim" / "index.html").as_uri() + "?q=bien+ban&toanvan=1")
    view.get_by_role("heading", name=HEADING).wait_for()
    assert view.locator("[data-part=texts] li").count() >= 1
    for strange in ("<b>biên</b> bản", "北京 😀", "((((", "a" * 5000, "bie\u0302n ban"):
        view.locator("#q").fill(strange)
        view.locator("#q").press("Enter")
        asked(view)
    assert complaints == []


@browser
@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_is_at_fault_with_excerpts(built: Project, serve, page, axe, width: int):
    from support import screens

    view = asked(page(serve(built.site) + "tim/?q=bien+ban", width=width))
    assert [*axe(view), *screens.too_wide(view), *screens.small_targets(view)] == []


@browser
def test_one_search_of_the_real_records_loads_little(records: Project, serve, page):
    root, found = serve(records.site), 0
    for query in ("biên bản bàn giao tài sản", "ho chieu con han", "hợp đồng thuê tàu bay không có tổ lái"):
        view = page(root + "tim/?q=" + query)
        loaded: list[str] = []
        view.get_by_role("button", name="Tìm trong toàn văn").wait_for()
        view.on("request", lambda request, loaded=loaded: loaded.append(request.url.removeprefix(root)))
        asked(view)
        found += view.locator("[data-part=texts] li").count()
        assert sum(len(gzip.compress((records.site / name).read_bytes())) for name in loaded) <= 300_000
    assert found >= 10
