"""Procedures in groups: what is listed on a day, whose it is, under which letter, in which order."""

from __future__ import annotations

import pytest

from motcua.index import Group, Share, by_letter, in_order, index_of, letter_id, letter_of, namesakes, shown_name
from motcua.model.views import Card, Summary

ON = "2026-07-01"


def card(code: str, name: str = "Cấp giấy phép", **given) -> Card:
    """A card in force that nobody else has a part in."""
    values = dict.fromkeys(Card._fields, ()) | {
        "code": code, "file": "", "digest": "", "origin": "authored", "name": (("vi", name),), "status": "in_force", "effective_from": "",
        "effective_to": "", "replaced_by": "", "is_internal": False, "completeness": "full", "field": "ho-tich", "targets": {},
    }
    return Card(**values | given)


def summary(code: str, name: str, short_name: str = "", **given) -> Summary:
    """A summary with a Vietnamese name alone."""
    values = {"code": code, "name": (("vi", name),), "short_name": (("vi", short_name),) if short_name else (), "state": "in_force",
              "level": (), "time": (), "fee": (), "place": ()}
    return Summary(**values | given)


def codes(procedures) -> list[str]:
    return [each.code for each in procedures]


@pytest.mark.parametrize(
    "given, public, internal",
    [
        ({}, True, False),
        ({"status": "amended"}, True, False),
        ({"status": "draft"}, False, False),
        ({"status": "abolished"}, False, False),
        ({"status": "replaced", "replaced_by": "1.000002"}, False, False),
        ({"effective_to": "2026-06-30"}, False, False),
        ({"effective_to": ON}, True, False),
        ({"effective_from": "2026-07-02"}, True, False),
        ({"is_internal": True}, False, True),
        ({"is_internal": True, "status": "abolished"}, False, False),
        ({"is_internal": True, "status": "draft"}, False, False),
    ],
)
def test_a_procedure_is_listed_while_it_holds_and_where_it_belongs(given, public, internal):
    index = index_of([card("1.000001", **given)], ON)
    assert (codes(index.public), codes(index.internal)) == (["1.000001"] * public, ["1.000001"] * internal)


def test_a_draft_is_listed_only_when_asked_for():
    assert [each.state for each in index_of([card("1.000001", status="draft")], ON, drafts=True).public] == ["draft"]


def test_what_is_announced_is_listed_with_its_state():
    assert [each.state for each in index_of([card("1.000001", effective_from="2026-07-02")], ON).public] == ["announced"]


def test_a_department_settles_joins_or_keeps_to_officials():
    index = index_of([
        card("1.000003", executing=("so-tu-phap",), targets={"department": ("so-tu-phap", "trung-tam")}),
        card("1.000001", executing=("so-tu-phap", "ubnd-cap-xa"), targets={"department": ("so-tu-phap", "ubnd-cap-xa")}),
        card("1.000002", executing=("so-tu-phap",), is_internal=True),
        card("1.000004", executing=("so-tu-phap",), status="abolished"),
    ], ON)
    share = index.share("so-tu-phap")
    assert (codes(share.settles), codes(share.joins), codes(share.internal)) == (["1.000001", "1.000003"], [], ["1.000002"])
    assert codes(index.share("ubnd-cap-xa").settles) == ["1.000001"]
    assert codes(index.share("trung-tam").joins) == ["1.000003"]
    assert index.share("so-xay-dung") == Share()


def test_the_index_does_not_depend_on_the_order_of_the_cards():
    cards = [card(f"1.00000{n}", executing=("a", "b")) for n in range(5)]
    assert index_of(cards, ON) == index_of(reversed(cards), ON)


def test_procedures_stand_under_their_fields_and_a_field_without_a_name_has_none():
    index = index_of([card("1.000001", field="ho-tich"), card("1.000002", field="cu-tru"), card("1.000003", field="ho-tich")], ON)
    first, second = index.by_field(index.public, {"ho-tich": (("vi", "Hộ tịch"),)})
    assert (first.id, first.name, codes(first.procedures)) == ("cu-tru", (), ["1.000002"])
    assert second == Group("ho-tich", (("vi", "Hộ tịch"),), (index.public[0], index.public[2]))


@pytest.mark.parametrize(
    "name, shown",
    [
        ("Thủ tục cấp giấy phép", "Cấp giấy phép"),
        ("THỦ TỤC: đăng ký", "Đăng ký"),
        ("Thủ tục hành chính", "Hành chính"),
        ("Thủ tục", "Thủ tục"),
        ("Công bố thủ tục", "Công bố thủ tục"),
    ],
)
def test_lists_leave_out_the_word_that_says_nothing(name, shown):
    assert str(shown_name(summary("1.000001", name), "vi")) == shown


def test_lists_show_the_name_in_peoples_words_in_the_readers_language():
    both = summary("1.000001", "Thủ tục cấp bản sao", short_name="Xin bản sao")._replace(short_name=(("vi", "Xin bản sao"), ("en", "Get a copy")))
    assert (str(shown_name(both, "vi")), str(shown_name(both, "en"))) == ("Xin bản sao", "Get a copy")
    assert shown_name(summary("1.000001", "Thủ tục cấp bản sao"), "en").pieces == (("Cấp bản sao", "vi"),)


def test_names_sort_as_vietnamese_sorts_and_equal_ones_by_code():
    names = ["Đăng ký", "Cấp", "Ân xá", "Ăn ở", "An táng", "Thủ tục bán nhà", "Ấn phẩm"]
    found = [summary(f"1.00000{9 - n}", name) for n, name in enumerate(names)] + [summary("1.000000", "Cấp")]
    shown = [str(shown_name(each, "vi")) for each in in_order(found, "vi")]
    assert shown == ["An táng", "Ăn ở", "Ấn phẩm", "Ân xá", "Bán nhà", "Cấp", "Cấp", "Đăng ký"]
    assert codes(in_order(found, "vi"))[5:7] == ["1.000000", "1.000008"]


@pytest.mark.parametrize(
    "name, letter, identity",
    [
        ("Ứng dụng", "Ư", "uw"), ("ẩm thực", "Â", "aa"), ("đăng ký", "Đ", "dd"), ("“Ổn định”", "Ô", "oo"), ("Ở trọ", "Ơ", "ow"), ("ắc quy", "Ă", "aw"),
        ("Ếch", "Ê", "ee"), ("ý kiến", "Y", "y"), ("12 việc", "0–9", "so"), ("…", "0–9", "so"), ("Œuvre", "Œ", "u152"),
    ],
)
def test_a_name_stands_under_its_letter_whatever_the_tone(name, letter, identity):
    assert (letter_of(name), letter_id(letter_of(name))) == (letter, identity)
    assert identity.isascii()


def test_letters_follow_the_alphabet_and_each_holds_its_own():
    found = [summary(f"1.00000{n}", name) for n, name in enumerate(["Đổi thẻ", "Cấp thẻ", "Ân xá", "An táng", "Đăng ký", "3 việc"])]
    groups = by_letter(found, "vi")
    assert [group.letter for group in groups] == ["0–9", "A", "Â", "C", "Đ"]
    assert codes(groups[-1].procedures) == ["1.000004", "1.000000"]
    assert sum(len(group.procedures) for group in groups) == len(found)


def test_names_that_differ_in_marks_or_a_remark_alone_are_namesakes():
    found = [summary("1.000001", "Cấp thẻ (cấp tỉnh)"), summary("1.000002", "Thủ tục cấp  thẻ"), summary("1.000003", "Cấp thẻ nhà báo")]
    assert namesakes(found, "vi") == {"1.000001", "1.000002"}
