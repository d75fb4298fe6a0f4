"""The first page, departments, the list by letter, the 404 page, written pages, former codes: what each shows of its inputs."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from functools import cache
from pathlib import Path

import pytest
from lxml import html
from support import shells
from support.accessibility import LOOKS
from support.links import broken_links
from support.pages import CONTACT, EN, LOOK, PROJECT, SITE, TEMPLATES, VI, body, frame, lines, slots_of, summary

from motcua import handwritten, interface, urls
from motcua.index import Group
from motcua.model import Department
from motcua.model.views import ContactView, FormView, Summary
from motcua.outputs.artifact import digest
from motcua.outputs.frame import Frame, cut
from motcua.outputs.pages import a_to_z, department, home, moved, not_found, shell, written
from motcua.outputs.pages.files import size_text
from motcua.outputs.pages.shell import Sheet, Site
from motcua.outputs.render import Look, Markup
from motcua.outputs.shell import Place

HOSTILE = "<b onclick=x>\"'&"


def many(count: int) -> tuple[Summary, ...]:
    return tuple(summary(f"1.{n:06}", f"Cấp giấy phép số {n}") for n in range(count))


def office(name: str, count: int = 1, kind: str = "department") -> home.Office:
    shown = name.replace("-", " ").capitalize()
    return home.Office(name, (("vi", shown),), kind, count)


def home_inputs(*offices: home.Office, words=VI, **given) -> home.Inputs:
    values = {"tasks": (), "events": (), "applicants": (), "has_offices": False, "changes": (), "ways": (), "count": 2, "changed_on": "2026-11-20",
              "contact": CONTACT, "note": (), "site": SITE, "look": LOOK, "frame": frame()}
    return home.Inputs(offices=offices, words=words, **values | given)


def az_inputs(*public: Summary, internal: tuple[Summary, ...] = (), words=VI) -> a_to_z.Inputs:
    return a_to_z.Inputs(public, internal, "2026-11-20", words, SITE, LOOK, frame())


def department_inputs(settles: tuple[Group, ...] = (), words=VI, record: dict | None = None, **given) -> department.Inputs:
    values = {"id": "so-tu-phap", "name": {"vi": "Sở Tư pháp Sao Mai", "en": "Justice of Sao Mai"}, "kind": "department"}
    model = Department.model_validate(values | (record or {}))
    rest = {"parent": None, "parts": (), "joins": (), "internal": (), "forms": (), "bundle_size": 0, "changed_on": "2026-11-20", "site": SITE, "look": LOOK, "frame": frame()}
    return department.Inputs(department=model, file="departments/so-tu-phap.yml", settles=settles, words=words, **rest | given)


def written_inputs(text: str, words=VI, written_in: str = "vi", translated=("vi",), links=()) -> written.Inputs:
    return written.Inputs("about", text, written_in, translated, "pages/about.md", links, words, SITE, LOOK, frame())


def lost_inputs(site: Site = SITE) -> not_found.Inputs:
    return not_found.Inputs((VI, EN), site, LOOK, frame())


def test_the_first_page_leads_to_what_people_need_most():
    page = body(home.make(home_inputs(
        tasks=(summary("1.000002", "Làm thẻ"), summary("1.000001", "Bán nhà")), events=(home.Event("sinh-con", (("vi", "Sinh con"),)),),
        applicants=("citizen", "business"), has_offices=True, changes=(home.Change("2026-11-18", (("vi", "Giảm phí"),), "ngay-2026-11-18"),),
        ways=(("glossary.heading", "giai-thich-tu/"),), site=SITE._replace(track_url="https://tra-cuu.example.vn/"))))
    assert lines(page.xpath("//h2")) == [
        "Việc nhiều người làm", "Theo việc trong đời", "Tôi là", "Tìm nơi nộp", "Mới thay đổi", "Tìm theo cách khác", "Cần người giúp"]
    assert page.xpath("//section[@aria-labelledby='tasks']//a/@href") == ["thu-tuc/1.000002/", "thu-tuc/1.000001/"]
    assert page.xpath("//a[contains(., 'Đã nộp rồi?')]/@href") == ["https://tra-cuu.example.vn/"]
    assert page.xpath("//section[@aria-labelledby='offices']//form/@action") == ["noi-nop/"]
    assert page.xpath("//section[@aria-labelledby='changes']//li/a/@href") == ["moi-thay-doi/#ngay-2026-11-18"]
    assert "18/11/2026" in page.text_content()


def test_the_first_page_names_no_block_that_would_be_empty():
    assert lines(body(home.make(home_inputs(contact=ContactView("", "", (), (), "", ())))).xpath("//h2")) == []


def test_departments_stand_with_what_they_settle_the_communes_first():
    page = body(home.make(home_inputs(office("so-b"), office("xa", kind="each_commune"), office("ngoai", kind="outside_body"), office("trong", 0))))
    assert lines(page.xpath("//*[@class='tiles']/li")) == ["Xa 1 thủ tục", "So b 1 thủ tục", "Ngoai 1 thủ tục"]


def test_the_first_page_folds_the_lesser_departments_when_there_are_many():
    page = body(home.make(home_inputs(*(office(f"so-{n:02}", n) for n in range(30)), count=1333)))
    open_ones, folded = page.xpath("//ul[@class='tiles']")
    assert (len(open_ones), len(folded), len(folded.xpath("ancestor::details"))) == (12, 17, 1)
    assert lines(open_ones)[0] == "So 18 18 thủ tục"
    assert "(1.333 thủ tục)" in page.text_content()


def test_the_search_box_leads_to_the_list_by_letter_without_a_script():
    form = body(home.make(home_inputs(words=EN))).xpath("//form")[0]
    assert (form.get("method"), form.get("action"), form.xpath(".//input/@name")) == ("get", "thu-tuc/", ["q"])
    assert not body(home.make(home_inputs())).xpath("//script")


def test_the_first_page_says_whom_to_ask_and_leaves_out_what_is_not_known():
    page = body(home.make(home_inputs()))
    assert page.xpath("//*[@id='help']/following-sibling::dl//a/@href") == ["tel:19001022", "mailto:gopy@saomai.example.vn"]
    assert "7 giờ đến 17 giờ" in page.text_content()
    nobody = ContactView("", "", (), (), "", ())
    assert not body(home.make(home_inputs(contact=nobody))).xpath("//*[@id='help']")


def test_the_list_by_letter_holds_every_procedure_with_its_code():
    page = body(a_to_z.make(az_inputs(summary("1.000002", "Đổi thẻ"), summary("1.000001", "Thủ tục bán nhà"), summary("1.000003", "Ân xá"))))
    assert lines(page.xpath("//section/h2")) == ["Â", "B", "Đ"]
    assert page.xpath("//nav//a/@href") == ["#aa", "#b", "#dd"] and page.xpath("//section/h2/@id") == ["aa", "b", "dd"]
    assert lines(page.xpath("//li/p")) == ["3 ngày · 8.000 đồng · 1.000003", "3 ngày · 8.000 đồng · 1.000001", "3 ngày · 8.000 đồng · 1.000002"]
    assert page.xpath("//section//a/@href") == ["1.000003/", "1.000001/", "1.000002/"]
    assert "3 thủ tục" in page.text_content() and "Ctrl+F" in page.text_content()


def test_the_list_by_letter_sorts_in_the_readers_language():
    found = [summary("1.000001")._replace(name=(("vi", "Bán"), ("en", "Zoo"))), summary("1.000002")._replace(name=(("vi", "Xin"), ("en", "Ask")))]
    assert lines(body(a_to_z.make(az_inputs(*found, words=EN))).xpath("//section/h2")) == ["A", "Z"]


def test_internal_procedures_stand_apart_at_the_end_of_the_list():
    page = body(a_to_z.make(az_inputs(summary("1.000001", "Xin thẻ"), internal=(summary("5.000001", "Bổ nhiệm"),))))
    assert lines(page.xpath("//section"))[-1].startswith("Thủ tục nội bộ")
    assert page.xpath("//section")[-1].xpath(".//a/@href") == ["5.000001/"]
    assert "1 thủ tục" in page.text_content()


def test_a_list_without_procedures_says_so():
    assert "Chưa có thủ tục nào." in body(a_to_z.make(az_inputs())).text_content()


def test_the_list_of_1333_procedures_with_long_names_stays_below_400_kb():
    name = "Cấp giấy chứng nhận đủ điều kiện hoạt động của cơ sở kinh doanh thuộc phạm vi quản lý của tỉnh số "
    made = a_to_z.make(az_inputs(*(summary(f"1.{n:06}", f"{name} {n}") for n in range(1333))))
    assert len(made) < 400_000
    assert len(body(made).xpath("//*[@class='entries']/li")) == 1333


@pytest.mark.parametrize(
    "state, tag", [("in_force", ""), ("announced", "chưa có hiệu lực"), ("amended", "đã sửa đổi"), ("draft", "bản nháp"), ("not_stated", "nguồn không nêu")]
)
def test_a_row_says_when_a_procedure_is_not_plainly_in_force(state, tag):
    row = lines(body(a_to_z.make(az_inputs(summary("1.000001", state=state)))).xpath("//li/p"))[0]
    assert row.startswith(tag or "3 ngày")


def test_namesakes_say_their_level_unless_their_name_does():
    found = (summary("1.000001", "Cấp thẻ", level=("province",)), summary("1.000002", "Cấp thẻ (cấp Xã)"), summary("1.000003", "Đổi thẻ"))
    rows = lines(body(a_to_z.make(az_inputs(*found))).xpath("//li/p"))
    assert [row.startswith("cấp tỉnh · 3 ngày") for row in rows] == [True, False, False]


def test_a_common_task_without_an_english_name_says_that_it_is_in_vietnamese():
    tasks = (summary("1.000001", "Bán nhà"), summary("1.000002")._replace(name=(("vi", "Làm thẻ"), ("en", "Get a card"))))
    told = lines(body(home.make(home_inputs(tasks=tasks, words=EN))).xpath("//section[@aria-labelledby='tasks']//li"))
    assert told == ["Bán nhà (in Vietnamese)", "Get a card"]


def test_a_fee_that_nobody_knows_says_so_in_two_words_in_every_list():
    unsaid = (("vi", "Nguồn không nêu"), ("en", "The source does not say"))
    found = summary("1.000001", fee=unsaid)
    assert lines(body(department.make(department_inputs((group("a", found),)))).xpath("//li/p"))[:1] == ["3 ngày · chưa rõ lệ phí"]
    assert lines(body(a_to_z.make(az_inputs(found))).xpath("//li/p")) == ["3 ngày · chưa rõ lệ phí · 1.000001"]


def group(name: str, *procedures: Summary) -> Group:
    return Group(name, (("vi", name.capitalize()),), procedures)


def test_a_department_with_few_procedures_has_one_list_with_the_way_to_apply():
    page = body(department.make(department_inputs((group("b", summary("1.000002", "Xin thẻ")), group("a", summary("1.000001", "Bán nhà"))))))
    assert lines(page.xpath("//*[@class='entries']/li/a")) == ["Bán nhà", "Xin thẻ"]
    assert page.xpath("//*[@class='entries']/li/a/@href") == ["../../thu-tuc/1.000001/", "../../thu-tuc/1.000002/"]
    assert "Nộp: trực tiếp, trên mạng" in page.text_content() and "2 thủ tục" in page.text_content()


def test_a_department_with_many_procedures_parts_them_by_field():
    found = many(13)
    page = body(department.make(department_inputs((group("y-te", *found[:5]), group("an-ninh", *found[5:])))))
    headings = page.xpath("//section[@aria-labelledby='procedures']/h3")
    assert lines(headings) == ["An-ninh", "Y-te"] and [each.get("id") for each in headings] == ["linh-vuc-an-ninh", "linh-vuc-y-te"]
    assert [len(each) for each in page.xpath("//*[@class='entries']")] == [8, 5]


def test_a_department_keeps_internal_procedures_last_and_what_it_joins_apart():
    page = body(department.make(department_inputs((group("a", summary("1.000001")),), joins=(summary("1.000002"),), internal=(summary("5.000001"),))))
    assert page.xpath("//section/@aria-labelledby") == ["procedures", "joins", "internal"]


def test_a_department_that_only_joins_is_not_said_to_have_nothing():
    made = department.make(department_inputs(joins=many(3)))
    assert body(made).xpath("//section/@aria-labelledby") == ["joins"]
    assert "3 thủ tục" in slots_of(made)["title"]


OFFICE = {"id": "tru-so", "name": "Trụ sở", "address": "12 đường Sao", "hours": "7 giờ đến 17 giờ", "telephone": "0200 3800 201",
          "map_url": "https://bando.example.vn/1", "formerly": ["Bộ phận Một cửa"]}


def test_an_office_can_be_called_and_found():
    page = body(department.make(department_inputs(record={"offices": [OFFICE], "contact": {"hotline": "0200 3800 200"}})))
    assert page.xpath("//a[@class='more' or ancestor::*[@class='places' or @class='terms']]/@href") == [
        "tel:+842003800200", "tel:+842003800201", "https://bando.example.vn/1"]
    assert "Trước đây: Bộ phận Một cửa" in page.text_content() and "7 giờ đến 17 giờ" in page.text_content()


def test_many_offices_are_folded():
    offices = [OFFICE | {"id": f"xa-{n}"} for n in range(5)]
    assert not body(department.make(department_inputs(record={"offices": offices[:4]}))).xpath("//details")
    assert lines(body(department.make(department_inputs(record={"offices": offices}))).xpath("//details/summary")) == ["xem 5 nơi tiếp nhận"]


def test_a_department_without_contact_sends_to_the_publisher():
    page = body(department.make(department_inputs()))
    assert page.xpath("//a[@href='tel:19001022']") and "Cơ quan này không giải quyết thủ tục nào" in page.text_content()


def test_what_is_invented_is_marked_and_its_source_named():
    record = {"offices": [OFFICE], "illustrative": ["offices"], "verified_on": "2026-06-01",
              "sources": [{"title": "Nghị định 118/2025/NĐ-CP", "covers": ["name", "spellings"], "read_on": "2026-05-02"}]}
    page = body(department.make(department_inputs(record=record)))
    assert lines(page.xpath("//h2[@id='offices']")) == ["Nơi tiếp nhận số liệu minh họa"]
    told = lines(page.xpath("//details[@id='about']"))[0]
    assert "đọc ngày 02/05/2026" in told and "cách viết khác của tên" in told and "nơi tiếp nhận" in told and "01/06/2026" in told


def form(name: str) -> FormView:
    return FormView(f"so-tu-phap/{name}", (("vi", name.upper()),), "Mẫu số 1", f"bieu-mau/so-tu-phap/{name}.docx", f"{name} 1.docx", 38_000, "docx")


def test_forms_are_there_one_by_one_and_together():
    page = body(department.make(department_inputs(forms=(form("a"), form("b")), bundle_size=76_500)))
    up = "../../bieu-mau/so-tu-phap/"
    assert page.xpath("//a[@download]/@href") == [f"{up}a.docx", f"{up}b.docx", f"{up}so-tu-phap.zip"]
    assert page.xpath("//a[@download='a 1.docx']") and "Tải tất cả 2 mẫu (ZIP, 76 kB)" in page.text_content()


def test_a_single_form_needs_no_zip():
    assert body(department.make(department_inputs(forms=(form("a"),), bundle_size=38_000))).xpath("//a[@download]/@href") == ["../../bieu-mau/so-tu-phap/a.docx"]


@pytest.mark.parametrize("size, vi, en", [(1, "1 kB", "1 kB"), (38_400, "38 kB", "38 kB"), (999_999, "1.000 kB", "1,000 kB"), (1_250_000, "1,2 MB", "1.2 MB")])
def test_sizes_are_said_in_the_readers_way(size, vi, en):
    assert (size_text(size, VI), size_text(size, EN)) == (vi, en)


def test_a_department_says_what_it_is_part_of():
    other = department.Other("ubnd", (("vi", "Ủy ban nhân dân"),))
    page = body(department.make(department_inputs(parent=other, parts=(other._replace(id="chi-cuc", name=(("vi", "Chi cục"),)),), words=EN)))
    assert page.xpath("//a[@class='more']/@href") == ["../ubnd/", "tel:19001022"]
    assert page.xpath("//*[@class='tiles']//a/@href") == ["../chi-cuc/"] and page.xpath("//*[@class='tiles']//span/@lang") == ["vi"]


def test_the_404_page_has_no_address_that_depends_on_where_it_is_shown():
    for site, root in ((SITE, "/a/b/"), (SITE._replace(url=""), "/")):
        made = not_found.make(lost_inputs(site))
        links = body(made).xpath("//@href")
        assert [link for link in links if not link.startswith("tel:")] == [f"{root}thu-tuc/", root, f"{root}en/thu-tuc/", f"{root}en/"]
        told = slots_of(made)
        assert (told["alternate_vi"], told["alternate_en"]) == (root, f"{root}en/")
        assert "canonical" not in told and told["noindex"] == ""


def test_the_404_page_speaks_every_language():
    page = body(not_found.make(lost_inputs()))
    assert lines(page.xpath("//h1|//h2")) == ["Không có trang này", "There is no such page"]
    assert page.xpath("//@lang") == ["en"]


ABOUT = "---\ntitle: Về trang này\n---\n# Về chúng tôi\n\nTrang *này* nói về mã 1.000001.\n\n## Nguồn\n\n- Một\n"


def test_a_written_page_is_made_of_its_markdown():
    made = written.make(written_inputs(ABOUT, links=(("1.000001", "thu-tuc/1.000001/"),)))
    page = body(made)
    assert lines(page.xpath("//h1|//h2|//li")) == ["Về chúng tôi", "Nguồn", "Một"]
    assert page.xpath("//a/@href") == ["../../thu-tuc/1.000001/"]
    assert slots_of(made)["description"] == "Trang này nói về mã 1.000001."


@pytest.mark.parametrize(
    "text, title", [("---\ntitle: Tên\n---\nLời.\n", "Tên"), ("# Đầu\nLời.", "Đầu"), ("Lời.", "about"), ("---\ntitle: 'A: b'\n---\n", "A: b")]
)
def test_a_written_page_has_a_title_wherever_it_stands(text, title):
    assert handwritten.parted(text, "about")[0] == title
    assert lines(body(written.make(written_inputs(text))).xpath("//h1")) == [title]


def test_an_untranslated_written_page_says_so_and_is_not_indexed():
    made = written.make(written_inputs(ABOUT, words=EN))
    assert body(made).xpath("//div/@lang") == ["vi"] and "in Vietnamese only" in body(made).text_content()
    assert slots_of(made)["noindex"] == "" and slots_of(made)["canonical"].endswith("/a/b/trang/about/")


def test_markdown_that_is_not_rendered_is_a_fault_and_no_empty_page():
    with pytest.raises(written.CannotBeShown, match="pages/about.md: too_long"):
        written.make(written_inputs("# Tên\n\n" + "lời " * 10_000))


def test_a_former_code_leads_on_without_a_script():
    made = moved.make(moved.Inputs("1.000009", "1.000001", (("vi", "Xin thẻ"),), EN, SITE, LOOK)).decode()
    page = html.fromstring(made)
    assert page.xpath("//meta[@http-equiv='refresh']/@content") == ["0; url=../1.000001/"] and page.xpath("//a/@href") == ["../1.000001/"]
    assert page.xpath("//link[@rel='canonical']/@href") == ["https://saomai.example.vn/a/b/en/thu-tuc/1.000001/"]
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"] and page.get("lang") == "en"
    assert 'rel="canonical"' not in moved.make(moved.Inputs("1.000009", "1.000001", (("vi", "X"),), EN, SITE._replace(url=""), LOOK)).decode()


def samples(words=VI) -> dict[str, tuple]:
    """The module of each page kind with inputs that fill it."""
    found = many(14)
    settles = (group("y-te", *found[:5]), group("an-ninh", *found[5:]))
    other = department.Other("ubnd", (("vi", "Ủy ban nhân dân"),))
    record = {"offices": [OFFICE], "contact": {"hotline": "0200 3800 200"}, "illustrative": ["units"], "units": [{"name": "Phòng Một"}],
              "short_name": "Sở Tư pháp", "formerly": ["Ty Tư pháp"]}
    more = tuple(each._replace(code=f"2.{each.code[2:]}", name=(("vi", "Đổi thẻ"),)) for each in found)
    return {
        "home": (home, home_inputs(office("so-tu-phap", 14), office("ubnd", 0), tasks=found[:6], count=14, words=words)),
        "a-to-z": (a_to_z, az_inputs(*found, *more, internal=(summary("5.000001"),), words=words)),
        "department": (department, department_inputs(settles, words, record, forms=(form("a"), form("b")), bundle_size=9, internal=(summary("5.000001"),),
                                                     joins=(summary("6.000001"),), parent=other, parts=(other,))),
        "written": (written, written_inputs(ABOUT, words, translated=("vi", "en"), written_in=words.language)),
    }


@pytest.mark.parametrize("module, template", [
    (home, "home"), (a_to_z, "a-to-z"), (department, "department"), (not_found, "not-found"), (written, "written"), (moved, "moved")])
def test_a_template_uses_every_field_of_its_page_and_no_other(module, template):
    used = set(re.findall(r"\bpage\.(\w+)", (TEMPLATES / f"{template}.html").read_text("utf-8")))
    assert used == {field.name for field in fields(module.Page)}


@pytest.mark.parametrize("kind", samples())
def test_inputs_are_frozen_values_and_make_sees_nothing_else(kind):
    module, inputs = samples()[kind]
    assert len(digest(inputs)) == 64
    assert digest(replace(inputs, words=EN)) != digest(inputs)
    assert module.make(inputs) == module.make(inputs)


def test_pages_lie_at_their_addresses_in_each_language():
    paths = {module.artifact(inputs, SITE.languages).path for words in (VI, EN) for module, inputs in samples(words).values()}
    assert paths == {
        "index.html", "en/index.html", "thu-tuc/index.html", "en/thu-tuc/index.html", "co-quan/so-tu-phap/index.html",
        "en/co-quan/so-tu-phap/index.html", "trang/about/index.html", "en/trang/about/index.html",
    }
    assert not_found.artifact(lost_inputs()).path == "404.html"
    old = moved.Inputs("1.000009", "1.000001", (("vi", "X"),), EN, SITE, LOOK)
    assert moved.artifact(old, SITE.languages).path == "en/thu-tuc/1.000009/index.html"


def test_author_text_is_escaped_everywhere():
    nasty = summary("1.000001", HOSTILE)
    record = {"name": HOSTILE, "offices": [OFFICE | {"name": HOSTILE, "hours": HOSTILE}], "formerly": [HOSTILE], "units": [{"name": HOSTILE}]}
    made = [
        home.make(home_inputs(office("so"), tasks=(nasty,), note=(("vi", HOSTILE),))), a_to_z.make(az_inputs(nasty)),
        department.make(department_inputs((group("a", nasty),), record=record, internal=(nasty,))), written.make(written_inputs("Lời " + HOSTILE)),
        moved.make(moved.Inputs("1.000009", "1.000001", (("vi", HOSTILE),), VI, SITE, LOOK)),
    ]
    assert [page for page in made if b"<b onclick" in page] == []


@pytest.fixture(scope="module")
def real(tmp_path_factory):
    """The sample pages of every kind in real frames, in both languages."""
    folder = tmp_path_factory.mktemp("lists")
    depths = {"home": 0, "a-to-z": 1, "department": 2, "written": 2}
    wanted = [Place(kind, language, depth + (language != "vi")) for kind, depth in depths.items() for language in SITE.languages]
    lost = Place("not-found", "vi", None)
    frames = shells.frames(folder / "cache", wanted=[*wanted, lost])
    for words in (VI, EN):
        for kind, (module, inputs) in samples(words).items():
            if kind == "home of many" and words is VI:
                continue
            place = Place(kind.split(" of ")[0], words.language, depths[kind.split(" of ")[0]] + (words is EN))
            made = module.artifact(replace(inputs, frame=frames[place]), SITE.languages)
            _write(folder / "site" / made.path, made.make(made.inputs))
    _write(folder / "site" / urls.NOT_FOUND, not_found.make(replace(lost_inputs(), frame=frames[lost])))
    _write(folder / "site" / "thu-tuc/1.000009/index.html", moved.make(moved.Inputs("1.000009", "1.000001", (("vi", "X"),), VI, SITE, LOOK)))
    for path, content in shells.published(frames).items():
        _write(folder / "site" / path, content)
    return folder / "site"


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def test_every_page_is_valid_html_and_every_link_between_lists_resolves(real, vnu):
    assert vnu([real]) == []
    elsewhere = re.compile(
        r"bieu-mau/|thu-tuc/\d|ubnd/|: \d\.\d{6}/: |co-quan/so-tu-phap/index\.html: (\.\./|niem-yet/|danh-sach\.csv): |thu-tuc/index\.html: danh-sach\.csv: ")
    assert [fault for fault in broken_links(real, "/a/b/", SITE.url) if not elsewhere.search(fault)] == []


ADDRESSES = ("", "en/", "thu-tuc/", "co-quan/so-tu-phap/", "en/co-quan/so-tu-phap/", "trang/about/", "404.html")


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_every_page_is_accessible_and_fits_its_screen(real, serve, page, axe, width, scheme):
    base = serve(real, "/a/b/")
    faults = []
    for address in ADDRESSES:
        opened = page(base + address, width=width, color_scheme=scheme)
        faults += [f"{address}: {fault}" for fault in axe(opened)]
        if opened.evaluate("document.documentElement.scrollWidth > innerWidth"):
            faults.append(f"{address}: wider than the screen")
    assert faults == []


def test_what_is_pressed_in_a_list_is_44_pixels_high(real, serve, page):
    base = serve(real, "/a/b/")
    low = """[...document.querySelectorAll('article :is(a, button, input, summary)')].filter(e => {
        const box = e.getBoundingClientRect(); return box.height && box.height < 44; }).map(e => e.outerHTML)"""
    for address in ("", "en/", "thu-tuc/", "co-quan/so-tu-phap/", "404.html"):
        assert page(base + address, width=360).evaluate(low) == [], address


@pytest.mark.parametrize("width", [360, 1280])
def test_a_letter_that_was_pressed_is_not_hidden_under_the_letters(real, serve, page, width):
    opened = page(serve(real, "/a/b/") + "thu-tuc/", width=width, height=500)
    opened.click("a[href='#dd']")
    nav, heading = (opened.locator(selector).bounding_box() for selector in (".letters--stay", "h2#dd"))
    assert nav["y"] == 0 and heading["y"] >= nav["height"]
