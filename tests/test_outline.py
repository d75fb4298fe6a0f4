"""The outline reader: marks, levels, wrapped lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua import outline, prose


def shape(text):
    """The outline with marks and levels only, a level a list."""
    return _shape(outline.read(text))


def _shape(blocks):
    return [(block.mark or "¶", _shape(block.children)) if block.children else block.mark or "¶" for block in blocks]


def depth(blocks):
    return max((1 + depth(block.children) for block in blocks), default=0)


@pytest.mark.parametrize(
    "mark",
    "- – + * • ++ +) *) (*) -+ a) đ) a. b1) b3). a.1) a.1.2) (a) (i) (iv) ii) iv) 1. 1) 1/ (1) (1.1) 1.1. 8.1.2. I. IV. II/ A. B)".split(),
)
def test_every_mark_of_the_field_opens_an_item_and_is_kept_as_written(mark):
    (block,) = outline.read(f"{mark} Đơn đề nghị")
    assert (block.mark, block.text) == (mark, "Đơn đề nghị")


@pytest.mark.parametrize(("line", "mark"), [("-Đơn", "-"), ("+Đơn", "+"), ("c)Đơn", "c)"), ("1.Đơn", "1."), ("-02 ảnh", "-"), (";- Đơn", ";-")])
def test_a_mark_glued_to_its_word_is_a_mark(line, mark):
    assert outline.read(line)[0].mark == mark


@pytest.mark.parametrize(
    "line",
    [
        "Nộp hồ sơ - trực tiếp",
        "1.5 lần mức lương",
        "10.000 đồng một bản",
        "01 bản sao",
        "(01) bộ hồ sơ",
        "12/2025/NĐ-CP ngày 5 tháng 1",
        "15/9/2025",
        "1.004222 là mã thủ tục",
        "+84 24 3736 0000",
        "e. coli",
        "TP. Hà Nội",
        "V.I.P",
        "----------",
        "Bướcchân",
        "(TTHC)",
        "2025. Năm",
    ],
)
def test_what_only_looks_like_a_mark_is_a_paragraph(line):
    (block,) = outline.read(line)
    assert (block.mark, block.text) == ("", line)


@pytest.mark.parametrize(
    ("line", "mark", "title"),
    [
        ("Bước 1: Nộp hồ sơ", "Bước 1:", "Nộp hồ sơ"),
        ("BƯỚC 2. Thẩm định", "BƯỚC 2.", "Thẩm định"),
        ("Bước 3 - Trả kết quả", "Bước 3 -", "Trả kết quả"),
        ("Bước 4", "Bước 4", ""),
        ("- Bước 5: Ký", "- Bước 5:", "Ký"),
        ("a)  Bước 1. Nộp", "a) Bước 1.", "Nộp"),
        ("6.1.1. Bước 1 Nộp", "6.1.1. Bước 1", "Nộp"),
        ("Bước 1.1: Nộp", "Bước 1.1:", "Nộp"),
    ],
)
def test_a_step_is_a_heading_with_its_title(line, mark, title):
    (block,) = outline.read(line)
    assert (block.mark, block.text, block.is_step) == (mark, title, True)


def test_levels_follow_the_marks():
    assert shape("Bước 1: A\na) B\n- C\n+ D\n+ E\n- F\nb) G\nBước 2: H\n- I") == [
        ("Bước 1:", [("a)", [("-", ["+", "+"]), "-"]), "b)"]),
        ("Bước 2:", ["-"]),
    ]


def test_numbers_of_more_parts_stand_below_those_of_fewer():
    assert shape("1. A\n1.1. B\n1.2. C\na) D\n2. E\n2.1. F") == [("1.", ["1.1.", ("1.2.", ["a)"])]), ("2.", ["2.1."])]


def test_i_after_h_is_a_letter_and_i_after_a_is_a_roman_number():
    assert shape("g) A\nh) B\ni) C\nk) D") == ["g)", "h)", "i)", "k)"]
    assert shape("(g) A\n(h) B\n(i) C") == ["(g)", "(h)", "(i)"]
    assert shape("a) A\ni) B\nii) C\nb) D") == [("a)", ["i)", "ii)"]), "b)"]
    assert shape("(i) A\n(ii) B\n(iii) C\n(iv) D\n(v) E\n(vi) F") == ["(i)", "(ii)", "(iii)", "(iv)", "(v)", "(vi)"]
    assert shape("u) A\nv) B\nx) C\ny) D") == ["u)", "v)", "x)", "y)"]


def test_a_sequence_goes_on_when_its_author_changes_the_sign():
    assert shape("1. A\n- B\n2) C") == [("1.", ["-"]), "2)"]
    assert shape("a) Bước 1: A\n- B\nb) Bước 2: C\nc) Trả kết quả") == [("a) Bước 1:", ["-"]), "b) Bước 2:", "c)"]


def test_a_step_written_as_a_bullet_holds_the_bullets_after_it():
    assert shape("- Bước 1: A\n- B\n+ C\n- Bước 2: D\n- E") == [("- Bước 1:", [("-", ["+"])]), ("- Bước 2:", ["-"])]


def test_a_step_or_a_later_point_is_no_part_of_the_bullet_before_it():
    assert shape("Hồ sơ gửi theo hai cách sau:\n- A;\n- B.\nb) Bước 2: C") == ["¶", "-", "-", "b) Bước 2:"]
    assert shape("- A.\nb) B") == ["-", "b)"]
    assert shape("- A gồm:\na) B\nb) C\n- D") == [("-", ["a)", "b)"]), "-"]


def test_a_star_stands_over_a_dash_unless_a_colon_announces_it():
    assert shape("- A.\n* B\n- C") == ["-", ("*", ["-"])]
    assert shape("- A:\n* B\n* C") == [("-", ["*", "*"])]


def test_the_same_mark_further_in_is_a_level_of_its_own():
    assert shape("- A\n  - B\n  - C\n- D") == [("-", ["-", "-"]), "-"]
    assert shape("- A.\n  - B.\n- C.") == ["-", "-", "-"]


def test_wrapped_lines_are_joined():
    (item,) = outline.read("a) Tổ chức nộp hồ sơ đến cơ quan\ncó thẩm quyền theo quy định\n(kèm bản sao).")
    assert item.text == "Tổ chức nộp hồ sơ đến cơ quan có thẩm quyền theo quy định (kèm bản sao)."


def test_a_pasted_column_is_joined_at_capitals_too():
    column = (
        "Cơ quan trực thuộc có trách nhiệm lập tờ trình gửi lấy ý kiến của Bộ\n"
        "Xây dựng và các cơ quan liên quan, trong đó có cơ quan tài chính về\n"
        "dự toán kinh phí."
    )
    assert outline.read(column)[0].text == column.replace("\n", " ")


def test_an_unmarked_line_after_a_finished_one_is_a_paragraph_of_the_same_item():
    assert shape("- A nộp hồ sơ.\nNgười nộp giữ biên nhận.\n- B") == [("-", ["¶"]), "-"]
    assert shape("Bước 1: Nộp hồ sơ\nTổ chức nộp tại bộ phận một cửa.") == [("Bước 1:", ["¶"])]


def test_a_blank_line_ends_the_lists_of_a_step_unless_a_colon_stands_before_it():
    assert shape("Bước 1: A\n- B.\n+ C.\n\nNgười nộp chờ.") == [("Bước 1:", [("-", ["+"]), "¶"])]
    assert shape("- A gồm:\n\nĐơn và ảnh.") == [("-", ["¶"])]


def test_a_mark_alone_on_its_line_takes_the_next_line_as_its_words():
    assert outline.read("-\nĐơn đề nghị\n-\nẢnh") == (outline.Block("-", "Đơn đề nghị"), outline.Block("-", "Ảnh"))


def test_a_reference_broken_before_its_letter_is_no_item():
    assert shape("Theo quy định tại điểm\na) khoản 2 Điều 5.") == ["¶"]


def test_no_text_is_no_block():
    assert outline.read(" \n\t\n") == ()


@pytest.mark.parametrize("ladder", ["\n".join(" " * (2 * n) + "- a" for n in range(300)), "a)\n1.\n-\n(i)\n1)\n+\n1.1.\n*\n(1)\n(a)\nA.\nI.\n" * 50])
def test_no_ladder_of_marks_is_deeper_than_the_limit(ladder):
    assert depth(outline.read(ladder)) <= outline.DEEPEST + 1


@pytest.mark.bulk
@pytest.mark.parametrize("unit", ["- ", "-\n", "a)\n", "Bước 1 ", "\t- ", "1.", "1.1", "(", "(i)\n- \n", "https://a.b ", "1/2024/NĐ-CP ", "1/AA-", "1.000000 ", " \n", "“", ".;"])
def test_no_64_kilobytes_hang_the_reader(unit):
    text = unit * (65536 // len(unit.encode()))
    page = prose.html(text, {}.get)
    assert len(page) < 40 * len(text)


WORDS = st.sampled_from(["- ", "+ ", "a) ", "i) ", "(i) ", "1. ", "1.1. ", "Bước 1: ", "Bước 2 ", "\n", "\n\n", "  ", "Đơn", "nộp", ".", ":", "\x85", "\t", "đ)", "<b>", "&"])


@given(st.one_of(st.text(), st.lists(WORDS).map("".join)))
def test_every_character_but_white_space_is_kept_in_order(text):
    blocks = outline.read(text)
    assert "".join(prose.plain(blocks).split()) == "".join(text.split())
    assert depth(blocks) <= outline.DEEPEST + 1
