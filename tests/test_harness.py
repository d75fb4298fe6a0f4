"""The instruments of the other tests find the faults they are there to find."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from support.chromium import Pages
from support.links import broken_links, outside_loads
from support.trees import digest_tree
from support.vnu import faults

PAGE = '<!doctype html>\n<html lang="vi">\n<head><meta charset="utf-8"><title>Thử</title></head>\n<body>\n<main>\n<h1>Thử</h1>\n{}\n</main>\n</body>\n</html>\n'


def write(folder: Path, **bodies: str) -> Path:
    """Write one page a keyword, named with `__` for `/` and `index` for its index.html."""
    for name, body in bodies.items():
        file = folder / (name.replace("__", "/") + ".html")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(PAGE.format(body), "utf-8")
    return folder


@pytest.mark.parametrize(
    "body, fault",
    [
        ('<a href="nowhere.html">x</a>', "nowhere.html: names no file"),
        ('<a href="b/#missing">x</a>', "b/#missing: names no place in its page"),
        ('<a href="#missing">x</a>', "#missing: names no place in its page"),
        ('<a href="b">x</a>', "b: lacks the final slash"),
        ('<a href="/b/">x</a>', "/b/: leaves the prefix"),
        ('<a href="../up/b/">x</a>', "../up/b/: leaves the prefix"),
        ('<a href="B/">x</a>', "B/: names no file"),
        ('<img src="b/one.png" srcset="b/two.png 2x, b/ 3x" alt="">', "b/one.png: names no file"),
        ('<img src="b/" srcset="b/ 1x, b/two.png 2x" alt="">', "b/two.png: names no file"),
        ('<form action="gone/"></form>', "gone/: names no file"),
        ('<svg><use href="icons.svg#i"></use></svg>', "icons.svg#i: names no file"),
        ('<meta http-equiv="refresh" content="0; url=gone/">', "gone/: names no file"),
        ('<meta property="og:image" content="https://example.vn/x.png">', "https://example.vn/x.png: names no file"),
        ('<p style="background: url(\'x.png\')">x</p>', "x.png: names no file"),
        ('<link rel="stylesheet" href="x.css">', "x.css: names no file"),
    ],
)
def test_an_address_that_leads_nowhere_is_reported(tmp_path: Path, body: str, fault: str):
    write(tmp_path, index=body, b__index="")
    found = broken_links(tmp_path, "/a/", "https://example.vn/")
    assert f"index.html: {fault}" in found
    assert all(line.startswith("index.html: ") for line in found)


def test_an_address_in_a_stylesheet_is_followed_from_the_stylesheet(tmp_path: Path):
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "ours.css").write_text("a{background:url(here.svg)} b{background:url('../there.svg')}", "utf-8")
    (tmp_path / "assets" / "here.svg").write_text("<svg/>", "utf-8")
    assert broken_links(tmp_path) == ["assets/ours.css: ../there.svg: names no file"]


@pytest.mark.parametrize("prefix", ["/", "/a/", "a/b"])
def test_sound_addresses_are_not_reported(tmp_path: Path, prefix: str):
    place = f"/{prefix.strip('/')}/".replace("//", "/")
    write(
        tmp_path,
        index='<a href="thủ-tục/#chỗ">1</a> <a href="th%E1%BB%A7-t%E1%BB%A5c/?q=1#ch%E1%BB%97">2</a> <a href="mailto:a@b.vn">3</a>'
        f'<a href="{place}thủ-tục/">4</a> <a href="#">5</a> <a href="https://elsewhere.vn/none">6</a> <a href="https://example.vn/x/">7</a>'
        '<a href="thủ-tục/index.html#tên">8</a> <a href="">9</a> <img src="data:image/gif;base64,R0lGOD" alt="">',
        **{"thủ-tục__index": '<p id="chỗ">x</p><a name="tên"></a><a href="..">0</a><a href="../">1</a>', "x__index": ""},
    )
    assert broken_links(tmp_path, prefix, "https://example.vn/") == []


@pytest.mark.parametrize(
    "body",
    [
        '<script src="//cdn.example.com/x.js"></script>',
        '<img src="https://example.com/x.png" alt="">',
        '<link rel="preconnect" href="https://example.com">',
        '<link rel="alternate stylesheet" href="https://example.com/x.css">',
        "<style>@import 'https://example.com/x.css';</style>",
    ],
)
def test_what_a_page_would_fetch_of_another_host_is_reported(tmp_path: Path, body: str):
    assert len(outside_loads(write(tmp_path, index=body), "https://example.vn/")) == 1


def test_naming_another_host_is_no_fetch(tmp_path: Path):
    body = '<a href="https://example.com">x</a><link rel="canonical" href="https://example.org/"><img src="https://example.vn/x.png" alt="">'
    assert outside_loads(write(tmp_path, index=body), "https://example.vn/") == []


def test_a_tree_is_known_by_names_and_contents(tmp_path: Path):
    write(tmp_path, b="", a__index="")
    before = digest_tree(tmp_path)
    assert list(before) == ["a/index.html", "b.html"]
    write(tmp_path, b="changed")
    after = digest_tree(tmp_path)
    assert [name for name in after if after[name] != before[name]] == ["b.html"]


@pytest.mark.parametrize("prefix", ["/", "/a/b/"])
def test_a_folder_is_served_under_its_prefix(tmp_path: Path, serve, prefix: str):
    address = serve(write(tmp_path, index="đây", x__index="trong"), prefix)
    assert address.endswith(prefix)
    with urlopen(address) as answer:
        assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
        assert "đây" in answer.read().decode()
    with urlopen(f"{address}x") as answer:
        assert answer.url == f"{address}x/"


def test_what_is_missing_is_answered_with_the_site_s_own_page(tmp_path: Path, serve):
    address = serve(write(tmp_path, **{"404": "không có"}), "/a/")
    for path, told in [(address + "none/", True), (address, True), (address.removesuffix("a/") + "b/", False)]:
        with pytest.raises(HTTPError) as answer:
            urlopen(path)
        with answer.value:
            assert answer.value.code == 404
            assert ("không có" in answer.value.read().decode()) is told


def test_the_html_checker_reports_errors_and_warnings_by_line(tmp_path: Path, vnu):
    write(tmp_path, sound="<p>x<br/></p>", đ__faulty='<img src="x.png">', warned="<section><p>x</p></section>")
    (tmp_path / "ours.css").write_text("a {\n  colour: red\n}\n", "utf-8")
    places = [line.removeprefix(f"{tmp_path}/").split(": ")[:2] for line in vnu([tmp_path])]
    assert places == [["warned.html:7:1", "warning"], ["đ/faulty.html:7:1", "error"], ["ours.css:2:14", "error"]]


def test_the_html_checker_refuses_to_check_nothing(tmp_path: Path):
    with pytest.raises(FileNotFoundError):
        faults([tmp_path / "missing.html"])
    with pytest.raises(FileNotFoundError):
        faults([tmp_path])


@pytest.mark.parametrize(
    "body, rule",
    [
        ('<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">', "image-alt"),
        ('<p style="color: #bbb; background: #fff">Thử</p>', "color-contrast"),
        ("<button style='width:8px;height:8px;padding:0' aria-label=a></button>" * 3, "target-size"),
    ],
)
def test_axe_reports_a_fault(tmp_path: Path, page, axe, body: str, rule: str):
    found = axe(page(write(tmp_path, index=body).joinpath("index.html").as_uri()))
    assert found and all(line.startswith(f"{rule} (") for line in found)


def test_axe_is_silent_on_a_sound_page(tmp_path: Path, page, axe):
    assert axe(page(write(tmp_path, index="<p>Thử</p>").joinpath("index.html").as_uri())) == []


def test_a_page_is_opened_as_asked(tmp_path: Path, page, serve):
    address = serve(write(tmp_path, index="<p>x</p>"), "/a/")
    opened = page(address, width=360, height=560, color_scheme="dark")
    assert opened.evaluate("[innerWidth, innerHeight, matchMedia('(prefers-color-scheme: dark)').matches]") == [360, 560, True]
    assert page.log.requests[0] == address


@pytest.mark.browser
@pytest.mark.parametrize(
    "body",
    [
        '<img src="http://192.0.2.1/x.png" alt="">',
        '<script src="https://example.com/x.js"></script>',
        "<script>fetch('https://example.com/').catch(() => 0)</script>",
        "<script>new WebSocket('ws://example.com/')</script>",
        '<link rel="stylesheet" href="https://example.com/x.css">',
    ],
)
def test_a_request_to_another_host_is_caught(tmp_path: Path, chromium, body: str):
    pages = Pages(chromium)
    opened, patience = pages(write(tmp_path, index=body).joinpath("index.html").as_uri()), 500
    # A socket is told of some time after its page has come.
    while not pages.log.outside and (patience := patience - 1):
        opened.wait_for_timeout(20)
    pages.close()
    assert len(pages.log.outside) == 1


def test_a_script_that_throws_is_caught(tmp_path: Path, chromium):
    pages = Pages(chromium)
    pages(write(tmp_path, index="<script>throw new Error('lỗi')</script>").joinpath("index.html").as_uri())
    pages.close()
    assert ["lỗi" in error for error in pages.log.errors] == [True]


@pytest.mark.bulk
@pytest.mark.parametrize(
    "body, ci, code",
    [
        ("pytest.skip('no wish to')", "true", 1),
        ("pytest.skip('no wish to')", "", 0),
        ("request.getfixturevalue('shared')", "true", 0),
        ("pytest.xfail('known')", "true", 0),
    ],
)
def test_in_ci_only_the_absence_of_real_records_may_skip(tmp_path: Path, body: str, ci: str, code: int):
    (tmp_path / "tests").mkdir()
    for name in ("conftest.py", "support"):
        (tmp_path / "tests" / name).symlink_to(Path(__file__).with_name(name))
    (tmp_path / "tests" / "test_one.py").write_text(f"import pytest\ndef test_one(request):\n    {body}\n", "utf-8")
    settings = os.environ | {"CI": ci, "PYTHONPATH": os.pathsep.join(map(str, Path(__file__).parents[:2])), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-rs", "tests"]
    run = subprocess.run(command, cwd=tmp_path, env=settings, capture_output=True, text=True, check=False)
    assert run.returncode == code, run.stdout + run.stderr
    assert ("without leave" in run.stdout) is bool(code)
