"""Families: who is of one paper, in the order of its life, and what an editor says about it."""
from __future__ import annotations

from motcua.families import Family, Kin, act_of, families


def kin(code: str, name: str, results: tuple[str, ...] = (), field: str = "giao-thong") -> Kin:
    return Kin(code, field, act_of(name), results)


FIRST = kin("1.000003", "Cấp giấy phép đào tạo lái xe ô tô")
AGAIN = kin("1.000001", "Thủ tục: Cấp lại Giấy phép đào tạo lái xe ô tô (cấp tỉnh) trong trường hợp bị mất")
CHANGED = kin("1.000002", "Điều chỉnh giấy phép đào tạo lái xe ô tô")


def codes(*procedures: Kin, **settled) -> list[tuple[str, ...]]:
    return [family.codes for family in families(procedures, **settled)]


def test_relatives_stand_in_the_order_of_a_papers_life():
    assert codes(CHANGED, AGAIN, FIRST) == [("1.000003", "1.000001", "1.000002")]


def test_one_thing_at_two_levels_is_no_family():
    assert codes(FIRST, kin("1.000009", "Cấp giấy phép đào tạo lái xe ô tô (cấp Bộ)")) == []


def test_strangers_of_another_field_do_not_join():
    assert codes(FIRST, kin("1.000009", "Cấp lại giấy phép đào tạo lái xe ô tô", field="an-ninh")) == []


def test_a_short_name_joins_nobody():
    assert codes(kin("1.000001", "Cấp giấy phép"), kin("1.000002", "Gia hạn giấy phép")) == []


def test_a_shared_result_joins_papers_that_begin_alike():
    one = kin("1.000001", "Cấp Giấy chứng nhận đủ điều kiện kinh doanh thuốc thú y", ("KQ.G10.000246",))
    two = kin("1.000002", "Gia hạn Giấy chứng nhận đủ điều kiện kinh doanh thuốc thú y, vắc xin", ("KQ.G10.000246",))
    stranger = kin("1.000003", "Thu hồi chứng chỉ hành nghề thú y của cá nhân", ("KQ.G10.000246",))
    assert codes(one, two, stranger) == [("1.000001", "1.000002")]


def test_an_editor_puts_together_and_takes_apart():
    chosen = Family(("1.000001", "1.000007"), (("vi", "Giấy phép đào tạo"),))
    assert families((FIRST, AGAIN, CHANGED), (chosen,)) == (chosen, Family(("1.000003", "1.000002")))
    assert codes(FIRST, AGAIN, CHANGED, apart=("1.000001",)) == [("1.000003", "1.000002")]
