"""Events of life, families, what has changed, words explained: what each page shows of its inputs."""
from __future__ import annotations

import pytest
from support.pages import EN, LOOK, SITE, VI, body, frame, lines, slots_of, summary

from motcua.model.views import DecisionView
from motcua.outputs.pages import changes, families, glossary, life_event, life_events
from motcua.outputs.pages.colophon import Version
from motcua.outputs.pages.explained import TermView, explained
from motcua.outputs.render import Markup


def step(code: str = "", cost: tuple[int, ...] = (), title: str = "", when: str = "", only_if: str = "", url: str = "") -> life_event.StepView:
    def pairs(text: str):
        return (("vi", text),) if text else ()

    procedure = summary(code, f"Làm việc {code[-1]}") if code else None
    return life_event.StepView(procedure, cost, "2026-11-20" if code else "", pairs(title), pairs(when), pairs(only_if), (), url)


def event(*steps: life_event.StepView, words=VI, bundled: int = 0) -> bytes:
    return life_event.make(life_event.Inputs("sinh-con", (("vi", "Sinh con"),), (("vi", "Ba việc, nộp một lần."),), steps, bundled, 300_000 if bundled else 0, words, SITE, LOOK, frame()))


def test_what_is_to_be_done_stands_in_the_order_in_which_it_was_written():
    page = body(event(step(title="Nhận giấy chứng sinh", when="Trước khi ra viện"), step("1.000002"), step("1.000001", only_if="Nếu chưa làm")))
    assert lines(page.xpath("//*[@class='path__name']")) == ["Nhận giấy chứng sinh", "Làm việc 2", "Làm việc 1"]
    assert page.xpath("//*[@class='path__name']/a/@href") == ["../../thu-tuc/1.000002/", "../../thu-tuc/1.000001/"]


@pytest.mark.parametrize(("steps", "told"), [
    ((step("1.000001", (8000, 8000)), step("1.000002", (0, 50000)), step("1.000003", (1, 1), only_if="Nếu")),
     ["2 việc ai cũng phải làm", "1 việc tùy trường hợp", "Tiền phải trả cho các việc ai cũng phải làm: từ 8.000 đồng đến 58.000 đồng"]),
    ((step("1.000001", (0, 0)), step(title="Hỏi trường")), ["2 việc ai cũng phải làm", "Các việc ai cũng phải làm đều không mất tiền"]),
    ((step("1.000001", (5000, 5000)), step("1.000002")),
     ["2 việc ai cũng phải làm", "Tiền phải trả cho các việc ai cũng phải làm: 5.000 đồng, chưa kể 1 việc chưa rõ mức"]),
    ((step("1.000001"),), ["1 việc ai cũng phải làm"]),
])
def test_the_totals_add_only_what_is_known_and_what_everybody_does(steps, told: list[str]):
    assert list(life_event.totals(steps, VI)) == told


def test_a_total_that_leaves_something_out_does_not_call_all_free():
    assert "đều không mất tiền, chưa kể 1 việc chưa rõ mức" in life_event.totals((step("1.000001", (0, 0)), step("1.000002")), VI)[1]


def test_the_forms_of_an_event_come_in_one_file_where_there_are_some():
    page = body(event(step("1.000001"), bundled=4))
    (link,) = page.xpath("//a[contains(@href, '.zip')]")
    assert (link.get("href"), lines([link])) == ("mau-don.zip", ["Tải 4 mẫu đơn cho việc này (ZIP, 300 kB)"])
    assert "Download the form for this (ZIP, 300 kB)" in body(event(step("1.000001"), words=EN, bundled=1)).text_content()
    assert body(event(step("1.000001"))).xpath("//a[contains(@href, '.zip')]") == []


def test_an_event_is_as_new_as_its_newest_procedure():
    assert "20/11/2026" in event(step("1.000001")).decode().partition("colophon=")[2]


def test_the_list_of_events_keeps_the_hands_order():
    events = tuple(life_events.EventView(name, (("vi", name),), (), 2, "") for name in ("sinh-con", "an-cuoi"))
    page = body(life_events.make(life_events.Inputs(events, VI, SITE, LOOK, frame())))
    assert page.xpath("//*[@class='entries']//a/@href") == ["sinh-con/", "an-cuoi/"]


DECISION = DecisionView("163-qd-btp", "163/QĐ-BTP", "2026-03-01", (), (), "")


def change(day: str, title: str, *codes: str, decision: DecisionView | None = None) -> changes.ChangeView:
    return changes.ChangeView(day, (("vi", title),), (), tuple(map(summary, codes)), decision)


def test_a_change_says_its_day_its_procedures_and_its_decision():
    made = changes.make(changes.Inputs((change("2026-11-18", "Giảm phí", "1.000001", decision=DECISION),), VI, SITE, LOOK, frame()))
    page = body(made)
    assert "18/11/2026" in page.text_content()
    assert page.xpath("//section//a/@href") == ["../thu-tuc/1.000001/", "../quyet-dinh/163-qd-btp/"]
    assert "18/11/2026" in made.decode().partition("colophon=")[2]


def test_a_later_announcement_moves_no_anchor():
    older = (change("2026-11-10", "B"), change("2026-11-10", "A"))
    assert changes.anchors(older) == ("ngay-2026-11-10-2", "ngay-2026-11-10")
    assert changes.anchors((change("2026-11-10", "C"), *older))[1:] == changes.anchors(older)


CERTIFIED = TermView("chung-thuc", (("vi", "chứng thực"), ("en", "certification")), ("sao y",), (("vi", "Xác nhận bản sao đúng."),))
COPY = TermView("ban-sao", (("vi", "bản sao"),), (), (("vi", "Giấy chép lại."),))
CERTIFIED_COPY = TermView("ban-sao-chung-thuc", (("vi", "bản sao có chứng thực"),), (), (("vi", "Bản sao đã chứng thực."),))


def test_the_glossary_leads_with_the_vietnamese_word_in_every_language():
    page = body(glossary.make(glossary.Inputs((CERTIFIED, COPY), (("chung-thuc", ("23/2015/NĐ-CP",)),), EN, SITE, LOOK, frame())))
    assert lines(page.xpath("//dt")) == ["bản sao", "chứng thực"]
    assert lines(page.xpath("//dt[@id='tu-chung-thuc']/following-sibling::dd"))[0] == "certification"
    assert page.xpath("//dd/a/@href") == ["../van-ban/23-2015-nd-cp/"]
    assert page.xpath("//*[@class='letters']//a/@href") == ["#chu-b", "#chu-c"]


def test_a_word_is_explained_where_it_first_stands():
    told = explained(Markup("<p>Nộp bản sao. Bản sao có chứng thực, hay Sao y.</p><p>Chứng thực lại.</p>"), (CERTIFIED, COPY, CERTIFIED_COPY))
    assert told.body == (
        '<p>Nộp <a class="word" href="#tu-ban-sao">bản sao</a>. <a class="word" href="#tu-ban-sao-chung-thuc">Bản sao có chứng thực</a>, '
        'hay <a class="word" href="#tu-chung-thuc">Sao y</a>.</p><p>Chứng thực lại.</p>')
    assert [term.id for term in told.terms] == ["ban-sao", "ban-sao-chung-thuc", "chung-thuc"]


@pytest.mark.parametrize("html", [
    '<a href="#">chứng thực</a>', "<h2>Chứng thực</h2>", '<img alt="chứng thực">', "<summary>chứng thực</summary>", "<p>được chứng thựcs</p>",
])
def test_a_word_inside_a_link_a_heading_or_another_word_is_left_alone(html: str):
    assert explained(Markup(html), (CERTIFIED,)) == (html, ())


def test_a_family_stands_in_its_own_order_under_its_name():
    first, again = summary("1.000009", "Cấp giấy phép"), summary("1.000001", "Cấp lại giấy phép", level=("province",))
    views = (families.FamilyView((), (first, again)), families.FamilyView((("vi", "Bằng lái"),), (again, first)))
    page = body(families.make(families.Inputs(views, Version("2026-11-20"), VI, SITE, LOOK, frame())))
    assert lines(page.xpath("//h2")) == ["Bằng lái", "Cấp giấy phép"]
    assert page.xpath("//section[2]//a/@href") == ["../thu-tuc/1.000009/", "../thu-tuc/1.000001/"]
    assert "cấp tỉnh" in page.xpath("//section[1]//li")[0].text_content()


@pytest.mark.parametrize("made", [
    event(step("1.000001")), changes.make(changes.Inputs((), VI, SITE, LOOK, frame())),
    families.make(families.Inputs((), Version(""), VI, SITE, LOOK, frame())),
])
def test_each_says_where_it_stands(made: bytes):
    assert "Trang đầu" in slots_of(made)["breadcrumbs"] and slots_of(made)["title"].endswith("Ủy ban nhân dân Sao Mai")
