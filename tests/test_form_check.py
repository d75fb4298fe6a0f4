"""Whether a reader's own form is still the one to use: answered on the page from the file's digest alone, with nothing sent anywhere."""

from __future__ import annotations

import gzip
import json
import random
import re
import subprocess
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest
from playwright.sync_api import Page
from support.accessibility import LOOKS
from support.sites import Project

from motcua import urls
from motcua.inspect import MOST_BYTES

PROJECT = Path(__file__).parents[1]
SCRIPTS = PROJECT / "templates" / "pages" / "assets" / "form-check"
FORMS = PROJECT / "templates" / "forms"
OLD = FORMS / "ubnd-cap-xa" / "giay-de-nghi-dang-ky-ho-kinh-doanh-2021.docx"
NEW = FORMS / "ubnd-cap-xa" / "giay-de-nghi-dang-ky-ho-kinh-doanh.docx"
FORM = "bieu-mau/ubnd-cap-xa/giay-de-nghi-dang-ky-ho-kinh-doanh/"
POLICY = ("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
          "require-trusted-types-for 'script'; trusted-types motcua")
TYPES = {".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".svg": "image/svg+xml", ".png": "image/png"}
# The vectors of FIPS 180-4 and of the edges of its blocks.
VECTORS = {
    b"": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    b"abc": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    b"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq": "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
    b"a" * 1_000_000: "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0",
}


def digests(texts: list[bytes]) -> list[str]:
    """What our own SHA-256 makes of some bytes, in node."""
    code = ("const fs = require('fs'); require('vm').runInThisContext(fs.readFileSync(process.argv[1], 'utf8'));"
            "console.log(JSON.stringify(JSON.parse(fs.readFileSync(0)).map(each => motcua.sha256(Uint8Array.from(Buffer.from(each, 'base64'))))))")
    done = subprocess.run(["node", "-e", code, SCRIPTS / "1-sha256.js"], input=json.dumps([b64encode(text).decode() for text in texts]),
                          capture_output=True, encoding="utf-8", check=True)
    return json.loads(done.stdout)


def test_our_own_sha_256_gives_the_standard_s_vectors():
    assert digests(list(VECTORS)) == list(VECTORS.values())


@pytest.mark.bulk
def test_our_own_sha_256_agrees_at_every_length_around_its_blocks():
    chance = random.Random(256)
    texts = [chance.randbytes(length) for length in (*range(200), 4095, 4096, 100_003)]
    assert digests(texts) == [sha256(text).hexdigest() for text in texts]


def test_the_scripts_are_small():
    assert len(gzip.compress((SCRIPTS / "1-sha256.js").read_bytes())) <= 1_500
    assert len(gzip.compress(b"".join(path.read_bytes() for path in sorted(SCRIPTS.iterdir())))) <= 3_000


def test_the_page_looks_at_files_as_large_as_a_form_may_be():
    assert re.findall(r"LARGEST = (\d+);", (SCRIPTS / "2-check.js").read_text("utf-8")) == [str(MOST_BYTES)]


# In a browser.


def opened(view: Page, address: str) -> Page:
    view.goto(address)
    view.locator("#check > summary").click()
    return view


def asked(view: Page, file: Path | dict) -> list[str]:
    """What the page answers on a file, line by line."""
    view.evaluate("document.querySelector('.check__told').textContent = ''")
    view.locator("#check-file").set_input_files(file)
    view.locator(".check__told p").first.wait_for()
    return view.locator(".check__told p").all_inner_texts()


@pytest.mark.parametrize("where", ["bieu-mau/", FORM])
def test_a_file_of_today_is_known_in_every_format(built: Project, serve, page, where: str):
    view = opened(page(), serve(built.site) + where)
    for kind in ("docx", "pdf", "odt"):
        told = asked(view, NEW.with_suffix(f".{kind}"))
        assert told == ["Đây là bản mới nhất của mẫu: Giấy đề nghị đăng ký hộ kinh doanh. Tệp này chỉ để minh họa, không dùng để nộp.", "Xem mẫu này"]
    assert view.locator("#check").get_attribute("data-state") == "now"


def test_an_old_file_is_told_what_replaced_it_and_leads_to_that(built: Project, serve, page):
    root = serve(built.site)
    view = opened(page(), root + "bieu-mau/")
    (told, _) = asked(view, OLD)
    assert told.startswith("Không dùng để nộp nữa. Đây là bản cũ của mẫu: Giấy đề nghị đăng ký hộ kinh doanh. Thay bằng bản minh họa 2 từ ngày 01/07/2025.")
    view.locator(".check__told a").click()
    assert view.url == root + FORM


def test_any_other_file_is_unknown_and_is_told_why_that_may_be(built: Project, serve, page):
    view = opened(page(), serve(built.site) + "bieu-mau/")
    for name, data in (("đã điền.docx", NEW.read_bytes() + b"\0"), ("rỗng.docx", b""), ("to.docx", b"x" * (MOST_BYTES + 1))):
        told = asked(view, {"name": name, "mimeType": "application/octet-stream", "buffer": data})
        assert told[0] == "Tệp này không trùng với tệp nào đã đăng ở đây." and "lưu lại bằng Word" in told[1] and len(told) == 2


def test_the_english_page_answers_in_english(built: Project, serve, page):
    root = serve(built.site)
    view = opened(page(), root + "en/" + FORM)
    (told, link) = asked(view, OLD)
    assert told.startswith("Do not hand this in any more.") and "from 1 July 2025" in told and link == "See this form"
    assert view.locator(".check__told a").evaluate("each => each.href") == root + "en/" + FORM
    assert view.locator(".check__told span").evaluate_all("found => found.map(each => [each.lang, each.textContent])") == [["vi", "bản minh họa 2"]], "the title is translated"


def test_before_its_day_a_version_is_too_early_and_the_one_before_it_holds(built: Project, serve, page):
    view = page()
    view.clock.install(time="2025-06-30T12:00:00")
    opened(view, serve(built.site) + FORM)
    assert asked(view, NEW)[0].startswith("Chưa đến ngày dùng.") and view.locator("#check").get_attribute("data-state") == "soon"
    assert "áp dụng đến hết ngày 30/06/2025, sau đó được thay. Thay bằng" in (told := asked(view, OLD)[0]) and "Còn dùng được" not in told and view.locator("#check").get_attribute("data-state") == "still"


def test_nothing_of_the_file_leaves_the_device_or_stays_on_the_page(built: Project, serve, page):
    root = serve(built.site)
    view = opened(page(), root + "bieu-mau/")
    asked(view, OLD)
    before, sent, steps = len(page.log.requests), [], view.evaluate("history.length")
    view.on("request", lambda request: sent.append(request.url))
    asked(view, {"name": "canary-79.docx", "mimeType": "application/octet-stream", "buffer": b"canary-79" * 1000})
    assert sent == [] and len(page.log.requests) == before
    assert all("canary" not in address for address in page.log.requests)
    kept = view.evaluate("async () => [localStorage.length, sessionStorage.length, document.cookie, location.href, history.length, (await indexedDB.databases()).length, (await caches.keys()).length]")
    assert kept == [0, 0, "", root + "bieu-mau/", steps, 0, 0]


def test_the_table_comes_only_when_a_file_is_asked_about(built: Project, serve, page):
    view = opened(page(), serve(built.site) + "bieu-mau/")
    assert not [address for address in page.log.requests if "dau-kiem-tra" in address]
    asked(view, OLD)
    asked(view, NEW)
    assert len([address for address in page.log.requests if "dau-kiem-tra" in address]) == 1


def test_a_file_that_is_dropped_is_looked_at_as_well(built: Project, serve, page):
    view = page(serve(built.site) + "bieu-mau/")
    view.evaluate("""data => {
        const held = new DataTransfer(), box = document.querySelector("#check");
        held.items.add(new File([Uint8Array.from(data)], "don.docx"));
        for (const kind of ["dragover", "drop"]) box.dispatchEvent(new DragEvent(kind, { dataTransfer: held, bubbles: true, cancelable: true }));
    }""", list(OLD.read_bytes()))
    view.locator(".check__told p").first.wait_for()
    assert view.locator(".check__told").inner_text().startswith("Không dùng để nộp nữa.") and view.locator(".check--over").count() == 0


def test_from_a_disk_and_without_the_browser_s_own_digest_the_answer_is_the_same(built: Project, serve, page):
    view = opened(page(), (built.site / "bieu-mau" / "index.html").as_uri())
    assert asked(view, OLD)[0].startswith("Không dùng để nộp nữa.")
    bare = page()
    bare.add_init_script("Object.defineProperty(window, 'isSecureContext', { value: false }); Object.defineProperty(crypto, 'subtle', { value: undefined })")
    opened(bare, serve(built.site) + "bieu-mau/")
    assert asked(bare, OLD)[0].startswith("Không dùng để nộp nữa.") and asked(bare, NEW)[0].startswith("Đây là bản mới nhất")


def test_a_strict_policy_stops_nothing(built: Project, serve, page):
    root, view, complaints = serve(built.site), page(), []
    view.on("console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None)

    def with_policy(route):
        name = urls.file_of(route.request.url.removeprefix(root).partition("?")[0])
        route.fulfill(path=built.site / name, headers={"content-type": TYPES[Path(name).suffix], "content-security-policy": POLICY})

    view.route("**/*", with_policy)
    opened(view, root + FORM)
    assert asked(view, OLD)[0].startswith("Không dùng để nộp nữa.") and complaints == []


def test_when_the_table_cannot_come_the_page_says_what_to_do(built: Project, serve, page):
    view = page()
    view.route("**/dau-kiem-tra-*.js*", lambda route: route.abort())
    opened(view, serve(built.site) + "bieu-mau/")
    assert asked(view, OLD)[0].startswith("Không xem được tệp này.")


def test_without_a_script_nothing_empty_is_shown(built: Project, serve, page):
    view = page(serve(built.site) + FORM, java_script_enabled=False)
    assert not view.locator("#check").is_visible() and view.locator(".blank__files a").count() == 3


def test_keys_alone_reach_the_question(built: Project, serve, page):
    view = page(serve(built.site) + FORM)
    view.locator("#check > summary").focus()
    view.keyboard.press("Enter")
    view.keyboard.press("Tab")
    assert view.evaluate("document.activeElement.id") == "check-file"


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_no_state_has_a_fault_or_runs_over_the_edge(built: Project, serve, page, axe, scheme: str, width: int):
    view = opened(page(width=width, color_scheme=scheme), serve(built.site) + FORM)
    for summary in view.locator(".digests > summary").all():
        summary.click()
    for file in (OLD, NEW, {"name": "x", "mimeType": "text/plain", "buffer": b"x"}):
        asked(view, file)
        assert axe(view) == []
        assert view.evaluate("document.documentElement.scrollWidth <= innerWidth")
    targets = view.locator(".blank__files a, #check > summary, .digests > summary, .check__told a").evaluate_all("found => found.filter(each => each.getBoundingClientRect().height).map(each => each.getBoundingClientRect().height)")
    assert targets and min(targets) >= 44
