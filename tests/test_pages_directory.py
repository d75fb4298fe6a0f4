"""Forms, counters, laws, decisions: what each page shows of who uses it, where it is, what came before."""
from __future__ import annotations

import csv
from dataclasses import replace

import pytest
from support import catalogues, shells
from support.accessibility import LOOKS
from support.pages import EN, LOOK, PROJECT, SITE, TEMPLATES, VI, body, frame, lines, slots_of, summary

from motcua.cards import as_shown, card_of
from motcua.communes import Heir, bare_name, heirs
from motcua.model import Decision, Form, Law, Office
from motcua.model.views import DecisionView, FileView, FormView, LawView, PictureView
from motcua.outputs import assets, web
from motcua.outputs.artifact import digest
from motcua.outputs.pages import decision, decisions, form, forms, law, laws, offices
from motcua.outputs.frame import shell_assets
from motcua.outputs.pages.links import Named
from motcua.outputs.plans import directory
from motcua.outputs.shared import Settings, Shared
from motcua.outputs.shell import Place
from motcua.resolve import state_on
from motcua.resolve import summary as summary_of
from motcua.uses import Users, users_of

JUSTICE = Named("so-tu-phap", (("vi", "Sở Tư pháp"), ("en", "Department of Justice")))
COMMUNES = Named("ubnd-cap-xa", (("vi", "Ủy ban nhân dân xã, phường"), ("en", "Commune People's Committee")))
HOSTILE = "<b onclick=x>\"'&"
DECREE = LawView("123/2015/NĐ-CP", (("vi", "Quy định chi tiết Luật Hộ tịch"),), "in_force", "", "")
DECIDED = DecisionView("12-qd-ubnd", "12/QĐ-UBND", "2026-03-02", (("vi", "Ủy ban nhân dân Sao Mai"),), (("vi", "Công bố thủ tục hộ tịch"),), "")


def around(words=VI) -> dict[str, object]:
    return {"words": words, "site": SITE, "look": LOOK, "frame": frame()}


def view(name: str = "so-tu-phap/to-khai", title: str = "Tờ khai", number: str = "Mẫu số 1", size: int = 40_000) -> FormView:
    files = tuple(FileView(kind, f"bieu-mau/{name}.{kind}", bytes_, digits * 32, f"bieu-mau/{name}/{digits * 6}.{kind}")
                  for kind, bytes_, digits in (("docx", size, "ab"), ("pdf", 62_000, "cd"), ("odt", 25_000, "ef")))
    return FormView(name, (("vi", title), ("en", "Application")), number, f"bieu-mau/{name}.docx", "Tờ khai.docx", size, "docx", files,
                    PictureView(f"bieu-mau/{name}/123456.png", 480, 679))


def old_file(digits: str = "12") -> tuple[FileView, ...]:
    """The file of an earlier version."""
    address = f"bieu-mau/so-tu-phap/to-khai/{digits * 6}.docx"
    return (FileView("docx", address, 30_000, digits * 32, address),)


def form_record(**given) -> Form:
    values = {"title": {"vi": "Tờ khai", "en": "Application"}, "file": "to-khai.docx", "original_name": "Tờ khai.docx"}
    return Form.model_validate(values | given)


def form_inputs(words=VI, users: Users = Users(), old_files=(), departments=(), **given) -> form.Inputs:
    return form.Inputs(form_record(**given), view(), old_files, users, JUSTICE, departments, (DECREE,), "", "2026-11-20", **around(words))


def forms_inputs(*folders: forms.Folder, words=VI, bundled: int = 0) -> forms.Inputs:
    return forms.Inputs(folders, bundled, 1_600_000 if bundled else 0, "2026-11-20", **around(words))


def counter(commune: str | None = "Xã Đồng Mây", formerly=("xã Mây Nội",), department: Named = COMMUNES, uses: int = 3, **given) -> offices.Counter:
    values = {"id": "mot", "name": "Trung tâm Đồng Mây", "address": "Số 90 đường Đồng Mía", "telephone": "0200 3800 303",
              "map_url": "https://bando.example/dong-may", "formerly": list(formerly)}
    named = {"commune": {"vi": commune, "en": "Dong May commune"}} if commune else {}
    return offices.Counter(Office.model_validate(values | named | given), department, uses, False)


def offices_inputs(*counters: offices.Counter, words=VI) -> offices.Inputs:
    return offices.Inputs(counters, "2026-11-20", **around(words))


def law_record(number: str = "123/2015/NĐ-CP", **given) -> Law:
    return Law.model_validate({"number": number} | given)


def law_inputs(record: Law, words=VI, users: Users = Users(), **given) -> law.Inputs:
    rest = {"successor": None, "replaces": (), "fees": (), "forms": (), "decisions": (), "changed_on": ""}
    return law.Inputs(law=record, users=users, **rest | given, **around(words))


def laws_inputs(*texts: laws.Text, words=VI) -> laws.Inputs:
    return laws.Inputs(texts, "2026-11-20", **around(words))


def decision_inputs(changed=(), users: Users = Users(), words=VI, **given) -> decision.Inputs:
    record = Decision.model_validate({"id": "12-qd-ubnd", "number": "12/QĐ-UBND", "issued_on": "2026-03-02"} | given)
    return decision.Inputs(record, "decisions/12-qd-ubnd.yml", changed, users, "2026-03-02", **around(words))


def decisions_inputs(*held: decisions.Held, words=VI) -> decisions.Inputs:
    return decisions.Inputs(held, "2026-03-02", **around(words))


def read_csv(made: bytes) -> list[list[str]]:
    return list(csv.reader(made.decode("utf-8-sig").splitlines()))


# Names of places, and who uses what.

@pytest.mark.parametrize("name, bare", [("xã Mây Nội", "Mây Nội"), ("Đặc khu Hòn Lựu", "Hòn Lựu"), ("huyện đảo Hòn Lựu", "Hòn Lựu"),
                                        ("Dong May commune", "Dong May commune"), ("Xã", "Xã"), ("phường 12", "12")])
def test_a_commune_stands_under_its_own_name(name: str, bare: str):
    assert bare_name(name) == bare


def test_a_district_that_was_divided_leads_to_every_part():
    found = heirs([("Xã A", ("huyện Cũ", "xã Một")), ("Xã B", ("huyện Cũ",))])
    assert found == (Heir("huyện Cũ", ("Xã A", "Xã B")), Heir("xã Một", ("Xã A",)))


def test_users_are_told_apart_by_whether_they_apply():
    laws_of = {"legal_basis": [{"law": "60/2014/QH13"}]}
    records = [catalogues.procedure("1.000001", **laws_of), catalogues.procedure("1.000002", status="abolished", **laws_of),
               catalogues.procedure("1.000003", is_internal="true", **laws_of), catalogues.procedure("1.000004", status="draft", **laws_of)]
    cards = [as_shown(card_of(record, "f", "d"), record) for record in records]
    shown = {card.code: summary_of(card, state) for card in cards if (state := state_on(card, "2026-11-22")) != "draft"}
    used = users_of(lambda card: card.targets.get("law", ()), cards, shown)["60/2014/QH13"]
    assert [[each.code for each in group] for group in used] == [["1.000001"], ["1.000003"], ["1.000002"]]


# Forms.

def test_the_list_offers_each_form_to_download_with_its_size_and_its_use():
    page = body(forms.make(forms_inputs(forms.Folder(JUSTICE, (forms.Blank(view(), 3),), 0))))
    assert lines(page.xpath("//*[@class='forms']/li")) == ["Tờ khai Mẫu số 1 · dùng cho 3 thủ tục Tải về (DOCX, 40 kB) PDF, 62 kB"]
    assert page.xpath("//*[@class='forms']//a/@href") == ["so-tu-phap/to-khai/", "so-tu-phap/to-khai.docx", "so-tu-phap/to-khai.pdf"]
    assert lines(page.xpath("//*[@class='digests']//dt")) == ["Tờ khai, DOCX", "Tờ khai, PDF"]
    assert lines(page.xpath("//*[@class='digests']//code")) == ["ab" * 32, "cd" * 32]
    assert page.xpath("//*[@class='digests']//a/@href") == ["so-tu-phap/to-khai/abababababab.docx", "so-tu-phap/to-khai/cdcdcdcdcdcd.pdf"]


def test_all_forms_of_all_departments_come_in_one_file_where_there_are_several():
    folders = [forms.Folder(owner, (forms.Blank(view(f"{owner.id}/x"), 1),), 0) for owner in (JUSTICE, COMMUNES)]
    assert body(forms.make(forms_inputs(*folders, bundled=2))).xpath("//a[contains(@href, '.zip')]/@href") == ["tat-ca-mau-don.zip"]
    assert "Tải tất cả 2 mẫu của mọi cơ quan (ZIP, 1,6 MB)" in body(forms.make(forms_inputs(*folders, bundled=2))).text_content()
    assert body(forms.make(forms_inputs(*folders))).xpath("//a[contains(@href, '.zip')]") == []


def test_forms_that_nothing_uses_any_more_say_so_and_all_of_a_department_come_in_one_file():
    folder = forms.Folder(JUSTICE, (forms.Blank(view(), 0), forms.Blank(view("so-tu-phap/don", "Đơn", ""), 1)), 90_000)
    page = body(forms.make(forms_inputs(folder)))
    assert "không còn thủ tục nào đang áp dụng" in page.text_content()
    assert page.xpath("//a[contains(@href, '.zip')]/@href") == ["so-tu-phap/so-tu-phap.zip"]
    assert "Tải tất cả 2 mẫu (ZIP, 90 kB)" in page.text_content()


def test_the_table_of_forms_names_page_and_file_on_the_web():
    rows = read_csv(forms.make_spreadsheet(forms_inputs(forms.Folder(JUSTICE, (forms.Blank(view(), 3),), 0), words=EN)))
    own = "https://saomai.example.vn/a/b/bieu-mau/so-tu-phap/to-khai"
    assert rows[1][:7] == ["Application", "Mẫu số 1", "Department of Justice", "DOCX", "40000", "ab" * 32, "3"]
    assert rows[1][7:] == ["https://saomai.example.vn/a/b/en/bieu-mau/so-tu-phap/to-khai/", f"{own}.docx", f"{own}/abababababab.docx"]
    assert [row[3] for row in rows[1:]] == ["DOCX", "PDF", "ODT"]


def test_a_form_page_begins_with_the_file_and_says_what_it_is_for():
    page = body(form.make(form_inputs(users=Users((summary("1.000001", "Làm giấy khai sinh"),)), legal_basis=["123/2015/NĐ-CP", "9/2020/TT-BTP"])))
    first = page.xpath("//a")[0]
    assert (first.get("href"), first.get("download"), lines([first])) == ("../to-khai.docx", "Tờ khai.docx", ["Tải về (Word, 40 kB)"])
    assert lines(page.xpath("//*[@class='entries']//a")) == ["Làm giấy khai sinh"]
    assert "123/2015/NĐ-CP: Quy định chi tiết Luật Hộ tịch" in page.text_content() and "9/2020/TT-BTP" in page.text_content()
    assert lines(page.xpath("//*[@class='blank__files']/li")) == [
        "Tải về (Word, 40 kB) để điền trên máy tính", "Tải về (PDF, 62 kB) để in ra viết tay; điện thoại nào cũng mở được",
        "Tải về (ODT, 25 kB) để điền bằng LibreOffice"]
    assert page.xpath("//*[@class='blank__files']//a/@download") == ["Tờ khai.docx", "Tờ khai.pdf", "Tờ khai.odt"]
    assert lines(page.xpath("//*[@class='digests']//code")) == ["ab" * 32, "cd" * 32, "ef" * 32]


def test_the_first_page_is_shown_in_its_size_and_leads_to_the_paper_to_print():
    (picture,) = body(form.make(form_inputs())).xpath("//*[@class='blank__picture']")
    image = picture.find("img")
    assert picture.get("href") == "../to-khai.pdf"
    assert dict(image.attrib) == {"src": "123456.png", "alt": "Hình trang đầu của mẫu: Tờ khai", "width": "480", "height": "679", "loading": "lazy", "decoding": "async"}
    bare = replace(form_inputs(), view=view()._replace(files=view().files[:1], picture=None))
    assert body(form.make(bare)).xpath("//img | //*[@class='blank__files']/li[2]") == []


def test_a_title_that_is_not_translated_spoils_no_picture():
    inputs = form_inputs(EN, title={"vi": 'Tờ khai "A"'})
    page = body(form.make(replace(inputs, view=inputs.view._replace(title=(("vi", 'Tờ khai "A"'),)))))
    assert page.xpath("//*[@class='blank__picture']/img/@alt") == ['Picture of the first page of the form: Tờ khai "A"']


def test_a_file_of_an_earlier_version_is_not_saved_under_the_name_of_today_s():
    earlier = [{"version": "TT 1/2021", "file": "b.docx"}]
    page = body(form.make(form_inputs(version="bản 3", earlier=earlier, old_files=(old_file(),))))
    assert page.xpath("//*[@class='places']//a[@download]/@download") == ["Tờ khai (TT 1 2021).docx"]


def test_the_version_of_today_leads_to_the_one_that_it_replaced():
    earlier = [{"version": "bản 2", "file": "b.docx"}]
    page = body(form.make(form_inputs(version="bản 3", earlier=earlier, old_files=(old_file(),))))
    (link,) = page.xpath("//a[text()='bản 2']")
    assert link.get("href") == "#ban-121212121212" and len(page.xpath("//*[@id='ban-121212121212']")) == 1
    told = body(form.make(form_inputs(version="bản 3", earlier=[{"version": "bản 2"}], old_files=((),))))
    assert told.xpath("//a[text()='bản 2']/@href") == ["#earlier"] and told.xpath("//*[@id='earlier']")


def test_two_versions_of_the_same_bytes_stand_under_one_place():
    earlier = [{"version": "bản 2", "file": "b.docx"}, {"version": "bản 1", "file": "a.docx"}]
    page = body(form.make(form_inputs(version="bản 3", earlier=earlier, old_files=(old_file(), old_file()))))
    assert len(page.xpath("//*[@id='ban-121212121212']")) == 1 and len(page.xpath("//*[@class='places']/li")) == 2


def test_each_earlier_version_names_what_replaced_it_and_when():
    earlier = [
        {"version": "bản 2", "effective_from": "2021-03-01", "effective_to": "2025-06-30", "file": "b.docx", "original_name": "Cũ.docx"},
        {"version": "2015", "effective_to": "2021-02-28"},
    ]
    old = (old_file(), ())
    page = body(form.make(form_inputs(version="bản 3", effective_from="2025-07-01", earlier=earlier, old_files=old)))
    assert [lines(each.xpath("*[not(self::details)]")) for each in page.xpath("//*[@class='places']/li")] == [
        ["Bản 2", "Dùng từ 01/03/2021 đến hết 30/06/2025.", "Thay bằng bản 3 từ ngày 01/07/2025.", "Tải bản cũ (Word, 30 kB)"],
        ["Bản: 2015", "Dùng đến hết 28/02/2021.", "Thay bằng bản 2 từ ngày 01/03/2021."],
    ]
    assert page.xpath("//a[@download='Cũ.docx']/@href") == ["121212121212.docx"]


def test_a_sample_file_is_never_offered_as_one_to_hand_in():
    assert "không dùng để nộp" in body(form.make(form_inputs(illustrative=["file"]))).text_content()
    assert "Tải về không mất tiền" in body(form.make(form_inputs())).text_content()


# Counters.

def test_a_counter_stands_under_its_commune_with_every_way_to_reach_it():
    page = body(offices.make(offices_inputs(counter())))
    place = page.xpath("//li[.//h4]")[0]
    assert lines(place.xpath(".//h4")) == ["Xã Đồng Mây"] and lines(page.xpath("//h3")) == ["Đ", "M"]
    assert place.xpath(".//a/@href") == ["../co-quan/ubnd-cap-xa/", "tel:+842003800303", "https://bando.example/dong-may"]
    assert "nhận giấy tờ của 3 thủ tục" in place.text_content() and "Số 90 đường Đồng Mía" in place.text_content()


def test_an_old_name_is_a_line_of_its_own_that_leads_to_what_it_became():
    parts = (counter(formerly=("huyện Cũ", "xã Mây Nội")), counter("Phường Chợ Sen", ("huyện Cũ",), id="hai"))
    page = body(offices.make(offices_inputs(*parts)))
    old = [each for each in page.xpath("//li[@data-place]") if not each.xpath(".//h4")]
    assert lines(old) == ["Huyện Cũ (cũ) nay thuộc xã Đồng Mây, phường Chợ Sen", "Xã Mây Nội (cũ) nay thuộc xã Đồng Mây"]
    assert [page.xpath(f"//*[@id='{href[1:]}']")[0].text_content() for href in old[0].xpath(".//a/@href")] == ["Xã Đồng Mây", "Phường Chợ Sen"]


def test_two_communes_that_differ_by_marks_alone_have_two_anchors():
    page = body(offices.make(offices_inputs(counter("Xã Tân Hưng", ()), counter("Xã Tân Hùng", (), id="hai"))))
    assert sorted(page.xpath("//h4/@id")) == ["nop-xa-tan-hung", "nop-xa-tan-hung-2"]


def test_a_counter_without_a_commune_stands_under_its_department_and_english_names_keep_their_capital():
    page = body(offices.make(offices_inputs(counter(None, (), JUSTICE), counter(), words=EN)))
    assert lines(page.xpath("//section[@aria-labelledby='departments']//h3")) == ["Department of Justice"]
    assert "Xã Mây Nội (former) is now in Dong May commune" in " ".join(page.text_content().split())


def test_without_a_script_the_box_is_hidden_and_the_list_is_whole():
    made = offices.make(offices_inputs(counter()))
    page = body(made)
    assert page.xpath("//form")[0].get("hidden") is not None and not page.xpath("//li[@hidden]")
    assert page.xpath("//form/@method") == ["get"] and page.xpath("//form//input/@name") == ["q"]
    assert page.xpath("//script/@src") == ["../assets/offices.js"]
    assert (LOOK.folder / "assets" / "offices.js").stat().st_size <= 2048


def test_no_counter_at_all_is_said_and_leaves_the_telephone():
    page = body(offices.make(offices_inputs()))
    assert "Chưa có nơi tiếp nhận nào" in page.text_content() and page.xpath("//a/@href") == ["tel:19001022"]
    assert not page.xpath("//form")


def test_the_table_of_counters_lists_old_names():
    rows = read_csv(offices.make_spreadsheet(offices_inputs(counter(None, (), JUSTICE), counter())))
    assert [row[0] for row in rows[1:]] == ["Xã Đồng Mây", ""] and rows[1][8] == "xã Mây Nội"


# Laws.

def test_laws_stand_by_kind_the_newest_first_with_their_state():
    texts = (laws.Text(law_record("1/2015/NĐ-CP"), 0), laws.Text(law_record("2/2025/NĐ-CP", state="expired", issued_on="2025-01-09"), 2),
             laws.Text(law_record("60/2014/QH13", title="Luật Hộ tịch", issuer="Quốc hội"), 1))
    page = body(laws.make(laws_inputs(*texts)))
    assert lines(page.xpath("//section/h2")) == ["Luật, bộ luật", "Nghị định"]
    assert lines(page.xpath("//*[@class='links']/li")) == [
        "60/2014/QH13: Luật Hộ tịch Quốc hội · 1 thủ tục", "2/2025/NĐ-CP hết hiệu lực ngày 09/01/2025 · 2 thủ tục", "1/2015/NĐ-CP"]
    assert page.xpath("//*[@class='links']//a/@href")[0] == "60-2014-qh13/"


def test_a_law_page_says_who_rests_on_it():
    used = Users((summary("1.000001", "Làm giấy khai sinh"),), (summary("1.000002", "Đối chiếu sổ"),))
    page = body(law.make(law_inputs(law_record(title="Hộ tịch"), users=used, fees=(summary("1.000003", "Xin trích lục"),), forms=(view(),), decisions=(DECIDED,))))
    assert lines(page.xpath("//h1")) == ["Nghị định 123/2015/NĐ-CP"]
    told = {section.get("aria-labelledby"): lines(section.xpath(".//li//a")) for section in page.xpath("//section")}
    assert told == {"procedures": ["Làm giấy khai sinh"], "fees": ["Xin trích lục"], "forms": ["Tờ khai"],
                    "decisions": ["Quyết định số 12/QĐ-UBND: Công bố thủ tục hộ tịch"], "internal": ["Đối chiếu sổ"]}


def test_a_law_that_has_ended_leads_to_the_one_that_replaced_it():
    ended = law_record("1/2010/NĐ-CP", state="expired", replaced_by="123/2015/NĐ-CP")
    page = body(law.make(law_inputs(ended, successor=DECREE)))
    assert lines(page.xpath("//*[@class='banner banner--stop']")) == ["Văn bản này hết hiệu lực. Nay xem: 123/2015/NĐ-CP: Quy định chi tiết Luật Hộ tịch"]
    assert page.xpath("//*[contains(@class, 'banner')]//a/@href") == ["../123-2015-nd-cp/"]
    assert "Không có thủ tục nào" in page.text_content()


def test_a_law_without_an_english_title_is_not_indexed_in_english():
    assert "noindex" in slots_of(law.make(law_inputs(law_record(title="Hộ tịch"), EN)))
    assert "noindex" not in slots_of(law.make(law_inputs(law_record(title={"vi": "Hộ tịch", "en": "Civil status"}), EN)))


# Decisions.

def test_decisions_stand_by_year_the_newest_first_and_the_undated_last():
    held = [decisions.Held(DECIDED._replace(id=f"{n}-qd", number=f"{n}/QĐ-UBND", issued_on=day), n) for n, day in ((1, "2025-02-01"), (2, ""), (3, "2026-01-05"))]
    page = body(decisions.make(decisions_inputs(*held)))
    assert lines(page.xpath("//h2")) == ["Năm 2026", "Năm 2025", "Nguồn không ghi ngày"]
    assert "3 thủ tục" in lines(page.xpath("//*[@class='links']/li"))[0]


def test_a_decision_tells_what_it_did_to_each_procedure():
    changes = [{"procedure": "1.000001", "kind": "amended", "note": "Hẹn 3 ngày thay vì 5"}, {"procedure": "1.000002", "kind": "abolished"},
               {"procedure": "1.000009", "kind": "abolished"}]
    changed = (summary("1.000001", "Làm giấy khai sinh"), summary("1.000002", "Xin giấy cũ", "abolished"))
    used = Users((changed[0], summary("1.000003", "Làm giấy khai tử")))
    page = body(decision.make(decision_inputs(changed, used, changes=changes)))
    told = {section.get("aria-labelledby"): lines(section.xpath(".//li")) for section in page.xpath("//section")}
    assert lines(page.xpath("//section[@aria-labelledby='amended']//li/*")) == [
        "Làm giấy khai sinh", "Hẹn 3 ngày thay vì 5", "3 ngày · 8.000 đồng · 1.000001"]
    assert told["abolished"] == ["Thủ tục mã 1.000009 (không có trang ở đây)", "Xin giấy cũkhông còn áp dụng 1.000002"]
    assert told["others"] == ["Làm giấy khai tử3 ngày · 8.000 đồng"]


# All of them.

def samples(words=VI) -> dict[str, tuple]:
    """The module of each page kind with inputs that fill it."""
    used = Users((summary("1.000001", HOSTILE),), (summary("1.000002"),))
    earlier = [{"version": HOSTILE, "effective_from": "2021-03-01", "file": "b.docx", "original_name": "x.docx"}]
    old = (old_file(),)
    return {
        "forms": (forms, forms_inputs(forms.Folder(JUSTICE, (forms.Blank(view(title=HOSTILE), 1),), 0), words=words)),
        "form": (form, form_inputs(words, used, old, (COMMUNES,), title=HOSTILE, earlier=earlier, version=HOSTILE)),
        "offices": (offices, offices_inputs(counter(HOSTILE, (HOSTILE,), hours=HOSTILE), counter(None, (), JUSTICE), words=words)),
        "laws": (laws, laws_inputs(laws.Text(law_record(title=HOSTILE), 1), words=words)),
        "law": (law, law_inputs(law_record(title=HOSTILE, issuer=HOSTILE), words, used, forms=(view(),), decisions=(DECIDED,))),
        "decisions": (decisions, decisions_inputs(decisions.Held(DECIDED._replace(title=(("vi", HOSTILE),)), 1), words=words)),
        "decision": (decision, decision_inputs((), used, words, title=HOSTILE)),
    }


@pytest.mark.parametrize("kind", samples())
def test_author_text_is_escaped_and_make_sees_its_inputs_alone(kind):
    module, inputs = samples()[kind]
    assert b"<b onclick" not in module.make(inputs) and module.make(inputs) == module.make(inputs)
    assert len(digest(inputs)) == 64 and digest(replace(inputs, words=EN)) != digest(inputs)


def test_pages_and_tables_lie_at_their_addresses_in_each_language():
    paths = {module.artifact(inputs, SITE.languages).path for words in (VI, EN) for module, inputs in samples(words).values()}
    own = {"bieu-mau/index.html", "bieu-mau/so-tu-phap/to-khai/index.html", "noi-nop/index.html", "van-ban/index.html",
           "van-ban/123-2015-nd-cp/index.html", "quyet-dinh/index.html", "quyet-dinh/12-qd-ubnd/index.html"}
    assert paths == own | {f"en/{path}" for path in own}
    lists = {samples(words)[kind] for words in (VI, EN) for kind in ("forms", "offices", "laws", "decisions")}
    tables = {module.spreadsheet(inputs, SITE.languages).path for module, inputs in lists}
    names = {f"{folder}/danh-sach.csv" for folder in ("bieu-mau", "noi-nop", "van-ban", "quyet-dinh")}
    assert tables == names | {f"en/{name}" for name in names}


@pytest.mark.parametrize("kind", samples())
def test_every_page_says_of_which_day_it_is(kind):
    module, inputs = samples()[kind]
    made = module.make(replace(inputs, changed_on="2026-03-02")).decode()
    assert "Phiên bản ngày 02/03/2026" in made or "02/03/2026" in made.partition("colophon=")[2]


def test_search_engines_are_told_of_a_page_in_the_languages_in_which_it_is_indexed():
    of = catalogues.catalogue()
    named = replace(of, laws={"123/2015/NĐ-CP": law_record(title={"vi": "Hộ tịch", "en": "Civil status"}), "1/2020/TT-BTP": law_record("1/2020/TT-BTP")})
    shared = Shared(named, Settings(TEMPLATES, PROJECT / "mkdocs.yml", PROJECT / ".cache", "", "2026-11-22", False))
    assert list(directory.found(shared)) == [
        web.Page("van-ban/", ("vi", "en")), web.Page("van-ban/123-2015-nd-cp/", ("vi", "en")), web.Page("van-ban/1-2020-tt-btp/", ("vi",))]


@pytest.fixture(scope="module")
def real(tmp_path_factory):
    """The sample pages of every kind in real frames, in Vietnamese."""
    folder = tmp_path_factory.mktemp("directory")
    frames = shells.frames(folder / "cache", wanted=[Place("page", "vi", depth) for depth in (1, 2, 3)])
    communes = (counter(), counter("Phường Chợ Sen", ("xã Sen Tây",), id="hai", name="Trung tâm Chợ Sen", address="Số 31 đường Kỹ Nghệ"), counter(None, (), JUSTICE))
    for module, inputs in ({kind: held for kind, held in samples().items() if kind != "offices"} | {"offices": (offices, offices_inputs(*communes))}).values():
        path = module.artifact(inputs, SITE.languages).path
        file = folder / "site" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(module.make(replace(inputs, frame=frames["page", "vi", path.count("/")])))
    for asset in assets.artifacts(shell_assets(frames, shells.ASSETS), "mkdocs"):
        file = folder / "site" / asset.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(asset.make(asset.inputs))
    return folder / "site"


ADDRESSES = ("bieu-mau/", "bieu-mau/so-tu-phap/to-khai/", "noi-nop/", "van-ban/", "van-ban/123-2015-nd-cp/", "quyet-dinh/", "quyet-dinh/12-qd-ubnd/")


def test_every_page_is_valid_html(real, vnu):
    assert vnu([real]) == []


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


def test_what_is_pressed_is_44_pixels_high(real, serve, page):
    base = serve(real, "/a/b/")
    low = """[...document.querySelectorAll('article :is(a, button, input, summary)')].filter(e => {
        const box = e.getBoundingClientRect(); return box.height && box.height < 44; }).map(e => e.outerHTML)"""
    for address in ADDRESSES:
        assert page(base + address, width=360).evaluate(low) == [], address


SHOWN = "[...document.querySelectorAll('h4, [aria-labelledby=departments] h3, [data-place] > a')].filter(e => e.getClientRects().length).map(e => e.textContent)"


@pytest.mark.parametrize("typed, shown", [
    ("xa may noi", ["Xã Đồng Mây", "xã Đồng Mây"]), ("SEN TÂY", ["Phường Chợ Sen", "phường Chợ Sen"]), ("ki nghe", ["Phường Chợ Sen"]),
    ("so tu phap", ["Sở Tư pháp"]), ("hà nội", []),
])
def test_the_box_shows_what_holds_every_word_typed_with_marks_or_without(real, serve, page, typed, shown):
    opened = page(serve(real, "/a/b/") + "noi-nop/", width=360)
    opened.fill("#noi", typed)
    assert opened.evaluate(SHOWN) == shown
    told = opened.text_content(".filter__told")
    assert told == ("1 nơi tiếp nhận" if shown else "Không có nơi nào như vậy. Thử gõ ít chữ hơn.")
    opened.fill("#noi", "")
    assert len(opened.evaluate(SHOWN)) == 5 and opened.text_content(".filter__told") == ""


def test_a_search_from_the_first_page_is_answered_at_once(real, serve, page):
    opened = page(serve(real, "/a/b/") + "noi-nop/?q=m%C3%A2y+n%E1%BB%99i", width=360)
    assert opened.input_value("#noi") == "mây nội" and opened.evaluate(SHOWN) == ["Xã Đồng Mây", "xã Đồng Mây"]
