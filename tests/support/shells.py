"""A sample shell, its frames, and a small site of pages filled with them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from motcua.outputs import assets
from motcua.outputs.frame import Frames, make_frames, shell_assets
from motcua.outputs.shell import Face, Place, Shell, Tab

PROJECT = Path(__file__).parents[2]
OVERRIDES = PROJECT / "templates" / "pages" / "overrides"
ASSETS = PROJECT / "templates" / "pages" / "assets"
LOOK = PROJECT / "mkdocs.yml"

VIETNAMESE = Face(
    language="vi",
    language_name="Tiếng Việt",
    site_title="Thủ tục hành chính thành phố Sao Mai",
    home="",
    az="thu-tuc/",
    results="tim/",
    tabs=(Tab("home", "Trang chủ", ""), Tab("az", "Thủ tục A–Z", "thu-tuc/"), Tab("about", "Về trang này", "trang/about/")),
    skip="Đến nội dung",
    menu="Mục lục",
    contents="Trong trang này",
    trail="Bạn đang ở",
    search_label="Bạn cần làm giấy tờ gì?",
    search_button="Tìm",
    call="Gọi",
    dark="Nền tối",
    light="Nền sáng",
    report="Có gì sai trên trang này?",
    edit="Sửa tệp này",
    address="Địa chỉ trang này",
    promise="Trang này không bắt đăng nhập, không thu tiền.",
    licence="Dữ liệu mở, CC BY 4.0",
    sample_notice="Đây là trang mẫu, thành phố không có thật",
)
ENGLISH = replace(
    VIETNAMESE,
    language="en",
    language_name="English",
    site_title="Public services of Sao Mai City",
    home="en/",
    az="en/thu-tuc/",
    results="en/tim/",
    tabs=(Tab("home", "Home", "en/"), Tab("az", "Procedures A–Z", "en/thu-tuc/"), Tab("about", "About", "en/trang/about/")),
    skip="To the content",
    menu="Menu",
    contents="On this page",
    trail="You are here",
    search_label="What do you need to do?",
    search_button="Search",
    call="Call",
    sample_notice="This is a sample: the city does not exist",
)
SHELL = Shell(
    faces=(VIETNAMESE, ENGLISH),
    licence_address="https://creativecommons.org/licenses/by/4.0/",
    hotline="1900 1022",
    hotline_address="tel:19001022",
    site_url="https://saomai.example.vn/a/b/",
)
PAGES = {
    ("home", "vi"): "",
    ("az", "vi"): "thu-tuc/",
    ("page", "vi"): "trang/about/",
    ("procedure", "vi"): "thu-tuc/1.013225/",
    ("home", "en"): "en/",
    ("az", "en"): "en/thu-tuc/",
    ("page", "en"): "en/trang/about/",
    ("procedure", "en"): "en/thu-tuc/1.013225/",
}
LOST = Place("404", "vi", None)
WANTED = (*(Place(kind, language, path.count("/")) for (kind, language), path in PAGES.items()), Place("procedure", "vi", 3), LOST)
BODY = """<h1>Xin giấy phép xây nhà và công trình nhỏ (cấp III, cấp IV): Ễ Ự Ẫ</h1>
<p>Mức do Hội đồng nhân dân tỉnh quyết định.</p>
<h2 id="u-can-mang-gi">Cần mang gì</h2><ul><li>Đơn, 1 bản chính</li></ul>
<details><summary>Một trong các giấy tờ về đất</summary><p>Giấy chứng nhận.</p></details>
<p><a class="frame-button" href="#u-can-mang-gi">Nộp trực tuyến</a></p>"""


def frames(cache: Path, shell: Shell = SHELL, *, look: Path = LOOK, overrides: Path = OVERRIDES, wanted=WANTED) -> Frames:
    """The frames of the sample shell."""
    return make_frames(look, overrides, shell, wanted, cache)


def values(slots: frozenset[str], **given: Any) -> dict[str, Any]:
    """A value for each slot: what is given, the fewest words where a slot needs some, otherwise None."""
    return dict.fromkeys(slots) | {"kind": "page", "title": "Tên", "description": "Tóm tắt", "body": BODY} | given


def page(made: Frames, kind: str, language: str) -> str:
    """The page of a kind with every slot in use, except that no page of its own is `noindex`."""
    path = PAGES[kind, language]
    up = "../" * path.count("/") or "./"
    other = "en" if language == "vi" else "vi"
    frame = made[kind, language, path.count("/")]
    return frame.fill(
        **values(
            frame.slots,
            canonical=SHELL.site_url + path,
            absolute_vi=SHELL.site_url + PAGES[kind, "vi"],
            absolute_en=SHELL.site_url + PAGES[kind, "en"],
            **{f"alternate_{other}": up + PAGES[kind, other]},
            jsonld={"@context": "https://schema.org", "@type": "GovernmentService", "name": "Tên"},
            tab=kind,
            kind=kind,
            colophon="<span>Phiên bản ngày 20/11/2026</span>",
            breadcrumbs=f'<ol><li><a href="{up}">Trang chủ</a></li></ol>',
            contents='<ul><li><a href="#u-can-mang-gi">Cần mang gì</a></li></ul>',
            report="mailto:gopy@saomai.example.vn?subject=1.013225",
            edit="https://git.example.vn/edit/1.013225.yml",
            state="in_force",
        )
    )


def published(made: Frames) -> dict[str, bytes]:
    """What every page shares, by its path in the site."""
    return {each.path: each.make(each.inputs) for each in assets.artifacts(shell_assets(made, ASSETS), "mkdocs")}


def write_site(folder: Path, made: Frames) -> Path:
    """A site of every sample page in both languages, its 404 page, and what they link."""
    for path, content in published(made).items():
        _write(folder / path, content)
    for kind, language in PAGES:
        _write(folder / PAGES[kind, language] / "index.html", page(made, kind, language).encode())
    lost = made[LOST]
    _write(folder / "404.html", lost.fill(**values(lost.slots, noindex=True)).encode())
    return folder


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
