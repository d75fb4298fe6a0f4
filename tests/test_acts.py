"""Acts: what the name of a procedure says is done to a paper, and on which occasion."""
from __future__ import annotations

import pytest

from motcua.acts import bits, done, marks


@pytest.mark.parametrize(("name", "acts", "rest"), [
    ("Cấp Giấy phép lái tàu", ("get",), "giay phep lai tau"),
    ("Thủ tục: Đăng ký lại khai sinh", ("again",), "khai sinh"),
    ("Cấp đổi Giấy phép lái tàu", ("swap",), "giay phep lai tau"),
    ("Đăng ký thay đổi biện pháp bảo đảm", ("change",), "bien phap bao dam"),
    ("Xóa đăng ký biện pháp bảo đảm", ("end",), "bien phap bao dam"),
    ("Trả lại Giấy phép lái tàu", ("end",), "giay phep lai tau"),
    ("Tàu biển nhập cảnh", (), "tau bien nhap canh"),
])
def test_a_name_says_at_its_beginning_what_is_done_and_to_what(name: str, acts: tuple[str, ...], rest: str):
    assert done(name) == (acts, rest)


def test_a_comma_parts_two_acts_where_its_lack_makes_one():
    assert done("Cấp, gia hạn giấy phép").acts == ("get", "extend")
    assert done("Cấp gia hạn giấy phép").acts == ("extend",)


def test_what_is_changed_may_be_called_by_an_act_of_its_own():
    assert done("Sửa đổi, bổ sung Quyết định giao khu vực biển").acts == ("change",)
    assert done("Thay đổi nội dung đăng ký hoạt động").acts == ("change",)


def test_whom_a_permit_is_for_is_no_exchange_of_it():
    assert done("Cấp phép đối với hoạt động trên đê").acts == ("get",)


def test_the_occasion_of_a_name_is_marked_beside_its_act():
    assert marks("Cấp lại thẻ luật sư bị mất hoặc bị cháy") == bits(("again", "lost"))
    assert marks("Cấp lại thẻ luật sư trong trường hợp bị thu hồi") == bits(("again", "revoked"))


def test_what_is_given_again_since_something_changed_is_changed_so():
    assert marks("Cấp lại Giấy phép khi có sự thay đổi nội dung") == bits(("again", "change", "changed"))
    assert marks("Cấp Giấy phép do thay đổi ranh giới") == bits(("get", "changed"))
