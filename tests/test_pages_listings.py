"""Lists by field, level, applicant, department, the internal one, their tables, the notice board: what each shows of its inputs."""

from __future__ import annotations

import csv
import zlib
from dataclasses import replace

import pytest
from support.pages import CONTACT, EN, LOOK, PROJECT, SITE, VI, body, frame, lines, slots_of, summary
from support.sites import Loaded

from motcua import groups, urls
from motcua.index import Group
from motcua.model import Department
from motcua.model.views import Summary
from motcua.outputs.artifact import digest
from motcua.outputs.pages import applicant, applicants, department, departments, field, fields, internal, level, levels, notice, spreadsheet
from motcua.outputs.plans import lists as plan
from motcua.outputs.shared import Settings, Shared

DAY = "2026-06-01"
HOSTILE = "<b onclick=x>\"'&"


def many(count: int, level=("commune",), first: str = "1") -> tuple[Summary, ...]:
    return tuple(summary(f"{first}.{n:06}", f"Cấp giấy phép số {n}", level=level) for n in range(count))


def group(name: str, *procedures: Summary) -> Group:
    return Group(name, (("vi", name.capitalize()),), procedures)


def field_page(*procedures: Summary, internal: tuple[Summary, ...] = (), words=VI) -> bytes:
    return field.make(field.Inputs(group("ho-tich", *procedures), internal, DAY, words, SITE, LOOK, frame()))


def level_page(*found: Group, name: str = "commune", words=VI) -> bytes:
    return level.make(level.Inputs(name, found, DAY, words, SITE, LOOK, frame()))


def fields_page(*names: str, words=VI) -> bytes:
    tallies = tuple(fields.Tally(name, (("vi", name.capitalize()),), 3) for name in names)
    return fields.make(fields.Inputs(tallies, 3 * len(names), DAY, words, SITE, LOOK, frame()))


def member(name: str, kind: str = "department", level: str = "province", settles: int = 3, joins: int = 0) -> departments.Member:
    return departments.Member(name, (("vi", name.capitalize()),), kind, level, settles, joins, CONTACT)


def departments_inputs(*members: departments.Member, words=VI) -> departments.Inputs:
    return departments.Inputs(members, DAY, words, SITE, LOOK, frame())


def notice_inputs(*found: Group, words=VI, **given) -> notice.Inputs:
    values = {"is_part": False, "decisions": ("12/QĐ-UBND",), "hotline": "1900 1022", "changed_on": DAY}
    return notice.Inputs("so-tu-phap", (("vi", "Sở Tư pháp"),), groups=found, words=words, site=SITE, look=LOOK, frame=frame(), **values | given)


def sheet_inputs(*found: Group, words=VI) -> spreadsheet.Inputs:
    return spreadsheet.Inputs(found, words, SITE)


def test_a_procedure_of_several_levels_stands_once_under_the_nearest():
    both, ministry, unknown = summary("1.000001", level=("ministry", "commune")), summary("1.000002", level=("ministry",)), summary("1.000003", level=())
    bands = groups.by_level((both, ministry, unknown))
    assert [(band.level, [each.code for each in band.procedures]) for band in bands] == [
        ("commune", ["1.000001"]), ("ministry", ["1.000002"]), ("not_stated", ["1.000003"])]
    assert [each.code for each in groups.at_level((both, ministry), "ministry")] == ["1.000001", "1.000002"]


class Asked:
    """As much of a card as says who applies."""

    def __init__(self, *applicants: str) -> None:
        self.applicants = applicants


def test_who_applies_is_found_in_the_group_that_people_say_they_are():
    cards = {"1.000001": Asked("foreigner", "cooperative"), "1.000002": Asked("official"), "1.000003": Asked("official", "household_business"), "1.000004": Asked()}
    found = tuple(summary(code) for code in cards)
    told = {name: [each.code for each in groups.for_applicants(found, cards, name)] for name in groups.APPLICANTS}
    assert told == {"citizen": ["1.000001"], "business": ["1.000001", "1.000003"], "official": ["1.000002"]}


def test_a_field_with_few_procedures_is_one_list_by_name():
    page = body(field_page(summary("1.000002", "Xin thẻ"), summary("1.000001", "Bán nhà", level=("province",))))
    assert lines(page.xpath("//h1")) == ["Ho-tich"] and not page.xpath("//h2")
    assert page.xpath("//*[@class='entries']//a/@href") == ["../../thu-tuc/1.000001/", "../../thu-tuc/1.000002/"]
    assert "2 thủ tục" in page.text_content() and "Nộp: trực tiếp, trên mạng" in page.text_content()


def test_a_long_field_is_parted_by_where_one_goes_the_commune_first():
    made = field_page(*many(8, ("ministry",)), *many(7, ("province", "commune"), first="2"))
    assert lines(body(made).xpath("//h2")) == ["Xã, phường, đặc khu 7 thủ tục", "Bộ, cơ quan trung ương 8 thủ tục"]
    assert 'href="#cap-commune"' in slots_of(made)["contents"]


def test_internal_procedures_of_a_field_stand_last_and_are_not_counted():
    page = body(field_page(summary("1.000001"), internal=(summary("5.000001"),)))
    assert lines(page.xpath("//h2")) == ["Thủ tục nội bộ"] and "1 thủ tục" in page.text_content()


def test_a_field_without_procedures_says_so_and_offers_no_table():
    page = body(field_page())
    assert "Chưa có thủ tục nào." in page.text_content() and not page.xpath("//a[@download]")


def test_a_long_level_shows_its_fields_first_each_with_its_count():
    page = body(level_page(group("y-te", *many(40)), group("an-ninh", *many(21, first="2"))))
    assert lines(page.xpath("//details/summary")) == ["An-ninh 21 thủ tục", "Y-te 40 thủ tục"]
    assert page.xpath("//details/@id") == ["linh-vuc-an-ninh", "linh-vuc-y-te"] and len(page.xpath("//details//li")) == 61
    assert "61 thủ tục giải quyết ở đây." in page.text_content()


def test_a_level_of_sixty_procedures_stands_open():
    assert not body(level_page(group("y-te", *many(39)), group("an-ninh", *many(21, first="2")))).xpath("//details")


def test_headings_that_would_lead_one_procedure_each_are_left_out():
    found = many(14)
    assert not body(level_page(*(group(f"n-{n}", each) for n, each in enumerate(found)))).xpath("//h2")


def test_the_former_district_says_that_it_is_no_more():
    page = body(level_page(group("y-te", *many(2, ("district",))), name="district"))
    assert lines(page.xpath("//h1")) == ["Huyện (cũ)"] and "Từ 01/07/2025 không còn cấp huyện." in page.text_content()
    assert "huyện" not in body(level_page(group("y-te", *many(2)))).text_content()


def test_a_level_of_800_long_names_stays_below_60_kb_compressed():
    name = "Cấp giấy chứng nhận đủ điều kiện hoạt động của cơ sở kinh doanh thuộc phạm vi quản lý của tỉnh số"
    parts = [group(f"linh-vuc-{part}", *(summary(f"{part}.{n:06}", f"{name} {part * n * 7919}") for n in range(20))) for part in range(1, 41)]
    made = level_page(*parts)
    assert len(body(made).xpath("//li")) == 800 and len(zlib.compress(made)) < 60_000


def test_fields_are_by_letter_when_they_are_many():
    few = body(fields_page("y tế", "đất đai"))
    assert lines(few.xpath("//li[not(ancestor::nav)]")) == ["Đất đai 3 thủ tục", "Y tế 3 thủ tục"] and not few.xpath("//h2[not(ancestor::nav)]")
    assert "6 thủ tục trong 2 lĩnh vực" in few.text_content()
    page = body(fields_page(*(f"{letter}-{n}" for letter in "bdđy" for n in range(7))))
    assert lines(page.xpath("//h2[not(ancestor::nav)]")) == ["B", "D", "Đ", "Y"] and page.xpath("//h2[not(ancestor::nav)]/@id") == ["b", "d", "dd", "y"]


def test_levels_and_applicants_lead_to_their_lists():
    made = levels.make(levels.Inputs((levels.Tally("commune", 10), levels.Tally("ministry", 1)), 2, True, DAY, VI, SITE, LOOK, frame()))
    page = body(made)
    assert lines(page.xpath("//li[not(ancestor::nav)]")) == ["Xã, phường, đặc khu 10 thủ tục", "Bộ, cơ quan trung ương 1 thủ tục"]
    assert page.xpath("//li[not(ancestor::nav)]/a/@href") == ["xa/", "bo/"]
    assert "được đếm ở mỗi nơi" in page.text_content() and "2 thủ tục chưa rõ làm ở cấp nào" in page.text_content()
    assert page.xpath("//nav//a/@href") == ["../linh-vuc/", "../co-quan/", "../doi-tuong/", "../thu-tuc/"]
    page = body(applicants.make(applicants.Inputs((applicants.Tally("citizen", 9), applicants.Tally("business", 6)), DAY, VI, SITE, LOOK, frame())))
    assert lines(page.xpath("//li[not(ancestor::nav)]")) == ["Người dân 9 thủ tục", "Hộ kinh doanh, doanh nghiệp, tổ chức 6 thủ tục"]
    assert page.xpath("//li[not(ancestor::nav)]/a/@href") == ["cong-dan/", "doanh-nghiep/"]


def test_departments_stand_by_level_the_commune_first():
    made = departments.make(departments_inputs(
        member("so-b"), member("so-a"), member("xa", "each_commune", "not_stated"), member("hoi", "outside_body", "other", 0, 2), member("moi", settles=0)))
    page = body(made)
    assert lines(page.xpath("//h2[not(ancestor::nav)]")) == ["Ở xã, phường", "Của tỉnh, thành phố", "Cơ quan, tổ chức khác"]
    assert lines(page.xpath("//li[not(ancestor::nav)]")) == ["Xa 3 thủ tục", "Moi", "So-a 3 thủ tục", "So-b 3 thủ tục", "Hoi có phần trong 2 thủ tục"]
    assert page.xpath("//li[not(ancestor::nav)]/a/@href")[0] == "xa/"


def test_the_internal_list_leads_back_to_what_is_for_the_public():
    page = body(internal.make(internal.Inputs((group("y-te", summary("5.000001", "Bổ nhiệm")),), DAY, VI, SITE, LOOK, frame())))
    assert page.xpath("//p/a[@class='more']/@href")[0] == "../thu-tuc/" and lines(page.xpath("//li/a")) == ["Bổ nhiệm"]
    assert "người dân không phải làm" in page.text_content()


def test_every_list_offers_its_table_with_the_number_of_its_lines():
    page = body(level_page(group("y-te", *many(1200)), name="province", words=EN))
    link = page.xpath("//a[@download]")[0]
    assert link.get("href") == "danh-sach.csv" and "1,200 rows" in link.text_content()
    assert spreadsheet.artifact("cap/tinh/", sheet_inputs(words=EN)).path == "en/cap/tinh/danh-sach.csv"


def read(made: bytes) -> list[list[str]]:
    return list(csv.reader(made.decode("utf-8-sig").splitlines()))


def test_a_table_says_of_each_procedure_what_the_page_says():
    found = summary("1.000002", "=Xin thẻ", level=("province", "commune"))._replace(short_name=(("vi", "Xin"),)), summary("1.000001", "Bán nhà", "announced")
    head, first, second = read(spreadsheet.make(sheet_inputs(group("y-te", *found))))
    assert head[:4] == ["Mã", "Tên thủ tục", "Tên chính thức", "Lĩnh vực"] and len(set(head)) == len(head)
    assert first == ["1.000001", "Bán nhà", "", "Y-te", "3 ngày", "8.000 đồng", "Trực tiếp, trên mạng", "cấp xã", "chưa có hiệu lực",
                     "https://saomai.example.vn/a/b/thu-tuc/1.000001/"]
    assert second[1:3] == ["Xin", "'=Xin thẻ"] and second[7:9] == ["cấp tỉnh, cấp xã", "đang áp dụng"]


def test_a_table_of_lists_holds_counts_and_addresses():
    nowhere = SITE._replace(url="")
    assert spreadsheet.tallies([("Y tế", 3, "linh-vuc/y-te/")], EN, nowhere).rows == (("Y tế", "3", "en/linh-vuc/y-te/"),)
    rows = departments.table(departments_inputs(member("so-b"), member("so-a"))).rows
    assert [row[0] for row in rows] == ["So-a", "So-b"] and rows[0][4] == CONTACT.hotline


def test_a_notice_board_counts_its_procedures_through_all_fields():
    page = body(notice.make(notice_inputs(group("y-te", summary("1.000002", "Xin thẻ")), group("an-ninh", summary("1.000001", "Bán nhà", "announced")))))
    assert lines(page.xpath("//tr[@class='notice__field']")) == ["An-ninh", "Y-te"]
    rows = [lines(row.xpath("td")) for row in page.xpath("//tr[td]")]
    assert rows[0][:2] == ["1", "Bán nhà 1.000001 chưa có hiệu lực"] and rows[1][0] == "2"
    assert rows[1][2:] == ["Bao lâu: 3 ngày", "Bao nhiêu tiền: 8.000 đồng", "Nơi nộp: Trực tiếp, trên mạng (cấp xã)"]


def test_a_notice_board_says_of_which_day_it_is_whom_to_ask_and_where_more_is():
    text = body(notice.make(notice_inputs(group("y-te", summary("1.000002"))))).text_content()
    for told in ("Sở Tư pháp", "Phiên bản ngày 01/06/2026", "Hỏi: 1900 1022", "quyết định số 12/QĐ-UBND", "https://saomai.example.vn/a/b/co-quan/so-tu-phap/"):
        assert told in text
    bare = notice_inputs(group("y-te", summary("1.000002")), decisions=(), hotline="", changed_on="")
    text = body(notice.make(replace(bare, site=SITE._replace(url="")))).text_content()
    assert not [label for label in ("Phiên bản", "Hỏi:", "quyết định", "Giấy tờ cần mang và mẫu đơn") if label in text]


def test_a_department_that_only_takes_part_does_not_post_that_it_settles():
    page = body(notice.make(notice_inputs(group("y-te", summary("1.000002")), is_part=True)))
    assert lines(page.xpath("//h1")) == ["Danh mục thủ tục có tiếp nhận hoặc tham gia"]


def department_page(settles: tuple[Group, ...], joins: tuple[Summary, ...] = ()) -> bytes:
    model = Department.model_validate({"id": "so-tu-phap", "name": "Sở Tư pháp", "kind": "department"})
    return department.make(department.Inputs(model, "departments/so-tu-phap.yml", None, (), settles, joins, (), (), 0, DAY, VI, SITE, LOOK, frame()))


def test_a_department_leads_to_its_notice_board_and_its_table():
    links = body(department_page((group("y-te", *many(2)),))).xpath("//ul[@class='links']//a")
    assert [link.get("href") for link in links] == ["niem-yet/", "danh-sach.csv"] and "2 dòng" in links[1].text_content()
    assert body(department_page((), many(3))).xpath("//ul[@class='links']//a/@href") == ["niem-yet/", "danh-sach.csv"]
    assert not body(department_page(())).xpath("//ul[@class='links']")


def samples(words=VI) -> dict[str, tuple]:
    """The module of each page kind with inputs that fill it."""
    found, last = (group("y-te", *many(40)), group("an-ninh", *many(30, first="2"))), (words, SITE, LOOK, frame())
    return {
        "field": (field, field.Inputs(found[0], many(1, first="5"), DAY, *last)), "level": (level, level.Inputs("district", found, DAY, *last)),
        "applicant": (applicant, applicant.Inputs("business", found, DAY, *last)), "internal": (internal, internal.Inputs(found, DAY, *last)),
        "fields": (fields, fields.Inputs((fields.Tally("y-te", (("vi", "Y tế"),), 3),), 3, DAY, *last)),
        "levels": (levels, levels.Inputs((levels.Tally("commune", 3),), 0, False, DAY, *last)),
        "applicants": (applicants, applicants.Inputs((applicants.Tally("citizen", 3),), DAY, *last)),
        "departments": (departments, departments_inputs(member("so-a"), words=words)), "notice": (notice, notice_inputs(*found, words=words)),
    }


@pytest.mark.parametrize("kind", samples())
def test_a_list_gives_its_date_and_its_trail_home(kind):
    module, inputs = samples()[kind]
    made = module.make(inputs)
    told = slots_of(made)
    assert "Phiên bản ngày 01/06/2026" in made.decode().partition("colophon=")[2] and "Trang đầu" in told["breadcrumbs"]
    assert told["title"].endswith(" | Ủy ban nhân dân Sao Mai") and told["description"].endswith(".")


@pytest.mark.parametrize("kind", samples())
def test_inputs_are_frozen_values_and_make_sees_nothing_else(kind):
    module, inputs = samples()[kind]
    assert digest(replace(inputs, words=EN)) != digest(inputs)
    assert module.make(inputs) == module.make(inputs)


def test_lists_lie_at_their_addresses_in_each_language():
    paths = {module.artifact(inputs, SITE.languages).path for words in (VI, EN) for module, inputs in samples(words).values()}
    folders = ("linh-vuc/y-te", "cap/huyen", "doi-tuong/doanh-nghiep", "noi-bo", "linh-vuc", "cap", "doi-tuong", "co-quan", "co-quan/so-tu-phap/niem-yet")
    assert paths == {f"{language}{folder}/index.html" for language in ("", "en/") for folder in folders}


def test_a_list_of_vietnamese_names_is_no_english_page():
    assert slots_of(level_page(group("y-te", *many(3)), words=EN))["noindex"] == ""
    named = many(1)[0]._replace(name=(("vi", "Xin thẻ"), ("en", "Get a card")))
    assert "noindex" not in slots_of(level_page(group("y-te", named), words=EN))


def test_author_text_is_escaped_everywhere():
    nasty, named = summary("1.000001", HOSTILE), Group("y-te", (("vi", HOSTILE),), (summary("1.000002", HOSTILE),))
    made = [
        field.make(field.Inputs(named, (nasty,), DAY, VI, SITE, LOOK, frame())), level_page(named, group("b", *many(70))),
        departments.make(departments_inputs(member(HOSTILE)._replace(id="so"))), notice.make(notice_inputs(named, group("b", nasty), decisions=(HOSTILE,))),
    ]
    assert [page for page in made if b"<b onclick" in page] == []


def test_headings_are_listed_beside_the_page():
    told = slots_of(level_page(group("y-te", *many(40)), group("an-ninh", *many(30, first="2"))))["contents"]
    assert [name for name in ("#linh-vuc-an-ninh", "#linh-vuc-y-te") if name not in told] == []


class BareFrames:
    """A frame of bare slots at every place."""

    def __getitem__(self, place: tuple) -> object:
        return frame()


@pytest.fixture(scope="module")
def planned(loaded: Loaded, tmp_path_factory) -> tuple[Shared, dict]:
    """The sample, and every file that the plan of these lists makes of it."""
    cache = tmp_path_factory.mktemp("lists")
    shared = Shared(loaded[0], Settings(PROJECT / "templates", PROJECT / "mkdocs.yml", cache, SITE.url, "2026-11-22", False))
    shared.tables.frames = BareFrames()
    departments = tuple(shared.catalogue.departments)
    made = [*plan.overviews(shared), *plan.of_fields(shared, tuple(shared.fields)), *plan.of_departments(shared, departments)]
    assert len({each.path for each in made}) == len(made)
    return shared, {each.path: each.make(each.inputs) for each in made}


def test_engines_are_told_of_the_lists_that_are_written_in_their_language(planned):
    shared, made = planned
    pages = {path for path in made if path.endswith(".html")}
    told = {urls.file_of(urls.in_language(each.path, language, shared.languages)) for each in plan.found(shared) for language in each.languages}
    assert told == {path for path in pages if "noindex" not in slots_of(made[path])} and told < pages


def test_every_public_procedure_of_the_sample_stands_in_its_lists(planned):
    shared, made = planned
    for each in shared.index.public:
        card = shared.catalogue.procedures[each.code]
        paths = [urls.A_TO_Z, urls.field(card.field), *map(urls.level, card.levels), *map(urls.department, card.executing)]
        assert [path for path in paths if each.code not in made[urls.table(path)].decode()] == []
        pages = [urls.field(card.field), *map(urls.level, card.levels), *map(urls.notice, card.executing)]
        assert [path for path in pages if f"thu-tuc/{each.code}/".encode() not in made[urls.file_of(path)]] == []


def test_each_list_of_the_sample_links_a_table_that_is_there(planned):
    _, made = planned
    linked = {path.removesuffix("index.html") + "danh-sach.csv" for path, page in made.items() if b" download>" in page}
    assert linked and linked <= made.keys()
